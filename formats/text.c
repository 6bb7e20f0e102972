/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "formats/reading.h"
#include "formats/writing.h"

/* Plain text, one article a file; written as one sentence a line. */

typedef struct {
    GInputStream *in;
    const HexaplaReadOptions *options;
    char *id;
    guint64 offset; /* bytes of text handed over */
    guint64 lines;
    guint part;
} Reader;

static gboolean
hand_over(Reader *self, char *text, gsize n, gboolean is_last, HexaplaDocumentFunc func,
          gpointer user_data, GError **error)
{
    g_autofree char *owned = text;
    HexaplaDocument *document;
    HexaplaOrigin *origin;
    gsize valid;

    if (!hexapla_utf8_validate(text, n, &valid))
        return hexapla_input_refuse(self->in, self->options->file, self->offset, text, n, valid,
                                    error);
    document = hexapla_document_new(self->options->language, g_steal_pointer(&owned), n);
    origin = hexapla_document_get_origin(document);
    origin->file = g_strdup(self->options->file);
    origin->id = g_strdup(self->id);
    origin->offset = self->offset;
    origin->line = self->lines + 1;
    origin->part = self->part++;
    origin->is_last = is_last;
    self->offset += n;
    if (!is_last)
        self->lines += hexapla_text_count_lines(text, n);
    return func(document, user_data, error);
}

/* Reads one part ahead, so that the last one knows that it is the last. */
static gboolean
read_parts(Reader *self, HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
           GError **error)
{
    g_autofree char *buffer = g_malloc(HEXAPLA_MAX_PART_BYTES);
    gsize n = 0, n_read;

    for (;;) {
        char *text = buffer;
        gsize cut;

        if (!hexapla_input_fill(self->in, self->options->file, buffer + n,
                                HEXAPLA_MAX_PART_BYTES - n, &n_read, cancellable, error))
            return FALSE;
        n += n_read;
        if (n < HEXAPLA_MAX_PART_BYTES)
            return hand_over(self, g_realloc(g_steal_pointer(&buffer), n + 1), n, TRUE, func,
                             user_data, error);
        cut = hexapla_format_find_cut(buffer, n);
        buffer = g_malloc(HEXAPLA_MAX_PART_BYTES);
        n -= cut;
        memcpy(buffer, text + cut, n);
        if (!hand_over(self, text, cut, FALSE, func, user_data, error))
            return FALSE;
    }
}

static gboolean
text_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autofree char *id = hexapla_format_dup_stem(options->file);
    Reader reader = {.in = in, .options = options, .id = id};

    if (options->language == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "plain text does not say its language: give --source");
        return FALSE;
    }
    return read_parts(&reader, func, user_data, cancellable, error);
}

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
} Writer;

static gpointer
text_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    Writer *self = g_new(Writer, 1);

    self->out = out;
    self->options = options;
    return self;
}

static gboolean
text_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    Writer *self = writer;
    guint n, n_blocks, n_changes;
    const char *text = hexapla_document_get_text(part, NULL);
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    hexapla_document_get_changes(part, &n_changes);
    for (guint i = 0; i < n; i++) {
        gsize start = segments[i].start, end = segments[i].end;

        if (hexapla_format_leaves_out(self->options, &blocks[segments[i].block], FALSE))
            continue;
        if (n_changes > 0)
            hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_NONE, part, start, end);
        else
            hexapla_writer_put(self->out, text + start, end - start);
        hexapla_writer_put(self->out, "\n", 1);
    }
    return hexapla_writer_check(self->out, error);
}

static gboolean
text_end(gpointer writer, GError **error)
{
    g_autofree Writer *self = writer;

    return hexapla_writer_check(self->out, error);
}

static gboolean
text_put_target(HexaplaWriter *out, HexaplaDocument *part, guint segment, GError **error)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);

    hexapla_writer_put(out, target->text, target->n);
    return hexapla_writer_check(out, error);
}

const HexaplaFormat hexapla_format_text = {
    .name = "text",
    .title = "Plain text, one article a file; written as one sentence a line",
    .extensions = "txt;text",
    .read = text_read,
    .begin = text_begin,
    .write = text_write,
    .end = text_end,
    .put_target = text_put_target,
};
