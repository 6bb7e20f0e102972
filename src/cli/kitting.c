/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/kitting.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "cli/message.h"
#include "cli/run.h"
#include "pipeline/kit.h"
#include "segment/segmenter.h"
#include "segment/srx-writer.h"

static gboolean
check(const HexaplaOptions *options, GError **error)
{
    g_autofree char *known = hexapla_kit_list();

    if (hexapla_kit_get(options->tool) == NULL)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, "--for knows no “%s”, only %s",
                    options->tool, known);
    else if (options->target == NULL)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "a kit is for a language: give --target");
    else if (options->outputs == NULL || options->outputs[1] != NULL ||
             strcmp(options->outputs[0], "-") == 0)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "a kit is a folder: give one --output");
    else
        return TRUE;
    return FALSE;
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

static gboolean
make_folders(const HexaplaKit *kit, const char *folder, GError **error)
{
    for (char **name = kit->folders; *name != NULL; name++) {
        g_autofree char *path = g_build_filename(folder, *name, NULL);

        if (!make_folder(path, error))
            return FALSE;
    }
    for (guint i = 0; i < kit->n_files; i++) {
        g_autofree char *path = g_build_filename(folder, kit->files[i].path, NULL);
        g_autofree char *parent = g_path_get_dirname(path);

        if (!make_folder(parent, error))
            return FALSE;
    }
    return TRUE;
}

/* A memory without matches would only be another file to ask about. */
static gboolean
is_output(const HexaplaOptions *options, const HexaplaKitFile *file)
{
    return hexapla_format_by_name(file->content) != NULL &&
           (strcmp(file->content, "memory") != 0 || options->memories != NULL);
}

static char **
list_outputs(const HexaplaOptions *options, const HexaplaKit *kit, const char *folder)
{
    g_autoptr(GStrvBuilder) outputs = g_strv_builder_new();

    for (guint i = 0; i < kit->n_files; i++) {
        const HexaplaKitFile *file = &kit->files[i];
        g_autofree char *output = g_strconcat(file->content, ":", folder, "/", file->path, NULL);

        if (is_output(options, file))
            g_strv_builder_add(outputs, output);
    }
    return g_strv_builder_end(outputs);
}

static char *
fill_in(const HexaplaOptions *options, const char *text)
{
    g_autoptr(GString) filled = g_string_new(text);

    g_string_replace(filled, "{source}", options->source != NULL ? options->source : "und", 0);
    g_string_replace(filled, "{target}", options->target, 0);
    return g_string_free(g_steal_pointer(&filled), FALSE);
}

/* What does not depend on the articles. */
static gboolean
write_file(const HexaplaOptions *options, const HexaplaKitFile *file, const char *folder,
           GError **error)
{
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    const char *const one[] = {options->source, NULL};
    g_autoptr(HexaplaWriter) out = hexapla_writer_new(path, error);

    if (out == NULL)
        return FALSE;
    if (strcmp(file->content, "srx") == 0) {
        hexapla_srx_write(out, options->source != NULL ? one : hexapla_language_tags());
    } else {
        g_autofree char *text = hexapla_kit_dup_template(file->path);
        g_autofree char *filled = fill_in(options, text);

        hexapla_writer_puts(out, filled);
    }
    return hexapla_writer_commit(g_steal_pointer(&out), error);
}

static gboolean
write_files(const HexaplaOptions *options, const HexaplaKit *kit, const char *folder,
            GError **error)
{
    for (guint i = 0; i < kit->n_files; i++) {
        if (hexapla_format_by_name(kit->files[i].content) == NULL &&
            !write_file(options, &kit->files[i], folder, error))
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_kitting_run:
 * @options: what was asked for, with a tool
 *
 * Writes articles as the folder that a translators' tool wants.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_kitting_run(HexaplaOptions *options)
{
    const HexaplaKit *kit;
    g_autofree char *folder = NULL, *header = NULL;
    g_autoptr(GError) error = NULL;
    HexaplaExit status;

    if (!check(options, &error))
        return hexapla_message_error(error);
    kit = hexapla_kit_get(options->tool);
    folder = g_strdup(options->outputs[0]);
    if (!options->dry_run && !make_folders(kit, folder, &error))
        return hexapla_message_error(error);
    g_strfreev(options->outputs);
    options->outputs = list_outputs(options, kit, folder);
    options->format.copy_source |= kit->copy_source;
    if (kit->glossary_header != NULL)
        header = fill_in(options, kit->glossary_header);
    options->format.glossary_header = header;
    status = hexapla_run(options, NULL, TRUE);
    if (status > HEXAPLA_EXIT_FINDINGS || options->dry_run)
        return status;
    return write_files(options, kit, folder, &error) ? status : hexapla_message_error(error);
}
