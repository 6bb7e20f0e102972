/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaRows:
 *
 * Writes what the page shows: an object of JSON a document and a segment, without any character
 * that a parser of HTML could take for markup.
 *
 * Since: 0.1
 */
typedef struct _HexaplaRows HexaplaRows;

HexaplaRows *hexapla_rows_new(HexaplaWriter *out, const HexaplaFormatOptions *options);
void hexapla_rows_free(HexaplaRows *self);
void hexapla_rows_put_document(HexaplaRows *self, HexaplaDocument *part);
void hexapla_rows_put_segment(HexaplaRows *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaRows, hexapla_rows_free)

G_END_DECLS
