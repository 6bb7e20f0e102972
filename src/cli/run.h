/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

HexaplaExit hexapla_run(HexaplaOptions *options, const HexaplaFormat *fallback,
                        gboolean with_summary);
const HexaplaFormat *hexapla_run_find_writer(const HexaplaOptions *options,
                                             const HexaplaFormat *fallback, const char *output,
                                             const char **path, GError **error);
gboolean hexapla_run_refuse_file(const char *output, const char *input, GError **error);
gboolean hexapla_run_refuse_input(const HexaplaOptions *options, const char *path, GError **error);
gboolean hexapla_run_read(HexaplaPipeline *pipeline, const HexaplaOptions *options,
                          const char *path, GError **error);
gboolean hexapla_run_read_inputs(HexaplaPipeline *pipeline, const HexaplaOptions *options,
                                 GError **error);
gboolean hexapla_run_find_kind(HexaplaOptions *options, GError **error);

G_END_DECLS
