/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/suggester.h"

#include <gio/gio.h>
#include <string.h>

#include "base/text.h"
#include "hexapla-known-names.h"
#include "translit/known.h"
#include "translit/letters.h"
#include "translit/parts.h"
#include "translit/romanise.h"

struct _HexaplaSuggester {
    gboolean is_latin;           /* the target language */
    const HexaplaSystem *system; /* NULL, or what romanises the source language */
    char **origins;
    const HexaplaSystem *letters; /* NULL when names keep theirs */
    const HexaplaSystem *persons; /* NULL when every part has to be known */
    char *article;                /* NULL when there is none */
    char **houses;
    GHashTable *parts;
};

static GKeyFile *
load(void)
{
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_known_names_get_resource(),
                                                     "/hexapla/names/suggestions.ini", 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;

    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("suggestions.ini: %s", error->message);
    return g_steal_pointer(&data);
}

static char **
read_list(GKeyFile *data, const char *group, const char *key)
{
    g_autofree char *list = g_key_file_get_value(data, group, key, NULL);

    return g_strsplit(list != NULL ? list : "", " ", -1);
}

static const HexaplaSystem *
read_system(GKeyFile *data, const char *group, const char *key)
{
    g_autofree char *name = g_key_file_get_value(data, group, key, NULL);

    return name != NULL ? hexapla_system_get(name) : NULL;
}

static void
read_parts(HexaplaSuggester *self, GKeyFile *data, const char *target)
{
    g_autofree char *group = g_strconcat(target, " Parts", NULL);
    g_auto(GStrv) keys = g_key_file_get_keys(data, group, NULL, NULL);

    for (char **key = keys; key != NULL && *key != NULL; key++)
        g_hash_table_insert(self->parts, g_strdup(*key),
                            g_key_file_get_value(data, group, *key, NULL));
}

static const HexaplaSystem *
find_system(GKeyFile *data, const char *target, const char *source)
{
    g_auto(GStrv) names = read_list(data, target, "Systems");

    for (char **name = names; *name != NULL; name++) {
        const HexaplaSystem *system = hexapla_system_get(*name);

        if (hexapla_system_reads(system, source))
            return system;
    }
    return NULL;
}

/**
 * hexapla_suggester_new:
 * @source: language of the names (BCP 47)
 * @target: the language to write them in
 *
 * Returns: (transfer full): a suggester; free with hexapla_suggester_free()
 * Since: 0.1
 */
HexaplaSuggester *
hexapla_suggester_new(const char *source, const char *target)
{
    HexaplaSuggester *self = g_new0(HexaplaSuggester, 1);
    g_autoptr(GKeyFile) data = load();
    g_autofree char *group = g_strndup(target, strcspn(target, "-"));

    self->is_latin = g_key_file_has_key(data, group, "Systems", NULL);
    self->system = find_system(data, group, source);
    self->origins = read_list(data, group, "Origins");
    self->letters = read_system(data, group, "Letters");
    self->persons = read_system(data, group, "Persons");
    self->article = g_key_file_get_value(data, group, "Article", NULL);
    self->houses = read_list(data, group, "Houses");
    self->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    read_parts(self, data, group);
    return self;
}

/**
 * hexapla_suggester_free:
 * @self: (transfer full) (nullable): a suggester
 *
 * Since: 0.1
 */
void
hexapla_suggester_free(HexaplaSuggester *self)
{
    if (self == NULL)
        return;
    g_strfreev(self->origins);
    g_free(self->article);
    g_strfreev(self->houses);
    g_hash_table_unref(self->parts);
    g_free(self);
}

/**
 * hexapla_suggester_can:
 * @self: a suggester
 *
 * Returns: whether anything is known of the two languages
 * Since: 0.1
 */
gboolean
hexapla_suggester_can(const HexaplaSuggester *self)
{
    return self->is_latin ? self->system != NULL : self->origins[0] != NULL;
}

