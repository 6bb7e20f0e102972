/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/* The ledger is read and written as a table or as JSON lines; only the marks between the cells differ. */
gpointer hexapla_ledger_begin_rows(HexaplaWriter *out, const HexaplaFormatOptions *options,
                                   gboolean as_json);
gboolean hexapla_ledger_write_rows(gpointer writer, HexaplaDocument *part, GError **error);
gboolean hexapla_ledger_end_rows(gpointer writer, GError **error);

gboolean hexapla_ledger_read_table(GInputStream *in, const HexaplaReadOptions *options,
                                   HexaplaLedger *ledger, GCancellable *cancellable,
                                   GError **error);
gboolean hexapla_ledger_read_objects(GInputStream *in, const HexaplaReadOptions *options,
                                     HexaplaLedger *ledger, GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
