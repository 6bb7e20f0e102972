/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* TMX 1.4, level 1: one unit a sentence. */

#include <string.h>

#include "base/text.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    guint64 n_units;
    guint64 n_pairs;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaSegment *segments;
    const HexaplaChange *change; /* the first one that ends behind the sentences written so far */
    const HexaplaChange *last_change;
    guint64 offset;

    /* What stands between those parts of the units that differ, escaped. */
    GString *before_id;
    GString *before_offset;
    GString *before_source;
} TmxWriter;

static gpointer
tmx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    TmxWriter *self = g_new0(TmxWriter, 1);

    self->out = out;
    self->options = options;
    self->before_id = g_string_new(NULL);
    self->before_offset = g_string_new(NULL);
    self->before_source = g_string_new(NULL);
    HEXAPLA_PUT(
        out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
             "<tmx version=\"1.4\">\n"
             "<header creationtool=\"hexapla\" creationtoolversion=\"" HEXAPLA_VERSION
             "\" segtype=\"sentence\" o-tmf=\"hexapla\" adminlang=\"en\" datatype=\"plaintext\"");
    hexapla_format_put_attribute(self->out, "srclang",
                                 options->source != NULL ? options->source : "*all*");
    if (options->date != NULL)
        hexapla_format_put_attribute(self->out, "creationdate", options->date);
    HEXAPLA_PUT(out, "/>\n<body>\n");
    return self;
}

static char *
append(char *p, const GString *string)
{
    memcpy(p, string->str, string->len);
    return p + string->len;
}

static void
put_variant_start(TmxWriter *self, const char *language)
{
    HEXAPLA_PUT(self->out, "<tuv xml:lang=\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, language);
    HEXAPLA_PUT(self->out, "\"><seg>");
}

/* The text of a sentence and the end of its variant. */
static void
put_text(TmxWriter *self, const HexaplaSegment *segment, gboolean is_changed)
{
    if (is_changed)
        hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
    else
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                    segment->end);
    HEXAPLA_PUT(self->out, "</seg></tuv>");
}

static void
put_original(TmxWriter *self, const HexaplaSegment *segment)
{
    HEXAPLA_PUT(self->out, "</prop><prop type=\"x-original\">");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
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
        put_variant_start(self, self->options->target);
        put_text(self, &self->segments[index], is_changed);
        self->n_pairs++;
    }
}

/* As hexapla_document_is_changed(), for sentences in their order. */
static gboolean
is_changed(TmxWriter *self, const HexaplaSegment *segment)
{
    while (self->change < self->last_change && self->change->end <= segment->start)
        self->change++;
    return self->change < self->last_change && self->change->start < segment->end;
}

/* All units begin alike, and there are many: their beginning is written in one go. */
static void
put_start(TmxWriter *self, const HexaplaSegment *segment)
{
    gsize n =
        self->before_id->len + HEXAPLA_ID_SIZE + self->before_offset->len + HEXAPLA_TEXT_UINT_SIZE;
    char *p = hexapla_writer_reserve(self->out, n);

    p = append(p, self->before_id);
    p = hexapla_format_write_id(p, 's', segment->id, segment->ordinal);
    p = append(p, self->before_offset);
    p = hexapla_text_write_uint(p, self->offset + segment->start);
    hexapla_writer_advance(self->out, p);
}

static void
put_unit(TmxWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    gboolean changed = is_changed(self, segment);

    self->n_units++;
    put_start(self, segment);
    if (changed)
        put_original(self, segment);
    hexapla_writer_put(self->out, self->before_source->str, self->before_source->len);
    put_text(self, segment, changed);
    put_target(self, index, changed);
    HEXAPLA_PUT(self->out, "</tu>\n");
}

/* Where an archive has the article. */
static void
append_record(GString *string, const HexaplaOrigin *origin)
{
    if (origin->url != NULL) {
        g_autofree char *url = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_XML, origin->url);

        g_string_append_printf(string, "</prop><prop type=\"x-url\">%s", url);
    }
    g_string_append_printf(string, "</prop><prop type=\"x-record\">%" G_GUINT64_FORMAT,
                           origin->record);
}

static void
prepare_strings(TmxWriter *self)
{
    const char *source = hexapla_document_get_language(self->part);
    const HexaplaOrigin *origin = hexapla_document_get_origin(self->part);
    g_autofree char *language = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_ATTRIBUTE, source);
    g_autofree char *article =
        hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_XML, hexapla_format_article_id(self->part));
    char id[HEXAPLA_ID_SIZE];

    g_string_printf(self->before_id, "<tu tuid=\"%s.", hexapla_format_file_id(id, self->part));
    g_string_assign(self->before_offset, "\"");
    if (g_strcmp0(source, self->options->source) != 0)
        g_string_append_printf(self->before_offset, " srclang=\"%s\"", language);
    g_string_append(self->before_offset, "><prop type=\"x-document\">");
    g_string_append(self->before_offset, article);
    if (origin->is_archived)
        append_record(self->before_offset, origin);
    g_string_append(self->before_offset, "</prop><prop type=\"x-offset\">");
    g_string_printf(self->before_source, "</prop><tuv xml:lang=\"%s\"><seg>", language);
}

static gboolean
tmx_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    TmxWriter *self = writer;
    const HexaplaBlock *blocks;
    guint n;

    self->part = part;
    self->segments = hexapla_document_get_segments(part, &n);
    self->change = hexapla_document_get_changes(part, &n);
    self->last_change = n > 0 ? self->change + n : self->change;
    self->offset = hexapla_document_get_origin(part)->offset;
    prepare_strings(self);
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

    g_string_free(self->before_id, TRUE);
    g_string_free(self->before_offset, TRUE);
    g_string_free(self->before_source, TRUE);
    HEXAPLA_PUT(self->out, "</body>\n</tmx>\n");
    if (error != NULL && self->n_units > 0 && self->n_pairs == 0)
        hexapla_issue_sink_add(
            self->options->issues, HEXAPLA_ISSUE_SOURCE_ONLY_TMX, NULL, 0, 0,
            "the translation memory holds sentences of one language and no pairs");
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_tmx = {
    .name = "tmx",
    .title = "TMX 1.4 translation memory",
    .extensions = "tmx",
    .details = HEXAPLA_DETAIL_IDS,
    .begin = tmx_begin,
    .write = tmx_write,
    .end = tmx_end,
};
