/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

gpointer hexapla_moses_begin_target(HexaplaWriter *out, const HexaplaFormatOptions *options,
                                    GError **error);
gboolean hexapla_moses_write(gpointer writer, HexaplaDocument *part, GError **error);
gboolean hexapla_moses_end(gpointer writer, GError **error);

G_END_DECLS
