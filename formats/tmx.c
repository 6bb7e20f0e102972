/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* TMX 1.4: one unit a sentence; level 2 where sentences have codes. */

#include <string.h>

#include "base/text.h"
#include "formats/code-list.h"
#include "formats/code-names.h"
#include "formats/tmx-private.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean is_memory; /* only what has a translation or a match */
    guint64 n_units;
    guint64 n_pairs;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaSegment *segments;
    HexaplaChangeCursor changes;
    const char *target;   /* its language; NULL without one */
    gboolean has_remarks; /* or names of its own for the units */
    gboolean has_codes;
    gboolean is_plain; /* nothing but sentences */

    /* What stands between those parts of the units that differ, escaped. */
    const char *language; /* of the block at hand */
    GString *before_id;
    GString *after_id;
    GString *before_source;
} TmxWriter;

/**
 * hexapla_tmx_begin:
 * @out: where it is written
 * @options: of the output
 * @is_memory: whether sentences without a translation or match are left out
 *
 * Returns: (transfer full): a writer for hexapla_tmx_write() and hexapla_tmx_end()
 */
gpointer
hexapla_tmx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, gboolean is_memory)
{
    TmxWriter *self = g_new0(TmxWriter, 1);

    self->out = out;
    self->is_memory = is_memory;
    self->options = options;
    self->before_id = g_string_new(NULL);
    self->after_id = g_string_new(NULL);
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

static gpointer
tmx_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    return hexapla_tmx_begin(out, options, FALSE);
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

static void
put_text(TmxWriter *self, const HexaplaSegment *segment, gboolean is_changed)
{
    if (is_changed)
        hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
    else
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                    segment->end);
}

static void
put_code(const HexaplaCodeList *list, const HexaplaCode *code, gpointer writer)
{
    static const char *const elements[] = {"bpt", "ept", "ph"};
    gboolean is_half =
        code->kind != HEXAPLA_CODE_ALONE && hexapla_code_list_get_partner(list, code) == NULL;
    const char *element = is_half ? "it" : elements[code->kind];
    TmxWriter *self = writer;
    char id[HEXAPLA_CODE_ID_SIZE];

    HEXAPLA_PUT(self->out, "<");
    hexapla_writer_puts(self->out, element);
    if (is_half)
        hexapla_format_put_attribute(self->out, "pos",
                                     code->kind == HEXAPLA_CODE_OPEN ? "begin" : "end");
    else if (code->kind != HEXAPLA_CODE_ALONE) {
        HEXAPLA_PUT(self->out, " i=\"");
        hexapla_writer_put_uint(self->out, hexapla_code_list_get_pair(list, code));
        HEXAPLA_PUT(self->out, "\"");
    }
    if (is_half || code->kind != HEXAPLA_CODE_CLOSE) {
        hexapla_format_put_attribute(self->out, "x", hexapla_code_list_get_id(list, code, id));
        hexapla_format_put_attribute(self->out, "type", hexapla_code_names_get(code->type)->tmx);
    }
    HEXAPLA_PUT(self->out, ">");
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, code->data, code->n_data);
    HEXAPLA_PUT(self->out, "</");
    hexapla_writer_puts(self->out, element);
    HEXAPLA_PUT(self->out, ">");
}

/* As put_text(), for sentences with codes. */
static void
put_coded_text(TmxWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    HexaplaCodeList list;
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    hexapla_code_list_init(&list, self->part, index, FALSE);
    hexapla_piece_iter_init(&iter, self->part, segment->start, segment->end, FALSE);
    hexapla_piece_iter_show_codes(&iter, list.codes, list.n);
    while (hexapla_piece_iter_next(&iter, &piece)) {
        if (piece.kind == HEXAPLA_PIECE_CODE)
            put_code(&list, piece.code, self);
        else
            hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, piece.text, piece.n);
    }
}

/* The text of a sentence and the end of its variant. */
static void
put_source(TmxWriter *self, guint index, gboolean is_changed)
{
    if (self->has_codes)
        put_coded_text(self, index);
    else
        put_text(self, &self->segments[index], is_changed);
    HEXAPLA_PUT(self->out, "</seg></tuv>");
}

