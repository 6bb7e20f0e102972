/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/html-blocks.h"

/* The markup inside the blocks of a page. */

G_BEGIN_DECLS

void hexapla_html_page_find_codes(HexaplaHtmlPage *self);

G_END_DECLS
