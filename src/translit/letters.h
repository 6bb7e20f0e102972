/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Letters of one name that are compared; what is behind them does not count. */
#define HEXAPLA_LETTERS_MAX 96
#define HEXAPLA_LETTERS_MAX_FROM 6
#define HEXAPLA_LETTERS_MAX_TO 7

/**
 * HexaplaWord:
 * @letters: small, without diacritics, between `^` and `$`
 * @n: how many
 *
 * A name as it is compared.
 *
 * Since: 0.1
 */
typedef struct {
    gunichar letters[HEXAPLA_LETTERS_MAX];
    guint n;
} HexaplaWord;

/**
 * HexaplaLetterRule:
 * @from: letters of the script
 * @to: Latin letters
 * @n_from: how many; 0 when the rule is not there
 * @n_to: how many
 * @cost: 0 for the usual spelling
 *
 * Since: 0.1
 */
typedef struct {
    gunichar from[HEXAPLA_LETTERS_MAX_FROM];
    char to[HEXAPLA_LETTERS_MAX_TO + 1];
    guint8 n_from;
    guint8 n_to;
    float cost;
} HexaplaLetterRule;

/**
 * HexaplaLetters:
 *
 * How the letters of a script are written in Latin ones in a language: `src/translit/letters`.
 * Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaLetters HexaplaLetters;

const char *hexapla_letters_find_script(const char *text);
HexaplaLetters *hexapla_letters_new(const char *script, const char *language);
void hexapla_letters_free(HexaplaLetters *self);
gboolean hexapla_letters_hides_vowels(const HexaplaLetters *self);
const HexaplaLetterRule *hexapla_letters_get_rules(const HexaplaLetters *self, gunichar last,
                                                   guint *n);
char hexapla_letters_get_usual(const HexaplaLetters *self, gunichar letter);
void hexapla_letters_read(const HexaplaLetters *self, const char *text, HexaplaWord *word);
void hexapla_letters_read_latin(const char *text, gsize n, HexaplaWord *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLetters, hexapla_letters_free)

G_END_DECLS
