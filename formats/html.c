/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages of the web, one article each. All text of the page comes into the document, in its order;
 * what is not the article is marked as junk. */

#include <string.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "document/codes.h"
#include "document/sources.h"
#include "document/target.h"
#include "formats/html-codes.h"
#include "formats/html-encoding.h"
#include "formats/html-judge.h"
#include "formats/html-meta.h"
#include "formats/reading.h"

/* Most pages are shorter. */
#define FIRST_BUFFER_BYTES (256u << 10)

/* What stands inside what is known only at the end, so the page is held whole. */
static gboolean
read_page(GInputStream *in, const char *file, GString *page, GCancellable *cancellable,
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

static gboolean
put_block(HexaplaArticle *article, const HexaplaHtmlPage *page, const HexaplaHtmlBlock *block,
          GError **error)
{
    const char *text = page->text->str + block->start;
    gsize n = block->end - block->start;
    gsize start;

    if (article->n > 0) {
        hexapla_article_separate(article);
        if (article->n + n > article->size && !hexapla_article_cut(article, article->n, error))
            return FALSE;
    }
    start = article->n;
    while (n > article->size - article->n) {
        gsize room = article->size - article->n, cut;

        memcpy(article->text + article->n, text, room);
        article->n += room;
        cut = hexapla_format_find_cut(article->text, article->n);
        hexapla_article_add_junk(article, block->kind, block->junk, start, cut);
        text += room;
        n -= room;
        if (!hexapla_article_cut(article, cut, error))
            return FALSE;
        start = 0;
    }
    memcpy(article->text + article->n, text, n);
    article->n += n;
    hexapla_article_add_junk(article, block->kind, block->junk, start, article->n);
    return TRUE;
}

/* The text of the parts together is that of the page, so offsets only move. */
typedef struct {
    const HexaplaReadOptions *options;
    const HexaplaHtmlText *text;
    const HexaplaHtmlPage *page;
    GArray *codes; /* HexaplaHtmlCode */
    guint code;    /* the first one of the next part */
    guint run;
    gsize place; /* in the page, up to which lines are counted */
    guint32 line;
    HexaplaDocumentFunc func;
    gpointer user_data;
} Reader;

static void
add_codes(Reader *self, HexaplaDocument *part, gsize offset, gsize end)
{
    guint first = self->code, n;

    for (; self->code < self->codes->len; self->code++) {
        const HexaplaHtmlCode *code = &g_array_index(self->codes, HexaplaHtmlCode, self->code);
        HexaplaCode *added;
        guint index;

        if (code->end > end || (code->start == end && code->kind != HEXAPLA_CODE_CLOSE))
            break;
        index = hexapla_document_add_code(part, code->kind, code->type, code->start - offset,
                                          code->end - offset, self->page->bytes + code->source,
                                          code->n_source);
        added = &hexapla_document_get_codes(part, &n)[index];
        added->source = hexapla_html_text_place(self->text, code->source);
        added->n_source =
            hexapla_html_text_place(self->text, code->source + code->n_source) - added->source;
        if (code->kind == HEXAPLA_CODE_CLOSE && code->partner != HEXAPLA_NO_CODE &&
            code->partner >= first)
            hexapla_document_pair_codes(part, code->partner - first, index);
    }
}

static void
add_run(Reader *self, HexaplaDocument *part, gsize start, gsize end, gsize source, gsize n_source)
{
    guint64 place = hexapla_html_text_place(self->text, source);

    hexapla_document_add_run(part, start, end, place,
                             hexapla_html_text_place(self->text, source + n_source) - place);
}

/* In another encoding characters beyond ASCII have other bytes. */
static void
add_same(Reader *self, HexaplaDocument *part, gsize start, gsize n, gsize source)
{
    const char *text = self->page->bytes + source;

    for (gsize i = 0, next; i < n; i = next) {
        next = i;
        while (next < n && (guchar)text[next] < 0x80)
            next++;
        if (next == i)
            next = g_utf8_next_char(text + i) - text;
        add_run(self, part, start + i, start + next, source + i, next - i);
    }
}

static void
add_runs(Reader *self, HexaplaDocument *part, gsize offset, gsize end)
{
    for (; self->run < self->page->runs->len; self->run++) {
        const HexaplaHtmlRun *run = &g_array_index(self->page->runs, HexaplaHtmlRun, self->run);
        gsize start = run->start - offset;

        if (run->start >= end)
            return;
        if (!self->options->with_sources)
            continue;
        if (self->text->places != NULL && run->end - run->start == run->n_source)
            add_same(self, part, start, run->n_source, run->source);
        else
            add_run(self, part, start, run->end - offset, run->source, run->n_source);
    }
}

/* The line on which each block begins in the page. */
static void
set_lines(Reader *self, HexaplaDocument *part, gsize offset)
{
    guint n, run = self->run;
    HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    const HexaplaHtmlRun *runs = (const HexaplaHtmlRun *)self->page->runs->data;

    for (guint i = 0; i < n; i++) {
        while (run < self->page->runs->len && runs[run].end <= offset + blocks[i].start)
            run++;
        for (; run < self->page->runs->len && self->place < runs[run].source; self->place++)
            self->line += self->page->bytes[self->place] == '\n';
        blocks[i].line = self->line;
    }
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    Reader *self = user_data;
    gsize n, offset = hexapla_document_get_origin(part)->offset;

    hexapla_document_get_text(part, &n);
    set_lines(self, part, offset);
    add_codes(self, part, offset, offset + n);
    add_runs(self, part, offset, offset + n);
    return self->func(part, self->user_data, error);
}

static gboolean
hand_over(HexaplaArticle *article, const Reader *self, const HexaplaHtmlMeta *meta, GError **error)
{
    g_autofree char *id = hexapla_format_dup_stem(self->options->file);
    gboolean is_given =
        self->options->language != NULL && strcmp(self->options->language, "und") != 0;
    const char *language = is_given ? self->options->language : meta->language;
    const HexaplaOrigin origin = {
        .file = (char *)self->options->file,
        .id = id,
        .title = meta->title,
        .url = meta->url,
        .author = meta->author,
        .date = meta->date,
        .encoding = self->text->encoding,
        .line = 1,
        .is_record = TRUE,
    };

    hexapla_article_begin(article, language != NULL ? language : "und", &origin,
                          self->page->text->len);
    for (guint i = 0; i < self->page->blocks->len; i++) {
        if (!put_block(article, self->page, &g_array_index(self->page->blocks, HexaplaHtmlBlock, i),
                       error))
            return FALSE;
    }
    return hexapla_article_end(article, error);
}

static gboolean
html_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    Reader self = {.options = options, .line = 1, .func = func, .user_data = user_data};
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(HexaplaHtmlPage) page = NULL;
    g_autoptr(GArray) codes = NULL;
    g_auto(HexaplaArticle) article;
    g_auto(HexaplaHtmlMeta) meta = {0};
    g_auto(HexaplaHtmlText) text = {0};

    hexapla_article_init(&article, take_part, &self);
    if (!read_page(in, options->file, bytes, cancellable, error))
        return FALSE;
    if (!hexapla_html_text_init(&text, bytes->str, bytes->len, options, error))
        return FALSE;
    hexapla_html_meta_read(&meta, text.text, text.n);
    self.text = &text;
    self.page = page = hexapla_html_page_new(text.text, text.n);
    hexapla_html_judge(page, &meta);
    self.codes = codes = hexapla_html_codes_new(page);
    return hand_over(&article, &self, &meta, error);
}

