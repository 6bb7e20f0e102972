/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/page-text.h"

#include <string.h>

#include "base/detection.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "formats/html-scan.h"
#include "formats/html-text.h"

/* What pages mean by these names, which is more than the names say (WHATWG Encoding Standard, 4.2).
 */
static const struct {
    const char *label;
    const char *encoding;
} labels[] = {
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"shift_jis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"big5", "Big5-HKSCS"},
};

#define REPLACEMENT "\357\277\275"

/* Fewer bytes beyond ASCII than these do not tell one encoding from another. */
#define MIN_EVIDENCE_BYTES 8

static char *
decode_as(const char *bytes, gsize n, const HexaplaReadOptions *options, const char *encoding,
          gsize *n_text, GError **error)
{
    const HexaplaTextHints hints = {.encoding = encoding, .language = options->language};
    g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_data(bytes, n, NULL);
    g_autoptr(GInputStream) in =
        hexapla_input_decode(memory, options->file, &hints, options->issues, NULL, error);
    g_autofree char *text = NULL;
    gsize size = 2 * n + 16, n_read;
    gsize valid;

    *n_text = 0;
    while (in != NULL) {
        text = g_realloc(text, size);
        if (!hexapla_input_fill(in, options->file, text + *n_text, size - *n_text, &n_read, NULL,
                                error))
            return NULL;
        *n_text += n_read;
        if (*n_text == size) {
            size *= 2;
            continue;
        }
        if (hexapla_utf8_validate(text, *n_text, &valid))
            return g_steal_pointer(&text);
        hexapla_input_refuse(in, options->file, 0, text, *n_text, valid, error);
        return NULL;
    }
    return NULL;
}

/* text/html; charset=utf-8 */
static char *
find_charset(const char *content, gsize n)
{
    g_autofree char *value = g_strndup(content, n);
    const char *p = strcasestr(value, "charset");

    if (p == NULL)
        return NULL;
    p += strlen("charset");
    p += strspn(p, " \t\n=\"'");
    return g_strndup(p, strcspn(p, " \t\n;\"'"));
}

static char *
read_declaration(const char *tag, gsize n)
{
    gsize n_value;
    const char *value = hexapla_html_find_attribute(tag, n, "charset", &n_value);

    if (value != NULL)
        return hexapla_html_dup_text(value, n_value);
    value = hexapla_html_find_attribute(tag, n, "http-equiv", &n_value);
    if (value == NULL || n_value != strlen("content-type") ||
        g_ascii_strncasecmp(value, "content-type", n_value) != 0)
        return NULL;
    value = hexapla_html_find_attribute(tag, n, "content", &n_value);
    return value != NULL ? find_charset(value, n_value) : NULL;
}

/* <?xml version="1.0" encoding="utf-8"?> */
static char *
read_xml_declaration(const char *declaration, gsize n)
{
    gsize n_value;
    const char *value =
        n > 6 && memcmp(declaration, "<?xml", 5) == 0
            ? hexapla_html_find_attribute(declaration + 1, n - 1, "encoding", &n_value)
            : NULL;

    return value != NULL ? g_strndup(value, n_value) : NULL;
}

/* What the head of the page says, in its order: some pages say two things. */
static GPtrArray *
find_declarations(const char *bytes, gsize n)
{
    GPtrArray *declared = g_ptr_array_new_with_free_func(g_free);
    HexaplaHtmlScanner scanner;
    HexaplaHtmlToken token;

    hexapla_html_scanner_init(&scanner, bytes, n);
    while (hexapla_html_scanner_next(&scanner, &token)) {
        char *name = NULL;

        if (token.kind == HEXAPLA_HTML_TOKEN_START && token.element == HEXAPLA_HTML_META)
            name = read_declaration(bytes + token.start, token.end - token.start);
        else if (token.start == 0 && token.kind == HEXAPLA_HTML_TOKEN_SKIPPED)
            name = read_xml_declaration(bytes, token.end);
        if (name != NULL)
            g_ptr_array_add(declared, name);
    }
    return declared;
}

