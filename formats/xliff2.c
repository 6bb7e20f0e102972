/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* XLIFF 2.1: a unit is a block, its sentences are segments, and the white space between them is
 * ignorable, so that all sources of a unit joined give the block. */

#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "formats/code-list.h"
#include "formats/code-names.h"
#include "formats/writing.h"
#include "formats/xliff-private.h"
#include "formats/xliff2-rules.h"

/* Who is whose spelling, by the name that stands for its bearer; only there with inline terms. */
typedef struct {
    guint32 *members; /* names, those of one cluster together */
    guint32 *starts;  /* where the members of a cluster begin; one more than there are names */
    guint32 *counts;  /* how often a cluster stands in the part */
} Clusters;

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean has_file;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaSegment *segments;
    const HexaplaMention *mentions;
    const HexaplaName *names;
    guint n_names;
    Clusters clusters;
    const char *source; /* language of the document; NULL before its start */
    const char *target; /* that of its translations; NULL without one */
    gboolean is_exchange;
    gboolean has_codes;
    gboolean has_targets;
    HexaplaLineCounter lines;
    gboolean has_unit;

    /* of the block at hand */
    guint first_mention;
    gboolean is_locked;
} Xliff2Writer;

static gpointer
xliff2_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    Xliff2Writer *self = g_new0(Xliff2Writer, 1);

    self->out = out;
    self->options = options;
    return self;
}

/* A document has one source language: the one asked for, else that of its first article. */
static void
put_document_start(Xliff2Writer *self, HexaplaDocument *part)
{
    const char *language = hexapla_document_get_language(part);
    const char *target = hexapla_format_target_language(self->options, part);
    HexaplaWriter *out = self->out;

    if (self->source != NULL)
        return;
    self->target = target != NULL ? g_intern_string(target) : NULL;
    self->source =
        g_intern_string(self->options->source != NULL ? self->options->source : language);
    HEXAPLA_PUT(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""
                     " xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\""
                     " xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\"");
    hexapla_format_put_attribute(self->out, "srcLang", self->source);
    hexapla_format_put_attribute(self->out, "trgLang", self->target);
    hexapla_format_put_extensions(out, "xliff2", part, HEXAPLA_EXTENSION_ROOT, 0,
                                  HEXAPLA_EXTENSION_ATTRIBUTES);
    HEXAPLA_PUT(out, ">\n");
}

static gboolean
put_extensions(Xliff2Writer *self, HexaplaExtensionPlace place, guint segment,
               HexaplaExtensionKind kind)
{
    return hexapla_format_put_extensions(self->out, "xliff2", self->part, place, segment, kind);
}

static void
put_meta(Xliff2Writer *self, const char *type, const char *value)
{
    if (value == NULL)
        return;
    HEXAPLA_PUT(self->out, "<mda:meta type=\"");
    hexapla_writer_puts(self->out, type);
    HEXAPLA_PUT(self->out, "\">");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, value);
    HEXAPLA_PUT(self->out, "</mda:meta>");
}

static void
put_meta_uint(Xliff2Writer *self, const char *type, guint64 value)
{
    HEXAPLA_PUT(self->out, "<mda:meta type=\"");
    hexapla_writer_puts(self->out, type);
    HEXAPLA_PUT(self->out, "\">");
    hexapla_writer_put_uint(self->out, value);
    HEXAPLA_PUT(self->out, "</mda:meta>");
}

/* An empty group is invalid. */
static void
put_file_metadata(Xliff2Writer *self)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(self->part);

    if (origin->id == NULL && origin->title == NULL && origin->url == NULL &&
        origin->author == NULL && origin->date == NULL)
        return;
    HEXAPLA_PUT(self->out, "<mda:metadata><mda:metaGroup category=\"article\">");
    put_meta(self, "id", origin->id);
    put_meta(self, "title", origin->title);
    put_meta(self, "url", origin->url);
    put_meta(self, "author", origin->author);
    put_meta(self, "date", origin->date);
    if (origin->is_archived)
        put_meta_uint(self, "record", origin->record);
    HEXAPLA_PUT(self->out, "</mda:metaGroup>");
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_META);
    HEXAPLA_PUT(self->out, "</mda:metadata>\n");
}

static const char *
direction_of(const char *language)
{
    if (language == NULL)
        return NULL;
    return hexapla_language_tag_is_rtl(language) ? "rtl" : "ltr";
}

