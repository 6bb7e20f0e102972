/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

HexaplaExit hexapla_kitting_run(HexaplaOptions *options);

G_END_DECLS
