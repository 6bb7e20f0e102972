/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/writer.h"

G_BEGIN_DECLS

void hexapla_srx_write(HexaplaWriter *out, const char *const *languages);

G_END_DECLS
