/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* XLIFF 1.2, strict: what translators' tools open today. One trans-unit a sentence. */

#include "base/text.h"
#include "formats/code-list.h"
#include "formats/code-names.h"
#include "formats/writing.h"
#include "formats/xliff-private.h"
#include "formats/xliff-rules.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean has_file;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaSegment *segments;
    const char *target; /* its language; NULL without one */
    guint64 offset;
    HexaplaLineCounter lines;
    HexaplaChangeCursor changes;
    const HexaplaMention *mention; /* the first one behind the sentences written so far */
    const HexaplaMention *last_mention;
    gboolean is_exchange;
    gboolean has_codes;
    gboolean has_targets;
    const HexaplaNote *notes; /* what is left of them */
    guint n_notes;
    gboolean has_unit;

    /* of the block at hand */
    HexaplaJunk junk;
    gboolean is_locked;

    /* of the sentence at hand */
    gboolean is_changed;
} XliffWriter;

static gpointer
xliff_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    XliffWriter *self = g_new0(XliffWriter, 1);

    self->out = out;
    self->options = options;
    HEXAPLA_PUT(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n");
    return self;
}

static gboolean
put_extensions(XliffWriter *self, HexaplaExtensionPlace place, guint segment,
               HexaplaExtensionKind kind)
{
    return hexapla_format_put_extensions(self->out, "xliff", self->part, place, segment, kind);
}

static void
put_header_note(XliffWriter *self, const char *from, const char *text)
{
    if (text == NULL)
        return;
    HEXAPLA_PUT(self->out, "<note from=\"hexapla-");
    hexapla_writer_puts(self->out, from);
    HEXAPLA_PUT(self->out, "\">");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, text);
    HEXAPLA_PUT(self->out, "</note>\n");
}

static void
put_header(XliffWriter *self)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(self->part);
    g_autofree char *href = hexapla_format_dup_skeleton_href(self->part);
    g_autofree char *record = g_strdup_printf("%" G_GUINT64_FORMAT, origin->record);

    HEXAPLA_PUT(self->out, "<header>\n");
    if (href != NULL) {
        HEXAPLA_PUT(self->out, "<skl><external-file href=\"");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, href);
        HEXAPLA_PUT(self->out, "\"/></skl>\n");
    }
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_SKELETON);
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_OWN);
    put_header_note(self, "id", origin->id);
    put_header_note(self, "title", origin->title);
    put_header_note(self, "url", origin->url);
    put_header_note(self, "author", origin->author);
    put_header_note(self, "date", origin->date);
    if (origin->is_archived)
        put_header_note(self, "record", record);
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_FOREIGN);
    HEXAPLA_PUT(self->out, "</header>\n");
}

static void
put_file_start(XliffWriter *self)
{
    HexaplaWriter *out = self->out;

    HEXAPLA_PUT(out, "<file original=\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_ATTRIBUTE, hexapla_format_original_name(self->part));
    HEXAPLA_PUT(out, "\" source-language=\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_ATTRIBUTE,
                           hexapla_document_get_language(self->part));
    if (self->target != NULL) {
        HEXAPLA_PUT(out, "\" target-language=\"");
        hexapla_writer_escapes(out, HEXAPLA_ESCAPE_ATTRIBUTE, self->target);
    }
    HEXAPLA_PUT(out, "\"");
    if (!put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_ATTRIBUTES))
        HEXAPLA_PUT(out, " datatype=\"plaintext\"");
    HEXAPLA_PUT(out, ">\n");
    put_header(self);
    HEXAPLA_PUT(out, "<body>\n");
}

