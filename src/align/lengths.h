/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/bitext.h"

G_BEGIN_DECLS

/**
 * HexaplaLengths:
 *
 * How long translations are. Only hexapla_lengths_learn() changes it.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    double ratio; /* logarithm of target by source */
    double scale; /* of the variance that all languages have */
    double mean[HEXAPLA_N_SIDES][HEXAPLA_BEAD_MAX + 1];
    double variance[HEXAPLA_N_SIDES][HEXAPLA_BEAD_MAX + 1];
} HexaplaLengths;

void hexapla_lengths_init(HexaplaLengths *self, const HexaplaBitext *const *bitexts, guint n);
void hexapla_lengths_learn(HexaplaLengths *self, const HexaplaBitext *const *bitexts, guint n);
float hexapla_lengths_judge(const HexaplaLengths *self, guint source, guint target, guint n_source,
                            guint n_target);

G_END_DECLS
