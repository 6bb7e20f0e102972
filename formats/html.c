/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages of the web, one article each. All text of the page comes into the document, in its order;
 * what is not the article is marked as junk. */

#include <string.h>

#include "formats/html-codes.h"
#include "formats/html-judge.h"
#include "formats/html-meta.h"
#include "formats/html-read.h"
#include "formats/markup.h"

static gboolean
hand_over(const HexaplaHtmlPage *page, const HexaplaMarkupReader *reader,
          const HexaplaHtmlMeta *meta, GError **error)
{
    const char *given = reader->options->language;
    gboolean is_given = given != NULL && strcmp(given, "und") != 0;
    const char *language = is_given ? given : meta->language;
    const HexaplaOrigin origin = {
        .title = meta->title,
        .url = meta->url,
        .author = meta->author,
        .date = meta->date,
    };

    return hexapla_markup_hand_over(&page->markup, reader, language != NULL ? language : "und",
                                    &origin, error);
}

/* Reads a page whose characters are known. */
gboolean
hexapla_html_read_text(const HexaplaPageText *text, const HexaplaReadOptions *options,
                       HexaplaDocumentFunc func, gpointer user_data, GError **error)
{
    g_autoptr(HexaplaHtmlPage) page = NULL;
    g_auto(HexaplaHtmlMeta) meta = {0};
    const HexaplaMarkupReader reader = {options, text, func, user_data};

    hexapla_html_meta_read(&meta, text->text, text->n);
    page = hexapla_html_page_new(text->text, text->n);
    hexapla_html_judge(page, &meta);
    hexapla_html_page_find_codes(page);
    return hand_over(page, &reader, &meta, error);
}

static gboolean
html_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_auto(HexaplaPageText) text = {0};

    return hexapla_page_read(in, options->file, bytes, cancellable, error) &&
           hexapla_page_text_init(&text, bytes->str, bytes->len, options, error) &&
           hexapla_html_read_text(&text, options, func, user_data, error);
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
    .put_target = hexapla_markup_put_target,
};
