/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hexapla_cuts_parse(const char *json, gsize n, gboolean is_break, char **lines);

G_END_DECLS
