/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

gboolean hexapla_inputs_expand(HexaplaOptions *options, GError **error);

G_END_DECLS
