/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaPairs:
 *
 * Tells whether two records of names mean one bearer, by the names alone: typing errors, parts in
 * another order, initials and missing parts are forgiven. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaPairs HexaplaPairs;

HexaplaPairs *hexapla_pairs_new(void);
void hexapla_pairs_free(HexaplaPairs *self);
gboolean hexapla_pairs_are_same(HexaplaPairs *self, const char *a, const char *b, const char *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaPairs, hexapla_pairs_free)

G_END_DECLS
