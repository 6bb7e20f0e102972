/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/aligner.h"

#include <math.h>

#include "align/kinship.h"
#include "align/lengths.h"
#include "align/links.h"
#include "align/route.h"
#include "align/search.h"
#include "align/tokeniser.h"
#include "base/text.h"

/* The first pass knows spellings and lengths only; each other one what the pass before found. */
#define N_PASSES 4

/* Sentences beside the beads of the pass before that are looked at. */
#define MARGIN 16

/* From the chances of the search to the share of beads that are right. */
#define CALIBRATION_SLOPE 0.74
#define CALIBRATION_SHIFT 0.5

/* A word in a sentence of twenty words is ten times as likely as elsewhere. */
#define TELLING_GAIN 200.0f

/* How often the search looks farther when it came near the rim. */
#define MAX_WIDER 4

/* Sentences, both sides together, beyond which a text is no article and is gone over less often. */
#define HUGE_TEXT 400000

/* What stands for one side of a translation that was given. */
typedef struct {
    HexaplaTermKind kind;
    const char *key;
} Given;

typedef struct {
    Given sides[HEXAPLA_N_SIDES];
    HexaplaKinship kinship;
} Translation;

struct _HexaplaAligner {
    char *languages[HEXAPLA_N_SIDES];
    HexaplaTerms *terms[HEXAPLA_N_SIDES];
    HexaplaTokeniser *tokenisers[HEXAPLA_N_SIDES];
    GPtrArray *articles[HEXAPLA_N_SIDES]; /* HexaplaSide, of each language */
    GPtrArray *bitexts;
    GArray *translations; /* Translation */
    GStringChunk *keys;
    HexaplaWordbook *wordbook; /* not owned, or NULL */
    guint ignored;             /* a bit for each HexaplaKinship */
    HexaplaLengths lengths;
};

static void
free_article(HexaplaSide *article)
{
    g_array_unref(article->sentences);
    g_array_unref(article->terms);
    g_free(article);
}

/* Its sides are those of articles. */
static void
free_bitext(HexaplaBitext *bitext)
{
    g_array_unref(bitext->beads);
    g_free(bitext);
}

/**
 * hexapla_aligner_new:
 * @source: a language tag
 * @target: that of the translation
 * @error: (domain HEXAPLA_ERROR): ICU has no words for a language
 *
 * Returns: (transfer full) (nullable): an aligner; free with hexapla_aligner_free()
 * Since: 0.1
 */
HexaplaAligner *
hexapla_aligner_new(const char *source, const char *target, GError **error)
{
    g_autoptr(HexaplaAligner) self = g_new0(HexaplaAligner, 1);

    self->languages[HEXAPLA_SOURCE] = g_strdup(source);
    self->languages[HEXAPLA_TARGET] = g_strdup(target);
    self->bitexts = g_ptr_array_new_with_free_func((GDestroyNotify)free_bitext);
    self->translations = g_array_new(FALSE, FALSE, sizeof(Translation));
    self->keys = g_string_chunk_new(4096);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        self->articles[side] = g_ptr_array_new_with_free_func((GDestroyNotify)free_article);
        self->terms[side] = hexapla_terms_new();
        self->tokenisers[side] =
            hexapla_tokeniser_new(self->languages[side], self->terms[side], error);
        if (self->tokenisers[side] == NULL)
            return NULL;
    }
    return g_steal_pointer(&self);
}

/**
 * hexapla_aligner_free:
 * @self: (transfer full) (nullable): an aligner
 *
 * Since: 0.1
 */
void
hexapla_aligner_free(HexaplaAligner *self)
{
    if (self == NULL)
        return;
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_free(self->languages[side]);
        g_ptr_array_unref(self->articles[side]);
        hexapla_tokeniser_free(self->tokenisers[side]);
        hexapla_terms_free(self->terms[side]);
    }
    g_ptr_array_unref(self->bitexts);
    g_array_unref(self->translations);
    g_string_chunk_free(self->keys);
    g_free(self);
}

/**
 * hexapla_aligner_add_translation:
 * @self: an aligner that has no article yet
 * @source: a name or words of the source, UTF-8
 * @target: what translates them
 * @kinship: %HEXAPLA_KIN_LEDGER or %HEXAPLA_KIN_DICTIONARY
 *
 * Since: 0.1
 */
