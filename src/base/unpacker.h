/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes that hexapla_unpacker_new() has to see; a shorter file is not compressed. */
#define HEXAPLA_UNPACKER_MAGIC_BYTES 4

#define HEXAPLA_TYPE_UNPACKER (hexapla_unpacker_get_type())

/**
 * HexaplaUnpacker:
 *
 * What gzip or Zstandard data hold, in constant memory whatever it grows to. Data that are damaged,
 * cut off or followed by anything else are an error, which begins `byte N: error:` and counts
 * compressed bytes.
 *
 * Since: 0.1
 */
G_DECLARE_FINAL_TYPE(HexaplaUnpacker, hexapla_unpacker, HEXAPLA, UNPACKER, GInputStream)

GInputStream *hexapla_unpacker_new(GInputStream *in, const guint8 *head, gsize n_head,
                                   GError **error);

G_END_DECLS
