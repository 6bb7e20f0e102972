/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* The text of an article as its metadata give it: cut in another way, with or without tags. */

G_BEGIN_DECLS

typedef struct {
    GString *letters; /* letters and digits alone, folded */
    guint n_questions;
} HexaplaHtmlBody;

HexaplaHtmlBody *hexapla_html_body_new(const char *text);
void hexapla_html_body_free(HexaplaHtmlBody *self);
gboolean hexapla_html_body_holds(HexaplaHtmlBody *self, const char *text, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaHtmlBody, hexapla_html_body_free)

G_END_DECLS
