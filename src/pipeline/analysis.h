/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pipeline/pipeline.h"

G_BEGIN_DECLS

/**
 * HexaplaAnalysis:
 *
 * The pure half of the pipeline for one language: what can be told from one part alone. Immutable;
 * shared by the workers.
 *
 * Since: 0.1
 */
typedef struct _HexaplaAnalysis HexaplaAnalysis;

HexaplaAnalysis *hexapla_analysis_new(const char *language, const HexaplaPipelineOptions *options,
                                      GError **error);
void hexapla_analysis_free(HexaplaAnalysis *self);
gboolean hexapla_analysis_apply(const HexaplaAnalysis *self, HexaplaDocument *part,
                                GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaAnalysis, hexapla_analysis_free)

G_END_DECLS
