/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "cli/message.h"
#include "cli/option-table.h"
#include "cli/progress.h"
#include "formats/presets.h"
#include "translit/romanise.h"
#include "translit/suggester.h"

/* Memory of duplicates: of some hundred thousand articles and a million sentences or more. */
#define DEFAULT_DEDUP_MIB 64

/* SOURCE_DATE_EPOCH is how packagers ask for reproducible times:
 * reproducible-builds.org/specs/source-date-epoch */
static gboolean
find_date(HexaplaOptions *self, GError **error)
{
    g_autofree char *given = g_steal_pointer(&self->date);
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) time = NULL;

    if (given != NULL)
        time = g_date_time_new_from_iso8601(given, utc);
    else if (epoch != NULL)
        time = g_date_time_new_from_unix_utc(g_ascii_strtoll(epoch, NULL, 10));
    else
        return TRUE;
    if (time == NULL)
        return hexapla_option_error(error, "“%s” is not a time such as 2026-01-31T12:00:00Z",
                                    given != NULL ? given : epoch);
    self->date = g_date_time_format(time, "%Y%m%dT%H%M%SZ");
    return TRUE;
}

/* Records and counts among results could not be told from them. */
static gboolean
check_streams(const HexaplaOptions *self, GError **error)
{
    const char *const standard_output[] = {"-", NULL};
    const char *const *outputs =
        self->outputs != NULL ? (const char *const *)self->outputs : standard_output;
    gboolean has_results = g_strv_contains(outputs, "-") && !self->dry_run &&
                           (self->set & (HEXAPLA_OPTION_SET_CHECK | HEXAPLA_OPTION_SET_STATS |
                                         HEXAPLA_OPTION_SET_DIFF)) == 0;
    gboolean has_rejects = self->rejects != NULL && strcmp(self->rejects, "-") == 0;

    if (self->json && (has_results || has_rejects))
        return hexapla_option_error(error,
                                    "--json needs standard output for itself: give --output");
    if (!has_rejects || !has_results)
        return TRUE;
    return hexapla_option_error(error, "results and --rejects cannot both go to standard output");
}

/* The fields of a corpus that is known; those that the user gives go before them. */
static gboolean
find_fields(HexaplaOptions *self, GError **error)
{
    g_auto(GStrv) given = g_steal_pointer(&self->fields);
    const char *const *known =
        self->preset != NULL ? hexapla_preset_get_fields(self->preset) : NULL;
    g_autoptr(GStrvBuilder) fields = g_strv_builder_new();

    if (self->preset != NULL && known == NULL) {
        g_autofree char *names = hexapla_preset_list();

        return hexapla_option_error(error, "--preset knows no “%s”, only %s", self->preset, names);
    }
    if (known != NULL)
        g_strv_builder_addv(fields, (const char **)known);
    if (given != NULL)
        g_strv_builder_addv(fields, (const char **)given);
    self->fields = g_strv_builder_end(fields);
    return TRUE;
}

/* Replaces the systems by their whole names. */
static gboolean
find_systems(HexaplaOptions *self, GError **error)
{
    for (char **name = self->systems; name != NULL && *name != NULL; name++) {
        const HexaplaSystem *system = hexapla_system_find(*name, self->source);

        if (system == NULL)
            return hexapla_option_error(
                error,
                "--romanise knows no “%s” for these names: see `hexapla languages "
                "--systems`",
                *name);
        g_free(*name);
        *name = g_strdup(hexapla_system_get_name(system));
    }
    return TRUE;
}

static gboolean
check_suggest(const HexaplaOptions *self, GError **error)
{
    g_autoptr(HexaplaSuggester) suggester = NULL;

    if (!self->format.suggest)
        return TRUE;
    if (self->target == NULL)
        return hexapla_option_error(error, "--suggest wants the language of --target");
    if (self->source == NULL)
        return TRUE;
    suggester = hexapla_suggester_new(self->source, self->target);
    return hexapla_suggester_can(suggester) ||
           hexapla_option_error(error, "--suggest cannot write names of the language “%s” in “%s”",
                                self->source, self->target);
}

