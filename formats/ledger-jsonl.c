/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of all articles as JSON lines: one object a spelling, or one object a mention. */

#include "document/ledger.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    HexaplaOffsetCounter offsets;
    HexaplaLedger *ledger;
} LedgerWriter;

static gpointer
ledger_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    LedgerWriter *self = g_new0(LedgerWriter, 1);

    self->out = out;
    self->options = options;
    self->ledger = hexapla_ledger_new();
    return self;
}

static void
put_mention(LedgerWriter *self, HexaplaDocument *part, const HexaplaName *names,
            const HexaplaMention *mention)
{
    HEXAPLA_PUT(self->out, "{\"doc\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, hexapla_format_article_id(part));
    HEXAPLA_PUT(self->out, "\",\"start\":");
    hexapla_writer_put_uint(self->out, hexapla_offset_counter_at(&self->offsets, mention->start));
    HEXAPLA_PUT(self->out, ",\"end\":");
    hexapla_writer_put_uint(self->out, hexapla_offset_counter_at(&self->offsets, mention->end));
    HEXAPLA_PUT(self->out, ",\"text\":\"");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_JSON, part, mention->start, mention->end);
    HEXAPLA_PUT(self->out, "\",\"class\":\"");
    hexapla_writer_puts(self->out, hexapla_name_class_get_tag(names[mention->name].name_class));
    HEXAPLA_PUT(self->out, "\",\"cluster\":\"");
    hexapla_format_put_cluster(self->out, HEXAPLA_ESCAPE_JSON, part, mention->name);
    HEXAPLA_PUT(self->out, "\"}\n");
}

static void
put_mentions(LedgerWriter *self, HexaplaDocument *part)
{
    guint n, n_names;
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n);
    const HexaplaName *names = hexapla_document_get_names(part, &n_names);

    hexapla_offset_counter_begin(&self->offsets, self->options, part);
    for (guint i = 0; i < n; i++)
        put_mention(self, part, names, &mentions[i]);
    hexapla_offset_counter_end(&self->offsets, part);
}

static gboolean
ledger_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    LedgerWriter *self = writer;

    if (self->options->mentions)
        put_mentions(self, part);
    else
        hexapla_ledger_add(self->ledger, part);
    return hexapla_writer_check(self->out, error);
}

static void
put_entry(LedgerWriter *self, const HexaplaLedgerEntry *entry)
{
    HEXAPLA_PUT(self->out, "{\"spelling\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, entry->spelling);
    HEXAPLA_PUT(self->out, "\",\"canonical\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, entry->canonical);
    HEXAPLA_PUT(self->out, "\",\"class\":\"");
    hexapla_writer_puts(self->out, hexapla_name_class_get_tag(entry->name_class));
    HEXAPLA_PUT(self->out, "\",\"relation\":\"");
    hexapla_writer_puts(self->out, hexapla_relation_get_tag(entry->relation));
    HEXAPLA_PUT(self->out, "\",\"cluster\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, entry->cluster);
    HEXAPLA_PUT(self->out, "\",\"count\":");
    hexapla_writer_put_uint(self->out, entry->count);
    HEXAPLA_PUT(self->out, "}\n");
}

static gboolean
ledger_end(gpointer writer, GError **error)
{
    g_autofree LedgerWriter *self = writer;
    g_autoptr(HexaplaLedger) ledger = self->ledger;
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    for (gsize i = 0; i < n; i++)
        put_entry(self, &entries[i]);
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_ledger_jsonl = {
    .name = "ledger-jsonl",
    .title = "Names as JSON lines: one object a spelling",
    .extensions = "",
    .begin = ledger_begin,
    .write = ledger_write,
    .end = ledger_end,
};
