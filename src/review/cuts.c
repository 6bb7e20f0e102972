/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a person wants sentences to end, or not to. */
#include "review/cuts-private.h"

#include <string.h>

#include "base/json.h"

/* An override is a line of cells, so tabs and line ends become spaces; the segmenter takes all white
 * space for one. */
static gboolean
put_cell(GString *lines, HexaplaJson *json)
{
    g_autofree char *text = NULL;

    if (hexapla_json_next(json) != HEXAPLA_JSON_STRING || json->string.has_nul)
        return FALSE;
    text = g_malloc(json->string.n + 1);
    text[hexapla_json_decode(&json->string, text, json->string.n)] = '\0';
    g_strstrip(g_strdelimit(text, "\t\n\r", ' '));
    g_string_append_c(lines, '\t');
    g_string_append(lines, text);
    return strlen(text) > 1;
}

/* ["text in front of the place", "text behind it"], of which the bracket was read. */
static gboolean
put_place(GString *lines, HexaplaJson *json, gboolean is_break)
{
    g_string_append(lines, is_break ? "break" : "no-break");
    if (!put_cell(lines, json) || !put_cell(lines, json))
        return FALSE;
    g_string_append_c(lines, '\n');
    return hexapla_json_next(json) == HEXAPLA_JSON_ARRAY_END;
}

/**
 * hexapla_cuts_parse:
 * @json: a list of places, each a list of the text in front of it and the text behind it; or null
 * @n: its bytes
 * @is_break: whether sentences end there, or go on
 * @lines: (out) (transfer full) (nullable): the places as overrides of the segmenter; %NULL for none
 *
 * Returns: whether it is such a list
 * Since: 0.1
 */
gboolean
hexapla_cuts_parse(const char *json, gsize n, gboolean is_break, char **lines)
{
    g_autoptr(GString) text = g_string_new(NULL);
    HexaplaJson parser;
    HexaplaJsonToken token;

    *lines = NULL;
    hexapla_json_init(&parser, json, n);
    token = hexapla_json_next(&parser);
    if (token == HEXAPLA_JSON_NULL)
        return TRUE;
    if (token != HEXAPLA_JSON_ARRAY_START)
        return FALSE;
    while ((token = hexapla_json_next(&parser)) == HEXAPLA_JSON_ARRAY_START) {
        if (!put_place(text, &parser, is_break))
            return FALSE;
    }
    if (token != HEXAPLA_JSON_ARRAY_END || text->len == 0)
        return FALSE;
    *lines = g_strdup(text->str);
    return TRUE;
}
