/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/tokeniser.h"

#include <string.h>

#include "align/folding.h"
#include "align/phrases.h"
#include "base/breaker.h"
#include "base/language.h"
#include "base/text.h"

/* Letters of a word that count: what stands behind them is mostly an ending. */
#define STEM_LETTERS 6
#define STEM_LETTERS_WITHOUT_CASE 5

/* Letters that a word has at least when a prefix is taken from it. */
#define MIN_LETTERS_BEHIND_PREFIX 3

/* An article or preposition before an apostrophe: l’armée. */
#define MAX_ELIDED_LETTERS 2

#define MAX_WORD_BYTES 240

struct _HexaplaTokeniser {
    HexaplaTerms *terms;
    HexaplaBreaker *breaker;
    HexaplaPhrases *phrases;
    char **prefixes; /* of the language, the longest first */
    GArray *found;
    GArray *seen; /* by term: the sentence that it was last found in */
    guint32 sentence;
    gboolean is_first; /* no word of the sentence was read yet */
    GString *form;
    GString *key;
};

static int
compare_lengths(const void *a, const void *b)
{
    gsize x = strlen(*(const char *const *)a), y = strlen(*(const char *const *)b);

    return x > y ? -1 : x < y ? 1 : strcmp(*(const char *const *)a, *(const char *const *)b);
}

/**
 * hexapla_tokeniser_new:
 * @language: a language tag
 * @terms: takes the terms; lives longer
 * @error: (domain HEXAPLA_ERROR): ICU has no words for the language
 *
 * Returns: (transfer full) (nullable): a tokeniser; free with hexapla_tokeniser_free()
 * Since: 0.1
 */
HexaplaTokeniser *
hexapla_tokeniser_new(const char *language, HexaplaTerms *terms, GError **error)
{
    g_autoptr(HexaplaBreaker) breaker = hexapla_breaker_new(language, error);
    HexaplaTokeniser *self;

    if (breaker == NULL)
        return NULL;
    self = g_new0(HexaplaTokeniser, 1);
    self->terms = terms;
    self->breaker = g_steal_pointer(&breaker);
    self->phrases = hexapla_phrases_new(language);
    self->prefixes =
        hexapla_language_get_list(hexapla_language_get(language), "Alignment", "Prefixes");
    if (self->prefixes != NULL)
        qsort(self->prefixes, g_strv_length(self->prefixes), sizeof(char *), compare_lengths);
    self->found = g_array_new(FALSE, FALSE, sizeof(guint32));
    self->seen = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->form = g_string_new(NULL);
    self->key = g_string_new(NULL);
    return self;
}

/**
 * hexapla_tokeniser_free:
 * @self: (transfer full) (nullable): a tokeniser
 *
 * Since: 0.1
 */
void
hexapla_tokeniser_free(HexaplaTokeniser *self)
{
    if (self == NULL)
        return;
    hexapla_breaker_free(self->breaker);
    hexapla_phrases_free(self->phrases);
    g_strfreev(self->prefixes);
    g_array_unref(self->found);
    g_array_unref(self->seen);
    g_string_free(self->form, TRUE);
    g_string_free(self->key, TRUE);
    g_free(self);
}

static HexaplaTerm *
add(HexaplaTokeniser *self, HexaplaTermKind kind)
{
    guint32 number = hexapla_terms_add(self->terms, kind, self->key->str, self->form->str);
    HexaplaTerm *term = hexapla_terms_get(self->terms, number);

    if (number >= self->seen->len)
        g_array_set_size(self->seen, number + 1);
    if (g_array_index(self->seen, guint32, number) != self->sentence &&
        self->found->len < HEXAPLA_TOKENISER_MAX_TERMS) {
        g_array_index(self->seen, guint32, number) = self->sentence;
        g_array_append_val(self->found, number);
        term->count++;
    }
    return term;
}

static const char *
skip_prefix(const HexaplaTokeniser *self, const char *word)
{
    for (char **prefix = self->prefixes; prefix != NULL && *prefix != NULL; prefix++) {
        gsize n = strlen(*prefix);

        if (strncmp(word, *prefix, n) == 0 &&
            g_utf8_strlen(word + n, -1) >= MIN_LETTERS_BEHIND_PREFIX)
            return word + n;
    }
    return word;
}

