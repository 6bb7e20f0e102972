/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/aligning.h"

#include <string.h>

#include "base/error.h"
#include "cli/anchors.h"
#include "cli/message.h"
#include "cli/run.h"
#include "cli/selection.h"
#include "pipeline/fold.h"
#include "pipeline/output.h"

typedef struct {
    HexaplaOptions *options;
    HexaplaBicorpus corpus;
    HexaplaAligner *aligner;
    HexaplaWordbook *wordbook;
    HexaplaSelection selection;
} Run;

/* Where pairs go: numbers of sentences, or a file of some format. */
typedef struct {
    HexaplaWriter *beads;
    const HexaplaFormat *format;
    HexaplaOutput *output;
    HexaplaFold *fold;
} Sink;

static void
clear_run(Run *run)
{
    hexapla_bicorpus_clear(&run->corpus);
    hexapla_aligner_free(run->aligner);
    hexapla_wordbook_free(run->wordbook);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

static void
put_numbers(HexaplaWriter *out, guint first, guint n)
{
    hexapla_writer_puts(out, "[");
    for (guint i = 0; i < n; i++) {
        hexapla_writer_puts(out, i > 0 ? "," : "");
        hexapla_writer_put_uint(out, first + i);
    }
    hexapla_writer_puts(out, "]");
}

static void
put_beads(HexaplaWriter *out, const GArray *beads)
{
    for (guint i = 0; i < beads->len; i++) {
        const HexaplaBead *bead = &g_array_index(beads, HexaplaBead, i);
        char score[G_ASCII_DTOSTR_BUF_SIZE];

        put_numbers(out, bead->source, bead->n_source);
        hexapla_writer_puts(out, ":");
        put_numbers(out, bead->target, bead->n_target);
        hexapla_writer_puts(out, ":");
        hexapla_writer_puts(out, g_ascii_formatd(score, sizeof score, "%.4f", bead->confidence));
        hexapla_writer_puts(out, "\n");
    }
}

static gboolean
write_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Sink *sink = user_data;

    hexapla_fold_name_file(sink->fold, part);
    return hexapla_output_write(sink->output, part, error);
}

static gboolean
open_sink(Run *run, Sink *sink, const char *name, GError **error)
{
    const char *path;

    if (run->options->beads) {
        if (hexapla_run_refuse_input(run->options, name, error))
            return FALSE;
        sink->beads = hexapla_writer_new(name, error);
        return sink->beads != NULL;
    }
    sink->format =
        hexapla_run_find_writer(run->options, hexapla_format_by_name("tmx"), name, &path, error);
    if (sink->format == NULL || hexapla_run_refuse_input(run->options, path, error))
        return FALSE;
    sink->output = hexapla_output_new(sink->format, path, &run->options->format, error);
    sink->fold = hexapla_fold_new(&run->options->pipeline);
    return sink->output != NULL;
}

static gboolean
write_pair(Sink *sink, const HexaplaArticlePair *pair, const GArray *beads, GError **error)
{
    const HexaplaVersion versions[] = {pair->editions[HEXAPLA_SOURCE]->version,
                                       pair->editions[HEXAPLA_TARGET]->version};

    if (sink->beads != NULL) {
        put_beads(sink->beads, beads);
        return TRUE;
    }
    /* An editor shows the whole article; a memory holds pairs. */
    return hexapla_bilingual_write(versions, (const HexaplaBead *)beads->data, beads->len,
                                   pair->score, g_str_has_prefix(sink->format->name, "xliff"),
                                   write_part, sink, error);
}

static gboolean
commit_sink(Sink *sink, GError **error)
{
    if (sink->beads != NULL)
        return hexapla_writer_commit(g_steal_pointer(&sink->beads), error);
    return hexapla_output_finish(sink->output, error) && hexapla_output_commit(sink->output, error);
}

static void
clear_sink(Sink *sink)
{
    hexapla_writer_free(sink->beads);
    hexapla_output_free(sink->output);
    hexapla_fold_free(sink->fold);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sink, clear_sink)

/* All pairs that have no output of their own. */
static gboolean
write_common(Run *run, const char *name, GError **error)
{
    g_auto(Sink) sink = {0};

    if (!open_sink(run, &sink, name, error))
        return FALSE;
    for (guint i = 0; i < run->corpus.pairs->len; i++) {
        const HexaplaArticlePair *pair = run->corpus.pairs->pdata[i];

        if (pair->output == NULL && !write_pair(&sink, pair, pair->beads, error))
            return FALSE;
    }
    return commit_sink(&sink, error);
}

