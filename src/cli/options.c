/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/icu.h"
#include "base/input.h"
#include "base/limits.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "formats/presets.h"
#include "translit/romanise.h"
#include "translit/suggester.h"

/* A word that stands for a number. */
typedef struct {
    const char *word;
    int value;
} Choice;

static const Choice apostrophe_choices[] = {
    {"consistent", HEXAPLA_APOSTROPHES_CONSISTENT},
    {"ascii", HEXAPLA_APOSTROPHES_ASCII},
    {"typographic", HEXAPLA_APOSTROPHES_TYPOGRAPHIC},
    {"scholarly", HEXAPLA_APOSTROPHES_SCHOLARLY},
    {"keep", HEXAPLA_APOSTROPHES_KEEP},
    {NULL, 0},
};
static const Choice name_choices[] = {
    {"normalise", HEXAPLA_NAMES_NORMALISE},
    {"canonical", HEXAPLA_NAMES_CANONICAL},
    {"keep", HEXAPLA_NAMES_KEEP},
    {"off", HEXAPLA_NAMES_OFF},
    {NULL, 0},
};
static const Choice junk_choices[] = {
    {"mark", HEXAPLA_JUNK_MARK},
    {"drop", HEXAPLA_JUNK_DROP},
    {"keep", HEXAPLA_JUNK_KEEP},
    {NULL, 0},
};
static const Choice term_choices[] = {{"notes", FALSE}, {"inline", TRUE}, {NULL, 0}};
static const Choice offset_choices[] = {{"bytes", FALSE}, {"chars", TRUE}, {NULL, 0}};
static const Choice stage_choices[] = {
    {"read", HEXAPLA_STAGE_READ},
    {"clean", HEXAPLA_STAGE_CLEAN},
    {"segment", HEXAPLA_STAGE_SEGMENT},
    {"names", HEXAPLA_STAGE_NAMES},
    {NULL, 0},
};

static const Choice tm_choices[] = {{"match", FALSE}, {"target", TRUE}, {NULL, 0}};
static const Choice duplicate_choices[] = {
    {"off", HEXAPLA_DUPLICATES_KEEP},
    {"exact", HEXAPLA_DUPLICATES_EXACT},
    {"near", HEXAPLA_DUPLICATES_NEAR},
    {NULL, 0},
};
static const Choice missing_choices[] = {
    {"source", HEXAPLA_MISSING_SOURCE},
    {"error", HEXAPLA_MISSING_ERROR},
    {"mark", HEXAPLA_MISSING_MARK},
    {NULL, 0},
};

static const Choice progress_choices[] = {
    {"auto", HEXAPLA_PROGRESS_AUTO},
    {"always", HEXAPLA_PROGRESS_ALWAYS},
    {"never", HEXAPLA_PROGRESS_NEVER},
    {NULL, 0},
};
static const Choice level_choices[] = {
    {"error", HEXAPLA_ISSUE_LEVEL_ERROR},
    {"warning", HEXAPLA_ISSUE_LEVEL_WARNING},
    {NULL, 0},
};

/* Memory of duplicates: of some hundred thousand articles and a million sentences or more. */
#define DEFAULT_DEDUP_MIB 64

/* What GOption fills in before it is checked. */
typedef struct {
    char *source, *target, *from, *to, *apostrophes, *names, *junk, *terms, *offsets, *until, *date,
        *encoding, *dedup, *repeated_lines, *preset, *rejects, *fail_on, *shard, *progress, *srx,
        *overrides, *ledger, *missing, *previous, *tm_as, *pairs, *log, *allow;
    char **outputs, **inputs, **lists, **fields, **memories, **systems, **glossaries;
    int jobs, verbose, dedup_memory;
    double min_score;
    gboolean copy_source, approved_only, restore, mentions, suggest, quiet, dry_run, resume, json,
        offline, json_findings, sarif;
} Raw;

