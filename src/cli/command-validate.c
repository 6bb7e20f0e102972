/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/writer.h"
#include "cli/message.h"
#include "formats/format.h"

typedef struct {
    gboolean is_json;
    gboolean is_quiet;
    HexaplaIssueSink sink;
} Run;

static void
print_json(const HexaplaIssue *issue)
{
    static const char *const levels[] = {"info", "warning", "error"};
    g_autofree char *file =
        hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_JSON, issue->file != NULL ? issue->file : "");
    g_autofree char *text = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_JSON, issue->text);

    printf("{\"schema\":\"hexapla-issue-1\",\"file\":\"%s\",\"line\":%" G_GUINT64_FORMAT
           ",\"column\":%" G_GUINT64_FORMAT ",\"level\":\"%s\",\"tag\":\"%s\",\"text\":\"%s\"}\n",
           file, issue->line, issue->column, levels[hexapla_issue_kind_get_level(issue->kind)],
           hexapla_issue_kind_get_tag(issue->kind), text);
}

static void
take_issue(const HexaplaIssue *issue, gpointer user_data)
{
    const Run *run = user_data;

    if (run->is_json)
        print_json(issue);
    else
        hexapla_message_issue(issue, GINT_TO_POINTER(run->is_quiet ? -1 : 0));
}

/* XML tells by its first bytes what it is; a name only stands for the rest. */
static const HexaplaFormat *
find_format(GInputStream *in, const char *from, GError **error)
{
    const HexaplaFormat *format = NULL;
    const guint8 *head;
    gsize n_head;

    if (from != NULL)
        format = hexapla_format_by_name(from);
    else if (hexapla_input_peek(in, HEXAPLA_SNIFF_BYTES, &head, &n_head, NULL, error))
        format = hexapla_format_sniff(head, n_head);
    return format != NULL && format->validate != NULL ? format : NULL;
}

static gboolean
validate(Run *run, const char *path, const char *from, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    const HexaplaReadOptions options = {.file = name};
    g_autoptr(GInputStream) in = hexapla_input_open(path, error);
    const HexaplaFormat *format = in != NULL ? find_format(in, from, error) : NULL;

    if (in == NULL || (format == NULL && error != NULL && *error != NULL))
        return FALSE;
    if (format != NULL)
        return format->validate(in, &options, &run->sink, NULL, error);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: this is no file that can be validated: XLIFF or TMX", name);
    return FALSE;
}

static HexaplaExit
say_help(GOptionContext *context)
{
    g_autofree char *help = g_option_context_get_help(context, FALSE, NULL);

    printf(
        "Usage: hexapla validate [OPTIONS] FILE…\n\n"
        "Says what is wrong with XLIFF and TMX files: what a schema checks, and what it cannot.\n\n"
        "  hexapla validate news.xlf memory.tmx\n\n%s",
        strstr(help, "\n\n") + 2);
    return hexapla_message_flush();
}

static HexaplaExit
validate_all(Run *run, char **files, const char *from)
{
    HexaplaExit status = HEXAPLA_EXIT_DONE;

    for (char **file = files; *file != NULL; file++) {
        g_autoptr(GError) error = NULL;

        if (!validate(run, *file, from, &error))
            status = hexapla_message_error(error);
    }
    if (status == HEXAPLA_EXIT_DONE && run->sink.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR] > 0)
        status = HEXAPLA_EXIT_FINDINGS;
    if (hexapla_message_flush() != HEXAPLA_EXIT_DONE)
        return HEXAPLA_EXIT_OUTPUT;
    return status;
}

/**
 * hexapla_command_validate:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Holds exchange files against their specifications.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_validate(int argc, char **argv)
{
    g_autofree char *from = NULL;
    g_auto(GStrv) files = NULL;
    gboolean wants_help = FALSE;
    Run run = {.sink.func = take_issue, .sink.user_data = &run};
    const GOptionEntry entries[] = {
        {"from", 'f', 0, G_OPTION_ARG_FILENAME, &from, "Format of the files", "FORMAT"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &run.is_json,
         "One JSON object a finding, on standard output", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &run.is_quiet, "Only say what is an error", NULL},
        {"help", 'h', G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &wants_help, NULL, NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error))
        return hexapla_message_error(error);
    if (wants_help)
        return say_help(context);
    if (files == NULL || (from != NULL && (hexapla_format_by_name(from) == NULL ||
                                           hexapla_format_by_name(from)->validate == NULL))) {
        hexapla_message(files == NULL ? "error: which file?"
                                      : "error: --from takes xliff, xliff2 or tmx");
        return HEXAPLA_EXIT_USAGE;
    }
    return validate_all(&run, files, from);
}