static void
put_target_text(TmxWriter *self, guint index, const HexaplaTarget *target)
{
    HexaplaCodeList list;

    if (target->n_codes == 0) {
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, target->text, target->n);
    } else {
        hexapla_code_list_init(&list, self->part, index, TRUE);
        hexapla_code_list_put_target(&list, self->out, HEXAPLA_ESCAPE_XML, put_code, self);
    }
    HEXAPLA_PUT(self->out, "</seg></tuv>");
}

static const HexaplaTarget *
find_target(const TmxWriter *self, guint index)
{
    const HexaplaTarget *target = hexapla_format_find_target(self->options, self->part, index);

    return target == NULL && self->is_memory
               ? hexapla_format_find_match(self->options, self->part, index)
               : target;
}

static void
put_target(TmxWriter *self, guint index, gboolean is_changed)
{
    const HexaplaTarget *target = find_target(self, index);

    if (target != NULL) {
        put_variant_start(self, self->target);
        put_target_text(self, index, target);
        self->n_pairs++;
    } else if (self->options->copy_source && self->target != NULL) {
        put_variant_start(self, self->target);
        put_source(self, index, is_changed);
        self->n_pairs++;
    }
}

static gboolean
is_changed(TmxWriter *self, const HexaplaSegment *segment)
{
    return hexapla_change_cursor_is_changed(&self->changes, segment->start, segment->end);
}

static void
put_original(TmxWriter *self, const HexaplaSegment *segment)
{
    HEXAPLA_PUT(self->out, "<prop type=\"x-original\">");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
    HEXAPLA_PUT(self->out, "</prop>");
}

/* All units begin alike, and there are many: the beginning of most is written in one go. */
static void
put_start(TmxWriter *self, const HexaplaSegment *segment, gboolean is_changed)
{
    gsize n =
        self->before_id->len + HEXAPLA_ID_SIZE + self->after_id->len + self->before_source->len;
    char *p = hexapla_writer_reserve(self->out, n);

    p = append(p, self->before_id);
    p = hexapla_format_write_id(p, 's', segment->id, segment->ordinal);
    p = append(p, self->after_id);
    if (!is_changed)
        p = append(p, self->before_source);
    hexapla_writer_advance(self->out, p);
    if (!is_changed)
        return;
    put_original(self, segment);
    hexapla_writer_put(self->out, self->before_source->str, self->before_source->len);
}

/* Two articles may have segments of one name. */
static void
put_unit_id(TmxWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const char *name = hexapla_document_get_segment_name(self->part, index);
    char id[HEXAPLA_ID_SIZE];

    if (name == NULL || hexapla_document_get_origin(self->part)->has_local_names) {
        hexapla_writer_puts(self->out, hexapla_format_file_id(id, self->part));
        HEXAPLA_PUT(self->out, ".");
    }
    if (name != NULL)
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, name);
    else
        hexapla_format_put_id(self->out, 's', segment->id, segment->ordinal);
}

static void
put_remark(TmxWriter *self, const HexaplaNote *note)
{
    gboolean is_property = note->from != NULL && g_str_has_prefix(note->from, "prop:");

    if (is_property) {
        HEXAPLA_PUT(self->out, "<prop");
        hexapla_format_put_attribute(self->out, "type", note->from + strlen("prop:"));
        HEXAPLA_PUT(self->out, ">");
    } else {
        HEXAPLA_PUT(self->out, "<note>");
    }
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, note->text);
    hexapla_writer_puts(self->out, is_property ? "</prop>" : "</note>");
}

/* As put_unit(), for what was read from an exchange file or has notes. */
static void
put_noted_unit(TmxWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    gboolean changed = is_changed(self, segment);
    guint n;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(self->part, index, &n);

    self->n_units++;
    HEXAPLA_PUT(self->out, "<tu tuid=\"");
    put_unit_id(self, index);
    hexapla_writer_put(self->out, self->after_id->str, self->after_id->len);
    for (guint i = 0; i < n; i++)
        put_remark(self, &notes[i]);
    if (changed)
        put_original(self, segment);
    hexapla_writer_put(self->out, self->before_source->str, self->before_source->len);
    put_source(self, index, changed);
    put_target(self, index, changed);
    HEXAPLA_PUT(self->out, "</tu>\n");
}

