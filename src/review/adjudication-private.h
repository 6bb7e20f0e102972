/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/store-private.h"

G_BEGIN_DECLS

gboolean hexapla_adjudication_put_agreement(HexaplaStore *store, HexaplaWriter *out,
                                            GError **error);
gboolean hexapla_adjudication_put_others(HexaplaStore *store, guint number, HexaplaWriter *out,
                                         GError **error);

G_END_DECLS
