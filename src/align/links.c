/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A lexicon after IBM model 1 (Brown et al. 1993) in both directions at once. What the spelling of two words says counts
 * like beads that were seen before; what stands together once or twice by chance is discounted. */

#include "align/links.h"

#include <math.h>
#include <string.h>

/* Beads whose words count. */
#define MIN_CONFIDENCE 0.3f

/* What the spelling says is worth so many beads. */
#define WORTH_OF_KINSHIP 2.0f

/* So many pairs of a kinship are as good as what was known before. */
#define WORTH_OF_DEFAULT 10.0

/* A pair that nothing else speaks for is taken to have met so often by chance. */
#define DISCOUNT 0.75f

/* Beads in which two words have to meet, and how much more often than by chance. */
#define MIN_MEETINGS 2
#define MIN_ATTRACTION 3.0f

/* Translations of one word: endings and meanings. */
#define MAX_LEARNED 32

/* Nothing is certain to have a translation. */
#define MAX_COVERAGE 0.8f

#define N_ROUNDS 4

/* What one side knows of its words. */
typedef struct {
    HexaplaTerms *terms;
    float *beads;     /* with this term */
    float *frequency; /* share of all words */
    float *coverage;  /* share of its occurrences that have a translation */
    float *explained; /* while learning: of @beads */
    float *absence;   /* what it costs to find no translation */
    HexaplaPast past;
} Side;

struct _HexaplaLinks {
    Side sides[HEXAPLA_N_SIDES];
    GArray *kins; /* sorted by source, target */
    GArray *links;
    guint32 *rows; /* first link of each source */
    gboolean keeps_known;
    float chances[HEXAPLA_N_KINSHIPS];
};

static void
init_side(Side *self, HexaplaTerms *terms, const HexaplaPast *past)
{
    guint32 n = hexapla_terms_get_size(terms);
    double sum = 0;

    self->terms = terms;
    self->beads = g_new0(float, n);
    self->frequency = g_new0(float, n);
    self->coverage = g_new0(float, n);
    self->explained = g_new0(float, n);
    self->absence = g_new0(float, n);
    self->past.beads = past->beads != NULL ? past->beads : g_new0(float, n);
    self->past.coverage = past->coverage != NULL ? past->coverage : g_new0(float, n);
    for (guint32 i = 0; i < n; i++)
        sum += hexapla_terms_get(terms, i)->count + 0.5;
    for (guint32 i = 0; i < n; i++)
        self->frequency[i] = (hexapla_terms_get(terms, i)->count + 0.5) / sum;
}

static void
clear_side(Side *self)
{
    g_free(self->beads);
    g_free(self->frequency);
    g_free(self->coverage);
    g_free(self->explained);
    g_free(self->absence);
    g_free(self->past.beads);
    g_free(self->past.coverage);
}

static int
compare_kins(const void *a, const void *b)
{
    const HexaplaKin *x = a, *y = b;

    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    return (int)x->kinship - (int)y->kinship;
}

static HexaplaLink *
get_links(const HexaplaLinks *self, guint32 source, guint *n)
{
    *n = self->rows[source + 1] - self->rows[source];
    return &g_array_index(self->links, HexaplaLink, self->rows[source]);
}

/* A term with several kins has its chance shared among them, by what each is worth. */
static void
share_chances(HexaplaLinks *self)
{
    Side *source = &self->sides[HEXAPLA_SOURCE], *target = &self->sides[HEXAPLA_TARGET];
    guint32 n_sources = hexapla_terms_get_size(source->terms);
    g_autofree float *sums = g_new0(float, hexapla_terms_get_size(target->terms));

    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        HexaplaLink *links = get_links(self, s, &n);
        float sum = 0;

        for (guint i = 0; i < n; i++) {
            float chance = self->chances[links[i].kinship];

            sum += chance * target->frequency[links[i].target];
            sums[links[i].target] += chance * source->frequency[s];
        }
        for (guint i = 0; i < n; i++) {
            float chance = self->chances[links[i].kinship];

            links[i].prior_forward =
                chance > 0 ? chance * chance * target->frequency[links[i].target] / sum : 0;
        }
    }
    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        HexaplaLink *links = get_links(self, s, &n);

        for (guint i = 0; i < n; i++) {
            float chance = self->chances[links[i].kinship];

            links[i].prior_backward =
                chance > 0 ? chance * chance * source->frequency[s] / sums[links[i].target] : 0;
        }
    }
}

