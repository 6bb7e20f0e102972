/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "base/lexicon.h"

G_BEGIN_DECLS

/**
 * HexaplaLanguage:
 *
 * The data file of a language, `src/languages/TAG.ini`: facts that a linguist wrote, by section and
 * key. Immutable; any number of threads may read it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaLanguage HexaplaLanguage;

const HexaplaLanguage *hexapla_language_get(const char *tag);
const char *hexapla_language_get_tag(const HexaplaLanguage *self);
const char *hexapla_language_get_name(const HexaplaLanguage *self);
gboolean hexapla_language_is_known(const HexaplaLanguage *self);
char **hexapla_language_get_list(const HexaplaLanguage *self, const char *section, const char *key);
void hexapla_language_fill(const HexaplaLanguage *self, const char *section, const char *key,
                           HexaplaLexicon *lexicon, guint32 bits);
const char *const *hexapla_language_tags(void);

G_END_DECLS
