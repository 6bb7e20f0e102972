/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/command.h"
#include "pipeline/merger.h"
#include "pipeline/output.h"
#include "pipeline/pipeline.h"
#include "pipeline/shard.h"
#include "review/decisions.h"

G_BEGIN_DECLS

/**
 * HexaplaOptionSet:
 * @HEXAPLA_OPTION_SET_TARGET: options of exchange files
 * @HEXAPLA_OPTION_SET_NAMES: options of the names stage
 * @HEXAPLA_OPTION_SET_MENTIONS: options of outputs that list names
 * @HEXAPLA_OPTION_SET_MERGE: options of what puts translations back
 * @HEXAPLA_OPTION_SET_LEVERAGE: options of what uses earlier translations
 * @HEXAPLA_OPTION_SET_GLOSSARY: options of what stands beside outputs
 * @HEXAPLA_OPTION_SET_ALIGN: options of pairs
 * @HEXAPLA_OPTION_SET_REVIEW: options of pages for review
 * @HEXAPLA_OPTION_SET_CHECK: options of findings
 * @HEXAPLA_OPTION_SET_STATS: options of counts
 * @HEXAPLA_OPTION_SET_KIT: options of folders for one tool
 * @HEXAPLA_OPTION_SET_DIFF: options of comparisons
 *
 * Which options a verb takes besides those of all.
 */
typedef enum {
    HEXAPLA_OPTION_SET_TARGET = 1,
    HEXAPLA_OPTION_SET_NAMES = 2,
    HEXAPLA_OPTION_SET_MENTIONS = 4,
    HEXAPLA_OPTION_SET_MERGE = 8,
    HEXAPLA_OPTION_SET_LEVERAGE = 16,
    HEXAPLA_OPTION_SET_GLOSSARY = 32,
    HEXAPLA_OPTION_SET_ALIGN = 64,
    HEXAPLA_OPTION_SET_REVIEW = 128,
    HEXAPLA_OPTION_SET_CHECK = 256,
    HEXAPLA_OPTION_SET_STATS = 512,
    HEXAPLA_OPTION_SET_KIT = 1024,
    HEXAPLA_OPTION_SET_DIFF = 2048,
} HexaplaOptionSet;

/**
 * HexaplaOptions:
 *
 * What the verbs that read articles were asked for. Strings are owned; hexapla_options_clear()
 * frees them.
 */
typedef struct {
    HexaplaOptionSet set; /* which options the verb has */
    char *source;
    char *target;
    const HexaplaFormat *from; /* NULL: tell from the file's name, then from its bytes */
    const HexaplaFormat *to;   /* NULL: tell from the output's name */
    char **outputs;
    char **inputs; /* folders and lists still to be read */
    char **lists;
    char *preset; /* of fields */
    char **fields;
    char **systems;        /* of romanisation */
    GPtrArray *glossaries; /* formats of the glossaries beside the outputs */
    char *rejects;
    char *pairs; /* a list of what to align */
    int pair_by;   /* HexaplaPairBy */
    guint without; /* a bit for each HexaplaKinship that does not count */
    char **dictionaries;
    char *lexicon; /* of words that translate each other; read and written */
    char *allow; /* findings that are right as they are */
    gboolean sarif;
    gboolean beads; /* write numbers of sentences instead of a format */
    double min_score;
    guint filters;  /* of pairs: a bit for each HexaplaRejection */
    int twins;      /* HexaplaTwins */
    char *left_out; /* takes the pairs that are not written, and why */
    char *date;
    char *encoding;
    char *srx_file;
    HexaplaSrx *srx;
    char *overrides_file;
    HexaplaOverrides *overrides;
    char *furniture_file;
    HexaplaFurniture *furniture;
    char *ledger_file;     /* as the user named it */
    HexaplaLedger *ledger; /* NULL without one */
    HexaplaLookup *lookup; /* its names, where they are applied */
    int names_policy;      /* -1: not said */
    gboolean offline;      /* write a page for review */
    char *log;             /* of decisions to apply */
    HexaplaDecisions *decisions;
    char *store;    /* folder of the decisions */
    char *reviewer; /* who decides */
    char *reviewed; /* what is written instead of serving */
    int port;
    gboolean no_browser;
    HexaplaShard shard;
    gboolean resume;   /* leave out articles whose files are there */
    gboolean json;     /* findings, or the summary, on standard output */
    int progress_when; /* the user wants to see it */
    gboolean progress; /* show how far the run is */
    gboolean dry_run;
    gboolean quiet;
    int verbosity;
    int jobs;
    int dedup_mib;
    HexaplaIssueSink issues;
    HexaplaPipelineOptions pipeline;
    HexaplaFormatOptions format;
    HexaplaMergeOptions merge;
    char **memories;
    char *previous;
    gboolean tm_as_target;
    void (*visit)(HexaplaDocument *part, gpointer visitor); /* before it is written; NULL: nobody */
    gpointer visitor;
    char *tool;    /* whose kit is written */
    int n_samples; /* of each cause */
} HexaplaOptions;

gboolean hexapla_options_parse(HexaplaOptions *self, HexaplaOptionSet set, const char *usage,
                               const char *description, int argc, char **argv, HexaplaExit *status);
void hexapla_options_clear(HexaplaOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaOptions, hexapla_options_clear)

G_END_DECLS
