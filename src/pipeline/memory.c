/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/memory.h"

#include <string.h>

#include "base/text.h"
#include "document/pieces.h"
#include "document/target.h"
#include "formats/code-list.h"

struct _HexaplaMemory {
    GPtrArray *documents;
    GArray *translations; /* HexaplaTranslation */
    GHashTable *places;   /* hash of a source to index + 1 */
    GString *key;         /* to build one in */
};

/**
 * hexapla_memory_new:
 *
 * Returns: (transfer full): an empty memory
 * Since: 0.1
 */
HexaplaMemory *
hexapla_memory_new(void)
{
    HexaplaMemory *self = g_new0(HexaplaMemory, 1);

    self->documents = g_ptr_array_new_with_free_func(g_object_unref);
    self->translations = g_array_new(FALSE, FALSE, sizeof(HexaplaTranslation));
    self->places = g_hash_table_new(NULL, NULL);
    self->key = g_string_new(NULL);
    return self;
}

/**
 * hexapla_memory_free:
 * @self: (transfer full) (nullable): a memory
 *
 * Since: 0.1
 */
void
hexapla_memory_free(HexaplaMemory *self)
{
    if (self == NULL)
        return;
    g_ptr_array_unref(self->documents);
    g_array_unref(self->translations);
    g_hash_table_unref(self->places);
    g_string_free(self->key, TRUE);
    g_free(self);
}

static gboolean
is_quotation_mark(gunichar c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB;
}

/* What tools and editors change without changing the sentence: white space, and the shape of
 * apostrophes and quotation marks. */
static void
append_normalised(GString *key, const char *text, gsize n)
{
    const char *end = text + n;

    for (const char *p = text, *next; p < end; p = next) {
        gunichar c;

        next = hexapla_text_next(p, end, &c);
        if (hexapla_text_is_space(c)) {
            if (key->len > 0 && key->str[key->len - 1] != ' ')
                g_string_append_c(key, ' ');
        } else if (hexapla_text_is_apostrophe(c)) {
            g_string_append_c(key, '\'');
        } else if (is_quotation_mark(c)) {
            g_string_append_c(key, '"');
        } else {
            g_string_append_len(key, p, next - p);
        }
    }
}

/**
 * hexapla_memory_hash:
 * @key: room for the text
 * @part: a part of an article
 * @segment: index of a segment
 *
 * Returns: the same number for all sentences that differ in white space and the shape of quotation
 * marks only
 * Since: 0.1
 */
guint64
hexapla_memory_hash(GString *key, HexaplaDocument *part, guint segment)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    g_string_truncate(key, 0);
    hexapla_piece_iter_init(&iter, part, place->start, place->end, FALSE);
    while (hexapla_piece_iter_next(&iter, &piece))
        append_normalised(key, piece.text, piece.n);
    if (key->len > 0 && key->str[key->len - 1] == ' ')
        g_string_truncate(key, key->len - 1);
    return hexapla_text_hash(key->str, key->len, 0);
}

static gpointer
hash_source(GString *key, HexaplaDocument *part, guint segment)
{
    return GSIZE_TO_POINTER((gsize)hexapla_memory_hash(key, part, segment));
}

/**
 * hexapla_memory_take:
 * @part: (transfer full): the next part of an exchange file
 * @memory: a #HexaplaMemory
 * @error: never set
 *
 * A #HexaplaDocumentFunc. Of two translations of one source the later one is kept.
 *
 * Returns: %TRUE
 * Since: 0.1
 */
gboolean
hexapla_memory_take(HexaplaDocument *part, gpointer memory, G_GNUC_UNUSED GError **error)
{
    HexaplaMemory *self = memory;
    guint n;

    g_ptr_array_add(self->documents, part);
    hexapla_document_get_segments(part, &n);
    for (guint i = 0; i < n; i++) {
        const HexaplaTarget *target = hexapla_document_find_target(part, i);
        HexaplaTranslation translation = {part, i};

        if (target == NULL || target->n == 0 || target->is_fuzzy ||
            target->state == HEXAPLA_STATE_INITIAL)
            continue;
        g_array_append_val(self->translations, translation);
        g_hash_table_insert(self->places, hash_source(self->key, part, i),
                            GUINT_TO_POINTER(self->translations->len));
    }
    return TRUE;
}

