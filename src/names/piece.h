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
} HexaplaPiece;

guint32 hexapla_piece_bits_before(const HexaplaPassage *self, HexaplaPiece *piece);
guint32 hexapla_piece_bits_after(const HexaplaPassage *self, HexaplaPiece *piece);
gsize hexapla_piece_extend_over_nouns(const HexaplaPassage *self, HexaplaPiece *piece);
gboolean hexapla_piece_settle(const HexaplaPassage *self, HexaplaPiece *piece);

G_END_DECLS
