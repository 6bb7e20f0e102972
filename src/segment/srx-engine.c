/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/srx-engine.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

/* Exceptions by the two characters in front of the break. */
#define N_BUCKETS 1024

/* A rule that does not break. */
typedef struct {
    guint number;
    gunichar third; /* from the break on to the front, 0 when several may stand there */
} Exception;

/* Bytes that are looked for at once. */
#define MAX_ENDS 8

struct _HexaplaSrxEngine {
    GPtrArray *rules;           /* HexaplaSrxRule, in the order in which they are tried */
    GArray *breaks;             /* numbers of those that break */
    GArray *buckets[N_BUCKETS]; /* Exception: those that end in two known characters */
    GArray *others;             /* Exception: all others */
    /* First bytes of characters in front of a break and behind one, with a bit for each rule; the
     * last bit is shared. */
    guint8 ends[256];
    guint8 begins[256];
    guint8 pairs[128][128];   /* the same for the last two characters in front of a break */
    guint8 start_marks;       /* of rules that match only at the start of a text */
    gint8 few_ends[MAX_ENDS]; /* the bytes below 0xF0 that have other marks in @ends */
    guint n_ends;             /* how many there are, which may be more than fit */
    guint n_patterns;
    GMutex lock;
    GPtrArray *idle; /* scans that nobody uses */
};

struct _HexaplaSrxScan {
    HexaplaSrxEngine *engine;
    HexaplaRegexText *text;
    HexaplaRegex **regexes; /* by the number of the pattern, NULL until it is needed */
    const char *start;
    gsize n;
    gsize at;
    gsize reach; /* of the rules that match only at the start */
};

static const HexaplaSrxRule *
get_rule(const HexaplaSrxEngine *self, guint number)
{
    return self->rules->pdata[number];
}

static HexaplaAnswer
may_touch(const HexaplaSrxPattern *pattern, gunichar c)
{
    return pattern != NULL ? hexapla_srx_shape_may_touch(pattern->shape, c) : HEXAPLA_MAYBE;
}

static guint
hash_pair(gunichar last, gunichar before)
{
    return (last * 31 + before) % N_BUCKETS;
}

static void
add_exception(HexaplaSrxEngine *self, guint number)
{
    const HexaplaSrxPattern *pattern = get_rule(self, number)->sides[HEXAPLA_SRX_BEFORE];
    gunichar last = pattern != NULL ? hexapla_srx_shape_get_literal(pattern->shape, 0) : 0;
    gunichar before = pattern != NULL ? hexapla_srx_shape_get_literal(pattern->shape, 1) : 0;
    gboolean has_pair = last != 0 && before != 0;
    GArray **exceptions = has_pair ? &self->buckets[hash_pair(last, before)] : &self->others;
    Exception exception = {number, has_pair ? hexapla_srx_shape_get_literal(pattern->shape, 2) : 0};

    if (*exceptions == NULL)
        *exceptions = g_array_new(FALSE, FALSE, sizeof(Exception));
    g_array_append_val(*exceptions, exception);
}

/* What a rule says of the characters that begin with each byte. Few rules are about characters outside
 * the BMP: those are looked at one by one. */
static void
mark_bytes(const HexaplaSrxPattern *pattern, guint8 *marks, guint8 mark)
{
    gunichar literal = pattern != NULL ? hexapla_srx_shape_get_literal(pattern->shape, 0) : 0;
    gunichar end = literal != 0 ? literal + 1 : 0x10000;

    for (gunichar c = literal; c < end; c++) {
        char bytes[6];

        if (c >= 0xD800 && c < 0xE000)
            continue;
        g_unichar_to_utf8(c, bytes);
        if (may_touch(pattern, c) == HEXAPLA_NO)
            continue;
        marks[(guchar)bytes[0]] |= mark;
        if (c >= 0x80)
            c |= c < 0x800 ? 0x3F : 0xFFF;
    }
    for (guint byte = 0xF0; byte < 0xF8; byte++)
        marks[byte] |= mark;
}

static void
mark_pairs(HexaplaSrxEngine *self, const HexaplaSrxPattern *pattern, guint8 mark)
{
    for (guint last = 0; last < 128; last++) {
        for (guint before = 0; before < 128 && (self->ends[last] & mark) != 0; before++) {
            const char pair[] = {(char)before, (char)last};

            if (pattern == NULL || hexapla_srx_shape_may_match(pattern->shape, pair, sizeof pair,
                                                               sizeof pair) != HEXAPLA_NO)
                self->pairs[before][last] |= mark;
        }
    }
}

static gboolean
is_at_start(const HexaplaSrxRule *rule)
{
    const HexaplaSrxPattern *pattern = rule->sides[HEXAPLA_SRX_BEFORE];

    return pattern != NULL && hexapla_srx_shape_is_at_start(pattern->shape);
}

