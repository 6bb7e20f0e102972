/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/encoding.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#ifdef HEXAPLA_HAVE_UCHARDET
#include <uchardet.h>
#endif

#include "base/decoder.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UConverter, ucnv_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UCharsetDetector, ucsdet_close)

/* Text that a detector looks at: more does not change its mind. */
#define MAX_WINDOW_BYTES 16384

/* A longest line that is searched for the start of a window. */
#define MAX_LINE_BYTES 4096

/* Fewer bytes may be UTF-8 and UTF-16 by chance. */
#define MIN_UTF8_BYTES 32

/**
 * hexapla_encoding_is_auto:
 * @name: what a user typed
 *
 * Returns: whether it asks for a guess
 * Since: 0.1
 */
gboolean
hexapla_encoding_is_auto(const char *name)
{
    return g_ascii_strcasecmp(name, "auto") == 0;
}

static UConverter *
open_converter(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;

    /* Known aliases only: anything else would be looked for as a file. ICU skips signs in names. */
    if (strlen(name) >= UCNV_MAX_CONVERTER_NAME_LENGTH || strchr(name, '/') != NULL ||
        ucnv_countAliases(name, &status) == 0)
        return NULL;
    return ucnv_open(name, &status);
}

/**
 * hexapla_encoding_check:
 * @name: what a user typed, such as `windows-1256` or `auto`
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_USAGE
 *
 * Returns: whether text can be decoded from it
 * Since: 0.1
 */
gboolean
hexapla_encoding_check(const char *name, GError **error)
{
    g_autoptr(UConverter) converter = open_converter(name);

    if (converter != NULL || hexapla_encoding_is_auto(name))
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "--encoding knows no “%s”: give a name such as windows-1256, or auto", name);
    return FALSE;
}

static UConverterType
get_type(const char *name)
{
    g_autoptr(UConverter) converter = open_converter(name);

    return converter != NULL ? ucnv_getType(converter) : UCNV_UNSUPPORTED_CONVERTER;
}

/**
 * hexapla_encoding_is_utf8:
 * @name: a name that hexapla_encoding_check() accepted
 *
 * Returns: whether it stands for UTF-8
 * Since: 0.1
 */
gboolean
hexapla_encoding_is_utf8(const char *name)
{
    return get_type(name) == UCNV_UTF8;
}

/* A sequence whose last bytes are not there. */
static gboolean
is_cut_sequence(const char *text, gsize n)
{
    return n > 0 && *text != '\0' && g_utf8_get_char_validated(text, (gssize)n) == (gunichar)-2;
}

/* Well-formed as far as one can see: a long text goes on behind what was peeked at. */
static gboolean
is_utf8(const char *text, gsize n)
{
    gsize valid;

    return hexapla_utf8_validate(text, n, &valid) ||
           (n >= HEXAPLA_INPUT_PEEK_BYTES && is_cut_sequence(text + valid, n - valid));
}

/**
 * hexapla_encoding_check_text:
 * @name: a name that hexapla_encoding_check() accepted
 * @text: how a text without a byte order mark begins
 * @n: its bytes
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, beginning with `byte 0: error:`
 *
 * Nearly every even number of bytes is well-formed UTF-16, as Chinese as a rule, so text that is
 * not UTF-16 at all has to be told before it is decoded.
 *
 * Returns: whether the text can be in this encoding
 * Since: 0.1
 */
gboolean
hexapla_encoding_check_text(const char *name, const char *text, gsize n, GError **error)
{
    UConverterType type = get_type(name);
    gboolean is_wide = type == UCNV_UTF16_BigEndian || type == UCNV_UTF16_LittleEndian ||
                       type == UCNV_UTF32_BigEndian || type == UCNV_UTF32_LittleEndian;
    gboolean needs_mark = type == UCNV_UTF16 || type == UCNV_UTF32;

    if (n == 0 || (!is_wide && !needs_mark))
        return TRUE;
    if ((n >= MIN_UTF8_BYTES || needs_mark) && is_utf8(text, n))
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "byte 0: error: this is UTF-8, not %s", name);
    else if (needs_mark)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "byte 0: error: there is no byte order mark: give --encoding %s or %s",
                    type == UCNV_UTF16 ? "UTF-16LE" : "UTF-32LE",
                    type == UCNV_UTF16 ? "UTF-16BE" : "UTF-32BE");
    else
        return TRUE;
    return FALSE;
}

