/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* All options of all verbs: one row each. */
#include "cli/option-table.h"

#include <string.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/icu.h"
#include "cli/bicorpus.h"
#include "cli/progress.h"
#include "cli/selection.h"

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
static const Choice pairing_choices[] = {
    {"auto", HEXAPLA_PAIR_BY_ALL},
    {"name", HEXAPLA_PAIR_BY_KEYS},
    {"content", HEXAPLA_PAIR_BY_CONTENT},
    {NULL, 0},
};
static const Choice twin_choices[] = {
    {"off", HEXAPLA_TWINS_KEEP},
    {"exact", HEXAPLA_TWINS_EXACT},
    {"words", HEXAPLA_TWINS_WORDS},
    {NULL, 0},
};
static const Choice level_choices[] = {
    {"error", HEXAPLA_ISSUE_LEVEL_ERROR},
    {"warning", HEXAPLA_ISSUE_LEVEL_WARNING},
    {NULL, 0},
};

/**
 * hexapla_option_error:
 * @error: (out) (optional): location for a #HexaplaError of use
 * @format: what is wrong, as for printf()
 * @...: its arguments
 *
 * Returns: %FALSE
 */
gboolean
hexapla_option_error(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (error != NULL)
        *error = g_error_new_valist(HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, format, arguments);
    va_end(arguments);
    return FALSE;
}

/* By its name, or by the extension of its files: -T xlf */
static gboolean
find_format(const char *option, const char *name, const HexaplaFormat **format, GError **error)
{
    g_autofree char *path = g_strconcat("x.", name, NULL);

    *format = hexapla_format_by_name(name);
    if (*format == NULL)
        *format = hexapla_format_by_extension(path);
    return *format != NULL ||
           hexapla_option_error(error, "%s knows no format “%s”: see `hexapla formats`", option,
                                name);
}

static gboolean
take_from(const char *option, const char *value, gpointer data, GError **error)
{
    return find_format(option, value, &((HexaplaOptions *)data)->from, error);
}

/* Beads are numbers of sentences and no document, so only `align` writes them. */
static gboolean
take_to(const char *option, const char *value, gpointer data, GError **error)
{
    HexaplaOptions *options = data;

    options->beads = (options->set & HEXAPLA_OPTION_SET_ALIGN) != 0 && strcmp(value, "beads") == 0;
    return options->beads || find_format(option, value, &options->to, error);
}

static gboolean
take_language(const char *value, char **language, GError **error)
{
    g_free(*language);
    *language = hexapla_language_tag_canonicalise(value, error);
    return *language != NULL;
}

static gboolean
take_source(G_GNUC_UNUSED const char *option, const char *value, gpointer data, GError **error)
{
    HexaplaOptions *options = data;

    options->pipeline.identifies = g_ascii_strcasecmp(value, "auto") == 0;
    return options->pipeline.identifies || take_language(value, &options->source, error);
}

static gboolean
take_target(G_GNUC_UNUSED const char *option, const char *value, gpointer data, GError **error)
{
    return take_language(value, &((HexaplaOptions *)data)->target, error);
}

static gboolean
take_encoding(G_GNUC_UNUSED const char *option, const char *value, gpointer data, GError **error)
{
    HexaplaOptions *options = data;

    g_free(options->encoding);
    options->encoding = g_strdup(value);
    return hexapla_encoding_check(value, error);
}

static gboolean
take_shard(G_GNUC_UNUSED const char *option, const char *value, gpointer data, GError **error)
{
    return hexapla_shard_parse(value, &((HexaplaOptions *)data)->shard, error);
}

static gboolean
take_glossary(const char *option, const char *value, gpointer data, GError **error)
{
    HexaplaOptions *options = data;
    gboolean is_tbx = strcmp(value, "tbx") == 0;

    if (!is_tbx && strcmp(value, "tsv") != 0)
        return hexapla_option_error(error, "%s knows no “%s”, only tbx, tsv", option, value);
    g_ptr_array_add(options->glossaries,
                    (gpointer)hexapla_format_by_name(is_tbx ? "tbx" : "glossary"));
    return TRUE;
}

