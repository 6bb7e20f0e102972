/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which language a text is in. */

const char *hexapla_identification_of(const char *text, gsize n, char **candidates);

G_END_DECLS
