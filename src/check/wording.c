/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

#include <string.h>

#include "base/text.h"

/* Words in a row that only a forgotten translation leaves: shorter runs are titles and names. */
#define MIN_LEFT 3
/* So many of them begin with a small letter, where the script has them; of three all. */
#define MIN_SMALL 2
/* Words of a phrase; a longer one that stands twice begins with its first words twice. */
#define MAX_PHRASE 60

/* Sides longer than this are compared by their first words. */
#define MAX_WORDS 2000

static gboolean
are_equal(const HexaplaSideWord *a, const HexaplaSideWord *b)
{
    return strcmp(a->folded, b->folded) == 0;
}

static gboolean
begins_small(const HexaplaSide *side, const HexaplaSideWord *word)
{
    return !hexapla_text_is_upper(hexapla_text_at(side->text + word->start, side->text + side->n));
}

static gboolean
is_same_word(const HexaplaPair *self, guint i, guint j)
{
    return are_equal(&g_array_index(self->source.words, HexaplaSideWord, i),
                     &g_array_index(self->target.words, HexaplaSideWord, j));
}

/* How long the two texts go on alike. */
static guint
measure_run(const HexaplaPair *self, guint i, guint j, guint *n_small)
{
    guint n_source, n_target, n = 0;
    const HexaplaSideWord *source = hexapla_side_get_words(&self->source, &n_source);
    const HexaplaSideWord *target = hexapla_side_get_words(&self->target, &n_target);

    *n_small = 0;
    while (i + n < n_source && j + n < n_target && are_equal(&source[i + n], &target[j + n])) {
        *n_small += begins_small(&self->source, &source[i + n]);
        n++;
    }
    return n;
}

/* A title in quotation marks may stay as it is. */
static gboolean
is_title(const HexaplaSide *side, const HexaplaSideWord *first, const HexaplaSideWord *last)
{
    gunichar before = hexapla_text_before(side->text, side->text + first->start);
    gunichar behind = hexapla_text_at(side->text + last->end, side->text + side->n);

    return hexapla_text_is_opener(before) && hexapla_text_is_closer(behind);
}

static gboolean
is_left(const HexaplaPair *self, guint *first, guint *n)
{
    guint n_source, n_target, n_small;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n_target);

    hexapla_side_get_words(&self->source, &n_source);
    for (guint i = 0; i + MIN_LEFT <= MIN(n_source, MAX_WORDS); i++) {
        for (guint j = 0; j + MIN_LEFT <= MIN(n_target, MAX_WORDS); j++) {
            if (i > 0 && j > 0 && is_same_word(self, i - 1, j - 1))
                continue;
            *n = measure_run(self, i, j, &n_small);
            *first = j;
            if (*n >= MIN_LEFT && n_small >= (*n > MIN_LEFT ? MIN_SMALL : MIN_LEFT) &&
                !is_title(&self->target, &words[j], &words[j + *n - 1]))
                return TRUE;
        }
    }
    return FALSE;
}

/* Short texts without a name: “Read more”. */
static gboolean
is_same(const HexaplaPair *self)
{
    guint n, n_small = 0;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->source, &n);

    if (strcmp(self->source.text, self->target.text) != 0)
        return FALSE;
    for (guint i = 0; i < n; i++)
        n_small += begins_small(&self->source, &words[i]) && words[i].end - words[i].start > 2;
    return n_small >= MIN_SMALL;
}

static gboolean
check_left(const HexaplaPair *self)
{
    guint first, n, n_words;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n_words);

    if (is_same(self)) {
        hexapla_pair_report(self, HEXAPLA_ISSUE_SOURCE_LEFT, "the translation is the source");
        return TRUE;
    }
    if (!is_left(self, &first, &n))
        return FALSE;
    hexapla_pair_report(self, HEXAPLA_ISSUE_SOURCE_LEFT, "“%.*s” is not translated",
                        (int)(words[first + n - 1].end - words[first].start),
                        self->target.text + words[first].start);
    return TRUE;
}

/* Whether only blanks stand between two words. */
static gboolean
are_neighbours(const HexaplaSide *side, const HexaplaSideWord *a, const HexaplaSideWord *b)
{
    for (guint32 i = a->end; i < b->start; i++) {
        if (side->text[i] != ' ')
            return FALSE;
    }
    return b->start > a->end;
}

/* Words between two commas may be said twice, whole phrases hardly. */
static gboolean
is_doubled_at(const HexaplaSide *side, guint i, guint n)
{
    guint n_words;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n_words);

    for (guint j = 0; j < n; j++) {
        if (!are_equal(&words[i + j], &words[i + n + j]))
            return FALSE;
    }
    if (n > 2)
        return TRUE;
    return are_neighbours(side, &words[i + n - 1], &words[i + n]) &&
           (n > 1 || ((words[i].end - words[i].start > 1 || begins_small(side, &words[i])) &&
                      !hexapla_conventions_may_double(side->conventions, words[i].folded)));
}

static gboolean
find_doubled(const HexaplaSide *side, guint *first, guint *n)
{
    guint n_words;

    hexapla_side_get_words(side, &n_words);
    for (guint i = 0; i + 2 <= MIN(n_words, MAX_WORDS); i++) {
        for (guint length = 1; length <= MAX_PHRASE && i + 2 * length <= n_words; length++) {
            if (is_doubled_at(side, i, length)) {
                *first = i;
                *n = length;
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Other scripts spell the letters of BBC out as words. */
static gboolean
has_doubled_capitals(const HexaplaSide *side)
{
    const char *p = side->plain, *end = side->plain + side->n;
    gunichar c = 0;

    while (p < end) {
        gunichar last = c;

        p = hexapla_text_next(p, end, &c);
        if (c == last && hexapla_text_is_upper(c))
            return TRUE;
    }
    return FALSE;
}

static void
check_doubled(const HexaplaPair *self)
{
    guint first, n, n_words, source_first, source_n;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->target, &n_words);

    if (!find_doubled(&self->target, &first, &n) ||
        find_doubled(&self->source, &source_first, &source_n) ||
        (n == 1 && has_doubled_capitals(&self->source)))
        return;
    hexapla_pair_report(self, HEXAPLA_ISSUE_TEXT_DOUBLED, "“%.*s” stands there twice",
                        (int)(words[first + n - 1].end - words[first].start),
                        self->target.text + words[first].start);
}

/**
 * hexapla_pair_check_wording:
 * @self: a pair
 *
 * What was not translated, and what stands there twice.
 */
void
hexapla_pair_check_wording(const HexaplaPair *self)
{
    if (!check_left(self))
        check_doubled(self);
}
