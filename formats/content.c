/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/content.h"

#include <string.h>

#include "base/limits.h"

/* Strings are offsets, because what holds them grows. */
typedef struct {
    gsize start;
    guint32 partner;
    gsize key; /* what the other half of it says */
    gsize n_key;
    gsize id;
    gsize n_id;
    gsize data;
    gsize n_data;
    guint8 kind;
    guint8 type;
} Code;

/**
 * hexapla_content_init:
 * @self: (out): empty
 *
 * Since: 0.1
 */
void
hexapla_content_init(HexaplaContent *self)
{
    self->text = g_string_new(NULL);
    self->codes = g_array_new(FALSE, FALSE, sizeof(Code));
    self->open = g_array_new(FALSE, FALSE, sizeof(guint));
    self->strings = g_string_new(NULL);
}

/**
 * hexapla_content_clear:
 * @self: a content
 *
 * Since: 0.1
 */
void
hexapla_content_clear(HexaplaContent *self)
{
    if (self->text == NULL)
        return;
    g_string_free(g_steal_pointer(&self->text), TRUE);
    g_array_unref(self->codes);
    g_array_unref(self->open);
    g_string_free(self->strings, TRUE);
}

/**
 * hexapla_content_reset:
 * @self: a content, to be filled anew
 *
 * Since: 0.1
 */
void
hexapla_content_reset(HexaplaContent *self)
{
    g_string_truncate(self->text, 0);
    g_string_truncate(self->strings, 0);
    g_array_set_size(self->codes, 0);
    g_array_set_size(self->open, 0);
}

/**
 * hexapla_content_is_empty:
 * @self: a content
 *
 * Returns: whether it has neither text nor codes
 * Since: 0.1
 */
gboolean
hexapla_content_is_empty(const HexaplaContent *self)
{
    return self->text->len == 0 && self->codes->len == 0;
}

/**
 * hexapla_content_get_n_codes:
 * @self: a content
 *
 * Returns: how many codes it has
 * Since: 0.1
 */
guint
hexapla_content_get_n_codes(const HexaplaContent *self)
{
    return self->codes->len;
}

/**
 * hexapla_content_is_full:
 * @self: a content
 *
 * Returns: whether it is larger than any unit may be
 * Since: 0.1
 */
gboolean
hexapla_content_is_full(const HexaplaContent *self)
{
    return self->text->len + self->strings->len + self->codes->len * sizeof(Code) >
           HEXAPLA_MAX_UNIT_BYTES;
}

/**
 * hexapla_content_add_code:
 * @self: a content
 * @kind: whether something begins, ends or stands alone
 * @type: what the code does
 * @id: (nullable): what its file calls it
 * @n_id: bytes of @id
 *
 * Adds a code at the end of the text. One that opens something waits for
 * hexapla_content_close().
 *
 * Returns: its index
 * Since: 0.1
 */
guint
hexapla_content_add_code(HexaplaContent *self, HexaplaCodeKind kind, HexaplaCodeType type,
                         const char *id, gsize n_id)
{
    guint index = self->codes->len;
    Code code = {
        .start = self->text->len,
        .partner = HEXAPLA_NO_CODE,
        .key = self->strings->len,
        .n_key = n_id,
        .id = self->strings->len,
        .n_id = n_id,
        .kind = kind,
        .type = type,
    };

    if (n_id > 0)
        g_string_append_len(self->strings, id, n_id);
    code.data = self->strings->len;
    g_array_append_val(self->codes, code);
    if (kind == HEXAPLA_CODE_OPEN && self->open->len < HEXAPLA_MAX_XML_DEPTH)
        g_array_append_val(self->open, index);
    return index;
}

/**
 * hexapla_content_add_data:
 * @self: a content
 * @data: markup of the last code, or more of it
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_content_add_data(HexaplaContent *self, const char *data, gsize n)
{
    g_string_append_len(self->strings, data, n);
    g_array_index(self->codes, Code, self->codes->len - 1).n_data += n;
}

/**
 * hexapla_content_rename:
 * @self: a content
 * @code: index of a code without data
 * @id: what it is called, where its two halves know each other by another name
 * @n_id: bytes of @id
 *
 * Since: 0.1
 */
