/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What `--tm` has for the sentences, as a memory of its own: tools that look matches up themselves
 * need no more of a large one. */

#include "formats/tmx-private.h"

static gpointer
memory_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    return hexapla_tmx_begin(out, options, TRUE);
}

const HexaplaFormat hexapla_format_memory = {
    .name = "memory",
    .title = "TMX 1.4 of those sentences alone that have a translation or a match",
    .extensions = "memory.tmx",
    .details = HEXAPLA_DETAIL_IDS,
    .begin = memory_begin,
    .write = hexapla_tmx_write,
    .end = hexapla_tmx_end,
};
