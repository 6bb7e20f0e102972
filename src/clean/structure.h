/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

void hexapla_structure_find_blocks(HexaplaDocument *document);
gboolean hexapla_structure_is_amount(const char *text, gsize n);
gboolean hexapla_structure_ends_sentence(const char *text, gsize n);
guint hexapla_structure_count_words(const char *text, gsize n);

/* Chinese and Japanese, with their punctuation: nothing stands between the words. */
static inline gboolean
hexapla_structure_is_wide(gunichar c)
{
    return (c >= 0x2E80 && c < 0xAC00) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0xFF00 && c < 0xFFF0) || (c >= 0x20000 && c < 0x40000);
}

G_END_DECLS
