/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* What may come next. */
enum {
    EXPECT_VALUE,
    EXPECT_VALUE_OR_END, /* behind [ */
    EXPECT_NAME,
    EXPECT_NAME_OR_END, /* behind { */
    EXPECT_SEPARATOR,
    EXPECT_NOTHING,
};

/* Values of hexadecimal digits, one more than they are, so that 0 is none. */
static const guint8 digits[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

/* What the character behind a backslash stands for. */
static const char escapes[256] = {
    ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

/**
 * hexapla_json_init:
 * @self: (out): a reader
 * @text: what it reads, one JSON text; need not be UTF-8, and stays as long as the reader
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_json_init(HexaplaJson *self, const char *text, gsize n)
{
    self->text = text;
    self->n = n;
    self->position = 0;
    self->token_start = 0;
    self->problem = NULL;
    self->state = EXPECT_VALUE;
    self->depth = 0;
}

static HexaplaJsonToken
fail(HexaplaJson *self, gsize position, const char *problem)
{
    self->position = position;
    self->problem = problem;
    return HEXAPLA_JSON_ERROR;
}

static gboolean
in_object(const HexaplaJson *self)
{
    guint level = self->depth - 1;

    return self->depth > 0 && (self->objects[level / 64] >> level % 64 & 1) != 0;
}

static HexaplaJsonToken
fail_at_end(HexaplaJson *self)
{
    if (self->depth == 0)
        return fail(self, self->n, "a value is missing");
    return fail(self, self->n, in_object(self) ? "the object has no end" : "the array has no end");
}

static HexaplaJsonToken
open_level(HexaplaJson *self, gboolean object)
{
    guint64 bit = (guint64)1 << self->depth % 64;
    guint64 *word = &self->objects[self->depth / 64];

    if (self->depth == HEXAPLA_MAX_JSON_DEPTH)
        return fail(self, self->position, "values are nested too deeply");
    *word = object ? *word | bit : *word & ~bit;
    self->depth++;
    self->position++;
    self->state = object ? EXPECT_NAME_OR_END : EXPECT_VALUE_OR_END;
    return object ? HEXAPLA_JSON_OBJECT_START : HEXAPLA_JSON_ARRAY_START;
}

static HexaplaJsonToken
end_value(HexaplaJson *self, gsize position, HexaplaJsonToken token)
{
    self->position = position;
    self->state = self->depth > 0 ? EXPECT_SEPARATOR : EXPECT_NOTHING;
    return token;
}

static HexaplaJsonToken
close_level(HexaplaJson *self)
{
    gboolean object = in_object(self);

    self->depth--;
    return end_value(self, self->position + 1,
                     object ? HEXAPLA_JSON_OBJECT_END : HEXAPLA_JSON_ARRAY_END);
}

/* The four digits at @p as a number, or -1. */
static gint32
read_unit(const char *p, const char *end)
{
    gint32 unit = 0;

    if (end - p < 4)
        return -1;
    for (guint i = 0; i < 4; i++) {
        guint8 digit = digits[(guchar)p[i]];

        if (digit == 0)
            return -1;
        unit = unit << 4 | (digit - 1);
    }
    return unit;
}

/* The character of the escape at @p, `\u` included, where a high surrogate needs its low one
 * (RFC 8259 §7, §8.2). Returns its bytes, 0 when it stands for no character. */
static gsize
read_character(const char *p, const char *end, gunichar *c)
{
    gint32 unit = read_unit(p + 2, end), low = -1;

    if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000))
        return 0;
    *c = unit;
    if (unit < 0xD800 || unit >= 0xE000)
        return 6;
    if (end - p >= 12 && p[6] == '\\' && p[7] == 'u')
        low = read_unit(p + 8, end);
    if (low < 0xDC00 || low > 0xDFFF)
        return 0;
    *c = 0x10000 + ((unit - 0xD800) << 10 | (low - 0xDC00));
    return 12;
}

/* Bytes of the escape at @i, 0 when it is none. */
static gsize
check_escape(HexaplaJson *self, gsize i)
{
    const char *p = self->text + i;
    const char *end = self->text + self->n;
    gunichar c = 1;
    gsize length = 2;

    if (end - p < 2)
        fail(self, self->n, "the string has no end");
    else if (p[1] != 'u' && escapes[(guchar)p[1]] == 0)
        fail(self, i, "there is no such escape");
    else if (p[1] == 'u' && (length = read_character(p, end, &c)) == 0)
        fail(self, i,
             read_unit(p + 2, end) < 0 ? "\\u wants four hexadecimal digits"
                                       : "half of a surrogate pair is no character");
    self->string.has_nul |= c == 0;
    return self->problem == NULL ? length : 0;
}

