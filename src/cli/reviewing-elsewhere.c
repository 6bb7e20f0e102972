/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The server is a program of its own beside this one, which so need not load what only servers need. */
#include <errno.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/reviewing.h"

/* The folder of this program, then the one that packages put such programs into. */
static void
try_programs(char **arguments)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self != NULL ? g_path_get_dirname(self) : g_strdup(".");
    const char *const folders[] = {folder, HEXAPLA_LIBEXECDIR};

    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *program = g_build_filename(folders[i], "hexapla-review", NULL);

        execv(program, arguments);
        if (errno != ENOENT)
            hexapla_message("%s: error: %s", program, g_strerror(errno));
    }
}

/**
 * hexapla_reviewing_run:
 * @options: what was asked for
 * @argv: the arguments, the verb first
 *
 * Becomes the program with the server.
 *
 * Returns: the exit status when there is none
 */
HexaplaExit
hexapla_reviewing_run(G_GNUC_UNUSED HexaplaOptions *options, char **argv)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_auto(GStrv) arguments = NULL;

    g_strv_builder_add(builder, "hexapla");
    g_strv_builder_addv(builder, (const char **)argv);
    arguments = g_strv_builder_end(builder);
    try_programs(arguments);
    hexapla_message("this hexapla was built without libsoup 3 or SQLite 3, which review needs to "
                    "answer a browser: install libsoup-3.0-dev and libsqlite3-dev and build it "
                    "again, or use review --offline and --apply");
    return HEXAPLA_EXIT_USAGE;
}
