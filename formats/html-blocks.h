/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"
#include "formats/html-tree.h"

/* The text of a page and the blocks that it comes in. */

G_BEGIN_DECLS

typedef struct {
    guint32 start; /* in the text */
    guint32 end;
    guint32 node;     /* the innermost block element around it */
    guint32 n_linked; /* bytes that stand in links */
    guint8 kind;      /* HexaplaBlockKind */
    guint8 junk;      /* HexaplaJunk */
} HexaplaHtmlBlock;

/* Where characters of the text came from: as many bytes when they are the same, or a reference, white
 * space, a line break. */
typedef struct {
    guint32 start; /* in the text */
    guint32 end;
    guint32 source; /* in the page */
    guint32 n_source;
} HexaplaHtmlRun;

typedef struct {
    const char *bytes; /* of the page, UTF-8 */
    gsize n;
    GArray *nodes; /* HexaplaHtmlNode */
    GString *text;
    GArray *blocks; /* HexaplaHtmlBlock */
    GArray *runs;   /* HexaplaHtmlRun */
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
