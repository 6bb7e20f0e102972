/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/editions.h"

G_BEGIN_DECLS

/**
 * HexaplaPairBy:
 * @HEXAPLA_PAIR_BY_ALL: by keys first, and the rest by content
 * @HEXAPLA_PAIR_BY_KEYS: by keys, names and addresses only
 * @HEXAPLA_PAIR_BY_CONTENT: by content only
 *
 * How it is found which articles are editions of one.
 */
typedef enum {
    HEXAPLA_PAIR_BY_ALL,
    HEXAPLA_PAIR_BY_KEYS,
    HEXAPLA_PAIR_BY_CONTENT,
} HexaplaPairBy;

/**
 * HexaplaArticlePair:
 * @editions: of the source and of the target
 * @output: (nullable): its own output; %NULL: the common one
 * @score: 0 to 1: how sure it is that they belong together; 1 where it was told
 * @document: its number in the aligner
 * @beads: #HexaplaBead that are kept
 *
 * An article in both languages.
 */
typedef struct {
    HexaplaEdition *editions[HEXAPLA_N_SIDES];
    char *output;
    float score;
    guint document;
    GArray *beads;
} HexaplaArticlePair;

/**
 * HexaplaBicorpus:
 * @pairs: #HexaplaArticlePair, in the order of the source
 * @n_alone: articles of each language without a partner
 *
 * Articles of two languages, and which belong together.
 */
typedef struct {
    GPtrArray *pairs;
    guint n_alone[HEXAPLA_N_SIDES];
} HexaplaBicorpus;

void hexapla_bicorpus_init(HexaplaBicorpus *self);
void hexapla_bicorpus_clear(HexaplaBicorpus *self);
gboolean hexapla_bicorpus_read(HexaplaBicorpus *self, HexaplaOptions *options,
                               HexaplaAligner *aligner, GError **error);

G_END_DECLS
