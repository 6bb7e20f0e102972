/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaVector:
 * @data: the elements; %NULL before the first one
 * @len: how many
 *
 * A growing array of plain structs, of which there are millions: unlike with #GArray, adding one
 * costs no call. All fields are 0 at first, and who owns it frees @data.
 *
 * Since: 0.1
 */
typedef struct {
    gpointer data;
    guint len;
    /*< private >*/
    guint size;
} HexaplaVector;

#define HEXAPLA_VECTOR_MIN 16

/* Makes room for @n more elements of @size bytes each. */
static inline void
hexapla_vector_reserve(HexaplaVector *self, gsize n, gsize size)
{
    if (G_LIKELY(self->len + n <= self->size))
        return;
    self->size = MAX(self->len + n, MAX(HEXAPLA_VECTOR_MIN, (gsize)self->size * 2));
    self->data = g_realloc_n(self->data, self->size, size);
}

/**
 * HEXAPLA_VECTOR_ADD:
 * @self: a vector
 * @Type: of its elements
 *
 * Returns: the place of a new last element, to be filled; until the next one is added
 * Since: 0.1
 */
#define HEXAPLA_VECTOR_ADD(self, Type)                                                             \
    (hexapla_vector_reserve((self), 1, sizeof(Type)), (Type *)(self)->data + (self)->len++)

/* The element at @index, which is below the length. */
#define HEXAPLA_VECTOR_AT(self, Type, index) (((Type *)(self)->data)[index])

G_END_DECLS
