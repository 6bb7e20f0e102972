/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-blocks.h"

#include <string.h>

#include "base/icu.h"
#include "base/limits.h"
#include "formats/html-text.h"

/* What a node has from those around it. */
typedef struct {
    guint32 block;        /* the innermost block element */
    gboolean has_several; /* of a block element: whether others or several blocks stand in it */
    gboolean in_link;
    gboolean in_pre;
    const char *language; /* interned; NULL: that of the page */
} Context;

typedef struct {
    HexaplaHtmlPage *page;
    Context *contexts; /* of every node */
    HexaplaMarkupBlock block;
    gboolean has_block;
    /* what came behind the last character */
    guint32 space; /* the first white space */
    guint32 n_space;
    guint32 line_break; /* the first line break */
    guint32 n_line_break;
    guint breaks; /* how many */
} Filler;

/* Longer headings are paragraphs whose heading was never closed. */
#define MAX_HEADING_BYTES 400

static HexaplaBlockKind
tell_kind(const HexaplaHtmlPage *page, const Context *contexts, const HexaplaMarkupBlock *block)
{
    HexaplaBlockKind kind = HEXAPLA_BLOCK_PARAGRAPH;

    for (guint32 i = block->node; i != 0; i = hexapla_html_page_node(page, i)->parent) {
        switch (hexapla_html_page_node(page, i)->element) {
        case HEXAPLA_HTML_H1:
        case HEXAPLA_HTML_H2:
        case HEXAPLA_HTML_H3:
        case HEXAPLA_HTML_H4:
        case HEXAPLA_HTML_H5:
        case HEXAPLA_HTML_H6:
            return i == block->node && block->end - block->start <= MAX_HEADING_BYTES
                       ? HEXAPLA_BLOCK_HEADING
                       : kind;
        case HEXAPLA_HTML_LI:
        case HEXAPLA_HTML_DD:
        case HEXAPLA_HTML_DT:
            return HEXAPLA_BLOCK_LIST_ITEM;
        case HEXAPLA_HTML_FIGCAPTION:
        case HEXAPLA_HTML_CAPTION:
            return HEXAPLA_BLOCK_CAPTION;
        case HEXAPLA_HTML_TD:
        case HEXAPLA_HTML_TH:
            return i == block->node && !contexts[i].has_several ? HEXAPLA_BLOCK_CELL : kind;
        case HEXAPLA_HTML_BLOCKQUOTE:
            kind = HEXAPLA_BLOCK_QUOTATION;
            break;
        default:
            break;
        }
    }
    return kind;
}

static void
forget_space(Filler *self)
{
    self->n_space = 0;
    self->n_line_break = 0;
    self->breaks = 0;
}

static void
end_block(Filler *self)
{
    forget_space(self);
    if (!self->has_block)
        return;
    self->has_block = FALSE;
    hexapla_markup_add_block(&self->page->markup, &self->block);
}

static void
begin_block(Filler *self, guint32 node)
{
    self->block = (HexaplaMarkupBlock){.start = self->page->markup.text->len, .node = node};
    self->has_block = TRUE;
}

/* Two line breaks make a paragraph; one stands as a space, and among lines that are as they were
 * typed as itself. */
static void
put_space(Filler *self, guint32 node, gboolean in_pre)
{
    if (self->has_block && self->breaks > 1) {
        end_block(self);
        self->contexts[node].has_several = TRUE;
    }
    if (!self->has_block)
        begin_block(self, node);
    else if (self->n_line_break > 0)
        hexapla_markup_put(&self->page->markup, in_pre ? "\n" : " ", 1, self->line_break,
                           self->n_line_break);
    else if (self->n_space > 0)
        hexapla_markup_put(&self->page->markup, " ", 1, self->space, self->n_space);
    forget_space(self);
}

static void
note_break(Filler *self, guint32 source, guint32 n_source)
{
    if (self->breaks++ == 0) {
        self->line_break = source;
        self->n_line_break = n_source;
    }
}

static void
note_space(Filler *self, gboolean in_pre, guint32 source, guint32 n_source)
{
    if (in_pre && self->page->markup.bytes[source] == '\n')
        note_break(self, source, 1);
    if (self->n_space == 0)
        self->space = source;
    if (self->space + self->n_space == source)
        self->n_space += n_source;
}

static void
put_character(Filler *self, const Context *context, const char *text, gsize n, guint32 source,
              guint32 n_source)
{
    if (self->n_space > 0 || self->breaks > 0 || !self->has_block)
        put_space(self, context->block, context->in_pre);
    hexapla_markup_put(&self->page->markup, text, n, source, n_source);
}

#define SOFT_HYPHEN "\302\255"

static gboolean
is_soft_hyphen(const char *p, const char *end)
{
    return end - p >= 2 && memcmp(p, SOFT_HYPHEN, 2) == 0;
}

/* Bytes that stand for themselves. */
static gsize
word_length(const char *p, const char *end)
{
    const char *q = p;

    while (q < end && *q != '&' && !hexapla_html_is_space(*q) && !is_soft_hyphen(q, end))
        q++;
    return q - p;
}

