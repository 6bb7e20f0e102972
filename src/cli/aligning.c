/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/aligning.h"

#include <string.h>

#include "align/aligner.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/lines.h"
#include "cli/message.h"
#include "cli/run.h"

/* One language version of an article. */
typedef struct {
    GPtrArray *parts;
    GArray *numbers; /* of its sentences, as users count them */
} Version;

/* An article in both languages. */
typedef struct {
    char *paths[HEXAPLA_N_SIDES];
    char *output; /* NULL: the only one */
    Version versions[HEXAPLA_N_SIDES];
} Pair;

typedef struct {
    HexaplaOptions *options;
    GPtrArray *pairs;
    HexaplaAligner *aligner;
} Run;

static Pair *
new_pair(const char *source, const char *target, const char *output)
{
    Pair *pair = g_new0(Pair, 1);

    pair->paths[HEXAPLA_SOURCE] = g_strdup(source);
    pair->paths[HEXAPLA_TARGET] = g_strdup(target);
    pair->output = g_strdup(output);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        pair->versions[side].parts = g_ptr_array_new_with_free_func(g_object_unref);
        pair->versions[side].numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    }
    return pair;
}

static void
free_pair(Pair *pair)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_free(pair->paths[side]);
        g_ptr_array_unref(pair->versions[side].parts);
        g_array_unref(pair->versions[side].numbers);
    }
    g_free(pair->output);
    g_free(pair);
}

static void
clear_run(Run *run)
{
    g_ptr_array_unref(run->pairs);
    hexapla_aligner_free(run->aligner);
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

/* Sentences of lists of sentences are counted by lines, all others as they come. */
static void
add_part(Run *run, Version *version, guint side, HexaplaDocument *part)
{
    const char *text = hexapla_document_get_text(part, NULL);
    guint n;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    guint n_blocks;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    for (guint i = 0; i < n; i++) {
        const HexaplaBlock *block = &blocks[segments[i].block];
        guint32 number = version->numbers->len;

        if (block->junk != HEXAPLA_JUNK_NONE && run->options->format.junk != HEXAPLA_JUNK_KEEP)
            continue;
        g_array_append_val(version->numbers, number);
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
        Version *version = &pair->versions[side];

        if (!read_version(run, pair, side, error))
            return FALSE;
        for (guint i = 0; i < version->parts->len; i++)
            add_part(run, version, side, version->parts->pdata[i]);
    }
    return TRUE;
}

static void
put_numbers(HexaplaWriter *out, const Version *version, guint first, guint n)
{
    hexapla_writer_puts(out, "[");
    for (guint i = 0; i < n; i++) {
        hexapla_writer_puts(out, i > 0 ? "," : "");
        hexapla_writer_put_uint(out, g_array_index(version->numbers, guint32, first + i));
    }
    hexapla_writer_puts(out, "]");
}

static gboolean
write_beads(Run *run, guint number, const char *path, GError **error)
{
    g_autoptr(HexaplaWriter) out = hexapla_writer_new(path, error);
    const Pair *pair = run->pairs->pdata[number];
    guint n;
    const HexaplaBead *beads = hexapla_aligner_get_beads(run->aligner, number, &n);

    if (out == NULL)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        char score[G_ASCII_DTOSTR_BUF_SIZE];

        put_numbers(out, &pair->versions[HEXAPLA_SOURCE], beads[i].source, beads[i].n_source);
        hexapla_writer_puts(out, ":");
        put_numbers(out, &pair->versions[HEXAPLA_TARGET], beads[i].target, beads[i].n_target);
        hexapla_writer_puts(out, ":");
        hexapla_writer_puts(out, g_ascii_formatd(score, sizeof score, "%.3f", beads[i].confidence));
        hexapla_writer_puts(out, "\n");
    }
    return hexapla_writer_commit(g_steal_pointer(&out), error);
}

static gboolean
write_pairs(Run *run, GError **error)
{
    const char *output = run->options->outputs != NULL ? run->options->outputs[0] : "-";

    for (guint i = 0; i < run->pairs->len; i++) {
        const Pair *pair = run->pairs->pdata[i];
        g_autofree char *path =
            pair->output != NULL ? g_build_filename(output, pair->output, NULL) : g_strdup(output);

        if (!write_beads(run, i, path, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
align(Run *run, GError **error)
{
    run->aligner =
        hexapla_aligner_new(run->options->source, run->options->target, error);
    if (run->aligner == NULL || !find_pairs(run, error))
        return FALSE;
    for (guint i = 0; i < run->pairs->len; i++) {
        if (!read_pair(run, run->pairs->pdata[i], error))
            return FALSE;
    }
    hexapla_aligner_run(run->aligner);
    return write_pairs(run, error);
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

    run.pairs = g_ptr_array_new_with_free_func((GDestroyNotify)free_pair);
    if (!align(&run, &error))
        return hexapla_message_error(error);
    return HEXAPLA_EXIT_DONE;
}
