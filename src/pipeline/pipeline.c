/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/pipeline.h"

#include <signal.h>
#include <string.h>

#include "base/error.h"
#include "base/identification.h"
#include "base/input.h"
#include "base/language.h"
#include "base/limits.h"
#include "pipeline/analysis.h"
#include "pipeline/fold.h"

/* The tag of a language that nobody said: BCP 47 (RFC 5646 §4.1). */
#define UNDETERMINED "und"

/* A part on its way from the reader through a worker to the outputs. */
typedef struct {
    HexaplaDocument *part;
    const HexaplaAnalysis *analysis;
    GError *error;
    gboolean done;
} Job;

/* Parts wait here for a free worker, and analysed ones for those before them. */
#define QUEUE_SIZE(jobs) (2 * (jobs) + 1)

struct _HexaplaPipeline {
    HexaplaPipelineOptions options;
    HexaplaDocumentFunc func;
    gpointer user_data;
    HexaplaArticleFilter filter; /* NULL when every article is wanted */
    gpointer filter_data;
    gboolean is_wanted;   /* the article at hand */
    const char *language; /* that was found out for it, or NULL */
    GHashTable *analyses; /* HexaplaLanguage or interned tag to HexaplaAnalysis */
    HexaplaFold *fold;

    GThread *workers[HEXAPLA_MAX_JOBS]; /* none with one job: the reader's thread does it all */
    guint n_workers;
    GMutex lock;
    GCond changed;
    Job queue[QUEUE_SIZE(HEXAPLA_MAX_JOBS)];
    guint64 n_read;    /* jobs handed over by the reader; job i lives in slot i modulo the size */
    guint64 n_started; /* jobs taken by workers */
    guint64 n_written; /* jobs that left */
    gboolean stopping;
};

static Job *
job_at(HexaplaPipeline *self, guint64 number)
{
    return &self->queue[number % QUEUE_SIZE(self->options.jobs)];
}

static gpointer
work(gpointer data)
{
    HexaplaPipeline *self = data;

    g_mutex_lock(&self->lock);
    while (!self->stopping) {
        Job *job;

        if (self->n_started == self->n_read) {
            g_cond_wait(&self->changed, &self->lock);
            continue;
        }
        job = job_at(self, self->n_started++);
        g_mutex_unlock(&self->lock);
        hexapla_analysis_apply(job->analysis, job->part, NULL, &job->error);
        g_mutex_lock(&self->lock);
        job->done = TRUE;
        g_cond_broadcast(&self->changed);
    }
    g_mutex_unlock(&self->lock);
    return NULL;
}

/* They leave signals to the thread that opens the outputs, which puts them off where it must. Where
 * the system has no thread left, fewer do the work, or the reader's alone. */
static void
start_workers(HexaplaPipeline *self)
{
    guint wanted = self->options.jobs > 1 ? self->options.jobs : 0;
    sigset_t all, old;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    for (; self->n_workers < wanted; self->n_workers++) {
        GThread *worker = g_thread_try_new("analysis", work, self, NULL);

        if (worker == NULL)
            break;
        self->workers[self->n_workers] = worker;
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/**
 * hexapla_pipeline_new:
 * @options: copied
 *
 * Returns: (transfer full): a pipeline
 * Since: 0.1
 */
HexaplaPipeline *
hexapla_pipeline_new(const HexaplaPipelineOptions *options)
{
    HexaplaPipeline *self = g_new0(HexaplaPipeline, 1);

    self->options = *options;
    self->options.jobs = CLAMP(options->jobs, 1, HEXAPLA_MAX_JOBS);
    self->analyses = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)hexapla_analysis_free);
    self->fold = hexapla_fold_new(&self->options);
    g_mutex_init(&self->lock);
    g_cond_init(&self->changed);
    start_workers(self);
    return self;
}

static void
stop_workers(HexaplaPipeline *self)
{
    g_mutex_lock(&self->lock);
    self->stopping = TRUE;
    g_cond_broadcast(&self->changed);
    g_mutex_unlock(&self->lock);
    for (guint i = 0; i < self->n_workers; i++)
        g_thread_join(self->workers[i]);
}

