/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON lines: read as one object an article, written as one object a sentence. */

#include "formats/jsonl-private.h"
#include "formats/markup.h"
#include "formats/writing.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    HexaplaOffsetCounter offsets;

    /* of the part at hand */
    HexaplaDocument *part;
    const char *article_id;
    const HexaplaOrigin *origin;
    const HexaplaSegment *segments;
    const HexaplaMention *mentions;
    const HexaplaName *names;
    guint n_mentions;
} JsonlWriter;

static gpointer
jsonl_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    JsonlWriter *self = g_new0(JsonlWriter, 1);

    self->out = out;
    self->options = options;
    return self;
}

/* Where an archive has the article. */
static void
put_record(JsonlWriter *self)
{
    if (self->origin->url != NULL) {
        HEXAPLA_PUT(self->out, "\",\"url\":\"");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, self->origin->url);
    }
    HEXAPLA_PUT(self->out, "\",\"record\":");
    hexapla_writer_put_uint(self->out, self->origin->record);
}

/* What was read from an exchange file keeps its name. */
static void
put_segment_id(JsonlWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const char *name =
        self->origin->is_exchange ? hexapla_document_get_segment_name(self->part, index) : NULL;

    if (name != NULL)
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, name);
    else
        hexapla_format_put_id(self->out, 's', segment->id, segment->ordinal);
}

static void
put_ids(JsonlWriter *self, const HexaplaBlock *block, guint index)
{
    HEXAPLA_PUT(self->out, "{\"doc\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, self->article_id);
    if (self->origin->is_archived)
        put_record(self);
    else
        HEXAPLA_PUT(self->out, "\"");
    HEXAPLA_PUT(self->out, ",\"block\":\"");
    hexapla_format_put_id(self->out, 'u', block->id, block->ordinal);
    HEXAPLA_PUT(self->out, "\",\"kind\":\"");
    hexapla_writer_puts(self->out, hexapla_block_kind_get_tag(block->kind));
    HEXAPLA_PUT(self->out, "\",\"segment\":\"");
    put_segment_id(self, index);
}

/* Counts on from where @offsets stands and leaves it at the end of the stretch. */
static void
put_offsets(JsonlWriter *self, HexaplaOffsetCounter *offsets, gsize start, gsize end)
{
    HEXAPLA_PUT(self->out, "\"start\":");
    hexapla_writer_put_uint(self->out, hexapla_offset_counter_at(offsets, start));
    HEXAPLA_PUT(self->out, ",\"end\":");
    hexapla_writer_put_uint(self->out, hexapla_offset_counter_at(offsets, end));
}

static void
put_text(JsonlWriter *self, const HexaplaSegment *segment)
{
    HEXAPLA_PUT(self->out, ",\"text\":\"");
    hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_JSON, self->part, segment->start,
                            segment->end);
    if (hexapla_document_is_changed(self->part, segment->start, segment->end)) {
        HEXAPLA_PUT(self->out, "\",\"original\":\"");
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_JSON, self->part, segment->start,
                                    segment->end);
    }
}

static void
put_reasons(JsonlWriter *self, const HexaplaBlock *block, const HexaplaSegment *segment)
{
    HEXAPLA_PUT(self->out, "\",\"rule\":\"");
    hexapla_writer_puts(self->out, hexapla_format_block_language(self->part, segment->block));
    HEXAPLA_PUT(self->out, ".");
    hexapla_writer_puts(self->out, hexapla_rule_get_tag(segment->rule));
    if (block->junk != HEXAPLA_JUNK_NONE) {
        HEXAPLA_PUT(self->out, "\",\"junk\":\"");
        hexapla_writer_puts(self->out, hexapla_junk_get_tag(block->junk));
    }
    HEXAPLA_PUT(self->out, "\"");
    if (segment->is_repeated)
        HEXAPLA_PUT(self->out, ",\"repeated\":true");
}

static void
put_name(JsonlWriter *self, HexaplaOffsetCounter *offsets, const HexaplaMention *mention)
{
    HEXAPLA_PUT(self->out, "{");
    put_offsets(self, offsets, mention->start, mention->end);
    HEXAPLA_PUT(self->out, ",\"text\":\"");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_JSON, self->part, mention->start,
                                mention->end);
    HEXAPLA_PUT(self->out, "\",\"canonical\":\"");
    hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_JSON, self->part, mention->start,
                            mention->end);
    HEXAPLA_PUT(self->out, "\",\"class\":\"");
    hexapla_writer_puts(self->out,
                        hexapla_name_class_get_tag(self->names[mention->name].name_class));
    HEXAPLA_PUT(self->out, "\",\"cluster\":\"");
    hexapla_format_put_cluster(self->out, HEXAPLA_ESCAPE_JSON, self->part, mention->name);
    if (self->names[mention->name].form != NULL) {
        hexapla_writer_puts(self->out, self->names[mention->name].is_suggested
                                           ? "\",\"suggestion\":\""
                                           : "\",\"form\":\"");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, self->names[mention->name].form);
    }
    HEXAPLA_PUT(self->out, "\"}");
}

/* The names begin before the end of the sentence, so they are counted by a copy made at its start.
 */
