/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Lines that stand in many articles of one site: evidence for another run over the same corpus. */

#include "document/refrains.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    HexaplaRefrains *refrains;
} RefrainsWriter;

static gpointer
refrains_begin(HexaplaWriter *out, G_GNUC_UNUSED const HexaplaFormatOptions *options,
               G_GNUC_UNUSED GError **error)
{
    RefrainsWriter *self = g_new(RefrainsWriter, 1);

    self->out = out;
    self->refrains = hexapla_refrains_new();
    return self;
}

static gboolean
refrains_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    RefrainsWriter *self = writer;

    hexapla_refrains_count(self->refrains, part);
    return hexapla_writer_check(self->out, error);
}

static void
put_refrain(HexaplaWriter *out, const HexaplaRefrain *refrain)
{
    hexapla_writer_puts(out, refrain->site);
    HEXAPLA_PUT(out, "\t");
    hexapla_writer_put_uint(out, refrain->count);
    HEXAPLA_PUT(out, "\t");
    hexapla_writer_put_uint(out, refrain->n_articles);
    HEXAPLA_PUT(out, "\t");
    hexapla_writer_puts(out, refrain->text);
    HEXAPLA_PUT(out, "\n");
}

static gboolean
refrains_end(gpointer writer, GError **error)
{
    g_autofree RefrainsWriter *self = writer;
    g_autoptr(HexaplaRefrains) refrains = self->refrains;
    g_autoptr(GPtrArray) rows = hexapla_refrains_settle(refrains);

    HEXAPLA_PUT(self->out, "# site\tcount\tarticles\ttext\n");
    for (guint i = 0; i < rows->len; i++)
        put_refrain(self->out, rows->pdata[i]);
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_repeated_lines = {
    .name = "repeated-lines",
    .title = "Lines that stand in many articles of one site",
    .extensions = "",
    .begin = refrains_begin,
    .write = refrains_write,
    .end = refrains_end,
};
