/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/detection.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#ifdef HEXAPLA_HAVE_UCHARDET
#include <uchardet.h>
#endif

#include "base/decoder.h"
#include "base/encoding.h"
#include "base/likelihood.h"
#include "base/limits.h"
#include "base/utf8.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UCharsetDetector, ucsdet_close)

/* Text that is looked at: more does not change anybody's mind. */
#define MAX_WINDOW_BYTES 16384

/* A longest line that is searched for the start of a window. */
#define MAX_LINE_BYTES 4096

/* Fewer letters are no evidence. */
#define MIN_LETTERS 4

/* In nats, what speaks for an encoding besides the letters: that a detector names it, that it was
 * declared; against it, that few texts are in it. */
#define VOTE 5.0
#define DECLARATION 12.0
#define RARENESS 3.0

/* The best reading must be so much likelier than the next one: e^7 times, or e^3 times where both
 * detectors name it or the next one is no text in any language we know. */
#define MIN_MARGIN 7.0
#define MIN_SMALL_MARGIN 3.0

/* A single letter says little, whatever its price. */
#define MIN_LARGE_MARGIN 12.0

/* In nats a byte, what refutes a declaration. */
#define MIN_REFUTATION 2.0

/* More than this for a byte beyond ASCII, and it is no text in any language we know. Right ones
 * have 3 to 5. */
#define MAX_COST_A_BYTE 6.0

/* What texts are in. Of encodings that make one text of the bytes the first one is named. */
static const struct {
    const char *name;
    gboolean is_rare;
} known[] = {
    {"windows-1252", FALSE},
    {"windows-1250", FALSE},
    {"windows-1251", FALSE},
    {"windows-1253", FALSE},
    {"windows-1254", FALSE},
    {"windows-1255", FALSE},
    {"windows-1256", FALSE},
    {"windows-1257", FALSE},
    {"windows-874", FALSE},
    {"GB18030", FALSE},
    {"Big5-HKSCS", FALSE},
    {"Shift_JIS", FALSE},
    {"EUC-JP", FALSE},
    {"windows-949", FALSE},
    {"ISO-2022-JP", FALSE},
    {"KOI8-U", FALSE},
    {"ISO-8859-2", FALSE},
    {"ISO-8859-5", FALSE},
    {"ISO-8859-6", FALSE},
    {"ISO-8859-7", FALSE},
    {"ISO-8859-8", FALSE},
    {"ISO-8859-15", FALSE},
    {"IBM866", FALSE},
    {"ISO-2022-KR", TRUE},
    {"x-mac-cyrillic", TRUE},
    {"ISO-8859-3", TRUE},
    {"ISO-8859-4", TRUE},
    {"ISO-8859-10", TRUE},
    {"ISO-8859-13", TRUE},
    {"ISO-8859-16", TRUE},
    {"macintosh", TRUE},
    {"IBM850", TRUE},
    {"IBM852", TRUE},
    {"windows-720", TRUE},
    {"IBM857", TRUE},
    {"IBM862", TRUE},
    {"x-mac-centraleurroman", TRUE},
};

/* One way to read the text. */
typedef struct {
    char *name;
    char *text;
    double cost;
    double foreign;
    guint n_votes;
    gboolean is_declared;
} Reading;

static void
clear_reading(gpointer data)
{
    Reading *self = data;

    g_free(self->name);
    g_free(self->text);
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
        if (n - i - valid > 1 && hexapla_utf8_is_cut(text + i + valid, n - i - valid))
            break;
        n_bad += i + valid < n;
    }
    return n_bad == 0 || n_good > 2 * n_bad;
}

static Reading *
find_reading(GArray *readings, const char *text)
{
    for (guint i = 0; i < readings->len; i++) {
        Reading *reading = &g_array_index(readings, Reading, i);

        if (strcmp(reading->text, text) == 0)
            return reading;
    }
    return NULL;
}

