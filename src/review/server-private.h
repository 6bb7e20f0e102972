/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/store-private.h"

G_BEGIN_DECLS

/**
 * HexaplaServer:
 *
 * Shows a corpus to one browser on this machine. Whoever has the address may come in once; from
 * then on the browser is known.
 *
 * Since: 0.1
 */
typedef struct _HexaplaServer HexaplaServer;

/**
 * HexaplaServerExport:
 * @path: where to write; its name tells the format
 * @user_data: what hexapla_server_new() was given
 * @error: what went wrong
 *
 * Returns: (transfer full) (nullable): a process that writes the reviewed corpus
 * Since: 0.1
 */
typedef GSubprocess *(*HexaplaServerExport)(const char *path, gpointer user_data, GError **error);

HexaplaServer *hexapla_server_new(HexaplaStore *store, guint16 port, GError **error);
void hexapla_server_free(HexaplaServer *self);
void hexapla_server_set_export(HexaplaServer *self, const char *folder, HexaplaServerExport func,
                               gpointer user_data);
char *hexapla_server_dup_address(const HexaplaServer *self);
void hexapla_server_run(HexaplaServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaServer, hexapla_server_free)

G_END_DECLS
