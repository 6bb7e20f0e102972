/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where in a long text the translation of each place is likely to be. Both sides are cut in few large blocks, and the
 * way through the pairs of blocks that share most rare words is taken; then the blocks are halved, and only the
 * surroundings of the way are looked at again. Each step costs as much as reading the words a few times. */

#include "align/route.h"

#include <math.h>
#include <string.h>

/* Blocks of the first step, all of which are compared. */
#define FIRST_BLOCKS 128

/* Sentences of the smallest blocks, and blocks beside the way that are looked at. */
#define LAST_SENTENCES 4
#define BLOCKS_BESIDE 6

/* Sentences beside the way that are looked at. */
#define MARGIN 24

/* Sentences of a text that is looked at as a whole. */
#define SMALL 120

typedef struct {
    const HexaplaBitext *bitext;
    const HexaplaLinks *links;
    guint n_blocks;
    guint32 *low; /* blocks of the target that are compared, for each of the source */
    guint32 *high;
    gsize *starts;
    float *likeness;
    float *worth;       /* by target term: of the block of the source at hand */
    guint32 *seen;      /* by target term: the comparison that it was last found in */
    guint32 comparison;
    float n_words; /* of a block of the target */
    float noise;   /* likeness of two blocks that have nothing to do with each other */
} Route;

static guint
find_start(const Route *self, guint side, guint block)
{
    guint64 n = hexapla_side_get_size(&self->bitext->sides[side]);

    return n * block / self->n_blocks;
}

/* A word that most blocks have tells nothing. */
static float
judge(const Route *self, const HexaplaLink *link)
{
    float anywhere = 1 - expf(-hexapla_links_get_frequency(self->links, link->target) * self->n_words);

    return link->forward > anywhere ? logf(link->forward / anywhere) : 0;
}

/* What the words of a block of the source make of those of the target, or nothing again. */
static void
spread(Route *self, guint block, gboolean again)
{
    const HexaplaSide *side = &self->bitext->sides[HEXAPLA_SOURCE];

    for (guint i = find_start(self, 0, block); i < find_start(self, 0, block + 1); i++) {
        const HexaplaSentence *sentence = hexapla_side_get(side, i);
        const guint32 *terms = hexapla_side_get_terms(side, sentence);

        for (guint t = 0; t < sentence->n_terms; t++) {
            guint n;
            const HexaplaLink *links = hexapla_links_get(self->links, terms[t], &n);

            for (guint l = 0; l < n; l++) {
                float *worth = &self->worth[links[l].target];

                *worth = again ? 0 : MAX(*worth, judge(self, &links[l]));
            }
        }
    }
}

static float
collect(Route *self, guint block)
{
    const HexaplaSide *side = &self->bitext->sides[HEXAPLA_TARGET];
    guint first = find_start(self, 1, block), end = find_start(self, 1, block + 1);
    float sum = 0;

    self->comparison++;
    for (guint i = first; i < end; i++) {
        const HexaplaSentence *sentence = hexapla_side_get(side, i);
        const guint32 *terms = hexapla_side_get_terms(side, sentence);

        for (guint t = 0; t < sentence->n_terms; t++) {
            if (self->worth[terms[t]] == 0 || self->seen[terms[t]] == self->comparison)
                continue;
            self->seen[terms[t]] = self->comparison;
            sum += self->worth[terms[t]];
        }
    }
    return sum;
}

static void
compare_blocks(Route *self)
{
    double sum = 0, excess = 0;
    float mean;

    self->n_words = (float)self->bitext->sides[HEXAPLA_TARGET].terms->len / self->n_blocks;
    for (guint i = 0; i < self->n_blocks; i++) {
        spread(self, i, FALSE);
        for (guint j = self->low[i]; j <= self->high[i]; j++) {
            float likeness = collect(self, j);

            self->likeness[self->starts[i] + j - self->low[i]] = likeness;
            sum += likeness;
        }
        spread(self, i, TRUE);
    }
    /* What any two blocks have in common says nothing. */
    mean = sum / self->starts[self->n_blocks];
    for (gsize c = 0; c < self->starts[self->n_blocks]; c++) {
        self->likeness[c] = MAX(self->likeness[c] - mean, 0);
        excess += self->likeness[c];
    }
    self->noise = excess / self->starts[self->n_blocks];
}

enum { BOTH, SOURCE_ALONE, TARGET_ALONE };

static float
get_sum(const Route *self, const float *sums, guint i, guint j)
{
    if (j < self->low[i] || j > self->high[i])
        return -1e30f;
    return sums[self->starts[i] + j - self->low[i]];
}

