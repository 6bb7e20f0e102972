/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Parts of one name; what is behind them does not count. */
#define HEXAPLA_PARTS_MAX 24
#define HEXAPLA_PART_MAX_BYTES 48

/**
 * HexaplaParts:
 * @parts: small letters without diacritics and apostrophes
 * @has_article: whether an Arabic article stood before the part
 * @n: how many
 *
 * A name in Latin letters as its bearer’s language sees it: without articles, and with Abd al-Karim,
 * Abdulkarim and Abdel Karim in the same two parts.
 *
 * Since: 0.1
 */
typedef struct {
    char parts[HEXAPLA_PARTS_MAX][HEXAPLA_PART_MAX_BYTES];
    gboolean has_article[HEXAPLA_PARTS_MAX];
    guint n;
} HexaplaParts;

/* What ibn, bin, ben, ould and bint become. */
#define HEXAPLA_PART_SON "bn"

void hexapla_parts_read(HexaplaParts *self, const char *name);

G_END_DECLS
