/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/codes.h"

G_BEGIN_DECLS

/**
 * HexaplaPieceKind:
 * @HEXAPLA_PIECE_TEXT: characters that stand in the output, original or changed
 * @HEXAPLA_PIECE_MENTION_START: a name begins
 * @HEXAPLA_PIECE_MENTION_END: it ends
 * @HEXAPLA_PIECE_CODE: a code stands here
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_PIECE_TEXT,
    HEXAPLA_PIECE_MENTION_START,
    HEXAPLA_PIECE_MENTION_END,
    HEXAPLA_PIECE_CODE,
} HexaplaPieceKind;

/**
 * HexaplaPiece:
 * @kind: what it is
 * @text: for text: UTF-8, not terminated
 * @n: its bytes
 * @mention: for a name: index of the mention
 * @code: for a code: the code
 * @change: (nullable): for text: what made it differ from the original
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaPieceKind kind;
    const char *text;
    gsize n;
    guint mention;
    const HexaplaCode *code;
    const HexaplaChange *change;
} HexaplaPiece;

/**
 * HexaplaPieceIter:
 *
 * Walks over a stretch of a document as it stands in the output: original text, changes in place,
 * names marked. Lives on the stack; all fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    const char *text;
    guint32 position;
    guint32 end;
    const HexaplaChange *change;
    const HexaplaChange *last_change;
    const HexaplaMention *mentions;
    guint mention;
    guint n_mentions;
    gboolean inside;
    const HexaplaCode *code;
    const HexaplaCode *last_code;
} HexaplaPieceIter;

void hexapla_piece_iter_init(HexaplaPieceIter *self, HexaplaDocument *document, gsize start,
                             gsize end, gboolean with_mentions);
void hexapla_piece_iter_show_codes(HexaplaPieceIter *self, const HexaplaCode *codes, guint n);
gboolean hexapla_piece_iter_next(HexaplaPieceIter *self, HexaplaPiece *piece);

gboolean hexapla_document_is_changed(HexaplaDocument *self, gsize start, gsize end);
char *hexapla_document_dup_output_text(HexaplaDocument *self, gsize start, gsize end);
guint hexapla_document_first_mention(HexaplaDocument *self, gsize offset);

G_END_DECLS
