/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/text.h"
#include "pipeline/pipeline.h"
#include "tests/unit/rows.h"
#include "tests/unit/trickle.h"

/* Parts of a text, joined again, with what each says of itself checked on the way. */
typedef struct {
    GString *text;
    guint n;
    gboolean ended;
} Parts;

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Parts *parts = user_data;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);

    g_assert_false(parts->ended);
    g_assert_cmpuint(n, <=, HEXAPLA_MAX_PART_BYTES);
    g_assert_cmpuint(origin->offset, ==, parts->text->len);
    g_assert_cmpuint(origin->line, ==,
                     1 + hexapla_text_count_lines(parts->text->str, parts->text->len));
    g_assert_cmpuint(origin->part, ==, parts->n++);
    g_assert_true(g_utf8_validate_len(text, n, NULL));
    g_string_append_len(parts->text, text, n);
    parts->ended = origin->is_last;
    return TRUE;
}

static gboolean
read_text(GInputStream *in, Parts *parts, GError **error)
{
    const HexaplaReadOptions options = {.file = "folder/article.txt", .language = "en"};
    g_autoptr(GInputStream) text = hexapla_input_decode(in, options.file, NULL, NULL, NULL, error);

    *parts = (Parts){.text = g_string_new(NULL)};
    return text != NULL &&
           hexapla_format_by_name("text")->read(text, &options, take_part, parts, NULL, error);
}

/* A unit repeated until the text is long, and how many parts come of it. */
static const struct {
    const char *name;
    const char *unit;
    gsize bytes;
    guint parts;
} rows[] = {
    {"empty", "x", 0, 1},
    {"one-byte", "x", 1, 1},
    {"just-below", "x", HEXAPLA_MAX_PART_BYTES - 1, 1},
    {"paragraphs", "A paragraph of some words.\n\n", 3 << 20, 4},
    {"paragraphs-of-dos", "A paragraph of some words.\r\n\r\n", 3 << 20, 4},
    {"lines", "A line of some words\n", 3 << 20, 4},
    {"one-line", "words ", 3 << 20, 4},
    {"one-word", "x", 3 << 20, 4},
    {"one-arabic-word", "م", 3 << 20, 4},
    {"one-word-of-four-bytes", "\xF0\x90\x8E\x80", 3 << 20, 4},
};

static char *
repeat(const char *unit, gsize bytes)
{
    GString *text = g_string_sized_new(bytes + 64);

    while (text->len + strlen(unit) <= bytes)
        g_string_append(text, unit);
    return g_string_free(text, FALSE);
}

static void
test_parts(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *text = repeat(row->unit, row->bytes);
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(text, strlen(text), NULL);
    g_autoptr(GError) error = NULL;
    Parts parts;

    read_text(in, &parts, &error);
    g_assert_no_error(error);
    g_assert_true(parts.ended);
    g_assert_cmpuint(parts.n, >=, row->parts > 1 ? row->parts - 1 : 1);
    g_assert_cmpuint(parts.n, <=, row->parts + 1);
    g_assert_cmpstr(parts.text->str, ==, text);
    g_string_free(parts.text, TRUE);
}

