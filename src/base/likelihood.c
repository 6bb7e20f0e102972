/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/likelihood.h"

#include <math.h>
#include <string.h>
#include <unicode/uscript.h>

#include "base/language.h"
#include "base/text.h"

/* Letters that a model lists; others of the basic plane are rare everywhere. */
#define N_CHARACTERS 0x10000

/* Alphabets are listed whole; of Chinese characters and Korean syllables only the frequent ones. */
#define MAX_ALPHABET 120
#define ALPHABET_COVER 0.97
#define SYLLABARY_COVER 0.70
#define N_RARE_LETTERS 200
#define N_RARE_SYLLABLES 5000

/* In nats, about what these are in texts of any language. */
#define COST_ASCII 3.0
#define COST_LATIN 4.5     /* ASCII letters in another script: names, units */
#define COST_MARK 5.5      /* quotation marks, dashes */
#define COST_WIDE_MARK 4.0 /* 、 and 。 stand in every sentence */
#define COST_SIGN 11.0     /* all other signs */
#define COST_FOREIGN 13.0  /* letters of other scripts */
#define COST_NO_TEXT 16.0  /* private use, unassigned */

/* What else is odd, whatever the language. */
#define COST_CAPITAL 1.0       /* a capital */
#define COST_NEXT_CAPITAL 0.1  /* behind another one */
#define COST_INNER_CAPITAL 5.0 /* behind a small letter */
#define COST_INNER_SIGN 5.0    /* between two letters */
#define COST_TWO_SCRIPTS 8.0   /* in one word */
#define COST_INNER_FINAL 6.0   /* a letter that ends words, with another behind it */

/* Somebody said that the text is in another language. */
#define COST_OTHER_LANGUAGE 8.0

#define MAX_SCRIPTS 3

/* How often letters occur in a language. */
typedef struct {
    const char *language;
    GHashTable *costs; /* letter to pointer into nats */
    double *nats;
    double rest; /* of a letter that is not listed */
    UScriptCode scripts[MAX_SCRIPTS];
    guint n_scripts;
} Model;

/* What stands in a text: how often each character, and what is odd in any language. */
typedef struct {
    guint32 counts[N_CHARACTERS];
    guint16 seen[N_CHARACTERS];
    guint n_seen;
    double ascii; /* costs */
    double others;
} Census;

static UScriptCode
script_of(gunichar c)
{
    UErrorCode status = U_ZERO_ERROR;

    return uscript_getScript((UChar32)c, &status);
}

static gboolean
has_script(const Model *model, UScriptCode script)
{
    for (guint i = 0; i < model->n_scripts; i++) {
        if (model->scripts[i] == script)
            return TRUE;
    }
    return FALSE;
}

/* The r-th letter of n has a share of ln((n + 1) / r) / n: Gusein-Zade's law, which fits alphabets
 * without anybody counting. */
static void
add_model(GArray *models, const char *language, const char *letters)
{
    glong n = g_utf8_strlen(letters, -1), rank = 0;
    gboolean is_alphabet = n <= MAX_ALPHABET;
    double cover = is_alphabet ? ALPHABET_COVER : SYLLABARY_COVER;
    Model model = {.language = language, .nats = g_new(double, n)};

    model.costs = g_hash_table_new(NULL, NULL);
    model.rest = -log((1 - cover) / (is_alphabet ? N_RARE_LETTERS : N_RARE_SYLLABLES));
    for (const char *p = letters; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        UScriptCode script = script_of(c);

        model.nats[rank] = -log(cover * log((n + 1.0) / (rank + 1.0)) / (double)n);
        g_hash_table_insert(model.costs, GUINT_TO_POINTER(c), &model.nats[rank++]);
        if (script > USCRIPT_INHERITED && !has_script(&model, script) &&
            model.n_scripts < MAX_SCRIPTS)
            model.scripts[model.n_scripts++] = script;
    }
    g_array_append_val(models, model);
}

static gpointer
load_models(G_GNUC_UNUSED gpointer data)
{
    static const char *const keys[] = {"Letters", "OtherLetters"};
    GArray *models = g_array_new(FALSE, FALSE, sizeof(Model));

    for (const char *const *tag = hexapla_language_tags(); *tag != NULL; tag++) {
        const HexaplaLanguage *language = hexapla_language_get(*tag);

        for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
            g_auto(GStrv) letters = hexapla_language_get_list(language, "Language", keys[i]);

            if (letters[0] != NULL)
                add_model(models, *tag, letters[0]);
        }
    }
    return models;
}

/* Those of all languages; read when somebody needs them. */
static const GArray *
get_models(void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once(&once, load_models, NULL);
}

static gboolean
is_wide_mark(gunichar c)
{
    return (c >= 0x3001 && c <= 0x3011) || (c >= 0xFF01 && c <= 0xFF1F) || c == 0x30FB ||
           c == 0x30FC;
}

/* Signs that texts of many languages have, and only these. */
static gboolean
is_mark(gunichar c)
{
    static const gunichar marks[] = {
        0x00A0, 0x00A1, 0x00A7, 0x00AB, 0x00B0, 0x00B7, 0x00BB, 0x00BF, 0x060C, 0x061B,
        0x061F, 0x200C, 0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
        0x201E, 0x2022, 0x2026, 0x2039, 0x203A, 0x20AC, 0x2116, 0x3000,
    };

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i] == c)
            return TRUE;
    }
    return FALSE;
}

