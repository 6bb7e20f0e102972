/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/markup.h"

G_BEGIN_DECLS

gboolean hexapla_markdown_parse(HexaplaMarkup *markup, gsize start, const char *file,
                                GError **error);

G_END_DECLS
