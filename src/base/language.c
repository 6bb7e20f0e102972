/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/language.h"

#include <gio/gio.h>
#include <string.h>

#include "hexapla-languages.h"

struct _HexaplaLanguage {
    char *tag;
    char *name;
    GKeyFile *data; /* NULL when there is no file for the language */
};

static const char *const tags[] = {
#define HEXAPLA_LANGUAGE(tag) #tag,
#include "language-list.h"
#undef HEXAPLA_LANGUAGE
    NULL,
};

/**
 * hexapla_language_tags:
 *
 * Returns: (transfer none) (array zero-terminated=1): the languages that have a data file
 * Since: 0.1
 */
const char *const *
hexapla_language_tags(void)
{
    return tags;
}

/* The files are compiled into the program: a relocated or half-installed one still splits the same
 * way. */
static GKeyFile *
load(const char *tag)
{
    g_autofree char *path = g_strdup_printf("/hexapla/languages/%s.ini", tag);
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(hexapla_languages_get_resource(), path, 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;

    if (bytes == NULL)
        return NULL;
    g_key_file_set_list_separator(data, ';');
    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", path, error->message);
    return g_steal_pointer(&data);
}

static HexaplaLanguage *
new_language(const char *tag, GKeyFile *data)
{
    HexaplaLanguage *self = g_new0(HexaplaLanguage, 1);

    self->data = data;
    self->tag = g_strdup(tag);
    if (data != NULL)
        self->name = g_key_file_get_string(data, "Language", "Name", NULL);
    return self;
}

/* `pt-BR` is the language of `pt` when it has no file of its own. */
static HexaplaLanguage *
find_language(GHashTable *known, const char *tag)
{
    HexaplaLanguage *self = g_hash_table_lookup(known, tag);
    const char *hyphen = strrchr(tag, '-');
    GKeyFile *data;

    if (self != NULL)
        return self;
    data = load(tag);
    if (data == NULL && hyphen != NULL) {
        g_autofree char *part = g_strndup(tag, hyphen - tag);

        self = find_language(known, part);
    }
    if (self == NULL || self->data == NULL)
        self = new_language(tag, data);
    g_hash_table_insert(known, g_strdup(tag), self);
    return self;
}

/**
 * hexapla_language_get:
 * @tag: a language tag
 *
 * Returns: (transfer none): what is known of the language, for ever; empty when it has no file
 * Since: 0.1
 */
const HexaplaLanguage *
hexapla_language_get(const char *tag)
{
    static GMutex lock;
    static GHashTable *known;
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&lock);

    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    return find_language(known, tag);
}

/**
 * hexapla_language_get_tag:
 * @self: a language
 *
 * Returns: (transfer none): the tag of its data file, or the tag that was asked for
 * Since: 0.1
 */
const char *
hexapla_language_get_tag(const HexaplaLanguage *self)
{
    return self->tag;
}

/**
 * hexapla_language_get_name:
 * @self: a language
 *
 * Returns: (transfer none): its English name, or its tag when it has no file
 * Since: 0.1
 */
const char *
hexapla_language_get_name(const HexaplaLanguage *self)
{
    return self->name != NULL ? self->name : self->tag;
}

/**
 * hexapla_language_is_known:
 * @self: a language
 *
 * Returns: whether there is a data file
 * Since: 0.1
 */
gboolean
hexapla_language_is_known(const HexaplaLanguage *self)
{
    /* und.ini is no language. */
    return self->name != NULL;
}

/**
 * hexapla_language_get_list:
 * @self: a language
 * @section: of the data file, such as `Segmentation`
 * @key: such as `Months`
 *
 * Returns: (transfer full) (array zero-terminated=1): the entries, empty when there are none; free
 * with g_strfreev()
 * Since: 0.1
 */
char **
hexapla_language_get_list(const HexaplaLanguage *self, const char *section, const char *key)
{
    char **list = NULL;

    if (self->data != NULL)
        list = g_key_file_get_string_list(self->data, section, key, NULL, NULL);
    return list != NULL ? list : g_new0(char *, 1);
}

/**
 * hexapla_language_fill:
 * @self: a language
 * @section: of the data file
 * @key: the list
 * @lexicon: takes its entries
 * @bits: what being in that list means
 *
 * Since: 0.1
 */
void
hexapla_language_fill(const HexaplaLanguage *self, const char *section, const char *key,
                      HexaplaLexicon *lexicon, guint32 bits)
{
    g_auto(GStrv) list = hexapla_language_get_list(self, section, key);

    for (char **entry = list; *entry != NULL; entry++)
        hexapla_lexicon_add(lexicon, *entry, strlen(*entry), bits);
}