static const char *
resolve(const char *label)
{
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (g_ascii_strcasecmp(labels[i].label, label) == 0)
            return labels[i].encoding;
    }
    return label;
}

/* Whether the letters say that the page is in another encoding. */
static gboolean
is_refuted(const char *name, const char *bytes, gsize n, const HexaplaReadOptions *options)
{
    g_auto(HexaplaDetection) detection = {0};

    hexapla_detection_run(&detection, bytes, MIN(n, HEXAPLA_INPUT_PEEK_BYTES), name,
                          options->language);
    return detection.refuted != NULL;
}

static gboolean
decode_as_declared(HexaplaPageText *self, const char *bytes, gsize n,
                   const HexaplaReadOptions *options)
{
    g_autoptr(GPtrArray) declared = find_declarations(bytes, n);

    for (guint i = 0; i < declared->len && self->text == NULL; i++) {
        const char *name = resolve(g_ptr_array_index(declared, i));

        if (is_refuted(name, bytes, n, options) || hexapla_encoding_is_utf8(name) ||
            hexapla_encoding_is_auto(name) || !hexapla_encoding_check(name, NULL) ||
            !hexapla_encoding_check_text(name, bytes, n, NULL))
            continue;
        self->text = decode_as(bytes, n, options, name, &self->n, NULL);
        if (self->text != NULL)
            self->encoding = g_strdup(name);
    }
    return self->text != NULL;
}

/* With more of them it is UTF-16. */
#define MIN_BYTES_A_NUL 16

/* Browsers show U+FFFD for single broken bytes in UTF-8, and so do we. In a legacy encoding most of
 * the bytes beyond ASCII would be broken. */
static gboolean
mend(HexaplaPageText *self, const char *bytes, gsize n, const HexaplaReadOptions *options)
{
    g_autoptr(GString) text = g_string_sized_new(n + 64);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint32));
    gsize n_broken = 0, n_nul = 0, n_good = 0, valid;

    for (gsize i = 0; i < n; i += valid + 1) {
        hexapla_utf8_validate(bytes + i, n - i, &valid);
        g_string_append_len(text, bytes + i, valid);
        for (guint32 j = i; j < i + valid; j++) {
            n_good += (guchar)bytes[j] >= 0xC0;
            g_array_append_val(places, j);
        }
        if (i + valid == n)
            break;
        n_nul += bytes[i + valid] == '\0';
        n_broken += bytes[i + valid] != '\0';
        for (guint32 place = i + valid, j = 0; j < strlen(REPLACEMENT); j++)
            g_array_append_val(places, place);
        g_string_append(text, REPLACEMENT);
    }
    if ((n_broken > 0 && n_good <= 2 * n_broken) || n_nul > n / MIN_BYTES_A_NUL)
        return FALSE;
    g_array_append_vals(places, &(guint32){n}, 1);
    self->n = text->len;
    self->text = g_string_free(g_steal_pointer(&text), FALSE);
    self->places = (guint32 *)g_array_free(g_steal_pointer(&places), FALSE);
    hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_WRONG_ENCODING, options->file, 0, 0,
                           "bytes that are not UTF-8 are replaced in the output");
    return TRUE;
}

static gboolean
decode_as_likely(HexaplaPageText *self, const char *bytes, gsize n, gsize valid,
                 const HexaplaReadOptions *options)
{
    g_autofree char *likely = hexapla_detection_suggest(bytes, n, valid);
    gsize n_evidence = 0;

    for (gsize i = 0; i < n; i++)
        n_evidence += (guchar)bytes[i] >= 0x80;
    if (likely == NULL || n_evidence < MIN_EVIDENCE_BYTES)
        return FALSE;
    self->text = decode_as(bytes, n, options, likely, &self->n, NULL);
    if (self->text == NULL)
        return FALSE;
    hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_WRONG_ENCODING, options->file, 0, 0,
                           "the page is not in the encoding that it declares; it was read as %s",
                           likely);
    self->encoding = g_steal_pointer(&likely);
    return TRUE;
}

