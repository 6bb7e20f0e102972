/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/options.h"
#include "pipeline/memory.h"

G_BEGIN_DECLS

/**
 * HexaplaLeverage:
 *
 * What was translated before and can be used again.
 */
typedef struct _HexaplaLeverage HexaplaLeverage;

HexaplaLeverage *hexapla_leverage_new(const HexaplaOptions *options, GError **error);
void hexapla_leverage_free(HexaplaLeverage *self);
const HexaplaMemory *hexapla_leverage_get_memory(const HexaplaLeverage *self);
void hexapla_leverage_apply(HexaplaLeverage *self, HexaplaDocument *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLeverage, hexapla_leverage_free)

G_END_DECLS
