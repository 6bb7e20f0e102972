/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/srx-shape.h"

#include <string.h>

#include "base/text.h"

/* Tries that backtracking may cost before ICU, which counts its own, takes over. */
#define MAX_TRIES 4096

/* Groups inside each other; each takes some of the stack. */
#define MAX_DEPTH 16

typedef enum {
    ITEM_CHARACTERS,
    ITEM_EDGE,  /* ^ */
    ITEM_GROUP, /* one of several runs */
    ITEM_LOOK,  /* what stands there without being part of the match */
    ITEM_OPEN,  /* what no shape tells */
} ItemKind;

/* Items in a row. */
typedef struct {
    HexaplaSrxSide side; /* read from the break to the front, or from it to the back */
    gunichar first; /* the only character with which a match begins, 0 when there are several */
    GArray *items;
} Run;

typedef struct {
    ItemKind kind;
    gunichar literal; /* 0 when the characters are a set */
    const HexaplaCharacters *set;
    guint min, max;
    gboolean is_possessive;
    gboolean is_negative;
    GPtrArray *runs; /* of a group or a look */
} Item;

struct _HexaplaSrxShape {
    Run *run;
};

/* Of a pattern, read from its start. */
typedef struct {
    const char *p;
    HexaplaSrxSide side; /* of the run that is open */
    gboolean ignores_case;
    GArray *items;     /* of the run that is open */
    GHashTable *known; /* patterns of one character, and the characters */
    guint depth;
    gboolean is_opaque;
} Parser;

static void
free_run(Run *run)
{
    for (guint i = 0; i < run->items->len; i++)
        g_clear_pointer(&g_array_index(run->items, Item, i).runs, g_ptr_array_unref);
    g_array_unref(run->items);
    g_free(run);
}

static void
add_item(Parser *parser, ItemKind kind, gunichar literal, const HexaplaCharacters *set)
{
    Item item = {.kind = kind, .literal = literal, .set = set, .min = 1, .max = 1};

    g_array_append_val(parser->items, item);
}

static void
add_open(Parser *parser)
{
    add_item(parser, ITEM_OPEN, 0, NULL);
}

static void
add_characters(Parser *parser, const char *start, gsize n)
{
    g_autofree char *pattern =
        g_strdup_printf("%s%.*s", parser->ignores_case ? "(?i)" : "", (int)n, start);
    HexaplaCharacters *set = g_hash_table_lookup(parser->known, pattern);

    if (set == NULL) {
        set = hexapla_characters_new(pattern);
        if (set != NULL)
            g_hash_table_insert(parser->known, g_steal_pointer(&pattern), set);
    }
    if (set != NULL)
        add_item(parser, ITEM_CHARACTERS, 0, set);
    else
        add_open(parser);
}

/* Without regard to case ß is ss, too. */
static gboolean
stands_for_several(const char *character, const char *end)
{
    g_autofree char *folded = g_utf8_casefold(character, end - character);

    return g_utf8_strlen(folded, -1) > 1;
}

static void
add_literal(Parser *parser, const char *start, const char *character, const char *end)
{
    gunichar c = g_utf8_get_char(character);

    if (parser->ignores_case && stands_for_several(character, end))
        add_open(parser);
    else if (parser->ignores_case && hexapla_text_is_letter(c))
        add_characters(parser, start, end - start);
    else
        add_item(parser, ITEM_CHARACTERS, c, NULL);
}

/* Returns the end of a class that begins at @p, or NULL when it is an odd one. */
static const char *
skip_class(const char *p)
{
    guint depth = 0;

    do {
        if (*p == '\0' || (*p == '\\' && (p[1] == '\0' || p[1] == 'Q')))
            return NULL;
        if (*p == '[') {
            depth++;
            p += p[1] == '^';
            if (p[1] == ']')
                return NULL;
        } else if (*p == ']') {
            depth--;
        } else if (*p == '\\') {
            p++;
        }
        p++;
    } while (depth > 0);
    return p;
}

static const char *
skip_group(const char *p)
{
    guint depth = 0;

    do {
        if (*p == '\0' || (*p == '\\' && (p[1] == '\0' || p[1] == 'Q')))
            return NULL;
        if (*p == '[') {
            p = skip_class(p);
            if (p == NULL)
                return NULL;
            continue;
        }
        depth += (*p == '(') - (*p == ')');
        p += 1 + (*p == '\\');
    } while (depth > 0);
    return p;
}

