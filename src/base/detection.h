/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaDetection:
 * @encoding: (nullable): the encoding of the text; %NULL when it is not clear
 * @is_guess: whether nobody said so, and the text is not UTF-8
 * @refuted: (nullable): what was declared, when the text is not in it
 * @evidence: what speaks for @encoding, in brackets behind a space, or nothing
 * @rivals: (nullable): encodings that fit, when it is not clear which one is right
 *
 * What a text without a byte order mark is in. hexapla_detection_clear() frees what it holds.
 *
 * Since: 0.1
 */
typedef struct {
    char *encoding;
    gboolean is_guess;
    char *refuted;
    char *evidence;
    char *rivals;
} HexaplaDetection;

void hexapla_detection_run(HexaplaDetection *self, const char *text, gsize n, const char *declared,
                           const char *language);
void hexapla_detection_clear(HexaplaDetection *self);
char *hexapla_detection_find_declared(const char *text, gsize n);
char *hexapla_detection_suggest(const char *text, gsize n, gsize valid);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaDetection, hexapla_detection_clear)

G_END_DECLS
