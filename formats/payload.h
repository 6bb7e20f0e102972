/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

/* What a record of a web archive holds, read by the format that it is in. */

G_BEGIN_DECLS

/**
 * HexaplaPayloadReader:
 * @options: of the archive
 * @func: takes the parts
 * @user_data: for @func
 * @cancellable: (nullable): stops the work
 *
 * Since: 0.1
 */
typedef struct {
    const HexaplaReadOptions *options;
    HexaplaDocumentFunc func;
    gpointer user_data;
    GCancellable *cancellable;
} HexaplaPayloadReader;

gboolean hexapla_payload_is_wanted(const char *record, gsize n_headers);
gboolean hexapla_payload_read(const HexaplaPayloadReader *self, const char *record, gsize n_headers,
                              gsize n_content, guint64 offset, HexaplaIssueKind *kind, char **why,
                              GError **error);

G_END_DECLS
