/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "check/allowances.h"
#include "cli/findings.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/run.h"
#include "document/note.h"
#include "document/pieces.h"
#include "document/target.h"

/* What the notes of this verb are from. */
#define FROM "hexapla-check"

typedef struct {
    guint segment;
    char *text;
} Note;

typedef struct {
    HexaplaChecker *checker;
    HexaplaAllowances *allowances; /* NULL: nothing is allowed */
    HexaplaFindings findings;
    guint64 n_allowed;
    GArray *notes; /* of the part at hand */
} Run;

static void
clear_run(Run *run)
{
    hexapla_checker_free(run->checker);
    hexapla_allowances_free(run->allowances);
    g_array_unref(run->notes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

static void
clear_note(gpointer note)
{
    g_free(((Note *)note)->text);
}

static void
take_finding(const HexaplaFinding *finding, gpointer user_data)
{
    Run *run = user_data;
    Note note = {.segment = finding->index};

    if (run->allowances != NULL && hexapla_allowances_have(run->allowances, finding)) {
        run->n_allowed++;
        return;
    }
    hexapla_findings_print(&run->findings, finding);
    note.text =
        g_strdup_printf("%s [%s]", finding->text, hexapla_issue_kind_get_tag(finding->kind));
    g_array_append_val(run->notes, note);
}

/* An earlier check, and names that the writer tells anew. */
static gboolean
is_stale(HexaplaDocument *part, const HexaplaNote *note)
{
    guint n, first, n_mentions;
    const HexaplaSegment *segment = &hexapla_document_get_segments(part, &n)[note->segment];
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n_mentions);

    if (g_strcmp0(note->from, "hexapla") != 0)
        return g_strcmp0(note->from, FROM) == 0;
    first = hexapla_document_first_mention(part, segment->start);
    return first < n_mentions && mentions[first].start < segment->end;
}

/* Notes that are not stale stay. */
static void
put_notes(HexaplaDocument *part, const GArray *added)
{
    guint n, n_segments, next = 0;
    const HexaplaNote *notes = hexapla_document_get_notes(part, &n);
    g_autofree HexaplaNote *kept = g_memdup2(notes, n * sizeof *notes);
    guint i = 0;

    hexapla_document_forget_notes(part);
    hexapla_document_get_segments(part, &n_segments);
    for (guint segment = 0; segment < n_segments; segment++) {
        for (; next < added->len && g_array_index(added, Note, next).segment == segment; next++) {
            const char *text = g_array_index(added, Note, next).text;

            hexapla_document_add_note(part, segment, FROM, text, strlen(text));
        }
        for (; i < n && kept[i].segment == segment; i++) {
            if (!is_stale(part, &kept[i]))
                hexapla_document_add_note(part, segment, kept[i].from, kept[i].text,
                                          strlen(kept[i].text));
        }
    }
}

static void
visit_part(HexaplaDocument *part, gpointer visitor)
{
    Run *run = visitor;

    g_array_set_size(run->notes, 0);
    hexapla_checker_apply(run->checker, part);
    put_notes(part, run->notes);
}

static gboolean
check_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Run *run = user_data;

    g_array_set_size(run->notes, 0);
    hexapla_checker_apply(run->checker, part);
    return TRUE;
}

static gboolean
read_allowances(Run *run, const char *path, GError **error)
{
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) in = path != NULL ? hexapla_input_open(path, error) : NULL;

    if (in == NULL)
        return path == NULL;
    run->allowances = hexapla_allowances_read(in, name, NULL, error);
    return run->allowances != NULL;
}

static HexaplaExit
check_inputs(Run *run, HexaplaOptions *options)
{
    g_autoptr(HexaplaPipeline) pipeline = NULL;
    g_autoptr(GError) error = NULL;

    if (options->outputs != NULL) {
        options->json = FALSE; /* no summary among the findings */
        options->visit = visit_part;
        options->visitor = run;
        return hexapla_run(options, NULL, FALSE);
    }
    pipeline = hexapla_pipeline_new(&options->pipeline);
    hexapla_pipeline_connect(pipeline, check_part, run);
    return hexapla_run_read_inputs(pipeline, options, &error) &&
                   hexapla_issue_sink_check(&options->issues, &error)
               ? HEXAPLA_EXIT_DONE
               : hexapla_message_error(error);
}

