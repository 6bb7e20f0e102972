/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/tally.h"

#include <string.h>

#include "base/limits.h"

struct _HexaplaTally {
    GHashTable *counts; /* name to guint64 */
};

/**
 * hexapla_tally_new:
 *
 * Returns: (transfer full): a tally of nothing
 * Since: 0.1
 */
HexaplaTally *
hexapla_tally_new(void)
{
    HexaplaTally *self = g_new(HexaplaTally, 1);

    self->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return self;
}

/**
 * hexapla_tally_free:
 * @self: (transfer full) (nullable): a tally
 *
 * Since: 0.1
 */
void
hexapla_tally_free(HexaplaTally *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->counts);
    g_free(self);
}

/**
 * hexapla_tally_add:
 * @self: (nullable): a tally; nothing happens without one
 * @name: what was seen; names behind the first %HEXAPLA_MAX_TALLY_NAMES are counted as one
 * @count: how often
 *
 * Since: 0.1
 */
void
hexapla_tally_add(HexaplaTally *self, const char *name, guint64 count)
{
    guint64 *known;

    if (self == NULL || count == 0)
        return;
    known = g_hash_table_lookup(self->counts, name);
    if (known == NULL && g_hash_table_size(self->counts) >= HEXAPLA_MAX_TALLY_NAMES) {
        name = "other";
        known = g_hash_table_lookup(self->counts, name);
    }
    if (known == NULL) {
        known = g_new0(guint64, 1);
        g_hash_table_insert(self->counts, g_strdup(name), known);
    }
    *known += count;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

/**
 * hexapla_tally_foreach:
 * @self: a tally
 * @func: called once a name, in their order
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_tally_foreach(HexaplaTally *self, HexaplaTallyFunc func, gpointer user_data)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(self->counts), compare_names);

    for (GList *name = names; name != NULL; name = name->next)
        func(name->data, *(guint64 *)g_hash_table_lookup(self->counts, name->data), user_data);
}
