/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages of the web, one article each. All text of the page comes into the document, in its order;
 * what is not the article is marked as junk. */

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "document/codes.h"
#include "document/sources.h"
#include "formats/html-codes.h"
#include "formats/html-encoding.h"
#include "formats/html-judge.h"
#include "formats/html-meta.h"
#include "formats/reading.h"

#define FIRST_BUFFER_BYTES (256u << 10)

static gboolean
read_page(GInputStream *in, const char *file, GString *page, GCancellable *cancellable,
          GError **error)
{
    gsize n_read, room = FIRST_BUFFER_BYTES;

    do {
        gsize n = page->len;

        if (n > HEXAPLA_MAX_PAGE_BYTES) {
            g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                        "%s: error: the page is longer than %u MiB", file,
                        HEXAPLA_MAX_PAGE_BYTES >> 20);
            return FALSE;
        }
        g_string_set_size(page, n + room);
        if (!hexapla_input_fill(in, file, page->str + n, room, &n_read, cancellable, error))
            return FALSE;
        g_string_set_size(page, n + n_read);
        if (n_read < room)
            return TRUE;
        room = page->len;
    } while (TRUE);
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

static gboolean
hand_over(HexaplaArticle *article, const HexaplaHtmlPage *page, const HexaplaHtmlMeta *meta,
          const HexaplaReadOptions *options, GError **error)
{
    g_autofree char *id = hexapla_format_dup_stem(options->file);
    const char *language = options->language != NULL ? options->language : meta->language;
    const HexaplaOrigin origin = {
        .file = (char *)options->file,
        .id = id,
        .title = meta->title,
        .url = meta->url,
        .date = meta->date,
        .line = 1,
    };

    hexapla_article_begin(article, language != NULL ? language : "und", &origin, page->text->len);
    for (guint i = 0; i < page->blocks->len; i++) {
        if (!put_block(article, page, &g_array_index(page->blocks, HexaplaHtmlBlock, i), error))
            return FALSE;
    }
    return hexapla_article_end(article, error);
}

/* The text of the parts together is that of the page, so offsets only move. */
typedef struct {
    const HexaplaReadOptions *options;
    const HexaplaHtmlPage *page;
    GArray *codes; /* HexaplaHtmlCode */
    guint code;    /* the first one of the next part */
    guint run;
    HexaplaDocumentFunc func;
    gpointer user_data;
} Reader;

static void
add_codes(Reader *self, HexaplaDocument *part, gsize offset, gsize end)
{
    guint first = self->code, n;

    for (; self->code < self->codes->len; self->code++) {
        const HexaplaHtmlCode *code =
            &g_array_index(self->codes, HexaplaHtmlCode, self->code);
        HexaplaCode *added;
        guint index;

        if (code->end > end || (code->start == end && code->kind != HEXAPLA_CODE_CLOSE))
            break;
        index = hexapla_document_add_code(part, code->kind, code->type, code->start - offset,
                                          code->end - offset, self->page->bytes + code->source,
                                          code->n_source);
        added = &hexapla_document_get_codes(part, &n)[index];
        added->source = code->source;
        added->n_source = code->n_source;
        if (code->kind == HEXAPLA_CODE_CLOSE && code->partner != HEXAPLA_NO_CODE &&
            code->partner >= first)
            hexapla_document_pair_codes(part, code->partner - first, index);
    }
}

static void
add_runs(Reader *self, HexaplaDocument *part, gsize offset, gsize end)
{
    for (; self->run < self->page->runs->len; self->run++) {
        const HexaplaHtmlRun *run = &g_array_index(self->page->runs, HexaplaHtmlRun, self->run);

        if (run->start >= end)
            return;
        hexapla_document_add_run(part, run->start - offset, run->end - offset, run->source,
                                 run->n_source);
    }
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    Reader *self = user_data;
    gsize n, offset = hexapla_document_get_origin(part)->offset;

    hexapla_document_get_text(part, &n);
    add_codes(self, part, offset, offset + n);
    if (self->options->with_sources)
        add_runs(self, part, offset, offset + n);
    return self->func(part, self->user_data, error);
}

static gboolean
html_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    Reader self = {.options = options, .func = func, .user_data = user_data};
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(HexaplaHtmlPage) page = NULL;
    g_autoptr(GArray) codes = NULL;
    g_auto(HexaplaArticle) article;
    g_auto(HexaplaHtmlMeta) meta = {0};
    g_autofree char *text = NULL;
    g_autofree char *encoding = NULL;
    gsize n;

    hexapla_article_init(&article, take_part, &self);
    if (!read_page(in, options->file, bytes, cancellable, error))
        return FALSE;
    text = hexapla_html_decode(bytes->str, bytes->len, options, &n, &encoding, error);
    if (text == NULL)
        return FALSE;
    hexapla_html_meta_read(&meta, text, n);
    self.page = page = hexapla_html_page_new(text, n);
    hexapla_html_judge(page, &meta);
    self.codes = codes = hexapla_html_codes_new(page);
    return hand_over(&article, page, &meta, options, error);
}

static guint
html_sniff(const guint8 *head, gsize n_head)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<meta", "<title"};

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
};
