/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaOutput:
 *
 * A file in some format, or a folder with a file an article, that takes parts in their order. Every file appears whole
 * or not at all.
 *
 * Since: 0.1
 */
typedef struct _HexaplaOutput HexaplaOutput;

HexaplaOutput *hexapla_output_new(const HexaplaFormat *format, const char *path,
                                  const HexaplaFormatOptions *options, GError **error);
void hexapla_output_free(HexaplaOutput *self);
gboolean hexapla_output_is_folder(const HexaplaOutput *self);
gboolean hexapla_output_has(const HexaplaOutput *self, HexaplaDocument *part);
gboolean hexapla_output_write(HexaplaOutput *self, HexaplaDocument *part, GError **error);
gboolean hexapla_output_finish(HexaplaOutput *self, GError **error);
gboolean hexapla_output_commit(HexaplaOutput *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaOutput, hexapla_output_free)

G_END_DECLS
