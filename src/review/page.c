/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/page.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "formats/writing.h"
#include "hexapla-review.h"
#include "review/decisions.h"
#include "review/rows-private.h"

struct _HexaplaPage {
    HexaplaWriter *out;
    HexaplaRows *rows;
    const char *rest; /* of the page, behind the data; static */
    GChecksum *corpus;
    guint64 n_segments;
    gboolean has_row;
};

static const char *
find_file(const char *name, gsize *n)
{
    g_autofree char *path = g_strconcat("/hexapla/review/", name, NULL);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_review_get_resource(), path, 0, NULL);

    /* Resources lie in the program for ever. */
    return g_bytes_get_data(bytes, n);
}

static void
put_file(HexaplaWriter *out, const char *name)
{
    gsize n;
    const char *data = find_file(name, &n);

    hexapla_writer_put(out, data, n);
}

/* What stands in the page of a file, one behind the other. */
static const char *const style_files[] = {"page.css", NULL};
static const char *const script_files[] = {"page.js", "local.js", NULL};

/* What a content security policy knows an element by that stands in the page (CSP 3 §2.3.1). */
static void
put_hash(HexaplaWriter *out, const char *const *names)
{
    gsize n, n_digest = 32;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    g_autofree char *base64 = NULL;

    for (; *names != NULL; names++) {
        const char *data = find_file(*names, &n);

        g_checksum_update(checksum, (const guchar *)data, n);
    }
    g_checksum_get_digest(checksum, digest, &n_digest);
    base64 = g_base64_encode(digest, n_digest);
    HEXAPLA_PUT(out, "'sha256-");
    hexapla_writer_puts(out, base64);
    HEXAPLA_PUT(out, "'");
}

static void
put_policy(HexaplaWriter *out)
{
    HEXAPLA_PUT(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "script-src ");
    put_hash(out, script_files);
    HEXAPLA_PUT(out, "; style-src ");
    put_hash(out, style_files);
    HEXAPLA_PUT(out, "; base-uri 'none'; form-action 'none'; require-trusted-types-for "
                     "'script'\">\n");
}

static void
put_style(HexaplaWriter *out)
{
    HEXAPLA_PUT(out, "<style>");
    put_file(out, "page.css");
    HEXAPLA_PUT(out, "</style>");
}

static void
put_script(HexaplaWriter *out)
{
    HEXAPLA_PUT(out, "<script>");
    for (guint i = 0; script_files[i] != NULL; i++)
        put_file(out, script_files[i]);
    HEXAPLA_PUT(out, "</script>\n<script id=\"data\" type=\"application/json\">");
}

/* A server sends its policy beside the page. */
static void
put_nothing(G_GNUC_UNUSED HexaplaWriter *out)
{
}

static void
put_style_link(HexaplaWriter *out)
{
    HEXAPLA_PUT(out, "<link rel=\"stylesheet\" href=\"page.css\">");
}

static void
put_script_link(HexaplaWriter *out)
{
    HEXAPLA_PUT(out, "<script src=\"page.js\"></script><script src=\"served.js\"></script>");
}

static void
put_strings(HexaplaWriter *out)
{
    static const char *const languages[] = {"en", "ar", "ru"};

    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *name = g_strconcat(languages[i], ".json", NULL);

        hexapla_writer_puts(out, i > 0 ? ",\"" : "{\"");
        hexapla_writer_puts(out, languages[i]);
        HEXAPLA_PUT(out, "\":");
        put_file(out, name);
    }
    HEXAPLA_PUT(out, "}");
}

/* What stands in place of the marks: in a file, and where a server sends the parts. */
static const struct {
    const char *mark;
    void (*put[2])(HexaplaWriter *out);
} marks[] = {
    {"@POLICY@", {put_policy, put_nothing}},
    {"@STYLE@", {put_style, put_style_link}},
    {"@STRINGS@", {put_strings, put_strings}},
    {"@SCRIPT@", {put_script, put_script_link}},
};

/* Writes the page up to the mark, and what stands in its place. Returns what is behind. */
static const char *
put_until(HexaplaWriter *out, const char *page, const char *mark)
{
    const char *found = strstr(page, mark);

    hexapla_writer_put(out, page, found - page);
    return found + strlen(mark);
}

/* Returns what is behind the last one. */
static const char *
put_page(HexaplaWriter *out, gboolean is_served)
{
    gsize n;
    const char *rest = find_file("page.html", &n);

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        rest = put_until(out, rest, marks[i].mark);
        marks[i].put[is_served](out);
    }
    return rest;
}

