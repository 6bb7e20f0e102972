/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/vocabulary.h"

#include <string.h>

#include "base/text.h"
#include "base/masks.h"

#define BARE_SIZE 128

/* Copies a word without its apostrophes, so that every spelling finds the same entry. */
static gsize
drop_marks(const char *word, gsize n, char *bare)
{
    const char *end = word + n;
    gsize used = 0;

    while (word < end && used < BARE_SIZE - 4) {
        gunichar c;
        const char *next = hexapla_text_next(word, end, &c);

        if (!hexapla_text_is_apostrophe(c)) {
            memcpy(bare + used, word, next - word);
            used += next - word;
        }
        word = next;
    }
    return used;
}

/* BAGHDAD is looked up as Baghdad. */
static guint32
lookup_shouted(const HexaplaNamer *namer, const char *word, gsize n)
{
    char title[BARE_SIZE];

    if (n >= BARE_SIZE)
        return 0;
    title[0] = word[0];
    for (gsize i = 1; i < n; i++)
        title[i] = g_ascii_tolower(word[i]);
    return hexapla_words_lookup(&namer->words, title, n, title + n);
}

static void
describe(const HexaplaVocabulary *self, HexaplaVocabularyWord *entry)
{
    const char *word = self->text + entry->start;
    const char *limit = self->text + self->n_text;
    gsize n = entry->n;
    char bare[BARE_SIZE];

    if ((entry->flags & TOKEN_MARKED) != 0) {
        n = drop_marks(word, n, bare);
        word = bare;
        limit = bare + n;
    }
    entry->bits = hexapla_words_lookup(&self->namer->words, word, n, limit);
    if (entry->bits == 0 && (entry->flags & TOKEN_CAPS) != 0 && n > 3)
        entry->bits = lookup_shouted(self->namer, word, n);
    /* Al-Sadr and AL-SADR are two tokens, so al-Sadr is known by its second part. */
    if ((entry->flags & TOKEN_ARTICLE) != 0) {
        const char *hyphen = memchr(word, '-', n);

        if (hyphen != NULL) {
            n -= hyphen + 1 - word;
            word = hyphen + 1;
        }
    }
    entry->hash = hexapla_vocabulary_hash(word, n, limit);
}

static void
put_in_slot(HexaplaVocabulary *self, guint index)
{
    guint i = hexapla_vocabulary_slot(self->words[index].key, self->n_slots);

    while (self->slots[i] != 0)
        i = (i + 1) & (self->n_slots - 1);
    self->slots[i] = index + 1;
}

static void
allocate(HexaplaVocabulary *self, guint n_slots)
{
    self->n_slots = n_slots;
    self->words = g_renew(HexaplaVocabularyWord, self->words, n_slots / 2);
    g_free(self->slots);
    g_free(self->twins);
    self->slots = g_new0(guint32, n_slots);
    self->twins = g_new(guint32, n_slots);
}

/* Adds a word that is not there yet. */
guint
hexapla_vocabulary_add(HexaplaVocabulary *self, guint64 key, gsize start, gsize n, guint8 flags)
{
    HexaplaVocabularyWord *word;

    if (self->n_words == self->n_slots / 2) {
        allocate(self, self->n_slots * 2);
        for (guint i = 0; i < self->n_words; i++)
            put_in_slot(self, i);
    }
    word = &self->words[self->n_words];
    *word = (HexaplaVocabularyWord){.key = key, .start = start, .n = n, .flags = flags};
    describe(self, word);
    put_in_slot(self, self->n_words);
    return self->n_words++;
}

void
hexapla_vocabulary_clear(HexaplaVocabulary *self)
{
    g_free(self->words);
    g_free(self->slots);
    g_free(self->twins);
}

/* Forgets the words of the part before. The tables fit the new one, so that short articles need not
 * clear what long ones need. */
void
hexapla_vocabulary_reset(HexaplaVocabulary *self, const HexaplaNamer *namer, const char *text,
                         gsize n_text)
{
    guint n_slots = 64;

    while (n_slots < n_text / 128)
        n_slots *= 2;
    self->namer = namer;
    self->text = text;
    self->n_text = n_text;
    self->n_words = 0;
    if (n_slots != self->n_slots)
        allocate(self, n_slots);
    else
        memset(self->slots, 0, n_slots * sizeof *self->slots);
}

/* --- what differs only in marks and case --- */

/* The first word of this hash, or the place for one. */
static guint32 *
find_twin(const HexaplaVocabulary *self, guint64 hash)
{
    guint i = hash & (self->n_slots - 1);

    while (self->twins[i] != 0 && self->words[self->twins[i] - 1].hash != hash)
        i = (i + 1) & (self->n_slots - 1);
    return &self->twins[i];
}

