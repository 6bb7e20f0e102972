/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/bitext.h"
#include "align/kinship.h"

G_BEGIN_DECLS

/**
 * HexaplaLink:
 * @target: a term of the target
 * @kinship: why it may translate the term of the source
 * @past_forward: what earlier texts said of @forward, or 0
 * @past_backward: the same the other way round
 * @prior_forward: what kinship says of @forward
 * @prior_backward: the same the other way round
 * @forward: chance that a word stands for @target when one of the source translates it
 * @backward: the same the other way round
 * @gain_forward: how much likelier @target is beside its partner than anywhere, for one word
 * @gain_backward: the same the other way round
 *
 * Two words that may translate each other.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 target;
    guint8 kinship; /* HexaplaKinship */
    float past_forward;
    float past_backward;
    float prior_forward;
    float prior_backward;
    float forward;
    float backward;
    float gain_forward;
    float gain_backward;
} HexaplaLink;

/**
 * HexaplaPast:
 * @beads: by term: beads with it in earlier texts
 * @coverage: by term: share of them in which it had a translation
 *
 * What is known of the words of one language before texts are looked at.
 *
 * Since: 0.1
 */
typedef struct {
    float *beads;
    float *coverage;
} HexaplaPast;

/**
 * HexaplaLinks:
 *
 * Which words translate each other: as their spelling, a dictionary and the aligned texts say.
 *
 * Since: 0.1
 */
typedef struct _HexaplaLinks HexaplaLinks;

HexaplaLinks *hexapla_links_new(HexaplaTerms *sources, HexaplaTerms *targets, GArray *kins,
                                const HexaplaPast *pasts);
void hexapla_links_free(HexaplaLinks *self);
void hexapla_links_keep_known(HexaplaLinks *self);
void hexapla_links_learn(HexaplaLinks *self, const HexaplaBitext *const *bitexts, guint n);
const HexaplaLink *hexapla_links_get(const HexaplaLinks *self, guint32 source, guint *n);
guint32 hexapla_links_get_n_targets(const HexaplaLinks *self);
float hexapla_links_get_frequency(const HexaplaLinks *self, guint32 target);
float hexapla_links_get_past(const HexaplaLinks *self, guint side, guint32 term, float *coverage);
float hexapla_links_get_absence(const HexaplaLinks *self, guint side, guint32 term);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLinks, hexapla_links_free)

G_END_DECLS
