/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaTranslation:
 * @document: an exchange file, or a part of it; lives as long as the translations
 * @segment: index of a segment
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaDocument *document;
    guint segment;
} HexaplaTranslation;

/**
 * HexaplaTranslations:
 *
 * The segments of exchange files, found by the ids that we gave them.
 *
 * Since: 0.1
 */
typedef struct _HexaplaTranslations HexaplaTranslations;

HexaplaTranslations *hexapla_translations_new(void);
void hexapla_translations_free(HexaplaTranslations *self);
gboolean hexapla_translations_take(HexaplaDocument *part, gpointer translations, GError **error);
guint hexapla_translations_get_n(const HexaplaTranslations *self);
const char *hexapla_translations_get_language(const HexaplaTranslations *self);
const char *hexapla_translations_get_original(const HexaplaTranslations *self);
const HexaplaTranslation *hexapla_translations_find(const HexaplaTranslations *self,
                                                    const char *article, guint file,
                                                    const char *segment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaTranslations, hexapla_translations_free)

G_END_DECLS
