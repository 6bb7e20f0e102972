/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What kind of bearer a name has. */
#include "names/bearer.h"

#include <string.h>

/**
 * hexapla_bearer_class_of_bits:
 * @bits: what the language file says of a word
 *
 * Returns: what bears it as a name
 */
HexaplaNameClass
hexapla_bearer_class_of_bits(guint32 bits)
{
    if ((bits & WORD_ORGANISATION) != 0)
        return HEXAPLA_NAME_ORGANISATION;
    if ((bits & WORD_PLACE) != 0)
        return HEXAPLA_NAME_PLACE;
    return HEXAPLA_NAME_OTHER;
}

static inline gboolean
text_follows(const HexaplaPassage *self, gsize offset, const char *text, gsize n)
{
    return offset + n <= self->tokens->n_text && memcmp(self->tokens->text + offset, text, n) == 0;
}

/* With a length that is known when it is compiled. */
#define TEXT_FOLLOWS(self, offset, literal)                                                        \
    text_follows(self, offset, "" literal, sizeof(literal) - 1)

/* "Ansar Allah (Houthis)": what the bracket says. */
static gboolean
is_glossed_as_organisation(const HexaplaPassage *self, const HexaplaPhrase *phrase)
{
    const HexaplaToken *last = &self->segment[phrase->last - 1];
    const HexaplaToken *next = last + 1;

    if (phrase->last >= self->n || next->start != last->after + 2 ||
        !TEXT_FOLLOWS(self, last->after, " ("))
        return FALSE;
    if ((next->bits & (WORD_PLACE | WORD_TITLE)) != 0 || !TEXT_FOLLOWS(self, next->end, ")"))
        return FALSE;
    return (next->bits & WORD_ORGANISATION) != 0 || (next->flags & TOKEN_CAPS) != 0;
}

/* "the K1 military camp": the noun may be the second word, when the first is no function word. */
static gboolean
is_place_noun_next(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const HexaplaToken *last = &self->segment[phrase->last - 1];
    guint32 bits = hexapla_phrase_bits_after(self, phrase);

    if (bits != 0 || phrase->after_end == last->after || (last->flags & TOKEN_POSSESSIVE) != 0)
        return (bits & WORD_PLACE_NOUN) != 0 && (last->flags & TOKEN_POSSESSIVE) == 0;
    return (hexapla_tokens_bits_after(self->tokens, phrase->after_end, NULL) & WORD_PLACE_NOUN) !=
           0;
}

/* What the words around a name tell of its bearer; OTHER when they are silent. */
static HexaplaNameClass
class_from_context(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    const HexaplaToken *first = &self->segment[phrase->first];
    guint32 after = self->segment[phrase->last - 1].after;
    guint32 before = phrase->start == first->start
                         ? hexapla_phrase_bits_before(self, phrase)
                         : hexapla_tokens_bits_before(self->tokens, phrase->start, NULL);

    if (is_glossed_as_organisation(self, phrase) || (before & WORD_ORGANISATION_PREPOSITION) != 0)
        return HEXAPLA_NAME_ORGANISATION;
    if ((first->flags & (TOKEN_CAPS | TOKEN_DIGITS)) != TOKEN_CAPS &&
        is_place_noun_next(self, phrase))
        return HEXAPLA_NAME_PLACE;
    if (TEXT_FOLLOWS(self, after, ", who ") || TEXT_FOLLOWS(self, after, " who ") ||
        (hexapla_phrase_bits_after(self, phrase) & WORD_PERSON_VERB) != 0)
        return HEXAPLA_NAME_PERSON;
    if (phrase->last - phrase->first < 3 && (before & WORD_PLACE_PREPOSITION) != 0)
        return HEXAPLA_NAME_PLACE;
    return TEXT_FOLLOWS(self, after, ", which ") ? HEXAPLA_NAME_ORGANISATION : HEXAPLA_NAME_OTHER;
}

static gboolean
any_bits(const HexaplaPassage *self, const HexaplaPhrase *phrase, guint32 bits)
{
    for (guint i = phrase->first; i < phrase->last; i++) {
        if ((self->segment[i].bits & bits) != 0)
            return TRUE;
    }
    return FALSE;
}

/* What the words of a name tell by themselves. */
static HexaplaNameClass
class_from_words(const HexaplaPassage *self, const HexaplaPhrase *phrase)
{
    const HexaplaToken *first = &self->segment[phrase->first];
    const HexaplaToken *last = &self->segment[phrase->last - 1];
    guint n = phrase->last - phrase->first;

    if (n == 1 && (first->bits & WORD_KNOWN_NAME) != 0)
        return hexapla_bearer_class_of_bits(first->bits);
    if (n > 1 && (last->bits & WORD_HEAD) != 0)
        return (last->bits & WORD_ORGANISATION_HEAD) != 0 ? HEXAPLA_NAME_ORGANISATION
                                                          : HEXAPLA_NAME_PLACE;
    if (n > 1 && hexapla_passage_is_headed(self, phrase->first, phrase->last))
        return HEXAPLA_NAME_ORGANISATION;
    if (n > 1 && (first->bits & WORD_PLACE_HEAD) != 0)
        return HEXAPLA_NAME_PLACE;
    if (n > 1 && (first->bits & WORD_ORGANISATION_OPENER) != 0)
        return HEXAPLA_NAME_ORGANISATION;
    if (phrase->titled || (first->bits & WORD_GIVEN_NAME) != 0)
        return HEXAPLA_NAME_PERSON;
    if (any_bits(self, phrase, WORD_ORGANISATION))
        return HEXAPLA_NAME_ORGANISATION;
    if (n > 1 && (first->bits & WORD_PLACE_OPENER) != 0)
        return HEXAPLA_NAME_PLACE;
    return HEXAPLA_NAME_OTHER;
}

/* What is likely when neither the words nor their surroundings tell. */
static HexaplaNameClass
class_by_shape(const HexaplaPassage *self, const HexaplaPhrase *phrase)
{
    const HexaplaToken *first = &self->segment[phrase->first];
    guint n = phrase->last - phrase->first;

    if ((first->flags & TOKEN_DIGITS) != 0)
        return HEXAPLA_NAME_OTHER;
    if ((first->flags & TOKEN_CAPS) != 0)
        return n == 1 ? HEXAPLA_NAME_ORGANISATION : HEXAPLA_NAME_OTHER;
    if ((first->flags & TOKEN_ARTICLE) != 0 || (n > 1 && n < 5))
        return HEXAPLA_NAME_PERSON;
    return HEXAPLA_NAME_OTHER;
}

/**
 * hexapla_bearer_classify:
 * @self: the words of a segment
 * @phrase: a name among them
 *
 * Returns: what bears it, by its own words, then by those around it, then by its shape
 */
HexaplaNameClass
hexapla_bearer_classify(const HexaplaPassage *self, HexaplaPhrase *phrase)
{
    HexaplaNameClass name_class;

    if (phrase->is_extended)
        return HEXAPLA_NAME_ORGANISATION;
    name_class = class_from_words(self, phrase);
    if (name_class == HEXAPLA_NAME_OTHER &&
        (phrase->last - phrase->first > 1 ||
         (self->segment[phrase->first].bits & WORD_DEMONYM) == 0))
        name_class = class_from_context(self, phrase);
    if (name_class == HEXAPLA_NAME_OTHER && (self->segment[phrase->first].bits & WORD_DEMONYM) == 0)
        name_class = class_by_shape(self, phrase);
    return name_class;
}
