/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/text-parts.h"
#include "formats/writing.h"

/* Plain text, one article a file; written as one sentence a line. */

static gboolean
text_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    const HexaplaTextParts parts = {options, "plain text does", NULL, func, user_data};

    return hexapla_text_parts_read(&parts, in, cancellable, error);
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
