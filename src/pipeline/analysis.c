/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/analysis.h"

#include <string.h>

#include "base/identification.h"
#include "clean/cleaner.h"
#include "names/namer.h"
#include "names/suggestions.h"
#include "segment/splitter.h"

struct _HexaplaAnalysis {
    const HexaplaFurniture *furniture; /* (nullable) */
    HexaplaCleaner *cleaner;           /* each NULL when the stage does not run */
    HexaplaSegmenter *segmenter;
    HexaplaSrxEngine *srx;
    HexaplaSegmenters *others;
    HexaplaSplitter splitter; /* of these three */
    HexaplaNamer *namer;
    HexaplaSuggester *suggester;
    HexaplaDetails details;
    gboolean identifies;
};

static gboolean
read_srx(HexaplaAnalysis *self, const char *language, const HexaplaPipelineOptions *options,
         GError **error)
{
    self->srx = hexapla_srx_engine_new(options->srx, language, error);
    if (self->srx == NULL)
        return FALSE;
    if (!hexapla_srx_engine_has_rules(self->srx))
        hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_NO_SRX_RULES,
                               hexapla_srx_get_file(options->srx), 0, 0,
                               "no languagemap is for the language “%s”", language);
    return TRUE;
}

/**
 * hexapla_analysis_new:
 * @language: of the articles
 * @options: the last stage that runs, what the outputs show, and the rules of the user
 * @error: (domain HEXAPLA_ERROR): rules that cannot be used
 *
 * Returns: (transfer full) (nullable): the stages of that language
 * Since: 0.1
 */
HexaplaAnalysis *
hexapla_analysis_new(const char *language, const HexaplaPipelineOptions *options, GError **error)
{
    const HexaplaLanguage *data = hexapla_language_get(language);
    HexaplaStage until = options->until;
    g_autoptr(HexaplaAnalysis) self = g_new0(HexaplaAnalysis, 1);

    self->details = options->details;
    self->identifies = options->identifies;
    self->furniture = until >= HEXAPLA_STAGE_CLEAN ? options->furniture : NULL;
    if (options->srx != NULL && !read_srx(self, language, options, error))
        return NULL;
    if (until >= HEXAPLA_STAGE_CLEAN)
        self->cleaner = hexapla_cleaner_new(data);
    if (until >= HEXAPLA_STAGE_SEGMENT) {
        self->segmenter = hexapla_segmenter_new(data);
        self->others = hexapla_segmenters_new(options->srx);
    }
    if (until >= HEXAPLA_STAGE_NAMES) {
        self->namer = hexapla_namer_new(data);
        hexapla_namer_use(self->namer, options->lookup);
        if (options->suggest != NULL)
            self->suggester = hexapla_suggester_new(language, options->suggest);
        if ((options->details & HEXAPLA_DETAIL_CLUSTERS) == 0 && options->suggest == NULL)
            hexapla_namer_skip_classes(self->namer);
    }
    self->splitter =
        (HexaplaSplitter){self->segmenter, self->srx, options->overrides, self->others};
    return g_steal_pointer(&self);
}

/**
 * hexapla_analysis_free:
 * @self: (transfer full) (nullable): an analysis
 *
 * Since: 0.1
 */
void
hexapla_analysis_free(HexaplaAnalysis *self)
{
    if (self == NULL)
        return;
    hexapla_cleaner_free(self->cleaner);
    hexapla_segmenter_free(self->segmenter);
    hexapla_segmenters_free(self->others);
    hexapla_srx_engine_free(self->srx);
    hexapla_namer_free(self->namer);
    hexapla_suggester_free(self->suggester);
    g_free(self);
}

/* Shorter blocks hold names and titles of other languages. */
#define MIN_BLOCK_BYTES 80

static gboolean
is_same_language(const char *a, const char *b)
{
    gsize n = strcspn(a, "-");

    return n == strcspn(b, "-") && strncmp(a, b, n) == 0;
}

/* What a block is in: what its letters and words say clearly, else what its source says, which may have
 * been copied with the rest of the page. NULL for the language of the article. */
static const char *
tell_language(const HexaplaAnalysis *self, HexaplaDocument *part, guint i)
{
    const char *text = hexapla_document_get_text(part, NULL);
    const char *told = hexapla_document_get_block_language(part, i), *found = NULL;
    guint n;
    const HexaplaBlock *block = &hexapla_document_get_blocks(part, &n)[i];
    g_autofree char *candidates = NULL;

    if (block->end - block->start >= MIN_BLOCK_BYTES)
        found =
            hexapla_identification_of(text + block->start, block->end - block->start, &candidates);
    if (found == NULL || (told != NULL && is_same_language(found, told)))
        return told;
    return self->identifies && !is_same_language(found, hexapla_document_get_language(part)) ? found
                                                                                             : NULL;
}

/* A page may quote another language in blocks of its own. */
static void
identify_blocks(const HexaplaAnalysis *self, HexaplaDocument *part)
{
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    for (guint i = 0; i < n; i++) {
        const char *told = hexapla_document_get_block_language(part, i);
        const char *language = told;

        if (blocks[i].junk == HEXAPLA_JUNK_NONE && (self->identifies || told != NULL))
            language = tell_language(self, part, i);
        if (language != told)
            hexapla_document_set_block_language(part, i, language);
    }
}

/**
 * hexapla_analysis_apply:
 * @self: an analysis
 * @part: fresh from its reader; nobody else uses it
 * @cancellable: (nullable): stops the work
 * @error: what a stage says
 *
 * A part whose reader knows its sentences is neither cleaned nor split.
 *
 * Returns: whether all stages succeeded
 * Since: 0.1
 */
gboolean
hexapla_analysis_apply(const HexaplaAnalysis *self, HexaplaDocument *part,
                       GCancellable *cancellable, GError **error)
{
    guint n_segments;

    hexapla_document_get_segments(part, &n_segments);
    if (self->cleaner != NULL && n_segments == 0 &&
        !hexapla_cleaner_apply(self->cleaner, part, cancellable, error))
        return FALSE;
    if (self->furniture != NULL)
        hexapla_furniture_apply(self->furniture, part);
    if (n_segments == 0)
        identify_blocks(self, part);
    if (self->segmenter != NULL && n_segments == 0 &&
        !hexapla_splitter_apply(&self->splitter, part, cancellable, error))
        return FALSE;
    if (self->namer != NULL && !hexapla_namer_apply(self->namer, part, cancellable, error))
        return FALSE;
    if (self->namer != NULL && (self->details & HEXAPLA_DETAIL_CLUSTERS) != 0)
        hexapla_namer_find_clusters(self->namer, part);
    if (self->suggester != NULL)
        hexapla_suggestions_add(self->suggester, part);
    if ((self->details & HEXAPLA_DETAIL_IDS) != 0)
        hexapla_document_assign_ids(part);
    return TRUE;
}
