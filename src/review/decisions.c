/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/decisions.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/lines.h"
#include "document/note.h"
#include "document/target.h"
#include "formats/reading.h"
#include "formats/writing.h"
#include "review/cuts-private.h"

typedef enum {
    STATUS_OPEN,
    STATUS_ACCEPTED,
    STATUS_REJECTED,
} Status;

/* What was decided on one sentence, all in all. */
typedef struct {
    guint64 line; /* of its last decision */
    char *source; /* how the sentence begins; NULL when the log does not say */
    Status status;
    char *target; /* NULL: as it was */
    char *comment;
    gboolean is_flagged;
    gboolean is_restored;
    char *cuts[2];       /* where it goes on, and where it ends: overrides of the segmenter */
    const char *problem; /* why it was not carried out; NULL when it was */
} Verdict;

/* A line of the log. */
typedef struct {
    char *doc;
    char *article;
    char *segment;
    char *source;
    char *field;
    char *spelling;
    char *value; /* NULL when it is no string */
    HexaplaJsonToken kind;
    const char *json; /* the value as it is written */
    gsize n_json;
} Decision;

struct _HexaplaDecisions {
    char *file;
    GHashTable *names; /* spelling to the one that stands for it */
    GPtrArray *verdicts;
    GHashTable *by_doc; /* part of an article and segment to verdict */
    GHashTable
        *by_article; /* article and segment to verdict: parts are cut anew in other formats */
};

static const char *const status_words[] = {"open", "accepted", "rejected"};

/* Properties in TMX, notes elsewhere. */
#define NOTE_STATUS "prop:x-review"
#define NOTE_FLAG "prop:x-review-flag"
#define NOTE_COMMENT "hexapla-review"
#define NOTE_JUNK "hexapla-junk"

static void
clear_verdict(Verdict *verdict)
{
    g_free(verdict->source);
    g_free(verdict->target);
    g_free(verdict->comment);
    g_free(verdict->cuts[FALSE]);
    g_free(verdict->cuts[TRUE]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verdict, clear_verdict)

static void
free_verdict(Verdict *verdict)
{
    clear_verdict(verdict);
    g_free(verdict);
}

static void
clear_decision(Decision *decision)
{
    g_free(decision->doc);
    g_free(decision->article);
    g_free(decision->segment);
    g_free(decision->source);
    g_free(decision->field);
    g_free(decision->spelling);
    g_free(decision->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Decision, clear_decision)

/**
 * hexapla_decisions_free:
 * @self: (transfer full) (nullable): decisions
 *
 * Since: 0.1
 */
void
hexapla_decisions_free(HexaplaDecisions *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->names);
    g_hash_table_unref(self->by_doc);
    g_hash_table_unref(self->by_article);
    g_ptr_array_unref(self->verdicts);
    g_free(self->file);
    g_free(self);
}

static gboolean
fail(const HexaplaDecisions *self, guint64 line, GError **error, const char *problem)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s:%" G_GUINT64_FORMAT ": error: %s",
                self->file, line, problem);
    return FALSE;
}

static char *
dup_string(HexaplaJsonString string)
{
    char *text = g_malloc(string.n + 1);

    text[hexapla_json_decode(&string, text, string.n)] = '\0';
    return text;
}

/* Where the member stands; NULL for one of newer pages, or for people. */
static char **
find_member(Decision *decision, const HexaplaJsonString *name)
{
    const struct {
        const char *name;
        char **text;
    } members[] = {
        {"doc", &decision->doc},           {"article", &decision->article},
        {"segment", &decision->segment},   {"source", &decision->source},
        {"field", &decision->field},       {"value", &decision->value},
        {"spelling", &decision->spelling},
    };

    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        if (hexapla_json_string_equals(name, members[i].name))
            return members[i].text;
    }
    return NULL;
}

/* Returns what is wrong, NULL for nothing. */
static const char *
parse_member(HexaplaJson *json, Decision *decision, char **text)
{
    HexaplaJsonToken token = hexapla_json_next(json);

    if (text == &decision->value) {
        decision->kind = token;
        decision->json = json->text + json->token_start;
    }
    if (text == NULL || token != HEXAPLA_JSON_STRING) {
        if (!hexapla_json_skip(json, token))
            return json->problem;
        if (text == &decision->value)
            decision->n_json = json->text + json->position - decision->json;
        return NULL;
    }
    if (json->string.has_nul)
        return "a NUL character has no place in a text";
    g_free(*text);
    *text = dup_string(json->string);
    return NULL;
}

