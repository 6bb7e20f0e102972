/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/phrases.h"

#include <string.h>

#include "align/folding.h"
#include "base/language.h"

/* Letters that a word has at least when something is taken from it. */
#define MIN_LETTERS 3

/* Letters of a word that count: languages without a list of endings have some, too. */
#define MAX_LETTERS 8

/* Clitics before a word: Arabic wa-bi-l-. */
#define MAX_PREFIXES 3

/* What one word may be, by the clitics that are taken for a part of it. */
#define MAX_READINGS 8

struct _HexaplaPhrases {
    char **prefixes;
    char **endings;
    GHashTable *beginnings; /* of phrases, to whether one ends there */
    GString *words;         /* of the sentence, each with its NUL */
    GArray *starts;         /* of each of them */
    GString *key;
};

static char **
read_affixes(const char *language, const char *key)
{
    char **affixes = hexapla_language_get_list(hexapla_language_get(language), "Check", key);

    for (char **affix = affixes; *affix != NULL; affix++) {
        GString *folded = g_string_new(NULL);

        hexapla_folding_append(folded, *affix, strlen(*affix));
        g_free(*affix);
        *affix = g_string_free(folded, FALSE);
    }
    return affixes;
}

/**
 * hexapla_phrases_new:
 * @language: a language tag
 *
 * Returns: (transfer full): no phrases yet; free with hexapla_phrases_free()
 * Since: 0.1
 */
HexaplaPhrases *
hexapla_phrases_new(const char *language)
{
    HexaplaPhrases *self = g_new0(HexaplaPhrases, 1);

    self->prefixes = read_affixes(language, "NamePrefixes");
    self->endings = read_affixes(language, "NameEndings");
    self->beginnings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->words = g_string_new(NULL);
    self->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    self->key = g_string_new(NULL);
    return self;
}

/**
 * hexapla_phrases_free:
 * @self: (transfer full) (nullable): phrases
 *
 * Since: 0.1
 */
void
hexapla_phrases_free(HexaplaPhrases *self)
{
    if (self == NULL)
        return;
    g_strfreev(self->prefixes);
    g_strfreev(self->endings);
    g_hash_table_unref(self->beginnings);
    g_string_free(self->words, TRUE);
    g_array_unref(self->starts);
    g_string_free(self->key, TRUE);
    g_free(self);
}

/**
 * hexapla_phrases_begin:
 * @self: phrases
 *
 * The words that are pushed from now on are of a new sentence.
 *
 * Since: 0.1
 */
void
hexapla_phrases_begin(HexaplaPhrases *self)
{
    g_string_truncate(self->words, 0);
    g_array_set_size(self->starts, 0);
}

/**
 * hexapla_phrases_push:
 * @self: phrases
 * @word: the next word of the sentence, as hexapla_folding_append() makes it; or a letter, where
 * words have no space between them
 *
 * Since: 0.1
 */
void
hexapla_phrases_push(HexaplaPhrases *self, const char *word)
{
    g_array_append_val(self->starts, self->words->len);
    g_string_append_len(self->words, word, strlen(word) + 1);
}

static gboolean
is_long_enough(const char *word, gssize n)
{
    return g_utf8_strlen(word, n) >= MIN_LETTERS;
}

/* Bytes of the word without its longest ending. */
static gsize
cut_ending(const HexaplaPhrases *self, const char *word, gsize n)
{
    gsize least = n;

    for (char **ending = self->endings; *ending != NULL; ending++) {
        gsize n_ending = strlen(*ending);

        if (n_ending < n && n - n_ending < least &&
            memcmp(word + n - n_ending, *ending, n_ending) == 0 &&
            is_long_enough(word, n - n_ending))
            least = n - n_ending;
    }
    return least;
}