/* Finds what an encoding makes of the text; NULL when that is no text at all. */
static Reading *
add_reading(GArray *readings, const char *name, const char *text, gsize n, const char *language)
{
    g_autofree char *decoded = decode_all(name, text, n);
    Reading *found = decoded != NULL ? find_reading(readings, decoded) : NULL;
    HexaplaLikelihood likelihood;
    Reading reading = {NULL};

    if (decoded == NULL || found != NULL)
        return found;
    likelihood = hexapla_likelihood_of(decoded, strlen(decoded), language);
    reading.name = g_strdup(name);
    reading.text = g_steal_pointer(&decoded);
    reading.cost = likelihood.cost;
    reading.foreign = likelihood.foreign;
    g_array_append_val(readings, reading);
    return &g_array_index(readings, Reading, readings->len - 1);
}

static void
add_known(GArray *readings, const char *text, gsize n, const char *language)
{
    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        guint before = readings->len;
        Reading *reading = add_reading(readings, known[i].name, text, n, language);

        if (known[i].is_rare && readings->len > before)
            reading->cost += RARENESS;
    }
}

static void
add_vote(GArray *readings, const char *name, const char *text, gsize n, const char *language)
{
    Reading *reading = name != NULL ? add_reading(readings, name, text, n, language) : NULL;

    if (reading == NULL)
        return;
    reading->cost -= VOTE;
    reading->n_votes++;
}

static int
compare_readings(gconstpointer a, gconstpointer b)
{
    const Reading *first = a, *second = b;

    return first->cost < second->cost ? -1 : first->cost > second->cost;
}

static char *
describe(const char *uchardet, const char *icu)
{
    return g_strdup_printf(" (uchardet says %s, ICU %s)", uchardet != NULL ? uchardet : "nothing",
                           icu != NULL ? icu : "nothing");
}

/* All readings of the bytes, the likeliest first. */
static GArray *
find_readings(const char *text, gsize n, const char *declared, const char *language,
              char **evidence)
{
    GArray *readings = g_array_new(FALSE, FALSE, sizeof(Reading));
    g_autofree char *uchardet = ask_uchardet(text, n);
    g_autofree char *icu = ask_icu(text, n);
    Reading *declared_reading;

    g_array_set_clear_func(readings, clear_reading);
    declared_reading = declared != NULL ? add_reading(readings, declared, text, n, language) : NULL;
    if (declared_reading != NULL) {
        declared_reading->cost -= DECLARATION;
        declared_reading->is_declared = TRUE;
    }
    add_known(readings, text, n, language);
    add_vote(readings, uchardet, text, n, language);
    add_vote(readings, icu, text, n, language);
    g_array_sort(readings, compare_readings);
    if (evidence != NULL)
        *evidence = describe(uchardet, icu);
    return readings;
}

/* Bytes that are more than a character of ASCII. */
static gsize
count_foreign_bytes(const Reading *reading, gsize n)
{
    gsize n_ascii = 0;

    for (const char *p = reading->text; *p != '\0'; p++)
        n_ascii += (guchar)*p < 0x80;
    return n - n_ascii;
}

static double
cost_a_byte(const Reading *reading, gsize n)
{
    return reading->foreign / (double)MAX(1, count_foreign_bytes(reading, n));
}

static gboolean
is_plausible(const Reading *reading, gsize n)
{
    return cost_a_byte(reading, n) <= MAX_COST_A_BYTE;
}

static gboolean
has_letters(const char *text, guint n)
{
    for (; *text != '\0' && n > 0; text = g_utf8_next_char(text))
        n -= g_unichar_isalpha(g_utf8_get_char(text)) ? 1 : 0;
    return n == 0;
}

/* The reading that is right; NULL when another one may be. */
static const Reading *
pick(const GArray *readings, gsize n)
{
    const Reading *best = readings->len > 0 ? &g_array_index(readings, Reading, 0) : NULL;

    double margin = MIN_MARGIN;

    if (best == NULL || !is_plausible(best, n) || !has_letters(best->text, MIN_LETTERS))
        return NULL;
    if (readings->len == 1)
        return best;
    if (best->n_votes == 2)
        margin = MIN_SMALL_MARGIN;
    else if (count_foreign_bytes(best, n) == 1)
        margin = MIN_LARGE_MARGIN;
    else if (!is_plausible(&best[1], n))
        margin = MIN_SMALL_MARGIN;
    return best[1].cost - best->cost >= margin ? best : NULL;
}

