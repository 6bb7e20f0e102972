/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages of the web, one article each. All text of the page comes into the document, in its order;
 * what is not the article is marked as junk. */

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
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

static gboolean
html_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(HexaplaHtmlPage) page = NULL;
    g_auto(HexaplaArticle) article;
    g_auto(HexaplaHtmlMeta) meta = {0};
    g_autofree char *text = NULL;
    g_autofree char *encoding = NULL;
    gsize n;

    hexapla_article_init(&article, func, user_data);
    if (!read_page(in, options->file, bytes, cancellable, error))
        return FALSE;
    text = hexapla_html_decode(bytes->str, bytes->len, options, &n, &encoding, error);
    if (text == NULL)
        return FALSE;
    hexapla_html_meta_read(&meta, text, n);
    page = hexapla_html_page_new(text, n);
    hexapla_html_judge(page, &meta);
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