static gboolean
take_filter(const char *option, const char *value, gpointer data, GError **error)
{
    guint filters = hexapla_selection_find_filters(value);

    ((HexaplaOptions *)data)->filters |= filters;
    return filters != 0 ||
           hexapla_option_error(error,
                                "%s knows no “%s”, only all, short, lengths, language, identical, "
                                "numbers, names",
                                option, value);
}

/* By what users call them: all kinds of names are one, and so on. */
static gboolean
take_without(const char *option, const char *value, gpointer data, GError **error)
{
    static const struct {
        const char *word;
        guint kinships;
    } anchors[] = {
        {"names", 1u << HEXAPLA_KIN_SAME_NAME | 1u << HEXAPLA_KIN_NAME |
                      1u << HEXAPLA_KIN_FAR_NAME | 1u << HEXAPLA_KIN_LEDGER},
        {"numbers", 1u << HEXAPLA_KIN_NUMBER},
        {"cognates", 1u << HEXAPLA_KIN_SAME_WORD | 1u << HEXAPLA_KIN_SHORT_WORD |
                         1u << HEXAPLA_KIN_COGNATE | 1u << HEXAPLA_KIN_FAR_COGNATE},
        {"lexicon", 1u << HEXAPLA_KIN_LEARNED},
    };

    for (guint i = 0; i < G_N_ELEMENTS(anchors); i++) {
        if (strcmp(value, anchors[i].word) == 0) {
            ((HexaplaOptions *)data)->without |= anchors[i].kinships;
            return TRUE;
        }
    }
    return hexapla_option_error(error, "%s knows no “%s”, only names, numbers, cognates, lexicon",
                                option, value);
}

static gboolean
take_verbose(G_GNUC_UNUSED const char *option, G_GNUC_UNUSED const char *value, gpointer data,
             G_GNUC_UNUSED GError **error)
{
    ((HexaplaOptions *)data)->verbosity++;
    return TRUE;
}

static gboolean take_choice(const char *option, const char *value, gpointer data, GError **error);

/* One option: what it fills in, and which verbs have it. */
typedef struct {
    guint sets; /* it is in any of them (#HexaplaOptionSet); 0: in all */
    const char *name;
    char letter;
    GOptionArg kind;
    gsize field; /* of #HexaplaOptions */
    GOptionArgFunc take;
    const Choice *choices;
    const char *help;
    const char *value;
} Option;

#define FIELD(kind, name) kind, offsetof(HexaplaOptions, name), NULL, NULL
#define FLAG(name) FIELD(G_OPTION_ARG_NONE, name)
#define NUMBER(name) FIELD(G_OPTION_ARG_INT, name)
#define REAL(name) FIELD(G_OPTION_ARG_DOUBLE, name)
#define STRING(name) FIELD(G_OPTION_ARG_FILENAME, name)
#define STRINGS(name) FIELD(G_OPTION_ARG_FILENAME_ARRAY, name)
#define CHOICE(name, choices)                                                                      \
    G_OPTION_ARG_CALLBACK, offsetof(HexaplaOptions, name), take_choice, choices
#define FUNCTION(take) G_OPTION_ARG_CALLBACK, 0, take, NULL

/* Short names of the sets keep the rows short. */
enum {
    TARGET = HEXAPLA_OPTION_SET_TARGET,
    NAMES = HEXAPLA_OPTION_SET_NAMES,
    MENTIONS = HEXAPLA_OPTION_SET_MENTIONS,
    MERGE = HEXAPLA_OPTION_SET_MERGE,
    LEVERAGE = HEXAPLA_OPTION_SET_LEVERAGE,
    GLOSSARY = HEXAPLA_OPTION_SET_GLOSSARY,
    ALIGN = HEXAPLA_OPTION_SET_ALIGN,
    REVIEW = HEXAPLA_OPTION_SET_REVIEW,
    CHECK = HEXAPLA_OPTION_SET_CHECK,
    STATS = HEXAPLA_OPTION_SET_STATS,
    KIT = HEXAPLA_OPTION_SET_KIT,
    DIFF = HEXAPLA_OPTION_SET_DIFF,
};

