/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/kit.h"

#include <string.h>

#include "hexapla-kits.h"

#define FOLDER "/hexapla/kits/"

static void
read_files(HexaplaKit *self, GKeyFile *data)
{
    gsize n = 0;
    g_auto(GStrv) paths = g_key_file_get_keys(data, "Files", &n, NULL);

    self->files = g_new0(HexaplaKitFile, n);
    self->n_files = n;
    for (gsize i = 0; i < n; i++) {
        self->files[i].path = g_strdup(paths[i]);
        self->files[i].content = g_key_file_get_string(data, "Files", paths[i], NULL);
    }
}

static HexaplaKit *
load(const char *tool)
{
    g_autofree char *path = g_strconcat(FOLDER, tool, ".ini", NULL);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_kits_get_resource(), path, 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;
    HexaplaKit *self;

    if (bytes == NULL)
        return NULL;
    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", path, error->message);
    self = g_new0(HexaplaKit, 1);
    self->tool = g_strdup(tool);
    self->copy_source = g_key_file_get_boolean(data, "Kit", "CopySource", NULL);
    self->glossary_header = g_key_file_get_string(data, "Kit", "GlossaryHeader", NULL);
    self->folders = g_key_file_get_string_list(data, "Kit", "Folders", NULL, NULL);
    if (self->folders == NULL)
        self->folders = g_new0(char *, 1);
    read_files(self, data);
    return self;
}

/**
 * hexapla_kit_get:
 * @tool: what a user typed
 *
 * Any number of threads may ask.
 *
 * Returns: (transfer none) (nullable): its kit
 * Since: 0.1
 */
const HexaplaKit *
hexapla_kit_get(const char *tool)
{
    static GMutex lock;
    static GHashTable *known;
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&lock);
    HexaplaKit *self;

    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    self = g_hash_table_lookup(known, tool);
    if (self == NULL && (self = load(tool)) != NULL)
        g_hash_table_insert(known, self->tool, self);
    return self;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/**
 * hexapla_kit_list:
 *
 * Returns: (transfer full): all tools, in the order of the alphabet, with commas between them; free with
 * g_free()
 * Since: 0.1
 */
char *
hexapla_kit_list(void)
{
    g_auto(GStrv) files =
        g_resource_enumerate_children(hexapla_kits_get_resource(), FOLDER, 0, NULL);
    g_autoptr(GPtrArray) tools = g_ptr_array_new();

    for (char **file = files; *file != NULL; file++) {
        char *dot = g_str_has_suffix(*file, ".ini") ? strrchr(*file, '.') : NULL;

        if (dot == NULL)
            continue;
        *dot = '\0';
        g_ptr_array_add(tools, *file);
    }
    g_ptr_array_sort(tools, compare_names);
    g_ptr_array_add(tools, NULL);
    return g_strjoinv(", ", (char **)tools->pdata);
}

/**
 * hexapla_kit_dup_template:
 * @name: of a file in `src/kits`
 *
 * Returns: (transfer full): its text; free with g_free()
 * Since: 0.1
 */
char *
hexapla_kit_dup_template(const char *name)
{
    g_autofree char *path = g_strconcat(FOLDER, name, NULL);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_kits_get_resource(), path, 0, NULL);
    gsize n;
    const char *text;

    g_return_val_if_fail(bytes != NULL, NULL);
    text = g_bytes_get_data(bytes, &n);
    return g_strndup(text, n);
}