/* Makes the key of what stands in @form, which loses its prefix. */
static void
make_key(HexaplaTokeniser *self)
{
    gunichar first;
    const char *word = skip_prefix(self, self->form->str);
    const char *end = word;
    guint letters;

    g_string_erase(self->form, 0, word - self->form->str);
    word = end = self->form->str;
    first = g_utf8_get_char(word);
    letters = g_unichar_toupper(first) != first ? STEM_LETTERS : STEM_LETTERS_WITHOUT_CASE;
    for (guint i = 0; i < letters && *end != '\0'; i++)
        end = g_utf8_next_char(end);
    g_string_truncate(self->key, 0);
    g_string_append_len(self->key, word, end - word);
}

static void
add_word(HexaplaTokeniser *self, const char *word, gsize n)
{
    gunichar first = hexapla_text_at(word, word + n);
    HexaplaTerm *term;

    g_string_truncate(self->form, 0);
    hexapla_folding_append(self->form, word, MIN(n, MAX_WORD_BYTES));
    if (self->form->len == 0)
        return;
    if (!hexapla_breaker_is_needed(first))
        hexapla_phrases_push(self->phrases, self->form->str);
    make_key(self);
    term = add(self, HEXAPLA_TERM_WORD);
    if (hexapla_text_is_lower(first))
        term->n_small++;
    else if (hexapla_text_is_upper(first) && !self->is_first)
        term->n_capitals++;
    self->is_first = FALSE;
}

static void
push_letters(HexaplaTokeniser *self, const char *run, gsize n)
{
    for (const char *p = run; p < run + n;) {
        gunichar c;
        char letter[7] = "";

        p = hexapla_text_next(p, run + n, &c);
        g_unichar_to_utf8(c, letter);
        hexapla_phrases_push(self->phrases, letter);
    }
}

static void
add_words(HexaplaTokeniser *self, const char *run, gsize n)
{
    guint n_words, start = 0;
    const guint32 *ends = hexapla_breaker_split(self->breaker, run, n, &n_words);

    /* Where a name ends depends on what stands around it, so it is looked for letter by letter. */
    push_letters(self, run, n);
    for (guint i = 0; i < n_words; i++) {
        add_word(self, run + start, ends[i] - start);
        start = ends[i];
    }
}

/* The possessive is no part of a name; the article before it is a word of its own. */
static const char *
read_apostrophe(HexaplaTokeniser *self, const char **word, const char *p, const char *next,
                const char *end)
{
    const char *last = next;
    gunichar c = 0;

    if (hexapla_text_count_chars(*word, p - *word) <= MAX_ELIDED_LETTERS) {
        add_word(self, *word, p - *word);
        *word = next;
        return next;
    }
    last = hexapla_text_next(next, end, &c);
    if ((c == 's' || c == 'S') && !hexapla_text_is_letter(hexapla_text_at(last, end))) {
        add_word(self, *word, p - *word);
        *word = last;
        return last;
    }
    return next;
}

static const char *
read_word(HexaplaTokeniser *self, const char *word, const char *end)
{
    const char *p = word;
    gboolean is_run = FALSE;

    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(p, end, &c);

        if (hexapla_text_is_apostrophe(c) && p > word &&
            hexapla_text_is_letter(hexapla_text_at(next, end))) {
            p = read_apostrophe(self, &word, p, next, end);
            continue;
        }
        if (!hexapla_text_is_letter(c) && c != 0x200C)
            break;
        /* Han and Latin letters side by side are two runs. */
        if (p > word && hexapla_breaker_is_needed(c) != is_run)
            break;
        is_run = hexapla_breaker_is_needed(c);
        p = next;
    }
    if (is_run)
        add_words(self, word, p - word);
    else if (p > word)
        add_word(self, word, p - word);
    return p;
}

static gboolean
is_digit_at(const char *p, const char *end)
{
    return p < end && hexapla_text_is_digit(hexapla_text_at(p, end));
}

static gboolean
groups_digits(gunichar c)
{
    return c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == 0x066B || c == 0x066C ||
           c == 0xFF0C || c == 0xFF0E;
}

/* A space groups digits by three. */
static gboolean
is_group(const char *p, const char *end)
{
    gunichar c;

    for (guint i = 0; i < 3; i++) {
        if (p == end)
            return FALSE;
        p = hexapla_text_next(p, end, &c);
        if (!hexapla_text_is_digit(c))
            return FALSE;
    }
    return !is_digit_at(p, end);
}

