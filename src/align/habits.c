/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/habits.h"

#include <math.h>

const HexaplaShape hexapla_shapes[HEXAPLA_N_SHAPES] = {
    {1, 1}, {1, 0}, {0, 1}, {1, 2}, {2, 1}, {2, 2}, {1, 3}, {3, 1},
};

/* What is usual, behind a pair and behind a sentence without translation. */
static const double usual[2][HEXAPLA_N_SHAPES] = {
    {0.86, 0.015, 0.015, 0.04, 0.04, 0.01, 0.01, 0.01},
    {0.50, 0.20, 0.20, 0.035, 0.035, 0.01, 0.01, 0.01},
};

/* So many beads of a document say as much as all others. */
#define WORTH_OF_OTHERS 20.0
#define WORTH_OF_OTHERS_BEHIND 8.0

/* Beginnings of paragraphs that are needed before they count. */
#define FEW_PARAGRAPHS 5.0

/**
 * hexapla_shape_is_pair:
 * @self: a shape
 *
 * Returns: whether it has sentences of both sides
 * Since: 0.1
 */
gboolean
hexapla_shape_is_pair(const HexaplaShape *self)
{
    return self->n_source > 0 && self->n_target > 0;
}

/**
 * hexapla_habits_init:
 * @self: (out): what is usual
 *
 * Since: 0.1
 */
void
hexapla_habits_init(HexaplaHabits *self)
{
    for (guint before = 0; before < 2; before++) {
        for (guint k = 0; k < HEXAPLA_N_SHAPES; k++)
            self->shapes[before][k] = log(usual[before][k]);
    }
    for (guint i = 0; i < 4; i++)
        self->paragraph[i / 2][i % 2] = 0;
    self->inside = 0;
}

static guint
find_shape(const HexaplaBead *bead)
{
    guint k = 0;

    while (hexapla_shapes[k].n_source != bead->n_source ||
           hexapla_shapes[k].n_target != bead->n_target)
        k++;
    return k;
}

typedef struct {
    double shapes[2][HEXAPLA_N_SHAPES];
    double paragraphs[2][2]; /* beads by where a paragraph begins with them */
    double inside;           /* paragraphs that begin inside beads */
    double joints;           /* places inside beads */
} Counts;

static gboolean
starts(const HexaplaSide *side, guint index)
{
    return hexapla_side_get(side, index)->starts_paragraph;
}

static void
count_paragraphs(Counts *counts, const HexaplaBitext *bitext, const HexaplaBead *bead)
{
    const HexaplaSide *source = &bitext->sides[HEXAPLA_SOURCE];
    const HexaplaSide *target = &bitext->sides[HEXAPLA_TARGET];

    if (bead->n_source == 0 || bead->n_target == 0)
        return;
    counts->paragraphs[starts(source, bead->source)][starts(target, bead->target)] +=
        bead->confidence;
    for (guint i = 1; i < bead->n_source; i++)
        counts->inside += bead->confidence * starts(source, bead->source + i);
    for (guint i = 1; i < bead->n_target; i++)
        counts->inside += bead->confidence * starts(target, bead->target + i);
    counts->joints += bead->confidence * (bead->n_source + bead->n_target - 2);
}

static void
count(Counts *counts, const HexaplaBitext *bitext)
{
    guint before = 0;

    for (guint i = 0; i < bitext->beads->len; i++) {
        const HexaplaBead *bead = &g_array_index(bitext->beads, HexaplaBead, i);
        guint k = find_shape(bead);

        counts->shapes[before][k] += bead->confidence;
        count_paragraphs(counts, bitext, bead);
        before = !hexapla_shape_is_pair(&hexapla_shapes[k]);
    }
}

static void
learn_paragraphs(HexaplaHabits *self, const Counts *counts)
{
    double sources[2], targets[2], all;

    for (guint i = 0; i < 2; i++) {
        sources[i] = counts->paragraphs[i][0] + counts->paragraphs[i][1];
        targets[i] = counts->paragraphs[0][i] + counts->paragraphs[1][i];
    }
    all = sources[0] + sources[1];
    if (sources[1] < FEW_PARAGRAPHS || targets[1] < FEW_PARAGRAPHS)
        return;
    for (guint i = 0; i < 4; i++) {
        double chance = (sources[i / 2] + 1) * (targets[i % 2] + 1) / (all + 2);

        self->paragraph[i / 2][i % 2] =
            log((counts->paragraphs[i / 2][i % 2] + FEW_PARAGRAPHS * chance / (all + 1) + 0.5) /
                (chance + FEW_PARAGRAPHS * chance / (all + 1) + 0.5));
    }
    self->inside = log((counts->inside + 1) / (counts->joints * MIN(sources[1], targets[1]) / all + 2));
    self->inside = MIN(self->inside, 0);
}

/**
 * hexapla_habits_learn:
 * @self: what is known already
 * @bitexts: (array length=n): documents, aligned or not yet
 * @n: how many
 *
 * Since: 0.1
 */
void
hexapla_habits_learn(HexaplaHabits *self, const HexaplaBitext *const *bitexts, guint n)
{
    static const double worth[] = {WORTH_OF_OTHERS, WORTH_OF_OTHERS_BEHIND};
    Counts counts = {0};

    for (guint i = 0; i < n; i++)
        count(&counts, bitexts[i]);
    for (guint before = 0; before < 2; before++) {
        double sum = worth[before];

        for (guint k = 0; k < HEXAPLA_N_SHAPES; k++)
            sum += counts.shapes[before][k];
        for (guint k = 0; k < HEXAPLA_N_SHAPES; k++)
            self->shapes[before][k] = log(
                (counts.shapes[before][k] + worth[before] * exp(self->shapes[before][k])) / sum);
    }
    learn_paragraphs(self, &counts);
}
