/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Text is looked at in stretches of 64 bytes, each of which is one bit. */

#include "base/text.h"

G_BEGIN_DECLS

#define HEXAPLA_MASK_BYTES 64

#define HEXAPLA_EACH_BYTE(value) (G_GUINT64_CONSTANT(0x0101010101010101) * (value))

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