void
hexapla_aligner_add_translation(HexaplaAligner *self, const char *source, const char *target,
                                HexaplaKinship kinship)
{
    const char *texts[] = {source, target};
    Translation translation = {.kinship = kinship};

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Given *given = &translation.sides[side];
        const char *key = hexapla_tokeniser_keep(self->tokenisers[side], texts[side],
                                                 kinship == HEXAPLA_KIN_LEDGER, &given->kind);

        if (key == NULL)
            return;
        given->key = g_string_chunk_insert_const(self->keys, key);
    }
    g_array_append_val(self->translations, translation);
}

/**
 * hexapla_aligner_use_wordbook:
 * @self: an aligner that has not run
 * @wordbook: what earlier texts taught; learns of those at hand. Lives longer
 *
 * Since: 0.1
 */
void
hexapla_aligner_use_wordbook(HexaplaAligner *self, HexaplaWordbook *wordbook)
{
    self->wordbook = wordbook;
}

/**
 * hexapla_aligner_add_article:
 * @self: an aligner that has not run
 * @side: which language it is in
 *
 * The sentences of this language that are added from now on are of a new article.
 *
 * Returns: its number among those of its language
 * Since: 0.1
 */
guint
hexapla_aligner_add_article(HexaplaAligner *self, guint side)
{
    HexaplaSide *article = g_new0(HexaplaSide, 1);

    article->sentences = g_array_new(FALSE, FALSE, sizeof(HexaplaSentence));
    article->terms = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_ptr_array_add(self->articles[side], article);
    return self->articles[side]->len - 1;
}

/**
 * hexapla_aligner_count_articles:
 * @self: an aligner
 * @side: a language
 *
 * Returns: how many articles it has in it
 * Since: 0.1
 */
guint
hexapla_aligner_count_articles(const HexaplaAligner *self, guint side)
{
    return self->articles[side]->len;
}

/**
 * hexapla_aligner_pair:
 * @self: an aligner that has not run
 * @source: number of an article whose sentences are all there
 * @target: number of its translation
 *
 * Returns: the number of the document that they are
 * Since: 0.1
 */
guint
hexapla_aligner_pair(HexaplaAligner *self, guint source, guint target)
{
    HexaplaBitext *bitext = g_new0(HexaplaBitext, 1);

    bitext->sides[HEXAPLA_SOURCE] = *(HexaplaSide *)self->articles[HEXAPLA_SOURCE]->pdata[source];
    bitext->sides[HEXAPLA_TARGET] = *(HexaplaSide *)self->articles[HEXAPLA_TARGET]->pdata[target];
    bitext->beads = g_array_new(FALSE, FALSE, sizeof(HexaplaBead));
    g_ptr_array_add(self->bitexts, bitext);
    return self->bitexts->len - 1;
}

/**
 * hexapla_aligner_add_sentence:
 * @self: an aligner that has an article in that language
 * @side: which language version the sentence is of
 * @text: it, UTF-8
 * @n: its bytes
 * @starts_paragraph: whether a paragraph begins with it
 *
 * Since: 0.1
 */
void
hexapla_aligner_add_sentence(HexaplaAligner *self, guint side, const char *text, gsize n,
                             gboolean starts_paragraph)
{
    GPtrArray *articles = self->articles[side];
    HexaplaSide *texts = articles->pdata[articles->len - 1];
    guint n_terms;
    const guint32 *terms = hexapla_tokeniser_read(self->tokenisers[side], text, n, &n_terms);
    HexaplaSentence sentence = {
        .first_term = texts->terms->len,
        .n_terms = n_terms,
        .starts_paragraph = starts_paragraph,
        .length = hexapla_text_count_chars(text, n),
    };

    g_array_append_vals(texts->terms, terms, n_terms);
    g_array_append_val(texts->sentences, sentence);
    texts->n_paragraphs += starts_paragraph;
}

static gboolean
is_huge(const HexaplaBitext *bitext)
{
    return hexapla_side_get_size(&bitext->sides[HEXAPLA_SOURCE]) +
               hexapla_side_get_size(&bitext->sides[HEXAPLA_TARGET]) >
           HUGE_TEXT;
}

static void
align(HexaplaBitext *bitext, HexaplaBand *band, const HexaplaLinks *links,
      const HexaplaLengths *lengths, const HexaplaHabits *habits)
{
    guint max_wider = is_huge(bitext) ? 1 : MAX_WIDER;
    guint margin = 2 * MARGIN;

    hexapla_search_run(bitext, band, links, lengths, habits);
    for (guint i = 0; i < max_wider && hexapla_route_widen(bitext, margin, band); i++) {
        hexapla_search_run(bitext, band, links, lengths, habits);
        margin *= 2;
    }
}

