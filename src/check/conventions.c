/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/conventions.h"

#include <string.h>

#include "base/text.h"

#define SECTION "Check"

/* Clitics before one word: "and", "with", the article. */
#define MAX_PREFIXES 3

/* What a stem has at least, so that an ending is no whole name. */
#define MIN_STEM 3

struct _HexaplaConventions {
    GHashTable *numbers; /* folded words, stems with a * behind them, to values */
    GHashTable *units;   /* the same, to interned units */
    GHashTable *known_units;
    GHashTable *afternoon;
    GHashTable *doubles;
    char **prefixes;
    char **endings;
    char *stops;
    char *questions;
};

static gunichar
fold_letter(gunichar c)
{
    switch (c) {
    case 0x0622: /* alif with madda, with hamza above and below, of wasl */
    case 0x0623:
    case 0x0625:
    case 0x0671:
        return 0x0627;
    case 0x0649: /* alif maqṣūra, Persian yeh */
    case 0x06CC:
        return 0x064A;
    case 0x0629: /* tāʾ marbūṭa */
        return 0x0647;
    case 0x06A9: /* Persian kāf */
        return 0x0643;
    case 0x0451: /* ё */
        return 0x0435;
    default:
        return g_unichar_tolower(c);
    }
}

/* Vowel signs of Arabic and Hebrew, and what only stretches a word. */
static gboolean
is_ornament(gunichar c)
{
    return c == 0x0640 || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
           (c >= 0x0591 && c <= 0x05C7 && c != 0x05BE) || c == 0x200C || c == 0x00AD;
}

/**
 * hexapla_conventions_fold:
 * @text: a word, UTF-8
 * @n: its bytes
 *
 * Returns: (transfer full): the word in small letters, without vowel signs, and with one letter for
 * those that Arabic writers mix; free with g_free()
 * Since: 0.1
 */
char *
hexapla_conventions_fold(const char *text, gsize n)
{
    GString *folded = g_string_sized_new(n);
    const char *p = text, *end = text + n;

    while (p < end) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (!is_ornament(c))
            g_string_append_unichar(folded, fold_letter(c));
    }
    return g_string_free(folded, FALSE);
}

static char *
fold(const char *word)
{
    return hexapla_conventions_fold(word, strlen(word));
}

static GHashTable *
read_words(const HexaplaLanguage *language, const char *key)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) list = hexapla_language_get_list(language, SECTION, key);

    for (char **word = list; *word != NULL; word++)
        g_hash_table_add(words, fold(*word));
    return words;
}

static char **
read_affixes(const HexaplaLanguage *language, const char *key)
{
    char **list = hexapla_language_get_list(language, SECTION, key);

    for (char **word = list; *word != NULL; word++) {
        char *folded = fold(*word);

        g_free(*word);
        *word = folded;
    }
    return list;
}

static void
add_words(GHashTable *table, char *list, gpointer value)
{
    g_auto(GStrv) words = g_strsplit(list, ",", -1);

    for (char **word = words; *word != NULL; word++)
        g_hash_table_insert(table, fold(*word), value);
}

/* Entries are VALUE:WORD,WORD. */
static void
read_numbers(HexaplaConventions *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, SECTION, "Numbers");

    for (char **entry = list; *entry != NULL; entry++) {
        char *words;
        guint64 value = g_ascii_strtoull(*entry, &words, 10);

        if (*words == ':')
            add_words(self->numbers, words + 1, (gpointer)(gsize)value);
    }
}

static void
read_units(HexaplaConventions *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, SECTION, "Units");

    for (char **entry = list; *entry != NULL; entry++) {
        char *words = strchr(*entry, ':');

        if (words == NULL)
            continue;
        *words = '\0';
        g_hash_table_add(self->known_units, (gpointer)g_intern_string(*entry));
        add_words(self->units, words + 1, (gpointer)g_intern_string(*entry));
    }
}

static char *
read_marks(const HexaplaLanguage *language, const char *key, const char *usual)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, SECTION, key);

    return list[0] != NULL ? g_strjoinv("", list) : g_strdup(usual);
}

/**
 * hexapla_conventions_new:
 * @language: a language; one without a file has only what holds for all
 *
 * Returns: (transfer full): its conventions; free with hexapla_conventions_free()
 * Since: 0.1
 */