static void
clear_raw(Raw *raw)
{
    char **strings[] = {&raw->source,      &raw->target,         &raw->from,   &raw->to,
                        &raw->apostrophes, &raw->names,          &raw->junk,   &raw->terms,
                        &raw->offsets,     &raw->until,          &raw->date,   &raw->encoding,
                        &raw->rejects,     &raw->fail_on,        &raw->shard,  &raw->progress,
                        &raw->srx,         &raw->overrides,      &raw->ledger, &raw->missing,
                        &raw->pairs,       &raw->previous,       &raw->tm_as,  &raw->preset,
                        &raw->dedup,       &raw->repeated_lines, &raw->log,    &raw->allow};

    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(*strings[i]);
    g_strfreev(raw->outputs);
    g_strfreev(raw->inputs);
    g_strfreev(raw->lists);
    g_strfreev(raw->fields);
    g_strfreev(raw->memories);
    g_strfreev(raw->systems);
    g_strfreev(raw->glossaries);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Raw, clear_raw)

static gboolean usage_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
usage_error(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (error != NULL)
        *error = g_error_new_valist(HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, format, arguments);
    va_end(arguments);
    return FALSE;
}

static gboolean
choose(const char *option, const char *word, const Choice *choices, int *value, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    if (word == NULL)
        return TRUE;
    for (const Choice *choice = choices; choice->word != NULL; choice++) {
        if (strcmp(choice->word, word) == 0) {
            *value = choice->value;
            return TRUE;
        }
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", choice->word);
    }
    return usage_error(error, "--%s knows no “%s”, only %s", option, word, known->str);
}

/* By its name, or by the extension of its files: -T xlf */
static gboolean
find_format(const char *option, const char *name, const HexaplaFormat **format, GError **error)
{
    g_autofree char *path = name != NULL ? g_strconcat("x.", name, NULL) : NULL;

    if (name == NULL)
        return TRUE;
    *format = hexapla_format_by_name(name);
    if (*format == NULL)
        *format = hexapla_format_by_extension(path);
    return *format != NULL ||
           usage_error(error, "--%s knows no format “%s”: see `hexapla formats`", option, name);
}

/* Beads are numbers of sentences and no document, so only `align` writes them. */
static gboolean
find_target_format(const char *name, HexaplaOptions *options, GError **error)
{
    options->beads = options->takes_beads && g_strcmp0(name, "beads") == 0;
    return options->beads || find_format("to", name, &options->to, error);
}

static gboolean
find_language(const char *tag, char **language, GError **error)
{
    if (tag == NULL)
        return TRUE;
    *language = hexapla_language_tag_canonicalise(tag, error);
    return *language != NULL;
}

static gboolean
find_source(const char *tag, HexaplaOptions *self, GError **error)
{
    self->pipeline.identifies = tag != NULL && g_ascii_strcasecmp(tag, "auto") == 0;
    return self->pipeline.identifies || find_language(tag, &self->source, error);
}

/* SOURCE_DATE_EPOCH is how packagers ask for reproducible times:
 * reproducible-builds.org/specs/source-date-epoch */
static gboolean
find_date(const char *given, char **date, GError **error)
{
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
        return usage_error(error, "“%s” is not a time such as 2026-01-31T12:00:00Z",
                           given != NULL ? given : epoch);
    *date = g_date_time_format(time, "%Y%m%dT%H%M%SZ");
    return TRUE;
}

