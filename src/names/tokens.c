/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/tokens.h"

#include <string.h>

#include "base/text.h"

enum {
    BYTE_SMALL = 1, /* a small letter, or inside a character that is no punctuation */
    BYTE_CAPITAL = 2,
    BYTE_DIGIT = 4,
    BYTE_HIGH = 8,   /* first byte of a character that has to be looked at */
    BYTE_QUOTE = 16, /* what may begin a quotation, and the colon before a sentence */
    BYTE_MARK = 32,
};

static guint8 classes[256];

static void
init_classes(void)
{
    static gsize ready = 0;

    if (!g_once_init_enter(&ready))
        return;
    for (int c = 'a'; c <= 'z'; c++) {
        classes[c] = BYTE_SMALL;
        classes[c - 'a' + 'A'] = BYTE_CAPITAL;
    }
    for (int c = '0'; c <= '9'; c++)
        classes[c] = BYTE_DIGIT;
    classes['"'] = classes[':'] = BYTE_QUOTE;
    classes['\''] = classes['`'] = BYTE_MARK;
    memset(classes + 0x80, BYTE_HIGH, 128);
    /* Scripts without capitals: Hebrew to Ethiopic by their first byte, and East Asia. */
    memset(classes + 0xD6, BYTE_SMALL, 0xE1 - 0xD6);
    memset(classes + 0xE4, BYTE_SMALL, 0xEE - 0xE4);
    classes[0xEA] = BYTE_HIGH;
    g_once_init_leave(&ready, 1);
}

/* A walk over the segments of a part. */
typedef struct {
    HexaplaTokens *tokens;
    guint64 *small;  /* of the tokens */
    const char *end; /* of the segment */
    const HexaplaMark *mark;
    const HexaplaMark *last_mark;
    const char *small_start; /* the last word in small letters */
    const char *small_end;
    const char *lead_start; /* the last mark that is a letter */
    const char *lead_end;
    gboolean initial;
    guint n_capitals; /* words of the block that begin with one */
    guint n_caps;
    guint n_small; /* its other words of more than three letters */
} Walk;

#define FOLD_CASE G_GUINT64_CONSTANT(0x2020202020202020)

/* Case counts for the lists, but not for what the part tells: the bit that tells ASCII case apart is
 * set in all bytes. */
static inline guint64
hash_word(const char *word, gsize n, const char *limit)
{
    return hexapla_words_hash(word, n, limit, FOLD_CASE);
}

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
describe(const HexaplaTokens *self, HexaplaToken *token)
{
    const char *word = self->text + token->start;
    const char *limit = self->text + self->n_text;
    gsize n = token->end - token->start;
    char bare[BARE_SIZE];

    if ((token->flags & TOKEN_MARKED) != 0) {
        n = drop_marks(word, n, bare);
        word = bare;
        limit = bare + n;
    }
    token->bits = hexapla_words_lookup(&self->namer->words, word, n, limit);
    if (token->bits == 0 && (token->flags & TOKEN_CAPS) != 0 && n > 3)
        token->bits = lookup_shouted(self->namer, word, n);
    /* Al-Sadr and AL-SADR are two tokens, so al-Sadr is known by its second part. */
    if ((token->flags & TOKEN_ARTICLE) != 0) {
        const char *hyphen = memchr(word, '-', n);

        if (hyphen != NULL) {
            n -= hyphen + 1 - word;
            word = hyphen + 1;
        }
    }
    token->hash = hash_word(word, n, limit);
}

static const HexaplaMark *
mark_at(Walk *walk, const char *p)
{
    guint32 offset = p - walk->tokens->text;

    while (walk->mark < walk->last_mark && walk->mark->offset < offset)
        walk->mark++;
    return walk->mark < walk->last_mark && walk->mark->offset == offset ? walk->mark : NULL;
}

static gboolean
is_name_mark(const HexaplaMark *mark)
{
    return mark != NULL &&
           (mark->role == HEXAPLA_ROLE_NAME_LETTER || mark->role == HEXAPLA_ROLE_NAME_ELISION ||
            mark->role == HEXAPLA_ROLE_LETTER);
}

