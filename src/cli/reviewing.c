/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/reviewing.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/writer.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/option-table.h"
#include "cli/run.h"
#include "review/server-private.h"

/* Beside the first file. */
static char *
dup_folder(const HexaplaOptions *options)
{
    return options->store != NULL ? g_strdup(options->store)
                                  : g_strconcat(options->inputs[0], ".review", NULL);
}

static const char *
find_reviewer(const HexaplaOptions *options)
{
    return options->reviewer != NULL ? options->reviewer : g_get_user_name();
}

/* Files are read once more for every export. */
static gboolean
check_inputs(HexaplaOptions *options, GError **error)
{
    if (!hexapla_inputs_expand(options, error))
        return FALSE;
    if (options->inputs[0] == NULL || g_strv_contains((const char *const *)options->inputs, "-"))
        return hexapla_option_error(error, "review takes files, no standard input");
    if (options->reviewer != NULL && *options->reviewer == '\0')
        return hexapla_option_error(error, "--reviewer is a name");
    return (options->port >= 0 && options->port <= G_MAXUINT16) ||
           hexapla_option_error(error, "--port is a number up to 65535");
}

/* --- the corpus --- */

static void
sum_up(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)(text != NULL ? text : "-"), -1);
    g_checksum_update(sum, (const guchar *)"\n", 1);
}

/* Changes with whatever the sentences are made of. */
static char *
dup_fingerprint(const HexaplaOptions *options)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const char *const files[] = {options->ledger_file, options->srx_file, options->overrides_file,
                                 options->furniture_file};

    sum_up(sum, HEXAPLA_VERSION);
    sum_up(sum, options->source);
    sum_up(sum, options->target);
    sum_up(sum, options->from != NULL ? options->from->name : NULL);
    for (guint i = 0; i < g_strv_length(options->inputs) + G_N_ELEMENTS(files); i++) {
        const char *path =
            i < G_N_ELEMENTS(files) ? files[i] : options->inputs[i - G_N_ELEMENTS(files)];
        struct stat info = {0};
        g_autofree char *facts = NULL;

        if (path == NULL || stat(path, &info) != 0)
            continue;
        facts = g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%ld", path,
                                (gint64)info.st_size, (gint64)info.st_mtim.tv_sec,
                                info.st_mtim.tv_nsec);
        sum_up(sum, facts);
    }
    return g_strdup(g_checksum_get_string(sum));
}

static HexaplaBook *
make_corpus(HexaplaOptions *options, const char *folder, const char *fingerprint, GError **error)
{
    g_autoptr(HexaplaBook) corpus = hexapla_book_new(folder, &options->format, error);
    g_autoptr(HexaplaPipeline) pipeline = NULL;

    if (corpus == NULL)
        return NULL;
    pipeline = hexapla_pipeline_new(&options->pipeline);
    hexapla_pipeline_connect(pipeline, hexapla_book_take, corpus);
    for (char **input = options->inputs; *input != NULL; input++) {
        if (!hexapla_run_read(pipeline, options, *input, error))
            return NULL;
    }
    return hexapla_pipeline_finish(pipeline, error) &&
                   hexapla_issue_sink_check(&options->issues, error) &&
                   hexapla_book_end(corpus, fingerprint, error)
               ? g_steal_pointer(&corpus)
               : NULL;
}

static gboolean
use_corpus(HexaplaOptions *options, HexaplaStore *store, const char *folder, GError **error)
{
    g_autofree char *fingerprint = dup_fingerprint(options);
    g_autoptr(GError) local = NULL;
    HexaplaBook *corpus = hexapla_book_open(folder, fingerprint, &local);
    gboolean is_new = corpus == NULL;

    if (local != NULL) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (is_new)
        corpus = make_corpus(options, folder, fingerprint, error);
    return corpus != NULL && hexapla_store_use_corpus(store, corpus, is_new, error);
}

/* --- the server --- */

typedef struct {
    char **argv;
} Exporter;

/* The program runs once more, with the same arguments and what is to be written. */
static GSubprocess *
run_export(const char *path, gpointer user_data, GError **error)
{
    const Exporter *exporter = user_data;
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_auto(GStrv) arguments = NULL;

    g_strv_builder_add_many(builder, "/proc/self/exe", "review", "--quiet", "--export", path, NULL);
    g_strv_builder_addv(builder, (const char **)exporter->argv + 1);
    arguments = g_strv_builder_end(builder);
    return g_subprocess_newv((const char *const *)arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                             error);
}

