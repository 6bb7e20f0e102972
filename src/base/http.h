/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaHttp:
 * @status: of the answer, such as 200
 * @type: (nullable): the value of `Content-Type`
 * @body: what was sent, without the codings that it was sent in
 * @n_body: its bytes
 *
 * An answer of a web server, as archives keep it. hexapla_http_clear() frees what it holds.
 *
 * Since: 0.1
 */
typedef struct {
    guint status;
    char *type;
    const char *body;
    gsize n_body;
    /*< private >*/
    char *whole;
    char *unpacked;
} HexaplaHttp;

gboolean hexapla_http_parse(HexaplaHttp *self, const char *message, gsize n, GError **error);
void hexapla_http_clear(HexaplaHttp *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaHttp, hexapla_http_clear)

G_END_DECLS