/* \p{Lu}, \x{1F600}, \u00A0: returns what follows. */
static const char *
skip_escape(const char *p)
{
    const char *end = p + 2;

    if (strchr("pPx", p[1]) != NULL && *end == '{') {
        end = strchr(end, '}');
        return end != NULL ? end + 1 : NULL;
    }
    if (p[1] == 'x')
        return g_ascii_isxdigit(p[2]) && g_ascii_isxdigit(p[3]) ? p + 4 : NULL;
    if (p[1] == 'u')
        return strspn(end, "0123456789ABCDEFabcdef") >= 4 ? p + 6 : NULL;
    return strchr("dDsSwWhHvVntrfea", p[1]) != NULL ? end : NULL;
}

static void
parse_escape(Parser *parser)
{
    const char *start = parser->p, *end;

    if (start[1] == '\0' || start[1] == 'Q') {
        parser->is_opaque = TRUE;
    } else if (!g_ascii_isalnum(start[1])) {
        end = g_utf8_next_char(start + 1);
        add_literal(parser, start, start + 1, end);
        parser->p = end;
    } else if (strchr("bBAzZGX", start[1]) != NULL) {
        add_open(parser);
        parser->p += 2;
    } else {
        end = skip_escape(start);
        parser->is_opaque = end == NULL;
        if (end != NULL)
            add_characters(parser, start, end - start);
        parser->p = end;
    }
}

static void
reverse(GArray *items)
{
    for (guint i = 0; i < items->len / 2; i++) {
        Item swapped = g_array_index(items, Item, i);

        g_array_index(items, Item, i) = g_array_index(items, Item, items->len - 1 - i);
        g_array_index(items, Item, items->len - 1 - i) = swapped;
    }
}

/* Where a match ends outwards is free, so one of the last characters is as good as many. */
static void
simplify(GArray *items)
{
    while (items->len > 0) {
        Item *last = &g_array_index(items, Item, items->len - 1);

        if (last->kind != ITEM_CHARACTERS)
            return;
        last->max = last->min;
        if (last->min > 0)
            return;
        g_array_set_size(items, items->len - 1);
    }
}

static void parse_items(Parser *parser);

/* Up to the end of the pattern, or of the alternative; @is_free: nothing follows outwards. */
static Run *
parse_run(Parser *parser, HexaplaSrxSide side, gboolean is_free)
{
    GArray *outer = parser->items;
    HexaplaSrxSide outer_side = parser->side;
    Run *run = g_new0(Run, 1);

    run->side = side;
    run->items = g_array_new(FALSE, FALSE, sizeof(Item));
    parser->items = run->items;
    parser->side = side;
    parse_items(parser);
    if (side == HEXAPLA_SRX_BEFORE)
        reverse(run->items);
    if (is_free)
        simplify(run->items);
    parser->items = outer;
    parser->side = outer_side;
    return run;
}

/* (?:…) and (…), (?=…), (?!…), (?<=…), (?<!…); returns where the first alternative begins, NULL for other
 * groups. */
static const char *
parse_group_start(const char *p, HexaplaSrxSide *side, Item *item)
{
    item->kind = ITEM_GROUP;
    if (p[1] != '?')
        return p + 1;
    if (p[2] == ':')
        return p + 3;
    item->kind = ITEM_LOOK;
    *side = p[2] == '<' ? HEXAPLA_SRX_BEFORE : HEXAPLA_SRX_AFTER;
    p += p[2] == '<' ? 3 : 2;
    item->is_negative = *p == '!';
    return *p == '!' || *p == '=' ? p + 1 : NULL;
}

static int
compare_runs(gconstpointer a, gconstpointer b)
{
    const Run *one = *(const Run *const *)a, *other = *(const Run *const *)b;

    return (one->first > other->first) - (one->first < other->first);
}

