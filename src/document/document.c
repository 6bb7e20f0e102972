/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/document.h"

#include <string.h>

#include "base/text.h"
#include "base/vector.h"
#include "document/document-private.h"
#include "document/extension.h"
#include "document/note.h"
#include "document/sources.h"
#include "document/target.h"

struct _HexaplaDocument {
    GObject parent;
    char *language;
    char *text;
    gsize n_text;
    HexaplaOrigin origin;
    guint64 file_id;
    guint file_ordinal;
    HexaplaVector blocks;
    HexaplaVector segments;
    HexaplaVector marks;
    HexaplaVector mentions;
    HexaplaVector names;
    HexaplaVector changes;
    guint32 *name_slots; /* index + 1 of a name, by the hash of its text; open addressing */
    guint n_name_slots;
    guint n_slotted_names; /* that are in the slots */
    HexaplaExtras *extras; /* NULL until there are some */
    GHashTable *block_languages; /* block index to interned tag; NULL until there is one */
    GStringChunk *strings;
};

G_DEFINE_FINAL_TYPE(HexaplaDocument, hexapla_document, G_TYPE_OBJECT)

static void
free_extras(HexaplaExtras *extras)
{
    if (extras == NULL)
        return;
    g_array_unref(extras->codes);
    g_array_unref(extras->owned);
    g_array_unref(extras->runs);
    g_array_unref(extras->targets);
    g_array_unref(extras->target_codes);
    g_array_unref(extras->notes);
    g_array_unref(extras->extensions);
    g_ptr_array_unref(extras->names);
    g_ptr_array_unref(extras->block_names);
    g_free(extras->target_language);
    g_free(extras);
}

static void
hexapla_document_finalize(GObject *object)
{
    HexaplaDocument *self = HEXAPLA_DOCUMENT(object);
    HexaplaOrigin *origin = &self->origin;

    g_free(self->language);
    g_free(self->text);
    g_free(origin->file);
    g_free(origin->id);
    g_free(origin->title);
    g_free(origin->url);
    g_free(origin->author);
    g_free(origin->date);
    g_free(origin->key);
    g_free(origin->original);
    g_free(origin->encoding);
    g_free(self->blocks.data);
    g_free(self->segments.data);
    g_free(self->marks.data);
    g_free(self->mentions.data);
    g_free(self->names.data);
    g_free(self->changes.data);
    g_free(self->name_slots);
    g_clear_pointer(&self->block_languages, g_hash_table_unref);
    free_extras(self->extras);
    g_string_chunk_free(self->strings);
    G_OBJECT_CLASS(hexapla_document_parent_class)->finalize(object);
}

static void
hexapla_document_class_init(HexaplaDocumentClass *klass)
{
    G_OBJECT_CLASS(klass)->finalize = hexapla_document_finalize;
}

static void
hexapla_document_init(HexaplaDocument *self)
{
    self->strings = g_string_chunk_new(4096);
    self->origin.line = 1;
    self->origin.is_last = TRUE;
}

/**
 * hexapla_document_new:
 * @language: its language tag (BCP 47)
 * @text: (transfer full): a part of an article, valid UTF-8 below 4 GiB; freed with g_free()
 * @n: its bytes
 *
 * Returns: (transfer full): a document without blocks
 * Since: 0.1
 */
HexaplaDocument *
hexapla_document_new(const char *language, char *text, gsize n)
{
    HexaplaDocument *self = g_object_new(HEXAPLA_TYPE_DOCUMENT, NULL);

    g_return_val_if_fail(n < G_MAXUINT32, self);
    self->language = g_strdup(language);
    self->text = text;
    self->n_text = n;
    return self;
}

/**
 * hexapla_document_get_language:
 * @self: a document
 *
 * Returns: (transfer none): its language tag
 * Since: 0.1
 */
const char *
hexapla_document_get_language(HexaplaDocument *self)
{
    return self->language;
}

/**
 * hexapla_document_set_language:
 * @self: a document
 * @language: the language tag it turned out to have
 *
 * Since: 0.1
 */
void
hexapla_document_set_language(HexaplaDocument *self, const char *language)
{
    g_free(self->language);
    self->language = g_strdup(language);
}

/**
 * hexapla_document_get_block_language:
 * @self: a document
 * @block: index of a block
 *
 * Returns: (transfer none) (nullable): the language tag of the block when it is not in the language of the
 * document
 * Since: 0.1
 */
