/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/comparison.h"

#include <string.h>

#include "base/text.h"

/* Characters of a sentence that are shown on each side of a break. */
#define CONTEXT 40

typedef struct {
    const HexaplaSnapshot *snapshot;
    const HexaplaSnapshotSentence *sentences; /* of the article at hand */
    guint n;
} Side;

typedef struct {
    Side before;
    Side after;
    HexaplaDifferenceFunc func;
    gpointer user_data;
} Comparison;

/**
 * hexapla_cause_get_tag:
 * @cause: a cause
 *
 * Returns: (transfer none): its name in files
 * Since: 0.1
 */
const char *
hexapla_cause_get_tag(HexaplaCause cause)
{
    static const char *const tags[HEXAPLA_N_CAUSES] = {"source", "rule", "junk", "name"};

    return tags[cause];
}

static void
report(const Comparison *self, HexaplaCause cause, const char *detail,
       const HexaplaSnapshotSentence *place, const char *before, const char *after)
{
    const HexaplaDifference difference = {cause, detail, place->doc, place->id, before, after};

    self->func(&difference, self->user_data);
}

/* --- the same sentence --- */

static void
compare_names(const Comparison *self, const HexaplaSnapshotSentence *a,
              const HexaplaSnapshotSentence *b)
{
    const HexaplaSnapshotName *old = hexapla_snapshot_get_names(self->before.snapshot, a);
    const HexaplaSnapshotName *new = hexapla_snapshot_get_names(self->after.snapshot, b);
    gboolean is_told = FALSE;

    for (guint i = 0; a->n_names == b->n_names && i < a->n_names; i++) {
        gboolean is_same = strcmp(old[i].canonical, new[i].canonical) == 0;
        g_autofree char *detail = NULL;

        if (strcmp(old[i].text, new[i].text) != 0 ||
            (is_same && strcmp(old[i].form, new[i].form) == 0))
            continue;
        is_told = TRUE;
        if (is_same)
            detail = g_strdup_printf("%s: form “%s” → “%s”", old[i].text, old[i].form, new[i].form);
        else
            detail =
                g_strdup_printf("%s: “%s” → “%s”", old[i].text, old[i].canonical, new[i].canonical);
        report(self, HEXAPLA_CAUSE_NAME, detail, a, a->text, b->text);
    }
    if (!is_told && strcmp(a->text, b->text) != 0)
        report(self, HEXAPLA_CAUSE_NAME, "other names are found", a, a->text, b->text);
}

static const char *
or_none(const char *tag)
{
    return *tag != '\0' ? tag : "none";
}

static void
compare_same(const Comparison *self, const HexaplaSnapshotSentence *a,
             const HexaplaSnapshotSentence *b)
{
    if (strcmp(a->junk, b->junk) != 0) {
        g_autofree char *detail = g_strdup_printf("%s → %s", or_none(a->junk), or_none(b->junk));

        report(self, HEXAPLA_CAUSE_JUNK, detail, a, a->text, b->text);
    }
    if (strcmp(a->rule, b->rule) != 0) {
        g_autofree char *detail = g_strdup_printf("%s → %s, the same end", a->rule, b->rule);

        report(self, HEXAPLA_CAUSE_RULE, detail, a, a->text, b->text);
    }
    compare_names(self, a, b);
}

/* --- stretches without a common sentence --- */

/* How far two texts are the same, white space apart. Leaves both behind what was compared. */
static gboolean
skip_same(const char **a, const char **b)
{
    for (;;) {
        while (**a != '\0' && hexapla_text_is_space(g_utf8_get_char(*a)))
            *a = g_utf8_next_char(*a);
        while (**b != '\0' && hexapla_text_is_space(g_utf8_get_char(*b)))
            *b = g_utf8_next_char(*b);
        if (**a == '\0' || **b == '\0')
            return TRUE;
        if (**a != **b)
            return FALSE;
        (*a)++;
        (*b)++;
    }
}

