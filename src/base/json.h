/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "base/limits.h"

G_BEGIN_DECLS

/**
 * HexaplaJsonToken:
 * @HEXAPLA_JSON_ERROR: the text is not JSON; @problem says why, @position where
 * @HEXAPLA_JSON_END: the value is complete and nothing stands behind it
 * @HEXAPLA_JSON_OBJECT_START: `{`
 * @HEXAPLA_JSON_OBJECT_END: `}`
 * @HEXAPLA_JSON_ARRAY_START: `[`
 * @HEXAPLA_JSON_ARRAY_END: `]`
 * @HEXAPLA_JSON_NAME: the name of a member, its colon included
 * @HEXAPLA_JSON_STRING: a string
 * @HEXAPLA_JSON_NUMBER: a number
 * @HEXAPLA_JSON_TRUE: `true`
 * @HEXAPLA_JSON_FALSE: `false`
 * @HEXAPLA_JSON_NULL: `null`
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_JSON_ERROR,
    HEXAPLA_JSON_END,
    HEXAPLA_JSON_OBJECT_START,
    HEXAPLA_JSON_OBJECT_END,
    HEXAPLA_JSON_ARRAY_START,
    HEXAPLA_JSON_ARRAY_END,
    HEXAPLA_JSON_NAME,
    HEXAPLA_JSON_STRING,
    HEXAPLA_JSON_NUMBER,
    HEXAPLA_JSON_TRUE,
    HEXAPLA_JSON_FALSE,
    HEXAPLA_JSON_NULL,
} HexaplaJsonToken;

/**
 * HexaplaJsonString:
 * @raw: what stands between the quotation marks, well-formed and with its escapes; or a number as
 * it is written
 * @n: its bytes
 * @has_escapes: whether it differs from its text
 * @has_nul: whether its text holds U+0000, which C strings cannot
 *
 * Points into the text that was parsed.
 *
 * Since: 0.1
 */
typedef struct {
    const char *raw;
    gsize n;
    gboolean has_escapes;
    gboolean has_nul;
} HexaplaJsonString;

/**
 * HexaplaJson:
 * @text: the text
 * @n: its bytes
 * @position: behind the last token; the place of the problem after an error
 * @token_start: first byte of the last token
 * @string: of the last name, string or number
 * @problem: (nullable): after an error, what is wrong, in a few words
 *
 * A strict reader of one JSON text (RFC 8259), token by token, without a tree and without
 * allocation. Lives on the stack; the other fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    const char *text;
    gsize n;
    gsize position;
    gsize token_start;
    HexaplaJsonString string;
    const char *problem;

    guint state;
    guint depth;
    guint64 objects[HEXAPLA_MAX_JSON_DEPTH / 64]; /* a bit a level: an object or an array */
} HexaplaJson;

void hexapla_json_init(HexaplaJson *self, const char *text, gsize n);
HexaplaJsonToken hexapla_json_next(HexaplaJson *self);
gboolean hexapla_json_skip(HexaplaJson *self, HexaplaJsonToken token);

gsize hexapla_json_decode(HexaplaJsonString *string, char *text, gsize size);
gboolean hexapla_json_string_equals(const HexaplaJsonString *string, const char *text);

G_END_DECLS
