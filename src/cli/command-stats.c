/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/writer.h"
#include "cli/inputs.h"
#include "cli/leverage.h"
#include "cli/message.h"
#include "cli/run.h"
#include "pipeline/counter.h"

/* Changes when a member goes or gets another meaning. */
#define SCHEMA "hexapla-stats/1"

/* By #HexaplaCount; people get those that have a heading. */
static const struct {
    const char *name;
    const char *heading;
} columns[HEXAPLA_N_COUNTS] = {
    {"segments", "SEGMENTS"},
    {"words", "  WORDS"},
    {"characters", "CHARACTERS"},
    {"characters_without_spaces", NULL},
    {"matches", NULL},
    {"matched_words", "MATCHED"},
    {"repetitions", NULL},
    {"repeated_words", "REPEATED"},
    {"new_words", "   NEW"},
    {"numbers", "NUMBERS"},
    {"names", "NAMES"},
    {"junk", "JUNK"},
    {"junk_words", NULL},
};

typedef void (*PrintFunc)(const HexaplaCounts *counts, gboolean is_first);

static void
print_text(const HexaplaCounts *counts, gboolean is_first)
{
    for (guint i = 0; is_first && i < HEXAPLA_N_COUNTS; i++) {
        if (columns[i].heading != NULL)
            printf("%*s ", (int)strlen(columns[i].heading), columns[i].heading);
    }
    if (is_first)
        printf(" FILE\n");
    for (guint i = 0; i < HEXAPLA_N_COUNTS; i++) {
        if (columns[i].heading != NULL)
            printf("%*" G_GUINT64_FORMAT " ", (int)strlen(columns[i].heading), counts->counts[i]);
    }
    printf(" %s\n", counts->file);
}

/* RFC 4180. */
static void
print_csv(const HexaplaCounts *counts, gboolean is_first)
{
    if (is_first) {
        printf("file");
        for (guint i = 0; i < HEXAPLA_N_COUNTS; i++)
            printf(",%s", columns[i].name);
        printf("\r\n");
    }
    putchar('"');
    for (const char *p = counts->file; *p != '\0'; p++)
        printf(*p == '"' ? "\"\"" : "%c", *p);
    putchar('"');
    for (guint i = 0; i < HEXAPLA_N_COUNTS; i++)
        printf(",%" G_GUINT64_FORMAT, counts->counts[i]);
    printf("\r\n");
}

static void
print_json(const HexaplaCounts *counts, G_GNUC_UNUSED gboolean is_first)
{
    g_autofree char *file = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_JSON, counts->file);

    printf("{\"schema\":\"" SCHEMA "\",\"file\":\"%s\"", file);
    for (guint i = 0; i < HEXAPLA_N_COUNTS; i++)
        printf(",\"%s\":%" G_GUINT64_FORMAT, columns[i].name, counts->counts[i]);
    printf("}\n");
}

static PrintFunc
find_print(const HexaplaOptions *options, GError **error)
{
    const char *name = options->to != NULL ? options->to->name : "text";

    if (options->json)
        return print_json;
    if (strcmp(name, "csv") == 0)
        return print_csv;
    if (strcmp(name, "text") == 0)
        return print_text;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "stats are written as text, as csv or with --json, not as %s", name);
    return NULL;
}

/* The last row is the sum of all. */
static void
print(const HexaplaCounter *counter, PrintFunc func)
{
    guint n;
    const HexaplaCounts *files = hexapla_counter_get_files(counter, &n);
    HexaplaCounts total = {"total", {0}};

    for (guint i = 0; i < n; i++) {
        func(&files[i], i == 0);
        for (guint j = 0; j < HEXAPLA_N_COUNTS; j++)
            total.counts[j] += files[i].counts[j];
    }
    func(&total, n == 0);
}

static HexaplaExit
count(HexaplaOptions *options)
{
    g_autoptr(HexaplaPipeline) pipeline = NULL;
    g_autoptr(HexaplaCounter) counter = NULL;
    g_autoptr(HexaplaLeverage) leverage = NULL;
    g_autoptr(GError) error = NULL;
    PrintFunc func = find_print(options, &error);

    if (func == NULL || !hexapla_inputs_expand(options, &error) ||
        !hexapla_run_find_kind(options, &error))
        return hexapla_message_error(error);
    leverage = hexapla_leverage_new(options, &error);
    if (leverage == NULL)
        return hexapla_message_error(error);
    counter = hexapla_counter_new(&options->format, hexapla_leverage_get_memory(leverage));
    pipeline = hexapla_pipeline_new(&options->pipeline);
    hexapla_pipeline_connect(pipeline, hexapla_counter_take, counter);
    if (!hexapla_run_read_inputs(pipeline, options, &error) ||
        !hexapla_issue_sink_check(&options->issues, &error))
        return hexapla_message_error(error);
    print(counter, func);
    if (hexapla_message_flush() != HEXAPLA_EXIT_DONE)
        return HEXAPLA_EXIT_OUTPUT;
    return options->issues.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR] > 0 ? HEXAPLA_EXIT_FINDINGS
                                                                   : HEXAPLA_EXIT_DONE;
}

/**
 * hexapla_command_stats:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Counts words, repetitions and matches of articles and exchange files.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_stats(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_NAMES,
    };
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_STATS, "[OPTIONS] FILE…",
            "Counts what there is to translate, by file and in total. A word is what stands "
            "between "
            "white\nspace and has a letter or digit; in scripts without spaces ICU finds the "
            "words. "
            "Sentences\nthat a memory has are matched, else those that came before are repeated, "
            "and the words of\nthe rest are new. Junk is counted by itself.\n\n"
            "  hexapla stats news/ -s en --tm memory.tmx -t ar\n"
            "  hexapla stats news.xlf -T csv\n",
            argc, argv, &status))
        return status;
    options.pipeline.target = options.target;
    return count(&options);
}
