/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-scores.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"

static gboolean
ends_sentence(const char *text, gsize n)
{
    const char *p = text + n;
    gunichar c = 0;

    while (p > text) {
        p = hexapla_text_previous(text, p, &c);
        if (!hexapla_text_is_closer(c) && !hexapla_text_is_space(c) && c != 0xAB && c != ')')
            break;
    }
    return c == ':' || (c != 0 && u_hasBinaryProperty((UChar32)c, UCHAR_S_TERM));
}

#define MIN_PROSE_CHARS 60
#define MAX_LINKED 0.5

gboolean
hexapla_html_scores_is_prose(const HexaplaHtmlScores *self, const HexaplaMarkupBlock *block)
{
    const char *text = self->page->markup.text->str + block->start;
    gsize n = block->end - block->start;

    return block->n_linked <= MAX_LINKED * n && ends_sentence(text, n) &&
           hexapla_text_count_chars(text, n) >= MIN_PROSE_CHARS / 2;
}

static double
value_of(const HexaplaHtmlScores *self, const HexaplaMarkupBlock *block)
{
    const char *text = self->page->markup.text->str + block->start;
    gsize n = block->end - block->start;
    double chars = hexapla_text_count_chars(text, n);
    double linked = (double)block->n_linked / n;

    if (n > chars * 2.5)
        chars *= 2; /* a Chinese character is half a word */
    if (linked > MAX_LINKED)
        return -MIN(chars, 100) * linked;
    if (block->kind == HEXAPLA_BLOCK_HEADING)
        return linked > 0 ? -10 : 0;
    if (ends_sentence(text, n) && chars >= MIN_PROSE_CHARS / 2)
        return chars * (1 - linked);
    if (chars < MIN_PROSE_CHARS)
        return block->kind == HEXAPLA_BLOCK_CELL || self->scores[block->node].context != 0 ? 0 : -5;
    return (chars * (1 - linked)) / 2;
}

/* The classes of an article name its topics. */
static gboolean
is_said_of_articles(const HexaplaHtmlNode *node, const HexaplaHtmlHints *hints)
{
    return node->element == HEXAPLA_HTML_ARTICLE && !hints->is_sure;
}

static void
hear_hints(HexaplaHtmlScores *self)
{
    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        const HexaplaHtmlNode *node = hexapla_html_page_node(self->page, i);
        HexaplaHtmlHints hints;

        self->scores[i].context = self->scores[node->parent].context;
        if (node->element == HEXAPLA_HTML_TEXT)
            continue;
        hints = hexapla_html_hints_of(self->page, i);
        self->scores[i].hint = hints.hint;
        self->scores[i].junk = is_said_of_articles(node, &hints) ? HEXAPLA_JUNK_NONE : hints.junk;
        self->scores[i].is_sure = hints.is_sure;
        if (hints.hint >= HEXAPLA_HTML_HINT_ARTICLE)
            self->scores[i].context = hints.hint;
    }
}

/* Adds what stands inside each element to the one around it. */
static void
sum_up(HexaplaHtmlScores *self)
{
    for (guint32 i = 0; i < self->page->nodes->len; i++) {
        self->scores[i].value = 0;
        self->scores[i].n_chars = 0;
        self->scores[i].n_text = 0;
    }
    for (guint i = 0; i < self->page->markup.blocks->len; i++) {
        const HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);
        HexaplaHtmlScore *score = &self->scores[block->node];

        if (block->junk != HEXAPLA_JUNK_NONE)
            continue;
        score->value += self->values[i];
        score->n_chars += self->values[i] > 0 ? self->values[i] : 0;
        score->n_text += block->end - block->start - block->n_linked;
    }
    for (guint32 i = self->page->nodes->len - 1; i > 0; i--) {
        HexaplaHtmlScore *parent = &self->scores[hexapla_html_page_node(self->page, i)->parent];

        parent->value += self->scores[i].value;
        parent->n_chars += self->scores[i].n_chars;
        parent->n_text += self->scores[i].n_text;
    }
}

/* Shorter headings stand in titles by chance. */
#define MIN_TITLE_BYTES 12

/* Whether a heading is in the title of the page, which may add the name of the site. */
static gboolean
is_title(const HexaplaHtmlScores *self, const HexaplaMarkupBlock *block)
{
    gsize n = block->end - block->start;

    return block->kind == HEXAPLA_BLOCK_HEADING && self->title != NULL && n >= MIN_TITLE_BYTES &&
           memmem(self->title, strlen(self->title), self->page->markup.text->str + block->start,
                  n) != NULL;
}

/* A headline that is a link, and a few words below it. */
#define MAX_TEASER_CHARS 500

static gboolean
is_linked_heading(const HexaplaHtmlScores *self, const HexaplaMarkupBlock *block)
{
    return block->kind == HEXAPLA_BLOCK_HEADING && !is_title(self, block) &&
           block->n_linked * 5 >= (block->end - block->start) * 4;
}

/* The largest element around a linked headline that holds no other one and little text. */
static guint32
find_teaser(const HexaplaHtmlScores *self, guint i, const guint32 *headings)
{
    guint32 node = hexapla_html_scores_block(self, i)->node, teaser = 0;

    while (node > 0 && headings[node] == 1 && self->scores[node].n_chars <= MAX_TEASER_CHARS) {
        teaser = node;
        node = hexapla_html_page_node(self->page, node)->parent;
    }
    return teaser;
}

