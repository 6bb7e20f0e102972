/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaTransform:
 *
 * A transliterator of ICU. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaTransform HexaplaTransform;

HexaplaTransform *hexapla_transform_new(const char *id, GError **error);
void hexapla_transform_free(HexaplaTransform *self);
char *hexapla_transform_apply(const HexaplaTransform *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaTransform, hexapla_transform_free)

G_END_DECLS
