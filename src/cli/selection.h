/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/bicorpus.h"
#include "pipeline/pair-filter.h"

G_BEGIN_DECLS

/**
 * HexaplaSelection:
 * @n_pairs: pairs that are kept
 * @n_left: pairs that are left out, by #HexaplaRejection
 * @n_alone: sentences of each language that nothing translates
 *
 * What became of the sentences of a corpus.
 */
typedef struct {
    guint64 n_pairs;
    guint64 n_left[HEXAPLA_N_REJECTIONS];
    guint64 n_alone[HEXAPLA_N_SIDES];
} HexaplaSelection;

gboolean hexapla_selection_apply(HexaplaSelection *self, HexaplaOptions *options,
                                 HexaplaBicorpus *corpus, HexaplaAligner *aligner, GError **error);
guint hexapla_selection_find_filters(const char *tag);

G_END_DECLS
