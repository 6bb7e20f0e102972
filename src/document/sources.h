/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaRun:
 * @start: first byte in the text of the part
 * @end: behind its last byte
 * @source: offset in the input of the bytes that it was made from
 * @n_source: how many they are; as many as in the text, when they are the same characters
 *
 * Where a stretch of text came from, in a format whose bytes are not those of the text: an escape
 * in JSON, an entity of HTML. Offsets count the stream that the reader got.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    guint64 source;
    guint32 n_source;
} HexaplaRun;

void hexapla_document_add_run(HexaplaDocument *self, gsize start, gsize end, guint64 source,
                              gsize n_source);
HexaplaRun *hexapla_document_get_runs(HexaplaDocument *self, guint *n);
void hexapla_document_find_source(HexaplaDocument *self, gsize start, gsize end, guint64 *source,
                                  guint64 *source_end);
void hexapla_document_find_segment_source(HexaplaDocument *self, guint segment, guint64 *source,
                                          guint64 *source_end);

G_END_DECLS
