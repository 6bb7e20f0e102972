/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/pair-filter.h"

#include <string.h>

#include "base/breaker.h"
#include "base/identification.h"
#include "base/text.h"
#include "check/pair-private.h"

/* Words that a side has at least, where short ones are not wanted. */
#define MIN_WORDS 3

/* A character of a script without spaces is worth half a word. */
#define MIN_CHARACTERS (2 * MIN_WORDS)

/* How much longer a side may be, and by how many characters in any case. */
#define MAX_RATIO 2.5
#define FREE_CHARACTERS 20

/* Bytes of a sentence that tell its language. */
#define MIN_LANGUAGE_BYTES 60

static const char *const tags[HEXAPLA_N_REJECTIONS] = {
    [HEXAPLA_REJECTION_NONE] = "kept",           [HEXAPLA_REJECTION_UNALIGNED] = "unaligned",
    [HEXAPLA_REJECTION_JUNK] = "junk",           [HEXAPLA_REJECTION_SCORE] = "score",
    [HEXAPLA_REJECTION_SHORT] = "short",         [HEXAPLA_REJECTION_LENGTHS] = "lengths",
    [HEXAPLA_REJECTION_LANGUAGE] = "language",   [HEXAPLA_REJECTION_IDENTICAL] = "identical",
    [HEXAPLA_REJECTION_NUMBERS] = "numbers",     [HEXAPLA_REJECTION_NAMES] = "names",
    [HEXAPLA_REJECTION_DUPLICATE] = "duplicate",
};

/* What stands for both texts of a pair: 128 bits, so that no two pairs of a corpus have the same by chance. */
typedef struct {
    guint64 a;
    guint64 b;
} Key;

/* The best copy so far. */
typedef struct {
    Key key;
    guint8 *verdict;
    gint quality;
} Copy;

enum { SOURCE, TARGET, N_SIDES };

struct _HexaplaPairFilter {
    char *languages[N_SIDES];
    HexaplaConventions *conventions[N_SIDES];
    guint filters; /* a bit for each #HexaplaRejection */
    HexaplaTwins twins;
    double ratio; /* characters of the target for one of the source */
    HexaplaLookup *lookup;
    HexaplaMatcher *matcher;
    GHashTable *copies; /* Copy */
    GString *buffer;
};

/**
 * hexapla_rejection_get_tag:
 * @rejection: a rejection
 *
 * Returns: (transfer none): what users read and write; never changes
 * Since: 0.1
 */
const char *
hexapla_rejection_get_tag(HexaplaRejection rejection)
{
    return tags[rejection];
}

static guint
hash_key(gconstpointer key)
{
    return (guint)((const Key *)key)->a;
}

static gboolean
is_same_key(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Key)) == 0;
}

/**
 * hexapla_pair_filter_new:
 * @source: a language tag
 * @target: that of the translations
 * @filters: a bit for each #HexaplaRejection that is looked for
 * @twins: what becomes of pairs that come more than once
 *
 * Returns: (transfer full): a filter; free with hexapla_pair_filter_free()
 * Since: 0.1
 */
HexaplaPairFilter *
hexapla_pair_filter_new(const char *source, const char *target, guint filters, HexaplaTwins twins)
{
    HexaplaPairFilter *self = g_new0(HexaplaPairFilter, 1);

    self->languages[SOURCE] = g_strdup(source);
    self->languages[TARGET] = g_strdup(target);
    for (guint side = 0; side < N_SIDES; side++)
        self->conventions[side] =
            hexapla_conventions_new(hexapla_language_get(self->languages[side]));
    self->filters = filters;
    self->twins = twins;
    self->ratio = 1;
    self->matcher = hexapla_matcher_new(target);
    self->copies = g_hash_table_new_full(hash_key, is_same_key, g_free, NULL);
    self->buffer = g_string_new(NULL);
    return self;
}

/**
 * hexapla_pair_filter_free:
 * @self: (transfer full) (nullable): a filter
 *
 * Since: 0.1
 */
void
hexapla_pair_filter_free(HexaplaPairFilter *self)
{
    if (self == NULL)
        return;
    for (guint side = 0; side < N_SIDES; side++) {
        g_free(self->languages[side]);
        hexapla_conventions_free(self->conventions[side]);
    }
    hexapla_lookup_free(self->lookup);
    hexapla_matcher_free(self->matcher);
    g_hash_table_unref(self->copies);
    g_string_free(self->buffer, TRUE);
    g_free(self);
}

/**
 * hexapla_pair_filter_set_ratio:
 * @self: a filter
 * @ratio: characters that a translation usually has for each one of the source
 *
 * Since: 0.1
 */
