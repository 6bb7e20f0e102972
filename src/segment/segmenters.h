/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "segment/segmenter.h"
#include "segment/srx-engine.h"

G_BEGIN_DECLS

/**
 * HexaplaSegmenters:
 *
 * The rules of the languages that stand in articles of another language. They are made when they are
 * asked for first; any number of threads may ask.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSegmenters HexaplaSegmenters;

HexaplaSegmenters *hexapla_segmenters_new(HexaplaSrx *srx);
void hexapla_segmenters_free(HexaplaSegmenters *self);
gboolean hexapla_segmenters_find(HexaplaSegmenters *self, const char *language,
                                 const HexaplaSegmenter **segmenter, HexaplaSrxEngine **srx,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSegmenters, hexapla_segmenters_free)

G_END_DECLS
