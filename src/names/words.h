/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Words with what the language file says of each. Only hashes are kept, because one look-up for every capital of a
 * text has to be cheap; a collision would misjudge one word. */
typedef struct {
    guint32 tag; /* the upper half of its hash, 0 when empty; the lower half tells the slot */
    guint32 bits;
} HexaplaWordSlot;

#define HEXAPLA_WORDS_FILTER_BITS 16

typedef struct {
    HexaplaWordSlot *slots; /* open addressing */
    gsize mask;
    gsize n_used;
    guint32 lengths[256]; /* by first byte: a bit for each length below 32 that some word has */
    /* A bit for each word, by the top of its hash. Unlike the slots it stays near the processor. */
    guint64 filter[(1 << HEXAPLA_WORDS_FILTER_BITS) / 64];
} HexaplaWords;

static inline guint64
hexapla_words_mix(guint64 a, guint64 b)
{
    guint64 x = (a ^ b) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

    return x ^ x >> 29;
}

/* Up to eight bytes at once; @limit is how far memory may be read. */
static inline guint64
hexapla_words_load(const char *p, gsize n, const char *limit)
{
    guint64 block = 0;

    if (G_LIKELY(p + 8 <= limit)) {
        memcpy(&block, p, 8);
        block = GUINT64_FROM_LE(block);
        return n >= 8 ? block : block & ((G_GUINT64_CONSTANT(1) << n * 8) - 1);
    }
    for (gsize i = 0; i < MIN(n, 8) && p + i < limit; i++)
        block |= (guint64)(guchar)p[i] << i * 8;
    return block;
}

/* @fold is ORed to every eight bytes. */
static inline guint64
hexapla_words_hash(const char *word, gsize n, const char *limit, guint64 fold)
{
    guint64 h = n;

    for (; n > 8; word += 8, n -= 8)
        h = hexapla_words_mix(h, hexapla_words_load(word, 8, limit) | fold);
    return hexapla_words_mix(h, hexapla_words_load(word, n, limit) | fold);
}

static inline guint32
hexapla_words_filter_bit(guint64 hash)
{
    return hash >> (64 - HEXAPLA_WORDS_FILTER_BITS);
}

static inline guint32
hexapla_words_lookup(const HexaplaWords *self, const char *word, gsize n, const char *limit)
{
    guint64 hash;
    gsize i;

    /* Most words are in no list, and most of those are told by their first letter and length. */
    if (n == 0 || (n < 32 && (self->lengths[(guchar)word[0]] & 1u << n) == 0))
        return 0;
    hash = hexapla_words_hash(word, n, limit, 0);
    i = hexapla_words_filter_bit(hash);
    if ((self->filter[i / 64] >> i % 64 & 1) == 0)
        return 0;
    i = hash & self->mask;
    while (self->slots[i].tag != 0 && self->slots[i].tag != hash >> 32)
        i = (i + 1) & self->mask;
    return self->slots[i].bits;
}

void hexapla_words_init(HexaplaWords *self);
void hexapla_words_clear(HexaplaWords *self);
void hexapla_words_add(HexaplaWords *self, const char *word, gsize n, guint32 bits);

G_END_DECLS
