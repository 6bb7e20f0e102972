/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libxml2 decides which elements end where others begin, and what broken markup means. It gets the
 * page in a short form: every tag with nothing but the place where it stands, and in place of each
 * run of characters where that is. So every node knows its bytes, whatever version of libxml2 it
 * is, and no attribute or text can cost time there. */

#include "formats/html-tree.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/limits.h"

#define CHUNK_BYTES (16u << 10)

typedef struct {
    const char *page;
    htmlParserCtxtPtr context;
    GString *form; /* what libxml2 has not yet seen of the short form */
    GArray *nodes;
    guint32 current; /* the innermost element that is open */
    guint depth;
    guint64 numbers[2]; /* place and length of a run */
    guint n_numbers;
    gboolean in_number;
} Builder;

static guint32
add_node(Builder *self, guint32 element, guint32 start, guint32 length)
{
    HexaplaHtmlNode node = {
        .parent = self->current, .start = start, .length = length, .element = element};

    node.end = self->nodes->len + 1;
    g_array_append_val(self->nodes, node);
    return self->nodes->len - 1;
}

static HexaplaHtmlNode *
node_at(Builder *self, guint32 index)
{
    return &g_array_index(self->nodes, HexaplaHtmlNode, index);
}

static void
read_places(Builder *self, const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (g_ascii_isdigit(text[i])) {
            guint64 *number = &self->numbers[self->n_numbers];

            *number = (self->in_number ? *number * 10 : 0) + (text[i] - '0');
            self->in_number = TRUE;
            continue;
        }
        self->n_numbers += self->in_number;
        self->in_number = FALSE;
        if (self->n_numbers == 2) {
            add_node(self, HEXAPLA_HTML_TEXT, self->numbers[0], self->numbers[1]);
            self->n_numbers = 0;
        }
    }
}

/* An element that only libxml2 knows of is a block without a tag. */
static void
on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    Builder *self = data;
    HexaplaHtmlElement element = HEXAPLA_HTML_DIV;
    guint64 start = 0, length = 0;
    char *end;

    self->depth++;
    if (self->depth > HEXAPLA_MAX_HTML_DEPTH)
        return;
    if (strcmp((const char *)name, "p") == 0)
        element = HEXAPLA_HTML_P;
    if (attributes != NULL && attributes[0] != NULL && attributes[1] != NULL) {
        start = g_ascii_strtoull((const char *)attributes[1], &end, 10);
        length = g_ascii_strtoull(end + (*end == '-'), &end, 10);
        element = g_ascii_strtoull(end + (*end == '-'), NULL, 10);
    }
    self->current = add_node(self, element, start, length);
}

static void
on_end(void *data, G_GNUC_UNUSED const xmlChar *name)
{
    Builder *self = data;

    if (self->depth == 0)
        return;
    self->depth--;
    if (self->depth >= HEXAPLA_MAX_HTML_DEPTH || self->current == 0)
        return;
    node_at(self, self->current)->end = self->nodes->len;
    self->current = node_at(self, self->current)->parent;
}

static void
on_text(void *data, const xmlChar *text, int n)
{
    read_places(data, (const char *)text, n);
}

/* White space of its own goes as a comment, which opens and closes nothing. */
static void
on_comment(void *data, const xmlChar *text)
{
    read_places(data, (const char *)text, strlen((const char *)text));
}

static gboolean
is_blank(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isspace(text[i]))
            return FALSE;
    }
    return TRUE;
}

/* Elements whose content newer versions of libxml2 take for text are spans and blocks for it. */
static const char *
name_for_parser(HexaplaHtmlElement element)
{
    switch (element) {
    case HEXAPLA_HTML_NOSCRIPT:
    case HEXAPLA_HTML_NOFRAMES:
    case HEXAPLA_HTML_PLAINTEXT:
    case HEXAPLA_HTML_TEXTAREA:
    case HEXAPLA_HTML_XMP:
    case HEXAPLA_HTML_FRAMESET:
        return "div";
    default:
        return hexapla_html_element_get_name(element);
    }
}