/* The sentences from there on that hold the same text, split in another way. */
static gboolean
match_text(const Side *before, const Side *after, guint i, guint j, guint end_i, guint end_j,
           guint *n_i, guint *n_j)
{
    const char *a = before->sentences[i].original, *b = after->sentences[j].original;

    *n_i = *n_j = 1;
    for (;;) {
        if (!skip_same(&a, &b))
            return FALSE;
        if (*a == '\0' && *b == '\0')
            return TRUE;
        if (*a == '\0') {
            if (i + *n_i == end_i)
                return FALSE;
            a = before->sentences[i + (*n_i)++].original;
        } else {
            if (j + *n_j == end_j)
                return FALSE;
            b = after->sentences[j + (*n_j)++].original;
        }
    }
}

static const char *
find_tail(const char *text)
{
    glong n = g_utf8_strlen(text, -1);

    return n > CONTEXT ? g_utf8_offset_to_pointer(text, n - CONTEXT) : text;
}

/* Two sentences that the other side has as one. */
static void
report_break(const Comparison *self, const HexaplaSnapshotSentence *left, gboolean is_new)
{
    g_autofree char *head =
        g_utf8_substring(left[1].original, 0, MIN(CONTEXT, g_utf8_strlen(left[1].original, -1)));
    g_autofree char *split = g_strdup_printf("%s | %s", find_tail(left->original), head);
    g_autofree char *joined = g_strdup_printf("%s %s", find_tail(left->original), head);
    g_autofree char *detail =
        g_strdup_printf(is_new ? "%s: a new break" : "%s: a break is gone", left->rule);

    report(self, HEXAPLA_CAUSE_RULE, detail, left, is_new ? joined : split,
           is_new ? split : joined);
}

static gsize
count_marks(const char *text)
{
    gsize n = 0;

    for (; *text != '\0'; text = g_utf8_next_char(text))
        n += !hexapla_text_is_space(g_utf8_get_char(text));
    return n;
}

/* Breaks of one side where the other one has none. */
static void
report_breaks(const Comparison *self, const HexaplaSnapshotSentence *own, guint n_own,
              const HexaplaSnapshotSentence *others, guint n_others, gboolean is_new)
{
    gsize end = 0, other_end = 0;
    guint j = 0;

    for (guint i = 0; i + 1 < n_own; i++) {
        end += count_marks(own[i].original);
        while (j < n_others && other_end < end)
            other_end += count_marks(others[j++].original);
        if (other_end != end)
            report_break(self, &own[i], is_new);
    }
}

static void
compare_stretch(const Comparison *self, guint i, guint end_i, guint j, guint end_j)
{
    const HexaplaSnapshotSentence *a = self->before.sentences, *b = self->after.sentences;

    while (i < end_i || j < end_j) {
        guint n_i, n_j;

        if (i == end_i) {
            report(self, HEXAPLA_CAUSE_SOURCE, "a new sentence", &b[j], "", b[j].text);
            j++;
        } else if (j == end_j) {
            report(self, HEXAPLA_CAUSE_SOURCE, "a sentence is gone", &a[i], a[i].text, "");
            i++;
        } else if (match_text(&self->before, &self->after, i, j, end_i, end_j, &n_i, &n_j)) {
            report_breaks(self, &a[i], n_i, &b[j], n_j, FALSE);
            report_breaks(self, &b[j], n_j, &a[i], n_i, TRUE);
            i += n_i;
            j += n_j;
        } else {
            report(self, HEXAPLA_CAUSE_SOURCE, "an edited sentence", &a[i], a[i].text, b[j].text);
            i++;
            j++;
        }
    }
}

/* --- articles --- */

