/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "align/aligner.h"
#include "align/kinship.h"
#include "align/tokeniser.h"
#include "tests/unit/rows.h"

/* Words are between spaces, as their keys: small, without endings. */
static const struct {
    const char *name;
    const char *language;
    const char *text;
    const char *terms;
} token_rows[] = {
    {"small", "en", "Rain fell", "rain fell"},
    {"ending", "en", "Mountains mountain", "mounta"},
    {"accents", "fr", "été élève", "ete eleve"},
    {"elision", "fr", "l’eau", "l eau"},
    {"possessive", "en", "Anna’s boat", "anna boat"},
    {"inner apostrophe", "en", "Sana'a", "sanaa"},
    {"grouped by a comma", "en", "2,400 boats", "2400 boats"},
    {"grouped by a stop", "de", "2.400 Boote", "2400 boote"},
    {"grouped by a space", "fr", "2\u00A0400 bateaux", "2400 bateau"},
    {"two numbers", "en", "3 40", "3 40"},
    {"Arabic digits", "ar", "٢٤٠٠", "2400"},
    {"Devanagari digits", "hi", "२०२१", "2021"},
    {"vowel signs", "ar", "كِتَاب", "كتاب"},
    {"alif", "ar", "أرض ارض", "ارض"},
    {"question", "ar", "لماذا؟", "لماذا ?"},
    {"wide marks", "zh", "下雨？", "下雨 ?"},
    {"Latin among Han", "zh", "用Linux写", "用 linux 写"},
    {"hyphen", "en", "left-hand", "left hand"},
};

static void
check_tokens(gconstpointer data)
{
    const __typeof__(*token_rows) *row = data;
    g_autoptr(HexaplaTerms) terms = hexapla_terms_new();
    g_autoptr(HexaplaTokeniser) tokeniser = hexapla_tokeniser_new(row->language, terms, NULL);
    g_autoptr(GString) got = g_string_new(NULL);
    guint n;
    const guint32 *found = hexapla_tokeniser_read(tokeniser, row->text, strlen(row->text), &n);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(got, "%s%s", i > 0 ? " " : "",
                               hexapla_terms_get(terms, found[i])->key);
    g_assert_cmpstr(got->str, ==, row->terms);
}

/* Two words in the middle of a sentence, and why they may translate each other. */
static const struct {
    const char *name;
    const char *target_language;
    const char *source;
    const char *target;
    const char *kinship;
} kin_rows[] = {
    {"number", "ar", "in 1987", "في ١٩٨٧", "number"},
    {"same name", "fr", "by Lindqvist", "par Lindqvist", "same-name"},
    {"name in Cyrillic", "ru", "by Kovalenko", "от Коваленко", "name"},
    {"name in Arabic", "ar", "by Solberg", "من سولبرغ", "name"},
    {"cognate", "fr", "the petition", "la pétition", "same-word"},
    {"nothing", "ru", "the window", "то окно", NULL},
};

static void
read_text(const char *language, HexaplaTerms *terms, const char *text)
{
    g_autoptr(HexaplaTokeniser) tokeniser = hexapla_tokeniser_new(language, terms, NULL);
    guint n;

    hexapla_tokeniser_read(tokeniser, text, strlen(text), &n);
}

static void
check_kin(gconstpointer data)
{
    const __typeof__(*kin_rows) *row = data;
    g_autoptr(HexaplaTerms) sources = hexapla_terms_new();
    g_autoptr(HexaplaTerms) targets = hexapla_terms_new();
    g_autoptr(GArray) kins = NULL;
    const char *got = NULL;

    read_text("en", sources, row->source);
    read_text(row->target_language, targets, row->target);
    kins = hexapla_kinship_find(sources, targets, "en", row->target_language);
    /* The second word is the one the row is about. */
    for (guint i = 0; i < kins->len; i++) {
        const HexaplaKin *kin = &g_array_index(kins, HexaplaKin, i);

        if (kin->source == 1 && kin->target == 1)
            got = hexapla_kinship_get_tag(kin->kinship);
    }
    g_assert_cmpstr(got, ==, row->kinship);
}

/* What is known to be a phrase, and a sentence that has it or not. */
static const struct {
    const char *name;
    const char *language;
    const char *phrase;
    const char *sentence;
    gboolean is_found;
} phrase_rows[] = {
    {"two words", "en", "Anna Berg", "Then Anna Berg left.", TRUE},
    {"one of them", "en", "Anna Berg", "Then Anna left.", FALSE},
    {"something between", "en", "Anna Berg", "Anna Maria Berg left.", FALSE},
    {"beginning of a longer word", "en", "Tarn", "It was tarnished.", FALSE},
    {"genitive", "de", "Anna Berg", "Sie las Anna Bergs Brief.", TRUE},
    {"Russian cases", "ru", "Анна Берг", "Он говорил с Анной Берг.", TRUE},
    {"of one word", "ru", "Греция", "Она живёт в Греции.", TRUE},
    {"Arabic clitics", "ar", "القاهرة", "سافروا وبالقاهرة التقوا.", TRUE},
    {"article after a preposition", "ar", "القاهرة", "ذهب للقاهرة.", TRUE},
    {"first letter is no clitic", "ar", "بافيل مارتشينكو", "قال بافيل مارتشينكو ذلك.", TRUE},
    {"Chinese", "zh", "法蒂玛·贝纳利", "她叫法蒂玛·贝纳利，今年71岁。", TRUE},
    {"Chinese without the dot", "zh", "法蒂玛·贝纳利", "法蒂玛贝纳利来了。", TRUE},
    {"another Chinese name", "zh", "贝纳利", "贝克来了。", FALSE},
    {"with a number", "en", "Apollo 11", "It was Apollo 11 again.", TRUE},
    {"with another number", "en", "Apollo 11", "It was Apollo 12 again.", FALSE},
};

