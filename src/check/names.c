/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

#include <string.h>

#include "base/breaker.h"
#include "base/limits.h"
#include "base/text.h"

/* Up to this distance two spellings are taken for one name. */
#define MAX_DISTANCE 0.25

/* Up to this one nobody doubts it. */
#define MAX_SURE_DISTANCE 0.12

/* Letters of a name in a script without capitals that is surely no abbreviation. */
#define MIN_PLAIN_NAME 4

/* Words of a translation that are searched for another spelling; what has more is no sentence. */
#define MAX_WORDS 1000

/* Words of a name; longer ones are compared by these. */
#define MAX_NAME_WORDS 12

/* Scripts whose words have no space between them are searched letter by letter. */
static gboolean
has_no_spaces(const char *text)
{
    switch (g_unichar_get_script(g_utf8_get_char(text))) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
        return TRUE;
    default:
        return hexapla_breaker_is_needed(g_utf8_get_char(text));
    }
}

static gboolean
are_forms(const HexaplaPair *self, const HexaplaSideWord *words, const HexaplaSideWord *form,
          guint n)
{
    for (guint i = 0; i < n; i++) {
        if (!hexapla_conventions_is_form(self->target.conventions, words[i].folded, form[i].folded))
            return FALSE;
    }
    return TRUE;
}

static char *
join(const HexaplaSideWord *words, guint n, const char *between)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? between : "", words[i].folded);
    return g_string_free(joined, FALSE);
}

/* عبد الرحمن is also one word. */
static gboolean
has_joined(const HexaplaPair *self, const HexaplaSide *form)
{
    guint n, n_form;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n);
    const HexaplaSideWord *form_words = hexapla_side_get_words(form, &n_form);
    g_autofree char *joined_form = join(form_words, n_form, "");

    for (guint length = MAX(1, n_form - 1); length <= n_form + 1; length++) {
        for (guint i = 0; i + length <= n; i++) {
            g_autofree char *joined = join(words + i, length, "");

            if (hexapla_conventions_is_form(self->target.conventions, joined, joined_form))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
has_form(const HexaplaPair *self, const HexaplaSide *form)
{
    guint n, n_form;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n);
    const HexaplaSideWord *form_words = hexapla_side_get_words(form, &n_form);

    if (n_form == 0 || has_no_spaces(form->text))
        return strstr(self->target.text, form->text) != NULL;
    for (guint i = 0; i + n_form <= n; i++) {
        if (are_forms(self, words + i, form_words, n_form))
            return TRUE;
    }
    return has_joined(self, form);
}

/* A bare surname in the source is one in the translation, too. */
static gboolean
has_short_form(const HexaplaPair *self, const HexaplaSide *form, const char *name)
{
    guint n, n_form;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n);
    const HexaplaSideWord *form_words = hexapla_side_get_words(form, &n_form);

    if (hexapla_text_count_words(name, strlen(name)) >= n_form)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        for (guint j = 0; j < n_form; j++) {
            if (g_utf8_strlen(form_words[j].folded, -1) > 2 &&
                are_forms(self, &words[i], &form_words[j], 1))
                return TRUE;
        }
    }
    return FALSE;
}

/* The stretch of the translation that is most like the name, however it is spelled. */
static double
find_nearest(const HexaplaPair *self, HexaplaMatcher *matcher, const char *form, guint least,
             guint most, char **nearest)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n);
    double best = 2;

    for (guint length = MAX(1, least); length <= MIN(most, MAX_NAME_WORDS); length++) {
        for (guint i = 0; i + length <= MIN(n, MAX_WORDS); i++) {
            g_autofree char *words_text = join(words + i, length, " ");
            double distance = hexapla_matcher_distance(matcher, words_text, form);

            if (distance >= best)
                continue;
            best = distance;
            g_free(*nearest);
            *nearest = g_strndup(self->target.text + words[i].start,
                                 words[i + length - 1].end - words[i].start);
        }
    }
    return best;
}

