/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Finds the beads by the forward-backward algorithm: the chance of every bead is summed over all ways to align the
 * rest, and the way that is expected to have most beads right is taken. */

#include "align/search.h"

#include <math.h>
#include <string.h>

/* Words of a sentence are not independent of each other: their evidence counts for less than its sum. */
#define WEIGHT_OF_WORDS 0.45f

/* Lengths of joined sentences that are not worth a look at the words. */
#define HOPELESS -2.5f

#define IMPOSSIBLE -1e30f

/* Behind a pair, and behind a sentence that has no translation. */
enum { PAIRED, ALONE, N_STATES };

/* Two words of a cell that may translate each other. */
typedef struct {
    guint8 source;
    guint8 target;
    float forward;
    float backward;
} Hit;

/* The hits of a row of the band, by cell. */
typedef struct {
    GArray *hits;
    GArray *starts;
} Row;

typedef struct {
    HexaplaBitext *bitext;
    const HexaplaBand *band;
    const HexaplaLinks *links;
    const HexaplaLengths *lengths;
    const HexaplaHabits *habits;
    guint n;
    guint m;
    float *absence[HEXAPLA_N_SIDES]; /* of all words of a sentence */
    Row rows[HEXAPLA_BEAD_MAX];      /* by number of the sentence, modulo */
    guint32 *heads;                  /* by target term: first partner in the row, + 1 */
    GArray *partners;
    gsize *starts; /* of each row of the band in the arrays of cells */
    float (*sums)[N_STATES]; /* of all ways to a cell, relative to the row’s */
    double *levels;          /* of each row */
    float scratch[HEXAPLA_N_SIDES][HEXAPLA_BEAD_MAX][256];
} Search;

typedef struct {
    guint32 next;
    const HexaplaLink *link;
    guint8 source;
} Partner;

static gsize
cell(const Search *self, guint i, guint j)
{
    return self->starts[i] + j - self->band->low[i];
}

static gboolean
is_inside(const Search *self, guint i, guint j)
{
    return i <= self->n && j <= self->m && j >= self->band->low[i] && j <= self->band->high[i];
}

/* The words of the source sentence @i, by what may translate them. */
static void
list_partners(Search *self, guint i)
{
    const HexaplaSide *side = &self->bitext->sides[HEXAPLA_SOURCE];
    const HexaplaSentence *sentence = hexapla_side_get(side, i);
    const guint32 *terms = hexapla_side_get_terms(side, sentence);

    g_array_set_size(self->partners, 0);
    for (guint s = 0; s < sentence->n_terms; s++) {
        guint n;
        const HexaplaLink *links = hexapla_links_get(self->links, terms[s], &n);

        for (guint l = 0; l < n; l++) {
            Partner partner = {self->heads[links[l].target], &links[l], s};

            if (links[l].gain_forward + links[l].gain_backward < 0.5f)
                continue;
            g_array_append_val(self->partners, partner);
            self->heads[links[l].target] = self->partners->len;
        }
    }
}

static void
forget_partners(Search *self)
{
    for (guint i = 0; i < self->partners->len; i++)
        self->heads[g_array_index(self->partners, Partner, i).link->target] = 0;
}

static void
compare_sentence(Search *self, Row *row, guint j)
{
    const HexaplaSide *side = &self->bitext->sides[HEXAPLA_TARGET];
    const HexaplaSentence *sentence = hexapla_side_get(side, j);
    const guint32 *terms = hexapla_side_get_terms(side, sentence);

    for (guint t = 0; t < sentence->n_terms; t++) {
        guint32 head = self->heads[terms[t]];

        while (head != 0) {
            const Partner *partner = &g_array_index(self->partners, Partner, head - 1);
            Hit hit = {partner->source, t, partner->link->gain_forward,
                       partner->link->gain_backward};

            g_array_append_val(row->hits, hit);
            head = partner->next;
        }
    }
}

