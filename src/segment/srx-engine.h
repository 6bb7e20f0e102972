/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "segment/srx.h"

G_BEGIN_DECLS

/**
 * HexaplaSrxEngine:
 *
 * Finds the breaks that the rules of a file make in one language: at every place the first rule
 * that matches decides. Immutable after it was made; any number of threads may share it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSrxEngine HexaplaSrxEngine;

/**
 * HexaplaSrxScan:
 *
 * A way through a text, for one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSrxScan HexaplaSrxScan;

HexaplaSrxEngine *hexapla_srx_engine_new(HexaplaSrx *srx, const char *language, GError **error);
void hexapla_srx_engine_free(HexaplaSrxEngine *self);
gboolean hexapla_srx_engine_has_rules(const HexaplaSrxEngine *self);
HexaplaSrxScan *hexapla_srx_engine_scan(const HexaplaSrxEngine *self);

void hexapla_srx_scan_free(HexaplaSrxScan *self);
void hexapla_srx_scan_begin(HexaplaSrxScan *self, const char *text, gsize n);
gboolean hexapla_srx_scan_next(HexaplaSrxScan *self, gsize *offset, const HexaplaSrxRule **rule,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSrxEngine, hexapla_srx_engine_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSrxScan, hexapla_srx_scan_free)

G_END_DECLS
