/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/kitting.h"
#include "cli/run.h"

/**
 * hexapla_command_export:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Articles become exchange files.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_export(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {.pipeline.until = HEXAPLA_STAGE_NAMES};
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options,
            HEXAPLA_OPTION_SET_TARGET | HEXAPLA_OPTION_SET_NAMES | HEXAPLA_OPTION_SET_MENTIONS |
                HEXAPLA_OPTION_SET_LEVERAGE | HEXAPLA_OPTION_SET_GLOSSARY | HEXAPLA_OPTION_SET_KIT,
            "[OPTIONS] FILE…",
            "Writes articles as files for translators: cleaned, split into sentences, each name "
            "in\n"
            "one spelling.\n\n"
            "  hexapla export news.txt -s en -t ar -o news.xlf -o news.tmx\n"
            "  hexapla export news.txt -s en -t ar -o xliff2:news.xlf --terms inline\n"
            "  hexapla export news.txt -s en -t ar -o news.xlf --glossary tbx\n"
            "  hexapla export news/ -s en -t ar --tm memory.tmx --for omegat -o project\n",
            argc, argv, &status))
        return status;
    if (options.ledger != NULL)
        options.lookup = hexapla_lookup_new(options.ledger, options.target);
    options.pipeline.lookup = options.lookup;
    return options.tool != NULL ? hexapla_kitting_run(&options) : hexapla_run(&options, NULL, TRUE);
}
