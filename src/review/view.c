/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/view-private.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"

/* What a state filter asks of the facts: all of some, none of others. */
typedef struct {
    guint all;
    guint none;
    gboolean is_low;
    guint any; /* of these, unless there are none */
} Test;

/* Below this confidence a pair deserves a look. */
#define LOW_SCORE 60

/* Facts that a sentence can have together, and whether its score is low. */
#define N_KINDS (HEXAPLA_FACT_LAST << 2)

static const char *const names[] = {
    "all", "open", "accepted", "rejected", "flagged", "commented", "edited",
    "cut", "junk", "renamed",  "named",    "missing", "low",       "disputed",
};

/* Junk is open no more than it is text. */
static const Test tests[] = {
    {0, 0, FALSE},
    {0, HEXAPLA_FACT_ACCEPTED | HEXAPLA_FACT_REJECTED, FALSE},
    {HEXAPLA_FACT_ACCEPTED, 0, FALSE},
    {HEXAPLA_FACT_REJECTED, 0, FALSE},
    {HEXAPLA_FACT_FLAGGED, 0, FALSE},
    {HEXAPLA_FACT_COMMENTED, 0, FALSE},
    {HEXAPLA_FACT_EDITED, 0, FALSE},
    {0, 0, FALSE, HEXAPLA_FACT_CUT | HEXAPLA_FACT_JOINED},
    {HEXAPLA_FACT_JUNK, 0, FALSE},
    {HEXAPLA_FACT_RENAMED, 0, FALSE},
    {HEXAPLA_FACT_NAMED, 0, FALSE},
    {0, HEXAPLA_FACT_TARGET | HEXAPLA_FACT_EDITED, FALSE},
    {0, 0, TRUE},
    {HEXAPLA_FACT_DISPUTED, 0, FALSE},
};
G_STATIC_ASSERT(G_N_ELEMENTS(names) == G_N_ELEMENTS(tests));

typedef struct {
    guint first;
    gboolean is_wanted;
} Range;

struct _HexaplaView {
    HexaplaStore *store;
    HexaplaBook *corpus;
    const Test *test;
    guint rule;     /* HEXAPLA_N_RULES: any */
    GString *words; /* folded; NULL: any */
    GArray *ranges; /* of documents; NULL: any */
    guint range;
    GArray *named; /* numbers with the name; NULL: any */
    guint next_named;
    HexaplaQuery *texts; /* from the next sentence on */
    GString *folded;
    guint next; /* number of the next sentence to look at */
    GArray *numbers;
};

/**
 * hexapla_view_filters:
 * @n: (out): how many
 *
 * Returns: (array length=n): filters by state
 * Since: 0.1
 */
const char *const *
hexapla_view_filters(guint *n)
{
    *n = G_N_ELEMENTS(names);
    return names;
}

static gboolean
passes(const Test *test, const HexaplaFacts *facts)
{
    gboolean is_junk =
        (facts->bits & (HEXAPLA_FACT_JUNK | HEXAPLA_FACT_RESTORED)) == HEXAPLA_FACT_JUNK;

    return (test->any == 0 || (facts->bits & test->any) != 0) &&
           (facts->bits & test->all) == test->all && (facts->bits & test->none) == 0 &&
           (test->none == 0 || !is_junk) && (!test->is_low || facts->score < LOW_SCORE);
}

/**
 * hexapla_view_count:
 * @corpus: a corpus
 * @counts: (out): how many sentences each filter leaves
 *
 * Since: 0.1
 */
void
hexapla_view_count(HexaplaBook *corpus, guint *counts)
{
    const HexaplaFacts *facts = hexapla_book_get_facts(corpus);
    guint n = hexapla_book_get_n(corpus);
    g_autofree guint *kinds = g_new0(guint, N_KINDS);

    for (guint i = 0; i < n; i++)
        kinds[facts[i].bits | (facts[i].score < LOW_SCORE ? HEXAPLA_FACT_LAST << 1 : 0)]++;
    memset(counts, 0, G_N_ELEMENTS(tests) * sizeof *counts);
    for (guint kind = 0; kind < N_KINDS; kind++) {
        const HexaplaFacts some = {
            .bits = kind & ((HEXAPLA_FACT_LAST << 1) - 1),
            .score = kind > (HEXAPLA_FACT_LAST << 1) - 1 ? 0 : LOW_SCORE,
        };

        for (guint j = 0; kinds[kind] > 0 && j < G_N_ELEMENTS(tests); j++)
            counts[j] += passes(&tests[j], &some) ? kinds[kind] : 0;
    }
}

/* --- text --- */

static gboolean
is_apostrophe(gunichar c)
{
    return c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2BE || c == 0x2BF || c == '`';
}

static void
fold_character(GString *out, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));

    for (gsize i = 0; i < n; i++) {
        if (!g_unichar_ismark(parts[i]))
            g_string_append_unichar(out,
                                    is_apostrophe(parts[i]) ? '\'' : g_unichar_tolower(parts[i]));
    }
}