void
hexapla_content_rename(HexaplaContent *self, guint code, const char *id, gsize n_id)
{
    Code *renamed = &g_array_index(self->codes, Code, code);

    renamed->id = self->strings->len;
    renamed->n_id = n_id;
    g_string_append_len(self->strings, id, n_id);
    renamed->data = self->strings->len;
}

static gboolean
has_key(const HexaplaContent *self, const Code *code, const char *key, gsize n)
{
    return code->n_key == n && (n == 0 || memcmp(self->strings->str + code->key, key, n) == 0);
}

/**
 * hexapla_content_close:
 * @self: a content
 * @id: what its file calls the code that opened
 * @n_id: bytes of @id
 *
 * Adds a code that closes at the end of the text. It belongs to the last one of that name that is
 * still open, and has its type and name.
 *
 * Returns: its index
 * Since: 0.1
 */
guint
hexapla_content_close(HexaplaContent *self, const char *id, gsize n_id)
{
    guint close =
        hexapla_content_add_code(self, HEXAPLA_CODE_CLOSE, HEXAPLA_CODE_TYPE_OTHER, id, n_id);

    for (guint i = self->open->len; i-- > 0;) {
        guint index = g_array_index(self->open, guint, i);
        Code *open = &g_array_index(self->codes, Code, index);
        Code *last = &g_array_index(self->codes, Code, close);

        if (!has_key(self, open, id, n_id))
            continue;
        open->partner = close;
        last->partner = index;
        last->type = open->type;
        last->id = open->id;
        last->n_id = open->n_id;
        g_array_remove_index(self->open, i);
        break;
    }
    return close;
}

static void
fill_code(const HexaplaContent *self, const Code *code, HexaplaDocument *document, HexaplaCode *to)
{
    const char *strings = self->strings->str;

    to->partner = code->partner;
    to->n_data = code->n_data;
    to->data = code->n_data > 0
                   ? hexapla_document_intern(document, strings + code->data, code->n_data)
                   : NULL;
    to->id =
        code->n_id > 0 ? hexapla_document_intern(document, strings + code->id, code->n_id) : NULL;
}

/**
 * hexapla_content_add_to_source:
 * @self: a content
 * @document: a document that gets its text elsewhere
 * @segment: index of the segment that this is the source of
 * @offset: where its text begins
 *
 * Adds the codes to those of the document.
 *
 * Since: 0.1
 */
void
hexapla_content_add_to_source(const HexaplaContent *self, HexaplaDocument *document, guint segment,
                              gsize offset)
{
    guint first = 0, n;

    for (guint i = 0; i < self->codes->len; i++) {
        const Code *code = &g_array_index(self->codes, Code, i);
        guint index = hexapla_document_add_code(
            document, code->kind, code->type, offset + code->start, offset + code->start, NULL, 0);
        HexaplaCode *added = &hexapla_document_get_codes(document, &n)[index];

        if (i == 0)
            first = index;
        fill_code(self, code, document, added);
        if (added->partner != HEXAPLA_NO_CODE)
            added->partner += first;
    }
    if (self->codes->len > 0)
        hexapla_document_own_codes(document, segment, first, self->codes->len);
}

/**
 * hexapla_content_set_as_target:
 * @self: a content
 * @document: a document
 * @segment: index of the segment that this is the translation of
 *
 * Since: 0.1
 */
void
hexapla_content_set_as_target(const HexaplaContent *self, HexaplaDocument *document, guint segment)
{
    hexapla_document_set_target(document, segment, self->text->str, self->text->len);
    for (guint i = 0; i < self->codes->len; i++) {
        const Code *code = &g_array_index(self->codes, Code, i);

        fill_code(self, code, document,
                  hexapla_document_add_target_code(document, segment, code->kind, code->type,
                                                   code->start));
    }
}
