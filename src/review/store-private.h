/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/book-private.h"

G_BEGIN_DECLS

/**
 * HexaplaStore:
 *
 * What reviewers decided, in a folder that one process at a time writes to. Decisions are only
 * appended; a saved one is on the disk. Every reviewer sees the own decisions.
 *
 * Since: 0.1
 */
typedef struct _HexaplaStore HexaplaStore;

/**
 * HexaplaStoreChange:
 * @number: of a sentence; 0 for the whole corpus
 * @version: what hexapla_store_put_state() told of the sentence; below 0: any
 * @field: what is decided
 * @spelling: for decisions on names: which name; else empty
 * @value: the decision, JSON
 *
 * Since: 0.1
 */
typedef struct {
    guint number;
    gint64 version;
    const char *field;
    const char *spelling;
    const char *value;
} HexaplaStoreChange;

/**
 * HexaplaSaved:
 * @HEXAPLA_SAVED: on the disk
 * @HEXAPLA_SAVED_STALE: nothing was saved: a sentence changed since it was shown
 * @HEXAPLA_SAVED_NOTHING: nothing was saved, as an error tells
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_SAVED,
    HEXAPLA_SAVED_STALE,
    HEXAPLA_SAVED_NOTHING,
} HexaplaSaved;

HexaplaStore *hexapla_store_open(const char *folder, const char *reviewer, gboolean is_reader,
                                 GError **error);
void hexapla_store_free(HexaplaStore *self);
gboolean hexapla_store_use_corpus(HexaplaStore *self, HexaplaBook *corpus, gboolean is_new,
                                  GError **error);
HexaplaBook *hexapla_store_get_corpus(HexaplaStore *self);
const char *hexapla_store_get_reviewer(const HexaplaStore *self);
HexaplaDatabase *hexapla_store_get_database(HexaplaStore *self);

HexaplaSaved hexapla_store_save(HexaplaStore *self, const HexaplaStoreChange *changes, guint n,
                                gboolean is_final, GError **error);
gboolean hexapla_store_step(HexaplaStore *self, gboolean forward, GArray *numbers, GError **error);
gboolean hexapla_store_can_step(HexaplaStore *self, gboolean forward);
gboolean hexapla_store_put_state(HexaplaStore *self, guint number, HexaplaWriter *out,
                                 GError **error);
gboolean hexapla_store_write_log(HexaplaStore *self, HexaplaWriter *out, GError **error);
gboolean hexapla_store_write_result(HexaplaStore *self, HexaplaWriter *out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaStore, hexapla_store_free)

G_END_DECLS
