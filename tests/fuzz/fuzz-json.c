/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

/* Room for a few characters at a time. */
#define SMALL 5

static char *
decode_in_pieces(HexaplaJsonString string, gsize *n)
{
    char *text = g_malloc(string.n + 1);
    gsize piece;

    *n = 0;
    while (string.n > 0) {
        char buffer[SMALL];

        piece = hexapla_json_decode(&string, buffer, sizeof buffer);
        g_assert(piece > 0 && piece <= sizeof buffer);
        memcpy(text + *n, buffer, piece);
        *n += piece;
    }
    return text;
}

/* Written as JSON and read again, a text is the same. */
static void
check_round_trip(const char *text, gsize n)
{
    HexaplaWriter *out = fuzz_writer_begin();
    g_autofree char *json_text = NULL;
    g_autofree char *decoded = NULL;
    HexaplaJson json;
    gsize n_json;

    hexapla_writer_puts(out, "\"");
    hexapla_writer_escape(out, HEXAPLA_ESCAPE_JSON, text, n);
    hexapla_writer_puts(out, "\"");
    json_text = fuzz_writer_end(out, &n_json);
    hexapla_json_init(&json, json_text, n_json);
    g_assert_cmpint(hexapla_json_next(&json), ==, HEXAPLA_JSON_STRING);
    decoded = g_malloc(json.string.n + 1);
    g_assert_cmpmem(decoded, hexapla_json_decode(&json.string, decoded, json.string.n), text, n);
}

static void
check_string(const HexaplaJsonString *string)
{
    HexaplaJsonString rest = *string;
    g_autofree char *text = g_malloc(string->n + 1);
    gsize n = hexapla_json_decode(&rest, text, string->n), n_pieces;
    g_autofree char *pieces = decode_in_pieces(*string, &n_pieces);
    gboolean has_nul = memchr(text, '\0', n) != NULL;

    g_assert_cmpuint(rest.n, ==, 0);
    g_assert_cmpmem(text, n, pieces, n_pieces);
    g_assert(has_nul == string->has_nul);
    text[n] = '\0';
    if (has_nul)
        return;
    g_assert(g_utf8_validate_len(text, n, NULL));
    g_assert(hexapla_json_string_equals(string, text));
    g_assert(string->has_escapes || n == string->n);
    check_round_trip(text, n);
}

static void
check_place(const HexaplaJson *json, gsize before)
{
    g_assert(json->problem != NULL || json->position >= before);
    g_assert(json->position <= json->n && json->token_start <= json->n);
    g_assert(json->depth <= HEXAPLA_MAX_JSON_DEPTH);
}

/* Returns whether the text is JSON. */
static gboolean
walk(const char *text, gsize n)
{
    HexaplaJson json;
    HexaplaJsonToken token;
    gsize before = 0;

    hexapla_json_init(&json, text, n);
    do {
        token = hexapla_json_next(&json);
        check_place(&json, before);
        before = json.position;
        if (token == HEXAPLA_JSON_STRING || token == HEXAPLA_JSON_NAME)
            check_string(&json.string);
    } while (token != HEXAPLA_JSON_ERROR && token != HEXAPLA_JSON_END);
    g_assert_cmpint(hexapla_json_next(&json), ==, token);
    g_assert((json.problem != NULL) == (token == HEXAPLA_JSON_ERROR));
    return token == HEXAPLA_JSON_END;
}

static gboolean
skip(const char *text, gsize n)
{
    HexaplaJson json;

    hexapla_json_init(&json, text, n);
    return hexapla_json_skip(&json, hexapla_json_next(&json)) &&
           hexapla_json_next(&json) == HEXAPLA_JSON_END;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    g_autofree char *text = g_memdup2(data, n);

    fuzz_begin();
    g_assert(walk(text, n) == skip(text, n));
    return 0;
}