static void
put_file_start(Xliff2Writer *self)
{
    g_autofree char *href = hexapla_format_dup_skeleton_href(self->part);
    char id[HEXAPLA_ID_SIZE];

    HEXAPLA_PUT(self->out, "<file");
    hexapla_format_put_attribute(self->out, "id", hexapla_format_file_id(id, self->part));
    hexapla_format_put_attribute(self->out, "original", hexapla_format_original_name(self->part));
    hexapla_format_put_attribute(self->out, "srcDir", direction_of(self->source));
    hexapla_format_put_attribute(self->out, "trgDir", direction_of(self->target));
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_ATTRIBUTES);
    HEXAPLA_PUT(self->out, ">\n");
    if (href != NULL) {
        HEXAPLA_PUT(self->out, "<skeleton");
        hexapla_format_put_attribute(self->out, "href", href);
        HEXAPLA_PUT(self->out, "/>\n");
    }
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0, HEXAPLA_EXTENSION_SKELETON);
    put_file_metadata(self);
    put_extensions(self, HEXAPLA_EXTENSION_FILE, 0,
                   HEXAPLA_EXTENSION_OWN | HEXAPLA_EXTENSION_FOREIGN);
}

static void
put_unit_metadata(Xliff2Writer *self, const HexaplaBlock *block)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(self->part);

    HEXAPLA_PUT(self->out, "<mda:metaGroup category=\"block\">");
    put_meta(self, "kind", hexapla_block_kind_get_tag(block->kind));
    if (!origin->is_exchange) {
        put_meta_uint(self, "offset", origin->offset + block->start);
        put_meta_uint(self, "length", block->end - block->start);
        put_meta_uint(self, "line", hexapla_line_counter_at(&self->lines, block->start));
    }
    put_meta(self, "junk", hexapla_junk_get_tag(block->junk));
    HEXAPLA_PUT(self->out, "</mda:metaGroup>");
}

static void
put_rules(Xliff2Writer *self, const HexaplaBlock *block)
{
    const char *language;

    if (self->is_exchange)
        return;
    language =
        hexapla_format_block_language(self->part, self->segments[block->first_segment].block);
    HEXAPLA_PUT(self->out, "<mda:metaGroup category=\"rule\">");
    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment = &self->segments[block->first_segment + i];

        HEXAPLA_PUT(self->out, "<mda:meta type=\"");
        hexapla_format_put_id(self->out, 's', segment->id, segment->ordinal);
        HEXAPLA_PUT(self->out, "\">");
        hexapla_writer_puts(self->out, language);
        HEXAPLA_PUT(self->out, ".");
        hexapla_writer_puts(self->out, hexapla_rule_get_tag(segment->rule));
        HEXAPLA_PUT(self->out, "</mda:meta>");
    }
    HEXAPLA_PUT(self->out, "</mda:metaGroup>");
}

static void
put_originals(Xliff2Writer *self, const HexaplaBlock *block)
{
    gboolean is_open = FALSE;

    if (!hexapla_document_is_changed(self->part, block->start, block->end))
        return;
    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment = &self->segments[block->first_segment + i];

        if (!hexapla_document_is_changed(self->part, segment->start, segment->end))
            continue;
        if (!is_open)
            HEXAPLA_PUT(self->out, "<mda:metaGroup category=\"original\">");
        is_open = TRUE;
        HEXAPLA_PUT(self->out, "<mda:meta type=\"");
        hexapla_format_put_id(self->out, 's', segment->id, segment->ordinal);
        HEXAPLA_PUT(self->out, "\">");
        hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML, self->part, segment->start,
                                    segment->end);
        HEXAPLA_PUT(self->out, "</mda:meta>");
    }
    if (is_open)
        HEXAPLA_PUT(self->out, "</mda:metaGroup>");
}

static void
index_clusters(Xliff2Writer *self)
{
    Clusters *clusters = &self->clusters;

    clusters->members = g_new(guint32, self->n_names);
    clusters->starts = g_new0(guint32, self->n_names + 1);
    clusters->counts = g_new0(guint32, self->n_names);
    for (guint i = 0; i < self->n_names; i++) {
        clusters->starts[self->names[i].cluster]++;
        clusters->counts[self->names[i].cluster] += self->names[i].count;
    }
    for (guint i = 1; i <= self->n_names; i++)
        clusters->starts[i] += clusters->starts[i - 1];
    for (guint i = self->n_names; i-- > 0;)
        clusters->members[--clusters->starts[self->names[i].cluster]] = i;
}