void
hexapla_pair_filter_set_ratio(HexaplaPairFilter *self, double ratio)
{
    self->ratio = ratio;
}

/**
 * hexapla_pair_filter_set_names:
 * @self: a filter
 * @ledger: names with their approved forms; lives longer
 *
 * Since: 0.1
 */
void
hexapla_pair_filter_set_names(HexaplaPairFilter *self, HexaplaLedger *ledger)
{
    hexapla_lookup_free(self->lookup);
    self->lookup = hexapla_lookup_new(ledger, self->languages[TARGET]);
}

/* --- a pair by itself --- */

static gboolean
is_short(const char *text)
{
    gsize n = strlen(text);

    return hexapla_breaker_is_needed(hexapla_text_at(text, text + n))
               ? hexapla_text_count_chars(text, n) < MIN_CHARACTERS
               : hexapla_text_count_words(text, n) < MIN_WORDS;
}

static gboolean
have_odd_lengths(const HexaplaPairFilter *self, const char *source, const char *target)
{
    double expected = self->ratio * hexapla_text_count_chars(source, strlen(source));
    double found = hexapla_text_count_chars(target, strlen(target));

    return MAX(expected, found) > MAX_RATIO * MIN(expected, found) &&
           ABS(expected - found) > FREE_CHARACTERS;
}

static gboolean
is_foreign(const HexaplaPairFilter *self, guint side, const char *text)
{
    g_autofree char *candidates = NULL;
    const char *expected = self->languages[side], *found;
    gsize n = strlen(text), n_tag = strcspn(expected, "-");

    if (n < MIN_LANGUAGE_BYTES)
        return FALSE;
    found = hexapla_identification_of(text, n, &candidates);
    return found != NULL &&
           (strncmp(found, expected, n_tag) != 0 || (found[n_tag] != '\0' && found[n_tag] != '-'));
}

static void
append_folded(GString *folded, const char *text)
{
    gsize n = strlen(text), before = folded->len;

    g_string_set_size(folded, before + 2 * n + 8);
    g_string_truncate(folded, before + hexapla_text_fold(text, n, folded->str + before, 2 * n + 8));
}

static gboolean
is_identical(HexaplaPairFilter *self, const char *source, const char *target)
{
    gsize n;

    g_string_truncate(self->buffer, 0);
    append_folded(self->buffer, source);
    n = self->buffer->len;
    append_folded(self->buffer, target);
    return n > 0 && self->buffer->len == 2 * n &&
           memcmp(self->buffer->str, self->buffer->str + n, n) == 0;
}

static void
take_finding(HexaplaIssueKind kind, G_GNUC_UNUSED const char *text, gpointer user_data)
{
    *(guint *)user_data |= kind == HEXAPLA_ISSUE_NUMBER_DIFFERS ? 1u << HEXAPLA_REJECTION_NUMBERS
                           : kind == HEXAPLA_ISSUE_NAME_MISSING ? 1u << HEXAPLA_REJECTION_NAMES
                                                                : 0;
}

static const char *
find_form(const HexaplaLedgerEntry *entry, const char *language)
{
    const HexaplaLedgerForm *form = entry->forms;

    while (form != NULL && strcmp(form->language, language) != 0)
        form = form->next;
    return form != NULL ? form->text : NULL;
}

static void
check_names(const HexaplaPairFilter *self, const HexaplaPair *pair)
{
    const HexaplaLedgerEntry *entry;
    gsize start, end = 0;

    while ((entry = hexapla_lookup_next_inside(self->lookup, pair->source.text, pair->source.n,
                                               &start, &end)) != NULL) {
        const char *form = find_form(entry, self->languages[TARGET]);
        g_autofree char *name = g_strndup(pair->source.text + start, end - start);

        if (form != NULL)
            hexapla_pair_check_name(pair, self->matcher, name, form);
    }
}

static guint
check(const HexaplaPairFilter *self, const char *source, const char *target)
{
    guint found = 0;
    HexaplaPair pair = {.func = take_finding, .user_data = &found};

    hexapla_side_init(&pair.source, self->conventions[SOURCE], source);
    hexapla_side_init(&pair.target, self->conventions[TARGET], target);
    if ((self->filters >> HEXAPLA_REJECTION_NUMBERS & 1) != 0)
        hexapla_pair_check_numbers(&pair);
    if ((self->filters >> HEXAPLA_REJECTION_NAMES & 1) != 0 && self->lookup != NULL)
        check_names(self, &pair);
    hexapla_side_clear(&pair.source);
    hexapla_side_clear(&pair.target);
    return found;
}

