/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/pieces.h"

#include <string.h>

/* Index of the first change that ends behind @offset. */
static guint
first_change(const HexaplaChange *changes, guint n, gsize offset)
{
    guint low = 0;

    while (low < n) {
        guint middle = low + (n - low) / 2;

        if (changes[middle].end <= offset)
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

/**
 * hexapla_document_first_mention:
 * @self: a document
 * @offset: a byte of its text
 *
 * Returns: index of the first mention that ends behind @offset; the number of mentions when there
 * is none
 * Since: 0.1
 */
guint
hexapla_document_first_mention(HexaplaDocument *self, gsize offset)
{
    guint low = 0, high;
    const HexaplaMention *mentions = hexapla_document_get_mentions(self, &high);

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (mentions[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/**
 * hexapla_piece_iter_init:
 * @self: an iterator
 * @document: stays unchanged while the iterator is in use
 * @start: first byte of the stretch; not inside a mention or a change
 * @end: behind its last byte; likewise
 * @with_mentions: whether names are marked
 *
 * Since: 0.1
 */
void
hexapla_piece_iter_init(HexaplaPieceIter *self, HexaplaDocument *document, gsize start, gsize end,
                        gboolean with_mentions)
{
    guint n;
    const HexaplaChange *changes = hexapla_document_get_changes(document, &n);

    self->text = hexapla_document_get_text(document, NULL);
    self->position = start;
    self->end = end;
    /* C has no NULL + 0. */
    self->change = n > 0 ? changes + first_change(changes, n, start) : NULL;
    self->last_change = n > 0 ? changes + n : NULL;
    self->mentions = hexapla_document_get_mentions(document, &self->n_mentions);
    self->mention =
        with_mentions ? hexapla_document_first_mention(document, start) : self->n_mentions;
    self->inside = FALSE;
    self->code = self->last_code = NULL;
}

/**
 * hexapla_piece_iter_show_codes:
 * @self: an iterator before its first piece
 * @codes: (nullable) (array length=n): codes of the stretch
 * @n: how many
 *
 * The codes are pieces too, in place of the text that they stand for.
 *
 * Since: 0.1
 */
void
hexapla_piece_iter_show_codes(HexaplaPieceIter *self, const HexaplaCode *codes, guint n)
{
    self->code = codes;
    self->last_code = n > 0 ? codes + n : codes;
}

/* Where the next name begins or ends. */
static guint32
next_border(const HexaplaPieceIter *self)
{
    if (self->mention >= self->n_mentions)
        return G_MAXUINT32;
    return self->inside ? self->mentions[self->mention].end : self->mentions[self->mention].start;
}

static gboolean
next_mention(HexaplaPieceIter *self, HexaplaPiece *piece)
{
    piece->kind = self->inside ? HEXAPLA_PIECE_MENTION_END : HEXAPLA_PIECE_MENTION_START;
    piece->mention = self->mention;
    self->mention += self->inside;
    self->inside = !self->inside;
    return TRUE;
}

static gboolean
next_text(HexaplaPieceIter *self, HexaplaPiece *piece, guint32 until)
{
    piece->kind = HEXAPLA_PIECE_TEXT;
    piece->text = self->text + self->position;
    piece->n = until - self->position;
    piece->change = NULL;
    self->position = until;
    return TRUE;
}

static gboolean
next_change(HexaplaPieceIter *self, HexaplaPiece *piece)
{
    piece->kind = HEXAPLA_PIECE_TEXT;
    piece->text = self->change->text;
    piece->n = strlen(self->change->text);
    piece->change = self->change;
    self->position = self->change->end;
    self->change++;
    return TRUE;
}

static gboolean
next_code(HexaplaPieceIter *self, HexaplaPiece *piece)
{
    piece->kind = HEXAPLA_PIECE_CODE;
    piece->code = self->code++;
    self->position = MAX(self->position, MIN(piece->code->end, self->end));
    /* A line end that a code stands for is no space as well. */
    while (self->change < self->last_change && self->change->start < self->position) {
        self->position = MAX(self->position, MIN(self->change->end, self->end));
        self->change++;
    }
    return TRUE;
}

/**
 * hexapla_piece_iter_next:
 * @self: an iterator
 * @piece: (out): the next piece; valid while the document is
 *
 * Returns: whether there was one
 * Since: 0.1
 */
gboolean
hexapla_piece_iter_next(HexaplaPieceIter *self, HexaplaPiece *piece)
{
    guint32 border = next_border(self);
    guint32 change = self->change < self->last_change ? self->change->start : G_MAXUINT32;
    guint32 code = self->code < self->last_code ? self->code->start : G_MAXUINT32;

    if (code <= self->position && !(self->inside && border <= self->position))
        return next_code(self, piece);
    if (border <= self->position && (self->inside || self->position < self->end))
        return next_mention(self, piece);
    if (self->position >= self->end)
        return FALSE;
    if (change <= self->position)
        return next_change(self, piece);
    return next_text(self, piece, MIN(MIN(MIN(border, change), code), self->end));
}

/**
 * hexapla_document_is_changed:
 * @self: a document
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Returns: whether the output differs from the original there
 * Since: 0.1
 */
gboolean
hexapla_document_is_changed(HexaplaDocument *self, gsize start, gsize end)
{
    guint n;
    const HexaplaChange *changes = hexapla_document_get_changes(self, &n);
    guint i = first_change(changes, n, start);

    return i < n && changes[i].start < end;
}

/**
 * hexapla_document_dup_output_text:
 * @self: a document
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Returns: (transfer full): the stretch as it stands in the output; free with g_free()
 * Since: 0.1
 */
char *
hexapla_document_dup_output_text(HexaplaDocument *self, gsize start, gsize end)
{
    GString *text = g_string_sized_new(end - start + 1);
    HexaplaPieceIter iter;
    HexaplaPiece piece = {0};

    hexapla_piece_iter_init(&iter, self, start, end, FALSE);
    while (hexapla_piece_iter_next(&iter, &piece))
        g_string_append_len(text, piece.text, piece.n);
    return g_string_free(text, FALSE);
}
