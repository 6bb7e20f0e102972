/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/codes.h"
#include "formats/page-text.h"

/* What readers of articles with markup share: the text of an article that is held whole, and where in
 * it blocks, characters and codes came from. */

G_BEGIN_DECLS

typedef struct {
    guint32 start; /* in the text */
    guint32 end;
    guint32 node;         /* of HTML: the innermost block element around it */
    guint32 n_linked;     /* of HTML: bytes that stand in links */
    guint8 kind;          /* HexaplaBlockKind */
    guint8 junk;          /* HexaplaJunk */
    const char *language; /* interned; NULL: that of the article */
} HexaplaMarkupBlock;

/* Where characters of the text came from: as many bytes when they are the same, or a reference, white
 * space, a line break. */
typedef struct {
    guint32 start; /* in the text */
    guint32 end;
    guint32 source; /* in the article */
    guint32 n_source;
} HexaplaMarkupRun;

typedef struct {
    guint32 start; /* in the text */
    guint32 end;
    guint32 source; /* in the article */
    guint32 n_source;
    guint32 partner; /* index of its other half, or HEXAPLA_NO_CODE */
    guint8 kind;     /* HexaplaCodeKind */
    guint8 type;     /* HexaplaCodeType */
} HexaplaMarkupCode;

typedef struct {
    const char *bytes; /* of the article, UTF-8; not owned */
    gsize n;
    GString *text;
    GArray *blocks;   /* HexaplaMarkupBlock */
    GArray *runs;     /* HexaplaMarkupRun */
    GArray *codes;    /* HexaplaMarkupCode */
    gboolean is_same; /* whether the last run has the bytes of the article */
} HexaplaMarkup;

void hexapla_markup_init(HexaplaMarkup *self, const char *bytes, gsize n);
void hexapla_markup_clear(HexaplaMarkup *self);
void hexapla_markup_put(HexaplaMarkup *self, const char *text, gsize n, guint32 source,
                        guint32 n_source);
void hexapla_markup_add_block(HexaplaMarkup *self, const HexaplaMarkupBlock *block);
guint32 hexapla_markup_add_code(HexaplaMarkup *self, HexaplaCodeKind kind, HexaplaCodeType type,
                                guint32 source, guint32 source_end);
void hexapla_markup_pair_codes(HexaplaMarkup *self, guint32 open, guint32 close);

/**
 * HexaplaMarkupReader:
 * @options: of the reader
 * @page: where the characters of the article stand in its bytes
 * @func: takes the parts
 * @user_data: for @func
 *
 * Since: 0.1
 */
typedef struct {
    const HexaplaReadOptions *options;
    const HexaplaPageText *page;
    HexaplaDocumentFunc func;
    gpointer user_data;
} HexaplaMarkupReader;

gboolean hexapla_markup_hand_over(const HexaplaMarkup *self, const HexaplaMarkupReader *reader,
                                  const char *language, const HexaplaOrigin *origin,
                                  GError **error);
GString *hexapla_markup_new_target(HexaplaDocument *part, guint segment);
gboolean hexapla_markup_put_target(HexaplaWriter *out, HexaplaDocument *part, guint segment,
                                   GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaMarkup, hexapla_markup_clear)

G_END_DECLS
