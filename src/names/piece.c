/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/piece.h"

#include "base/limits.h"

guint32
hexapla_piece_bits_before(const HexaplaPassage *self, HexaplaPiece *piece)
{
    if (!piece->has_before)
        piece->before =
            hexapla_tokens_bits_before(self->tokens, self->segment[piece->first].start, NULL);
    piece->has_before = TRUE;
    return piece->before;
}

guint32
hexapla_piece_bits_after(const HexaplaPassage *self, HexaplaPiece *piece)
{
    gsize offset = self->segment[piece->last - 1].after;

    if (!piece->has_after) {
        piece->after_end = offset;
        piece->after = hexapla_tokens_bits_after(self->tokens, offset, &piece->after_end);
    }
    piece->has_after = TRUE;
    return piece->after;
}

static gboolean
is_generic(const HexaplaToken *token)
{
    return (token->bits & (WORD_TITLE | WORD_PORTFOLIO | WORD_HEAD | WORD_GENERIC | WORD_COMMON |
                           WORD_CALENDAR)) != 0 &&
           (token->bits & (WORD_KNOWN_NAME | WORD_GIVEN_NAME)) == 0;
}

/* "the Ministry" and "Armed Forces" name nobody; "Ministry of Defense" and "Defense Ministry" do.
 */
static gboolean
is_only_generic(const HexaplaPassage *self, const HexaplaPiece *piece)
{
    const HexaplaToken *first = &self->segment[piece->first];
    const HexaplaToken *last = &self->segment[piece->last - 1];
    guint n = piece->last - piece->first;

    for (guint i = piece->first; i < piece->last; i++) {
        if (!is_generic(&self->segment[i]))
            return FALSE;
    }
    if (n == 1 || ((first->bits | last->bits) & WORD_HEAD) == 0)
        return TRUE;
    return n == 2 && last->start - first->after == 1 &&
           (first->bits & (WORD_GENERIC | WORD_COMMON)) != 0;
}

static gboolean
is_strong(const HexaplaToken *token)
{
    return (token->bits & (WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_NAME_OPENER)) != 0 ||
           (token->flags & (TOKEN_MARKED | TOKEN_ARTICLE)) != 0;
}

/* A capital at the beginning of a sentence proves nothing. */
static gboolean
is_proved(const HexaplaPassage *self, HexaplaPiece *piece, const HexaplaToken *token)
{
    gboolean small;

    if (is_strong(token))
        return TRUE;
    small = hexapla_tokens_seen_small(self->tokens, token);
    if (hexapla_tokens_seen_inside(self->tokens, token))
        return !small || (hexapla_piece_bits_after(self, piece) & WORD_PERSON_VERB) != 0;
    if (small)
        return FALSE;
    if ((token->flags & (TOKEN_CAPS | TOKEN_POSSESSIVE)) != 0)
        return TRUE;
    return self->tokens->text[token->end - 1] != 's' &&
           (hexapla_piece_bits_after(self, piece) & WORD_PERSON_VERB) != 0;
}

/* Whether a piece of one word is a name. */
static gboolean
is_single_name(const HexaplaPassage *self, HexaplaPiece *piece)
{
    const HexaplaToken *token = &self->segment[piece->first];

    if ((token->flags & TOKEN_LETTER) != 0)
        return FALSE;
    if ((token->flags & TOKEN_INITIAL) != 0)
        return is_proved(self, piece, token);
    if ((token->flags & TOKEN_CAPS) != 0 && (token->bits & WORD_KNOWN_NAME) == 0)
        return token->end - token->start < 8 && !hexapla_tokens_seen_small(self->tokens, token);
    return TRUE;
}

static gboolean
is_ordinal_before(const HexaplaPassage *self, gsize offset, gsize *start)
{
    const char *text = self->tokens->text;
    gsize p = offset;

    if (p < 4 || text[p - 1] != ' ')
        return FALSE;
    p--;
    while (p > 0 && g_ascii_islower(text[p - 1]) && offset - p < 4)
        p--;
    if (offset - p != 3 || p == 0 || !g_ascii_isdigit(text[p - 1]))
        return FALSE;
    while (p > 0 && g_ascii_isdigit(text[p - 1]) && offset - p < 8)
        p--;
    *start = p;
    return TRUE;
}

/* "the 45th and 46th Brigades" */
static gsize
extend_over_ordinals(const HexaplaPassage *self, const HexaplaPiece *piece, gsize start)
{
    const HexaplaToken *last = &self->segment[piece->last - 1];
    gsize first = start;
    gsize word;

    if ((last->bits & WORD_ORGANISATION_HEAD) == 0 || !is_ordinal_before(self, start, &first))
        return start;
    start = first;
    if ((hexapla_tokens_bits_before(self->tokens, start, &word) & WORD_AND) != 0 &&
        is_ordinal_before(self, word, &first))
        start = first;
    return start;
}

