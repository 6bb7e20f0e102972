/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <unicode/utypes.h>

G_BEGIN_DECLS

gboolean hexapla_icu_check(UErrorCode status, const char *doing, GError **error);
char *hexapla_language_tag_canonicalise(const char *tag, GError **error);
char *hexapla_language_tag_from_code(const char *code, GError **error);
gboolean hexapla_language_tag_is_rtl(const char *tag);

G_END_DECLS
