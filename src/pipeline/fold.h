/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pipeline/pipeline.h"

G_BEGIN_DECLS

/**
 * HexaplaFold:
 *
 * The ordered half of the pipeline: what a part needs to know of the parts before it. Its memory
 * has fixed limits.
 *
 * Since: 0.1
 */
typedef struct _HexaplaFold HexaplaFold;

HexaplaFold *hexapla_fold_new(const HexaplaPipelineOptions *options);
void hexapla_fold_free(HexaplaFold *self);
void hexapla_fold_name_file(HexaplaFold *self, HexaplaDocument *part);
void hexapla_fold_add(HexaplaFold *self, HexaplaDocument *part);
const HexaplaSummary *hexapla_fold_get_summary(const HexaplaFold *self);

G_END_DECLS
