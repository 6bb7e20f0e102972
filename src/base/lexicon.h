/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaLexicon:
 *
 * Words of a language with what is known of each as bits. Made once, then only read: any number of
 * threads may look words up.
 *
 * Since: 0.1
 */
typedef struct _HexaplaLexicon HexaplaLexicon;

HexaplaLexicon *hexapla_lexicon_new(void);
void hexapla_lexicon_free(HexaplaLexicon *self);
void hexapla_lexicon_add(HexaplaLexicon *self, const char *word, gsize n, guint32 bits);
guint32 hexapla_lexicon_lookup(const HexaplaLexicon *self, const char *word, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLexicon, hexapla_lexicon_free)

G_END_DECLS
