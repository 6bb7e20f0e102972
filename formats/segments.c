/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON lines as we write them: one object a sentence, read back with its translation. */

#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/text.h"
#include "document/note.h"
#include "document/target.h"
#include "formats/pair-reader.h"

/* Members that are strings. */
enum { DOC, BLOCK, KIND, SEGMENT, LANG, TEXT, RULE, JUNK, TARGET, TARGET_LANG, STATE, N_MEMBERS };

static const char *const names[N_MEMBERS] = {
    [DOC] = "doc",       [BLOCK] = "block",
    [KIND] = "kind",     [SEGMENT] = "segment",
    [LANG] = "lang",     [TEXT] = "text",
    [RULE] = "rule",     [JUNK] = "junk",
    [TARGET] = "target", [TARGET_LANG] = "target_lang",
    [STATE] = "state",
};

/* A note; each of its texts stands terminated in @strings. */
typedef struct {
    gsize from;
    gsize text;
    gboolean has_from;
} Note;

typedef struct {
    HexaplaPairReader pairs;
    char *doc;      /* id of the article at hand; NULL before the first one */
    char *language; /* of it */
    char *block;    /* id of the block at hand */
    guint64 end;    /* offset in the article */

    /* of the line at hand */
    GString *values[N_MEMBERS];
    guint64 from;
    guint64 to;
    gboolean is_fuzzy;
    GArray *notes;
    GString *strings;
    const char *problem;
} Reader;

static void
init_reader(Reader *self, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
            gpointer user_data)
{
    *self = (Reader){0};
    hexapla_pair_reader_init(&self->pairs, options, func, user_data);
    self->pairs.units.origin.has_local_names = TRUE;
    for (guint i = 0; i < N_MEMBERS; i++)
        self->values[i] = g_string_new(NULL);
    self->notes = g_array_new(FALSE, FALSE, sizeof(Note));
    self->strings = g_string_new(NULL);
}

static void
clear_reader(Reader *self)
{
    hexapla_pair_reader_clear(&self->pairs);
    for (guint i = 0; i < N_MEMBERS; i++)
        g_string_free(self->values[i], TRUE);
    g_array_unref(self->notes);
    g_string_free(self->strings, TRUE);
    g_free(self->doc);
    g_free(self->language);
    g_free(self->block);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, clear_reader)

static void
append_string(Reader *self, GString *text, HexaplaJsonString string)
{
    gsize start = text->len;

    if (string.has_nul)
        self->problem = "a string holds the character U+0000, which is not text";
    g_string_set_size(text, start + string.n);
    g_string_set_size(text, start + hexapla_json_decode(&string, text->str + start, string.n));
}

/* Puts the string into the strings of the reader, terminated. */
static gsize
keep_string(Reader *self, HexaplaJsonString string)
{
    gsize start = self->strings->len;

    append_string(self, self->strings, string);
    g_string_append_c(self->strings, '\0');
    return start;
}

/* Reads the object of a note, whose brace was read. */
static void
read_note(Reader *self, HexaplaJson *json)
{
    HexaplaJsonToken token;
    gboolean has_text = FALSE;
    Note note = {0};

    while ((token = hexapla_json_next(json)) == HEXAPLA_JSON_NAME) {
        gboolean is_text = hexapla_json_string_equals(&json->string, "text");
        gboolean is_from = hexapla_json_string_equals(&json->string, "from");

        token = hexapla_json_next(json);
        if (is_text && token == HEXAPLA_JSON_STRING)
            note.text = keep_string(self, json->string);
        else if (is_from && token == HEXAPLA_JSON_STRING)
            note.from = keep_string(self, json->string);
        else if (!hexapla_json_skip(json, token))
            return;
        has_text |= is_text && token == HEXAPLA_JSON_STRING;
        note.has_from |= is_from && token == HEXAPLA_JSON_STRING;
    }
    if (has_text)
        g_array_append_val(self->notes, note);
}

/* Reads the value of a member, whose name was read. */
static void
read_notes(Reader *self, HexaplaJson *json, HexaplaJsonToken token)
{
    if (token != HEXAPLA_JSON_ARRAY_START) {
        hexapla_json_skip(json, token);
        return;
    }
    while ((token = hexapla_json_next(json)) != HEXAPLA_JSON_ARRAY_END) {
        if (token == HEXAPLA_JSON_OBJECT_START)
            read_note(self, json);
        else if (!hexapla_json_skip(json, token))
            return;
        if (json->problem != NULL)
            return;
    }
}

