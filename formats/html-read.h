/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/page-text.h"

G_BEGIN_DECLS

gboolean hexapla_html_read_text(const HexaplaPageText *text, const HexaplaReadOptions *options,
                                HexaplaDocumentFunc func, gpointer user_data, GError **error);

G_END_DECLS
