/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"

G_DEFINE_QUARK(hexapla_error, hexapla_error)

/**
 * hexapla_error_set_at:
 * @error: (out) (optional): takes the error
 * @file: the input as the user named it
 * @line: 1-based
 * @column: 1-based
 * @format: what is wrong there, printf() style
 * @...: its arguments
 *
 * Sets %HEXAPLA_ERROR_INPUT with the message `FILE:LINE:COLUMN: error: text`.
 *
 * Returns: %FALSE
 * Since: 0.1
 */
gboolean
hexapla_error_set_at(GError **error, const char *file, guint64 line, guint64 column,
                     const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    hexapla_error_set_at_valist(error, file, line, column, format, arguments);
    va_end(arguments);
    return FALSE;
}

/**
 * hexapla_error_set_at_valist:
 * @error: (out) (optional): takes the error
 * @file: the input as the user named it
 * @line: 1-based
 * @column: 1-based
 * @format: what is wrong there, printf() style
 * @arguments: its arguments
 *
 * As hexapla_error_set_at().
 *
 * Returns: %FALSE
 * Since: 0.1
 */
gboolean
hexapla_error_set_at_valist(GError **error, const char *file, guint64 line, guint64 column,
                            const char *format, va_list arguments)
{
    g_autofree char *why = g_strdup_vprintf(format, arguments);

    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": error: %s", file, line, column,
                why);
    return FALSE;
}
