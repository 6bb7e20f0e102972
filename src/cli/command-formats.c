/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

#include "cli/message.h"
#include "formats/format.h"

/**
 * hexapla_command_formats:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_formats(G_GNUC_UNUSED int argc, G_GNUC_UNUSED char **argv)
{
    guint n;
    const HexaplaFormat *const *formats = hexapla_formats(&n);

    printf("%-14s %-5s %-6s %-12s %s\n", "FORMAT", "READ", "WRITE", "EXTENSIONS", "TITLE");
    for (guint i = 0; i < n; i++)
        printf("%-14s %-5s %-6s %-12s %s\n", formats[i]->name,
               formats[i]->read != NULL ? "yes" : "-", formats[i]->begin != NULL ? "yes" : "-",
               formats[i]->extensions, formats[i]->title);
    return hexapla_message_flush();
}
