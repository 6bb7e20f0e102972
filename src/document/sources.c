/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/sources.h"

#include "document/codes.h"
#include "document/document-private.h"

/**
 * hexapla_document_add_run:
 * @self: a document
 * @start: first byte of a stretch of its text; runs come in the order of the text
 * @end: behind its last byte
 * @source: offset in the input of the bytes that it was made from
 * @n_source: how many they are; as many as in the text, when they are the same characters
 *
 * Since: 0.1
 */
void
hexapla_document_add_run(HexaplaDocument *self, gsize start, gsize end, guint64 source,
                         gsize n_source)
{
    GArray *runs = hexapla_document_ensure_extras(self)->runs;
    HexaplaRun run = {.start = start, .end = end, .source = source, .n_source = n_source};

    g_array_append_val(runs, run);
}

/**
 * hexapla_document_get_runs:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): where its text came from; until the next run
 * is added. None when the bytes of the text are those of the input
 * Since: 0.1
 */
HexaplaRun *
hexapla_document_get_runs(HexaplaDocument *self, guint *n)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    *n = extras != NULL ? extras->runs->len : 0;
    return *n > 0 ? (HexaplaRun *)extras->runs->data : NULL;
}

/* Index of the last run that begins at or before @offset. */
static guint
find_run(const HexaplaRun *runs, guint n, gsize offset)
{
    guint low = 0;

    while (low + 1 < n) {
        guint middle = low + (n - low) / 2;

        if (runs[middle].start <= offset) {
            low = middle;
        } else {
            n = middle;
        }
    }
    return low;
}

/* Where the byte came from that stands at @offset, or the one behind it. */
static guint64
source_at(const HexaplaRun *run, gsize offset, gboolean is_behind)
{
    gsize into = offset - run->start + is_behind;

    if (run->n_source == run->end - run->start)
        return run->source + into;
    return is_behind ? run->source + run->n_source : run->source;
}

/**
 * hexapla_document_find_source:
 * @self: a document
 * @start: first byte of a stretch of its text
 * @end: behind its last byte, and behind @start
 * @source: (out): offset in the input of the bytes that it was made from
 * @source_end: (out): behind the last one of them
 *
 * Since: 0.1
 */
void
hexapla_document_find_source(HexaplaDocument *self, gsize start, gsize end, guint64 *source,
                             guint64 *source_end)
{
    guint n;
    const HexaplaRun *runs = hexapla_document_get_runs(self, &n);

    if (n == 0) {
        *source = hexapla_document_get_origin(self)->offset + start;
        *source_end = *source + end - start;
        return;
    }
    *source = source_at(&runs[find_run(runs, n, start)], start, FALSE);
    *source_end = source_at(&runs[find_run(runs, n, end - 1)], end - 1, TRUE);
}

/**
 * hexapla_document_find_segment_source:
 * @self: a document
 * @segment: index of a segment
 * @source: (out): offset in the input of its first byte, that of a code at its start included
 * @source_end: (out): behind its last one
 *
 * Since: 0.1
 */
void
hexapla_document_find_segment_source(HexaplaDocument *self, guint segment, guint64 *source,
                                     guint64 *source_end)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(self, &n)[segment];
    const HexaplaCode *codes = hexapla_document_get_segment_codes(self, segment, &n);

    hexapla_document_find_source(self, place->start, place->end, source, source_end);
    for (guint i = 0; i < n; i++) {
        if (codes[i].n_source == 0)
            continue;
        *source = MIN(*source, codes[i].source);
        *source_end = MAX(*source_end, codes[i].source + codes[i].n_source);
    }
}
