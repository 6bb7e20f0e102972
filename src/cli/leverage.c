/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/leverage.h"

#include "document/target.h"
#include "formats/writing.h"

struct _HexaplaLeverage {
    const HexaplaOptions *options;
    HexaplaMemory *memory;         /* NULL without --tm */
    HexaplaTranslations *previous; /* NULL without --previous */
    GHashTable *files;             /* article to number of its parts */
};

static gboolean
read_file(const HexaplaOptions *options, const char *path, HexaplaDocumentFunc func,
          gpointer user_data, GError **error)
{
    const HexaplaPipelineOptions reading = {
        .until = HEXAPLA_STAGE_READ,
        .holds_segments = TRUE,
        .issues = options->pipeline.issues,
        .target = options->target,
        .jobs = 1,
    };
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&reading);

    hexapla_pipeline_connect(pipeline, func, user_data);
    return hexapla_pipeline_read(pipeline, NULL, path, NULL, NULL, error) &&
           hexapla_pipeline_finish(pipeline, error);
}

/**
 * hexapla_leverage_new:
 * @options: what was asked for; live as long as this does
 * @error: (domain HEXAPLA_ERROR): what is wrong with a file
 *
 * Returns: (transfer full) (nullable): all memories and earlier exports, read
 */
HexaplaLeverage *
hexapla_leverage_new(const HexaplaOptions *options, GError **error)
{
    g_autoptr(HexaplaLeverage) self = g_new0(HexaplaLeverage, 1);

    self->options = options;
    self->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (options->memories != NULL)
        self->memory = hexapla_memory_new();
    for (char **path = options->memories; path != NULL && *path != NULL; path++) {
        if (!read_file(options, *path, hexapla_memory_take, self->memory, error))
            return NULL;
    }
    if (options->previous == NULL)
        return g_steal_pointer(&self);
    self->previous = hexapla_translations_new();
    return read_file(options, options->previous, hexapla_translations_take, self->previous, error)
               ? g_steal_pointer(&self)
               : NULL;
}

/**
 * hexapla_leverage_free:
 * @self: (transfer full) (nullable): a leverage
 */
void
hexapla_leverage_free(HexaplaLeverage *self)
{
    if (self == NULL)
        return;
    hexapla_memory_free(self->memory);
    hexapla_translations_free(self->previous);
    g_hash_table_unref(self->files);
    g_free(self);
}

/**
 * hexapla_leverage_get_memory:
 * @self: a leverage
 *
 * Returns: (transfer none) (nullable): all memories, until the leverage is freed
 */
const HexaplaMemory *
hexapla_leverage_get_memory(const HexaplaLeverage *self)
{
    return self->memory;
}

static gboolean
use_previous(HexaplaLeverage *self, HexaplaDocument *part, guint segment, guint file)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    char id[HEXAPLA_ID_SIZE];
    const HexaplaTranslation *found;

    if (self->previous == NULL)
        return FALSE;
    hexapla_format_id(id, 's', place->id, place->ordinal);
    found =
        hexapla_translations_find(self->previous, hexapla_document_get_origin(part)->id, file, id);
    return found != NULL && hexapla_translation_apply(found, part, segment);
}

static void
use_memory(HexaplaLeverage *self, HexaplaDocument *part, guint segment)
{
    const HexaplaTranslation *found =
        self->memory != NULL ? hexapla_memory_find(self->memory, part, segment) : NULL;
    HexaplaTarget *target;

    if (found == NULL || !hexapla_translation_apply(found, part, segment))
        return;
    target = hexapla_document_find_target(part, segment);
    target->state = HEXAPLA_STATE_TRANSLATED;
    target->is_match = !self->options->tm_as_target;
}

/**
 * hexapla_leverage_apply:
 * @self: a leverage
 * @part: the next part of an article, with ids
 *
 * Gives sentences the translations that they had, and matches of a memory.
 */
void
hexapla_leverage_apply(HexaplaLeverage *self, HexaplaDocument *part)
{
    const char *article = hexapla_document_get_origin(part)->id;
    guint file = GPOINTER_TO_UINT(g_hash_table_lookup(self->files, article));
    guint n;

    g_hash_table_insert(self->files, g_strdup(article), GUINT_TO_POINTER(file + 1));
    hexapla_document_get_segments(part, &n);
    for (guint i = 0; i < n; i++) {
        if (!use_previous(self, part, i, file))
            use_memory(self, part, i);
    }
}