static gboolean
check_numbers(const HexaplaOptions *self, GError **error)
{
    gsize n_outputs = self->outputs != NULL ? g_strv_length(self->outputs) : 0;

    if (self->jobs < 0 || self->jobs > HEXAPLA_MAX_JOBS)
        return hexapla_option_error(error, "--jobs takes a number from 0 (one a processor) to %d",
                                    HEXAPLA_MAX_JOBS);
    if (self->dedup_mib < 1 || self->dedup_mib > HEXAPLA_MAX_DEDUP_MIB)
        return hexapla_option_error(error, "--dedup-memory takes a number of MiB from 1 to %d",
                                    HEXAPLA_MAX_DEDUP_MIB);
    if (self->n_samples < 0)
        return hexapla_option_error(error, "--samples takes a number from 0");
    if (n_outputs * (1 + self->glossaries->len) + (self->rejects != NULL) > HEXAPLA_MAX_OUTPUTS)
        return hexapla_option_error(error, "at most %d outputs are written in one run",
                                    HEXAPLA_MAX_OUTPUTS);
    return TRUE;
}

static gboolean
check(HexaplaOptions *self, GError **error)
{
    if (!check_numbers(self, error) || !find_date(self, error) || !find_systems(self, error) ||
        !check_suggest(self, error) || !find_fields(self, error) || !check_streams(self, error))
        return FALSE;
    if (self->inputs == NULL && self->lists == NULL && self->pairs == NULL)
        return hexapla_option_error(error, "which article? Give a file, or - for standard input");
    return TRUE;
}

/* Hands what was asked for to the stages that do it. */
static void
share(HexaplaOptions *self)
{
    HexaplaPipelineOptions *pipeline = &self->pipeline;

    /* Who gives a ledger wants what it says. */
    if (self->names_policy < 0)
        self->names_policy =
            self->ledger_file != NULL ? HEXAPLA_NAMES_CANONICAL : HEXAPLA_NAMES_NORMALISE;
    if (self->names_policy == HEXAPLA_NAMES_OFF)
        pipeline->until = MIN(pipeline->until, HEXAPLA_STAGE_SEGMENT);
    pipeline->names = self->names_policy;
    pipeline->encoding = self->encoding;
    pipeline->fields = (const char *const *)self->fields;
    pipeline->jobs = self->jobs > 0 ? (guint)self->jobs : g_get_num_processors();
    pipeline->duplicate_bytes = (gsize)self->dedup_mib << 20;
    pipeline->counts_characters = self->json;
    pipeline->suggest = self->format.suggest ? self->target : NULL;
    pipeline->issues = &self->issues;
    self->format.source = self->source;
    self->format.target = self->target;
    self->format.date = self->date;
    self->format.systems = (const char *const *)self->systems;
    self->format.issues = &self->issues;
    self->merge.encoding = self->encoding;
    self->merge.issues = &self->issues;
    if (self->quiet)
        self->verbosity = -1;
    self->progress = !self->quiet && hexapla_progress_is_wanted(self->progress_when);
    self->issues.func = hexapla_message_issue;
    self->issues.user_data = GINT_TO_POINTER(self->verbosity);
}

/* -j2 and -sen are what people type, but GOption wants the value of a short option by itself. */
static char **
split_arguments(int argc, char **argv)
{
    g_autoptr(GStrvBuilder) arguments = g_strv_builder_new();
    gboolean is_open = TRUE;

    for (int i = 0; i < argc; i++) {
        is_open = is_open && strcmp(argv[i], "--") != 0;
        if (is_open && argv[i][0] == '-' && argv[i][1] != '\0' &&
            strchr("stfToj", argv[i][1]) != NULL && argv[i][2] != '\0') {
            const char option[] = {'-', argv[i][1], '\0'};

            g_strv_builder_add(arguments, option);
            g_strv_builder_add(arguments, argv[i] + 2);
        } else {
            g_strv_builder_add(arguments, argv[i]);
        }
    }
    return g_strv_builder_end(arguments);
}

static gboolean
wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
read_srx(HexaplaOptions *self, GError **error)
{
    const char *path = self->srx_file;
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) in = path != NULL ? hexapla_input_open(path, error) : NULL;

    if (in == NULL)
        return path == NULL;
    self->srx = hexapla_srx_read(in, name, &self->issues, NULL, error);
    self->pipeline.srx = self->srx;
    return self->srx != NULL;
}

static gboolean
read_overrides(HexaplaOptions *self, GError **error)
{
    const char *path = self->overrides_file;
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) in = path != NULL ? hexapla_input_open(path, error) : NULL;

    if (in == NULL)
        return path == NULL;
    self->overrides = hexapla_overrides_read(in, name, NULL, error);
    self->pipeline.overrides = self->overrides;
    return self->overrides != NULL;
}

