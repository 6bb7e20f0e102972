/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

/* What readers share. */

G_BEGIN_DECLS

char *hexapla_format_dup_stem(const char *file);
gsize hexapla_format_find_cut(const char *text, gsize n);
const char *hexapla_format_find_form_language(const char *tag);
gboolean hexapla_format_is_own_id(const char *id, char prefix);
void hexapla_format_copy_origin(HexaplaOrigin *to, const HexaplaOrigin *from);

/**
 * HexaplaArticle:
 * @origin: of the next part; its strings belong to the reader
 * @text: of the part at hand, with room for two bytes more than @size
 * @n: bytes that are in it
 * @size: bytes that may be
 * @block_language: (nullable): language tag of the blocks that come next, for ever; %NULL for that of the
 * article
 *
 * An article that its reader puts together from texts and blocks and hands over in parts. The
 * other fields are private; hexapla_article_clear() frees what it holds.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaOrigin origin;
    char *text;
    gsize n;
    gsize size;
    const char *block_language;
    /*< private >*/
    const char *language;
    HexaplaDocumentFunc func;
    gpointer user_data;
    GArray *blocks;
    GArray *runs;
} HexaplaArticle;

void hexapla_article_init(HexaplaArticle *self, HexaplaDocumentFunc func, gpointer user_data);
void hexapla_article_clear(HexaplaArticle *self);
void hexapla_article_begin(HexaplaArticle *self, const char *language, const HexaplaOrigin *origin,
                           gsize expected);
void hexapla_article_separate(HexaplaArticle *self);
void hexapla_article_add_block(HexaplaArticle *self, HexaplaBlockKind kind, gsize start, gsize end);
void hexapla_article_add_junk(HexaplaArticle *self, HexaplaBlockKind kind, HexaplaJunk junk,
                              gsize start, gsize end);
void hexapla_article_add_run(HexaplaArticle *self, gsize start, gsize end, guint64 source,
                             gsize n_source);
gboolean hexapla_article_cut(HexaplaArticle *self, gsize end, GError **error);
gboolean hexapla_article_end(HexaplaArticle *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaArticle, hexapla_article_clear)

G_END_DECLS