static const char *
parse(const char *line, gsize n, Decision *decision)
{
    HexaplaJson json;
    HexaplaJsonToken token;
    const char *problem = NULL;

    hexapla_json_init(&json, line, n);
    if (hexapla_json_next(&json) != HEXAPLA_JSON_OBJECT_START)
        return json.problem != NULL ? json.problem : "a decision is an object";
    while (problem == NULL && (token = hexapla_json_next(&json)) == HEXAPLA_JSON_NAME)
        problem = parse_member(&json, decision, find_member(decision, &json.string));
    if (problem == NULL &&
        (token == HEXAPLA_JSON_ERROR || hexapla_json_next(&json) != HEXAPLA_JSON_END))
        problem = json.problem;
    if (problem == NULL && (decision->doc == NULL || decision->segment == NULL))
        problem = "a decision has “doc” and “segment”";
    return problem;
}

static char *
join_key(const char *place, const char *segment)
{
    return g_strconcat(place, "\n", segment, NULL);
}

static Verdict *
ensure_verdict(HexaplaDecisions *self, const Decision *decision)
{
    g_autofree char *key = join_key(decision->doc, decision->segment);
    Verdict *verdict = g_hash_table_lookup(self->by_doc, key);

    if (verdict != NULL)
        return verdict;
    verdict = g_new0(Verdict, 1);
    verdict->problem = "no such sentence is there";
    g_ptr_array_add(self->verdicts, verdict);
    g_hash_table_insert(self->by_doc, g_steal_pointer(&key), verdict);
    if (decision->article != NULL)
        g_hash_table_insert(self->by_article, join_key(decision->article, decision->segment),
                            verdict);
    return verdict;
}

