/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "base/language.h"
#include "document/document.h"
#include "names/lookup.h"

G_BEGIN_DECLS

/**
 * HexaplaNamer:
 *
 * Finds the names of a part: what each apostrophe is, where names stand, what kind of bearer they
 * have and which of them mean the same one. Immutable; any number of threads may use one namer on
 * different documents.
 *
 * Since: 0.1
 */
typedef struct _HexaplaNamer HexaplaNamer;

HexaplaNamer *hexapla_namer_new(const HexaplaLanguage *language);
void hexapla_namer_use(HexaplaNamer *self, const HexaplaLookup *lookup);
void hexapla_namer_skip_classes(HexaplaNamer *self);
void hexapla_namer_free(HexaplaNamer *self);
gboolean hexapla_namer_apply(HexaplaNamer *self, HexaplaDocument *document,
                             GCancellable *cancellable, GError **error);
void hexapla_namer_find_clusters(const HexaplaNamer *self, HexaplaDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaNamer, hexapla_namer_free)

G_END_DECLS
