/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/habits.h"
#include "align/lengths.h"
#include "align/links.h"

G_BEGIN_DECLS

/**
 * HexaplaBand:
 * @low: for each sentence of the source and for its end, the first sentence of the target that may
 * be beside it
 * @high: the last one
 *
 * Where the search looks.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 *low;
    guint32 *high;
} HexaplaBand;

void hexapla_search_run(HexaplaBitext *bitext, const HexaplaBand *band, const HexaplaLinks *links,
                        const HexaplaLengths *lengths, const HexaplaHabits *habits);

G_END_DECLS
