/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/snapshot.h"

#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/lines.h"

struct _HexaplaSnapshot {
    GArray *sentences;
    GArray *names;
    GStringChunk *strings;
    GString *value;
};

/* Members of an object that are strings, and where they go. */
typedef struct {
    const char *name;
    gsize offset;
} Field;

static const Field sentence_fields[] = {
    {"doc", offsetof(HexaplaSnapshotSentence, doc)},
    {"segment", offsetof(HexaplaSnapshotSentence, id)},
    {"original", offsetof(HexaplaSnapshotSentence, original)},
    {"text", offsetof(HexaplaSnapshotSentence, text)},
    {"rule", offsetof(HexaplaSnapshotSentence, rule)},
    {"junk", offsetof(HexaplaSnapshotSentence, junk)},
    {NULL, 0},
};
static const Field name_fields[] = {
    {"text", offsetof(HexaplaSnapshotName, text)},
    {"canonical", offsetof(HexaplaSnapshotName, canonical)},
    {"form", offsetof(HexaplaSnapshotName, form)},
    {NULL, 0},
};

static const char *
intern(HexaplaSnapshot *self, HexaplaJsonString *string)
{
    g_string_set_size(self->value, string->n);
    g_string_set_size(self->value, hexapla_json_decode(string, self->value->str, self->value->len));
    return g_string_chunk_insert_const(self->strings, self->value->str);
}

static const Field *
find_field(const Field *fields, const HexaplaJsonString *name)
{
    while (fields->name != NULL && !hexapla_json_string_equals(name, fields->name))
        fields++;
    return fields->name != NULL ? fields : NULL;
}

static gboolean read_names(HexaplaSnapshot *self, HexaplaJson *json);

/* Behind its brace; what is unknown is skipped. */
static gboolean
read_object(HexaplaSnapshot *self, HexaplaJson *json, const Field *fields, gpointer object)
{
    HexaplaJsonToken token;

    while ((token = hexapla_json_next(json)) == HEXAPLA_JSON_NAME) {
        const Field *field = find_field(fields, &json->string);
        gboolean is_names = hexapla_json_string_equals(&json->string, "names");

        token = hexapla_json_next(json);
        if (field != NULL && token == HEXAPLA_JSON_STRING)
            G_STRUCT_MEMBER(const char *, object, field->offset) = intern(self, &json->string);
        else if (is_names && token == HEXAPLA_JSON_ARRAY_START) {
            if (!read_names(self, json))
                return FALSE;
        } else if (!hexapla_json_skip(json, token)) {
            return FALSE;
        }
    }
    return token == HEXAPLA_JSON_OBJECT_END;
}

static gboolean
read_names(HexaplaSnapshot *self, HexaplaJson *json)
{
    HexaplaJsonToken token;

    while ((token = hexapla_json_next(json)) == HEXAPLA_JSON_OBJECT_START) {
        HexaplaSnapshotName name = {"", "", ""};

        if (!read_object(self, json, name_fields, &name))
            return FALSE;
        g_array_append_val(self->names, name);
    }
    return token == HEXAPLA_JSON_ARRAY_END;
}

static const char *
take_row(const char *line, gsize n, gpointer user_data)
{
    HexaplaSnapshot *self = user_data;
    HexaplaSnapshotSentence sentence = {.rule = "", .junk = "", .first_name = self->names->len};
    HexaplaJson json;

    hexapla_json_init(&json, line, n);
    if (hexapla_json_next(&json) != HEXAPLA_JSON_OBJECT_START ||
        !read_object(self, &json, sentence_fields, &sentence) ||
        hexapla_json_next(&json) != HEXAPLA_JSON_END)
        return json.problem != NULL ? json.problem : "this is no JSON object";
    if (sentence.doc == NULL || sentence.id == NULL || sentence.text == NULL)
        return "this is no sentence of `export -T jsonl`: doc, segment or text is missing";
    if (self->sentences->len == HEXAPLA_MAX_SNAPSHOT_SENTENCES)
        return "there are too many sentences";
    if (sentence.original == NULL)
        sentence.original = sentence.text;
    sentence.n_names = self->names->len - sentence.first_name;
    g_array_append_val(self->sentences, sentence);
    return NULL;
}

/**
 * hexapla_snapshot_read:
 * @in: what `export -T jsonl` wrote
 * @file: its name, for messages
 * @cancellable: (nullable): stops the reading
 * @error: (domain HEXAPLA_ERROR): the line that cannot be understood
 *
 * Returns: (transfer full) (nullable): its sentences; free with hexapla_snapshot_free()
 * Since: 0.1
 */
HexaplaSnapshot *
hexapla_snapshot_read(GInputStream *in, const char *file, GCancellable *cancellable, GError **error)
{
    g_autoptr(HexaplaSnapshot) self = g_new0(HexaplaSnapshot, 1);
    g_auto(HexaplaLines) lines = {0};

    self->sentences = g_array_new(FALSE, FALSE, sizeof(HexaplaSnapshotSentence));
    self->names = g_array_new(FALSE, FALSE, sizeof(HexaplaSnapshotName));
    self->strings = g_string_chunk_new(1 << 16);
    self->value = g_string_new(NULL);
    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_RECORD_BYTES, cancellable);
    return hexapla_lines_take_rows(&lines, take_row, self, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_snapshot_free:
 * @self: (transfer full) (nullable): a snapshot
 *
 * Since: 0.1
 */
void
hexapla_snapshot_free(HexaplaSnapshot *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->sentences);
    g_array_unref(self->names);
    g_string_chunk_free(self->strings);
    g_string_free(self->value, TRUE);
    g_free(self);
}

/**
 * hexapla_snapshot_get_sentences:
 * @self: a snapshot
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): in the order of the export, until @self is freed
 * Since: 0.1
 */
const HexaplaSnapshotSentence *
hexapla_snapshot_get_sentences(const HexaplaSnapshot *self, guint *n)
{
    *n = self->sentences->len;
    return (const HexaplaSnapshotSentence *)(gpointer)self->sentences->data;
}

/**
 * hexapla_snapshot_get_names:
 * @self: a snapshot
 * @sentence: one of its sentences
 *
 * Returns: (transfer none): the names in it, until @self is freed
 * Since: 0.1
 */
const HexaplaSnapshotName *
hexapla_snapshot_get_names(const HexaplaSnapshot *self, const HexaplaSnapshotSentence *sentence)
{
    return (const HexaplaSnapshotName *)(gpointer)self->names->data + sentence->first_name;
}
