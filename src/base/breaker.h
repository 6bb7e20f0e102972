/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaBreaker:
 *
 * Finds the words of scripts that are written without spaces. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaBreaker HexaplaBreaker;

gboolean hexapla_breaker_is_needed(gunichar c);
HexaplaBreaker *hexapla_breaker_new(const char *language, GError **error);
void hexapla_breaker_free(HexaplaBreaker *self);
const guint32 *hexapla_breaker_split(HexaplaBreaker *self, const char *text, gsize n,
                                     guint *n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaBreaker, hexapla_breaker_free)

G_END_DECLS
