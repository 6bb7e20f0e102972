/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/fold.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "clean/headlines.h"

struct _HexaplaFold {
    HexaplaPipelineOptions options;
    HexaplaHeadlines *headlines;
    HexaplaDuplicates *duplicates; /* NULL when nobody looks for them */
    HexaplaSpelling *spelling;
    GHashTable *file_ids;                /* how many parts had an id */
    gboolean reported[HEXAPLA_N_ISSUES]; /* in this article */
    guint64 article_segments;
    HexaplaSummary summary;
};

/**
 * hexapla_fold_new:
 * @options: of the pipeline
 *
 * Returns: (transfer full): a fold before the first part
 * Since: 0.1
 */
HexaplaFold *
hexapla_fold_new(const HexaplaPipelineOptions *options)
{
    HexaplaFold *self = g_new0(HexaplaFold, 1);

    self->options = *options;
    self->headlines = hexapla_headlines_new();
    if (options->duplicates != HEXAPLA_DUPLICATES_KEEP)
        self->duplicates = hexapla_duplicates_new(options->duplicates, options->duplicate_bytes);
    self->spelling = hexapla_spelling_new(options->apostrophes, options->names, options->lookup);
    self->file_ids = g_hash_table_new(NULL, NULL);
    self->summary.articles_in = hexapla_tally_new();
    self->summary.segments_in = hexapla_tally_new();
    return self;
}

/**
 * hexapla_fold_free:
 * @self: (transfer full) (nullable): a fold
 *
 * Since: 0.1
 */
void
hexapla_fold_free(HexaplaFold *self)
{
    if (self == NULL)
        return;
    hexapla_headlines_free(self->headlines);
    hexapla_duplicates_free(self->duplicates);
    hexapla_spelling_free(self->spelling);
    g_hash_table_unref(self->file_ids);
    hexapla_tally_free(self->summary.articles_in);
    hexapla_tally_free(self->summary.segments_in);
    g_free(self);
}

/**
 * hexapla_fold_get_summary:
 * @self: a fold
 *
 * Returns: (transfer none): what was counted so far
 * Since: 0.1
 */
const HexaplaSummary *
hexapla_fold_get_summary(const HexaplaFold *self)
{
    return &self->summary;
}

static void
report(HexaplaFold *self, HexaplaDocument *part, HexaplaIssueKind kind, gsize offset,
       const char *text)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    const char *start = hexapla_document_get_text(part, NULL);
    gsize line_start = offset;

    if (self->reported[kind])
        return;
    self->reported[kind] = TRUE;
    if (origin->is_record) {
        hexapla_issue_sink_add(self->options.issues, kind, origin->file, origin->line, 0, "%s",
                               text);
        return;
    }
    while (line_start > 0 && start[line_start - 1] != '\n' && start[line_start - 1] != '\r')
        line_start--;
    hexapla_issue_sink_add(self->options.issues, kind, origin->file,
                           origin->line + hexapla_text_count_lines(start, line_start),
                           1 + hexapla_text_count_chars(start + line_start, offset - line_start),
                           "%s", text);
}

static void
report_text(HexaplaFold *self, HexaplaDocument *part)
{
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);
    gsize illegal = hexapla_text_find_illegal(text, n);

    if (illegal < n)
        report(self, part, HEXAPLA_ISSUE_ILLEGAL_CHARACTER, illegal,
               "characters that XML forbids are replaced in the output");
}

static void
count_text(HexaplaFold *self, HexaplaDocument *part)
{
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);

    self->summary.bytes += n;
    if (self->options.counts_characters)
        self->summary.characters += hexapla_text_count_chars(text, n);
}

/* Counts the sentences in other languages than the article's. */
static guint64
count_foreign(HexaplaFold *self, HexaplaDocument *part)
{
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    guint64 n_foreign = 0;

    for (guint i = 0; i < n; i++) {
        const char *language = hexapla_document_get_block_language(part, i);

        if (language == NULL || blocks[i].junk != HEXAPLA_JUNK_NONE)
            continue;
        hexapla_tally_add(self->summary.segments_in, language, blocks[i].n_segments);
        n_foreign += blocks[i].n_segments;
    }
    return n_foreign;
}