/* Marks and capitals make no difference, as in the page. */
static void
fold(GString *out, const char *text, gsize n)
{
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        if ((guchar)*p < 0x80)
            g_string_append_c(out, *p == '`' ? '\'' : g_ascii_tolower(*p));
        else
            fold_character(out, g_utf8_get_char(p));
    }
}

static void
fold_string(GString *out, HexaplaJsonString *string)
{
    g_autofree char *text = NULL;

    if (!string->has_escapes) {
        fold(out, string->raw, string->n);
        return;
    }
    text = g_malloc(string->n);
    fold(out, text, hexapla_json_decode(string, text, string->n));
}

/* The words of the sentence and of its translation, a line each. */
static void
fold_data(GString *out, const char *data)
{
    HexaplaJson json;
    HexaplaJsonToken token;
    gboolean is_text = FALSE, in_source = FALSE;

    hexapla_json_init(&json, data, strlen(data));
    while ((token = hexapla_json_next(&json)) != HEXAPLA_JSON_END && token != HEXAPLA_JSON_ERROR) {
        if (token == HEXAPLA_JSON_NAME) {
            in_source = in_source || hexapla_json_string_equals(&json.string, "source");
            is_text = hexapla_json_string_equals(&json.string, "text") ||
                      hexapla_json_string_equals(&json.string, "target");
        } else if (token == HEXAPLA_JSON_STRING && (is_text || (in_source && json.depth == 2))) {
            fold_string(out, &json.string);
            is_text = FALSE;
        } else if (token == HEXAPLA_JSON_ARRAY_END && in_source) {
            in_source = FALSE;
            g_string_append_c(out, '\n');
        }
    }
}

static gboolean
fold_edited(HexaplaView *self, guint number, GError **error)
{
    g_autoptr(GString) state = g_string_new(NULL);
    g_autoptr(HexaplaWriter) out = hexapla_writer_new_for_text(state);

    if (!hexapla_store_put_state(self->store, number, out, error) ||
        !hexapla_writer_sync(out, error))
        return FALSE;
    fold_data(self->folded, state->str);
    return TRUE;
}

/* --- choosing --- */

static gboolean
find_ranges(HexaplaView *self, const char *language, GError **error)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(hexapla_book_get_database(self->corpus),
                          "SELECT first, language = ? FROM document ORDER BY id", error);
    gboolean has_row;

    if (query == NULL)
        return FALSE;
    self->ranges = g_array_new(FALSE, FALSE, sizeof(Range));
    hexapla_query_bind_text(query, 1, language);
    while (hexapla_query_next(query, &has_row, error)) {
        Range range;

        if (!has_row)
            return TRUE;
        range = (Range){sqlite3_column_int64(query, 0), sqlite3_column_int(query, 1)};
        g_array_append_val(self->ranges, range);
    }
    return FALSE;
}

static gboolean
find_named(HexaplaView *self, const char *spelling, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(
        hexapla_book_get_database(self->corpus),
        "SELECT DISTINCT number FROM mention JOIN name ON name = id WHERE spelling = ? "
        "ORDER BY number",
        error);
    gboolean has_row;

    if (query == NULL)
        return FALSE;
    self->named = g_array_new(FALSE, FALSE, sizeof(guint));
    hexapla_query_bind_text(query, 1, spelling);
    while (hexapla_query_next(query, &has_row, error)) {
        guint number;

        if (!has_row)
            return TRUE;
        number = sqlite3_column_int64(query, 0);
        g_array_append_val(self->named, number);
    }
    return FALSE;
}

static gboolean
begin_search(HexaplaView *self, const char *words, GError **error)
{
    self->words = g_string_new(NULL);
    self->folded = g_string_new(NULL);
    fold(self->words, words, strlen(words));
    self->texts = hexapla_query_new(hexapla_book_get_database(self->corpus),
                                    "SELECT number, data FROM sentence ORDER BY number", error);
    return self->texts != NULL;
}

static gboolean
set_filter(HexaplaView *self, const HexaplaViewFilter *filter, GError **error)
{
    guint state = 0;

    while (state < G_N_ELEMENTS(names) && strcmp(names[state], filter->state) != 0)
        state++;
    for (self->rule = 0; self->rule < HEXAPLA_N_RULES; self->rule++) {
        if (g_strcmp0(hexapla_rule_get_tag(self->rule), filter->rule) == 0)
            break;
    }
    if (state == G_N_ELEMENTS(names) || (filter->rule != NULL && self->rule == HEXAPLA_N_RULES)) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "there is no such filter");
        return FALSE;
    }
    self->test = &tests[state];
    return (filter->language == NULL || find_ranges(self, filter->language, error)) &&
           (filter->spelling == NULL || find_named(self, filter->spelling, error)) &&
           (filter->words == NULL || begin_search(self, filter->words, error));
}

/**
 * hexapla_view_new:
 * @store: lives longer than the view
 * @filter: which sentences
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT for an unknown filter
 *
 * Returns: (transfer full) (nullable): a view in which no sentence was looked for
 * Since: 0.1
 */