static void
put_code_start(XliffWriter *self, const HexaplaCodeList *list, const HexaplaCode *code,
               const char *element)
{
    const HexaplaCodeNames *names = hexapla_code_names_get(code->type);
    char id[HEXAPLA_CODE_ID_SIZE];

    HEXAPLA_PUT(self->out, "<");
    hexapla_writer_puts(self->out, element);
    hexapla_format_put_attribute(self->out, "id", hexapla_code_list_get_id(list, code, id));
    if (code->kind == HEXAPLA_CODE_ALONE)
        hexapla_format_put_attribute(self->out, "ctype", names->ctype_alone);
    else if (code->kind == HEXAPLA_CODE_OPEN)
        hexapla_format_put_attribute(self->out, "ctype", names->ctype);
}

/* With its markup, because nobody else has it. */
static void
put_native_code(XliffWriter *self, const HexaplaCodeList *list, const HexaplaCode *code)
{
    static const char *const elements[] = {"bpt", "ept", "ph"};
    gboolean is_half =
        code->kind != HEXAPLA_CODE_ALONE && hexapla_code_list_get_partner(list, code) == NULL;
    const char *element = is_half ? "it" : elements[code->kind];
    char id[HEXAPLA_CODE_ID_SIZE];

    put_code_start(self, list, code, element);
    if (is_half)
        hexapla_format_put_attribute(self->out, "pos",
                                     code->kind == HEXAPLA_CODE_OPEN ? "open" : "close");
    else if (code->kind != HEXAPLA_CODE_ALONE)
        hexapla_format_put_attribute(self->out, "rid", hexapla_code_list_get_id(list, code, id));
    HEXAPLA_PUT(self->out, ">");
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, code->data, code->n_data);
    HEXAPLA_PUT(self->out, "</");
    hexapla_writer_puts(self->out, element);
    HEXAPLA_PUT(self->out, ">");
}

/* The markup stays in the article. Tools show and keep g and x better than any other element. */
static void
put_reference_code(XliffWriter *self, const HexaplaCodeList *list, const HexaplaCode *code)
{
    gboolean is_nested = list->are_nested && !self->options->inline_terms;
    char id[HEXAPLA_CODE_ID_SIZE];

    if (code->kind == HEXAPLA_CODE_ALONE) {
        put_code_start(self, list, code, "x");
        HEXAPLA_PUT(self->out, "/>");
    } else if (is_nested && code->kind == HEXAPLA_CODE_OPEN) {
        put_code_start(self, list, code, "g");
        HEXAPLA_PUT(self->out, ">");
    } else if (is_nested) {
        HEXAPLA_PUT(self->out, "</g>");
    } else {
        put_code_start(self, list, code, code->kind == HEXAPLA_CODE_OPEN ? "bx" : "ex");
        hexapla_format_put_attribute(self->out, "rid", hexapla_code_list_get_id(list, code, id));
        HEXAPLA_PUT(self->out, "/>");
    }
}

static void
put_code(const HexaplaCodeList *list, const HexaplaCode *code, gpointer writer)
{
    XliffWriter *self = writer;

    gboolean is_half =
        code->kind != HEXAPLA_CODE_ALONE && hexapla_code_list_get_partner(list, code) == NULL;

    /* An ex without its bx is invalid. */
    if (self->is_exchange || is_half)
        put_native_code(self, list, code);
    else
        put_reference_code(self, list, code);
}

/* A mid on terms would need a seg-source: key KR_tu_segsrc_mid of the schema. */
static void
put_annotated(XliffWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    HexaplaCodeList list;
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    hexapla_code_list_init(&list, self->part, index, FALSE);
    hexapla_piece_iter_init(&iter, self->part, segment->start, segment->end,
                            self->options->inline_terms);
    hexapla_piece_iter_show_codes(&iter, list.codes, list.n);
    while (hexapla_piece_iter_next(&iter, &piece)) {
        if (piece.kind == HEXAPLA_PIECE_TEXT)
            hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, piece.text, piece.n);
        else if (piece.kind == HEXAPLA_PIECE_CODE)
            put_code(&list, piece.code, self);
        else if (piece.kind == HEXAPLA_PIECE_MENTION_START)
            HEXAPLA_PUT(self->out, "<mrk mtype=\"term\">");
        else
            HEXAPLA_PUT(self->out, "</mrk>");
    }
}

