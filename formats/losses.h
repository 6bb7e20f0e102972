/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

void hexapla_format_count_losses(const HexaplaFormat *format, HexaplaDocument *part,
                                 HexaplaTally *losses);

G_END_DECLS