/* al-Haq, d’Estaing, ‘Abbas: where a word begins whose capital is at @p. */
static const char *
find_start(const Walk *walk, const char *p, guint8 *flags)
{
    const char *start = p;
    gsize n_small = walk->small_end - walk->small_start;

    if (walk->lead_end == p) {
        start = walk->lead_start;
        *flags |= TOKEN_MARKED;
        if (walk->small_end == start)
            return walk->small_start;
    }
    if (walk->small_end == NULL || walk->small_end + 1 != start || start[-1] != '-' || n_small > 4)
        return start;
    if ((hexapla_words_lookup(&walk->tokens->namer->words, walk->small_start, n_small, walk->end) &
         WORD_ARTICLE) == 0)
        return start;
    *flags |= TOKEN_ARTICLE;
    return walk->small_start;
}

/* Iraq’s, Houthis’ */
static const char *
skip_possessive(Walk *walk, const char *p, guint8 *flags)
{
    const HexaplaMark *mark = mark_at(walk, p);

    if (mark == NULL ||
        (mark->role != HEXAPLA_ROLE_POSSESSIVE && mark->role != HEXAPLA_ROLE_PLURAL))
        return p;
    *flags |= TOKEN_POSSESSIVE;
    p += mark->length;
    if (p < walk->end && (*p == 's' || *p == 'S'))
        p++;
    return p;
}

/* U.S. and A.B.C. are one word with their full stops. */
static const char *
skip_dotted(const Walk *walk, const char *p)
{
    while (p + 2 < walk->end && p[0] == '.' && g_ascii_isupper(p[1]) && p[2] == '.')
        p += 2;
    return p;
}

typedef struct {
    guint upper;
    guint lower;
    guint digits;
} Letters;

#define EACH_BYTE(value) (G_GUINT64_CONSTANT(0x0101010101010101) * (value))

/* How many of the eight bytes are small ASCII letters, from the first one on. */
static inline guint
count_small(guint64 block)
{
    guint64 low = block & EACH_BYTE(0x7F);
    guint64 small =
        (low + EACH_BYTE(0x80 - 'a')) & ~(low + EACH_BYTE(0x7F - 'z')) & ~block & EACH_BYTE(0x80);

    return small == EACH_BYTE(0x80) ? 8 : __builtin_ctzll(~small & EACH_BYTE(0x80)) / 8;
}

/* A capital and up to six small letters, as most words are; NULL when there is more to it. */
static const char *
read_plain(const Walk *walk, const char *p, Letters *letters)
{
    guint64 block;
    guint n;

    if (walk->end - p < 9 || (guchar)*p >= 0x80)
        return NULL;
    memcpy(&block, p, 8);
    n = count_small(GUINT64_FROM_LE(block) >> 8);
    if (n == 0 || (classes[(guchar)p[n + 1]] & ~BYTE_QUOTE) != 0)
        return NULL;
    letters->upper = 1;
    letters->lower = n;
    return p + n + 1;
}

/* Goes over the letters, digits and letter-like marks of a word. */
static const char *
read_letters(Walk *walk, const char *p, Letters *letters, guint8 *flags)
{
    while (p < walk->end) {
        guint8 class = classes[(guchar)*p];
        const char *next = p + 1;
        gunichar c;

        if ((class & (BYTE_SMALL | BYTE_CAPITAL | BYTE_DIGIT)) != 0) {
            letters->lower += class == BYTE_SMALL;
            letters->upper += class == BYTE_CAPITAL;
            letters->digits += class == BYTE_DIGIT;
        } else if ((class & (BYTE_HIGH | BYTE_MARK)) != 0) {
            next = hexapla_text_next(p, walk->end, &c);
            if (hexapla_text_is_apostrophe(c)) {
                if (!is_name_mark(mark_at(walk, p)))
                    break;
                *flags |= TOKEN_MARKED;
            } else if (!hexapla_text_is_letter(c)) {
                break;
            } else {
                letters->lower += !hexapla_text_is_upper(c);
                letters->upper += hexapla_text_is_upper(c);
            }
        } else {
            break;
        }
        p = next;
    }
    return p;
}

