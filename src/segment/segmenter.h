/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/language.h"
#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaSegmenter:
 *
 * Splits blocks into sentences: scans for terminators and decides at each from what stands around
 * it. Immutable after it was made; any number of threads may share it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSegmenter HexaplaSegmenter;

/**
 * HexaplaDecision:
 * @rule: why there is a break, or why there is none
 * @is_break: whether a sentence ends
 * @terminator: offset of the first terminator, in bytes; @end where a list item ends without one
 * @end: behind the last terminator and the quotation marks and brackets that belong to the sentence
 * @next: where the text goes on behind the white space; the end of the block when nothing follows
 * @word_start: first byte of the word in front of the terminator
 * @word_end: behind its last byte, which is that of the full stop when the rule is about an
 * abbreviation
 *
 * What was decided at one candidate.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaRule rule;
    gboolean is_break;
    gsize terminator;
    gsize end;
    gsize next;
    gsize word_start;
    gsize word_end;
} HexaplaDecision;

/**
 * HexaplaScan:
 *
 * A block and how far it has been read.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    const char *text;
    gsize end;
    gsize start;    /* what is in front of it says nothing about what follows */
    gsize body;     /* behind the marker of the list item */
    gsize item_end; /* where the next item begins, or the block ends */
    gsize from;
} HexaplaScan;

HexaplaSegmenter *hexapla_segmenter_new(const HexaplaLanguage *language);
void hexapla_segmenter_free(HexaplaSegmenter *self);
void hexapla_segmenter_begin(const HexaplaSegmenter *self, HexaplaScan *scan, const char *text,
                             gsize start, gsize end);
gboolean hexapla_segmenter_next(const HexaplaSegmenter *self, HexaplaScan *scan,
                                HexaplaDecision *decision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSegmenter, hexapla_segmenter_free)

G_END_DECLS
