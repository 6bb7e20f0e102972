/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which blocks of a page are the article: those of the element that is worth most, with the headline and
 * the first sentences that stand in front of it, and without what stands between. */

#include "formats/html-judge.h"

#include "formats/html-body.h"
#include "formats/html-scores.h"

/* What a hint adds. Where several elements have the same one, as the posts of a forum, it counts for
 * less. */
static double
weight_of(const HexaplaHtmlScore *score, const guint32 *hinted)
{
    static const double weights[HEXAPLA_HTML_N_HINTS] = {
        [HEXAPLA_HTML_HINT_MAIN] = 0.15,
        [HEXAPLA_HTML_HINT_ARTICLE] = 0.25,
        [HEXAPLA_HTML_HINT_BODY] = 0.5,
    };
    guint32 all = hinted[score->hint];

    return all > 0 ? 1 + weights[score->hint] * MIN(score->n_chars, all) / all : 1;
}

static void
count_hinted(const HexaplaHtmlScores *self, guint32 hinted[HEXAPLA_HTML_N_HINTS])
{
    guint32 ends[HEXAPLA_HTML_N_HINTS] = {0};

    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        const HexaplaHtmlScore *score = &self->scores[i];

        if (i < ends[score->hint])
            continue;
        ends[score->hint] = hexapla_html_page_node(self->page, i)->end;
        hinted[score->hint] += score->n_chars;
    }
}

/* A page has more than its article, mostly. */
#define BODY_WEIGHT 0.8