static void
clear_clusters(Xliff2Writer *self)
{
    g_clear_pointer(&self->clusters.members, g_free);
    g_clear_pointer(&self->clusters.starts, g_free);
    g_clear_pointer(&self->clusters.counts, g_free);
}

static gboolean
is_spelled(const HexaplaName *name, const char *text, gsize n)
{
    return name->length == n && memcmp(name->text, text, n) == 0;
}

/* Whether a member of the cluster tells more than the term. A name that goes on in the next line is
 * spelled like one that does not. */
static gboolean
is_worth_telling(const HexaplaName *member, const HexaplaName *term, HexaplaRelation relation)
{
    const char *text = term->canonical != NULL ? term->canonical : term->text;
    gsize n = term->canonical != NULL ? strlen(term->canonical) : term->length;

    return member->relation == relation && !is_spelled(member, text, n) &&
           memchr(member->text, '\n', member->length) == NULL &&
           memchr(member->text, '\r', member->length) == NULL;
}

static void
put_members(Xliff2Writer *self, const HexaplaName *term, HexaplaRelation relation, const char *word)
{
    const guint32 *starts = self->clusters.starts;
    guint32 start = starts[term->cluster];
    guint32 end = MIN(starts[term->cluster + 1], start + HEXAPLA_MAX_NOTE_NAMES);

    for (guint32 i = start; i < end; i++) {
        const HexaplaName *member = &self->names[self->clusters.members[i]];

        if (!is_worth_telling(member, term, relation))
            continue;
        hexapla_writer_puts(self->out, word);
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, member->text, member->length);
    }
}

static void
put_relation(Xliff2Writer *self, const HexaplaName *term)
{
    if (term->relation == HEXAPLA_RELATION_ABBREVIATION)
        HEXAPLA_PUT(self->out, "; abbreviation of ");
    else
        HEXAPLA_PUT(self->out, "; short form of ");
    hexapla_format_put_spelling(self->out, HEXAPLA_ESCAPE_XML, &self->names[term->cluster]);
}

static void
put_definition(Xliff2Writer *self, const HexaplaName *term)
{
    guint count = self->clusters.counts[term->cluster];
    gboolean is_known = term->name_class != HEXAPLA_NAME_OTHER;

    hexapla_writer_puts(self->out,
                        is_known ? hexapla_name_class_get_tag(term->name_class) : "name");
    HEXAPLA_PUT(self->out, "; ");
    hexapla_writer_put_uint(self->out, count);
    hexapla_writer_puts(self->out, count == 1 ? " time" : " times");
    if (term->relation != HEXAPLA_RELATION_SPELLING) {
        put_relation(self, term);
        return;
    }
    put_members(self, term, HEXAPLA_RELATION_SPELLING, "; also written ");
    put_members(self, term, HEXAPLA_RELATION_SHORT_FORM, "; short form ");
    put_members(self, term, HEXAPLA_RELATION_ABBREVIATION, "; abbreviation ");
}

static void
put_form(Xliff2Writer *self, const HexaplaName *name)
{
    if (name->form == NULL)
        return;
    if (name->is_suggested)
        HEXAPLA_PUT(self->out, "<gls:translation source=\"hexapla: suggested\">");
    else
        HEXAPLA_PUT(self->out, "<gls:translation>");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, name->form);
    HEXAPLA_PUT(self->out, "</gls:translation>");
}

/* An entry needs a translation or a definition, and refers to a place in its own unit. */
static void
put_glossary_entry(Xliff2Writer *self, guint mention)
{
    const HexaplaMention *place = &self->mentions[mention];

    HEXAPLA_PUT(self->out, "<gls:glossEntry ref=\"#m");
    hexapla_writer_put_uint(self->out, mention - self->first_mention + 1);
    HEXAPLA_PUT(self->out, "\"><gls:term>");
    hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_XML, self->part, place->start, place->end);
    HEXAPLA_PUT(self->out, "</gls:term>");
    put_form(self, &self->names[place->name]);
    HEXAPLA_PUT(self->out, "<gls:definition>");
    put_definition(self, &self->names[place->name]);
    HEXAPLA_PUT(self->out, "</gls:definition></gls:glossEntry>");
}

