/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/command.h"
#include "pipeline/merger.h"
#include "pipeline/output.h"
#include "pipeline/pipeline.h"
#include "pipeline/shard.h"

G_BEGIN_DECLS

/**
 * HexaplaOptions:
 *
 * What the verbs that read articles were asked for. Strings are owned; hexapla_options_clear()
 * frees them.
 */
typedef struct {
    char *source;
    char *target;
    const HexaplaFormat *from; /* NULL: tell from the file's name, then from its bytes */
    const HexaplaFormat *to;   /* NULL: tell from the output's name */
    char **outputs;
    char **inputs; /* folders and lists still to be read */
    char **lists;
    char **fields;
    char *rejects;
    char *pairs; /* a list of what to align */
    char *allow; /* findings that are right as they are */
    gboolean is_json;
    gboolean is_sarif;
    gboolean takes_beads;
    gboolean beads; /* write numbers of sentences instead of a format */
    double min_score;
    char *date;
    char *encoding;
    HexaplaSrx *srx;
    HexaplaOverrides *overrides;
    HexaplaLedger *ledger; /* NULL without one */
    HexaplaLookup *lookup; /* its names, where they are applied */
    HexaplaShard shard;
    gboolean resume;   /* leave out articles whose files are there */
    gboolean progress; /* show how far the run is */
    gboolean dry_run;
    int verbosity;
    HexaplaIssueSink issues;
    HexaplaPipelineOptions pipeline;
    HexaplaFormatOptions format;
    HexaplaMergeOptions merge;
} HexaplaOptions;

/**
 * HexaplaOptionSet:
 * @HEXAPLA_OPTION_SET_TARGET: options of exchange files
 * @HEXAPLA_OPTION_SET_NAMES: options of the names stage
 * @HEXAPLA_OPTION_SET_MENTIONS: options of outputs that list names
 * @HEXAPLA_OPTION_SET_MERGE: options of what puts translations back
 * @HEXAPLA_OPTION_SET_ALIGN: options of pairs
 * @HEXAPLA_OPTION_SET_CHECK: options of findings
 *
 * Which options a verb takes besides those of all.
 */
typedef enum {
    HEXAPLA_OPTION_SET_TARGET = 1,
    HEXAPLA_OPTION_SET_NAMES = 2,
    HEXAPLA_OPTION_SET_MENTIONS = 4,
    HEXAPLA_OPTION_SET_MERGE = 8,
    HEXAPLA_OPTION_SET_ALIGN = 16,
    HEXAPLA_OPTION_SET_CHECK = 32,
} HexaplaOptionSet;

gboolean hexapla_options_parse(HexaplaOptions *self, HexaplaOptionSet set, const char *usage,
                               const char *description, int argc, char **argv, HexaplaExit *status);
void hexapla_options_clear(HexaplaOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaOptions, hexapla_options_clear)

G_END_DECLS
