/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Articles that nobody has paired, by what they have in common: names, numbers, dates and other words whose
 * translations are known before anything is aligned. What few articles have tells most. */

#include "align/couples.h"

#include <math.h>
#include <string.h>

/* Articles with a term beyond which it tells nothing. */
#define MAX_ARTICLES_OF_TERM 500

/* Articles of the target that one of the source is compared with in the end. */
#define MAX_RIVALS 8

/* What two articles have in common by chance, as a share of what they could. */
#define CHANCE 0.03f

/* Couples below this are left out. */
#define MIN_LIKENESS 0.05f

/* The numbers of the articles with each term, and the other way round. */
typedef struct {
    guint n_articles;
    GArray **articles; /* by term */
    GArray **terms;    /* by article, each once */
    float *worth;      /* by term */
    float *sums;       /* by article: worth of its terms that have kin */
    guint32 n_terms;
} Index;

typedef struct {
    guint32 source;
    guint32 target;
    float likeness;
} Candidate;

static GArray **
new_arrays(guint n)
{
    GArray **arrays = g_new(GArray *, n);

    for (guint i = 0; i < n; i++)
        arrays[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
    return arrays;
}

static void
free_arrays(GArray **arrays, guint n)
{
    for (guint i = 0; i < n; i++)
        g_array_unref(arrays[i]);
    g_free(arrays);
}

static void
add_article(Index *self, guint32 article, const HexaplaSide *side)
{
    const guint32 *terms = (const guint32 *)side->terms->data;

    for (guint i = 0; i < side->terms->len; i++) {
        GArray *articles = self->articles[terms[i]];

        if (articles->len > 0 && g_array_index(articles, guint32, articles->len - 1) == article)
            continue;
        g_array_append_val(articles, article);
        g_array_append_val(self->terms[article], terms[i]);
    }
}

static void
init_index(Index *self, const GPtrArray *sides, HexaplaTerms *terms, const gboolean *is_taken)
{
    guint n_free = 0;

    self->n_articles = sides->len;
    self->n_terms = hexapla_terms_get_size(terms);
    self->articles = new_arrays(self->n_terms);
    self->terms = new_arrays(self->n_articles);
    self->worth = g_new0(float, self->n_terms);
    self->sums = g_new0(float, self->n_articles);
    for (guint i = 0; i < self->n_articles; i++) {
        n_free += !is_taken[i];
        if (!is_taken[i])
            add_article(self, i, sides->pdata[i]);
    }
    for (guint32 i = 0; i < self->n_terms; i++) {
        if (self->articles[i]->len > 0)
            self->worth[i] = logf((n_free + 1.0f) / self->articles[i]->len);
    }
}

static void
clear_index(Index *self)
{
    free_arrays(self->articles, self->n_terms);
    free_arrays(self->terms, self->n_articles);
    g_free(self->worth);
    g_free(self->sums);
}

static int
compare_kins(const void *a, const void *b)
{
    const HexaplaKin *x = a, *y = b;

    return x->source < y->source ? -1 : x->source > y->source;
}

/* Many words look a little alike: the square keeps them from outweighing the few that are sure. */
static float
judge_kin(const HexaplaKin *kin)
{
    float chance = kin->kinship == HEXAPLA_KIN_LEARNED ? MIN(kin->past_forward, kin->past_backward)
                                                       : hexapla_kinship_get_default(kin->kinship);

    return chance * chance;
}

/* What an article could have in common with another one: the terms of it that stand in the other language. */
static void
sum_worth(Index *source, Index *target, const GArray *kins)
{
    g_autofree gboolean *source_has_kin = g_new0(gboolean, source->n_terms);
    g_autofree gboolean *target_has_kin = g_new0(gboolean, target->n_terms);
    gboolean *has_kin[] = {source_has_kin, target_has_kin};
    Index *indexes[] = {source, target};

    for (guint i = 0; i < kins->len; i++) {
        const HexaplaKin *kin = &g_array_index(kins, HexaplaKin, i);

        has_kin[HEXAPLA_SOURCE][kin->source] = has_kin[HEXAPLA_TARGET][kin->target] = TRUE;
    }
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        Index *it = indexes[side];

        for (guint i = 0; i < it->n_articles; i++) {
            for (guint j = 0; j < it->terms[i]->len; j++) {
                guint32 term = g_array_index(it->terms[i], guint32, j);

                it->sums[i] += has_kin[side][term] ? it->worth[term] : 0;
            }
        }
    }
}

/* The articles that one is compared with. */
typedef struct {
    float *common; /* by article of the target */
    GArray *met;
} Table;

static void
meet(Table *table, const Index *target, guint32 term, float worth)
{
    const GArray *articles = target->articles[term];

    if (articles->len > MAX_ARTICLES_OF_TERM)
        return;
    for (guint i = 0; i < articles->len; i++) {
        guint32 article = g_array_index(articles, guint32, i);

        if (table->common[article] == 0)
            g_array_append_val(table->met, article);
        table->common[article] += worth;
    }
}

static int
compare_candidates(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;

    if (x->likeness != y->likeness)
        return x->likeness > y->likeness ? -1 : 1;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return x->target < y->target ? -1 : x->target > y->target;
}