static const Option table[] = {
    {0, "source", 's', FUNCTION(take_source),
     "Language of the articles (BCP 47); auto finds it out", "LANG"},
    {0, "from", 'f', FUNCTION(take_from), "Format of the articles; see `hexapla formats`",
     "FORMAT"},
    {0, "encoding", 0, FUNCTION(take_encoding),
     "Encoding of the articles unless they have a byte order mark; auto guesses (default "
     "UTF-8)",
     "NAME"},
    {0, "to", 'T', FUNCTION(take_to), "Format of outputs whose name does not tell it", "FORMAT"},
    {0, "output", 'o', STRINGS(outputs),
     "Write there instead of standard output; may be repeated; FORMAT:PATH chooses the format",
     "PATH"},
    {0, "list", 0, STRINGS(lists),
     "Read the files that stand in FILE, one path a line; may be repeated", "FILE"},
    {0, "field", 0, STRINGS(fields),
     "What a corpus calls a field, such as text=body; may be repeated", "FIELD=MEMBER"},
    {0, "preset", 0, STRING(preset), "Fields of a corpus that is known, such as oscar or hplt",
     "CORPUS"},
    {0, "rejects", 0, STRING(rejects), "Put records that cannot be read there, and exit with 0",
     "FILE"},
    {0, "fail-on", 0, CHOICE(issues.fail_on, level_choices),
     "Stop at the first error or warning and write nothing", "LEVEL"},
    {0, "srx", 0, STRING(srx_file),
     "Split sentences by the rules of that SRX file instead of the built-in ones", "FILE"},
    {0, "overrides", 0, STRING(overrides_file),
     "Decisions about single breaks, which win over all rules", "FILE"},
    {0, "junk", 0, CHOICE(format.junk, junk_choices), "What is not the article: mark, drop or keep",
     "POLICY"},
    {0, "repeated-lines", 0, STRING(furniture_file),
     "Lines of an earlier run (-T repeated-lines) that are junk", "FILE"},
    {0, "dedup", 0, CHOICE(pipeline.duplicates, duplicate_choices),
     "Articles and paragraphs that came before are junk: exact, near or off", "POLICY"},
    {0, "dedup-memory", 0, NUMBER(dedup_mib), "Memory to find them in (default 64)", "MIB"},
    {0, "offsets", 0, CHOICE(format.offsets_in_chars, offset_choices),
     "Count offsets in bytes or chars", "UNIT"},
    {0, "until", 0, CHOICE(pipeline.until, stage_choices),
     "Last stage to run: read, clean, segment or names", "STAGE"},
    {0, "shard", 0, FUNCTION(take_shard), "Only the articles of share I of N; auto in an array job",
     "I/N"},
    {0, "resume", 0, FLAG(resume), "Leave out articles whose files are in the output folders",
     NULL},
    {0, "progress", 0, CHOICE(progress_when, progress_choices),
     "Show how far the run is: auto, always or never", "WHEN"},
    {0, "jobs", 'j', NUMBER(jobs), "Threads; 0 is one a processor (default 1)", "N"},
    {0, "json", 0, FLAG(json),
     "Findings, or the summary at the end, as JSON objects on standard output", NULL},
    {0, "dry-run", 'n', FLAG(dry_run), "Do everything but write", NULL},
    {0, "quiet", 'q', FLAG(quiet), "Only say what is an error", NULL},
    {0, "verbose", 'v', FUNCTION(take_verbose), "Say more", NULL},
    {0, G_OPTION_REMAINING, 0, STRINGS(inputs), NULL, NULL},
    {TARGET | MENTIONS | STATS, "target", 't', FUNCTION(take_target),
     "Language to translate into (BCP 47)", "LANG"},
    {TARGET, "one-segment-per-unit", 0, FLAG(format.one_segment_per_unit),
     "XLIFF 2: every sentence is a unit, for tools that read only the first one", NULL},
    {TARGET, "copy-source", 0, FLAG(format.copy_source),
     "Put the source text where the translation will stand, for tools that need it", NULL},
    {TARGET, "terms", 0, CHOICE(format.inline_terms, term_choices),
     "Where names are told: notes or inline", "PLACE"},
    {TARGET, "date", 0, STRING(date), "Time of the export to record (ISO 8601)", "TIME"},
    {NAMES, "apostrophes", 0, CHOICE(pipeline.apostrophes, apostrophe_choices),
     "Mark of name letters: consistent, ascii, typographic, scholarly or keep", "POLICY"},
    {NAMES | ALIGN | STATS, "ledger", 0, STRING(ledger_file),
     "Names that are known, and their approved spellings: TSV, TBX or JSONL", "FILE"},
    {NAMES | STATS, "names", 0, CHOICE(names_policy, name_choices),
     "Variants of a name: normalise, canonical or keep; off looks for no names", "POLICY"},
    {LEVERAGE | STATS, "tm", 0, STRINGS(memories),
     "Offer translations of that memory for equal sentences; may be repeated", "FILE"},
    {LEVERAGE, "tm-as", 0, CHOICE(tm_as_target, tm_choices),
     "Where they stand: match (beside the sentence) or target", "PLACE"},
    {LEVERAGE, "previous", 0, STRING(previous),
     "Keep the translations of an earlier export for sentences that did not change", "FILE"},
    {MERGE, "missing", 0, CHOICE(merge.missing, missing_choices),
     "Sentences without a translation: source, error or mark", "POLICY"},
    {MERGE, "approved-only", 0, FLAG(merge.approved_only),
     "Take only translations that somebody has looked at", NULL},
    {MERGE, "restore", 0, FLAG(merge.restore),
     "Give sentences that were left as they were exported the author's spelling back", NULL},
    {GLOSSARY, "glossary", 0, FUNCTION(take_glossary),
     "Write the names beside every output, too: tbx or tsv; may be repeated", "FORMAT"},
    {KIT, "for", 0, STRING(tool),
     "Write the folder of --output as that tool needs it: omegat, trados, memoq, phrase, crowdin, "
     "weblate, matecat or poedit",
     "TOOL"},
    {ALIGN, "pairs", 0, STRING(pairs),
     "What to align: source, target and name of the output a line, between tabs", "FILE"},
    {ALIGN, "pair-by", 0, CHOICE(pair_by, pairing_choices),
     "Articles belong together by their name, key or address, by content, or auto", "HOW"},
    {ALIGN, "dictionary", 0, STRINGS(dictionaries),
     "Words that translate each other, source and target between tabs, or TBX; may be repeated",
     "FILE"},
    {ALIGN, "lexicon", 0, STRING(lexicon),
     "What runs learned of words: read when FILE is there, and written at the end", "FILE"},
    {ALIGN, "without", 0, FUNCTION(take_without),
     "See what names, numbers, cognates or the lexicon bring: pair without them; may be repeated",
     "ANCHORS"},
    {ALIGN, "min-score", 0, REAL(min_score), "Leave out pairs of a lower confidence (0 to 1)", "X"},
    {ALIGN, "filter", 0, FUNCTION(take_filter),
     "Leave out pairs by lengths, language, identical, numbers, names, all of these, or short; may "
     "be repeated",
     "WHAT"},
    {ALIGN, "dedup-pairs", 0, CHOICE(twins, twin_choices),
     "Pairs that come again are left out: exact, words (whatever their marks) or off", "POLICY"},
    {ALIGN, "left-out", 0, STRING(left_out),
     "List there what no pair is written of, and why, between tabs", "FILE"},
    {REVIEW, "offline", 0, FLAG(offline), "Write a page that needs no server and no network", NULL},
    {REVIEW, "apply", 0, STRING(log), "Apply the decisions that the page saved", "FILE"},
    {REVIEW, "store", 0, STRING(store),
     "Keep decisions in that folder (default: the first file's name and .review)", "FOLDER"},
    {REVIEW, "port", 0, NUMBER(port), "Listen there on this machine (default: any that is free)",
     "N"},
    {REVIEW, "reviewer", 0, STRING(reviewer), "Who decides (default: your login)", "NAME"},
    {REVIEW, "no-browser", 0, FLAG(no_browser), "Only print the address", NULL},
    {REVIEW, "export", 0, STRING(reviewed), "Write what the decisions come to, and end", "PATH"},
    {CHECK, "allow", 0, STRING(allow),
     "Say nothing of what stands in FILE: a tag, a tab, a segment or its text a line", "FILE"},
    {CHECK, "sarif", 0, FLAG(sarif), "All findings as SARIF 2.1.0", NULL},
    {DIFF, "samples", 0, NUMBER(n_samples), "So many samples of each cause (default 3)", "N"},
    {MENTIONS, "suggest", 0, FLAG(format.suggest),
     "Write names in the target language where nobody has approved or seen how", NULL},
    {MENTIONS, "romanise", 0, STRINGS(systems),
     "Ledgers tell names in Latin letters, too; may be repeated; see `hexapla languages "
     "--systems`",
     "SYSTEM"},
    {MENTIONS, "mentions", 0, FLAG(format.mentions), "Every mention instead of every name", NULL},
};