static void
count_segments(HexaplaFold *self, HexaplaDocument *part)
{
    guint n, n_blocks;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);
    guint64 before = self->summary.segments;

    for (guint i = 0; i < n; i++) {
        HexaplaJunk junk = blocks[segments[i].block].junk;

        if (junk == HEXAPLA_JUNK_NONE)
            self->summary.segments++;
        else
            self->summary.junk[junk]++;
        self->summary.repeated += junk == HEXAPLA_JUNK_NONE && segments[i].is_repeated;
        if (segments[i].rule == HEXAPLA_RULE_TOO_LONG)
            report(self, part, HEXAPLA_ISSUE_SEGMENT_TOO_LONG, segments[i].start,
                   "a sentence was cut at a space");
    }
    self->article_segments += n;
    hexapla_tally_add(self->summary.segments_in, hexapla_document_get_language(part),
                      self->summary.segments - before - count_foreign(self, part));
}

static void
count_duplicate(HexaplaFold *self, HexaplaDocument *part)
{
    self->summary.duplicates += hexapla_document_get_origin(part)->part == 0;
    report(self, part, HEXAPLA_ISSUE_DUPLICATE_ARTICLE, 0, "the article came before");
}

static void
count_names(HexaplaFold *self, HexaplaDocument *part)
{
    guint n;
    const HexaplaChange *changes = hexapla_document_get_changes(part, &n);

    for (guint i = 0; i < n; i++)
        self->summary.changes += changes[i].reason == HEXAPLA_CHANGE_SPELLING;
    hexapla_document_get_mentions(part, &n);
    self->summary.mentions += n;
}

static void
begin_article(HexaplaFold *self, HexaplaDocument *part)
{
    self->summary.articles++;
    hexapla_tally_add(self->summary.articles_in, hexapla_document_get_language(part), 1);
    self->article_segments = 0;
    memset(self->reported, 0, sizeof self->reported);
    hexapla_spelling_begin_article(self->spelling);
}

/**
 * hexapla_fold_name_file:
 * @self: a fold
 * @part: the next part in the order of the input, fresh from its reader
 *
 * Gives the part the id of its file. The id says which article and which part it is; two articles of one name are told
 * apart by their order.
 *
 * Since: 0.1
 */
void
hexapla_fold_name_file(HexaplaFold *self, HexaplaDocument *part)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    guint64 id = hexapla_text_hash(origin->id, strlen(origin->id), origin->part) >> 24;
    gpointer key = GSIZE_TO_POINTER((gsize)id);
    guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(self->file_ids, key));

    hexapla_document_set_file_id(part, id, ordinal);
    if (ordinal > 0 || g_hash_table_size(self->file_ids) < HEXAPLA_MAX_FOLD_IDS)
        g_hash_table_insert(self->file_ids, key, GUINT_TO_POINTER(ordinal + 1));
}

/**
 * hexapla_fold_add:
 * @self: a fold
 * @part: the next part in the order of the input, analysed
 *
 * Since: 0.1
 */
void
hexapla_fold_add(HexaplaFold *self, HexaplaDocument *part)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);

    if (origin->part == 0)
        begin_article(self, part);
    if (self->options.until >= HEXAPLA_STAGE_CLEAN)
        hexapla_headlines_fold(self->headlines, part);
    if (self->duplicates != NULL && hexapla_duplicates_fold(self->duplicates, part))
        count_duplicate(self, part);
    if (self->options.until >= HEXAPLA_STAGE_NAMES)
        hexapla_spelling_fold(self->spelling, part, self->options.issues);
    hexapla_document_sort_changes(part);
    report_text(self, part);
    count_text(self, part);
    count_segments(self, part);
    count_names(self, part);
    if (origin->is_last && self->article_segments == 0 &&
        self->options.until >= HEXAPLA_STAGE_SEGMENT)
        report(self, part, HEXAPLA_ISSUE_EMPTY_ARTICLE, 0, "there is no text in it");
}