static gboolean
read_furniture(HexaplaOptions *self, GError **error)
{
    const char *path = self->furniture_file;
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) in = path != NULL ? hexapla_input_open(path, error) : NULL;

    if (in == NULL)
        return path == NULL;
    self->furniture = hexapla_furniture_read(in, name, NULL, error);
    self->pipeline.furniture = self->furniture;
    return self->furniture != NULL;
}

/* XML says itself how it is encoded. */
static gboolean
read_ledger_file(const char *path, const HexaplaReadOptions *options, HexaplaLedger *ledger,
                 GError **error)
{
    g_autoptr(GInputStream) bytes = hexapla_input_open(path, error);
    g_autoptr(GInputStream) text = NULL;
    const HexaplaFormat *format;
    const guint8 *head;
    gsize n_head;

    if (bytes == NULL ||
        !hexapla_input_peek(bytes, HEXAPLA_SNIFF_BYTES, &head, &n_head, NULL, error))
        return FALSE;
    format = hexapla_format_sniff_ledger(head, n_head);
    if (strcmp(format->name, "tbx") == 0)
        return format->read_ledger(bytes, options, ledger, NULL, error);
    text = hexapla_input_decode(bytes, options->file, NULL, options->issues, NULL, error);
    return text != NULL && format->read_ledger(text, options, ledger, NULL, error);
}

static gboolean
read_ledger(HexaplaOptions *self, GError **error)
{
    HexaplaReadOptions options = {.language = self->source, .issues = &self->issues};
    g_autofree char *path = g_steal_pointer(&self->ledger_file);
    const char *circle;

    if (path == NULL)
        return TRUE;
    options.file = self->ledger_file = g_filename_display_name(path);
    self->ledger = hexapla_ledger_new();
    if (!read_ledger_file(path, &options, self->ledger, error))
        return FALSE;
    circle = hexapla_ledger_find_circle(self->ledger);
    if (circle == NULL)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: the canonical spelling of “%s” leads back to it", options.file, circle);
    return FALSE;
}

/**
 * hexapla_options_parse:
 * @self: holds the verb's defaults for stage and junk, all else zero
 * @set: which options the verb takes
 * @usage: what follows the verb in the synopsis
 * @description: what `--help` says below the options
 * @argc: number of arguments
 * @argv: the arguments, the verb first
 * @status: (out): the exit status when there is nothing left to do
 *
 * Returns: whether to go on
 */
gboolean
hexapla_options_parse(HexaplaOptions *self, HexaplaOptionSet set, const char *usage,
                      const char *description, int argc, char **argv, HexaplaExit *status)
{
    g_autofree char *parameters = g_strconcat(argv[0], " ", usage, NULL);
    g_autoptr(GOptionContext) context = NULL;
    g_auto(GStrv) arguments = split_arguments(argc, argv);
    g_autoptr(GError) error = NULL;

    self->set = set;
    self->jobs = 1;
    self->names_policy = -1;
    self->dedup_mib = DEFAULT_DEDUP_MIB;
    self->glossaries = g_ptr_array_new();
    context = hexapla_option_table_build(self);
    if (wants_help(argc, argv)) {
        g_autofree char *help = g_option_context_get_help(context, FALSE, NULL);

        /* Behind GLib's own usage, which knows no verbs. */
        printf("Usage: hexapla %s\n\n%s\n%s", parameters, description, strstr(help, "\n\n") + 2);
        *status = hexapla_message_flush();
        return FALSE;
    }
    if (!g_option_context_parse_strv(context, &arguments, &error) || !check(self, &error)) {
        *status = hexapla_message_error(error);
        return FALSE;
    }
    share(self);
    if (read_srx(self, &error) && read_overrides(self, &error) && read_furniture(self, &error) &&
        read_ledger(self, &error))
        return TRUE;
    *status = hexapla_message_error(error);
    return FALSE;
}

/**
 * hexapla_options_clear:
 * @self: options
 */
void
hexapla_options_clear(HexaplaOptions *self)
{
    hexapla_option_table_clear(self);
    g_free(self->source);
    g_free(self->target);
    g_free(self->encoding);
    hexapla_srx_free(self->srx);
    hexapla_overrides_free(self->overrides);
    hexapla_furniture_free(self->furniture);
    hexapla_lookup_free(self->lookup);
    hexapla_ledger_free(self->ledger);
    hexapla_decisions_free(self->decisions);
    g_free(self->issues.failure);
    g_clear_pointer(&self->glossaries, g_ptr_array_unref);
}