static gboolean
is_in(char **list, const char *text)
{
    return g_strv_contains((const char *const *)list, text);
}

/* A spelling of two names, or of one that comes from elsewhere, says nothing. */
static const char *
find_original(const HexaplaSuggester *self, const char *part)
{
    const char *word = g_hash_table_lookup(self->parts, part);
    HexaplaKnownNames known;

    if (word != NULL)
        return word;
    known = hexapla_known_lookup(part);
    if (known.n != 1 || !is_in(self->origins, hexapla_known_get_origin(known.names[0])))
        return NULL;
    return hexapla_known_get_original(known.names[0]);
}

static char *
capitalise(const char *word)
{
    const char *rest = g_utf8_next_char(word);
    g_autofree char *first = g_utf8_strup(word, rest - word);

    return g_strconcat(first, rest, NULL);
}

/* A part of a person's name that is no common one. */
static char *
write_by_letters(const HexaplaSuggester *self, const char *part)
{
    g_autofree char *letters = NULL;

    if (self->persons == NULL || part[0] == '\0' || part[1] == '\0')
        return NULL;
    letters = hexapla_system_apply(self->persons, part);
    return letters != NULL ? capitalise(letters) : NULL;
}

/* The parts of a name on their way into another script. */
typedef struct {
    GString *out;
    guint n_known;
    gboolean wants_article;
} Composition;

static gboolean
add_part(const HexaplaSuggester *self, Composition *composition, const char *part,
         gboolean has_article)
{
    const char *original = find_original(self, part);
    g_autofree char *letters = NULL;

    if (original == NULL)
        original = letters = write_by_letters(self, part);
    if (original == NULL || (has_article && is_in(self->houses, original)))
        return FALSE;
    composition->n_known += letters == NULL;
    if (composition->out->len > 0)
        g_string_append_c(composition->out, ' ');
    if (self->article != NULL && (has_article || composition->wants_article) &&
        !g_str_has_prefix(original, self->article))
        g_string_append(composition->out, self->article);
    g_string_append(composition->out, original);
    /* Abd al-Karim, however the Latin letters join it. */
    composition->wants_article = strcmp(part, "abd") == 0;
    return TRUE;
}

static char *
compose(const HexaplaSuggester *self, const char *name)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Composition composition = {.out = out};
    HexaplaParts parts;

    hexapla_parts_read(&parts, name);
    for (guint i = 0; i < parts.n; i++) {
        if (!add_part(self, &composition, parts.parts[i], parts.has_article[i]))
            return NULL;
    }
    if (composition.n_known == 0 || composition.wants_article)
        return NULL;
    return self->letters != NULL ? hexapla_system_apply(self->letters, out->str)
                                 : g_strdup(out->str);
}

/* A name from elsewhere is written in the letters of its origin: nobody reads Джо Байден as
 * Dzho Bayden. */
static gboolean
has_known_part(const HexaplaSuggester *self, const char *latin)
{
    HexaplaParts parts;

    hexapla_parts_read(&parts, latin);
    for (guint i = 0; i < parts.n; i++) {
        if (find_original(self, parts.parts[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

static char *
romanise(const HexaplaSuggester *self, const char *name)
{
    g_autofree char *latin = hexapla_system_romanise_name(self->system, name);

    return latin != NULL && has_known_part(self, latin) ? g_steal_pointer(&latin) : NULL;
}

/**
 * hexapla_suggester_write:
 * @self: a suggester
 * @name: of a person, UTF-8; a place may be called like one and be spelt in another way
 *
 * Returns: (transfer full) (nullable): the name as it is probably written in the other language;
 * %NULL when that cannot be told well enough
 * Since: 0.1
 */
char *
hexapla_suggester_write(const HexaplaSuggester *self, const char *name)
{
    if (self->is_latin)
        return self->system != NULL ? romanise(self, name) : NULL;
    if (g_strcmp0(hexapla_letters_find_script(name), "Latn") != 0)
        return NULL;
    return compose(self, name);
}
