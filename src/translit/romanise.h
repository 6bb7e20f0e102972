/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaSystem:
 *
 * How a standard writes a script in Latin letters, or one language the names of another: a file of
 * `src/translit/systems`. Immutable, and lives for ever.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSystem HexaplaSystem;

/* What the tag of a romanised name has behind its language. */
#define HEXAPLA_SYSTEM_TAG "-Latn-x-"

const char *const *hexapla_system_names(void);
const HexaplaSystem *hexapla_system_get(const char *name);
const HexaplaSystem *hexapla_system_find(const char *name, const char *language);
const char *hexapla_system_get_name(const HexaplaSystem *self);
const char *hexapla_system_get_title(const HexaplaSystem *self);
const char *const *hexapla_system_get_languages(const HexaplaSystem *self);
gboolean hexapla_system_reads(const HexaplaSystem *self, const char *language);
const char *hexapla_system_get_tag(const HexaplaSystem *self, const char *language);
char *hexapla_system_apply(const HexaplaSystem *self, const char *text);
char *hexapla_system_romanise_name(const HexaplaSystem *self, const char *name);

G_END_DECLS
