/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Letters of a name that are looked at; longer names are not told apart. */
#define HEXAPLA_GUTTURALS_MAX_LETTERS 192

gboolean hexapla_gutturals_has_script(const char *original);
guint hexapla_gutturals_align(const char *latin, gsize n, const char *original, gunichar *marks,
                              guint n_marks);

G_END_DECLS
