/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/rules.h"

G_BEGIN_DECLS

extern const HexaplaElementRule hexapla_xliff2_elements[];
extern const guint hexapla_n_xliff2_elements;
extern const HexaplaGrammarNamespace hexapla_xliff2_namespaces[];
extern const guint hexapla_n_xliff2_namespaces;

G_END_DECLS