const char *
hexapla_document_get_block_language(HexaplaDocument *self, guint block)
{
    if (self->block_languages == NULL)
        return NULL;
    return g_hash_table_lookup(self->block_languages, GUINT_TO_POINTER(block));
}

/**
 * hexapla_document_set_block_language:
 * @self: a document
 * @block: index of a block
 * @language: (nullable): its language tag; %NULL when it is in that of the document
 *
 * Since: 0.1
 */
void
hexapla_document_set_block_language(HexaplaDocument *self, guint block, const char *language)
{
    if (self->block_languages == NULL)
        self->block_languages = g_hash_table_new(NULL, NULL);
    g_hash_table_insert(self->block_languages, GUINT_TO_POINTER(block),
                        (gpointer)g_intern_string(language));
}

/**
 * hexapla_document_get_text:
 * @self: a document
 * @n: (out) (optional): its bytes
 *
 * Returns: (transfer none): the part of the article as its author wrote it, UTF-8, not terminated
 * Since: 0.1
 */
const char *
hexapla_document_get_text(HexaplaDocument *self, gsize *n)
{
    if (n != NULL)
        *n = self->n_text;
    return self->text;
}

/**
 * hexapla_document_take_text:
 * @self: a document that was made without text
 * @text: (transfer full): what blocks and segments that were added already count in, valid UTF-8
 *   below 4 GiB; freed with g_free()
 * @n: its bytes
 *
 * For readers that know the text only when they are through with it.
 *
 * Since: 0.1
 */
void
hexapla_document_take_text(HexaplaDocument *self, char *text, gsize n)
{
    g_return_if_fail(n < G_MAXUINT32);
    g_free(self->text);
    self->text = text;
    self->n_text = n;
}

/**
 * hexapla_document_get_origin:
 * @self: a document
 *
 * Returns: (transfer none): where it came from; its reader fills in what it knows, strings are
 * freed with the document
 * Since: 0.1
 */
HexaplaOrigin *
hexapla_document_get_origin(HexaplaDocument *self)
{
    return &self->origin;
}

/**
 * hexapla_document_get_file_id:
 * @self: a document
 * @ordinal: (out): 0, or how many parts of the run with the same id come before
 *
 * Returns: an id of the part that holds in the whole output
 * Since: 0.1
 */
guint64
hexapla_document_get_file_id(HexaplaDocument *self, guint *ordinal)
{
    *ordinal = self->file_ordinal;
    return self->file_id;
}

/**
 * hexapla_document_set_file_id:
 * @self: a document
 * @id: made from what identifies the article and the part
 * @ordinal: how many parts of the run with this id came before
 *
 * Since: 0.1
 */
void
hexapla_document_set_file_id(HexaplaDocument *self, guint64 id, guint ordinal)
{
    self->file_id = id;
    self->file_ordinal = ordinal;
}

/**
 * hexapla_document_add_block:
 * @self: a document
 * @kind: what the block is
 * @start: its first byte; blocks come in the order of the text
 * @end: behind its last byte
 *
 * Returns: its index
 * Since: 0.1
 */
guint
hexapla_document_add_block(HexaplaDocument *self, HexaplaBlockKind kind, gsize start, gsize end)
{
    HexaplaBlock block = {.start = start, .end = end, .kind = kind};

    *HEXAPLA_VECTOR_ADD(&self->blocks, HexaplaBlock) = block;
    return self->blocks.len - 1;
}

/**
 * hexapla_document_get_blocks:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): its blocks; until the next one is added
 * Since: 0.1
 */
HexaplaBlock *
hexapla_document_get_blocks(HexaplaDocument *self, guint *n)
{
    *n = self->blocks.len;
    return self->blocks.data;
}

/**
 * hexapla_document_add_segment:
 * @self: a document
 * @block: index of the block it belongs to; the segments of a block are added together
 * @start: its first byte
 * @end: behind its last byte
 * @rule: why it ends there
 *
 * Since: 0.1
 */
void
hexapla_document_add_segment(HexaplaDocument *self, guint block, gsize start, gsize end,
                             HexaplaRule rule)
{
    HexaplaSegment segment = {.start = start, .end = end, .block = block, .rule = rule};
    HexaplaBlock *owner = &HEXAPLA_VECTOR_AT(&self->blocks, HexaplaBlock, block);

    if (owner->n_segments == 0)
        owner->first_segment = self->segments.len;
    owner->n_segments++;
    *HEXAPLA_VECTOR_ADD(&self->segments, HexaplaSegment) = segment;
}