static void
count_linked_headings(const HexaplaHtmlScores *self, guint32 *headings)
{
    for (guint i = 0; i < self->page->markup.blocks->len; i++)
        headings[hexapla_html_scores_block(self, i)->node] +=
            is_linked_heading(self, hexapla_html_scores_block(self, i));
    for (guint32 i = self->page->nodes->len - 1; i > 0; i--)
        headings[hexapla_html_page_node(self->page, i)->parent] += headings[i];
}

/* One such headline may be that of the article itself. */
static void
find_teasers(HexaplaHtmlScores *self)
{
    g_autofree guint32 *headings = g_new0(guint32, self->page->nodes->len);

    count_linked_headings(self, headings);
    for (guint i = 0; i < self->page->markup.blocks->len && headings[0] > 2; i++) {
        guint32 teaser = is_linked_heading(self, hexapla_html_scores_block(self, i))
                             ? find_teaser(self, i, headings)
                             : 0;

        if (teaser > 0 && self->scores[teaser].junk == HEXAPLA_JUNK_NONE)
            self->scores[teaser].junk = HEXAPLA_JUNK_RELATED;
    }
}

/* The title of a site is a link to its first page; that of an article is none. */
gboolean
hexapla_html_scores_is_headline(const HexaplaHtmlScores *self, const HexaplaMarkupBlock *block)
{
    return is_title(self, block) ||
           (hexapla_html_page_node(self->page, block->node)->element == HEXAPLA_HTML_H1 &&
            block->n_linked == 0);
}

static void
find_headlines(HexaplaHtmlScores *self)
{
    for (guint i = 0; i < self->page->markup.blocks->len; i++) {
        if (hexapla_html_scores_is_headline(self, hexapla_html_scores_block(self, i)))
            self->scores[hexapla_html_scores_block(self, i)->node].has_headline = TRUE;
    }
    for (guint32 i = self->page->nodes->len - 1; i > 0; i--)
        self->scores[hexapla_html_page_node(self->page, i)->parent].has_headline |=
            self->scores[i].has_headline;
}

#define MAX_NAMED_SHARE 0.4

/* Names that articles have, too: of their headers, or of what is told in them. */
#define MAX_WEAK_SHARE 0.2

static gboolean
is_weak(HexaplaJunk junk)
{
    return junk != HEXAPLA_JUNK_COMMENTS && junk != HEXAPLA_JUNK_RELATED &&
           junk != HEXAPLA_JUNK_SIDEBAR && junk != HEXAPLA_JUNK_FOOTER;
}

static gboolean
is_trusted(const HexaplaHtmlScores *self, guint32 node, HexaplaHtmlTrust trust)
{
    const HexaplaHtmlScore *score = &self->scores[node];
    HexaplaHtmlElement element = hexapla_html_page_node(self->page, node)->element;

    if (score->junk == HEXAPLA_JUNK_NONE || element == HEXAPLA_HTML_BODY)
        return FALSE;
    if (!score->is_sure && (element == HEXAPLA_HTML_MAIN || score->has_headline))
        return FALSE;
    if (trust == HEXAPLA_HTML_TRUST_ALL && !score->is_sure && is_weak(score->junk))
        return score->n_chars <= MAX_WEAK_SHARE * self->scores[0].n_chars;
    if (trust == HEXAPLA_HTML_TRUST_SMALL)
        return score->n_chars <= MAX_NAMED_SHARE * self->scores[0].n_chars;
    return trust == HEXAPLA_HTML_TRUST_ALL || element == HEXAPLA_HTML_NAV;
}

static void
inherit_junk(HexaplaHtmlScores *self, HexaplaHtmlTrust trust)
{
    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        HexaplaHtmlScore *score = &self->scores[i];

        score->inherited = self->scores[hexapla_html_page_node(self->page, i)->parent].inherited;
        if (score->inherited == HEXAPLA_JUNK_NONE && is_trusted(self, i, trust))
            score->inherited = score->junk;
    }
    for (guint i = 0; i < self->page->markup.blocks->len; i++)
        hexapla_html_scores_block(self, i)->junk =
            self->scores[hexapla_html_scores_block(self, i)->node].inherited;
}

/* Marks the blocks that the page calls something else, as far as it is believed. */
void
hexapla_html_scores_mark(HexaplaHtmlScores *self, HexaplaHtmlTrust trust)
{
    for (guint i = 0; i < self->page->markup.blocks->len; i++)
        hexapla_html_scores_block(self, i)->junk = HEXAPLA_JUNK_NONE;
    sum_up(self);
    inherit_junk(self, trust);
    sum_up(self);
}

void
hexapla_html_scores_init(HexaplaHtmlScores *self, HexaplaHtmlPage *page, const char *title)
{
    self->page = page;
    self->title = title;
    self->scores = g_new0(HexaplaHtmlScore, page->nodes->len);
    self->values = g_new0(double, page->markup.blocks->len + 1);
    hear_hints(self);
    for (guint i = 0; i < page->markup.blocks->len; i++)
        self->values[i] = value_of(self, hexapla_html_scores_block(self, i));
    sum_up(self);
    find_headlines(self);
    find_teasers(self);
}

void
hexapla_html_scores_clear(HexaplaHtmlScores *self)
{
    g_free(self->scores);
    g_free(self->values);
}
