/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/units.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/note.h"
#include "formats/reading.h"

/**
 * hexapla_units_init:
 * @self: (out): no article yet
 * @file: the input as the user named it; lives as long as @self
 * @func: takes the parts
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_units_init(HexaplaUnits *self, const char *file, HexaplaDocumentFunc func,
                   gpointer user_data)
{
    *self = (HexaplaUnits){.func = func, .user_data = user_data};
    self->origin.file = (char *)file;
    self->origin.is_exchange = TRUE;
    self->text = g_string_new(NULL);
    self->names = g_hash_table_new(NULL, NULL);
}

/**
 * hexapla_units_clear:
 * @self: units; what was not handed over is thrown away
 *
 * Since: 0.1
 */
void
hexapla_units_clear(HexaplaUnits *self)
{
    g_clear_object(&self->document);
    if (self->text != NULL)
        g_string_free(self->text, TRUE);
    g_hash_table_unref(self->names);
    g_free(self->language);
    g_free(self->target_language);
}

/**
 * hexapla_units_begin_article:
 * @self: units; the last article is over
 * @language: its language tag
 * @target_language: (nullable): that of its translations
 *
 * The first part of the article is as @origin says.
 *
 * Since: 0.1
 */
void
hexapla_units_begin_article(HexaplaUnits *self, const char *language, const char *target_language)
{
    g_free(self->language);
    g_free(self->target_language);
    self->language = g_strdup(language);
    self->target_language = g_strdup(target_language);
    self->origin.part = 0;
    self->origin.offset = 0;
    self->is_open = TRUE;
}

static void
begin_part(HexaplaUnits *self)
{
    self->document = hexapla_document_new(self->language, NULL, 0);
    if (self->target_language != NULL)
        hexapla_document_set_target_language(self->document, self->target_language);
    self->n_blocks = 0;
}

static gboolean
end_part(HexaplaUnits *self, gboolean is_last, GError **error)
{
    gsize n = self->text->len;
    HexaplaDocument *part;

    if (self->document == NULL)
        begin_part(self);
    part = g_steal_pointer(&self->document);
    hexapla_document_take_text(part, g_string_free(self->text, FALSE), n);
    self->text = g_string_new(NULL);
    g_hash_table_remove_all(self->names);
    self->origin.is_last = is_last;
    hexapla_format_copy_origin(hexapla_document_get_origin(part), &self->origin);
    self->origin.offset += n;
    self->origin.part++;
    return self->func(part, self->user_data, error);
}

/**
 * hexapla_units_end_article:
 * @self: units
 * @error: what @func says
 *
 * Hands over the last part of the article, if there is an article.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_units_end_article(HexaplaUnits *self, GError **error)
{
    if (!self->is_open)
        return TRUE;
    hexapla_units_end_block(self);
    self->is_open = FALSE;
    return end_part(self, TRUE, error);
}

/**
 * hexapla_units_begin_block:
 * @self: units with an article
 * @kind: what the block is
 * @name: (nullable): what its file calls it
 * @line: on which it begins
 * @error: what @func says
 *
 * Ends the last block, and the part when it is large enough.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_units_begin_block(HexaplaUnits *self, HexaplaBlockKind kind, const char *name, guint64 line,
                          GError **error)
{
    hexapla_units_end_block(self);
    if ((self->text->len > HEXAPLA_MAX_UNITS_BYTES || self->n_blocks >= HEXAPLA_MAX_UNITS) &&
        !end_part(self, FALSE, error))
        return FALSE;
    if (self->document == NULL) {
        begin_part(self);
        self->origin.line = line;
    }
    if (self->text->len > 0)
        g_string_append(self->text, "\n\n");
    self->block =
        hexapla_document_add_block(self->document, kind, self->text->len, self->text->len);
    self->n_blocks++;
    self->is_block_open = TRUE;
    if (name != NULL)
        hexapla_document_name_block(self->document, self->block, name, strlen(name));
    return TRUE;
}

/**
 * hexapla_units_get_block:
 * @self: units with a block
 *
 * Returns: (transfer none): the block, until the next one begins
 * Since: 0.1
 */
