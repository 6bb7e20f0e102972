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
    GHashTable *inner_units; /* what stands inside words to units */
    char **duals;
    char **joiners;
    GHashTable *calendar; /* folded words to months, and behind them days of the week */
    gboolean has_capital_dates;
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

/* г is a gram and a year: the unit of such a word is both, with a slash between them. */
static void
add_unit(GHashTable *units, char *word, const char *unit)
{
    const char *known = g_hash_table_lookup(units, word);
    g_autofree char *both = NULL;

    if (known != NULL && !hexapla_conventions_units_meet(known, unit)) {
        both = g_strconcat(known, "/", unit, NULL);
        unit = g_intern_string(both);
    } else if (known != NULL) {
        unit = known;
    }
    g_hash_table_insert(units, word, (gpointer)unit);
}

/* Those with a * on both sides stand inside words. */
static void
add_unit_words(HexaplaConventions *self, char *list, const char *unit)
{
    g_auto(GStrv) words = g_strsplit(list, ",", -1);

    for (char **word = words; *word != NULL; word++) {
        gsize n = strlen(*word);

        if (n > 2 && **word == '*')
            add_unit(self->inner_units, hexapla_conventions_fold(*word + 1, n - 2), unit);
        else
            add_unit(self->units, fold(*word), unit);
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
        add_unit_words(self, words + 1, g_intern_string(*entry));
    }
}

/* Entries are WORD,WORD in the order of the calendar. */
static void
read_calendar(HexaplaConventions *self, const HexaplaLanguage *language, const char *key,
              guint first)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, SECTION, key);

    for (guint i = 0; list[i] != NULL; i++)
        add_words(self->calendar, list[i], GUINT_TO_POINTER(first + i + 1));
    if (list[0] != NULL)
        self->has_capital_dates = g_unichar_isupper(g_utf8_get_char(list[0]));
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
    self->inner_units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->known_units = g_hash_table_new(g_str_hash, g_str_equal);
    read_units(self, hexapla_language_get("und"));
    read_units(self, language);
    read_numbers(self, language);
    self->calendar = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_calendar(self, language, "Months", 0);
    read_calendar(self, language, "Weekdays", HEXAPLA_MONTHS);
    self->afternoon = read_words(language, "Afternoon");
    self->doubles = read_words(language, "MayDouble");
    self->duals = read_affixes(language, "DualEndings");
    self->joiners = read_affixes(language, "NumberJoiners");
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
    g_hash_table_unref(self->calendar);
    g_hash_table_unref(self->afternoon);
    g_hash_table_unref(self->doubles);
    g_hash_table_unref(self->inner_units);
    g_strfreev(self->duals);
    g_strfreev(self->joiners);
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

/* Einundzwanzig, fünfundzwanzigste. */
static guint64
find_joined(const HexaplaConventions *self, const char *word)
{
    for (char **joiner = self->joiners; *joiner != NULL; joiner++) {
        const char *place = strstr(word, *joiner);
        g_autofree char *units = place != NULL ? g_strndup(word, place - word) : NULL;
        guint64 n_units = units != NULL ? (gsize)g_hash_table_lookup(self->numbers, units) : 0;
        guint64 n_tens = n_units > 0 ? (gsize)find_stem(self->numbers, place + strlen(*joiner)) : 0;

        if (n_units < 10 && n_tens >= 20 && n_tens < 100)
            return n_tens + n_units;
    }
    return 0;
}

static gboolean
is_dual(const HexaplaConventions *self, const char *word)
{
    for (char **ending = self->duals; *ending != NULL; ending++) {
        if (g_str_has_suffix(word, *ending))
            return TRUE;
    }
    return FALSE;
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
    guint64 number = find_joined(self, word);

    if (number == 0)
        number = (gsize)find_word(self, self->numbers, word, 0);
    return number == 0 && is_dual(self, word) ? 2 : number;
}

/* The longest one: metres stand inside kilometres. */
static const char *
find_inner_unit(const HexaplaConventions *self, const char *word)
{
    const char *unit = NULL;
    GHashTableIter iter;
    gpointer inner, found;
    gsize longest = 0;

    g_hash_table_iter_init(&iter, self->inner_units);
    while (g_hash_table_iter_next(&iter, &inner, &found)) {
        if (strlen(inner) > longest && strstr(word, inner) != NULL) {
            longest = strlen(inner);
            unit = found;
        }
    }
    return unit;
}

/**
 * hexapla_conventions_find_unit:
 * @self: conventions
 * @word: a folded word, or two with a space between them
 *
 * Returns: (transfer none) (nullable): the unit that it names, equal in all languages; several have
 * a slash between them
 * Since: 0.1
 */
const char *
hexapla_conventions_find_unit(const HexaplaConventions *self, const char *word)
{
    const char *unit = find_word(self, self->units, word, 0);

    return unit != NULL ? unit : find_inner_unit(self, word);
}

/**
 * hexapla_conventions_units_meet:
 * @a: what hexapla_conventions_find_unit() gave
 * @b: the same
 *
 * Returns: whether both may be one unit
 * Since: 0.1
 */
gboolean
hexapla_conventions_units_meet(const char *a, const char *b)
{
    g_auto(GStrv) units = g_strsplit(a, "/", -1);
    g_auto(GStrv) others = g_strsplit(b, "/", -1);

    for (char **unit = units; *unit != NULL; unit++) {
        if (g_strv_contains((const char *const *)others, *unit))
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_conventions_find_date:
 * @self: conventions
 * @word: a folded word, or two with a space between them
 *
 * Returns: a month from 1 to %HEXAPLA_MONTHS, or a day of the week behind them from Monday on; 0
 * when the word is neither
 * Since: 0.1
 */
guint
hexapla_conventions_find_date(const HexaplaConventions *self, const char *word)
{
    return GPOINTER_TO_UINT(find_word(self, self->calendar, word, 0));
}

/**
 * hexapla_conventions_has_dates:
 * @self: conventions
 *
 * Returns: whether months and days of the language are known
 * Since: 0.1
 */
gboolean
hexapla_conventions_has_dates(const HexaplaConventions *self)
{
    return g_hash_table_size(self->calendar) > 0;
}

/**
 * hexapla_conventions_has_capital_dates:
 * @self: conventions
 *
 * Returns: whether the language always writes months and days with a capital
 * Since: 0.1
 */
gboolean
hexapla_conventions_has_capital_dates(const HexaplaConventions *self)
{
    return self->has_capital_dates;
}

/**
 * hexapla_conventions_knows_unit:
 * @self: conventions
 * @unit: as hexapla_conventions_find_unit() gives it
 *
 * Returns: whether the language has words for it, and for all that it may be
 * Since: 0.1
 */
gboolean
hexapla_conventions_knows_unit(const HexaplaConventions *self, const char *unit)
{
    g_auto(GStrv) units = g_strsplit(unit, "/", -1);

    for (char **one = units; *one != NULL; one++) {
        if (!g_hash_table_contains(self->known_units, *one))
            return FALSE;
    }
    return TRUE;
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
