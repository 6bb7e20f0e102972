/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/* A page, and where its characters stand in the bytes that it came as. */
typedef struct {
    char *text; /* UTF-8 */
    gsize n;
    char *encoding;  /* NULL when the bytes are UTF-8 */
    gsize n_mark;    /* bytes of the byte order mark */
    guint32 *places; /* of the first byte of each character, behind the mark; NULL when they are
                        those of the text */
} HexaplaHtmlText;

gboolean hexapla_html_text_init(HexaplaHtmlText *self, const char *bytes, gsize n,
                                const HexaplaReadOptions *options, GError **error);
void hexapla_html_text_clear(HexaplaHtmlText *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaHtmlText, hexapla_html_text_clear)

static inline guint64
hexapla_html_text_place(const HexaplaHtmlText *self, gsize offset)
{
    return self->n_mark + (self->places != NULL ? self->places[offset] : offset);
}

G_END_DECLS
