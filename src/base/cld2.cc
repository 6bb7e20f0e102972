// SPDX-License-Identifier: LGPL-2.1-or-later
// Its header needs these before it.
#include <cstdio>
#include <string>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "base/cld2.h"

void
hexapla_cld2_ask(HexaplaCld2 *self, const char *text, int n)
{
    CLD2::CLDHints hints = {NULL, NULL, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[HEXAPLA_CLD2_ANSWERS];
    double scores[HEXAPLA_CLD2_ANSWERS];
    int n_letters;
    bool is_reliable;

    CLD2::ExtDetectLanguageSummary(text, n, true, &hints, 0, languages, self->percents, scores,
                                   NULL, &n_letters, &is_reliable);
    for (int i = 0; i < HEXAPLA_CLD2_ANSWERS; i++)
        self->languages[i] = CLD2::LanguageCode(languages[i]);
    self->is_reliable = is_reliable;
}
