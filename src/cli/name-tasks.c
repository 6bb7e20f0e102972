/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* `hexapla names TASK FILE`: questions about names as JSON lines, an answer a line. */

#include "cli/name-tasks.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/text.h"
#include "base/writer.h"
#include "cli/message.h"
#include "document/pieces.h"
#include "names/namer.h"
#include "names/pairs.h"
#include "names/variants.h"
#include "translit/matcher.h"

/* Members of a question; others are ignored. */
typedef enum { ID, LANG, NAME, SET, A, B, KIND, QUERY, TEXT, OFFSET, CANDIDATES, N_MEMBERS } Member;

static const char *const members[N_MEMBERS] = {
    [ID] = "id",
    [LANG] = "lang",
    [NAME] = "name",
    [SET] = "set",
    [A] = "a",
    [B] = "b",
    [KIND] = "kind",
    [QUERY] = "query",
    [TEXT] = "text",
    [OFFSET] = "offset",
    [CANDIDATES] = "candidates",
};

typedef struct {
    GString *values[CANDIDATES];
    gboolean is_given[N_MEMBERS];
    GPtrArray *candidates;
} Question;

typedef struct _Task Task;

/* A run of one task over one file. */
typedef struct {
    const Task *task;
    const char *file;
    guint64 line;
    Question question;
    HexaplaWriter *out;
    gboolean safe;
    GHashTable *namers;   /* by language, of roles */
    GHashTable *matchers; /* by language, of match */
    HexaplaPairs *pairs;
    HexaplaVariants *variants;
    GPtrArray *ids; /* of cluster */
    GStringChunk *strings;
} Run;

struct _Task {
    const char *name;
    guint needed; /* a bit a member */
    void (*answer)(Run *run);
    void (*finish)(Run *run); /* (nullable): when the answers need all questions */
};

static const char *
value_of(const Run *run, Member member)
{
    return run->question.is_given[member] ? run->question.values[member]->str : "";
}

static void
begin_answer(Run *run, const char *id, const char *member)
{
    hexapla_writer_puts(run->out, "{\"id\": ");
    hexapla_writer_puts(run->out, id);
    hexapla_writer_puts(run->out, ", \"");
    hexapla_writer_puts(run->out, member);
    hexapla_writer_puts(run->out, "\": ");
}

/* --- roles --- */

static HexaplaNamer *
get_namer(Run *run)
{
    const char *language = value_of(run, LANG);
    HexaplaNamer *namer = g_hash_table_lookup(run->namers, language);

    if (namer == NULL) {
        namer = hexapla_namer_new(hexapla_language_get(language));
        g_hash_table_insert(run->namers, g_strdup(language), namer);
    }
    return namer;
}

static const char *
find_role(HexaplaNamer *namer, const char *language, const GString *text, guint64 offset)
{
    g_autoptr(HexaplaDocument) document =
        hexapla_document_new(language, g_strndup(text->str, text->len), text->len);
    const char *p = text->str;
    const HexaplaMark *marks;
    guint n;

    hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, text->len);
    hexapla_document_add_segment(document, 0, 0, text->len, HEXAPLA_RULE_BLOCK_END);
    if (!hexapla_namer_apply(namer, document, NULL, NULL))
        return hexapla_role_get_tag(HEXAPLA_ROLE_UNKNOWN);
    while (offset > 0 && *p != '\0') {
        p = g_utf8_next_char(p);
        offset--;
    }
    marks = hexapla_document_get_marks(document, &n);
    for (guint i = 0; i < n; i++) {
        if (marks[i].offset == (guint64)(p - text->str))
            return hexapla_role_get_tag(marks[i].role);
    }
    return hexapla_role_get_tag(HEXAPLA_ROLE_UNKNOWN);
}

static void
answer_role(Run *run)
{
    guint64 offset = g_ascii_strtoull(value_of(run, OFFSET), NULL, 10);

    begin_answer(run, value_of(run, ID), "role");
    hexapla_writer_puts(run->out, "\"");
    hexapla_writer_puts(run->out, find_role(get_namer(run), value_of(run, LANG),
                                            run->question.values[TEXT], offset));
    hexapla_writer_puts(run->out, "\"}\n");
}

/* --- match --- */

typedef struct {
    guint number;
    double distance;
} Rank;