static const char *
read_number(HexaplaTokeniser *self, const char *p, const char *end)
{
    g_string_truncate(self->key, 0);
    while (p < end && self->key->len < MAX_WORD_BYTES) {
        gunichar c;
        const char *next = hexapla_text_next(p, end, &c);

        if (hexapla_text_is_digit(c))
            g_string_append_c(self->key, '0' + g_unichar_digit_value(c));
        else if (!(groups_digits(c) && is_digit_at(next, end)) &&
                 !((c == 0xA0 || c == 0x202F || c == 0x2009 || c == ' ') && is_group(next, end)))
            break;
        p = next;
    }
    g_string_assign(self->form, self->key->str);
    add(self, HEXAPLA_TERM_NUMBER);
    hexapla_phrases_push(self->phrases, self->key->str);
    self->is_first = FALSE;
    return p;
}

/* Marks that stand for the same thing in all scripts; the first of a row is their key. */
static const char *const marks[] = {
    "?？؟\u037E՞፧", "!！՜", ":：", ";；؛", "(（", "\"“«„「『《‹", "%％٪", "$＄", "€",
    "£￡",          "…",    "–—―", "/／",  "@＠", "&＆",          "°",
};

static void
read_mark(HexaplaTokeniser *self, gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (g_utf8_strchr(marks[i], -1, c) == NULL)
            continue;
        g_string_truncate(self->key, 0);
        g_string_append_unichar(self->key, g_utf8_get_char(marks[i]));
        g_string_assign(self->form, self->key->str);
        add(self, HEXAPLA_TERM_MARK);
        return;
    }
}

static void
read_text(HexaplaTokeniser *self, const char *text, gsize n)
{
    const char *p = text, *end = text + n;

    self->sentence++;
    self->is_first = TRUE;
    g_array_set_size(self->found, 0);
    hexapla_phrases_begin(self->phrases);
    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(p, end, &c);

        if (hexapla_text_is_letter(c)) {
            p = read_word(self, p, end);
        } else if (hexapla_text_is_digit(c)) {
            p = read_number(self, p, end);
        } else {
            if (!hexapla_text_is_space(c))
                read_mark(self, c);
            p = next;
        }
    }
}

static void
add_phrase(const char *key, gpointer user_data)
{
    HexaplaTokeniser *self = user_data;

    g_string_assign(self->key, key);
    g_string_assign(self->form, key);
    add(self, HEXAPLA_TERM_PHRASE);
}

/**
 * hexapla_tokeniser_read:
 * @self: a tokeniser
 * @text: a sentence, UTF-8
 * @n: its bytes
 * @n_terms: (out): how many different terms it has
 *
 * Returns: (transfer none) (array length=n_terms): them, in the order in which they first stand
 * there, phrases last; until the next call
 * Since: 0.1
 */
const guint32 *
hexapla_tokeniser_read(HexaplaTokeniser *self, const char *text, gsize n, guint *n_terms)
{
    read_text(self, text, n);
    hexapla_phrases_find(self->phrases, add_phrase, self);
    *n_terms = self->found->len;
    return (const guint32 *)self->found->data;
}

/**
 * hexapla_tokeniser_keep:
 * @self: a tokeniser
 * @text: a name, or words of a dictionary, UTF-8
 * @is_name: whether it is looked for with all that is written together with names
 * @kind: (out): of the term that stands for it
 *
 * Finds the phrase in all sentences that are read from now on.
 *
 * Returns: (transfer none) (nullable): the key of its term, until the next call; %NULL when it has
 * no words
 * Since: 0.1
 */
const char *
hexapla_tokeniser_keep(HexaplaTokeniser *self, const char *text, gboolean is_name,
                       HexaplaTermKind *kind)
{
    g_autoptr(HexaplaTerms) aside = hexapla_terms_new();
    HexaplaTerms *terms = self->terms;

    self->terms = aside;
    read_text(self, text, strlen(text));
    self->terms = terms;
    if (self->found->len == 0)
        return NULL;
    if (self->found->len == 1 && !is_name) {
        *kind = hexapla_terms_get(aside, 0)->kind;
        return self->key->str;
    }
    *kind = HEXAPLA_TERM_PHRASE;
    return hexapla_phrases_keep(self->phrases);
}
