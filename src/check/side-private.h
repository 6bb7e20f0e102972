/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check/conventions.h"

G_BEGIN_DECLS

/**
 * HexaplaSideWord:
 * @start: first byte in the text
 * @end: behind its last byte
 * @folded: as hexapla_conventions_fold() gives it
 *
 * A run of letters.
 */
typedef struct {
    guint32 start;
    guint32 end;
    char *folded;
} HexaplaSideWord;

/**
 * HexaplaSide:
 * @conventions: of its language
 * @text: UTF-8, terminated
 * @n: its bytes
 * @plain: the text with blanks in place of what is not translated
 * @addresses: web and mail addresses and accounts, as they stand there
 * @placeholders: what a program fills in, and markup that is text
 * @words: of @plain, #HexaplaSideWord
 *
 * One side of a pair, read for all checks. hexapla_side_clear() frees what it holds.
 */
typedef struct {
    const HexaplaConventions *conventions;
    const char *text;
    gsize n;
    char *plain;
    GPtrArray *addresses;
    GPtrArray *placeholders;
    GArray *words;
} HexaplaSide;

void hexapla_side_init(HexaplaSide *self, const HexaplaConventions *conventions, const char *text);
void hexapla_side_clear(HexaplaSide *self);
const HexaplaSideWord *hexapla_side_get_words(const HexaplaSide *self, guint *n);
gboolean hexapla_side_has_unit(const HexaplaSide *self, const char *unit);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaSide, hexapla_side_clear)

G_END_DECLS
