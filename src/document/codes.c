/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/codes.h"

#include "document/document-private.h"

/**
 * hexapla_document_add_code:
 * @self: a document
 * @kind: whether something begins, ends or stands alone
 * @type: what the code does
 * @start: first byte of the text that it stands for; codes come in the order of the text
 * @end: behind its last byte; equal to @start when it stands for none
 * @data: (nullable): its markup, UTF-8; copied
 * @n: bytes of @data
 *
 * Returns: its index
 * Since: 0.1
 */
guint
hexapla_document_add_code(HexaplaDocument *self, HexaplaCodeKind kind, HexaplaCodeType type,
                          gsize start, gsize end, const char *data, gsize n)
{
    GArray *codes = hexapla_document_ensure_extras(self)->codes;
    HexaplaCode code = {
        .start = start,
        .end = end,
        .partner = HEXAPLA_NO_CODE,
        .n_data = n,
        .data = data != NULL ? hexapla_document_intern(self, data, n) : NULL,
        .kind = kind,
        .type = type,
    };

    g_array_append_val(codes, code);
    return codes->len - 1;
}

/**
 * hexapla_document_pair_codes:
 * @self: a document
 * @open: index of a code that opens something
 * @close: index of the code that closes it
 *
 * Since: 0.1
 */
void
hexapla_document_pair_codes(HexaplaDocument *self, guint open, guint close)
{
    GArray *codes = hexapla_document_ensure_extras(self)->codes;

    g_array_index(codes, HexaplaCode, open).partner = close;
    g_array_index(codes, HexaplaCode, close).partner = open;
}

/**
 * hexapla_document_get_codes:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): its codes; until the next one is added
 * Since: 0.1
 */
HexaplaCode *
hexapla_document_get_codes(HexaplaDocument *self, guint *n)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    *n = extras != NULL ? extras->codes->len : 0;
    return *n > 0 ? (HexaplaCode *)extras->codes->data : NULL;
}

/**
 * hexapla_document_first_code:
 * @self: a document
 * @offset: a byte of its text
 *
 * Returns: index of the first code at @offset or behind it; the number of codes when there is none
 * Since: 0.1
 */
guint
hexapla_document_first_code(HexaplaDocument *self, gsize offset)
{
    guint low = 0, high;
    const HexaplaCode *codes = hexapla_document_get_codes(self, &high);

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (codes[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What stands in front of the first word and need not move with it. */
static gboolean
stays_before(const HexaplaCode *codes, guint i, guint first)
{
    const HexaplaCode *code = &codes[i];

    if (code->kind == HEXAPLA_CODE_CLOSE)
        return code->partner == HEXAPLA_NO_CODE || code->partner < first;
    return code->kind == HEXAPLA_CODE_ALONE;
}

/* Behind the last word only what ends something of this sentence belongs to it. */
static gboolean
belongs_behind(const HexaplaCode *codes, guint i, guint first)
{
    return codes[i].kind == HEXAPLA_CODE_CLOSE && codes[i].partner != HEXAPLA_NO_CODE &&
           codes[i].partner >= first;
}

static void
find_segment_codes(HexaplaDocument *self, const HexaplaSegment *place, HexaplaCodeRange *range)
{
    guint n_codes, first, i;
    const HexaplaCode *codes = hexapla_document_get_codes(self, &n_codes);

    first = hexapla_document_first_code(self, place->start);
    while (first < n_codes && codes[first].end <= place->start && stays_before(codes, first, first))
        first++;
    i = first;
    while (i < n_codes && (codes[i].start < place->end ||
                           (codes[i].start == place->end && belongs_behind(codes, i, first))))
        i++;
    *range = (HexaplaCodeRange){first, i - first};
}

/**
 * hexapla_document_own_codes:
 * @self: a document
 * @segment: index of a segment of an exchange file
 * @first: index of its first code
 * @n: how many it has
 *
 * Says which codes belong to a segment, where the text does not tell.
 *
 * Since: 0.1
 */
void
hexapla_document_own_codes(HexaplaDocument *self, guint segment, guint first, guint n)
{
    GArray *owned = hexapla_document_ensure_extras(self)->owned;
    HexaplaCodeRange range = {first, n};

    g_array_set_size(owned, segment + 1);
    g_array_index(owned, HexaplaCodeRange, segment) = range;
}

/**
 * hexapla_document_get_segment_codes:
 * @self: a document
 * @segment: index of a segment
 * @n: (out): how many
 *
 * The codes that a translator gets with the sentence: those inside it, and at its ends those that
 * open before its first word and close behind its last one.
 *
 * Returns: (transfer none) (nullable) (array length=n): they follow each other; until the next code
 * is added
 * Since: 0.1
 */
HexaplaCode *
hexapla_document_get_segment_codes(HexaplaDocument *self, guint segment, guint *n)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);
    HexaplaCodeRange range = {0, 0};
    guint n_segments;

    if (extras != NULL && segment < extras->owned->len)
        range = g_array_index(extras->owned, HexaplaCodeRange, segment);
    else if (extras != NULL && extras->codes->len > 0 && extras->owned->len == 0)
        find_segment_codes(self, &hexapla_document_get_segments(self, &n_segments)[segment],
                           &range);
    *n = range.n;
    return range.n > 0 ? &g_array_index(extras->codes, HexaplaCode, range.first) : NULL;
}

/**
 * hexapla_document_number_code:
 * @self: a document
 * @block: index of the block in which the code stands
 * @code: one of the document's codes
 *
 * Returns: the number of the code within its block, from 1; both halves of a pair have that of the
 * first one
 * Since: 0.1
 */
guint
hexapla_document_number_code(HexaplaDocument *self, guint block, const HexaplaCode *code)
{
    guint n, index, first;
    const HexaplaCode *codes = hexapla_document_get_codes(self, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(self, &n);

    index = code - codes;
    first = hexapla_document_first_code(self, blocks[block].start);
    if (code->partner != HEXAPLA_NO_CODE && code->partner >= first)
        index = MIN(index, code->partner);
    return index - first + 1;
}
