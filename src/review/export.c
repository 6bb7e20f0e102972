/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/export-private.h"

#include <glib/gstdio.h>

#include "base/error.h"

enum {
    OK = 200,
    BEGUN = 202,
    BAD_REQUEST = 400,
    CONFLICT = 409,
    FAILED = 507,
};

struct _HexaplaExport {
    char *folder;
    HexaplaServerExport func;
    gpointer user_data;
    GSubprocess *process; /* NULL when nothing is asked for */
    char *path;
};

/* Ends of names; they tell the format. */
static const char *const formats[] = {
    "tmx", "xlf", "tsv", "csv", "jsonl", "po", "decisions", "overrides", "names", NULL,
};

/**
 * hexapla_export_new:
 *
 * Returns: (transfer full): nothing is asked for
 * Since: 0.1
 */
HexaplaExport *
hexapla_export_new(void)
{
    return g_new0(HexaplaExport, 1);
}

static void
forget(HexaplaExport *self)
{
    if (self->process != NULL)
        g_subprocess_force_exit(self->process);
    g_clear_object(&self->process);
    if (self->path != NULL)
        g_unlink(self->path);
    g_clear_pointer(&self->path, g_free);
}

/**
 * hexapla_export_free:
 * @self: (transfer full) (nullable): an export
 *
 * Since: 0.1
 */
void
hexapla_export_free(HexaplaExport *self)
{
    if (self == NULL)
        return;
    forget(self);
    g_free(self->folder);
    g_free(self);
}

/**
 * hexapla_export_set:
 * @self: an export
 * @folder: takes files for a while
 * @func: writes them
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_export_set(HexaplaExport *self, const char *folder, HexaplaServerExport func,
                   gpointer user_data)
{
    self->folder = g_strdup(folder);
    self->func = func;
    self->user_data = user_data;
}

/**
 * hexapla_export_begin:
 * @self: an export
 * @format: (nullable): end of the file's name
 * @error: (domain HEXAPLA_ERROR): what is wrong
 *
 * An earlier one that nobody fetched is thrown away.
 *
 * Returns: an HTTP status
 * Since: 0.1
 */
guint
hexapla_export_begin(HexaplaExport *self, const char *format, GError **error)
{
    g_autofree char *name = NULL;

    if (self->func == NULL || format == NULL || !g_strv_contains(formats, format)) {
        g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "no such format");
        return BAD_REQUEST;
    }
    forget(self);
    name = g_strconcat("reviewed.", format, NULL);
    self->path = g_build_filename(self->folder, name, NULL);
    self->process = self->func(self->path, self->user_data, error);
    return self->process != NULL ? BEGUN : FAILED;
}

/* The file is kept until the next one is begun. */
static GBytes *
map(HexaplaExport *self, GError **error)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(self->path, FALSE, error);

    return file != NULL ? g_mapped_file_get_bytes(file) : NULL;
}

/**
 * hexapla_export_ask:
 * @self: an export
 * @bytes: (out) (transfer full) (nullable): the file, when it is there
 * @error: what went wrong
 *
 * Returns: an HTTP status
 * Since: 0.1
 */
guint
hexapla_export_ask(HexaplaExport *self, GBytes **bytes, GError **error)
{
    if (self->process == NULL) {
        g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "nothing is asked for");
        return CONFLICT;
    }
    if (g_subprocess_get_identifier(self->process) != NULL)
        return BEGUN;
    *bytes = map(self, error);
    return *bytes != NULL ? OK : FAILED;
}

/**
 * hexapla_export_dup_name:
 * @self: an export
 *
 * Returns: (transfer full): name of the file, for people
 * Since: 0.1
 */
char *
hexapla_export_dup_name(const HexaplaExport *self)
{
    return g_path_get_basename(self->path);
}
