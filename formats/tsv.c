/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pairs as a table: a row a sentence, cells between tabs. */

#include "formats/pairs.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean has_header;
} TsvWriter;

static gpointer
tsv_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    TsvWriter *self = g_new0(TsvWriter, 1);

    self->out = out;
    self->options = options;
    return self;
}

/* The languages of the first part are those of the columns. */
static void
put_header(TsvWriter *self, const char *source, const char *target)
{
    if (self->has_header)
        return;
    self->has_header = TRUE;
    HEXAPLA_PUT(self->out, "id\t");
    hexapla_writer_puts(self->out, source);
    HEXAPLA_PUT(self->out, "\t");
    hexapla_writer_puts(self->out, target != NULL ? target : "target");
    HEXAPLA_PUT(self->out, "\n");
}

static void
put_row(const HexaplaPair *pair, gpointer user_data)
{
    TsvWriter *self = user_data;

    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_TSV, pair->id);
    HEXAPLA_PUT(self->out, "\t");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_TSV, pair->source);
    HEXAPLA_PUT(self->out, "\t");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_TSV, pair->target);
    HEXAPLA_PUT(self->out, "\n");
}

static gboolean
tsv_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    TsvWriter *self = writer;

    put_header(self, hexapla_document_get_language(part),
               hexapla_format_target_language(self->options, part));
    hexapla_pairs_foreach(part, self->options, put_row, self);
    return hexapla_writer_check(self->out, error);
}

static gboolean
tsv_end(gpointer writer, GError **error)
{
    g_autofree TsvWriter *self = writer;

    put_header(self, self->options->source != NULL ? self->options->source : "source",
               self->options->target);
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_tsv = {
    .name = "tsv",
    .title = "Pairs as a table: id, source, translation; tabs between them",
    .extensions = "tsv;tab",
    .details = HEXAPLA_DETAIL_IDS,
    .traits = HEXAPLA_FORMAT_CARRIES_TARGETS,
    .begin = tsv_begin,
    .write = tsv_write,
    .end = tsv_end,
};
