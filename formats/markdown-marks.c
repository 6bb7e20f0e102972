/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/markdown-marks.h"

#include <string.h>

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *
skip_run(const char *p, const char *end, char c)
{
    while (p < end && *p == c)
        p++;
    return p;
}

/* A line end, and what stands in front of the next line of a quotation or a list item. */
static const char *
skip_line_end(const char *p, const char *end)
{
    const char *feed = memchr(p, '\n', end - p);

    p = feed != NULL ? feed + 1 : skip_run(p, end, '\r');
    while (p < end && (*p == ' ' || *p == '\t' || *p == '>'))
        p++;
    return p;
}

/* Behind the bracket that closes the one at @p; NULL when none does. */
static const char *
skip_brackets(const char *p, const char *end, char open, char close)
{
    guint depth = 0;

    for (; p < end; p++) {
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (*p == open && (depth == 0 || open != close))
            depth++;
        else if (*p == close && --depth == 0)
            return p + 1;
    }
    return NULL;
}

static const char *
skip_blanks(const char *p, const char *end)
{
    while (p < end && is_blank(*p))
        p++;
    return p;
}

/* (address "title") (CommonMark 0.30, 6.3) */
static const char *
skip_address(const char *p, const char *end)
{
    guint depth = 0;

    p = skip_blanks(p + 1, end);
    if (p < end && *p == '<') {
        p = skip_brackets(p, end, '<', '>');
    } else {
        for (; p < end && !is_blank(*p) && (*p != ')' || depth > 0); p++) {
            depth += *p == '(';
            depth -= *p == ')';
            p += *p == '\\' && p + 1 < end && p[1] != ' ';
        }
    }
    p = p != NULL ? skip_blanks(p, end) : end;
    if (p < end && *p != ')')
        p = skip_brackets(p, end, *p, *p == '(' ? ')' : *p);
    p = p != NULL ? skip_blanks(p, end) : end;
    return p < end && *p == ')' ? p + 1 : NULL;
}

/* What ends a link: ](address), ][label], ], or > of one that shows its address. */
static const char *
skip_link_end(const char *p, const char *end)
{
    const char *behind = NULL;

    if (p == end || (*p != ']' && *p != '>'))
        return NULL;
    p++;
    if (p[-1] == '>' || p == end)
        return p;
    if (*p == '(')
        behind = skip_address(p, end);
    else if (*p == '[')
        behind = skip_brackets(p, end, '[', ']');
    return behind != NULL ? behind : p;
}

static const char *
skip_code_end(const char *p, const char *end)
{
    const char *marks = memchr(p, '`', end - p);

    return marks != NULL ? skip_run(marks, end, '`') : NULL;
}

/* Returns what stands behind an item that begins at @p; NULL when it does not. */
const char *
hexapla_markdown_skip_item(const HexaplaMarkdownItem *item, const char *p, const char *end)
{
    gsize n = end - p;

    switch (item->mark) {
    case HEXAPLA_MARKDOWN_EMPHASIS:
        return n >= 1 && (*p == '*' || *p == '_') ? p + 1 : NULL;
    case HEXAPLA_MARKDOWN_STRONG:
        return n >= 2 && (*p == '*' || *p == '_') && p[1] == *p ? p + 2 : NULL;
    case HEXAPLA_MARKDOWN_DELETED:
        return n >= 1 && *p == '~' ? skip_run(p, end, '~') : NULL;
    case HEXAPLA_MARKDOWN_CODE:
        return item->is_end ? skip_code_end(p, end) : end;
    case HEXAPLA_MARKDOWN_LINK:
        if (item->is_end)
            return skip_link_end(p, end);
        return n >= 1 && (*p == '[' || *p == '<') ? p + 1 : NULL;
    case HEXAPLA_MARKDOWN_IMAGE:
        if (item->is_end)
            return skip_link_end(p, end);
        return n >= 2 && *p == '!' && p[1] == '[' ? p + 2 : NULL;
    default:
        return skip_line_end(p, end);
    }
}

static const char *
find_code_start(const char *start, const char *p)
{
    while (p > start && is_blank(p[-1]))
        p--;
    if (p == start || p[-1] != '`')
        return NULL;
    while (p > start && p[-1] == '`')
        p--;
    return p;
}

/* Returns where an item begins whose words begin at @p, where a block begins: only they tell. NULL
 * when it is elsewhere. */
const char *
hexapla_markdown_find_item(const HexaplaMarkdownItem *item, const char *start, const char *p)
{
    static const guint lengths[] = {
        [HEXAPLA_MARKDOWN_EMPHASIS] = 1, [HEXAPLA_MARKDOWN_STRONG] = 2,
        [HEXAPLA_MARKDOWN_DELETED] = 1,  [HEXAPLA_MARKDOWN_LINK] = 1,
        [HEXAPLA_MARKDOWN_IMAGE] = 2,
    };
    const char *found;

    if (item->mark == HEXAPLA_MARKDOWN_CODE)
        return item->is_end ? NULL : find_code_start(start, p);
    if (item->is_end || item->mark >= G_N_ELEMENTS(lengths) ||
        (gsize)(p - start) < lengths[item->mark])
        return NULL;
    found = p - lengths[item->mark];
    if (hexapla_markdown_skip_item(item, found, p) != p)
        return NULL;
    while (item->mark == HEXAPLA_MARKDOWN_DELETED && found > start && found[-1] == '~')
        found--;
    return found;
}
