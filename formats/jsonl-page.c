/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages inside records of JSON lines. */

#include <string.h>

#include "base/error.h"
#include "formats/html-read.h"
#include "formats/jsonl-private.h"

/* Where each character stands in the file; the last place is behind them all. */
static guint32 *
find_places(const HexaplaJsonString *string, gsize n)
{
    guint32 *places = g_new(guint32, n + 1);
    const char *p = string->raw, *end = p + string->n;
    gsize i = 0;

    while (p < end) {
        HexaplaJsonString one = {p, *p == '\\' ? hexapla_jsonl_escape_length(p, end) : 1,
                                 *p == '\\', FALSE};
        gsize length = one.n, n_text = 1;
        char character[8];

        if (*p == '\\')
            n_text = hexapla_json_decode(&one, character, sizeof character);
        for (gsize j = 0; j < n_text; j++)
            places[i++] = p - string->raw;
        p += length;
    }
    places[i] = string->n;
    return places;
}

static void
set_string(char **string, const char *value)
{
    if (value == NULL)
        return;
    g_free(*string);
    *string = g_strdup(value);
}

/* What the record says goes before what the page says. */
static void
fill_origin(HexaplaOrigin *origin, const HexaplaOrigin *record)
{
    set_string(&origin->id, record->id);
    set_string(&origin->title, record->title);
    set_string(&origin->url, record->url);
    set_string(&origin->date, record->date);
    set_string(&origin->key, record->key);
    origin->line = record->line;
    origin->is_page = TRUE;
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    const HexaplaJsonlPage *self = user_data;
    guint n;
    HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    if (self->options->language == NULL &&
        strcmp(hexapla_document_get_language(part), "und") == 0) {
        g_object_unref(part);
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD,
                    "neither the record nor its page tells the language, and there is no --source");
        return FALSE;
    }
    fill_origin(hexapla_document_get_origin(part), self->origin);
    for (guint i = 0; i < n; i++)
        blocks[i].line = self->origin->line;
    return self->func(part, self->user_data, error);
}

/* Reads the page that @string holds. */
gboolean
hexapla_jsonl_read_page(const HexaplaJsonlPage *self, HexaplaJsonString string, GError **error)
{
    const HexaplaJsonString whole = string;
    HexaplaReadOptions options = *self->options;
    g_auto(HexaplaPageText) page = {.text = g_malloc(string.n + 1), .n_mark = self->offset};

    page.n = hexapla_json_decode(&string, page.text, string.n);
    if (options.with_sources)
        page.places = find_places(&whole, page.n);
    if (self->language != NULL)
        options.language = self->language;
    return hexapla_html_read_text(&page, &options, take_part, (gpointer)self, error);
}