static void
add_break(HexaplaSrxEngine *self, guint number)
{
    const HexaplaSrxRule *rule = get_rule(self, number);
    guint8 mark = (guint8)(1u << MIN(self->breaks->len, 7));

    if (mark < 1u << 7 && is_at_start(rule))
        self->start_marks |= mark;
    g_array_append_val(self->breaks, number);
    mark_bytes(rule->sides[HEXAPLA_SRX_BEFORE], self->ends, mark);
    mark_bytes(rule->sides[HEXAPLA_SRX_AFTER], self->begins, mark);
    mark_pairs(self, rule->sides[HEXAPLA_SRX_BEFORE], mark);
}

static void
find_ends(HexaplaSrxEngine *self)
{
    for (guint byte = 0; byte < 0xF0; byte++) {
        if ((self->ends[byte] & ~self->start_marks) == 0)
            continue;
        if (self->n_ends < MAX_ENDS)
            self->few_ends[self->n_ends] = (gint8)byte;
        self->n_ends++;
    }
}

/**
 * hexapla_srx_engine_new:
 * @srx: rules; must outlive the engine
 * @language: a language tag
 * @error: (domain HEXAPLA_ERROR): a map's expression takes too long
 *
 * Returns: (transfer full) (nullable): an engine for texts in @language
 * Since: 0.1
 */
HexaplaSrxEngine *
hexapla_srx_engine_new(HexaplaSrx *srx, const char *language, GError **error)
{
    g_autoptr(GPtrArray) rules = hexapla_srx_get_rules(srx, language, error);
    HexaplaSrxEngine *self;

    if (rules == NULL)
        return NULL;
    self = g_new0(HexaplaSrxEngine, 1);
    self->rules = g_steal_pointer(&rules);
    self->breaks = g_array_new(FALSE, FALSE, sizeof(guint));
    self->others = g_array_new(FALSE, FALSE, sizeof(Exception));
    self->n_patterns = hexapla_srx_get_n_patterns(srx);
    self->idle = g_ptr_array_new();
    g_mutex_init(&self->lock);
    for (guint i = 0; i < self->rules->len; i++) {
        if (get_rule(self, i)->is_break)
            add_break(self, i);
        else
            add_exception(self, i);
    }
    find_ends(self);
    /* Inside a character the first byte decides. */
    memset(self->begins + 0x80, 0xFF, 0x40);
    return self;
}

static void
destroy_scan(HexaplaSrxScan *self)
{
    for (guint i = 0; i < self->engine->n_patterns; i++)
        hexapla_regex_free(self->regexes[i]);
    g_free(self->regexes);
    hexapla_regex_text_free(self->text);
    g_free(self);
}

/**
 * hexapla_srx_engine_free:
 * @self: (transfer full) (nullable): an engine without scans
 *
 * Since: 0.1
 */
void
hexapla_srx_engine_free(HexaplaSrxEngine *self)
{
    if (self == NULL)
        return;
    g_ptr_array_foreach(self->idle, (GFunc)(void (*)(void))destroy_scan, NULL);
    g_ptr_array_unref(self->idle);
    g_ptr_array_unref(self->rules);
    g_array_unref(self->breaks);
    g_array_unref(self->others);
    for (guint i = 0; i < N_BUCKETS; i++)
        g_clear_pointer(&self->buckets[i], g_array_unref);
    g_mutex_clear(&self->lock);
    g_free(self);
}

/**
 * hexapla_srx_engine_has_rules:
 * @self: an engine
 *
 * Returns: whether the file has rules for the language
 * Since: 0.1
 */
gboolean
hexapla_srx_engine_has_rules(const HexaplaSrxEngine *self)
{
    return self->rules->len > 0;
}

/**
 * hexapla_srx_engine_scan:
 * @self: an engine; must outlive the scan
 *
 * Returns: (transfer full): a scan for the calling thread
 * Since: 0.1
 */
HexaplaSrxScan *
hexapla_srx_engine_scan(const HexaplaSrxEngine *self)
{
    HexaplaSrxEngine *engine = (HexaplaSrxEngine *)self; /* what is idle is no part of its value */
    HexaplaSrxScan *scan = NULL;

    g_mutex_lock(&engine->lock);
    if (engine->idle->len > 0)
        scan = g_ptr_array_steal_index_fast(engine->idle, engine->idle->len - 1);
    g_mutex_unlock(&engine->lock);
    if (scan != NULL)
        return scan;
    scan = g_new0(HexaplaSrxScan, 1);
    scan->engine = engine;
    scan->text = hexapla_regex_text_new();
    scan->regexes = g_new0(HexaplaRegex *, self->n_patterns);
    return scan;
}

/**
 * hexapla_srx_scan_free:
 * @self: (transfer full) (nullable): a scan
 *
 * Since: 0.1
 */
