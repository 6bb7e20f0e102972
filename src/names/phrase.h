/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/passage.h"

G_BEGIN_DECLS

/* Tokens of a segment that are one name. */
typedef struct {
    guint first;
    guint last; /* behind the last one */
    gboolean titled;
    /* Where the name stands, once it is settled. */
    guint32 start;
    guint32 end;
    gboolean is_extended; /* over words that only organisations have beside them */
    /* What is known of the words beside them, once somebody asked. */
    gboolean has_before;
    gboolean has_after;
    guint32 before;
    guint32 after;
    gsize after_end; /* of the word behind them */
} HexaplaPhrase;

guint32 hexapla_phrase_bits_before(const HexaplaPassage *self, HexaplaPhrase *phrase);
guint32 hexapla_phrase_bits_after(const HexaplaPassage *self, HexaplaPhrase *phrase);
gsize hexapla_phrase_extend_over_nouns(const HexaplaPassage *self, HexaplaPhrase *phrase);
gboolean hexapla_phrase_settle(const HexaplaPassage *self, HexaplaPhrase *phrase);

G_END_DECLS