/* Words of fewer letters say nothing: "us" and "it" are not US and IT. */
#define MIN_SMALL 3

/* Whether anybody will ask if the part writes the word small. */
static gboolean
is_wanted(const HexaplaVocabularyWord *word)
{
    return (word->evidence & EVIDENCE_DOUBT) != 0 && word->n >= MIN_SMALL &&
           (word->flags & (TOKEN_MARKED | TOKEN_ARTICLE)) == 0 &&
           (word->bits & (WORD_COMMON | WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_NAME_OPENER)) == 0;
}

/* The ASCII letters with which eight bytes begin, without case. */
static inline guint64
first_letters(guint64 block)
{
    guint64 others = ~hexapla_mask_letters(block) & HEXAPLA_EACH_BYTE(0x80);

    return (block | HEXAPLA_FOLD_CASE) & (((others & -others) >> 7) - 1);
}

static inline guint32
wanted_bit(const HexaplaVocabulary *self, guint64 letters)
{
    return letters * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) >> self->wanted_shift;
}

/* A quarter of the words are wanted, so that about one bit of 64 is set. */
static void
clear_wanted(HexaplaVocabulary *self)
{
    gsize n_bits = 1024;

    self->wanted_shift = 64 - 10;
    while (n_bits < HEXAPLA_MAX_WANTED_BITS && n_bits / 16 < self->n_words) {
        n_bits *= 2;
        self->wanted_shift--;
    }
    memset(self->wanted, 0, n_bits / 8);
    memset(self->shared, 0, n_bits / 8);
    self->wants_ascii = self->wants_wide = FALSE;
}

static void
want(HexaplaVocabulary *self, const HexaplaVocabularyWord *word)
{
    const char *text = self->text + word->start;
    guint64 letters = first_letters(hexapla_words_load(text, word->n, self->text + self->n_text));
    guint32 n = wanted_bit(self, letters);
    guint64 bit = G_GUINT64_CONSTANT(1) << n % 64;

    if ((guchar)*text >= 0x80) {
        self->wants_wide = TRUE;
        return;
    }
    self->shared[n / 64] |= self->wanted[n / 64] & bit;
    self->wanted[n / 64] |= bit;
    self->wants_ascii = TRUE;
}

/* The first of all twins gathers their evidence; one of them is looked for. */
static void
join_twins(HexaplaVocabulary *self)
{
    for (guint i = 0; i < self->n_words; i++) {
        HexaplaVocabularyWord *word = &self->words[i];
        guint32 *twin = find_twin(self, word->hash);
        HexaplaVocabularyWord *first;

        if (*twin == 0)
            *twin = i + 1;
        first = &self->words[*twin - 1];
        first->evidence |= word->evidence;
        if (is_wanted(word) && (first->evidence & EVIDENCE_WANTED) == 0) {
            want(self, word);
            first->evidence |= EVIDENCE_WANTED;
        }
    }
}

static void
share_evidence(HexaplaVocabulary *self)
{
    for (guint i = 0; i < self->n_words; i++)
        self->words[i].evidence = self->words[*find_twin(self, self->words[i].hash) - 1].evidence;
}

/* --- which words are written small --- */

/* Whether the word that begins at @p is a wanted one; @p is moved behind it. */
static gboolean
note_small(HexaplaVocabulary *self, const char **p)
{
    const char *limit = self->text + self->n_text;
    const char *start = *p;
    HexaplaVocabularyWord *word;
    guint32 twin;
    gunichar c;

    while (*p < limit && hexapla_text_is_letter(hexapla_text_at(*p, limit)))
        *p = hexapla_text_next(*p, limit, &c);
    if (*p - start < MIN_SMALL)
        return FALSE;
    twin = *find_twin(self, hexapla_vocabulary_hash(start, *p - start, limit));
    if (twin == 0)
        return FALSE;
    word = &self->words[twin - 1];
    word->evidence |= EVIDENCE_SMALL;
    return (word->evidence & EVIDENCE_WANTED) != 0;
}

/* So that every word of a stretch has its first bytes in it. */
#define KEY_BYTES 8
#define STRIDE (HEXAPLA_MASK_BYTES - KEY_BYTES)

