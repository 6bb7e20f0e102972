/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How well-known corpora of JSON lines call their fields. */

const char *const *hexapla_preset_get_fields(const char *name);
char *hexapla_preset_list(void);

G_END_DECLS
