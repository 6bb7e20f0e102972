/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/lookup.h"

G_BEGIN_DECLS

/**
 * HexaplaRejection:
 * @HEXAPLA_REJECTION_NONE: the pair is kept
 * @HEXAPLA_REJECTION_UNALIGNED: a sentence that nothing translates
 * @HEXAPLA_REJECTION_JUNK: a side of it is not the article
 * @HEXAPLA_REJECTION_SCORE: it is less sure than was asked for
 * @HEXAPLA_REJECTION_SHORT: a side has hardly any words
 * @HEXAPLA_REJECTION_LENGTHS: a side is much longer than the other
 * @HEXAPLA_REJECTION_LANGUAGE: a side is in another language
 * @HEXAPLA_REJECTION_IDENTICAL: nothing was translated
 * @HEXAPLA_REJECTION_NUMBERS: numbers differ
 * @HEXAPLA_REJECTION_NAMES: the approved form of a name is missing
 * @HEXAPLA_REJECTION_DUPLICATE: another pair says the same
 *
 * Why a pair is left out.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_REJECTION_NONE,
    HEXAPLA_REJECTION_UNALIGNED,
    HEXAPLA_REJECTION_JUNK,
    HEXAPLA_REJECTION_SCORE,
    HEXAPLA_REJECTION_SHORT,
    HEXAPLA_REJECTION_LENGTHS,
    HEXAPLA_REJECTION_LANGUAGE,
    HEXAPLA_REJECTION_IDENTICAL,
    HEXAPLA_REJECTION_NUMBERS,
    HEXAPLA_REJECTION_NAMES,
    HEXAPLA_REJECTION_DUPLICATE,
    HEXAPLA_N_REJECTIONS
} HexaplaRejection;

/**
 * HexaplaTwins:
 * @HEXAPLA_TWINS_KEEP: all pairs are kept
 * @HEXAPLA_TWINS_EXACT: of those that are equal on both sides one is kept
 * @HEXAPLA_TWINS_WORDS: of those that differ in marks, spaces and capitals only, the one that is
 *   written best
 *
 * What becomes of pairs that come more than once.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_TWINS_KEEP,
    HEXAPLA_TWINS_EXACT,
    HEXAPLA_TWINS_WORDS,
} HexaplaTwins;

/**
 * HexaplaPairFilter:
 *
 * Decides which pairs a corpus has. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaPairFilter HexaplaPairFilter;

HexaplaPairFilter *hexapla_pair_filter_new(const char *source, const char *target, guint filters,
                                           HexaplaTwins twins);
void hexapla_pair_filter_free(HexaplaPairFilter *self);
void hexapla_pair_filter_set_ratio(HexaplaPairFilter *self, double ratio);
void hexapla_pair_filter_set_names(HexaplaPairFilter *self, HexaplaLedger *ledger);
HexaplaRejection hexapla_pair_filter_judge(HexaplaPairFilter *self, const char *source,
                                           const char *target);
void hexapla_pair_filter_compare(HexaplaPairFilter *self, const char *source, const char *target,
                                 guint8 *verdict);
const char *hexapla_rejection_get_tag(HexaplaRejection rejection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaPairFilter, hexapla_pair_filter_free)

G_END_DECLS