static GBytes *
render(void)
{
    GString *text = g_string_new(NULL);
    g_autoptr(HexaplaWriter) out = hexapla_writer_new_for_text(text);

    hexapla_writer_puts(out, put_page(out, TRUE));
    hexapla_writer_sync(out, NULL);
    return g_string_free_to_bytes(text);
}

/**
 * hexapla_page_find:
 * @path: where a browser looks for it
 * @bytes: (out) (transfer full): the page without sentences, or a part of it
 * @type: (out) (transfer none): what it is, for HTTP
 *
 * Returns: whether there is something
 * Since: 0.1
 */
gboolean
hexapla_page_find(const char *path, GBytes **bytes, const char **type)
{
    static const struct {
        const char *path;
        const char *type;
    } files[] = {{"/page.css", "text/css; charset=utf-8"},
                 {"/page.js", "text/javascript; charset=utf-8"},
                 {"/served.js", "text/javascript; charset=utf-8"}};
    gsize n;

    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        const char *data;

        if (strcmp(path, files[i].path) != 0)
            continue;
        data = find_file(path + 1, &n);
        *bytes = g_bytes_new_static(data, n);
        *type = files[i].type;
        return TRUE;
    }
    if (strcmp(path, "/") != 0)
        return FALSE;
    *bytes = render();
    *type = "text/html; charset=utf-8";
    return TRUE;
}

/**
 * hexapla_page_new:
 * @out: takes the page
 * @options: the target language for articles that have none; live as long as the page
 *
 * Returns: (transfer full): a page without sentences
 * Since: 0.1
 */
HexaplaPage *
hexapla_page_new(HexaplaWriter *out, const HexaplaFormatOptions *options)
{
    HexaplaPage *self = g_new0(HexaplaPage, 1);

    self->out = out;
    self->rows = hexapla_rows_new(out, options);
    self->corpus = g_checksum_new(G_CHECKSUM_SHA256);
    self->rest = put_page(out, FALSE);
    HEXAPLA_PUT(out, "{\"rows\":[");
    return self;
}

/**
 * hexapla_page_free:
 * @self: (transfer full) (nullable): a page
 *
 * Since: 0.1
 */
void
hexapla_page_free(HexaplaPage *self)
{
    if (self == NULL)
        return;
    g_checksum_free(self->corpus);
    hexapla_rows_free(self->rows);
    g_free(self);
}

static gboolean
check_size(HexaplaPage *self, HexaplaDocument *part, guint n, GError **error)
{
    self->n_segments += n;
    if (self->n_segments <= HEXAPLA_MAX_REVIEW_SEGMENTS)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: with this file the page has more than %u sentences: give each page a "
                "share of the corpus",
                hexapla_format_original_name(part), HEXAPLA_MAX_REVIEW_SEGMENTS);
    return FALSE;
}

static void
begin_row(HexaplaPage *self)
{
    hexapla_writer_puts(self->out, self->has_row ? ",\n" : "\n");
    self->has_row = TRUE;
}

/* The browser keeps decisions under what they are about. */
static void
sum_up(HexaplaPage *self, HexaplaDocument *part, guint index)
{
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(part, &n)[index];
    const char *text = hexapla_document_get_text(part, NULL);
    g_autofree char *key = hexapla_decisions_dup_segment_key(part, index);

    g_checksum_update(self->corpus, (const guchar *)key, -1);
    g_checksum_update(self->corpus, (const guchar *)text + segment->start,
                      segment->end - segment->start);
}

/**
 * hexapla_page_take:
 * @part: (transfer full): the next part of an article, with ids
 * @page: a #HexaplaPage
 * @error: (domain HEXAPLA_ERROR): the page would be too large
 *
 * A #HexaplaDocumentFunc.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_page_take(HexaplaDocument *part, gpointer page, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    HexaplaPage *self = page;
    guint n;

    hexapla_document_get_segments(part, &n);
    if (!check_size(self, part, n, error))
        return FALSE;
    begin_row(self);
    hexapla_rows_put_document(self->rows, part);
    for (guint i = 0; i < n; i++) {
        sum_up(self, part, i);
        begin_row(self);
        hexapla_rows_put_segment(self->rows, i);
    }
    return hexapla_writer_check(self->out, error);
}

/**
 * hexapla_page_end:
 * @self: a page
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether the page was written
 * Since: 0.1
 */
gboolean
hexapla_page_end(HexaplaPage *self, GError **error)
{
    HEXAPLA_PUT(self->out, "\n]");
    HEXAPLA_PUT(self->out, ",\"corpus\":\"");
    hexapla_writer_puts(self->out, g_checksum_get_string(self->corpus));
    HEXAPLA_PUT(self->out, "\"}</script>");
    hexapla_writer_puts(self->out, self->rest);
    return hexapla_writer_check(self->out, error);
}
