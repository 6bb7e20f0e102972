/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What holds whatever the input was. Each check aborts when it does not. */

#include "pipeline/pipeline.h"

G_BEGIN_DECLS

void oracle_check_part(HexaplaDocument *part, HexaplaStage until);
void oracle_check_output(const HexaplaFormat *format, const char *output, gsize n, GPtrArray *parts,
                         const HexaplaFormatOptions *options);

G_END_DECLS
