/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pipeline/translations.h"

G_BEGIN_DECLS

/**
 * HexaplaMemory:
 *
 * A translation memory: segments of exchange files, found by their source text.
 *
 * Since: 0.1
 */
typedef struct _HexaplaMemory HexaplaMemory;

HexaplaMemory *hexapla_memory_new(void);
void hexapla_memory_free(HexaplaMemory *self);
gboolean hexapla_memory_take(HexaplaDocument *part, gpointer memory, GError **error);
const HexaplaTranslation *hexapla_memory_find(const HexaplaMemory *self, HexaplaDocument *part,
                                              guint segment);
guint64 hexapla_memory_hash(GString *key, HexaplaDocument *part, guint segment);
gboolean hexapla_translation_apply(const HexaplaTranslation *self, HexaplaDocument *part,
                                   guint segment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaMemory, hexapla_memory_free)

G_END_DECLS
