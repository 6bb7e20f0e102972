/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Text is looked at in stretches of 64 bytes, each of which is one bit. */

#include "base/text.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

#define HEXAPLA_MASK_BYTES 64

#define HEXAPLA_EACH_BYTE(value) (G_GUINT64_CONSTANT(0x0101010101010101) * (value))

/* The top bits of a block of bytes, side by side. */
static inline guint64
hexapla_mask_of_block(HexaplaTextBlock block)
{
#ifdef __SSE2__
    return (guint)_mm_movemask_epi8((__m128i)block);
#else
    guint64 halves[2];

    memcpy(halves, &block, sizeof halves);
    for (guint i = 0; i < 2; i++) {
        halves[i] = GUINT64_FROM_LE(halves[i]) & HEXAPLA_EACH_BYTE(0x80);
        halves[i] = halves[i] * G_GUINT64_CONSTANT(0x0002040810204081) >> 56;
    }
    return halves[0] | halves[1] << 8;
#endif
}

/* Which of the eight bytes of @block are ASCII letters: their top bits. */
static inline guint64
hexapla_mask_letters(guint64 block)
{
    guint64 folded = (block & HEXAPLA_EACH_BYTE(0x7F)) | HEXAPLA_EACH_BYTE(0x20);

    return (folded + HEXAPLA_EACH_BYTE(0x80 - 'a')) & ~(folded + HEXAPLA_EACH_BYTE(0x7F - 'z')) &
           ~block & HEXAPLA_EACH_BYTE(0x80);
}

/* Which of them are between the ASCII characters @first and @last. */
static inline guint64
hexapla_mask_range(guint64 block, char first, char last)
{
    guint64 low = block & HEXAPLA_EACH_BYTE(0x7F);

    return (low + HEXAPLA_EACH_BYTE(0x80 - first)) & ~(low + HEXAPLA_EACH_BYTE(0x7F - last)) &
           ~block & HEXAPLA_EACH_BYTE(0x80);
}

G_END_DECLS
