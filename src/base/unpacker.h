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

/**
 * HexaplaMember:
 * @start: where what it holds begins, in unpacked bytes
 * @offset: where it begins in the compressed data
 * @is_after_damage: whether data before it are damaged, so that bytes are missing
 * @damage: where the member began whose data are damaged
 *
 * Compressed data that can be unpacked alone. An archive has a member for each of its records.
 *
 * Since: 0.1
 */
typedef struct {
    guint64 start;
    guint64 offset;
    guint64 damage;
    gboolean is_after_damage;
} HexaplaMember;

GInputStream *hexapla_unpacker_new(GInputStream *in, const guint8 *head, gsize n_head,
                                   GError **error);
void hexapla_unpacker_survive(HexaplaUnpacker *self);
const HexaplaMember *hexapla_unpacker_find_member(HexaplaUnpacker *self, guint64 position);
const HexaplaMember *hexapla_unpacker_find_damage(HexaplaUnpacker *self, guint64 start);

G_END_DECLS
