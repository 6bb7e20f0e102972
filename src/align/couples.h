/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/links.h"

G_BEGIN_DECLS

/**
 * HexaplaCouple:
 * @source: number of an article
 * @target: number of an article of the other language
 * @score: 0 to 1: how much more they have in common than either has with any other
 *
 * Two articles that are probably versions of one.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 source;
    guint32 target;
    float score;
} HexaplaCouple;

GArray *hexapla_couples_find(const GPtrArray *sources, const GPtrArray *targets,
                             HexaplaTerms *const *terms, const GArray *kins,
                             const gboolean *const *is_taken);

G_END_DECLS
