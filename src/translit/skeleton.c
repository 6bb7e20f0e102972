/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/skeleton.h"

#include <string.h>

#include "base/text.h"

/* What a byte is in a name. */
enum {
    BYTE_OTHER, /* no part of any key */
    BYTE_JOINT, /* hyphens and spaces */
    BYTE_MARK,  /* apostrophes */
    BYTE_WIDE,  /* of a character beyond ASCII */
    BYTE_LETTER,
};

static const guint8 classes[256] = {
    ['\t' ... '\r'] = BYTE_JOINT, [' '] = BYTE_JOINT,          ['-'] = BYTE_JOINT,
    ['\''] = BYTE_MARK,           ['`'] = BYTE_MARK,           ['0' ... '9'] = BYTE_LETTER,
    ['A' ... 'Z'] = BYTE_LETTER,  ['a' ... 'z'] = BYTE_LETTER, [0x80 ... 0xFF] = BYTE_WIDE,
};

static gboolean
is_joint(gunichar c)
{
    return hexapla_text_is_hyphen(c) || hexapla_text_is_space(c);
}

#define CHUNK 256

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
    const char *end = text + n;
    char kept[CHUNK];
    gsize used = 0;
    guint64 key = 0;

    while (text < end) {
        const char *start = text;
        guint8 class = classes[(guchar)*text];
        gboolean is_kept = class != BYTE_JOINT && class != BYTE_MARK;
        gunichar c;

        text++;
        if (class == BYTE_WIDE) {
            text = hexapla_text_next(start, end, &c);
            is_kept = !is_joint(c) && !hexapla_text_is_apostrophe(c);
        }
        if (used + 4 > CHUNK) {
            key = hexapla_text_hash(kept, used, key);
            used = 0;
        }
        /* Written in any case, so that the usual byte needs no jump. */
        memcpy(kept + used, start, text - start);
        used += is_kept ? text - start : 0;
    }
    return hexapla_text_hash(kept, used, key);
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
static const guint8 vowel_classes[128] = {
    ['e'] = 'i', ['i'] = 'i', ['y'] = 'i', ['o'] = 'u', ['u'] = 'u',
};

static inline gunichar
vowel_class(gunichar c)
{
    return c < 0x80 && vowel_classes[c] != 0 ? vowel_classes[c] : c;
}

/* Hussain, Hussein and Husayn; Mahmoud, Mahmood and Mahmud. */
static inline gboolean
is_diphthong(gunichar first, gunichar second)
{
    if (first == 'a' || first == 'e')
        return second == 'i' || second == 'y';
    return first == 'o' && second == 'u';
}

/* The letters of a part on their way into its hash; the last one waits for what follows it. */
typedef struct {
    guint64 hash;
    gsize n;
    gunichar first[3];
    gunichar waiting;
    gunichar previous; /* in the hash */
} Letters;

static gboolean
is_article(const Letters *letters)
{
    static const char seconds[] =
        "lshrndtz"; /* al and el, and what they become before sun letters */
    const gunichar *word = letters->first;
    gsize n = letters->n;

    if (n < 2 || n > 3 || (word[0] != 'a' && word[0] != 'e') || (n == 3 && word[2] != 'h'))
        return FALSE;
    return word[1] < 0x80 && strchr(seconds, (char)word[1]) != NULL &&
           (word[0] == 'a' || word[1] == 'l');
}

static inline void
hash_waiting(Letters *self)
{
    gunichar c = self->waiting;

    c = self->n == 1 && c == 'y' ? c : vowel_class(c);
    if (c != self->previous)
        self->hash =
            ((self->hash << 5 | self->hash >> 59) ^ c) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    self->previous = c;
}

static inline void
add_letter(Letters *self, gunichar c)
{
    if (self->n > 0 && !is_diphthong(self->waiting, c))
        hash_waiting(self);
    if (self->n < G_N_ELEMENTS(self->first))
        self->first[self->n] = c;
    self->waiting = c;
    self->n++;
}

/* Goes up to the next hyphen or space, which goes to @joint, and returns what is behind it. */
static const char *
read_letters(const char *p, const char *end, Letters *letters, gunichar *joint)
{
    *letters = (Letters){.n = 0};
    *joint = 0;
    while (p < end) {
        gunichar c = (guchar)*p;

        if (G_LIKELY(classes[c] == BYTE_LETTER)) {
            p++;
            add_letter(letters, c < 'A' ? c : c | 0x20);
            continue;
        }
        p = hexapla_text_next(p, end, &c);
        if (is_joint(c)) {
            *joint = c;
            break;
        }
        c = base_letter(c);
        if (c != 0)
            add_letter(letters, c);
    }
    if (letters->n > 0)
        hash_waiting(letters);
    return p;
}

/**
 * hexapla_skeleton_read_parts:
 * @text: a name in Latin letters, UTF-8
 * @n: its bytes
 * @parts: (array length=size): takes what stands between hyphens and spaces
 * @size: how many there is room for; more are left out
 *
 * Returns: how many there are
 * Since: 0.1
 */
guint
hexapla_skeleton_read_parts(const char *text, gsize n, HexaplaSkeletonPart *parts, guint size)
{
    const char *p = text;
    const char *end = text + n;
    gboolean begins_word = TRUE;
    guint n_parts = 0;

    while (p < end && n_parts < size) {
        const char *start = p;
        Letters letters;
        gunichar joint;

        p = read_letters(p, end, &letters, &joint);
        if (letters.n > 0) {
            parts[n_parts].start = start;
            parts[n_parts].end = p;
            parts[n_parts].hash = letters.hash ^ letters.hash >> 32;
            parts[n_parts].is_article = is_article(&letters);
            parts[n_parts].begins_word = begins_word;
            n_parts++;
        }
        begins_word = (letters.n == 0 && begins_word) || !hexapla_text_is_hyphen(joint);
    }
    return n_parts;
}

/**
 * hexapla_skeleton_parts_key:
 * @parts: (array length=n): neighbours
 * @n: how many
 *
 * Returns: what hexapla_skeleton_name_key() says of their text
 * Since: 0.1
 */
guint64
hexapla_skeleton_parts_key(const HexaplaSkeletonPart *parts, guint n)
{
    guint64 key = 0;

    for (guint i = 0; i < n; i++) {
        /* An article that nothing follows is a name. */
        if (i + 1 == n || !parts[i].is_article)
            key = (key ^ parts[i].hash) * G_GUINT64_CONSTANT(0xD6E8FEB86659FD93) + (key >> 32);
    }
    return key;
}

/**
 * hexapla_skeleton_name_key:
 * @text: a name in Latin letters, UTF-8
 * @n: its bytes
 *
 * Looser than hexapla_skeleton_spelling_key(): case, diacritics, Arabic articles and the choice
 * among near vowels vanish too. Two names with one key are probably one bearer within an article,
 * which is no reason to change how they are spelt. Past %HEXAPLA_SKELETON_MAX_PARTS nothing counts.
 *
 * Returns: the key
 * Since: 0.1
 */
guint64
hexapla_skeleton_name_key(const char *text, gsize n)
{
    HexaplaSkeletonPart parts[HEXAPLA_SKELETON_MAX_PARTS];

    return hexapla_skeleton_parts_key(
        parts, hexapla_skeleton_read_parts(text, n, parts, HEXAPLA_SKELETON_MAX_PARTS));
}
