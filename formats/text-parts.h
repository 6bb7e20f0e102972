/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaSplitFunc:
 * @part: a part of a text; gets what is known of its blocks and sentences
 *
 * Since: 0.1
 */
typedef void (*HexaplaSplitFunc)(HexaplaDocument *part);

/**
 * HexaplaTextParts:
 * @options: of the reading
 * @what: what the input is called in messages: `plain text does`
 * @split: (nullable): called for every part before it is handed over
 * @func: takes the parts
 * @user_data: for @func
 *
 * How an input that is one text is read in parts.
 *
 * Since: 0.1
 */
typedef struct {
    const HexaplaReadOptions *options;
    const char *what;
    HexaplaSplitFunc split;
    HexaplaDocumentFunc func;
    gpointer user_data;
} HexaplaTextParts;

gboolean hexapla_text_parts_read(const HexaplaTextParts *self, GInputStream *in,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
