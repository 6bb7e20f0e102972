/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* TBX-Basic with its data categories as tags. */

#include "formats/tbx-private.h"

static gpointer
tbx_dct_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    return hexapla_tbx_begin(out, options, TRUE);
}

const HexaplaFormat hexapla_format_tbx_dct = {
    .name = "tbx-dct",
    .title = "TBX-Basic glossary, data categories as tags",
    .extensions = "",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = tbx_dct_begin,
    .write = hexapla_tbx_write,
    .end = hexapla_tbx_end,
    .read_ledger = hexapla_tbx_read,
};