/* The text in UTF-8, NULL when it is not well-formed. */
static char *
decode_all(const char *encoding, const char *text, gsize n)
{
    g_autoptr(GInputStream) bytes = g_memory_input_stream_new_from_data(text, (gssize)n, NULL);
    g_autoptr(GInputStream) decoder = hexapla_decoder_new(bytes, encoding, 0, NULL);
    g_autoptr(GString) decoded = g_string_new(NULL);
    char buffer[4096];
    gssize n_read = 1;

    while (decoder != NULL && n_read > 0) {
        n_read = g_input_stream_read(decoder, buffer, sizeof buffer, NULL, NULL);
        g_string_append_len(decoded, buffer, MAX(n_read, 0));
    }
    return decoder != NULL && n_read == 0 ? g_strdup(decoded->str) : NULL;
}

/* What pages call by the first name is the second, which has the same letters and more: the labels
 * of the WHATWG Encoding Standard §4.2, and detectors that name a part for the whole. */
static const char *const wider[][2] = {
    {"ISO-8859-1", "windows-1252"}, {"ISO-8859-9", "windows-1254"},
    {"ISO-8859-11", "windows-874"}, {"TIS-620", "windows-874"},
    {"GB2312", "GB18030"},          {"GBK", "GB18030"},
    {"EUC-KR", "windows-949"},      {"UHC", "windows-949"},
    {"KOI8-R", "KOI8-U"},           {"MAC-CYRILLIC", "x-mac-cyrillic"},
};

/* A detector's answer as people write it. */
static char *
tidy_name(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *standard;

    for (guint i = 0; i < G_N_ELEMENTS(wider); i++) {
        if (g_ascii_strcasecmp(name, wider[i][0]) == 0)
            name = wider[i][1];
    }
    standard = ucnv_getStandardName(name, "MIME", &status);
    if (standard == NULL)
        standard = ucnv_getStandardName(name, "IANA", &status);
    return g_strdup(standard != NULL ? standard : name);
}

static char *
ask_icu(const char *text, gsize n)
{
    UErrorCode status = U_ZERO_ERROR;
    g_autoptr(UCharsetDetector) detector = ucsdet_open(&status);
    const UCharsetMatch **matches;
    gint32 n_matches = 0;

    ucsdet_setText(detector, text, (gint32)n, &status);
    matches = ucsdet_detectAll(detector, &n_matches, &status);
    for (gint32 i = 0; U_SUCCESS(status) && i < n_matches; i++) {
        const char *name = ucsdet_getName(matches[i], &status);

        /* It knows UTF-16 and UTF-32 by their marks, and without them by little. */
        if (U_SUCCESS(status) && !g_str_has_prefix(name, "UTF-"))
            return tidy_name(name);
    }
    return NULL;
}

#ifdef HEXAPLA_HAVE_UCHARDET
static char *
ask_uchardet(const char *text, gsize n)
{
    uchardet_t detector = uchardet_new();
    const char *answer = "";
    char *name = NULL;

    if (uchardet_handle_data(detector, text, n) == 0) {
        uchardet_data_end(detector);
        answer = uchardet_get_charset(detector);
    }
    if (*answer != '\0')
        name = tidy_name(answer);
    uchardet_delete(detector);
    return name;
}
#else
static char *
ask_uchardet(G_GNUC_UNUSED const char *text, G_GNUC_UNUSED gsize n)
{
    return NULL;
}
#endif

/* A guess, and the text as it would be. */
typedef struct {
    char *name;
    char *text;
} Opinion;

typedef struct {
    Opinion uchardet;
    Opinion icu;
} Opinions;