static const struct {
    const char *encoding;
    guint n;
    const char *bytes;
} marks[] = {
    {NULL, 3, "\357\273\277"},
    {"UTF-16LE", 2, "\377\376"},
    {"UTF-16BE", 2, "\376\377"},
};

static gboolean
has_mark(HexaplaPageText *self, const char *bytes, gsize n)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (n < marks[i].n || memcmp(bytes, marks[i].bytes, marks[i].n) != 0)
            continue;
        self->n_mark = marks[i].n;
        self->encoding = g_strdup(marks[i].encoding);
        return TRUE;
    }
    return FALSE;
}

/* As its bytes or its head say. ISO 2022 is made of ASCII, with escapes between. */
static void
decode_unmarked(HexaplaPageText *self, const char *bytes, gsize n,
                const HexaplaReadOptions *options)
{
    gsize valid;
    gboolean is_utf8 = hexapla_utf8_validate(bytes, n, &valid);

    if ((!is_utf8 || memchr(bytes, 0x1B, n) != NULL) && decode_as_declared(self, bytes, n, options))
        return;
    if (is_utf8) {
        self->text = g_strndup(bytes, n);
        self->n = n;
    } else if (!mend(self, bytes, n, options)) {
        decode_as_likely(self, bytes, n, valid, options);
    }
}

/* As its byte order mark, the user or the page say, in this order. */
static gboolean
decode(HexaplaPageText *self, const char *bytes, gsize n, const HexaplaReadOptions *options,
       GError **error)
{
    const char *given = options->encoding;
    gboolean is_given = given != NULL && !hexapla_encoding_is_auto(given);

    if (!has_mark(self, bytes, n) && !is_given)
        decode_unmarked(self, bytes, n, options);
    else if (self->n_mark == 0 && !hexapla_encoding_is_utf8(given))
        self->encoding = g_strdup(given);
    if (self->text == NULL)
        self->text = decode_as(bytes, n, options, given, &self->n, error);
    return self->text != NULL;
}

gboolean
hexapla_page_text_init(HexaplaPageText *self, const char *bytes, gsize n,
                       const HexaplaReadOptions *options, GError **error)
{
    *self = (HexaplaPageText){0};
    if (!decode(self, bytes, n, options, error))
        return FALSE;
    if (options->with_sources && self->encoding != NULL)
        self->places = hexapla_encoding_find_places(self->encoding, bytes + self->n_mark,
                                                    n - self->n_mark, self->text, self->n);
    return TRUE;
}

void
hexapla_page_text_clear(HexaplaPageText *self)
{
    g_free(self->text);
    g_free(self->encoding);
    g_free(self->places);
    *self = (HexaplaPageText){0};
}

/* Most pages are shorter. */
#define FIRST_BUFFER_BYTES (256u << 10)

/* Reads all bytes of a page: what stands inside what is known only at the end. */
gboolean
hexapla_page_read(GInputStream *in, const char *file, GString *page, GCancellable *cancellable,
                  GError **error)
{
    gsize n_read, wanted = FIRST_BUFFER_BYTES;

    do {
        gsize n = page->len;

        g_string_set_size(page, n + wanted);
        if (!hexapla_input_fill(in, file, page->str + n, wanted, &n_read, cancellable, error))
            return FALSE;
        g_string_set_size(page, n + n_read);
        if (page->len > HEXAPLA_MAX_PAGE_BYTES) {
            g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                        "%s: error: the page is longer than %u MiB", file,
                        HEXAPLA_MAX_PAGE_BYTES >> 20);
            return FALSE;
        }
        wanted = n_read == wanted ? page->len : 0;
    } while (wanted > 0);
    return TRUE;
}
