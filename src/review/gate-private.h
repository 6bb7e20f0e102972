/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HexaplaGate:
 *
 * Listens on the loopback addresses of this machine, lets in one request a connection after its head
 * was looked at, and closes what does not get on.
 *
 * Since: 0.1
 */
typedef struct _HexaplaGate HexaplaGate;

/**
 * HexaplaGateFunc:
 * @connection: whose request nobody has read; no second one is to be read
 * @user_data: what hexapla_gate_new() was given
 *
 * Since: 0.1
 */
typedef void (*HexaplaGateFunc)(GSocketConnection *connection, gpointer user_data);

HexaplaGate *hexapla_gate_new(guint16 port, HexaplaGateFunc func, gpointer user_data,
                              GError **error);
void hexapla_gate_free(HexaplaGate *self);
guint16 hexapla_gate_get_port(const HexaplaGate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaGate, hexapla_gate_free)

G_END_DECLS
