/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/vector.h"
#include "names/tokens.h"

G_BEGIN_DECLS

/* A name as it is spelt. */
typedef struct {
    guint64 hash;
    guint64 key;       /* of its words, without marks and case */
    guint32 start;     /* where it was found first */
    guint32 n;         /* its bytes */
    guint32 name;      /* 1 + its index in the document, once it is there */
    guint8 name_class; /* the first one that a place told */
    guint8 caps;       /* one word in capitals */
} HexaplaSurfaceForm;

/* All surface forms of the names of a part. */
typedef struct {
    HexaplaVector all; /* HexaplaSurfaceForm */
    guint32 *slots;    /* 1 + index of a spelling, by its hash; open addressing */
    guint n_slots;
} HexaplaSurfaceForms;

void hexapla_surface_forms_empty(HexaplaSurfaceForms *self);
void hexapla_surface_forms_clear(HexaplaSurfaceForms *self);
HexaplaSurfaceForm *hexapla_surface_forms_take(HexaplaSurfaceForms *self, HexaplaTokens *tokens,
                                               const HexaplaToken *first, guint n, guint32 start,
                                               guint32 end, guint32 *index);

G_END_DECLS
