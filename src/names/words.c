/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/words.h"

/* Three times the words of a long data file; 128 KiB, so that all of it stays near the processor. */
#define N_SLOTS (1u << 14)

void
hexapla_words_init(HexaplaWords *self)
{
    memset(self, 0, sizeof *self);
    self->mask = N_SLOTS - 1;
    self->slots = g_new0(HexaplaWordSlot, self->mask + 1);
}

void
hexapla_words_clear(HexaplaWords *self)
{
    g_free(self->slots);
}

static HexaplaWordSlot *
find(HexaplaWords *self, guint64 hash)
{
    gsize i = hash & self->mask;

    while (self->slots[i].tag != 0 && self->slots[i].tag != hash >> 32)
        i = (i + 1) & self->mask;
    return &self->slots[i];
}

/* Adds to what was known of the word before. */
void
hexapla_words_add(HexaplaWords *self, const char *word, gsize n, guint32 bits)
{
    guint64 hash = hexapla_words_hash(word, n, word + n, 0);
    HexaplaWordSlot *slot = find(self, hash);
    guint32 bit = hexapla_words_filter_bit(hash);

    if (n == 0)
        return;
    slot->bits |= bits;
    self->filter[bit / 64] |= G_GUINT64_CONSTANT(1) << bit % 64;
    if (n < 32)
        self->lengths[(guchar)word[0]] |= 1u << n;
    if (slot->tag != 0)
        return;
    slot->tag = hash >> 32;
    /* The look-up ends at an empty slot. */
    self->n_used++;
    g_assert(self->n_used < N_SLOTS / 2);
}
