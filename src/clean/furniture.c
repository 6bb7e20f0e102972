/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/furniture.h"

#include <string.h>

#include "base/limits.h"
#include "base/lines.h"
#include "document/refrains.h"

struct _HexaplaFurniture {
    GHashTable *keys; /* of site and line */
};

static const char *
take_row(const char *line, gsize n, gpointer user_data)
{
    HexaplaFurniture *self = user_data;
    g_autofree char *row = g_strndup(line, n);
    g_auto(GStrv) cells = g_strsplit(row, "\t", -1);
    guint64 *key;

    if (g_strv_length(cells) != 4)
        return "a line has four cells: site, count, articles and text";
    key = g_new(guint64, 1);
    *key = hexapla_refrain_key(cells[0], strlen(cells[0]), cells[3], strlen(cells[3]));
    g_hash_table_add(self->keys, key);
    return NULL;
}

/**
 * hexapla_furniture_read:
 * @in: what the format `repeated-lines` wrote: site, count, articles and line between tabs
 * @file: its name, for messages
 * @cancellable: (nullable): stops the reading
 * @error: (domain HEXAPLA_ERROR): the line that cannot be understood
 *
 * Returns: (transfer full) (nullable): the lines
 * Since: 0.1
 */
HexaplaFurniture *
hexapla_furniture_read(GInputStream *in, const char *file, GCancellable *cancellable,
                       GError **error)
{
    g_autoptr(HexaplaFurniture) self = g_new0(HexaplaFurniture, 1);
    g_auto(HexaplaLines) lines = {0};

    self->keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_OVERRIDE_BYTES, cancellable);
    return hexapla_lines_take_rows(&lines, take_row, self, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_furniture_free:
 * @self: (transfer full) (nullable): lines
 *
 * Since: 0.1
 */
void
hexapla_furniture_free(HexaplaFurniture *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->keys);
    g_free(self);
}

/**
 * hexapla_furniture_apply:
 * @self: lines
 * @part: a part with its blocks
 *
 * Marks the lines of the part's site.
 *
 * Since: 0.1
 */
void
hexapla_furniture_apply(const HexaplaFurniture *self, HexaplaDocument *part)
{
    const char *text = hexapla_document_get_text(part, NULL);
    gsize n_site;
    const char *start = hexapla_refrain_find_site(hexapla_document_get_origin(part)->url, &n_site);
    g_autofree char *site = g_ascii_strdown(start, (gssize)n_site);
    guint n;
    HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    for (guint i = 0; i < n; i++) {
        guint64 key;

        if (blocks[i].junk != HEXAPLA_JUNK_NONE)
            continue;
        key = hexapla_refrain_key(site, n_site, text + blocks[i].start,
                                  blocks[i].end - blocks[i].start);
        if (key != 0 && g_hash_table_contains(self->keys, &key))
            blocks[i].junk = HEXAPLA_JUNK_REPEATED_LINE;
    }
}