static void
put_glossary(Xliff2Writer *self, const HexaplaBlock *block)
{
    HexaplaNameIter iter;
    guint mention;

    HEXAPLA_PUT(self->out, "<gls:glossary>");
    hexapla_name_iter_init(&iter, self->part, block->start, block->end);
    while (hexapla_name_iter_next(&iter, &mention))
        put_glossary_entry(self, mention);
    HEXAPLA_PUT(self->out, "</gls:glossary>\n");
}

static void
put_name_note(Xliff2Writer *self, const HexaplaBlock *block)
{
    HEXAPLA_PUT(self->out, "<note category=\"name\" appliesTo=\"source\">");
    hexapla_format_put_name_notes(self->out, HEXAPLA_ESCAPE_XML, self->part, block->start,
                                  block->end);
    HEXAPLA_PUT(self->out, "</note>");
}

static void
put_note(Xliff2Writer *self, const HexaplaNote *note)
{
    HEXAPLA_PUT(self->out, "<note");
    hexapla_format_put_attribute(self->out, "id", note->id);
    hexapla_format_put_attribute(self->out, "category", note->from);
    HEXAPLA_PUT(self->out, ">");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, note->text);
    HEXAPLA_PUT(self->out, "</note>");
}

static guint
count_notes(Xliff2Writer *self, const HexaplaBlock *block)
{
    guint n = 0;

    for (guint i = 0; i < block->n_segments; i++) {
        guint n_notes;

        hexapla_document_get_segment_notes(self->part, block->first_segment + i, &n_notes);
        n += n_notes;
    }
    return n;
}

static void
put_document_notes(Xliff2Writer *self, const HexaplaBlock *block)
{
    for (guint i = 0; i < block->n_segments; i++) {
        guint n;
        const HexaplaNote *notes =
            hexapla_document_get_segment_notes(self->part, block->first_segment + i, &n);

        for (guint j = 0; j < n; j++)
            put_note(self, &notes[j]);
    }
}

/* Notes without a note are invalid. */
static void
put_notes(Xliff2Writer *self, const HexaplaBlock *block)
{
    gboolean has_names = hexapla_format_has_names(self->part, block->start, block->end);

    if (has_names && self->options->inline_terms)
        put_glossary(self, block);
    if (!has_names && count_notes(self, block) == 0)
        return;
    HEXAPLA_PUT(self->out, "<notes>");
    if (has_names)
        put_name_note(self, block);
    put_document_notes(self, block);
    HEXAPLA_PUT(self->out, "</notes>\n");
}

static const HexaplaCode *
first_of(Xliff2Writer *self, const HexaplaCodeList *list)
{
    guint n;

    return list->is_target ? (const HexaplaCode *)NULL : hexapla_document_get_codes(self->part, &n);
}

/* Markup is named by the place of its code: in the sources of the part, or in the translation of
 * its segment. */
static void
format_data_id(Xliff2Writer *self, const HexaplaCodeList *list, const HexaplaCode *code,
               char id[HEXAPLA_CODE_ID_SIZE])
{
    const HexaplaCode *first = first_of(self, list);

    if (first != NULL)
        g_snprintf(id, HEXAPLA_CODE_ID_SIZE, "d%u", (guint)(code - first) + 1);
    else
        g_snprintf(id, HEXAPLA_CODE_ID_SIZE, "t%u-%u", list->segment + 1,
                   (guint)(code - list->codes) + 1);
}

static void
put_list_data(Xliff2Writer *self, guint segment, gboolean is_target, gboolean *is_open)
{
    HexaplaCodeList list;
    char id[HEXAPLA_CODE_ID_SIZE];

    hexapla_code_list_init(&list, self->part, segment, is_target);
    for (guint i = 0; i < list.n; i++) {
        const HexaplaCode *code = &list.codes[i];

        if (code->n_data == 0)
            continue;
        if (!*is_open)
            HEXAPLA_PUT(self->out, "<originalData>");
        *is_open = TRUE;
        format_data_id(self, &list, code, id);
        HEXAPLA_PUT(self->out, "<data");
        hexapla_format_put_attribute(self->out, "id", id);
        HEXAPLA_PUT(self->out, " xml:space=\"preserve\">");
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML_CP, code->data, code->n_data);
        HEXAPLA_PUT(self->out, "</data>");
    }
}

/* So is original data without any. */
static void
put_original_data(Xliff2Writer *self, const HexaplaBlock *block)
{
    gboolean is_open = FALSE;

    if (!self->has_codes)
        return;
    for (guint i = 0; i < block->n_segments; i++) {
        put_list_data(self, block->first_segment + i, FALSE, &is_open);
        put_list_data(self, block->first_segment + i, TRUE, &is_open);
    }
    if (is_open)
        HEXAPLA_PUT(self->out, "</originalData>\n");
}

