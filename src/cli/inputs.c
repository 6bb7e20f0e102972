/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/inputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/lines.h"

typedef struct {
    const HexaplaFormat *from; /* only files of this format; NULL: of any that has a reader */
    gboolean holds_segments;   /* and whose files do so, or not */
    GPtrArray *paths;
} Inputs;

static gboolean fail(GError **error, const char *path, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean
fail(GError **error, const char *path, const char *format, ...)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autofree char *why = NULL;
    va_list arguments;

    va_start(arguments, format);
    why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s: error: %s", name, why);
    return FALSE;
}

/* Takes over the path. */
static gboolean
add_path(Inputs *self, char *path, GError **error)
{
    g_ptr_array_add(self->paths, path);
    if (self->paths->len <= HEXAPLA_MAX_INPUTS)
        return TRUE;
    return fail(error, path, "these are more than %u files", HEXAPLA_MAX_INPUTS);
}

static gboolean
is_readable(const Inputs *self, const HexaplaFormat *format)
{
    gboolean holds_segments = (format->traits & HEXAPLA_FORMAT_HOLDS_SEGMENTS) != 0;

    return format->read != NULL && holds_segments == self->holds_segments;
}

static gboolean
is_wanted(const Inputs *self, const char *path)
{
    const HexaplaFormat *format = hexapla_format_by_extension(path);
    struct stat info;

    if (format == NULL || (self->from != NULL ? format != self->from : !is_readable(self, format)))
        return FALSE;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* A link to a folder could lead in a circle; a link to a file is read. */
static gboolean
is_folder(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static gboolean
walk(Inputs *self, const char *folder, guint depth, GError **error)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *name;

    if (entries == NULL)
        return fail(error, folder, "%s", g_strerror(errno));
    if (depth == HEXAPLA_MAX_FOLDER_DEPTH)
        return fail(error, folder, "folders are nested too deeply");
    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        gboolean ok = TRUE;

        if (*name == '.')
            continue;
        if (is_folder(path))
            ok = walk(self, path, depth + 1, error);
        else if (is_wanted(self, path))
            ok = add_path(self, g_steal_pointer(&path), error);
        if (!ok)
            return FALSE;
    }
    return TRUE;
}

static int
compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The order of a folder is that of the bytes of its paths, on any file system and in any locale. */
static gboolean
add_input(Inputs *self, const char *path, GError **error)
{
    guint first = self->paths->len;
    struct stat info;

    if (strcmp(path, "-") == 0 || stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
        return add_path(self, g_strdup(path), error);
    if (!walk(self, path, 0, error))
        return FALSE;
    if (self->paths->len == first)
        return fail(error, path, "holds no file whose extension tells a format that is read");
    qsort(self->paths->pdata + first, self->paths->len - first, sizeof(gpointer), compare_paths);
    return TRUE;
}

static gboolean
add_line(Inputs *self, const char *list, const char *line, gsize n, GError **error)
{
    g_autofree char *path = g_strndup(line, n);

    if (memchr(line, '\0', n) != NULL)
        return fail(error, list, "a list has one path a line, and this holds a NUL byte");
    return n == 0 || add_input(self, path, error);
}

static gboolean
read_list(Inputs *self, const char *list, GError **error)
{
    g_autofree char *name = g_filename_display_name(list);
    g_autoptr(GInputStream) in = hexapla_input_open(list, error);
    g_auto(HexaplaLines) lines = {0};
    const char *line;
    gsize n;

    if (in == NULL)
        return FALSE;
    hexapla_lines_init(&lines, in, name, HEXAPLA_MAX_PATH_BYTES, NULL);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return TRUE;
        if (!add_line(self, list, line, n, error))
            return FALSE;
    }
    return FALSE;
}

/**
 * hexapla_inputs_expand:
 * @options: what was asked for
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Puts in place of folders the files in them that we read, and the files of lists behind the
 * others. None is opened yet.
 *
 * Returns: whether folders and lists could be read
 */
gboolean
hexapla_inputs_expand(HexaplaOptions *options, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Inputs self = {options->from, options->pipeline.holds_segments, paths};

    for (char **input = options->inputs; input != NULL && *input != NULL; input++) {
        if (!add_input(&self, *input, error))
            return FALSE;
    }
    for (char **list = options->lists; list != NULL && *list != NULL; list++) {
        if (!read_list(&self, *list, error))
            return FALSE;
    }
    g_ptr_array_add(paths, NULL);
    g_strfreev(options->inputs);
    g_ptr_array_set_free_func(paths, NULL);
    options->inputs = (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
    return TRUE;
}
