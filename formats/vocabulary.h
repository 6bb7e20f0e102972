/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/codes.h"

/* What the elements of XML articles are; see formats/vocabularies/README.md. */

G_BEGIN_DECLS

typedef enum {
    HEXAPLA_ELEMENT_UNKNOWN, /* a code inside a sentence, as INLINE */
    HEXAPLA_ELEMENT_ROOT,
    HEXAPLA_ELEMENT_STRUCTURE,
    HEXAPLA_ELEMENT_FIGURE,
    HEXAPLA_ELEMENT_BLOCK,
    HEXAPLA_ELEMENT_INLINE,
    HEXAPLA_ELEMENT_NOTE,
    HEXAPLA_ELEMENT_UNTRANSLATABLE,
} HexaplaElementRole;

typedef struct {
    guint8 role;       /* HexaplaElementRole */
    guint8 block_kind; /* HexaplaBlockKind */
    guint8 code_type;  /* HexaplaCodeType */
} HexaplaElementRule;

typedef struct _HexaplaVocabulary HexaplaVocabulary;

const HexaplaVocabulary *const *hexapla_vocabularies(guint *n);
gboolean hexapla_vocabulary_has_root(const HexaplaVocabulary *self, const char *name);
gboolean hexapla_vocabulary_is_title(const HexaplaVocabulary *self, const char *name);
HexaplaElementRule hexapla_vocabulary_get_rule(const HexaplaVocabulary *self, const char *name);

G_END_DECLS
