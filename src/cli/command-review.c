/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/option-table.h"
#include "cli/reviewing.h"
#include "cli/run.h"
#include "review/page.h"

static gboolean
check(const HexaplaOptions *options, GError **error)
{
    if (options->offline + (options->log != NULL) + (options->reviewed != NULL) > 1)
        return hexapla_option_error(error, "--offline, --apply and --export are three things");
    if (options->outputs != NULL && !options->offline && options->log == NULL)
        return hexapla_option_error(error, "--output goes with --offline or --apply");
    return !options->offline || options->outputs == NULL || options->outputs[1] == NULL ||
           hexapla_option_error(error, "review --offline writes one page");
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

    if (!hexapla_inputs_expand(options, error) || hexapla_run_refuse_input(options, output, error))
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

/* What reviewers say of names stands in the ledger, as approved, in front of what the user gave. */
static void
use_names(HexaplaOptions *options)
{
    g_autoptr(HexaplaLedger) ledger = hexapla_ledger_new();

    if (hexapla_decisions_put_names(options->decisions, ledger) == 0)
        return;
    if (options->ledger != NULL)
        hexapla_ledger_put_all(ledger, options->ledger);
    hexapla_lookup_free(options->lookup);
    hexapla_ledger_free(options->ledger);
    options->ledger = g_steal_pointer(&ledger);
    options->lookup = hexapla_lookup_new(options->ledger, options->target);
    options->pipeline.lookup = options->lookup;
    if (options->pipeline.names == HEXAPLA_NAMES_NORMALISE)
        options->pipeline.names = HEXAPLA_NAMES_CANONICAL;
}

/**
 * hexapla_reviewing_use_decisions:
 * @options: with decisions
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Sentences of articles end where the reviewers want them to, and names are spelled as they want; what
 * they say wins over overrides and ledger of the user.
 *
 * Returns: whether all went well
 */
gboolean
hexapla_reviewing_use_decisions(HexaplaOptions *options, GError **error)
{
    g_autoptr(GString) cuts = g_string_new(NULL);
    g_autofree char *given = NULL;
    g_autofree char *all = NULL;
    g_autoptr(GInputStream) in = NULL;

    use_names(options);
    hexapla_decisions_put_overrides(options->decisions, cuts);
    if (cuts->len == 0)
        return TRUE;
    if (options->overrides_file != NULL &&
        !g_file_get_contents(options->overrides_file, &given, NULL, error))
        return FALSE;
    all = g_strconcat(given != NULL ? given : "", "\n", cuts->str, NULL);
    in = g_memory_input_stream_new_from_data(all, strlen(all), NULL);
    hexapla_overrides_free(options->overrides);
    options->overrides = hexapla_overrides_read(in, "decisions", NULL, error);
    options->pipeline.overrides = options->overrides;
    return options->overrides != NULL;
}

static gboolean
read_decisions(HexaplaOptions *options, GError **error)
{
    g_autofree char *name = g_filename_display_name(options->log);
    g_autoptr(GInputStream) in = hexapla_input_open(options->log, error);

    if (in == NULL)
        return FALSE;
    options->decisions = hexapla_decisions_read(in, name, NULL, error);
    return options->decisions != NULL && hexapla_reviewing_use_decisions(options, error);
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

static HexaplaExit
run(HexaplaOptions *options, char **argv)
{
    if (options->offline)
        return make_page(options);
    if (options->log != NULL)
        return hexapla_run(options, NULL, FALSE);
    return hexapla_reviewing_run(options, argv);
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
            "[OPTIONS] FILE…\n"
            "  or:  hexapla review --export OUTPUT [OPTIONS] FILE…\n"
            "  or:  hexapla review --offline [OPTIONS] FILE…\n"
            "  or:  hexapla review --apply DECISIONS [OPTIONS] FILE…",
            "Shows articles or exchange files in a browser on this machine, where people accept, "
            "reject, edit,\ncomment and flag sentence by sentence. Every decision is kept in the "
            "store at once; --export writes\nwhat they come to, in any format. --offline writes "
            "the same page as a file that opens from the disk\nin any browser and saves what was "
            "decided; --apply carries it out.\n\n"
            "  hexapla review memory.xlf\n"
            "  hexapla review --export reviewed.xlf memory.xlf\n"
            "  hexapla review --offline memory.xlf -o page.html\n"
            "  hexapla review --apply decisions.jsonl memory.xlf -o reviewed.xlf\n",
            argc, argv, &status))
        return status;
    options.pipeline.target = options.target;
    if (!check(&options, &error) || !hexapla_run_find_kind(&options, &error) ||
        (options.log != NULL && !read_decisions(&options, &error)))
        return hexapla_message_error(error);
    return run(&options, argv);
}
