/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/bilingual.h"

#include <string.h>

#include "align/kinship.h"
#include "base/breaker.h"
#include "base/limits.h"
#include "base/text.h"
#include "document/note.h"
#include "document/pieces.h"
#include "document/target.h"
#include "formats/writing.h"

typedef struct {
    HexaplaDocument *part;
    guint segment;
} Sentence;

/**
 * hexapla_version_init:
 * @self: (out): a version without text
 *
 * Since: 0.1
 */
void
hexapla_version_init(HexaplaVersion *self)
{
    self->parts = g_ptr_array_new_with_free_func(g_object_unref);
    self->sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
}

/**
 * hexapla_version_clear:
 * @self: a version
 *
 * Since: 0.1
 */
void
hexapla_version_clear(HexaplaVersion *self)
{
    g_ptr_array_unref(self->parts);
    g_array_unref(self->sentences);
}

/**
 * hexapla_version_add:
 * @self: a version
 * @part: one of its parts
 * @segment: index of the next sentence to be aligned
 *
 * Since: 0.1
 */
void
hexapla_version_add(HexaplaVersion *self, HexaplaDocument *part, guint segment)
{
    Sentence sentence = {part, segment};

    g_array_append_val(self->sentences, sentence);
}

static const Sentence *
get_sentence(const HexaplaVersion *self, guint index)
{
    return &g_array_index(self->sentences, Sentence, index);
}

static const HexaplaSegment *
get_segment(const Sentence *sentence)
{
    guint n;

    return &hexapla_document_get_segments(sentence->part, &n)[sentence->segment];
}

/* Sentences of scripts without spaces follow each other without one. */
static gboolean
needs_space(const GString *text)
{
    gunichar last = hexapla_text_before(text->str, text->str + text->len);

    return !hexapla_breaker_is_needed(last) && !(last >= 0x3000 && last <= 0x303F) && last < 0xFF00;
}

/**
 * hexapla_version_dup_text:
 * @self: a version
 * @first: index of a sentence
 * @n: how many
 *
 * Returns: (transfer full): their text as it stands in outputs, on one line; free with g_free()
 * Since: 0.1
 */
char *
hexapla_version_dup_text(const HexaplaVersion *self, guint first, guint n)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = first; i < first + n; i++) {
        const Sentence *sentence = get_sentence(self, i);
        const HexaplaSegment *segment = get_segment(sentence);
        g_autofree char *own =
            hexapla_document_dup_output_text(sentence->part, segment->start, segment->end);

        if (i > first && needs_space(text))
            g_string_append_c(text, ' ');
        g_string_append(text, own);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/**
 * hexapla_version_is_junk:
 * @self: a version
 * @first: index of a sentence
 * @n: how many
 *
 * Returns: whether there are any and none of them is the article's
 * Since: 0.1
 */
gboolean
hexapla_version_is_junk(const HexaplaVersion *self, guint first, guint n)
{
    for (guint i = first; i < first + n; i++) {
        const Sentence *sentence = get_sentence(self, i);
        guint n_blocks;
        const HexaplaBlock *blocks = hexapla_document_get_blocks(sentence->part, &n_blocks);

        if (blocks[get_segment(sentence)->block].junk == HEXAPLA_JUNK_NONE)
            return FALSE;
    }
    return n > 0;
}

/**
 * hexapla_version_get_id:
 * @self: a version
 *
 * Returns: (transfer none): what its article is called; as long as @self lives
 * Since: 0.1
 */
const char *
hexapla_version_get_id(const HexaplaVersion *self)
{
    return hexapla_document_get_origin(self->parts->pdata[0])->id;
}

/* An article with its translation while it is put together. */
typedef struct {
    const HexaplaVersion *versions;
    HexaplaDocument *document; /* NULL between two parts */
    GString *text;
    guint block;
    guint n_parts;
    float score; /* of the articles */
    HexaplaDocumentFunc func;
    gpointer user_data;
} Builder;

static void
begin_part(Builder *self)
{
    const HexaplaVersion *versions = self->versions;
    const HexaplaOrigin *source =
        hexapla_document_get_origin(versions[HEXAPLA_SOURCE].parts->pdata[0]);
    HexaplaOrigin *origin;

    self->document = hexapla_document_new(
        hexapla_document_get_language(versions[HEXAPLA_SOURCE].parts->pdata[0]), NULL, 0);
    hexapla_document_set_target_language(
        self->document, hexapla_document_get_language(versions[HEXAPLA_TARGET].parts->pdata[0]));
    origin = hexapla_document_get_origin(self->document);
    origin->file = g_strdup(source->file);
    origin->id = g_strdup(source->id);
    origin->title = g_strdup(source->title);
    origin->url = g_strdup(source->url);
    origin->date = g_strdup(source->date);
    origin->is_exchange = TRUE;
    origin->part = self->n_parts++;
    self->text = g_string_new(NULL);
}

static gboolean
end_part(Builder *self, gboolean is_last, GError **error)
{
    gsize n = self->text->len;

    hexapla_document_get_origin(self->document)->is_last = is_last;
    hexapla_document_take_text(self->document, g_string_free(g_steal_pointer(&self->text), FALSE),
                               n);
    hexapla_document_assign_ids(self->document);
    return self->func(g_steal_pointer(&self->document), self->user_data, error);
}

/* Notes of XLIFF 2 are about a whole unit, so every bead is one. */
static void
begin_block(Builder *self, const Sentence *first)
{
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(first->part, &n);

    if (self->text->len > 0)
        g_string_append(self->text, "\n\n");
    self->block = hexapla_document_add_block(self->document, blocks[get_segment(first)->block].kind,
                                             self->text->len, self->text->len);
}

static void
add_property(Builder *self, guint segment, const char *name, const char *value)
{
    g_autofree char *from = g_strconcat("prop:", name, NULL);

    hexapla_document_add_note(self->document, segment, from, value, strlen(value));
}

static void
add_number(Builder *self, guint segment, const char *name, double number)
{
    char value[G_ASCII_DTOSTR_BUF_SIZE];

    add_property(self, segment, name, g_ascii_formatd(value, sizeof value, "%.3f", number));
}

static void
add_reasons(Builder *self, guint segment, const HexaplaBead *bead)
{
    g_autoptr(GString) reasons = g_string_new(NULL);

    for (guint i = 0; i < HEXAPLA_N_KINSHIPS; i++) {
        if ((bead->reasons >> i & 1) != 0)
            g_string_append_printf(reasons, "%s%s", reasons->len > 0 ? " " : "",
                                   hexapla_kinship_get_tag(i));
    }
    if (reasons->len > 0)
        add_property(self, segment, "anchors", reasons->str);
}

/* By which other exports of the article know its sentences. */
static void
add_ids(Builder *self, guint segment, const char *name, guint side, guint first, guint n)
{
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint i = first; i < first + n; i++) {
        const HexaplaSegment *sentence = get_segment(get_sentence(&self->versions[side], i));
        char id[HEXAPLA_ID_SIZE];

        g_string_append_printf(ids, "%s%s", i > first ? " " : "",
                               hexapla_format_id(id, 's', sentence->id, sentence->ordinal));
    }
    add_property(self, segment, name, ids->str);
}

