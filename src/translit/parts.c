/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/parts.h"

#include <string.h>

#include "base/text.h"
#include "translit/known.h"
#include "translit/letters.h"

static const char *const articles[] = {"al", "el", "ul", "il", "ol"};
static const char *const vowels_of_articles = "aeiou";
static const char *const sons[] = {"ibn", "bin", "ben", "ebn", "ould", "wuld", "uld", "bint", "bn"};
static const char *const fathers[] = {"abu", "abou", "abo", "aboo", "abi", "aba", "bou", "abul"};
static const char *const mothers[] = {"umm", "um", "om", "oum", "ummu"};
static const char *const servants[] = {"abd",   "abdul", "abdel", "abdal",  "abdol", "abdil",
                                       "abdur", "abder", "abdar", "abdus",  "abdes", "abdun",
                                       "abden", "abdou", "abdu",  "abdoul", "abdud", "abdez"};
static const char *const joined_servants[] = {"abdoul", "abdul", "abdel",
                                              "abdal",  "abdol", "abdil"};
static const char *const faiths[] = {"din",    "deen",  "dine",  "dyn",
                                     "eddine", "eddin", "uddin", "eddeen"};
static const char *const joined_faiths[] = {
    "ouddine", "eddine", "uddine", "iddine", "addine", "eldine", "aldine", "uddeen",
    "eddeen",  "addeen", "eddin",  "uddin",  "oddin",  "addin",  "iddin",  "aldin",
    "eldin",   "uldin",  "ettin",  "attin",  "uttin",  "aldeen", "eldeen",
};
/* With one d they are also the ends of other names: only behind a common name. */
static const char *const short_faiths[] = {
    "oudine", "edine", "udine", "adine", "idine", "udeen", "ideen",
    "adeen",  "edin",  "udin",  "adin",  "idin",  "ittin",
};
static const char *const gods[] = {"oullah", "ullah", "allah", "ollah", "ellah",
                                   "oulla",  "ulla",  "olla",  "ulah",  "alah"};

