/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaRating:
 * @unit: what was decided on; those of one unit follow each other
 * @rater: who decided, once a unit
 * @category: what was decided
 *
 * Since: 0.1
 */
typedef struct {
    guint unit;
    guint rater;
    guint category;
} HexaplaRating;

/**
 * HexaplaAgreement:
 * @units: on which two or more decided
 * @agreed: on which all of them decided the same
 * @kappa: Cohen's kappa of the raters 0 and 1; NaN where it is not defined
 * @alpha: Krippendorff's alpha of all raters, categories being names; NaN where it is not defined
 *
 * Both are 1 when all agree and 0 when chance would do as well. Without variety nothing can be told.
 *
 * Since: 0.1
 */
typedef struct {
    guint units;
    guint agreed;
    double kappa;
    double alpha;
} HexaplaAgreement;

HexaplaAgreement hexapla_agreement_find(const HexaplaRating *ratings, gsize n, guint n_categories);

G_END_DECLS
