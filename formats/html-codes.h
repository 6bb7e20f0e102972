/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/html-blocks.h"

/* The markup inside the blocks of a page. */

G_BEGIN_DECLS

HexaplaCodeType hexapla_html_tell_type(HexaplaHtmlElement element);
void hexapla_html_page_find_codes(HexaplaHtmlPage *self);

G_END_DECLS
