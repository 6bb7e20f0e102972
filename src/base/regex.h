/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaRegex:
 *
 * A regular expression of ICU. One thread at a time may match with it; copies share what was
 * compiled.
 *
 * Since: 0.1
 */
typedef struct _HexaplaRegex HexaplaRegex;

/**
 * HexaplaRegexText:
 *
 * A text to match in, and how much work that may still be: what a hostile expression would do for
 * hours ends with an error instead. UTF-8 outside; what ICU wants is made when it is asked.
 *
 * Since: 0.1
 */
typedef struct _HexaplaRegexText HexaplaRegexText;

HexaplaRegex *hexapla_regex_new(const char *pattern, GError **error);
HexaplaRegex *hexapla_regex_copy(const HexaplaRegex *self);
void hexapla_regex_free(HexaplaRegex *self);
gboolean hexapla_regex_ends_at(HexaplaRegex *self, HexaplaRegexText *text, gsize offset,
                               gboolean *matches, GError **error);
gboolean hexapla_regex_starts_at(HexaplaRegex *self, HexaplaRegexText *text, gsize offset,
                                 gboolean *matches, GError **error);
gboolean hexapla_regex_is_whole(HexaplaRegex *self, HexaplaRegexText *text, gboolean *matches,
                                GError **error);

HexaplaRegexText *hexapla_regex_text_new(void);
void hexapla_regex_text_free(HexaplaRegexText *self);
void hexapla_regex_text_set(HexaplaRegexText *self, const char *text, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaRegex, hexapla_regex_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaRegexText, hexapla_regex_text_free)

G_END_DECLS
