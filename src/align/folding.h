/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words as they are compared. */

void hexapla_folding_append(GString *folded, const char *word, gsize n);

G_END_DECLS