static void
check_phrase(gconstpointer data)
{
    const __typeof__(*phrase_rows) *row = data;
    g_autoptr(HexaplaTerms) terms = hexapla_terms_new();
    g_autoptr(HexaplaTokeniser) tokeniser = hexapla_tokeniser_new(row->language, terms, NULL);
    HexaplaTermKind kind;
    const char *kept = hexapla_tokeniser_keep(tokeniser, row->phrase, TRUE, &kind);
    g_autofree char *key = g_strdup(kept);
    guint32 term;
    guint n;

    g_assert_cmpint(kind, ==, HEXAPLA_TERM_PHRASE);
    g_assert_cmpuint(hexapla_terms_get_size(terms), ==, 0);
    hexapla_tokeniser_read(tokeniser, row->sentence, strlen(row->sentence), &n);
    g_assert_cmpint(hexapla_terms_find(terms, kind, key, &term), ==, row->is_found);
}

/* Sentences stand between bars; beads are written with numbers from 0. */
static const struct {
    const char *name;
    const char *source;
    const char *target;
    const char *beads;
} bead_rows[] = {
    {"one each", "The harbour opened in 1911.|It closed in 1987.",
     "Le port a ouvert en 1911.|Il a fermé en 1987.", "0:0 1:1"},
    {"joined",
     "The harbour of Aldera opened in 1911.|Anna Berg bought 14 boats there.|It closed in "
     "1987.|Nobody came back.",
     "Le port d’Aldera a ouvert en 1911, et Anna Berg y a acheté 14 bateaux.|Il a fermé en "
     "1987.|Personne n’est revenu.",
     "0+1:0 2:1 3:2"},
    {"no source", "", "Le port a ouvert.", ":0"},
    {"no target", "The harbour opened.|It closed.", "", "0: 1:"},
    {"nothing", "", "", ""},
    {"left out",
     "The harbour opened in 1911.|Anna Berg bought 14 boats there in 1923.|The storm of 1940 sank "
     "most of them.|"
     "The port of Aldera closed in 1987 after 76 years.|Paul Marin wrote a book about it.",
     "Le port a ouvert en 1911.|Anna Berg y a acheté 14 bateaux en 1923.|"
     "Le port d’Aldera a fermé en 1987 après 76 ans.|Paul Marin en a fait un livre.",
     "0:0 1:1 2: 3:2 4:3"},
};

static void
add_side(HexaplaAligner *aligner, guint side, const char *text)
{
    g_auto(GStrv) sentences = g_strsplit(text, "|", -1);

    for (char **sentence = sentences; *sentence != NULL; sentence++)
        hexapla_aligner_add_sentence(aligner, side, *sentence, strlen(*sentence),
                                     sentence == sentences);
}

static void
append_numbers(GString *text, guint first, guint n)
{
    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "%s%u", i > 0 ? "+" : "", first + i);
}

static void
check_beads(gconstpointer data)
{
    const __typeof__(*bead_rows) *row = data;
    g_autoptr(HexaplaAligner) aligner = hexapla_aligner_new("en", "fr", NULL);
    g_autoptr(GString) got = g_string_new(NULL);
    const HexaplaBead *beads;
    guint n;

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        hexapla_aligner_add_article(aligner, side);
    add_side(aligner, HEXAPLA_SOURCE, row->source);
    add_side(aligner, HEXAPLA_TARGET, row->target);
    hexapla_aligner_pair(aligner, 0, 0);
    hexapla_aligner_run(aligner);
    beads = hexapla_aligner_get_beads(aligner, 0, &n);
    for (guint i = 0; i < n; i++) {
        g_string_append(got, i > 0 ? " " : "");
        append_numbers(got, beads[i].source, beads[i].n_source);
        g_string_append_c(got, ':');
        append_numbers(got, beads[i].target, beads[i].n_target);
        g_assert_cmpfloat(beads[i].confidence, >=, 0);
        g_assert_cmpfloat(beads[i].confidence, <=, 1);
    }
    g_assert_cmpstr(got->str, ==, row->beads);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/align/tokens", token_rows, check_tokens)
    ADD_ROWS("/align/kinship", kin_rows, check_kin)
    ADD_ROWS("/align/phrases", phrase_rows, check_phrase)
    ADD_ROWS("/align/beads", bead_rows, check_beads)
    return g_test_run();
}