static guint64
number_of(const HexaplaJsonString *string)
{
    g_autofree char *text = g_strndup(string->raw, MIN(string->n, HEXAPLA_TEXT_UINT_SIZE));

    return g_ascii_strtoull(text, NULL, 10);
}

static void
read_value(Reader *self, HexaplaJson *json, const HexaplaJsonString *name)
{
    HexaplaJsonToken token = hexapla_json_next(json);

    for (guint i = 0; i < N_MEMBERS; i++) {
        if (token == HEXAPLA_JSON_STRING && hexapla_json_string_equals(name, names[i])) {
            g_string_truncate(self->values[i], 0);
            append_string(self, self->values[i], json->string);
            return;
        }
    }
    if (token == HEXAPLA_JSON_NUMBER && hexapla_json_string_equals(name, "start"))
        self->from = number_of(&json->string);
    else if (token == HEXAPLA_JSON_NUMBER && hexapla_json_string_equals(name, "end"))
        self->to = number_of(&json->string);
    else if (token == HEXAPLA_JSON_TRUE && hexapla_json_string_equals(name, "fuzzy"))
        self->is_fuzzy = TRUE;
    else if (hexapla_json_string_equals(name, "notes"))
        read_notes(self, json, token);
    else
        hexapla_json_skip(json, token);
}

static void
read_members(Reader *self, const char *line, gsize n)
{
    HexaplaJsonToken token;
    HexaplaJson json;

    hexapla_json_init(&json, line, n);
    if (hexapla_json_next(&json) != HEXAPLA_JSON_OBJECT_START) {
        self->problem = json.problem != NULL ? json.problem : "a record is an object: {…}";
        return;
    }
    while ((token = hexapla_json_next(&json)) == HEXAPLA_JSON_NAME) {
        HexaplaJsonString name = json.string;

        read_value(self, &json, &name);
    }
    if (token == HEXAPLA_JSON_OBJECT_END)
        hexapla_json_next(&json);
    if (json.problem != NULL)
        self->problem = json.problem;
    else if (self->problem == NULL && (self->values[DOC]->len == 0 || self->values[TEXT]->len == 0))
        self->problem = "the record has no “doc” or no “text”";
}

static void
begin_record(Reader *self)
{
    for (guint i = 0; i < N_MEMBERS; i++)
        g_string_truncate(self->values[i], 0);
    self->from = self->to = 0;
    self->is_fuzzy = FALSE;
    g_array_set_size(self->notes, 0);
    g_string_truncate(self->strings, 0);
    self->problem = NULL;
}

static const char *
value_or_null(const Reader *self, guint member)
{
    return self->values[member]->len > 0 ? self->values[member]->str : NULL;
}

/* The language of the article stands before the name of the rule: en.terminator. */
static char *
dup_language(const Reader *self)
{
    const char *dot = strchr(self->values[RULE]->str, '.');

    if (dot != NULL)
        return g_strndup(self->values[RULE]->str, dot - self->values[RULE]->str);
    return g_strdup(value_or_null(self, LANG));
}

static gboolean
enter_article(Reader *self, GError **error)
{
    g_autofree char *language = dup_language(self);

    if (g_strcmp0(self->doc, self->values[DOC]->str) == 0 &&
        g_strcmp0(self->language, language) == 0)
        return TRUE;
    if (!hexapla_pair_reader_end(&self->pairs, error))
        return FALSE;
    g_free(self->doc);
    g_free(self->language);
    self->doc = g_strdup(self->values[DOC]->str);
    self->language = g_steal_pointer(&language);
    g_clear_pointer(&self->block, g_free);
    self->pairs.units.origin.id = self->doc;
    return hexapla_pair_reader_begin(&self->pairs, self->language, value_or_null(self, TARGET_LANG),
                                     error);
}

/* Fills in what the words of our own files stand for; what we do not know stays. */
static void
describe_block(Reader *self)
{
    HexaplaUnits *units = &self->pairs.units;
    const char *language = value_or_null(self, LANG);
    HexaplaBlock *block = hexapla_units_get_block(units);
    guint n;

    for (guint i = 0; i < HEXAPLA_N_BLOCK_KINDS; i++) {
        if (strcmp(self->values[KIND]->str, hexapla_block_kind_get_tag(i)) == 0)
            block->kind = i;
    }
    for (guint i = HEXAPLA_JUNK_NONE + 1; i < HEXAPLA_N_JUNK; i++) {
        if (strcmp(self->values[JUNK]->str, hexapla_junk_get_tag(i)) == 0)
            block->junk = i;
    }
    hexapla_document_get_blocks(units->document, &n);
    if (language != NULL && g_strcmp0(language, self->language) != 0)
        hexapla_document_set_block_language(units->document, n - 1, language);
}

