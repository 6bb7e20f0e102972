/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaExit:
 * @HEXAPLA_EXIT_DONE: done
 * @HEXAPLA_EXIT_FINDINGS: done, with findings or rejected records
 * @HEXAPLA_EXIT_USAGE: the command line makes no sense
 * @HEXAPLA_EXIT_INPUT: an input cannot be read or is invalid
 * @HEXAPLA_EXIT_OUTPUT: an output cannot be written
 */
typedef enum {
    HEXAPLA_EXIT_DONE = 0,
    HEXAPLA_EXIT_FINDINGS = 1,
    HEXAPLA_EXIT_USAGE = 2,
    HEXAPLA_EXIT_INPUT = 3,
    HEXAPLA_EXIT_OUTPUT = 4,
} HexaplaExit;

/**
 * HexaplaCommand:
 * @name: the verb
 * @summary: one line for the list of verbs
 * @run: gets the arguments with the verb as the first one
 *
 * A verb: one file and one row in main.c.
 */
typedef struct {
    const char *name;
    const char *summary;
    HexaplaExit (*run)(int argc, char **argv);
} HexaplaCommand;

const HexaplaCommand *hexapla_commands(guint *n);
const HexaplaCommand *hexapla_command_find(const char *name);

HexaplaExit hexapla_command_export(int argc, char **argv);
HexaplaExit hexapla_command_segment(int argc, char **argv);
HexaplaExit hexapla_command_stats(int argc, char **argv);
HexaplaExit hexapla_command_merge(int argc, char **argv);
HexaplaExit hexapla_command_align(int argc, char **argv);
HexaplaExit hexapla_command_names(int argc, char **argv);
HexaplaExit hexapla_command_review(int argc, char **argv);
HexaplaExit hexapla_command_formats(int argc, char **argv);
HexaplaExit hexapla_command_languages(int argc, char **argv);
HexaplaExit hexapla_command_convert(int argc, char **argv);
HexaplaExit hexapla_command_diff(int argc, char **argv);
HexaplaExit hexapla_command_explain(int argc, char **argv);
HexaplaExit hexapla_command_check(int argc, char **argv);
HexaplaExit hexapla_command_validate(int argc, char **argv);
HexaplaExit hexapla_command_help(int argc, char **argv);

G_END_DECLS
