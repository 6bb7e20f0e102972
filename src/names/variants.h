/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaVariants:
 *
 * Puts spellings of names in Latin letters into clusters, without a text around them.
 *
 * Since: 0.1
 */
typedef struct _HexaplaVariants HexaplaVariants;

HexaplaVariants *hexapla_variants_new(gboolean safe);
void hexapla_variants_free(HexaplaVariants *self);
void hexapla_variants_add(HexaplaVariants *self, const char *name, const char *set);
void hexapla_variants_settle(HexaplaVariants *self);
guint32 hexapla_variants_get_cluster(const HexaplaVariants *self, guint i);
gboolean hexapla_variants_is_ambiguous(const HexaplaVariants *self, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaVariants, hexapla_variants_free)

G_END_DECLS