static const char *
read_capitalised(Walk *walk, const char *p)
{
    HexaplaTokens *self = walk->tokens;
    Letters letters = {0, 0, 0};
    HexaplaToken token = {.flags = walk->initial ? TOKEN_INITIAL : 0};
    const char *start = find_start(walk, p, &token.flags);
    const char *end = read_plain(walk, p, &letters);
    const char *dotted;

    if (end == NULL)
        end = read_letters(walk, p, &letters, &token.flags);
    dotted = end;
    if (letters.upper == 1 && letters.lower + letters.digits == 0) {
        dotted = skip_dotted(walk, end);
        token.flags |= dotted == end ? TOKEN_LETTER : TOKEN_CAPS;
        end = dotted == end ? end : dotted + 1;
    } else if (letters.lower == 0) {
        token.flags |= TOKEN_CAPS;
    }
    token.flags |= letters.digits > 0 ? TOKEN_DIGITS : 0;
    walk->initial = FALSE;
    walk->n_capitals++;
    walk->n_caps += letters.upper > 1 && letters.lower == 0;
    /* F-16, COVID-19 */
    if (end + 1 < walk->end && end[0] == '-' && g_ascii_isdigit(end[1]))
        return end;
    token.start = start - self->text;
    token.end = end - self->text;
    end = skip_possessive(walk, end, &token.flags);
    token.after = end - self->text;
    describe(self, &token);
    /* An initial, not the article. */
    if ((token.flags & TOKEN_LETTER) != 0 && end < walk->end && *end == '.')
        token.bits &= ~WORD_COMMON;
    g_array_append_val(self->tokens, token);
    return end;
}

/* Both bits of a word are in one unit of the filter, so that it costs one access. */
static inline guint64
two_bits(guint64 hash)
{
    return G_GUINT64_CONSTANT(1) << (hash >> 52 & 63) | G_GUINT64_CONSTANT(1) << (hash >> 58);
}

static inline void
remember_small(Walk *walk, const char *start, const char *end, guint64 hash)
{
    walk->small_start = start;
    walk->small_end = end;
    walk->n_small += end - start > 3;
    /* "us" and "it" say nothing of US and IT. */
    if (end - start > 2)
        walk->small[hash & walk->tokens->small_mask] |= two_bits(hash);
}

/* The rest of a word that is long, stands at the very end or holds letters beyond ASCII. */
static const char *
read_long_small(Walk *walk, const char *start, const char *p)
{
    const char *limit = walk->tokens->text + walk->tokens->n_text;
    gunichar c;

    for (;;) {
        while (p < walk->end && classes[(guchar)*p] == BYTE_SMALL)
            p++;
        if (p >= walk->end || classes[(guchar)*p] != BYTE_HIGH)
            break;
        hexapla_text_next(p, walk->end, &c);
        if (!hexapla_text_is_letter(c))
            break;
        p = hexapla_text_next(p, walk->end, &c);
        while (p < walk->end && ((guchar)*p & 0xC0) == 0x80)
            p++;
    }
    remember_small(walk, start, p, hash_word(start, p - start, limit));
    return p;
}

/* Goes over words in small letters as long as only single spaces stand between: most of any text. */
static const char *
read_small(Walk *walk, const char *p)
{
    walk->initial = FALSE;
    for (;;) {
        const char *start = p;
        guint64 block;
        guint n;

        if (G_UNLIKELY(walk->end - p < 9))
            return read_long_small(walk, start, p);
        memcpy(&block, p, 8);
        block = GUINT64_FROM_LE(block);
        n = count_small(block);
        p += n;
        if (n == 8 || (guchar)*p >= 0x80)
            p = read_long_small(walk, start, p);
        else
            remember_small(
                walk, start, p,
                hexapla_words_mix(n, (block & ((G_GUINT64_CONSTANT(1) << n * 8) - 1)) | FOLD_CASE));
        if (p + 1 >= walk->end || *p != ' ' || classes[(guchar)p[1]] != BYTE_SMALL ||
            (guchar)p[1] >= 0x80)
            return p;
        p++;
    }
}

/* An apostrophe, a quotation mark, or a letter that is not ASCII. */
static const char *
read_other(Walk *walk, const char *p)
{
    gunichar c;
    const char *next = hexapla_text_next(p, walk->end, &c);

    if (hexapla_text_is_apostrophe(c)) {
        const HexaplaMark *mark = mark_at(walk, p);

        if (is_name_mark(mark)) {
            walk->lead_start = p;
            walk->lead_end = next;
        }
        walk->initial |= mark != NULL && mark->role == HEXAPLA_ROLE_QUOTE_OPEN;
        return next;
    }
    if (hexapla_text_is_letter(c))
        return hexapla_text_is_upper(c) ? read_capitalised(walk, p) : read_small(walk, p);
    walk->initial |= c == 0x201C || c == 0x201E || c == 0xAB || c == 0x2022;
    return next;
}

