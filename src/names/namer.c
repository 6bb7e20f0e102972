/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/namer-private.h"

#include <string.h>

typedef struct {
    const char *key;
    guint32 bits;
} WordList;

static const WordList lists[] = {
    {"Calendar", WORD_CALENDAR},
    {"Titles", WORD_TITLE},
    {"Portfolios", WORD_PORTFOLIO},
    {"OrganisationHeads", WORD_ORGANISATION_HEAD},
    {"OrganisationNouns", WORD_ORGANISATION_NOUN},
    {"PlaceHeads", WORD_PLACE_HEAD},
    {"PlaceOpeners", WORD_PLACE_OPENER},
    {"PlaceNouns", WORD_PLACE_NOUN},
    {"PlacePrepositions", WORD_PLACE_PREPOSITION},
    {"OrganisationPrepositions", WORD_ORGANISATION_PREPOSITION},
    {"PersonVerbs", WORD_PERSON_VERB},
    {"Particles", WORD_PARTICLE},
    {"Articles", WORD_ARTICLE},
    {"NameOpeners", WORD_NAME_OPENER},
    {"SmallNameOpeners", WORD_SMALL_NAME_OPENER},
    {"GenericWords", WORD_GENERIC},
    {"GivenNames", WORD_GIVEN_NAME},
    {"Countries", WORD_PLACE},
    {"Regions", WORD_PLACE},
    {"Cities", WORD_PLACE},
    {"Demonyms", WORD_DEMONYM},
    {"Organisations", WORD_ORGANISATION},
    {"ContractionHosts", WORD_CONTRACTION_HOST},
    {"Contractions", WORD_CONTRACTION},
    {"AynNames", WORD_AYN},
    {"Bylines", WORD_BYLINE},
    {"Of", WORD_OF},
    {"And", WORD_AND},
    {"The", WORD_THE},
};

static const char *const common_lists[] = {
    "CommonWords",   "CommonPronouns", "CommonPrepositions", "CommonConjunctions",
    "CommonAdverbs", "CommonVerbs",    "CommonNouns",
};

/* Languages that have no file of their own yet, but whose apostrophes differ from English ones. */
static const struct {
    const char *tag;
    HexaplaMarkHabit habit;
} habits[] = {
    {"en", HABIT_ENGLISH},     {"de", HABIT_CONTRACTION}, {"nl", HABIT_CONTRACTION},
    {"af", HABIT_CONTRACTION}, {"ga", HABIT_CONTRACTION}, {"gd", HABIT_CONTRACTION},
    {"fr", HABIT_ELISION},     {"it", HABIT_ELISION},     {"ca", HABIT_ELISION},
    {"oc", HABIT_ELISION},     {"eo", HABIT_ELISION},     {"tr", HABIT_SUFFIX},
    {"az", HABIT_SUFFIX},      {"uz", HABIT_LETTER},      {"sw", HABIT_LETTER},
    {"gn", HABIT_LETTER},      {"haw", HABIT_LETTER},     {"mt", HABIT_LETTER},
    {"uk", HABIT_LETTER},      {"be", HABIT_LETTER},      {"he", HABIT_LETTER},
};

static HexaplaMarkHabit
habit_of(const char *tag)
{
    gsize n = strcspn(tag, "-_");

    for (gsize i = 0; i < G_N_ELEMENTS(habits); i++) {
        if (strlen(habits[i].tag) == n && strncmp(habits[i].tag, tag, n) == 0)
            return habits[i].habit;
    }
    return HABIT_UNKNOWN;
}

static void
fill_list(HexaplaNamer *self, const HexaplaLanguage *language, const WordList *words)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, "Names", words->key);

    for (char **entry = list; *entry != NULL; entry++) {
        gsize first = strcspn(*entry, " -");

        hexapla_words_add(&self->words, *entry, strlen(*entry), words->bits);
        /* The first word of a longer entry tells the search that looking for it is worth while. */
        if ((*entry)[first] != '\0')
            hexapla_words_add(&self->words, *entry, first, WORD_STARTS_LONGER);
    }
}

static void
fill_common(HexaplaNamer *self, const HexaplaLanguage *language, const char *section,
            const char *key)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, section, key);

    for (char **entry = list; *entry != NULL; entry++) {
        g_autofree char *first = g_utf8_strup(*entry, g_utf8_next_char(*entry) - *entry);
        g_autofree char *word = g_strconcat(first, g_utf8_next_char(*entry), NULL);

        hexapla_words_add(&self->words, word, strlen(word), WORD_COMMON);
    }
}

/* A language without lists of words for names has those that tell where sentences begin. */
static void
fill_from_segmentation(HexaplaNamer *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, "Names", "CommonWords");

    if (*list != NULL)
        return;
    fill_common(self, language, "Segmentation", "Starters");
    fill_common(self, language, "Segmentation", "NeverFinal");
    fill_common(self, language, "Segmentation", "BeforeNumber");
}

static void
add_plurals(HexaplaNamer *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, "Names", "Demonyms");
    g_auto(GStrv) endings = hexapla_language_get_list(language, "Names", "PluralEnding");

    for (char **ending = endings; *ending != NULL; ending++) {
        for (char **entry = list; *entry != NULL; entry++) {
            g_autofree char *plural = g_strconcat(*entry, *ending, NULL);

            hexapla_words_add(&self->words, plural, strlen(plural), WORD_DEMONYM);
        }
    }
}

/**
 * hexapla_namer_new:
 * @language: the language of the articles; an unknown one has no lists, so that only marks, scripts
 * and capitals tell
 *
 * Returns: (transfer full): a namer; free with hexapla_namer_free()
 * Since: 0.1
 */
HexaplaNamer *
hexapla_namer_new(const HexaplaLanguage *language)
{
    HexaplaNamer *self = g_new0(HexaplaNamer, 1);

    self->habit = habit_of(hexapla_language_get_tag(language));
    hexapla_words_init(&self->words);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        fill_list(self, language, &lists[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(common_lists); i++)
        fill_common(self, language, "Names", common_lists[i]);
    fill_from_segmentation(self, language);
    add_plurals(self, language);
    return self;
}

/**
 * hexapla_namer_free:
 * @self: (transfer full) (nullable): a namer
 *
 * Since: 0.1
 */
void
hexapla_namer_free(HexaplaNamer *self)
{
    if (self == NULL)
        return;
    hexapla_words_clear(&self->words);
    g_free(self);
}

/**
 * hexapla_namer_apply:
 * @self: a namer
 * @document: a part with its blocks and segments, and without marks and mentions
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError of %G_IO_ERROR
 *
 * Leaves marks with their roles, mentions, names and clusters in @document. The evidence is the
 * part alone, so the result does not depend on the order of parts.
 *
 * Returns: %FALSE when it was cancelled
 * Since: 0.1
 */
gboolean
hexapla_namer_apply(HexaplaNamer *self, HexaplaDocument *document, GCancellable *cancellable,
                    GError **error)
{
    hexapla_namer_find_roles(self, document);
    if (!hexapla_namer_find_mentions(self, document, cancellable, error))
        return FALSE;
    hexapla_namer_find_clusters(self, document);
    return TRUE;
}
