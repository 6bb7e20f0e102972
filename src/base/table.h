/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HexaplaTableFunc:
 * @cells: (array length=n): what stands between the tabs of a line that is not empty, UTF-8; the
 * function may change it
 * @n: how many
 * @user_data: the caller's
 *
 * Returns: (transfer none) (nullable): what is wrong with the row
 * Since: 0.1
 */
typedef const char *(*HexaplaTableFunc)(char **cells, guint n, gpointer user_data);

gboolean hexapla_table_read(GInputStream *in, const char *file, HexaplaTableFunc func,
                            gpointer user_data, GError **error);

G_END_DECLS