static gboolean
check_outputs(const HexaplaOptions *options, GError **error)
{
    for (char **output = options->outputs; output != NULL && *output != NULL; output++) {
        const char *path;

        if (hexapla_run_find_writer(options, NULL, *output, &path, error) == NULL)
            return FALSE;
        if (strcmp(path, "-") == 0) {
            g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                        "findings go to standard output, so that --output needs a file");
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
note_language(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    char **language = user_data;

    if (*language == NULL)
        *language = g_strdup(hexapla_document_get_target_language(part));
    return TRUE;
}

/* A ledger tells names in many languages: which one is needed stands in the first file. */
static gboolean
find_target(HexaplaOptions *options, GError **error)
{
    HexaplaPipelineOptions reading = options->pipeline;
    g_autoptr(HexaplaPipeline) pipeline = NULL;

    if (options->target != NULL)
        return TRUE;
    if (options->inputs[0] == NULL || strcmp(options->inputs[0], "-") == 0) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "a ledger and standard input need --target");
        return FALSE;
    }
    reading.issues = NULL;
    pipeline = hexapla_pipeline_new(&reading);
    hexapla_pipeline_connect(pipeline, note_language, &options->target);
    return hexapla_run_read(pipeline, options, options->inputs[0], error) &&
           hexapla_pipeline_finish(pipeline, error);
}

static gboolean
use_ledger(HexaplaOptions *options, GError **error)
{
    if (options->ledger == NULL)
        return TRUE;
    if (!find_target(options, error))
        return FALSE;
    options->lookup = hexapla_lookup_new(options->ledger, options->target);
    options->pipeline.lookup = options->lookup;
    options->pipeline.until = HEXAPLA_STAGE_NAMES;
    options->pipeline.names = HEXAPLA_NAMES_KEEP;
    options->pipeline.apostrophes = HEXAPLA_APOSTROPHES_KEEP;
    return TRUE;
}

static HexaplaExit
check(HexaplaOptions *options)
{
    g_auto(Run) run = {.notes = g_array_new(FALSE, FALSE, sizeof(Note))};
    g_autoptr(GError) error = NULL;
    HexaplaExit status;

    g_array_set_clear_func(run.notes, clear_note);
    if (!check_outputs(options, &error) || !hexapla_inputs_expand(options, &error) ||
        !use_ledger(options, &error) || !read_allowances(&run, options->allow, &error))
        return hexapla_message_error(error);
    run.checker = hexapla_checker_new(take_finding, &run);
    hexapla_findings_begin(&run.findings, options->sarif  ? HEXAPLA_FINDINGS_SARIF
                                          : options->json ? HEXAPLA_FINDINGS_JSON
                                                          : HEXAPLA_FINDINGS_TEXT);
    status = check_inputs(&run, options);
    hexapla_findings_end(&run.findings);
    if (status > HEXAPLA_EXIT_FINDINGS)
        return status;
    if (hexapla_message_flush() != HEXAPLA_EXIT_DONE)
        return HEXAPLA_EXIT_OUTPUT;
    if (options->verbosity >= 0)
        hexapla_message("%" G_GUINT64_FORMAT " findings, %" G_GUINT64_FORMAT " allowed",
                        run.findings.n, run.n_allowed);
    return run.findings.n > 0 || options->issues.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR] > 0
               ? HEXAPLA_EXIT_FINDINGS
               : HEXAPLA_EXIT_DONE;
}

/**
 * hexapla_command_check:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Holds the translations of exchange files against their sources.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_check(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_READ,
        .pipeline.holds_segments = TRUE,
    };
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options,
            HEXAPLA_OPTION_SET_TARGET | HEXAPLA_OPTION_SET_NAMES | HEXAPLA_OPTION_SET_CHECK,
            "[OPTIONS] FILE…",
            "Holds translations against their sources: numbers, units, addresses, placeholders, "
            "codes,\nbrackets, quotations, ends of sentences, what was left or stands there twice, "
            "and the names of\na ledger.\n\n"
            "  hexapla check news.xlf --ledger names.tsv\n"
            "  hexapla check memory.tmx -s en -t ar --allow known.tsv --sarif\n"
            "  hexapla check news.xlf -o noted.xlf\n",
            argc, argv, &status))
        return status;
    options.pipeline.target = options.target;
    return check(&options);
}