static void
put_data_reference(Xliff2Writer *self, const HexaplaCodeList *list, const HexaplaCode *code,
                   const char *attribute)
{
    char id[HEXAPLA_CODE_ID_SIZE];

    if (code->n_data == 0)
        return;
    format_data_id(self, list, code, id);
    hexapla_format_put_attribute(self->out, attribute, id);
}

static void
put_code_start(Xliff2Writer *self, const HexaplaCodeList *list, const HexaplaCode *code,
               const char *element, const char *id_attribute)
{
    const HexaplaCodeNames *names = hexapla_code_names_get(code->type);
    char id[HEXAPLA_CODE_ID_SIZE];

    HEXAPLA_PUT(self->out, "<");
    hexapla_writer_puts(self->out, element);
    hexapla_format_put_attribute(self->out, id_attribute, hexapla_code_list_get_id(list, code, id));
    hexapla_format_put_attribute(self->out, "type", names->type);
    hexapla_format_put_attribute(self->out, "subType", names->sub_type);
}

/* A pair that other elements may overlap, or half of one whose other half is not here. */
static void
put_half(Xliff2Writer *self, const HexaplaCodeList *list, const HexaplaCode *code)
{
    gboolean is_isolated = hexapla_code_list_get_partner(list, code) == NULL;
    gboolean refers = code->kind == HEXAPLA_CODE_CLOSE && !is_isolated;

    put_code_start(self, list, code, code->kind == HEXAPLA_CODE_OPEN ? "sc" : "ec",
                   refers ? "startRef" : "id");
    put_data_reference(self, list, code, "dataRef");
    if (is_isolated)
        HEXAPLA_PUT(self->out, " isolated=\"yes\"");
    HEXAPLA_PUT(self->out, "/>");
}

static void
put_code(const HexaplaCodeList *list, const HexaplaCode *code, gpointer writer)
{
    Xliff2Writer *self = writer;
    gboolean is_nested = list->are_nested && !self->options->inline_terms;

    if (code->kind == HEXAPLA_CODE_ALONE) {
        put_code_start(self, list, code, "ph", "id");
        put_data_reference(self, list, code, "dataRef");
        HEXAPLA_PUT(self->out, "/>");
    } else if (!is_nested) {
        put_half(self, list, code);
    } else if (code->kind == HEXAPLA_CODE_OPEN) {
        put_code_start(self, list, code, "pc", "id");
        put_data_reference(self, list, hexapla_code_list_get_partner(list, code), "dataRefEnd");
        put_data_reference(self, list, code, "dataRefStart");
        HEXAPLA_PUT(self->out, ">");
    } else {
        HEXAPLA_PUT(self->out, "</pc>");
    }
}

/* A name has the same id in the source and in its copy, as the standard wants of inline codes. */
static void
put_annotated(Xliff2Writer *self, guint index)
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
        if (piece.kind == HEXAPLA_PIECE_TEXT) {
            hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML_CP, piece.text, piece.n);
        } else if (piece.kind == HEXAPLA_PIECE_CODE) {
            put_code(&list, piece.code, self);
        } else if (piece.kind == HEXAPLA_PIECE_MENTION_START) {
            HEXAPLA_PUT(self->out, "<mrk id=\"m");
            hexapla_writer_put_uint(self->out, piece.mention - self->first_mention + 1);
            HEXAPLA_PUT(self->out, "\" type=\"term\">");
        } else {
            HEXAPLA_PUT(self->out, "</mrk>");
        }
    }
}

static void
put_source_text(Xliff2Writer *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];

    if (self->options->inline_terms || self->has_codes)
        put_annotated(self, index);
    else
        hexapla_format_put_text(self->out, HEXAPLA_ESCAPE_XML_CP, self->part, segment->start,
                                segment->end);
}

static void
put_target_text(Xliff2Writer *self, guint index, const HexaplaTarget *target)
{
    HexaplaCodeList list;

    if (target->n_codes == 0) {
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML_CP, target->text, target->n);
        return;
    }
    hexapla_code_list_init(&list, self->part, index, TRUE);
    hexapla_code_list_put_target(&list, self->out, HEXAPLA_ESCAPE_XML_CP, put_code, self);
}

