/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/terms.h"

G_BEGIN_DECLS

/* Different words of one sentence that are looked at; what has more is no sentence. */
#define HEXAPLA_TOKENISER_MAX_TERMS 250

/**
 * HexaplaTokeniser:
 *
 * Reads the words, numbers and marks of the sentences of one language. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaTokeniser HexaplaTokeniser;

HexaplaTokeniser *hexapla_tokeniser_new(const char *language, HexaplaTerms *terms, GError **error);
void hexapla_tokeniser_free(HexaplaTokeniser *self);
const guint32 *hexapla_tokeniser_read(HexaplaTokeniser *self, const char *text, gsize n,
                                      guint *n_terms);
const char *hexapla_tokeniser_keep(HexaplaTokeniser *self, const char *text, gboolean is_name,
                                   HexaplaTermKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaTokeniser, hexapla_tokeniser_free)

G_END_DECLS