static void
put_names(JsonlWriter *self, HexaplaOffsetCounter offsets, const HexaplaSegment *segment)
{
    guint first = hexapla_document_first_mention(self->part, segment->start);

    HEXAPLA_PUT(self->out, ",\"names\":[");
    for (guint i = first; i < self->n_mentions && self->mentions[i].start < segment->end; i++) {
        if (i > first)
            HEXAPLA_PUT(self->out, ",");
        put_name(self, &offsets, &self->mentions[i]);
    }
    HEXAPLA_PUT(self->out, "]");
}

static void
put_target(JsonlWriter *self, guint index)
{
    const HexaplaTarget *target = hexapla_format_find_target(self->options, self->part, index);

    if (target == NULL || target->n == 0)
        return;
    HEXAPLA_PUT(self->out, ",\"target_lang\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON,
                           hexapla_format_target_language(self->options, self->part));
    HEXAPLA_PUT(self->out, "\",\"target\":\"");
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_JSON, target->text, target->n);
    HEXAPLA_PUT(self->out, "\"");
    if (target->state != HEXAPLA_STATE_UNKNOWN) {
        HEXAPLA_PUT(self->out, ",\"state\":\"");
        hexapla_writer_puts(self->out, hexapla_state_get_tag(target->state));
        HEXAPLA_PUT(self->out, "\"");
    }
    if (target->is_fuzzy)
        HEXAPLA_PUT(self->out, ",\"fuzzy\":true");
}

static void
put_note(JsonlWriter *self, const HexaplaNote *note)
{
    HEXAPLA_PUT(self->out, "{");
    if (note->from != NULL) {
        HEXAPLA_PUT(self->out, "\"from\":\"");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, note->from);
        HEXAPLA_PUT(self->out, "\",");
    }
    HEXAPLA_PUT(self->out, "\"text\":\"");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_JSON, note->text);
    HEXAPLA_PUT(self->out, "\"}");
}

static void
put_notes(JsonlWriter *self, guint index)
{
    guint n;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(self->part, index, &n);

    for (guint i = 0; i < n; i++) {
        hexapla_writer_puts(self->out, i > 0 ? "," : ",\"notes\":[");
        put_note(self, &notes[i]);
    }
    if (n > 0)
        HEXAPLA_PUT(self->out, "]");
}

static void
put_segment(JsonlWriter *self, const HexaplaBlock *block, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const char *language = hexapla_document_get_block_language(self->part, segment->block);
    HexaplaOffsetCounter at_start;

    put_ids(self, block, index);
    if (language != NULL) {
        HEXAPLA_PUT(self->out, "\",\"lang\":\"");
        hexapla_writer_puts(self->out, language);
    }
    HEXAPLA_PUT(self->out, "\",");
    hexapla_offset_counter_at(&self->offsets, segment->start);
    at_start = self->offsets;
    put_offsets(self, &self->offsets, segment->start, segment->end);
    put_text(self, segment);
    put_reasons(self, block, segment);
    put_names(self, at_start, segment);
    put_target(self, index);
    put_notes(self, index);
    HEXAPLA_PUT(self->out, "}\n");
}

static void
begin_part(JsonlWriter *self, HexaplaDocument *part)
{
    guint n;

    self->part = part;
    self->article_id = hexapla_format_article_id(part);
    self->origin = hexapla_document_get_origin(part);
    self->segments = hexapla_document_get_segments(part, &n);
    self->mentions = hexapla_document_get_mentions(part, &self->n_mentions);
    self->names = hexapla_document_get_names(part, &n);
    hexapla_offset_counter_begin(&self->offsets, self->options, part);
}

static gboolean
jsonl_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    JsonlWriter *self = writer;
    const HexaplaBlock *blocks;
    guint n;

    begin_part(self, part);
    blocks = hexapla_document_get_blocks(part, &n);
    for (guint i = 0; i < n; i++) {
        if (hexapla_format_leaves_out(self->options, &blocks[i], TRUE))
            continue;
        for (guint j = 0; j < blocks[i].n_segments; j++)
            put_segment(self, &blocks[i], blocks[i].first_segment + j);
    }
    hexapla_offset_counter_end(&self->offsets, part);
    return hexapla_writer_check(self->out, error);
}

static gboolean
jsonl_end(gpointer writer, GError **error)
{
    g_autofree JsonlWriter *self = writer;

    return hexapla_writer_check(self->out, error);
}

/* Records are made of strings. */
static gboolean
jsonl_put_target(HexaplaWriter *out, HexaplaDocument *part, guint segment, GError **error)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);
    g_autoptr(GString) markup = NULL;

    if (hexapla_document_get_origin(part)->is_page) {
        markup = hexapla_markup_new_target(part, segment);
        hexapla_writer_escape(out, HEXAPLA_ESCAPE_JSON, markup->str, markup->len);
    } else {
        hexapla_writer_escape(out, HEXAPLA_ESCAPE_JSON, target->text, target->n);
    }
    return hexapla_writer_check(out, error);
}

const HexaplaFormat hexapla_format_jsonl = {
    .name = "jsonl",
    .title = "JSON lines, one object an article; written as one object a sentence",
    .extensions = "jsonl;ndjson",
    .details = HEXAPLA_ALL_DETAILS,
    .sniff = hexapla_jsonl_sniff,
    .traits = HEXAPLA_FORMAT_CARRIES_TARGETS | HEXAPLA_FORMAT_CARRIES_STATES |
              HEXAPLA_FORMAT_CARRIES_NOTES,
    .read = hexapla_jsonl_read,
    .begin = jsonl_begin,
    .write = jsonl_write,
    .end = jsonl_end,
    .put_target = jsonl_put_target,
};
