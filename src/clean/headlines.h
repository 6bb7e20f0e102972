/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaHeadlines:
 *
 * The headlines of an article, to find the one that its page repeats. The ordered half of cleaning:
 * parts of an article come one after the other.
 *
 * Since: 0.1
 */
typedef struct _HexaplaHeadlines HexaplaHeadlines;

HexaplaHeadlines *hexapla_headlines_new(void);
void hexapla_headlines_free(HexaplaHeadlines *self);
void hexapla_headlines_fold(HexaplaHeadlines *self, HexaplaDocument *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaHeadlines, hexapla_headlines_free)

G_END_DECLS