static gboolean
is_alone(Xliff2Writer *self, guint index)
{
    guint n;

    return hexapla_document_get_blocks(self->part, &n)[self->segments[index].block].n_segments == 1;
}

/* What its file calls the segment in its unit; NULL for one that is known by its unit. */
static const char *
own_name(Xliff2Writer *self, guint index)
{
    const char *unit = hexapla_document_get_block_name(self->part, self->segments[index].block);
    const char *name = hexapla_document_get_segment_name(self->part, index);
    gsize n = unit != NULL ? strlen(unit) : 0;

    if (unit == NULL)
        return is_alone(self, index) ? NULL : name;
    if (name == NULL || strncmp(name, unit, n) != 0)
        return name;
    return name[n] == '.' ? name + n + 1 : NULL;
}

static void
put_segment_ref(Xliff2Writer *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const char *name = own_name(self, index);

    if (name != NULL && hexapla_format_is_nmtoken(name))
        hexapla_writer_puts(self->out, name);
    else
        hexapla_format_put_id(self->out, 's', segment->id, segment->ordinal);
}

/* The only segment of a unit that has its name. */
static gboolean
is_known_by_unit(Xliff2Writer *self, guint index)
{
    return self->is_exchange && is_alone(self, index) && own_name(self, index) == NULL &&
           hexapla_document_get_segment_name(self->part, index) != NULL;
}

static void
put_segment_id(Xliff2Writer *self, guint index)
{
    HEXAPLA_PUT(self->out, " id=\"");
    put_segment_ref(self, index);
    HEXAPLA_PUT(self->out, "\"");
}

static void
put_state(Xliff2Writer *self, const HexaplaTarget *target)
{
    HexaplaState state = target == NULL                           ? HEXAPLA_STATE_INITIAL
                         : target->state == HEXAPLA_STATE_UNKNOWN ? HEXAPLA_STATE_TRANSLATED
                                                                  : target->state;

    HEXAPLA_PUT(self->out, " state=\"");
    hexapla_writer_puts(self->out, hexapla_state_get_tag(state));
    if (target != NULL && target->is_fuzzy)
        HEXAPLA_PUT(self->out, "\" subState=\"hexapla:fuzzy");
    HEXAPLA_PUT(self->out, "\"><source xml:space=\"preserve\">");
}

static void
put_segment(Xliff2Writer *self, guint index)
{
    const HexaplaTarget *target = hexapla_format_find_target(self->options, self->part, index);

    HEXAPLA_PUT(self->out, "<segment");
    if (!is_known_by_unit(self, index))
        put_segment_id(self, index);
    put_state(self, target);
    put_source_text(self, index);
    HEXAPLA_PUT(self->out, "</source>");
    if (target != NULL) {
        HEXAPLA_PUT(self->out, "<target xml:space=\"preserve\">");
        put_target_text(self, index, target);
        HEXAPLA_PUT(self->out, "</target>");
    } else if (self->options->copy_source && self->target != NULL && !self->is_locked) {
        HEXAPLA_PUT(self->out, "<target xml:space=\"preserve\">");
        put_source_text(self, index);
        HEXAPLA_PUT(self->out, "</target>");
    }
    HEXAPLA_PUT(self->out, "</segment>\n");
}

static void
put_ignorable(Xliff2Writer *self, gsize start, gsize end)
{
    if (start >= end)
        return;
    HEXAPLA_PUT(self->out, "<ignorable><source xml:space=\"preserve\">");
    hexapla_format_put_original(self->out, HEXAPLA_ESCAPE_XML_CP, self->part, start, end);
    HEXAPLA_PUT(self->out, "</source></ignorable>\n");
}

static void
put_segments(Xliff2Writer *self, const HexaplaBlock *block)
{
    gsize position = block->start;

    for (guint i = 0; i < block->n_segments; i++) {
        guint index = block->first_segment + i;

        put_ignorable(self, position, self->segments[index].start);
        put_segment(self, index);
        position = self->segments[index].end;
    }
    put_ignorable(self, position, block->end);
}

static void
put_match(Xliff2Writer *self, guint index, const HexaplaTarget *match)
{
    HEXAPLA_PUT(self->out, "<mtc:match ref=\"#");
    put_segment_ref(self, index);
    HEXAPLA_PUT(self->out, "\" type=\"tm\" similarity=\"100\">");
    HEXAPLA_PUT(self->out, "<source xml:space=\"preserve\">");
    put_source_text(self, index);
    HEXAPLA_PUT(self->out, "</source><target xml:space=\"preserve\">");
    put_target_text(self, index, match);
    HEXAPLA_PUT(self->out, "</target></mtc:match>\n");
}