/* A declaration stands unless another reading is far better for each of its letters: a language that
 * we do not know may look a little odd in its own encoding. */
static const Reading *
find_standing(const GArray *readings, const Reading *right, gsize n)
{
    for (guint i = 0; i < readings->len; i++) {
        const Reading *reading = &g_array_index(readings, Reading, i);

        if (reading->is_declared &&
            (right == NULL || cost_a_byte(reading, n) - cost_a_byte(right, n) < MIN_REFUTATION))
            return reading;
    }
    return right;
}

/* A or B, if both are plausible. */
static char *
name_rivals(const GArray *readings, gsize n)
{
    const Reading *rows = (const Reading *)readings->data;

    if (readings->len == 0 || !is_plausible(&rows[0], n))
        return NULL;
    return readings->len > 1 && is_plausible(&rows[1], n)
               ? g_strdup_printf("%s or %s", rows[0].name, rows[1].name)
               : g_strdup(rows[0].name);
}

/* Labels of web pages as the WHATWG Encoding Standard takes them; NULL when ICU cannot read it. */
static char *
resolve_declared(const char *label)
{
    g_autofree char *name = label != NULL ? tidy_name(label) : NULL;

    if (name == NULL || hexapla_encoding_is_auto(name) || !hexapla_encoding_check(name, NULL))
        return NULL;
    /* A declaration that can be read as ASCII is not in UTF-16. */
    return g_ascii_strncasecmp(name, "UTF-16", 6) != 0 &&
                   g_ascii_strncasecmp(name, "UTF-32", 6) != 0
               ? g_steal_pointer(&name)
               : NULL;
}

/* What needs no statistics: UTF-8, also where it is broken and will be refused, and UTF-16. */
static const char *
find_unicode(const char *text, gsize n)
{
    const char *escape = memchr(text, 0x1B, n); /* ISO-2022 looks like ASCII but for these */
    const char *wide;

    if (escape == NULL && hexapla_encoding_may_be_utf8(text, n))
        return "UTF-8";
    wide = guess_wide(text, n);
    return wide;
}

static void
detect_legacy(HexaplaDetection *self, const char *text, gsize n, const char *declared,
              const char *language)
{
    g_autoptr(GArray) readings = find_readings(text, n, declared, language, &self->evidence);
    const Reading *right = find_standing(readings, pick(readings, n), n);

    if (right == NULL)
        self->rivals = name_rivals(readings, n);
    else
        self->encoding = g_strdup(right->name);
}

/* Where the first byte is that ASCII does not explain. */
static gsize
find_suspect(const char *text, gsize n)
{
    const char *escape = memchr(text, 0x1B, n);
    gsize valid;

    hexapla_utf8_validate(text, n, &valid);
    return escape != NULL ? MIN(valid, (gsize)(escape - text)) : valid;
}

