/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEXAPLA_SIEVE_MAX_BYTES 320

#define HEXAPLA_SIEVE_BITS 12

/* Tells most texts that hold none of some words from the few that may, at one look a word: only its
 * first eight bytes count, and case does not. */
typedef struct {
    guint64 first[(1 << HEXAPLA_SIEVE_BITS) / 64];    /* words that count as the first one */
    guint64 pairs[(1 << HEXAPLA_SIEVE_BITS) / 64];    /* first words that count together */
    guint64 anywhere[(1 << HEXAPLA_SIEVE_BITS) / 64]; /* words that count at every place */
} HexaplaSieve;

void hexapla_sieve_add_first(HexaplaSieve *self, const char *word);
void hexapla_sieve_add_pair(HexaplaSieve *self, const char *first, const char *second);
void hexapla_sieve_add(HexaplaSieve *self, const char *word);
gboolean hexapla_sieve_may_hold(const HexaplaSieve *self, const char *text, gsize n);

G_END_DECLS
