/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/aligner.h"
#include "cli/options.h"

G_BEGIN_DECLS

/* What users know of names and words before sentences are paired. */

gboolean hexapla_anchors_add(HexaplaAligner *aligner, HexaplaOptions *options, GError **error);
HexaplaWordbook *hexapla_anchors_open_lexicon(const HexaplaOptions *options, GError **error);
gboolean hexapla_anchors_save_lexicon(const HexaplaOptions *options,
                                      const HexaplaWordbook *wordbook, GError **error);

G_END_DECLS
