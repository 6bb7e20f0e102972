/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/bitext.h"

G_BEGIN_DECLS

/* How many sentences of each side a bead may join. */
#define HEXAPLA_N_SHAPES 8

/**
 * HexaplaShape:
 * @n_source: sentences of the source
 * @n_target: sentences of the target
 *
 * Since: 0.1
 */
typedef struct {
    guint8 n_source;
    guint8 n_target;
} HexaplaShape;

extern const HexaplaShape hexapla_shapes[HEXAPLA_N_SHAPES];

/**
 * HexaplaHabits:
 *
 * How translators treat sentences and paragraphs.
 *
 * @shapes: logarithm of the chance of each shape, behind a pair and behind a sentence without
 * translation
 * @paragraph: logarithm of how much likelier a bead begins paragraphs so than by chance, by whether
 * one begins on the side of the source and of the target
 * @inside: what it costs when a paragraph begins inside a bead
 *
 * Since: 0.1
 */
typedef struct {
    float shapes[2][HEXAPLA_N_SHAPES];
    float paragraph[2][2];
    float inside;
} HexaplaHabits;

void hexapla_habits_init(HexaplaHabits *self);
void hexapla_habits_learn(HexaplaHabits *self, const HexaplaBitext *const *bitexts, guint n);
gboolean hexapla_shape_is_pair(const HexaplaShape *self);

G_END_DECLS
