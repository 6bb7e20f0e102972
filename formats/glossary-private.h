/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

gpointer hexapla_glossary_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
                                gboolean is_csv);
gboolean hexapla_glossary_write(gpointer writer, HexaplaDocument *part, GError **error);
gboolean hexapla_glossary_end(gpointer writer, GError **error);

G_END_DECLS