/* Compares the sentence @i of the source with those of the target that a bead which begins in the band may hold. */
static void
fill_row(Search *self, guint i)
{
    Row *row = &self->rows[i % HEXAPLA_BEAD_MAX];
    guint first = i + 1 >= HEXAPLA_BEAD_MAX ? i + 1 - HEXAPLA_BEAD_MAX : 0;
    guint low = self->band->low[first], high = self->band->high[i] + HEXAPLA_BEAD_MAX;

    g_array_set_size(row->hits, 0);
    g_array_set_size(row->starts, 0);
    list_partners(self, i);
    /* Cells are found by their number: those left of the band are empty. */
    g_array_append_val(row->starts, low);
    for (guint j = low; j < MIN(high, self->m); j++) {
        g_array_append_val(row->starts, row->hits->len);
        compare_sentence(self, row, j);
    }
    g_array_append_val(row->starts, row->hits->len);
    forget_partners(self);
}

static const Hit *
get_hits(const Search *self, guint i, guint j, guint *n)
{
    const Row *row = &self->rows[i % HEXAPLA_BEAD_MAX];
    const guint32 *starts = (const guint32 *)row->starts->data;
    guint32 place;

    *n = 0;
    if (j < starts[0] || j - starts[0] + 2 >= row->starts->len)
        return NULL;
    place = j - starts[0] + 1;
    *n = starts[place + 1] - starts[place];
    return &g_array_index(row->hits, Hit, starts[place]);
}

/* Near enough for a sum of evidence, and several times as fast as that of the library. */
static inline float
log_of_one_and(float x)
{
    union {
        float number;
        guint32 bits;
    } u = {1 + x};
    float exponent = (float)((gint32)(u.bits >> 23) - 127), fraction;

    u.bits = (u.bits & 0x7FFFFFu) | 0x3F800000u;
    fraction = u.number - 1;
    return 0.69314718f * exponent +
           fraction * (0.99742f + fraction * (-0.47134f + fraction * (0.22571f - 0.05866f * fraction)));
}

/* A word that has one partner is explained when its gain is known; one that has several, when all are added up. */
static float
judge_words(Search *self, guint i, guint j, const HexaplaShape *shape)
{
    guint n_words[HEXAPLA_N_SIDES] = {0, 0};
    float sum = 0, scale[HEXAPLA_N_SIDES];

    for (guint a = 0; a < shape->n_source; a++) {
        n_words[HEXAPLA_SOURCE] += hexapla_side_get(&self->bitext->sides[0], i + a)->n_terms;
        sum += self->absence[HEXAPLA_SOURCE][i + a];
    }
    for (guint b = 0; b < shape->n_target; b++) {
        n_words[HEXAPLA_TARGET] += hexapla_side_get(&self->bitext->sides[1], j + b)->n_terms;
        sum += self->absence[HEXAPLA_TARGET][j + b];
    }
    scale[HEXAPLA_SOURCE] = 1.0f / MAX(n_words[HEXAPLA_TARGET], 1);
    scale[HEXAPLA_TARGET] = 1.0f / MAX(n_words[HEXAPLA_SOURCE], 1);
    for (guint a = 0; a < shape->n_source; a++) {
        for (guint b = 0; b < shape->n_target; b++) {
            guint n;
            const Hit *hits = get_hits(self, i + a, j + b, &n);

            for (const Hit *hit = hits; hit < hits + n; hit++) {
                self->scratch[HEXAPLA_SOURCE][a][hit->source] +=
                    hit->backward * scale[HEXAPLA_SOURCE];
                self->scratch[HEXAPLA_TARGET][b][hit->target] +=
                    hit->forward * scale[HEXAPLA_TARGET];
            }
        }
    }
    for (guint a = 0; a < shape->n_source; a++) {
        for (guint b = 0; b < shape->n_target; b++) {
            guint n;
            const Hit *hits = get_hits(self, i + a, j + b, &n);

            for (const Hit *hit = hits; hit < hits + n; hit++) {
                float *source = &self->scratch[HEXAPLA_SOURCE][a][hit->source];
                float *target = &self->scratch[HEXAPLA_TARGET][b][hit->target];

                sum += log_of_one_and(*source) + log_of_one_and(*target);
                *source = *target = 0;
            }
        }
    }
    return WEIGHT_OF_WORDS * sum;
}

static gboolean
starts_paragraph(const HexaplaSide *side, guint index)
{
    return index < hexapla_side_get_size(side) && hexapla_side_get(side, index)->starts_paragraph;
}

