/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-encoding.h"

#include <string.h>

#include "base/encoding.h"
#include "base/input.h"
#include "base/utf8.h"
#include "formats/html-scan.h"
#include "formats/html-text.h"

/* What pages mean by these names, which is more than the names say (WHATWG Encoding Standard, 4.2).
 */
static const struct {
    const char *label;
    const char *encoding;
} labels[] = {
    {"ascii", "windows-1252"},      {"us-ascii", "windows-1252"},   {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},  {"latin1", "windows-1252"},     {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},     {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"},
    {"gb2312", "GB18030"},          {"gbk", "GB18030"},             {"x-gbk", "GB18030"},
    {"shift_jis", "windows-31j"},   {"x-sjis", "windows-31j"},      {"sjis", "windows-31j"},
    {"euc-kr", "windows-949"},      {"ks_c_5601-1987", "windows-949"},
    {"big5", "Big5-HKSCS"},
};

/* Fewer bytes beyond ASCII than these do not tell one encoding from another. */
#define MIN_EVIDENCE_BYTES 8

static char *
decode_as(const char *bytes, gsize n, const HexaplaReadOptions *options, const char *encoding,
          gsize *n_text, GError **error)
{
    g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_data(bytes, n, NULL);
    g_autoptr(GInputStream) in =
        hexapla_input_decode(memory, options->file, encoding, options->issues, NULL, error);
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

static char *
decode_as_declared(const char *bytes, gsize n, const HexaplaReadOptions *options, gsize *n_text,
                   char **encoding)
{
    g_autoptr(GPtrArray) declared = find_declarations(bytes, n);

    for (guint i = 0; i < declared->len; i++) {
        const char *name = resolve(g_ptr_array_index(declared, i));
        char *text = NULL;

        if (!hexapla_encoding_is_utf8(name) && !hexapla_encoding_is_auto(name) &&
            hexapla_encoding_check(name, NULL) &&
            hexapla_encoding_check_text(name, bytes, n, NULL))
            text = decode_as(bytes, n, options, name, n_text, NULL);
        if (text != NULL) {
            *encoding = g_strdup(name);
            return text;
        }
    }
    return NULL;
}

/* Browsers show U+FFFD for single broken bytes in UTF-8, and so do we. In a legacy encoding most of
 * the bytes beyond ASCII would be broken. */
static char *
mend(const char *bytes, gsize n, gsize *n_text)
{
    GString *text = g_string_sized_new(n + 64);
    gsize n_broken = 0, n_good = 0;

    for (gsize i = 0; i < n;) {
        gsize valid;

        hexapla_utf8_validate(bytes + i, n - i, &valid);
        g_string_append_len(text, bytes + i, valid);
        for (gsize j = i; j < i + valid; j++)
            n_good += (guchar)bytes[j] >= 0xC0;
        i += valid;
        if (i < n) {
            g_string_append(text, "\357\277\275");
            n_broken++;
            i++;
        }
    }
    *n_text = text->len;
    if (n_good > 2 * n_broken)
        return g_string_free(text, FALSE);
    g_string_free(text, TRUE);
    return NULL;
}

static char *
decode_as_likely(const char *bytes, gsize n, gsize valid, const HexaplaReadOptions *options,
                 gsize *n_text, char **encoding)
{
    g_autofree char *likely = hexapla_encoding_suggest(bytes, n, valid);
    gsize n_evidence = 0;
    char *text;

    for (gsize i = 0; i < n; i++)
        n_evidence += (guchar)bytes[i] >= 0x80;
    if (likely == NULL || n_evidence < MIN_EVIDENCE_BYTES)
        return NULL;
    text = decode_as(bytes, n, options, likely, n_text, NULL);
    if (text == NULL)
        return NULL;
    hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_WRONG_ENCODING, options->file, 0, 0,
                           "the page is not in the encoding that it declares; it was read as %s",
                           likely);
    *encoding = g_steal_pointer(&likely);
    return text;
}

static gboolean
has_mark(const char *bytes, gsize n)
{
    return (n >= 3 && memcmp(bytes, "\357\273\277", 3) == 0) ||
           (n >= 2 && (memcmp(bytes, "\377\376", 2) == 0 || memcmp(bytes, "\376\377", 2) == 0));
}

/* Returns the page as UTF-8: as its byte order mark, the user, its bytes or its head say, in this
 * order. @encoding stays NULL for UTF-8. */
char *
hexapla_html_decode(const char *bytes, gsize n, const HexaplaReadOptions *options, gsize *n_text,
                    char **encoding, GError **error)
{
    gsize valid;
    char *text = NULL;

    *encoding = NULL;
    if (has_mark(bytes, n) || (options->encoding != NULL &&
                               !hexapla_encoding_is_auto(options->encoding))) {
        if (options->encoding != NULL && !hexapla_encoding_is_utf8(options->encoding))
            *encoding = g_strdup(options->encoding);
        return decode_as(bytes, n, options, options->encoding, n_text, error);
    }
    if (hexapla_utf8_validate(bytes, n, &valid) && memchr(bytes, 0x1B, n) == NULL) {
        *n_text = n;
        return g_strndup(bytes, n);
    }
    text = decode_as_declared(bytes, n, options, n_text, encoding);
    if (text == NULL && memchr(bytes, '\0', n) == NULL) {
        text = mend(bytes, n, n_text);
        if (text != NULL)
            hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_WRONG_ENCODING, options->file, 0,
                                   0, "bytes that are not UTF-8 are replaced in the output");
    }
    if (text == NULL)
        text = decode_as_likely(bytes, n, valid, options, n_text, encoding);
    return text != NULL ? text : decode_as(bytes, n, options, options->encoding, n_text, error);
}