static int
compare_ranks(const void *a, const void *b)
{
    const Rank *x = a, *y = b;

    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static HexaplaMatcher *
get_matcher(Run *run)
{
    const char *language = value_of(run, LANG);
    HexaplaMatcher *matcher = g_hash_table_lookup(run->matchers, language);

    if (matcher == NULL) {
        matcher = hexapla_matcher_new(language);
        g_hash_table_insert(run->matchers, g_strdup(language), matcher);
    }
    return matcher;
}

static void
answer_match(Run *run)
{
    GPtrArray *candidates = run->question.candidates;
    g_autofree Rank *ranks = g_new(Rank, candidates->len + 1);
    HexaplaMatcher *matcher = get_matcher(run);

    for (guint i = 0; i < candidates->len; i++)
        ranks[i] = (Rank){
            i, hexapla_matcher_distance(matcher, value_of(run, QUERY), candidates->pdata[i])};
    qsort(ranks, candidates->len, sizeof *ranks, compare_ranks);
    begin_answer(run, value_of(run, ID), "ranking");
    hexapla_writer_puts(run->out, "[");
    for (guint i = 0; i < candidates->len; i++) {
        hexapla_writer_puts(run->out, i > 0 ? ", " : "");
        hexapla_writer_put_uint(run->out, ranks[i].number);
    }
    hexapla_writer_puts(run->out, "]}\n");
}

/* --- pairs --- */

static void
answer_pair(Run *run)
{
    gboolean same =
        hexapla_pairs_are_same(run->pairs, value_of(run, A), value_of(run, B), value_of(run, KIND));

    begin_answer(run, value_of(run, ID), "same");
    hexapla_writer_puts(run->out, same ? "true}\n" : "false}\n");
}

/* --- cluster --- */

static void
take_name(Run *run)
{
    hexapla_variants_add(run->variants, value_of(run, NAME), value_of(run, SET));
    g_ptr_array_add(run->ids, g_string_chunk_insert(run->strings, value_of(run, ID)));
}

static void
answer_clusters(Run *run)
{
    hexapla_variants_settle(run->variants);
    for (guint i = 0; i < run->ids->len; i++) {
        begin_answer(run, run->ids->pdata[i], "cluster");
        hexapla_writer_put_uint(run->out, hexapla_variants_get_cluster(run->variants, i));
        if (hexapla_variants_is_ambiguous(run->variants, i))
            hexapla_writer_puts(run->out, ", \"ambiguous\": true");
        hexapla_writer_puts(run->out, "}\n");
    }
}

/* --- questions --- */

#define NEED(member) (1u << (member))

static const Task tasks[] = {
    {"cluster", NEED(ID) | NEED(NAME), take_name, answer_clusters},
    {"pairs", NEED(ID) | NEED(A) | NEED(B), answer_pair, NULL},
    {"match", NEED(ID) | NEED(QUERY) | NEED(CANDIDATES), answer_match, NULL},
    {"roles", NEED(ID) | NEED(TEXT) | NEED(OFFSET), answer_role, NULL},
};

static const Task *
find_task(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(tasks); i++) {
        if (strcmp(tasks[i].name, name) == 0)
            return &tasks[i];
    }
    return NULL;
}

static gboolean fail(const Run *run, gsize at, const char *problem, const char *name,
                     GError **error);

static gboolean
fail(const Run *run, gsize at, const char *problem, const char *name, GError **error)
{
    return hexapla_error_set_at(error, run->file, run->line, at + 1, "%s%s", problem, name);
}

static void
decode(HexaplaJsonString string, GString *value)
{
    g_string_set_size(value, string.n);
    g_string_set_size(value, hexapla_json_decode(&string, value->str, string.n));
}

/* An id is given back as it came, be it a string or a number. */
static void
copy_value(const HexaplaJson *json, GString *value)
{
    g_string_truncate(value, 0);
    g_string_append_len(value, json->text + json->token_start, json->position - json->token_start);
}

static gboolean
read_candidates(Run *run, HexaplaJson *json, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);
    HexaplaJsonToken token;

    while ((token = hexapla_json_next(json)) == HEXAPLA_JSON_STRING) {
        decode(json->string, value);
        g_ptr_array_add(run->question.candidates, g_strdup(value->str));
    }
    if (token == HEXAPLA_JSON_ARRAY_END)
        return TRUE;
    return fail(run, json->position, json->problem != NULL ? json->problem : "a string is missing",
                "", error);
}

static gboolean
read_value(Run *run, HexaplaJson *json, Member member, GError **error)
{
    HexaplaJsonToken token = hexapla_json_next(json);

    if (member < CANDIDATES && (token == HEXAPLA_JSON_STRING || token == HEXAPLA_JSON_NUMBER)) {
        if (member == ID)
            copy_value(json, run->question.values[ID]);
        else
            decode(json->string, run->question.values[member]);
        run->question.is_given[member] = TRUE;
        return TRUE;
    }
    if (member == CANDIDATES && token == HEXAPLA_JSON_ARRAY_START) {
        run->question.is_given[member] = TRUE;
        return read_candidates(run, json, error);
    }
    if (hexapla_json_skip(json, token))
        return TRUE;
    return fail(run, json->position, json->problem, "", error);
}