/* The best way from the first blocks to each pair. */
static guint8 *
find_ways(const Route *self)
{
    g_autofree float *sums = g_new(float, self->starts[self->n_blocks]);
    guint8 *ways = g_new0(guint8, self->starts[self->n_blocks]);

    for (guint i = 0; i < self->n_blocks; i++) {
        for (guint j = self->low[i]; j <= self->high[i]; j++) {
            gsize c = self->starts[i] + j - self->low[i];
            float both = i > 0 && j > 0 ? get_sum(self, sums, i - 1, j - 1) : i + j > 0 ? -1e30f : 0;
            float source = i > 0 ? get_sum(self, sums, i - 1, j) - self->noise : -1e30f;
            float target = j > self->low[i] ? sums[c - 1] - self->noise : -1e30f;

            /* Where nothing tells, both sides go on. */
            both += self->likeness[c] + 0.01f;
            ways[c] = both >= source && both >= target ? BOTH
                      : source >= target              ? SOURCE_ALONE
                                                      : TARGET_ALONE;
            sums[c] = MAX(both, MAX(source, target));
        }
    }
    return ways;
}

/* The blocks of the target that the way touches beside each block of the source. */
static void
walk_back(Route *self)
{
    g_autofree guint8 *ways = find_ways(self);
    guint i = self->n_blocks - 1, j = self->n_blocks - 1;
    guint high = j;

    while (TRUE) {
        guint8 way = ways[self->starts[i] + j - self->low[i]];

        if (i == 0) {
            self->low[0] = 0;
            self->high[0] = high;
            return;
        }
        if (way == TARGET_ALONE) {
            j--;
            continue;
        }
        self->low[i] = j;
        self->high[i] = high;
        i--;
        if (way == BOTH && j > 0)
            j--;
        high = j;
    }
}

static void
set_starts(Route *self)
{
    self->starts[0] = 0;
    for (guint i = 0; i < self->n_blocks; i++)
        self->starts[i + 1] = self->starts[i] + self->high[i] - self->low[i] + 1;
    self->likeness = g_renew(float, self->likeness, self->starts[self->n_blocks]);
}

static void
halve_blocks(Route *self)
{
    guint n = self->n_blocks;
    g_autofree guint32 *low = g_steal_pointer(&self->low);
    g_autofree guint32 *high = g_steal_pointer(&self->high);

    self->n_blocks = 2 * n;
    self->low = g_new(guint32, self->n_blocks);
    self->high = g_new(guint32, self->n_blocks);
    for (guint i = 0; i < n; i++) {
        for (guint k = 0; k < 2; k++) {
            guint from = 2 * low[i], to = 2 * high[i] + 1;

            self->low[2 * i + k] = from > BLOCKS_BESIDE ? from - BLOCKS_BESIDE : 0;
            self->high[2 * i + k] = MIN(to + BLOCKS_BESIDE, self->n_blocks - 1);
        }
    }
    self->starts = g_renew(gsize, self->starts, self->n_blocks + 1);
}

static void
make_band(HexaplaBand *band, guint n)
{
    hexapla_band_clear(band);
    band->low = g_new(guint32, n + 1);
    band->high = g_new(guint32, n + 1);
}

/* Makes sure that a way leads through. */
static void
mend(HexaplaBand *band, guint n, guint m)
{
    band->low[0] = 0;
    band->high[n] = m;
    for (guint i = 1; i <= n; i++)
        band->high[i] = MAX(band->high[i], band->high[i - 1]);
    for (guint i = n; i-- > 0;)
        band->low[i] = MIN(band->low[i], band->low[i + 1]);
    for (guint i = 1; i <= n; i++)
        band->low[i] = MIN(band->low[i], band->high[i - 1]);
}

static void
take_all(HexaplaBand *band, guint n, guint m)
{
    for (guint i = 0; i <= n; i++) {
        band->low[i] = 0;
        band->high[i] = m;
    }
}

static void
take_blocks(const Route *self, HexaplaBand *band, guint n, guint m)
{
    for (guint i = 0; i <= n; i++) {
        guint block = MIN((guint64)i * self->n_blocks / MAX(n, 1), self->n_blocks - 1);
        guint low = find_start(self, 1, self->low[block]);
        guint high = find_start(self, 1, self->high[block] + 1);

        band->low[i] = low > MARGIN ? low - MARGIN : 0;
        band->high[i] = MIN(high + MARGIN, m);
    }
}

/**
 * hexapla_route_find:
 * @bitext: a document
 * @links: which words translate each other
 * @band: (inout): where to look for beads
 *
 * Since: 0.1
 */
