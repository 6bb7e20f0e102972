/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/fuzz/oracle.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/xml.h"
#include "document/pieces.h"
#include "formats/writing.h"

/* A part and all it holds. */
typedef struct {
    HexaplaDocument *document;
    const char *text;
    gsize n_text;
    const HexaplaBlock *blocks;
    guint n_blocks;
    const HexaplaSegment *segments;
    guint n_segments;
    const HexaplaMention *mentions;
    guint n_mentions;
    const HexaplaName *names;
    guint n_names;
    const HexaplaChange *changes;
    guint n_changes;
} Part;

static Part
look_at(HexaplaDocument *document)
{
    Part part = {.document = document};

    part.text = hexapla_document_get_text(document, &part.n_text);
    part.blocks = hexapla_document_get_blocks(document, &part.n_blocks);
    part.segments = hexapla_document_get_segments(document, &part.n_segments);
    part.mentions = hexapla_document_get_mentions(document, &part.n_mentions);
    part.names = hexapla_document_get_names(document, &part.n_names);
    part.changes = hexapla_document_get_changes(document, &part.n_changes);
    return part;
}

static gboolean
is_utf8(const char *text, gsize n)
{
    return g_utf8_validate_len(text, n, NULL);
}

static gboolean
is_border(const Part *part, gsize offset)
{
    return offset == part->n_text ||
           (offset < part->n_text && ((guchar)part->text[offset] & 0xC0) != 0x80);
}

static gboolean
is_stretch(const Part *part, gsize start, gsize end)
{
    return start < end && is_border(part, start) && is_border(part, end);
}

static gboolean
is_space(const Part *part, gsize start, gsize end)
{
    return start <= end && hexapla_text_skip_space(part->text, start, end) == end;
}

/* Whether white space stays outside. */
static gboolean
is_trimmed(const Part *part, gsize start, gsize end)
{
    return hexapla_text_skip_space(part->text, start, end) == start &&
           hexapla_text_trim_space(part->text, start, end) == end;
}

