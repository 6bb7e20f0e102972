/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of all articles as TBX-Basic (ISO 30042:2019): one concept a bearer, one term a
 * spelling. A variant stands behind the spelling that stands for it. */

#include "formats/tbx-private.h"

#include <string.h>

#include "base/text.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    HexaplaLedger *ledger;
    gboolean as_tags;
    GHashTable *ids; /* how many concepts had an id */

    /* of the concept at hand */
    const HexaplaLedgerEntry *entries;
    gsize n_entries;
} TbxWriter;

gpointer
hexapla_tbx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, gboolean as_tags)
{
    TbxWriter *self = g_new0(TbxWriter, 1);

    self->out = out;
    self->options = options;
    self->as_tags = as_tags;
    self->ids = g_hash_table_new(NULL, NULL);
    self->ledger = hexapla_format_new_ledger(options);
    return self;
}

gboolean
hexapla_tbx_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    TbxWriter *self = writer;

    hexapla_ledger_add(self->ledger, part);
    return hexapla_writer_check(self->out, error);
}

static const char *
source_language(const TbxWriter *self)
{
    return self->options->source != NULL ? self->options->source : "und";
}

static void
put_start(TbxWriter *self)
{
    HEXAPLA_PUT(self->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<tbx type=\"TBX-Basic\" style=\"");
    hexapla_writer_puts(self->out, self->as_tags ? "dct" : "dca");
    HEXAPLA_PUT(self->out, "\" xml:lang=\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, source_language(self));
    HEXAPLA_PUT(self->out, "\" xmlns=\"urn:iso:std:iso:30042:ed-2\"");
    if (self->as_tags)
        HEXAPLA_PUT(self->out, " xmlns:min=\"http://www.tbxinfo.net/ns/min\""
                               " xmlns:basic=\"http://www.tbxinfo.net/ns/basic\"");
    HEXAPLA_PUT(self->out,
                ">\n<tbxHeader><fileDesc><sourceDesc><p>Names found by hexapla</p></sourceDesc>"
                "</fileDesc></tbxHeader>\n<text><body>\n");
}

/* A data category: the element that holds it in DCA, its module in DCT, its name. */
static void
put_category(TbxWriter *self, const char *element, const char *module, const char *category,
             const char *value)
{
    g_autofree char *start = self->as_tags ? g_strdup_printf("<%s:%s>", module, category)
                                           : g_strdup_printf("<%s type=\"%s\">", element, category);
    g_autofree char *end = self->as_tags ? g_strdup_printf("</%s:%s>", module, category)
                                         : g_strdup_printf("</%s>", element);

    hexapla_writer_puts(self->out, start);
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, value);
    hexapla_writer_puts(self->out, end);
}

static void
put_term(TbxWriter *self, const char *text)
{
    HEXAPLA_PUT(self->out, "<termSec><term>");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, text);
    HEXAPLA_PUT(self->out, "</term>");
}

static const char *
term_type(const HexaplaLedgerEntry *entry, gboolean is_head)
{
    static const char *const types[HEXAPLA_N_RELATIONS] = {"fullForm", "shortForm", "abbreviation"};

    return is_head ? types[entry->relation] : "variant";
}

static void
put_entry(TbxWriter *self, const HexaplaLedgerEntry *entry, gboolean is_head)
{
    put_term(self, entry->spelling);
    if (entry->is_approved)
        put_category(self, "termNote", "min", "administrativeStatus",
                     is_head ? "preferredTerm-admn-sts" : "supersededTerm-admn-sts");
    put_category(self, "termNote", "basic", "termType", term_type(entry, is_head));
    if (!entry->is_approved)
        put_category(self, "admin", "basic", "projectSubset", HEXAPLA_TBX_FOUND);
    HEXAPLA_PUT(self->out, "<note>" HEXAPLA_TBX_COUNT);
    hexapla_writer_put_uint(self->out, entry->count);
    HEXAPLA_PUT(self->out, "</note></termSec>\n");
}

static gboolean
is_head(const HexaplaLedgerEntry *entry)
{
    return strcmp(entry->spelling, entry->canonical) == 0;
}

/* The canonical spelling, which no author may have used, and behind it the others. */
static void
put_spellings(TbxWriter *self, const HexaplaLedgerEntry *head)
{
    HexaplaLedgerEntry unseen = *head;
    gboolean is_seen = FALSE;

    for (gsize i = 0; i < self->n_entries && !is_seen; i++) {
        const HexaplaLedgerEntry *entry = &self->entries[i];

        is_seen = is_head(entry) && strcmp(entry->canonical, head->canonical) == 0;
        if (is_seen)
            put_entry(self, entry, TRUE);
    }
    unseen.spelling = head->canonical;
    unseen.count = 0;
    if (!is_seen)
        put_entry(self, &unseen, TRUE);
    for (gsize i = 0; i < self->n_entries; i++) {
        if (!is_head(&self->entries[i]) && strcmp(self->entries[i].canonical, head->canonical) == 0)
            put_entry(self, &self->entries[i], FALSE);
    }
}

