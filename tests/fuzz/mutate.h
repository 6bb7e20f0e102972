/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer inputs are cut. */
#define FUZZ_MAX_INPUT_BYTES (64u << 10)

typedef struct {
    gsize n;
    guint8 bytes[FUZZ_MAX_INPUT_BYTES];
} FuzzInput;

void fuzz_mutate(FuzzInput *input, const guint8 *other, gsize n_other, guint64 *random);

G_END_DECLS