static gboolean
is_inside_change(const Part *part, gsize offset)
{
    guint low = 0, high = part->n_changes;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (part->changes[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < part->n_changes && part->changes[low].start < offset;
}

static void
check_blocks(const Part *part, gboolean complete)
{
    gsize position = 0;

    for (guint i = 0; i < part->n_blocks; i++) {
        const HexaplaBlock *block = &part->blocks[i];

        g_assert(is_stretch(part, block->start, block->end));
        g_assert(is_trimmed(part, block->start, block->end));
        g_assert(is_space(part, position, block->start));
        g_assert(block->kind < HEXAPLA_N_BLOCK_KINDS && block->junk < HEXAPLA_N_JUNK);
        position = block->end;
    }
    g_assert(!complete || is_space(part, position, part->n_text));
}

static void
check_segment(const Part *part, const HexaplaSegment *segment)
{
    g_assert(is_stretch(part, segment->start, segment->end));
    g_assert(is_trimmed(part, segment->start, segment->end));
    g_assert(segment->end - segment->start <= HEXAPLA_MAX_SEGMENT_BYTES);
    g_assert(!is_inside_change(part, segment->start) && !is_inside_change(part, segment->end));
    g_assert(segment->rule < HEXAPLA_N_RULES);
}

/* The sentences and the white space between them are the blocks. */
static void
check_segments(const Part *part)
{
    guint n = 0;

    for (guint i = 0; i < part->n_blocks; i++) {
        const HexaplaBlock *block = &part->blocks[i];
        gsize position = block->start;

        g_assert(block->n_segments > 0 && block->first_segment == n);
        for (guint j = 0; j < block->n_segments; j++, n++) {
            const HexaplaSegment *segment = &part->segments[n];

            g_assert(n < part->n_segments && segment->block == i);
            check_segment(part, segment);
            g_assert(is_space(part, position, segment->start));
            position = segment->end;
        }
        g_assert_cmpuint(position, ==, block->end);
    }
    g_assert_cmpuint(n, ==, part->n_segments);
}

typedef struct {
    guint64 id;
    guint32 ordinal;
} Id;

static int
compare_ids(const void *a, const void *b)
{
    const Id *left = a, *right = b;

    if (left->id != right->id)
        return left->id < right->id ? -1 : 1;
    return (left->ordinal > right->ordinal) - (left->ordinal < right->ordinal);
}

static void
check_unique(Id *ids, guint n)
{
    qsort(ids, n, sizeof *ids, compare_ids);
    for (guint i = 0; i < n; i++) {
        g_assert(ids[i].id >> 40 == 0);
        g_assert(i == 0 || compare_ids(&ids[i - 1], &ids[i]) != 0);
    }
}

static void
check_ids(const Part *part)
{
    g_autofree Id *ids = g_new0(Id, MAX(part->n_blocks, part->n_segments) + 1);

    for (guint i = 0; i < part->n_blocks; i++)
        ids[i] = (Id){part->blocks[i].id, part->blocks[i].ordinal};
    check_unique(ids, part->n_blocks);
    for (guint i = 0; i < part->n_segments; i++)
        ids[i] = (Id){part->segments[i].id, part->segments[i].ordinal};
    check_unique(ids, part->n_segments);
}

static void
check_marks(const Part *part)
{
    guint n;
    const HexaplaMark *marks = hexapla_document_get_marks(part->document, &n);
    gsize position = 0;

    for (guint i = 0; i < n; i++) {
        gsize end = marks[i].offset + marks[i].length;

        g_assert(marks[i].offset >= position && marks[i].role < HEXAPLA_N_ROLES);
        g_assert(is_stretch(part, marks[i].offset, end));
        g_assert_cmpuint(hexapla_text_count_chars(part->text + marks[i].offset, marks[i].length),
                         ==, 1);
        position = end;
    }
}

/* In order, not overlapping, each within one sentence. */
static void
check_mentions(const Part *part)
{
    g_autofree guint32 *counts = g_new0(guint32, part->n_names + 1);
    const HexaplaSegment *segment = part->segments;
    gsize position = 0;

    for (guint i = 0; i < part->n_mentions; i++) {
        const HexaplaMention *mention = &part->mentions[i];
        const HexaplaName *name = &part->names[mention->name];

        g_assert(mention->start >= position && mention->name < part->n_names);
        g_assert(is_stretch(part, mention->start, mention->end));
        g_assert(is_trimmed(part, mention->start, mention->end));
        g_assert(!is_inside_change(part, mention->start) && !is_inside_change(part, mention->end));
        while (segment < part->segments + part->n_segments && segment->end <= mention->start)
            segment++;
        g_assert(segment < part->segments + part->n_segments);
        g_assert(segment->start <= mention->start && mention->end <= segment->end);
        g_assert_cmpmem(name->text, name->length, part->text + mention->start,
                        mention->end - mention->start);
        counts[mention->name]++;
        position = mention->end;
    }
    for (guint i = 0; i < part->n_names; i++)
        g_assert_cmpuint(counts[i], ==, part->names[i].count);
}

static void
check_names(const Part *part)
{
    for (guint i = 0; i < part->n_names; i++) {
        const HexaplaName *name = &part->names[i];

        g_assert(name->cluster < part->n_names);
        g_assert_cmpuint(part->names[name->cluster].cluster, ==, name->cluster);
        g_assert(name->name_class < HEXAPLA_N_NAME_CLASSES);
        g_assert(name->relation < HEXAPLA_N_RELATIONS);
        g_assert(name->canonical == NULL ||
                 (*name->canonical != '\0' && g_utf8_validate(name->canonical, -1, NULL)));
    }
}

static void
check_changes(const Part *part)
{
    gsize position = 0;

    for (guint i = 0; i < part->n_changes; i++) {
        const HexaplaChange *change = &part->changes[i];

        g_assert(change->start >= position);
        g_assert(is_stretch(part, change->start, change->end));
        g_assert(g_utf8_validate(change->text, -1, NULL));
        position = change->end;
    }
}

/**
 * oracle_check_part:
 * @document: a part that went through the stages and the fold
 * @until: the last stage
 */
void
oracle_check_part(HexaplaDocument *document, HexaplaStage until)
{
    Part part = look_at(document);
    g_autofree char *output = hexapla_document_dup_output_text(document, 0, part.n_text);

    g_assert(is_utf8(part.text, part.n_text));
    g_assert(g_utf8_validate(output, -1, NULL));
    check_changes(&part);
    check_blocks(&part, until >= HEXAPLA_STAGE_CLEAN);
    if (until >= HEXAPLA_STAGE_SEGMENT)
        check_segments(&part);
    check_ids(&part);
    check_marks(&part);
    check_mentions(&part);
    check_names(&part);
}

/* As it stands in XML, where some characters cannot. */
static void
append_legal(GString *all, const char *text, gsize n)
{
    while (n > 0) {
        gsize legal = hexapla_text_find_illegal(text, n);

        g_string_append_len(all, text, legal);
        if (legal == n)
            return;
        g_string_append(all, "\uFFFD");
        legal += g_utf8_skip[(guchar)text[legal]];
        text += legal;
        n -= legal;
    }
}

/* Without what codes stand for: they have it as their markup. */
static void
append_output(GString *all, const Part *part, const HexaplaSegment *segment)
{
    guint n;
    const HexaplaCode *codes =
        hexapla_document_get_segment_codes(part->document, (guint)(segment - part->segments), &n);
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    hexapla_piece_iter_init(&iter, part->document, segment->start, segment->end, FALSE);
    hexapla_piece_iter_show_codes(&iter, codes, n);
    while (hexapla_piece_iter_next(&iter, &piece)) {
        if (piece.kind == HEXAPLA_PIECE_TEXT)
            append_legal(all, piece.text, piece.n);
    }
}

static void
append_block(GString *all, const Part *part, const HexaplaBlock *block, gboolean with_space)
{
    gsize position = block->start;

    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment = &part->segments[block->first_segment + i];

        if (with_space)
            append_legal(all, part->text + position, segment->start - position);
        append_output(all, part, segment);
        position = segment->end;
    }
}

/* The text that a reader of the output gets. */
static char *
expect_text(GPtrArray *parts, const HexaplaFormatOptions *options, gboolean can_mark,
            gboolean with_space)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < parts->len; i++) {
        Part part = look_at(parts->pdata[i]);

        for (guint j = 0; j < part.n_blocks; j++) {
            if (!hexapla_format_leaves_out(options, &part.blocks[j], can_mark))
                append_block(all, &part, &part.blocks[j], with_space);
        }
    }
    return g_string_free(all, FALSE);
}

