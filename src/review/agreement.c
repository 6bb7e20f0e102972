/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/agreement.h"

#include <math.h>

typedef struct {
    guint units; /* that both raters decided on */
    guint agreed;
    double *of[2]; /* decisions of each by category */
} Pair;

/* Returns how many ratings the unit at @ratings has. */
static gsize
unit_length(const HexaplaRating *ratings, gsize n)
{
    gsize length = 0;

    while (length < n && ratings[length].unit == ratings[0].unit)
        length++;
    return length;
}

static void
add_pair(Pair *pair, const HexaplaRating *ratings, gsize n)
{
    const HexaplaRating *found[2] = {NULL, NULL};

    for (gsize i = 0; i < n; i++) {
        if (ratings[i].rater < 2)
            found[ratings[i].rater] = &ratings[i];
    }
    if (found[0] == NULL || found[1] == NULL)
        return;
    pair->units++;
    pair->agreed += found[0]->category == found[1]->category;
    for (guint i = 0; i < 2; i++)
        pair->of[i][found[i]->category]++;
}

/* Cohen 1960. */
static double
find_kappa(const Pair *pair, guint n_categories)
{
    double n = pair->units, expected = 0;

    for (guint i = 0; i < n_categories; i++)
        expected += pair->of[0][i] / n * (pair->of[1][i] / n);
    return (pair->agreed / n - expected) / (1 - expected);
}

/* Adds the pairs of different values in the unit, each as often as its values count. */
static double
add_unit(const HexaplaRating *ratings, gsize n, double *totals)
{
    double same = 0;

    for (gsize i = 0; i < n; i++) {
        totals[ratings[i].category]++;
        for (gsize j = 0; j < n; j++)
            same += ratings[i].category == ratings[j].category;
    }
    return (n * n - same) / (n - 1);
}

/* Krippendorff 2004, chapter 11, nominal data. */
static double
find_alpha(double observed, const double *totals, guint n_categories)
{
    double n = 0, same = 0;

    for (guint i = 0; i < n_categories; i++) {
        n += totals[i];
        same += totals[i] * totals[i];
    }
    return 1 - observed / ((n * n - same) / (n - 1));
}

/**
 * hexapla_agreement_find:
 * @ratings: what was decided
 * @n: how many
 * @n_categories: all categories are below
 *
 * Returns: how far those who decided agree
 * Since: 0.1
 */
HexaplaAgreement
hexapla_agreement_find(const HexaplaRating *ratings, gsize n, guint n_categories)
{
    HexaplaAgreement result = {0};
    g_autofree double *counts = g_new0(double, 3 * (gsize)n_categories);
    double *totals = counts + 2 * (gsize)n_categories;
    Pair pair = {.of = {counts, counts + n_categories}};
    double observed = 0;
    gsize length;

    for (; n > 0; ratings += length, n -= length) {
        double different;

        length = unit_length(ratings, n);
        if (length < 2)
            continue;
        add_pair(&pair, ratings, length);
        different = add_unit(ratings, length, totals);
        observed += different;
        result.units++;
        result.agreed += different == 0;
    }
    result.kappa = pair.units > 0 ? find_kappa(&pair, n_categories) : NAN;
    result.alpha = result.units > 0 ? find_alpha(observed, totals, n_categories) : NAN;
    return result;
}
