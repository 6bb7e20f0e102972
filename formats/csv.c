/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pairs as a table: a row a sentence, comma-separated values (RFC 4180). */

#include <string.h>

#include "formats/csv-private.h"
#include "formats/pairs.h"
#include "formats/table.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean has_header;
} CsvWriter;

static gpointer
csv_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    CsvWriter *self = g_new0(CsvWriter, 1);

    self->out = out;
    self->options = options;
    return self;
}

/* The languages of the first part are those of the columns. */
static void
put_header(CsvWriter *self, const char *source, const char *target)
{
    if (self->has_header)
        return;
    self->has_header = TRUE;
    HEXAPLA_PUT(self->out, "id,");
    hexapla_pairs_put_csv(self->out, source);
    HEXAPLA_PUT(self->out, ",");
    hexapla_pairs_put_csv(self->out, target != NULL ? target : "target");
    HEXAPLA_PUT(self->out, "\r\n");
}

static void
put_row(const HexaplaPair *pair, gpointer user_data)
{
    CsvWriter *self = user_data;

    hexapla_pairs_put_csv(self->out, pair->id);
    HEXAPLA_PUT(self->out, ",");
    hexapla_pairs_put_csv(self->out, pair->source);
    HEXAPLA_PUT(self->out, ",");
    hexapla_pairs_put_csv(self->out, pair->target);
    HEXAPLA_PUT(self->out, "\r\n");
}

static gboolean
csv_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    CsvWriter *self = writer;

    put_header(self, hexapla_document_get_language(part),
               hexapla_format_target_language(self->options, part));
    hexapla_pairs_foreach(part, self->options, put_row, self);
    return hexapla_writer_check(self->out, error);
}

static gboolean
csv_end(gpointer writer, GError **error)
{
    g_autofree CsvWriter *self = writer;

    put_header(self, self->options->source != NULL ? self->options->source : "source",
               self->options->target);
    return hexapla_writer_check(self->out, error);
}

static guint
csv_sniff(const guint8 *head, gsize n_head)
{
    return hexapla_table_sniff(head, n_head, ',');
}

const HexaplaFormat hexapla_format_csv = {
    .name = "csv",
    .title = "Pairs as a table: id, source, translation; comma-separated values (RFC 4180)",
    .extensions = "csv",
    .details = HEXAPLA_DETAIL_IDS,
    .traits = HEXAPLA_FORMAT_HOLDS_SEGMENTS | HEXAPLA_FORMAT_CARRIES_TARGETS,
    .sniff = csv_sniff,
    .read = hexapla_csv_read,
    .begin = csv_begin,
    .write = csv_write,
    .end = csv_end,
};
