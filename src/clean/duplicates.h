/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaDuplicatePolicy:
 * @HEXAPLA_DUPLICATES_KEEP: nothing is looked for
 * @HEXAPLA_DUPLICATES_EXACT: articles and sentences that are equal
 * @HEXAPLA_DUPLICATES_NEAR: also articles that share most of their words in a row, and sentences
 * that differ in case, marks and numbers only
 *
 * What counts as a duplicate.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_DUPLICATES_KEEP,
    HEXAPLA_DUPLICATES_EXACT,
    HEXAPLA_DUPLICATES_NEAR,
} HexaplaDuplicatePolicy;

/**
 * HexaplaDuplicates:
 *
 * The articles and sentences of a corpus so far, in memory of a fixed size: what was not met for
 * long is forgotten. Parts come in the order of the input.
 *
 * Since: 0.1
 */
typedef struct _HexaplaDuplicates HexaplaDuplicates;

HexaplaDuplicates *hexapla_duplicates_new(HexaplaDuplicatePolicy policy, gsize n_bytes);
void hexapla_duplicates_free(HexaplaDuplicates *self);
gboolean hexapla_duplicates_fold(HexaplaDuplicates *self, HexaplaDocument *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaDuplicates, hexapla_duplicates_free)

G_END_DECLS
