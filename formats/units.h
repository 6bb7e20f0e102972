/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/tally.h"
#include "formats/content.h"
#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaUnits:
 * @origin: of the article at hand; its strings belong to the reader and stay until it is over
 * @document: the part at hand, for notes and states of the segments that were added
 *
 * Puts the segments of an exchange file together to articles, and hands these over in parts. The
 * other fields are private; hexapla_units_clear() frees what it holds.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaOrigin origin;
    HexaplaDocument *document;
    /*< private >*/
    HexaplaDocumentFunc func;
    gpointer user_data;
    GString *text;
    GHashTable *names; /* hashes of those of the segments of the part */
    char *language;
    char *target_language;
    guint block;
    gboolean is_open;       /* whether an article is */
    gboolean is_block_open; /* whether a block is */
    guint n_blocks;
} HexaplaUnits;

void hexapla_units_init(HexaplaUnits *self, const char *file, HexaplaDocumentFunc func,
                        gpointer user_data);
void hexapla_units_clear(HexaplaUnits *self);
void hexapla_units_begin_article(HexaplaUnits *self, const char *language,
                                 const char *target_language);
gboolean hexapla_units_end_article(HexaplaUnits *self, GError **error);
gboolean hexapla_units_begin_block(HexaplaUnits *self, HexaplaBlockKind kind, const char *name,
                                   guint64 line, GError **error);
HexaplaBlock *hexapla_units_get_block(HexaplaUnits *self);
void hexapla_units_add_space(HexaplaUnits *self, const char *text, gsize n);
guint hexapla_units_add_segment(HexaplaUnits *self, const HexaplaContent *source, const char *name,
                                gsize n_name, guint64 line);
void hexapla_units_end_block(HexaplaUnits *self);

/* Evidence of a root element: whatever else the file holds, it is nothing else. */
#define HEXAPLA_ROOT_BITS 1024

gsize hexapla_format_find_root(const guint8 *head, gsize n_head, char *root, gsize size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaUnits, hexapla_units_clear)

G_END_DECLS