static void
put_source_text(XliffWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];

    if (self->options->inline_terms || self->has_codes)
        put_annotated(self, index);
    else if (self->is_changed)
        hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                segment->end);
    else
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                    segment->end);
}

static const char *
state_of(const HexaplaTarget *target)
{
    static const char *const states[HEXAPLA_N_STATES] = {"translated", "needs-translation",
                                                         "translated", "signed-off", "final"};

    return target->is_fuzzy ? "needs-review-translation" : states[target->state];
}

static void
put_target_text(XliffWriter *self, guint index, const HexaplaTarget *target)
{
    HexaplaCodeList list;

    if (target->n_codes == 0) {
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, target->text, target->n);
        return;
    }
    hexapla_code_list_init(&list, self->part, index, TRUE);
    hexapla_code_list_put_target(&list, self->out, HEXAPLA_ESCAPE_XML, put_code, self);
}

/* OmegaT before 6 offers the text of the target, so the copy stands in every unit that is for
 * translation. */
static void
put_target(XliffWriter *self, guint index)
{
    const HexaplaTarget *target =
        self->has_targets ? hexapla_format_find_target(self->options, self->part, index) : NULL;

    if (target != NULL) {
        HEXAPLA_PUT(self->out, "<target state=\"");
        hexapla_writer_puts(self->out, state_of(target));
        HEXAPLA_PUT(self->out, "\">");
        put_target_text(self, index, target);
        HEXAPLA_PUT(self->out, "</target>");
    } else if (self->options->copy_source && !self->is_locked) {
        HEXAPLA_PUT(self->out, "<target state=\"needs-translation\">");
        put_source_text(self, index);
        HEXAPLA_PUT(self->out, "</target>");
    }
}

/* The source of an exact match is the source of the unit. */
static void
put_match(XliffWriter *self, guint index)
{
    const HexaplaTarget *match = hexapla_format_find_match(self->options, self->part, index);

    if (match == NULL)
        return;
    HEXAPLA_PUT(self->out, "<alt-trans match-quality=\"100%\" origin=\"tm\"><target>");
    put_target_text(self, index, match);
    HEXAPLA_PUT(self->out, "</target></alt-trans>");
}

/* Every sentence has one, so it is written in one go. */
static void
put_location(XliffWriter *self, const HexaplaSegment *segment)
{
    char *p = hexapla_writer_reserve(self->out, 256);

    p = HEXAPLA_APPEND(p,
                       "<context-group purpose=\"location\"><context context-type=\"linenumber\">");
    p = hexapla_text_write_uint(p, hexapla_line_counter_at(&self->lines, segment->start));
    p = HEXAPLA_APPEND(p, "</context><context context-type=\"x-bytes\">");
    p = hexapla_text_write_uint(p, self->offset + segment->start);
    p = HEXAPLA_APPEND(p, "-");
    p = hexapla_text_write_uint(p, self->offset + segment->end);
    p = HEXAPLA_APPEND(p, "</context></context-group>");
    hexapla_writer_advance(self->out, p);
}

/* As hexapla_format_has_names(), for sentences in their order. */
static gboolean
has_names(XliffWriter *self, const HexaplaSegment *segment)
{
    while (self->mention < self->last_mention && self->mention->end <= segment->start)
        self->mention++;
    return self->mention < self->last_mention && self->mention->start < segment->end;
}

