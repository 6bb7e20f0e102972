/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaPhrases:
 *
 * Names and other expressions that are known, and where they stand in sentences, whatever endings
 * and clitics they have there. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaPhrases HexaplaPhrases;

/**
 * HexaplaPhraseFunc:
 * @key: of a phrase that was found; until the call ends
 * @user_data: the caller's
 *
 * Since: 0.1
 */
typedef void (*HexaplaPhraseFunc)(const char *key, gpointer user_data);

HexaplaPhrases *hexapla_phrases_new(const char *language);
void hexapla_phrases_free(HexaplaPhrases *self);
void hexapla_phrases_begin(HexaplaPhrases *self);
void hexapla_phrases_push(HexaplaPhrases *self, const char *word);
const char *hexapla_phrases_keep(HexaplaPhrases *self);
void hexapla_phrases_find(HexaplaPhrases *self, HexaplaPhraseFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaPhrases, hexapla_phrases_free)

G_END_DECLS
