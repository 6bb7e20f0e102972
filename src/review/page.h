/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaPage:
 *
 * A file of HTML in which people go through a corpus sentence by sentence. It opens from the disk,
 * needs nothing else, and lets nothing out but the log of their decisions.
 *
 * Since: 0.1
 */
typedef struct _HexaplaPage HexaplaPage;

HexaplaPage *hexapla_page_new(HexaplaWriter *out, const HexaplaFormatOptions *options);
void hexapla_page_free(HexaplaPage *self);
gboolean hexapla_page_take(HexaplaDocument *part, gpointer page, GError **error);
gboolean hexapla_page_end(HexaplaPage *self, GError **error);
gboolean hexapla_page_find(const char *path, GBytes **bytes, const char **type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaPage, hexapla_page_free)

G_END_DECLS
