/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a page says about itself, in its head and in JSON-LD. Each is NULL when nothing says it. */
typedef struct {
    char *title;
    char *author;
    char *date;
    char *language;
    char *url;
    char *body; /* the text of the article, as JSON-LD gives it */
} HexaplaHtmlMeta;

void hexapla_html_meta_read(HexaplaHtmlMeta *self, const char *page, gsize n);
void hexapla_html_meta_clear(HexaplaHtmlMeta *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaHtmlMeta, hexapla_html_meta_clear)

G_END_DECLS
