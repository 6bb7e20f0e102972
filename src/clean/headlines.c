/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/headlines.h"

#include <string.h>

#include "base/text.h"
#include "clean/structure.h"

/* Above the first paragraph stand a headline, its repetitions and perhaps a subtitle. */
#define MAX_HEADLINES 16

typedef struct {
    guint64 key;
    guint32 start; /* its first letters */
    guint block;   /* its index when it is in the current part */
    gboolean with_site;
} Headline;

struct _HexaplaHeadlines {
    Headline headlines[MAX_HEADLINES];
    guint n;
    gboolean before_text; /* no paragraph of the article has come yet */
};

/**
 * hexapla_headlines_new:
 *
 * Returns: (transfer full): headlines of no article
 * Since: 0.1
 */
HexaplaHeadlines *
hexapla_headlines_new(void)
{
    return g_new0(HexaplaHeadlines, 1);
}

/**
 * hexapla_headlines_free:
 * @self: (transfer full) (nullable): headlines
 *
 * Since: 0.1
 */
void
hexapla_headlines_free(HexaplaHeadlines *self)
{
    g_free(self);
}

static guint64
key_of(const char *text, gsize n)
{
    char folded[512];

    return hexapla_text_hash(folded, hexapla_text_fold(text, n, folded, sizeof folded), 0);
}

/* Titles of pages add the name of the site behind a separator between spaces. Returns the bytes
 * before it, or @n. */
static gsize
without_site(const char *text, gsize n)
{
    static const char *const separators[] = {" | ", " - ", " – ", " — ", " » ", " :: "};
    gsize shortest = n;

    for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
        const char *found = g_strrstr_len(text, n, separators[i]);

        if (found != NULL && hexapla_structure_count_words(text, found - text) >= 3)
            shortest = MIN(shortest, (gsize)(found - text));
    }
    return shortest;
}

static Headline *
find(HexaplaHeadlines *self, guint64 key)
{
    for (guint i = 0; i < self->n; i++) {
        if (self->headlines[i].key == key)
            return &self->headlines[i];
    }
    return NULL;
}

/* Enough to read a few letters for sure. */
#define START_BYTES 32

/* The first letters of a heading, folded; 0 when it is too short to tell them cheaply. */
static guint32
read_start(const char *text, gsize n)
{
    char folded[2 * START_BYTES];
    guint32 start;

    if (hexapla_text_fold(text, MIN(n, START_BYTES), folded, sizeof folded) < START_BYTES / 2)
        return 0;
    memcpy(&start, folded, sizeof start);
    return start;
}

/* Most headings begin like no headline. */
static gboolean
may_repeat(const HexaplaHeadlines *self, guint32 start)
{
    for (guint i = 0; i < self->n; i++) {
        if (start == 0 || self->headlines[i].start == 0 || self->headlines[i].start == start)
            return TRUE;
    }
    return FALSE;
}

static void
remember(HexaplaHeadlines *self, const Headline *headline)
{
    if (self->before_text && self->n < MAX_HEADLINES)
        self->headlines[self->n++] = *headline;
}

static void
fold_heading(HexaplaHeadlines *self, const char *text, HexaplaBlock *blocks, guint i)
{
    const char *p = text + blocks[i].start;
    gsize n = blocks[i].end - blocks[i].start;
    gsize n_base = self->before_text ? without_site(p, n) : n;
    Headline headline = {.start = read_start(p, n_base), .block = i, .with_site = n_base < n};
    Headline *known;

    if (!self->before_text && !may_repeat(self, headline.start))
        return;
    headline.key = key_of(p, n_base);
    known = find(self, headline.key);
    if (known == NULL) {
        remember(self, &headline);
    } else if (known->with_site && n_base == n) {
        blocks[known->block].junk =
            HEXAPLA_JUNK_REPEATED_HEADLINE; /* the page's title, not the article's */
        known->with_site = FALSE;
    } else {
        blocks[i].junk = HEXAPLA_JUNK_REPEATED_HEADLINE;
    }
}

static void
forget_part(HexaplaHeadlines *self)
{
    for (guint i = 0; i < self->n; i++)
        self->headlines[i].with_site = FALSE;
}

/**
 * hexapla_headlines_fold:
 * @self: headlines
 * @part: the next part of the input, with its blocks
 *
 * Marks headings that equal a headline of the article once case, apostrophes, punctuation and white
 * space are normalised, and titles that add the site's name to it.
 *
 * Since: 0.1
 */
void
hexapla_headlines_fold(HexaplaHeadlines *self, HexaplaDocument *part)
{
    const char *text = hexapla_document_get_text(part, NULL);
    guint n;
    HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    if (hexapla_document_get_origin(part)->part == 0) {
        self->n = 0;
        self->before_text = TRUE;
    }
    for (guint i = 0; i < n; i++) {
        if (blocks[i].junk != HEXAPLA_JUNK_NONE)
            continue;
        if (blocks[i].kind == HEXAPLA_BLOCK_HEADING)
            fold_heading(self, text, blocks, i);
        else
            self->before_text = FALSE;
    }
    forget_part(self);
}