/* Most groups are long lists of words: those with one first character stand together. */
static void
sort_runs(GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        Run *run = runs->pdata[i];
        const Item *item = run->items->len > 0 ? &g_array_index(run->items, Item, 0) : NULL;

        run->first =
            item != NULL && item->kind == ITEM_CHARACTERS && item->min > 0 ? item->literal : 0;
    }
    g_ptr_array_sort(runs, compare_runs);
}

static void
parse_group(Parser *parser)
{
    Item item = {.min = 1, .max = 1};
    HexaplaSrxSide side = parser->side;
    const char *start = parse_group_start(parser->p, &side, &item);
    const char *end = skip_group(parser->p);

    /* Flags change the meaning of what follows. */
    parser->is_opaque = end == NULL || (start == NULL && strchr("<>", parser->p[2]) == NULL);
    if (start == NULL || parser->is_opaque || parser->depth == MAX_DEPTH) {
        add_open(parser);
        parser->p = end;
        return;
    }
    item.runs = g_ptr_array_new_with_free_func((GDestroyNotify)free_run);
    parser->depth++;
    for (parser->p = start;; parser->p++) {
        g_ptr_array_add(item.runs, parse_run(parser, side, item.kind == ITEM_LOOK));
        if (parser->is_opaque || *parser->p != '|')
            break;
    }
    parser->depth--;
    sort_runs(item.runs);
    g_array_append_val(parser->items, item);
    parser->p += *parser->p == ')';
}

static void
parse_atom(Parser *parser)
{
    const char *start = parser->p, *end;

    switch (*start) {
    case '\\':
        parse_escape(parser);
        return;
    case '(':
        parse_group(parser);
        return;
    case '[':
        end = skip_class(start);
        parser->is_opaque = end == NULL;
        if (end != NULL)
            add_characters(parser, start, end - start);
        parser->p = end;
        return;
    case '.':
        add_characters(parser, ".", 1);
        parser->p++;
        return;
    case '^':
    case '$':
        /* $ matches in front of the last line end, too. */
        add_item(parser,
                 *start == '^' && parser->side == HEXAPLA_SRX_BEFORE ? ITEM_EDGE : ITEM_OPEN, 0,
                 NULL);
        parser->p++;
        return;
    case '*':
    case '+':
    case '?':
    case '{':
        parser->is_opaque = TRUE;
        return;
    default:
        end = g_utf8_next_char(start);
        add_literal(parser, start, start, end);
        parser->p = end;
    }
}

static gboolean
parse_counts(Parser *parser, guint *min, guint *max)
{
    char *end;

    *min = *max = (guint)MIN(g_ascii_strtoull(parser->p + 1, &end, 10), G_MAXUINT);
    if (end == parser->p + 1)
        return FALSE;
    if (*end == ',') {
        const char *number = end + 1;

        *max = (guint)MIN(g_ascii_strtoull(number, &end, 10), G_MAXUINT);
        if (end == number)
            *max = G_MAXUINT;
    }
    parser->p = end + 1;
    return *end == '}';
}

/* As many as possible or as few: that makes no difference to whether there is a match. What is possessive
 * does, and can be told only in the direction in which ICU goes. */
static void
parse_quantifier(Parser *parser)
{
    Item *item = &g_array_index(parser->items, Item, parser->items->len - 1);
    guint min = 1, max = G_MAXUINT;

    switch (*parser->p) {
    case '*':
        min = 0;
        break;
    case '+':
        break;
    case '?':
        min = 0;
        max = 1;
        break;
    case '{':
        if (parse_counts(parser, &min, &max))
            break;
        parser->is_opaque = TRUE;
        return;
    default:
        return;
    }
    parser->p += parser->p[0] == '*' || parser->p[0] == '+' || parser->p[0] == '?';
    item->is_possessive = *parser->p == '+';
    parser->p += *parser->p == '+' || *parser->p == '?';
    item->min = min;
    item->max = max;
    if ((item->is_possessive && parser->side == HEXAPLA_SRX_BEFORE) ||
        (item->kind != ITEM_CHARACTERS &&
         (item->kind != ITEM_GROUP || max > 1 || item->is_possessive)))
        item->kind = ITEM_OPEN;
}

static void
parse_items(Parser *parser)
{
    while (!parser->is_opaque && *parser->p != '\0' && *parser->p != '|' && *parser->p != ')') {
        parse_atom(parser);
        if (!parser->is_opaque)
            parse_quantifier(parser);
    }
}