static gboolean
take_choice(const char *option, const char *value, gpointer data, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);
    const Option *row = table;

    while (strcmp(row->name, option + strlen("--")) != 0)
        row++;
    for (const Choice *choice = row->choices; choice->word != NULL; choice++) {
        if (strcmp(choice->word, value) == 0) {
            G_STRUCT_MEMBER(int, data, row->field) = choice->value;
            return TRUE;
        }
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", choice->word);
    }
    return hexapla_option_error(error, "%s knows no “%s”, only %s", option, value, known->str);
}

/**
 * hexapla_option_table_build:
 * @options: what they fill in; it says which sets the verb takes
 *
 * Returns: (transfer full): the options of a verb
 */
GOptionContext *
hexapla_option_table_build(HexaplaOptions *options)
{
    GOptionContext *context = g_option_context_new(NULL);
    GOptionGroup *group = g_option_group_new("main", "", "", options, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
        const Option *row = &table[i];
        gboolean has_value = row->take == NULL || row->value != NULL;
        const GOptionEntry entries[] = {
            {row->name, row->letter, has_value ? 0 : G_OPTION_FLAG_NO_ARG, row->kind,
             row->take != NULL ? (gpointer)row->take : G_STRUCT_MEMBER_P(options, row->field),
             row->help, row->value},
            G_OPTION_ENTRY_NULL,
        };

        if (row->sets == 0 || (row->sets & options->set) != 0)
            g_option_group_add_entries(group, entries);
    }
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_main_group(context, group);
    return context;
}

/**
 * hexapla_option_table_clear:
 * @options: what the table filled in
 *
 * Frees the strings among it.
 */
void
hexapla_option_table_clear(HexaplaOptions *options)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
        if (table[i].kind == G_OPTION_ARG_FILENAME)
            g_free(G_STRUCT_MEMBER(char *, options, table[i].field));
        else if (table[i].kind == G_OPTION_ARG_FILENAME_ARRAY)
            g_strfreev(G_STRUCT_MEMBER(char **, options, table[i].field));
    }
}
