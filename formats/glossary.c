/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of all articles as translators' tools read a glossary: a name as it stands in the output,
 * the name in the target language, a note, and no header. What is only suggested stands in the note,
 * so that no tool takes it for a translation. */

#include <string.h>

#include "formats/glossary-private.h"
#include "formats/pairs.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean is_csv;
    HexaplaLedger *ledger;
} GlossaryWriter;

/**
 * hexapla_glossary_begin:
 * @out: where it is written
 * @options: of the output
 * @is_csv: whether commas stand between the cells, and a header above them
 *
 * Returns: (transfer full): a writer for hexapla_glossary_write() and hexapla_glossary_end()
 */
gpointer
hexapla_glossary_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, gboolean is_csv)
{
    GlossaryWriter *self = g_new0(GlossaryWriter, 1);

    self->out = out;
    self->options = options;
    self->is_csv = is_csv;
    self->ledger = hexapla_format_new_ledger(options);
    return self;
}

static gpointer
glossary_begin(HexaplaWriter *out, const HexaplaFormatOptions *options,
               G_GNUC_UNUSED GError **error)
{
    return hexapla_glossary_begin(out, options, FALSE);
}

/**
 * hexapla_glossary_write:
 * @writer: of hexapla_glossary_begin()
 * @part: the next part
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all was written so far
 */
gboolean
hexapla_glossary_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    GlossaryWriter *self = writer;

    hexapla_ledger_add(self->ledger, part);
    return hexapla_writer_check(self->out, error);
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

static char *
dup_note(const HexaplaLedgerEntry *entry, gboolean is_translated)
{
    GString *note = g_string_new(hexapla_name_class_get_tag(entry->name_class));

    if (entry->relation != HEXAPLA_RELATION_SPELLING)
        g_string_append_printf(note, "; %s of %s", hexapla_relation_get_tag(entry->relation),
                               entry->cluster);
    if (!is_translated && entry->suggestion != NULL)
        g_string_append_printf(note, "; suggested: %s", entry->suggestion);
    return g_string_free(note, FALSE);
}

static void
put_cells(GlossaryWriter *self, const char *const cells[3])
{
    for (guint i = 0; i < 3; i++) {
        if (i > 0)
            hexapla_writer_puts(self->out, self->is_csv ? "," : "\t");
        if (self->is_csv)
            hexapla_pairs_put_csv(self->out, cells[i]);
        else
            hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_TSV, cells[i]);
    }
    hexapla_writer_puts(self->out, self->is_csv ? "\r\n" : "\n");
}

static void
put_row(GlossaryWriter *self, const HexaplaLedgerEntry *entry, gsize n)
{
    const char *translation = find_translation(self, entry, n, entry->canonical);
    g_autofree char *note = dup_note(entry, translation != NULL);

    put_cells(self, (const char *const[]){entry->canonical, translation != NULL ? translation : "",
                                          note});
}

static void
put_header(GlossaryWriter *self)
{
    const HexaplaFormatOptions *options = self->options;

    hexapla_writer_puts(self->out, options->glossary_header != NULL ? options->glossary_header
                                                                    : "source,target,note");
    HEXAPLA_PUT(self->out, "\r\n");
}

/**
 * hexapla_glossary_end:
 * @writer: (transfer full): of hexapla_glossary_begin()
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all was written
 */
gboolean
hexapla_glossary_end(gpointer writer, GError **error)
{
    g_autofree GlossaryWriter *self = writer;
    g_autoptr(HexaplaLedger) ledger = self->ledger;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    if (self->is_csv)
        put_header(self);
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
    .write = hexapla_glossary_write,
    .end = hexapla_glossary_end,
};
