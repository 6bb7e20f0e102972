/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/namer-private.h"

#include <string.h>

#include "translit/skeleton.h"

typedef struct {
    const char *key;
    guint32 bits;
} WordList;

static const WordList lists[] = {
    {"Calendar", WORD_CALENDAR},
    {"Titles", WORD_TITLE},
    {"Portfolios", WORD_PORTFOLIO},
    {"OrganisationHeads", WORD_ORGANISATION_HEAD},
    {"OrganisationOpeners", WORD_ORGANISATION_OPENER},
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

static const WordList beside_marks[] = {
    {"Elided", BESIDE_ELIDED},          {"NameElided", BESIDE_NAME_ELIDED},
    {"Determiners", BESIDE_DETERMINER}, {"CaseEndings", BESIDE_ENDING},
    {"Joined", BESIDE_JOINED},          {"AfterVerb", BESIDE_VERB},
    {"AfterPlural", BESIDE_PLURAL},
};

static const struct {
    const char *name;
    HexaplaMarkHabit habit;
} habits[] = {
    {"english", HABIT_ENGLISH}, {"contraction", HABIT_CONTRACTION}, {"elision", HABIT_ELISION},
    {"suffix", HABIT_SUFFIX},   {"letter", HABIT_LETTER},
};

#define APOSTROPHES "Apostrophes"

static HexaplaMarkHabit
read_habit(const HexaplaLanguage *language)
{
    g_auto(GStrv) own = hexapla_language_get_list(language, APOSTROPHES, "Habit");

    for (gsize i = 0; *own != NULL && i < G_N_ELEMENTS(habits); i++) {
        if (strcmp(*own, habits[i].name) == 0)
            return habits[i].habit;
    }
    return HABIT_UNKNOWN;
}

/* und.ini names the habits of languages that have no file yet. */
static HexaplaMarkHabit
find_habit(const HexaplaLanguage *others, const char *tag)
{
    g_autofree char *language = g_strndup(tag, strcspn(tag, "-_"));

    for (gsize i = 0; i < G_N_ELEMENTS(habits); i++) {
        g_auto(GStrv) tags = hexapla_language_get_list(others, APOSTROPHES, habits[i].name);

        if (g_strv_contains((const char *const *)tags, language))
            return habits[i].habit;
    }
    return HABIT_UNKNOWN;
}

static void
fill_beside_marks(HexaplaNamer *self, const HexaplaLanguage *language)
{
    const HexaplaLanguage *others = hexapla_language_get("und");
    const HexaplaLanguage *source = language;

    self->beside_marks = hexapla_lexicon_new();
    self->habit = read_habit(language);
    if (self->habit == HABIT_UNKNOWN) {
        self->habit = find_habit(others, hexapla_language_get_tag(language));
        source = others;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(beside_marks); i++)
        hexapla_language_fill(source, APOSTROPHES, beside_marks[i].key, self->beside_marks,
                              beside_marks[i].bits);
    /* Foreign names come in any language. */
    hexapla_language_fill(others, APOSTROPHES, "NameElided", self->beside_marks,
                          BESIDE_NAME_ELIDED);
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

    fill_beside_marks(self, language);
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
 * hexapla_namer_use:
 * @self: a namer that nobody uses yet
 * @lookup: (nullable): names of a ledger, which are names wherever they stand; outlives the namer
 *
 * Since: 0.1
 */
void
hexapla_namer_use(HexaplaNamer *self, const HexaplaLookup *lookup)
{
    self->lookup = lookup;
}

/**
 * hexapla_namer_skip_classes:
 * @self: a namer that nobody uses yet
 *
 * Of what class names are will not be asked, so that it need not be found out where it takes time.
 *
 * Since: 0.1
 */
void
hexapla_namer_skip_classes(HexaplaNamer *self)
{
    self->skips_classes = TRUE;
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
    hexapla_lexicon_free(self->beside_marks);
    g_free(self);
}

static void
find_keys(HexaplaDocument *document)
{
    guint n;
    HexaplaName *names = hexapla_document_get_names(document, &n);

    for (guint i = 0; i < n; i++)
        names[i].key = hexapla_skeleton_spelling_key(names[i].text, names[i].length);
}

/**
 * hexapla_namer_apply:
 * @self: a namer
 * @document: a part with its blocks and segments, and without marks and mentions
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError of %G_IO_ERROR
 *
 * Leaves marks with their roles, mentions and names in @document, each name its own cluster. The evidence is the
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
    if (self->lookup != NULL)
        hexapla_lookup_add_mentions(self->lookup, document);
    find_keys(document);
    return TRUE;
}
