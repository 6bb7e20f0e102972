/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/* TBX-Basic has two styles: data categories as attributes (DCA) and as tags (DCT). */
gpointer hexapla_tbx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
                           gboolean as_tags);
gboolean hexapla_tbx_write(gpointer writer, HexaplaDocument *part, GError **error);
gboolean hexapla_tbx_end(gpointer writer, GError **error);

gboolean hexapla_tbx_read(GInputStream *in, const HexaplaReadOptions *options,
                          HexaplaLedger *ledger, GCancellable *cancellable, GError **error);

/* What a concept without names is called: the schema wants at least one concept. */
#define HEXAPLA_TBX_EMPTY "empty"

/* What tells that a name was found by the program, and how often, or made by it. */
#define HEXAPLA_TBX_FOUND "found"
#define HEXAPLA_TBX_SUGGESTED "suggested"
#define HEXAPLA_TBX_COUNT "count: "

G_END_DECLS