/* Translators read notes, so a sentence that was only wrapped in another way has none. */
static void
put_notes(XliffWriter *self, const HexaplaSegment *segment)
{
    if (has_names(self, segment)) {
        HEXAPLA_PUT(self->out, "<note from=\"hexapla\">");
        hexapla_format_put_name_notes(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                      segment->end);
        HEXAPLA_PUT(self->out, "</note>");
    }
    if (self->is_changed && hexapla_format_is_respelled(self->part, segment->start, segment->end)) {
        HEXAPLA_PUT(self->out, "<note from=\"hexapla-original\">");
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                    segment->end);
        HEXAPLA_PUT(self->out, "</note>");
    }
    if (self->junk != HEXAPLA_JUNK_NONE) {
        HEXAPLA_PUT(self->out, "<note from=\"hexapla-junk\">");
        hexapla_writer_puts(self->out, hexapla_junk_get_tag(self->junk));
        HEXAPLA_PUT(self->out, "</note>");
    }
}

static void
put_document_notes(XliffWriter *self, guint index)
{
    for (; self->n_notes > 0 && self->notes->segment <= index; self->notes++, self->n_notes--) {
        if (self->notes->segment < index)
            continue;
        HEXAPLA_PUT(self->out, "<note");
        hexapla_format_put_attribute(self->out, "from", self->notes->from);
        HEXAPLA_PUT(self->out, ">");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, self->notes->text);
        HEXAPLA_PUT(self->out, "</note>");
    }
}

static void
put_unit_start(XliffWriter *self, guint index)
{
    const char *name =
        self->is_exchange ? hexapla_document_get_segment_name(self->part, index) : NULL;
    const HexaplaSegment *segment = &self->segments[index];
    char *p;

    if (name != NULL) {
        HEXAPLA_PUT(self->out, "<trans-unit id=\"");
        hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, name);
        return;
    }
    p = hexapla_writer_reserve(self->out, 64);
    p = HEXAPLA_APPEND(p, "<trans-unit id=\"");
    hexapla_writer_advance(self->out,
                           hexapla_format_write_id(p, 's', segment->id, segment->ordinal));
}

/* Tools ask whether a unit is approved before they ask for the state of its target. */
static gboolean
is_approved(XliffWriter *self, guint index)
{
    const HexaplaTarget *target = hexapla_format_find_target(self->options, self->part, index);

    return target != NULL && target->state >= HEXAPLA_STATE_REVIEWED && !target->is_fuzzy;
}

static void
put_unit(XliffWriter *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const char *language = hexapla_document_get_block_language(self->part, segment->block);

    self->is_changed =
        hexapla_change_cursor_is_changed(&self->changes, segment->start, segment->end);
    put_unit_start(self, index);
    if (self->has_targets && is_approved(self, index))
        HEXAPLA_PUT(self->out, "\" approved=\"yes");
    if (self->is_locked)
        HEXAPLA_PUT(self->out, "\" translate=\"no");
    HEXAPLA_PUT(self->out, "\" xml:space=\"preserve\"");
    if (self->is_exchange)
        put_extensions(self, HEXAPLA_EXTENSION_UNIT, index, HEXAPLA_EXTENSION_ATTRIBUTES);
    HEXAPLA_PUT(self->out, "><source");
    if (language != NULL)
        hexapla_format_put_attribute(self->out, "xml:lang", language);
    HEXAPLA_PUT(self->out, ">");
    put_source_text(self, index);
    HEXAPLA_PUT(self->out, "</source>");
    put_target(self, index);
    if (self->has_targets)
        put_match(self, index);
    if (self->is_exchange)
        put_extensions(self, HEXAPLA_EXTENSION_UNIT, index, HEXAPLA_EXTENSION_OWN);
    else
        put_location(self, segment);
    if (self->n_notes > 0)
        put_document_notes(self, index);
    put_notes(self, segment);
    if (self->is_exchange)
        put_extensions(self, HEXAPLA_EXTENSION_UNIT, index, HEXAPLA_EXTENSION_FOREIGN);
    HEXAPLA_PUT(self->out, "</trans-unit>\n");
}

