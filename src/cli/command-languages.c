/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

#include "base/icu.h"
#include "base/language.h"
#include "cli/message.h"

/**
 * hexapla_command_languages:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_languages(G_GNUC_UNUSED int argc, G_GNUC_UNUSED char **argv)
{
    printf("%-8s %-9s %s\n", "LANGUAGE", "DIRECTION", "NAME");
    for (const char *const *tag = hexapla_language_tags(); *tag != NULL; tag++)
        printf("%-8s %-9s %s\n", *tag, hexapla_language_tag_is_rtl(*tag) ? "rtl" : "ltr",
               hexapla_language_get_name(hexapla_language_get(*tag)));
    return hexapla_message_flush();
}