/**
 * hexapla_pair_check_name:
 * @self: a pair
 * @matcher: for names of the language of the target
 * @name: as it stands in the source
 * @form: its approved form in the language of the target
 *
 * Looks for the form, for what clitics and endings make of it, and for other spellings of it.
 */
void
hexapla_pair_check_name(const HexaplaPair *self, HexaplaMatcher *matcher, const char *name,
                        const char *form)
{
    g_auto(HexaplaSide) side = {0};
    g_autofree char *nearest = NULL;
    double distance;

    hexapla_side_init(&side, self->target.conventions, form);
    if (has_form(self, &side) || has_short_form(self, &side, name))
        return;
    distance = find_nearest(self, matcher, form, MAX(side.words->len, 1) - 1, side.words->len + 1,
                            &nearest);
    if (distance <= MAX_DISTANCE)
        hexapla_pair_report(self, HEXAPLA_ISSUE_NAME_OTHER_FORM,
                            "“%s” is “%s” here; approved is “%s”", name, nearest, form);
    else
        hexapla_pair_report(self, HEXAPLA_ISSUE_NAME_MISSING, "“%s” is missing; approved is “%s”",
                            name, form);
}

static gboolean
is_same_spelling(const HexaplaPair *self, const char *a, const char *b)
{
    g_autofree char *folded_a = hexapla_conventions_fold(a, strlen(a));
    g_autofree char *folded_b = hexapla_conventions_fold(b, strlen(b));
    g_auto(HexaplaSide) side_a, side_b;
    gboolean is_same;

    hexapla_side_init(&side_a, self->target.conventions, folded_a);
    hexapla_side_init(&side_b, self->target.conventions, folded_b);
    is_same = side_a.words->len == side_b.words->len;
    for (guint i = 0; is_same && i < side_a.words->len; i++) {
        const char *word_a = g_array_index(side_a.words, HexaplaSideWord, i).folded;
        const char *word_b = g_array_index(side_b.words, HexaplaSideWord, i).folded;

        is_same = hexapla_conventions_is_form(self->target.conventions, word_a, word_b) ||
                  hexapla_conventions_is_form(self->target.conventions, word_b, word_a);
    }
    return is_same;
}

/* UN and BBC are translated or spelled out. */
static gboolean
is_abbreviation(const char *name)
{
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        if (hexapla_text_is_lower(g_utf8_get_char(p)))
            return FALSE;
    }
    return g_utf8_strlen(name, -1) < MIN_PLAIN_NAME || hexapla_text_is_upper(g_utf8_get_char(name));
}

/**
 * hexapla_pair_check_spelling:
 * @self: a pair
 * @matcher: for names of the language of the target
 * @name: as it stands in the source; nobody has approved a form of it
 * @spellings: names to what stood for them first, both owned
 *
 * Looks for what stands for the name, and whether it stood there before.
 */
void
hexapla_pair_check_spelling(const HexaplaPair *self, HexaplaMatcher *matcher, const char *name,
                            GHashTable *spellings)
{
    const char *before = g_hash_table_lookup(spellings, name);
    guint n_words = hexapla_text_count_words(name, strlen(name));
    g_autofree char *nearest = NULL;

    if (is_abbreviation(name) ||
        find_nearest(self, matcher, name, n_words, n_words, &nearest) > MAX_SURE_DISTANCE)
        return;
    if (before == NULL) {
        if (g_hash_table_size(spellings) < HEXAPLA_MAX_LEDGER_NAMES)
            g_hash_table_insert(spellings, g_strdup(name), g_steal_pointer(&nearest));
    } else if (!is_same_spelling(self, before, nearest)) {
        hexapla_pair_report(self, HEXAPLA_ISSUE_NAME_TWO_TRANSLATIONS,
                            "“%s” is “%s” here, and was “%s” before", name, nearest, before);
    }
}
