/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Gettext PO: an entry a sentence, known by its id as context. */

#include "formats/pairs.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean has_header;
} PoWriter;

static gpointer
po_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    PoWriter *self = g_new0(PoWriter, 1);

    self->out = out;
    self->options = options;
    return self;
}

static void
put_string(HexaplaWriter *out, const char *keyword, const char *text)
{
    static const char *const escapes[] = {"\\\"", "\\\\", "\\n", "\\r", "\\t",
                                          "\\a",  "\\b",  "\\f", "\\v"};

    hexapla_writer_puts(out, keyword);
    HEXAPLA_PUT(out, " \"");
    hexapla_pairs_put(out, text, "\"\\\n\r\t\a\b\f\v", escapes);
    HEXAPLA_PUT(out, "\"\n");
}

static void
put_header(PoWriter *self, const char *target)
{
    if (self->has_header)
        return;
    self->has_header = TRUE;
    HEXAPLA_PUT(self->out, "msgid \"\"\nmsgstr \"\"\n"
                           "\"MIME-Version: 1.0\\n\"\n"
                           "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                           "\"Content-Transfer-Encoding: 8bit\\n\"\n");
    if (target != NULL) {
        HEXAPLA_PUT(self->out, "\"Language: ");
        hexapla_writer_puts(self->out, target);
        HEXAPLA_PUT(self->out, "\\n\"\n");
    }
    HEXAPLA_PUT(self->out, "\"X-Generator: hexapla " HEXAPLA_VERSION "\\n\"\n");
}

static void
put_note(HexaplaWriter *out, const char *text)
{
    static const char *const breaks[] = {"\n#. ", ""};

    HEXAPLA_PUT(out, "#. ");
    hexapla_pairs_put(out, text, "\n\r", breaks);
    HEXAPLA_PUT(out, "\n");
}

/* An empty msgid is the header. */
static void
put_entry(const HexaplaPair *pair, gpointer user_data)
{
    PoWriter *self = user_data;
    guint n;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(pair->part, pair->segment, &n);

    if (*pair->source == '\0')
        return;
    HEXAPLA_PUT(self->out, "\n");
    for (guint i = 0; i < n; i++)
        put_note(self->out, notes[i].text);
    if (*pair->target != '\0' && !pair->is_final)
        HEXAPLA_PUT(self->out, "#, fuzzy\n");
    put_string(self->out, "msgctxt", pair->id);
    put_string(self->out, "msgid", pair->source);
    put_string(self->out, "msgstr", pair->target);
}

static gboolean
po_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    PoWriter *self = writer;

    put_header(self, hexapla_format_target_language(self->options, part));
    hexapla_pairs_foreach(part, self->options, put_entry, self);
    return hexapla_writer_check(self->out, error);
}

static gboolean
po_end(gpointer writer, GError **error)
{
    g_autofree PoWriter *self = writer;

    put_header(self, self->options->target);
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_po = {
    .name = "po",
    .title = "Gettext PO, bilingual",
    .extensions = "po",
    .details = HEXAPLA_DETAIL_IDS,
    .traits = HEXAPLA_FORMAT_CARRIES_TARGETS | HEXAPLA_FORMAT_CARRIES_NOTES,
    .begin = po_begin,
    .write = po_write,
    .end = po_end,
};
