/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEXAPLA_TYPE_FILE (hexapla_file_get_type())

/**
 * HexaplaFile:
 *
 * The bytes of a file, a pipe or a device. #GUnixInputStream would wait for ever for the first
 * writer of a named pipe.
 *
 * Since: 0.1
 */
G_DECLARE_FINAL_TYPE(HexaplaFile, hexapla_file, HEXAPLA, FILE, GInputStream)

GInputStream *hexapla_file_new(int fd, gboolean close_fd);

G_END_DECLS