/**
 * hexapla_document_get_segments:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): its sentences; until the next one is added
 * Since: 0.1
 */
HexaplaSegment *
hexapla_document_get_segments(HexaplaDocument *self, guint *n)
{
    *n = self->segments.len;
    return self->segments.data;
}

/**
 * hexapla_document_join_segments:
 * @self: a document
 * @goes_on: (scope call): tells of each segment but the last of its block whether it goes on
 * @user_data: for @goes_on
 *
 * Joins segments with those behind them.
 *
 * Since: 0.1
 */
void
hexapla_document_join_segments(HexaplaDocument *self, HexaplaGoesOnFunc goes_on, gpointer user_data)
{
    HexaplaSegment *segments = self->segments.data;
    guint n = 0;

    for (guint i = 0; i < self->segments.len; i++) {
        HexaplaBlock *block = &HEXAPLA_VECTOR_AT(&self->blocks, HexaplaBlock, segments[i].block);
        gboolean is_first = i == block->first_segment;

        if (!is_first && goes_on(&segments[n - 1], &segments[i], user_data)) {
            segments[n - 1].end = segments[i].end;
            segments[n - 1].rule = segments[i].rule;
            block->n_segments--;
            continue;
        }
        if (is_first)
            block->first_segment = n;
        segments[n++] = segments[i];
    }
    self->segments.len = n;
}

/* Ids are printed as eight characters of five bits. */
#define ID_MASK ((G_GUINT64_CONSTANT(1) << 40) - 1)

/* What a slot has beside an id: a part has fewer segments than that counts. */
#define COUNT_BITS 24

/* Returns how often it was called with @id before. */
static guint32
count_id(guint64 *slots, gsize n_slots, guint64 id)
{
    gsize i = id & (n_slots - 1);

    while (slots[i] != 0 && slots[i] >> COUNT_BITS != id)
        i = (i + 1) & (n_slots - 1);
    if (slots[i] == 0)
        slots[i] = id << COUNT_BITS;
    return slots[i]++ & ((1u << COUNT_BITS) - 1);
}

static gsize
slots_for(gsize n)
{
    gsize slots = 16;

    while (slots < 2 * n)
        slots *= 2;
    return slots;
}

static void
hash_segments(HexaplaDocument *self)
{
    for (guint i = 0; i < self->segments.len; i++) {
        HexaplaSegment *segment = &HEXAPLA_VECTOR_AT(&self->segments, HexaplaSegment, i);

        segment->id =
            hexapla_text_hash(self->text + segment->start, segment->end - segment->start, 0) &
            ID_MASK;
    }
}

/* A block is known by its sentences; before there are any, by its text. */
static guint64
hash_block(HexaplaDocument *self, const HexaplaBlock *block)
{
    guint64 hash = 0;

    if (block->n_segments == 0)
        return hexapla_text_hash(self->text + block->start, block->end - block->start, 0);
    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment =
            &HEXAPLA_VECTOR_AT(&self->segments, HexaplaSegment, block->first_segment + i);
        guint64 id = GUINT64_TO_LE(segment->id);

        hash = i == 0 ? segment->id : hexapla_text_hash((const char *)&id, sizeof id, hash);
    }
    return hash;
}

static void
assign_block_ids(HexaplaDocument *self)
{
    gsize n_slots = slots_for(self->blocks.len);
    g_autofree guint64 *slots = g_new0(guint64, n_slots);

    for (guint i = 0; i < self->blocks.len; i++) {
        HexaplaBlock *block = &HEXAPLA_VECTOR_AT(&self->blocks, HexaplaBlock, i);

        block->id = hash_block(self, block) & ID_MASK;
        block->ordinal = count_id(slots, n_slots, block->id);
    }
}

static void
count_segment_ids(HexaplaDocument *self)
{
    gsize n_slots = slots_for(self->segments.len);
    g_autofree guint64 *slots = g_new0(guint64, n_slots);

    for (guint i = 0; i < self->segments.len; i++) {
        HexaplaSegment *segment = &HEXAPLA_VECTOR_AT(&self->segments, HexaplaSegment, i);

        segment->ordinal = count_id(slots, n_slots, segment->id);
    }
}

/**
 * hexapla_document_assign_ids:
 * @self: a document with all its blocks and segments
 *
 * Gives blocks and segments ids made from their original text, so that a change elsewhere, or
 * another policy for names, leaves them as they are.
 *
 * Since: 0.1
 */
