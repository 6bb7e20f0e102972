/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

gboolean hexapla_csv_read(GInputStream *in, const HexaplaReadOptions *options,
                          HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
