/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/translations.h"

#include <string.h>

#include "base/text.h"
#include "document/note.h"
#include "formats/reading.h"

struct _HexaplaTranslations {
    GPtrArray *documents;
    GArray *translations; /* HexaplaTranslation */
    GHashTable *places;   /* hash of file and segment, or of the segment, to index + 1 */
    GHashTable *files;    /* article to number of its files */
    guint file;           /* of the article at hand */
    char *original;
};

/**
 * hexapla_translations_new:
 *
 * Returns: (transfer full): none yet
 * Since: 0.1
 */
HexaplaTranslations *
hexapla_translations_new(void)
{
    HexaplaTranslations *self = g_new0(HexaplaTranslations, 1);

    self->documents = g_ptr_array_new_with_free_func(g_object_unref);
    self->translations = g_array_new(FALSE, FALSE, sizeof(HexaplaTranslation));
    self->places = g_hash_table_new(NULL, NULL);
    self->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return self;
}

/**
 * hexapla_translations_free:
 * @self: (transfer full) (nullable): translations
 *
 * Since: 0.1
 */
void
hexapla_translations_free(HexaplaTranslations *self)
{
    if (self == NULL)
        return;
    g_ptr_array_unref(self->documents);
    g_array_unref(self->translations);
    g_hash_table_unref(self->places);
    g_hash_table_unref(self->files);
    g_free(self->original);
    g_free(self);
}

/* A segment in a file of its article, or anywhere. */
static gpointer
hash_place(const char *article, guint file, const char *segment)
{
    guint64 seed = article != NULL ? hexapla_text_hash(article, strlen(article), file + 1) : 0;

    return GSIZE_TO_POINTER((gsize)hexapla_text_hash(segment, strlen(segment), seed));
}

/* The first one wins. */
static void
add_place(HexaplaTranslations *self, gpointer place)
{
    if (!g_hash_table_contains(self->places, place))
        g_hash_table_insert(self->places, place, GUINT_TO_POINTER(self->translations->len));
}

/* Some formats put the id of the file in front of the segment's. */
static const char *
find_own_id(const char *name)
{
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    const char *id = dot != NULL ? dot + 1 : name;

    return id != NULL && hexapla_format_is_own_id(id, 's') ? id : NULL;
}

static void
begin_file(HexaplaTranslations *self, const HexaplaOrigin *origin)
{
    self->file = GPOINTER_TO_UINT(g_hash_table_lookup(self->files, origin->id));
    g_hash_table_insert(self->files, g_strdup(origin->id), GUINT_TO_POINTER(self->file + 1));
    if (self->original == NULL)
        self->original = g_strdup(origin->original);
}

/**
 * hexapla_translations_take:
 * @part: (transfer full): the next part of an exchange file
 * @translations: a #HexaplaTranslations
 * @error: never set
 *
 * A #HexaplaDocumentFunc.
 *
 * Returns: %TRUE
 * Since: 0.1
 */
gboolean
hexapla_translations_take(HexaplaDocument *part, gpointer translations,
                          G_GNUC_UNUSED GError **error)
{
    HexaplaTranslations *self = translations;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    guint n;

    g_ptr_array_add(self->documents, part);
    if (origin->part == 0)
        begin_file(self, origin);
    hexapla_document_get_segments(part, &n);
    for (guint i = 0; i < n; i++) {
        const char *id = find_own_id(hexapla_document_get_segment_name(part, i));
        HexaplaTranslation translation = {part, i};

        if (id == NULL)
            continue;
        g_array_append_val(self->translations, translation);
        add_place(self, hash_place(origin->id, self->file, id));
        add_place(self, hash_place(NULL, 0, id));
    }
    return TRUE;
}

/**
 * hexapla_translations_get_n:
 * @self: translations
 *
 * Returns: how many segments have an id of ours
 * Since: 0.1
 */
guint
hexapla_translations_get_n(const HexaplaTranslations *self)
{
    return self->translations->len;
}

/**
 * hexapla_translations_get_language:
 * @self: translations
 *
 * Returns: (transfer none) (nullable): the source language of the first article, as long as @self
 * lives
 * Since: 0.1
 */
const char *
hexapla_translations_get_language(const HexaplaTranslations *self)
{
    return self->documents->len > 0 ? hexapla_document_get_language(self->documents->pdata[0])
                                    : NULL;
}

/**
 * hexapla_translations_get_original:
 * @self: translations
 *
 * Returns: (transfer none) (nullable): the relative address of the first article's file, as long as
 * @self lives
 * Since: 0.1
 */
const char *
hexapla_translations_get_original(const HexaplaTranslations *self)
{
    return self->original;
}

/**
 * hexapla_translations_find:
 * @self: translations
 * @article: id of an article
 * @file: how many parts of articles of this id come before
 * @segment: id of a segment
 *
 * Equal sentences have equal ids, so that of another article does when the article itself has none.
 *
 * Returns: (transfer none) (nullable): the segment
 * Since: 0.1
 */
const HexaplaTranslation *
hexapla_translations_find(const HexaplaTranslations *self, const char *article, guint file,
                          const char *segment)
{
    guint index =
        GPOINTER_TO_UINT(g_hash_table_lookup(self->places, hash_place(article, file, segment)));

    if (index == 0)
        index = GPOINTER_TO_UINT(g_hash_table_lookup(self->places, hash_place(NULL, 0, segment)));
    return index > 0 ? &g_array_index(self->translations, HexaplaTranslation, index - 1) : NULL;
}