static void
clear_job(Job *job)
{
    g_clear_object(&job->part);
    g_clear_error(&job->error);
    job->done = FALSE;
}

/**
 * hexapla_pipeline_free:
 * @self: (transfer full) (nullable): a pipeline
 *
 * Since: 0.1
 */
void
hexapla_pipeline_free(HexaplaPipeline *self)
{
    if (self == NULL)
        return;
    stop_workers(self);
    for (guint i = 0; i < G_N_ELEMENTS(self->queue); i++)
        clear_job(&self->queue[i]);
    g_hash_table_unref(self->analyses);
    hexapla_fold_free(self->fold);
    g_mutex_clear(&self->lock);
    g_cond_clear(&self->changed);
    g_free(self);
}

/**
 * hexapla_pipeline_connect:
 * @self: a pipeline
 * @func: takes every part when all stages are done with it, in the order of the input
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_pipeline_connect(HexaplaPipeline *self, HexaplaDocumentFunc func, gpointer user_data)
{
    self->func = func;
    self->user_data = user_data;
}

/**
 * hexapla_pipeline_set_filter:
 * @self: a pipeline
 * @filter: tells which articles are wanted; the others cost little more than their reading
 * @user_data: for @filter
 *
 * Since: 0.1
 */
void
hexapla_pipeline_set_filter(HexaplaPipeline *self, HexaplaArticleFilter filter, gpointer user_data)
{
    self->filter = filter;
    self->filter_data = user_data;
}

/**
 * hexapla_pipeline_get_summary:
 * @self: a pipeline
 *
 * Returns: (transfer none): what was counted so far
 * Since: 0.1
 */
const HexaplaSummary *
hexapla_pipeline_get_summary(HexaplaPipeline *self)
{
    return hexapla_fold_get_summary(self->fold);
}

static const HexaplaAnalysis *
get_analysis(HexaplaPipeline *self, const char *language, GError **error)
{
    const HexaplaLanguage *data = hexapla_language_get(language);
    /* A rule file may tell pt-BR from pt-PT. */
    gconstpointer key = self->options.srx != NULL ? g_intern_string(language) : (gconstpointer)data;
    HexaplaAnalysis *analysis = g_hash_table_lookup(self->analyses, key);

    if (analysis != NULL)
        return analysis;
    if (g_hash_table_size(self->analyses) == HEXAPLA_MAX_LANGUAGES) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "error: these are articles in more than %d languages", HEXAPLA_MAX_LANGUAGES);
        return NULL;
    }
    analysis = hexapla_analysis_new(language, &self->options, error);
    if (analysis == NULL)
        return NULL;
    g_hash_table_insert(self->analyses, (gpointer)key, analysis);
    if (!hexapla_language_is_known(data))
        hexapla_issue_sink_add(self->options.issues, HEXAPLA_ISSUE_UNKNOWN_LANGUAGE, NULL, 0, 0,
                               "there is no data file for the language “%s”", language);
    return analysis;
}

/* Takes the oldest job out of the queue, folds it and hands it on. */
static gboolean
write_job(HexaplaPipeline *self, Job *job, GError **error)
{
    HexaplaDocument *part = g_steal_pointer(&job->part);

    if (job->error != NULL) {
        g_object_unref(part);
        g_propagate_error(error, g_steal_pointer(&job->error));
        return FALSE;
    }
    hexapla_fold_add(self->fold, part);
    if (!hexapla_issue_sink_check(self->options.issues, error)) {
        g_object_unref(part);
        return FALSE;
    }
    return self->func(part, self->user_data, error);
}

/* Writes what is ready; waits for the oldest job while more than @n_left are on their way. */
static gboolean
drain(HexaplaPipeline *self, guint64 n_left, GError **error)
{
    while (self->n_written < self->n_read) {
        Job *job = job_at(self, self->n_written);

        g_mutex_lock(&self->lock);
        while (!job->done && self->n_read - self->n_written > n_left)
            g_cond_wait(&self->changed, &self->lock);
        if (!job->done) {
            g_mutex_unlock(&self->lock);
            return TRUE;
        }
        g_mutex_unlock(&self->lock);
        if (!write_job(self, job, error))
            return FALSE;
        clear_job(job);
        self->n_written++;
    }
    return TRUE;
}

