/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pipeline/pipeline.h"

G_BEGIN_DECLS

void hexapla_summary_say(const HexaplaSummary *summary, guint64 n_rejected);
void hexapla_summary_print(const HexaplaSummary *summary, guint64 n_rejected);

G_END_DECLS
