/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

guint hexapla_tmx_sniff(const guint8 *head, gsize n_head);
gboolean hexapla_tmx_read(GInputStream *in, const HexaplaReadOptions *options,
                          HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
                          GError **error);
gboolean hexapla_tmx_validate(GInputStream *in, const HexaplaReadOptions *options,
                              HexaplaIssueSink *sink, GCancellable *cancellable, GError **error);

G_END_DECLS
