/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/search.h"

G_BEGIN_DECLS

void hexapla_route_find(const HexaplaBitext *bitext, const HexaplaLinks *links, HexaplaBand *band);
void hexapla_route_follow(const HexaplaBitext *bitext, guint margin, HexaplaBand *band);
gboolean hexapla_route_widen(const HexaplaBitext *bitext, guint margin, HexaplaBand *band);
void hexapla_band_clear(HexaplaBand *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaBand, hexapla_band_clear)

G_END_DECLS
