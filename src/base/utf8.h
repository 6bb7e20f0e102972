/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hexapla_utf8_validate(const char *text, gsize n, gsize *valid);
gboolean hexapla_utf8_is_cut(const char *text, gsize n);

G_END_DECLS
