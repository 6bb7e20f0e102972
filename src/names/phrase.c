/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/phrase.h"

#include "base/limits.h"

guint32
hexapla_phrase_bits_before(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    if (!phrase->has_before)
        phrase->before =
            hexapla_tokens_bits_before(self->tokens, self->segment[phrase->first].start, NULL);
    phrase->has_before = TRUE;
    return phrase->before;
}

guint32
hexapla_phrase_bits_after(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    gsize offset = self->segment[phrase->last - 1].after;

    if (!phrase->has_after) {
        phrase->after_end = offset;
        phrase->after = hexapla_tokens_bits_after(self->tokens, offset, &phrase->after_end);
    }
    phrase->has_after = TRUE;
    return phrase->after;
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
is_only_generic(const HexaplaPassage *self, const HexaplaPhrase *phrase)
{
    const HexaplaToken *first = &self->segment[phrase->first];
    const HexaplaToken *last = &self->segment[phrase->last - 1];
    guint n = phrase->last - phrase->first;

    for (guint i = phrase->first; i < phrase->last; i++) {
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
is_proved(const HexaplaPassage *self, HexaplaPhrase *phrase, const HexaplaToken *token)
{
    gboolean small;

    if (is_strong(token))
        return TRUE;
    small = hexapla_tokens_seen_small(self->tokens, token);
    if (hexapla_tokens_seen_inside(self->tokens, token))
        return !small || (hexapla_phrase_bits_after(self, phrase) & WORD_PERSON_VERB) != 0;
    if (small)
        return FALSE;
    if ((token->flags & (TOKEN_CAPS | TOKEN_POSSESSIVE)) != 0)
        return TRUE;
    return self->tokens->text[token->end - 1] != 's' &&
           (hexapla_phrase_bits_after(self, phrase) & WORD_PERSON_VERB) != 0;
}

/* Whether a phrase of one word is a name. */
static gboolean
is_single_name(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const HexaplaToken *token = &self->segment[phrase->first];

    if ((token->flags & TOKEN_LETTER) != 0)
        return FALSE;
    if ((token->flags & TOKEN_INITIAL) != 0)
        return is_proved(self, phrase, token);
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
extend_over_ordinals(const HexaplaPassage *self, const HexaplaPhrase *phrase, gsize start)
{
    const HexaplaToken *last = &self->segment[phrase->last - 1];
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
extend_over_openers(const HexaplaPassage *self, HexaplaPhrase *phrase, gsize start)
{
    const HexaplaToken *first = &self->segment[phrase->first];
    gsize word = start;

    if (start < 5 || (first->flags & (TOKEN_INITIAL | TOKEN_CAPS)) != 0 ||
        (first->bits & WORD_KNOWN_NAME) != 0 ||
        (hexapla_phrase_bits_before(self, phrase) & WORD_SMALL_NAME_OPENER) == 0)
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
hexapla_phrase_extend_over_nouns(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const HexaplaToken *last = &self->segment[phrase->last - 1];
    gsize second;

    if ((last->flags & (TOKEN_POSSESSIVE | TOKEN_CAPS)) != 0 || (last->bits & WORD_DEMONYM) != 0 ||
        (hexapla_phrase_bits_after(self, phrase) & WORD_ORGANISATION_NOUN) == 0)
        return last->end;
    second = phrase->after_end;
    if ((hexapla_tokens_bits_after(self->tokens, phrase->after_end, &second) &
         WORD_ORGANISATION_NOUN) == 0)
        return last->end;
    return second;
}

/* Drops a first word that is only there because a sentence begins. */
static void
shorten_front(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const HexaplaToken *first = &self->segment[phrase->first];

    if (phrase->last - phrase->first < 2)
        return;
    /* "Minister of Defense Hazem Shaalan" */
    if ((first->bits & WORD_PORTFOLIO) != 0 &&
        !hexapla_passage_is_headed(self, phrase->first, phrase->last) &&
        (hexapla_tokens_bits_before(self->tokens, first->start, NULL) & WORD_OF) != 0) {
        phrase->first++;
        phrase->titled = TRUE;
        return;
    }
    if ((first->flags & TOKEN_INITIAL) == 0 || is_strong(first))
        return;
    if ((first->bits & (WORD_HEAD | WORD_PLACE_OPENER | WORD_PORTFOLIO)) != 0)
        return;
    if (hexapla_tokens_seen_small(self->tokens, first) &&
        !hexapla_tokens_seen_inside(self->tokens, first))
        phrase->first++;
}

/* "Window No. 3" */
static void
shorten_end(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const guint32 more =
        WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_HEAD | WORD_PLACE_OPENER | WORD_PORTFOLIO;

    while (phrase->last - phrase->first > 1) {
        const HexaplaToken *last = &self->segment[phrase->last - 1];

        if ((last->bits & WORD_COMMON) == 0 || (last->bits & more) != 0 ||
            (last[-1].bits & WORD_GIVEN_NAME) != 0)
            break;
        phrase->last--;
    }
}

static gboolean
is_shouted(const HexaplaPassage *self, const HexaplaPhrase *phrase)
{
    if (phrase->last - phrase->first < 3 ||
        hexapla_passage_is_headed(self, phrase->first, phrase->last))
        return FALSE;
    for (guint i = phrase->first; i < phrase->last; i++) {
        if ((self->segment[i].flags & TOKEN_CAPS) == 0 || is_strong(&self->segment[i]))
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_phrase_settle:
 * @self: the words of a segment
 * @phrase: some of them
 *
 * Drops words that only stand before a name or behind it and takes in what belongs to it.
 *
 * Returns: whether it is a name
 */
gboolean
hexapla_phrase_settle(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const HexaplaToken *first;

    shorten_front(self, phrase);
    shorten_end(self, phrase);
    first = &self->segment[phrase->first];
    phrase->start = extend_over_ordinals(self, phrase, first->start);
    phrase->is_extended = phrase->start != first->start;
    if (!phrase->is_extended) {
        if (is_only_generic(self, phrase) || is_shouted(self, phrase) ||
            phrase->last - phrase->first > HEXAPLA_MAX_NAME_WORDS)
            return FALSE;
        if (phrase->last - phrase->first == 1 && !phrase->titled && !is_single_name(self, phrase))
            return FALSE;
        phrase->start = extend_over_openers(self, phrase, phrase->start);
    }
    phrase->end = hexapla_phrase_extend_over_nouns(self, phrase);
    phrase->is_extended |= phrase->end != self->segment[phrase->last - 1].end;
    return TRUE;
}
