/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/sieve.h"

#include <string.h>

#include "base/masks.h"

#define KEY_BYTES 8

/* So that every word of a stretch has its first bytes in it. */
#define STRIDE (HEXAPLA_MASK_BYTES - KEY_BYTES)

/* The first bytes of a word, mixed. ASCII letters are taken as small ones, and the bytes of all others
 * alike: their case is not worth the time. */
static inline guint64
key_of(const char *word, guint n)
{
    guint64 key, others;

    memcpy(&key, word, sizeof key);
    key = GUINT64_FROM_LE(key);
    others = key & HEXAPLA_EACH_BYTE(0x80);
    key |= HEXAPLA_EACH_BYTE(0x20) | (others >> 7) * 0xFF;
    if (n < KEY_BYTES)
        key &= (G_GUINT64_CONSTANT(1) << n * 8) - 1;
    return key * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
}

static guint64
key_of_word(const char *word)
{
    char start[KEY_BYTES] = {0};
    gsize n = MIN(strlen(word), KEY_BYTES);

    memcpy(start, word, n);
    return key_of(start, n);
}

/* Of two words one after the other. */
static inline guint64
key_of_pair(guint64 first, guint64 second)
{
    return (first >> 7 ^ second) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
}

static void
set_bit(guint64 *bits, guint64 key)
{
    guint bit = key >> (64 - HEXAPLA_SIEVE_BITS);

    bits[bit / 64] |= G_GUINT64_CONSTANT(1) << bit % 64;
}

static inline gboolean
has_bit(const guint64 *bits, guint64 key)
{
    guint bit = key >> (64 - HEXAPLA_SIEVE_BITS);

    return bits[bit / 64] >> bit % 64 & 1;
}

/* Adds a word, folded, that counts as the first one of a text, whatever follows. */
void
hexapla_sieve_add_first(HexaplaSieve *self, const char *word)
{
    set_bit(self->first, key_of_word(word));
}

/* Adds two words, folded, that count as the first ones. */
void
hexapla_sieve_add_pair(HexaplaSieve *self, const char *first, const char *second)
{
    set_bit(self->pairs, key_of_pair(key_of_word(first), key_of_word(second)));
}

/* Adds a word, folded, that counts at every place. */
void
hexapla_sieve_add(HexaplaSieve *self, const char *word)
{
    set_bit(self->anywhere, key_of_word(word));
}

/* Bytes of U+0080 to U+00BF and of U+2000 to U+207F, which are no letters. */
static guint64
find_punctuation(const char *p)
{
    guint64 two = 0, three = 0;

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c, next;

        memcpy(&c, p + i, sizeof c);
        memcpy(&next, p + i + 1, sizeof next);
        two |= hexapla_text_block_mask(c == (gint8)0xC2) << i;
        three |= hexapla_text_block_mask((c == (gint8)0xE2) & (next <= (gint8)0x81)) << i;
    }
    return two | two << 1 | three | three << 1 | three << 2;
}

/* Letters, digits, and what stands beyond ASCII. */
static inline guint64
find_words(const char *p)
{
    guint64 words = 0;
    HexaplaTextBlock all = {0};

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c;

        memcpy(&c, p + i, sizeof c);
        all |= c;
        words |= hexapla_text_block_mask(c | hexapla_text_block_range(c | 0x20, 'a', 'z') |
                                         hexapla_text_block_range(c, '0', '9'))
                 << i;
    }
    return hexapla_text_block_mask(all) == 0 ? words : words & ~find_punctuation(p);
}

/* A first word that may be a number, or goes on behind an apostrophe. */
static gboolean
is_odd(const char *word, guint n)
{
    return g_ascii_isdigit(*word) || (guchar)*word >= 0x80 || word[n] == '\'' ||
           (guchar)word[n] >= 0x80;
}

/* A walk over the words of a text. */
typedef struct {
    const HexaplaSieve *sieve;
    guint n;      /* words so far, up to two */
    guint64 last; /* key of the last of these */
} Walk;

static inline gboolean
may_count(Walk *walk, const char *word, guint n)
{
    guint64 key = key_of(word, n);

    if (has_bit(walk->sieve->anywhere, key))
        return TRUE;
    if (walk->n == 2)
        return FALSE;
    if (walk->n++ == 1)
        return has_bit(walk->sieve->pairs, key_of_pair(walk->last, key)) || is_odd(word, n);
    walk->last = key;
    return has_bit(walk->sieve->first, key) || is_odd(word, n);
}

/* Whether one of the words may be in a text of up to HEXAPLA_SIEVE_MAX_BYTES, or a number begins it.
 */
gboolean
hexapla_sieve_may_hold(const HexaplaSieve *self, const char *text, gsize n)
{
    char buffer[HEXAPLA_SIEVE_MAX_BYTES + HEXAPLA_MASK_BYTES + 1];
    Walk walk = {.sieve = self};
    guint64 carry = 0;

    memcpy(buffer, text, n);
    memset(buffer + n, 0, HEXAPLA_MASK_BYTES + 1);
    for (const char *p = buffer; p < buffer + n; p += STRIDE) {
        guint64 words = find_words(p);
        guint64 starts = words & ~(words << 1 | carry) & ((G_GUINT64_CONSTANT(1) << STRIDE) - 1);

        carry = words >> (STRIDE - 1) & 1;
        for (; starts != 0; starts &= starts - 1) {
            guint i = __builtin_ctzll(starts);

            if (may_count(&walk, p + i, __builtin_ctzll(~(words >> i) | 1u << KEY_BYTES)))
                return TRUE;
        }
    }
    return FALSE;
}
