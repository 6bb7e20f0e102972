/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/selection.h"

#include <string.h>

#include "base/error.h"
#include "cli/run.h"

/* What users may ask for by name, and what `all` is: short headings are good translations, too. */
#define ALL_FILTERS                                                                                \
    (1u << HEXAPLA_REJECTION_LENGTHS | 1u << HEXAPLA_REJECTION_LANGUAGE |                          \
     1u << HEXAPLA_REJECTION_IDENTICAL | 1u << HEXAPLA_REJECTION_NUMBERS |                         \
     1u << HEXAPLA_REJECTION_NAMES)

typedef struct {
    HexaplaSelection *counts;
    const HexaplaOptions *options;
    HexaplaPairFilter *filter;
    HexaplaWriter *left; /* takes what is left out, or NULL */
} Selector;

/**
 * hexapla_selection_find_filters:
 * @tag: what a user asks for
 *
 * Returns: a bit for each #HexaplaRejection that it is, 0 when there is no such filter
 */
guint
hexapla_selection_find_filters(const char *tag)
{
    guint filters = strcmp(tag, "all") == 0 ? ALL_FILTERS : 0;

    for (guint i = HEXAPLA_REJECTION_SHORT; i <= HEXAPLA_REJECTION_NAMES; i++)
        filters |= strcmp(tag, hexapla_rejection_get_tag(i)) == 0 ? 1u << i : 0;
    return filters;
}

static char *
dup_side(const HexaplaArticlePair *pair, guint side, const HexaplaBead *bead)
{
    guint first = side == HEXAPLA_SOURCE ? bead->source : bead->target;
    guint n = side == HEXAPLA_SOURCE ? bead->n_source : bead->n_target;

    return hexapla_version_dup_text(&pair->editions[side]->version, first, n);
}

static gboolean
is_junk(const Selector *self, const HexaplaArticlePair *pair, const HexaplaBead *bead)
{
    return self->options->format.junk != HEXAPLA_JUNK_KEEP &&
           (hexapla_version_is_junk(&pair->editions[HEXAPLA_SOURCE]->version, bead->source,
                                    bead->n_source) ||
            hexapla_version_is_junk(&pair->editions[HEXAPLA_TARGET]->version, bead->target,
                                    bead->n_target));
}

static void
judge_bead(const Selector *self, const HexaplaArticlePair *pair, const HexaplaBead *bead,
           guint8 *verdict)
{
    g_autofree char *source = NULL;
    g_autofree char *target = NULL;

    *verdict = HEXAPLA_REJECTION_NONE;
    if (is_junk(self, pair, bead))
        *verdict = HEXAPLA_REJECTION_JUNK;
    else if (bead->n_source == 0 || bead->n_target == 0)
        *verdict = HEXAPLA_REJECTION_UNALIGNED;
    else if (bead->confidence < self->options->min_score)
        *verdict = HEXAPLA_REJECTION_SCORE;
    if (*verdict != HEXAPLA_REJECTION_NONE || self->filter == NULL)
        return;
    source = dup_side(pair, HEXAPLA_SOURCE, bead);
    target = dup_side(pair, HEXAPLA_TARGET, bead);
    *verdict = hexapla_pair_filter_judge(self->filter, source, target);
    if (*verdict == HEXAPLA_REJECTION_NONE)
        hexapla_pair_filter_compare(self->filter, source, target, verdict);
}

static void
put_left(const Selector *self, const HexaplaArticlePair *pair, const HexaplaBead *bead,
         HexaplaRejection verdict)
{
    HexaplaWriter *out = self->left;
    char score[G_ASCII_DTOSTR_BUF_SIZE];

    hexapla_writer_puts(out, hexapla_rejection_get_tag(verdict));
    hexapla_writer_puts(out, "\t");
    hexapla_writer_puts(out,
                        g_ascii_formatd(score, sizeof score, "%.3f", (double)bead->confidence));
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        hexapla_writer_puts(out, "\t");
        hexapla_writer_escapes(out, HEXAPLA_ESCAPE_TSV,
                               hexapla_version_get_id(&pair->editions[side]->version));
    }
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_autofree char *text = dup_side(pair, side, bead);

        hexapla_writer_puts(out, "\t");
        hexapla_writer_escapes(out, HEXAPLA_ESCAPE_TSV, text);
    }
    hexapla_writer_puts(out, "\n");
}

