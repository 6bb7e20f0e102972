/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/kinship.h"

#include <string.h>

#include "base/text.h"
#include "translit/letters.h"
#include "translit/matcher.h"

/* Distances up to which two spellings count as one name, and as perhaps one. */
#define NEAR 0.12
#define FAR 0.3

/* Letters below which a word tells nothing by itself. */
#define MIN_LETTERS 4
#define MIN_NAME_LETTERS 3

/* Consonants by which candidates are found. */
#define KEY_CONSONANTS 2
#define MAX_CONSONANTS 12

/* Terms whose spellings are compared, those of the most sentences first. */
#define MAX_COMPARED (1u << 15)

static const struct {
    const char *tag;
    float chance; /* that the one stands where the other does, until the texts tell */
} kinships[HEXAPLA_N_KINSHIPS] = {
    [HEXAPLA_KIN_LEARNED] = {"lexicon", 0.0f},
    [HEXAPLA_KIN_DICTIONARY] = {"dictionary", 0.4f},
    [HEXAPLA_KIN_NUMBER] = {"number", 0.8f},
    [HEXAPLA_KIN_MARK] = {"punctuation", 0.4f},
    [HEXAPLA_KIN_SAME_NAME] = {"same-name", 0.85f},
    [HEXAPLA_KIN_SAME_WORD] = {"same-word", 0.4f},
    [HEXAPLA_KIN_SHORT_WORD] = {"short-word", 0.1f},
    [HEXAPLA_KIN_NAME] = {"name", 0.7f},
    [HEXAPLA_KIN_FAR_NAME] = {"far-name", 0.3f},
    [HEXAPLA_KIN_COGNATE] = {"cognate", 0.4f},
    [HEXAPLA_KIN_FAR_COGNATE] = {"far-cognate", 0.1f},
    [HEXAPLA_KIN_LEDGER] = {"ledger", 0.9f},
};

/**
 * hexapla_kinship_get_tag:
 * @kinship: a kinship
 *
 * Returns: (transfer none): what users read; never changes
 * Since: 0.1
 */
const char *
hexapla_kinship_get_tag(HexaplaKinship kinship)
{
    return kinships[kinship].tag;
}

/**
 * hexapla_kinship_get_default:
 * @kinship: a kinship
 *
 * Returns: the chance that one of the two stands in a bead when the other does, before anything was
 * learned from the texts
 * Since: 0.1
 */
float
hexapla_kinship_get_default(HexaplaKinship kinship)
{
    return kinships[kinship].chance;
}

/* A word with what candidates are found by. */
typedef struct {
    guint32 term;
    guint8 n_consonants;
    gboolean is_name;
    char consonants[MAX_CONSONANTS];
} Spelling;

/* Sounds that writers of other languages mistake for each other. */
static char
find_family(char c)
{
    static const char *const families[] = {"bpvfw", "dt", "kgqcxj", "sz", "mn", "lr"};

    for (guint i = 0; i < G_N_ELEMENTS(families); i++) {
        if (strchr(families[i], c) != NULL)
            return *families[i];
    }
    return 0;
}

static void
add_consonant(Spelling *spelling, char c)
{
    char family = c != 0 ? find_family(c) : 0;

    if (family == 0 || spelling->n_consonants == MAX_CONSONANTS ||
        (spelling->n_consonants > 0 && spelling->consonants[spelling->n_consonants - 1] == family))
        return;
    spelling->consonants[spelling->n_consonants++] = family;
}

/* One side of the comparison. */
typedef struct {
    HexaplaTerms *terms;
    GHashTable *letters; /* by script */
    const char *language;
    GArray *spellings;
} Speller;

static HexaplaLetters *
get_letters(Speller *self, const char *script)
{
    HexaplaLetters *letters = g_hash_table_lookup(self->letters, script);

    if (letters == NULL) {
        letters = hexapla_letters_new(script, self->language);
        g_hash_table_insert(self->letters, (gpointer)script, letters);
    }
    return letters;
}

