/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of all articles as JSON lines: one object a spelling, or one object a mention. */

#include "formats/ledger-private.h"

static gpointer
ledger_jsonl_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
                   G_GNUC_UNUSED GError **error)
{
    return hexapla_ledger_begin_rows(out, options, TRUE);
}

const HexaplaFormat hexapla_format_ledger_jsonl = {
    .name = "ledger-jsonl",
    .title = "Names as JSON lines: one object a spelling",
    .extensions = "",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = ledger_jsonl_begin,
    .write = hexapla_ledger_write_rows,
    .end = hexapla_ledger_end_rows,
    .read_ledger = hexapla_ledger_read_objects,
};
