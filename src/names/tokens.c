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
    memset(classes + 0x80, BYTE_SMALL, 64);
    memset(classes + 0xC0, BYTE_HIGH, 64);
    /* Scripts without capitals: Hebrew to Ethiopic by their first byte, and East Asia. */
    memset(classes + 0xD6, BYTE_SMALL, 0xE1 - 0xD6);
    memset(classes + 0xE4, BYTE_SMALL, 0xEE - 0xE4);
    classes[0xEA] = BYTE_HIGH;
    g_once_init_leave(&ready, 1);
}

/* A walk over the segments of a part. */
typedef struct {
    HexaplaTokens *tokens;
    const char *start; /* of the segment */
    const char *end;
    const HexaplaMark *first_mark;
    const HexaplaMark *mark;
    const HexaplaMark *last_mark;
    guint n_capitals; /* words of the block that begin with one */
    guint n_caps;
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

/* Words of fewer letters say nothing: "us" and "it" are not US and IT. */
#define MIN_SMALL 3

/* The first four bytes of a word without case, whatever follows a word of three. */
static inline guint32
prefix_of(const char *word)
{
    guint32 prefix;
    guint fourth = (guchar) word[3] | 0x20u;

    memcpy(&prefix, word, 4);
    prefix = GUINT32_FROM_LE(prefix) | 0x20202020;
    return fourth - 'a' < 26 || fourth >= 0x80 ? prefix : (prefix & 0xFFFFFF) | 0x20000000;
}

static inline guint32
wanted_bit(guint32 prefix)
{
    return prefix * 0x9E3779B1u >> (32 - HEXAPLA_WANTED_BITS);
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

/* The same for a mark that may have been passed. */
static const HexaplaMark *
mark_near(const Walk *walk, const char *p)
{
    guint32 offset = p - walk->tokens->text;
    const HexaplaMark *mark = walk->mark;

    while (mark < walk->last_mark && mark->offset < offset)
        mark++;
    while (mark > walk->first_mark && (mark == walk->last_mark || mark->offset > offset))
        mark--;
    return mark < walk->last_mark && mark->offset == offset ? mark : NULL;
}

static gboolean
is_name_mark(const HexaplaMark *mark)
{
    return mark != NULL &&
           (mark->role == HEXAPLA_ROLE_NAME_LETTER || mark->role == HEXAPLA_ROLE_NAME_ELISION ||
            mark->role == HEXAPLA_ROLE_LETTER);
}

/* A mark that is a letter and stands right before @p; NULL when none does. */
static const char *
find_lead(Walk *walk, const char *p)
{
    gunichar c;
    const char *lead;

    if (p == walk->start || (p[-1] != '\'' && p[-1] != '`' && (guchar)p[-1] < 0x80))
        return NULL;
    lead = hexapla_text_previous(walk->start, p, &c);
    return hexapla_text_is_apostrophe(c) && is_name_mark(mark_near(walk, lead)) ? lead : NULL;
}

static const char *
find_small_start(const Walk *walk, const char *p)
{
    while (p > walk->start && (classes[(guchar)p[-1]] & (BYTE_SMALL | BYTE_HIGH)) != 0)
        p--;
    return p;
}

/* al-Haq, d’Estaing, ‘Abbas: where a word begins whose capital is at @p. */
static const char *
find_start(Walk *walk, const char *p, guint8 *flags)
{
    const char *lead = find_lead(walk, p);
    const char *start = lead != NULL ? lead : p;
    const char *small;

    if (lead != NULL) {
        *flags |= TOKEN_MARKED;
        small = find_small_start(walk, start);
        if (small < start)
            return small;
    }
    if (start == walk->start || start[-1] != '-')
        return start;
    small = find_small_start(walk, start - 1);
    if (start - 1 - small > 4 || (hexapla_words_lookup(&walk->tokens->namer->words, small, start - 1 - small,
                                                       walk->end) &
                                  WORD_ARTICLE) == 0)
        return start;
    *flags |= TOKEN_ARTICLE;
    return small;
}

static gboolean
opens_sentence(Walk *walk, const char *p, gunichar c)
{
    const HexaplaMark *mark;

    if (c == ':' || c == 0x201C || c == 0x201E || c == 0xAB || c == 0x2022)
        return TRUE;
    if (c == '"')
        return p == walk->start || p[-1] == ' ' || p[-1] == '\n';
    mark = hexapla_text_is_apostrophe(c) ? mark_near(walk, p) : NULL;
    return mark != NULL && mark->role == HEXAPLA_ROLE_QUOTE_OPEN;
}

/* Whether nothing but the beginning of a sentence or of a quotation may be why there is a capital at @p. */
static gboolean
is_initial(Walk *walk, const char *p)
{
    if (p - walk->start >= 2 && p[-1] == ' ' &&
        (classes[(guchar)p[-2]] & (BYTE_SMALL | BYTE_CAPITAL | BYTE_DIGIT)) != 0 && (guchar)p[-2] < 0x80)
        return FALSE;
    while (p > walk->start) {
        gunichar c;

        p = hexapla_text_previous(walk->start, p, &c);
        if (hexapla_text_is_letter(c) || hexapla_text_is_digit(c))
            return FALSE;
        if (opens_sentence(walk, p, c))
            return TRUE;
    }
    return TRUE;
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
    HexaplaToken token = {.flags = is_initial(walk, p) ? TOKEN_INITIAL : 0};
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

/* Letters beyond ASCII; most of what else stands there is punctuation. */
static const char *
read_other(Walk *walk, const char *p)
{
    gunichar c;
    const char *next = hexapla_text_next(p, walk->end, &c);

    if (!hexapla_text_is_letter(c))
        return next;
    if (hexapla_text_is_upper(c))
        return read_capitalised(walk, p);
    walk->tokens->has_wide_letters = TRUE;
    return next;
}

/* The next ASCII capital or byte beyond ASCII. */
static const char *
find_capital(const char *p, const char *end)
{
    for (; p + 8 <= end; p += 8) {
        guint64 block, low, found;

        memcpy(&block, p, 8);
        block = GUINT64_FROM_LE(block);
        low = block & EACH_BYTE(0x7F);
        found = ((low + EACH_BYTE(0x80 - 'A')) & ~(low + EACH_BYTE(0x7F - 'Z'))) | block;
        found &= EACH_BYTE(0x80);
        if (found != 0)
            return p + __builtin_ctzll(found) / 8;
    }
    while (p < end && !g_ascii_isupper(*p) && (guchar)*p < 0x80)
        p++;
    return p;
}

static void
walk_segment(Walk *walk, const char *p, const char *end)
{
    walk->start = p;
    walk->end = end;
    while ((p = find_capital(p, end)) < end)
        p = (guchar)*p < 0x80 ? read_capitalised(walk, p) : read_other(walk, p);
}

/* Both bits of a word are in one unit of the filter, so that it costs one access. */
static inline guint64
two_bits(guint64 hash)
{
    return G_GUINT64_CONSTANT(1) << (hash >> 52 & 63) | G_GUINT64_CONSTANT(1) << (hash >> 58);
}

/* Returns the end of the word that begins at @p. */
static const char *
remember_small(HexaplaTokens *self, const char *p)
{
    const char *limit = self->text + self->n_text;
    const char *start = p;
    guint64 hash;
    gunichar c;

    while (p < limit && hexapla_text_is_letter(hexapla_text_at(p, limit)))
        p = hexapla_text_next(p, limit, &c);
    if (p - start < MIN_SMALL)
        return p;
    hash = hash_word(start, p - start, limit);
    ((guint64 *)self->small->data)[hash & self->small_mask] |= two_bits(hash);
    return p;
}

/* Whether anybody will ask if the part writes the word small: a capital that may be due to its place alone, and that
 * something besides speaks for being a name. */
static gboolean
is_doubtful(const HexaplaTokens *self, const HexaplaToken *token, const HexaplaToken *next)
{
    if ((token->flags & (TOKEN_INITIAL | TOKEN_CAPS)) == 0 ||
        (token->bits & (WORD_COMMON | WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_NAME_OPENER)) != 0)
        return FALSE;
    return (token->flags & (TOKEN_CAPS | TOKEN_POSSESSIVE)) != 0 ||
           (next != NULL && next->start - token->after < 3) ||
           hexapla_tokens_seen_inside(self, token) ||
           (hexapla_tokens_bits_after(self, token->after, NULL) & WORD_PERSON_VERB) != 0;
}

static void
want(HexaplaTokens *self)
{
    const HexaplaToken *tokens = (const HexaplaToken *)self->tokens->data;

    for (guint i = 0; i < self->tokens->len; i++) {
        gsize n = tokens[i].end - tokens[i].start;
        char start[4] = {0};
        guint32 bit;

        if (n < MIN_SMALL ||
            !is_doubtful(self, &tokens[i], i + 1 < self->tokens->len ? &tokens[i + 1] : NULL))
            continue;
        memcpy(start, self->text + tokens[i].start, MIN(n, 4));
        bit = wanted_bit(prefix_of(start));
        self->wanted[bit / 64] |= G_GUINT64_CONSTANT(1) << bit % 64;
    }
}

/* The top bits of eight bytes, side by side. */
static inline guint64
gather_top_bits(guint64 block)
{
    return (block & EACH_BYTE(0x80)) * G_GUINT64_CONSTANT(0x0002040810204081) >> 56;
}

/* Where a word begins with a small ASCII letter: a bit for each of 64 bytes. @carry tells whether the byte before them
 * belongs to a word, and then whether the last one does. Digits may pass; they match no wanted word. */
static guint64
find_starts(const char *p, guint64 *carry)
{
    guint64 words = 0, small = 0, starts;

    for (guint i = 0; i < 8; i++) {
        guint64 block, low, folded, letters, others;

        memcpy(&block, p + 8 * i, 8);
        block = GUINT64_FROM_LE(block);
        low = block & EACH_BYTE(0x7F);
        folded = low | EACH_BYTE(0x20);
        letters = (folded + EACH_BYTE(0x80 - 'a')) & ~(folded + EACH_BYTE(0x7F - 'z'));
        others = ((low + EACH_BYTE(0x80 - '0')) & ~(low + EACH_BYTE(0x7F - '9'))) |
                 ~((low ^ EACH_BYTE('\'')) + EACH_BYTE(0x7F)) | block;
        words |= gather_top_bits(letters | others) << 8 * i;
        small |= gather_top_bits(block << 2 & ~block) << 8 * i;
    }
    starts = words & ~(words << 1 | *carry) & small;
    *carry = words >> 63;
    return starts;
}

static void
check_word(HexaplaTokens *self, const char *word)
{
    guint32 bit = wanted_bit(prefix_of(word));

    if (G_UNLIKELY((self->wanted[bit / 64] >> bit % 64 & 1) != 0))
        remember_small(self, word);
}

/* Finds the wanted words where they are written small. Few words pass the look at their first letters. */
static void
find_small(HexaplaTokens *self)
{
    const char *limit = self->text + self->n_text;
    char rest[64 + 4] = {0};
    guint64 carry = 0;
    const char *p;

    for (p = self->text; p + sizeof rest <= limit; p += 64) {
        for (guint64 starts = find_starts(p, &carry); starts != 0; starts &= starts - 1)
            check_word(self, p + __builtin_ctzll(starts));
    }
    memcpy(rest, p, limit - p);
    for (guint64 starts = find_starts(rest, &carry); starts != 0; starts &= starts - 1) {
        if (p + __builtin_ctzll(starts) + 4 <= limit)
            check_word(self, p + __builtin_ctzll(starts));
    }
}

/* The same for words that begin with a letter beyond ASCII; all of them. */
static void
find_wide_small(HexaplaTokens *self)
{
    const char *limit = self->text + self->n_text;

    for (gsize i = 0; i < self->n_text;) {
        const char *p, *next;
        gunichar c;

        HEXAPLA_TEXT_SKIP_BLOCKS(self->text, i, self->n_text, b, b < 0)
        while (i < self->n_text && (guchar) self->text[i] < 0x80)
            i++;
        p = self->text + i;
        if (p == limit)
            return;
        next = hexapla_text_next(p, limit, &c);
        if (hexapla_text_is_lower(c) && !hexapla_text_is_letter(hexapla_text_before(self->text, p)))
            next = remember_small(self, p);
        i = next - self->text;
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

/* Words of more than three letters that begin with a small one. */
static guint
count_small_words(const HexaplaTokens *self, const HexaplaBlock *block)
{
    guint n = 0;

    for (guint32 i = block->start; i < block->end; i++) {
        guint32 start = i;
        gboolean small = (classes[(guchar) self->text[i]] & (BYTE_SMALL | BYTE_HIGH)) != 0;

        while (i < block->end &&
               (classes[(guchar) self->text[i]] & (BYTE_SMALL | BYTE_HIGH | BYTE_CAPITAL)) != 0)
            i++;
        n += small && i - start > 3;
    }
    return n;
}

/* In titles nearly every word has a capital; a byline only looks like one. */
static gboolean
is_headline(const HexaplaTokens *self, const HexaplaBlock *block, const Walk *walk, guint first)
{
    const HexaplaToken *token;

    if (walk->n_caps > 3 &&
        walk->n_caps * 3 > (walk->n_capitals + count_small_words(self, block)) * 2)
        return TRUE;
    if (block->kind != HEXAPLA_BLOCK_HEADING || self->tokens->len < first + 2)
        return FALSE;
    token = &g_array_index(self->tokens, HexaplaToken, first);
    return (token->bits & WORD_BYLINE) == 0 && count_small_words(self, block) * 2 <= walk->n_capitals;
}

static void
walk_block(Walk *walk, const HexaplaBlock *blocks, guint index, const HexaplaSegment *segments)
{
    HexaplaTokens *self = walk->tokens;
    const HexaplaBlock *block = &blocks[index];
    guint first = self->tokens->len;

    walk->n_capitals = walk->n_caps = 0;
    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment = &segments[block->first_segment + i];
        HexaplaTokenSegment place = {.first = self->tokens->len, .block = index};

        walk_segment(walk, self->text + segment->start, self->text + segment->end);
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
    memset(self->wanted, 0, sizeof self->wanted);
    self->has_wide_letters = FALSE;
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
    walk.first_mark = walk.mark;
    walk.last_mark = walk.mark + n_marks;
    for (guint i = 0; i < n_blocks; i++)
        walk_block(&walk, blocks, i, segments);
    want(self);
    find_small(self);
    if (self->has_wide_letters)
        find_wide_small(self);
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

/* Whether the part writes the word in small letters somewhere, as every text does common words; now and then TRUE by
 * accident. */
gboolean
hexapla_tokens_seen_small(const HexaplaTokens *self, const HexaplaToken *token)
{
    guint64 bits = two_bits(token->hash);

    if ((token->bits & WORD_COMMON) != 0)
        return TRUE;
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
