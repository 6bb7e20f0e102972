/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/issue.h"
#include "document/document.h"
#include "names/lookup.h"

G_BEGIN_DECLS

/**
 * HexaplaApostrophePolicy:
 * @HEXAPLA_APOSTROPHES_CONSISTENT: a name takes the marks of its chosen spelling
 * @HEXAPLA_APOSTROPHES_ASCII: '
 * @HEXAPLA_APOSTROPHES_TYPOGRAPHIC: U+2019
 * @HEXAPLA_APOSTROPHES_SCHOLARLY: U+02BE and U+02BF where a ledger has the name in a
 * script that tells hamza from ʿayn, else U+02BC
 * @HEXAPLA_APOSTROPHES_KEEP: no byte of the text changes, whatever the policy for names
 *
 * What becomes of the marks that are letters of names. Quotes, possessives and contractions are never touched.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_APOSTROPHES_CONSISTENT,
    HEXAPLA_APOSTROPHES_ASCII,
    HEXAPLA_APOSTROPHES_TYPOGRAPHIC,
    HEXAPLA_APOSTROPHES_SCHOLARLY,
    HEXAPLA_APOSTROPHES_KEEP,
} HexaplaApostrophePolicy;

/**
 * HexaplaNamesPolicy:
 * @HEXAPLA_NAMES_NORMALISE: spellings that differ only in marks, hyphens and spaces become one
 * @HEXAPLA_NAMES_CANONICAL: the same, once the approved spellings of a ledger are applied
 * @HEXAPLA_NAMES_KEEP: hyphens and spaces stay
 * @HEXAPLA_NAMES_OFF: nobody looks for names
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_NAMES_NORMALISE,
    HEXAPLA_NAMES_CANONICAL,
    HEXAPLA_NAMES_KEEP,
    HEXAPLA_NAMES_OFF,
} HexaplaNamesPolicy;

/**
 * HexaplaSpelling:
 *
 * Gives each name of an article one spelling. Belongs to one thread; parts come in their order.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSpelling HexaplaSpelling;

HexaplaSpelling *hexapla_spelling_new(HexaplaApostrophePolicy apostrophes, HexaplaNamesPolicy names,
                                      const HexaplaLookup *lookup);
void hexapla_spelling_free(HexaplaSpelling *self);
void hexapla_spelling_begin_article(HexaplaSpelling *self);
void hexapla_spelling_fold(HexaplaSpelling *self, HexaplaDocument *document,
                           HexaplaIssueSink *issues);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSpelling, hexapla_spelling_free)

G_END_DECLS
