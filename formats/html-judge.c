/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-judge.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"
#include "formats/html-hints.h"

/* Which blocks of a page are the article. Every block has a value: that of prose grows with its
 * length, that of links and of what the page calls something else is below zero. The article is the
 * element whose blocks have the highest value together. */

typedef struct {
    double value;    /* of all blocks inside */
    guint32 n_chars; /* of these, prose alone */
    guint32 n_text;  /* of all that is no junk and no link */
    guint8 has_headline;
    guint8 hint; /* HexaplaHtmlHint */
    guint8 junk; /* HexaplaJunk that the element itself is called */
    guint8 is_sure;
    guint8 inherited; /* HexaplaJunk of the elements around it */
    guint8 context;   /* HexaplaHtmlHint of these: article or body */
} Score;

typedef struct {
    HexaplaHtmlPage *page;
    Score *scores;                        /* of every node */
    double *values;                       /* of every block */
    guint32 hinted[HEXAPLA_HTML_N_HINTS]; /* prose in elements of each hint */
} Judge;

static HexaplaHtmlBlock *
block_at(const Judge *self, guint i)
{
    return &g_array_index(self->page->blocks, HexaplaHtmlBlock, i);
}

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
#define MAX_LINKED_TEXT 0.7

static gboolean
is_prose(const Judge *self, const HexaplaHtmlBlock *block)
{
    const char *text = self->page->text->str + block->start;
    gsize n = block->end - block->start;

    return block->n_linked <= MAX_LINKED * n && ends_sentence(text, n) &&
           hexapla_text_count_chars(text, n) >= MIN_PROSE_CHARS / 2;
}

