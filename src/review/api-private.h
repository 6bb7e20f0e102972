/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/store-private.h"

G_BEGIN_DECLS

/**
 * HexaplaApi:
 *
 * What the page asks of the store, and what it tells it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaApi HexaplaApi;

/**
 * HexaplaApiRequest:
 * @query: (nullable): parameters of the address, unescaped
 * @body: what was sent, any bytes
 * @n: how many
 *
 * Since: 0.1
 */
typedef struct {
    GHashTable *query;
    const char *body;
    gsize n;
} HexaplaApiRequest;

/**
 * HexaplaApiRoute:
 * @path: the address
 * @is_write: whether it takes POST and changes something; else GET, and it does not
 * @run: answers a request with an HTTP status and JSON
 *
 * Since: 0.1
 */
typedef struct {
    const char *path;
    gboolean is_write;
    guint (*run)(HexaplaApi *api, const HexaplaApiRequest *request, HexaplaWriter *answer,
                 GError **error);
} HexaplaApiRoute;

HexaplaApi *hexapla_api_new(HexaplaStore *store);
void hexapla_api_free(HexaplaApi *self);
const HexaplaApiRoute *hexapla_api_routes(guint *n);
guint hexapla_api_run(HexaplaApi *self, const HexaplaApiRoute *route,
                      const HexaplaApiRequest *request, GString *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaApi, hexapla_api_free)

G_END_DECLS