static gboolean
write_own(Run *run, const char *folder, const HexaplaArticlePair *pair, GError **error)
{
    g_auto(Sink) sink = {0};
    g_autofree char *name = g_build_filename(folder, pair->output, NULL);

    return open_sink(run, &sink, name, error) && write_pair(&sink, pair, pair->beads, error) &&
           commit_sink(&sink, error);
}

static gboolean
write_output(Run *run, const char *name, GError **error)
{
    gboolean needs_common = run->corpus.pairs->len == 0;

    for (guint i = 0; i < run->corpus.pairs->len; i++) {
        const HexaplaArticlePair *pair = run->corpus.pairs->pdata[i];

        needs_common |= pair->output == NULL;
        if (pair->output != NULL && !write_own(run, name, pair, error))
            return FALSE;
    }
    return !needs_common || write_common(run, name, error);
}

static gboolean
write_all(Run *run, GError **error)
{
    static const char *const standard_output[] = {"-", NULL};
    const char *const *outputs = run->options->outputs != NULL
                                     ? (const char *const *)run->options->outputs
                                     : standard_output;

    for (; *outputs != NULL; outputs++) {
        if (!write_output(run, *outputs, error))
            return FALSE;
    }
    return TRUE;
}

static void
say_filtered(const HexaplaSelection *selection)
{
    g_autoptr(GString) reasons = g_string_new(NULL);

    for (guint i = HEXAPLA_REJECTION_JUNK; i < HEXAPLA_N_REJECTIONS; i++) {
        if (selection->n_left[i] > 0 && i != HEXAPLA_REJECTION_SCORE)
            g_string_append_printf(reasons, "%s%" G_GUINT64_FORMAT " %s",
                                   reasons->len > 0 ? ", " : "", selection->n_left[i],
                                   hexapla_rejection_get_tag(i));
    }
    if (reasons->len > 0)
        hexapla_message("left out: %s", reasons->str);
}

static void
say_summary(const Run *run)
{
    const HexaplaSelection *selection = &run->selection;
    guint n = run->corpus.pairs->len;
    const guint *n_alone = run->corpus.n_alone;

    hexapla_message("%u article%s, %" G_GUINT64_FORMAT " pairs, %" G_GUINT64_FORMAT
                    " below the score, %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT
                    " sentences without translation",
                    n, n == 1 ? "" : "s", selection->n_pairs,
                    selection->n_left[HEXAPLA_REJECTION_SCORE], selection->n_alone[HEXAPLA_SOURCE],
                    selection->n_alone[HEXAPLA_TARGET]);
    say_filtered(selection);
    if (n_alone[HEXAPLA_SOURCE] + n_alone[HEXAPLA_TARGET] > 0)
        hexapla_message("%u and %u articles have no partner", n_alone[HEXAPLA_SOURCE],
                        n_alone[HEXAPLA_TARGET]);
}

static gboolean
align(Run *run, GError **error)
{
    if (run->options->source == NULL || run->options->target == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "two languages are aligned: give --source and --target");
        return FALSE;
    }
    run->aligner = hexapla_aligner_new(run->options->source, run->options->target, error);
    if (run->aligner == NULL)
        return FALSE;
    hexapla_aligner_ignore(run->aligner, run->options->without);
    if (!hexapla_anchors_add(run->aligner, run->options, error))
        return FALSE;
    if (run->options->lexicon != NULL) {
        run->wordbook = hexapla_anchors_open_lexicon(run->options, error);
        if (run->wordbook == NULL)
            return FALSE;
        hexapla_aligner_use_wordbook(run->aligner, run->wordbook);
    }
    if (!hexapla_bicorpus_read(&run->corpus, run->options, run->aligner, error))
        return FALSE;
    hexapla_aligner_run(run->aligner);
    if (!hexapla_selection_apply(&run->selection, run->options, &run->corpus, run->aligner, error))
        return FALSE;
    return run->options->dry_run ||
           (write_all(run, error) &&
            hexapla_anchors_save_lexicon(run->options, run->wordbook, error));
}

/**
 * hexapla_aligning_run:
 * @options: what was asked for
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_aligning_run(HexaplaOptions *options)
{
    g_auto(Run) run = {.options = options};
    g_autoptr(GError) error = NULL;

    if (options->inputs == NULL)
        options->inputs = g_new0(char *, 1);
    hexapla_bicorpus_init(&run.corpus);
    if (!align(&run, &error))
        return hexapla_message_error(error);
    if (options->verbosity >= 0)
        say_summary(&run);
    return HEXAPLA_EXIT_DONE;
}