static gboolean
set_status(Verdict *verdict, const Decision *decision)
{
    for (guint i = 0; decision->value != NULL && i < G_N_ELEMENTS(status_words); i++) {
        if (strcmp(decision->value, status_words[i]) == 0) {
            verdict->status = i;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
set_text(char **text, const Decision *decision)
{
    g_free(*text);
    *text = g_strdup(decision->value);
    return decision->kind == HEXAPLA_JSON_STRING || decision->kind == HEXAPLA_JSON_NULL;
}

static gboolean
set_target(Verdict *verdict, const Decision *decision)
{
    return set_text(&verdict->target, decision);
}

static gboolean
set_comment(Verdict *verdict, const Decision *decision)
{
    return set_text(&verdict->comment, decision);
}

static gboolean
set_flag(Verdict *verdict, const Decision *decision)
{
    verdict->is_flagged = decision->kind == HEXAPLA_JSON_TRUE;
    return verdict->is_flagged || decision->kind == HEXAPLA_JSON_FALSE;
}

/* Null leaves it as it was. */
static gboolean
set_junk(Verdict *verdict, const Decision *decision)
{
    verdict->is_restored = decision->kind == HEXAPLA_JSON_FALSE;
    return verdict->is_restored || decision->kind == HEXAPLA_JSON_NULL;
}

static gboolean
set_cuts(Verdict *verdict, const Decision *decision, gboolean is_break)
{
    g_clear_pointer(&verdict->cuts[is_break], g_free);
    return decision->n_json > 0 &&
           hexapla_cuts_parse(decision->json, decision->n_json, is_break, &verdict->cuts[is_break]);
}

static gboolean
set_split(Verdict *verdict, const Decision *decision)
{
    return set_cuts(verdict, decision, TRUE);
}

static gboolean
set_join(Verdict *verdict, const Decision *decision)
{
    return set_cuts(verdict, decision, FALSE);
}

static const struct {
    const char *name;
    gboolean (*set)(Verdict *verdict, const Decision *decision);
} fields[] = {
    {"status", set_status}, {"target", set_target}, {"comment", set_comment}, {"flag", set_flag},
    {"junk", set_junk},     {"split", set_split},   {"join", set_join},
};

static guint
find_field(const char *field)
{
    guint i = 0;

    while (i < G_N_ELEMENTS(fields) && g_strcmp0(field, fields[i].name) != 0)
        i++;
    return i;
}

/* A name is decided on for the whole corpus. */
static const char *
add_name(HexaplaDecisions *self, const Decision *decision)
{
    gboolean has_name = decision->kind == HEXAPLA_JSON_STRING && *decision->value != '\0';

    if (decision->spelling == NULL || *decision->spelling == '\0')
        return "a decision on a name has its “spelling”";
    if (!has_name && decision->kind != HEXAPLA_JSON_NULL)
        return "this “value” does not fit its “field”";
    if (has_name)
        g_hash_table_insert(self->names, g_strdup(decision->spelling), g_strdup(decision->value));
    else
        g_hash_table_remove(self->names, decision->spelling);
    return NULL;
}

/* Returns what is wrong, NULL for nothing. */
static const char *
add_decision(HexaplaDecisions *self, guint64 line, const Decision *decision)
{
    guint i = find_field(decision->field);
    Verdict *verdict;

    if (g_strcmp0(decision->field, "name") == 0)
        return add_name(self, decision);
    if (i == G_N_ELEMENTS(fields))
        return "“field” is one of status, target, comment, flag, junk, split, join";
    verdict = ensure_verdict(self, decision);
    verdict->line = line;
    g_free(verdict->source);
    verdict->source = g_strdup(decision->source);
    return fields[i].set(verdict, decision) ? NULL : "this “value” does not fit its “field”";
}

/**
 * hexapla_decisions_check:
 * @field: what is decided
 * @value: the decision, one value of JSON
 *
 * Returns: (nullable): what is wrong with it, %NULL for nothing
 * Since: 0.1
 */
const char *
hexapla_decisions_check(const char *field, const char *value)
{
    g_auto(Decision) decision = {0};
    g_auto(Verdict) verdict = {0};
    HexaplaJson json;
    const char *problem;
    guint i = find_field(field);
    gboolean is_name = strcmp(field, "name") == 0;

    if (i == G_N_ELEMENTS(fields) && !is_name)
        return "there is no such “field”";
    hexapla_json_init(&json, value, strlen(value));
    problem = parse_member(&json, &decision, &decision.value);
    if (problem == NULL && is_name)
        return decision.kind == HEXAPLA_JSON_NULL ||
                       (decision.value != NULL && *decision.value != '\0')
                   ? NULL
                   : "this “value” does not fit its “field”";
    if (problem == NULL && !fields[i].set(&verdict, &decision))
        problem = "this “value” does not fit its “field”";
    return problem;
}

/**
 * hexapla_decisions_read:
 * @in: a log, UTF-8
 * @file: its name, for messages
 * @cancellable: (nullable): stops the work
 * @error: (domain HEXAPLA_ERROR): the first line that is no decision
 *
 * Returns: (transfer full) (nullable): the decisions
 * Since: 0.1
 */
HexaplaDecisions *
hexapla_decisions_read(GInputStream *in, const char *file, GCancellable *cancellable,
                       GError **error)
{
    g_autoptr(HexaplaDecisions) self = g_new0(HexaplaDecisions, 1);
    g_auto(HexaplaLines) lines = {0};
    const char *line;
    gsize n;

    self->file = g_strdup(file);
    self->verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)free_verdict);
    self->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    self->by_doc = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->by_article = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_DECISION_BYTES, cancellable);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        g_auto(Decision) decision = {0};
        const char *problem;

        if (line == NULL)
            return g_steal_pointer(&self);
        if (n == 0)
            continue;
        problem = parse(line, n, &decision);
        if (problem == NULL)
            problem = add_decision(self, lines.number, &decision);
        if (problem != NULL) {
            fail(self, lines.number, error, problem);
            return NULL;
        }
    }
    return NULL;
}

/**
 * hexapla_decisions_put_names:
 * @self: decisions
 * @ledger: takes what they say about names, approved
 *
 * Returns: how many names that are
 * Since: 0.1
 */
