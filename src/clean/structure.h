/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

void hexapla_structure_find_blocks(HexaplaDocument *document);
gboolean hexapla_structure_is_amount(const char *text, gsize n);
gboolean hexapla_structure_ends_sentence(const char *text, gsize n);

G_END_DECLS