/**
 * hexapla_memory_find:
 * @self: a memory
 * @part: a part of an article
 * @segment: index of a segment
 *
 * Returns: (transfer none) (nullable): a segment with the same source but for white space and the
 * shape of its quotation marks, and with a translation
 * Since: 0.1
 */
const HexaplaTranslation *
hexapla_memory_find(const HexaplaMemory *self, HexaplaDocument *part, guint segment)
{
    guint index =
        GPOINTER_TO_UINT(g_hash_table_lookup(self->places, hash_source(self->key, part, segment)));

    return index > 0 ? &g_array_index(self->translations, HexaplaTranslation, index - 1) : NULL;
}

/* The code of a source that a code of its translation stands for; the number of codes when there is
 * none. */
static guint
find_counterpart(const HexaplaCode *codes, guint n, const HexaplaCode *code)
{
    guint i = 0;

    while (i < n && (codes[i].kind != code->kind || g_strcmp0(codes[i].id, code->id) != 0))
        i++;
    return i;
}

/* Codes are told apart by their order in the source, which is the same in both. */
static gboolean
copy_codes(const HexaplaTranslation *self, HexaplaDocument *part, guint segment)
{
    guint n, n_own, n_target;
    const HexaplaCode *source =
        hexapla_document_get_segment_codes(self->document, self->segment, &n);
    const HexaplaCode *own = hexapla_document_get_segment_codes(part, segment, &n_own);
    const HexaplaCode *codes =
        hexapla_document_get_target_codes(self->document, self->segment, &n_target);
    HexaplaCodeList list;

    hexapla_code_list_init(&list, part, segment, FALSE);
    for (guint i = 0; i < n_target; i++) {
        guint j = find_counterpart(source, n, &codes[i]);
        char id[HEXAPLA_CODE_ID_SIZE];
        HexaplaCode *added;

        added = hexapla_document_add_target_code(part, segment, own[j].kind, own[j].type,
                                                 codes[i].start);
        hexapla_code_list_get_id(&list, &own[j], id);
        added->id = hexapla_document_intern(part, id, strlen(id));
        added->data = own[j].data;
        added->n_data = own[j].n_data;
        added->partner = codes[i].partner;
    }
    return TRUE;
}

static gboolean
fits(const HexaplaTranslation *self, HexaplaDocument *part, guint segment)
{
    guint n, n_own, n_target;
    const HexaplaCode *source =
        hexapla_document_get_segment_codes(self->document, self->segment, &n);
    const HexaplaCode *own = hexapla_document_get_segment_codes(part, segment, &n_own);
    const HexaplaCode *codes =
        hexapla_document_get_target_codes(self->document, self->segment, &n_target);

    if (n != n_own || n_target > n)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (source[i].kind != own[i].kind)
            return FALSE;
    }
    for (guint i = 0; i < n_target; i++) {
        if (find_counterpart(source, n, &codes[i]) == n)
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_translation_apply:
 * @self: a segment with a translation
 * @part: a part of an article
 * @segment: index of a segment with the same source
 *
 * Gives the segment the translation, with the codes of the article.
 *
 * Returns: whether the codes of both fit together; otherwise nothing is done
 * Since: 0.1
 */
gboolean
hexapla_translation_apply(const HexaplaTranslation *self, HexaplaDocument *part, guint segment)
{
    const HexaplaTarget *from = hexapla_document_find_target(self->document, self->segment);
    HexaplaTarget *to;

    if (from == NULL || from->n == 0 || !fits(self, part, segment))
        return FALSE;
    hexapla_document_set_target(part, segment, from->text, from->n);
    to = hexapla_document_find_target(part, segment);
    to->state = from->state;
    to->is_fuzzy = from->is_fuzzy;
    return copy_codes(self, part, segment);
}
