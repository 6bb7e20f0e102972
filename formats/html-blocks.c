/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-blocks.h"

#include <string.h>

#include "formats/html-text.h"

/* What stands between two blocks. */
#define SEPARATOR "\n\n"

/* What a node has from those around it. */
typedef struct {
    guint32 block; /* the innermost block element */
    gboolean in_link;
    gboolean in_pre;
} Context;

typedef struct {
    HexaplaHtmlPage *page;
    Context *contexts; /* of every node */
    HexaplaHtmlBlock block;
    gboolean has_block;
    gboolean space; /* white space came behind the last character */
    guint breaks;   /* and so many line breaks */
} Filler;

/* Longer headings are paragraphs whose heading was never closed. */
#define MAX_HEADING_BYTES 400

static HexaplaBlockKind
tell_kind(const HexaplaHtmlPage *page, const HexaplaHtmlBlock *block)
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
            return i == block->node ? HEXAPLA_BLOCK_CELL : kind;
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
end_block(Filler *self)
{
    HexaplaHtmlPage *page = self->page;

    self->space = FALSE;
    self->breaks = 0;
    if (!self->has_block)
        return;
    self->has_block = FALSE;
    self->block.end = page->text->len;
    self->block.kind = tell_kind(page, &self->block);
    g_array_append_val(page->blocks, self->block);
    g_string_append(page->text, SEPARATOR);
}

static void
begin_block(Filler *self, guint32 node)
{
    self->block = (HexaplaHtmlBlock){.start = self->page->text->len, .node = node};
    self->has_block = TRUE;
}

/* Two line breaks make a paragraph, as one does among lines that are as they were typed. */
static void
put_space(Filler *self, guint32 node)
{
    if (self->has_block && self->breaks > 1)
        end_block(self);
    if (!self->has_block)
        begin_block(self, node);
    else if (self->breaks > 0)
        g_string_append_c(self->page->text, '\n');
    else if (self->space)
        g_string_append_c(self->page->text, ' ');
    self->space = FALSE;
    self->breaks = 0;
}

static void
put_character(Filler *self, guint32 node, gboolean in_pre, const char *text, gsize n)
{
    if (n == 1 && hexapla_html_is_space(*text)) {
        self->space = TRUE;
        self->breaks += in_pre && *text == '\n';
        return;
    }
    if (self->space || self->breaks > 0 || !self->has_block)
        put_space(self, node);
    g_string_append_len(self->page->text, text, n);
}

/* Appends bytes that hold neither white space nor references. */
static const char *
put_word(Filler *self, guint32 node, const char *p, const char *end)
{
    const char *q = p;

    while (q < end && *q != '&' && !hexapla_html_is_space(*q))
        q++;
    if (q > p)
        put_character(self, node, FALSE, p, q - p);
    return q;
}

static void
put_run(Filler *self, guint32 index)
{
    const HexaplaHtmlNode *node = hexapla_html_page_node(self->page, index);
    const Context *context = &self->contexts[index];
    const char *p = self->page->bytes + node->start, *end = p + node->length;
    gsize start = self->page->text->len;

    if (self->has_block && self->block.node != context->block)
        end_block(self);
    while (p < end) {
        char text[HEXAPLA_HTML_CHARACTER_BYTES] = {*p};
        gsize n = 1, length = 1;

        if (*p == '&')
            length = MAX(hexapla_html_decode_reference(p, end, text, &n), 1);
        else if (!hexapla_html_is_space(*p)) {
            p = put_word(self, context->block, p, end);
            continue;
        }
        put_character(self, context->block, context->in_pre, text, n);
        p += length;
    }
    if (self->has_block && context->in_link)
        self->block.n_linked += self->page->text->len - MAX(start, self->block.start);
}

static Context
make_context(const Filler *self, guint32 i)
{
    const HexaplaHtmlNode *node = hexapla_html_page_node(self->page, i);
    Context context = self->contexts[node->parent];

    if (node->element == HEXAPLA_HTML_TEXT)
        return context;
    if ((hexapla_html_element_get_traits(node->element) & HEXAPLA_HTML_IS_BLOCK) != 0)
        context.block = i;
    context.in_link |= node->element == HEXAPLA_HTML_A;
    context.in_pre |= node->element == HEXAPLA_HTML_PRE || node->element == HEXAPLA_HTML_LISTING ||
                      node->element == HEXAPLA_HTML_XMP || node->element == HEXAPLA_HTML_PLAINTEXT;
    return context;
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
            self.breaks++;
        else if (contexts[i].block == i)
            end_block(&self);
    }
    end_block(&self);
}

HexaplaHtmlPage *
hexapla_html_page_new(const char *bytes, gsize n)
{
    HexaplaHtmlPage *self = g_new0(HexaplaHtmlPage, 1);

    self->bytes = bytes;
    self->n = n;
    self->nodes = hexapla_html_tree_new(bytes, n);
    self->text = g_string_sized_new(n / 4);
    self->blocks = g_array_new(FALSE, FALSE, sizeof(HexaplaHtmlBlock));
    self->runs = g_array_new(FALSE, FALSE, sizeof(HexaplaHtmlRun));
    fill(self);
    return self;
}

void
hexapla_html_page_free(HexaplaHtmlPage *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->nodes);
    g_string_free(self->text, TRUE);
    g_array_unref(self->blocks);
    g_array_unref(self->runs);
    g_free(self);
}
