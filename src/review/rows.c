/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/rows-private.h"

#include <string.h>

#include "document/pieces.h"
#include "document/target.h"
#include "formats/writing.h"
#include "review/decisions.h"

struct _HexaplaRows {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaBlock *blocks;
    const HexaplaSegment *segments;
    const HexaplaMention *mentions;
    const HexaplaName *names;
};

/**
 * hexapla_rows_new:
 * @out: takes the rows
 * @options: the target language for articles that have none; live as long as the rows
 *
 * Returns: (transfer full): rows without a part
 * Since: 0.1
 */
HexaplaRows *
hexapla_rows_new(HexaplaWriter *out, const HexaplaFormatOptions *options)
{
    HexaplaRows *self = g_new0(HexaplaRows, 1);

    self->out = out;
    self->options = options;
    return self;
}

/**
 * hexapla_rows_free:
 * @self: (transfer full) (nullable): rows
 *
 * Since: 0.1
 */
void
hexapla_rows_free(HexaplaRows *self)
{
    g_free(self);
}

/* Bytes of what a parser of HTML or scripts may take for the end of the element, 0 for others: a
 * bracket, and U+2028 and U+2029, which end lines in scripts. */
static gsize
danger_at(const char *p, const char *end)
{
    if (*p == '<')
        return 1;
    return end - p >= 3 && p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\xA8' || p[2] == '\xA9')
               ? 3
               : 0;
}

/* The inside of a string. */
static void
put_text(HexaplaRows *self, const char *text, gsize n)
{
    const char *end = text + n, *start = text;

    for (const char *p = text; p < end; p++) {
        gsize danger = danger_at(p, end);

        if (danger == 0)
            continue;
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_JSON, start, p - start);
        hexapla_writer_puts(self->out, danger == 1      ? "\\u003c"
                                       : p[2] == '\xA8' ? "\\u2028"
                                                        : "\\u2029");
        p += danger - 1;
        start = p + 1;
    }
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_JSON, start, end - start);
}

static void
put_string(HexaplaRows *self, const char *text)
{
    HEXAPLA_PUT(self->out, "\"");
    put_text(self, text, strlen(text));
    HEXAPLA_PUT(self->out, "\"");
}

/* Nothing for %NULL. */
static void
put_member(HexaplaRows *self, const char *name, const char *text)
{
    if (text == NULL)
        return;
    HEXAPLA_PUT(self->out, ",\"");
    hexapla_writer_puts(self->out, name);
    HEXAPLA_PUT(self->out, "\":");
    put_string(self, text);
}

/**
 * hexapla_rows_put_document:
 * @self: rows
 * @part: a part of an article, with ids, for the segments that come; lives until the next one
 *
 * Since: 0.1
 */
void
hexapla_rows_put_document(HexaplaRows *self, HexaplaDocument *part)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    char id[HEXAPLA_ID_SIZE];
    guint n;

    self->part = part;
    self->blocks = hexapla_document_get_blocks(part, &n);
    self->mentions = hexapla_document_get_mentions(part, &n);
    self->names = hexapla_document_get_names(part, &n);
    self->segments = hexapla_document_get_segments(part, &n);
    HEXAPLA_PUT(self->out, "{\"doc\":");
    put_string(self, hexapla_format_file_id(id, part));
    put_member(self, "article", hexapla_format_article_id(part));
    put_member(self, "title", origin->title);
    put_member(self, "language", hexapla_document_get_language(part));
    put_member(self, "target", hexapla_format_target_language(self->options, part));
    HEXAPLA_PUT(self->out, "}");
}

static void
put_code(HexaplaRows *self, const HexaplaCode *code)
{
    HEXAPLA_PUT(self->out, "{\"code\":");
    put_string(self, hexapla_code_type_get_tag(code->type));
    HEXAPLA_PUT(self->out, "}");
}

static void
put_name(HexaplaRows *self, guint mention)
{
    const HexaplaName *name = &self->names[self->mentions[mention].name];

    HEXAPLA_PUT(self->out, "{\"name\":");
    put_string(self, hexapla_name_class_get_tag(name->name_class));
    put_member(self, "form", name->form);
    HEXAPLA_PUT(self->out, "}");
}

