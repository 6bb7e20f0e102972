/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "clean/duplicates.h"
#include "clean/furniture.h"
#include "formats/format.h"
#include "names/spelling.h"
#include "segment/overrides.h"
#include "segment/srx.h"

G_BEGIN_DECLS

/**
 * HexaplaStage:
 * @HEXAPLA_STAGE_READ: as the reader left it
 * @HEXAPLA_STAGE_CLEAN: blocks are known, junk is marked
 * @HEXAPLA_STAGE_SEGMENT: sentences are known
 * @HEXAPLA_STAGE_NAMES: names are known and have one spelling
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_STAGE_READ,
    HEXAPLA_STAGE_CLEAN,
    HEXAPLA_STAGE_SEGMENT,
    HEXAPLA_STAGE_NAMES,
} HexaplaStage;

/**
 * HexaplaPipelineOptions:
 * @until: the last stage that runs
 * @apostrophes: which mark name letters get
 * @names: what becomes of variants
 * @details: what the outputs show; nothing else is sure to be known of the parts
 * @identifies: whether the language of articles that do not say it is to be found out; readers give
 * them the tag `und`
 * @counts_characters: whether the summary has them
 * @furniture: (nullable): lines that are junk. Live as long as the pipeline
 * @duplicates: what becomes of articles and sentences that came before
 * @duplicate_bytes: of memory to find them
 * @jobs: threads that analyse; the output does not depend on it
 * @encoding: (nullable): of the inputs, as hexapla_encoding_check() accepts it; %NULL is UTF-8. Lives
 *   as long as the pipeline
 * @target: (nullable): see #HexaplaReadOptions. Lives as long as the pipeline
 * @with_sources: see #HexaplaReadOptions
 * @fields: (nullable) (array zero-terminated=1): see #HexaplaReadOptions
 * @rejects: (nullable): see #HexaplaReadOptions
 * @holds_segments: whether the inputs are exchange files and not articles
 * @losses: (nullable): see #HexaplaReadOptions
 * @lookup: (nullable): the names of a ledger. Lives as long as the pipeline
 * @suggest: (nullable): the language in which names get a generated form when they have no other
 * @srx: (nullable): rules of the user's that replace ours. Live as long as the pipeline
 * @overrides: (nullable): decisions that win over all rules. Live as long as the pipeline
 * @issues: (nullable): takes what a person should look at
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaStage until;
    HexaplaApostrophePolicy apostrophes;
    HexaplaNamesPolicy names;
    HexaplaDetails details;
    gboolean identifies;
    gboolean counts_characters;
    const HexaplaFurniture *furniture;
    HexaplaDuplicatePolicy duplicates;
    gsize duplicate_bytes;
    guint jobs;
    const char *encoding;
    const char *target;
    gboolean with_sources;
    const char *const *fields;
    HexaplaWriter *rejects;
    gboolean holds_segments;
    HexaplaTally *losses;
    const HexaplaLookup *lookup;
    const char *suggest;
    HexaplaSrx *srx;
    HexaplaOverrides *overrides;
    HexaplaIssueSink *issues;
} HexaplaPipelineOptions;

/**
 * HexaplaSummary:
 * @articles: how many were read
 * @bytes: of their text, as UTF-8
 * @characters: of it, when they are counted
 * @segments: sentences that are text
 * @junk: sentences that are not, by #HexaplaJunk
 * @mentions: names in the text
 * @changes: mentions whose spelling was made that of the others
 * @duplicates: articles that came before
 * @repeated: sentences among @segments that came before
 * @articles_in: articles by their language
 * @segments_in: and their sentences that are text
 *
 * Since: 0.1
 */
typedef struct {
    guint64 articles;
    guint64 bytes;
    guint64 characters;
    guint64 segments;
    guint64 junk[HEXAPLA_N_JUNK];
    guint64 mentions;
    guint64 changes;
    guint64 duplicates;
    guint64 repeated;
    HexaplaTally *articles_in;
    HexaplaTally *segments_in;
} HexaplaSummary;

/**
 * HexaplaPipeline:
 *
 * Runs the stages in their order over any number of articles: analysis on any thread, then a fold
 * and the outputs in the order of the input.
 *
 * Since: 0.1
 */
typedef struct _HexaplaPipeline HexaplaPipeline;

/**
 * HexaplaArticleFilter:
 * @part: the first part of an article, fresh from its reader
 * @user_data: the caller's
 *
 * Returns: whether the article is wanted in this run
 * Since: 0.1
 */
typedef gboolean (*HexaplaArticleFilter)(HexaplaDocument *part, gpointer user_data);

HexaplaPipeline *hexapla_pipeline_new(const HexaplaPipelineOptions *options);
void hexapla_pipeline_free(HexaplaPipeline *self);
void hexapla_pipeline_connect(HexaplaPipeline *self, HexaplaDocumentFunc func, gpointer user_data);
void hexapla_pipeline_set_filter(HexaplaPipeline *self, HexaplaArticleFilter filter,
                                 gpointer user_data);
const HexaplaFormat *hexapla_pipeline_find_format(HexaplaPipeline *self, const char *path,
                                                  GError **error);
gboolean hexapla_pipeline_read(HexaplaPipeline *self, const HexaplaFormat *format, const char *path,
                               const char *language, GCancellable *cancellable, GError **error);
gboolean hexapla_pipeline_finish(HexaplaPipeline *self, GError **error);
const HexaplaSummary *hexapla_pipeline_get_summary(HexaplaPipeline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaPipeline, hexapla_pipeline_free)

G_END_DECLS
