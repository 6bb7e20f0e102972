/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

gpointer hexapla_tmx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
                           gboolean is_memory);
gboolean hexapla_tmx_write(gpointer writer, HexaplaDocument *part, GError **error);
gboolean hexapla_tmx_end(gpointer writer, GError **error);
guint hexapla_tmx_sniff(const guint8 *head, gsize n_head);
gboolean hexapla_tmx_read(GInputStream *in, const HexaplaReadOptions *options,
                          HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
                          GError **error);
gboolean hexapla_tmx_validate(GInputStream *in, const HexaplaReadOptions *options,
                              HexaplaIssueSink *sink, GCancellable *cancellable, GError **error);

G_END_DECLS
