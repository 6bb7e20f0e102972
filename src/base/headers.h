/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Blocks of `Name: value` lines, as HTTP and WARC have them: RFC 9112 §5, ISO 28500 §5.2. A block
 * begins with a line of its own kind and ends with an empty one. */

gsize hexapla_headers_find_end(const char *text, gsize n);
char *hexapla_headers_dup(const char *block, gsize n, const char *name);
char *hexapla_headers_dup_parameter(const char *value, const char *name);

G_END_DECLS
