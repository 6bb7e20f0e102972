/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/editions.h"

#include <string.h>

#include "base/identification.h"
#include "base/language.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/run.h"

/* The words of paths and addresses that say a language, and those that say nothing. */
typedef struct {
    const HexaplaOptions *options;
    char *subtags[HEXAPLA_N_SIDES]; /* the first ones */
} Words;

typedef struct {
    HexaplaOptions *options;
    HexaplaAligner *aligner;
    Words words;
    const char *folder; /* in which @file stands, or NULL */
    const char *file;
    int side;                /* -1: each article tells */
    HexaplaEdition *edition; /* being read, or NULL */
    GPtrArray *own;          /* editions of the file at hand */
    GPtrArray **editions;
} Reader;

/**
 * hexapla_edition_free:
 * @self: (transfer full): an edition
 */
void
hexapla_edition_free(HexaplaEdition *self)
{
    hexapla_version_clear(&self->version);
    for (guint i = 0; i < HEXAPLA_N_EDITION_KEYS; i++)
        g_free(self->keys[i]);
    g_free(self);
}

static gboolean
says_language(const Words *words, guint side, const char *word)
{
    const char *tag = side == HEXAPLA_SOURCE ? words->options->source : words->options->target;

    return g_ascii_strcasecmp(word, words->subtags[side]) == 0 ||
           g_ascii_strcasecmp(word, hexapla_language_get_name(hexapla_language_get(tag))) == 0;
}

/* en-US, pt_BR: what stands behind a language in capitals. */
static gboolean
is_region(const char *word)
{
    return g_ascii_isupper(word[0]) && g_ascii_isupper(word[1]) && word[2] == '\0';
}

/* What is left of a path or address without languages is the same in all of them. Adds up which languages it says. */
static char *
strip_languages(const Words *words, const char *text, guint *sides)
{
    g_auto(GStrv) parts = g_strsplit_set(text, "/\\._-=?&: ", -1);
    g_autoptr(GString) key = g_string_new(NULL);
    gboolean is_behind = FALSE;

    for (char **part = parts; *part != NULL; part++) {
        guint found = 0;

        for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
            found |= says_language(words, side, *part) ? 1u << side : 0;
        if (**part != '\0' && found == 0 && !(is_behind && is_region(*part)))
            g_string_append_printf(key, "/%s", *part);
        is_behind = found != 0;
        *sides |= found;
    }
    return key->len > 0 ? g_string_free(g_steal_pointer(&key), FALSE) : NULL;
}

static char *
strip_address(const Words *words, const char *url)
{
    const char *host = strstr(url, "://");
    guint sides = 0;

    host = host != NULL ? host + strlen("://") : url;
    if (g_str_has_prefix(host, "www."))
        host += strlen("www.");
    return strip_languages(words, host, &sides);
}

/* Of the path inside its folder, without the extension. */
static char *
strip_path(const Reader *self, guint *sides)
{
    const char *path = self->file;
    g_autofree char *name = NULL;
    char *dot;

    if (self->folder != NULL && g_str_has_prefix(path, self->folder))
        path += strlen(self->folder);
    else
        path = strrchr(path, G_DIR_SEPARATOR) != NULL ? strrchr(path, G_DIR_SEPARATOR) + 1 : path;
    name = g_strdup(path);
    dot = strrchr(name, '.');
    if (dot != NULL && strchr(dot, G_DIR_SEPARATOR) == NULL &&
        hexapla_format_by_extension(name) != NULL)
        *dot = '\0';
    return strip_languages(&self->words, name, sides);
}

/* A record without an id is called after its line, which says nothing of its translation. */
static gboolean
has_own_id(const HexaplaOrigin *origin)
{
    g_autofree char *line = g_strdup_printf(":%" G_GUINT64_FORMAT, origin->line);

    return origin->is_record && origin->id != NULL && !g_str_has_suffix(origin->id, line);
}

static gboolean
is_tag_of(const char *language, const char *tag)
{
    gsize n = strcspn(tag, "-");

    return g_ascii_strncasecmp(language, tag, n) == 0 &&
           (language[n] == '\0' || language[n] == '-');
}

static gboolean
is_language(HexaplaDocument *part, const char *tag)
{
    return is_tag_of(hexapla_document_get_language(part), tag);
}

/* Which language an article is in, where that is not told by the place of its file; -1: none of ours. */
static int
find_side(const Reader *self, HexaplaDocument *part)
{
    guint sides = 0;
    g_autofree char *key = NULL;

    if (self->side >= 0)
        return self->side;
    key = strip_path(self, &sides);
    if (sides == 1 || sides == 2)
        return sides == 1 ? HEXAPLA_SOURCE : HEXAPLA_TARGET;
    if (is_language(part, self->options->target))
        return HEXAPLA_TARGET;
    return is_language(part, self->options->source) ? HEXAPLA_SOURCE : -1;
}

