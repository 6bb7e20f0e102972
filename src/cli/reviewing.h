/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

HexaplaExit hexapla_reviewing_run(HexaplaOptions *options, char **argv);

G_END_DECLS
