/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pipeline/translations.h"

G_BEGIN_DECLS

/**
 * HexaplaMissingPolicy:
 * @HEXAPLA_MISSING_SOURCE: the text of the article stays
 * @HEXAPLA_MISSING_ERROR: it is an error
 * @HEXAPLA_MISSING_MARK: the text stays, between double brackets
 *
 * What becomes of a sentence without a translation that can be used.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_MISSING_SOURCE,
    HEXAPLA_MISSING_ERROR,
    HEXAPLA_MISSING_MARK,
} HexaplaMissingPolicy;

/**
 * HexaplaMergeOptions:
 * @missing: what becomes of sentences without a translation
 * @approved_only: whether only translations count that somebody has looked at
 * @restore: whether a source that was left as it was exported gives the author's spelling back
 * @encoding: (nullable): of the article
 * @issues: (nullable): takes what a person should look at
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaMissingPolicy missing;
    gboolean approved_only;
    gboolean restore;
    const char *encoding;
    HexaplaIssueSink *issues;
} HexaplaMergeOptions;

/**
 * HexaplaMerger:
 *
 * Writes an article anew, with its translations in place of its sentences and every other byte as it
 * was.
 *
 * Since: 0.1
 */
typedef struct _HexaplaMerger HexaplaMerger;

HexaplaMerger *hexapla_merger_new(const HexaplaFormat *format, const char *path,
                                  const HexaplaTranslations *translations, HexaplaWriter *out,
                                  const HexaplaMergeOptions *options, GError **error);
void hexapla_merger_free(HexaplaMerger *self);
gboolean hexapla_merger_take(HexaplaDocument *part, gpointer merger, GError **error);
gboolean hexapla_merger_end(HexaplaMerger *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaMerger, hexapla_merger_free)

G_END_DECLS
