/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/tokens.h"

#include <string.h>

#include "base/text.h"
#include "base/masks.h"

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

/* Room for @n elements; what stands there is kept. */
static gpointer
reserve(gpointer array, gsize *size, gsize n, gsize element)
{
    if (G_LIKELY(n <= *size))
        return array;
    *size = MAX(n, *size * 2);
    return g_realloc_n(array, *size, element);
}

/* A walk over the segments of a part. */
typedef struct {
    HexaplaTokens *tokens;
    const char *start; /* of the segment */
    const char *end;
    const char *limit; /* how far memory may be read */
    const HexaplaMark *first_mark;
    const HexaplaMark *mark;
    const HexaplaMark *last_mark;
    guint n_capitals; /* words of the block that begin with one */
    guint n_caps;
} Walk;

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

/* How far back the next word of the segment may reach. */
static const char *
find_floor(const Walk *walk)
{
    const HexaplaTokens *self = walk->tokens;

    if (self->n_tokens == 0)
        return walk->start;
    return MAX(walk->start, self->text + self->tokens[self->n_tokens - 1].after);
}

/* A mark that is a letter and stands right before @p; NULL when none does. */
static const char *
find_lead(Walk *walk, const char *p)
{
    gunichar c;
    const char *lead;

    if (p == find_floor(walk) || (p[-1] != '\'' && p[-1] != '`' && (guchar)p[-1] < 0x80))
        return NULL;
    lead = hexapla_text_previous(walk->start, p, &c);
    return hexapla_text_is_apostrophe(c) && is_name_mark(mark_near(walk, lead)) ? lead : NULL;
}

