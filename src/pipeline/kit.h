/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaKitFile:
 * @path: below the folder of the kit; one that ends in a slash is a folder with a file an article
 * @content: a format, `srx` or `template`
 *
 * Since: 0.1
 */
typedef struct {
    char *path;
    char *content;
} HexaplaKitFile;

/**
 * HexaplaKit:
 * @tool: what users type after `--for`
 * @copy_source: whether targets are filled with the source
 * @glossary_header: (nullable): first line of a glossary as a table
 * @folders: (array zero-terminated=1): folders in which nothing stands
 * @files: (array length=n_files): what the kit consists of
 * @n_files: how many
 *
 * What a translators' tool needs: a file of `src/kits`. Lives as long as the program.
 *
 * Since: 0.1
 */
typedef struct {
    char *tool;
    gboolean copy_source;
    char *glossary_header;
    char **folders;
    HexaplaKitFile *files;
    guint n_files;
} HexaplaKit;

const HexaplaKit *hexapla_kit_get(const char *tool);
char *hexapla_kit_list(void);
char *hexapla_kit_dup_template(const char *name);

G_END_DECLS
