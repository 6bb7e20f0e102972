/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaCodeKind:
 * @HEXAPLA_CODE_OPEN: something begins, such as `<b>`
 * @HEXAPLA_CODE_CLOSE: it ends, such as `</b>`
 * @HEXAPLA_CODE_ALONE: stands by itself, such as `<br>`
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_CODE_OPEN,
    HEXAPLA_CODE_CLOSE,
    HEXAPLA_CODE_ALONE,
} HexaplaCodeKind;

/**
 * HexaplaCodeType:
 * @HEXAPLA_CODE_TYPE_OTHER: anything else
 * @HEXAPLA_CODE_TYPE_LINK: leads somewhere
 * @HEXAPLA_CODE_TYPE_EMPHASIS: usually italics
 * @HEXAPLA_CODE_TYPE_STRONG: usually bold
 * @HEXAPLA_CODE_TYPE_UNDERLINE: underlined
 * @HEXAPLA_CODE_TYPE_IMAGE: a picture or another medium
 * @HEXAPLA_CODE_TYPE_BREAK: a line break
 *
 * What a translator sees of a code.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_CODE_TYPE_OTHER,
    HEXAPLA_CODE_TYPE_LINK,
    HEXAPLA_CODE_TYPE_EMPHASIS,
    HEXAPLA_CODE_TYPE_STRONG,
    HEXAPLA_CODE_TYPE_UNDERLINE,
    HEXAPLA_CODE_TYPE_IMAGE,
    HEXAPLA_CODE_TYPE_BREAK,
    HEXAPLA_N_CODE_TYPES
} HexaplaCodeType;

/* The partner of a code that has none here. */
#define HEXAPLA_NO_CODE G_MAXUINT32

/**
 * HexaplaCode:
 * @start: first byte of the text that the code stands for
 * @end: behind its last byte; equal to @start for most, but a `<br>` may stand for a line end
 * @partner: index of its other half, or %HEXAPLA_NO_CODE
 * @n_data: bytes of @data
 * @data: (nullable): the markup as it was, UTF-8; owned by the document
 * @id: (nullable): what an exchange file calls the code, both halves alike; owned by the document
 * @source: offset of its markup in the input, when the reader was asked for sources
 * @n_source: bytes of its markup there
 * @kind: whether something begins, ends or stands alone
 * @type: what it does
 *
 * A piece of markup inside a sentence. Codes are in the order of the text; those at one place in the
 * order of the markup.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 partner;
    guint32 n_data;
    const char *data;
    const char *id;
    guint64 source;
    guint32 n_source;
    guint8 kind; /* HexaplaCodeKind */
    guint8 type; /* HexaplaCodeType */
} HexaplaCode;

guint hexapla_document_add_code(HexaplaDocument *self, HexaplaCodeKind kind, HexaplaCodeType type,
                                gsize start, gsize end, const char *data, gsize n);
void hexapla_document_pair_codes(HexaplaDocument *self, guint open, guint close);
HexaplaCode *hexapla_document_get_codes(HexaplaDocument *self, guint *n);
guint hexapla_document_first_code(HexaplaDocument *self, gsize offset);
void hexapla_document_own_codes(HexaplaDocument *self, guint segment, guint first, guint n);
HexaplaCode *hexapla_document_get_segment_codes(HexaplaDocument *self, guint segment, guint *n);
guint hexapla_document_number_code(HexaplaDocument *self, guint block, const HexaplaCode *code);

const char *hexapla_code_type_get_tag(HexaplaCodeType type);

G_END_DECLS
