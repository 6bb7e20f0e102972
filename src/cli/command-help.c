/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

#include "cli/message.h"

/**
 * hexapla_command_help:
 * @argc: number of arguments
 * @argv: the arguments; a verb may follow
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_help(int argc, char **argv)
{
    const HexaplaCommand *command = argc > 1 ? hexapla_command_find(argv[1]) : NULL;
    const HexaplaCommand *commands;
    char *help[] = {argv[1], (char *)"--help", NULL};
    guint n;

    if (argc > 1 && command == NULL) {
        hexapla_message("error: there is no verb “%s”: see `hexapla help`", argv[1]);
        return HEXAPLA_EXIT_USAGE;
    }
    if (command != NULL && command->run != hexapla_command_help)
        return command->run(2, help);
    printf("Usage: hexapla VERB [OPTIONS] [FILE…]\n\n"
           "Makes translation-ready files of articles.\n\n"
           "  hexapla export news.txt -s en -t ar -o news.xlf -o news.tmx\n"
           "  hexapla segment -s en news.txt\n\nVerbs:\n");
    commands = hexapla_commands(&n);
    for (guint i = 0; i < n; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    printf("\n`hexapla help VERB` tells the options of a verb, hexapla(1) all of it.\n");
    return hexapla_message_flush();
}
