/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/seen.h"

#include <string.h>

/* Hashes that share a bucket, the one met last in front: a cache line. */
#define N_WAYS 8

struct _HexaplaSeen {
    gsize n_buckets;
    guint64 slots[]; /* 0 is free */
};

/**
 * hexapla_seen_new:
 * @n_bytes: of memory
 *
 * Returns: (transfer full): an empty set
 * Since: 0.1
 */
HexaplaSeen *
hexapla_seen_new(gsize n_bytes)
{
    gsize n_buckets = MAX(1, n_bytes / (N_WAYS * sizeof(guint64)));
    HexaplaSeen *self = g_malloc0(sizeof *self + n_buckets * N_WAYS * sizeof(guint64));

    self->n_buckets = n_buckets;
    return self;
}

/**
 * hexapla_seen_free:
 * @self: (transfer full) (nullable): a set
 *
 * Since: 0.1
 */
void
hexapla_seen_free(HexaplaSeen *self)
{
    g_free(self);
}

/**
 * hexapla_seen_add:
 * @self: a set
 * @hash: of something
 *
 * Returns: whether it was there
 * Since: 0.1
 */
gboolean
hexapla_seen_add(HexaplaSeen *self, guint64 hash)
{
    guint64 key = MAX(hash, 1);
    guint64 *bucket = self->slots + key % self->n_buckets * N_WAYS;
    guint i = 0;
    gboolean was_there;

    while (i < N_WAYS - 1 && bucket[i] != key && bucket[i] != 0)
        i++;
    was_there = bucket[i] == key;
    memmove(bucket + 1, bucket, i * sizeof *bucket);
    bucket[0] = key;
    return was_there;
}
