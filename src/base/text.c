/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"

#include <string.h>
#include <unicode/uchar.h>

gboolean
hexapla_text_is_space_slow(gunichar c)
{
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* Blocks of letters alone that whole languages are written with. */
static inline gboolean
is_in_letter_block(gunichar c)
{
    return (c >= 0x0400 && c <= 0x0481) || (c >= 0x0620 && c <= 0x065F) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

gboolean
hexapla_text_is_letter_slow(gunichar c)
{
    if (is_in_letter_block(c))
        return TRUE;
    if (hexapla_text_is_apostrophe(c))
        return FALSE;
    return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

/* The scripts from Hebrew to Burmese, and those of China, Japan, Korea and their neighbours. */
static inline gboolean
has_no_case(gunichar c)
{
    return (c >= 0x0590 && c < 0x10A0) || (c >= 0x2E80 && c < 0xA640) ||
           (c >= 0xAC00 && c < 0xD7A4);
}

/**
 * hexapla_text_is_upper:
 * @c: a character
 *
 * Returns: whether it is an upper-case or title-case letter
 * Since: 0.1
 */
gboolean
hexapla_text_is_upper(gunichar c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return !has_no_case(c) && (U_GET_GC_MASK(c) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}

/**
 * hexapla_text_is_lower:
 * @c: a character
 *
 * Returns: whether it is a lower-case letter, which tells that no sentence and no name begins
 * Since: 0.1
 */
gboolean
hexapla_text_is_lower(gunichar c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    /* Georgian has capitals for whole lines only; sentences and names begin with these. */
    if (has_no_case(c) || (c >= 0x10D0 && c < 0x1100))
        return FALSE;
    return (U_GET_GC_MASK(c) & U_GC_LL_MASK) != 0;
}

/**
 * hexapla_text_is_digit:
 * @c: a character
 *
 * Returns: whether it is a decimal digit of any script
 * Since: 0.1
 */
gboolean
hexapla_text_is_digit(gunichar c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER;
}

/**
 * hexapla_text_is_apostrophe:
 * @c: a character
 *
 * Returns: whether writers use it for an apostrophe, a single quotation mark, hamza, ʿayn, ʻokina,
 * a soft sign or a prime; what it is at one place is a matter of its role
 * Since: 0.1
 */
gboolean
hexapla_text_is_apostrophe(gunichar c)
{
    switch (c) {
    case '\'':
    case '`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x02BE:
    case 0x02BF:
    case 0x02C8:
    case 0x02EE:
    case 0x05F3:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xA78B:
    case 0xA78C:
    case 0xFF07:
        return TRUE;
    default:
        return FALSE;
    }
}

/**
 * hexapla_text_is_hyphen:
 * @c: a character
 *
 * Returns: whether it joins the parts of a word
 * Since: 0.1
 */
gboolean
hexapla_text_is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

/**
 * hexapla_text_is_opener:
 * @c: a character
 *
 * Returns: whether it opens a quotation or a bracket, or may do so
 * Since: 0.1
 */
gboolean
hexapla_text_is_opener(gunichar c)
{
    if (c < 0x80)
        return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{' || c == '`';
    if (c == 0x00BF || c == 0x00A1)
        return TRUE;
    return (U_GET_GC_MASK(c) & (U_GC_PS_MASK | U_GC_PI_MASK)) != 0;
}

/**
 * hexapla_text_is_closer:
 * @c: a character
 *
 * Returns: whether it closes a quotation or a bracket, or may do so
 * Since: 0.1
 */
gboolean
hexapla_text_is_closer(gunichar c)
{
    if (c < 0x80)
        return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}';
    /* German closes with the mark that English opens with. */
    if (c == 0x201C || c == 0x2018)
        return TRUE;
    return (U_GET_GC_MASK(c) & (U_GC_PE_MASK | U_GC_PF_MASK)) != 0;
}

/**
 * hexapla_text_skip_space:
 * @text: UTF-8
 * @start: where to begin, in bytes
 * @end: where to stop
 *
 * Returns: the offset of the first character at or after @start that is no white space, or @end
 * Since: 0.1
 */
gsize
hexapla_text_skip_space(const char *text, gsize start, gsize end)
{
    const char *p = text + start;

    while (p < text + end) {
        gunichar c;
        const char *next = hexapla_text_next(p, text + end, &c);

        if (!hexapla_text_is_space(c))
            break;
        p = next;
    }
    return p - text;
}

/**
 * hexapla_text_trim_space:
 * @text: UTF-8
 * @start: where to stop, in bytes
 * @end: where to begin, going backwards
 *
 * Returns: the offset behind the last character before @end that is no white space, or @start
 * Since: 0.1
 */
gsize
hexapla_text_trim_space(const char *text, gsize start, gsize end)
{
    const char *p = text + end;

    while (p > text + start) {
        gunichar c;
        const char *previous = hexapla_text_previous(text + start, p, &c);

        if (!hexapla_text_is_space(c))
            break;
        p = previous;
    }
    return p - text;
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

/**
 * hexapla_text_write_uint:
 * @p: room for %HEXAPLA_TEXT_UINT_SIZE bytes, all of which may be overwritten
 * @number: written in decimal digits
 *
 * Returns: behind the number
 * Since: 0.1
 */
char *
hexapla_text_write_uint(char *p, guint64 number)
{
    char digits[2 * HEXAPLA_TEXT_UINT_SIZE];
    gsize n = HEXAPLA_TEXT_UINT_SIZE;

    while (number >= 10) {
        n -= 2;
        memcpy(digits + n, pairs + number % 100 * 2, 2);
        number /= 100;
    }
    if (number > 0 || n == HEXAPLA_TEXT_UINT_SIZE)
        digits[--n] = (char)('0' + number);
    memcpy(p, digits + n, HEXAPLA_TEXT_UINT_SIZE); /* of a size that the compiler knows */
    return p + HEXAPLA_TEXT_UINT_SIZE - n;
}

static inline guint64
load_le64(const char *p)
{
    guint64 word;

    memcpy(&word, p, sizeof word);
    return GUINT64_FROM_LE(word);
}

static inline guint64
load_le32(const char *p)
{
    guint32 word;

    memcpy(&word, p, sizeof word);
    return GUINT32_FROM_LE(word);
}

static inline guint64
mix(guint64 a, guint64 b)
{
    guint64 x = (a ^ b) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

    return x ^ x >> 32;
}

/**
 * hexapla_text_hash:
 * @text: bytes
 * @n: how many
 * @seed: 0, or the hash of what stands before
 *
 * The same on every machine and in every release, because ids are made from it.
 *
 * Returns: 64 well-mixed bits
 * Since: 0.1
 */
guint64
hexapla_text_hash(const char *text, gsize n, guint64 seed)
{
    guint64 a = mix(seed, n), b = ~a;

    /* Two chains that do not wait for each other; the last words overlap those before them. */
    if (n >= 16) {
        for (const char *last = text + n - 16; text < last; text += 16, n -= 16) {
            a = mix(a, load_le64(text));
            b = mix(b, load_le64(text + 8));
        }
        a = mix(a, load_le64(text + n - 16));
        b = mix(b, load_le64(text + n - 8));
    } else if (n >= 8) {
        a = mix(a, load_le64(text));
        b = mix(b, load_le64(text + n - 8));
    } else if (n >= 4) {
        a = mix(a, load_le32(text));
        b = mix(b, load_le32(text + n - 4));
    } else if (n > 0) {
        a = mix(a, (guchar)text[0] | (guint64)(guchar)text[n / 2] << 8 |
                       (guint64)(guchar)text[n - 1] << 16);
    }
    return mix(mix(a, G_GUINT64_CONSTANT(0xD6E8FEB86659FD93)), b);
}

/* Small letters and digits of ASCII. */
static const char folds[256] = {
    ['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ['A'] = 'a', 'b', 'c',
    'd',         'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n',         'o', 'p',
    'q',         'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', ['a'] = 'a', 'b', 'c',
    'd',         'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n',         'o', 'p',
    'q',         'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
};

/* Returns the bytes of the folded character; 0 when it is part of no word. */
static inline gsize
fold_ascii(gunichar c, char *folded)
{
    *folded = folds[c];
    return folds[c] != 0;
}

static gsize
fold_wide(gunichar c, char *folded)
{
    if (hexapla_text_is_letter(c) || hexapla_text_is_digit(c))
        return g_unichar_to_utf8((gunichar)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT), folded);
    return 0;
}

/**
 * hexapla_text_fold:
 * @text: UTF-8
 * @n: its bytes
 * @folded: (out): room for the result, not terminated
 * @size: bytes of room
 *
 * Writes letters and digits in folded case (Unicode full case folding is not needed: ß stays), each
 * run of anything else but apostrophes as one space between them. Apostrophes vanish, so that
 * spellings which differ in the mark are equal.
 *
 * Returns: bytes written; never more than @size, cut before a character that does not fit
 * Since: 0.1
 */
gsize
hexapla_text_fold(const char *text, gsize n, char *folded, gsize size)
{
    const char *p = text;
    const char *end = text + n;
    gboolean gap = FALSE; /* in front of the next word */
    gsize used = 0;

    while (p < end && used + 8 <= size) {
        gunichar c;
        gsize length;

        /* Most characters: inside a word. */
        if (!gap && folds[(guchar)*p] != 0) {
            folded[used++] = folds[(guchar)*p++];
            continue;
        }
        p = hexapla_text_next(p, end, &c);
        folded[used] = ' ';
        length = c < 0x80 ? fold_ascii(c, folded + used + gap) : fold_wide(c, folded + used + gap);
        used += length > 0 ? length + gap : 0;
        gap = length > 0 ? FALSE : used > 0 && (gap || !hexapla_text_is_apostrophe(c));
    }
    return used;
}

/**
 * hexapla_text_count_chars:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: its code points
 * Since: 0.1
 */
gsize
hexapla_text_count_chars(const char *text, gsize n)
{
    gsize count = 0;

    for (gsize i = 0; i < n; i++)
        count += ((guchar)text[i] & 0xC0) != 0x80;
    return count;
}

/* Words that begin in the ASCII blocks at the start of @text; @i is moved behind them, @inside tells
 * whether the last byte belongs to a word. */
static gsize
count_ascii_words(const char *text, gsize n, gsize *i, gboolean *inside)
{
    gsize count = 0;

    for (; *i + sizeof(HexaplaTextBlock) <= n; *i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c;
        guint words;

        memcpy(&c, text + *i, sizeof c);
        if (hexapla_text_block_mask(c) != 0)
            break;
        words = ~hexapla_text_block_mask((c == ' ') | ((c >= 9) & (c <= 13))) & 0xFFFF;
        count += __builtin_popcount(words & ~(words << 1 | (*inside != FALSE)));
        *inside = words >> 15 & 1;
    }
    return count;
}

/**
 * hexapla_text_count_words:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: runs of characters between white space
 * Since: 0.1
 */
gsize
hexapla_text_count_words(const char *text, gsize n)
{
    gboolean inside = FALSE;
    gsize i = 0;
    gsize count = count_ascii_words(text, n, &i, &inside);
    const char *p = text + i;

    while (p < text + n) {
        gunichar c;
        gboolean space;

        p = hexapla_text_next(p, text + n, &c);
        space = hexapla_text_is_space(c);
        count += !space && !inside;
        inside = !space;
    }
    return count;
}

static gboolean
is_illegal_at(const char *text, gsize n)
{
    guchar c = text[0];

    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    return c == 0xEF && n >= 3 && (guchar)text[1] == 0xBF && (guchar)text[2] >= 0xBE;
}

#define MAY_BE_ILLEGAL(c)                                                                          \
    (hexapla_text_block_range((c), 0, 0x1F) & ((c) != '\n')) | ((c) == (gint8)0xEF)

/* Skips four blocks at a time while they hold nothing suspect. */
static gsize
skip_legal(const char *text, gsize i, gsize n)
{
    HexaplaTextBlock c[4];

    for (; i + sizeof c <= n; i += sizeof c) {
        memcpy(c, text + i, sizeof c);
        if (hexapla_text_block_mask((MAY_BE_ILLEGAL(c[0])) | (MAY_BE_ILLEGAL(c[1])) |
                                    (MAY_BE_ILLEGAL(c[2])) | (MAY_BE_ILLEGAL(c[3]))) != 0)
            break;
    }
    return i;
}

/**
 * hexapla_text_find_illegal:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: offset of the first character that XML 1.0 forbids (§2.2, production Char), or @n
 * Since: 0.1
 */
gsize
hexapla_text_find_illegal(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        i = skip_legal(text, i, n);
        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, n, c, MAY_BE_ILLEGAL(c))
        if (i < n && is_illegal_at(text + i, n - i))
            return i;
    }
    return n;
}

/* Fewer than a byte can count. */
#define BYTES_OF_A_SUM 128

/* Sums small blocks in bytes, which the compiler does as vectors. */
static gsize
count_byte(const char *text, gsize n, char byte)
{
    gsize count = 0, i = 0;

    for (; i + BYTES_OF_A_SUM <= n; i += BYTES_OF_A_SUM) {
        guint8 sum = 0;

        for (gsize j = 0; j < BYTES_OF_A_SUM; j++)
            sum += text[i + j] == byte;
        count += sum;
    }
    for (; i < n; i++)
        count += text[i] == byte;
    return count;
}

/**
 * hexapla_text_count_lines:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: its line breaks, a CR LF counting once, as editors number lines
 * Since: 0.1
 */
gsize
hexapla_text_count_lines(const char *text, gsize n)
{
    gsize count = count_byte(text, n, '\n');

    for (const char *p = text; n > 0 && (p = memchr(p, '\r', text + n - p)) != NULL; p++)
        count += p + 1 == text + n || p[1] != '\n';
    return count;
}

/**
 * hexapla_text_is_inside_cluster:
 * @before: a character
 * @c: the one behind it
 *
 * Returns: whether both belong to what a reader takes for one character (UAX #29, GB3 to
 * GB9a)
 * Since: 0.1
 */
gboolean
hexapla_text_is_inside_cluster(gunichar before, gunichar c)
{
    if (before == 0x200D || (before == '\r' && c == '\n'))
        return TRUE;
    if (c < 0x300)
        return FALSE;
    switch (u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_EXTEND:
    case U_GCB_SPACING_MARK:
    case U_GCB_ZWJ:
    case U_GCB_V:
    case U_GCB_T:
        return TRUE;
    default:
        return FALSE;
    }
}
