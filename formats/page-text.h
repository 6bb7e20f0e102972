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
} HexaplaPageText;

gboolean hexapla_page_read(GInputStream *in, const char *file, GString *page,
                           GCancellable *cancellable, GError **error);

gboolean hexapla_page_text_init(HexaplaPageText *self, const char *bytes, gsize n,
                                const HexaplaReadOptions *options, GError **error);
void hexapla_page_text_clear(HexaplaPageText *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaPageText, hexapla_page_text_clear)

static inline guint64
hexapla_page_text_place(const HexaplaPageText *self, gsize offset)
{
    return self->n_mark + (self->places != NULL ? self->places[offset] : offset);
}

G_END_DECLS
