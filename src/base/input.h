/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "base/issue.h"

G_BEGIN_DECLS

/**
 * HexaplaTextHints:
 * @encoding: (nullable): what hexapla_encoding_check() accepted; %NULL is UTF-8
 * @declared: (nullable): what a server says that the encoding is
 * @language: (nullable): language tag of the text, which helps to guess
 *
 * What is known of bytes that are text.
 *
 * Since: 0.1
 */
typedef struct {
    const char *encoding;
    const char *declared;
    const char *language;
} HexaplaTextHints;

GInputStream *hexapla_input_open(const char *path, GError **error);
gboolean hexapla_input_is_same_file(const char *a, const char *b);
gboolean hexapla_input_peek(GInputStream *in, gsize size, const guint8 **head, gsize *n_head,
                            GCancellable *cancellable, GError **error);
GInputStream *hexapla_input_decode(GInputStream *in, const char *file,
                                   const HexaplaTextHints *hints, HexaplaIssueSink *issues,
                                   GCancellable *cancellable, GError **error);
gboolean hexapla_input_fill(GInputStream *in, const char *file, char *buffer, gsize size,
                            gsize *n_read, GCancellable *cancellable, GError **error);
gboolean hexapla_input_refuse(GInputStream *in, const char *file, guint64 offset, const char *text,
                              gsize n, gsize valid, GError **error);

G_END_DECLS
