/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/store-private.h"

G_BEGIN_DECLS

/**
 * HexaplaView:
 *
 * The sentences of a corpus that a filter leaves, found little by little.
 *
 * Since: 0.1
 */
typedef struct _HexaplaView HexaplaView;

/**
 * HexaplaViewFilter:
 * @state: a filter that hexapla_view_filters() lists
 * @words: (nullable): stand in the sentence or its translation; marks and capitals do not count
 * @rule: (nullable): tag of the rule by which it ends
 * @language: (nullable): of its document
 * @spelling: (nullable): a name in it
 *
 * Since: 0.1
 */
typedef struct {
    const char *state;
    const char *words;
    const char *rule;
    const char *language;
    const char *spelling;
} HexaplaViewFilter;

const char *const *hexapla_view_filters(guint *n);
void hexapla_view_count(HexaplaBook *corpus, guint *counts);

HexaplaView *hexapla_view_new(HexaplaStore *store, const HexaplaViewFilter *filter, GError **error);
void hexapla_view_free(HexaplaView *self);
gboolean hexapla_view_go_on(HexaplaView *self, gint64 microseconds, GError **error);
gboolean hexapla_view_is_done(const HexaplaView *self);
guint hexapla_view_get_n(const HexaplaView *self);
guint hexapla_view_get_number(const HexaplaView *self, guint index);
guint hexapla_view_find(const HexaplaView *self, guint number);
guint hexapla_view_find_open(const HexaplaView *self, guint from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaView, hexapla_view_free)

G_END_DECLS
