/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "names/phrase.h"

G_BEGIN_DECLS

HexaplaNameClass hexapla_bearer_class_of_bits(guint32 bits);
HexaplaNameClass hexapla_bearer_classify(const HexaplaPassage *self, HexaplaPhrase *phrase);

G_END_DECLS