/* By their number. */
static const guint64 first_bytes[KEY_BYTES + 1] = {
    0,
    G_GUINT64_CONSTANT(0xFF),
    G_GUINT64_CONSTANT(0xFFFF),
    G_GUINT64_CONSTANT(0xFFFFFF),
    G_GUINT64_CONSTANT(0xFFFFFFFF),
    G_GUINT64_CONSTANT(0xFFFFFFFFFF),
    G_GUINT64_CONSTANT(0xFFFFFFFFFFFF),
    G_GUINT64_CONSTANT(0xFFFFFFFFFFFFFF),
    G_GUINT64_CONSTANT(0xFFFFFFFFFFFFFFFF),
};

/* @letters: the first bytes of @word */
static inline void
check_word(HexaplaVocabulary *self, const char *word, guint64 letters)
{
    guint32 bit = wanted_bit(self, letters);

    if (G_LIKELY((self->wanted[bit / 64] >> bit % 64 & 1) == 0))
        return;
    /* Once is enough, unless others have the same bit. */
    if (note_small(self, &word))
        self->wanted[bit / 64] &= self->shared[bit / 64] | ~(G_GUINT64_CONSTANT(1) << bit % 64);
}

/* Checks the words that begin in the first bytes of a stretch, which is a copy of what stands at
 * @text: behind a space or most of the ASCII punctuation. @carry tells whether that is what stands
 * before it. */
static inline void
check_stretch(HexaplaVocabulary *self, const char *p, const char *text, guint64 *carry)
{
    guint64 gaps = 0, small = 0, starts;

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c;

        memcpy(&c, p + i, sizeof c);
        gaps |= hexapla_text_block_mask(hexapla_text_block_range(c, 0, '0' - 1) & (c != '\'')) << i;
        small |= hexapla_text_block_mask(hexapla_text_block_range(c, 'a', 'z')) << i;
    }
    /* Of MIN_SMALL letters at least. */
    starts = small & small >> 1 & small >> 2 & (gaps << 1 | *carry) &
             ((G_GUINT64_CONSTANT(1) << STRIDE) - 1);
    *carry = gaps >> (STRIDE - 1) & 1;
    for (; starts != 0; starts &= starts - 1) {
        guint i = __builtin_ctzll(starts);
        guint n = __builtin_ctzll(~(small >> i) | 1u << KEY_BYTES);
        guint64 letters;

        memcpy(&letters, p + i, sizeof letters);
        check_word(self, text + i, GUINT64_FROM_LE(letters) & first_bytes[n]);
    }
}

/* Finds the wanted words where they are written small. Few words pass the look at their first
 * letters. */
static void
find_small(HexaplaVocabulary *self)
{
    const char *limit = self->text + self->n_text;
    char rest[2 * HEXAPLA_MASK_BYTES] = {0};
    const char *p = self->text;
    guint64 carry = 1;

    for (; p + HEXAPLA_MASK_BYTES <= limit; p += STRIDE)
        check_stretch(self, p, p, &carry);
    memcpy(rest, p, limit - p);
    for (gsize i = 0; i < HEXAPLA_MASK_BYTES; i += STRIDE)
        check_stretch(self, rest + i, p + i, &carry);
}

/* The first bytes of characters beyond ASCII. */
static inline guint64
find_wide(const char *p)
{
    guint64 mask = 0;

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c;

        memcpy(&c, p + i, sizeof c);
        mask |= hexapla_text_block_mask(hexapla_text_block_range(c, 0xC0, 0xFF)) << i;
    }
    return mask;
}

/* The same for words that begin with a letter beyond ASCII; all of them. */
static void
find_wide_small(HexaplaVocabulary *self)
{
    const char *limit = self->text + self->n_text;
    const char *seen = self->text;
    char rest[HEXAPLA_MASK_BYTES] = {0};

    for (const char *p = self->text; p < limit; p += HEXAPLA_MASK_BYTES) {
        const char *block = p;

        if (limit - p < HEXAPLA_MASK_BYTES)
            block = memcpy(rest, p, limit - p);
        for (guint64 mask = find_wide(block); mask != 0; mask &= mask - 1) {
            const char *word = p + __builtin_ctzll(mask);

            if (word < seen || !hexapla_text_is_lower(hexapla_text_at(word, limit)) ||
                hexapla_text_is_letter(hexapla_text_before(self->text, word)))
                continue;
            note_small(self, &word);
            seen = word;
        }
    }
}

/* Completes the evidence when all words have been added. */
void
hexapla_vocabulary_settle(HexaplaVocabulary *self)
{
    memset(self->twins, 0, self->n_slots * sizeof *self->twins);
    clear_wanted(self);
    join_twins(self);
    if (self->wants_ascii)
        find_small(self);
    if (self->wants_wide)
        find_wide_small(self);
    share_evidence(self);
}