void
hexapla_document_assign_ids(HexaplaDocument *self)
{
    hash_segments(self);
    assign_block_ids(self);
    count_segment_ids(self);
}

/**
 * hexapla_document_add_mark:
 * @self: a document
 * @offset: of an apostrophe-like character; marks come in the order of the text
 * @length: its bytes
 * @role: what it is there
 *
 * Since: 0.1
 */
void
hexapla_document_add_mark(HexaplaDocument *self, gsize offset, gsize length, HexaplaRole role)
{
    HexaplaMark mark = {.offset = offset, .length = length, .role = role};

    *HEXAPLA_VECTOR_ADD(&self->marks, HexaplaMark) = mark;
}

/**
 * hexapla_document_get_marks:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): its apostrophes; until the next one is added
 * Since: 0.1
 */
HexaplaMark *
hexapla_document_get_marks(HexaplaDocument *self, guint *n)
{
    *n = self->marks.len;
    return self->marks.data;
}

static guint
find_name_slot(const HexaplaDocument *self, const char *text, gsize n)
{
    guint slot = hexapla_text_hash(text, n, 0) & (self->n_name_slots - 1);

    while (self->name_slots[slot] != 0) {
        const HexaplaName *known =
            &HEXAPLA_VECTOR_AT(&self->names, HexaplaName, self->name_slots[slot] - 1);

        if (known->length == n && memcmp(known->text, text, n) == 0)
            break;
        slot = (slot + 1) & (self->n_name_slots - 1);
    }
    return slot;
}

/* Only those who cannot tell spellings apart by themselves need the slots. */
static void
slot_names(HexaplaDocument *self)
{
    if (self->names.len * 2 >= self->n_name_slots) {
        self->n_name_slots = MAX(64, slots_for(self->names.len + 1));
        g_free(self->name_slots);
        self->name_slots = g_new0(guint32, self->n_name_slots);
        self->n_slotted_names = 0;
    }
    for (; self->n_slotted_names < self->names.len; self->n_slotted_names++) {
        const HexaplaName *name =
            &HEXAPLA_VECTOR_AT(&self->names, HexaplaName, self->n_slotted_names);

        self->name_slots[find_name_slot(self, name->text, name->length)] =
            self->n_slotted_names + 1;
    }
}

/**
 * hexapla_document_add_name:
 * @self: a document
 * @start: first byte of a spelling that is not among the names yet
 * @end: behind its last byte
 *
 * Returns: its index among the names; hexapla_document_repeat_name() adds its mentions
 * Since: 0.1
 */
guint
hexapla_document_add_name(HexaplaDocument *self, gsize start, gsize end)
{
    HexaplaName name = {
        .text = self->text + start, .length = end - start, .cluster = self->names.len};

    *HEXAPLA_VECTOR_ADD(&self->names, HexaplaName) = name;
    return self->names.len - 1;
}

/**
 * hexapla_document_repeat_name:
 * @self: a document
 * @start: first byte of a mention; mentions come in the order of the text and do not overlap
 * @end: behind its last byte
 * @name: index of its spelling among the names
 * @name_class: what the place says of its bearer; %HEXAPLA_NAME_OTHER when it says nothing
 *
 * Counts the spelling, and remembers the first class that a place told.
 *
 * Since: 0.1
 */
void
hexapla_document_repeat_name(HexaplaDocument *self, gsize start, gsize end, guint name,
                             HexaplaNameClass name_class)
{
    HexaplaMention mention = {.start = start, .end = end, .name = name};
    HexaplaName *known = &HEXAPLA_VECTOR_AT(&self->names, HexaplaName, name);

    known->count++;
    if (known->name_class == HEXAPLA_NAME_OTHER)
        known->name_class = name_class;
    *HEXAPLA_VECTOR_ADD(&self->mentions, HexaplaMention) = mention;
}

/**
 * hexapla_document_add_mention:
 * @self: a document
 * @start: first byte of the name; mentions come in the order of the text and do not overlap
 * @end: behind its last byte
 * @name_class: what the place says of its bearer; %HEXAPLA_NAME_OTHER when it says nothing
 *
 * Finds the name by its spelling, and does what hexapla_document_repeat_name() does.
 *
 * Returns: index of its spelling among the names
 * Since: 0.1
 */
