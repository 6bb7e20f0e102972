/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/bitext.h"
#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaVersion:
 * @parts: #HexaplaDocument of an article in one language, split
 * @sentences: those that are aligned, in order; the fields are private
 *
 * One language version of an article.
 *
 * Since: 0.1
 */
typedef struct {
    GPtrArray *parts;
    GArray *sentences;
} HexaplaVersion;

void hexapla_version_init(HexaplaVersion *self);
void hexapla_version_clear(HexaplaVersion *self);
void hexapla_version_add(HexaplaVersion *self, HexaplaDocument *part, guint segment);
char *hexapla_version_dup_text(const HexaplaVersion *self, guint first, guint n);
gboolean hexapla_version_is_junk(const HexaplaVersion *self, guint first, guint n);
const char *hexapla_version_get_id(const HexaplaVersion *self);

gboolean hexapla_bilingual_write(const HexaplaVersion *versions, const HexaplaBead *beads, guint n,
                                 float score, gboolean with_untranslated, HexaplaDocumentFunc func,
                                 gpointer user_data, GError **error);

G_END_DECLS
