/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaReplacement:
 * @start: the first byte of the article that its translation stands for
 * @end: behind the last one
 * @segment: index of a segment with a translation
 * @is_inside: whether its translation stands in that of another segment
 *
 * Since: 0.1
 */
typedef struct {
    guint64 start;
    guint64 end;
    guint segment;
    gboolean is_inside;
} HexaplaReplacement;

void hexapla_nesting_resolve(HexaplaDocument *part, GArray *replacements);

G_END_DECLS
