/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Gettext PO: an entry a sentence, known by its id as context. */

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "formats/pairs.h"
#include "formats/po-private.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean has_header;
    guint n_skipped;  /* segments that stand in an entry already */
    GHashTable *seen; /* hashes of what stands without a context */
} PoWriter;

static gpointer
po_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    PoWriter *self = g_new0(PoWriter, 1);

    self->out = out;
    self->options = options;
    self->seen = g_hash_table_new(NULL, NULL);
    return self;
}

static const char quoted[] = "\"\\\n\r\t\a\b\f\v";
static const char *const escapes[] = {"\\\"", "\\\\", "\\n", "\\r", "\\t",
                                      "\\a",  "\\b",  "\\f", "\\v"};

static void
put_string(HexaplaWriter *out, const char *keyword, const char *text)
{
    hexapla_writer_puts(out, keyword);
    HEXAPLA_PUT(out, " \"");
    hexapla_pairs_put(out, text, quoted, escapes);
    HEXAPLA_PUT(out, "\"\n");
}

static const char *
find_note(const HexaplaNote *notes, guint n, const char *from)
{
    for (guint i = 0; i < n; i++) {
        if (g_strcmp0(notes[i].from, from) == 0)
            return notes[i].text;
    }
    return NULL;
}

static void
put_field(PoWriter *self, const char *name, const char *value)
{
    if (value == NULL)
        return;
    HEXAPLA_PUT(self->out, "\"");
    hexapla_writer_puts(self->out, name);
    HEXAPLA_PUT(self->out, ": ");
    hexapla_pairs_put(self->out, value, quoted, escapes);
    HEXAPLA_PUT(self->out, "\\n\"\n");
}

static void
put_header(PoWriter *self, const char *source, const char *target, const char *plural_forms)
{
    if (self->has_header)
        return;
    self->has_header = TRUE;
    HEXAPLA_PUT(self->out, "msgid \"\"\nmsgstr \"\"\n"
                           "\"MIME-Version: 1.0\\n\"\n"
                           "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                           "\"Content-Transfer-Encoding: 8bit\\n\"\n");
    put_field(self, "Language", target);
    put_field(self, "Plural-Forms", plural_forms);
    put_field(self, "X-Source-Language", source);
    put_field(self, "X-Generator", "hexapla " HEXAPLA_VERSION);
}

static void
put_note(HexaplaWriter *out, const char *mark, const char *text)
{
    g_autofree char *line_break = g_strconcat("\n", mark, NULL);
    const char *const breaks[] = {line_break, ""};

    hexapla_writer_puts(out, mark);
    hexapla_pairs_put(out, text, "\n\r", breaks);
    HEXAPLA_PUT(out, "\n");
}

/* In the order in which gettext writes them. */
static void
put_notes(PoWriter *self, const HexaplaNote *notes, guint n)
{
    static const struct {
        const char *from; /* NULL: any other */
        const char *mark;
    } kinds[] = {
        {HEXAPLA_PO_TRANSLATOR, "# "},
        {NULL, "#. "},
        {HEXAPLA_PO_REFERENCE, "#: "},
        {HEXAPLA_PO_FLAG, "#, "},
    };

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (guint j = 0; j < n; j++) {
            const char *from = notes[j].from;
            gboolean is_own = from != NULL && (g_str_has_prefix(from, "po-") ||
                                               strcmp(from, HEXAPLA_PO_TRANSLATOR) == 0);

            if (kinds[i].from != NULL ? g_strcmp0(from, kinds[i].from) == 0 : !is_own)
                put_note(self->out, kinds[i].mark, notes[j].text);
        }
    }
}

/* Only equal texts, and those that have a name, need a context. */
static gboolean
needs_context(PoWriter *self, const HexaplaPair *pair)
{
    gsize hash = hexapla_text_hash(pair->source, strlen(pair->source), 0);

    if (!hexapla_document_get_origin(pair->part)->is_exchange ||
        hexapla_document_get_segment_name(pair->part, pair->segment) != NULL ||
        g_hash_table_size(self->seen) >= HEXAPLA_MAX_RECORD_IDS)
        return TRUE;
    return !g_hash_table_add(self->seen, GSIZE_TO_POINTER(hash));
}

