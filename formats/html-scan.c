/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-scan.h"

#include <string.h>

typedef struct {
    const char *name;
    HexaplaHtmlTraits traits;
} Element;

static const Element elements[HEXAPLA_HTML_N_ELEMENTS] = {
    [HEXAPLA_HTML_OTHER] = {"span", HEXAPLA_HTML_IS_INLINE},
#define HEXAPLA_HTML_ELEMENT(symbol, name, traits) [HEXAPLA_HTML_##symbol] = {name, traits},
#include "formats/html-elements.h"
#undef HEXAPLA_HTML_ELEMENT
};

/* The table is sorted, and no name is longer than this. */
#define MAX_NAME_BYTES 10

const char *
hexapla_html_element_get_name(HexaplaHtmlElement element)
{
    return elements[element].name;
}

HexaplaHtmlTraits
hexapla_html_element_get_traits(HexaplaHtmlElement element)
{
    return elements[element].traits;
}

static HexaplaHtmlElement
find_element(const char *name, gsize n)
{
    guint low = HEXAPLA_HTML_OTHER + 1, high = HEXAPLA_HTML_N_ELEMENTS;
    char folded[MAX_NAME_BYTES + 1];

    if (n > MAX_NAME_BYTES)
        return HEXAPLA_HTML_OTHER;
    for (gsize i = 0; i < n; i++)
        folded[i] = g_ascii_tolower(name[i]);
    folded[n] = '\0';
    while (low < high) {
        guint middle = (low + high) / 2;
        int order = strcmp(folded, elements[middle].name);

        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HEXAPLA_HTML_OTHER;
}

void
hexapla_html_scanner_init(HexaplaHtmlScanner *self, const char *page, gsize n)
{
    *self = (HexaplaHtmlScanner){.page = page, .n = n};
}

static inline gboolean
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static gsize
name_length(const char *p, const char *end)
{
    const char *q = p;

    while (q < end && !is_space(*q) && *q != '/' && *q != '>')
        q++;
    return q - p;
}

/* Behind the > that ends a tag; one inside a quoted value does not. */
static const char *
find_tag_end(const char *p, const char *end)
{
    HexaplaHtmlAttributes attributes = {.p = p, .end = end};

    while (hexapla_html_attributes_next(&attributes))
        ;
    return attributes.p < end ? attributes.p + 1 : end;
}

static const char *
find_string(const char *p, const char *end, const char *string)
{
    return memmem(p, end - p, string, strlen(string));
}

/* The comment or declaration behind <! or <?, as HTML Living Standard 13.2.5.42 reads it. */
static const char *
skip_declaration(const char *p, const char *end)
{
    const char *close;

    if (end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
        if (p + 4 < end && p[4] == '>')
            return p + 5;
        if (p + 5 < end && p[4] == '-' && p[5] == '>')
            return p + 6;
        close = find_string(p + 4, end, "--");
        while (close != NULL) {
            const char *q = close + 2;

            while (q < end && *q == '-')
                q++;
            if (q < end && *q == '!' && q + 1 < end && q[1] == '>')
                q++;
            if (q < end && *q == '>')
                return q + 1;
            close = find_string(q, end, "--");
        }
        return end;
    }
    if (end - p >= 9 && memcmp(p, "<![CDATA[", 9) == 0) {
        close = find_string(p, end, "]]>");
        if (close != NULL)
            return close + 3;
    }
    close = memchr(p, '>', end - p);
    return close != NULL ? close + 1 : end;
}

static gboolean
is_end_tag_of(const char *p, const char *end, HexaplaHtmlElement element)
{
    const char *name = elements[element].name;
    gsize n = strlen(name);

    return (gsize)(end - p) > n + 2 && p[1] == '/' && g_ascii_strncasecmp(p + 2, name, n) == 0 &&
           (is_space(p[2 + n]) || p[2 + n] == '>' || p[2 + n] == '/');
}

/* The end tag of a raw element, or @end. */
static const char *
find_raw_end(const char *p, const char *end, HexaplaHtmlElement element)
{
    while ((p = memchr(p, '<', end - p)) != NULL) {
        if (is_end_tag_of(p, end, element))
            return p;
        p++;
    }
    return end;
}

static gboolean
is_tag_start(const char *p, const char *end)
{
    if (p + 1 >= end)
        return FALSE;
    if (p[1] == '/')
        return p + 2 < end && g_ascii_isalpha(p[2]);
    return g_ascii_isalpha(p[1]) || p[1] == '!' || p[1] == '?';
}

/* Where the text that begins at @p ends. */
static const char *
find_text_end(const char *p, const char *end)
{
    const char *q = p;

    while ((q = memchr(q, '<', end - q)) != NULL) {
        if (is_tag_start(q, end) || (q + 2 < end && q[1] == '/' && q[2] == '>'))
            return q;
        q++;
    }
    return end;
}

/* Takes everything up to the end tag of a skipped element, those of its kind inside it included. */
static const char *
skip_content(const char *p, const char *end, HexaplaHtmlElement element)
{
    const char *name = elements[element].name;
    gsize n = strlen(name);
    guint depth = 1;

    while ((p = memchr(p, '<', end - p)) != NULL) {
        if (is_end_tag_of(p, end, element) && --depth == 0)
            return p;
        if ((gsize)(end - p) > n + 1 && g_ascii_strncasecmp(p + 1, name, n) == 0 &&
            (is_space(p[1 + n]) || p[1 + n] == '>')) {
            const char *tag_end = find_tag_end(p + 1 + n, end);

            depth += tag_end - p < 2 || tag_end[-2] != '/';
        }
        p++;
    }
    return NULL;
}

/* The content of the raw element whose start tag was the last token. */
static gboolean
take_raw(HexaplaHtmlScanner *self, HexaplaHtmlToken *token)
{
    const char *p = self->page + self->position, *end = self->page + self->n;
    gboolean skips = (elements[self->raw].traits & HEXAPLA_HTML_IS_SKIP) != 0;
    gboolean is_raw = (elements[self->raw].traits & HEXAPLA_HTML_IS_RAW) != 0;
    const char *q = is_raw ? find_raw_end(p, end, self->raw) : skip_content(p, end, self->raw);

    token->kind = skips ? HEXAPLA_HTML_TOKEN_SKIPPED : HEXAPLA_HTML_TOKEN_TEXT;
    token->element = self->raw;
    token->start = self->position;
    self->raw = HEXAPLA_HTML_OTHER;
    /* A player that is never closed does not take the page with it. */
    if (q == NULL || q == p)
        return FALSE;
    token->end = self->position = q - self->page;
    return TRUE;
}

static void
take_tag(HexaplaHtmlScanner *self, HexaplaHtmlToken *token)
{
    const char *p = self->page + self->position, *end = self->page + self->n;
    gboolean is_end = p[1] == '/';
    const char *name = p + 1 + is_end;
    gsize n = name_length(name, end);
    HexaplaHtmlTraits traits;
    const char *tag_end = find_tag_end(name + n, end);

    token->element = find_element(name, n);
    token->kind = is_end ? HEXAPLA_HTML_TOKEN_END : HEXAPLA_HTML_TOKEN_START;
    token->end = self->position = tag_end - self->page;
    traits = elements[token->element].traits;
    if (!is_end && (traits & (HEXAPLA_HTML_IS_RAW | HEXAPLA_HTML_IS_SKIP)) != 0 &&
        !((traits & HEXAPLA_HTML_IS_RAW) == 0 && tag_end[-2] == '/'))
        self->raw = token->element;
}

gboolean
hexapla_html_scanner_next(HexaplaHtmlScanner *self, HexaplaHtmlToken *token)
{
    const char *p, *end = self->page + self->n;

    if (self->position == self->n)
        return FALSE;
    if (self->raw != HEXAPLA_HTML_OTHER && take_raw(self, token))
        return TRUE;
    p = self->page + self->position;
    *token = (HexaplaHtmlToken){.start = self->position};
    if (*p == '<' && is_tag_start(p, end) && g_ascii_isalpha(p[1] == '/' ? p[2] : p[1])) {
        take_tag(self, token);
        return TRUE;
    }
    if (*p == '<' && (is_tag_start(p, end) || (p + 2 < end && p[1] == '/' && p[2] == '>'))) {
        token->kind = HEXAPLA_HTML_TOKEN_SKIPPED;
        p = skip_declaration(p, end);
    } else {
        token->kind = HEXAPLA_HTML_TOKEN_TEXT;
        p = find_text_end(p, end);
    }
    token->end = self->position = p - self->page;
    return TRUE;
}

static const char *
name_of(const char *page, const HexaplaHtmlToken *token, gsize *n)
{
    const char *name = page + token->start + 1 + (token->kind == HEXAPLA_HTML_TOKEN_END);

    *n = name_length(name, page + token->end);
    return name;
}

/* Whether two tags are of the same element, also of one that is not in the table. */
gboolean
hexapla_html_token_is_same(const char *page, const HexaplaHtmlToken *a, const HexaplaHtmlToken *b)
{
    gsize n_a, n_b;
    const char *name_a = name_of(page, a, &n_a), *name_b = name_of(page, b, &n_b);

    return n_a == n_b && g_ascii_strncasecmp(name_a, name_b, n_a) == 0;
}

void
hexapla_html_attributes_init(HexaplaHtmlAttributes *self, const char *tag, gsize n)
{
    const char *end = tag + n;

    *self = (HexaplaHtmlAttributes){.p = tag + 1 + name_length(tag + 1, end), .end = end};
}

static void
take_value(HexaplaHtmlAttributes *self)
{
    const char *p = self->p + 1;

    while (p < self->end && is_space(*p))
        p++;
    self->value = p;
    if (p < self->end && (*p == '"' || *p == '\'')) {
        const char *quote = memchr(p + 1, *p, self->end - p - 1);

        self->value = p + 1;
        p = quote != NULL ? quote : self->end;
        self->n_value = p - self->value;
        self->p = quote != NULL ? p + 1 : p;
        return;
    }
    while (p < self->end && !is_space(*p) && *p != '>')
        p++;
    self->n_value = p - self->value;
    self->p = p;
}

/* At the end `p` is at the > of the tag. */
gboolean
hexapla_html_attributes_next(HexaplaHtmlAttributes *self)
{
    const char *p = self->p;

    while (p < self->end && (is_space(*p) || *p == '/'))
        p++;
    self->p = self->name = p;
    if (p >= self->end || *p == '>')
        return FALSE;
    p++; /* a name may begin with anything, = too */
    while (p < self->end && !is_space(*p) && *p != '/' && *p != '>' && *p != '=')
        p++;
    self->n_name = p - self->name;
    self->value = p;
    self->n_value = 0;
    self->p = p;
    while (p < self->end && is_space(*p))
        p++;
    if (p < self->end && *p == '=') {
        self->p = p;
        take_value(self);
    }
    return TRUE;
}

gboolean
hexapla_html_attributes_is(const HexaplaHtmlAttributes *self, const char *name)
{
    return strlen(name) == self->n_name && g_ascii_strncasecmp(self->name, name, self->n_name) == 0;
}

/* Returns the value of the first attribute of a name, as written, or NULL. */
const char *
hexapla_html_find_attribute(const char *tag, gsize n, const char *name, gsize *n_value)
{
    HexaplaHtmlAttributes attributes;

    hexapla_html_attributes_init(&attributes, tag, n);
    while (hexapla_html_attributes_next(&attributes)) {
        if (hexapla_html_attributes_is(&attributes, name)) {
            *n_value = attributes.n_value;
            return attributes.value;
        }
    }
    return NULL;
}
