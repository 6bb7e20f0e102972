/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/html-tree.h"
#include "formats/markup.h"

/* The text of a page and the blocks that it comes in. */

G_BEGIN_DECLS

typedef struct {
    HexaplaMarkup markup;
    GArray *nodes; /* HexaplaHtmlNode */
} HexaplaHtmlPage;

HexaplaHtmlPage *hexapla_html_page_new(const char *bytes, gsize n);
void hexapla_html_page_free(HexaplaHtmlPage *self);

static inline const HexaplaHtmlNode *
hexapla_html_page_node(const HexaplaHtmlPage *self, guint32 i)
{
    return &g_array_index(self->nodes, HexaplaHtmlNode, i);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaHtmlPage, hexapla_html_page_free)

G_END_DECLS
