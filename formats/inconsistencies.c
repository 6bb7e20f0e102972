/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the articles write in several ways, as a table: one row a form. */

#include "document/inconsistencies.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    HexaplaInconsistencies *all;
} InconsistenciesWriter;

static gpointer
inconsistencies_begin(HexaplaWriter *out, G_GNUC_UNUSED const HexaplaFormatOptions *options,
                      G_GNUC_UNUSED GError **error)
{
    InconsistenciesWriter *self = g_new0(InconsistenciesWriter, 1);

    self->out = out;
    self->all = hexapla_inconsistencies_new();
    HEXAPLA_PUT(out, "group\tkind\tform\tcount\tplaces\n");
    return self;
}

static gboolean
inconsistencies_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    InconsistenciesWriter *self = writer;

    hexapla_inconsistencies_add(self->all, part);
    return hexapla_writer_check(self->out, error);
}

static void
put_place(HexaplaWriter *out, const HexaplaInconsistencyPlace *place)
{
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_TSV, place->file);
    HEXAPLA_PUT(out, ":");
    hexapla_writer_put_uint(out, place->line);
    if (place->column == 0)
        return;
    HEXAPLA_PUT(out, ":");
    hexapla_writer_put_uint(out, place->column);
}

static void
put_form(HexaplaWriter *out, const HexaplaInconsistency *form, guint group)
{
    hexapla_writer_put_uint(out, group);
    HEXAPLA_PUT(out, "\t");
    hexapla_writer_puts(out, form->kind);
    HEXAPLA_PUT(out, "\t");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_TSV, form->form);
    HEXAPLA_PUT(out, "\t");
    hexapla_writer_put_uint(out, form->count);
    for (guint i = 0; i < form->n_places; i++) {
        hexapla_writer_puts(out, i > 0 ? " " : "\t");
        put_place(out, &form->places[i]);
    }
    HEXAPLA_PUT(out, "\n");
}

static gboolean
inconsistencies_end(gpointer writer, GError **error)
{
    g_autofree InconsistenciesWriter *self = writer;
    g_autoptr(HexaplaInconsistencies) all = self->all;
    g_autoptr(GPtrArray) forms = hexapla_inconsistencies_settle(all);
    const HexaplaInconsistency *before = NULL;
    guint group = 0;

    for (guint i = 0; i < forms->len; i++) {
        const HexaplaInconsistency *form = forms->pdata[i];

        group += before == NULL || before->group != form->group;
        put_form(self->out, form, group);
        before = form;
    }
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_inconsistencies = {
    .name = "inconsistencies",
    .title = "What is written in several ways, with its places",
    .extensions = "",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = inconsistencies_begin,
    .write = inconsistencies_write,
    .end = inconsistencies_end,
};
