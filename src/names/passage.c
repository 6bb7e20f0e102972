/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/passage.h"

#include <string.h>

static guint32
lookup(const HexaplaPassage *self, gsize start, gsize n)
{
    return hexapla_words_lookup(&self->tokens->namer->words, self->tokens->text + start, n,
                                self->tokens->text + self->tokens->n_text);
}

/* "Abdullah bin Zayed", "Simón de la Torre": only particles stand between. */
static gboolean
is_particle_gap(const HexaplaPassage *self, guint32 start, guint32 end)
{
    while (start < end) {
        guint32 word = start + 1;
        guint32 stop = word;

        if (self->tokens->text[start] != ' ' && self->tokens->text[start] != '\n')
            return FALSE;
        while (stop < end && self->tokens->text[stop] != ' ' && self->tokens->text[stop] != '\n')
            stop++;
        if (word < end && (lookup(self, word, stop - word) & WORD_PARTICLE) == 0)
            return FALSE;
        start = stop;
        if (stop == word)
            return word == end;
    }
    return TRUE;
}

/* "Ministry of Defense", "Supreme Command of the Armed Forces". */
static gboolean
is_of_gap(const HexaplaPassage *self, guint32 start, guint32 end)
{
    const char *text = self->tokens->text;
    guint32 word = start + 1;
    guint32 stop = word;

    if (end - start < 4 || end - start > 8 || text[start] != ' ' || text[end - 1] != ' ')
        return FALSE;
    while (text[stop] != ' ')
        stop++;
    if ((lookup(self, word, stop - word) & WORD_OF) == 0)
        return FALSE;
    if (stop + 1 >= end)
        return TRUE;
    return (lookup(self, stop + 1, end - stop - 2) & WORD_THE) != 0;
}

/* "Health and Education" after "Ministry of". */
static gboolean
is_portfolio_pair(const HexaplaPassage *self, const HexaplaToken *a, const HexaplaToken *b)
{
    if ((a->bits & b->bits & WORD_PORTFOLIO) == 0 || b->start - a->after < 3)
        return FALSE;
    return (lookup(self, a->after + 1, b->start - a->after - 2) & WORD_AND) != 0;
}

static gboolean
is_simple_gap(const HexaplaPassage *self, const HexaplaToken *a, const HexaplaToken *b)
{
    const char *gap = self->tokens->text + a->after;
    guint32 n = b->start - a->after;

    if (n == 1)
        return gap[0] == ' ' || gap[0] == '-' || gap[0] == '\n' || gap[0] == '&';
    if (n == 2)
        return gap[0] == '.' && gap[1] == ' ' &&
               ((a->flags & TOKEN_LETTER) != 0 ||
                ((a->bits & (WORD_TITLE | WORD_PARTICLE)) != 0 && a->end - a->start < 6));
    return FALSE;
}

/* "Quay Traders’ Association"; the ’ alone tells that it is no one’s association. */
static gboolean
is_body_of_members(const HexaplaPassage *self, const HexaplaToken *first, const HexaplaToken *a,
                   const HexaplaToken *b)
{
    char last = self->tokens->text[a->after - 1];

    return a != first && last != 's' && last != 'S' && b->start - a->after == 1 &&
           self->tokens->text[a->after] == ' ' && (b->bits & WORD_ORGANISATION_HEAD) != 0 &&
           (a->bits & WORD_KNOWN_NAME) == 0;
}

/* Whether a gap that is no simple one holds a name together. */
static gboolean
is_bridge(const HexaplaPassage *self, const HexaplaToken *first, const HexaplaToken *a,
          const HexaplaToken *b)
{
    const char *gap = self->tokens->text + a->after;
    guint32 n = b->start - a->after;

    if (gap[0] != ' ' && gap[0] != '\n')
        return n == 2 && memcmp(gap, "\302\240", 2) == 0;
    if ((a->bits & WORD_HEAD) != 0 && is_of_gap(self, a->after, b->start))
        return TRUE;
    if ((first->bits & WORD_ORGANISATION_HEAD) != 0 && is_portfolio_pair(self, a, b))
        return TRUE;
    return (n == 3 && memcmp(gap, " & ", 3) == 0) || is_particle_gap(self, a->after, b->start);
}

/* Whether the second of two tokens goes on with what the first is part of; @first is where that
 * began. */
gboolean
hexapla_passage_goes_on(const HexaplaPassage *self, const HexaplaToken *first,
                        const HexaplaToken *a, const HexaplaToken *b)
{
    if (!hexapla_passage_is_near(a, b))
        return FALSE;
    if ((a->flags & TOKEN_POSSESSIVE) != 0)
        return is_body_of_members(self, first, a, b);
    return is_simple_gap(self, a, b) || is_bridge(self, first, a, b);
}

/* Whether a head word holds the tokens together: as its last word, or as in "Department of". */
gboolean
hexapla_passage_is_headed(const HexaplaPassage *self, guint first, guint last)
{
    for (guint i = first; i + 1 < last; i++) {
        const HexaplaToken *token = &self->segment[i];

        if ((token->bits & WORD_ORGANISATION_HEAD) != 0 &&
            is_of_gap(self, token->after, token[1].start))
            return TRUE;
    }
    return (self->segment[last - 1].bits & WORD_HEAD) != 0;
}

/* How many tokens from @i on are one entry of several words; 0 when none are. */
guint
hexapla_passage_match_longer(const HexaplaPassage *self, guint i, guint32 *bits)
{
    const HexaplaToken *first = &self->segment[i];

    if ((first->bits & WORD_STARTS_LONGER) == 0)
        return 0;
    for (guint n = MIN(4, self->n - i); n > 1; n--) {
        const HexaplaToken *last = first + n - 1;

        if (last->end - first->start > 48)
            continue;
        *bits = lookup(self, first->start, last->end - first->start);
        if ((*bits & WORD_KNOWN_NAME) != 0)
            return n;
    }
    return 0;
}