/* The best that is known of a term before texts are aligned. */
static void
expect_coverage(HexaplaLinks *self, float *coverage[HEXAPLA_N_SIDES])
{
    guint32 n_sources = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);

    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        const HexaplaLink *links = get_links(self, s, &n);

        for (guint i = 0; i < n; i++) {
            float chance = self->chances[links[i].kinship];
            float *source = &coverage[HEXAPLA_SOURCE][s],
                  *target = &coverage[HEXAPLA_TARGET][links[i].target];

            *source = MAX(*source, chance);
            *target = MAX(*target, chance);
        }
    }
}

static float
find_gain(const Side *side, guint32 term, float chance)
{
    float coverage = side->coverage[term];

    return coverage * chance / (side->frequency[term] * (1 - coverage));
}

static void
find_gains(HexaplaLinks *self)
{
    guint32 n_sources = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Side *it = &self->sides[side];

        for (guint32 i = 0; i < hexapla_terms_get_size(it->terms); i++)
            it->absence[i] = log1pf(-it->coverage[i]);
    }
    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        HexaplaLink *links = get_links(self, s, &n);

        for (guint i = 0; i < n; i++) {
            links[i].gain_forward =
                find_gain(&self->sides[HEXAPLA_TARGET], links[i].target, links[i].forward);
            links[i].gain_backward = find_gain(&self->sides[HEXAPLA_SOURCE], s, links[i].backward);
        }
    }
}

/* Two words that met, and what that is worth. */
typedef struct {
    guint32 target;
    float worth;
} Meeting;

static int
compare_meetings(const void *a, const void *b)
{
    const Meeting *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return x->target < y->target ? -1 : x->target > y->target;
}

static int
compare_links(const void *a, const void *b)
{
    const HexaplaLink *x = a, *y = b;

    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    return (int)y->kinship - (int)x->kinship;
}

static void
keep_past(HexaplaLink *link, const HexaplaLink *same)
{
    link->past_forward = MAX(link->past_forward, same->past_forward);
    link->past_backward = MAX(link->past_backward, same->past_backward);
}

/* Joins what is known of one term of the source: kinship goes before what was learned. */
static void
close_row(HexaplaLinks *self, guint32 source)
{
    guint first = self->rows[source], n = self->links->len - first, kept = first;
    HexaplaLink *links = (HexaplaLink *)self->links->data;

    if (n > 1)
        qsort(links + first, n, sizeof *links, compare_links);
    for (guint i = first; i < first + n; i++) {
        if (kept > first && links[kept - 1].target == links[i].target) {
            keep_past(&links[kept - 1], &links[i]);
            continue;
        }
        links[kept++] = links[i];
    }
    g_array_set_size(self->links, kept);
    self->rows[source + 1] = kept;
}

static void
add_kins(HexaplaLinks *self, guint32 source, guint *at)
{
    for (; *at < self->kins->len; (*at)++) {
        const HexaplaKin *kin = &g_array_index(self->kins, HexaplaKin, *at);
        HexaplaLink link = {.target = kin->target,
                            .kinship = kin->kinship,
                            .past_forward = kin->past_forward,
                            .past_backward = kin->past_backward};

        if (kin->source != source)
            return;
        g_array_append_val(self->links, link);
    }
}

static void
settle_coverage(HexaplaLinks *self)
{
    float *expected[HEXAPLA_N_SIDES];

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        expected[side] = g_new0(float, hexapla_terms_get_size(self->sides[side].terms));
    expect_coverage(self, expected);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Side *it = &self->sides[side];

        for (guint32 i = 0; i < hexapla_terms_get_size(it->terms); i++) {
            it->coverage[i] = (it->explained[i] + WORTH_OF_KINSHIP * expected[side][i] +
                               it->past.beads[i] * it->past.coverage[i]) /
                              (it->beads[i] + WORTH_OF_KINSHIP + it->past.beads[i]);
            it->coverage[i] = MIN(it->coverage[i], MAX_COVERAGE);
            it->explained[i] = 0;
        }
        g_free(expected[side]);
    }
}