static gboolean
is_left_out(HexaplaHtmlElement element)
{
    switch (element) {
    case HEXAPLA_HTML_BASE:
    case HEXAPLA_HTML_FRAME:
    case HEXAPLA_HTML_HEAD:
    case HEXAPLA_HTML_HTML:
    case HEXAPLA_HTML_LINK:
    case HEXAPLA_HTML_META:
    case HEXAPLA_HTML_TITLE:
        return TRUE;
    default:
        return (hexapla_html_element_get_traits(element) & HEXAPLA_HTML_IS_SKIP) != 0;
    }
}

static void
put_number(GString *form, gsize number, char behind)
{
    char digits[24];
    char *p = digits + sizeof digits;

    *--p = behind;
    do {
        *--p = '0' + number % 10;
        number /= 10;
    } while (number > 0);
    g_string_append_len(form, p, digits + sizeof digits - p);
}

static void
put_token(Builder *self, const HexaplaHtmlToken *token)
{
    GString *form = self->form;
    gsize length = token->end - token->start;

    if (token->kind == HEXAPLA_HTML_TOKEN_SKIPPED || is_left_out(token->element))
        return;
    if (token->kind == HEXAPLA_HTML_TOKEN_TEXT) {
        gboolean blank = is_blank(self->page + token->start, length);

        if (blank)
            g_string_append(form, "<!--");
        put_number(form, token->start, ' ');
        put_number(form, length, ' ');
        if (blank)
            g_string_append(form, "-->");
        return;
    }
    g_string_append(form, token->kind == HEXAPLA_HTML_TOKEN_END ? "</" : "<");
    g_string_append(form, name_for_parser(token->element));
    if (token->kind == HEXAPLA_HTML_TOKEN_START) {
        g_string_append(form, " n=\"");
        put_number(form, token->start, '-');
        put_number(form, length, '-');
        put_number(form, token->element, '"');
    }
    g_string_append_c(form, '>');
}

static void
flush(Builder *self, gboolean is_last)
{
    htmlParseChunk(self->context, self->form->str, (int)self->form->len, is_last);
    g_string_truncate(self->form, 0);
}

/* Behind the deepest nesting tags are no longer told, or looking for what they end would take for
 * ever. */
static void
feed(Builder *self, gsize n)
{
    HexaplaHtmlScanner scanner;
    HexaplaHtmlToken token;

    hexapla_html_scanner_init(&scanner, self->page, n);
    while (hexapla_html_scanner_next(&scanner, &token)) {
        if (token.kind == HEXAPLA_HTML_TOKEN_TEXT || self->depth < HEXAPLA_MAX_HTML_DEPTH)
            put_token(self, &token);
        if (self->form->len >= CHUNK_BYTES)
            flush(self, FALSE);
    }
    flush(self, TRUE);
}

static void
ignore_error(G_GNUC_UNUSED void *data, G_GNUC_UNUSED const xmlError *error)
{
}

/* Returns the nodes of a page, or NULL when there is no memory for a parser. */
GArray *
hexapla_html_tree_new(const char *page, gsize n)
{
    htmlSAXHandler sax = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .comment = on_comment,
        .serror = (xmlStructuredErrorFunc)(void (*)(void))ignore_error,
        .initialized = XML_SAX2_MAGIC,
    };
    Builder self = {.page = page};

    self.context = htmlCreatePushParserCtxt(&sax, &self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (self.context == NULL)
        return NULL;
    htmlCtxtUseOptions(self.context, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                         HTML_PARSE_RECOVER);
    self.form = g_string_sized_new(CHUNK_BYTES + 256);
    self.nodes = g_array_new(FALSE, FALSE, sizeof(HexaplaHtmlNode));
    add_node(&self, HEXAPLA_HTML_HTML, 0, 0);
    feed(&self, n);
    node_at(&self, 0)->end = self.nodes->len;
    g_string_free(self.form, TRUE);
    g_clear_pointer(&self.context->myDoc, xmlFreeDoc);
    htmlFreeParserCtxt(self.context);
    return self.nodes;
}