/* Sentences that nothing translates stay: some outputs show the whole article. */
static void
keep_beads(const Selector *self, HexaplaArticlePair *pair, const guint8 *verdicts)
{
    guint n_kept = 0;

    for (guint i = 0; i < pair->beads->len; i++) {
        const HexaplaBead *bead = &g_array_index(pair->beads, HexaplaBead, i);
        HexaplaRejection verdict = verdicts[i];

        if (self->left != NULL && verdict != HEXAPLA_REJECTION_NONE)
            put_left(self, pair, bead, verdict);
        self->counts->n_left[verdict]++;
        if (verdict == HEXAPLA_REJECTION_UNALIGNED) {
            self->counts->n_alone[HEXAPLA_SOURCE] += bead->n_source;
            self->counts->n_alone[HEXAPLA_TARGET] += bead->n_target;
        }
        if (verdict <= HEXAPLA_REJECTION_UNALIGNED)
            g_array_index(pair->beads, HexaplaBead, n_kept++) = *bead;
    }
    g_array_set_size(pair->beads, n_kept);
}

/* Which copy of a pair is kept, only all together tell. */
static void
select_all(const Selector *self, HexaplaBicorpus *corpus, HexaplaAligner *aligner)
{
    guint n_pairs = corpus->pairs->len;
    g_autofree guint8 **verdicts = g_new0(guint8 *, n_pairs + 1);

    for (guint i = 0; i < n_pairs; i++) {
        const HexaplaArticlePair *pair = corpus->pairs->pdata[i];
        guint n;
        const HexaplaBead *beads = hexapla_aligner_get_beads(aligner, pair->document, &n);

        g_array_append_vals(pair->beads, beads, n);
        verdicts[i] = g_new(guint8, n + 1);
        for (guint j = 0; j < n; j++)
            judge_bead(self, pair, &beads[j], &verdicts[i][j]);
    }
    for (guint i = 0; i < n_pairs; i++) {
        keep_beads(self, corpus->pairs->pdata[i], verdicts[i]);
        g_free(verdicts[i]);
    }
    self->counts->n_pairs = self->counts->n_left[HEXAPLA_REJECTION_NONE];
}

static HexaplaPairFilter *
new_filter(const HexaplaOptions *options, HexaplaAligner *aligner)
{
    HexaplaPairFilter *filter;

    if (options->filters == 0 && options->twins == HEXAPLA_TWINS_KEEP)
        return NULL;
    filter =
        hexapla_pair_filter_new(options->source, options->target, options->filters, options->twins);
    hexapla_pair_filter_set_ratio(filter, hexapla_aligner_get_ratio(aligner));
    if (options->ledger != NULL)
        hexapla_pair_filter_set_names(filter, options->ledger);
    return filter;
}

/**
 * hexapla_selection_apply:
 * @self: all 0; takes the counts
 * @options: what was asked for
 * @corpus: gets the beads that are kept
 * @aligner: has run
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether the list of what is left out could be written, where one is wanted
 */
gboolean
hexapla_selection_apply(HexaplaSelection *self, HexaplaOptions *options, HexaplaBicorpus *corpus,
                        HexaplaAligner *aligner, GError **error)
{
    g_autoptr(HexaplaPairFilter) filter = new_filter(options, aligner);
    g_autoptr(HexaplaWriter) left = NULL;
    Selector selector = {self, options, filter, NULL};

    if (options->left_out != NULL && !options->dry_run) {
        if (hexapla_run_refuse_input(options, options->left_out, error))
            return FALSE;
        left = selector.left = hexapla_writer_new(options->left_out, error);
        if (left == NULL)
            return FALSE;
    }
    select_all(&selector, corpus, aligner);
    return left == NULL || hexapla_writer_commit(g_steal_pointer(&left), error);
}
