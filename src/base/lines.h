/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HexaplaLines:
 * @number: of the line that was given last, 1-based
 *
 * The lines of a stream, one after the other.
 *
 * Since: 0.1
 */
typedef struct {
    guint64 number;

    /*< private >*/
    GInputStream *in;
    const char *file;
    GCancellable *cancellable;
    gsize max;
    char *buffer;
    gsize size;
    gsize start;
    gsize end;
    gboolean at_end;
} HexaplaLines;

/**
 * HexaplaLineFunc:
 * @line: a row, not terminated, UTF-8
 * @n: its bytes
 * @user_data: what was given with the function
 *
 * Returns: (transfer none) (nullable): what is wrong with the row
 * Since: 0.1
 */
typedef const char *(*HexaplaLineFunc)(const char *line, gsize n, gpointer user_data);

void hexapla_lines_init(HexaplaLines *self, GInputStream *in, const char *file, gsize max,
                        GCancellable *cancellable);
void hexapla_lines_clear(HexaplaLines *self);
gboolean hexapla_lines_next(HexaplaLines *self, const char **line, gsize *n, GError **error);
gboolean hexapla_lines_take_rows(HexaplaLines *self, HexaplaLineFunc func, gpointer user_data,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaLines, hexapla_lines_clear)

G_END_DECLS