static void
add_spelling(Speller *self, guint32 number)
{
    const HexaplaTerm *term = hexapla_terms_get(self->terms, number);
    const char *script = hexapla_letters_find_script(term->form);
    Spelling spelling = {.term = number, .is_name = hexapla_term_is_name(term)};
    HexaplaLetters *letters;
    HexaplaWord word;

    if (script == NULL)
        return;
    letters = get_letters(self, script);
    hexapla_letters_read(letters, term->form, &word);
    for (guint i = 1; i + 1 < word.n; i++) {
        gunichar c = word.letters[i];
        char latin = c < 0x80 ? (char)c : hexapla_letters_get_usual(letters, c);

        /* Inside a word waw and vav are vowels more often than not. */
        if (i > 1 && hexapla_letters_hides_vowels(letters) && (latin == 'w' || latin == 'v'))
            continue;
        add_consonant(&spelling, latin);
    }
    if (spelling.n_consonants >= KEY_CONSONANTS)
        g_array_append_val(self->spellings, spelling);
}

static int
compare_spellings(const void *a, const void *b)
{
    const Spelling *x = a, *y = b;
    int order = memcmp(x->consonants, y->consonants, KEY_CONSONANTS);

    return order != 0 ? order : x->term < y->term ? -1 : x->term > y->term;
}

static gboolean
is_worth_comparing(const HexaplaTerm *term)
{
    gsize letters = hexapla_text_count_chars(term->form, strlen(term->form));

    if (term->kind != HEXAPLA_TERM_WORD)
        return FALSE;
    return letters >= (hexapla_term_is_name(term) ? MIN_NAME_LETTERS : MIN_LETTERS) ||
           (letters > 1 && g_utf8_get_char(term->form) >= 0x3040);
}

static void
read_spellings(Speller *self, HexaplaTerms *terms, const char *language)
{
    guint32 n = MIN(hexapla_terms_get_size(terms), MAX_COMPARED);

    self->terms = terms;
    self->language = language;
    self->letters =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)hexapla_letters_free);
    self->spellings = g_array_new(FALSE, TRUE, sizeof(Spelling));
    for (guint32 i = 0; i < n; i++) {
        if (is_worth_comparing(hexapla_terms_get(terms, i)))
            add_spelling(self, i);
    }
    g_array_sort(self->spellings, compare_spellings);
}

static void
clear_speller(Speller *self)
{
    g_hash_table_unref(self->letters);
    g_array_unref(self->spellings);
}

/* How many consonants have to be changed, up to 3. */
static guint
count_differences(const Spelling *a, const Spelling *b)
{
    guint8 above[MAX_CONSONANTS + 1], row[MAX_CONSONANTS + 1];

    if (a->n_consonants > b->n_consonants + 2 || b->n_consonants > a->n_consonants + 2)
        return 3;
    for (guint j = 0; j <= b->n_consonants; j++)
        above[j] = j;
    for (guint i = 1; i <= a->n_consonants; i++) {
        row[0] = i;
        for (guint j = 1; j <= b->n_consonants; j++) {
            guint8 changed = above[j - 1] + (a->consonants[i - 1] != b->consonants[j - 1]);

            row[j] = MIN(changed, MIN(above[j], row[j - 1]) + 1);
        }
        memcpy(above, row, sizeof above);
    }
    return above[b->n_consonants];
}

static void
add_kin(GArray *kins, guint32 source, guint32 target, HexaplaKinship kinship)
{
    HexaplaKin kin = {.source = source, .target = target, .kinship = kinship};

    g_array_append_val(kins, kin);
}

