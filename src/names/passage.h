/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/tokens.h"

G_BEGIN_DECLS

/* The capitalised words of one segment, among those of its part. */
typedef struct {
    const HexaplaTokens *tokens; /* of the part */
    const HexaplaToken *segment; /* the first one of the segment */
    guint n;
} HexaplaPassage;

/* Between two words of one name stand at most so many bytes, as in "Command of the Armed". */
#define HEXAPLA_MAX_GAP 14

static inline gboolean
hexapla_passage_is_near(const HexaplaToken *a, const HexaplaToken *b)
{
    return b->start - a->after <= HEXAPLA_MAX_GAP;
}

gboolean hexapla_passage_goes_on(const HexaplaPassage *self, const HexaplaToken *first,
                                 const HexaplaToken *a, const HexaplaToken *b);
gboolean hexapla_passage_is_headed(const HexaplaPassage *self, guint first, guint last);
guint hexapla_passage_match_longer(const HexaplaPassage *self, guint i, guint32 *bits);

G_END_DECLS
