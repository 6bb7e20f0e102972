/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/store-private.h"

G_BEGIN_DECLS

/**
 * HexaplaChanges:
 * @list: (element-type HexaplaStoreChange): what the page decided together
 * @is_final: whether it ends a disagreement
 *
 * Since: 0.1
 */
typedef struct {
    GArray *list;
    gboolean is_final;
    /*< private >*/
    GStringChunk *texts;
} HexaplaChanges;

gboolean hexapla_changes_parse(HexaplaChanges *self, const char *text, gsize n, guint n_sentences,
                               GError **error);
void hexapla_changes_clear(HexaplaChanges *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaChanges, hexapla_changes_clear)

G_END_DECLS
