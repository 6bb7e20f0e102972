/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of all articles as a table: one row a spelling, or one row a mention. */

#include "document/ledger.h"
#include "formats/ledger-private.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    HexaplaOffsetCounter offsets;
    HexaplaLedger *ledger;
    gboolean as_json;
    HexaplaEscape escape;
    guint n_cells; /* of the row at hand */
} LedgerWriter;

gpointer
hexapla_ledger_begin_rows(HexaplaWriter *out, const HexaplaFormatOptions *options, gboolean as_json)
{
    LedgerWriter *self = g_new0(LedgerWriter, 1);

    self->out = out;
    self->options = options;
    self->ledger = hexapla_format_new_ledger(options);
    self->as_json = as_json;
    self->escape = as_json ? HEXAPLA_ESCAPE_JSON : HEXAPLA_ESCAPE_TSV;
    if (!as_json && options->mentions)
        HEXAPLA_PUT(out, "doc\tstart\tend\ttext\tclass\tcluster\n");
    return self;
}

/* What stands before a cell; a table has its names in the first row. */
static void
begin_cell(LedgerWriter *self, const char *name)
{
    gboolean is_first = self->n_cells++ == 0;

    if (!self->as_json) {
        hexapla_writer_puts(self->out, is_first ? "" : "\t");
        return;
    }
    hexapla_writer_puts(self->out, is_first ? "{\"" : ",\"");
    hexapla_writer_puts(self->out, name);
    HEXAPLA_PUT(self->out, "\":");
}

static void
put_quote(LedgerWriter *self)
{
    if (self->as_json)
        HEXAPLA_PUT(self->out, "\"");
}

static void
put_text(LedgerWriter *self, const char *name, const char *text)
{
    begin_cell(self, name);
    put_quote(self);
    hexapla_writer_escapes(self->out, self->escape, text);
    put_quote(self);
}

static void
put_number(LedgerWriter *self, const char *name, guint64 number)
{
    begin_cell(self, name);
    hexapla_writer_put_uint(self->out, number);
}

static void
end_row(LedgerWriter *self)
{
    hexapla_writer_puts(self->out, self->as_json ? "}\n" : "\n");
    self->n_cells = 0;
}

static void
put_mention(LedgerWriter *self, HexaplaDocument *part, const HexaplaName *names,
            const HexaplaMention *mention)
{
    put_text(self, "doc", hexapla_format_article_id(part));
    put_number(self, "start", hexapla_offset_counter_at(&self->offsets, mention->start));
    put_number(self, "end", hexapla_offset_counter_at(&self->offsets, mention->end));
    begin_cell(self, "text");
    put_quote(self);
    hexapla_format_put_original(self->out, self->escape, part, mention->start, mention->end);
    put_quote(self);
    put_text(self, "class", hexapla_name_class_get_tag(names[mention->name].name_class));
    begin_cell(self, "cluster");
    put_quote(self);
    hexapla_format_put_cluster(self->out, self->escape, part, mention->name);
    put_quote(self);
    end_row(self);
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

gboolean
hexapla_ledger_write_rows(gpointer writer, HexaplaDocument *part, GError **error)
{
    LedgerWriter *self = writer;

    if (self->options->mentions)
        put_mentions(self, part);
    else
        hexapla_ledger_add(self->ledger, part);
    return hexapla_writer_check(self->out, error);
}

static const char *
find_form(const HexaplaLedgerEntry *entry, const char *language)
{
    for (const HexaplaLedgerForm *form = entry->forms; form != NULL; form = form->next) {
        if (form->language == language)
            return form->text;
    }
    return NULL;
}

/* A table has a cell for every language; an object only names what it has. */
static void
put_forms(LedgerWriter *self, const HexaplaLedgerEntry *entry)
{
    guint n;
    const char *const *languages = hexapla_ledger_get_languages(self->ledger, &n);

    for (guint i = 0; i < n; i++) {
        const char *form = find_form(entry, languages[i]);

        if (form != NULL || !self->as_json)
            put_text(self, languages[i], form != NULL ? form : "");
    }
}

/* It has a column of its own, which is never read: to approve it is to move it. */
static char *
dup_suggestion_title(const LedgerWriter *self)
{
    gboolean has_suggestions = self->options->suggest && self->options->target != NULL;

    return has_suggestions ? g_strconcat(self->options->target, "-suggested", NULL) : NULL;
}

static void
put_suggestion(LedgerWriter *self, const char *suggestion)
{
    g_autofree char *title = dup_suggestion_title(self);

    if (title != NULL && (suggestion != NULL || !self->as_json))
        put_text(self, title, suggestion != NULL ? suggestion : "");
}

static void
put_header(LedgerWriter *self)
{
    g_autofree char *suggestion = dup_suggestion_title(self);
    guint n;
    const char *const *languages = hexapla_ledger_get_languages(self->ledger, &n);

    HEXAPLA_PUT(self->out, "spelling\tcanonical\tclass\trelation\tcluster\tcount\tstatus");
    for (guint i = 0; i < n; i++) {
        HEXAPLA_PUT(self->out, "\t");
        hexapla_writer_puts(self->out, languages[i]);
    }
    if (suggestion != NULL) {
        HEXAPLA_PUT(self->out, "\t");
        hexapla_writer_puts(self->out, suggestion);
    }
    HEXAPLA_PUT(self->out, "\n");
}

static void
put_entry(LedgerWriter *self, const HexaplaLedgerEntry *entry)
{
    put_text(self, "spelling", entry->spelling);
    put_text(self, "canonical", entry->canonical);
    put_text(self, "class", hexapla_name_class_get_tag(entry->name_class));
    put_text(self, "relation", hexapla_relation_get_tag(entry->relation));
    put_text(self, "cluster", entry->cluster);
    put_number(self, "count", entry->count);
    put_text(self, "status", entry->is_approved ? "approved" : "found");
    put_forms(self, entry);
    put_suggestion(self, entry->suggestion);
    end_row(self);
}

gboolean
hexapla_ledger_end_rows(gpointer writer, GError **error)
{
    g_autofree LedgerWriter *self = writer;
    g_autoptr(HexaplaLedger) ledger = self->ledger;
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    if (!self->as_json && !self->options->mentions)
        put_header(self);
    for (gsize i = 0; i < n; i++)
        put_entry(self, &entries[i]);
    return hexapla_writer_check(self->out, error);
}

static gpointer
ledger_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    return hexapla_ledger_begin_rows(out, options, FALSE);
}

const HexaplaFormat hexapla_format_ledger = {
    .name = "ledger",
    .title = "Names as a table: one row a spelling",
    .extensions = "tsv",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = ledger_begin,
    .write = hexapla_ledger_write_rows,
    .end = hexapla_ledger_end_rows,
    .read_ledger = hexapla_ledger_read_table,
};
