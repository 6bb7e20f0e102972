/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/aligning.h"

#include <string.h>

#include "align/aligner.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/lines.h"
#include "cli/anchors.h"
#include "cli/message.h"
#include "cli/run.h"
#include "pipeline/bilingual.h"
#include "pipeline/fold.h"
#include "pipeline/output.h"

/* An article in both languages. */
typedef struct {
    char *paths[HEXAPLA_N_SIDES];
    char *output; /* NULL: the only one */
    HexaplaVersion versions[HEXAPLA_N_SIDES];
    GArray *beads;
} Pair;

typedef struct {
    guint64 n_pairs;
    guint64 n_dropped;
    guint64 n_source_alone;
    guint64 n_target_alone;
} Summary;

typedef struct {
    HexaplaOptions *options;
    GPtrArray *pairs;
    HexaplaAligner *aligner;
    HexaplaWordbook *wordbook;
    Summary summary;
} Run;

/* Where pairs go: numbers of sentences, or a file of some format. */
typedef struct {
    HexaplaWriter *beads;
    const HexaplaFormat *format;
    HexaplaOutput *output;
    HexaplaFold *fold;
} Sink;

static Pair *
new_pair(const char *source, const char *target, const char *output)
{
    Pair *pair = g_new0(Pair, 1);

    pair->paths[HEXAPLA_SOURCE] = g_strdup(source);
    pair->paths[HEXAPLA_TARGET] = g_strdup(target);
    pair->output = g_strdup(output);
    pair->beads = g_array_new(FALSE, FALSE, sizeof(HexaplaBead));
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        hexapla_version_init(&pair->versions[side]);
    return pair;
}

static void
free_pair(Pair *pair)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_free(pair->paths[side]);
        hexapla_version_clear(&pair->versions[side]);
    }
    g_free(pair->output);
    g_array_unref(pair->beads);
    g_free(pair);
}

static void
clear_run(Run *run)
{
    g_ptr_array_unref(run->pairs);
    hexapla_aligner_free(run->aligner);
    hexapla_wordbook_free(run->wordbook);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

static gboolean
fail_line(GError **error, const char *file, guint64 line, const char *problem)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s:%" G_GUINT64_FORMAT ": error: %s",
                file, line, problem);
    return FALSE;
}

static gboolean
add_line(Run *run, const char *file, guint64 number, const char *line, gsize n, GError **error)
{
    g_autofree char *text = g_strndup(line, n);
    g_auto(GStrv) cells = g_strsplit(text, "\t", -1);
    guint n_cells = g_strv_length(cells);

    if (n == 0)
        return TRUE;
    if (n_cells < 2 || n_cells > 3 || *cells[0] == '\0' || *cells[1] == '\0')
        return fail_line(error, file, number,
                         "a pair is a source and a target between tabs, and perhaps the name of "
                         "its output");
    g_ptr_array_add(run->pairs, new_pair(cells[0], cells[1], cells[2]));
    return TRUE;
}

static gboolean
read_list(Run *run, const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autoptr(GInputStream) in = hexapla_input_open(path, error);
    g_auto(HexaplaLines) lines = {0};
    const char *line;
    gsize n;

    if (in == NULL)
        return FALSE;
    hexapla_lines_init(&lines, in, name, 3 * HEXAPLA_MAX_PATH_BYTES, NULL);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return TRUE;
        if (!add_line(run, name, lines.number, line, n, error))
            return FALSE;
    }
    return FALSE;
}

static gboolean
find_pairs(Run *run, GError **error)
{
    char **inputs = run->options->inputs;

    if (run->options->pairs != NULL)
        return read_list(run, run->options->pairs, error);
    if (g_strv_length(inputs) == 2) {
        g_ptr_array_add(run->pairs, new_pair(inputs[0], inputs[1], NULL));
        return TRUE;
    }
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "two language versions are aligned: give a source and a target, or --pairs");
    return FALSE;
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_ptr_array_add(user_data, part);
    return TRUE;
}

static gboolean
read_version(Run *run, const Pair *pair, guint side, GError **error)
{
    HexaplaOptions options = *run->options;
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&options.pipeline);

    if (side == HEXAPLA_TARGET)
        options.source = options.target;
    hexapla_pipeline_connect(pipeline, take_part, pair->versions[side].parts);
    return hexapla_run_read(pipeline, &options, pair->paths[side], error) &&
           hexapla_pipeline_finish(pipeline, error);
}

