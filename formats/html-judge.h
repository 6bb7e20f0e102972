/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/html-blocks.h"
#include "formats/html-meta.h"

G_BEGIN_DECLS

void hexapla_html_judge(HexaplaHtmlPage *page, const HexaplaHtmlMeta *meta);

G_END_DECLS