/* How well the beginnings of paragraphs agree with a bead. */
static float
judge_paragraphs(const Search *self, guint i, guint j, const HexaplaShape *shape)
{
    const HexaplaSide *sides = self->bitext->sides;
    float sum = 0;

    if (shape->n_source > 0 && shape->n_target > 0)
        sum += self->habits->paragraph[starts_paragraph(&sides[HEXAPLA_SOURCE], i)]
                                      [starts_paragraph(&sides[HEXAPLA_TARGET], j)];
    for (guint a = 1; a < shape->n_source; a++)
        sum += starts_paragraph(&sides[HEXAPLA_SOURCE], i + a) ? self->habits->inside : 0;
    for (guint b = 1; b < shape->n_target; b++)
        sum += starts_paragraph(&sides[HEXAPLA_TARGET], j + b) ? self->habits->inside : 0;
    return sum;
}

static float
judge_bead(Search *self, guint i, guint j, const HexaplaShape *shape)
{
    const HexaplaSide *sides = self->bitext->sides;
    guint source = 0, target = 0;
    float lengths;

    if (!hexapla_shape_is_pair(shape))
        return 0;
    for (guint a = 0; a < shape->n_source; a++)
        source += hexapla_side_get(&sides[HEXAPLA_SOURCE], i + a)->length;
    for (guint b = 0; b < shape->n_target; b++)
        target += hexapla_side_get(&sides[HEXAPLA_TARGET], j + b)->length;
    lengths = hexapla_lengths_judge(self->lengths, source, target, shape->n_source, shape->n_target);
    if (shape->n_source + shape->n_target > 2 && lengths < HOPELESS)
        return IMPOSSIBLE;
    return lengths + judge_paragraphs(self, i, j, shape) + judge_words(self, i, j, shape);
}

static float
add_logarithms(float a, float b)
{
    float most = MAX(a, b), least = MIN(a, b);

    return most - least > 20 ? most : most + log1pf(expf(least - most));
}

static gboolean
fits(const Search *self, guint i, guint j, const HexaplaShape *shape)
{
    return is_inside(self, i + shape->n_source, j + shape->n_target);
}

/* Hands on what leads to a cell to all cells that a bead leads to from there. */
static void
hand_on(Search *self, guint i, guint j)
{
    const float *from = self->sums[cell(self, i, j)];

    if (from[PAIRED] <= IMPOSSIBLE / 2 && from[ALONE] <= IMPOSSIBLE / 2)
        return;
    for (guint k = 0; k < HEXAPLA_N_SHAPES; k++) {
        const HexaplaShape *shape = &hexapla_shapes[k];
        float *to, way, level;
        guint state = hexapla_shape_is_pair(shape) ? PAIRED : ALONE;

        if (!fits(self, i, j, shape))
            continue;
        level = self->levels[i] - self->levels[i + shape->n_source];
        way = add_logarithms(from[PAIRED] + self->habits->shapes[PAIRED][k],
                             from[ALONE] + self->habits->shapes[ALONE][k]);
        way += judge_bead(self, i, j, shape) + level;
        to = &self->sums[cell(self, i + shape->n_source, j + shape->n_target)][state];
        *to = add_logarithms(*to, way);
    }
}

/* Numbers stay small, however long the text, when each row counts from its own level. The rows that were handed
 * something already counted from level 0 of @i. */
static void
set_level(Search *self, guint i)
{
    float most = IMPOSSIBLE;

    for (gsize c = self->starts[i]; c < self->starts[i + 1]; c++)
        most = MAX(most, MAX(self->sums[c][PAIRED], self->sums[c][ALONE]));
    if (most <= IMPOSSIBLE / 2)
        return;
    for (gsize c = self->starts[i]; c < self->starts[i + 1]; c++) {
        self->sums[c][PAIRED] -= most;
        self->sums[c][ALONE] -= most;
    }
    self->levels[i] += most;
    for (guint k = i + 1; k <= MIN(i + HEXAPLA_BEAD_MAX, self->n); k++) {
        double change = self->levels[i] - self->levels[k];

        for (gsize c = self->starts[k]; c < self->starts[k + 1]; c++) {
            self->sums[c][PAIRED] -= change;
            self->sums[c][ALONE] -= change;
        }
        self->levels[k] = self->levels[i];
    }
}