static gboolean
is_ascii(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if ((guchar)text[i] >= 0x80)
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_detection_run:
 * @self: (out): what was found
 * @text: how a text without a byte order mark begins
 * @n: its bytes
 * @declared: (nullable): what somebody says that the encoding is
 * @language: (nullable): language tag of the text
 *
 * Unicode is told by its form. Of legacy encodings the one is taken that makes the likeliest text
 * of the bytes, when no other one comes near: uchardet and ICU are asked, and so are the letters of
 * the languages.
 *
 * Since: 0.1
 */
void
hexapla_detection_run(HexaplaDetection *self, const char *text, gsize n, const char *declared,
                      const char *language)
{
    g_autofree char *label = resolve_declared(declared);
    const char *unicode = find_unicode(text, n);
    const char *window;
    gsize n_window;

    *self = (HexaplaDetection){.evidence = g_strdup("")};
    if (unicode != NULL) {
        self->encoding = g_strdup(unicode);
    } else {
        window = find_window(text, n, find_suspect(text, n), &n_window);
        if (memchr(window, 0x1B, n_window) == NULL && is_broken_utf8(window, n_window)) {
            self->encoding = g_strdup("UTF-8"); /* let it be refused */
        } else if (label == NULL && is_typographic(window, n_window)) {
            self->encoding = g_strdup("windows-1252");
        } else {
            g_clear_pointer(&self->evidence, g_free);
            detect_legacy(self, window, n_window, label, language);
        }
    }
    if (self->encoding == NULL)
        return;
    if (label != NULL && !is_ascii(text, n) && strcmp(self->encoding, label) != 0)
        self->refuted = g_strdup(declared);
    self->is_guess =
        strcmp(self->encoding, "UTF-8") != 0 && (label == NULL || self->refuted != NULL);
}

/**
 * hexapla_detection_clear:
 * @self: what was found
 *
 * Since: 0.1
 */
void
hexapla_detection_clear(HexaplaDetection *self)
{
    g_clear_pointer(&self->encoding, g_free);
    g_clear_pointer(&self->refuted, g_free);
    g_clear_pointer(&self->evidence, g_free);
    g_clear_pointer(&self->rivals, g_free);
}

/**
 * hexapla_detection_suggest:
 * @text: bytes that are not UTF-8
 * @n: how many
 * @valid: how many of them are well-formed UTF-8 without NUL
 *
 * Returns: (transfer full) (nullable): the encoding they are in, when that is clear
 * Since: 0.1
 */
char *
hexapla_detection_suggest(const char *text, gsize n, gsize valid)
{
    const char *wide = guess_wide(text, n);
    gsize n_window;
    const char *window = find_window(text, n, valid, &n_window);
    g_autoptr(GArray) readings = NULL;
    const Reading *right;

    if (wide != NULL)
        return g_strdup(wide);
    if (memchr(window, '\0', n_window) != NULL || is_broken_utf8(window, n_window))
        return NULL;
    if (is_typographic(window, n_window))
        return g_strdup("windows-1252");
    readings = find_readings(window, n_window, NULL, NULL, NULL);
    right = pick(readings, n_window);
    return right != NULL ? g_strdup(right->name) : NULL;
}

/* A page says it within its first 1024 bytes: HTML Living Standard §4.2.5.4. */
#define MAX_DECLARATION_OFFSET 1024

/* What stands behind `charset=` or `encoding=`, with or without quotation marks. */
static char *
read_value(const char *p, const char *end)
{
    const char *start;

    while (p < end && (g_ascii_isspace(*p) || *p == '='))
        p++;
    if (p < end && (*p == '"' || *p == '\''))
        p++;
    start = p;
    while (p < end && (g_ascii_isalnum(*p) || strchr("-_.:", *p) != NULL))
        p++;
    return p > start ? g_strndup(start, p - start) : NULL;
}

static const char *
find_ignoring_case(const char *text, const char *end, const char *word)
{
    gsize n = strlen(word);

    for (const char *p = text; p + n <= end; p++) {
        if (g_ascii_strncasecmp(p, word, n) == 0)
            return p;
    }
    return NULL;
}

/**
 * hexapla_detection_find_declared:
 * @text: how a text begins
 * @n: its bytes
 *
 * Returns: (transfer full) (nullable): what an XML declaration or the `meta` element of a page says
 *   that its encoding is; %NULL when the text is neither or does not say it
 * Since: 0.1
 */
char *
hexapla_detection_find_declared(const char *text, gsize n)
{
    const char *end = text + MIN(n, MAX_DECLARATION_OFFSET), *value;

    while (text < end && g_ascii_isspace(*text))
        text++;
    if (text == end || *text != '<')
        return NULL;
    if (g_str_has_prefix(text, "<?xml")) {
        const char *close = memchr(text, '>', end - text);

        value = close != NULL ? find_ignoring_case(text, close, "encoding") : NULL;
        if (value != NULL)
            return read_value(value + strlen("encoding"), close);
    }
    while ((text = find_ignoring_case(text, end, "<meta")) != NULL) {
        const char *close = memchr(text, '>', end - text);

        value = find_ignoring_case(text, close != NULL ? close : end, "charset");
        if (value != NULL)
            return read_value(value + strlen("charset"), end);
        text++;
    }
    return NULL;
}
