/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which language version of a document. */
enum { HEXAPLA_SOURCE, HEXAPLA_TARGET, HEXAPLA_N_SIDES };

/* Sentences of one side that one bead joins at most. */
#define HEXAPLA_BEAD_MAX 3

/**
 * HexaplaBead:
 * @source: first sentence of the source
 * @target: first sentence of the target
 * @n_source: how many sentences of the source, 0 to %HEXAPLA_BEAD_MAX
 * @n_target: how many of the target
 * @reasons: a bit for each #HexaplaKinship that speaks for it
 * @confidence: 0 to 1: so many of a hundred such beads are right
 *
 * Sentences that translate each other, or that nothing translates.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 source;
    guint32 target;
    guint8 n_source;
    guint8 n_target;
    guint16 reasons;
    float confidence;
} HexaplaBead;

/**
 * HexaplaSentence:
 * @first_term: index of its first term in the terms of its side
 * @n_terms: how many different ones it has
 * @starts_paragraph: whether it is the first one of a paragraph
 * @length: letters and all else, in code points
 *
 * Since: 0.1
 */
typedef struct {
    guint32 first_term;
    guint16 n_terms;
    guint8 starts_paragraph;
    guint32 length;
} HexaplaSentence;

/**
 * HexaplaSide:
 * @sentences: #HexaplaSentence
 * @terms: numbers of their terms, one sentence behind the other
 * @n_paragraphs: how many sentences start one
 *
 * One language version of a document.
 *
 * Since: 0.1
 */
typedef struct {
    GArray *sentences;
    GArray *terms;
    guint n_paragraphs;
} HexaplaSide;

/**
 * HexaplaBitext:
 * @sides: both language versions
 * @beads: #HexaplaBead, in order; all sentences are in one
 *
 * A document and its translation.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaSide sides[HEXAPLA_N_SIDES];
    GArray *beads;
} HexaplaBitext;

static inline guint
hexapla_side_get_size(const HexaplaSide *self)
{
    return self->sentences->len;
}

static inline const HexaplaSentence *
hexapla_side_get(const HexaplaSide *self, guint index)
{
    return &g_array_index(self->sentences, HexaplaSentence, index);
}

static inline const guint32 *
hexapla_side_get_terms(const HexaplaSide *self, const HexaplaSentence *sentence)
{
    return &g_array_index(self->terms, guint32, sentence->first_term);
}

G_END_DECLS
