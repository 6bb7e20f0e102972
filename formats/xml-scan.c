/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/xml-scan.h"

#include <string.h>

#include "formats/html-text.h"

static const char *
find_behind(const char *p, const char *end, const char *mark)
{
    gsize n = strlen(mark);
    const char *found = memmem(p, end - p, mark, n);

    return found != NULL ? found + n : end;
}

/* Behind the > of a tag, or of a document type with what it holds in brackets. */
static const char *
find_tag_end(const char *p, const char *end)
{
    guint depth = 0;

    while (p < end && (*p != '>' || depth > 0)) {
        const char *quote = *p == '"' || *p == '\'' ? memchr(p + 1, *p, end - p - 1) : NULL;

        if (end - p > 4 && memcmp(p, "<!--", 4) == 0) {
            p = find_behind(p + 4, end, "-->");
            continue;
        }
        depth += *p == '[';
        depth -= *p == ']' && depth > 0;
        p = quote != NULL ? quote + 1 : p + 1;
    }
    return p < end ? p + 1 : end;
}

static gboolean
begins_with(const char *p, const char *end, const char *mark)
{
    gsize n = strlen(mark);

    return (gsize)(end - p) >= n && memcmp(p, mark, n) == 0;
}

static const char *
scan_markup(const char *p, const char *end, HexaplaXmlTokenKind *kind)
{
    static const struct {
        const char *start;
        const char *end; /* NULL: as a tag */
        HexaplaXmlTokenKind kind;
    } marks[] = {
        {"<!--", "-->", HEXAPLA_XML_TOKEN_SKIPPED},    {"<?", "?>", HEXAPLA_XML_TOKEN_SKIPPED},
        {"<![CDATA[", "]]>", HEXAPLA_XML_TOKEN_CDATA}, {"<!", NULL, HEXAPLA_XML_TOKEN_SKIPPED},
        {"</", NULL, HEXAPLA_XML_TOKEN_END},           {"<", NULL, HEXAPLA_XML_TOKEN_START},
    };
    guint i = 0;

    while (!begins_with(p, end, marks[i].start))
        i++;
    *kind = marks[i].kind;
    p += strlen(marks[i].start);
    p = marks[i].end != NULL ? find_behind(p, end, marks[i].end) : find_tag_end(p, end);
    if (*kind == HEXAPLA_XML_TOKEN_START && p[-2] == '/')
        *kind = HEXAPLA_XML_TOKEN_EMPTY;
    return p;
}

/* Finds the token at @position; FALSE at the end. */
gboolean
hexapla_xml_scan(const char *bytes, gsize n, gsize position, HexaplaXmlToken *token)
{
    const char *p = bytes + position, *end = bytes + n;

    if (p >= end)
        return FALSE;
    token->start = position;
    token->kind = HEXAPLA_XML_TOKEN_TEXT;
    if (*p == '<') {
        p = scan_markup(p, end, &token->kind);
    } else {
        p = memchr(p, '<', end - p);
        p = p != NULL ? p : end;
    }
    token->end = p - bytes;
    return TRUE;
}

static gboolean
ends_name(char c)
{
    return hexapla_html_is_space(c) || c == '/' || c == '>' || c == '=';
}

/* Returns the name of an element without its prefix. */
char *
hexapla_xml_token_dup_name(const HexaplaXmlToken *token, const char *bytes)
{
    const char *name = bytes + token->start + 1 + (token->kind == HEXAPLA_XML_TOKEN_END), *p = name;

    for (; p < bytes + token->end && !ends_name(*p); p++)
        name = *p == ':' ? p + 1 : name;
    return g_strndup(name, p - name);
}

/* Returns the value of an attribute, whose prefix is of no account; NULL when there is none. */
char *
hexapla_xml_token_dup_attribute(const HexaplaXmlToken *token, const char *bytes, const char *name)
{
    const char *p = bytes + token->start, *end = bytes + token->end;
    gsize n = strlen(name);

    while (p < end) {
        const char *quote = memchr(p, '=', end - p), *start, *last;

        if (quote == NULL)
            return NULL;
        for (last = quote; hexapla_html_is_space(last[-1]); last--)
            ;
        for (quote++; quote < end && hexapla_html_is_space(*quote); quote++)
            ;
        start = quote + 1;
        p = start < end ? memchr(start, *quote, end - start) : NULL;
        if (p == NULL)
            return NULL;
        if (begins_with(last - n, end, name) &&
            (hexapla_html_is_space(last[-(gssize)n - 1]) || last[-(gssize)n - 1] == ':'))
            return hexapla_html_dup_text(start, p - start);
        p++;
    }
    return NULL;
}
