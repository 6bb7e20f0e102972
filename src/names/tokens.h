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

/* A word that begins with a capital. */
typedef struct {
    guint32 start; /* in the text of the part */
    guint32 end;   /* behind it; a possessive stays outside */
    guint32 after; /* behind the possessive */
    guint32 bits;  /* what the language file says of it */
    guint64 hash;  /* without marks and case */
    guint8 flags;
} HexaplaToken;

typedef struct {
    guint32 first; /* index of the first token of a segment */
    guint32 n;
    guint32 block;
} HexaplaTokenSegment;

/* Size of the filter for first letters; it stays in the first-level cache. */
#define HEXAPLA_WANTED_BITS 16

/* The capitalised words of a part and what the part tells about words. */
typedef struct {
    const HexaplaNamer *namer;
    const char *text;
    gsize n_text;
    GArray *tokens;       /* HexaplaToken */
    GArray *segments;     /* HexaplaTokenSegment, one a segment */
    GByteArray *headline; /* by block: whether its capitals say nothing */
    GArray *small;        /* hashes of words seen in small letters, as a Bloom filter of guint64 */
    gsize small_mask;
    guint64 wanted[(1 << HEXAPLA_WANTED_BITS) / 64]; /* first letters of words that are worth looking for */
    gboolean has_wide_letters;                       /* words may begin with small letters beyond ASCII */
    GArray *inner; /* hashes of words seen with a capital inside sentences; open addressing */
    gsize inner_mask;
    gsize n_inner;
} HexaplaTokens;

void hexapla_tokens_init(HexaplaTokens *self);
void hexapla_tokens_clear(HexaplaTokens *self);
void hexapla_tokens_read(HexaplaTokens *self, const HexaplaNamer *namer, HexaplaDocument *document);
guint64 hexapla_tokens_key(const HexaplaTokens *self, const HexaplaToken *tokens, guint n);
gboolean hexapla_tokens_seen_small(const HexaplaTokens *self, const HexaplaToken *token);
gboolean hexapla_tokens_seen_inside(const HexaplaTokens *self, const HexaplaToken *token);
guint32 hexapla_tokens_bits_before(const HexaplaTokens *self, gsize offset, gsize *start);
guint32 hexapla_tokens_bits_after(const HexaplaTokens *self, gsize offset, gsize *end);

G_END_DECLS
