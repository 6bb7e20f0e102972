/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/writer.h"
#include "cli/message.h"
#include "cli/options.h"
#include "pipeline/comparison.h"

/* Changes when a member goes or gets another meaning. */
#define SCHEMA "hexapla-diff/1"

#define DEFAULT_SAMPLES 3

typedef struct {
    char *doc;
    char *segment;
    char *before;
    char *after;
} Sample;

/* Differences with one cause. */
typedef struct {
    HexaplaCause cause;
    char *detail;
    guint64 n;
    GArray *samples;
} Group;

typedef struct {
    guint max_samples;
    guint64 n;
    GHashTable *by_key;
    GPtrArray *groups;
} Run;

static void
clear_sample(gpointer data)
{
    Sample *sample = data;

    g_free(sample->doc);
    g_free(sample->segment);
    g_free(sample->before);
    g_free(sample->after);
}

static void
free_group(gpointer data)
{
    Group *group = data;

    g_free(group->detail);
    g_array_unref(group->samples);
    g_free(group);
}

static void
clear_run(Run *run)
{
    g_hash_table_unref(run->by_key);
    g_ptr_array_unref(run->groups);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

static Group *
ensure_group(Run *run, const HexaplaDifference *difference)
{
    char *key = g_strdup_printf("%u %s", difference->cause, difference->detail);
    Group *group = g_hash_table_lookup(run->by_key, key);

    if (group != NULL) {
        g_free(key);
        return group;
    }
    group = g_new0(Group, 1);
    group->cause = difference->cause;
    group->detail = g_strdup(difference->detail);
    group->samples = g_array_new(FALSE, FALSE, sizeof(Sample));
    g_array_set_clear_func(group->samples, clear_sample);
    g_hash_table_insert(run->by_key, key, group);
    g_ptr_array_add(run->groups, group);
    return group;
}

static void
take_difference(const HexaplaDifference *difference, gpointer user_data)
{
    Run *run = user_data;
    Group *group = ensure_group(run, difference);

    run->n++;
    if (group->n++ < run->max_samples) {
        const Sample sample = {g_strdup(difference->doc), g_strdup(difference->segment),
                               g_strdup(difference->before), g_strdup(difference->after)};

        g_array_append_val(group->samples, sample);
    }
}

/* The most frequent ones of a cause first. */
static int
compare_groups(const void *a, const void *b)
{
    const Group *first = *(Group *const *)a, *second = *(Group *const *)b;

    if (first->cause != second->cause)
        return first->cause < second->cause ? -1 : 1;
    if (first->n != second->n)
        return first->n > second->n ? -1 : 1;
    return strcmp(first->detail, second->detail);
}

static void
print_text(const Group *group)
{
    printf("%" G_GUINT64_FORMAT " %s: %s\n", group->n, hexapla_cause_get_tag(group->cause),
           group->detail);
    for (guint i = 0; i < group->samples->len; i++) {
        const Sample *sample = &g_array_index(group->samples, Sample, i);

        printf("    %s %s\n", sample->doc, sample->segment);
        if (*sample->before != '\0')
            printf("    - %s\n", sample->before);
        if (*sample->after != '\0' && strcmp(sample->before, sample->after) != 0)
            printf("    + %s\n", sample->after);
    }
}

static void
print_member(const char *name, const char *value)
{
    g_autofree char *escaped = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_JSON, value);

    printf("\"%s\":\"%s\"", name, escaped);
}

static void
print_json(const Group *group)
{
    printf("{\"schema\":\"" SCHEMA "\",\"cause\":\"%s\",", hexapla_cause_get_tag(group->cause));
    print_member("detail", group->detail);
    printf(",\"count\":%" G_GUINT64_FORMAT ",\"samples\":[", group->n);
    for (guint i = 0; i < group->samples->len; i++) {
        const Sample *sample = &g_array_index(group->samples, Sample, i);

        printf(i > 0 ? ",{" : "{");
        print_member("doc", sample->doc);
        putchar(',');
        print_member("segment", sample->segment);
        putchar(',');
        print_member("before", sample->before);
        putchar(',');
        print_member("after", sample->after);
        putchar('}');
    }
    printf("]}\n");
}

static HexaplaSnapshot *
read_run(const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autoptr(GInputStream) in = hexapla_input_open(path, error);

    return in != NULL ? hexapla_snapshot_read(in, name, NULL, error) : NULL;
}

static HexaplaExit
compare(const HexaplaOptions *options)
{
    g_auto(Run) run = {
        .max_samples = options->n_samples,
        .by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .groups = g_ptr_array_new_with_free_func(free_group),
    };
    g_autoptr(HexaplaSnapshot) before = NULL;
    g_autoptr(HexaplaSnapshot) after = NULL;
    g_autoptr(GError) error = NULL;

    if (options->inputs == NULL || g_strv_length(options->inputs) != 2) {
        hexapla_message("error: two exports are compared: give RUN1 and RUN2");
        return HEXAPLA_EXIT_USAGE;
    }
    before = read_run(options->inputs[0], &error);
    after = before != NULL ? read_run(options->inputs[1], &error) : NULL;
    if (after == NULL)
        return hexapla_message_error(error);
    hexapla_snapshot_compare(before, after, take_difference, &run);
    g_ptr_array_sort(run.groups, compare_groups);
    for (guint i = 0; i < run.groups->len; i++)
        (options->json ? print_json : print_text)(run.groups->pdata[i]);
    if (hexapla_message_flush() != HEXAPLA_EXIT_DONE)
        return HEXAPLA_EXIT_OUTPUT;
    if (options->verbosity >= 0)
        hexapla_message("%" G_GUINT64_FORMAT " differences, %u causes", run.n, run.groups->len);
    return run.n > 0 ? HEXAPLA_EXIT_FINDINGS : HEXAPLA_EXIT_DONE;
}

/**
 * hexapla_command_diff:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Tells why two exports of the same articles differ.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_diff(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {.n_samples = DEFAULT_SAMPLES};
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_DIFF, "[OPTIONS] RUN1 RUN2",
            "Compares two exports to JSON lines, sentence by sentence, and tells what made them "
            "differ: the\nsource, a rule of segmentation, a reason for junk, or an entry of the "
            "ledger.\n\n"
            "  hexapla export news/ -s en -o old.jsonl\n"
            "  hexapla export news/ -s en --ledger names.tsv -o new.jsonl\n"
            "  hexapla diff old.jsonl new.jsonl\n",
            argc, argv, &status))
        return status;
    return compare(&options);
}
