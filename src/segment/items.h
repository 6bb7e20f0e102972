/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hexapla_items_is_bullet(gunichar c);
gsize hexapla_items_skip_marker(const char *text, gsize i, gsize end);
gsize hexapla_items_find_next(const char *text, gsize i, gsize end, gboolean doubt_numbers);

/* Whether a marker may begin with these bytes: most sentences are told apart here. Bullets begin with
 * 0xE2. */
static inline gboolean
hexapla_items_may_begin(const char *text, gsize i, gsize end)
{
    return i + 3 < end &&
           ((guchar)text[i] == 0xE2 || text[i] == '(' || text[i + 1] == '.' || text[i + 1] == ')' ||
            text[i + 2] == '.' || text[i + 2] == ')' || text[i + 3] == '.' || text[i + 3] == ')');
}

G_END_DECLS
