/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "formats/losses.h"
#include "formats/writing.h"

struct _HexaplaOutput {
    const HexaplaFormat *format;
    const HexaplaFormatOptions *options;
    char *folder; /* NULL for a single file */
    HexaplaWriter *file;
    gpointer writer; /* the format's; NULL once it is finished */
};

/* Ids are data: what a file is called is made of their harmless characters. */
#define MAX_NAME 80

static gboolean
open_file(HexaplaOutput *self, const char *path, GError **error)
{
    self->file = hexapla_writer_new(path, error);
    if (self->file == NULL)
        return FALSE;
    self->writer = self->format->begin(self->file, self->options, error);
    return self->writer != NULL;
}

static gboolean
make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0777) == 0)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "%s: error: %s", path,
                g_strerror(errno));
    return FALSE;
}

/**
 * hexapla_output_new:
 * @format: one that can write
 * @path: a file name, `-` for standard output, or a folder; one that ends in a slash is made
 * @options: for the format; live as long as the output
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT or %HEXAPLA_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): an output
 * Since: 0.1
 */
HexaplaOutput *
hexapla_output_new(const HexaplaFormat *format, const char *path,
                   const HexaplaFormatOptions *options, GError **error)
{
    g_autoptr(HexaplaOutput) self = g_new0(HexaplaOutput, 1);

    self->format = format;
    self->options = options;
    if (g_str_has_suffix(path, "/") && !make_folder(path, error))
        return NULL;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        self->folder = g_strdup(path);
    else if (!open_file(self, path, error))
        return NULL;
    return g_steal_pointer(&self);
}

/**
 * hexapla_output_free:
 * @self: (transfer full) (nullable): an output; what was not committed is thrown away
 *
 * Since: 0.1
 */
void
hexapla_output_free(HexaplaOutput *self)
{
    if (self == NULL)
        return;
    if (self->writer != NULL)
        self->format->end(self->writer, NULL);
    hexapla_writer_free(self->file);
    g_free(self->folder);
    g_free(self);
}

/**
 * hexapla_output_is_folder:
 * @self: an output
 *
 * Returns: whether every article has a file of its own
 * Since: 0.1
 */
gboolean
hexapla_output_is_folder(const HexaplaOutput *self)
{
    return self->folder != NULL;
}

static gboolean
is_harmless(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

/* The article's id when it is harmless and alone; else what is harmless in it, and the id of its file. */
static char *
name_file(const HexaplaOutput *self, HexaplaDocument *part)
{
    const char *id = hexapla_document_get_origin(part)->id;
    g_autofree char *name = g_strndup(id, MAX_NAME);
    char file_id[HEXAPLA_ID_SIZE];
    const char *end = strchr(self->format->extensions, ';');
    int n =
        end != NULL ? (int)(end - self->format->extensions) : (int)strlen(self->format->extensions);
    const char *dot = n > 0 ? "." : "";
    guint ordinal;

    hexapla_document_get_file_id(part, &ordinal);
    for (char *c = name; *c != '\0'; c++) {
        if (!is_harmless(*c) || (c == name && *c == '.'))
            *c = '_';
    }
    if (ordinal == 0 && *name != '\0' && strcmp(name, id) == 0)
        return g_strdup_printf("%s/%s%s%.*s", self->folder, name, dot, n, self->format->extensions);
    return g_strdup_printf("%s/%s-%s%s%.*s", self->folder, name,
                           hexapla_format_file_id(file_id, part), dot, n, self->format->extensions);
}

/**
 * hexapla_output_has:
 * @self: an output
 * @part: the first part of an article, with the id of its file
 *
 * Returns: whether the article's file is there already, from an earlier run
 * Since: 0.1
 */
gboolean
hexapla_output_has(const HexaplaOutput *self, HexaplaDocument *part)
{
    g_autofree char *path = self->folder != NULL ? name_file(self, part) : NULL;

    return path != NULL && g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
begin_article(HexaplaOutput *self, HexaplaDocument *part, GError **error)
{
    g_autofree char *path = name_file(self, part);

    return open_file(self, path, error);
}

/**
 * hexapla_output_write:
 * @self: an output
 * @part: the next part
 * @error: (domain HEXAPLA_ERROR): what the format says
 *
 * Returns: whether it was taken
 * Since: 0.1
 */
gboolean
hexapla_output_write(HexaplaOutput *self, HexaplaDocument *part, GError **error)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);

    if (self->options->losses != NULL)
        hexapla_format_count_losses(self->format, part, self->options->losses);
    if (self->folder == NULL)
        return self->format->write(self->writer, part, error);
    if (origin->part == 0 && !begin_article(self, part, error))
        return FALSE;
    if (!self->format->write(self->writer, part, error))
        return FALSE;
    return !origin->is_last ||
           (hexapla_output_finish(self, error) && hexapla_output_commit(self, error));
}

/**
 * hexapla_output_finish:
 * @self: an output
 * @error: (domain HEXAPLA_ERROR): what the format says
 *
 * Writes what stands behind the last part and brings the file to the disk, beside its place.
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_output_finish(HexaplaOutput *self, GError **error)
{
    if (self->writer == NULL)
        return TRUE;
    return self->format->end(g_steal_pointer(&self->writer), error) &&
           hexapla_writer_sync(self->file, error);
}

/**
 * hexapla_output_commit:
 * @self: a finished output
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Puts the file in its place.
 *
 * Returns: whether every byte reached the disk
 * Since: 0.1
 */
gboolean
hexapla_output_commit(HexaplaOutput *self, GError **error)
{
    return self->file == NULL || hexapla_writer_commit(g_steal_pointer(&self->file), error);
}
