/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "formats/format.h"

G_BEGIN_DECLS

guint hexapla_jsonl_sniff(const guint8 *head, gsize n_head);
gboolean hexapla_jsonl_read(GInputStream *in, const HexaplaReadOptions *options,
                            HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
                            GError **error);

/* A page inside a record, and who reads it. */
typedef struct {
    const HexaplaReadOptions *options;
    HexaplaDocumentFunc func;
    gpointer user_data;
    const HexaplaOrigin *origin; /* what the record says; NULLs where it says nothing */
    const char *language;        /* likewise */
    guint64 offset;              /* of the string in the input */
} HexaplaJsonlPage;

gboolean hexapla_jsonl_read_page(const HexaplaJsonlPage *self, HexaplaJsonString string,
                                 GError **error);
gsize hexapla_jsonl_escape_length(const char *p, const char *end);

G_END_DECLS
