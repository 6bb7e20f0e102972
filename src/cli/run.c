/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/run.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/input.h"
#include "base/packer.h"
#include "cli/inputs.h"
#include "cli/leverage.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/summary.h"

/* One reading, several outputs. */
typedef struct {
    const HexaplaOptions *options;
    GPtrArray *outputs;
    HexaplaWriter *rejects; /* NULL when nobody wants them */
    HexaplaPipeline *pipeline;
    HexaplaLeverage *leverage; /* NULL when nothing was translated before */
    HexaplaProgress progress;
} Run;

static void
clear_run(Run *run)
{
    hexapla_pipeline_free(run->pipeline);
    hexapla_leverage_free(run->leverage);
    g_ptr_array_unref(run->outputs);
    hexapla_writer_free(run->rejects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

static gboolean
write_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Run *run = user_data;

    if (run->leverage != NULL)
        hexapla_leverage_apply(run->leverage, part);
    if (run->options->decisions != NULL)
        hexapla_decisions_apply(run->options->decisions, part, run->options->target);
    if (run->options->visit != NULL)
        run->options->visit(part, run->options->visitor);
    for (guint i = 0; i < run->outputs->len; i++) {
        if (!hexapla_output_write(run->outputs->pdata[i], part, error))
            return FALSE;
    }
    hexapla_progress_update(&run->progress, hexapla_pipeline_get_summary(run->pipeline));
    return TRUE;
}

/* Leaves out what another machine does, and what an earlier run has done. */
static gboolean
wants_article(HexaplaDocument *part, gpointer user_data)
{
    const Run *run = user_data;

    if (!hexapla_shard_has(&run->options->shard, hexapla_document_get_origin(part)->id))
        return FALSE;
    for (guint i = 0; i < run->outputs->len; i++) {
        if (!hexapla_output_has(run->outputs->pdata[i], part))
            return TRUE;
    }
    return !run->options->resume;
}

/* FORMAT:PATH, when what stands before the colon is a format. */
static const HexaplaFormat *
split_prefix(const char *output, const char **path)
{
    const char *colon = strchr(output, ':');
    g_autofree char *name = colon != NULL ? g_strndup(output, colon - output) : NULL;
    const HexaplaFormat *format = name != NULL ? hexapla_format_by_name(name) : NULL;

    *path = format != NULL ? colon + 1 : output;
    return format;
}

/**
 * hexapla_run_find_writer:
 * @options: what was asked for
 * @fallback: (nullable): the format of what does not tell its own
 * @output: PATH or FORMAT:PATH
 * @path: (out) (transfer none): its path
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_USAGE
 *
 * Returns: (transfer none) (nullable): the format in which it is written
 */
const HexaplaFormat *
hexapla_run_find_writer(const HexaplaOptions *options, const HexaplaFormat *fallback,
                        const char *output, const char **path, GError **error)
{
    const HexaplaFormat *format = split_prefix(output, path);

    if (format == NULL)
        format = options->to;
    if (format == NULL && options->pipeline.holds_segments)
        format = hexapla_format_for_output(*path, HEXAPLA_FORMAT_CARRIES_TARGETS);
    if (format == NULL)
        format = hexapla_format_for_output(*path, 0);
    if (format == NULL)
        format = hexapla_format_by_extension(*path);
    if (format == NULL)
        format = fallback;
    if (format == NULL)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "the name “%s” tells no format: give --to or FORMAT:PATH", output);
    else if (format->begin == NULL)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, "%s is read and not written",
                    format->name);
    return format != NULL && format->begin != NULL ? format : NULL;
}

/**
 * hexapla_run_refuse_file:
 * @output: path of an output
 * @input: path of what is read
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether they are one file, also through links
 */
gboolean
hexapla_run_refuse_file(const char *output, const char *input, GError **error)
{
    g_autofree char *name = NULL;

    if (!hexapla_input_is_same_file(output, input))
        return FALSE;
    name = g_filename_display_name(output);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT,
                "%s: error: output and input are one file", name);
    return TRUE;
}