HexaplaView *
hexapla_view_new(HexaplaStore *store, const HexaplaViewFilter *filter, GError **error)
{
    g_autoptr(HexaplaView) self = g_new0(HexaplaView, 1);

    self->store = store;
    self->corpus = hexapla_store_get_corpus(store);
    self->next = 1;
    self->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    return set_filter(self, filter, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_view_free:
 * @self: (transfer full) (nullable): a view
 *
 * Since: 0.1
 */
void
hexapla_view_free(HexaplaView *self)
{
    if (self == NULL)
        return;
    hexapla_query_free(self->texts);
    g_clear_pointer(&self->ranges, g_array_unref);
    g_clear_pointer(&self->named, g_array_unref);
    if (self->words != NULL) {
        g_string_free(self->words, TRUE);
        g_string_free(self->folded, TRUE);
    }
    g_array_unref(self->numbers);
    g_free(self);
}

static gboolean
is_in_range(HexaplaView *self)
{
    if (self->ranges == NULL)
        return TRUE;
    while (self->range + 1 < self->ranges->len &&
           g_array_index(self->ranges, Range, self->range + 1).first <= self->next)
        self->range++;
    return g_array_index(self->ranges, Range, self->range).is_wanted;
}

static gboolean
is_named(HexaplaView *self)
{
    if (self->named == NULL)
        return TRUE;
    while (self->next_named < self->named->len &&
           g_array_index(self->named, guint, self->next_named) < self->next)
        self->next_named++;
    return self->next_named < self->named->len &&
           g_array_index(self->named, guint, self->next_named) == self->next;
}

/* The query stands at the sentence. */
static gboolean
has_words(HexaplaView *self, const HexaplaFacts *facts, gboolean *has, GError **error)
{
    *has = TRUE;
    if (self->words == NULL)
        return TRUE;
    g_string_truncate(self->folded, 0);
    fold_data(self->folded, hexapla_query_get_text(self->texts, 1));
    if ((facts->bits & HEXAPLA_FACT_EDITED) != 0 && !fold_edited(self, self->next, error))
        return FALSE;
    *has = strstr(self->folded->str, self->words->str) != NULL;
    return TRUE;
}

static gboolean
look(HexaplaView *self, GError **error)
{
    const HexaplaFacts *facts = &hexapla_book_get_facts(self->corpus)[self->next - 1];
    gboolean is_chosen = is_in_range(self) && is_named(self) && passes(self->test, facts) &&
                         (self->rule == HEXAPLA_N_RULES || self->rule == facts->rule);
    gboolean has_row;

    if (self->texts != NULL && !hexapla_query_next(self->texts, &has_row, error))
        return FALSE;
    if (is_chosen && !has_words(self, facts, &is_chosen, error))
        return FALSE;
    if (is_chosen)
        g_array_append_val(self->numbers, self->next);
    self->next++;
    return TRUE;
}

/**
 * hexapla_view_go_on:
 * @self: a view
 * @microseconds: how long
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_view_go_on(HexaplaView *self, gint64 microseconds, GError **error)
{
    gint64 end = g_get_monotonic_time() + microseconds;

    while (!hexapla_view_is_done(self)) {
        if (self->next % 64 == 0 && g_get_monotonic_time() > end)
            return TRUE;
        if (!look(self, error))
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_view_is_done:
 * @self: a view
 *
 * Returns: whether all sentences were looked at
 * Since: 0.1
 */
gboolean
hexapla_view_is_done(const HexaplaView *self)
{
    return self->next > hexapla_book_get_n(self->corpus);
}

/**
 * hexapla_view_get_n:
 * @self: a view
 *
 * Returns: how many sentences were found so far
 * Since: 0.1
 */
guint
hexapla_view_get_n(const HexaplaView *self)
{
    return self->numbers->len;
}

/**
 * hexapla_view_get_number:
 * @self: a view
 * @index: below hexapla_view_get_n()
 *
 * Returns: the number of the sentence
 * Since: 0.1
 */
guint
hexapla_view_get_number(const HexaplaView *self, guint index)
{
    return g_array_index(self->numbers, guint, index);
}

/**
 * hexapla_view_find:
 * @self: a view
 * @number: of a sentence
 *
 * Returns: index of the first one with this number or a higher one; hexapla_view_get_n() when there
 * is none
 * Since: 0.1
 */
guint
hexapla_view_find(const HexaplaView *self, guint number)
{
    guint low = 0, high = self->numbers->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (hexapla_view_get_number(self, middle) < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/**
 * hexapla_view_find_open:
 * @self: a view
 * @from: index to begin behind; the search goes on from the start
 *
 * Returns: index of the next sentence about which nothing was decided; @from when there is none
 * Since: 0.1
 */
guint
hexapla_view_find_open(const HexaplaView *self, guint from)
{
    const HexaplaFacts *facts = hexapla_book_get_facts(self->corpus);
    guint n = self->numbers->len;

    for (guint i = 1; i <= n; i++) {
        guint index = ((guint64)from + i) % n;

        if (passes(&tests[1], &facts[hexapla_view_get_number(self, index) - 1]))
            return index;
    }
    return from;
}