static void
align_first(HexaplaBitext *bitext, const HexaplaLinks *links, const HexaplaLengths *lengths,
            const HexaplaHabits *habits)
{
    g_auto(HexaplaBand) band = {0};

    hexapla_route_find(bitext, links, &band);
    align(bitext, &band, links, lengths, habits);
}

static void
align_again(HexaplaBitext *bitext, const HexaplaLinks *links, const HexaplaLengths *lengths,
            const HexaplaHabits *habits)
{
    g_auto(HexaplaBand) band = {0};

    hexapla_route_follow(bitext, MARGIN, &band);
    align(bitext, &band, links, lengths, habits);
}

/* Sums of evidence that is not independent are too sure of themselves. Fitted to texts whose beads are known. */
static float
calibrate(float chance)
{
    double p = CLAMP(chance, 1e-5, 1 - 1e-5);

    return (float)(1 / (1 + exp(CALIBRATION_SHIFT - CALIBRATION_SLOPE * log(p / (1 - p)))));
}

/* What somebody gave us is a reason, however common the words are. */
static gboolean
is_telling(const HexaplaLink *link)
{
    return link->gain_forward > TELLING_GAIN || link->kinship == HEXAPLA_KIN_LEDGER ||
           link->kinship == HEXAPLA_KIN_DICTIONARY;
}

static void
find_reasons(const HexaplaLinks *links, const HexaplaBitext *bitext, HexaplaBead *bead,
             GHashTable *targets)
{
    const HexaplaSide *sides = bitext->sides;

    g_hash_table_remove_all(targets);
    for (guint j = bead->target; j < bead->target + bead->n_target; j++) {
        const HexaplaSentence *sentence = hexapla_side_get(&sides[HEXAPLA_TARGET], j);

        for (guint t = 0; t < sentence->n_terms; t++)
            g_hash_table_add(targets, GUINT_TO_POINTER(hexapla_side_get_terms(
                                          &sides[HEXAPLA_TARGET], sentence)[t]));
    }
    for (guint i = bead->source; i < bead->source + bead->n_source; i++) {
        const HexaplaSentence *sentence = hexapla_side_get(&sides[HEXAPLA_SOURCE], i);

        for (guint s = 0; s < sentence->n_terms; s++) {
            guint n;
            const HexaplaLink *row = hexapla_links_get(
                links, hexapla_side_get_terms(&sides[HEXAPLA_SOURCE], sentence)[s], &n);

            for (guint l = 0; l < n; l++) {
                if (is_telling(&row[l]) &&
                    g_hash_table_contains(targets, GUINT_TO_POINTER(row[l].target)))
                    bead->reasons |= 1u << row[l].kinship;
            }
        }
    }
}

static void
settle_beads(const HexaplaBitext *bitext, const HexaplaLinks *links)
{
    g_autoptr(GHashTable) targets = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < bitext->beads->len; i++) {
        HexaplaBead *bead = &g_array_index(bitext->beads, HexaplaBead, i);

        bead->confidence = calibrate(bead->confidence);
        find_reasons(links, bitext, bead, targets);
    }
}

/* Of the translations that were given, those of which both sides stand in the texts. */
static void
add_given(HexaplaAligner *self, GArray *kins)
{
    for (guint i = 0; i < self->translations->len; i++) {
        const Translation *translation = &g_array_index(self->translations, Translation, i);
        const Given *sides = translation->sides;
        HexaplaKin kin = {.kinship = translation->kinship};

        if (hexapla_terms_find(self->terms[HEXAPLA_SOURCE], sides[HEXAPLA_SOURCE].kind,
                               sides[HEXAPLA_SOURCE].key, &kin.source) &&
            hexapla_terms_find(self->terms[HEXAPLA_TARGET], sides[HEXAPLA_TARGET].kind,
                               sides[HEXAPLA_TARGET].key, &kin.target))
            g_array_append_val(kins, kin);
    }
}

/**
 * hexapla_aligner_ignore:
 * @self: an aligner that has not run
 * @kinships: a bit for each #HexaplaKinship that is not to count
 *
 * Shows what they bring.
 *
 * Since: 0.1
 */
void
hexapla_aligner_ignore(HexaplaAligner *self, guint kinships)
{
    self->ignored = kinships;
}