static gboolean
is_one_of(const char *part, const char *const *list, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (strcmp(part, list[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

#define IS_ONE_OF(part, list) is_one_of(part, list, G_N_ELEMENTS(list))

#define HASH_BYTES 8

/* Of a part that is too long, a hash stands for the end: it equals nothing but itself. */
static void
add(HexaplaParts *self, const char *letters, gsize n)
{
    gsize kept = n;
    char *part;

    if (n == 0 || self->n == HEXAPLA_PARTS_MAX)
        return;
    part = self->parts[self->n++];
    if (n >= HEXAPLA_PART_MAX_BYTES) {
        kept = HEXAPLA_PART_MAX_BYTES - 1 - HASH_BYTES;
        /* A character is never cut. */
        while (kept > 0 && ((guchar)letters[kept] & 0xC0) == 0x80)
            kept--;
        g_snprintf(part + kept, HASH_BYTES + 1, "%08x",
                   (guint32)hexapla_text_hash(letters + kept, n - kept, 0));
    } else {
        part[n] = '\0';
    }
    memcpy(part, letters, kept);
}

static void
add_string(HexaplaParts *self, const char *part)
{
    add(self, part, strlen(part));
}

static gboolean
is_separator(gunichar c)
{
    return hexapla_text_is_space(c) || hexapla_text_is_hyphen(c) || c == ',' || c == '.' ||
           c == '_' || c == '/' || c == '(' || c == ')' || c == '"';
}

static void
fold(HexaplaParts *self, const char *text, gsize n)
{
    char folded[4 * HEXAPLA_LETTERS_MAX];
    HexaplaWord word;
    gsize used = 0;

    hexapla_letters_read_latin(text, n, &word);
    for (guint i = 1; i + 1 < word.n; i++)
        used += g_unichar_to_utf8(word.letters[i], folded + used);
    folded[used] = '\0';
    add(self, folded, used);
}

static void
split(HexaplaParts *self, const char *name)
{
    const char *p = name;
    const char *start = name;
    const char *end = name + strlen(name);

    self->n = 0;
    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(p, end, &c);

        if (is_separator(c)) {
            fold(self, start, p - start);
            start = next;
        }
        p = next;
    }
    fold(self, start, p - start);
}

/* Before sun letters the article takes their sound: as-Sadr, ash-Sharif, ez-Zor. */
static gboolean
is_article(const char *part, const char *next)
{
    gsize n = strlen(part);

    if (IS_ONE_OF(part, articles))
        return TRUE;
    return n >= 2 && n <= 3 && strchr(vowels_of_articles, part[0]) != NULL &&
           strchr("tdrzsnc", part[1]) != NULL && strncmp(part + 1, next, n - 1) == 0;
}

/* Elsisi, Ezzor: an article that was joined to the second part of a name or a later one. */
static const char *
skip_joined_article(const char *part)
{
    gsize n = strlen(part);

    if (n < 5 || (part[0] != 'a' && part[0] != 'e') || hexapla_known_lookup(part).n > 0)
        return part;
    if (part[1] == 'l' && strchr("aeiouyl", part[2]) == NULL)
        return part + 2;
    return part[1] == part[2] && strchr("tdrzsn", part[1]) != NULL ? part + 2 : part;
}

static gboolean
split_servant(HexaplaParts *self, const char *part)
{
    gsize n = strlen(part);

    for (guint i = 0; i < G_N_ELEMENTS(joined_servants); i++) {
        gsize length = strlen(joined_servants[i]);

        if (n >= length + 3 && strncmp(part, joined_servants[i], length) == 0) {
            add_string(self, "abd");
            add_string(self, strcmp(part + length, "lah") == 0 ? "allah" : part + length);
            return TRUE;
        }
    }
    /* Abderrahmane, Abdessalam */
    if (n >= 8 && strncmp(part, "abd", 3) == 0) {
        const char *rest = part + 3;

        rest += strspn(rest, "aeiou");
        if (rest > part + 3 && rest[0] == rest[1]) {
            add_string(self, "abd");
            add_string(self, rest + 1);
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
split_suffix(HexaplaParts *self, const char *part, const char *const *suffixes, gsize n_suffixes,
             gsize least, const char *name)
{
    gsize n = strlen(part);

    for (gsize i = 0; i < n_suffixes; i++) {
        gsize length = strlen(suffixes[i]);

        if (n >= length + least && strcmp(part + n - length, suffixes[i]) == 0) {
            add(self, part, n - length);
            add_string(self, name);
            return TRUE;
        }
    }
    return FALSE;
}

/* Kamaludin, but not Baudin. */
static gboolean
split_short_faith(HexaplaParts *self, const char *part)
{
    for (gsize i = 0; i < G_N_ELEMENTS(short_faiths); i++) {
        g_autofree char *name = g_str_has_suffix(part, short_faiths[i])
                                    ? g_strndup(part, strlen(part) - strlen(short_faiths[i]))
                                    : NULL;

        if (name != NULL && hexapla_known_lookup(name).n > 0) {
            add_string(self, name);
            add_string(self, "din");
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
split_abd_allah(HexaplaParts *self, const char *part)
{
    const char *rest = part + 3;

    if (strncmp(part, "abd", 3) != 0)
        return FALSE;
    rest += strspn(rest, "aeou");
    if (rest == part + 3 ||
        (strcmp(rest, "llah") != 0 && strcmp(rest, "lla") != 0 && strcmp(rest, "lah") != 0))
        return FALSE;
    add_string(self, "abd");
    add_string(self, "allah");
    return TRUE;
}

static void
add_part(HexaplaParts *self, const char *part)
{
    gsize n = strlen(part);

    if (self->n > 0)
        part = skip_joined_article(part);
    if (split_abd_allah(self, part) || split_servant(self, part))
        return;
    if (hexapla_known_lookup(part).n > 0 || n < 6) {
        add_string(self, part);
        return;
    }
    if (split_suffix(self, part, joined_faiths, G_N_ELEMENTS(joined_faiths), 2, "din") ||
        split_short_faith(self, part) ||
        split_suffix(self, part, gods, G_N_ELEMENTS(gods), 3, "allah"))
        return;
    if (n >= 8 && strncmp(part, "abu", 3) == 0) {
        add_string(self, "abu");
        part += 3;
    }
    add_string(self, part);
}

/**
 * hexapla_parts_read:
 * @self: (out): takes the parts
 * @name: a name in Latin letters, UTF-8
 *
 * Since: 0.1
 */
void
hexapla_parts_read(HexaplaParts *self, const char *name)
{
    HexaplaParts raw;

    split(&raw, name);
    self->n = 0;
    for (guint i = 0; i < raw.n; i++) {
        const char *part = raw.parts[i];
        gboolean is_last = i + 1 == raw.n;

        if (!is_last && is_article(part, raw.parts[i + 1]))
            continue;
        if (!is_last && IS_ONE_OF(part, sons))
            add_string(self, HEXAPLA_PART_SON);
        else if (!is_last && IS_ONE_OF(part, fathers))
            add_string(self, "abu");
        else if (!is_last && IS_ONE_OF(part, mothers))
            add_string(self, "umm");
        else if (!is_last && IS_ONE_OF(part, servants))
            add_string(self, "abd");
        else if (self->n > 0 && IS_ONE_OF(part, faiths))
            add_string(self, "din");
        else if (!is_last && strcmp(part, "o") == 0) {
            g_autofree char *joined = g_strconcat(part, raw.parts[++i], NULL);

            add_string(self, joined);
        } else
            add_part(self, part);
    }
}