void
hexapla_srx_scan_free(HexaplaSrxScan *self)
{
    if (self == NULL)
        return;
    g_mutex_lock(&self->engine->lock);
    g_ptr_array_add(self->engine->idle, self);
    g_mutex_unlock(&self->engine->lock);
}

static gsize
get_reach(const HexaplaSrxEngine *self, const char *text, gsize n)
{
    gsize reach = 0;

    for (guint i = 0; i < MIN(self->breaks->len, 7) && self->start_marks >> i != 0; i++) {
        const HexaplaSrxRule *rule = get_rule(self, g_array_index(self->breaks, guint, i));

        if ((self->start_marks >> i & 1) != 0)
            reach = MAX(reach, hexapla_srx_shape_get_reach(rule->sides[HEXAPLA_SRX_BEFORE]->shape,
                                                           text, n));
    }
    return reach;
}

/**
 * hexapla_srx_scan_begin:
 * @self: a scan
 * @text: a paragraph, UTF-8; must live as long as the scan goes through it
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_srx_scan_begin(HexaplaSrxScan *self, const char *text, gsize n)
{
    self->start = text;
    self->n = n;
    self->at = 0;
    self->reach = get_reach(self->engine, text, n);
    hexapla_regex_text_set(self->text, text, n);
}

static HexaplaRegex *
get_regex(HexaplaSrxScan *self, const HexaplaSrxPattern *pattern)
{
    HexaplaRegex **regex = &self->regexes[pattern->index];

    if (*regex == NULL) {
        /* The first copies of two threads must not be made at once. */
        g_mutex_lock(&self->engine->lock);
        *regex = hexapla_regex_copy(pattern->regex);
        g_mutex_unlock(&self->engine->lock);
    }
    return *regex;
}

static HexaplaAnswer
ask_shape(const HexaplaSrxScan *self, const HexaplaSrxRule *rule, HexaplaSrxSide side, gsize offset)
{
    const HexaplaSrxPattern *pattern = rule->sides[side];

    return pattern != NULL ? hexapla_srx_shape_matches(pattern->shape, self->start, self->n, offset)
                           : HEXAPLA_YES;
}

static gboolean
ask_regex(HexaplaSrxScan *self, const HexaplaSrxRule *rule, HexaplaSrxSide side, gsize offset,
          gboolean *matches, GError **error)
{
    g_autoptr(GError) why = NULL;
    HexaplaRegex *regex = get_regex(self, rule->sides[side]);

    if (side == HEXAPLA_SRX_BEFORE
            ? hexapla_regex_ends_at(regex, self->text, offset, matches, &why)
            : hexapla_regex_starts_at(regex, self->text, offset, matches, &why))
        return TRUE;
    return hexapla_error_set_at(error, rule->file, rule->line, rule->column,
                                "rule %u of “%s”, %s: %s", rule->number, rule->list,
                                hexapla_srx_side_get_element(side), why->message);
}

/* Asks ICU only for what the shapes leave open, the cheap side first. */
static gboolean
rule_matches(HexaplaSrxScan *self, const HexaplaSrxRule *rule, gsize offset, gboolean *matches,
             GError **error)
{
    HexaplaAnswer after = ask_shape(self, rule, HEXAPLA_SRX_AFTER, offset);
    HexaplaAnswer before =
        after != HEXAPLA_NO ? ask_shape(self, rule, HEXAPLA_SRX_BEFORE, offset) : HEXAPLA_NO;

    *matches = before != HEXAPLA_NO;
    if (*matches && after == HEXAPLA_MAYBE &&
        !ask_regex(self, rule, HEXAPLA_SRX_AFTER, offset, matches, error))
        return FALSE;
    return !*matches || before == HEXAPLA_YES ||
           ask_regex(self, rule, HEXAPLA_SRX_BEFORE, offset, matches, error);
}

/* The first exception that matches among those in front of rule @limit, which then is that one;
 * @third is the third character in front of the break. */
static gboolean
find_exception(HexaplaSrxScan *self, const GArray *exceptions, gsize offset, gunichar third,
               guint *limit, GError **error)
{
    for (guint i = 0; exceptions != NULL && i < exceptions->len; i++) {
        const Exception *exception = &g_array_index(exceptions, Exception, i);
        guint number = exception->number;
        gboolean matches;

        if (number >= *limit)
            return TRUE;
        if (exception->third != 0 && exception->third != third)
            continue;
        if (!rule_matches(self, get_rule(self->engine, number), offset, &matches, error))
            return FALSE;
        if (matches) {
            *limit = number;
            return TRUE;
        }
    }
    return TRUE;
}

