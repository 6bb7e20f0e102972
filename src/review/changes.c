/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/changes-private.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "review/decisions.h"

/**
 * hexapla_changes_clear:
 * @self: changes, or zeros
 *
 * Since: 0.1
 */
void
hexapla_changes_clear(HexaplaChanges *self)
{
    g_clear_pointer(&self->list, g_array_unref);
    g_clear_pointer(&self->texts, g_string_chunk_free);
}

/* Returns what is wrong, NULL for nothing. */
static const char *
parse_number(const HexaplaJson *json, gint64 max, gint64 *number)
{
    g_autofree char *text = g_strndup(json->string.raw, json->string.n);
    guint64 value;

    if (text[strspn(text, "0123456789")] != '\0' ||
        !g_ascii_string_to_unsigned(text, 10, 0, max, &value, NULL))
        return "this is no number of a sentence";
    *number = value;
    return NULL;
}

static const char *
decode(HexaplaChanges *self, HexaplaJson *json, const char **text)
{
    g_autofree char *decoded = g_malloc(json->string.n + 1);

    if (json->string.has_nul)
        return "a NUL character has no place in a text";
    decoded[hexapla_json_decode(&json->string, decoded, json->string.n)] = '\0';
    *text = g_string_chunk_insert_const(self->texts, decoded);
    return NULL;
}

/* Keeps the value as it is written: what stands in it was checked on the way. */
static const char *
take_value(HexaplaChanges *self, HexaplaJson *json, HexaplaStoreChange *change)
{
    HexaplaJsonToken token = hexapla_json_next(json);
    gsize start = json->token_start;

    if (!hexapla_json_skip(json, token))
        return json->problem != NULL ? json->problem : "a value is missing";
    if (memmem(json->text + start, json->position - start, "\\u0000", 6) != NULL)
        return "a NUL character has no place in a text";
    change->value =
        g_string_chunk_insert_len(self->texts, json->text + start, json->position - start);
    return NULL;
}

static const char *
parse_member(HexaplaChanges *self, HexaplaJson *json, HexaplaStoreChange *change, guint n)
{
    const HexaplaJsonString name = json->string;
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"field", &change->field}, {"spelling", &change->spelling}};
    HexaplaJsonToken token;
    gint64 number = 0;
    const char *problem = NULL;

    if (hexapla_json_string_equals(&name, "value"))
        return take_value(self, json, change);
    token = hexapla_json_next(json);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (hexapla_json_string_equals(&name, texts[i].name))
            return token == HEXAPLA_JSON_STRING ? decode(self, json, texts[i].text)
                                                : "“field” and “spelling” are texts";
    }
    if (token != HEXAPLA_JSON_NUMBER)
        return "a change has number, version, field, spelling and value";
    if (hexapla_json_string_equals(&name, "number")) {
        problem = parse_number(json, n, &number);
        change->number = number;
        return problem;
    }
    return hexapla_json_string_equals(&name, "version")
               ? parse_number(json, G_MAXINT64, &change->version)
               : "a change has number, version, field, spelling and value";
}

static const char *
parse_change(HexaplaChanges *self, HexaplaJson *json, guint n)
{
    HexaplaStoreChange change = {.version = -1, .field = "", .spelling = ""};
    HexaplaJsonToken token;
    const char *problem = NULL;

    while (problem == NULL && (token = hexapla_json_next(json)) == HEXAPLA_JSON_NAME)
        problem = parse_member(self, json, &change, n);
    if (problem == NULL && token != HEXAPLA_JSON_OBJECT_END)
        problem = json->problem;
    if (problem == NULL && change.value == NULL)
        problem = "a decision has a value";
    if (problem == NULL)
        problem = hexapla_decisions_check(change.field, change.value);
    if (problem == NULL && (strcmp(change.field, "name") == 0) != (change.number == 0))
        problem = "a name is decided on for all sentences, everything else for one";
    if (problem == NULL && (*change.spelling == '\0') != (change.number != 0))
        problem = "names have a spelling, and nothing else has";
    g_array_append_val(self->list, change);
    return problem;
}

static const char *
parse_list(HexaplaChanges *self, HexaplaJson *json, guint n)
{
    HexaplaJsonToken token;
    const char *problem = NULL;

    if (hexapla_json_next(json) != HEXAPLA_JSON_ARRAY_START)
        return json->problem != NULL ? json->problem : "“changes” is a list";
    while (problem == NULL && (token = hexapla_json_next(json)) == HEXAPLA_JSON_OBJECT_START)
        problem = parse_change(self, json, n);
    if (problem == NULL && token != HEXAPLA_JSON_ARRAY_END)
        problem = json->problem != NULL ? json->problem : "a change is an object";
    return problem;
}

static const char *
parse(HexaplaChanges *self, HexaplaJson *json, guint n)
{
    HexaplaJsonToken token = hexapla_json_next(json);
    const char *problem = token == HEXAPLA_JSON_OBJECT_START ? NULL : "an object is missing";

    while (problem == NULL && (token = hexapla_json_next(json)) == HEXAPLA_JSON_NAME) {
        if (hexapla_json_string_equals(&json->string, "changes"))
            problem = parse_list(self, json, n);
        else if (hexapla_json_string_equals(&json->string, "final"))
            self->is_final = hexapla_json_next(json) == HEXAPLA_JSON_TRUE;
        else
            problem = "an object has “changes” and “final”";
    }
    if (problem == NULL &&
        (token != HEXAPLA_JSON_OBJECT_END || hexapla_json_next(json) != HEXAPLA_JSON_END))
        problem = json->problem != NULL ? json->problem : "an object is cut off";
    return problem;
}

/**
 * hexapla_changes_parse:
 * @self: (out): the changes
 * @text: what the page sent, UTF-8 without NUL
 * @n: its bytes
 * @n_sentences: of the corpus
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: whether all of them make sense
 * Since: 0.1
 */
gboolean
hexapla_changes_parse(HexaplaChanges *self, const char *text, gsize n, guint n_sentences,
                      GError **error)
{
    HexaplaJson json;
    const char *problem;

    self->list = g_array_new(FALSE, FALSE, sizeof(HexaplaStoreChange));
    self->texts = g_string_chunk_new(1024);
    hexapla_json_init(&json, text, n);
    problem = parse(self, &json, n_sentences);
    if (problem == NULL && self->list->len == 0)
        problem = "there is no change";
    if (problem != NULL)
        g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, problem);
    return problem == NULL;
}