/* What kinship says and what earlier texts say, by what each is worth. */
static float
weigh(float prior, float past, float past_beads)
{
    return (WORTH_OF_KINSHIP * prior + past_beads * past) / (WORTH_OF_KINSHIP + past_beads);
}

static void
expect_row(HexaplaLinks *self, guint32 source)
{
    guint n;
    HexaplaLink *links = get_links(self, source, &n);

    for (guint i = 0; i < n; i++) {
        HexaplaLink *link = &links[i];

        link->forward = weigh(link->prior_forward, link->past_forward,
                              self->sides[HEXAPLA_SOURCE].past.beads[source]);
        link->backward = weigh(link->prior_backward, link->past_backward,
                               self->sides[HEXAPLA_TARGET].past.beads[link->target]);
    }
}

/**
 * hexapla_links_new:
 * @sources: terms of the source
 * @targets: terms of the target; both stay as they are
 * @kins: (transfer full): #HexaplaKin
 * @pasts: (array fixed-size=2): of both sides; takes their arrays over, which may be %NULL
 *
 * Returns: (transfer full): what is known before anything is aligned; free with
 * hexapla_links_free()
 * Since: 0.1
 */
HexaplaLinks *
hexapla_links_new(HexaplaTerms *sources, HexaplaTerms *targets, GArray *kins,
                  const HexaplaPast *pasts)
{
    HexaplaLinks *self = g_new0(HexaplaLinks, 1);
    guint32 n_sources = hexapla_terms_get_size(sources);
    guint kin = 0;

    init_side(&self->sides[HEXAPLA_SOURCE], sources, &pasts[HEXAPLA_SOURCE]);
    init_side(&self->sides[HEXAPLA_TARGET], targets, &pasts[HEXAPLA_TARGET]);
    self->kins = kins;
    g_array_sort(kins, compare_kins);
    self->links = g_array_new(FALSE, TRUE, sizeof(HexaplaLink));
    self->rows = g_new0(guint32, n_sources + 1);
    for (guint i = 0; i < HEXAPLA_N_KINSHIPS; i++)
        self->chances[i] = hexapla_kinship_get_default(i);
    for (guint32 s = 0; s < n_sources; s++) {
        add_kins(self, s, &kin);
        close_row(self, s);
    }
    share_chances(self);
    for (guint32 s = 0; s < n_sources; s++)
        expect_row(self, s);
    settle_coverage(self);
    find_gains(self);
    return self;
}

/**
 * hexapla_links_free:
 * @self: (transfer full) (nullable): links
 *
 * Since: 0.1
 */
void
hexapla_links_free(HexaplaLinks *self)
{
    if (self == NULL)
        return;
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        clear_side(&self->sides[side]);
    g_array_unref(self->kins);
    g_array_unref(self->links);
    g_free(self->rows);
    g_free(self);
}

/* Terms of a bead, each once. */
typedef struct {
    guint32 *terms;
    guint n;
} Words;

/* Beads to learn from, with the terms of both sides. */
typedef struct {
    GArray *terms[HEXAPLA_N_SIDES];
    GArray *starts[HEXAPLA_N_SIDES];
    GArray *weights;
} Lessons;

static Words
get_words(const Lessons *self, guint side, guint lesson)
{
    guint32 *starts = &g_array_index(self->starts[side], guint32, lesson);

    return (Words){&g_array_index(self->terms[side], guint32, starts[0]), starts[1] - starts[0]};
}

static void
add_words(Lessons *self, guint side, const HexaplaSide *text, guint first, guint n_sentences,
          guint32 *seen)
{
    guint32 end;

    for (guint i = first; i < first + n_sentences; i++) {
        const HexaplaSentence *sentence = hexapla_side_get(text, i);
        const guint32 *terms = hexapla_side_get_terms(text, sentence);

        for (guint j = 0; j < sentence->n_terms; j++) {
            if (seen[terms[j]] == self->weights->len)
                continue;
            seen[terms[j]] = self->weights->len;
            g_array_append_val(self->terms[side], terms[j]);
        }
    }
    end = self->terms[side]->len;
    g_array_append_val(self->starts[side], end);
}

