/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

gboolean hexapla_xliff2_validate(GInputStream *in, const HexaplaReadOptions *options,
                                 HexaplaIssueSink *sink, GCancellable *cancellable, GError **error);

G_END_DECLS
