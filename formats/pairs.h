/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What formats of plain pairs share: a sentence, its translation, nothing inside them. */

#include "formats/writing.h"

G_BEGIN_DECLS

/**
 * HexaplaPair:
 * @part: the document
 * @segment: index of the segment
 * @id: what it is called
 * @source: its text as it stands in the output, terminated
 * @target: its translation; empty when there is none
 * @is_final: whether there is a translation that nobody has to look at any more
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaDocument *part;
    guint segment;
    const char *id;
    const char *source;
    const char *target;
    gboolean is_final;
} HexaplaPair;

/**
 * HexaplaPairFunc:
 * @pair: a pair; valid during the call
 * @user_data: the caller's
 *
 * Since: 0.1
 */
typedef void (*HexaplaPairFunc)(const HexaplaPair *pair, gpointer user_data);

void hexapla_pairs_foreach(HexaplaDocument *part, const HexaplaFormatOptions *options,
                           HexaplaPairFunc func, gpointer user_data);
void hexapla_pairs_put(HexaplaWriter *out, const char *text, const char *from,
                       const char *const *to);
void hexapla_pairs_put_csv(HexaplaWriter *out, const char *text);

G_END_DECLS
