/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"
#include "pipeline/memory.h"

G_BEGIN_DECLS

/**
 * HexaplaCount:
 * @HEXAPLA_COUNT_SEGMENTS: sentences that are text
 * @HEXAPLA_COUNT_WORDS: their words: what stands between white space and has a letter or a digit; in
 * scripts without spaces the words of a dictionary (ICU)
 * @HEXAPLA_COUNT_CHARACTERS: their code points
 * @HEXAPLA_COUNT_MARKS: those that are no white space
 * @HEXAPLA_COUNT_MATCHES: sentences that a memory has, but for white space and the shape of their
 * quotation marks
 * @HEXAPLA_COUNT_MATCHED_WORDS: words of these
 * @HEXAPLA_COUNT_REPETITIONS: other sentences that came before in the same run
 * @HEXAPLA_COUNT_REPEATED_WORDS: words of these
 * @HEXAPLA_COUNT_NEW_WORDS: words of the rest
 * @HEXAPLA_COUNT_NUMBERS: runs of digits, with the separators inside
 * @HEXAPLA_COUNT_NAMES: mentions of names, where these are looked for
 * @HEXAPLA_COUNT_JUNK: sentences that are not the article, or not for translation
 * @HEXAPLA_COUNT_JUNK_WORDS: words of these, which stand in no other count
 * @HEXAPLA_N_COUNTS: how many there are
 *
 * What is counted.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_COUNT_SEGMENTS,
    HEXAPLA_COUNT_WORDS,
    HEXAPLA_COUNT_CHARACTERS,
    HEXAPLA_COUNT_MARKS,
    HEXAPLA_COUNT_MATCHES,
    HEXAPLA_COUNT_MATCHED_WORDS,
    HEXAPLA_COUNT_REPETITIONS,
    HEXAPLA_COUNT_REPEATED_WORDS,
    HEXAPLA_COUNT_NEW_WORDS,
    HEXAPLA_COUNT_NUMBERS,
    HEXAPLA_COUNT_NAMES,
    HEXAPLA_COUNT_JUNK,
    HEXAPLA_COUNT_JUNK_WORDS,
    HEXAPLA_N_COUNTS,
} HexaplaCount;

/**
 * HexaplaCounts:
 * @file: the input as the user named it
 * @counts: by #HexaplaCount
 *
 * Since: 0.1
 */
typedef struct {
    const char *file;
    guint64 counts[HEXAPLA_N_COUNTS];
} HexaplaCounts;

/**
 * HexaplaCounter:
 *
 * Counts what there is to translate. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaCounter HexaplaCounter;

HexaplaCounter *hexapla_counter_new(const HexaplaFormatOptions *options,
                                    const HexaplaMemory *memory);
void hexapla_counter_free(HexaplaCounter *self);
gboolean hexapla_counter_take(HexaplaDocument *part, gpointer counter, GError **error);
const HexaplaCounts *hexapla_counter_get_files(const HexaplaCounter *self, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaCounter, hexapla_counter_free)

G_END_DECLS
