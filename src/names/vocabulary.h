/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/namer-private.h"

G_BEGIN_DECLS

typedef enum {
    TOKEN_INITIAL = 1 << 0,    /* its capital may only mean that a sentence or a quotation begins */
    TOKEN_CAPS = 1 << 1,       /* at least two capitals and no small letter */
    TOKEN_POSSESSIVE = 1 << 2, /* followed by ’s or ’ */
    TOKEN_LETTER = 1 << 3,     /* one capital, as in J. K. Rowe */
    TOKEN_MARKED = 1 << 4,     /* holds a mark that is a letter */
    TOKEN_DIGITS = 1 << 5,     /* holds digits: K1 */
    TOKEN_ARTICLE = 1 << 6,    /* begins with a small particle: al-Haq, d’Estaing */
} HexaplaTokenFlags;

/* What the part tells about a word, whatever its marks and case. */
typedef enum {
    EVIDENCE_DOUBT = 1 << 0,  /* it stands where its capital proves nothing */
    EVIDENCE_INSIDE = 1 << 1, /* it has a capital where nothing but a name demands one */
    EVIDENCE_SMALL = 1 << 2,  /* it is written small, as every text does common words */
    EVIDENCE_WANTED = 1 << 3, /* somebody will ask whether it is written small */
} HexaplaEvidence;

/* One spelling of a capitalised word of a part. */
typedef struct {
    guint64 key;      /* of the spelling */
    guint64 hash;     /* without marks and case */
    guint32 start;    /* where it stands first */
    guint32 n;        /* its bytes */
    guint32 bits;     /* what the language file says of it */
    guint32 spelling; /* for the search for names: 1 + index of the name that it is by itself */
    guint8 flags;     /* the HexaplaTokenFlags that its letters alone tell */
    guint8 evidence;
} HexaplaVocabularyWord;

/* Most bits of the filter for words that are worth looking for; it stays in the first-level cache.
 */
#define HEXAPLA_MAX_WANTED_BITS (1u << 16)

/* The distinct capitalised words of a part: what is known of a word is looked up once. */
typedef struct {
    const HexaplaNamer *namer;
    const char *text;
    gsize n_text;
    HexaplaVocabularyWord *words;
    guint n_words;
    guint n_slots;  /* a power of two, at least twice the words */
    guint32 *slots; /* 1 + index of a word, by its key; open addressing */
    guint32 *twins; /* likewise by its hash, the first word of each */
    guint64 wanted[HEXAPLA_MAX_WANTED_BITS / 64];
    guint64 shared[HEXAPLA_MAX_WANTED_BITS / 64]; /* bits of several wanted words */
    guint wanted_shift;   /* which leaves the bits of a hash that are used */
    gboolean wants_ascii; /* some wanted words begin with an ASCII letter */
    gboolean wants_wide;  /* some with another one */
} HexaplaVocabulary;

/* Equal for equal words of one part; short words are their own key. */
static inline guint64
hexapla_vocabulary_key(const char *word, gsize n, const char *limit)
{
    const guint64 is_long = G_GUINT64_CONSTANT(1) << 63;

    if (G_LIKELY(n <= 8))
        return hexapla_words_load(word, n, limit);
    if (n > 16)
        return hexapla_words_hash(word, n, limit, 0) | is_long;
    return hexapla_words_mix(hexapla_words_mix(n, hexapla_words_load(word, 8, limit)),
                             hexapla_words_load(word + n - 8, 8, limit)) |
           is_long;
}

#define HEXAPLA_FOLD_CASE G_GUINT64_CONSTANT(0x2020202020202020)

/* Case counts for the lists, but not for what the part tells: the bit that tells ASCII case apart is
 * set in all bytes. */
static inline guint64
hexapla_vocabulary_hash(const char *word, gsize n, const char *limit)
{
    return hexapla_words_hash(word, n, limit, HEXAPLA_FOLD_CASE);
}

static inline guint
hexapla_vocabulary_slot(guint64 key, guint n_slots)
{
    key *= G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return (guint)(key >> 32) & (n_slots - 1);
}

guint hexapla_vocabulary_add(HexaplaVocabulary *self, guint64 key, gsize start, gsize n,
                             guint8 flags);

/* Index of the word, or -1 when it is not there yet. */
static inline int
hexapla_vocabulary_find(const HexaplaVocabulary *self, guint64 key)
{
    guint i = hexapla_vocabulary_slot(key, self->n_slots);

    while (self->slots[i] != 0) {
        if (G_LIKELY(self->words[self->slots[i] - 1].key == key))
            return self->slots[i] - 1;
        i = (i + 1) & (self->n_slots - 1);
    }
    return -1;
}

void hexapla_vocabulary_clear(HexaplaVocabulary *self);
void hexapla_vocabulary_reset(HexaplaVocabulary *self, const HexaplaNamer *namer, const char *text,
                              gsize n_text);
void hexapla_vocabulary_settle(HexaplaVocabulary *self);

G_END_DECLS