/* Endings are taken until there is none, so that all forms of a word lead to the same letters. */
static void
append_stem(const HexaplaPhrases *self, GString *key, const char *word)
{
    gsize n = strlen(word), before;
    const char *end = word;

    do {
        before = n;
        n = cut_ending(self, word, n);
    } while (n < before);
    for (guint i = 0; i < MAX_LETTERS && end < word + n; i++)
        end = g_utf8_next_char(end);
    g_string_append_len(key, word, end - word);
    g_string_append_c(key, ' ');
}

static const char *
get_word(const HexaplaPhrases *self, guint index)
{
    return self->words->str + g_array_index(self->starts, gsize, index);
}

/* The article of a name is a prefix in sentences; a single letter is as likely one of the name. */
static const char *
skip_article(const HexaplaPhrases *self, const char *word)
{
    for (char **prefix = self->prefixes; *prefix != NULL; prefix++) {
        gsize n = strlen(*prefix);

        if (g_utf8_strlen(*prefix, -1) > 1 && g_str_has_prefix(word, *prefix) &&
            is_long_enough(word + n, -1))
            return word + n;
    }
    return word;
}

/**
 * hexapla_phrases_keep:
 * @self: phrases
 *
 * Finds the words that were pushed in all sentences to come.
 *
 * Returns: (transfer none): by what they are known; until the next call
 * Since: 0.1
 */
const char *
hexapla_phrases_keep(HexaplaPhrases *self)
{
    g_string_truncate(self->key, 0);
    for (guint i = 0; i < self->starts->len; i++) {
        gboolean is_last = i + 1 == self->starts->len;

        append_stem(self, self->key, skip_article(self, get_word(self, i)));
        if (is_last || !g_hash_table_contains(self->beginnings, self->key->str))
            g_hash_table_insert(self->beginnings, g_strdup(self->key->str),
                                GINT_TO_POINTER(is_last));
    }
    return self->key->str;
}

/* The word, and what is left of it without clitics. */
static guint
list_readings(const HexaplaPhrases *self, const char *word, guint n_prefixes, const char **readings,
              guint n)
{
    if (n == MAX_READINGS)
        return n;
    readings[n++] = word;
    for (char **prefix = self->prefixes; n_prefixes < MAX_PREFIXES && *prefix != NULL; prefix++) {
        gsize n_prefix = strlen(*prefix);

        if (g_str_has_prefix(word, *prefix) && is_long_enough(word + n_prefix, -1))
            n = list_readings(self, word + n_prefix, n_prefixes + 1, readings, n);
    }
    return n;
}

/* The longest phrase that goes on from the beginning in @key with word @index; the length of its key, or 0. */
static gsize
find_longest(HexaplaPhrases *self, GString *key, guint index, guint *end)
{
    const char *readings[MAX_READINGS];
    gsize n = key->len, longest = 0;
    guint n_readings;

    if (index == self->starts->len)
        return 0;
    n_readings = list_readings(self, get_word(self, index), 0, readings, 0);
    for (guint i = 0; i < n_readings && longest == 0; i++) {
        gpointer is_whole;
        gsize further;

        g_string_truncate(key, n);
        append_stem(self, key, readings[i]);
        if (!g_hash_table_lookup_extended(self->beginnings, key->str, NULL, &is_whole))
            continue;
        if (is_whole != NULL) {
            longest = key->len;
            *end = index + 1;
        }
        further = find_longest(self, key, index + 1, end);
        longest = MAX(longest, further);
    }
    return longest;
}

/**
 * hexapla_phrases_find:
 * @self: phrases
 * @func: takes those that stand in the words that were pushed, the longest at each place
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_phrases_find(HexaplaPhrases *self, HexaplaPhraseFunc func, gpointer user_data)
{
    guint next = 1;

    if (g_hash_table_size(self->beginnings) == 0)
        return;
    for (guint i = 0; i < self->starts->len; i = next) {
        gsize n;

        next = i + 1;
        g_string_truncate(self->key, 0);
        n = find_longest(self, self->key, i, &next);
        if (n == 0)
            continue;
        g_string_truncate(self->key, n);
        func(self->key->str, user_data);
    }
}
