/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* Longer paragraphs are no furniture of a page. */
#define HEXAPLA_MAX_REFRAIN_BYTES 320

/**
 * HexaplaRefrain:
 * @site: host of the articles without `www.`; empty when they have no address
 * @text: the line as it stood first, on one line
 * @count: articles that have it
 * @n_articles: articles of the site
 *
 * A line that a site puts into many of its articles.
 *
 * Since: 0.1
 */
typedef struct {
    char *site;
    char *text;
    guint64 count;
    guint64 n_articles;
} HexaplaRefrain;

/**
 * HexaplaRefrains:
 *
 * Counts lines over the articles of a corpus, in memory of a fixed size: when it is full those go
 * that were met least. Parts come in the order of the input.
 *
 * Since: 0.1
 */
typedef struct _HexaplaRefrains HexaplaRefrains;

HexaplaRefrains *hexapla_refrains_new(void);
void hexapla_refrains_free(HexaplaRefrains *self);
void hexapla_refrains_count(HexaplaRefrains *self, HexaplaDocument *part);
GPtrArray *hexapla_refrains_settle(HexaplaRefrains *self);

const char *hexapla_refrain_find_site(const char *url, gsize *n);
guint64 hexapla_refrain_key(const char *site, gsize n_site, const char *text, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaRefrains, hexapla_refrains_free)

G_END_DECLS
