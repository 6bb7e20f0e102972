/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"
#include "formats/html-blocks.h"

/* What the author of a page says of its parts, in elements, roles and names of classes. */

G_BEGIN_DECLS

typedef enum {
    HEXAPLA_HTML_HINT_NONE,
    HEXAPLA_HTML_HINT_MAIN,    /* the page without what all pages have */
    HEXAPLA_HTML_HINT_ARTICLE, /* an article with its headline */
    HEXAPLA_HTML_HINT_BODY,    /* the text of an article */
    HEXAPLA_HTML_HINT_LEAD,    /* its first sentences, set off */
    HEXAPLA_HTML_N_HINTS
} HexaplaHtmlHint;

typedef struct {
    HexaplaHtmlHint hint;
    HexaplaJunk junk;
    gboolean is_sure; /* said by an element or a role and not by a name */
} HexaplaHtmlHints;

HexaplaHtmlHints hexapla_html_hints_of(const HexaplaHtmlPage *page, guint32 node);

G_END_DECLS