static const char *
find_small_start(const Walk *walk, const char *p)
{
    const char *floor = find_floor(walk);

    while (p > floor && (classes[(guchar)p[-1]] & (BYTE_SMALL | BYTE_HIGH)) != 0) {
        gunichar c;
        const char *previous = hexapla_text_previous(floor, p, &c);

        if (!hexapla_text_is_letter(c))
            break;
        p = previous;
    }
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
    if (start == find_floor(walk) || start[-1] != '-')
        return start;
    small = find_small_start(walk, start - 1);
    if (start - 1 - small > 4 ||
        (hexapla_words_lookup(&walk->tokens->namer->words, small, start - 1 - small, walk->end) &
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

static gboolean
begins_something(Walk *walk, const char *p)
{
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

/* Whether nothing but the beginning of a sentence or of a quotation may be why there is a capital at @p. */
static inline gboolean
is_initial(Walk *walk, const char *p)
{
    if (p - walk->start >= 2 && p[-1] == ' ' && (guchar)p[-2] < 0x80 &&
        (classes[(guchar)p[-2]] & (BYTE_SMALL | BYTE_CAPITAL | BYTE_DIGIT)) != 0)
        return FALSE;
    return begins_something(walk, p);
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

/* Where a word stands and what it looks like, before it is looked up. */
typedef struct {
    const char *start;
    const char *end;
    const char *after;
    guint8 flags; /* what its letters tell */
} Word;

static inline void
add_token(Walk *walk, const Word *word, gboolean is_initial)
{
    HexaplaTokens *self = walk->tokens;
    HexaplaVocabulary *vocabulary = &self->vocabulary;
    gsize start = word->start - self->text;
    gsize n = word->end - word->start;
    guint64 key = hexapla_vocabulary_key(word->start, n, self->text + self->n_text);
    int index = hexapla_vocabulary_find(vocabulary, key);
    HexaplaToken *token = &self->tokens[self->n_tokens++];
    HexaplaVocabularyWord *known;

    if (G_UNLIKELY(index < 0))
        index = hexapla_vocabulary_add(vocabulary, key, start, n, word->flags & ~TOKEN_POSSESSIVE);
    known = &vocabulary->words[index];
    token->start = start;
    token->end = start + n;
    token->after = word->after - self->text;
    token->bits = known->bits;
    token->word = index;
    token->flags = word->flags | (is_initial ? TOKEN_INITIAL : 0);
    known->evidence |= (token->flags & (TOKEN_INITIAL | TOKEN_CAPS)) != 0 ? EVIDENCE_DOUBT : 0;
}

/* How many of the eight bytes are small ASCII letters, from the first one on. */
static inline guint
count_small(guint64 block)
{
    guint64 others = (~hexapla_mask_letters(block) | ~block << 2) & HEXAPLA_EACH_BYTE(0x80);

    return others == 0 ? 8 : __builtin_ctzll(others) / 8;
}

#define MAX_PLAIN 16

/* The end of a capital and up to fifteen small letters, as most words are, or of a capital alone;
 * NULL when there is more to it. */
static inline const char *
find_plain_end(const Walk *walk, const char *p)
{
    guint n;

    if (walk->limit - p <= MAX_PLAIN)
        return NULL;
    n = count_small(hexapla_words_load(p + 1, 8, walk->limit));
    if (n == 0)
        return p[1] == ' ' && p + 1 < walk->end ? p + 1 : NULL;
    if (n == 8)
        n += count_small(hexapla_words_load(p + 9, 8, walk->limit));
    p += n + 1;
    if (p >= walk->end || n == MAX_PLAIN)
        return p == walk->end ? p : NULL;
    return (classes[(guchar)*p] & ~BYTE_QUOTE) == 0 && *p != '-' ? p : NULL;
}

typedef struct {
    guint upper;
    guint lower;
    guint digits;
} Letters;

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

/* Any word with a capital at @p. */
static const char *
read_capitalised(Walk *walk, const char *p, gboolean initial)
{
    Letters letters = {0, 0, 0};
    Word word = {.flags = 0};
    const char *end;

    word.start = find_start(walk, p, &word.flags);
    end = read_letters(walk, p, &letters, &word.flags);
    word.end = end;
    if (letters.upper == 1 && letters.lower + letters.digits == 0) {
        const char *dotted = skip_dotted(walk, end);

        word.flags |= dotted == end ? TOKEN_LETTER : TOKEN_CAPS;
        word.end = dotted == end ? end : dotted + 1;
    } else if (letters.lower == 0) {
        word.flags |= TOKEN_CAPS;
    }
    word.flags |= letters.digits > 0 ? TOKEN_DIGITS : 0;
    walk->n_capitals++;
    walk->n_caps += letters.upper > 1 && letters.lower == 0;
    end = word.end;
    /* F-16, COVID-19 */
    if (end + 1 < walk->end && end[0] == '-' && g_ascii_isdigit(end[1]))
        return end;
    word.after = skip_possessive(walk, end, &word.flags);
    add_token(walk, &word, initial);
    /* An initial, not the article. */
    if ((word.flags & TOKEN_LETTER) != 0 && word.after < walk->end && *word.after == '.')
        walk->tokens->tokens[walk->tokens->n_tokens - 1].bits &= ~WORD_COMMON;
    return word.after;
}

/* A word with an ASCII capital at @p; most are plain ones behind a space. */
static inline const char *
read_ascii(Walk *walk, const char *p)
{
    gboolean initial = is_initial(walk, p);
    const char *end;
    Word word;

    if (p > walk->start && p[-1] != ' ' && p[-1] != '\n')
        return read_capitalised(walk, p, initial);
    end = find_plain_end(walk, p);
    if (end == NULL)
        return read_capitalised(walk, p, initial);
    word = (Word){.start = p, .end = end, .after = end};
    word.flags = end == p + 1 ? TOKEN_LETTER : 0;
    walk->n_capitals++;
    add_token(walk, &word, initial);
    return end;
}

/* Letters beyond ASCII; most of what else stands there is punctuation. */
static const char *
read_other(Walk *walk, const char *p)
{
    gunichar c;
    const char *next = hexapla_text_next(p, walk->end, &c);

    return hexapla_text_is_upper(c) ? read_capitalised(walk, p, is_initial(walk, p)) : next;
}

static guint64
find_capitals(const char *p)
{
    guint64 mask = 0;

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c;

        memcpy(&c, p + i, sizeof c);
        mask |= hexapla_text_block_mask(hexapla_text_block_range(c, 'A', 'Z') |
                                        hexapla_text_block_range(c, 0xC0, 0xFF))
                << i;
    }
    return mask;
}

/* Finds ASCII capitals and first bytes of other characters. */
static void
mark_capitals(HexaplaTokens *self)
{
    gsize n = self->n_text / HEXAPLA_MASK_BYTES;
    char rest[HEXAPLA_MASK_BYTES] = {0};

    self->capitals = reserve(self->capitals, &self->capitals_size, n + 1, sizeof *self->capitals);
    for (gsize i = 0; i < n; i++)
        self->capitals[i] = find_capitals(self->text + i * HEXAPLA_MASK_BYTES);
    memcpy(rest, self->text + n * HEXAPLA_MASK_BYTES, self->n_text % HEXAPLA_MASK_BYTES);
    self->capitals[n] = find_capitals(rest);
}

/* The next of them from @offset on, @end when there is none before it. */
static inline gsize
next_capital(const HexaplaTokens *self, gsize offset, gsize end)
{
    gsize i = offset / HEXAPLA_MASK_BYTES;
    guint64 mask;

    if (offset >= end)
        return end;
    mask = self->capitals[i] & ~G_GUINT64_CONSTANT(0) << offset % HEXAPLA_MASK_BYTES;
    while (mask == 0) {
        i++;
        if (i * HEXAPLA_MASK_BYTES >= end)
            return end;
        mask = self->capitals[i];
    }
    return MIN(i * HEXAPLA_MASK_BYTES + __builtin_ctzll(mask), end);
}

static void
walk_segment(Walk *walk, gsize start, gsize end)
{
    HexaplaTokens *self = walk->tokens;
    gsize at = start;

    /* Something stands between any two words. */
    self->tokens = reserve(self->tokens, &self->tokens_size, self->n_tokens + (end - start) / 2 + 1,
                           sizeof *self->tokens);
    walk->start = self->text + start;
    walk->end = self->text + end;
    while ((at = next_capital(self, at, end)) < end) {
        const char *p = self->text + at;

        if ((guchar)*p < 0x80)
            p = read_ascii(walk, p);
        else if (classes[(guchar)*p] == BYTE_HIGH)
            p = read_other(walk, p);
        else
            p++;
        at = p - self->text;
    }
}

static void
learn(HexaplaTokens *self, gsize first)
{
    for (gsize i = first; i < self->n_tokens; i++) {
        const HexaplaToken *token = &self->tokens[i];

        self->vocabulary.words[token->word].evidence |=
            (token->flags & TOKEN_INITIAL) == 0 ? EVIDENCE_INSIDE : 0;
    }
}

/* Words of more than three letters that begin with a small one. */
static guint
count_small_words(const HexaplaTokens *self, const HexaplaBlock *block)
{
    guint n = 0;

    for (guint32 i = block->start; i < block->end; i++) {
        guint32 start = i;
        gboolean small = (classes[(guchar)self->text[i]] & (BYTE_SMALL | BYTE_HIGH)) != 0;

        while (i < block->end &&
               (classes[(guchar)self->text[i]] & (BYTE_SMALL | BYTE_HIGH | BYTE_CAPITAL)) != 0)
            i++;
        n += small && i - start > 3;
    }
    return n;
}

/* In titles nearly every word has a capital; a byline only looks like one. */
static gboolean
is_headline(const HexaplaTokens *self, const HexaplaBlock *block, const Walk *walk, gsize first)
{
    gboolean is_shouted = walk->n_caps > 3 && walk->n_caps * 3 > walk->n_capitals * 2;
    gboolean is_titled = block->kind == HEXAPLA_BLOCK_HEADING && self->n_tokens >= first + 2 &&
                         (self->tokens[first].bits & WORD_BYLINE) == 0;
    guint n_small;

    if (!is_shouted && !is_titled)
        return FALSE;
    n_small = count_small_words(self, block);
    return (is_shouted && walk->n_caps * 3 > (walk->n_capitals + n_small) * 2) ||
           (is_titled && n_small * 2 <= walk->n_capitals);
}

static void
walk_block(Walk *walk, const HexaplaBlock *blocks, guint index, const HexaplaSegment *segments)
{
    HexaplaTokens *self = walk->tokens;
    const HexaplaBlock *block = &blocks[index];
    gsize first = self->n_tokens;

    walk->n_capitals = walk->n_caps = 0;
    for (guint i = 0; i < block->n_segments; i++) {
        const HexaplaSegment *segment = &segments[block->first_segment + i];
        HexaplaTokenSegment place = {.first = self->n_tokens, .block = index};

        walk_segment(walk, segment->start, segment->end);
        place.n = self->n_tokens - place.first;
        if (place.n > 0)
            self->segments[self->n_segments++] = place;
    }
    self->headline[index] = is_headline(self, block, walk, first);
    if (!self->headline[index])
        learn(self, first);
}

void
hexapla_tokens_clear(HexaplaTokens *self)
{
    g_free(self->tokens);
    g_free(self->segments);
    g_free(self->headline);
    g_free(self->capitals);
    hexapla_vocabulary_clear(&self->vocabulary);
}

/* Reads all segments of @document, whose marks have their roles; what was read before is forgotten.
 */
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
    self->n_tokens = self->n_segments = 0;
    self->segments =
        reserve(self->segments, &self->segments_size, n_segments, sizeof *self->segments);
    self->headline = reserve(self->headline, &self->headline_size, n_blocks, 1);
    hexapla_vocabulary_reset(&self->vocabulary, namer, self->text, self->n_text);
    mark_capitals(self);
    walk.limit = self->text + self->n_text;
    walk.mark = hexapla_document_get_marks(document, &n_marks);
    walk.first_mark = walk.mark;
    walk.last_mark = n_marks > 0 ? walk.mark + n_marks : NULL; /* C has no NULL + 0 */
    for (guint i = 0; i < n_blocks; i++) {
        self->headline[i] = FALSE;
        /* Words of another language would be taken for names. */
        if (hexapla_document_get_block_language(document, i) == NULL)
            walk_block(&walk, blocks, i, segments);
    }
    hexapla_vocabulary_settle(&self->vocabulary);
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
            key = hexapla_words_mix(key, hexapla_vocabulary_hash(word, hyphen - word, limit));
        key = hexapla_words_mix(key, self->vocabulary.words[tokens[i].word].hash);
    }
    return key;
}

/* Which of eight bytes are ASCII letters, digits or hyphens: their top bits. */
static inline guint64
word_bytes(guint64 block)
{
    return hexapla_mask_letters(block) | hexapla_mask_range(block, '0', '9') |
           hexapla_mask_range(block, '-', '-');
}

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || c == '-';
}

static inline gboolean
is_gap(char c)
{
    return c == ' ' || c == '\n';
}

/* Words of more bytes are in no list. */
#define MAX_NEIGHBOUR 32

/* The beginning of the word that ends at @end. */
static gsize
find_word_start(const HexaplaTokens *self, gsize end)
{
    gsize p = end;

    if (end >= 8) {
        guint64 others =
            ~word_bytes(hexapla_words_load(self->text + end - 8, 8, self->text + self->n_text)) &
            HEXAPLA_EACH_BYTE(0x80);

        if (others != 0)
            return end - __builtin_clzll(others) / 8;
        p -= 8;
    }
    while (p > 0 && is_word_byte(self->text[p - 1]) && end - p < MAX_NEIGHBOUR)
        p--;
    return p;
}

/* The end of the word that begins at @start. */
static gsize
find_word_end(const HexaplaTokens *self, gsize start)
{
    gsize p = start;

    if (start + 8 <= self->n_text) {
        guint64 others =
            ~word_bytes(hexapla_words_load(self->text + start, 8, self->text + self->n_text)) &
            HEXAPLA_EACH_BYTE(0x80);

        if (others != 0)
            return start + __builtin_ctzll(others) / 8;
        p += 8;
    }
    while (p < self->n_text && is_word_byte(self->text[p]) && p - start < MAX_NEIGHBOUR)
        p++;
    return p;
}

/* What is known of the word in front of @offset, one space between; 0 when there is none. */
guint32
hexapla_tokens_bits_before(const HexaplaTokens *self, gsize offset, gsize *start)
{
    gsize end = offset - 1;
    gsize p;

    if (offset < 2 || !is_gap(self->text[end]))
        return 0;
    p = find_word_start(self, end);
    if (start != NULL)
        *start = p;
    return hexapla_words_lookup(&self->namer->words, self->text + p, end - p,
                                self->text + self->n_text);
}

/* What is known of the word behind @offset, one space between; 0 when there is none. */
guint32
hexapla_tokens_bits_after(const HexaplaTokens *self, gsize offset, gsize *end)
{
    gsize start = offset + 1;
    gsize p;

    if (start >= self->n_text || !is_gap(self->text[offset]))
        return 0;
    p = find_word_end(self, start);
    if (end != NULL)
        *end = p;
    return hexapla_words_lookup(&self->namer->words, self->text + start, p - start,
                                self->text + self->n_text);
}