/**
 * hexapla_run_refuse_input:
 * @options: what was asked for
 * @path: of an output
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether the output is one of the inputs
 */
gboolean
hexapla_run_refuse_input(const HexaplaOptions *options, const char *path, GError **error)
{
    if (access(path, F_OK) != 0)
        return FALSE;
    for (char **input = options->inputs; *input != NULL; input++) {
        if (hexapla_run_refuse_file(path, *input, error))
            return TRUE;
    }
    return FALSE;
}

/* An exchange file of an article without sentences would hold nothing. */
static gboolean
check_stage(const HexaplaPipelineOptions *options, const HexaplaFormat *format, GError **error)
{
    if ((format->traits & HEXAPLA_FORMAT_HOLDS_SEGMENTS) == 0 || options->holds_segments ||
        options->until >= HEXAPLA_STAGE_SEGMENT)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "%s holds sentences: give --until segment or names, or --to dump", format->name);
    return FALSE;
}

static gboolean
add_output(Run *run, HexaplaOptions *options, const HexaplaFormat *format, const char *path,
           GError **error)
{
    HexaplaOutput *output;

    if (!check_stage(&options->pipeline, format, error) ||
        hexapla_run_refuse_input(options, path, error))
        return FALSE;
    options->pipeline.details |= format->details;
    if (options->dry_run)
        return TRUE;
    output = hexapla_output_new(format, path, &options->format, error);
    if (output == NULL)
        return FALSE;
    g_ptr_array_add(run->outputs, output);
    return TRUE;
}

/* PREFIX.SOURCE and PREFIX.TARGET. */
static gboolean
add_moses(Run *run, HexaplaOptions *options, const HexaplaFormat *format, const char *prefix,
          GError **error)
{
    g_autofree char *source = NULL;
    g_autofree char *target = NULL;

    if (options->source == NULL || options->target == NULL || strcmp(prefix, "-") == 0) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "a Moses corpus is two files: give --source, --target and -o PREFIX");
        return FALSE;
    }
    source = g_strconcat(prefix, ".", options->source, NULL);
    target = g_strconcat(prefix, ".", options->target, NULL);
    return add_output(run, options, format, source, error) &&
           add_output(run, options, hexapla_format_by_name("moses-target"), target, error);
}

static gboolean
open_output(Run *run, HexaplaOptions *options, const HexaplaFormat *fallback, const char *name,
            GError **error)
{
    const char *path;
    const HexaplaFormat *format = hexapla_run_find_writer(options, fallback, name, &path, error);

    if (format == NULL)
        return FALSE;
    if (strcmp(format->name, "moses") == 0)
        return add_moses(run, options, format, path, error);
    return add_output(run, options, format, path, error);
}

