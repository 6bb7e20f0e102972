/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaCharacters:
 *
 * The characters that an expression for one character matches.
 *
 * Since: 0.1
 */
typedef struct _HexaplaCharacters HexaplaCharacters;

/**
 * HexaplaAnswer:
 * @HEXAPLA_NO: no
 * @HEXAPLA_MAYBE: it takes the regular expression to tell
 * @HEXAPLA_YES: yes
 *
 * Since: 0.1
 */
typedef enum { HEXAPLA_NO, HEXAPLA_MAYBE, HEXAPLA_YES } HexaplaAnswer;

HexaplaCharacters *hexapla_characters_new(const char *pattern);
void hexapla_characters_free(HexaplaCharacters *self);
HexaplaAnswer hexapla_characters_have(const HexaplaCharacters *self, gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaCharacters, hexapla_characters_free)

G_END_DECLS