static void
init_lessons(Lessons *self, HexaplaLinks *links, const HexaplaBitext *const *bitexts, guint n)
{
    guint32 *seen[HEXAPLA_N_SIDES];
    const guint32 zero = 0;

    self->weights = g_array_new(FALSE, FALSE, sizeof(float));
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        self->terms[side] = g_array_new(FALSE, FALSE, sizeof(guint32));
        self->starts[side] = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_array_append_val(self->starts[side], zero);
        seen[side] = g_new0(guint32, hexapla_terms_get_size(links->sides[side].terms));
    }
    for (guint i = 0; i < n; i++) {
        for (guint j = 0; j < bitexts[i]->beads->len; j++) {
            const HexaplaBead *bead = &g_array_index(bitexts[i]->beads, HexaplaBead, j);

            if (bead->n_source == 0 || bead->n_target == 0 || bead->confidence < MIN_CONFIDENCE)
                continue;
            g_array_append_val(self->weights, bead->confidence);
            add_words(self, 0, &bitexts[i]->sides[0], bead->source, bead->n_source, seen[0]);
            add_words(self, 1, &bitexts[i]->sides[1], bead->target, bead->n_target, seen[1]);
        }
    }
    g_free(seen[0]);
    g_free(seen[1]);
}

static void
clear_lessons(Lessons *self)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_array_unref(self->terms[side]);
        g_array_unref(self->starts[side]);
    }
    g_array_unref(self->weights);
}

static void
count_beads(HexaplaLinks *self, const Lessons *lessons)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Side *it = &self->sides[side];

        for (guint term = 0; term < hexapla_terms_get_size(it->terms); term++)
            it->beads[term] = 0;
        for (guint i = 0; i < lessons->weights->len; i++) {
            Words words = get_words(lessons, side, i);

            for (guint j = 0; j < words.n; j++)
                it->beads[words.terms[j]] += g_array_index(lessons->weights, float, i);
        }
    }
}

/* The lessons of each term of the source. */
static guint32 *
index_lessons(const HexaplaLinks *self, const Lessons *lessons, guint32 **starts)
{
    guint32 n_terms = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);
    GArray *terms = lessons->terms[HEXAPLA_SOURCE];
    guint32 *index = g_new(guint32, terms->len + 1);

    *starts = g_new0(guint32, n_terms + 2);
    for (guint i = 0; i < terms->len; i++)
        (*starts)[g_array_index(terms, guint32, i) + 2]++;
    for (guint32 i = 2; i < n_terms + 2; i++)
        (*starts)[i] += (*starts)[i - 1];
    for (guint i = 0; i < lessons->weights->len; i++) {
        Words words = get_words(lessons, HEXAPLA_SOURCE, i);

        for (guint j = 0; j < words.n; j++)
            index[(*starts)[words.terms[j] + 1]++] = i;
    }
    return index;
}

/* Who meets a term of the source. */
typedef struct {
    const Lessons *lessons;
    float *meetings; /* by target */
    GArray *met;     /* of those, what is not 0 */
} Census;

static void
take_census(Census *self, const guint32 *lessons, guint n)
{
    g_array_set_size(self->met, 0);
    for (guint i = 0; i < n; i++) {
        Words words = get_words(self->lessons, HEXAPLA_TARGET, lessons[i]);
        float weight = g_array_index(self->lessons->weights, float, lessons[i]);

        for (guint j = 0; j < words.n; j++) {
            if (self->meetings[words.terms[j]] == 0) {
                Meeting meeting = {.target = words.terms[j]};

                g_array_append_val(self->met, meeting);
            }
            self->meetings[words.terms[j]] += weight;
        }
    }
}

