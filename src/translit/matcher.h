/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaMatcher:
 *
 * Tells how far two spellings of names are apart, across scripts. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaMatcher HexaplaMatcher;

HexaplaMatcher *hexapla_matcher_new(const char *language);
void hexapla_matcher_free(HexaplaMatcher *self);
double hexapla_matcher_distance(HexaplaMatcher *self, const char *a, const char *b);
double hexapla_matcher_compare_latin(HexaplaMatcher *self, const char *a, const char *b,
                                     double most);
double hexapla_matcher_compare_near(HexaplaMatcher *self, const char *a, const char *b,
                                    double most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaMatcher, hexapla_matcher_free)

G_END_DECLS