static void
put_matches(Xliff2Writer *self, const HexaplaBlock *block)
{
    gboolean is_open = FALSE;

    for (guint i = 0; i < block->n_segments && self->has_targets; i++) {
        guint index = block->first_segment + i;
        const HexaplaTarget *match = hexapla_format_find_match(self->options, self->part, index);

        if (match == NULL)
            continue;
        if (!is_open)
            HEXAPLA_PUT(self->out,
                        "<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n");
        is_open = TRUE;
        put_match(self, index, match);
    }
    if (is_open)
        HEXAPLA_PUT(self->out, "</mtc:matches>\n");
}

/* What its file calls the unit, or its only segment; NULL when there is no such name. */
static const char *
unit_name(Xliff2Writer *self, guint block)
{
    guint n;
    const HexaplaBlock *place = &hexapla_document_get_blocks(self->part, &n)[block];
    const char *name = hexapla_document_get_block_name(self->part, block);

    if (name == NULL && place->n_segments == 1)
        name = hexapla_document_get_segment_name(self->part, place->first_segment);
    return name != NULL && hexapla_format_is_nmtoken(name) ? name : NULL;
}

/* Whether the sentences of the block are units of their own. */
static gboolean
is_split(Xliff2Writer *self, guint block)
{
    guint n;

    return self->options->one_segment_per_unit &&
           hexapla_document_get_blocks(self->part, &n)[block].n_segments > 1;
}

static void
put_unit_start(Xliff2Writer *self, guint index, const HexaplaBlock *block)
{
    const char *name = is_split(self, index) ? NULL : unit_name(self, index);

    HEXAPLA_PUT(self->out, "<unit id=\"");
    if (name != NULL)
        hexapla_writer_puts(self->out, name);
    else
        hexapla_format_put_id(self->out, 'u', block->id, block->ordinal);
    HEXAPLA_PUT(self->out, "\"");
    if (!put_extensions(self, HEXAPLA_EXTENSION_UNIT, block->first_segment,
                        HEXAPLA_EXTENSION_ATTRIBUTES)) {
        HEXAPLA_PUT(self->out, " type=\"hexapla:");
        hexapla_writer_puts(self->out, hexapla_block_kind_get_tag(block->kind));
        HEXAPLA_PUT(self->out, "\"");
    }
    if (self->is_locked)
        HEXAPLA_PUT(self->out, " translate=\"no\"");
    HEXAPLA_PUT(self->out, ">\n");
}

static void
put_unit(Xliff2Writer *self, guint index, const HexaplaBlock *block)
{
    self->first_mention = hexapla_document_first_mention(self->part, block->start);
    put_unit_start(self, index, block);
    HEXAPLA_PUT(self->out, "<mda:metadata>");
    put_unit_metadata(self, block);
    put_rules(self, block);
    put_originals(self, block);
    put_extensions(self, HEXAPLA_EXTENSION_UNIT, block->first_segment, HEXAPLA_EXTENSION_META);
    HEXAPLA_PUT(self->out, "</mda:metadata>\n");
    put_extensions(self, HEXAPLA_EXTENSION_UNIT, block->first_segment,
                   HEXAPLA_EXTENSION_OWN | HEXAPLA_EXTENSION_FOREIGN);
    put_matches(self, block);
    put_notes(self, block);
    put_original_data(self, block);
    put_segments(self, block);
    HEXAPLA_PUT(self->out, "</unit>\n");
}

/* Every sentence as if it were a block, with the white space behind it. */
static void
put_sentences(Xliff2Writer *self, guint index, const HexaplaBlock *block)
{
    HexaplaBlock unit = *block;

    unit.n_segments = 1;
    for (guint i = 0; i < block->n_segments; i++) {
        gboolean is_last = i + 1 == block->n_segments;

        unit.first_segment = block->first_segment + i;
        unit.id = self->segments[unit.first_segment].id;
        unit.ordinal = self->segments[unit.first_segment].ordinal;
        unit.end = is_last ? block->end : self->segments[unit.first_segment + 1].start;
        put_unit(self, index, &unit);
        unit.start = unit.end;
    }
}

