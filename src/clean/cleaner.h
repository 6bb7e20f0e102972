/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "base/language.h"
#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaCleaner:
 *
 * Finds the blocks of a plain text and tells which of them are not part of the article. Immutable
 * after it was made; any number of threads may share it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaCleaner HexaplaCleaner;

HexaplaCleaner *hexapla_cleaner_new(const HexaplaLanguage *language);
void hexapla_cleaner_free(HexaplaCleaner *self);
gboolean hexapla_cleaner_apply(HexaplaCleaner *self, HexaplaDocument *document,
                               GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaCleaner, hexapla_cleaner_free)

G_END_DECLS