/* The parts of an article share the fate of its first one. */
static gboolean
is_wanted(HexaplaPipeline *self, HexaplaDocument *part)
{
    if (self->filter == NULL)
        return TRUE;
    if (hexapla_document_get_origin(part)->part == 0)
        self->is_wanted = self->filter(part, self->filter_data);
    return self->is_wanted;
}

/* Says why, so that the reader of a corpus can put the record aside. */
static gboolean
refuse_language(const HexaplaOrigin *origin, const char *candidates, GError **error)
{
    g_autofree char *why = g_strdup_printf("the language is not clear%s%s: give --source",
                                           candidates != NULL ? ", it may be " : "",
                                           candidates != NULL ? candidates : "");

    if (origin->is_record)
        g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD, why);
    else
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s: error: %s", origin->file, why);
    return FALSE;
}

/* Finds out the language of an article by its first part. */
static gboolean
identify(HexaplaPipeline *self, HexaplaDocument *part, GError **error)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    g_autofree char *candidates = NULL;
    const char *text;
    gsize n;

    if (strcmp(hexapla_document_get_language(part), UNDETERMINED) != 0)
        return TRUE;
    if (origin->part == 0) {
        text = hexapla_document_get_text(part, &n);
        self->language = hexapla_identification_of(text, n, &candidates);
        if (self->language == NULL)
            return refuse_language(origin, candidates, error);
        hexapla_issue_sink_add(self->options.issues, HEXAPLA_ISSUE_LANGUAGE_IDENTIFIED,
                               origin->file, origin->line, 0, "the language is %s", self->language);
    }
    hexapla_document_set_language(part, self->language);
    return TRUE;
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    HexaplaPipeline *self = user_data;
    const HexaplaAnalysis *analysis = NULL;
    Job *job = job_at(self, self->n_read);

    hexapla_fold_name_file(self->fold, part);
    if (!is_wanted(self, part)) {
        g_object_unref(part);
        return TRUE;
    }
    if (!self->options.identifies || identify(self, part, error))
        analysis = get_analysis(self, hexapla_document_get_language(part), error);
    if (analysis == NULL) {
        g_object_unref(part);
        return FALSE;
    }
    g_mutex_lock(&self->lock);
    job->part = part;
    job->analysis = analysis;
    self->n_read++;
    g_cond_broadcast(&self->changed);
    g_mutex_unlock(&self->lock);
    if (self->n_workers == 0) {
        hexapla_analysis_apply(analysis, part, NULL, &job->error);
        job->done = TRUE;
    }
    return drain(self, QUEUE_SIZE(self->options.jobs) - 1, error);
}

/* What the first bytes claim; NULL when nobody who can read claims them. Where they cannot be read
 * the reader will say so. */
static const HexaplaFormat *
sniff(GInputStream *in, GCancellable *cancellable)
{
    const HexaplaFormat *format = NULL;
    const guint8 *head;
    gsize n_head;

    if (hexapla_input_peek(in, HEXAPLA_SNIFF_BYTES, &head, &n_head, cancellable, NULL))
        format = hexapla_format_sniff(head, n_head);
    return format != NULL && format->read != NULL ? format : NULL;
}

static gboolean
decodes(const HexaplaFormat *format)
{
    return format != NULL && (format->traits & HEXAPLA_FORMAT_DECODES) != 0;
}

/* Articles and exchange files go different ways. */
static gboolean
check_kind(HexaplaPipeline *self, const HexaplaFormat *format, const char *file, GError **error)
{
    gboolean holds_segments = (format->traits & HEXAPLA_FORMAT_HOLDS_SEGMENTS) != 0;

    if (holds_segments == self->options.holds_segments)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                holds_segments
                    ? "%s holds translations, as %s, and no article: see `hexapla convert`"
                    : "%s is an article, as %s, and no exchange file: see `hexapla export`",
                file, format->name);
    return FALSE;
}