/* Told of the first article only: who mistook a file mistook all. */
static void
check_language(const Reader *self, HexaplaDocument *part, int side)
{
    const char *tag = side == HEXAPLA_SOURCE ? self->options->source : self->options->target;
    g_autofree char *candidates = NULL;
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);
    const char *found = self->editions[side]->len + self->own->len == 0
                            ? hexapla_identification_of(text, n, &candidates)
                            : NULL;

    if (found != NULL && !is_tag_of(found, tag) && self->options->verbosity >= 0)
        hexapla_message("%s looks like “%s” and not like “%s”",
                        hexapla_document_get_origin(part)->file, found, tag);
}

static HexaplaEdition *
begin_edition(const Reader *self, HexaplaDocument *part, int side)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    HexaplaEdition *edition = g_new0(HexaplaEdition, 1);
    guint sides = 0;

    hexapla_version_init(&edition->version);
    edition->side = side;
    edition->number = hexapla_aligner_add_article(self->aligner, side);
    edition->keys[HEXAPLA_EDITION_KEY] = g_strdup(origin->key);
    if (has_own_id(origin))
        edition->keys[HEXAPLA_EDITION_NAME] = strip_languages(&self->words, origin->id, &sides);
    if (origin->url != NULL)
        edition->keys[HEXAPLA_EDITION_ADDRESS] = strip_address(&self->words, origin->url);
    return edition;
}

static void
add_part(const Reader *self, HexaplaEdition *edition, HexaplaDocument *part)
{
    const char *text = hexapla_document_get_text(part, NULL);
    guint n, n_blocks;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    /* What is junk in one language is aligned, too: its translation is junk, whatever it looks like. */
    g_ptr_array_add(edition->version.parts, g_object_ref(part));
    for (guint i = 0; i < n; i++) {
        const HexaplaBlock *block = &blocks[segments[i].block];

        hexapla_version_add(&edition->version, part, i);
        hexapla_aligner_add_sentence(self->aligner, edition->side, text + segments[i].start,
                                     segments[i].end - segments[i].start,
                                     i == block->first_segment);
    }
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Reader *self = user_data;
    int side = find_side(self, part);

    if (side < 0)
        return TRUE;
    if (self->edition == NULL) {
        check_language(self, part, side);
        self->edition = begin_edition(self, part, side);
        g_ptr_array_add(self->own, self->edition);
    }
    add_part(self, self->edition, part);
    if (hexapla_document_get_origin(part)->is_last)
        self->edition = NULL;
    return TRUE;
}

/* A file is called what its only article is called. */
static void
name_only(Reader *self)
{
    HexaplaEdition *only = self->own->len == 1 ? self->own->pdata[0] : NULL;
    guint sides = 0;

    if (only != NULL && only->keys[HEXAPLA_EDITION_NAME] == NULL)
        only->keys[HEXAPLA_EDITION_NAME] = strip_path(self, &sides);
}

static gboolean
read_file(Reader *self, const char *path, GError **error)
{
    HexaplaOptions options = *self->options;
    g_autoptr(HexaplaPipeline) pipeline = NULL;
    g_autoptr(GPtrArray) own = g_ptr_array_new();

    if (!options.beads)
        options.pipeline.details |= HEXAPLA_DETAIL_IDS;
    pipeline = hexapla_pipeline_new(&options.pipeline);
    if (self->side == HEXAPLA_TARGET)
        options.source = options.target;
    self->file = path;
    self->own = own;
    self->edition = NULL;
    hexapla_pipeline_connect(pipeline, take_part, self);
    if (!hexapla_run_read(pipeline, &options, path, error) ||
        !hexapla_pipeline_finish(pipeline, error)) {
        g_ptr_array_set_free_func(own, (GDestroyNotify)hexapla_edition_free);
        return FALSE;
    }
    name_only(self);
    for (guint i = 0; i < own->len; i++) {
        HexaplaEdition *edition = own->pdata[i];

        g_ptr_array_add(self->editions[edition->side], edition);
    }
    return TRUE;
}

/**
 * hexapla_editions_read:
 * @options: what was asked for
 * @aligner: takes the sentences
 * @path: a file, or a folder of them
 * @side: which language they are in, or -1 when their names or records tell
 * @editions: (array fixed-size=2): take the articles, by language
 * @error: (domain HEXAPLA_ERROR): what is wrong with a file
 *
 * Returns: whether all files could be read
 */
gboolean
hexapla_editions_read(HexaplaOptions *options, HexaplaAligner *aligner, const char *path, int side,
                      GPtrArray **editions, GError **error)
{
    const char *const paths[] = {path, NULL};
    HexaplaOptions files = *options;
    g_autofree char *source = g_strndup(options->source, strcspn(options->source, "-"));
    g_autofree char *target = g_strndup(options->target, strcspn(options->target, "-"));
    Reader self = {.options = options,
                   .aligner = aligner,
                   .words = {options, {source, target}},
                   .folder = g_file_test(path, G_FILE_TEST_IS_DIR) ? path : NULL,
                   .side = side,
                   .editions = editions};
    gboolean is_good;

    files.inputs = g_strdupv((char **)paths);
    files.lists = NULL;
    is_good = hexapla_inputs_expand(&files, error);
    for (char **file = files.inputs; is_good && *file != NULL; file++)
        is_good = read_file(&self, *file, error);
    g_strfreev(files.inputs);
    return is_good;
}
