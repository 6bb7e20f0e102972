/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* libcld2 speaks C++ only. Thread safe. */

#define HEXAPLA_CLD2_ANSWERS 3

/**
 * HexaplaCld2:
 * @languages: its codes, the most of the text first; `un` is unknown
 * @percents: how much of the text is in each
 * @is_reliable: whether it stands by the first one
 *
 * Since: 0.1
 */
typedef struct {
    const char *languages[HEXAPLA_CLD2_ANSWERS];
    int percents[HEXAPLA_CLD2_ANSWERS];
    gboolean is_reliable;
} HexaplaCld2;

void hexapla_cld2_ask(HexaplaCld2 *self, const char *text, int n);

G_END_DECLS
