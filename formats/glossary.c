/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of all articles as translators' tools read a glossary: a name as it stands in the output,
 * the name in the target language, a note, and no header. What is only suggested stands in the note,
 * so that no tool takes it for a translation. */

#include <string.h>

#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    HexaplaLedger *ledger;
} GlossaryWriter;

static gpointer
glossary_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
               G_GNUC_UNUSED GError **error)
{
    GlossaryWriter *self = g_new0(GlossaryWriter, 1);

    self->out = out;
    self->options = options;
    self->ledger = hexapla_format_new_ledger(options);
    return self;
}

static gboolean
glossary_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    GlossaryWriter *self = writer;

    hexapla_ledger_add(self->ledger, part);
    return hexapla_writer_check(self->out, error);
}

static void
put(GlossaryWriter *self, const char *text)
{
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_TSV, text);
}

static const char *
find_form(const GlossaryWriter *self, const HexaplaLedgerEntry *entry)
{
    const HexaplaLedgerForm *form = entry->forms;

    while (form != NULL && g_strcmp0(form->language, self->options->target) != 0)
        form = form->next;
    return form != NULL ? form->text : NULL;
}

/* The name in the target language, which may stand beside another spelling. */
static const char *
find_translation(const GlossaryWriter *self, const HexaplaLedgerEntry *entries, gsize n,
                 const char *canonical)
{
    const char *form = NULL;

    for (gsize i = 0; i < n && form == NULL && strcmp(entries[i].cluster, entries->cluster) == 0;
         i++) {
        if (strcmp(entries[i].canonical, canonical) == 0)
            form = find_form(self, &entries[i]);
    }
    return form;
}

static void
put_note(GlossaryWriter *self, const HexaplaLedgerEntry *entry, gboolean is_translated)
{
    hexapla_writer_puts(self->out, hexapla_name_class_get_tag(entry->name_class));
    if (entry->relation != HEXAPLA_RELATION_SPELLING) {
        HEXAPLA_PUT(self->out, "; ");
        hexapla_writer_puts(self->out, hexapla_relation_get_tag(entry->relation));
        HEXAPLA_PUT(self->out, " of ");
        put(self, entry->cluster);
    }
    if (!is_translated && entry->suggestion != NULL) {
        HEXAPLA_PUT(self->out, "; suggested: ");
        put(self, entry->suggestion);
    }
}

static void
put_row(GlossaryWriter *self, const HexaplaLedgerEntry *entry, gsize n)
{
    const char *translation = find_translation(self, entry, n, entry->canonical);

    put(self, entry->canonical);
    HEXAPLA_PUT(self->out, "\t");
    put(self, translation != NULL ? translation : "");
    HEXAPLA_PUT(self->out, "\t");
    put_note(self, entry, translation != NULL);
    HEXAPLA_PUT(self->out, "\n");
}

static gboolean
glossary_end(gpointer writer, GError **error)
{
    g_autofree GlossaryWriter *self = writer;
    g_autoptr(HexaplaLedger) ledger = self->ledger;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    for (gsize i = 0; i < n; i++) {
        if (g_hash_table_add(seen, (gpointer)entries[i].canonical))
            put_row(self, &entries[i], n - i);
    }
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_glossary = {
    .name = "glossary",
    .title = "Names as a table for translators’ tools: name, translation, note",
    .extensions = "glossary.tsv",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = glossary_begin,
    .write = glossary_write,
    .end = glossary_end,
};