/* Sorts those who met by more than chance to the front, and forgets the rest. */
static void
judge_census(Census *self, const HexaplaLinks *links, guint32 source)
{
    const Side *sides = links->sides;
    float n_lessons = self->lessons->weights->len;
    guint kept = 0;

    for (guint i = 0; i < self->met->len; i++) {
        Meeting *meeting = &g_array_index(self->met, Meeting, i);
        float count = self->meetings[meeting->target];
        float attraction =
            count * n_lessons /
            (sides[HEXAPLA_SOURCE].beads[source] * sides[HEXAPLA_TARGET].beads[meeting->target]);

        self->meetings[meeting->target] = 0;
        if (count < MIN_MEETINGS - 0.5f || attraction < MIN_ATTRACTION)
            continue;
        g_array_index(self->met, Meeting, kept++) =
            (Meeting){meeting->target, count * logf(attraction)};
    }
    g_array_set_size(self->met, kept);
    g_array_sort(self->met, compare_meetings);
    g_array_set_size(self->met, MIN(kept, MAX_LEARNED));
}

static void
add_meetings(HexaplaLinks *self, const Census *census)
{
    for (guint i = 0; i < census->met->len; i++) {
        HexaplaLink link = {.target = g_array_index(census->met, Meeting, i).target,
                            .kinship = HEXAPLA_KIN_LEARNED};

        g_array_append_val(self->links, link);
    }
}

/* What may be linked now: by kinship, or because it met in the lessons. */
static void
find_links(HexaplaLinks *self, const Lessons *lessons)
{
    guint32 n_sources = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);
    guint32 n_targets = hexapla_terms_get_size(self->sides[HEXAPLA_TARGET].terms);
    g_autofree guint32 *starts = NULL;
    g_autofree guint32 *index = index_lessons(self, lessons, &starts);
    g_autofree float *meetings = g_new0(float, n_targets);
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(Meeting));
    Census census = {lessons, meetings, met};
    guint kin = 0;

    g_array_set_size(self->links, 0);
    for (guint32 s = 0; s < n_sources; s++) {
        guint n = starts[s + 1] - starts[s];

        add_kins(self, s, &kin);
        if (n >= MIN_MEETINGS && !self->keeps_known) {
            take_census(&census, index + starts[s], n);
            judge_census(&census, self, s);
            add_meetings(self, &census);
        }
        close_row(self, s);
    }
}

/* A link between two words of a lesson. */
typedef struct {
    HexaplaLink *link;
    guint source;
    guint target;
} Tie;

/* The terms of one lesson: how well each is explained. */
typedef struct {
    guint32 *places; /* by target: where it stands in the lesson, + 1 */
    GArray *ties;
    GArray *sums[HEXAPLA_N_SIDES]; /* zeroed when they grow */
} Desk;

static void
find_ties(Desk *desk, const HexaplaLinks *links, const Words *words)
{
    float *sums[HEXAPLA_N_SIDES];

    g_array_set_size(desk->ties, 0);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_array_set_size(desk->sums[side], 0);
        g_array_set_size(desk->sums[side], words[side].n);
        sums[side] = (float *)desk->sums[side]->data;
    }
    for (guint i = 0; i < words[HEXAPLA_TARGET].n; i++)
        desk->places[words[HEXAPLA_TARGET].terms[i]] = i + 1;
    for (guint i = 0; i < words[HEXAPLA_SOURCE].n; i++) {
        guint n;
        HexaplaLink *row = get_links(links, words[HEXAPLA_SOURCE].terms[i], &n);

        for (guint j = 0; j < n; j++) {
            guint place = desk->places[row[j].target];
            Tie tie = {&row[j], i, place - 1};

            if (place == 0)
                continue;
            g_array_append_val(desk->ties, tie);
            sums[HEXAPLA_SOURCE][i] += row[j].backward;
            sums[HEXAPLA_TARGET][place - 1] += row[j].forward;
        }
    }
    for (guint i = 0; i < words[HEXAPLA_TARGET].n; i++)
        desk->places[words[HEXAPLA_TARGET].terms[i]] = 0;
}

/* The share of a term that its partners explain, by what they add up to. */
static float
explain(const Side *side, guint32 term, float sum, guint n_partners)
{
    float coverage = MAX(side->coverage[term], 0.05f);
    float explained = coverage * sum / n_partners;

    return explained / (explained + (1 - coverage) * side->frequency[term]);
}

