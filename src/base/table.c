/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/table.h"

#include "base/limits.h"
#include "base/lines.h"

typedef struct {
    HexaplaTableFunc func;
    gpointer user_data;
} Rows;

static const char *
take_line(const char *line, gsize n, gpointer user_data)
{
    const Rows *rows = user_data;
    g_autofree char *text = g_strndup(line, n);
    g_auto(GStrv) cells = g_strsplit(text, "\t", -1);

    return rows->func(cells, g_strv_length(cells), rows->user_data);
}

/**
 * hexapla_table_read:
 * @in: a table, a row a line, its cells between tabs; lines that begin with # are notes
 * @file: its name, for messages
 * @func: takes the rows
 * @user_data: for @func
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, with the line that is wrong
 *
 * Returns: whether all rows were taken
 * Since: 0.1
 */
gboolean
hexapla_table_read(GInputStream *in, const char *file, HexaplaTableFunc func, gpointer user_data,
                   GError **error)
{
    g_auto(HexaplaLines) lines = {0};
    Rows rows = {func, user_data};

    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_ROW_BYTES, NULL);
    return hexapla_lines_take_rows(&lines, take_line, &rows, error);
}
