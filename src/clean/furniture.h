/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaFurniture:
 *
 * Lines that sites put into many of their articles, as an earlier pass over a corpus found them.
 * Immutable; any number of threads may share it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaFurniture HexaplaFurniture;

HexaplaFurniture *hexapla_furniture_read(GInputStream *in, const char *file,
                                         GCancellable *cancellable, GError **error);
void hexapla_furniture_free(HexaplaFurniture *self);
void hexapla_furniture_apply(const HexaplaFurniture *self, HexaplaDocument *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaFurniture, hexapla_furniture_free)

G_END_DECLS