static gboolean
check_choices(const Raw *raw, HexaplaOptions *self, GError **error)
{
    int progress = HEXAPLA_PROGRESS_AUTO, apostrophes = HEXAPLA_APOSTROPHES_CONSISTENT,
        /* Who gives a ledger wants what it says. */
        names = raw->ledger != NULL ? HEXAPLA_NAMES_CANONICAL : HEXAPLA_NAMES_NORMALISE,
        junk = self->format.junk;
    int terms = FALSE, offsets = FALSE, until = self->pipeline.until;
    int fail_on = HEXAPLA_ISSUE_LEVEL_INFO, missing = HEXAPLA_MISSING_SOURCE, tm_as = FALSE;
    int duplicates = HEXAPLA_DUPLICATES_KEEP;

    if (!choose("apostrophes", raw->apostrophes, apostrophe_choices, &apostrophes, error) ||
        !choose("names", raw->names, name_choices, &names, error) ||
        !choose("junk", raw->junk, junk_choices, &junk, error) ||
        !choose("terms", raw->terms, term_choices, &terms, error) ||
        !choose("offsets", raw->offsets, offset_choices, &offsets, error) ||
        !choose("until", raw->until, stage_choices, &until, error) ||
        !choose("tm-as", raw->tm_as, tm_choices, &tm_as, error) ||
        !choose("missing", raw->missing, missing_choices, &missing, error) ||
        !choose("fail-on", raw->fail_on, level_choices, &fail_on, error) ||
        !choose("dedup", raw->dedup, duplicate_choices, &duplicates, error) ||
        !choose("progress", raw->progress, progress_choices, &progress, error))
        return FALSE;
    self->progress = !raw->quiet && hexapla_progress_is_wanted(progress);
    self->issues.fail_on = fail_on;
    self->pipeline.duplicates = duplicates;
    self->pipeline.duplicate_bytes = (gsize)raw->dedup_memory << 20;
    self->merge.missing = missing;
    self->tm_as_target = tm_as;
    self->pipeline.apostrophes = apostrophes;
    self->pipeline.names = names;
    self->pipeline.until = names == HEXAPLA_NAMES_OFF ? MIN(until, HEXAPLA_STAGE_SEGMENT) : until;
    self->format.junk = junk;
    self->format.inline_terms = terms;
    self->format.offsets_in_chars = offsets;
    return TRUE;
}

/* Records and counts among results could not be told from them. */
static gboolean
check_streams(const Raw *raw, GError **error)
{
    const char *const standard_output[] = {"-", NULL};
    const char *const *outputs =
        raw->outputs != NULL ? (const char *const *)raw->outputs : standard_output;
    gboolean has_results = g_strv_contains(outputs, "-") && !raw->dry_run;
    gboolean has_rejects = raw->rejects != NULL && strcmp(raw->rejects, "-") == 0;

    if (raw->json && (has_results || has_rejects))
        return usage_error(error, "--json needs standard output for itself: give --output");
    if (!has_rejects || !has_results)
        return TRUE;
    return usage_error(error, "results and --rejects cannot both go to standard output");
}

/* The fields of a corpus that is known; those that the user gives go before them. */
static gboolean
find_fields(const Raw *raw, HexaplaOptions *self, GError **error)
{
    const char *const *preset = raw->preset != NULL ? hexapla_preset_get_fields(raw->preset) : NULL;
    g_autoptr(GStrvBuilder) fields = g_strv_builder_new();

    if (raw->preset != NULL && preset == NULL) {
        g_autofree char *known = hexapla_preset_list();

        return usage_error(error, "--preset knows no “%s”, only %s", raw->preset, known);
    }
    if (preset != NULL)
        g_strv_builder_addv(fields, (const char **)preset);
    if (raw->fields != NULL)
        g_strv_builder_addv(fields, (const char **)raw->fields);
    self->fields = g_strv_builder_end(fields);
    return TRUE;
}

static gboolean
find_glossaries(const Raw *raw, HexaplaOptions *self, GError **error)
{
    for (char **name = raw->glossaries; name != NULL && *name != NULL; name++) {
        gboolean is_tbx = strcmp(*name, "tbx") == 0;

        if (!is_tbx && strcmp(*name, "tsv") != 0)
            return usage_error(error, "--glossary knows no “%s”, only tbx, tsv", *name);
        if (self->glossaries == NULL)
            self->glossaries = g_ptr_array_new();
        g_ptr_array_add(self->glossaries,
                        (gpointer)hexapla_format_by_name(is_tbx ? "tbx" : "glossary"));
    }
    return TRUE;
}

/* Replaces the systems by their whole names. */
static gboolean
find_systems(Raw *raw, const char *source, GError **error)
{
    for (char **name = raw->systems; name != NULL && *name != NULL; name++) {
        const HexaplaSystem *system = hexapla_system_find(*name, source);

        if (system == NULL)
            return usage_error(error,
                               "--romanise knows no “%s” for these names: see `hexapla languages "
                               "--systems`",
                               *name);
        g_free(*name);
        *name = g_strdup(hexapla_system_get_name(system));
    }
    return TRUE;
}

