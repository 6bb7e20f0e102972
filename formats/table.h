/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the readers of tables share: which column is what. */

#include "formats/pair-reader.h"

G_BEGIN_DECLS

#define HEXAPLA_MAX_COLUMNS 256

/**
 * HexaplaCell:
 * @text: its text
 * @n: bytes of @text
 *
 * Since: 0.1
 */
typedef struct {
    const char *text;
    gsize n;
} HexaplaCell;

/**
 * HexaplaRow:
 * @cells: (array length=n_cells): from the left
 * @n_cells: how many
 * @line: where the row begins
 * @raw: (nullable): the row as it was
 * @n_raw: bytes of @raw
 *
 * Since: 0.1
 */
typedef struct {
    const HexaplaCell *cells;
    guint n_cells;
    guint64 line;
    const char *raw;
    gsize n_raw;
} HexaplaRow;

/**
 * HexaplaTable:
 *
 * Pairs that come as rows; the first row may be a header. All fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    HexaplaPairReader pairs;
    gboolean has_columns;
    guint n_columns;
    guint id; /* indices of columns; HEXAPLA_MAX_COLUMNS: there is none */
    guint source;
    guint target;
} HexaplaTable;

void hexapla_table_init(HexaplaTable *self, const HexaplaReadOptions *options,
                        HexaplaDocumentFunc func, gpointer user_data);
void hexapla_table_clear(HexaplaTable *self);
gboolean hexapla_table_take(HexaplaTable *self, const HexaplaRow *row, GError **error);
gboolean hexapla_table_end(HexaplaTable *self, GError **error);

guint hexapla_table_sniff(const guint8 *head, gsize n_head, char separator);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaTable, hexapla_table_clear)

G_END_DECLS