static void
add_best(GArray *candidates, Table *table, const Index *source, const Index *target,
         guint32 article)
{
    guint first = candidates->len;

    for (guint i = 0; i < table->met->len; i++) {
        guint32 other = g_array_index(table->met, guint32, i);
        Candidate candidate = {
            .source = article,
            .target = other,
            .likeness =
                table->common[other] / sqrtf(source->sums[article] * target->sums[other] + 1),
        };

        table->common[other] = 0;
        if (candidate.likeness > MIN_LIKENESS)
            g_array_append_val(candidates, candidate);
    }
    g_array_set_size(table->met, 0);
    if (candidates->len == first)
        return;
    qsort(&g_array_index(candidates, Candidate, first), candidates->len - first, sizeof(Candidate),
          compare_candidates);
    g_array_set_size(candidates, MIN(candidates->len, first + MAX_RIVALS));
}

/* Of all articles of the source, in what they are like those of the target. */
static GArray *
compare_all(const Index *source, const Index *target, const GArray *kins)
{
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autofree guint32 *rows = g_new0(guint32, source->n_terms + 2);
    g_autofree float *common = g_new0(float, target->n_articles + 1);
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(guint32));
    Table table = {common, met};

    for (guint i = 0; i < kins->len; i++)
        rows[g_array_index(kins, HexaplaKin, i).source + 1]++;
    for (guint32 i = 0; i < source->n_terms; i++)
        rows[i + 1] += rows[i];
    for (guint32 article = 0; article < source->n_articles; article++) {
        for (guint i = 0; i < source->terms[article]->len; i++) {
            guint32 term = g_array_index(source->terms[article], guint32, i);

            for (guint32 row = rows[term]; row < rows[term + 1]; row++) {
                const HexaplaKin *kin = &g_array_index(kins, HexaplaKin, row);

                meet(&table, target, kin->target,
                     judge_kin(kin) * MIN(source->worth[term], target->worth[kin->target]));
            }
        }
        add_best(candidates, &table, source, target, article);
    }
    return candidates;
}

/* The best rival of either article of each candidate, which are sorted. */
static void
note_rivals(const GArray *candidates, float *firsts[HEXAPLA_N_SIDES],
            float *seconds[HEXAPLA_N_SIDES])
{
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        const guint32 articles[] = {candidate->source, candidate->target};

        for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
            guint32 article = articles[side];

            if (firsts[side][article] == 0)
                firsts[side][article] = candidate->likeness;
            else if (seconds[side][article] == 0)
                seconds[side][article] = candidate->likeness;
        }
    }
}

static float
find_score(const Candidate *candidate, float *firsts[HEXAPLA_N_SIDES],
           float *seconds[HEXAPLA_N_SIDES])
{
    const guint32 articles[] = {candidate->source, candidate->target};
    float rival = 0;

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        gboolean is_first = firsts[side][articles[side]] == candidate->likeness;

        rival = MAX(rival, is_first ? seconds[side][articles[side]] : firsts[side][articles[side]]);
    }
    return candidate->likeness / (candidate->likeness + rival + CHANCE);
}

/* One to one, the most like first. */
static GArray *
choose(const GArray *candidates, guint n_sources, guint n_targets)
{
    GArray *couples = g_array_new(FALSE, FALSE, sizeof(HexaplaCouple));
    g_autofree gboolean *has_source = g_new0(gboolean, n_sources + 1);
    g_autofree gboolean *has_target = g_new0(gboolean, n_targets + 1);
    g_autofree float *numbers = g_new0(float, 2 * ((gsize)n_sources + n_targets) + 1);
    float *firsts[] = {numbers, numbers + n_sources};
    float *seconds[] = {firsts[1] + n_targets, firsts[1] + n_targets + n_sources};

    note_rivals(candidates, firsts, seconds);
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        HexaplaCouple couple = {.source = candidate->source, .target = candidate->target};

        if (has_source[couple.source] || has_target[couple.target])
            continue;
        has_source[couple.source] = has_target[couple.target] = TRUE;
        couple.score = find_score(candidate, firsts, seconds);
        g_array_append_val(couples, couple);
    }
    return couples;
}

/**
 * hexapla_couples_find:
 * @sources: #HexaplaSide of articles
 * @targets: those of the other language
 * @terms: (array fixed-size=2): their words
 * @kins: #HexaplaKin: those that may translate each other
 * @is_taken: (array fixed-size=2): of both languages, which articles have been paired already
 *
 * Returns: (transfer full): #HexaplaCouple, the surest first; free with g_array_unref()
 * Since: 0.1
 */
GArray *
hexapla_couples_find(const GPtrArray *sources, const GPtrArray *targets, HexaplaTerms *const *terms,
                     const GArray *kins, const gboolean *const *is_taken)
{
    g_autoptr(GArray) sorted = g_array_copy((GArray *)kins);
    g_autoptr(GArray) candidates = NULL;
    Index source, target;
    GArray *couples;

    g_array_sort(sorted, compare_kins);
    init_index(&source, sources, terms[HEXAPLA_SOURCE], is_taken[HEXAPLA_SOURCE]);
    init_index(&target, targets, terms[HEXAPLA_TARGET], is_taken[HEXAPLA_TARGET]);
    sum_worth(&source, &target, sorted);
    candidates = compare_all(&source, &target, sorted);
    g_array_sort(candidates, compare_candidates);
    couples = choose(candidates, source.n_articles, target.n_articles);
    clear_index(&source);
    clear_index(&target);
    return couples;
}
