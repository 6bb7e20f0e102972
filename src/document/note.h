/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaNote:
 * @segment: index of the segment it is about
 * @id: (nullable): what its file calls it; owned by the document
 * @from: (nullable): who or what wrote it; owned by the document
 * @text: the note, UTF-8, terminated; owned by the document
 *
 * Since: 0.1
 */
typedef struct {
    guint32 segment;
    const char *id;
    const char *from;
    const char *text;
} HexaplaNote;

void hexapla_document_add_note(HexaplaDocument *self, guint segment, const char *from,
                               const char *text, gsize n);
void hexapla_document_name_note(HexaplaDocument *self, const char *id);
void hexapla_document_forget_notes(HexaplaDocument *self);
const HexaplaNote *hexapla_document_get_notes(HexaplaDocument *self, guint *n);
const HexaplaNote *hexapla_document_get_segment_notes(HexaplaDocument *self, guint segment,
                                                      guint *n);

void hexapla_document_name_segment(HexaplaDocument *self, guint segment, const char *name, gsize n);
const char *hexapla_document_get_segment_name(HexaplaDocument *self, guint segment);
void hexapla_document_name_block(HexaplaDocument *self, guint block, const char *name, gsize n);
const char *hexapla_document_get_block_name(HexaplaDocument *self, guint block);

G_END_DECLS