static void
go_forward(Search *self)
{
    for (gsize c = 0; c < self->starts[self->n + 1]; c++)
        self->sums[c][PAIRED] = self->sums[c][ALONE] = IMPOSSIBLE;
    self->sums[0][PAIRED] = 0;
    for (guint i = 0; i < MIN(HEXAPLA_BEAD_MAX - 1, self->n); i++)
        fill_row(self, i);
    for (guint i = 0; i <= self->n; i++) {
        if (i + HEXAPLA_BEAD_MAX - 1 < self->n)
            fill_row(self, i + HEXAPLA_BEAD_MAX - 1);
        for (guint j = self->band->low[i]; j <= self->band->high[i]; j++) {
            /* Within a row only omissions of the source’s lead on, so a cell is complete when its turn comes. */
            hand_on(self, i, j);
        }
        set_level(self, i);
    }
}

/* What lies behind a cell, for the rows that beads lead to. */
typedef struct {
    float (*sums)[N_STATES]; /* of all ways from the cell to the end */
    float *rights;           /* beads expected to be right */
    double level;
} Ahead;

typedef struct {
    Ahead rows[HEXAPLA_BEAD_MAX + 1];
    guint8 *shapes; /* taken at each cell */
    float *chances; /* of the bead that begins there */
    double total;
} Return;

static Ahead *
get_ahead(Return *self, guint i)
{
    return &self->rows[i % (HEXAPLA_BEAD_MAX + 1)];
}

static void
come_back_to(Search *self, Return *back, guint i, guint j)
{
    Ahead *here = get_ahead(back, i);
    guint at = j - self->band->low[i];
    gsize c = cell(self, i, j);
    float best = -1;

    here->sums[at][PAIRED] = here->sums[at][ALONE] = IMPOSSIBLE;
    if (i == self->n && j == self->m) {
        here->sums[at][PAIRED] = here->sums[at][ALONE] = 0;
        here->rights[at] = 0;
        return;
    }
    for (guint k = 0; k < HEXAPLA_N_SHAPES; k++) {
        const HexaplaShape *shape = &hexapla_shapes[k];
        guint state = hexapla_shape_is_pair(shape) ? PAIRED : ALONE;
        guint next;
        Ahead *there;
        float ahead, chance;

        if (!fits(self, i, j, shape))
            continue;
        there = get_ahead(back, i + shape->n_source);
        next = j + shape->n_target - self->band->low[i + shape->n_source];
        if (there->sums[next][state] <= IMPOSSIBLE / 2)
            continue;
        ahead = judge_bead(self, i, j, shape) + there->sums[next][state] +
                (float)(there->level - here->level);
        chance = add_logarithms(self->sums[c][PAIRED] + self->habits->shapes[PAIRED][k],
                                self->sums[c][ALONE] + self->habits->shapes[ALONE][k]) +
                 ahead;
        chance = expf(MIN(0, (float)(chance + self->levels[i] + here->level - back->total)));
        for (guint before = 0; before < N_STATES; before++)
            here->sums[at][before] =
                add_logarithms(here->sums[at][before], ahead + self->habits->shapes[before][k]);
        if (chance + there->rights[next] > best) {
            best = chance + there->rights[next];
            back->shapes[c] = k;
            back->chances[c] = chance;
        }
    }
    here->rights[at] = MAX(best, 0);
}

static void
set_level_ahead(const Search *self, Ahead *row, guint i)
{
    guint width = self->band->high[i] - self->band->low[i] + 1;
    float most = IMPOSSIBLE;

    for (guint at = 0; at < width; at++)
        most = MAX(most, MAX(row->sums[at][PAIRED], row->sums[at][ALONE]));
    if (most <= IMPOSSIBLE / 2)
        return;
    for (guint at = 0; at < width; at++) {
        row->sums[at][PAIRED] -= most;
        row->sums[at][ALONE] -= most;
    }
    row->level += most;
}

static void
come_back(Search *self, Return *back)
{
    for (guint i = self->n + 1; i-- > 0;) {
        Ahead *here = get_ahead(back, i);

        here->level = i < self->n ? get_ahead(back, i + 1)->level : 0;
        if (i < self->n)
            fill_row(self, i);
        for (guint j = self->band->high[i] + 1; j-- > self->band->low[i];)
            come_back_to(self, back, i, j);
        set_level_ahead(self, here, i);
    }
}