static void
put_language_start(TbxWriter *self, const char *language)
{
    HEXAPLA_PUT(self->out, "<langSec xml:lang=\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, language);
    HEXAPLA_PUT(self->out, "\">\n");
}

/* Each canonical spelling once, in the order of the ledger. */
static void
put_source(TbxWriter *self)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    put_language_start(self, source_language(self));
    for (gsize i = 0; i < self->n_entries; i++) {
        if (g_hash_table_add(seen, (gpointer)self->entries[i].canonical))
            put_spellings(self, &self->entries[i]);
    }
    HEXAPLA_PUT(self->out, "</langSec>\n");
}

static const char *
find_form(const TbxWriter *self, const char *language)
{
    for (gsize i = 0; i < self->n_entries; i++) {
        const HexaplaLedgerForm *form = self->entries[i].forms;

        while (form != NULL && form->language != language)
            form = form->next;
        if (form != NULL)
            return form->text;
    }
    return NULL;
}

static void
put_forms(TbxWriter *self)
{
    guint n;
    const char *const *languages = hexapla_ledger_get_languages(self->ledger, &n);

    for (guint i = 0; i < n; i++) {
        const char *form = find_form(self, languages[i]);

        if (form == NULL)
            continue;
        put_language_start(self, languages[i]);
        put_term(self, form);
        HEXAPLA_PUT(self->out, "</termSec>\n</langSec>\n");
    }
}

/* Of the whole name; a suggestion for a part of it is none for its bearer. */
static const char *
find_suggestion(const TbxWriter *self)
{
    for (gsize i = 0; i < self->n_entries; i++) {
        const HexaplaLedgerEntry *entry = &self->entries[i];

        if (entry->suggestion != NULL && entry->relation == HEXAPLA_RELATION_SPELLING)
            return entry->suggestion;
    }
    return NULL;
}

static void
put_suggestion(TbxWriter *self)
{
    const char *suggestion = find_suggestion(self);

    if (suggestion == NULL || find_form(self, g_intern_string(self->options->target)) != NULL)
        return;
    put_language_start(self, self->options->target);
    put_term(self, suggestion);
    put_category(self, "admin", "basic", "projectSubset", HEXAPLA_TBX_SUGGESTED);
    HEXAPLA_PUT(self->out, "</termSec>\n</langSec>\n");
}

static void
put_concept_id(TbxWriter *self, const char *cluster)
{
    guint64 id = hexapla_text_hash(cluster, strlen(cluster), 0) >> 24;
    gpointer key = GSIZE_TO_POINTER((gsize)id);
    guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(self->ids, key));

    g_hash_table_insert(self->ids, key, GUINT_TO_POINTER(ordinal + 1));
    hexapla_format_put_id(self->out, 'c', id, ordinal);
}

static void
put_concept(TbxWriter *self)
{
    const HexaplaLedgerEntry *first = self->entries;

    HEXAPLA_PUT(self->out, "<conceptEntry id=\"");
    put_concept_id(self, first->cluster);
    HEXAPLA_PUT(self->out, "\">");
    if (first->name_class != HEXAPLA_NAME_OTHER)
        put_category(self, "descrip", "min", "subjectField",
                     hexapla_name_class_get_tag(first->name_class));
    HEXAPLA_PUT(self->out, "\n");
    put_source(self);
    put_forms(self);
    put_suggestion(self);
    HEXAPLA_PUT(self->out, "</conceptEntry>\n");
}

static void
put_nothing(TbxWriter *self)
{
    HEXAPLA_PUT(self->out, "<conceptEntry id=\"" HEXAPLA_TBX_EMPTY "\">\n");
    put_language_start(self, source_language(self));
    put_term(self, "");
    HEXAPLA_PUT(self->out, "</termSec>\n</langSec>\n</conceptEntry>\n");
}

static void
put_concepts(TbxWriter *self)
{
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(self->ledger, &n);
    const HexaplaLedgerEntry *last = entries + n;

    if (n == 0)
        put_nothing(self);
    while (entries < last) {
        self->entries = entries;
        while (entries < last && strcmp(entries->cluster, self->entries->cluster) == 0)
            entries++;
        self->n_entries = entries - self->entries;
        put_concept(self);
    }
}

gboolean
hexapla_tbx_end(gpointer writer, GError **error)
{
    g_autofree TbxWriter *self = writer;
    g_autoptr(HexaplaLedger) ledger = self->ledger;
    g_autoptr(GHashTable) ids = self->ids;

    put_start(self);
    put_concepts(self);
    HEXAPLA_PUT(self->out, "</body></text>\n</tbx>\n");
    return hexapla_writer_check(self->out, error);
}

static gpointer
tbx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    return hexapla_tbx_begin(out, options, FALSE);
}

const HexaplaFormat hexapla_format_tbx = {
    .name = "tbx",
    .title = "TBX-Basic glossary of the names",
    .extensions = "tbx",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = tbx_begin,
    .write = hexapla_tbx_write,
    .end = hexapla_tbx_end,
    .read_ledger = hexapla_tbx_read,
};
