/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/run.h"
#include "review/page.h"

static gboolean
check(const HexaplaOptions *options, GError **error)
{
    const char *problem = NULL;

    if (options->offline == (options->log != NULL))
        problem = "review takes either --offline, to make a page, or --apply FILE";
    else if (options->offline && options->outputs != NULL && options->outputs[1] != NULL)
        problem = "review --offline writes one page";
    if (problem != NULL)
        g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, problem);
    return problem == NULL;
}

static gboolean
refuse_output(const HexaplaOptions *options, const char *output, GError **error)
{
    for (char **input = options->inputs; *input != NULL; input++) {
        if (!hexapla_input_is_same_file(output, *input))
            continue;
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT,
                    "%s: error: output and input are one file", output);
        return TRUE;
    }
    return FALSE;
}

static gboolean
write_page(HexaplaOptions *options, GError **error)
{
    const char *output = options->dry_run           ? "/dev/null"
                         : options->outputs != NULL ? options->outputs[0]
                                                    : "-";
    g_autoptr(HexaplaWriter) out = NULL;
    g_autoptr(HexaplaPage) page = NULL;
    g_autoptr(HexaplaPipeline) pipeline = NULL;

    if (!hexapla_inputs_expand(options, error) || refuse_output(options, output, error))
        return FALSE;
    out = hexapla_writer_new(output, error);
    if (out == NULL)
        return FALSE;
    page = hexapla_page_new(out, &options->format);
    pipeline = hexapla_pipeline_new(&options->pipeline);
    hexapla_pipeline_connect(pipeline, hexapla_page_take, page);
    return hexapla_run_read_inputs(pipeline, options, error) && hexapla_page_end(page, error) &&
           hexapla_issue_sink_check(&options->issues, error) && hexapla_writer_sync(out, error) &&
           hexapla_writer_commit(g_steal_pointer(&out), error);
}

static gboolean
read_decisions(HexaplaOptions *options, GError **error)
{
    g_autofree char *name = g_filename_display_name(options->log);
    g_autoptr(GInputStream) in = hexapla_input_open(options->log, error);

    if (in == NULL)
        return FALSE;
    options->decisions = hexapla_decisions_read(in, name, NULL, error);
    return options->decisions != NULL;
}

static HexaplaExit
make_page(HexaplaOptions *options)
{
    g_autoptr(GError) error = NULL;

    if (!write_page(options, &error))
        return hexapla_message_error(error);
    return options->issues.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR] > 0 ? HEXAPLA_EXIT_FINDINGS
                                                                   : HEXAPLA_EXIT_DONE;
}

/**
 * hexapla_command_review:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Sentences become a page for people, and their decisions come back.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_review(int argc, char **argv)
{
    g_autoptr(HexaplaTally) losses = hexapla_tally_new();
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_NAMES,
        .pipeline.details = HEXAPLA_ALL_DETAILS,
        .pipeline.losses = losses,
        .format.junk = HEXAPLA_JUNK_MARK,
        .format.losses = losses,
    };
    g_autoptr(GError) error = NULL;
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options,
            HEXAPLA_OPTION_SET_TARGET | HEXAPLA_OPTION_SET_NAMES | HEXAPLA_OPTION_SET_REVIEW,
            "--offline [OPTIONS] FILE…\n"
            "  or:  hexapla review --apply DECISIONS [OPTIONS] FILE…",
            "Writes articles or exchange files as a page in which people accept, reject, edit, "
            "comment\nand flag sentence by sentence. The page opens from the disk in any browser "
            "and saves what was\ndecided; --apply carries it out and writes the corpus in any "
            "format.\n\n"
            "  hexapla review --offline memory.xlf -o page.html\n"
            "  hexapla review --apply decisions.jsonl memory.xlf -o reviewed.xlf\n",
            argc, argv, &status))
        return status;
    options.pipeline.target = options.target;
    if (!check(&options, &error) || !hexapla_run_find_kind(&options, &error) ||
        (options.log != NULL && !read_decisions(&options, &error)))
        return hexapla_message_error(error);
    return options.offline ? make_page(&options) : hexapla_run(&options, NULL, FALSE);
}