/* Takes one word, space or reference; returns how many bytes it has. Soft hyphens say nothing in
 * another language. */
static gsize
put_next(Filler *self, const Context *context, const char *p, const char *end)
{
    char text[HEXAPLA_HTML_CHARACTER_BYTES];
    guint32 source = p - self->page->markup.bytes;
    gsize n = word_length(p, end), length;

    if (n > 0) {
        put_character(self, context, p, n, source, n);
        return n;
    }
    if (hexapla_html_is_space(*p)) {
        note_space(self, context->in_pre, source, 1);
        return 1;
    }
    if (is_soft_hyphen(p, end))
        return 2;
    length = hexapla_html_decode_reference(p, end, text, &n);
    if (length == 0)
        put_character(self, context, p, 1, source, 1);
    else if (n == 1 && hexapla_html_is_space(*text))
        note_space(self, FALSE, source, length);
    else if (!is_soft_hyphen(text, text + n))
        put_character(self, context, text, n, source, length);
    return MAX(length, 1);
}

static void
put_run(Filler *self, guint32 index)
{
    const HexaplaHtmlNode *node = hexapla_html_page_node(self->page, index);
    const Context *context = &self->contexts[index];
    const char *p = self->page->markup.bytes + node->start, *end = p + node->length;
    gsize start = self->page->markup.text->len;

    if (self->has_block && self->block.node != context->block)
        end_block(self);
    while (p < end)
        p += put_next(self, context, p, end);
    if (self->has_block && context->in_link)
        self->block.n_linked += self->page->markup.text->len - MAX(start, self->block.start);
}

/* What an element says of its language. The outermost ones speak of the page. */
static const char *
find_language(const HexaplaHtmlPage *page, const HexaplaHtmlNode *node)
{
    const char *tag = page->markup.bytes + node->start, *value;
    g_autofree char *name = NULL;
    g_autofree char *language = NULL;
    gsize n;

    if (node->element == HEXAPLA_HTML_HTML || node->element == HEXAPLA_HTML_BODY ||
        memmem(tag, node->length, "lang", strlen("lang")) == NULL)
        return NULL;
    value = hexapla_html_find_attribute(tag, node->length, "lang", &n);
    if (value == NULL)
        value = hexapla_html_find_attribute(tag, node->length, "xml:lang", &n);
    if (value == NULL || n > HEXAPLA_MAX_LANGUAGE_TAG_BYTES)
        return NULL;
    name = g_strndup(value, n);
    language = hexapla_language_tag_canonicalise(name, NULL);
    return language != NULL ? g_intern_string(language) : NULL;
}

static Context
make_context(const Filler *self, guint32 i)
{
    const HexaplaHtmlNode *node = hexapla_html_page_node(self->page, i);
    Context context = self->contexts[node->parent];
    const char *language;

    if (node->element == HEXAPLA_HTML_TEXT)
        return context;
    language = find_language(self->page, node);
    context.language = language != NULL ? language : context.language;
    if ((hexapla_html_element_get_traits(node->element) & HEXAPLA_HTML_IS_BLOCK) != 0)
        context = (Context){i, FALSE, context.in_link, context.in_pre, context.language};
    context.in_link |= node->element == HEXAPLA_HTML_A;
    context.in_pre |= node->element == HEXAPLA_HTML_PRE || node->element == HEXAPLA_HTML_LISTING ||
                      node->element == HEXAPLA_HTML_XMP || node->element == HEXAPLA_HTML_PLAINTEXT;
    return context;
}

static void
begin_element(Filler *self, guint32 i)
{
    guint32 parent = hexapla_html_page_node(self->page, i)->parent;

    end_block(self);
    self->contexts[self->contexts[parent].block].has_several = TRUE;
}

static void
fill(HexaplaHtmlPage *page)
{
    g_autofree Context *contexts = g_new0(Context, page->nodes->len);
    Filler self = {.page = page, .contexts = contexts};

    for (guint32 i = 1; i < page->nodes->len; i++) {
        const HexaplaHtmlNode *node = hexapla_html_page_node(page, i);

        contexts[i] = make_context(&self, i);
        if (node->element == HEXAPLA_HTML_TEXT)
            put_run(&self, i);
        else if (node->element == HEXAPLA_HTML_BR)
            note_break(&self, node->start, node->length);
        else if (contexts[i].block == i)
            begin_element(&self, i);
    }
    end_block(&self);
    for (guint i = 0; i < page->markup.blocks->len; i++) {
        HexaplaMarkupBlock *block = &g_array_index(page->markup.blocks, HexaplaMarkupBlock, i);

        block->kind = tell_kind(page, contexts, block);
        block->language = contexts[block->node].language;
    }
}

HexaplaHtmlPage *
hexapla_html_page_new(const char *bytes, gsize n)
{
    HexaplaHtmlPage *self = g_new0(HexaplaHtmlPage, 1);

    hexapla_markup_init(&self->markup, bytes, n);
    self->nodes = hexapla_html_tree_new(bytes, n);
    fill(self);
    return self;
}

void
hexapla_html_page_free(HexaplaHtmlPage *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->nodes);
    hexapla_markup_clear(&self->markup);
    g_free(self);
}