/* That of a plural form ends in its number. */
static void
put_context(PoWriter *self, const HexaplaPair *pair, gboolean is_plural)
{
    gboolean is_numbered = is_plural && g_str_has_suffix(pair->id, "[0]");
    g_autofree char *context = g_strndup(pair->id, strlen(pair->id) - (is_numbered ? 3 : 0));

    if (needs_context(self, pair))
        put_string(self->out, "msgctxt", context);
}

/* The forms are segments of one block, the singular first. */
static void
put_forms(PoWriter *self, const HexaplaPair *pair, guint n)
{
    guint n_all;
    const HexaplaSegment *plural =
        &hexapla_document_get_segments(pair->part, &n_all)[pair->segment + 1];
    g_autofree char *text =
        hexapla_document_dup_output_text(pair->part, plural->start, plural->end);

    put_string(self->out, "msgid_plural", text);
    for (guint i = 0; i < n; i++) {
        const HexaplaTarget *target =
            hexapla_format_find_target(self->options, pair->part, pair->segment + i);
        g_autofree char *keyword = g_strdup_printf("msgstr[%u]", i);

        put_string(self->out, keyword, target != NULL ? target->text : "");
    }
    self->n_skipped = MAX(n, 2) - 1;
}

/* How many forms the entry has that begins here; 0 when it has no plural. */
static guint
count_forms(const HexaplaPair *pair, const HexaplaNote *notes, guint n_notes)
{
    const char *number = find_note(notes, n_notes, HEXAPLA_PO_PLURAL);
    guint64 n_forms = number != NULL ? g_ascii_strtoull(number, NULL, 10) : 0;
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(pair->part, &n)[pair->segment];
    const HexaplaBlock *block = &hexapla_document_get_blocks(pair->part, &n)[segment->block];
    guint n_left = block->first_segment + block->n_segments - pair->segment;

    return n_left >= 2 && n_forms <= n_left ? (guint)n_forms : 0;
}

/* An empty msgid is the header. */
static void
put_entry(const HexaplaPair *pair, gpointer user_data)
{
    PoWriter *self = user_data;
    guint n, n_forms;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(pair->part, pair->segment, &n);

    if (self->n_skipped > 0) {
        self->n_skipped--;
        return;
    }
    if (*pair->source == '\0')
        return;
    n_forms = count_forms(pair, notes, n);
    HEXAPLA_PUT(self->out, "\n");
    put_notes(self, notes, n);
    if (*pair->target != '\0' && !pair->is_final)
        HEXAPLA_PUT(self->out, "#, fuzzy\n");
    put_context(self, pair, n_forms > 0);
    put_string(self->out, "msgid", pair->source);
    if (n_forms > 0)
        put_forms(self, pair, n_forms);
    else
        put_string(self->out, "msgstr", pair->target);
}

static gboolean
po_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    PoWriter *self = writer;
    guint n;
    const HexaplaNote *notes = hexapla_document_get_notes(part, &n);

    put_header(self, hexapla_document_get_language(part),
               hexapla_format_target_language(self->options, part),
               find_note(notes, n, HEXAPLA_PO_PLURAL_FORMS));
    self->n_skipped = 0;
    hexapla_pairs_foreach(part, self->options, put_entry, self);
    return hexapla_writer_check(self->out, error);
}

static gboolean
po_end(gpointer writer, GError **error)
{
    g_autofree PoWriter *self = writer;

    g_hash_table_unref(self->seen);
    put_header(self, self->options->source, self->options->target, NULL);
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_po = {
    .name = "po",
    .title = "Gettext PO, bilingual",
    .extensions = "po;pot",
    .details = HEXAPLA_DETAIL_IDS,
    .sniff = hexapla_po_sniff,
    .read = hexapla_po_read,
    .traits = HEXAPLA_FORMAT_DECODES | HEXAPLA_FORMAT_HOLDS_SEGMENTS |
              HEXAPLA_FORMAT_CARRIES_TARGETS | HEXAPLA_FORMAT_CARRIES_NOTES |
              HEXAPLA_FORMAT_CARRIES_DOUBTS,
    .begin = po_begin,
    .write = po_write,
    .end = po_end,
};
