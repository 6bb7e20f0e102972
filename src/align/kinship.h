/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/terms.h"

G_BEGIN_DECLS

/**
 * HexaplaKinship:
 * @HEXAPLA_KIN_LEARNED: nothing but that they stand in the same beads
 * @HEXAPLA_KIN_DICTIONARY: a dictionary says that they translate each other
 * @HEXAPLA_KIN_NUMBER: the same number
 * @HEXAPLA_KIN_MARK: the same mark
 * @HEXAPLA_KIN_SAME_NAME: written alike, with capitals
 * @HEXAPLA_KIN_SAME_WORD: written alike
 * @HEXAPLA_KIN_SHORT_WORD: written alike, with few letters
 * @HEXAPLA_KIN_NAME: spelled as one name is spelled in two languages
 * @HEXAPLA_KIN_FAR_NAME: spelled so with more liberty
 * @HEXAPLA_KIN_COGNATE: spelled as words of one origin are
 * @HEXAPLA_KIN_FAR_COGNATE: spelled so with more liberty
 * @HEXAPLA_KIN_LEDGER: somebody approved that they are one name
 *
 * Why two words may translate each other.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_KIN_LEARNED,
    HEXAPLA_KIN_DICTIONARY,
    HEXAPLA_KIN_NUMBER,
    HEXAPLA_KIN_MARK,
    HEXAPLA_KIN_SAME_NAME,
    HEXAPLA_KIN_SAME_WORD,
    HEXAPLA_KIN_SHORT_WORD,
    HEXAPLA_KIN_NAME,
    HEXAPLA_KIN_FAR_NAME,
    HEXAPLA_KIN_COGNATE,
    HEXAPLA_KIN_FAR_COGNATE,
    HEXAPLA_KIN_LEDGER,
    HEXAPLA_N_KINSHIPS
} HexaplaKinship;

/**
 * HexaplaKin:
 * @source: a term of the source
 * @target: a term of the target
 * @kinship: why they may translate each other
 * @past_forward: chance that earlier texts gave it, or 0
 * @past_backward: the same the other way round
 *
 * Since: 0.1
 */
typedef struct {
    guint32 source;
    guint32 target;
    guint8 kinship; /* HexaplaKinship */
    float past_forward;
    float past_backward;
} HexaplaKin;

const char *hexapla_kinship_get_tag(HexaplaKinship kinship);
float hexapla_kinship_get_default(HexaplaKinship kinship);
GArray *hexapla_kinship_find(HexaplaTerms *sources, HexaplaTerms *targets,
                             const char *source_language, const char *target_language);

G_END_DECLS
