/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

gboolean hexapla_name_task_exists(const char *name);
HexaplaExit hexapla_name_task_run(int argc, char **argv);

G_END_DECLS
