/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/vocabulary.h"

G_BEGIN_DECLS

/* A word that begins with a capital. */
typedef struct {
    guint32 start; /* in the text of the part */
    guint32 end;   /* behind it; a possessive stays outside */
    guint32 after; /* behind the possessive */
    guint32 bits;  /* what the language file says of it here */
    guint32 word;  /* index in the vocabulary */
    guint8 flags;  /* HexaplaTokenFlags */
} HexaplaToken;

typedef struct {
    guint32 first; /* index of the first token of a segment */
    guint32 n;
    guint32 block;
} HexaplaTokenSegment;

/* The capitalised words of a part and what the part tells about words. */
typedef struct {
    const HexaplaNamer *namer;
    const char *text;
    gsize n_text;
    HexaplaToken *tokens;
    gsize n_tokens;
    gsize tokens_size;
    HexaplaTokenSegment *segments; /* those with tokens */
    gsize n_segments;
    gsize segments_size;
    guint8 *headline; /* by block: whether its capitals say nothing */
    gsize headline_size;
    guint64 *capitals; /* a bit for each byte: whether a capitalised word may begin there */
    gsize capitals_size;
    HexaplaVocabulary vocabulary;
} HexaplaTokens;

void hexapla_tokens_clear(HexaplaTokens *self);
void hexapla_tokens_read(HexaplaTokens *self, const HexaplaNamer *namer, HexaplaDocument *document);
guint64 hexapla_tokens_key(const HexaplaTokens *self, const HexaplaToken *tokens, guint n);
guint32 hexapla_tokens_bits_before(const HexaplaTokens *self, gsize offset, gsize *start);
guint32 hexapla_tokens_bits_after(const HexaplaTokens *self, gsize offset, gsize *end);

/* Whether the part writes the word in small letters somewhere, as every text does common words. */
static inline gboolean
hexapla_tokens_seen_small(const HexaplaTokens *self, const HexaplaToken *token)
{
    return (token->bits & WORD_COMMON) != 0 ||
           (self->vocabulary.words[token->word].evidence & EVIDENCE_SMALL) != 0;
}

/* Whether the part writes it with a capital where nothing but a name demands one. */
static inline gboolean
hexapla_tokens_seen_inside(const HexaplaTokens *self, const HexaplaToken *token)
{
    return (self->vocabulary.words[token->word].evidence & EVIDENCE_INSIDE) != 0;
}

G_END_DECLS
