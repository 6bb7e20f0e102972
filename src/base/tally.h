/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/issue.h"

G_BEGIN_DECLS

/**
 * HexaplaTally:
 *
 * Counts things by name.
 *
 * Since: 0.1
 */
typedef struct _HexaplaTally HexaplaTally;

/**
 * HexaplaTallyFunc:
 * @name: what was counted
 * @count: how often
 * @user_data: the caller's
 *
 * Since: 0.1
 */
typedef void (*HexaplaTallyFunc)(const char *name, guint64 count, gpointer user_data);

HexaplaTally *hexapla_tally_new(void);
void hexapla_tally_free(HexaplaTally *self);
void hexapla_tally_add(HexaplaTally *self, const char *name, guint64 count);
void hexapla_tally_foreach(HexaplaTally *self, HexaplaTallyFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaTally, hexapla_tally_free)

G_END_DECLS