static void
study(Desk *desk, HexaplaLinks *links, const Words *words, float weight)
{
    find_ties(desk, links, words);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Side *it = &links->sides[side];
        float *sums = (float *)desk->sums[side]->data;

        for (guint i = 0; i < words[side].n; i++) {
            float share;

            if (sums[i] == 0)
                continue;
            share = weight * explain(it, words[side].terms[i], sums[i], words[!side].n);
            it->explained[words[side].terms[i]] += share;
            sums[i] = share / sums[i];
        }
    }
    for (guint i = 0; i < desk->ties->len; i++) {
        const Tie *tie = &g_array_index(desk->ties, Tie, i);

        /* The sums of the round that is going on are kept where the gains will stand. */
        tie->link->gain_forward +=
            tie->link->forward * g_array_index(desk->sums[HEXAPLA_TARGET], float, tie->target);
        tie->link->gain_backward +=
            tie->link->backward * g_array_index(desk->sums[HEXAPLA_SOURCE], float, tie->source);
    }
}

static float
settle(float sum, float prior, float beads, float past, float past_beads)
{
    float count = sum + WORTH_OF_KINSHIP * prior + past * past_beads;

    /* What was learned before was discounted then. */
    if (past == 0)
        count -= DISCOUNT * (1 - MIN(1, 2 * prior));
    return MAX(count, 0) / (beads + WORTH_OF_KINSHIP + past_beads);
}

static void
settle_links(HexaplaLinks *self)
{
    const Side *source = &self->sides[HEXAPLA_SOURCE], *target = &self->sides[HEXAPLA_TARGET];
    guint32 n_sources = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);

    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        HexaplaLink *links = get_links(self, s, &n);

        for (guint i = 0; i < n; i++) {
            HexaplaLink *link = &links[i];

            link->forward = settle(link->gain_forward, link->prior_forward, source->beads[s],
                                   link->past_forward, source->past.beads[s]);
            link->backward =
                settle(link->gain_backward, link->prior_backward, target->beads[link->target],
                       link->past_backward, target->past.beads[link->target]);
            link->gain_forward = link->gain_backward = 0;
        }
    }
}

/* Before the first round a pair that met is as good as its share of what the term met. */
static void
guess(HexaplaLinks *self)
{
    guint32 n_sources = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);

    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        HexaplaLink *links = get_links(self, s, &n);

        for (guint i = 0; i < n; i++) {
            links[i].forward = MAX(links[i].prior_forward, MAX(links[i].past_forward, 0.1f));
            links[i].backward = MAX(links[i].prior_backward, MAX(links[i].past_backward, 0.1f));
        }
    }
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Side *it = &self->sides[side];

        for (guint32 i = 0; i < hexapla_terms_get_size(it->terms); i++)
            it->coverage[i] = 0.5f;
    }
}

/* How often words of each kinship stand in one bead. */
static void
learn_chances(HexaplaLinks *self, const Lessons *lessons, Desk *desk)
{
    double met[HEXAPLA_N_KINSHIPS], may[HEXAPLA_N_KINSHIPS];
    guint32 n_sources = hexapla_terms_get_size(self->sides[HEXAPLA_SOURCE].terms);

    for (guint i = 0; i < HEXAPLA_N_KINSHIPS; i++) {
        met[i] = WORTH_OF_DEFAULT * hexapla_kinship_get_default(i);
        may[i] = WORTH_OF_DEFAULT;
    }
    for (guint32 s = 0; s < n_sources; s++) {
        guint n;
        const HexaplaLink *links = get_links(self, s, &n);

        for (guint i = 0; i < n; i++)
            may[links[i].kinship] += MIN(self->sides[HEXAPLA_SOURCE].beads[s],
                                         self->sides[HEXAPLA_TARGET].beads[links[i].target]);
    }
    for (guint i = 0; i < lessons->weights->len; i++) {
        Words words[] = {get_words(lessons, 0, i), get_words(lessons, 1, i)};

        find_ties(desk, self, words);
        for (guint j = 0; j < desk->ties->len; j++)
            met[g_array_index(desk->ties, Tie, j).link->kinship] +=
                g_array_index(lessons->weights, float, i);
    }
    for (guint i = HEXAPLA_KIN_LEARNED + 1; i < HEXAPLA_N_KINSHIPS; i++)
        self->chances[i] = MIN(met[i] / may[i], 0.95);
}

