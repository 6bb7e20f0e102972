/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"
#include "segment/overrides.h"
#include "segment/segmenter.h"

G_BEGIN_DECLS

/* A part with more short words in front of small letters is written without care. */
#define HEXAPLA_MAX_EVIDENCE_WORDS 32

/**
 * HexaplaEvidence:
 *
 * What a part tells of words that are in no list: one with a full stop inside a sentence is an
 * abbreviation elsewhere in the part, too.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    struct {
        guint64 word;  /* its bytes as a number, the first one lowest */
        guint shift;   /* bits of eight bytes that are not its own */
        guint inside;  /* times that a small letter or a comma follows its full stop */
        guint figures; /* times that a number does */
        guint finals;  /* sentences that would be joined */
    } words[HEXAPLA_MAX_EVIDENCE_WORDS];
    guint n; /* 0 when a part begins */
} HexaplaEvidence;

void hexapla_evidence_take(HexaplaEvidence *self, const HexaplaSegmenter *segmenter,
                           const char *text, gsize block_start, const HexaplaDecision *decision);
void hexapla_evidence_apply(HexaplaEvidence *self, const HexaplaSegmenter *segmenter,
                            const HexaplaOverrides *overrides, HexaplaDocument *document);

/* Most full stops end a sentence before a letter and tell nothing of their words. A full stop that a
 * comma touches, or a small letter follows, stands inside a sentence. */
static inline gboolean
hexapla_evidence_is_told(const char *text, const HexaplaDecision *decision)
{
    if (decision->rule == HEXAPLA_RULE_TERMINATOR)
        return (guchar)(text[decision->next] - '0') < 10 && text[decision->terminator] == '.';
    return text[decision->terminator] == '.' &&
           (decision->rule == HEXAPLA_RULE_LOWER_CASE ||
            (decision->rule == HEXAPLA_RULE_INSIDE_WORD && text[decision->end] == ','));
}

G_END_DECLS
