/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Text that others have split: one sentence a line, paragraphs between blank lines. */

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "formats/reading.h"

typedef struct {
    GInputStream *in;
    const HexaplaReadOptions *options;
    HexaplaDocumentFunc func;
    gpointer user_data;
    char *id;
    guint64 offset;
    guint64 lines;
    guint part;
} Reader;

/* The lines up to the next blank one are a block. */
static gsize
add_block(HexaplaDocument *part, const char *text, gsize start, gsize n)
{
    gsize end = start, line = start;
    guint block;

    while (line < n) {
        const char *newline = memchr(text + line, '\n', n - line);
        gsize line_end = newline != NULL ? (gsize)(newline - text) : n;

        if (hexapla_text_trim_space(text, line, line_end) == line)
            break;
        end = hexapla_text_trim_space(text, line, line_end);
        line = newline != NULL ? line_end + 1 : n;
    }
    block = hexapla_document_add_block(part, HEXAPLA_BLOCK_PARAGRAPH, start, end);
    while (start < end) {
        const char *newline = memchr(text + start, '\n', end - start);
        gsize line_end = newline != NULL ? (gsize)(newline - text) : end;

        hexapla_document_add_segment(part, block, hexapla_text_skip_space(text, start, line_end),
                                     hexapla_text_trim_space(text, start, line_end),
                                     HEXAPLA_RULE_BLOCK_END);
        start = line_end + 1;
    }
    return line;
}

static gboolean
hand_over(Reader *self, char *text, gsize n, gboolean is_last, GError **error)
{
    g_autofree char *owned = text;
    HexaplaDocument *part;
    HexaplaOrigin *origin;
    gsize valid;

    if (!hexapla_utf8_validate(text, n, &valid))
        return hexapla_input_refuse(self->in, self->options->file, self->offset, text, n, valid,
                                    error);
    part = hexapla_document_new(self->options->language, g_steal_pointer(&owned), n);
    origin = hexapla_document_get_origin(part);
    origin->file = g_strdup(self->options->file);
    origin->id = g_strdup(self->id);
    origin->offset = self->offset;
    origin->line = self->lines + 1;
    origin->part = self->part++;
    origin->is_last = is_last;
    for (gsize i = hexapla_text_skip_space(text, 0, n); i < n;)
        i = hexapla_text_skip_space(text, add_block(part, text, i, n), n);
    self->offset += n;
    self->lines += hexapla_text_count_lines(text, n);
    return self->func(part, self->user_data, error);
}

static gboolean
sentences_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
               gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autofree char *id = hexapla_format_dup_stem(options->file);
    g_autofree char *buffer = g_malloc(HEXAPLA_MAX_PART_BYTES);
    Reader self = {in, options, func, user_data, id, 0, 0, 0};
    gsize n = 0, n_read;

    if (options->language == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "sentences do not say their language: give --source");
        return FALSE;
    }
    for (;;) {
        char *text = buffer;
        gsize cut;

        if (!hexapla_input_fill(in, options->file, buffer + n, HEXAPLA_MAX_PART_BYTES - n, &n_read,
                                cancellable, error))
            return FALSE;
        n += n_read;
        if (n < HEXAPLA_MAX_PART_BYTES)
            return hand_over(&self, g_realloc(g_steal_pointer(&buffer), n + 1), n, TRUE, error);
        cut = hexapla_format_find_cut(buffer, n);
        buffer = g_malloc(HEXAPLA_MAX_PART_BYTES);
        n -= cut;
        memcpy(buffer, text + cut, n);
        if (!hand_over(&self, text, cut, FALSE, error))
            return FALSE;
    }
}

const HexaplaFormat hexapla_format_sentences = {
    .name = "sentences",
    .title = "One sentence a line, paragraphs between blank lines",
    .extensions = "",
    .read = sentences_read,
};