/* Only the rules in @marks may break at @offset, behind the character @last. */
static gboolean
decide(HexaplaSrxScan *self, gsize offset, guint8 marks, gsize last, const HexaplaSrxRule **rule,
       GError **error)
{
    const HexaplaSrxEngine *engine = self->engine;
    gunichar end = hexapla_text_at(self->start + last, self->start + offset);
    gunichar before = 0, third = 0;

    if (last > 0)
        third = hexapla_text_before(
            self->start, hexapla_text_previous(self->start, self->start + last, &before));

    *rule = NULL;
    for (guint i = 0; i < engine->breaks->len; i++) {
        guint number = g_array_index(engine->breaks, guint, i);
        gboolean matches;

        if ((marks >> MIN(i, 7) & 1) == 0)
            continue;
        if (!rule_matches(self, get_rule(engine, number), offset, &matches, error))
            return FALSE;
        if (!matches)
            continue;
        if (!find_exception(self, engine->buckets[hash_pair(end, before)], offset, third, &number,
                            error) ||
            !find_exception(self, engine->others, offset, third, &number, error))
            return FALSE;
        *rule = get_rule(engine, number);
        return TRUE;
    }
    return TRUE;
}

#define MARKS(self, bytes, i) ((self)->ends[(bytes)[i]] & (self)->begins[(bytes)[(i) + 1]])

/* The first byte with which a rule that breaks may end, where there are few such. */
static gsize
skip_blocks(const HexaplaSrxEngine *self, const guchar *bytes, gsize i, gsize n)
{
    HexaplaTextBlock block;

    for (; i + sizeof block <= n; i += sizeof block) {
        HexaplaTextBlock found;
        guint64 mask;

        memcpy(&block, bytes + i, sizeof block);
        found = (block >= (gint8)0xF0) & (block < 0);
        for (guint k = 0; k < self->n_ends; k++)
            found |= block == self->few_ends[k];
        mask = hexapla_text_block_mask(found);
        if (mask != 0)
            return i + __builtin_ctzll(mask);
    }
    return i;
}

/* What may break behind the character at @i. */
static guint8
get_marks(const HexaplaSrxScan *self, gsize i)
{
    const HexaplaSrxEngine *engine = self->engine;
    const guchar *bytes = (const guchar *)self->start;
    guint8 marks = MARKS(engine, bytes, i);

    if (i > 0 && bytes[i - 1] < 128 && bytes[i] < 128)
        marks &= engine->pairs[bytes[i - 1]][bytes[i]];
    return i < self->reach ? marks : (guint8)(marks & ~engine->start_marks);
}

/* The first character that a rule which breaks may end with; most of four are none. */
static gsize
skip(const HexaplaSrxScan *self, gsize i)
{
    const HexaplaSrxEngine *engine = self->engine;
    const guchar *bytes = (const guchar *)self->start;
    gsize n = self->n;

    while (i + 1 < n) {
        if (i >= self->reach && engine->n_ends <= MAX_ENDS)
            i = skip_blocks(engine, bytes, i, n);
        while (i + 4 < n && (MARKS(engine, bytes, i) | MARKS(engine, bytes, i + 1) |
                             MARKS(engine, bytes, i + 2) | MARKS(engine, bytes, i + 3)) == 0)
            i += 4;
        if (i + 1 < n && get_marks(self, i) != 0)
            return i;
        i++;
    }
    return i;
}

/**
 * hexapla_srx_scan_next:
 * @self: a scan
 * @offset: (out): the next place where a rule that breaks matches, in bytes
 * @rule: (out) (nullable): the first rule that matches there, which may be an exception; %NULL when
 * there is no such place any more
 * @error: (domain HEXAPLA_ERROR): an expression takes too long; names file, line and rule
 *
 * Neither end of the text is such a place, nor is the inside of what a reader takes for one
 * character.
 *
 * Returns: whether there is an answer
 * Since: 0.1
 */
gboolean
hexapla_srx_scan_next(HexaplaSrxScan *self, gsize *offset, const HexaplaSrxRule **rule,
                      GError **error)
{
    const HexaplaSrxEngine *engine = self->engine;
    const char *text = self->start;
    gsize i = self->at;
    guint8 marks;

    *rule = NULL;
    while (*rule == NULL) {
        gunichar before, last, next;
        gsize place = skip(self, i);

        i = place;
        if (place + 1 >= self->n)
            break;
        i = hexapla_text_next(text + place, text + self->n, &last) - text;
        if (i >= self->n)
            break;
        hexapla_text_next(text + i, text + self->n, &next);
        before = hexapla_text_before(text, text + place);
        marks = engine->ends[(guchar)text[place]] & engine->begins[(guchar)text[i]];
        if (place > 0 && before < 128 && last < 128)
            marks &= engine->pairs[before][last];
        if (marks != 0 && !hexapla_text_is_inside_cluster(last, next) &&
            !decide(self, i, marks, place, rule, error))
            return FALSE;
    }
    self->at = i;
    *offset = i;
    return TRUE;
}
