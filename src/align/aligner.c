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

/* How often the search looks farther when it came near the rim. */
#define MAX_WIDER 4

struct _HexaplaAligner {
    char *languages[HEXAPLA_N_SIDES];
    HexaplaTerms *terms[HEXAPLA_N_SIDES];
    HexaplaTokeniser *tokenisers[HEXAPLA_N_SIDES];
    GPtrArray *bitexts;
    HexaplaLengths lengths;
};

static void
free_bitext(HexaplaBitext *bitext)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_array_unref(bitext->sides[side].sentences);
        g_array_unref(bitext->sides[side].terms);
    }
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
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
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
        hexapla_tokeniser_free(self->tokenisers[side]);
        hexapla_terms_free(self->terms[side]);
    }
    g_ptr_array_unref(self->bitexts);
    g_free(self);
}

/**
 * hexapla_aligner_add_document:
 * @self: an aligner that has not run
 *
 * The sentences that are added from now on are of a new document.
 *
 * Returns: its number
 * Since: 0.1
 */
guint
hexapla_aligner_add_document(HexaplaAligner *self)
{
    HexaplaBitext *bitext = g_new0(HexaplaBitext, 1);

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        bitext->sides[side].sentences = g_array_new(FALSE, FALSE, sizeof(HexaplaSentence));
        bitext->sides[side].terms = g_array_new(FALSE, FALSE, sizeof(guint32));
    }
    bitext->beads = g_array_new(FALSE, FALSE, sizeof(HexaplaBead));
    g_ptr_array_add(self->bitexts, bitext);
    return self->bitexts->len - 1;
}

/**
 * hexapla_aligner_add_sentence:
 * @self: an aligner that has a document
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
    HexaplaBitext *bitext = self->bitexts->pdata[self->bitexts->len - 1];
    HexaplaSide *texts = &bitext->sides[side];
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

static void
align(HexaplaBitext *bitext, HexaplaBand *band, const HexaplaLinks *links,
      const HexaplaLengths *lengths, const HexaplaHabits *habits)
{
    guint margin = 2 * MARGIN;

    hexapla_search_run(bitext, band, links, lengths, habits);
    for (guint i = 0; i < MAX_WIDER && hexapla_route_widen(bitext, margin, band); i++) {
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

/**
 * hexapla_aligner_run:
 * @self: an aligner with its documents
 *
 * Since: 0.1
 */
void
hexapla_aligner_run(HexaplaAligner *self)
{
    const HexaplaBitext *const *bitexts = (const HexaplaBitext *const *)self->bitexts->pdata;
    guint n = self->bitexts->len;
    g_autoptr(HexaplaLinks) links = hexapla_links_new(
        self->terms[HEXAPLA_SOURCE], self->terms[HEXAPLA_TARGET],
        hexapla_kinship_find(self->terms[HEXAPLA_SOURCE], self->terms[HEXAPLA_TARGET],
                             self->languages[HEXAPLA_SOURCE], self->languages[HEXAPLA_TARGET]));

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
            else
                align_again(self->bitexts->pdata[i], links, &self->lengths, &habits);
        }
    }
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
