/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/error.h"
#include "cli/message.h"
#include "cli/run.h"

static gboolean
fail(GError **error, const char *message)
{
    g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, message);
    return FALSE;
}

static gboolean
check(const HexaplaOptions *options, GError **error)
{
    if (options->inputs == NULL || options->inputs[0] == NULL ||
        (options->inputs[1] != NULL && options->inputs[2] != NULL))
        return fail(error, "merge takes a translated file and its article");
    if (options->outputs != NULL && options->outputs[1] != NULL)
        return fail(error, "merge writes one article");
    return TRUE;
}

static gboolean
read_translations(HexaplaOptions *options, HexaplaTranslations *translations, GError **error)
{
    const HexaplaPipelineOptions reading = {
        .until = HEXAPLA_STAGE_READ,
        .holds_segments = TRUE,
        .issues = &options->issues,
        .target = options->target,
        .jobs = 1,
    };
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&reading);
    const char *path = options->inputs[0];

    hexapla_pipeline_connect(pipeline, hexapla_translations_take, translations);
    if (!hexapla_pipeline_read(pipeline, NULL, path, NULL, NULL, error) ||
        !hexapla_pipeline_finish(pipeline, error))
        return FALSE;
    if (!hexapla_translations_are_foreign(translations))
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: no segment in it has an id that hexapla gave it", path);
    return FALSE;
}

/* Given, or as the translated file says: beside it. */
static char *
find_article(const HexaplaOptions *options, const HexaplaTranslations *translations, GError **error)
{
    const char *original = hexapla_translations_get_original(translations);
    g_autofree char *name = original != NULL ? g_uri_unescape_string(original, "/") : NULL;
    g_autofree char *folder = g_path_get_dirname(options->inputs[0]);

    if (options->inputs[1] != NULL)
        return g_strdup(options->inputs[1]);
    /* A file from somebody else must not make us read what lies elsewhere. */
    if (name == NULL || strchr(name, '/') != NULL || strcmp(options->inputs[0], "-") == 0) {
        fail(error, "the translated file does not tell its article: give it too");
        return NULL;
    }
    return g_build_filename(folder, name, NULL);
}

static const HexaplaFormat *
find_format(const HexaplaOptions *options, HexaplaPipeline *pipeline, const char *path,
            GError **error)
{
    const HexaplaFormat *format = options->from;

    if (format == NULL)
        format = hexapla_format_by_extension(path);
    return format != NULL && format->read != NULL
               ? format
               : hexapla_pipeline_find_format(pipeline, path, error);
}

static gboolean
write_article(HexaplaOptions *options, const HexaplaTranslations *translations, const char *article,
              GError **error)
{
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&options->pipeline);
    const char *language =
        options->source != NULL ? options->source : hexapla_translations_get_language(translations);
    const char *output = options->outputs != NULL ? options->outputs[0] : "-";
    const HexaplaFormat *format = find_format(options, pipeline, article, error);
    g_autoptr(HexaplaMerger) merger = NULL;
    g_autoptr(HexaplaWriter) out = NULL;

    if (format == NULL || hexapla_run_refuse_input(options, output, error) ||
        hexapla_run_refuse_file(output, article, error))
        return FALSE;
    out = hexapla_writer_new(output, error);
    if (out == NULL)
        return FALSE;
    merger = hexapla_merger_new(format, article, translations, out, &options->merge, error);
    if (merger == NULL)
        return FALSE;
    hexapla_pipeline_connect(pipeline, hexapla_merger_take, merger);
    return hexapla_pipeline_read(pipeline, format, article, language, NULL, error) &&
           hexapla_pipeline_finish(pipeline, error) && hexapla_merger_end(merger, error) &&
           hexapla_issue_sink_check(&options->issues, error) && hexapla_writer_sync(out, error) &&
           hexapla_writer_commit(g_steal_pointer(&out), error);
}

static gboolean
merge(HexaplaOptions *options, GError **error)
{
    g_autoptr(HexaplaTranslations) translations = hexapla_translations_new();
    g_autofree char *article = NULL;

    if (!check(options, error) || !read_translations(options, translations, error))
        return FALSE;
    article = find_article(options, translations, error);
    return article != NULL && write_article(options, translations, article, error);
}

/**
 * hexapla_command_merge:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * A translated exchange file becomes the translated article.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_merge(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_SEGMENT,
        .pipeline.with_sources = TRUE,
        .pipeline.details = HEXAPLA_DETAIL_IDS,
    };
    g_autoptr(GError) error = NULL;
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_TARGET | HEXAPLA_OPTION_SET_MERGE,
            "[OPTIONS] TRANSLATED [ARTICLE]",
            "Writes the article with the translations of an exchange file, and every other byte as "
            "it was.\nThe article is read with the options of its export. Without ARTICLE it is "
            "the "
            "file that\nTRANSLATED names, in the same folder.\n\n"
            "  hexapla merge -s en news.ar.xlf news.txt -o news.ar.txt\n",
            argc, argv, &status))
        return status;
    if (!merge(&options, &error))
        return hexapla_message_error(error);
    return options.issues.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR] > 0 ? HEXAPLA_EXIT_FINDINGS
                                                                  : HEXAPLA_EXIT_DONE;
}