/* A pattern is a group that nobody wrote. */
static Run *
parse_pattern(Parser *parser, HexaplaSrxSide side)
{
    Item item = {.kind = ITEM_GROUP, .min = 1, .max = 1};
    Run *run = parse_run(parser, side, TRUE);

    if (parser->is_opaque || *parser->p != '|')
        return run;
    item.runs = g_ptr_array_new_with_free_func((GDestroyNotify)free_run);
    g_ptr_array_add(item.runs, run);
    while (!parser->is_opaque && *parser->p == '|') {
        parser->p++;
        g_ptr_array_add(item.runs, parse_run(parser, side, TRUE));
    }
    sort_runs(item.runs);
    run = g_new0(Run, 1);
    run->side = side;
    run->items = g_array_new(FALSE, FALSE, sizeof(Item));
    g_array_append_val(run->items, item);
    return run;
}

static Run *
new_opaque_run(HexaplaSrxSide side)
{
    Item item = {.kind = ITEM_OPEN, .min = 1, .max = 1};
    Run *run = g_new0(Run, 1);

    run->side = side;
    run->items = g_array_new(FALSE, FALSE, sizeof(Item));
    g_array_append_val(run->items, item);
    return run;
}

/**
 * hexapla_srx_shape_new:
 * @pattern: a regular expression that ICU accepts
 * @side: of the break on which it stands
 * @known: (element-type utf8 HexaplaCharacters): classes that were met before; must outlive the
 * shape
 *
 * Returns: (transfer full): its shape
 * Since: 0.1
 */
HexaplaSrxShape *
hexapla_srx_shape_new(const char *pattern, HexaplaSrxSide side, GHashTable *known)
{
    HexaplaSrxShape *self = g_new0(HexaplaSrxShape, 1);
    gboolean ignores_case = g_str_has_prefix(pattern, "(?i)");
    Parser parser = {
        .p = pattern + (ignores_case ? 4 : 0), .ignores_case = ignores_case, .known = known};

    self->run = parse_pattern(&parser, side);
    if (!parser.is_opaque && *parser.p == '\0')
        return self;
    free_run(self->run);
    self->run = new_opaque_run(side);
    return self;
}

/**
 * hexapla_srx_shape_free:
 * @self: (transfer full) (nullable): a shape
 *
 * Since: 0.1
 */
void
hexapla_srx_shape_free(HexaplaSrxShape *self)
{
    if (self == NULL)
        return;
    free_run(self->run);
    g_free(self);
}

static HexaplaAnswer
item_has(const Item *item, gunichar c)
{
    if (item->literal != 0)
        return item->literal == c ? HEXAPLA_YES : HEXAPLA_NO;
    return hexapla_characters_have(item->set, c);
}

/* A text, its ends, and how many tries are left. */
typedef struct {
    const char *start, *end;
    guint n_tries;
    gboolean is_part; /* of a text: nobody knows what stands beyond its ends */
} Match;

/* What follows a run outwards, NULL when it is the last one. */
typedef struct Rest {
    const Run *run;
    guint index;
    const struct Rest *next;
} Rest;

static gboolean
is_at_edge(const Match *match, const Run *run, const char *p)
{
    return p == (run->side == HEXAPLA_SRX_BEFORE ? match->start : match->end);
}

static const char *
step(const Match *match, const Run *run, const char *p, gunichar *c)
{
    return run->side == HEXAPLA_SRX_BEFORE ? hexapla_text_previous(match->start, p, c)
                                           : hexapla_text_next(p, match->end, c);
}

static HexaplaAnswer match_items(Match *match, const Run *run, guint index, const char *p,
                                 const Rest *rest);

/* All that there are, and no other number. */
static HexaplaAnswer
match_possessive(Match *match, const Run *run, guint index, const char *p, const Rest *rest)
{
    const Item *item = &g_array_index(run->items, Item, index);
    guint n = 0;

    for (; n < item->max && !is_at_edge(match, run, p); n++) {
        gunichar c;
        const char *next = step(match, run, p, &c);
        HexaplaAnswer answer = item_has(item, c);

        if (answer == HEXAPLA_MAYBE)
            return answer;
        if (answer == HEXAPLA_NO)
            break;
        p = next;
    }
    if (match->is_part && is_at_edge(match, run, p))
        return HEXAPLA_MAYBE;
    return n >= item->min ? match_items(match, run, index + 1, p, rest) : HEXAPLA_NO;
}