guint
hexapla_decisions_put_names(const HexaplaDecisions *self, HexaplaLedger *ledger)
{
    g_autoptr(GList) spellings =
        g_list_sort(g_hash_table_get_keys(self->names), (GCompareFunc)strcmp);

    for (GList *link = spellings; link != NULL; link = link->next) {
        const HexaplaLedgerEntry entry = {
            .spelling = link->data,
            .canonical = g_hash_table_lookup(self->names, link->data),
            .is_approved = TRUE,
        };

        hexapla_ledger_put(ledger, &entry);
    }
    return g_hash_table_size(self->names);
}

/**
 * hexapla_decisions_put_overrides:
 * @self: decisions
 * @overrides: takes what they say about the ends of sentences, as the segmenter reads it
 *
 * Since: 0.1
 */
void
hexapla_decisions_put_overrides(const HexaplaDecisions *self, GString *overrides)
{
    for (guint i = 0; i < self->verdicts->len; i++) {
        const Verdict *verdict = self->verdicts->pdata[i];

        for (guint j = 0; j < G_N_ELEMENTS(verdict->cuts); j++)
            g_string_append(overrides, verdict->cuts[j] != NULL ? verdict->cuts[j] : "");
    }
}

/**
 * hexapla_decisions_dup_segment_key:
 * @part: a part of an article, with ids
 * @segment: index of a segment
 *
 * Some formats put the id of the file in front of ours; what else an exchange file calls the
 * segment stays as it is.
 *
 * Returns: (transfer full): the id of the segment in the log; free with g_free()
 * Since: 0.1
 */
char *
hexapla_decisions_dup_segment_key(HexaplaDocument *part, guint segment)
{
    const char *name = hexapla_document_get_segment_name(part, segment);
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    const HexaplaSegment *segments;
    char id[HEXAPLA_ID_SIZE];
    guint n;

    if (dot != NULL && hexapla_format_is_own_id(dot + 1, 's'))
        return g_strdup(dot + 1);
    if (name != NULL)
        return g_strdup(name);
    segments = hexapla_document_get_segments(part, &n);
    return g_strdup(hexapla_format_id(id, 's', segments[segment].id, segments[segment].ordinal));
}

static Verdict *
find_verdict(const HexaplaDecisions *self, HexaplaDocument *part, guint segment)
{
    char id[HEXAPLA_ID_SIZE];
    g_autofree char *key = hexapla_decisions_dup_segment_key(part, segment);
    g_autofree char *in_doc = join_key(hexapla_format_file_id(id, part), key);
    g_autofree char *in_article = join_key(hexapla_format_article_id(part), key);
    Verdict *verdict = g_hash_table_lookup(self->by_doc, in_doc);

    return verdict != NULL ? verdict : g_hash_table_lookup(self->by_article, in_article);
}

/* What stands in the way of a new translation, NULL for nothing. */
static const char *
find_obstacle(HexaplaDocument *part, const HexaplaTarget *target, const char *language)
{
    if (target != NULL && target->n_codes > 0)
        return "its translation has codes and stays as it was";
    if (language == NULL && hexapla_document_get_target_language(part) == NULL)
        return "nobody says which language its translation is in: give --target";
    return NULL;
}

static void
put_target(HexaplaDocument *part, guint segment, const char *language, Verdict *verdict)
{
    HexaplaTarget *target = hexapla_document_find_target(part, segment);

    if (verdict->target == NULL)
        return;
    verdict->problem = find_obstacle(part, target, language);
    if (verdict->problem != NULL)
        return;
    hexapla_document_set_target(part, segment, verdict->target, strlen(verdict->target));
    target = hexapla_document_find_target(part, segment);
    target->state = HEXAPLA_STATE_TRANSLATED;
    target->is_fuzzy = FALSE;
}

static void
put_status(HexaplaDocument *part, guint segment, const Verdict *verdict)
{
    HexaplaTarget *target = hexapla_document_find_target(part, segment);

    if (target == NULL || verdict->status == STATUS_OPEN)
        return;
    target->is_fuzzy = verdict->status == STATUS_REJECTED;
    target->state = target->is_fuzzy ? HEXAPLA_STATE_INITIAL : HEXAPLA_STATE_REVIEWED;
}

static void
restore(HexaplaDocument *part, guint segment)
{
    guint n;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    HexaplaBlock *block = &hexapla_document_get_blocks(part, &n)[segments[segment].block];

    block->junk = HEXAPLA_JUNK_NONE;
    block->is_locked = FALSE;
}