static void
add_part(Run *run, HexaplaVersion *version, guint side, HexaplaDocument *part)
{
    const char *text = hexapla_document_get_text(part, NULL);
    guint n, n_blocks;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    for (guint i = 0; i < n; i++) {
        const HexaplaBlock *block = &blocks[segments[i].block];

        if (block->junk != HEXAPLA_JUNK_NONE && run->options->format.junk != HEXAPLA_JUNK_KEEP)
            continue;
        hexapla_version_add(version, part, i);
        hexapla_aligner_add_sentence(run->aligner, side, text + segments[i].start,
                                     segments[i].end - segments[i].start,
                                     i == block->first_segment);
    }
}

static gboolean
read_pair(Run *run, Pair *pair, GError **error)
{
    hexapla_aligner_add_document(run->aligner);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        HexaplaVersion *version = &pair->versions[side];

        if (!read_version(run, pair, side, error))
            return FALSE;
        for (guint i = 0; i < version->parts->len; i++)
            add_part(run, version, side, version->parts->pdata[i]);
    }
    return TRUE;
}

/* What was found so unlikely that nobody wants it has no translation. */
static void
count_beads(Run *run, const HexaplaBead *beads, guint n, GArray *kept)
{
    for (guint i = 0; i < n; i++) {
        HexaplaBead bead = beads[i];

        run->summary.n_source_alone += bead.n_target == 0 ? bead.n_source : 0;
        run->summary.n_target_alone += bead.n_source == 0 ? bead.n_target : 0;
        if (bead.n_source > 0 && bead.n_target > 0) {
            if (bead.confidence < run->options->min_score) {
                run->summary.n_dropped++;
                continue;
            }
            run->summary.n_pairs++;
        }
        g_array_append_val(kept, bead);
    }
}

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
write_pair(Sink *sink, const Pair *pair, const GArray *beads, GError **error)
{
    if (sink->beads != NULL) {
        put_beads(sink->beads, beads);
        return TRUE;
    }
    /* An editor shows the whole article; a memory holds pairs. */
    return hexapla_bilingual_write(pair->versions, (const HexaplaBead *)beads->data, beads->len,
                                   g_str_has_prefix(sink->format->name, "xliff"), write_part, sink,
                                   error);
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
    for (guint i = 0; i < run->pairs->len; i++) {
        const Pair *pair = run->pairs->pdata[i];

        if (pair->output == NULL && !write_pair(&sink, pair, pair->beads, error))
            return FALSE;
    }
    return commit_sink(&sink, error);
}

static gboolean
write_own(Run *run, const char *folder, const Pair *pair, GError **error)
{
    g_auto(Sink) sink = {0};
    g_autofree char *name = g_build_filename(folder, pair->output, NULL);

    return open_sink(run, &sink, name, error) && write_pair(&sink, pair, pair->beads, error) &&
           commit_sink(&sink, error);
}

static gboolean
write_output(Run *run, const char *name, GError **error)
{
    gboolean needs_common = FALSE;

    for (guint i = 0; i < run->pairs->len; i++) {
        const Pair *pair = run->pairs->pdata[i];

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
take_beads(Run *run)
{
    for (guint i = 0; i < run->pairs->len; i++) {
        Pair *pair = run->pairs->pdata[i];
        guint n;
        const HexaplaBead *beads = hexapla_aligner_get_beads(run->aligner, i, &n);

        count_beads(run, beads, n, pair->beads);
    }
}

static void
say_summary(const Run *run)
{
    const Summary *summary = &run->summary;

    hexapla_message("%u article%s, %" G_GUINT64_FORMAT " pairs, %" G_GUINT64_FORMAT
                    " below the score, %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT
                    " sentences without translation",
                    run->pairs->len, run->pairs->len == 1 ? "" : "s", summary->n_pairs,
                    summary->n_dropped, summary->n_source_alone, summary->n_target_alone);
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
    if (run->aligner == NULL || !find_pairs(run, error))
        return FALSE;
    if (!hexapla_anchors_add(run->aligner, run->options, error))
        return FALSE;
    if (run->options->lexicon != NULL) {
        run->wordbook = hexapla_anchors_open_lexicon(run->options, error);
        if (run->wordbook == NULL)
            return FALSE;
        hexapla_aligner_use_wordbook(run->aligner, run->wordbook);
    }
    for (guint i = 0; i < run->pairs->len; i++) {
        if (!read_pair(run, run->pairs->pdata[i], error))
            return FALSE;
    }
    hexapla_aligner_run(run->aligner);
    take_beads(run);
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
    run.pairs = g_ptr_array_new_with_free_func((GDestroyNotify)free_pair);
    if (!align(&run, &error))
        return hexapla_message_error(error);
    if (options->verbosity >= 0)
        say_summary(&run);
    return HEXAPLA_EXIT_DONE;
}
