/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/codes.h"

G_BEGIN_DECLS

/**
 * HexaplaState:
 * @HEXAPLA_STATE_UNKNOWN: nothing is said
 * @HEXAPLA_STATE_INITIAL: still to be translated, whatever stands there
 * @HEXAPLA_STATE_TRANSLATED: translated, and not more than that
 * @HEXAPLA_STATE_REVIEWED: looked at
 * @HEXAPLA_STATE_FINAL: done
 *
 * How far a translation is.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_STATE_UNKNOWN,
    HEXAPLA_STATE_INITIAL,
    HEXAPLA_STATE_TRANSLATED,
    HEXAPLA_STATE_REVIEWED,
    HEXAPLA_STATE_FINAL,
    HEXAPLA_N_STATES
} HexaplaState;

/**
 * HexaplaTarget:
 * @text: (nullable): the translation, UTF-8, terminated; owned by the document. %NULL: there is none
 * @n: bytes of @text
 * @first_code: index of its first code among those of all targets
 * @n_codes: how many it has; their offsets count in @text, and their partners among them
 * @state: how far it is
 * @is_fuzzy: whether a person has to check it
 *
 * The translation of a segment. A code of it has the id, or without ids the number, of the code of
 * the source that it stands for.
 *
 * Since: 0.1
 */
typedef struct {
    const char *text;
    guint32 n;
    guint32 first_code;
    guint32 n_codes;
    guint8 state; /* HexaplaState */
    guint8 is_fuzzy;
} HexaplaTarget;

void hexapla_document_set_target_language(HexaplaDocument *self, const char *language);
const char *hexapla_document_get_target_language(HexaplaDocument *self);
gboolean hexapla_document_has_targets(HexaplaDocument *self);
HexaplaTarget *hexapla_document_find_target(HexaplaDocument *self, guint segment);
HexaplaCode *hexapla_document_add_target_code(HexaplaDocument *self, guint segment,
                                              HexaplaCodeKind kind, HexaplaCodeType type,
                                              gsize start);
HexaplaCode *hexapla_document_get_target_codes(HexaplaDocument *self, guint segment, guint *n);

const char *hexapla_state_get_tag(HexaplaState state);

G_END_DECLS