/**
 * hexapla_pair_filter_judge:
 * @self: a filter
 * @source: the text of a pair
 * @target: its translation
 *
 * Returns: the first reason to leave it out, by itself
 * Since: 0.1
 */
HexaplaRejection
hexapla_pair_filter_judge(HexaplaPairFilter *self, const char *source, const char *target)
{
    guint filters = self->filters, found;

    if ((filters >> HEXAPLA_REJECTION_SHORT & 1) != 0 && (is_short(source) || is_short(target)))
        return HEXAPLA_REJECTION_SHORT;
    if ((filters >> HEXAPLA_REJECTION_IDENTICAL & 1) != 0 && is_identical(self, source, target))
        return HEXAPLA_REJECTION_IDENTICAL;
    if ((filters >> HEXAPLA_REJECTION_LENGTHS & 1) != 0 && have_odd_lengths(self, source, target))
        return HEXAPLA_REJECTION_LENGTHS;
    if ((filters >> HEXAPLA_REJECTION_LANGUAGE & 1) != 0 &&
        (is_foreign(self, SOURCE, source) || is_foreign(self, TARGET, target)))
        return HEXAPLA_REJECTION_LANGUAGE;
    if ((filters & (1u << HEXAPLA_REJECTION_NUMBERS | 1u << HEXAPLA_REJECTION_NAMES)) == 0)
        return HEXAPLA_REJECTION_NONE;
    found = check(self, source, target);
    if ((found >> HEXAPLA_REJECTION_NUMBERS & 1) != 0)
        return HEXAPLA_REJECTION_NUMBERS;
    return found != 0 ? HEXAPLA_REJECTION_NAMES : HEXAPLA_REJECTION_NONE;
}

/* --- pairs that come again --- */

/* Capitals at the start and a mark at the end are how sentences are written; in capitals alone none is. */
static gint
judge_writing(const char *text)
{
    const char *end = text + strlen(text);
    gunichar first = hexapla_text_at(text, end), last = hexapla_text_before(text, end);
    gint quality = 0;
    gsize n_upper = 0, n_lower = 0;

    for (const char *p = text; p < end;) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        n_upper += hexapla_text_is_upper(c);
        n_lower += hexapla_text_is_lower(c);
        quality += g_unichar_ispunct(c) ? 1 : 0;
    }
    if (n_upper > n_lower)
        quality -= 1000;
    if (!hexapla_text_is_lower(first))
        quality += 100;
    if (g_unichar_ispunct(last))
        quality += 100;
    return quality;
}

static Key
find_key(HexaplaPairFilter *self, const char *source, const char *target)
{
    gsize n;

    g_string_truncate(self->buffer, 0);
    if (self->twins == HEXAPLA_TWINS_WORDS)
        append_folded(self->buffer, source);
    /* What has no letters is all marks. */
    if (self->buffer->len == 0)
        g_string_append(self->buffer, source);
    g_string_append_c(self->buffer, '\t');
    n = self->buffer->len;
    if (self->twins == HEXAPLA_TWINS_WORDS)
        append_folded(self->buffer, target);
    if (self->buffer->len == n)
        g_string_append(self->buffer, target);
    return (Key){hexapla_text_hash(self->buffer->str, self->buffer->len, 1),
                 hexapla_text_hash(self->buffer->str, self->buffer->len, 2)};
}

/**
 * hexapla_pair_filter_compare:
 * @self: a filter
 * @source: the text of a pair that is kept so far
 * @target: its translation
 * @verdict: a #HexaplaRejection, %HEXAPLA_REJECTION_NONE; lives as long as the filter
 *
 * Holds the pair against all before it. It, or the one that it is better than, becomes a duplicate;
 * of equally good ones the first is kept.
 *
 * Since: 0.1
 */
void
hexapla_pair_filter_compare(HexaplaPairFilter *self, const char *source, const char *target,
                            guint8 *verdict)
{
    Key key;
    Copy *best;
    gint quality = judge_writing(source) + judge_writing(target);

    if (self->twins == HEXAPLA_TWINS_KEEP)
        return;
    key = find_key(self, source, target);
    best = g_hash_table_lookup(self->copies, &key);
    if (best == NULL) {
        best = g_new(Copy, 1);
        *best = (Copy){key, verdict, quality};
        g_hash_table_insert(self->copies, &best->key, best);
        return;
    }
    *(quality > best->quality ? best->verdict : verdict) = HEXAPLA_REJECTION_DUPLICATE;
    if (quality > best->quality) {
        best->verdict = verdict;
        best->quality = quality;
    }
}