/* Letters that have this form only at the end of a word. */
static gboolean
is_final(gunichar c)
{
    return c == 0x05DA || c == 0x05DD || c == 0x05DF || c == 0x05E3 || c == 0x05E5 || /* Hebrew */
           c == 0x0629 || c == 0x0649 || /* tāʾ marbūṭa, alif maqṣūra */
           c == 0x03C2;                  /* ς */
}

/* Japanese writes three scripts in one word, and so does Chinese with its figures. */
static gboolean
mixes(UScriptCode script)
{
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script <= USCRIPT_INHERITED;
}

static gboolean
are_two_scripts(gunichar a, gunichar b)
{
    UScriptCode first = script_of(a), second = script_of(b);

    return first != second && !mixes(first) && !mixes(second);
}

/* What a letter costs because of the one before it. */
static double
cost_of_place(gunichar before, gunichar c)
{
    double cost = 0;

    if (hexapla_text_is_upper(c) && hexapla_text_is_lower(before))
        cost += COST_INNER_CAPITAL;
    else if (hexapla_text_is_upper(c))
        cost += hexapla_text_is_upper(before) ? COST_NEXT_CAPITAL : COST_CAPITAL;
    if ((c >= 0x80 || before >= 0x80) && hexapla_text_is_letter(before)) {
        if (are_two_scripts(before, c))
            cost += COST_TWO_SCRIPTS;
        if (is_final(before) && !g_unichar_ismark(c))
            cost += COST_INNER_FINAL;
    }
    return cost;
}

static double
cost_of_sign(gunichar before, gunichar c, gunichar after)
{
    gboolean is_inside = hexapla_text_is_letter(before) && hexapla_text_is_letter(after);

    if (is_wide_mark(c))
        return COST_WIDE_MARK;
    if (hexapla_text_is_apostrophe(c) || c == 0x200C)
        return COST_MARK;
    return (is_mark(c) ? COST_MARK : COST_SIGN) + (is_inside ? COST_INNER_SIGN : 0);
}

static void
count_letter(Census *self, gunichar c)
{
    c = g_unichar_tolower(c);
    if (self->counts[c]++ == 0)
        self->seen[self->n_seen++] = (guint16)c;
}

static void
take_census(Census *self, const char *text, gsize n)
{
    const char *end = text + n;
    gunichar before = 0, c;

    for (const char *p = text; p < end; before = c) {
        p = hexapla_text_next(p, end, &c);
        if (c < 0x80 && !hexapla_text_is_letter(c))
            self->ascii += c >= ' ' || g_ascii_isspace(c) ? COST_ASCII : COST_NO_TEXT;
        else if (c >= N_CHARACTERS - 2 || !g_unichar_isdefined(c) ||
                 g_unichar_type(c) == G_UNICODE_PRIVATE_USE || g_unichar_iscntrl(c))
            self->others += COST_NO_TEXT;
        else if (hexapla_text_is_letter(c) || g_unichar_isalpha(c))
            count_letter(self, c);
        else
            self->others += cost_of_sign(before, c, hexapla_text_at(p, end));
        if (hexapla_text_is_letter(c))
            *(c < 0x80 ? &self->ascii : &self->others) += cost_of_place(before, c);
    }
}

static double
cost_of_letter(const Model *model, gunichar c)
{
    const double *nats = g_hash_table_lookup(model->costs, GUINT_TO_POINTER(c));

    if (nats != NULL)
        return *nats;
    if (has_script(model, script_of(c)))
        return model->rest;
    return c < 0x80 ? COST_LATIN : COST_FOREIGN;
}

static HexaplaLikelihood
apply_model(const Model *model, const Census *census)
{
    HexaplaLikelihood result = {census->ascii + census->others, census->others, model->language};

    for (guint i = 0; i < census->n_seen; i++) {
        gunichar c = census->seen[i];
        double cost = census->counts[c] * cost_of_letter(model, c);

        result.cost += cost;
        result.foreign += c >= 0x80 ? cost : 0;
    }
    return result;
}

/**
 * hexapla_likelihood_of:
 * @text: UTF-8
 * @n: its bytes
 * @language: (nullable): language tag of the text, if somebody said it
 *
 * Returns: how likely it is
 * Since: 0.1
 */
HexaplaLikelihood
hexapla_likelihood_of(const char *text, gsize n, const char *language)
{
    const GArray *models = get_models();
    const char *known =
        language != NULL ? hexapla_language_get_tag(hexapla_language_get(language)) : NULL;
    g_autofree Census *census = g_new0(Census, 1);
    HexaplaLikelihood best = {G_MAXDOUBLE, 0, NULL};

    take_census(census, text, n);
    for (guint i = 0; i < models->len; i++) {
        const Model *model = &g_array_index(models, Model, i);
        HexaplaLikelihood result = apply_model(model, census);

        if (known != NULL && strcmp(model->language, known) != 0)
            result.cost += COST_OTHER_LANGUAGE;
        if (result.cost < best.cost)
            best = result;
    }
    return best;
}