static double
value_of(const Judge *self, const HexaplaHtmlBlock *block)
{
    const char *text = self->page->text->str + block->start;
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
hear_hints(Judge *self)
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
sum_up(Judge *self)
{
    for (guint32 i = 0; i < self->page->nodes->len; i++) {
        self->scores[i].value = 0;
        self->scores[i].n_chars = 0;
        self->scores[i].n_text = 0;
    }
    for (guint i = 0; i < self->page->blocks->len; i++) {
        const HexaplaHtmlBlock *block = block_at(self, i);
        Score *score = &self->scores[block->node];

        if (block->junk != HEXAPLA_JUNK_NONE)
            continue;
        score->value += self->values[i];
        score->n_chars += self->values[i] > 0 ? self->values[i] : 0;
        score->n_text += block->end - block->start - block->n_linked;
    }
    for (guint32 i = self->page->nodes->len - 1; i > 0; i--) {
        Score *parent = &self->scores[hexapla_html_page_node(self->page, i)->parent];

        parent->value += self->scores[i].value;
        parent->n_chars += self->scores[i].n_chars;
        parent->n_text += self->scores[i].n_text;
    }
}

/* A headline that is a link, and a few words below it. */
#define MAX_TEASER_CHARS 500

static gboolean
is_linked_heading(const HexaplaHtmlBlock *block)
{
    return block->kind == HEXAPLA_BLOCK_HEADING &&
           block->n_linked * 5 >= (block->end - block->start) * 4;
}

/* The largest element around a linked headline that holds no other one and little text. */
static guint32
find_teaser(const Judge *self, guint i, const guint32 *headings)
{
    guint32 node = block_at(self, i)->node, teaser = 0;

    while (node > 0 && headings[node] == 1 && self->scores[node].n_chars <= MAX_TEASER_CHARS) {
        teaser = node;
        node = hexapla_html_page_node(self->page, node)->parent;
    }
    return teaser;
}

static void
count_linked_headings(const Judge *self, guint32 *headings)
{
    for (guint i = 0; i < self->page->blocks->len; i++)
        headings[block_at(self, i)->node] += is_linked_heading(block_at(self, i));
    for (guint32 i = self->page->nodes->len - 1; i > 0; i--)
        headings[hexapla_html_page_node(self->page, i)->parent] += headings[i];
}

/* One such headline may be that of the article itself. */
static void
find_teasers(Judge *self)
{
    g_autofree guint32 *headings = g_new0(guint32, self->page->nodes->len);

    count_linked_headings(self, headings);
    for (guint i = 0; i < self->page->blocks->len && headings[0] > 2; i++) {
        guint32 teaser = is_linked_heading(block_at(self, i)) ? find_teaser(self, i, headings) : 0;

        if (teaser > 0 && self->scores[teaser].junk == HEXAPLA_JUNK_NONE)
            self->scores[teaser].junk = HEXAPLA_JUNK_RELATED;
    }
}

/* The title of a site is a link to its first page; that of an article is none. */
static gboolean
is_headline(const Judge *self, const HexaplaHtmlBlock *block)
{
    return hexapla_html_page_node(self->page, block->node)->element == HEXAPLA_HTML_H1 &&
           block->n_linked == 0;
}

static void
find_headlines(Judge *self)
{
    for (guint i = 0; i < self->page->blocks->len; i++) {
        if (is_headline(self, block_at(self, i)))
            self->scores[block_at(self, i)->node].has_headline = TRUE;
    }
    for (guint32 i = self->page->nodes->len - 1; i > 0; i--)
        self->scores[hexapla_html_page_node(self->page, i)->parent].has_headline |=
            self->scores[i].has_headline;
}

/* How far names of classes are believed. */
typedef enum {
    TRUST_ALL,
    TRUST_SMALL, /* unless they would take much of the prose: a page “with-sidebar” */
    TRUST_NONE,
} Trust;

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
is_trusted(const Judge *self, guint32 node, Trust trust)
{
    const Score *score = &self->scores[node];
    HexaplaHtmlElement element = hexapla_html_page_node(self->page, node)->element;

    if (score->junk == HEXAPLA_JUNK_NONE || element == HEXAPLA_HTML_BODY)
        return FALSE;
    if (!score->is_sure && (element == HEXAPLA_HTML_MAIN || score->has_headline))
        return FALSE;
    if (trust == TRUST_ALL && !score->is_sure && is_weak(score->junk))
        return score->n_chars <= MAX_WEAK_SHARE * self->scores[0].n_chars;
    if (trust == TRUST_SMALL)
        return score->n_chars <= MAX_NAMED_SHARE * self->scores[0].n_chars;
    return trust == TRUST_ALL || element == HEXAPLA_HTML_NAV;
}

static void
inherit_junk(Judge *self, Trust trust)
{
    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        Score *score = &self->scores[i];

        score->inherited = self->scores[hexapla_html_page_node(self->page, i)->parent].inherited;
        if (score->inherited == HEXAPLA_JUNK_NONE && is_trusted(self, i, trust))
            score->inherited = score->junk;
    }
    for (guint i = 0; i < self->page->blocks->len; i++)
        block_at(self, i)->junk = self->scores[block_at(self, i)->node].inherited;
}

/* What a hint adds. Where several elements have the same one, as the posts of a forum, it counts for
 * less. */
static double
weight_of(const Judge *self, const Score *score)
{
    static const double weights[HEXAPLA_HTML_N_HINTS] = {
        [HEXAPLA_HTML_HINT_MAIN] = 0.15,
        [HEXAPLA_HTML_HINT_ARTICLE] = 0.25,
        [HEXAPLA_HTML_HINT_BODY] = 0.5,
    };
    guint32 all = self->hinted[score->hint];

    return all > 0 ? 1 + weights[score->hint] * MIN(score->n_chars, all) / all : 1;
}

static void
count_hinted(Judge *self)
{
    guint32 ends[HEXAPLA_HTML_N_HINTS] = {0};

    memset(self->hinted, 0, sizeof self->hinted);
    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        const Score *score = &self->scores[i];

        if (i < ends[score->hint])
            continue;
        ends[score->hint] = hexapla_html_page_node(self->page, i)->end;
        self->hinted[score->hint] += score->n_chars;
    }
}

