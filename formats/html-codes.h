/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/codes.h"
#include "formats/html-blocks.h"

/* The markup inside the blocks of a page. */

G_BEGIN_DECLS

typedef struct {
    guint32 start; /* in the text */
    guint32 end;
    guint32 source; /* in the page */
    guint32 n_source;
    guint32 partner; /* index of its other half, or HEXAPLA_NO_CODE */
    guint8 kind;     /* HexaplaCodeKind */
    guint8 type;     /* HexaplaCodeType */
} HexaplaHtmlCode;

GArray *hexapla_html_codes_new(const HexaplaHtmlPage *page);

G_END_DECLS
