/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaTermKind:
 * @HEXAPLA_TERM_WORD: the beginning of a word, for all its endings
 * @HEXAPLA_TERM_NUMBER: digits of any script, without the marks that group them
 * @HEXAPLA_TERM_MARK: punctuation that translations keep, and signs of currencies
 * @HEXAPLA_TERM_PHRASE: words that stand for one thing, as a ledger or a dictionary says
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_TERM_WORD,
    HEXAPLA_TERM_NUMBER,
    HEXAPLA_TERM_MARK,
    HEXAPLA_TERM_PHRASE,
    HEXAPLA_N_TERM_KINDS
} HexaplaTermKind;

/**
 * HexaplaTerm:
 * @key: what all its occurrences have in common, UTF-8
 * @form: the shortest whole word among them, in small letters, by which names are compared
 * @kind: what it is
 * @count: sentences that it stands in
 * @n_capitals: how often it has a capital that is not due to the start of a sentence
 * @n_small: how often it has none
 *
 * What counts as one word.
 *
 * Since: 0.1
 */
typedef struct {
    const char *key;
    const char *form;
    guint8 kind; /* HexaplaTermKind */
    guint32 count;
    guint32 n_capitals;
    guint32 n_small;
} HexaplaTerm;

/**
 * HexaplaTerms:
 *
 * The words of one language, numbered.
 *
 * Since: 0.1
 */
typedef struct _HexaplaTerms HexaplaTerms;

HexaplaTerms *hexapla_terms_new(void);
void hexapla_terms_free(HexaplaTerms *self);
guint32 hexapla_terms_add(HexaplaTerms *self, HexaplaTermKind kind, const char *key,
                          const char *form);
gboolean hexapla_terms_find(HexaplaTerms *self, HexaplaTermKind kind, const char *key,
                            guint32 *term);
HexaplaTerm *hexapla_terms_get(HexaplaTerms *self, guint32 term);
guint32 hexapla_terms_get_size(HexaplaTerms *self);
gboolean hexapla_term_is_name(const HexaplaTerm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaTerms, hexapla_terms_free)

G_END_DECLS
