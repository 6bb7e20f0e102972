/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/duplicates.h"

#include <string.h>

#include "base/seen.h"
#include "base/text.h"
#include "clean/structure.h"

/* Words in a row that are compared. */
#define SHINGLE_WORDS 3

/* A sketch of a text: of the hashes that fall into each bin, the smallest one. Two texts have as
 * many bins in common as shingles. */
#define N_BINS 32

/* Bins that are looked up together. Texts that share three quarters of their shingles meet in one
 * of the bands at 95 in 100. */
#define BAND_BINS 4
#define N_BANDS (N_BINS / BAND_BINS)

/* Of 32: texts that share three quarters of their shingles, or more. */
#define MIN_EQUAL_BINS 24

/* Shorter texts have too few shingles, and are compared as they are. */
#define MIN_SHINGLES 24

/* Shorter paragraphs stand in many articles by right: “He did not answer.” */
#define MIN_BLOCK_WORDS 8
#define MIN_WIDE_BLOCK_BYTES 60

/* Letters without spaces between words, as in Thai: each counts as a word. */
#define MAX_WORD_BYTES 48

typedef struct {
    guint16 bins[N_BINS];
} Sketch;

/* Sketches of the articles so far; a band leads to the last article that has it. */
typedef struct {
    gsize n;
    gsize next;
    Sketch *sketches;
    guint32 *bands[N_BANDS]; /* 1 and the place of a sketch */
} Sketches;

struct _HexaplaDuplicates {
    HexaplaDuplicatePolicy policy;
    HexaplaSeen *articles;
    HexaplaSeen *sentences;
    Sketches sketches;
    GString *folded;
};

#define SKETCH_BYTES (sizeof(Sketch) + N_BANDS * sizeof(guint32))

/**
 * hexapla_duplicates_new:
 * @policy: what counts as one
 * @n_bytes: of memory for what was seen
 *
 * Returns: (transfer full): a corpus without articles
 * Since: 0.1
 */
HexaplaDuplicates *
hexapla_duplicates_new(HexaplaDuplicatePolicy policy, gsize n_bytes)
{
    HexaplaDuplicates *self = g_new0(HexaplaDuplicates, 1);
    gboolean is_near = policy == HEXAPLA_DUPLICATES_NEAR;

    self->policy = policy;
    self->folded = g_string_new(NULL);
    self->articles = hexapla_seen_new(n_bytes / 8);
    self->sentences = hexapla_seen_new(is_near ? n_bytes / 8 * 3 : n_bytes / 8 * 7);
    if (!is_near)
        return self;
    self->sketches.n = MAX(1, n_bytes / 2 / SKETCH_BYTES);
    self->sketches.sketches = g_new0(Sketch, self->sketches.n);
    for (guint i = 0; i < N_BANDS; i++)
        self->sketches.bands[i] = g_new0(guint32, self->sketches.n);
    return self;
}

/**
 * hexapla_duplicates_free:
 * @self: (transfer full) (nullable): a corpus
 *
 * Since: 0.1
 */
void
hexapla_duplicates_free(HexaplaDuplicates *self)
{
    if (self == NULL)
        return;
    hexapla_seen_free(self->articles);
    hexapla_seen_free(self->sentences);
    g_free(self->sketches.sketches);
    for (guint i = 0; i < N_BANDS; i++)
        g_free(self->sketches.bands[i]);
    g_string_free(self->folded, TRUE);
    g_free(self);
}

/* The words of the hashes that are to be: those before, and the last ones. */
typedef struct {
    guint64 words[SHINGLE_WORDS];
    guint n_words;
    guint n_shingles;
    guint64 least[N_BINS]; /* G_MAXUINT64: none */
} Sketching;