static void
clear_opinions(Opinions *self)
{
    g_free(self->uchardet.name);
    g_free(self->uchardet.text);
    g_free(self->icu.name);
    g_free(self->icu.text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Opinions, clear_opinions)

/* The lines about the byte at @suspect. What is below the digits is a character of its own in
 * nearly all encodings, so the last one cut off is whole. */
static const char *
find_window(const char *text, gsize n, gsize suspect, gsize *n_window)
{
    gsize start = suspect, end;

    while (start > 0 && suspect - start < MAX_LINE_BYTES && text[start - 1] != '\n')
        start--;
    if (start > 0 && text[start - 1] != '\n')
        start = suspect;
    end = MIN(n, start + MAX_WINDOW_BYTES);
    for (gsize cut = end; end < n && cut > start; cut--) {
        if ((guchar)text[cut - 1] < '0') {
            end = cut;
            break;
        }
    }
    *n_window = end - start;
    return text + start;
}

static void
ask(Opinions *self, const char *text, gsize n)
{
    self->uchardet.name = ask_uchardet(text, n);
    self->icu.name = ask_icu(text, n);
    if (self->uchardet.name != NULL)
        self->uchardet.text = decode_all(self->uchardet.name, text, n);
    if (self->icu.name != NULL)
        self->icu.text = decode_all(self->icu.name, text, n);
}

/* UTF-16 and UTF-32 without a mark betray themselves by the zeros of Latin letters, spaces and line
 * feeds, which stand on one side of their units; Chinese and Japanese, which have few of them, by
 * the ideographic comma and full stop U+3001 and U+3002: 1 and 2 are no text in anything else. */
static gboolean
is_wide_evidence(guchar high, guchar low)
{
    return high == 0 ? low == '\n' || (low >= ' ' && low < 0x7F)
                     : high == 0x30 && (low == 1 || low == 2);
}

static const char *
name_wide(const char *text, gsize n)
{
    gsize zeros[4] = {0};
    gsize little = 0, big = 0;

    for (gsize i = 0; i < n; i++)
        zeros[i % 4] += text[i] == '\0';
    for (gsize i = 0; i + 1 < n; i += 2) {
        little += is_wide_evidence((guchar)text[i + 1], (guchar)text[i]);
        big += is_wide_evidence((guchar)text[i], (guchar)text[i + 1]);
    }
    if (n >= 8 && zeros[3] == n / 4 && zeros[2] > n / 8)
        return "UTF-32LE";
    if (n >= 8 && zeros[0] == n / 4 && zeros[1] > n / 8)
        return "UTF-32BE";
    if (MAX(little, big) < 2 || MAX(little, big) < n / 100 ||
        MIN(little, big) > MAX(little, big) / 2)
        return NULL;
    return little > big ? "UTF-16LE" : "UTF-16BE";
}

static const char *
guess_wide(const char *text, gsize n)
{
    gsize n_window = MIN(n, MAX_WINDOW_BYTES) / 4 * 4;
    const char *name = name_wide(text, n_window);
    g_autofree char *decoded = name != NULL ? decode_all(name, text, n_window) : NULL;

    return decoded != NULL ? name : NULL;
}

/**
 * hexapla_encoding_find_places:
 * @name: an encoding
 * @bytes: text in it, without a byte order mark
 * @n: how many bytes
 * @text: the same in UTF-8
 * @n_text: its bytes
 *
 * Returns: (transfer full) (nullable): for the first byte of every character of @text, and for its
 *   end, the offset among @bytes; %NULL when @text is not what they say. Free with g_free()
 * Since: 0.1
 */
guint32 *
hexapla_encoding_find_places(const char *name, const char *bytes, gsize n, const char *text,
                             gsize n_text)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    g_autofree guint32 *places = g_new0(guint32, n_text + 1);
    const char *from = bytes, *to = text, *end = text + n_text;

    while (to < end && U_SUCCESS(status)) {
        gunichar c;

        places[to - text] = from - bytes;
        to = hexapla_text_next(to, end, &c);
        if ((gunichar)ucnv_getNextUChar(converter, &from, bytes + n, &status) != c)
            status = U_INVALID_CHAR_FOUND;
    }
    places[n_text] = n;
    ucnv_close(converter);
    return U_SUCCESS(status) ? g_steal_pointer(&places) : NULL;
}

/* Quotation marks, dashes, ellipsis and hard space have these bytes in all Windows encodings, and
 * English has nothing else beyond ASCII. Detectors see a Mac's ‘didnít’ in it. */
static gboolean
is_typographic(const char *text, gsize n)
{
    gboolean found = FALSE;

    for (gsize i = 0; i < n; i++) {
        guchar c = text[i];

        if (c >= 0x80 && c != 0x85 && c != 0xA0 && (c < 0x91 || c > 0x97))
            return FALSE;
        found |= c >= 0x80;
    }
    return found;
}

