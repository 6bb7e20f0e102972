/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "align/links.h"
#include "base/writer.h"

G_BEGIN_DECLS

/**
 * HexaplaWordbook:
 *
 * Which words of two languages translated each other in all texts so far: a file that is read and
 * written. Words are kept without endings, as their keys.
 *
 * Since: 0.1
 */
typedef struct _HexaplaWordbook HexaplaWordbook;

HexaplaWordbook *hexapla_wordbook_new(const char *source, const char *target);
void hexapla_wordbook_free(HexaplaWordbook *self);
gboolean hexapla_wordbook_read(HexaplaWordbook *self, GInputStream *in, const char *file,
                               GError **error);
void hexapla_wordbook_write(const HexaplaWordbook *self, HexaplaWriter *out);
void hexapla_wordbook_recall(const HexaplaWordbook *self, HexaplaTerms *const *terms, GArray *kins,
                             HexaplaPast *pasts);
void hexapla_wordbook_learn(HexaplaWordbook *self, HexaplaTerms *const *terms,
                            const HexaplaLinks *links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaWordbook, hexapla_wordbook_free)

G_END_DECLS
