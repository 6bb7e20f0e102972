/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/html-hints.h"

/* What the elements and blocks of a page are worth. Every block has a value: that of prose grows with
 * its length, that of links is below zero. The value of an element is that of its blocks together,
 * without those that the page calls something else. */

G_BEGIN_DECLS

typedef struct {
    double value;
    guint32 n_chars; /* of prose */
    guint32 n_text;  /* bytes of all that is no link */
    guint8 has_headline;
    guint8 hint;      /* HexaplaHtmlHint */
    guint8 context;   /* HexaplaHtmlHint of the elements around: article or body */
    guint8 junk;      /* HexaplaJunk that the element itself is called */
    guint8 is_sure;   /* by its name and not by that of a class */
    guint8 inherited; /* HexaplaJunk of the elements around it, as far as they are believed */
} HexaplaHtmlScore;

typedef struct {
    HexaplaHtmlPage *page;
    const char *title;        /* NULL when the page has none */
    HexaplaHtmlScore *scores; /* of every node */
    double *values;           /* of every block */
} HexaplaHtmlScores;

/* How far names of classes are believed. */
typedef enum {
    HEXAPLA_HTML_TRUST_ALL,
    HEXAPLA_HTML_TRUST_SMALL, /* unless they would take much of the prose: a page “with-sidebar” */
    HEXAPLA_HTML_TRUST_NONE,
} HexaplaHtmlTrust;

void hexapla_html_scores_init(HexaplaHtmlScores *self, HexaplaHtmlPage *page, const char *title);
void hexapla_html_scores_clear(HexaplaHtmlScores *self);
void hexapla_html_scores_mark(HexaplaHtmlScores *self, HexaplaHtmlTrust trust);
gboolean hexapla_html_scores_is_prose(const HexaplaHtmlScores *self,
                                      const HexaplaMarkupBlock *block);
gboolean hexapla_html_scores_is_headline(const HexaplaHtmlScores *self,
                                         const HexaplaMarkupBlock *block);

static inline HexaplaMarkupBlock *
hexapla_html_scores_block(const HexaplaHtmlScores *self, guint i)
{
    return &g_array_index(self->page->markup.blocks, HexaplaMarkupBlock, i);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaHtmlScores, hexapla_html_scores_clear)

G_END_DECLS