static gboolean
read_question(Run *run, const char *line, gsize n, GError **error)
{
    HexaplaJson json;
    HexaplaJsonToken token;

    memset(run->question.is_given, 0, sizeof run->question.is_given);
    g_ptr_array_set_size(run->question.candidates, 0);
    hexapla_json_init(&json, line, n);
    if (hexapla_json_next(&json) != HEXAPLA_JSON_OBJECT_START)
        return fail(run, 0, json.problem != NULL ? json.problem : "this is no object", "", error);
    while ((token = hexapla_json_next(&json)) == HEXAPLA_JSON_NAME) {
        Member member = 0;

        while (member < N_MEMBERS && !hexapla_json_string_equals(&json.string, members[member]))
            member++;
        if (!read_value(run, &json, member, error))
            return FALSE;
    }
    if (token != HEXAPLA_JSON_OBJECT_END || hexapla_json_next(&json) != HEXAPLA_JSON_END)
        return fail(run, json.position, json.problem, "", error);
    for (Member member = 0; member < N_MEMBERS; member++) {
        if ((run->task->needed & NEED(member)) != 0 && !run->question.is_given[member])
            return fail(run, 0, "a member is missing: ", members[member], error);
    }
    return TRUE;
}

static gboolean
is_blank(const char *line, gsize n)
{
    return hexapla_text_skip_space(line, 0, n) == n;
}

static gboolean
read_lines(Run *run, GInputStream *in, GError **error)
{
    g_auto(HexaplaLines) lines = {0};
    const char *line;
    gsize n;

    hexapla_lines_init(&lines, in, run->file, HEXAPLA_MAX_RECORD_BYTES, NULL);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return TRUE;
        run->line = lines.number;
        if (is_blank(line, n))
            continue;
        if (!read_question(run, line, n, error))
            return FALSE;
        run->task->answer(run);
    }
    return FALSE;
}

static gboolean
run_task(Run *run, GError **error)
{
    g_autoptr(GInputStream) in = hexapla_input_open(run->file, error);

    if (in == NULL || !read_lines(run, in, error))
        return FALSE;
    if (run->task->finish != NULL)
        run->task->finish(run);
    return hexapla_writer_commit(g_steal_pointer(&run->out), error);
}

static void
init_run(Run *run)
{
    for (guint i = 0; i < CANDIDATES; i++)
        run->question.values[i] = g_string_new(NULL);
    run->question.candidates = g_ptr_array_new_with_free_func(g_free);
    run->namers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)hexapla_namer_free);
    run->matchers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)hexapla_matcher_free);
    run->pairs = hexapla_pairs_new();
    run->variants = hexapla_variants_new(run->safe);
    run->ids = g_ptr_array_new();
    run->strings = g_string_chunk_new(1u << 16);
}

static void
clear_run(Run *run)
{
    for (guint i = 0; i < CANDIDATES; i++)
        g_string_free(run->question.values[i], TRUE);
    g_ptr_array_unref(run->question.candidates);
    g_hash_table_unref(run->namers);
    g_hash_table_unref(run->matchers);
    hexapla_pairs_free(run->pairs);
    hexapla_variants_free(run->variants);
    g_ptr_array_unref(run->ids);
    g_string_chunk_free(run->strings);
    hexapla_writer_free(run->out);
}

/**
 * hexapla_name_task_exists:
 * @name: what stands behind `hexapla names`
 *
 * Returns: whether it is a task
 */
gboolean
hexapla_name_task_exists(const char *name)
{
    return find_task(name) != NULL;
}

static gboolean
parse(int *argc, char ***argv, gboolean *safe, char **output, GError **error)
{
    const GOptionEntry entries[] = {
        {"safe", 0, 0, G_OPTION_ARG_NONE, safe, "Join only what is certain (cluster)", NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, output, "Write there", "PATH"},
        {NULL},
    };
    g_autoptr(GOptionContext) context =
        g_option_context_new("cluster|pairs|match|roles FILE.jsonl");

    g_option_context_set_summary(
        context, "Answers questions about names, one JSON object a line:\n\n"
                 "  cluster  {id, name, lang, set}          {id, cluster}: spellings of one name\n"
                 "  pairs    {id, a, b, kind}               {id, same}\n"
                 "  match    {id, lang, query, candidates}  {id, ranking}: across scripts\n"
                 "  roles    {id, lang, text, offset}       {id, role}: of an apostrophe");
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, argc, argv, error);
}

/**
 * hexapla_name_task_run:
 * @argc: number of arguments
 * @argv: the arguments; the second one is the task
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_name_task_run(int argc, char **argv)
{
    g_autofree char *output = NULL;
    g_autoptr(GError) error = NULL;
    Run run = {.task = find_task(argv[1])};
    gboolean ok;

    if (!parse(&argc, &argv, &run.safe, &output, &error)) {
        hexapla_message("error: %s", error->message);
        return HEXAPLA_EXIT_USAGE;
    }
    if (argc != 3) {
        hexapla_message("error: names %s wants one file of JSON lines", run.task->name);
        return HEXAPLA_EXIT_USAGE;
    }
    run.file = argv[2];
    run.out = hexapla_writer_new(output != NULL ? output : "-", &error);
    if (run.out == NULL)
        return hexapla_message_error(error);
    init_run(&run);
    ok = run_task(&run, &error);
    clear_run(&run);
    return ok ? HEXAPLA_EXIT_DONE : hexapla_message_error(error);
}
