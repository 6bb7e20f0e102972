/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/lexicon.h"

#include <string.h>

#include "base/text.h"

typedef struct {
    char *word;
    guint32 n;
    guint32 bits;
    guint64 hash;
} Entry;

#define FILTER_BITS (1u << 14)

/* Open addressing: most look-ups are for words that are not there, and end at the first empty slot.
 */
struct _HexaplaLexicon {
    Entry *slots;
    gsize n_slots; /* a power of two */
    gsize n_used;
    /* By first byte: bit n tells that there is a word of n bytes; the last bit, of that or more. */
    guint32 lengths[256];
    /* A bit for each word, by its hash. Unlike the slots it stays near the processor. */
    guint64 filter[FILTER_BITS / 64];
};

static inline guint32
length_bit(gsize n)
{
    return 1u << MIN(n, 31);
}

/* The slots are told by the lower bits of the hash. */
static inline guint
filter_bit(guint64 hash)
{
    return hash >> 32 & (FILTER_BITS - 1);
}

static Entry *
find(const HexaplaLexicon *self, const char *word, gsize n, guint64 hash)
{
    gsize i = hash & (self->n_slots - 1);

    while (self->slots[i].word != NULL) {
        Entry *entry = &self->slots[i];

        if (entry->hash == hash && entry->n == n && memcmp(entry->word, word, n) == 0)
            return entry;
        i = (i + 1) & (self->n_slots - 1);
    }
    return &self->slots[i];
}

static void
grow(HexaplaLexicon *self)
{
    Entry *old = self->slots;
    gsize n_old = self->n_slots;

    self->n_slots = n_old * 2;
    self->slots = g_new0(Entry, self->n_slots);
    for (gsize i = 0; i < n_old; i++) {
        if (old[i].word != NULL)
            *find(self, old[i].word, old[i].n, old[i].hash) = old[i];
    }
    g_free(old);
}

/**
 * hexapla_lexicon_new:
 *
 * Returns: (transfer full): an empty lexicon
 * Since: 0.1
 */
HexaplaLexicon *
hexapla_lexicon_new(void)
{
    HexaplaLexicon *self = g_new0(HexaplaLexicon, 1);

    self->n_slots = 256;
    self->slots = g_new0(Entry, self->n_slots);
    return self;
}

/**
 * hexapla_lexicon_free:
 * @self: (transfer full) (nullable): a lexicon
 *
 * Since: 0.1
 */
void
hexapla_lexicon_free(HexaplaLexicon *self)
{
    if (self == NULL)
        return;
    for (gsize i = 0; i < self->n_slots; i++)
        g_free(self->slots[i].word);
    g_free(self->slots);
    g_free(self);
}

/**
 * hexapla_lexicon_add:
 * @self: a lexicon
 * @word: UTF-8, copied
 * @n: its bytes
 * @bits: what is known of it; added to what was known before
 *
 * Since: 0.1
 */
void
hexapla_lexicon_add(HexaplaLexicon *self, const char *word, gsize n, guint32 bits)
{
    guint64 hash = hexapla_text_hash(word, n, 0);
    Entry *entry = find(self, word, n, hash);

    self->lengths[(guchar)word[0]] |= length_bit(n);
    self->filter[filter_bit(hash) / 64] |= G_GUINT64_CONSTANT(1) << filter_bit(hash) % 64;
    entry->bits |= bits;
    if (entry->word != NULL)
        return;
    entry->word = g_strndup(word, n);
    entry->n = n;
    entry->hash = hash;
    if (++self->n_used * 3 > self->n_slots)
        grow(self);
}

/**
 * hexapla_lexicon_lookup:
 * @self: a lexicon
 * @word: bytes
 * @n: how many
 *
 * Returns: what is known of the word, 0 when it is not there
 * Since: 0.1
 */
guint32
hexapla_lexicon_lookup(const HexaplaLexicon *self, const char *word, gsize n)
{
    guint64 hash;

    if (n == 0 || (self->lengths[(guchar)word[0]] & length_bit(n)) == 0)
        return 0;
    hash = hexapla_text_hash(word, n, 0);
    if ((self->filter[filter_bit(hash) / 64] >> filter_bit(hash) % 64 & 1) == 0)
        return 0;
    return find(self, word, n, hash)->bits;
}
