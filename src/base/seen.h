/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaSeen:
 *
 * Hashes that came before, in memory of a fixed size: when it is full, those go that were not met
 * for long. The same hashes in the same order give the same answers.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSeen HexaplaSeen;

HexaplaSeen *hexapla_seen_new(gsize n_bytes);
void hexapla_seen_free(HexaplaSeen *self);
gboolean hexapla_seen_add(HexaplaSeen *self, guint64 hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSeen, hexapla_seen_free)

G_END_DECLS