static void
test_byte_by_byte(void)
{
    g_autofree char *text = repeat("\xEF\xBB\xBFKata’ib and صنعاء.\r\n", 3000);
    TestTrickle *in = g_object_new(TEST_TYPE_TRICKLE, NULL);
    g_autoptr(GError) error = NULL;
    Parts parts;

    in->bytes = text;
    in->n = strlen(text);
    in->fail_at = G_MAXSIZE;
    read_text(G_INPUT_STREAM(in), &parts, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(parts.text->str, ==, text + 3);
    g_string_free(parts.text, TRUE);
    g_object_unref(in);
}

static void
test_failing_stream(void)
{
    TestTrickle *in = g_object_new(TEST_TYPE_TRICKLE, NULL);
    g_autoptr(GError) error = NULL;
    Parts parts;

    in->bytes = "some text";
    in->n = 9;
    in->fail_at = 5;
    g_assert_false(read_text(G_INPUT_STREAM(in), &parts, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT);
    g_assert_cmpstr(error->message, ==, "folder/article.txt: error: the drive is gone");
    g_assert_cmpuint(parts.n, ==, 0);
    g_string_free(parts.text, TRUE);
    g_object_unref(in);
}

/* What the stages left in all parts, in order. */
static gboolean
print_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    guint n, n_names, ordinal;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    guint64 id = hexapla_document_get_file_id(part, &ordinal);

    hexapla_document_get_names(part, &n_names);
    g_string_append_printf(user_data, "%" G_GINT64_MODIFIER "x-%u %u %u\n", id, ordinal, n,
                           n_names);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(user_data, "%u-%u %" G_GINT64_MODIFIER "x-%u\n", segments[i].start,
                               segments[i].end, segments[i].id, segments[i].ordinal);
    return TRUE;
}

static char *
run(const char *path, guint jobs)
{
    HexaplaIssueSink sink = {0};
    const HexaplaPipelineOptions options = {.until = HEXAPLA_STAGE_NAMES,
                                            .details = HEXAPLA_ALL_DETAILS,
                                            .jobs = jobs,
                                            .issues = &sink};
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&options);
    GString *result = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    hexapla_pipeline_connect(pipeline, print_part, result);
    for (guint i = 0; i < 2; i++)
        hexapla_pipeline_read(pipeline, hexapla_format_by_name("text"), path, "en", NULL, &error);
    hexapla_pipeline_finish(pipeline, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(hexapla_pipeline_get_summary(pipeline)->articles, ==, 2);
    return g_string_free(result, FALSE);
}

/* The same article twice in one run: ids differ, and nothing depends on the number of workers. */
static void
test_jobs(void)
{
    g_autofree char *folder = g_dir_make_tmp("hexapla-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "article.txt", NULL);
    g_autofree char *text =
        repeat("Abu Zayd met Kata'ib Hezbollah. It rained in Sana’a.\n\n", 5 << 20);
    g_autofree char *one = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    one = run(path, 1);
    for (guint jobs = 2; jobs <= 5; jobs++) {
        g_autofree char *many = run(path, jobs);

        g_assert_true(strcmp(one, many) == 0);
    }
    g_unlink(path);
    g_rmdir(folder);
}

static gboolean
refuse_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    g_object_unref(part);
    if (++*(guint *)user_data < 3)
        return TRUE;
    g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "no room");
    return FALSE;
}

static void
test_failing_output(void)
{
    g_autofree char *folder = g_dir_make_tmp("hexapla-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "article.txt", NULL);
    g_autofree char *text = repeat("Some words.\n\n", 8 << 20);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    for (guint jobs = 1; jobs <= 3; jobs++) {
        const HexaplaPipelineOptions options = {
            .until = HEXAPLA_STAGE_NAMES, .details = HEXAPLA_ALL_DETAILS, .jobs = jobs};
        g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&options);
        g_autoptr(GError) error = NULL;
        guint calls = 0;

        hexapla_pipeline_connect(pipeline, refuse_part, &calls);
        g_assert_false(hexapla_pipeline_read(pipeline, hexapla_format_by_name("text"), path, "en",
                                             NULL, &error) &&
                       hexapla_pipeline_finish(pipeline, &error));
        g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
        g_assert_cmpuint(calls, ==, 3);
    }
    g_unlink(path);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/text/parts", rows, test_parts);
    g_test_add_func("/text/byte-by-byte", test_byte_by_byte);
    g_test_add_func("/text/failing-stream", test_failing_stream);
    g_test_add_func("/pipeline/jobs", test_jobs);
    g_test_add_func("/pipeline/failing-output", test_failing_output);
    return g_test_run();
}