static void
drop_ignored(const HexaplaAligner *self, GArray *kins)
{
    guint kept = 0;

    for (guint i = 0; i < kins->len; i++) {
        HexaplaKin kin = g_array_index(kins, HexaplaKin, i);

        if ((self->ignored >> kin.kinship & 1) == 0)
            g_array_index(kins, HexaplaKin, kept++) = kin;
    }
    g_array_set_size(kins, kept);
}

/* All that is known before anything is aligned. */
static GArray *
find_kins(HexaplaAligner *self, HexaplaPast *pasts)
{
    GArray *kins =
        hexapla_kinship_find(self->terms[HEXAPLA_SOURCE], self->terms[HEXAPLA_TARGET],
                             self->languages[HEXAPLA_SOURCE], self->languages[HEXAPLA_TARGET]);

    add_given(self, kins);
    if (self->wordbook != NULL)
        hexapla_wordbook_recall(self->wordbook, self->terms, kins, pasts);
    drop_ignored(self, kins);
    return kins;
}

static HexaplaLinks *
find_links(HexaplaAligner *self)
{
    HexaplaPast pasts[HEXAPLA_N_SIDES] = {0};
    GArray *kins = find_kins(self, pasts);
    HexaplaLinks *links =
        hexapla_links_new(self->terms[HEXAPLA_SOURCE], self->terms[HEXAPLA_TARGET], kins, pasts);

    if ((self->ignored >> HEXAPLA_KIN_LEARNED & 1) != 0)
        hexapla_links_keep_known(links);
    return links;
}

/**
 * hexapla_aligner_find_couples:
 * @self: an aligner that has not run
 * @is_taken: (array fixed-size=2): of both languages, which articles have a partner already
 *
 * Pairs the other articles by what they have in common.
 *
 * Returns: (transfer full): #HexaplaCouple, the surest first; free with g_array_unref()
 * Since: 0.1
 */
GArray *
hexapla_aligner_find_couples(HexaplaAligner *self, const gboolean *const *is_taken)
{
    HexaplaPast pasts[HEXAPLA_N_SIDES] = {0};
    g_autoptr(GArray) kins = find_kins(self, pasts);

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_free(pasts[side].beads);
        g_free(pasts[side].coverage);
    }
    return hexapla_couples_find(self->articles[HEXAPLA_SOURCE], self->articles[HEXAPLA_TARGET],
                                self->terms, kins, is_taken);
}

/**
 * hexapla_aligner_run:
 * @self: an aligner whose articles are paired
 *
 * Since: 0.1
 */
void
hexapla_aligner_run(HexaplaAligner *self)
{
    const HexaplaBitext *const *bitexts = (const HexaplaBitext *const *)self->bitexts->pdata;
    guint n = self->bitexts->len;
    g_autoptr(HexaplaLinks) links = find_links(self);

    hexapla_lengths_init(&self->lengths, bitexts, n);
    for (guint pass = 0; pass < N_PASSES; pass++) {
        HexaplaHabits common;

        hexapla_habits_init(&common);
        if (pass > 0) {
            hexapla_lengths_learn(&self->lengths, bitexts, n);
            hexapla_links_learn(links, bitexts, n);
            hexapla_habits_learn(&common, bitexts, n);
        }
        for (guint i = 0; i < n; i++) {
            HexaplaHabits habits = common;

            hexapla_habits_learn(&habits, bitexts + i, 1);
            if (pass == 0)
                align_first(self->bitexts->pdata[i], links, &self->lengths, &habits);
            else if (pass == 1 || !is_huge(bitexts[i]))
                align_again(self->bitexts->pdata[i], links, &self->lengths, &habits);
        }
    }
    for (guint i = 0; i < n; i++)
        settle_beads(bitexts[i], links);
    if (self->wordbook != NULL)
        hexapla_wordbook_learn(self->wordbook, self->terms, links);
}

/**
 * hexapla_aligner_get_ratio:
 * @self: an aligner that has run
 *
 * Returns: how many characters a translation has for one of its source
 * Since: 0.1
 */
double
hexapla_aligner_get_ratio(const HexaplaAligner *self)
{
    return exp(self->lengths.ratio);
}

/**
 * hexapla_aligner_get_beads:
 * @self: an aligner that has run
 * @document: number of a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the beads, in order
 * Since: 0.1
 */
const HexaplaBead *
hexapla_aligner_get_beads(HexaplaAligner *self, guint document, guint *n)
{
    const HexaplaBitext *bitext = self->bitexts->pdata[document];

    *n = bitext->beads->len;
    return (const HexaplaBead *)bitext->beads->data;
}
