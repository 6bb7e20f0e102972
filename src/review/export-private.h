/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "review/server-private.h"

G_BEGIN_DECLS

/**
 * HexaplaExport:
 *
 * Has the reviewed corpus written by another process, so that the server goes on answering.
 *
 * Since: 0.1
 */
typedef struct _HexaplaExport HexaplaExport;

HexaplaExport *hexapla_export_new(void);
void hexapla_export_free(HexaplaExport *self);
void hexapla_export_set(HexaplaExport *self, const char *folder, HexaplaServerExport func,
                        gpointer user_data);
guint hexapla_export_begin(HexaplaExport *self, const char *format, GError **error);
guint hexapla_export_ask(HexaplaExport *self, GBytes **bytes, GError **error);
char *hexapla_export_dup_name(const HexaplaExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaExport, hexapla_export_free)

G_END_DECLS