/* A page has more than its article, mostly. */
#define BODY_WEIGHT 0.8

/* The innermost of those that have the same value. */
static guint32
find_article(const Judge *self)
{
    guint32 best = 0;
    double most = 0;

    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        double value = self->scores[i].value * weight_of(self, &self->scores[i]);

        if (hexapla_html_page_node(self->page, i)->element == HEXAPLA_HTML_BODY)
            value *= BODY_WEIGHT;

        if (value >= most && value > 0) {
            most = value;
            best = i;
        }
    }
    return best;
}

/* An article has more prose than this, if the page has. */
#define MIN_ARTICLE_CHARS 250
#define MIN_ARTICLE_SHARE 0.05

/* Poems, results and lists hold no prose: there the author has to say where they are. */
static guint32
find_hinted(const Judge *self)
{
    guint32 best = 0;

    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        const Score *score = &self->scores[i];

        if (score->hint >= HEXAPLA_HTML_HINT_ARTICLE && score->hint <= HEXAPLA_HTML_HINT_BODY &&
            score->n_text > self->scores[best].n_text * (best > 0))
            best = i;
    }
    return best;
}

static guint32
choose_article(Judge *self)
{
    guint32 all = self->scores[0].n_chars, article = 0;

    for (Trust trust = TRUST_ALL; trust <= TRUST_NONE; trust++) {
        guint32 n;

        if (trust > TRUST_ALL) {
            for (guint i = 0; i < self->page->blocks->len; i++)
                block_at(self, i)->junk = HEXAPLA_JUNK_NONE;
            sum_up(self);
        }
        inherit_junk(self, trust);
        sum_up(self);
        count_hinted(self);
        article = find_article(self);
        n = self->scores[article].n_chars;
        if (n < MIN_ARTICLE_CHARS) {
            guint32 hinted = find_hinted(self);

            if (self->scores[hinted].n_text > 2 * n &&
                self->scores[hinted].n_text >= MIN_ARTICLE_CHARS)
                return hinted;
        }
        if (n >= MIN(all, MIN_ARTICLE_CHARS) && n >= MIN_ARTICLE_SHARE * all)
            break;
    }
    return article;
}

static gboolean
is_inside(const Judge *self, guint32 node, guint32 outer)
{
    return node >= outer && node < hexapla_html_page_node(self->page, outer)->end;
}

/* Most of it leads elsewhere. */
static gboolean
is_link(const HexaplaHtmlBlock *block)
{
    gsize n = block->end - block->start;

    return block->n_linked > MAX_LINKED_TEXT * n && (block->kind != HEXAPLA_BLOCK_HEADING) &&
           !(block->kind == HEXAPLA_BLOCK_CELL);
}

static guint
first_block(const Judge *self, guint32 article)
{
    guint i = 0;

    while (i < self->page->blocks->len && (!is_inside(self, block_at(self, i)->node, article) ||
                                           block_at(self, i)->junk != HEXAPLA_JUNK_NONE))
        i++;
    return i;
}

/* The headline of an article often stands before the element that holds its text, and so do its
 * first sentences, set off. Returns the first block that belongs to it. */
static guint
find_start(const Judge *self, guint32 article, guint first)
{
    guint32 outer = article;
    guint start;

    for (guint32 i = article; i > 0; i = hexapla_html_page_node(self->page, i)->parent) {
        if (self->scores[i].hint == HEXAPLA_HTML_HINT_ARTICLE)
            outer = i;
    }
    start = MIN(first, first_block(self, outer));
    for (guint i = start; i > 0; i--) {
        if (is_headline(self, block_at(self, i - 1)))
            return i - 1;
    }
    return start;
}