/* What is gathered from an XML file of sentences. */
typedef struct {
    const char *collected; /* the element that holds a sentence */
    gboolean is_inside;
    gboolean is_source; /* it is the first of its unit */
    gboolean in_code;   /* its markup follows */
    GString *text;
    GHashTable *ids; /* of the file at hand */
} Gathered;

/* Codes have ids of their own in every unit. */
static gboolean
is_code(const char *name)
{
    static const char *const names[] = {"bpt", "bx", "ec", "ept", "ex", "g",
                                        "it",  "pc", "ph", "sc",  "x"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* These hold the markup they stand for. */
static gboolean
holds_markup(const char *name)
{
    return strcmp(name, "bpt") == 0 || strcmp(name, "ept") == 0 || strcmp(name, "it") == 0 ||
           strcmp(name, "ph") == 0;
}

static gboolean
gather_start(const HexaplaXmlElement *element, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Gathered *self = user_data;
    const char *name = hexapla_xml_element_get_name(element);
    gsize n = 0;
    const char *id = hexapla_xml_element_get_attribute(element, NULL, "id", &n);

    if (strcmp(name, "file") == 0)
        g_hash_table_remove_all(self->ids);
    if (id == NULL)
        id = hexapla_xml_element_get_attribute(element, NULL, "tuid", &n);
    /* A name stands under one id in a source and in its copy. */
    if (id != NULL && strcmp(name, "mrk") != 0 && !is_code(name))
        g_assert(g_hash_table_add(self->ids, g_strdup_printf("%s %.*s", name, (int)n, id)));
    if (strcmp(name, "tu") == 0)
        self->is_source = TRUE;
    if (strcmp(name, self->collected) == 0)
        self->is_inside = self->is_source;
    if (self->is_inside && strcmp(name, "cp") == 0)
        g_string_append(self->text, "\uFFFD");
    self->in_code |= holds_markup(name);
    return TRUE;
}

static gboolean
gather_end(const char *name, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Gathered *self = user_data;

    if (holds_markup(name))
        self->in_code = FALSE;
    if (strcmp(name, self->collected) != 0)
        return TRUE;
    self->is_inside = FALSE;
    if (strcmp(name, "seg") == 0)
        self->is_source = FALSE;
    return TRUE;
}

static gboolean
gather_text(const char *text, gsize n, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Gathered *self = user_data;

    if (self->is_inside && !self->in_code)
        g_string_append_len(self->text, text, n);
    return TRUE;
}

static void
check_xml(const char *output, gsize n, const char *collected, const char *expected)
{
    static const HexaplaXmlHandler handler = {gather_start, gather_end, gather_text};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(output, (gssize)n, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Gathered gathered = {.collected = collected, .is_source = TRUE, .text = text, .ids = ids};
    g_autoptr(GError) error = NULL;

    hexapla_xml_parse(in, "output", &handler, &gathered, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text->str, ==, expected);
}

static void
check_xliff(const char *output, gsize n, GPtrArray *parts, const HexaplaFormatOptions *options)
{
    g_autofree char *expected = expect_text(parts, options, TRUE, FALSE);

    check_xml(output, n, "source", expected);
}

static void
check_xliff2(const char *output, gsize n, GPtrArray *parts, const HexaplaFormatOptions *options)
{
    g_autofree char *expected = expect_text(parts, options, TRUE, TRUE);

    check_xml(output, n, "source", expected);
}

static void
check_tmx(const char *output, gsize n, GPtrArray *parts, const HexaplaFormatOptions *options)
{
    g_autofree char *expected = expect_text(parts, options, FALSE, FALSE);

    check_xml(output, n, "seg", expected);
}

static void
check_json_line(const char *line, gsize n)
{
    HexaplaJsonToken token;
    HexaplaJson json;

    hexapla_json_init(&json, line, n);
    do {
        token = hexapla_json_next(&json);
        if (token == HEXAPLA_JSON_ERROR)
            g_error("%s: %.*s", json.problem, (int)n, line);
    } while (token != HEXAPLA_JSON_END);
}

static void
check_json(const char *output, gsize n, G_GNUC_UNUSED GPtrArray *parts,
           G_GNUC_UNUSED const HexaplaFormatOptions *options)
{
    const char *end = output + n;

    for (const char *line = output; line < end;) {
        const char *feed = memchr(line, '\n', end - line);

        g_assert(feed != NULL);
        check_json_line(line, feed - line);
        line = feed + 1;
    }
}

/* Every row has as many cells as the first. */
static void
check_table(const char *output, gsize n, G_GNUC_UNUSED GPtrArray *parts,
            G_GNUC_UNUSED const HexaplaFormatOptions *options)
{
    g_autofree char *text = g_strndup(output, n);
    g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
    guint n_tabs = 0;

    for (guint i = 0; rows[i] != NULL && rows[i + 1] != NULL; i++) {
        guint tabs = 0;

        for (const char *p = rows[i]; (p = strchr(p, '\t')) != NULL; p++)
            tabs++;
        g_assert(i == 0 || tabs == n_tabs);
        n_tabs = tabs;
    }
}

/* One line a sentence. */
static void
check_lines(const char *output, gsize n, GPtrArray *parts, const HexaplaFormatOptions *options)
{
    guint n_lines = 0, n_sentences = 0;

    for (gsize i = 0; i < n; i++)
        n_lines += output[i] == '\n';
    for (guint i = 0; i < parts->len; i++) {
        Part part = look_at(parts->pdata[i]);

        for (guint j = 0; j < part.n_segments; j++)
            n_sentences +=
                !hexapla_format_leaves_out(options, &part.blocks[part.segments[j].block], FALSE);
    }
    g_assert_cmpuint(n_lines, ==, n_sentences);
}

/* A format without a row is only checked to be text. */
static const struct {
    const char *format;
    void (*check)(const char *output, gsize n, GPtrArray *parts,
                  const HexaplaFormatOptions *options);
} checks[] = {
    {"jsonl", check_json},    {"ledger", check_table}, {"ledger-jsonl", check_json},
    {"text", check_lines},    {"tmx", check_tmx},      {"xliff", check_xliff},
    {"xliff2", check_xliff2},
};

/**
 * oracle_check_output:
 * @format: what it is
 * @output: what was written
 * @n: its bytes
 * @parts: (element-type HexaplaDocument): of what
 * @options: and how
 */
void
oracle_check_output(const HexaplaFormat *format, const char *output, gsize n, GPtrArray *parts,
                    const HexaplaFormatOptions *options)
{
    g_assert(is_utf8(output, n));
    for (guint i = 0; i < G_N_ELEMENTS(checks); i++) {
        if (strcmp(checks[i].format, format->name) == 0)
            checks[i].check(output, n, parts, options);
    }
}