/* UTF-8 with a few bytes broken has far more good sequences than bad ones; in a legacy encoding good
 * ones are accidents. */
static gboolean
is_broken_utf8(const char *text, gsize n)
{
    gsize n_good = 0, n_bad = 0, valid;

    for (gsize i = 0; i < n; i += valid + 1) {
        hexapla_utf8_validate(text + i, n - i, &valid);
        for (gsize j = i; j < i + valid; j++)
            n_good += (guchar)text[j] >= 0xC0;
        /* A first byte alone may be the last letter of a legacy text. */
        if (n - i - valid > 1 && is_cut_sequence(text + i + valid, n - i - valid))
            break;
        n_bad += i + valid < n;
    }
    return n_bad == 0 || n_good > 2 * n_bad;
}

/**
 * hexapla_encoding_guess:
 * @text: how a text without a byte order mark begins
 * @n: its bytes
 * @evidence: (out) (transfer full): what the detectors said, in brackets behind a space, or nothing
 *
 * Returns: (transfer full) (nullable): the name of the likely encoding; %NULL when none fits
 * Since: 0.1
 */
char *
hexapla_encoding_guess(const char *text, gsize n, char **evidence)
{
    g_auto(Opinions) opinions = {0};
    const char *escape = memchr(text, 0x1B, n); /* ISO-2022 looks like ASCII but for these */
    const char *wide;
    const char *window;
    gsize n_window, valid;

    *evidence = g_strdup("");
    if (escape == NULL && is_utf8(text, n))
        return g_strdup("UTF-8");
    wide = guess_wide(text, n);
    if (wide != NULL)
        return g_strdup(wide);
    hexapla_utf8_validate(text, n, &valid);
    window = find_window(text, n, valid < n ? valid : (gsize)(escape - text), &n_window);
    if (escape == NULL && is_broken_utf8(window, n_window))
        return g_strdup("UTF-8"); /* let it be refused */
    if (is_typographic(window, n_window))
        return g_strdup("windows-1252");
    ask(&opinions, window, n_window);
    g_free(*evidence);
    *evidence = g_strdup_printf(" (uchardet says %s, ICU %s)",
                                opinions.uchardet.name != NULL ? opinions.uchardet.name : "nothing",
                                opinions.icu.name != NULL ? opinions.icu.name : "nothing");
    if (opinions.uchardet.text != NULL)
        return g_steal_pointer(&opinions.uchardet.name);
    if (opinions.icu.text != NULL)
        return g_steal_pointer(&opinions.icu.name);
    return is_utf8(text, n) ? g_strdup("UTF-8") : NULL;
}

/* Fewer letters than these say little, so one detector is not enough. */
#define MIN_EVIDENCE_BYTES 8

static char *
pick_clear(Opinions *opinions, const char *text, gsize n)
{
    Opinion *first = &opinions->uchardet, *second = &opinions->icu;
    gsize n_evidence = 0;

    if (first->text != NULL && second->text != NULL)
        return strcmp(first->text, second->text) == 0 ? g_steal_pointer(&first->name) : NULL;
    for (gsize i = 0; i < n; i++)
        n_evidence += (guchar)text[i] >= 0x80;
    if (first->text == NULL)
        first = second;
    return first->text != NULL && n_evidence >= MIN_EVIDENCE_BYTES ? g_steal_pointer(&first->name)
                                                                   : NULL;
}

/**
 * hexapla_encoding_suggest:
 * @text: bytes that are not UTF-8
 * @n: how many
 * @valid: how many of them are well-formed UTF-8 without NUL
 *
 * Returns: (transfer full) (nullable): the encoding they are in when that is clear: both detectors
 *   make the same text of them, or only one of them finds an encoding that fits
 * Since: 0.1
 */
char *
hexapla_encoding_suggest(const char *text, gsize n, gsize valid)
{
    g_auto(Opinions) opinions = {0};
    const char *wide = guess_wide(text, n);
    gsize n_window;
    const char *window = find_window(text, n, valid, &n_window);

    if (wide != NULL)
        return g_strdup(wide);
    if (memchr(window, '\0', n_window) != NULL || is_broken_utf8(window, n_window))
        return NULL;
    if (is_typographic(window, n_window))
        return g_strdup("windows-1252");
    ask(&opinions, window, n_window);
    return pick_clear(&opinions, window, n_window);
}