/* Command lines can be seen by everybody on the machine, so browsers get a file that only its owner
 * can read, and which leads to the address. */
static void
open_browser(const char *folder, const char *address)
{
    g_autofree char *path = g_build_filename(folder, "open.html", NULL);
    g_autofree char *page =
        g_strdup_printf("<!doctype html><meta charset=\"utf-8\"><title>Hexapla</title>"
                        "<meta http-equiv=\"refresh\" content=\"0;url=%s\">\n",
                        address);
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);

    if (uri != NULL &&
        g_file_set_contents_full(path, page, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
        g_app_info_launch_default_for_uri(uri, NULL, NULL);
}

static gboolean
serve(HexaplaOptions *options, char **argv, GError **error)
{
    Exporter exporter = {argv};
    g_autofree char *folder = NULL;
    g_autofree char *address = NULL;
    g_autoptr(HexaplaStore) store = NULL;
    g_autoptr(HexaplaServer) server = NULL;

    if (!check_inputs(options, error))
        return FALSE;
    folder = dup_folder(options);
    store = hexapla_store_open(folder, find_reviewer(options), FALSE, error);
    if (store == NULL || !use_corpus(options, store, folder, error))
        return FALSE;
    server = hexapla_server_new(store, options->port, error);
    if (server == NULL)
        return FALSE;
    hexapla_server_set_export(server, folder, run_export, &exporter);
    address = hexapla_server_dup_address(server);
    printf("%s\n", address);
    if (hexapla_message_flush() != HEXAPLA_EXIT_DONE)
        return TRUE;
    if (!options->no_browser)
        open_browser(folder, address);
    hexapla_server_run(server);
    return TRUE;
}

/* --- what the decisions come to --- */

static gboolean
write_log(HexaplaStore *store, const char *path, GError **error)
{
    g_autoptr(HexaplaWriter) out = hexapla_writer_new(path, error);

    return out != NULL && hexapla_store_write_log(store, out, error) &&
           hexapla_writer_commit(g_steal_pointer(&out), error);
}

static gboolean
read_result(HexaplaOptions *options, HexaplaStore *store, const char *folder, GError **error)
{
    g_autoptr(GString) log = g_string_new(NULL);
    g_autoptr(HexaplaWriter) out = hexapla_writer_new_for_text(log);
    g_autoptr(GInputStream) in = NULL;

    if (!hexapla_store_write_result(store, out, error) || !hexapla_writer_sync(out, error))
        return FALSE;
    in = g_memory_input_stream_new_from_data(log->str, log->len, NULL);
    options->decisions = hexapla_decisions_read(in, folder, NULL, error);
    return options->decisions != NULL;
}

static gboolean
prepare_export(HexaplaOptions *options, gboolean *is_done, GError **error)
{
    g_autofree char *folder = NULL;
    g_autoptr(HexaplaStore) store = NULL;

    if (!check_inputs(options, error))
        return FALSE;
    folder = dup_folder(options);
    store = hexapla_store_open(folder, find_reviewer(options), TRUE, error);
    if (store == NULL)
        return FALSE;
    *is_done = g_str_has_suffix(options->reviewed, ".decisions");
    return *is_done ? write_log(store, options->reviewed, error)
                    : read_result(options, store, folder, error);
}

/* Writes what the decisions of a store come to, without a browser. */
static HexaplaExit export(HexaplaOptions *options)
{
    g_autoptr(GError) error = NULL;
    gboolean is_done;

    if (!prepare_export(options, &is_done, &error))
        return hexapla_message_error(error);
    if (is_done)
        return HEXAPLA_EXIT_DONE;
    g_strfreev(options->outputs);
    options->outputs = g_new0(char *, 2);
    options->outputs[0] = g_strdup(options->reviewed);
    return hexapla_run(options, NULL, FALSE);
}

/**
 * hexapla_reviewing_run:
 * @options: what was asked for
 * @argv: the arguments, the verb first
 *
 * Shows the corpus in a browser until somebody ends it, or writes what was decided.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_reviewing_run(HexaplaOptions *options, char **argv)
{
    g_autoptr(GError) error = NULL;

    if (options->reviewed != NULL)
        return export(options);
    return serve(options, argv, &error) ? HEXAPLA_EXIT_DONE : hexapla_message_error(error);
}