/* What other tools that make such memories call these things. */
static void
add_properties(Builder *self, guint segment, const HexaplaBead *bead, const char *source,
               const char *target)
{
    g_autofree char *type = g_strdup_printf("%u:%u", bead->n_source, bead->n_target);
    gsize n_source = hexapla_text_count_chars(source, strlen(source));
    gsize n_target = hexapla_text_count_chars(target, strlen(target));

    add_number(self, segment, "score", bead->confidence);
    add_property(self, segment, "type", type);
    add_number(self, segment, "lengthRatio", (double)n_target / MAX(n_source, 1));
    add_reasons(self, segment, bead);
    add_property(self, segment, "source-document",
                 hexapla_version_get_id(&self->versions[HEXAPLA_SOURCE]));
    add_property(self, segment, "target-document",
                 hexapla_version_get_id(&self->versions[HEXAPLA_TARGET]));
    if (self->score < 1)
        add_number(self, segment, "document-score", self->score);
    add_ids(self, segment, "source-ids", HEXAPLA_SOURCE, bead->source, bead->n_source);
    add_ids(self, segment, "target-ids", HEXAPLA_TARGET, bead->target, bead->n_target);
}

static gboolean
add_bead(Builder *self, const HexaplaBead *bead, GError **error)
{
    const HexaplaVersion *versions = self->versions;
    g_autofree char *source =
        hexapla_version_dup_text(&versions[HEXAPLA_SOURCE], bead->source, bead->n_source);
    g_autofree char *target =
        hexapla_version_dup_text(&versions[HEXAPLA_TARGET], bead->target, bead->n_target);
    const Sentence *first = get_sentence(&versions[HEXAPLA_SOURCE], bead->source);
    guint segment, n;
    gsize start;

    if (self->document != NULL && self->text->len + strlen(source) > HEXAPLA_MAX_PART_BYTES / 2 &&
        !end_part(self, FALSE, error))
        return FALSE;
    if (self->document == NULL)
        begin_part(self);
    begin_block(self, first);
    start = self->text->len;
    g_string_append(self->text, source);
    hexapla_document_get_segments(self->document, &segment);
    hexapla_document_add_segment(self->document, self->block, start, self->text->len,
                                 HEXAPLA_RULE_BLOCK_END);
    hexapla_document_get_blocks(self->document, &n)[self->block].end = self->text->len;
    if (bead->n_target > 0) {
        hexapla_document_set_target(self->document, segment, target, strlen(target));
        add_properties(self, segment, bead, source, target);
    }
    return TRUE;
}

/**
 * hexapla_bilingual_write:
 * @versions: (array fixed-size=2): the source and the target; both have a part
 * @beads: (array length=n): what translates what, in order
 * @n: how many
 * @score: 0 to 1: how sure it is that both are one article; 1 where it was told
 * @with_untranslated: whether sentences of the source that nothing translates are written too
 * @func: takes the article with its translation, part by part
 * @user_data: for @func
 * @error: what @func says
 *
 * Returns: whether @func took all
 * Since: 0.1
 */
gboolean
hexapla_bilingual_write(const HexaplaVersion *versions, const HexaplaBead *beads, guint n,
                        float score, gboolean with_untranslated, HexaplaDocumentFunc func,
                        gpointer user_data, GError **error)
{
    Builder self = {.versions = versions, .score = score, .func = func, .user_data = user_data};

    begin_part(&self);
    for (guint i = 0; i < n; i++) {
        if (beads[i].n_source == 0 || (beads[i].n_target == 0 && !with_untranslated))
            continue;
        if (!add_bead(&self, &beads[i], error))
            return FALSE;
    }
    if (self.document == NULL)
        return TRUE;
    return end_part(&self, TRUE, error);
}