static gboolean
is_lead(const Judge *self, const HexaplaHtmlBlock *block)
{
    if (is_headline(self, block))
        return block->junk != HEXAPLA_JUNK_HIDDEN;
    if (block->junk != HEXAPLA_JUNK_NONE && block->junk != HEXAPLA_JUNK_RELATED)
        return FALSE;
    return block->n_linked == 0 &&
           (is_prose(self, block) ||
            (block->junk == HEXAPLA_JUNK_NONE && block->kind == HEXAPLA_BLOCK_HEADING));
}

static void
leave_out_others(Judge *self, guint32 article)
{
    guint first = first_block(self, article);
    guint start = find_start(self, article, first);

    for (guint i = 0; i < self->page->blocks->len; i++) {
        HexaplaHtmlBlock *block = block_at(self, i);

        if (i >= start && i < first && is_lead(self, block))
            block->junk = HEXAPLA_JUNK_NONE;
        else if (block->junk != HEXAPLA_JUNK_NONE)
            continue;
        else if (!is_inside(self, block->node, article))
            block->junk = HEXAPLA_JUNK_OUTSIDE;
        else if (is_link(block))
            block->junk = HEXAPLA_JUNK_NAVIGATION;
    }
}

/* Between the headline and the first sentence stand the author, the date, the place of a picture. */
#define MAX_BYLINES 8
#define MIN_LONG_ARTICLE_CHARS 500

static void
leave_out_bylines(Judge *self, guint32 article)
{
    guint n = 0;

    if (self->scores[article].n_chars < MIN_LONG_ARTICLE_CHARS)
        return;
    for (guint i = 0; i < self->page->blocks->len && n < MAX_BYLINES; i++) {
        HexaplaHtmlBlock *block = block_at(self, i);

        if (block->junk != HEXAPLA_JUNK_NONE)
            continue;
        if (self->values[i] > 0)
            return;
        n++;
        if (block->kind != HEXAPLA_BLOCK_HEADING && block->kind != HEXAPLA_BLOCK_CELL)
            block->junk = HEXAPLA_JUNK_METADATA;
    }
}

static gboolean
is_label(const Judge *self, guint i)
{
    const HexaplaHtmlBlock *block = block_at(self, i);

    return block->kind == HEXAPLA_BLOCK_PARAGRAPH && self->values[i] <= 0;
}

static gboolean
leads_on(const Judge *self, guint i, guint32 article)
{
    const HexaplaHtmlBlock *block = block_at(self, i);

    return is_inside(self, block->node, article) &&
           (block->junk == HEXAPLA_JUNK_NAVIGATION || block->junk == HEXAPLA_JUNK_RELATED ||
            block->junk == HEXAPLA_JUNK_SHARE);
}

/* A heading over nothing but junk belongs to it, and so does a label over links. */
static void
leave_out_labels(Judge *self, guint32 article)
{
    for (guint i = self->page->blocks->len; i-- > 1;) {
        const HexaplaHtmlBlock *below = block_at(self, i);
        HexaplaHtmlBlock *block = block_at(self, i - 1);

        if (block->junk != HEXAPLA_JUNK_NONE || below->junk == HEXAPLA_JUNK_NONE ||
            is_headline(self, block))
            continue;
        if (block->kind == HEXAPLA_BLOCK_HEADING ||
            (is_label(self, i - 1) && leads_on(self, i, article)))
            block->junk = below->junk;
    }
}

void
hexapla_html_judge(HexaplaHtmlPage *page, G_GNUC_UNUSED const HexaplaHtmlMeta *meta)
{
    g_autofree Score *scores = g_new0(Score, page->nodes->len);
    g_autofree double *values = g_new0(double, page->blocks->len + 1);
    Judge self = {.page = page, .scores = scores, .values = values};
    guint32 article;

    hear_hints(&self);
    for (guint i = 0; i < page->blocks->len; i++)
        values[i] = value_of(&self, block_at(&self, i));
    sum_up(&self);
    find_headlines(&self);
    find_teasers(&self);
    article = choose_article(&self);
    leave_out_others(&self, article);
    leave_out_bylines(&self, article);
    leave_out_labels(&self, article);
}
