/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

/* Who notes are from that hold what only PO has. */
#define HEXAPLA_PO_TRANSLATOR "translator"
#define HEXAPLA_PO_REFERENCE "po-reference"
#define HEXAPLA_PO_FLAG "po-flag"
#define HEXAPLA_PO_PLURAL "po-plural" /* on the first one of a block: how many forms it has */
#define HEXAPLA_PO_PLURAL_FORMS "po-plural-forms" /* on the first one of a file */

guint hexapla_po_sniff(const guint8 *head, gsize n_head);
gboolean hexapla_po_read(GInputStream *in, const HexaplaReadOptions *options,
                         HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
                         GError **error);

G_END_DECLS
