/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the stages left in a document, as plain text: golden files hold it, bug reports quote it. */

#include "base/text.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;

    /* of the part at hand */
    HexaplaDocument *part;
    const char *text;
    guint mark;
} DumpWriter;

static gpointer
dump_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    DumpWriter *self = g_new0(DumpWriter, 1);

    self->out = out;
    self->options = options;
    return self;
}

static void
put_header(DumpWriter *self, const HexaplaBlock *block)
{
    HEXAPLA_PUT(self->out, "[");
    hexapla_writer_puts(self->out, hexapla_block_kind_get_tag(block->kind));
    if (block->junk != HEXAPLA_JUNK_NONE) {
        HEXAPLA_PUT(self->out, " junk:");
        hexapla_writer_puts(self->out, hexapla_junk_get_tag(block->junk));
    }
    HEXAPLA_PUT(self->out, "]\n");
}

static void
put_original(DumpWriter *self, gsize start, gsize end)
{
    if (!hexapla_document_is_changed(self->part, start, end))
        return;
    HEXAPLA_PUT(self->out, "  ~ original: ");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_TSV, self->part, start, end);
    HEXAPLA_PUT(self->out, "\n");
}

static void
put_relation(DumpWriter *self, guint index, const HexaplaName *name)
{
    if (name->cluster == index)
        return;
    HEXAPLA_PUT(self->out, ", ");
    hexapla_writer_puts(self->out, hexapla_relation_get_tag(name->relation));
    HEXAPLA_PUT(self->out, " of ");
    hexapla_format_put_cluster(self->out, HEXAPLA_ESCAPE_TSV, self->part, index);
}

static void
put_names(DumpWriter *self, gsize start, gsize end)
{
    guint n, n_names;
    const HexaplaMention *mentions = hexapla_document_get_mentions(self->part, &n);
    const HexaplaName *names = hexapla_document_get_names(self->part, &n_names);

    for (guint i = hexapla_document_first_mention(self->part, start);
         i < n && mentions[i].start < end; i++) {
        const HexaplaName *name = &names[mentions[i].name];

        HEXAPLA_PUT(self->out, "  @ ");
        hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_TSV, self->part, mentions[i].start,
                                mentions[i].end);
        HEXAPLA_PUT(self->out, " ");
        hexapla_writer_puts(self->out, hexapla_name_class_get_tag(name->name_class));
        put_relation(self, mentions[i].name, name);
        HEXAPLA_PUT(self->out, "\n");
    }
}

static gboolean
is_word(gunichar c)
{
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c) || hexapla_text_is_apostrophe(c) ||
           hexapla_text_is_hyphen(c);
}

/* The word around a mark, as its author wrote it. */
static void
put_word(DumpWriter *self, const HexaplaMark *mark, gsize start, gsize end)
{
    const char *from = self->text + mark->offset;
    const char *to = from + mark->length;
    gunichar c;

    while (is_word(hexapla_text_before(self->text + start, from)))
        from = hexapla_text_previous(self->text + start, from, &c);
    while (is_word(hexapla_text_at(to, self->text + end)))
        to = hexapla_text_next(to, self->text + end, &c);
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_TSV, from, to - from);
}

/* Marks and stretches both come in the order of the text. */
static void
put_marks(DumpWriter *self, gsize start, gsize end)
{
    guint n;
    const HexaplaMark *marks = hexapla_document_get_marks(self->part, &n);

    while (self->mark < n && marks[self->mark].offset < start)
        self->mark++;
    for (; self->mark < n && marks[self->mark].offset < end; self->mark++) {
        const HexaplaMark *mark = &marks[self->mark];

        HEXAPLA_PUT(self->out, "  ' ");
        hexapla_writer_put(self->out, self->text + mark->offset, mark->length);
        HEXAPLA_PUT(self->out, " ");
        hexapla_writer_puts(self->out, hexapla_role_get_tag(mark->role));
        HEXAPLA_PUT(self->out, " ");
        put_word(self, mark, start, end);
        HEXAPLA_PUT(self->out, "\n");
    }
}

static void
put_stretch(DumpWriter *self, gsize start, gsize end, const char *target)
{
    hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_TSV, self->part, start, end);
    HEXAPLA_PUT(self->out, "\n");
    if (target != NULL) {
        HEXAPLA_PUT(self->out, "  = ");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_TSV, target);
        HEXAPLA_PUT(self->out, "\n");
    }
    put_original(self, start, end);
    put_names(self, start, end);
    put_marks(self, start, end);
}

static void
put_block(DumpWriter *self, const HexaplaBlock *block)
{
    guint n;
    const HexaplaSegment *segments = hexapla_document_get_segments(self->part, &n);

    put_header(self, block);
    if (block->n_segments == 0)
        put_stretch(self, block->start, block->end, NULL);
    for (guint i = 0; i < block->n_segments; i++) {
        guint index = block->first_segment + i;

        put_stretch(self, segments[index].start, segments[index].end,
                    hexapla_document_get_target(self->part, index));
    }
}

static gboolean
dump_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    DumpWriter *self = writer;
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    self->part = part;
    self->text = hexapla_document_get_text(part, NULL);
    self->mark = 0;
    for (guint i = 0; i < n; i++) {
        if (!hexapla_format_leaves_out(self->options, &blocks[i], TRUE))
            put_block(self, &blocks[i]);
    }
    return hexapla_writer_check(self->out, error);
}

static gboolean
dump_end(gpointer writer, GError **error)
{
    g_autofree DumpWriter *self = writer;

    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_dump = {
    .name = "dump",
    .title = "What every stage found, as plain text to read and compare",
    .extensions = "dump",
    .details = HEXAPLA_DETAIL_CLUSTERS,
    .begin = dump_begin,
    .write = dump_write,
    .end = dump_end,
};
