/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The glossary with commas and a header, for tools that ask what their columns are. */

#include "formats/glossary-private.h"

static gpointer
glossary_csv_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
                   G_GNUC_UNUSED GError **error)
{
    return hexapla_glossary_begin(out, options, TRUE);
}

const HexaplaFormat hexapla_format_glossary_csv = {
    .name = "glossary-csv",
    .title = "The same with commas and a header (RFC 4180)",
    .extensions = "glossary.csv",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = glossary_csv_begin,
    .write = hexapla_glossary_write,
    .end = hexapla_glossary_end,
};