static const char *
read_number(Walk *walk, const char *p)
{
    while (p < walk->end && (classes[(guchar)*p] & (BYTE_DIGIT | BYTE_SMALL)) != 0)
        p++;
    walk->initial = FALSE;
    return p;
}

static void
walk_segment(Walk *walk, const char *p)
{
    walk->initial = TRUE;
    while (p < walk->end) {
        switch (classes[(guchar)*p]) {
        case BYTE_SMALL:
            p = read_small(walk, p);
            break;
        case BYTE_CAPITAL:
            p = read_capitalised(walk, p);
            break;
        case BYTE_DIGIT:
            p = read_number(walk, p);
            break;
        case BYTE_QUOTE:
            walk->initial = walk->initial || *p == ':' || p[-1] == ' ' || p[-1] == '\n';
            p++;
            break;
        case BYTE_HIGH:
        case BYTE_MARK:
            p = read_other(walk, p);
            break;
        default:
            p++;
        }
    }
}

static guint64 *
find_inner(const HexaplaTokens *self, guint64 hash)
{
    guint64 *inner = (guint64 *)self->inner->data;
    gsize i = hash & self->inner_mask;

    while (inner[i] != 0 && inner[i] != hash)
        i = (i + 1) & self->inner_mask;
    return &inner[i];
}

static void
clear_inner(HexaplaTokens *self, gsize n)
{
    self->inner_mask = n - 1;
    g_array_set_size(self->inner, n);
    memset(self->inner->data, 0, n * sizeof(guint64));
}

static void
grow_inner(HexaplaTokens *self)
{
    gsize n_old = self->inner_mask + 1;
    g_autofree guint64 *old = g_memdup2(self->inner->data, n_old * sizeof(guint64));

    clear_inner(self, n_old * 4);
    for (gsize i = 0; i < n_old; i++) {
        if (old[i] != 0)
            *find_inner(self, old[i]) = old[i];
    }
}

static void
learn(HexaplaTokens *self, guint first)
{
    for (guint i = first; i < self->tokens->len; i++) {
        const HexaplaToken *token = &g_array_index(self->tokens, HexaplaToken, i);
        guint64 *slot;

        if ((token->flags & TOKEN_INITIAL) != 0)
            continue;
        slot = find_inner(self, token->hash);
        if (*slot == 0) {
            *slot = token->hash;
            if (++self->n_inner * 2 > self->inner_mask)
                grow_inner(self);
        }
    }
}

/* In titles nearly every word has a capital; a byline only looks like one. */
static gboolean
is_headline(const HexaplaTokens *self, const HexaplaBlock *block, const Walk *walk, guint first)
{
    const HexaplaToken *token;

    if (walk->n_caps > 3 && walk->n_caps * 3 > (walk->n_capitals + walk->n_small) * 2)
        return TRUE;
    if (block->kind != HEXAPLA_BLOCK_HEADING || self->tokens->len < first + 2)
        return FALSE;
    token = &g_array_index(self->tokens, HexaplaToken, first);
    return (token->bits & WORD_BYLINE) == 0 && walk->n_small * 2 <= walk->n_capitals;
}

static void
walk_block(Walk *walk, const HexaplaBlock *blocks, guint index, const HexaplaSegment *segments)
{
    HexaplaTokens *self = walk->tokens;
    const HexaplaBlock *block = &blocks[index];
    guint first = self->tokens->len;

    walk->n_capitals = walk->n_caps = walk->n_small = 0;
    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment = &segments[block->first_segment + i];
        HexaplaTokenSegment place = {.first = self->tokens->len, .block = index};

        walk->end = self->text + segment->end;
        walk_segment(walk, self->text + segment->start);
        place.n = self->tokens->len - place.first;
        if (place.n > 0)
            g_array_append_val(self->segments, place);
    }
    self->headline->data[index] = is_headline(self, block, walk, first);
    if (!self->headline->data[index])
        learn(self, first);
}

void
hexapla_tokens_init(HexaplaTokens *self)
{
    self->tokens = g_array_new(FALSE, FALSE, sizeof(HexaplaToken));
    self->segments = g_array_new(FALSE, FALSE, sizeof(HexaplaTokenSegment));
    self->headline = g_byte_array_new();
    self->small = g_array_new(FALSE, FALSE, sizeof(guint64));
    self->inner = g_array_new(FALSE, FALSE, sizeof(guint64));
}

void
hexapla_tokens_clear(HexaplaTokens *self)
{
    g_array_unref(self->tokens);
    g_array_unref(self->segments);
    g_byte_array_unref(self->headline);
    g_array_unref(self->small);
    g_array_unref(self->inner);
}