void
hexapla_route_find(const HexaplaBitext *bitext, const HexaplaLinks *links, HexaplaBand *band)
{
    guint n = hexapla_side_get_size(&bitext->sides[HEXAPLA_SOURCE]);
    guint m = hexapla_side_get_size(&bitext->sides[HEXAPLA_TARGET]);
    Route self = {.bitext = bitext, .links = links, .n_blocks = FIRST_BLOCKS};

    make_band(band, n);
    if (n < SMALL || m < SMALL) {
        take_all(band, n, m);
        return;
    }
    self.n_blocks = MIN(FIRST_BLOCKS, MIN(n, m) / LAST_SENTENCES);
    self.low = g_new0(guint32, self.n_blocks);
    self.high = g_new(guint32, self.n_blocks);
    self.starts = g_new(gsize, self.n_blocks + 1);
    self.worth = g_new0(float, hexapla_links_get_n_targets(links) + 1);
    self.seen = g_new0(guint32, hexapla_links_get_n_targets(links) + 1);
    for (guint i = 0; i < self.n_blocks; i++)
        self.high[i] = self.n_blocks - 1;
    while (TRUE) {
        set_starts(&self);
        compare_blocks(&self);
        walk_back(&self);
        if (MAX(n, m) / self.n_blocks < 2 * LAST_SENTENCES)
            break;
        halve_blocks(&self);
    }
    take_blocks(&self, band, n, m);
    mend(band, n, m);
    g_free(self.low);
    g_free(self.high);
    g_free(self.starts);
    g_free(self.likeness);
    g_free(self.worth);
    g_free(self.seen);
}

static void
include(HexaplaBand *band, guint i, guint j, guint margin, guint n, guint m)
{
    guint first = i > margin / 2 ? i - margin / 2 : 0, last = MIN(i + margin / 2, n);

    for (guint k = first; k <= last; k += MAX(last - first, 1)) {
        band->low[k] = MIN(band->low[k], j > margin ? j - margin : 0);
        band->high[k] = MAX(band->high[k], MIN(j + margin, m));
    }
    band->low[i] = MIN(band->low[i], j > margin ? j - margin : 0);
    band->high[i] = MAX(band->high[i], MIN(j + margin, m));
}

/**
 * hexapla_route_follow:
 * @bitext: a document that is aligned
 * @margin: sentences beside its beads that are looked at
 * @band: (inout): where to look for better beads
 *
 * Since: 0.1
 */
void
hexapla_route_follow(const HexaplaBitext *bitext, guint margin, HexaplaBand *band)
{
    guint n = hexapla_side_get_size(&bitext->sides[HEXAPLA_SOURCE]);
    guint m = hexapla_side_get_size(&bitext->sides[HEXAPLA_TARGET]);

    make_band(band, n);
    for (guint i = 0; i <= n; i++) {
        band->low[i] = m;
        band->high[i] = 0;
    }
    for (guint b = 0; b < bitext->beads->len; b++) {
        const HexaplaBead *bead = &g_array_index(bitext->beads, HexaplaBead, b);

        include(band, bead->source, bead->target, margin, n, m);
        for (guint k = 1; k < bead->n_source; k++)
            include(band, bead->source + k, bead->target, margin, n, m);
    }
    include(band, n, m, margin, n, m);
    mend(band, n, m);
}

/**
 * hexapla_route_widen:
 * @bitext: a document that was aligned within @band
 * @margin: how much wider to look
 * @band: (inout): where to look
 *
 * Returns: whether the beads came near the rim, so that better ones may lie beyond it
 * Since: 0.1
 */
gboolean
hexapla_route_widen(const HexaplaBitext *bitext, guint margin, HexaplaBand *band)
{
    guint n = hexapla_side_get_size(&bitext->sides[HEXAPLA_SOURCE]);
    guint m = hexapla_side_get_size(&bitext->sides[HEXAPLA_TARGET]);
    gboolean is_near = FALSE;

    for (guint b = 0; b < bitext->beads->len; b++) {
        const HexaplaBead *bead = &g_array_index(bitext->beads, HexaplaBead, b);
        guint i = bead->source, j = bead->target;

        if ((band->low[i] > 0 && j < band->low[i] + HEXAPLA_BEAD_MAX) ||
            (band->high[i] < m && j + HEXAPLA_BEAD_MAX > band->high[i])) {
            guint last = MIN(i + margin, n);

            is_near = TRUE;
            for (guint k = i > margin ? i - margin : 0; k <= last; k++) {
                band->low[k] = MIN(band->low[k], j > margin ? j - margin : 0);
                band->high[k] = MAX(band->high[k], MIN(j + margin, m));
            }
        }
    }
    mend(band, n, m);
    return is_near;
}

/**
 * hexapla_band_clear:
 * @self: a band
 *
 * Since: 0.1
 */
void
hexapla_band_clear(HexaplaBand *self)
{
    g_clear_pointer(&self->low, g_free);
    g_clear_pointer(&self->high, g_free);
}
