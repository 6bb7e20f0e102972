/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pairs as a table: a row a sentence, cells between tabs. */

#include <string.h>

#include "base/limits.h"
#include "base/lines.h"
#include "formats/pairs.h"
#include "formats/table.h"

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

/* Undoes what HEXAPLA_ESCAPE_TSV does; a backslash before anything else is one. */
static void
append_cell(GString *text, const char *cell, gsize n)
{
    static const char names[] = "tnr\\", characters[] = "\t\n\r\\";

    while (n > 0) {
        const char *slash = memchr(cell, '\\', n);
        gsize here = slash != NULL ? (gsize)(slash - cell) : n;
        const char *name = slash != NULL && here + 1 < n ? strchr(names, slash[1]) : NULL;

        g_string_append_len(text, cell, here);
        cell += here;
        n -= here;
        if (n == 0)
            return;
        g_string_append_c(text, name != NULL && *name != '\0' ? characters[name - names] : '\\');
        here = name != NULL && *name != '\0' ? 2 : 1;
        cell += here;
        n -= here;
    }
}

/* The cells are behind each other in @text, which has room for all of them. */
static gboolean
take_line(HexaplaTable *table, GString *text, const HexaplaLines *lines, const char *line, gsize n,
          GError **error)
{
    HexaplaCell cells[HEXAPLA_MAX_COLUMNS + 1];
    HexaplaRow row = {cells, 0, lines->number, line, n};

    g_string_set_size(text, n);
    g_string_truncate(text, 0);
    while (row.n_cells < G_N_ELEMENTS(cells)) {
        const char *tab = memchr(line, '\t', n);
        gsize here = tab != NULL ? (gsize)(tab - line) : n, start = text->len;

        append_cell(text, line, here);
        cells[row.n_cells++] = (HexaplaCell){text->str + start, text->len - start};
        if (tab == NULL)
            break;
        line += here + 1;
        n -= here + 1;
    }
    return hexapla_table_take(table, &row, error);
}

static gboolean
tsv_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
         gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_auto(HexaplaTable) table;
    g_auto(HexaplaLines) lines;
    g_autoptr(GString) text = g_string_new(NULL);
    const char *line;
    gsize n;

    hexapla_table_init(&table, options, func, user_data);
    hexapla_lines_init(&lines, in, options->file, HEXAPLA_MAX_UNIT_BYTES, cancellable);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return hexapla_table_end(&table, error);
        if (!take_line(&table, text, &lines, line, n, error))
            return FALSE;
    }
    return FALSE;
}

static guint
tsv_sniff(const guint8 *head, gsize n_head)
{
    return hexapla_table_sniff(head, n_head, '\t');
}

const HexaplaFormat hexapla_format_tsv = {
    .name = "tsv",
    .title = "Pairs as a table: id, source, translation; tabs between them",
    .extensions = "tsv;tab",
    .details = HEXAPLA_DETAIL_IDS,
    .traits = HEXAPLA_FORMAT_HOLDS_SEGMENTS | HEXAPLA_FORMAT_CARRIES_TARGETS,
    .sniff = tsv_sniff,
    .read = tsv_read,
    .begin = tsv_begin,
    .write = tsv_write,
    .end = tsv_end,
};
