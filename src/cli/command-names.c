/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "cli/message.h"
#include "cli/name-tasks.h"
#include "cli/run.h"

/**
 * hexapla_command_names:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Articles become a ledger of names, or a list of all mentions; or questions about names are
 * answered.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_names(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {.pipeline.until = HEXAPLA_STAGE_NAMES};
    HexaplaExit status;

    if (argc > 1 && hexapla_name_task_exists(argv[1]))
        return hexapla_name_task_run(argc, argv);
    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_NAMES | HEXAPLA_OPTION_SET_MENTIONS, "[OPTIONS] FILE…",
            "Writes the names of articles: every spelling with the one that stands for it, class\n"
            "and count.\n\n"
            "  hexapla names -s en news.txt -o ledger.tsv\n"
            "  hexapla names -s en --mentions -T jsonl news.txt\n"
            "  hexapla names -s en -t ar --suggest news.txt\n"
            "  hexapla names -s ru --romanise iso9 news.txt\n\n"
            "`hexapla names cluster|pairs|match|roles FILE` answers questions about names.\n",
            argc, argv, &status))
        return status;
    if (options.pipeline.names == HEXAPLA_NAMES_OFF) {
        hexapla_message("error: names --names off has nothing to write");
        return HEXAPLA_EXIT_USAGE;
    }
    options.format.ledger = options.ledger;
    if (options.to != NULL && strcmp(options.to->name, "jsonl") == 0)
        options.to = hexapla_format_by_name("ledger-jsonl");
    if (options.to != NULL && strcmp(options.to->name, "tsv") == 0)
        options.to = hexapla_format_by_name("ledger");
    return hexapla_run(&options, hexapla_format_by_name("ledger"), FALSE);
}