/* Line ends that became spaces are nothing to look at. */
static void
put_plain(HexaplaRows *self, const HexaplaPiece *piece)
{
    const char *text = hexapla_document_get_text(self->part, NULL);
    gboolean is_changed = piece->change != NULL && piece->change->reason == HEXAPLA_CHANGE_SPELLING;

    hexapla_writer_puts(self->out, is_changed ? "{\"text\":\"" : "\"");
    put_text(self, piece->text, piece->n);
    HEXAPLA_PUT(self->out, "\"");
    if (!is_changed)
        return;
    HEXAPLA_PUT(self->out, ",\"original\":\"");
    put_text(self, text + piece->change->start, piece->change->end - piece->change->start);
    HEXAPLA_PUT(self->out, "\"}");
}

static void
put_piece(HexaplaRows *self, const HexaplaPiece *piece)
{
    switch (piece->kind) {
    case HEXAPLA_PIECE_TEXT:
        put_plain(self, piece);
        break;
    case HEXAPLA_PIECE_MENTION_START:
        put_name(self, piece->mention);
        break;
    case HEXAPLA_PIECE_MENTION_END:
        HEXAPLA_PUT(self->out, "0");
        break;
    case HEXAPLA_PIECE_CODE:
        put_code(self, piece->code);
        break;
    }
}

/* Strings are text; a name begins with an object and ends with 0. */
static void
put_source(HexaplaRows *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    HexaplaPieceIter iter;
    HexaplaPiece piece;
    guint n_codes;
    const HexaplaCode *codes = hexapla_document_get_segment_codes(self->part, index, &n_codes);

    hexapla_piece_iter_init(&iter, self->part, segment->start, segment->end, TRUE);
    hexapla_piece_iter_show_codes(&iter, codes, n_codes);
    HEXAPLA_PUT(self->out, ",\"source\":[");
    for (guint i = 0; hexapla_piece_iter_next(&iter, &piece); i++) {
        if (i > 0)
            HEXAPLA_PUT(self->out, ",");
        put_piece(self, &piece);
    }
    HEXAPLA_PUT(self->out, "]");
}

static void
put_target(HexaplaRows *self, guint index)
{
    const HexaplaTarget *target = hexapla_document_find_target(self->part, index);

    if (target == NULL)
        return;
    put_member(self, "target", target->text);
    if (target->state != HEXAPLA_STATE_UNKNOWN)
        put_member(self, "state", hexapla_state_get_tag(target->state));
    if (target->is_fuzzy)
        HEXAPLA_PUT(self->out, ",\"fuzzy\":true");
    if (target->n_codes > 0)
        HEXAPLA_PUT(self->out, ",\"codes\":true");
}

static void
put_notes(HexaplaRows *self, guint index)
{
    guint n;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(self->part, index, &n);

    if (n == 0)
        return;
    HEXAPLA_PUT(self->out, ",\"notes\":[");
    for (guint i = 0; i < n; i++) {
        hexapla_writer_puts(self->out, i > 0 ? ",[" : "[");
        put_string(self, notes[i].from != NULL ? notes[i].from : "");
        HEXAPLA_PUT(self->out, ",");
        put_string(self, notes[i].text);
        HEXAPLA_PUT(self->out, "]");
    }
    HEXAPLA_PUT(self->out, "]");
}

/**
 * hexapla_rows_put_segment:
 * @self: rows, behind those of the document
 * @index: of a segment of the part
 *
 * Since: 0.1
 */
void
hexapla_rows_put_segment(HexaplaRows *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const HexaplaBlock *block = &self->blocks[segment->block];
    g_autofree char *key = hexapla_decisions_dup_segment_key(self->part, index);

    HEXAPLA_PUT(self->out, "{\"segment\":");
    put_string(self, key);
    HEXAPLA_PUT(self->out, ",\"block\":");
    hexapla_writer_put_uint(self->out, segment->block);
    put_member(self, "kind", hexapla_block_kind_get_tag(block->kind));
    /* Why a segment of an exchange file ends nobody knows. */
    if (!hexapla_document_get_origin(self->part)->is_exchange)
        put_member(self, "rule", hexapla_rule_get_tag(segment->rule));
    if (block->junk != HEXAPLA_JUNK_NONE)
        put_member(self, "junk", hexapla_junk_get_tag(block->junk));
    if (block->is_locked)
        HEXAPLA_PUT(self->out, ",\"locked\":true");
    put_source(self, index);
    put_target(self, index);
    put_notes(self, index);
    HEXAPLA_PUT(self->out, "}");
}