guint
hexapla_document_add_mention(HexaplaDocument *self, gsize start, gsize end,
                             HexaplaNameClass name_class)
{
    guint slot, name;

    slot_names(self);
    slot = find_name_slot(self, self->text + start, end - start);
    name = self->name_slots[slot] != 0 ? self->name_slots[slot] - 1
                                       : hexapla_document_add_name(self, start, end);
    hexapla_document_repeat_name(self, start, end, name, name_class);
    return name;
}

/**
 * hexapla_document_forget_mentions:
 * @self: a document
 *
 * Takes all mentions and names out.
 *
 * Since: 0.1
 */
void
hexapla_document_forget_mentions(HexaplaDocument *self)
{
    self->mentions.len = 0;
    self->names.len = 0;
    g_clear_pointer(&self->name_slots, g_free);
    self->n_name_slots = 0;
    self->n_slotted_names = 0;
}

/**
 * hexapla_document_get_mentions:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): where names stand; until the next one is added
 * Since: 0.1
 */
HexaplaMention *
hexapla_document_get_mentions(HexaplaDocument *self, guint *n)
{
    *n = self->mentions.len;
    return self->mentions.data;
}

/**
 * hexapla_document_get_names:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the spellings of its names; until the next mention is
 * added
 * Since: 0.1
 */
HexaplaName *
hexapla_document_get_names(HexaplaDocument *self, guint *n)
{
    *n = self->names.len;
    return self->names.data;
}

/**
 * hexapla_document_add_change:
 * @self: a document
 * @start: first byte of the original
 * @end: behind its last byte
 * @text: (transfer none): what stands there in the output; lives as long as the document, as after
 *   hexapla_document_intern()
 * @reason: why
 *
 * Stages may add changes in any order; hexapla_document_sort_changes() follows the last one.
 *
 * Since: 0.1
 */
void
hexapla_document_add_change(HexaplaDocument *self, gsize start, gsize end, const char *text,
                            HexaplaChangeReason reason)
{
    HexaplaChange change = {.start = start, .end = end, .text = text, .reason = reason};

    *HEXAPLA_VECTOR_ADD(&self->changes, HexaplaChange) = change;
}

static int
compare_changes(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer user_data)
{
    guint32 start_a = ((const HexaplaChange *)a)->start;
    guint32 start_b = ((const HexaplaChange *)b)->start;

    return (start_a > start_b) - (start_a < start_b);
}

/**
 * hexapla_document_sort_changes:
 * @self: a document
 *
 * Puts the changes into the order of the text.
 *
 * Since: 0.1
 */
void
hexapla_document_sort_changes(HexaplaDocument *self)
{
    if (self->changes.len > 1)
        g_qsort_with_data(self->changes.data, self->changes.len, sizeof(HexaplaChange),
                          compare_changes, NULL);
}

/**
 * hexapla_document_get_changes:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what differs in the output; until the next one is
 * added
 * Since: 0.1
 */
HexaplaChange *
hexapla_document_get_changes(HexaplaDocument *self, guint *n)
{
    *n = self->changes.len;
    return self->changes.data;
}

/**
 * hexapla_document_intern:
 * @self: a document
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: (transfer none): a terminated copy that lives as long as the document
 * Since: 0.1
 */
const char *
hexapla_document_intern(HexaplaDocument *self, const char *text, gsize n)
{
    return g_string_chunk_insert_len(self->strings, text, n);
}

HexaplaExtras *
hexapla_document_get_extras(HexaplaDocument *self)
{
    return self->extras;
}

HexaplaExtras *
hexapla_document_ensure_extras(HexaplaDocument *self)
{
    HexaplaExtras *extras = self->extras;

    if (extras != NULL)
        return extras;
    self->extras = extras = g_new(HexaplaExtras, 1);
    extras->codes = g_array_new(FALSE, FALSE, sizeof(HexaplaCode));
    extras->owned = g_array_new(FALSE, TRUE, sizeof(HexaplaCodeRange));
    extras->runs = g_array_new(FALSE, FALSE, sizeof(HexaplaRun));
    extras->targets = g_array_new(FALSE, TRUE, sizeof(HexaplaTarget));
    extras->target_codes = g_array_new(FALSE, FALSE, sizeof(HexaplaCode));
    extras->notes = g_array_new(FALSE, FALSE, sizeof(HexaplaNote));
    extras->extensions = g_array_new(FALSE, FALSE, sizeof(HexaplaExtension));
    extras->names = g_ptr_array_new();
    extras->block_names = g_ptr_array_new();
    extras->target_language = NULL;
    return extras;
}
