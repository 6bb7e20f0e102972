/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaShard:
 * @index: which share, from 0
 * @count: of how many; 0 or 1 means all
 *
 * One machine's share of a corpus. An article belongs to a share by its id alone, so that shares need not know of each
 * other and a corpus that grows keeps its articles where they are.
 *
 * Since: 0.1
 */
typedef struct {
    guint index;
    guint count;
} HexaplaShard;

gboolean hexapla_shard_parse(const char *text, HexaplaShard *shard, GError **error);
gboolean hexapla_shard_has(const HexaplaShard *self, const char *article);

G_END_DECLS
