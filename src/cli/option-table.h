/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

GOptionContext *hexapla_option_table_build(HexaplaOptions *options);
void hexapla_option_table_clear(HexaplaOptions *options);
gboolean hexapla_option_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

G_END_DECLS
