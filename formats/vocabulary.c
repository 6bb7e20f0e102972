/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/vocabulary.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "hexapla-vocabularies.h"

#define FOLDER "/hexapla/vocabularies/"

struct _HexaplaVocabulary {
    GHashTable *rules; /* name to HexaplaElementRule */
    GHashTable *roots;
    GHashTable *titles;
};

/* The keys of a file, and what their elements are. */
static const struct {
    const char *group;
    const char *key;
    HexaplaElementRule rule;
} keys[] = {
    {"Blocks", "Heading", {HEXAPLA_ELEMENT_BLOCK, HEXAPLA_BLOCK_HEADING, 0}},
    {"Blocks", "Paragraph", {HEXAPLA_ELEMENT_BLOCK, HEXAPLA_BLOCK_PARAGRAPH, 0}},
    {"Blocks", "ListItem", {HEXAPLA_ELEMENT_BLOCK, HEXAPLA_BLOCK_LIST_ITEM, 0}},
    {"Blocks", "Quotation", {HEXAPLA_ELEMENT_BLOCK, HEXAPLA_BLOCK_QUOTATION, 0}},
    {"Blocks", "Caption", {HEXAPLA_ELEMENT_BLOCK, HEXAPLA_BLOCK_CAPTION, 0}},
    {"Blocks", "Cell", {HEXAPLA_ELEMENT_BLOCK, HEXAPLA_BLOCK_CELL, 0}},
    {"Blocks", "Figure", {HEXAPLA_ELEMENT_FIGURE, HEXAPLA_BLOCK_PARAGRAPH, 0}},
    {"Blocks", "Structure", {HEXAPLA_ELEMENT_STRUCTURE, HEXAPLA_BLOCK_PARAGRAPH, 0}},
    {"Inline", "Emphasis", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_EMPHASIS}},
    {"Inline", "Strong", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_STRONG}},
    {"Inline", "Underline", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_UNDERLINE}},
    {"Inline", "Link", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_LINK}},
    {"Inline", "Image", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_IMAGE}},
    {"Inline", "Break", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_BREAK}},
    {"Inline", "Other", {HEXAPLA_ELEMENT_INLINE, 0, HEXAPLA_CODE_TYPE_OTHER}},
    {"Apart", "Note", {HEXAPLA_ELEMENT_NOTE, 0, 0}},
    {"Apart", "Untranslatable", {HEXAPLA_ELEMENT_UNTRANSLATABLE, 0, 0}},
};

static GHashTable *
load_names(GKeyFile *data, const char *group, const char *key)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) list = g_key_file_get_string_list(data, group, key, NULL, NULL);

    for (char **name = list; name != NULL && *name != NULL; name++)
        g_hash_table_add(names, g_strdup(*name));
    return names;
}

static HexaplaVocabulary *
load(const char *name)
{
    g_autofree char *path = g_strconcat(FOLDER, name, NULL);
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(hexapla_vocabularies_get_resource(), path, 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;
    HexaplaVocabulary *self = g_new0(HexaplaVocabulary, 1);

    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", path, error->message);
    self->roots = load_names(data, "Vocabulary", "Roots");
    self->titles = load_names(data, "Article", "Title");
    self->rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_auto(GStrv) list =
            g_key_file_get_string_list(data, keys[i].group, keys[i].key, NULL, NULL);

        for (char **element = list; element != NULL && *element != NULL; element++)
            g_hash_table_insert(self->rules, g_strdup(*element), (gpointer)&keys[i].rule);
    }
    return self;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/**
 * hexapla_vocabularies:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what is known, in the order of the names, for ever
 * Since: 0.1
 */
const HexaplaVocabulary *const *
hexapla_vocabularies(guint *n)
{
    static GPtrArray *loaded;

    if (g_once_init_enter(&loaded)) {
        GPtrArray *list = g_ptr_array_new();
        g_auto(GStrv) names =
            g_resource_enumerate_children(hexapla_vocabularies_get_resource(), FOLDER, 0, NULL);

        qsort(names, g_strv_length(names), sizeof *names, compare_names);
        for (char **name = names; *name != NULL; name++)
            g_ptr_array_add(list, load(*name));
        g_once_init_leave(&loaded, list);
    }
    *n = loaded->len;
    return (const HexaplaVocabulary *const *)loaded->pdata;
}

/**
 * hexapla_vocabulary_has_root:
 * @self: a vocabulary
 * @name: of an element, without prefix
 *
 * Returns: whether it may be the outermost one
 * Since: 0.1
 */
gboolean
hexapla_vocabulary_has_root(const HexaplaVocabulary *self, const char *name)
{
    return g_hash_table_contains(self->roots, name);
}

/**
 * hexapla_vocabulary_is_title:
 * @self: a vocabulary
 * @name: of an element, without prefix
 *
 * Returns: whether the first one of these is the title of the article
 * Since: 0.1
 */
gboolean
hexapla_vocabulary_is_title(const HexaplaVocabulary *self, const char *name)
{
    return g_hash_table_contains(self->titles, name);
}

/**
 * hexapla_vocabulary_get_rule:
 * @self: a vocabulary
 * @name: of an element, without prefix
 *
 * Returns: what the element is
 * Since: 0.1
 */
HexaplaElementRule
hexapla_vocabulary_get_rule(const HexaplaVocabulary *self, const char *name)
{
    const HexaplaElementRule *rule = g_hash_table_lookup(self->rules, name);
    const HexaplaElementRule none = {
        .role = hexapla_vocabulary_has_root(self, name) ? HEXAPLA_ELEMENT_ROOT
                                                        : HEXAPLA_ELEMENT_UNKNOWN,
    };

    return rule != NULL ? *rule : none;
}
