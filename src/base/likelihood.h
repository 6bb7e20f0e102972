/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaLikelihood:
 * @cost: how unlikely the text is, in nats; the smaller, the likelier
 * @foreign: the share of @cost that is due to what is not ASCII
 * @language: (nullable): the language that makes it likeliest, for ever; %NULL when no letters are
 * known of any
 *
 * How likely it is that somebody wrote a text, as far as its letters tell: bytes that were decoded
 * in a wrong way have rare letters, capitals and signs inside their words, or several scripts in one.
 *
 * Since: 0.1
 */
typedef struct {
    double cost;
    double foreign;
    const char *language;
} HexaplaLikelihood;

HexaplaLikelihood hexapla_likelihood_of(const char *text, gsize n, const char *language);

G_END_DECLS