static gboolean
check_suggest(const Raw *raw, const HexaplaOptions *self, GError **error)
{
    g_autoptr(HexaplaSuggester) suggester = NULL;

    if (!raw->suggest)
        return TRUE;
    if (self->target == NULL)
        return usage_error(error, "--suggest wants the language of --target");
    if (self->source == NULL)
        return TRUE;
    suggester = hexapla_suggester_new(self->source, self->target);
    return hexapla_suggester_can(suggester) ||
           usage_error(error, "--suggest cannot write names of the language “%s” in “%s”",
                       self->source, self->target);
}

static gboolean
check(Raw *raw, HexaplaOptions *self, GError **error)
{
    if (raw->jobs < 0 || raw->jobs > HEXAPLA_MAX_JOBS)
        return usage_error(error, "--jobs takes a number from 0 (one a processor) to %d",
                           HEXAPLA_MAX_JOBS);
    if (raw->dedup_memory < 1 || raw->dedup_memory > HEXAPLA_MAX_DEDUP_MIB)
        return usage_error(error, "--dedup-memory takes a number of MiB from 1 to %d",
                           HEXAPLA_MAX_DEDUP_MIB);
    if (!find_source(raw->source, self, error) ||
        !find_language(raw->target, &self->target, error) ||
        !find_format("from", raw->from, &self->from, error) ||
        !find_target_format(raw->to, self, error) || !find_date(raw->date, &self->date, error) ||
        (raw->encoding != NULL && !hexapla_encoding_check(raw->encoding, error)) ||
        (raw->shard != NULL && !hexapla_shard_parse(raw->shard, &self->shard, error)) ||
        !find_glossaries(raw, self, error) || !find_systems(raw, self->source, error) ||
        !check_suggest(raw, self, error) || !find_fields(raw, self, error) ||
        !check_streams(raw, error) || !check_choices(raw, self, error))
        return FALSE;
    if (raw->inputs == NULL && raw->lists == NULL && raw->pairs == NULL)
        return usage_error(error, "which article? Give a file, or - for standard input");
    if (raw->outputs != NULL &&
        g_strv_length(raw->outputs) * (1 + (self->glossaries != NULL ? self->glossaries->len : 0)) +
                (raw->rejects != NULL) >
            HEXAPLA_MAX_OUTPUTS)
        return usage_error(error, "at most %d outputs are written in one run", HEXAPLA_MAX_OUTPUTS);
    self->inputs = g_steal_pointer(&raw->inputs);
    self->lists = g_steal_pointer(&raw->lists);
    self->memories = g_steal_pointer(&raw->memories);
    self->previous = g_steal_pointer(&raw->previous);
    self->systems = g_steal_pointer(&raw->systems);
    self->rejects = g_steal_pointer(&raw->rejects);
    self->outputs = g_steal_pointer(&raw->outputs);
    self->pairs = g_steal_pointer(&raw->pairs);
    self->log = g_steal_pointer(&raw->log);
    self->offline = raw->offline;
    self->allow = g_steal_pointer(&raw->allow);
    self->is_json = raw->json_findings;
    self->is_sarif = raw->sarif;
    self->min_score = raw->min_score;
    self->encoding = g_steal_pointer(&raw->encoding);
    self->pipeline.encoding = self->encoding;
    self->dry_run = raw->dry_run;
    self->json = raw->json;
    self->pipeline.counts_characters = raw->json;
    self->resume = raw->resume;
    self->verbosity = raw->quiet ? -1 : raw->verbose;
    self->pipeline.fields = (const char *const *)self->fields;
    self->pipeline.jobs = raw->jobs > 0 ? (guint)raw->jobs : g_get_num_processors();
    self->format.copy_source = raw->copy_source;
    self->format.mentions = raw->mentions;
    self->format.suggest = raw->suggest;
    self->format.systems = (const char *const *)self->systems;
    self->pipeline.suggest = raw->suggest ? self->target : NULL;
    self->merge.approved_only = raw->approved_only;
    self->merge.restore = raw->restore;
    self->merge.encoding = self->encoding;
    self->format.source = self->source;
    self->format.target = self->target;
    self->format.date = self->date;
    return TRUE;
}

static gboolean
count_verbose(G_GNUC_UNUSED const char *name, G_GNUC_UNUSED const char *value, gpointer data,
              G_GNUC_UNUSED GError **error)
{
    ((Raw *)data)->verbose++;
    return TRUE;
}