/* A name may have capitals in one of the languages only. */
static void
compare_spelling(GArray *kins, HexaplaMatcher *matcher, Speller *sources, const Spelling *source,
                 Speller *targets, const Spelling *target)
{
    const HexaplaTerm *a = hexapla_terms_get(sources->terms, source->term);
    const HexaplaTerm *b = hexapla_terms_get(targets->terms, target->term);
    gboolean is_name = source->is_name || target->is_name;
    double distance;

    if (count_differences(source, target) > 1 || strcmp(a->key, b->key) == 0)
        return;
    distance = hexapla_matcher_distance(matcher, a->form, b->form);
    if (distance < NEAR)
        add_kin(kins, source->term, target->term, is_name ? HEXAPLA_KIN_NAME : HEXAPLA_KIN_COGNATE);
    else if (distance < FAR)
        add_kin(kins, source->term, target->term,
                is_name ? HEXAPLA_KIN_FAR_NAME : HEXAPLA_KIN_FAR_COGNATE);
}

static gboolean
is_latin(const Speller *self)
{
    const Spelling *first = &g_array_index(self->spellings, Spelling, 0);

    return self->spellings->len == 0 ||
           g_strcmp0(hexapla_letters_find_script(hexapla_terms_get(self->terms, first->term)->form),
                     "Latn") == 0;
}

static void
compare_all_spellings(GArray *kins, Speller *sources, Speller *targets)
{
    /* The matcher wants the language that is not in Latin letters. */
    const char *script = is_latin(targets) ? sources->language : targets->language;
    g_autoptr(HexaplaMatcher) matcher = hexapla_matcher_new(script);
    guint first = 0;

    for (guint i = 0; i < sources->spellings->len; i++) {
        const Spelling *source = &g_array_index(sources->spellings, Spelling, i);

        while (first < targets->spellings->len &&
               memcmp(g_array_index(targets->spellings, Spelling, first).consonants,
                      source->consonants, KEY_CONSONANTS) < 0)
            first++;
        for (guint j = first; j < targets->spellings->len; j++) {
            const Spelling *target = &g_array_index(targets->spellings, Spelling, j);

            if (memcmp(target->consonants, source->consonants, KEY_CONSONANTS) != 0)
                break;
            compare_spelling(kins, matcher, sources, source, targets, target);
        }
    }
}

static HexaplaKinship
judge_same(const HexaplaTerm *a, const HexaplaTerm *b)
{
    if (a->kind == HEXAPLA_TERM_NUMBER)
        return HEXAPLA_KIN_NUMBER;
    if (a->kind == HEXAPLA_TERM_MARK)
        return HEXAPLA_KIN_MARK;
    if (hexapla_term_is_name(a) && hexapla_term_is_name(b))
        return HEXAPLA_KIN_SAME_NAME;
    return g_utf8_strlen(a->form, -1) < MIN_LETTERS ? HEXAPLA_KIN_SHORT_WORD
                                                    : HEXAPLA_KIN_SAME_WORD;
}

static void
find_same(GArray *kins, HexaplaTerms *sources, HexaplaTerms *targets)
{
    for (guint32 i = 0; i < hexapla_terms_get_size(sources); i++) {
        const HexaplaTerm *source = hexapla_terms_get(sources, i);
        guint32 target;

        /* Who knows phrases knows their translations. */
        if (source->kind == HEXAPLA_TERM_PHRASE)
            continue;
        if (hexapla_terms_find(targets, source->kind, source->key, &target))
            add_kin(kins, i, target, judge_same(source, hexapla_terms_get(targets, target)));
    }
}

/**
 * hexapla_kinship_find:
 * @sources: the words of one language
 * @targets: those of the other
 * @source_language: a language tag
 * @target_language: another
 *
 * Returns: (transfer full): the pairs that look as if they translated each other, #HexaplaKin; free
 * with g_array_unref()
 * Since: 0.1
 */
GArray *
hexapla_kinship_find(HexaplaTerms *sources, HexaplaTerms *targets, const char *source_language,
                     const char *target_language)
{
    GArray *kins = g_array_new(FALSE, FALSE, sizeof(HexaplaKin));
    Speller source, target;

    find_same(kins, sources, targets);
    read_spellings(&source, sources, source_language);
    read_spellings(&target, targets, target_language);
    compare_all_spellings(kins, &source, &target);
    clear_speller(&source);
    clear_speller(&target);
    return kins;
}