static gboolean
is_folder(const char *path)
{
    return g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* news.xlf.gz: news.tbx. In a folder a file has its article's name. */
static char *
dup_path_beside(const char *path, const HexaplaFormat *format)
{
    g_autofree char *stem = g_strndup(path, hexapla_packer_stem(path));
    char *slash = strrchr(stem, '/');
    char *dot = strrchr(slash != NULL ? slash : stem, '.');

    if (is_folder(path))
        return g_strdup(path);
    if (dot != NULL && dot > stem && dot[-1] != '/')
        *dot = '\0';
    return g_strconcat(stem, ".", format->extensions, NULL);
}

static const char *
skip_prefix(const char *output)
{
    const char *path;

    split_prefix(output, &path);
    return path;
}

/* Two outputs of one name share a glossary. */
static gboolean
open_glossary(Run *run, HexaplaOptions *options, const HexaplaFormat *format, GError **error)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gboolean has_file = FALSE;

    for (char **output = options->outputs; output != NULL && *output != NULL; output++) {
        has_file = has_file || strcmp(skip_prefix(*output), "-") != 0;
        if (!is_folder(skip_prefix(*output)))
            g_hash_table_add(taken, g_strdup(skip_prefix(*output)));
    }
    if (!has_file) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "--glossary writes beside an output: give --output");
        return FALSE;
    }
    for (char **output = options->outputs; *output != NULL; output++) {
        char *path = strcmp(skip_prefix(*output), "-") != 0
                         ? dup_path_beside(skip_prefix(*output), format)
                         : g_strdup("-");

        if (g_hash_table_add(taken, path) && !add_output(run, options, format, path, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
open_outputs(Run *run, HexaplaOptions *options, const HexaplaFormat *fallback, GError **error)
{
    static char *standard_output[] = {(char *)"-", NULL};
    char **outputs = options->outputs != NULL ? options->outputs : standard_output;

    for (char **output = outputs; *output != NULL; output++) {
        if (!open_output(run, options, fallback, *output, error))
            return FALSE;
    }
    for (guint i = 0; i < options->glossaries->len; i++) {
        if (!open_glossary(run, options, options->glossaries->pdata[i], error))
            return FALSE;
    }
    for (guint i = 0; options->resume && i < run->outputs->len; i++) {
        if (!hexapla_output_is_folder(run->outputs->pdata[i])) {
            g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                        "--resume needs folders: a single file is whole or absent");
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
open_rejects(Run *run, HexaplaOptions *options, GError **error)
{
    if (options->rejects == NULL)
        return TRUE;
    if (hexapla_run_refuse_input(options, options->rejects, error))
        return FALSE;
    if (options->dry_run)
        return TRUE;
    run->rejects = hexapla_writer_new(options->rejects, error);
    options->pipeline.rejects = run->rejects;
    return run->rejects != NULL;
}

/**
 * hexapla_run_read:
 * @pipeline: a pipeline with its function
 * @options: what was asked for
 * @path: an input that is no folder
 * @error: (domain HEXAPLA_ERROR): what is wrong with it
 *
 * Reads an input in the format that was asked for, that its name tells, or that its first bytes
 * tell.
 *
 * Returns: whether the whole input went through
 */
gboolean
hexapla_run_read(HexaplaPipeline *pipeline, const HexaplaOptions *options, const char *path,
                 GError **error)
{
    const HexaplaFormat *format = options->from;

    if (format == NULL && options->pipeline.holds_segments)
        format = hexapla_format_for_input(path, HEXAPLA_FORMAT_HOLDS_SEGMENTS);
    if (format == NULL)
        format = hexapla_format_for_input(path, 0);
    if (format == NULL)
        format = hexapla_format_by_extension(path);
    if (format != NULL && format->read == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "%s is written and not read; give --from when this is wrong", format->name);
        return FALSE;
    }
    return hexapla_pipeline_read(pipeline, format, path, options->source, NULL, error);
}

/**
 * hexapla_run_read_inputs:
 * @pipeline: a pipeline with its function
 * @options: what was asked for
 * @error: (domain HEXAPLA_ERROR): what is wrong with an input
 *
 * Returns: whether all inputs went through to the end
 */
gboolean
hexapla_run_read_inputs(HexaplaPipeline *pipeline, const HexaplaOptions *options, GError **error)
{
    for (char **input = options->inputs; *input != NULL; input++) {
        if (!hexapla_run_read(pipeline, options, *input, error))
            return FALSE;
    }
    return hexapla_pipeline_finish(pipeline, error);
}

/**
 * hexapla_run_find_kind:
 * @options: what was asked for
 * @error: (domain HEXAPLA_ERROR): what is wrong with the first input
 *
 * What the first input is tells what all are: articles go through the stages, exchange files have
 * their sentences.
 *
 * Returns: whether it could be read
 */
gboolean
hexapla_run_find_kind(HexaplaOptions *options, GError **error)
{
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&options->pipeline);
    const char *path = options->inputs != NULL ? options->inputs[0] : NULL;
    const HexaplaFormat *format = options->from;

    if (format == NULL && path != NULL)
        format = hexapla_format_by_extension(path);
    if (format == NULL && path != NULL && g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        format = hexapla_pipeline_find_format(pipeline, path, error);
        if (format == NULL)
            return FALSE;
    }
    if (format == NULL || (format->traits & HEXAPLA_FORMAT_HOLDS_SEGMENTS) == 0)
        return TRUE;
    options->pipeline.holds_segments = TRUE;
    options->pipeline.until = HEXAPLA_STAGE_READ;
    return TRUE;
}

/* Every file is complete before the first one is put in its place. */
static gboolean
commit_outputs(Run *run, HexaplaIssueSink *issues, GError **error)
{
    for (guint i = 0; i < run->outputs->len; i++) {
        if (!hexapla_output_finish(run->outputs->pdata[i], error))
            return FALSE;
    }
    if (!hexapla_issue_sink_check(issues, error))
        return FALSE;
    if (run->rejects != NULL && (!hexapla_writer_sync(run->rejects, error) ||
                                 !hexapla_writer_commit(g_steal_pointer(&run->rejects), error)))
        return FALSE;
    for (guint i = 0; i < run->outputs->len; i++) {
        if (!hexapla_output_commit(run->outputs->pdata[i], error))
            return FALSE;
    }
    return TRUE;
}

static void
report_loss(const char *name, guint64 count, gpointer user_data)
{
    hexapla_issue_sink_add(user_data, HEXAPLA_ISSUE_NOT_CARRIED, NULL, 0, 0,
                           "%s: %" G_GUINT64_FORMAT " left out", name, count);
}

static gboolean
open_leverage(Run *run, HexaplaOptions *options, GError **error)
{
    if (options->memories == NULL && options->previous == NULL)
        return TRUE;
    options->pipeline.details |= HEXAPLA_DETAIL_IDS;
    run->leverage = hexapla_leverage_new(options, error);
    return run->leverage != NULL;
}

/**
 * hexapla_run:
 * @options: what was asked for
 * @fallback: (nullable): the format of outputs that nobody named
 * @with_summary: whether to end with a line that counts
 *
 * Reads all inputs, runs the stages and writes all outputs.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_run(HexaplaOptions *options, const HexaplaFormat *fallback, gboolean with_summary)
{
    g_auto(Run) run = {
        .options = options,
        .outputs = g_ptr_array_new_with_free_func((GDestroyNotify)hexapla_output_free),
    };
    g_autoptr(GError) error = NULL;
    guint64 n_rejected;
    guint n_stale = 0;

    if (!hexapla_inputs_expand(options, &error) || !open_outputs(&run, options, fallback, &error) ||
        !open_rejects(&run, options, &error) || !open_leverage(&run, options, &error))
        return hexapla_message_error(error);
    run.pipeline = hexapla_pipeline_new(&options->pipeline);
    hexapla_pipeline_connect(run.pipeline, write_part, &run);
    hexapla_pipeline_set_filter(run.pipeline, wants_article, &run);
    hexapla_progress_init(&run.progress, options->progress, options->inputs);
    if (!hexapla_run_read_inputs(run.pipeline, options, &error))
        return hexapla_message_error(error);
    if (options->format.losses != NULL)
        hexapla_tally_foreach(options->format.losses, report_loss, &options->issues);
    if (options->decisions != NULL)
        n_stale = hexapla_decisions_report(options->decisions, &options->issues);
    if (!commit_outputs(&run, &options->issues, &error))
        return hexapla_message_error(error);
    n_rejected = options->issues.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR];
    if (options->json)
        hexapla_summary_print(hexapla_pipeline_get_summary(run.pipeline), n_rejected);
    else if (with_summary && options->verbosity >= 0)
        hexapla_summary_say(hexapla_pipeline_get_summary(run.pipeline), n_rejected);
    if (hexapla_message_flush() != HEXAPLA_EXIT_DONE)
        return HEXAPLA_EXIT_OUTPUT;
    return n_stale > 0 || (n_rejected > 0 && options->rejects == NULL) ? HEXAPLA_EXIT_FINDINGS
                                                                       : HEXAPLA_EXIT_DONE;
}