/* A log that is applied once more leaves no note twice; what it does not speak of stays. */
static gboolean
replaces(const Verdict *verdict, const HexaplaNote *note)
{
    const struct {
        const char *from;
        gboolean is_decided;
    } ours[] = {
        {NOTE_STATUS, verdict->status != STATUS_OPEN},
        {NOTE_FLAG, verdict->is_flagged},
        {NOTE_COMMENT, verdict->comment != NULL},
        {NOTE_JUNK, verdict->is_restored},
    };

    if (note->from == NULL)
        return g_strcmp0(note->text, verdict->comment) == 0;
    for (guint i = 0; i < G_N_ELEMENTS(ours); i++) {
        if (strcmp(note->from, ours[i].from) == 0)
            return ours[i].is_decided;
    }
    return FALSE;
}

static void
add_note(HexaplaDocument *part, guint segment, const char *from, const char *text)
{
    hexapla_document_add_note(part, segment, from, text, strlen(text));
}

static void
add_verdict_notes(HexaplaDocument *part, guint segment, const Verdict *verdict)
{
    if (verdict->status != STATUS_OPEN)
        add_note(part, segment, NOTE_STATUS, status_words[verdict->status]);
    if (verdict->is_flagged)
        add_note(part, segment, NOTE_FLAG, "yes");
    if (verdict->comment != NULL && *verdict->comment != '\0')
        add_note(part, segment, NOTE_COMMENT, verdict->comment);
}

/* Notes stand in the order of their segments, so all are written anew. */
static void
put_notes(HexaplaDocument *part, Verdict *const *verdicts, guint n_segments)
{
    guint n, next = 0;
    const HexaplaNote *notes = hexapla_document_get_notes(part, &n);
    g_autofree HexaplaNote *old = g_memdup2(notes, n * sizeof *notes);

    hexapla_document_forget_notes(part);
    for (guint i = 0; i < n_segments; i++) {
        for (; next < n && old[next].segment == i; next++) {
            if (verdicts[i] == NULL || !replaces(verdicts[i], &old[next]))
                add_note(part, i, old[next].from, old[next].text);
        }
        if (verdicts[i] != NULL)
            add_verdict_notes(part, i, verdicts[i]);
    }
}

/**
 * hexapla_decisions_apply:
 * @self: decisions
 * @part: a part of an article, with ids and all stages done
 * @target: (nullable): language of translations where the part does not say it
 *
 * Translations, states, notes and junk become what was decided.
 *
 * Since: 0.1
 */
void
hexapla_decisions_apply(HexaplaDecisions *self, HexaplaDocument *part, const char *target)
{
    gboolean has_any = FALSE;
    guint n;
    g_autofree Verdict **verdicts = NULL;

    hexapla_document_get_segments(part, &n);
    verdicts = g_new0(Verdict *, n + 1);
    for (guint i = 0; i < n; i++) {
        Verdict *verdict = verdicts[i] = find_verdict(self, part, i);

        if (verdict == NULL)
            continue;
        has_any = TRUE;
        verdict->problem = NULL;
        put_target(part, i, target, verdict);
        put_status(part, i, verdict);
        if (verdict->is_restored)
            restore(part, i);
    }
    if (has_any)
        put_notes(part, verdicts, n);
}

/**
 * hexapla_decisions_report:
 * @self: decisions that were applied to a whole corpus
 * @issues: takes those that could not be carried out
 *
 * Returns: how many these are
 * Since: 0.1
 */
guint
hexapla_decisions_report(const HexaplaDecisions *self, HexaplaIssueSink *issues)
{
    guint n = 0;

    for (guint i = 0; i < self->verdicts->len; i++) {
        const Verdict *verdict = self->verdicts->pdata[i];

        /* A sentence that was cut or joined is another one now. */
        if (verdict->problem == NULL || verdict->cuts[FALSE] != NULL || verdict->cuts[TRUE] != NULL)
            continue;
        hexapla_issue_sink_add(issues, HEXAPLA_ISSUE_STALE_DECISION, self->file, verdict->line, 0,
                               "“%s”: %s", verdict->source != NULL ? verdict->source : "…",
                               verdict->problem);
        n++;
    }
    return n;
}