static void
take_beads(const Search *self, const Return *back)
{
    guint i = 0, j = 0;

    g_array_set_size(self->bitext->beads, 0);
    while (i < self->n || j < self->m) {
        gsize c = cell(self, i, j);
        const HexaplaShape *shape = &hexapla_shapes[back->shapes[c]];
        HexaplaBead bead = {i, j, shape->n_source, shape->n_target, 0, back->chances[c]};

        g_array_append_val(self->bitext->beads, bead);
        i += shape->n_source;
        j += shape->n_target;
    }
}

static void
sum_absences(Search *self, guint side)
{
    const HexaplaSide *text = &self->bitext->sides[side];

    self->absence[side] = g_new0(float, hexapla_side_get_size(text) + 1);
    for (guint i = 0; i < hexapla_side_get_size(text); i++) {
        const HexaplaSentence *sentence = hexapla_side_get(text, i);
        const guint32 *terms = hexapla_side_get_terms(text, sentence);

        for (guint t = 0; t < sentence->n_terms; t++)
            self->absence[side][i] += hexapla_links_get_absence(self->links, side, terms[t]);
    }
}

static void
init(Search *self)
{
    self->n = hexapla_side_get_size(&self->bitext->sides[HEXAPLA_SOURCE]);
    self->m = hexapla_side_get_size(&self->bitext->sides[HEXAPLA_TARGET]);
    sum_absences(self, HEXAPLA_SOURCE);
    sum_absences(self, HEXAPLA_TARGET);
    self->heads = g_new0(guint32, hexapla_links_get_n_targets(self->links) + 1);
    self->partners = g_array_new(FALSE, FALSE, sizeof(Partner));
    for (guint i = 0; i < HEXAPLA_BEAD_MAX; i++) {
        self->rows[i].hits = g_array_new(FALSE, FALSE, sizeof(Hit));
        self->rows[i].starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    }
    self->starts = g_new(gsize, self->n + 2);
    self->starts[0] = 0;
    for (guint i = 0; i <= self->n; i++)
        self->starts[i + 1] = self->starts[i] + self->band->high[i] - self->band->low[i] + 1;
    self->sums = g_malloc(self->starts[self->n + 1] * sizeof *self->sums);
    self->levels = g_new0(double, self->n + 1);
}

static void
clear(Search *self)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        g_free(self->absence[side]);
    for (guint i = 0; i < HEXAPLA_BEAD_MAX; i++) {
        g_array_unref(self->rows[i].hits);
        g_array_unref(self->rows[i].starts);
    }
    g_free(self->heads);
    g_array_unref(self->partners);
    g_free(self->starts);
    g_free(self->sums);
    g_free(self->levels);
}

static void
run_back(Search *self)
{
    Return back = {0};
    guint width = 0;
    const float *last = self->sums[cell(self, self->n, self->m)];

    for (guint i = 0; i <= self->n; i++)
        width = MAX(width, self->band->high[i] - self->band->low[i] + 1);
    for (guint i = 0; i <= HEXAPLA_BEAD_MAX; i++) {
        back.rows[i].sums = g_malloc(width * sizeof *back.rows[i].sums);
        back.rows[i].rights = g_new0(float, width);
    }
    back.shapes = g_new0(guint8, self->starts[self->n + 1]);
    back.chances = g_new0(float, self->starts[self->n + 1]);
    back.total = self->levels[self->n] + add_logarithms(last[PAIRED], last[ALONE]);
    come_back(self, &back);
    take_beads(self, &back);
    for (guint i = 0; i <= HEXAPLA_BEAD_MAX; i++) {
        g_free(back.rows[i].sums);
        g_free(back.rows[i].rights);
    }
    g_free(back.shapes);
    g_free(back.chances);
}

/**
 * hexapla_search_run:
 * @bitext: a document; its beads are found anew
 * @band: where to look; a way without long beads leads through it from corner to corner
 * @links: which words translate each other
 * @lengths: how long translations are
 * @habits: how the translator treats sentences
 *
 * Since: 0.1
 */
void
hexapla_search_run(HexaplaBitext *bitext, const HexaplaBand *band, const HexaplaLinks *links,
                   const HexaplaLengths *lengths, const HexaplaHabits *habits)
{
    g_autofree Search *self = g_new0(Search, 1);

    self->bitext = bitext;
    self->band = band;
    self->links = links;
    self->lengths = lengths;
    self->habits = habits;
    init(self);
    go_forward(self);
    run_back(self);
    clear(self);
}
