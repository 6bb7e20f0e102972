/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/rows.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/utf8.h"

static const char *
take_line(const char *line, gsize n, HexaplaRowFunc func, gpointer user_data)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) cells = NULL;
    gsize valid;

    if (!hexapla_utf8_validate(line, n, &valid))
        return "this is no UTF-8";
    if (n == 0)
        return NULL;
    text = g_strndup(line, n);
    cells = g_strsplit(text, "\t", -1);
    return func(cells, g_strv_length(cells), user_data);
}

/**
 * hexapla_rows_read:
 * @in: a table, a row a line, its cells between tabs
 * @file: its name, for messages
 * @func: takes the rows
 * @user_data: for @func
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, with the line that is wrong
 *
 * Returns: whether all rows were taken
 * Since: 0.1
 */
gboolean
hexapla_rows_read(GInputStream *in, const char *file, HexaplaRowFunc func, gpointer user_data,
                  GError **error)
{
    g_auto(HexaplaLines) lines = {0};
    const char *line, *problem;
    gsize n;

    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_ROW_BYTES, NULL);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return TRUE;
        problem = take_line(line, n, func, user_data);
        if (problem != NULL)
            return hexapla_error_set_at(error, file, lines.number, 1, "%s", problem);
    }
    return FALSE;
}
