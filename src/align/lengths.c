/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/lengths.h"

#include <math.h>

/* Variance of the logarithm of a ratio: some of it whatever the length, more for short sentences. */
#define VARIANCE 0.02
#define VARIANCE_OF_SHORT 2.0
#define MIN_SCALE 0.3
#define MAX_SCALE 4.0

/* One bead in so many has lengths that tell nothing. */
#define SHARE_OF_ODD 0.02

/* Beads that count for learning. */
#define MIN_CONFIDENCE 0.5f

/* So many beads are as good as what was known before. */
#define FEW 20.0

/* Deviations beyond these are mistakes. */
#define MAX_SQUARE 9.0

static double
find_variance(double length)
{
    return VARIANCE + VARIANCE_OF_SHORT / length;
}

/* Lengths of sentences that have nothing to do with each other, and of two and three of them together. */
static void
measure_side(HexaplaLengths *self, guint side, const HexaplaBitext *const *bitexts, guint n)
{
    double sum = 0, squares = 0, count = 0, mean, relative;

    for (guint i = 0; i < n; i++) {
        const HexaplaSide *texts = &bitexts[i]->sides[side];

        for (guint j = 0; j < hexapla_side_get_size(texts); j++) {
            double length = hexapla_side_get(texts, j)->length + 1.0;

            sum += length;
            squares += length * length;
            count++;
        }
    }
    mean = count > 0 ? sum / count : 100;
    relative = count > 1 ? squares / count / (mean * mean) - 1 : 0.3;
    relative = CLAMP(relative, 0.05, 2);
    for (guint k = 1; k <= HEXAPLA_BEAD_MAX; k++) {
        self->variance[side][k] = log(1 + relative / k);
        self->mean[side][k] = log(k * mean) - self->variance[side][k] / 2;
    }
}

/**
 * hexapla_lengths_init:
 * @self: (out): the lengths
 * @bitexts: (array length=n): documents
 * @n: how many
 *
 * Takes what can be told before anything is aligned.
 *
 * Since: 0.1
 */
void
hexapla_lengths_init(HexaplaLengths *self, const HexaplaBitext *const *bitexts, guint n)
{
    double sums[HEXAPLA_N_SIDES] = {1, 1};

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        measure_side(self, side, bitexts, n);
        for (guint i = 0; i < n; i++) {
            for (guint j = 0; j < hexapla_side_get_size(&bitexts[i]->sides[side]); j++)
                sums[side] += hexapla_side_get(&bitexts[i]->sides[side], j)->length;
        }
    }
    self->ratio = log(sums[HEXAPLA_TARGET] / sums[HEXAPLA_SOURCE]);
    /* A side that has much more than the other is not all translated. */
    self->ratio = CLAMP(self->ratio, -1.6, 1.6);
    self->scale = 1;
}

static guint
sum_lengths(const HexaplaSide *side, guint first, guint n)
{
    guint sum = 0;

    for (guint i = first; i < first + n; i++)
        sum += hexapla_side_get(side, i)->length;
    return sum;
}

typedef struct {
    double n;
    double weights;
    double ratios;
    double squares;
} Sums;

static void
add_beads(Sums *sums, const HexaplaBitext *bitext, double ratio)
{
    for (guint i = 0; i < bitext->beads->len; i++) {
        const HexaplaBead *bead = &g_array_index(bitext->beads, HexaplaBead, i);
        double source, target, log_ratio, variance;

        if (bead->n_source == 0 || bead->n_target == 0 || bead->confidence < MIN_CONFIDENCE)
            continue;
        source = sum_lengths(&bitext->sides[HEXAPLA_SOURCE], bead->source, bead->n_source) + 1.0;
        target = sum_lengths(&bitext->sides[HEXAPLA_TARGET], bead->target, bead->n_target) + 1.0;
        log_ratio = log(target / source);
        variance = find_variance(MIN(source, target));
        sums->n += bead->confidence;
        sums->weights += bead->confidence / variance;
        sums->ratios += bead->confidence / variance * log_ratio;
        sums->squares +=
            bead->confidence * MIN((log_ratio - ratio) * (log_ratio - ratio) / variance, MAX_SQUARE);
    }
}

/* The second time the ratio is known against which lengths are odd. */
#define N_PASSES 2

/**
 * hexapla_lengths_learn:
 * @self: the lengths
 * @bitexts: (array length=n): documents that are aligned
 * @n: how many
 *
 * Since: 0.1
 */
void
hexapla_lengths_learn(HexaplaLengths *self, const HexaplaBitext *const *bitexts, guint n)
{
    double ratio = self->ratio;

    for (guint pass = 0; pass < N_PASSES; pass++) {
        Sums sums = {.n = FEW, .weights = FEW / VARIANCE, .ratios = FEW / VARIANCE * self->ratio, .squares = FEW};

        for (guint i = 0; i < n; i++)
            add_beads(&sums, bitexts[i], ratio);
        ratio = sums.ratios / sums.weights;
        self->scale = CLAMP(sums.squares / sums.n, MIN_SCALE, MAX_SCALE);
    }
    self->ratio = ratio;
}

static double
judge_normal(double x, double mean, double variance)
{
    double d = x - mean;

    return -0.5 * (d * d / variance + log(2 * G_PI * variance));
}

static double
judge_side(const HexaplaLengths *self, guint side, double length, guint n, double aligned)
{
    double alone = judge_normal(length, self->mean[side][n], self->variance[side][n]);

    return log((1 - SHARE_OF_ODD) * exp(aligned - alone) + SHARE_OF_ODD);
}

/**
 * hexapla_lengths_judge:
 * @self: the lengths
 * @source: length of the sentences of the source, together
 * @target: that of those of the target
 * @n_source: how many sentences the source has, not 0
 * @n_target: how many the target has, not 0
 *
 * Returns: logarithm of how much more likely these lengths are in a bead than by chance
 * Since: 0.1
 */
float
hexapla_lengths_judge(const HexaplaLengths *self, guint source, guint target, guint n_source,
                      guint n_target)
{
    double x = log(source + 1.0), y = log(target + 1.0);
    double variance = self->scale * find_variance(MIN(source, target) + 1.0);
    double aligned = judge_normal(y - x, self->ratio, variance);

    return (float)(0.5 * (judge_side(self, HEXAPLA_SOURCE, x, n_source, aligned) +
                          judge_side(self, HEXAPLA_TARGET, y, n_target, aligned)));
}
