/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Characters of a page and the references that stand for them. */

G_BEGIN_DECLS

/* What one reference becomes has no more bytes. */
#define HEXAPLA_HTML_CHARACTER_BYTES 8

static inline gboolean
hexapla_html_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

gsize hexapla_html_decode_reference(const char *p, const char *end, char *text, gsize *n);
char *hexapla_html_dup_text(const char *p, gsize n);

G_END_DECLS