HexaplaBlock *
hexapla_units_get_block(HexaplaUnits *self)
{
    guint n;

    return &hexapla_document_get_blocks(self->document, &n)[self->block];
}

/**
 * hexapla_units_add_space:
 * @self: units with a block
 * @text: what stands between two segments
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_units_add_space(HexaplaUnits *self, const char *text, gsize n)
{
    g_string_append_len(self->text, text, n);
}

/* Two segments of one name could not be told apart, so the second one has none. */
static void
name_segment(HexaplaUnits *self, guint segment, const char *name, gsize n)
{
    gsize hash = hexapla_text_hash(name, n, 0);

    if (g_hash_table_add(self->names, GSIZE_TO_POINTER(hash)))
        hexapla_document_name_segment(self->document, segment, name, n);
}

/**
 * hexapla_units_add_segment:
 * @self: units with a block
 * @source: its text
 * @name: (nullable): what its file calls it
 * @n_name: bytes of @name
 * @line: on which it begins
 *
 * Returns: its index in @document
 * Since: 0.1
 */
guint
hexapla_units_add_segment(HexaplaUnits *self, const HexaplaContent *source, const char *name,
                          gsize n_name, guint64 line)
{
    gsize start = self->text->len;
    guint segment, n;

    hexapla_document_get_segments(self->document, &segment);
    g_string_append_len(self->text, source->text->str, source->text->len);
    hexapla_document_add_segment(self->document, self->block, start, self->text->len,
                                 HEXAPLA_RULE_BLOCK_END);
    hexapla_document_get_segments(self->document, &n)[segment].line = line;
    if (hexapla_content_get_n_codes(source) > 0)
        hexapla_content_add_to_source(source, self->document, segment, start);
    if (name != NULL && n_name > 0)
        name_segment(self, segment, name, n_name);
    return segment;
}

/**
 * hexapla_units_end_block:
 * @self: units
 *
 * Ends the block, if there is one.
 *
 * Since: 0.1
 */
void
hexapla_units_end_block(HexaplaUnits *self)
{
    if (self->is_block_open)
        hexapla_units_get_block(self)->end = self->text->len;
    self->is_block_open = FALSE;
}

/* UTF-16 of ASCII has a NUL beside every character. */
static gsize
drop_nuls(const guint8 *head, gsize n, char *text)
{
    gsize length = 0;

    for (gsize i = 0; i < n; i++) {
        if (head[i] != 0)
            text[length++] = (char)head[i];
    }
    text[length] = '\0';
    return length;
}

static const char *
skip_until(const char *p, const char *end)
{
    const char *found = strstr(p, end);

    return found != NULL ? found + strlen(end) : p + strlen(p);
}

/**
 * hexapla_format_find_root:
 * @head: the first bytes of a file
 * @n_head: how many
 * @root: takes the start tag of its root, without brackets, terminated; cut where it does not fit
 * @size: bytes of @root
 *
 * Returns: bytes of @root; 0 when the file does not look like XML in an encoding that has the
 * characters of ASCII
 * Since: 0.1
 */
gsize
hexapla_format_find_root(const guint8 *head, gsize n_head, char *root, gsize size)
{
    static const char byte_marks[] = "\xEF\xBB\xBF\xFE\xFF";
    char text[HEXAPLA_SNIFF_BYTES + 1];
    const char *p = text;

    drop_nuls(head, MIN(n_head, HEXAPLA_SNIFF_BYTES), text);
    p += strspn(p, byte_marks);
    for (;;) {
        p += strspn(p, " \t\r\n");
        if (g_str_has_prefix(p, "<?"))
            p = skip_until(p, "?>");
        else if (g_str_has_prefix(p, "<!--"))
            p = skip_until(p, "-->");
        else if (g_str_has_prefix(p, "<!"))
            p = skip_until(p, ">");
        else
            break;
    }
    if (*p != '<')
        return 0;
    g_strlcpy(root, p + 1, MIN(size, strcspn(p + 1, ">") + 1));
    return strlen(root);
}
