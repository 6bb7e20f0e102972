/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/lookup.h"
#include "names/namer.h"
#include "names/words.h"

G_BEGIN_DECLS

/* What the lists of a language file say of a word. */
enum {
    WORD_COMMON = 1u << 0, /* begins sentences and is no name; kept with a capital */
    WORD_CALENDAR = 1u << 1,
    WORD_TITLE = 1u << 2,
    WORD_PORTFOLIO = 1u << 3, /* Defense, Interior: what ministers look after */
    WORD_ORGANISATION_HEAD = 1u << 4,
    WORD_ORGANISATION_NOUN = 1u << 5, /* written small after a name, and part of it */
    WORD_PLACE_HEAD = 1u << 6,
    WORD_PLACE_OPENER = 1u << 7, /* Mount, Lake, Port */
    WORD_PLACE_NOUN = 1u << 8,   /* written small after a name, and no part of it */
    WORD_PLACE_PREPOSITION = 1u << 9,
    WORD_ORGANISATION_PREPOSITION = 1u << 10,
    WORD_PERSON_VERB = 1u << 11,
    WORD_PARTICLE = 1u << 12,
    WORD_ARTICLE = 1u << 13,
    WORD_NAME_OPENER = 1u << 14,
    WORD_SMALL_NAME_OPENER = 1u << 15,
    WORD_GIVEN_NAME = 1u << 16,
    WORD_PLACE = 1u << 17,
    WORD_DEMONYM = 1u << 18,
    WORD_ORGANISATION = 1u << 19,
    WORD_STARTS_LONGER = 1u << 20, /* first word of an entry of several words */
    WORD_CONTRACTION_HOST = 1u << 21,
    WORD_CONTRACTION = 1u << 22, /* what is left of a word that lost its beginning: em, tis */
    WORD_AYN = 1u << 23,
    WORD_GENERIC = 1u << 24,
    WORD_BYLINE = 1u << 25,
    WORD_OF = 1u << 26, /* joins the head of a name to the rest: of, for */
    WORD_AND = 1u << 27,
    WORD_THE = 1u << 28,
    WORD_ORGANISATION_OPENER = 1u << 29, /* Liwa, Saraya, Partido */
};

#define WORD_KNOWN_NAME (WORD_PLACE | WORD_DEMONYM | WORD_ORGANISATION)
#define WORD_HEAD (WORD_ORGANISATION_HEAD | WORD_PLACE_HEAD)

/* What the lists of a language file say of a word beside an apostrophe. */
enum {
    BESIDE_ELIDED = 1u << 0,      /* loses its end before a vowel: l, qu */
    BESIDE_NAME_ELIDED = 1u << 1, /* begins a name before a capital: O, D */
    BESIDE_DETERMINER = 1u << 2,
    BESIDE_ENDING = 1u << 3, /* of a case */
    BESIDE_JOINED = 1u << 4, /* a contraction with the mark left out: oclock */
    BESIDE_VERB = 1u << 5,   /* follows the verb ’s, never a possessive */
    BESIDE_PLURAL = 1u << 6, /* follows a plural, rarely a possessive */
};

/* What an apostrophe inside an ordinary word of a language is. */
typedef enum {
    HABIT_UNKNOWN,
    HABIT_ENGLISH,
    HABIT_CONTRACTION,
    HABIT_ELISION,
    HABIT_SUFFIX,
    HABIT_LETTER,
} HexaplaMarkHabit;

struct _HexaplaNamer {
    HexaplaWords words;
    HexaplaLexicon *beside_marks; /* folded */
    HexaplaMarkHabit habit;
    const HexaplaLookup *lookup; /* NULL without a ledger */
    gboolean skips_classes;
};

void hexapla_namer_find_roles(const HexaplaNamer *self, HexaplaDocument *document);
gboolean hexapla_namer_find_mentions(const HexaplaNamer *self, HexaplaDocument *document,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