static void
put_unit(TmxWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    gboolean changed = is_changed(self, segment);

    self->n_units++;
    put_start(self, segment, changed);
    if (self->is_plain) {
        put_text(self, segment, changed);
        HEXAPLA_PUT(self->out, "</seg></tuv></tu>\n");
        return;
    }
    put_source(self, index, changed);
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
prepare_strings(TmxWriter *self, const char *source)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(self->part);
    g_autofree char *language = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_ATTRIBUTE, source);
    g_autofree char *article =
        hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_XML, hexapla_format_article_id(self->part));
    char id[HEXAPLA_ID_SIZE];

    self->language = source;
    g_string_printf(self->before_id, "<tu tuid=\"%s.", hexapla_format_file_id(id, self->part));
    g_string_assign(self->after_id, "\"");
    if (g_strcmp0(source, self->options->source) != 0)
        g_string_append_printf(self->after_id, " srclang=\"%s\"", language);
    g_string_append(self->after_id, "><prop type=\"x-document\">");
    g_string_append(self->after_id, article);
    if (origin->is_archived)
        append_record(self->after_id, origin);
    g_string_append(self->after_id, "</prop>");
    g_string_printf(self->before_source, "<tuv xml:lang=\"%s\"><seg>", language);
}

static void
put_block(TmxWriter *self, const HexaplaBlock *block)
{
    for (guint i = block->first_segment; i < block->first_segment + block->n_segments; i++) {
        if (self->is_memory && find_target(self, i) == NULL)
            continue;
        if (self->has_remarks)
            put_noted_unit(self, i);
        else
            put_unit(self, i);
    }
}

/**
 * hexapla_tmx_write:
 * @writer: of hexapla_tmx_begin()
 * @part: the next part
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether it was written
 */
gboolean
hexapla_tmx_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    TmxWriter *self = writer;
    const HexaplaBlock *blocks;
    guint n;

    self->part = part;
    self->segments = hexapla_document_get_segments(part, &n);
    hexapla_change_cursor_begin(&self->changes, part);
    self->target = hexapla_format_target_language(self->options, part);
    self->has_remarks = hexapla_document_get_notes(part, &n) != NULL ||
                        hexapla_document_get_origin(part)->is_exchange;
    self->has_codes = hexapla_format_has_codes(part);
    self->is_plain = !self->has_codes && !hexapla_document_has_targets(part) &&
                     !(self->options->copy_source && self->target != NULL);
    prepare_strings(self, hexapla_document_get_language(part));
    blocks = hexapla_document_get_blocks(part, &n);
    for (guint i = 0; i < n; i++) {
        const char *language = hexapla_format_block_language(part, i);

        if (hexapla_format_leaves_out(self->options, &blocks[i], FALSE))
            continue;
        if (language != self->language)
            prepare_strings(self, language);
        put_block(self, &blocks[i]);
    }
    return hexapla_writer_check(self->out, error);
}

/**
 * hexapla_tmx_end:
 * @writer: (transfer full): of hexapla_tmx_begin()
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether the end was written
 */
gboolean
hexapla_tmx_end(gpointer writer, GError **error)
{
    g_autofree TmxWriter *self = writer;

    g_string_free(self->before_id, TRUE);
    g_string_free(self->after_id, TRUE);
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
    .traits = HEXAPLA_FORMAT_DECODES | HEXAPLA_FORMAT_HOLDS_SEGMENTS |
              HEXAPLA_FORMAT_CARRIES_TARGETS | HEXAPLA_FORMAT_CARRIES_CODES |
              HEXAPLA_FORMAT_CARRIES_NOTES,
    .sniff = hexapla_tmx_sniff,
    .read = hexapla_tmx_read,
    .begin = tmx_begin,
    .write = hexapla_tmx_write,
    .end = hexapla_tmx_end,
    .validate = hexapla_tmx_validate,
};