/* For each old sentence the new one with its id, or -1: the longest sequence that keeps its order. */
static int *
join_sentences(const Comparison *self)
{
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    guint n = self->before.n, n_tails = 0;
    int *joined = g_new(int, n + 1);
    g_autofree int *tails = g_new(int, n + 1);
    g_autofree int *previous = g_new(int, n + 1);

    for (guint j = 0; j < self->after.n; j++)
        g_hash_table_insert(places, (gpointer)self->after.sentences[j].id, GUINT_TO_POINTER(j + 1));
    for (guint i = 0; i < n; i++) {
        guint low = 0, high = n_tails;

        joined[i] = GPOINTER_TO_INT(g_hash_table_lookup(places, self->before.sentences[i].id)) - 1;
        if (joined[i] < 0)
            continue;
        while (low < high) {
            guint middle = low + (high - low) / 2;

            if (joined[tails[middle]] < joined[i])
                low = middle + 1;
            else
                high = middle;
        }
        previous[i] = low > 0 ? tails[low - 1] : -1;
        tails[low] = i;
        n_tails = MAX(n_tails, low + 1);
    }
    for (int i = (int)n - 1, kept = n_tails > 0 ? tails[n_tails - 1] : -1; i >= 0; i--) {
        if (i == kept)
            kept = previous[i];
        else
            joined[i] = -1;
    }
    return joined;
}

static void
compare_article(const Comparison *self)
{
    g_autofree int *joined = join_sentences(self);
    guint i = 0, j = 0;

    for (guint next = 0; next < self->before.n; next++) {
        if (joined[next] < 0)
            continue;
        compare_stretch(self, i, next, j, joined[next]);
        compare_same(self, &self->before.sentences[next], &self->after.sentences[joined[next]]);
        i = next + 1;
        j = joined[next] + 1;
    }
    compare_stretch(self, i, self->before.n, j, self->after.n);
}

/* The articles of a run, by their ids. */
static GHashTable *
find_articles(const HexaplaSnapshot *snapshot)
{
    GHashTable *articles = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    guint n;
    const HexaplaSnapshotSentence *sentences = hexapla_snapshot_get_sentences(snapshot, &n);

    for (guint i = 0, start = 0; i < n; i++) {
        if (i + 1 < n && strcmp(sentences[i + 1].doc, sentences[start].doc) == 0)
            continue;
        if (!g_hash_table_contains(articles, sentences[start].doc)) {
            const Side side = {snapshot, &sentences[start], i + 1 - start};

            g_hash_table_insert(articles, (gpointer)sentences[start].doc,
                                g_memdup2(&side, sizeof side));
        }
        start = i + 1;
    }
    return articles;
}

static const HexaplaSnapshotSentence *
next_article(const HexaplaSnapshotSentence *sentence, const HexaplaSnapshotSentence *end)
{
    const char *doc = sentence->doc;

    while (sentence < end && strcmp(sentence->doc, doc) == 0)
        sentence++;
    return sentence;
}

/**
 * hexapla_snapshot_compare:
 * @before: an export
 * @after: another one of the same articles, perhaps edited, by other rules or with another ledger
 * @func: takes each difference, in the order of @before
 * @user_data: for @func
 *
 * Sentences are joined by their ids, which are made of what the author wrote.
 *
 * Since: 0.1
 */
void
hexapla_snapshot_compare(const HexaplaSnapshot *before, const HexaplaSnapshot *after,
                         HexaplaDifferenceFunc func, gpointer user_data)
{
    g_autoptr(GHashTable) old = find_articles(before);
    g_autoptr(GHashTable) new = find_articles(after);
    Comparison self = {.func = func, .user_data = user_data};
    guint n;
    const HexaplaSnapshotSentence *sentence = hexapla_snapshot_get_sentences(before, &n);

    for (const HexaplaSnapshotSentence *end = sentence + n; sentence < end;
         sentence = next_article(sentence, end)) {
        const Side *side = g_hash_table_lookup(new, sentence->doc);

        self.before = *(const Side *)g_hash_table_lookup(old, sentence->doc);
        self.after = side != NULL ? *side : (Side){after, NULL, 0};
        compare_article(&self);
    }
    sentence = hexapla_snapshot_get_sentences(after, &n);
    for (const HexaplaSnapshotSentence *end = sentence + n; sentence < end;
         sentence = next_article(sentence, end)) {
        if (g_hash_table_contains(old, sentence->doc))
            continue;
        self.before = (Side){before, NULL, 0};
        self.after = *(const Side *)g_hash_table_lookup(new, sentence->doc);
        compare_article(&self);
    }
}
