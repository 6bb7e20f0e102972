/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"

G_BEGIN_DECLS

char *hexapla_html_decode(const char *bytes, gsize n, const HexaplaReadOptions *options, gsize *n_text,
                          char **encoding, GError **error);

G_END_DECLS