static void
put_block(Xliff2Writer *self, guint index, const HexaplaBlock *block)
{
    if (block->n_segments == 0 || hexapla_format_leaves_out(self->options, block, TRUE))
        return;
    self->has_unit = TRUE;
    self->is_locked = block->is_locked || (block->junk != HEXAPLA_JUNK_NONE &&
                                           self->options->junk != HEXAPLA_JUNK_KEEP);
    if (self->options->one_segment_per_unit)
        put_sentences(self, index, block);
    else
        put_unit(self, index, block);
}

static gboolean
fail(HexaplaDocument *part, const char *what, const char *language, const char *expected,
     GError **error)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "%s:%" G_GUINT64_FORMAT
                ": error: this article is %s “%s”, but an XLIFF 2 document has one pair of "
                "languages, here “%s”; write into a folder, or write XLIFF 1.2",
                hexapla_format_original_name(part), hexapla_document_get_origin(part)->line, what,
                language, expected);
    return FALSE;
}

static gboolean
check_language(Xliff2Writer *self, HexaplaDocument *part, GError **error)
{
    const char *language = hexapla_document_get_language(part);
    const char *target = hexapla_format_target_language(self->options, part);

    if (g_ascii_strcasecmp(language, self->source) != 0)
        return fail(part, "in", language, self->source, error);
    if (target != NULL && (self->target == NULL || g_ascii_strcasecmp(target, self->target) != 0))
        return fail(part, "translated into", target, self->target != NULL ? self->target : "und",
                    error);
    return TRUE;
}

static void
begin_part(Xliff2Writer *self, HexaplaDocument *part)
{
    guint n;

    self->has_file = TRUE;
    self->part = part;
    self->segments = hexapla_document_get_segments(part, &n);
    self->mentions = hexapla_document_get_mentions(part, &n);
    self->names = hexapla_document_get_names(part, &self->n_names);
    self->is_exchange = hexapla_document_get_origin(part)->is_exchange;
    self->has_targets = hexapla_document_has_targets(part);
    self->has_codes = hexapla_format_has_codes(part);
    self->has_unit = FALSE;
    hexapla_line_counter_begin(&self->lines, part);
    if (self->options->inline_terms)
        index_clusters(self);
}

static gboolean
xliff2_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    Xliff2Writer *self = writer;
    const HexaplaBlock *blocks;
    guint n;

    put_document_start(self, part);
    if (!check_language(self, part, error))
        return FALSE;
    begin_part(self, part);
    put_file_start(self);
    blocks = hexapla_document_get_blocks(part, &n);
    for (guint i = 0; i < n; i++)
        put_block(self, i, &blocks[i]);
    /* A file without units is invalid. */
    if (!self->has_unit)
        HEXAPLA_PUT(
            self->out,
            "<unit id=\"empty\" translate=\"no\"><segment><source></source></segment></unit>\n");
    HEXAPLA_PUT(self->out, "</file>\n");
    clear_clusters(self);
    return hexapla_writer_check(self->out, error);
}

/* So is a document without files. */
static gboolean
write_empty_file(Xliff2Writer *self, GError **error)
{
    g_autoptr(HexaplaDocument) nothing = hexapla_format_new_empty_part(self->options);

    return xliff2_write(self, nothing, error);
}

static gboolean
xliff2_end(gpointer writer, GError **error)
{
    g_autofree Xliff2Writer *self = writer;

    if (!self->has_file && !write_empty_file(self, error))
        return FALSE;
    HEXAPLA_PUT(self->out, "</xliff>\n");
    return hexapla_writer_check(self->out, error);
}

static guint
xliff2_sniff(const guint8 *head, gsize n_head)
{
    return hexapla_xliff_sniff_version(head, n_head, '2');
}

const HexaplaFormat hexapla_format_xliff2 = {
    .name = "xliff2",
    .title = "XLIFF 2.1: units of sentences with white space, metadata and glossary",
    .extensions = "xlf2;xliff2",
    .details = HEXAPLA_ALL_DETAILS,
    .traits = HEXAPLA_FORMAT_DECODES | HEXAPLA_FORMAT_HOLDS_SEGMENTS |
              HEXAPLA_FORMAT_CARRIES_TARGETS | HEXAPLA_FORMAT_CARRIES_CODES |
              HEXAPLA_FORMAT_CARRIES_STATES | HEXAPLA_FORMAT_CARRIES_NOTES,
    .sniff = xliff2_sniff,
    .read = hexapla_xliff_read,
    .begin = xliff2_begin,
    .write = xliff2_write,
    .end = xliff2_end,
    .validate = hexapla_xliff2_validate,
};