/* A record that is a whole file. */
static gboolean
refuse_file(const char *file, GError *cause, GError **error)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s: error: %s", file, cause->message);
    g_error_free(cause);
    return FALSE;
}

static gboolean
read_as(HexaplaPipeline *self, const HexaplaFormat *format, GInputStream *in,
        const HexaplaReadOptions *options, GCancellable *cancellable, GError **error)
{
    GError *cause = NULL;

    if (!check_kind(self, format, options->file, error))
        return FALSE;
    if (format->read(in, options, take_part, self, cancellable, &cause))
        return TRUE;
    if (g_error_matches(cause, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD))
        return refuse_file(options->file, cause, error);
    g_propagate_error(error, cause);
    return FALSE;
}

/* Reads text, whose format may show only when it is decoded. */
static gboolean
read_text(HexaplaPipeline *self, const HexaplaFormat *format, GInputStream *bytes,
          const HexaplaReadOptions *options, GCancellable *cancellable, GError **error)
{
    const HexaplaTextHints hints = {.encoding = options->encoding, .language = options->language};
    g_autoptr(GInputStream) in =
        hexapla_input_decode(bytes, options->file, &hints, options->issues, cancellable, error);

    if (in == NULL)
        return FALSE;
    if (format == NULL)
        format = sniff(in, cancellable);
    if (format == NULL)
        format = hexapla_format_by_name("text");
    return read_as(self, format, in, options, cancellable, error);
}

/**
 * hexapla_pipeline_find_format:
 * @self: a pipeline
 * @path: a file name
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: (transfer none) (nullable): the format that its first bytes tell, for ever
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_pipeline_find_format(HexaplaPipeline *self, const char *path, GError **error)
{
    const HexaplaTextHints hints = {.encoding = self->options.encoding};
    g_autofree char *name = g_filename_display_name(path);
    g_autoptr(GInputStream) bytes = hexapla_input_open(path, error);
    g_autoptr(GInputStream) text = NULL;
    const HexaplaFormat *format;

    if (bytes == NULL)
        return NULL;
    format = sniff(bytes, NULL);
    if (decodes(format))
        return format;
    text = hexapla_input_decode(bytes, name, &hints, NULL, NULL, error);
    if (text == NULL)
        return NULL;
    format = sniff(text, NULL);
    return format != NULL ? format : hexapla_format_by_name("text");
}

/**
 * hexapla_pipeline_read:
 * @self: a pipeline with its function
 * @format: (nullable): one that can read; %NULL to tell from the first bytes
 * @path: a file name, or `-` for standard input
 * @language: (nullable): source language
 * @cancellable: (nullable): stops the work
 * @error: (domain HEXAPLA_ERROR): what reader, stages or function say
 *
 * Returns: whether the whole input went through
 * Since: 0.1
 */
gboolean
hexapla_pipeline_read(HexaplaPipeline *self, const HexaplaFormat *format, const char *path,
                      const char *language, GCancellable *cancellable, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    HexaplaReadOptions options = {
        .file = name,
        .path = path,
        .language = self->options.identifies ? UNDETERMINED : language,
        .target = self->options.target,
        .encoding = self->options.encoding,
        .with_sources = self->options.with_sources,
        .fields = self->options.fields,
        .rejects = self->options.rejects,
        .losses = self->options.losses,
        .issues = self->options.issues,
    };
    g_autoptr(GInputStream) bytes = hexapla_input_open(path, error);
    const HexaplaFormat *claimed = NULL;

    if (bytes == NULL)
        return FALSE;
    if (format == NULL)
        claimed = sniff(bytes, cancellable);
    if (decodes(format) || decodes(claimed))
        return read_as(self, format != NULL ? format : claimed, bytes, &options, cancellable,
                       error);
    return read_text(self, format, bytes, &options, cancellable, error);
}

/**
 * hexapla_pipeline_finish:
 * @self: a pipeline that has read all inputs
 * @error: what stages or function say
 *
 * Returns: whether the last parts went through
 * Since: 0.1
 */
gboolean
hexapla_pipeline_finish(HexaplaPipeline *self, GError **error)
{
    return drain(self, 0, error);
}
