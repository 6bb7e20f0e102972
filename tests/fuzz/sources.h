/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Where the text of articles with markup came from. */

G_BEGIN_DECLS

typedef void (*FuzzGapFunc)(const char *bytes, gsize n, guint64 start, guint64 end);

void fuzz_check_sources(const char *format, const guint8 *data, gsize n, FuzzGapFunc check_gap);

G_END_DECLS
