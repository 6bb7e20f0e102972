/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/aligner.h"
#include "cli/options.h"

G_BEGIN_DECLS

/* What users know of names and words before sentences are paired. */

void hexapla_anchors_add(HexaplaAligner *aligner, const HexaplaOptions *options);

G_END_DECLS
