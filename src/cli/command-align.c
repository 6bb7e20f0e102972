/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/aligning.h"

/**
 * hexapla_command_align:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Two language versions of articles become pairs of sentences.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_align(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {.pipeline.until = HEXAPLA_STAGE_SEGMENT};
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_TARGET | HEXAPLA_OPTION_SET_ALIGN,
            "[OPTIONS] SOURCE TARGET",
            "Pairs the sentences of articles with those of their translations, each pair with a\n"
            "confidence. Articles of two folders or corpora, or of one that holds both languages,\n"
            "are paired by name, key or address without the language, else by content.\n\n"
            "  hexapla align -s en -t ar news.en.txt news.ar.txt -o news.tmx\n"
            "  hexapla align -s en -t ar english/ arabic/ -o news.tmx\n"
            "  hexapla align -s en -t ar news.jsonl --field key=story -o news.tmx\n"
            "  hexapla align -s en -t ar --pairs list.tsv -T beads -o folder\n",
            argc, argv, &status))
        return status;
    return hexapla_aligning_run(&options);
}