static void
put_group(XliffWriter *self, const HexaplaBlock *block)
{
    if (block->n_segments == 0 || hexapla_format_leaves_out(self->options, block, TRUE))
        return;
    self->has_unit = TRUE;
    self->junk = block->junk;
    self->is_locked = block->is_locked || (block->junk != HEXAPLA_JUNK_NONE &&
                                           self->options->junk != HEXAPLA_JUNK_KEEP);
    HEXAPLA_PUT(self->out, "<group id=\"");
    hexapla_format_put_id(self->out, 'u', block->id, block->ordinal);
    HEXAPLA_PUT(self->out, "\" restype=\"x-");
    hexapla_writer_puts(self->out, hexapla_block_kind_get_tag(block->kind));
    HEXAPLA_PUT(self->out, "\">\n");
    for (guint i = 0; i < block->n_segments; i++)
        put_unit(self, block->first_segment + i);
    HEXAPLA_PUT(self->out, "</group>\n");
}

static gboolean
xliff_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    XliffWriter *self = writer;
    const HexaplaBlock *blocks;
    guint n;

    self->has_file = TRUE;
    self->part = part;
    self->segments = hexapla_document_get_segments(part, &n);
    self->offset = hexapla_document_get_origin(part)->offset;
    self->target = hexapla_format_target_language(self->options, part);
    self->is_exchange = hexapla_document_get_origin(part)->is_exchange;
    self->has_targets = hexapla_document_has_targets(part);
    self->notes = hexapla_document_get_notes(part, &self->n_notes);
    self->has_codes = hexapla_format_has_codes(part);
    self->has_unit = FALSE;
    hexapla_line_counter_begin(&self->lines, part);
    hexapla_change_cursor_begin(&self->changes, part);
    self->mention = hexapla_document_get_mentions(part, &n);
    self->last_mention = n > 0 ? self->mention + n : self->mention;
    put_file_start(self);
    blocks = hexapla_document_get_blocks(part, &n);
    for (guint i = 0; i < n; i++)
        put_group(self, &blocks[i]);
    /* Most importers refuse a file without units. */
    if (!self->has_unit)
        HEXAPLA_PUT(self->out,
                    "<trans-unit id=\"empty\" translate=\"no\"><source></source></trans-unit>\n");
    HEXAPLA_PUT(self->out, "</body>\n</file>\n");
    return hexapla_writer_check(self->out, error);
}

/* The schema wants a file in every document. */
static gboolean
write_empty_file(XliffWriter *self, GError **error)
{
    g_autoptr(HexaplaDocument) nothing = hexapla_format_new_empty_part(self->options);

    return xliff_write(self, nothing, error);
}

static gboolean
xliff_end(gpointer writer, GError **error)
{
    g_autofree XliffWriter *self = writer;

    if (!self->has_file && !write_empty_file(self, error))
        return FALSE;
    HEXAPLA_PUT(self->out, "</xliff>\n");
    return hexapla_writer_check(self->out, error);
}

static guint
xliff_sniff(const guint8 *head, gsize n_head)
{
    return hexapla_xliff_sniff_version(head, n_head, '1');
}

const HexaplaFormat hexapla_format_xliff = {
    .name = "xliff",
    .title = "XLIFF 1.2, for translators’ tools",
    .extensions = "xlf;xliff",
    .details = HEXAPLA_ALL_DETAILS,
    .traits = HEXAPLA_FORMAT_DECODES | HEXAPLA_FORMAT_HOLDS_SEGMENTS |
              HEXAPLA_FORMAT_CARRIES_TARGETS | HEXAPLA_FORMAT_CARRIES_CODES |
              HEXAPLA_FORMAT_CARRIES_STATES | HEXAPLA_FORMAT_CARRIES_NOTES,
    .sniff = xliff_sniff,
    .read = hexapla_xliff_read,
    .begin = xliff_begin,
    .write = xliff_write,
    .end = xliff_end,
    .validate = hexapla_xliff1_validate,
};