static void
add_options(GOptionContext *context, Raw *raw, HexaplaOptionSet set)
{
    const GOptionEntry common[] = {
        {"source", 's', 0, G_OPTION_ARG_FILENAME, &raw->source,
         "Language of the articles (BCP 47); auto finds it out", "LANG"},
        {"from", 'f', 0, G_OPTION_ARG_FILENAME, &raw->from,
         "Format of the articles; see `hexapla formats`", "FORMAT"},
        {"encoding", 0, 0, G_OPTION_ARG_FILENAME, &raw->encoding,
         "Encoding of the articles unless they have a byte order mark; auto guesses (default "
         "UTF-8)",
         "NAME"},
        {"to", 'T', 0, G_OPTION_ARG_FILENAME, &raw->to,
         "Format of outputs whose name does not tell it", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->outputs,
         "Write there instead of standard output; may be repeated; FORMAT:PATH chooses the format",
         "PATH"},
        {"list", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->lists,
         "Read the files that stand in FILE, one path a line; may be repeated", "FILE"},
        {"field", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->fields,
         "What a corpus calls a field, such as text=body; may be repeated", "FIELD=MEMBER"},
        {"preset", 0, 0, G_OPTION_ARG_FILENAME, &raw->preset,
         "Fields of a corpus that is known, such as oscar or hplt", "CORPUS"},
        {"rejects", 0, 0, G_OPTION_ARG_FILENAME, &raw->rejects,
         "Put records that cannot be read there, and exit with 0", "FILE"},
        {"fail-on", 0, 0, G_OPTION_ARG_FILENAME, &raw->fail_on,
         "Stop at the first error or warning and write nothing", "LEVEL"},
        {"srx", 0, 0, G_OPTION_ARG_FILENAME, &raw->srx,
         "Split sentences by the rules of that SRX file instead of the built-in ones", "FILE"},
        {"overrides", 0, 0, G_OPTION_ARG_FILENAME, &raw->overrides,
         "Decisions about single breaks, which win over all rules", "FILE"},
        {"junk", 0, 0, G_OPTION_ARG_FILENAME, &raw->junk,
         "What is not the article: mark, drop or keep", "POLICY"},
        {"repeated-lines", 0, 0, G_OPTION_ARG_FILENAME, &raw->repeated_lines,
         "Lines of an earlier run (-T repeated-lines) that are junk", "FILE"},
        {"dedup", 0, 0, G_OPTION_ARG_FILENAME, &raw->dedup,
         "Articles and paragraphs that came before are junk: exact, near or off", "POLICY"},
        {"dedup-memory", 0, 0, G_OPTION_ARG_INT, &raw->dedup_memory,
         "Memory to find them in (default 64)", "MIB"},
        {"offsets", 0, 0, G_OPTION_ARG_FILENAME, &raw->offsets, "Count offsets in bytes or chars",
         "UNIT"},
        {"until", 0, 0, G_OPTION_ARG_FILENAME, &raw->until,
         "Last stage to run: read, clean, segment or names", "STAGE"},
        {"shard", 0, 0, G_OPTION_ARG_FILENAME, &raw->shard,
         "Only the articles of share I of N; auto in an array job", "I/N"},
        {"resume", 0, 0, G_OPTION_ARG_NONE, &raw->resume,
         "Leave out articles whose files are in the output folders", NULL},
        {"progress", 0, 0, G_OPTION_ARG_FILENAME, &raw->progress,
         "Show how far the run is: auto, always or never", "WHEN"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &raw->jobs, "Threads; 0 is one a processor (default 1)",
         "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE,
         (set & HEXAPLA_OPTION_SET_CHECK) != 0 ? &raw->json_findings : &raw->json,
         "Findings, or the summary at the end, as JSON objects on standard output", NULL},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &raw->dry_run, "Do everything but write", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &raw->quiet, "Only say what is an error", NULL},
        {"verbose", 'v', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, (gpointer)count_verbose,
         "Say more", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->inputs, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry names[] = {
        {"apostrophes", 0, 0, G_OPTION_ARG_FILENAME, &raw->apostrophes,
         "Mark of name letters: consistent, ascii, typographic, scholarly or keep", "POLICY"},
        {"ledger", 0, 0, G_OPTION_ARG_FILENAME, &raw->ledger,
         "Names that are known, and their approved spellings: TSV, TBX or JSONL", "FILE"},
        {"names", 0, 0, G_OPTION_ARG_FILENAME, &raw->names,
         "Variants of a name: normalise, canonical or keep; off looks for no names", "POLICY"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry target[] = {
        {"copy-source", 0, 0, G_OPTION_ARG_NONE, &raw->copy_source,
         "Put the source text where the translation will stand, for tools that need it", NULL},
        {"terms", 0, 0, G_OPTION_ARG_FILENAME, &raw->terms, "Where names are told: notes or inline",
         "PLACE"},
        {"date", 0, 0, G_OPTION_ARG_FILENAME, &raw->date, "Time of the export to record (ISO 8601)",
         "TIME"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry leverage[] = {
        {"tm", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->memories,
         "Offer translations of that memory for equal sentences; may be repeated", "FILE"},
        {"tm-as", 0, 0, G_OPTION_ARG_FILENAME, &raw->tm_as,
         "Where they stand: match (beside the sentence) or target", "PLACE"},
        {"previous", 0, 0, G_OPTION_ARG_FILENAME, &raw->previous,
         "Keep the translations of an earlier export for sentences that did not change", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry merge[] = {
        {"missing", 0, 0, G_OPTION_ARG_FILENAME, &raw->missing,
         "Sentences without a translation: source, error or mark", "POLICY"},
        {"approved-only", 0, 0, G_OPTION_ARG_NONE, &raw->approved_only,
         "Take only translations that somebody has looked at", NULL},
        {"restore", 0, 0, G_OPTION_ARG_NONE, &raw->restore,
         "Give sentences that were left as they were exported the author's spelling back", NULL},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry align[] = {
        {"pairs", 0, 0, G_OPTION_ARG_FILENAME, &raw->pairs,
         "What to align: source, target and name of the output a line, between tabs", "FILE"},
        {"min-score", 0, 0, G_OPTION_ARG_DOUBLE, &raw->min_score,
         "Leave out pairs of a lower confidence (0 to 1)", "X"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry language[] = {
        {"target", 't', 0, G_OPTION_ARG_FILENAME, &raw->target,
         "Language to translate into (BCP 47)", "LANG"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry glossary[] = {
        {"glossary", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->glossaries,
         "Write the names beside every output, too: tbx or tsv; may be repeated", "FORMAT"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry review[] = {
        {"offline", 0, 0, G_OPTION_ARG_NONE, &raw->offline,
         "Write a page that needs no server and no network", NULL},
        {"apply", 0, 0, G_OPTION_ARG_FILENAME, &raw->log, "Apply the decisions that the page saved",
         "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry mentions[] = {
        {"suggest", 0, 0, G_OPTION_ARG_NONE, &raw->suggest,
         "Write names in the target language where nobody has approved or seen how", NULL},
        {"romanise", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->systems,
         "Ledgers tell names in Latin letters, too; may be repeated; see `hexapla languages "
         "--systems`",
         "SYSTEM"},
        {"mentions", 0, 0, G_OPTION_ARG_NONE, &raw->mentions, "Every mention instead of every name",
         NULL},
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry check[] = {
        {"allow", 0, 0, G_OPTION_ARG_FILENAME, &raw->allow,
         "Say nothing of what stands in FILE: a tag, a tab, a segment or its text a line", "FILE"},
        {"sarif", 0, 0, G_OPTION_ARG_NONE, &raw->sarif, "All findings as SARIF 2.1.0", NULL},
        G_OPTION_ENTRY_NULL,
    };
    GOptionGroup *group = g_option_group_new("main", "", "", raw, NULL);

    g_option_group_add_entries(group, common);
    if ((set & (HEXAPLA_OPTION_SET_TARGET | HEXAPLA_OPTION_SET_MENTIONS)) != 0)
        g_option_group_add_entries(group, language);
    if ((set & HEXAPLA_OPTION_SET_TARGET) != 0)
        g_option_group_add_entries(group, target);
    if ((set & HEXAPLA_OPTION_SET_NAMES) != 0)
        g_option_group_add_entries(group, names);
    if ((set & HEXAPLA_OPTION_SET_LEVERAGE) != 0)
        g_option_group_add_entries(group, leverage);
    if ((set & HEXAPLA_OPTION_SET_MERGE) != 0)
        g_option_group_add_entries(group, merge);
    if ((set & HEXAPLA_OPTION_SET_GLOSSARY) != 0)
        g_option_group_add_entries(group, glossary);
    if ((set & HEXAPLA_OPTION_SET_ALIGN) != 0)
        g_option_group_add_entries(group, align);
    if ((set & HEXAPLA_OPTION_SET_REVIEW) != 0)
        g_option_group_add_entries(group, review);
    if ((set & HEXAPLA_OPTION_SET_CHECK) != 0)
        g_option_group_add_entries(group, check);
    if ((set & HEXAPLA_OPTION_SET_MENTIONS) != 0)
        g_option_group_add_entries(group, mentions);
    g_option_context_set_main_group(context, group);
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
read_srx(HexaplaOptions *self, const char *path, GError **error)
{
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) in = path != NULL ? hexapla_input_open(path, error) : NULL;

    if (in == NULL)
        return path == NULL;
    self->srx = hexapla_srx_read(in, name, &self->issues, NULL, error);
    self->pipeline.srx = self->srx;
    return self->srx != NULL;
}

static gboolean
read_overrides(HexaplaOptions *self, const char *path, GError **error)
{
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) in = path != NULL ? hexapla_input_open(path, error) : NULL;

    if (in == NULL)
        return path == NULL;
    self->overrides = hexapla_overrides_read(in, name, NULL, error);
    self->pipeline.overrides = self->overrides;
    return self->overrides != NULL;
}

static gboolean
read_furniture(HexaplaOptions *self, const char *path, GError **error)
{
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
read_ledger(HexaplaOptions *self, const char *path, GError **error)
{
    HexaplaReadOptions options = {.language = self->source, .issues = &self->issues};
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
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_auto(GStrv) arguments = split_arguments(argc, argv);
    g_auto(Raw) raw = {.jobs = 1, .dedup_memory = DEFAULT_DEDUP_MIB};
    g_autoptr(GError) error = NULL;

    g_option_context_set_help_enabled(context, FALSE);
    add_options(context, &raw, set);
    self->takes_beads = (set & HEXAPLA_OPTION_SET_ALIGN) != 0;
    if (wants_help(argc, argv)) {
        g_autofree char *help = g_option_context_get_help(context, FALSE, NULL);

        /* Behind GLib's own usage, which knows no verbs. */
        printf("Usage: hexapla %s\n\n%s\n%s", parameters, description, strstr(help, "\n\n") + 2);
        *status = hexapla_message_flush();
        return FALSE;
    }
    if (!g_option_context_parse_strv(context, &arguments, &error) || !check(&raw, self, &error)) {
        *status = hexapla_message_error(error);
        return FALSE;
    }
    self->issues.func = hexapla_message_issue;
    self->issues.user_data = GINT_TO_POINTER(self->verbosity);
    self->pipeline.issues = &self->issues;
    self->format.issues = &self->issues;
    self->merge.issues = &self->issues;
    if (read_srx(self, raw.srx, &error) && read_overrides(self, raw.overrides, &error) &&
        read_furniture(self, raw.repeated_lines, &error) && read_ledger(self, raw.ledger, &error))
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
    g_free(self->source);
    g_free(self->target);
    g_free(self->date);
    g_free(self->ledger_file);
    g_free(self->encoding);
    hexapla_srx_free(self->srx);
    hexapla_overrides_free(self->overrides);
    hexapla_furniture_free(self->furniture);
    hexapla_lookup_free(self->lookup);
    hexapla_ledger_free(self->ledger);
    g_free(self->rejects);
    g_free(self->previous);
    g_strfreev(self->memories);
    g_free(self->pairs);
    g_free(self->log);
    hexapla_decisions_free(self->decisions);
    g_free(self->allow);
    g_free(self->issues.failure);
    g_strfreev(self->inputs);
    g_strfreev(self->lists);
    g_strfreev(self->fields);
    g_strfreev(self->systems);
    g_clear_pointer(&self->glossaries, g_ptr_array_unref);
    g_strfreev(self->outputs);
}
