/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* TMX 1.4, level 1: one unit a sentence. */

#include <string.h>

#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    guint64 n_units;
    guint64 n_pairs;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaSegment *segments;
    char file_id[HEXAPLA_ID_SIZE + 1]; /* with the full stop behind it */
    gsize n_file_id;
    guint64 offset;
    gboolean names_language; /* it is not that of the header */
} TmxWriter;

static void
put_attribute(TmxWriter *self, const char *name, const char *value)
{
    HEXAPLA_PUT(self->out, " ");
    hexapla_writer_puts(self->out, name);
    HEXAPLA_PUT(self->out, "=\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, value);
    HEXAPLA_PUT(self->out, "\"");
}

static gpointer
tmx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    TmxWriter *self = g_new0(TmxWriter, 1);

    self->out = out;
    self->options = options;
    HEXAPLA_PUT(
        out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
             "<tmx version=\"1.4\">\n"
             "<header creationtool=\"hexapla\" creationtoolversion=\"" HEXAPLA_VERSION
             "\" segtype=\"sentence\" o-tmf=\"hexapla\" adminlang=\"en\" datatype=\"plaintext\"");
    put_attribute(self, "srclang", options->source);
    if (options->date != NULL)
        put_attribute(self, "creationdate", options->date);
    HEXAPLA_PUT(out, "/>\n<body>\n");
    return self;
}

static void
put_unit_start(TmxWriter *self, const HexaplaSegment *segment)
{
    const char *language = hexapla_document_get_language(self->part);
    char id[HEXAPLA_ID_SIZE];

    HEXAPLA_PUT(self->out, "<tu tuid=\"");
    hexapla_writer_put(self->out, self->file_id, self->n_file_id);
    hexapla_writer_puts(self->out, hexapla_format_id(id, 's', segment->id, segment->ordinal));
    HEXAPLA_PUT(self->out, "\"");
    if (G_UNLIKELY(self->names_language))
        put_attribute(self, "srclang", language);
    HEXAPLA_PUT(self->out, ">");
}

static void
put_props(TmxWriter *self, const HexaplaSegment *segment, gboolean is_changed)
{
    HEXAPLA_PUT(self->out, "<prop type=\"x-document\">");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, hexapla_format_article_id(self->part));
    HEXAPLA_PUT(self->out, "</prop><prop type=\"x-offset\">");
    hexapla_writer_put_uint(self->out, self->offset + segment->start);
    HEXAPLA_PUT(self->out, "</prop>");
    if (!is_changed)
        return;
    HEXAPLA_PUT(self->out, "<prop type=\"x-original\">");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
    HEXAPLA_PUT(self->out, "</prop>");
}

static void
put_variant_start(TmxWriter *self, const char *language)
{
    HEXAPLA_PUT(self->out, "<tuv xml:lang=\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, language);
    HEXAPLA_PUT(self->out, "\"><seg>");
}

static void
put_source(TmxWriter *self, const char *language, const HexaplaSegment *segment,
           gboolean is_changed)
{
    put_variant_start(self, language);
    if (is_changed)
        hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
    else
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                    segment->end);
    HEXAPLA_PUT(self->out, "</seg></tuv>");
}

static void
put_target(TmxWriter *self, guint index, gboolean is_changed)
{
    const char *target = hexapla_format_get_target(self->options, self->part, index);

    if (target != NULL) {
        put_variant_start(self, self->options->target);
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, target);
        HEXAPLA_PUT(self->out, "</seg></tuv>");
        self->n_pairs++;
    } else if (self->options->copy_source && self->options->target != NULL) {
        put_source(self, self->options->target, &self->segments[index], is_changed);
        self->n_pairs++;
    }
}

static void
put_unit(TmxWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    gboolean is_changed = hexapla_document_is_changed(self->part, segment->start, segment->end);

    self->n_units++;
    put_unit_start(self, segment);
    put_props(self, segment, is_changed);
    put_source(self, hexapla_document_get_language(self->part), segment, is_changed);
    put_target(self, index, is_changed);
    HEXAPLA_PUT(self->out, "</tu>\n");
}

static gboolean
tmx_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    TmxWriter *self = writer;
    const HexaplaBlock *blocks;
    char id[HEXAPLA_ID_SIZE];
    guint n;

    self->part = part;
    self->segments = hexapla_document_get_segments(part, &n);
    self->n_file_id = g_strlcat(strcpy(self->file_id, hexapla_format_file_id(id, part)), ".", sizeof self->file_id);
    self->offset = hexapla_document_get_origin(part)->offset;
    self->names_language = strcmp(hexapla_document_get_language(part), self->options->source) != 0;
    blocks = hexapla_document_get_blocks(part, &n);
    for (guint i = 0; i < n; i++) {
        if (hexapla_format_leaves_out(self->options, &blocks[i], FALSE))
            continue;
        for (guint j = 0; j < blocks[i].n_segments; j++)
            put_unit(self, blocks[i].first_segment + j);
    }
    return hexapla_writer_check(self->out, error);
}

static gboolean
tmx_end(gpointer writer, GError **error)
{
    g_autofree TmxWriter *self = writer;

    HEXAPLA_PUT(self->out, "</body>\n</tmx>\n");
    if (self->n_units > 0 && self->n_pairs == 0)
        hexapla_issue_sink_add(
            self->options->issues, HEXAPLA_ISSUE_SOURCE_ONLY_TMX, NULL, 0, 0,
            "the translation memory holds sentences of one language and no pairs");
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_tmx = {
    .name = "tmx",
    .title = "TMX 1.4 translation memory",
    .extensions = "tmx",
    .begin = tmx_begin,
    .write = tmx_write,
    .end = tmx_end,
};
