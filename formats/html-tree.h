/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/html-scan.h"

/* What stands inside what on a page. */

G_BEGIN_DECLS

/* Nodes are in the order of the page; node 0 holds all others. */
typedef struct {
    guint32 parent;
    guint32 end;    /* behind its last descendant */
    guint32 start;  /* of its tag, or of a run of text, in the page */
    guint32 length; /* 0 for an element that the page does not name */
    guint32 element;
} HexaplaHtmlNode;

GArray *hexapla_html_tree_new(const char *page, gsize n);

G_END_DECLS
