/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/run.h"

/**
 * hexapla_command_segment:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Articles become sentences, one a line. Nothing is left out unless asked for, and no name changes.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_segment(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_SEGMENT,
        .format.junk = HEXAPLA_JUNK_KEEP,
    };
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, 0, "[OPTIONS] FILE…",
            "Writes the sentences of articles, one a line; as JSONL with offsets and the rule\n"
            "behind every break.\n\n"
            "  hexapla segment -s en news.txt\n"
            "  hexapla segment -s en -T jsonl --junk drop news.txt\n",
            argc, argv, &status))
        return status;
    return hexapla_run(&options, hexapla_format_by_name("text"), FALSE);
}