/* The innermost of those that have the same value. */
static guint32
find_article(const HexaplaHtmlScores *self)
{
    guint32 hinted[HEXAPLA_HTML_N_HINTS] = {0};
    guint32 best = 0;
    double most = 0;

    count_hinted(self, hinted);
    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        double value = self->scores[i].value * weight_of(&self->scores[i], hinted);

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
find_hinted(const HexaplaHtmlScores *self)
{
    guint32 best = 0;

    for (guint32 i = 1; i < self->page->nodes->len; i++) {
        const HexaplaHtmlScore *score = &self->scores[i];

        if (score->hint >= HEXAPLA_HTML_HINT_ARTICLE && score->hint <= HEXAPLA_HTML_HINT_BODY &&
            (best == 0 || score->n_text > self->scores[best].n_text))
            best = i;
    }
    return best;
}

static guint32
choose_article(HexaplaHtmlScores *self)
{
    guint32 all = self->scores[0].n_chars, article = 0;

    for (HexaplaHtmlTrust trust = HEXAPLA_HTML_TRUST_ALL; trust <= HEXAPLA_HTML_TRUST_NONE;
         trust++) {
        guint32 n, hinted;

        hexapla_html_scores_mark(self, trust);
        article = find_article(self);
        n = self->scores[article].n_chars;
        hinted = find_hinted(self);
        if (n < MIN_ARTICLE_CHARS &&
            self->scores[hinted].n_text >= MAX(2 * n + 1, MIN_ARTICLE_CHARS))
            return hinted;
        if (n >= MIN(all, MIN_ARTICLE_CHARS) && n >= MIN_ARTICLE_SHARE * all)
            break;
    }
    return article;
}

static gboolean
is_inside(const HexaplaHtmlScores *self, guint32 node, guint32 outer)
{
    return node >= outer && node < hexapla_html_page_node(self->page, outer)->end;
}

/* Most of it leads elsewhere. */
#define MAX_LINKED_SHARE 0.7

static gboolean
is_link(const HexaplaMarkupBlock *block)
{
    gsize n = block->end - block->start;

    return block->n_linked > MAX_LINKED_SHARE * n && block->kind != HEXAPLA_BLOCK_HEADING &&
           block->kind != HEXAPLA_BLOCK_CELL;
}

static guint
first_block(const HexaplaHtmlScores *self, guint32 article)
{
    guint i = 0;

    while (i < self->page->markup.blocks->len &&
           (!is_inside(self, hexapla_html_scores_block(self, i)->node, article) ||
            hexapla_html_scores_block(self, i)->junk != HEXAPLA_JUNK_NONE))
        i++;
    return i;
}

/* The headline of an article often stands before the element that holds its text, and so do its
 * first sentences, set off. Returns the first block that belongs to it. */
static guint
find_start(const HexaplaHtmlScores *self, guint32 article, guint first)
{
    guint32 outer = article;
    guint start;

    for (guint32 i = article; i > 0; i = hexapla_html_page_node(self->page, i)->parent) {
        if (self->scores[i].hint == HEXAPLA_HTML_HINT_ARTICLE)
            outer = i;
    }
    start = MIN(first, first_block(self, outer));
    for (guint i = start; i > 0; i--) {
        if (hexapla_html_scores_is_headline(self, hexapla_html_scores_block(self, i - 1)))
            return i - 1;
    }
    return start;
}

static gboolean
is_lead(const HexaplaHtmlScores *self, const HexaplaMarkupBlock *block)
{
    if (hexapla_html_scores_is_headline(self, block))
        return block->junk != HEXAPLA_JUNK_HIDDEN;
    if (block->junk != HEXAPLA_JUNK_NONE && block->junk != HEXAPLA_JUNK_RELATED)
        return FALSE;
    return block->n_linked == 0 &&
           (hexapla_html_scores_is_prose(self, block) ||
            (block->junk == HEXAPLA_JUNK_NONE && block->kind == HEXAPLA_BLOCK_HEADING));
}

static void
leave_out_others(HexaplaHtmlScores *self, guint32 article)
{
    guint first = first_block(self, article);
    guint start = find_start(self, article, first);

    for (guint i = 0; i < self->page->markup.blocks->len; i++) {
        HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);

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
leave_out_bylines(HexaplaHtmlScores *self, guint32 article)
{
    guint n = 0;

    if (self->scores[article].n_chars < MIN_LONG_ARTICLE_CHARS)
        return;
    for (guint i = 0; i < self->page->markup.blocks->len && n < MAX_BYLINES; i++) {
        HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);

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
is_label(const HexaplaHtmlScores *self, guint i)
{
    const HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);

    return block->kind == HEXAPLA_BLOCK_PARAGRAPH && self->values[i] <= 0;
}

static gboolean
leads_on(const HexaplaHtmlScores *self, guint i, guint32 article)
{
    const HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);

    return is_inside(self, block->node, article) &&
           (block->junk == HEXAPLA_JUNK_NAVIGATION || block->junk == HEXAPLA_JUNK_RELATED ||
            block->junk == HEXAPLA_JUNK_SHARE);
}

/* What the metadata call the text of the article is that, when it is most of what was found; and what
 * they do not have, above and below that, is none. */
#define MIN_BODY_SHARE 0.7

static void
follow_body(HexaplaHtmlScores *self, HexaplaHtmlBody *body)
{
    guint n = self->page->markup.blocks->len, first = n, last = 0;
    g_autofree gboolean *held = g_new0(gboolean, n + 1);
    double all = 0, found = 0;

    for (guint i = 0; i < n; i++) {
        const HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);

        if (self->values[i] <= 0 || block->junk == HEXAPLA_JUNK_HIDDEN)
            continue;
        held[i] = hexapla_html_body_holds(body, self->page->markup.text->str + block->start,
                                          block->end - block->start);
        found += held[i] ? self->values[i] : 0;
        all += block->junk == HEXAPLA_JUNK_NONE ? self->values[i] : 0;
        first = held[i] ? MIN(first, i) : first;
        last = held[i] ? i : last;
    }
    if (first == n || found < MIN_BODY_SHARE * all)
        return;
    for (guint i = 0; i < n; i++) {
        HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i);

        if (held[i])
            block->junk = HEXAPLA_JUNK_NONE;
        else if (i > last && block->junk == HEXAPLA_JUNK_NONE)
            block->junk = HEXAPLA_JUNK_OUTSIDE;
    }
}

/* A heading over nothing but junk belongs to it, and so does a label over links. */
static void
leave_out_labels(HexaplaHtmlScores *self, guint32 article)
{
    for (guint i = self->page->markup.blocks->len; i-- > 1;) {
        const HexaplaMarkupBlock *below = hexapla_html_scores_block(self, i);
        HexaplaMarkupBlock *block = hexapla_html_scores_block(self, i - 1);

        if (block->junk != HEXAPLA_JUNK_NONE || below->junk == HEXAPLA_JUNK_NONE ||
            hexapla_html_scores_is_headline(self, block))
            continue;
        if (block->kind == HEXAPLA_BLOCK_HEADING ||
            (is_label(self, i - 1) && leads_on(self, i, article)))
            block->junk = below->junk;
    }
}

void
hexapla_html_judge(HexaplaHtmlPage *page, const HexaplaHtmlMeta *meta)
{
    g_autoptr(HexaplaHtmlBody) body = hexapla_html_body_new(meta->body);
    g_auto(HexaplaHtmlScores) self = {0};
    guint32 article;

    hexapla_html_scores_init(&self, page, meta->title);
    article = choose_article(&self);
    leave_out_others(&self, article);
    follow_body(&self, body);
    leave_out_bylines(&self, article);
    leave_out_labels(&self, article);
}