static gboolean
add_segment(Reader *self, const HexaplaReadPair *pair, guint *segment, GError **error)
{
    if (self->block != NULL && strcmp(self->block, self->values[BLOCK]->str) == 0) {
        if (self->from > self->end)
            hexapla_units_add_space(&self->pairs.units, " ", 1);
        return hexapla_pair_reader_add_segment(&self->pairs, pair, segment, error);
    }
    g_free(self->block);
    self->block = g_strdup(self->values[BLOCK]->str);
    if (!hexapla_pair_reader_add(&self->pairs, pair, segment, error))
        return FALSE;
    describe_block(self);
    return TRUE;
}

static void
describe_target(Reader *self, guint segment)
{
    HexaplaTarget *target = hexapla_document_find_target(self->pairs.units.document, segment);

    if (target == NULL)
        return;
    target->is_fuzzy = self->is_fuzzy;
    for (guint i = HEXAPLA_STATE_UNKNOWN + 1; i < HEXAPLA_N_STATES; i++) {
        if (strcmp(self->values[STATE]->str, hexapla_state_get_tag(i)) == 0)
            target->state = i;
    }
}

static void
add_notes(Reader *self, guint segment)
{
    for (guint i = 0; i < self->notes->len; i++) {
        const Note *note = &g_array_index(self->notes, Note, i);
        const char *text = self->strings->str + note->text;

        hexapla_document_add_note(self->pairs.units.document, segment,
                                  note->has_from ? self->strings->str + note->from : NULL, text,
                                  strlen(text));
    }
}

static gboolean
take_record(Reader *self, GError **error)
{
    const HexaplaReadPair pair = {
        .name = self->values[SEGMENT]->str,
        .n_name = self->values[SEGMENT]->len,
        .source = self->values[TEXT]->str,
        .n_source = self->values[TEXT]->len,
        .target = self->values[TARGET]->str,
        .n_target = self->values[TARGET]->len,
        .line = self->pairs.units.origin.line,
    };
    guint segment;

    if (!enter_article(self, error) || !add_segment(self, &pair, &segment, error))
        return FALSE;
    self->end = self->to;
    describe_target(self, segment);
    add_notes(self, segment);
    return TRUE;
}

static gboolean
take_line(Reader *self, const char *line, gsize n, guint64 number, GError **error)
{
    if (hexapla_text_skip_space(line, 0, n) == n)
        return TRUE;
    begin_record(self);
    if (hexapla_pair_reader_is_broken(line, n))
        self->problem = "the record is not text in UTF-8";
    else
        read_members(self, line, n);
    if (self->problem != NULL)
        return hexapla_pair_reader_reject(&self->pairs, number, line, n, self->problem, error);
    return take_record(self, error);
}

static gboolean
segments_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
              gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_auto(HexaplaLines) lines;
    g_auto(Reader) self;
    const char *line;
    gsize n;

    init_reader(&self, options, func, user_data);
    hexapla_lines_init(&lines, in, options->file, HEXAPLA_MAX_UNIT_BYTES, cancellable);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return hexapla_pair_reader_end(&self.pairs, error);
        if (!take_line(&self, line, n, lines.number, error))
            return FALSE;
    }
    return FALSE;
}

static guint
segments_sniff(const guint8 *head, gsize n_head)
{
    const char *text = (const char *)head;
    static const char start[] = "{\"doc\":\"";

    return n_head > strlen(start) && memcmp(text, start, strlen(start)) == 0 &&
                   g_strstr_len(text, (gssize)n_head, "\",\"segment\":\"") != NULL
               ? 128
               : 0;
}

const HexaplaFormat hexapla_format_segments = {
    .name = "segments",
    .title = "JSON lines, one object a sentence, as jsonl is written",
    .extensions = "jsonl;ndjson",
    .traits = HEXAPLA_FORMAT_HOLDS_SEGMENTS,
    .sniff = segments_sniff,
    .read = segments_read,
};