/**
 * hexapla_links_keep_known:
 * @self: links
 *
 * Learns from now on what the known links are worth, and no others.
 *
 * Since: 0.1
 */
void
hexapla_links_keep_known(HexaplaLinks *self)
{
    self->keeps_known = TRUE;
}

/**
 * hexapla_links_learn:
 * @self: links
 * @bitexts: (array length=n): documents that are aligned
 * @n: how many
 *
 * Learns anew, from all documents, what each kind of kinship is worth and which words translate
 * each other.
 *
 * Since: 0.1
 */
void
hexapla_links_learn(HexaplaLinks *self, const HexaplaBitext *const *bitexts, guint n)
{
    g_autofree guint32 *places =
        g_new0(guint32, (gsize)hexapla_terms_get_size(self->sides[HEXAPLA_TARGET].terms) + 1);
    g_autoptr(GArray) ties = g_array_new(FALSE, FALSE, sizeof(Tie));
    g_autoptr(GArray) source_sums = g_array_new(FALSE, TRUE, sizeof(float));
    g_autoptr(GArray) target_sums = g_array_new(FALSE, TRUE, sizeof(float));
    Desk desk = {places, ties, {source_sums, target_sums}};
    Lessons lessons;

    init_lessons(&lessons, self, bitexts, n);
    count_beads(self, &lessons);
    learn_chances(self, &lessons, &desk);
    find_links(self, &lessons);
    share_chances(self);
    guess(self);
    for (guint round = 0; round < N_ROUNDS; round++) {
        for (guint i = 0; i < lessons.weights->len; i++) {
            Words words[] = {get_words(&lessons, 0, i), get_words(&lessons, 1, i)};

            study(&desk, self, words, g_array_index(lessons.weights, float, i));
        }
        settle_links(self);
        settle_coverage(self);
    }
    find_gains(self);
    clear_lessons(&lessons);
}

/**
 * hexapla_links_get:
 * @self: links
 * @source: a term of the source
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): its links; until something is learned
 * Since: 0.1
 */
const HexaplaLink *
hexapla_links_get(const HexaplaLinks *self, guint32 source, guint *n)
{
    return get_links(self, source, n);
}

/**
 * hexapla_links_get_frequency:
 * @self: links
 * @target: a term of the target
 *
 * Returns: its share of all words
 * Since: 0.1
 */
float
hexapla_links_get_frequency(const HexaplaLinks *self, guint32 target)
{
    return self->sides[HEXAPLA_TARGET].frequency[target];
}

/**
 * hexapla_links_get_past:
 * @self: links
 * @side: which language
 * @term: one of its terms
 * @coverage: (out): share of the beads in which it had a translation
 *
 * Returns: how many beads have it in all texts so far
 * Since: 0.1
 */
float
hexapla_links_get_past(const HexaplaLinks *self, guint side, guint32 term, float *coverage)
{
    const Side *it = &self->sides[side];

    *coverage = it->coverage[term];
    return it->beads[term] + it->past.beads[term];
}

/**
 * hexapla_links_get_absence:
 * @self: links
 * @side: which language
 * @term: one of its terms
 *
 * Returns: logarithm of how much less likely a bead is when nothing in it translates the term
 * Since: 0.1
 */
float
hexapla_links_get_absence(const HexaplaLinks *self, guint side, guint32 term)
{
    return self->sides[side].absence[term];
}

/**
 * hexapla_links_get_n_targets:
 * @self: links
 *
 * Returns: how many terms the target has
 * Since: 0.1
 */
guint32
hexapla_links_get_n_targets(const HexaplaLinks *self)
{
    return hexapla_terms_get_size(self->sides[HEXAPLA_TARGET].terms);
}
