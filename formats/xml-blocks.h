/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/markup.h"
#include "formats/vocabulary.h"

/* The blocks and codes of an XML article, by the rules of its vocabulary. */

G_BEGIN_DECLS

void hexapla_xml_find_blocks(HexaplaMarkup *markup, const HexaplaVocabulary *vocabulary,
                             char **title);

G_END_DECLS