/* Offset of the next byte that is special inside a string, or @n. */
static gsize
find_special(const char *text, gsize i, gsize n)
{
    HEXAPLA_TEXT_SKIP_BLOCKS(text, i, n, c, (c == '"') | (c == '\\') | ((c >= 0) & (c < 0x20)))
    while (i < n && text[i] != '"' && text[i] != '\\' && (guchar)text[i] >= 0x20)
        i++;
    return i;
}

/* Fills in the string that begins behind the quotation mark at the position; moves behind its end. */
static gboolean
scan_string(HexaplaJson *self)
{
    gsize start = self->position + 1, i = start, valid;

    self->string = (HexaplaJsonString){.raw = self->text + start};
    for (;;) {
        gsize length;

        i = i < self->n && self->text[i] == '\\' ? i : find_special(self->text, i, self->n);
        if (i == self->n || self->text[i] != '\\')
            break;
        length = check_escape(self, i);
        if (length == 0)
            return FALSE;
        self->string.has_escapes = TRUE;
        i += length;
    }
    self->string.n = i - start;
    if (!hexapla_utf8_validate(self->string.raw, self->string.n, &valid))
        fail(self, start + valid, "this is not UTF-8");
    else if (i == self->n)
        fail(self, i, "the string has no end");
    else if (self->text[i] != '"')
        fail(self, i, "a control character must be written as an escape");
    self->position = self->problem == NULL ? i + 1 : self->position;
    return self->problem == NULL;
}

static HexaplaJsonToken
read_string(HexaplaJson *self)
{
    return scan_string(self) ? end_value(self, self->position, HEXAPLA_JSON_STRING)
                             : HEXAPLA_JSON_ERROR;
}

static gsize
skip_digits(const HexaplaJson *self, gsize i)
{
    while (i < self->n && g_ascii_isdigit(self->text[i]))
        i++;
    return i;
}

static gboolean
is_at(const HexaplaJson *self, gsize i, char a, char b)
{
    return i < self->n && (self->text[i] == a || self->text[i] == b);
}

/* RFC 8259 §6. */
static HexaplaJsonToken
read_number(HexaplaJson *self)
{
    gsize start = self->position;
    gsize whole = start + is_at(self, start, '-', '-');
    gsize i = skip_digits(self, whole);

    if (i == whole)
        return fail(self, i, "a digit is missing");
    if (self->text[whole] == '0' && i > whole + 1)
        return fail(self, whole, "a number does not begin with 0");
    if (is_at(self, i, '.', '.')) {
        gsize fraction = i + 1;

        i = skip_digits(self, fraction);
        if (i == fraction)
            return fail(self, i, "a digit is missing");
    }
    if (is_at(self, i, 'e', 'E')) {
        gsize exponent = i + 1 + is_at(self, i + 1, '+', '-');

        i = skip_digits(self, exponent);
        if (i == exponent)
            return fail(self, i, "a digit is missing");
    }
    self->string = (HexaplaJsonString){.raw = self->text + start, .n = i - start};
    return end_value(self, i, HEXAPLA_JSON_NUMBER);
}

static HexaplaJsonToken
read_word(HexaplaJson *self, const char *word, HexaplaJsonToken token)
{
    gsize n = strlen(word);

    if (self->n - self->position < n || memcmp(self->text + self->position, word, n) != 0)
        return fail(self, self->position, "a value is missing");
    return end_value(self, self->position + n, token);
}

static HexaplaJsonToken
read_value(HexaplaJson *self)
{
    if (self->position == self->n)
        return fail_at_end(self);
    switch (self->text[self->position]) {
    case '"':
        return read_string(self);
    case '{':
        return open_level(self, TRUE);
    case '[':
        return open_level(self, FALSE);
    case 't':
        return read_word(self, "true", HEXAPLA_JSON_TRUE);
    case 'f':
        return read_word(self, "false", HEXAPLA_JSON_FALSE);
    case 'n':
        return read_word(self, "null", HEXAPLA_JSON_NULL);
    default:
        if (self->text[self->position] == '-' || g_ascii_isdigit(self->text[self->position]))
            return read_number(self);
        return fail(self, self->position, "a value is missing");
    }
}

static void
skip_space(HexaplaJson *self)
{
    while (self->position < self->n) {
        char c = self->text[self->position];

        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            break;
        self->position++;
    }
}

static HexaplaJsonToken
read_name(HexaplaJson *self)
{
    if (self->position == self->n)
        return fail_at_end(self);
    if (self->text[self->position] != '"')
        return fail(self, self->position, "the name of a member is missing");
    if (!scan_string(self))
        return HEXAPLA_JSON_ERROR;
    skip_space(self);
    if (!is_at(self, self->position, ':', ':'))
        return fail(self, self->position, "a colon is missing");
    self->position++;
    self->state = EXPECT_VALUE;
    return HEXAPLA_JSON_NAME;
}