static guint64
mix(guint64 hash)
{
    hash ^= hash >> 31;
    hash *= G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static void
add_word(Sketching *self, const char *word, gsize n)
{
    guint64 hash = 0;
    guint bin;

    self->words[self->n_words++ % SHINGLE_WORDS] = hexapla_text_hash(word, n, 0);
    if (self->n_words < SHINGLE_WORDS)
        return;
    for (guint i = 0; i < SHINGLE_WORDS; i++)
        hash = mix(hash + self->words[(self->n_words + i) % SHINGLE_WORDS]);
    bin = hash % N_BINS;
    hash /= N_BINS;
    self->least[bin] = MIN(self->least[bin], hash);
    self->n_shingles++;
}

/* Where nothing stands between words every character is one. */
static gsize
word_length(const char *text, gsize n)
{
    gsize space = 0;
    gunichar c;

    while (space < n && space <= MAX_WORD_BYTES && text[space] != ' ')
        space++;
    hexapla_text_next(text, text + n, &c);
    if (space <= MAX_WORD_BYTES && !hexapla_structure_is_wide(c))
        return space;
    return hexapla_text_next(text, text + n, &c) - text;
}

static void
add_words(Sketching *self, const char *text, gsize n)
{
    for (gsize i = 0; i < n;) {
        gsize length = text[i] != ' ' ? word_length(text + i, n - i) : 0;

        if (length > 0)
            add_word(self, text + i, length);
        i += MAX(length, 1);
    }
}

/* Bins that nothing fell into borrow from the next one that is not empty, and say how far. */
static void
finish_sketch(const Sketching *sketching, Sketch *sketch)
{
    for (guint i = 0; i < N_BINS; i++) {
        guint distance = 0;

        while (sketching->least[(i + distance) % N_BINS] == G_MAXUINT64)
            distance++;
        sketch->bins[i] = (guint16)mix(sketching->least[(i + distance) % N_BINS] + distance);
    }
}

/* The text in small letters, without apostrophes and punctuation. */
static void
fold_text(GString *folded, const char *text, gsize n)
{
    gsize size = 2 * n + 16;

    if (folded->allocated_len <= size)
        g_string_set_size(folded, size);
    folded->len = hexapla_text_fold(text, n, folded->str, size);
}

static gboolean
is_text(const HexaplaBlock *block)
{
    return block->junk == HEXAPLA_JUNK_NONE;
}

/* FALSE when the part is too short for one. */
static gboolean
make_sketch(HexaplaDuplicates *self, HexaplaDocument *part, Sketch *sketch)
{
    const char *text = hexapla_document_get_text(part, NULL);
    Sketching sketching = {.n_words = 0};
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    memset(sketching.least, 0xFF, sizeof sketching.least);
    for (guint i = 0; i < n; i++) {
        if (!is_text(&blocks[i]))
            continue;
        fold_text(self->folded, text + blocks[i].start, blocks[i].end - blocks[i].start);
        add_words(&sketching, self->folded->str, self->folded->len);
    }
    if (sketching.n_shingles < MIN_SHINGLES)
        return FALSE;
    finish_sketch(&sketching, sketch);
    return TRUE;
}

static guint32 *
find_band(Sketches *self, const Sketch *sketch, guint band)
{
    guint64 hash = hexapla_text_hash((const char *)(sketch->bins + band * BAND_BINS),
                                     BAND_BINS * sizeof *sketch->bins, band);

    return &self->bands[band][hash % self->n];
}

static guint
count_equal(const Sketch *a, const Sketch *b)
{
    guint n = 0;

    for (guint i = 0; i < N_BINS; i++)
        n += a->bins[i] == b->bins[i];
    return n;
}

static gboolean
find_near(Sketches *self, const Sketch *sketch)
{
    for (guint i = 0; i < N_BANDS; i++) {
        guint32 place = *find_band(self, sketch, i);

        if (place > 0 && count_equal(&self->sketches[place - 1], sketch) >= MIN_EQUAL_BINS)
            return TRUE;
    }
    return FALSE;
}

/* The oldest one makes room. */
static void
remember(Sketches *self, const Sketch *sketch)
{
    self->sketches[self->next] = *sketch;
    for (guint i = 0; i < N_BANDS; i++)
        *find_band(self, sketch, i) = (guint32)self->next + 1;
    self->next = (self->next + 1) % self->n;
}

static gboolean
is_near_article(HexaplaDuplicates *self, HexaplaDocument *part)
{
    Sketch sketch;

    if (self->policy != HEXAPLA_DUPLICATES_NEAR || !make_sketch(self, part, &sketch))
        return FALSE;
    if (find_near(&self->sketches, &sketch))
        return TRUE;
    remember(&self->sketches, &sketch);
    return FALSE;
}

/* FALSE when the part holds no text. */
static gboolean
hash_article(HexaplaDocument *part, guint64 *hash)
{
    const char *text = hexapla_document_get_text(part, NULL);
    gboolean found = FALSE;
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    *hash = 0;
    for (guint i = 0; i < n; i++) {
        if (!is_text(&blocks[i]))
            continue;
        *hash = hexapla_text_hash(text + blocks[i].start, blocks[i].end - blocks[i].start, *hash);
        found = TRUE;
    }
    return found;
}

/* Digits are alike, so that “12 killed” meets “15 killed”. */
static guint64
hash_sentence(HexaplaDuplicates *self, const char *text, gsize n)
{
    if (self->policy == HEXAPLA_DUPLICATES_EXACT)
        return hexapla_text_hash(text, n, 0);
    fold_text(self->folded, text, n);
    for (gsize i = 0; i < self->folded->len; i++) {
        if (g_ascii_isdigit(self->folded->str[i]))
            self->folded->str[i] = '0';
    }
    return hexapla_text_hash(self->folded->str, self->folded->len, 0);
}

static gboolean
is_long_enough(const char *text, gsize n)
{
    return hexapla_structure_count_words(text, n) >= MIN_BLOCK_WORDS ||
           (n >= MIN_WIDE_BLOCK_BYTES &&
            hexapla_structure_is_wide(hexapla_text_at(text, text + n)));
}

/* Marks the sentences of a block that came before and remembers the others; TRUE when all did. */
static gboolean
all_sentences_seen(HexaplaDuplicates *self, const char *text, const HexaplaBlock *block,
                   HexaplaSegment *segments)
{
    gboolean all = TRUE;

    for (guint i = 0; i < block->n_segments; i++) {
        HexaplaSegment *segment = &segments[block->first_segment + i];

        segment->is_repeated =
            hexapla_seen_add(self->sentences, hash_sentence(self, text + segment->start,
                                                            segment->end - segment->start));
        all &= segment->is_repeated;
    }
    return all && block->n_segments > 0;
}

static void
mark_blocks(HexaplaDuplicates *self, HexaplaDocument *part, gboolean all)
{
    const char *text = hexapla_document_get_text(part, NULL);
    guint n, n_segments;
    HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    HexaplaSegment *segments = hexapla_document_get_segments(part, &n_segments);

    for (guint i = 0; i < n; i++) {
        gboolean is_repeated;

        if (!is_text(&blocks[i]))
            continue;
        is_repeated = all_sentences_seen(self, text, &blocks[i], segments);
        if (all || (is_repeated &&
                    is_long_enough(text + blocks[i].start, blocks[i].end - blocks[i].start)))
            blocks[i].junk = HEXAPLA_JUNK_DUPLICATE;
    }
}

/**
 * hexapla_duplicates_fold:
 * @self: a corpus
 * @part: the next part of the input, with its segments
 *
 * Marks a part that is a duplicate of one before, paragraphs all of whose sentences stand in articles
 * before or further up, and every sentence that does.
 *
 * Returns: whether the part as a whole is a duplicate
 * Since: 0.1
 */
gboolean
hexapla_duplicates_fold(HexaplaDuplicates *self, HexaplaDocument *part)
{
    guint64 hash;
    gboolean is_duplicate;

    if (!hash_article(part, &hash))
        return FALSE;
    is_duplicate = hexapla_seen_add(self->articles, hash) || is_near_article(self, part);
    mark_blocks(self, part, is_duplicate);
    return is_duplicate;
}