HexaplaConventions *
hexapla_conventions_new(const HexaplaLanguage *language)
{
    HexaplaConventions *self = g_new0(HexaplaConventions, 1);

    self->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->known_units = g_hash_table_new(g_str_hash, g_str_equal);
    read_units(self, hexapla_language_get("und"));
    read_units(self, language);
    read_numbers(self, language);
    self->afternoon = read_words(language, "Afternoon");
    self->doubles = read_words(language, "MayDouble");
    self->prefixes = read_affixes(language, "NamePrefixes");
    self->endings = read_affixes(language, "NameEndings");
    self->stops = read_marks(language, "FullStops", ".");
    self->questions = read_marks(language, "QuestionMarks", "?");
    return self;
}

/**
 * hexapla_conventions_free:
 * @self: (transfer full) (nullable): conventions
 *
 * Since: 0.1
 */
void
hexapla_conventions_free(HexaplaConventions *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->numbers);
    g_hash_table_unref(self->units);
    g_hash_table_unref(self->known_units);
    g_hash_table_unref(self->afternoon);
    g_hash_table_unref(self->doubles);
    g_strfreev(self->prefixes);
    g_strfreev(self->endings);
    g_free(self->stops);
    g_free(self->questions);
    g_free(self);
}

/* The word itself, else its longest stem. */
static gpointer
find_stem(GHashTable *table, const char *word)
{
    gpointer value = g_hash_table_lookup(table, word);
    gsize n = strlen(word);
    g_autofree char *stem = g_malloc(n + 2);

    while (value == NULL && n > 0) {
        memcpy(stem, word, n);
        memcpy(stem + n, "*", 2);
        value = g_hash_table_lookup(table, stem);
        n = g_utf8_find_prev_char(word, word + n) != NULL
                ? (gsize)(g_utf8_find_prev_char(word, word + n) - word)
                : 0;
    }
    return value;
}

static gpointer
find_word(const HexaplaConventions *self, GHashTable *table, const char *word, guint n_prefixes)
{
    gpointer value = find_stem(table, word);

    for (char **prefix = self->prefixes; value == NULL && *prefix != NULL; prefix++) {
        if (n_prefixes < MAX_PREFIXES && g_str_has_prefix(word, *prefix))
            value = find_word(self, table, word + strlen(*prefix), n_prefixes + 1);
    }
    return value;
}

/**
 * hexapla_conventions_find_number:
 * @self: conventions
 * @word: a folded word
 *
 * Returns: what the word counts, also the number of a month; 0 when it counts nothing
 * Since: 0.1
 */
guint64
hexapla_conventions_find_number(const HexaplaConventions *self, const char *word)
{
    return (gsize)find_word(self, self->numbers, word, 0);
}

/**
 * hexapla_conventions_find_unit:
 * @self: conventions
 * @word: a folded word, or two with a space between them
 *
 * Returns: (transfer none) (nullable): the unit that it names, an interned string equal in all
 * languages
 * Since: 0.1
 */
const char *
hexapla_conventions_find_unit(const HexaplaConventions *self, const char *word)
{
    return find_word(self, self->units, word, 0);
}

/**
 * hexapla_conventions_knows_unit:
 * @self: conventions
 * @unit: as hexapla_conventions_find_unit() gives it
 *
 * Returns: whether the language has words for it
 * Since: 0.1
 */
gboolean
hexapla_conventions_knows_unit(const HexaplaConventions *self, const char *unit)
{
    return g_hash_table_contains(self->known_units, unit);
}

/**
 * hexapla_conventions_is_afternoon:
 * @self: conventions
 * @word: a folded word
 *
 * Returns: whether it tells that an hour is one of the second half of the day
 * Since: 0.1
 */
gboolean
hexapla_conventions_is_afternoon(const HexaplaConventions *self, const char *word)
{
    return g_hash_table_contains(self->afternoon, word);
}

/**
 * hexapla_conventions_may_double:
 * @self: conventions
 * @word: a folded word
 *
 * Returns: whether it may follow itself, as French "nous"
 * Since: 0.1
 */
gboolean
hexapla_conventions_may_double(const HexaplaConventions *self, const char *word)
{
    return g_hash_table_contains(self->doubles, word);
}