/* As few characters as will do, then one more each time. */
static HexaplaAnswer
match_characters(Match *match, const Run *run, guint index, const char *p, const Rest *rest)
{
    const Item *item = &g_array_index(run->items, Item, index);
    HexaplaAnswer answer = HEXAPLA_NO;

    for (guint n = 0;; n++) {
        gunichar c;

        if (n >= item->min) {
            answer = match_items(match, run, index + 1, p, rest);
            if (answer != HEXAPLA_NO)
                return answer;
        }
        if (n == item->max)
            return HEXAPLA_NO;
        if (is_at_edge(match, run, p))
            return match->is_part ? HEXAPLA_MAYBE : HEXAPLA_NO;
        p = step(match, run, p, &c);
        answer = item_has(item, c);
        if (answer != HEXAPLA_YES)
            return answer;
    }
}

/* Where the runs that begin with @c or a later character stand. */
static guint
find_runs(const GPtrArray *runs, gunichar c)
{
    guint low = 0, high = runs->len;

    while (low < high) {
        guint middle = (low + high) / 2;

        if (((const Run *)runs->pdata[middle])->first < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Runs from @from on, as long as they begin with @first. */
static HexaplaAnswer
match_runs(Match *match, const GPtrArray *runs, guint from, gunichar first, const char *p,
           const Rest *rest)
{
    HexaplaAnswer answer = HEXAPLA_NO;

    for (guint i = from; i < runs->len && answer == HEXAPLA_NO; i++) {
        const Run *run = runs->pdata[i];

        if (run->first != first)
            break;
        answer = match_items(match, run, 0, p, rest);
    }
    return answer;
}

static HexaplaAnswer
match_any(Match *match, const GPtrArray *runs, const char *p, const Rest *rest)
{
    HexaplaAnswer answer = match_runs(match, runs, 0, 0, p, rest);
    const Run *last = runs->pdata[runs->len - 1];
    gunichar c;

    if (answer != HEXAPLA_NO || last->first == 0)
        return answer;
    if (is_at_edge(match, last, p))
        return match->is_part ? HEXAPLA_MAYBE : HEXAPLA_NO;
    step(match, last, p, &c);
    return c != 0 ? match_runs(match, runs, find_runs(runs, c), c, p, rest) : HEXAPLA_NO;
}

static HexaplaAnswer
match_group(Match *match, const Run *run, guint index, const char *p, const Rest *rest)
{
    const Item *item = &g_array_index(run->items, Item, index);
    const Rest behind = {run, index + 1, rest};
    HexaplaAnswer answer = item->max > 0 ? match_any(match, item->runs, p, &behind) : HEXAPLA_NO;

    if (answer == HEXAPLA_NO && item->min == 0)
        answer = match_items(match, run, index + 1, p, rest);
    return answer;
}

static HexaplaAnswer
match_look(Match *match, const Run *run, guint index, const char *p, const Rest *rest)
{
    const Item *item = &g_array_index(run->items, Item, index);
    HexaplaAnswer answer = match_any(match, item->runs, p, NULL);

    if (answer == HEXAPLA_MAYBE)
        return answer;
    if ((answer == HEXAPLA_YES) == item->is_negative)
        return HEXAPLA_NO;
    return match_items(match, run, index + 1, p, rest);
}

static HexaplaAnswer
match_items(Match *match, const Run *run, guint index, const char *p, const Rest *rest)
{
    const Item *item;

    if (index == run->items->len)
        return rest != NULL ? match_items(match, rest->run, rest->index, p, rest->next)
                            : HEXAPLA_YES;
    if (match->n_tries == 0)
        return HEXAPLA_MAYBE;
    match->n_tries--;
    item = &g_array_index(run->items, Item, index);
    switch (item->kind) {
    case ITEM_CHARACTERS:
        return item->is_possessive ? match_possessive(match, run, index, p, rest)
                                   : match_characters(match, run, index, p, rest);
    case ITEM_EDGE:
        if (!is_at_edge(match, run, p))
            return HEXAPLA_NO;
        return match->is_part ? HEXAPLA_MAYBE : match_items(match, run, index + 1, p, rest);
    case ITEM_GROUP:
        return match_group(match, run, index, p, rest);
    case ITEM_LOOK:
        return match_look(match, run, index, p, rest);
    case ITEM_OPEN:
    default:
        return HEXAPLA_MAYBE;
    }
}

/**
 * hexapla_srx_shape_matches:
 * @self: a shape
 * @text: UTF-8
 * @n: its bytes
 * @offset: of the break
 *
 * Returns: whether the expression matches at the break
 * Since: 0.1
 */
HexaplaAnswer
hexapla_srx_shape_matches(const HexaplaSrxShape *self, const char *text, gsize n, gsize offset)
{
    Match match = {text, text + n, MAX_TRIES, FALSE};

    return match_items(&match, self->run, 0, text + offset, NULL);
}

/**
 * hexapla_srx_shape_may_match:
 * @self: a shape
 * @text: a part of a text around a break, UTF-8
 * @n: its bytes
 * @offset: of the break
 *
 * Returns: %HEXAPLA_NO when the expression does not match, whatever stands around the part
 * Since: 0.1
 */
HexaplaAnswer
hexapla_srx_shape_may_match(const HexaplaSrxShape *self, const char *text, gsize n, gsize offset)
{
    Match match = {text, text + n, MAX_TRIES, TRUE};

    return match_items(&match, self->run, 0, text + offset, NULL);
}

/**
 * hexapla_srx_shape_may_touch:
 * @self: a shape
 * @c: a character next to the break
 *
 * Returns: %HEXAPLA_NO when the expression never matches there
 * Since: 0.1
 */
HexaplaAnswer
hexapla_srx_shape_may_touch(const HexaplaSrxShape *self, gunichar c)
{
    char text[6];
    gsize n = (gsize)g_unichar_to_utf8(c, text);

    return hexapla_srx_shape_may_match(self, text, n,
                                       self->run->side == HEXAPLA_SRX_BEFORE ? n : 0);
}

/**
 * hexapla_srx_shape_get_literal:
 * @self: a shape
 * @index: 0 is next to the break
 *
 * Returns: the only character that may stand there, 0 when there are several
 * Since: 0.1
 */
gunichar
hexapla_srx_shape_get_literal(const HexaplaSrxShape *self, guint index)
{
    for (guint i = 0; i <= index; i++) {
        const Item *item = &g_array_index(self->run->items, Item, i);

        if (i >= self->run->items->len || item->kind != ITEM_CHARACTERS || item->min != 1 ||
            item->max != 1)
            return 0;
    }
    return g_array_index(self->run->items, Item, index).literal;
}

static gboolean
any_has(const GArray *items, guint n, gunichar c)
{
    for (guint i = 0; i < n; i++) {
        if (item_has(&g_array_index(items, Item, i), c) != HEXAPLA_NO)
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_srx_shape_is_at_start:
 * @self: a shape
 *
 * Returns: whether the expression matches only characters that stand in a row from the start of the
 * text on, such as `^[0-9]+\.`
 * Since: 0.1
 */
gboolean
hexapla_srx_shape_is_at_start(const HexaplaSrxShape *self)
{
    const GArray *items = self->run->items;
    guint n = items->len;

    for (guint i = 0; i + 1 < n; i++) {
        if (g_array_index(items, Item, i).kind != ITEM_CHARACTERS)
            return FALSE;
    }
    return n > 0 && g_array_index(items, Item, n - 1).kind == ITEM_EDGE;
}

/**
 * hexapla_srx_shape_get_reach:
 * @self: a shape for which hexapla_srx_shape_is_at_start()
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: how far from the start of @text it may match at most, in bytes
 * Since: 0.1
 */
gsize
hexapla_srx_shape_get_reach(const HexaplaSrxShape *self, const char *text, gsize n)
{
    const char *p = text;

    while (p < text + n) {
        gunichar c;
        const char *next = hexapla_text_next(p, text + n, &c);

        if (!any_has(self->run->items, self->run->items->len - 1, c))
            break;
        p = next;
    }
    return p - text;
}