/* "abu Mahdi", "van der Berg" */
static gsize
extend_over_openers(const HexaplaPassage *self, HexaplaPiece *piece, gsize start)
{
    const HexaplaToken *first = &self->segment[piece->first];
    gsize word = start;

    if (start < 5 || (first->flags & (TOKEN_INITIAL | TOKEN_CAPS)) != 0 ||
        (first->bits & WORD_KNOWN_NAME) != 0 ||
        (hexapla_piece_bits_before(self, piece) & WORD_SMALL_NAME_OPENER) == 0)
        return start;
    while (!g_ascii_isupper(self->tokens->text[word]) &&
           (hexapla_tokens_bits_before(self->tokens, start, &word) & WORD_SMALL_NAME_OPENER) != 0)
        start = word;
    if (start == first->start &&
        (hexapla_tokens_bits_before(self->tokens, start, &word) & WORD_SMALL_NAME_OPENER) != 0)
        start = word;
    return start;
}

/* "Al-Jazeera operations sector": two such nouns are a title, one is not. */
gsize
hexapla_piece_extend_over_nouns(const HexaplaPassage *self, HexaplaPiece *piece)
{
    const HexaplaToken *last = &self->segment[piece->last - 1];
    gsize second;

    if ((last->flags & (TOKEN_POSSESSIVE | TOKEN_CAPS)) != 0 || (last->bits & WORD_DEMONYM) != 0 ||
        (hexapla_piece_bits_after(self, piece) & WORD_ORGANISATION_NOUN) == 0)
        return last->end;
    second = piece->after_end;
    if ((hexapla_tokens_bits_after(self->tokens, piece->after_end, &second) &
         WORD_ORGANISATION_NOUN) == 0)
        return last->end;
    return second;
}

/* Drops a first word that is only there because a sentence begins. */
static void
shorten_front(const HexaplaPassage *self, HexaplaPiece *piece)
{
    const HexaplaToken *first = &self->segment[piece->first];

    if (piece->last - piece->first < 2)
        return;
    /* "Minister of Defense Hazem Shaalan" */
    if ((first->bits & WORD_PORTFOLIO) != 0 &&
        !hexapla_passage_is_headed(self, piece->first, piece->last) &&
        (hexapla_tokens_bits_before(self->tokens, first->start, NULL) & WORD_OF) != 0) {
        piece->first++;
        piece->titled = TRUE;
        return;
    }
    if ((first->flags & TOKEN_INITIAL) == 0 || is_strong(first))
        return;
    if ((first->bits & (WORD_HEAD | WORD_PLACE_OPENER | WORD_PORTFOLIO)) != 0)
        return;
    if (hexapla_tokens_seen_small(self->tokens, first) &&
        !hexapla_tokens_seen_inside(self->tokens, first))
        piece->first++;
}

/* "Window No. 3" */
static void
shorten_end(const HexaplaPassage *self, HexaplaPiece *piece)
{
    const guint32 more =
        WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_HEAD | WORD_PLACE_OPENER | WORD_PORTFOLIO;

    while (piece->last - piece->first > 1) {
        const HexaplaToken *last = &self->segment[piece->last - 1];

        if ((last->bits & WORD_COMMON) == 0 || (last->bits & more) != 0 ||
            (last[-1].bits & WORD_GIVEN_NAME) != 0)
            break;
        piece->last--;
    }
}

static gboolean
is_shouted(const HexaplaPassage *self, const HexaplaPiece *piece)
{
    if (piece->last - piece->first < 3 ||
        hexapla_passage_is_headed(self, piece->first, piece->last))
        return FALSE;
    for (guint i = piece->first; i < piece->last; i++) {
        if ((self->segment[i].flags & TOKEN_CAPS) == 0 || is_strong(&self->segment[i]))
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_piece_settle:
 * @self: the words of a segment
 * @piece: some of them
 *
 * Drops words that only stand before a name or behind it and takes in what belongs to it.
 *
 * Returns: whether it is a name
 */
gboolean
hexapla_piece_settle(const HexaplaPassage *self, HexaplaPiece *piece)
{
    const HexaplaToken *first;

    shorten_front(self, piece);
    shorten_end(self, piece);
    first = &self->segment[piece->first];
    piece->start = extend_over_ordinals(self, piece, first->start);
    piece->is_extended = piece->start != first->start;
    if (!piece->is_extended) {
        if (is_only_generic(self, piece) || is_shouted(self, piece) ||
            piece->last - piece->first > HEXAPLA_MAX_NAME_WORDS)
            return FALSE;
        if (piece->last - piece->first == 1 && !piece->titled && !is_single_name(self, piece))
            return FALSE;
        piece->start = extend_over_openers(self, piece, piece->start);
    }
    piece->end = hexapla_piece_extend_over_nouns(self, piece);
    piece->is_extended |= piece->end != self->segment[piece->last - 1].end;
    return TRUE;
}
