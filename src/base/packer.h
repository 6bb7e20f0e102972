/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaPackerFunc:
 * @bytes: compressed; valid during the call
 * @n: how many
 * @user_data: the caller's
 *
 * Since: 0.1
 */
typedef void (*HexaplaPackerFunc)(const char *bytes, gsize n, gpointer user_data);

/**
 * HexaplaPacker:
 *
 * Compresses what is written, in constant memory; the same bytes give the same bytes.
 *
 * Since: 0.1
 */
typedef struct _HexaplaPacker HexaplaPacker;

gsize hexapla_packer_stem(const char *path);
gboolean hexapla_packer_new(const char *path, HexaplaPackerFunc func, gpointer user_data,
                            HexaplaPacker **packer, GError **error);
void hexapla_packer_free(HexaplaPacker *self);
gboolean hexapla_packer_put(HexaplaPacker *self, const char *bytes, gsize n);
gboolean hexapla_packer_end(HexaplaPacker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaPacker, hexapla_packer_free)

G_END_DECLS
