/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/run.h"

/**
 * hexapla_command_convert:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Exchange files become exchange files of another format.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_convert(int argc, char **argv)
{
    g_autoptr(HexaplaTally) losses = hexapla_tally_new();
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_READ,
        .pipeline.holds_segments = TRUE,
        .pipeline.losses = losses,
        .format.junk = HEXAPLA_JUNK_MARK,
        .format.losses = losses,
    };
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_TARGET, "[OPTIONS] FILE…",
            "Writes exchange files in another format. What the other format cannot carry is "
            "counted "
            "and\nsaid. Of a memory with several languages, --source and --target choose two.\n\n"
            "  hexapla convert memory.tmx -o memory.xlf\n"
            "  hexapla convert memory.tmx -s en -t ar -o moses:memory\n",
            argc, argv, &status))
        return status;
    options.pipeline.target = options.target;
    return hexapla_run(&options, NULL, FALSE);
}