static void
append_text(GString *markup, const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (text[i] == '&')
            g_string_append(markup, "&amp;");
        else if (text[i] == '<')
            g_string_append(markup, "&lt;");
        else if (text[i] == '>')
            g_string_append(markup, "&gt;");
        else
            g_string_append_c(markup, text[i]);
    }
}

static GString *
new_target_markup(HexaplaDocument *part, guint segment)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);
    GString *markup = g_string_sized_new(target->n + 64);
    guint n;
    gsize position = 0;
    const HexaplaCode *codes = hexapla_document_get_target_codes(part, segment, &n);

    for (guint i = 0; i < n; i++) {
        append_text(markup, target->text + position, codes[i].start - position);
        g_string_append_len(markup, codes[i].data, codes[i].n_data);
        position = codes[i].start;
    }
    append_text(markup, target->text + position, target->n - position);
    return markup;
}

/* In the encoding of the page; what that does not have becomes a reference. */
static gboolean
html_put_target(HexaplaWriter *out, HexaplaDocument *part, guint segment, GError **error)
{
    g_autoptr(GString) markup = new_target_markup(part, segment);
    const char *encoding = hexapla_document_get_origin(part)->encoding;
    g_autofree char *bytes = NULL;
    gsize n;

    if (encoding == NULL) {
        hexapla_writer_put(out, markup->str, markup->len);
        return hexapla_writer_check(out, error);
    }
    bytes = hexapla_encoding_encode(encoding, markup->str, markup->len, &n, error);
    if (bytes == NULL)
        return FALSE;
    hexapla_writer_put(out, bytes, n);
    return hexapla_writer_check(out, error);
}

static guint
html_sniff(const guint8 *head, gsize n_head)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head",
                                         "<body",          "<meta", "<title"};

    for (gsize i = 0; i < n_head; i++) {
        if (head[i] != '<')
            continue;
        for (guint j = 0; j < G_N_ELEMENTS(starts); j++) {
            gsize n = strlen(starts[j]);

            if (n_head - i >= n && g_ascii_strncasecmp((const char *)head + i, starts[j], n) == 0)
                return 8 * n;
        }
    }
    return 0;
}

const HexaplaFormat hexapla_format_html = {
    .name = "html",
    .title = "Pages of the web, one article each",
    .extensions = "html;htm;xhtml",
    .traits = HEXAPLA_FORMAT_DECODES,
    .sniff = html_sniff,
    .read = html_read,
    .put_target = html_put_target,
};
