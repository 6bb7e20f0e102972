/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GInputStream *hexapla_input_open(const char *path, GError **error);
gboolean hexapla_input_is_same_file(const char *a, const char *b);
gboolean hexapla_input_fill(GInputStream *in, char *buffer, gsize size, gsize *n_read,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
