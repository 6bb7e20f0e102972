/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaSuggester:
 *
 * Writes persons’ names of one language in another one, for a person to approve: `suggestions.ini`. What it
 * cannot write well it does not write. Immutable; any number of threads may use it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSuggester HexaplaSuggester;

HexaplaSuggester *hexapla_suggester_new(const char *source, const char *target);
void hexapla_suggester_free(HexaplaSuggester *self);
gboolean hexapla_suggester_can(const HexaplaSuggester *self);
char *hexapla_suggester_write(const HexaplaSuggester *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSuggester, hexapla_suggester_free)

G_END_DECLS
