/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"
#include "translit/suggester.h"

G_BEGIN_DECLS

void hexapla_suggestions_add(const HexaplaSuggester *suggester, HexaplaDocument *document);

G_END_DECLS