/* Whether the first @n bytes of @word are a stem of @name. */
static gboolean
is_stem_of(const HexaplaConventions *self, const char *word, gsize n, const char *name)
{
    gsize n_name = strlen(name);

    if (strncmp(word, name, n) != 0)
        return FALSE;
    if (n == n_name)
        return TRUE;
    for (char **ending = self->endings; *ending != NULL; ending++) {
        if (strcmp(name + n, *ending) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_inflected(const HexaplaConventions *self, const char *word, const char *name)
{
    gsize n = strlen(word);

    if (is_stem_of(self, word, n, name) &&
        (word[0] == '\0' || strcmp(word, name) == 0 || g_utf8_strlen(word, -1) >= MIN_STEM))
        return TRUE;
    for (char **ending = self->endings; *ending != NULL; ending++) {
        gsize n_ending = strlen(*ending);

        if (n > n_ending && g_str_has_suffix(word, *ending) &&
            g_utf8_strlen(word, n - n_ending) >= MIN_STEM &&
            is_stem_of(self, word, n - n_ending, name))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_prefixed(const HexaplaConventions *self, const char *word, const char *name, guint n_prefixes)
{
    if (is_inflected(self, word, name))
        return TRUE;
    for (char **prefix = self->prefixes; n_prefixes < MAX_PREFIXES && *prefix != NULL; prefix++) {
        if (g_str_has_prefix(word, *prefix) &&
            is_prefixed(self, word + strlen(*prefix), name, n_prefixes + 1))
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_conventions_is_form:
 * @self: conventions
 * @word: a folded word
 * @name: a folded name
 *
 * Returns: whether the word is the name, perhaps with what the language puts before and behind
 * names; the article of the name may be missing
 * Since: 0.1
 */
gboolean
hexapla_conventions_is_form(const HexaplaConventions *self, const char *word, const char *name)
{
    if (is_prefixed(self, word, name, 0))
        return TRUE;
    for (char **prefix = self->prefixes; *prefix != NULL; prefix++) {
        /* A single letter is as likely one of the name. */
        if (g_utf8_strlen(*prefix, -1) > 1 && g_str_has_prefix(name, *prefix) &&
            g_utf8_strlen(name + strlen(*prefix), -1) >= MIN_STEM &&
            is_prefixed(self, word, name + strlen(*prefix), 0))
            return TRUE;
    }
    return FALSE;
}

static HexaplaMarkClass
classify(gunichar c)
{
    switch (c) {
    case '.':
    case 0x06D4: /* Urdu */
    case 0x0589: /* Armenian */
    case 0x0964: /* danda */
    case 0x0965:
    case 0x104B: /* Burmese */
    case 0x1362: /* Ethiopic */
    case 0x17D4: /* Khmer */
    case 0x3002: /* Chinese and Japanese */
    case 0xFF0E:
    case 0xFF61:
        return HEXAPLA_MARK_STOP;
    case '?':
    case 0x037E: /* Greek */
    case 0x055E:
    case 0x061F: /* Arabic */
    case 0x1367:
    case 0xFF1F:
        return HEXAPLA_MARK_QUESTION;
    case '!':
    case 0x055C:
    case 0xFF01:
        return HEXAPLA_MARK_EXCLAMATION;
    case 0x2026:
        return HEXAPLA_MARK_ELLIPSIS;
    case ',':
    case ';':
    case ':':
    case 0x060C:
    case 0x061B:
    case 0x3001:
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
        return HEXAPLA_MARK_PAUSE;
    default:
        return HEXAPLA_MARK_NONE;
    }
}

/**
 * hexapla_conventions_classify:
 * @self: conventions
 * @c: a character
 * @is_foreign: (out): whether another language ends its sentences so
 *
 * Returns: what the character says at the end of a sentence
 * Since: 0.1
 */
HexaplaMarkClass
hexapla_conventions_classify(const HexaplaConventions *self, gunichar c, gboolean *is_foreign)
{
    HexaplaMarkClass found = classify(c);

    *is_foreign = FALSE;
    if (c != 0 && g_utf8_strchr(self->questions, -1, c) != NULL)
        return HEXAPLA_MARK_QUESTION;
    if (c != 0 && g_utf8_strchr(self->stops, -1, c) != NULL)
        return HEXAPLA_MARK_STOP;
    *is_foreign = found == HEXAPLA_MARK_QUESTION || found == HEXAPLA_MARK_STOP;
    return found;
}