static HexaplaJsonToken
read_separator(HexaplaJson *self)
{
    gboolean object = in_object(self);

    if (self->position == self->n)
        return fail_at_end(self);
    if (self->text[self->position] == (object ? '}' : ']'))
        return close_level(self);
    if (self->text[self->position] != ',')
        return fail(self, self->position, "a comma is missing");
    self->position++;
    skip_space(self);
    self->token_start = self->position;
    return object ? read_name(self) : read_value(self);
}

/**
 * hexapla_json_next:
 * @self: a reader
 *
 * Returns: the next token; after an error or the end always the same
 * Since: 0.1
 */
HexaplaJsonToken
hexapla_json_next(HexaplaJson *self)
{
    if (self->problem != NULL)
        return HEXAPLA_JSON_ERROR;
    skip_space(self);
    self->token_start = self->position;
    switch (self->state) {
    case EXPECT_VALUE_OR_END:
        return is_at(self, self->position, ']', ']') ? close_level(self) : read_value(self);
    case EXPECT_NAME_OR_END:
        return is_at(self, self->position, '}', '}') ? close_level(self) : read_name(self);
    case EXPECT_SEPARATOR:
        return read_separator(self);
    case EXPECT_NOTHING:
        return self->position == self->n ? HEXAPLA_JSON_END
                                         : fail(self, self->position, "something follows the end");
    default:
        return read_value(self);
    }
}

/**
 * hexapla_json_skip:
 * @self: a reader
 * @token: the one that hexapla_json_next() gave last: the start of a value
 *
 * Reads on to the end of the value, and checks all of it.
 *
 * Returns: whether it is well-formed
 * Since: 0.1
 */
gboolean
hexapla_json_skip(HexaplaJson *self, HexaplaJsonToken token)
{
    guint depth = self->depth;

    if (token != HEXAPLA_JSON_OBJECT_START && token != HEXAPLA_JSON_ARRAY_START)
        return token != HEXAPLA_JSON_ERROR;
    while (token != HEXAPLA_JSON_ERROR && self->depth >= depth)
        token = hexapla_json_next(self);
    return token != HEXAPLA_JSON_ERROR;
}

/* Writes the character of the escape and moves behind it; FALSE when there is no room. */
static gboolean
decode_escape(HexaplaJsonString *string, char *text, gsize size, gsize *used)
{
    const char *p = string->raw;
    gsize length = 2;
    gunichar c = (guchar)escapes[(guchar)p[1]];

    if (p[1] == 'u')
        length = read_character(p, p + string->n, &c);
    if (size - *used < (gsize)g_unichar_to_utf8(c, NULL))
        return FALSE;
    *used += g_unichar_to_utf8(c, text + *used);
    string->raw += length;
    string->n -= length;
    return TRUE;
}

/* Copies what needs no decoding; FALSE when not all of it found room. */
static gboolean
copy_plain(HexaplaJsonString *string, gsize n, char *text, gsize size, gsize *used)
{
    gsize fits = MIN(n, size - *used);

    while (fits < n && fits > 0 && ((guchar)string->raw[fits] & 0xC0) == 0x80)
        fits--;
    memcpy(text + *used, string->raw, fits);
    *used += fits;
    string->raw += fits;
    string->n -= fits;
    return fits == n;
}

/**
 * hexapla_json_decode:
 * @string: (inout): a string of hexapla_json_next(); moves on over what was decoded
 * @text: (out): room for its text, not terminated
 * @size: bytes of room; the text of a string is never longer than the string
 *
 * Never ends inside a character, so a long string can be decoded piece by piece.
 *
 * Returns: bytes written
 * Since: 0.1
 */
gsize
hexapla_json_decode(HexaplaJsonString *string, char *text, gsize size)
{
    gsize used = 0;

    while (string->n > 0) {
        const char *escape = NULL;

        if (string->has_escapes)
            escape = *string->raw == '\\' ? string->raw : memchr(string->raw, '\\', string->n);
        if (escape != string->raw &&
            !copy_plain(string, escape != NULL ? (gsize)(escape - string->raw) : string->n, text,
                        size, &used))
            break;
        if (escape != NULL && !decode_escape(string, text, size, &used))
            break;
    }
    return used;
}

/**
 * hexapla_json_string_equals:
 * @string: a string
 * @text: UTF-8
 *
 * Returns: whether they are the same text
 * Since: 0.1
 */
gboolean
hexapla_json_string_equals(const HexaplaJsonString *string, const char *text)
{
    gsize n = strlen(text);
    HexaplaJsonString rest = *string;
    g_autofree char *decoded = NULL;

    if (!string->has_escapes)
        return string->n == n && memcmp(string->raw, text, n) == 0;
    if (string->n > 6 * n)
        return FALSE;
    decoded = g_malloc(string->n);
    return hexapla_json_decode(&rest, decoded, string->n) == n && memcmp(decoded, text, n) == 0;
}
