/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of encodings, as users type them: every alias that ICU knows, and `auto` for a guess. */

gboolean hexapla_encoding_check(const char *name, GError **error);
gboolean hexapla_encoding_is_auto(const char *name);
gboolean hexapla_encoding_is_utf8(const char *name);
gboolean hexapla_encoding_check_text(const char *name, const char *text, gsize n, GError **error);
gboolean hexapla_encoding_may_be_utf8(const char *text, gsize n);
guint32 *hexapla_encoding_find_places(const char *name, const char *bytes, gsize n,
                                      const char *text, gsize n_text);
char *hexapla_encoding_encode(const char *name, const char *text, gsize n, gsize *n_bytes,
                              GError **error);

G_END_DECLS
