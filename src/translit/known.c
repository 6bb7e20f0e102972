/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/known.h"

#include <gio/gio.h>
#include <string.h>

#include "hexapla-known-names.h"
#include "translit/letters.h"

#define KEY_SIZE 64

/* Immutable once it is loaded. */
typedef struct {
    GHashTable *keys;     /* to HexaplaKnownNames */
    GPtrArray *spellings; /* the most usual one of each row */
} Table;

/* What the head of known-names.ini says does not count. A written long vowel does: Majid and Majeed
 * may be two names. */
static const struct {
    const char *spelling;
    const char *sound;
} equal_sounds[] = {
    {"oo", "u"}, {"ou", "u"}, {"aw", "au"}, {"ow", "au"}, {"ay", "ai"}, {"ei", "ai"}, {"ey", "ai"},
    {"iy", "i"}, {"ij", "i"}, {"ck", "k"},  {"dj", "j"},  {"ph", "f"},  {"y", "i"},   {"q", "k"},
};

static const char *
next_sound(const char *letters, const char *start, char *key, gsize *n)
{
    for (guint i = 0; i < G_N_ELEMENTS(equal_sounds); i++) {
        gsize length = strlen(equal_sounds[i].spelling);

        if (*letters == *equal_sounds[i].spelling &&
            strncmp(letters, equal_sounds[i].spelling, length) == 0 &&
            (letters[0] != 'y' || letters > start)) {
            gsize n_sound = strlen(equal_sounds[i].sound);

            memcpy(key + *n, equal_sounds[i].sound, n_sound);
            *n += n_sound;
            return letters + length;
        }
    }
    key[(*n)++] = *letters;
    return letters + 1;
}

static gboolean
is_vowel(char c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

static gboolean
make_key(const char *letters, char *key)
{
    const char *p = letters;
    gsize n = 0;

    while (*p != '\0') {
        if (n + 4 > KEY_SIZE)
            return FALSE;
        if (p > letters && *p == p[-1] && !is_vowel(*p)) {
            p++;
            continue;
        }
        p = next_sound(p, letters, key, &n);
    }
    if (n > 3 && key[n - 1] == 'h' && (key[n - 2] == 'a' || key[n - 2] == 'e'))
        n--;
    key[n] = '\0';
    return n > 0;
}

static void
add_spelling(Table *table, const char *spelling, guint16 name)
{
    HexaplaKnownNames *known;
    char key[KEY_SIZE];

    if (!make_key(spelling, key))
        return;
    known = g_hash_table_lookup(table->keys, key);
    if (known == NULL) {
        known = g_new0(HexaplaKnownNames, 1);
        g_hash_table_insert(table->keys, g_strdup(key), known);
    }
    for (guint i = 0; i < known->n; i++) {
        if (known->names[i] == name)
            return;
    }
    if (known->n < HEXAPLA_KNOWN_MAX_NAMES)
        known->names[known->n++] = name;
}

static char *
fold(const char *spelling)
{
    HexaplaWord word;
    GString *folded = g_string_new(NULL);

    hexapla_letters_read_latin(spelling, strlen(spelling), &word);
    for (guint i = 1; i + 1 < word.n; i++)
        g_string_append_unichar(folded, word.letters[i]);
    return g_string_free(folded, FALSE);
}

/* What stands behind the slash is looked up only where no other row has it. */
static void
add_row(Table *table, const char *row, guint16 name, gboolean rare)
{
    g_auto(GStrv) spellings = g_strsplit(row, " ", -1);
    gboolean is_rare = FALSE;

    for (char **spelling = spellings; *spelling != NULL; spelling++) {
        g_autofree char *folded = fold(*spelling);
        char key[KEY_SIZE];

        is_rare |= strcmp(*spelling, "/") == 0;
        if (is_rare == rare && make_key(folded, key) &&
            (!rare || g_hash_table_lookup(table->keys, key) == NULL))
            add_spelling(table, folded, name);
    }
}

static GPtrArray *
read_rows(GKeyFile *data)
{
    g_auto(GStrv) groups = g_key_file_get_groups(data, NULL);
    GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);

    for (char **group = groups; *group != NULL; group++) {
        g_auto(GStrv) keys = g_key_file_get_keys(data, *group, NULL, NULL);

        for (char **key = keys; *key != NULL; key++)
            g_ptr_array_add(rows, g_key_file_get_value(data, *group, *key, NULL));
    }
    return rows;
}

static char *
fold_first(const char *row)
{
    g_autofree char *first = g_strndup(row, strcspn(row, " "));

    return fold(first);
}

static Table *
load(void)
{
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_known_names_get_resource(),
                                                     "/hexapla/names/known-names.ini", 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = NULL;
    Table *table = g_new0(Table, 1);

    table->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    table->spellings = g_ptr_array_new();
    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("known-names.ini: %s", error->message);
    rows = read_rows(data);
    for (guint i = 0; i < rows->len; i++) {
        add_row(table, rows->pdata[i], i, FALSE);
        g_ptr_array_add(table->spellings, fold_first(rows->pdata[i]));
    }
    for (guint i = 0; i < rows->len; i++)
        add_row(table, rows->pdata[i], i, TRUE);
    return table;
}

static const Table *
get_table(void)
{
    static gsize table;

    if (g_once_init_enter(&table))
        g_once_init_leave(&table, (gsize)load());
    return (const Table *)table;
}

/**
 * hexapla_known_lookup:
 * @letters: part of a name in small Latin letters without diacritics
 *
 * Returns: the common names that are spelt so
 * Since: 0.1
 */
HexaplaKnownNames
hexapla_known_lookup(const char *letters)
{
    const HexaplaKnownNames none = {.n = 0}, *known = NULL;
    char key[KEY_SIZE];

    if (make_key(letters, key))
        known = g_hash_table_lookup(get_table()->keys, key);
    return known != NULL ? *known : none;
}

/**
 * hexapla_known_get_spelling:
 * @name: of hexapla_known_lookup()
 *
 * Returns: (transfer none): its most usual spelling, for ever
 * Since: 0.1
 */
const char *
hexapla_known_get_spelling(guint16 name)
{
    return get_table()->spellings->pdata[name];
}

/**
 * hexapla_known_share:
 * @a: names
 * @b: names
 *
 * Returns: whether one name is in both
 * Since: 0.1
 */
gboolean
hexapla_known_share(const HexaplaKnownNames *a, const HexaplaKnownNames *b)
{
    for (guint i = 0; i < a->n; i++) {
        for (guint j = 0; j < b->n; j++) {
            if (a->names[i] == b->names[j])
                return TRUE;
        }
    }
    return FALSE;
}
