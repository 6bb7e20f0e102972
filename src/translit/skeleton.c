/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/skeleton.h"

#include <string.h>

#include "base/text.h"

#define CHUNK 256

/* Letters on their way into a key. */
typedef struct {
    char bytes[CHUNK];
    gsize used;
    guint64 hash;
} Key;

static void
add_bytes(Key *key, const char *bytes, gsize n)
{
    if (key->used + n > CHUNK) {
        key->hash = hexapla_text_hash(key->bytes, key->used, key->hash);
        key->used = 0;
    }
    memcpy(key->bytes + key->used, bytes, n);
    key->used += n;
}

static void
add_char(Key *key, gunichar c)
{
    char bytes[6];

    add_bytes(key, bytes, g_unichar_to_utf8(c, bytes));
}

static guint64
finish(Key *key)
{
    return hexapla_text_hash(key->bytes, key->used, key->hash);
}

static gboolean
is_joint(gunichar c)
{
    return hexapla_text_is_hyphen(c) || hexapla_text_is_space(c);
}

/**
 * hexapla_skeleton_spelling_key:
 * @text: a spelling, UTF-8
 * @n: its bytes
 *
 * Case counts, because the articles al-, Al- and El- are choices of the author that nobody asked to
 * change.
 *
 * Returns: a key that is equal for spellings which differ only in apostrophes, hyphens and spaces
 * Since: 0.1
 */
guint64
hexapla_skeleton_spelling_key(const char *text, gsize n)
{
    const char *p = text;
    const char *end = text + n;
    Key key;

    key.used = 0;
    key.hash = 0;
    while (p < end) {
        const char *start = p;
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (!is_joint(c) && !hexapla_text_is_apostrophe(c))
            add_bytes(&key, start, p - start);
    }
    return finish(&key);
}

/* The letter without case and diacritics; 0 for what is no letter of a name. */
static gunichar
base_letter(gunichar c)
{
    gunichar decomposed[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

    if (c < 0x80)
        return g_ascii_isalnum(c) ? (gunichar)g_ascii_tolower(c) : 0;
    if (!hexapla_text_is_letter(c) || g_unichar_ismark(c))
        return 0;
    g_unichar_fully_decompose(c, FALSE, decomposed, G_N_ELEMENTS(decomposed));
    c = g_unichar_tolower(decomposed[0]);
    switch (c) {
    case 0x00F8: /* ø */
        return 'o';
    case 0x0142: /* ł */
        return 'l';
    case 0x0131: /* ı */
        return 'i';
    case 0x0111: /* đ */
        return 'd';
    default:
        return c;
    }
}

/* Arabic leaves three short vowels to the romaniser’s ear: e or i, o or u. */
static gunichar
vowel_class(gunichar c)
{
    switch (c) {
    case 'e':
    case 'i':
    case 'y':
        return 'i';
    case 'o':
    case 'u':
        return 'u';
    default:
        return c;
    }
}

/* Hussain, Hussein and Husayn; Mahmoud, Mahmood and Mahmud. */
static gboolean
is_diphthong(gunichar first, gunichar second)
{
    return ((first == 'a' || first == 'e') && (second == 'i' || second == 'y')) ||
           (first == 'o' && second == 'u');
}

static gboolean
is_article(const gunichar *word, gsize n)
{
    static const char seconds[] =
        "lshrndtz"; /* al and el, and what they become before sun letters */

    if (n < 2 || n > 3 || (word[0] != 'a' && word[0] != 'e') || (n == 3 && word[2] != 'h'))
        return FALSE;
    return word[1] < 0x80 && strchr(seconds, (char)word[1]) != NULL &&
           (word[0] == 'a' || word[1] == 'l');
}

#define MAX_WORD 64

static void
add_word(Key *key, const gunichar *word, gsize n)
{
    gunichar last = 0;

    for (gsize i = 0; i < n; i++) {
        gunichar c = word[i];

        if (i + 1 < n && is_diphthong(c, word[i + 1]))
            continue;
        c = i == 0 && c == 'y' ? c : vowel_class(c);
        if (c != last)
            add_char(key, c);
        last = c;
    }
    add_char(key, ' ');
}

/* Fills @word up to the next hyphen or space; tells in @joint what ended it. */
static const char *
next_word(const char *p, const char *end, gunichar *word, gsize *n, gunichar *joint)
{
    *n = 0;
    *joint = 0;
    while (p < end) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (is_joint(c)) {
            *joint = c;
            break;
        }
        c = base_letter(c);
        if (c != 0 && *n < MAX_WORD)
            word[(*n)++] = c;
    }
    return p;
}

/**
 * hexapla_skeleton_name_key:
 * @text: a name in Latin letters, UTF-8
 * @n: its bytes
 *
 * Looser than hexapla_skeleton_spelling_key(): case, diacritics, Arabic articles and the choice
 * among near vowels vanish too. Two names with one key are probably one bearer within an article,
 * which is no reason to change how they are spelt.
 *
 * Returns: the key
 * Since: 0.1
 */
guint64
hexapla_skeleton_name_key(const char *text, gsize n)
{
    const char *p = text;
    const char *end = text + n;
    Key key;

    key.used = 0;
    key.hash = 0;
    while (p < end) {
        gunichar word[MAX_WORD];
        gunichar joint;
        gsize n_word;

        p = next_word(p, end, word, &n_word, &joint);
        if (n_word > 0 && !(p < end && joint != 0 && is_article(word, n_word)))
            add_word(&key, word, n_word);
    }
    return finish(&key);
}