static void
forget(HexaplaTokens *self, guint n_blocks)
{
    gsize n_small = 64;

    /* About two bits a word; past the size of a first-level cache a sparser filter would cost more than it saves. */
    while (n_small < MIN(self->n_text / 32, 4096))
        n_small *= 2;
    self->small_mask = n_small - 1;
    g_array_set_size(self->small, n_small);
    memset(self->small->data, 0, n_small * sizeof(guint64));
    clear_inner(self, 256);
    self->n_inner = 0;
    g_array_set_size(self->tokens, 0);
    g_array_set_size(self->segments, 0);
    g_byte_array_set_size(self->headline, n_blocks);
}

/* Reads all segments of @document, whose marks have their roles; what was read before is forgotten. */
void
hexapla_tokens_read(HexaplaTokens *self, const HexaplaNamer *namer, HexaplaDocument *document)
{
    Walk walk = {.tokens = self};
    guint n_blocks, n_segments, n_marks;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(document, &n_blocks);
    const HexaplaSegment *segments = hexapla_document_get_segments(document, &n_segments);

    init_classes();
    self->namer = namer;
    self->text = hexapla_document_get_text(document, &self->n_text);
    forget(self, n_blocks);
    walk.mark = hexapla_document_get_marks(document, &n_marks);
    walk.last_mark = walk.mark + n_marks;
    walk.small = (guint64 *)self->small->data;
    for (guint i = 0; i < n_blocks; i++)
        walk_block(&walk, blocks, i, segments);
}

/* A key of neighbouring words that leaves out marks, hyphens, spaces and case. */
guint64
hexapla_tokens_key(const HexaplaTokens *self, const HexaplaToken *tokens, guint n)
{
    const char *limit = self->text + self->n_text;
    guint64 key = 0;

    for (guint i = 0; i < n; i++) {
        const char *word = self->text + tokens[i].start;
        const char *hyphen = NULL;

        if ((tokens[i].flags & TOKEN_ARTICLE) != 0)
            hyphen = memchr(word, '-', tokens[i].end - tokens[i].start);
        if (hyphen != NULL)
            key = hexapla_words_mix(key, hash_word(word, hyphen - word, limit));
        key = hexapla_words_mix(key, tokens[i].hash);
    }
    return key;
}

/* Whether the part writes the word in small letters somewhere; now and then TRUE by accident. */
gboolean
hexapla_tokens_seen_small(const HexaplaTokens *self, const HexaplaToken *token)
{
    guint64 bits = two_bits(token->hash);

    return (g_array_index(self->small, guint64, token->hash & self->small_mask) & bits) == bits;
}

/* Whether the part writes it with a capital where nothing but a name demands one. */
gboolean
hexapla_tokens_seen_inside(const HexaplaTokens *self, const HexaplaToken *token)
{
    return *find_inner(self, token->hash) != 0;
}

static gboolean
is_ascii_word(char c)
{
    return g_ascii_isalnum(c) || c == '-';
}

static guint32
lookup_at(const HexaplaTokens *self, gsize start, gsize n)
{
    return hexapla_words_lookup(&self->namer->words, self->text + start, n,
                                self->text + self->n_text);
}

/* What is known of the word in front of @offset, one space between; 0 when there is none. */
guint32
hexapla_tokens_bits_before(const HexaplaTokens *self, gsize offset, gsize *start)
{
    gsize end = offset - 1;
    gsize p = end;

    if (offset < 2 || (self->text[end] != ' ' && self->text[end] != '\n'))
        return 0;
    while (p > 0 && is_ascii_word(self->text[p - 1]) && end - p < 32)
        p--;
    if (start != NULL)
        *start = p;
    return p < end ? lookup_at(self, p, end - p) : 0;
}

/* What is known of the word behind @offset, one space between; 0 when there is none. */
guint32
hexapla_tokens_bits_after(const HexaplaTokens *self, gsize offset, gsize *end)
{
    gsize start = offset + 1;
    gsize p = start;

    if (start >= self->n_text || (self->text[offset] != ' ' && self->text[offset] != '\n'))
        return 0;
    while (p < self->n_text && is_ascii_word(self->text[p]) && p - start < 32)
        p++;
    if (end != NULL)
        *end = p;
    return p > start ? lookup_at(self, start, p - start) : 0;
}
