/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/srx-shape.h"

#include <string.h>

#include "base/text.h"

/* Tries that backtracking may cost before ICU, which counts its own, takes over. */
#define MAX_TRIES 256

typedef enum {
    ITEM_CHARACTERS,
    ITEM_EDGE, /* ^ */
    ITEM_OPEN, /* what no shape tells */
} ItemKind;

typedef struct {
    ItemKind kind;
    gunichar literal; /* 0 when the characters are a set */
    const HexaplaCharacters *set;
    guint min, max;
} Item;

struct _HexaplaSrxShape {
    HexaplaSrxSide side;
    Item *items; /* outwards from the break */
    guint n_items;
};

/* Of a pattern, read from its start. */
typedef struct {
    const char *p;
    HexaplaSrxSide side;
    gboolean ignores_case;
    GArray *items;
    GHashTable *known; /* patterns of one character, and the characters */
    gboolean is_opaque;
} Parser;

static void
add_item(Parser *parser, ItemKind kind, gunichar literal, const HexaplaCharacters *set)
{
    Item item = {kind, literal, set, 1, 1};

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

static void
add_literal(Parser *parser, const char *start, const char *character, const char *end)
{
    gunichar c = g_utf8_get_char(character);

    if (parser->ignores_case && hexapla_text_is_letter(c))
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
parse_group(Parser *parser)
{
    const char *end = skip_group(parser->p);

    /* Flags change the meaning of what follows. */
    parser->is_opaque =
        end == NULL || (parser->p[1] == '?' && strchr(":=!<>", parser->p[2]) == NULL);
    add_open(parser);
    parser->p = end;
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
    case '|':
    case ')':
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

/* Whether as many as possible are taken or as few makes no difference to whether there is a match;
 * possessive quantifiers do. */
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
    if (*parser->p == '+' || item->kind != ITEM_CHARACTERS)
        item->kind = ITEM_OPEN;
    parser->p += *parser->p == '+' || *parser->p == '?';
    item->min = min;
    item->max = max;
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
    Parser parser = {pattern + (ignores_case ? 4 : 0),        side,  ignores_case,
                     g_array_new(FALSE, FALSE, sizeof(Item)), known, FALSE};

    while (!parser.is_opaque && *parser.p != '\0') {
        parse_atom(&parser);
        if (!parser.is_opaque)
            parse_quantifier(&parser);
    }
    if (parser.is_opaque) {
        g_array_set_size(parser.items, 0);
        add_open(&parser);
    }
    if (side == HEXAPLA_SRX_BEFORE)
        reverse(parser.items);
    simplify(parser.items);
    self->side = side;
    self->n_items = parser.items->len;
    self->items = (Item *)(void *)g_array_free(parser.items, FALSE);
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
    g_free(self->items);
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
    const HexaplaSrxShape *shape;
    const char *start, *end;
    guint n_tries;
} Match;

static gboolean
is_at_edge(const Match *match, const char *p)
{
    return p == (match->shape->side == HEXAPLA_SRX_BEFORE ? match->start : match->end);
}

static const char *
step(const Match *match, const char *p, gunichar *c)
{
    return match->shape->side == HEXAPLA_SRX_BEFORE ? hexapla_text_previous(match->start, p, c)
                                                    : hexapla_text_next(p, match->end, c);
}

static HexaplaAnswer match_items(Match *match, guint index, const char *p);

/* As few characters as will do, then one more each time. */
static HexaplaAnswer
match_characters(Match *match, guint index, const char *p)
{
    const Item *item = &match->shape->items[index];
    HexaplaAnswer answer = HEXAPLA_NO;

    for (guint n = 0;; n++) {
        gunichar c;

        if (n >= item->min) {
            answer = match_items(match, index + 1, p);
            if (answer != HEXAPLA_NO)
                return answer;
        }
        if (n == item->max || is_at_edge(match, p))
            return HEXAPLA_NO;
        p = step(match, p, &c);
        answer = item_has(item, c);
        if (answer != HEXAPLA_YES)
            return answer;
    }
}

static HexaplaAnswer
match_items(Match *match, guint index, const char *p)
{
    const Item *item = &match->shape->items[index];

    if (index == match->shape->n_items)
        return HEXAPLA_YES;
    if (item->kind == ITEM_OPEN || match->n_tries-- == 0)
        return HEXAPLA_MAYBE;
    if (item->kind == ITEM_EDGE)
        return is_at_edge(match, p) ? match_items(match, index + 1, p) : HEXAPLA_NO;
    return match_characters(match, index, p);
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
    Match match = {self, text, text + n, MAX_TRIES};

    return match_items(&match, 0, text + offset);
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
    const Item *item = self->items;

    if (self->n_items == 0 || item->kind != ITEM_CHARACTERS || item->min == 0)
        return HEXAPLA_MAYBE;
    return item_has(item, c);
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
        if (i >= self->n_items || self->items[i].kind != ITEM_CHARACTERS ||
            self->items[i].min != 1 || self->items[i].max != 1)
            return 0;
    }
    return self->items[index].literal;
}
