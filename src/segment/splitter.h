/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "document/document.h"
#include "segment/overrides.h"
#include "segment/segmenter.h"
#include "segment/segmenters.h"
#include "segment/srx-engine.h"

G_BEGIN_DECLS

/**
 * HexaplaSplitter:
 * @segmenter: our rules
 * @srx: (nullable): the user's rules, which replace ours
 * @overrides: (nullable): what a person decided, which wins over all rules
 * @others: (nullable): the rules of blocks in another language
 *
 * Gives documents their sentences. Any number of threads may use one.
 *
 * Since: 0.1
 */
typedef struct {
    const HexaplaSegmenter *segmenter;
    HexaplaSrxEngine *srx;
    const HexaplaOverrides *overrides;
    HexaplaSegmenters *others;
} HexaplaSplitter;

gboolean hexapla_splitter_apply(const HexaplaSplitter *self, HexaplaDocument *document,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
