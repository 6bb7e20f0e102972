/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/writer.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static char *folder; /* empty before every row */

static char *
in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static guint
count_files(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    return n;
}

static void
empty_folder(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = in_folder(name);

        g_assert_cmpint(g_remove(path), ==, 0);
    }
}

static void
put_file(const char *name, const char *text)
{
    g_autofree char *path = in_folder(name);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
assert_file(const char *name, const char *expected)
{
    g_autofree char *path = in_folder(name);
    g_autofree char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, expected);
}

static HexaplaWriter *
open_writer(const char *name)
{
    g_autofree char *path = in_folder(name);
    g_autoptr(GError) error = NULL;
    HexaplaWriter *writer = hexapla_writer_new(path, &error);

    g_assert_no_error(error);
    return writer;
}

static void
commit(HexaplaWriter *writer)
{
    g_autoptr(GError) error = NULL;

    hexapla_writer_commit(writer, &error);
    g_assert_no_error(error);
}

typedef struct {
    const char *name;
    HexaplaEscape how;
    const char *text;
    const char *expected;
} EscapeRow;

static const EscapeRow escape_rows[] = {
    {"none/markup", HEXAPLA_ESCAPE_NONE, "a<b>&\"\\\t\n", "a<b>&\"\\\t\n"},
    {"xml/markup", HEXAPLA_ESCAPE_XML, "a<b>&c", "a&lt;b&gt;&amp;c"},
    {"xml/cdata-end", HEXAPLA_ESCAPE_XML, "]]>", "]]&gt;"},
    {"xml/quotes-stay", HEXAPLA_ESCAPE_XML, "\"'’", "\"'’"},
    {"xml/reference-is-text", HEXAPLA_ESCAPE_XML, "&amp;", "&amp;amp;"},
    {"xml/crlf", HEXAPLA_ESCAPE_XML, "a\r\nb", "a&#13;\nb"},
    {"xml/arabic", HEXAPLA_ESCAPE_XML, "صنعاء", "صنعاء"},
    {"xml/astral", HEXAPLA_ESCAPE_XML, "𐎀😀", "𐎀😀"},
    {"xml/fffe", HEXAPLA_ESCAPE_XML,
     "a\xEF\xBF\xBE"
     "b",
     "a" REPLACEMENT "b"},
    {"xml/ffff", HEXAPLA_ESCAPE_XML,
     "a\xEF\xBF\xBF"
     "b",
     "a" REPLACEMENT "b"},
    {"xml/fffd-stays", HEXAPLA_ESCAPE_XML, REPLACEMENT, REPLACEMENT},
    {"xml/feff-stays", HEXAPLA_ESCAPE_XML, "\xEF\xBB\xBF", "\xEF\xBB\xBF"},
    {"xml/fullwidth-stays", HEXAPLA_ESCAPE_XML, "ＡＢ｡", "ＡＢ｡"},
    {"xml/presentation-forms-stay", HEXAPLA_ESCAPE_XML, "ﷲﻻ", "ﷲﻻ"},
    {"xml/delete-stays", HEXAPLA_ESCAPE_XML, "\x7F", "\x7F"},
    {"xml/c1-stays", HEXAPLA_ESCAPE_XML, "\xC2\x85", "\xC2\x85"},
    {"xml/empty", HEXAPLA_ESCAPE_XML, "", ""},
    {"xml-cp/fffe", HEXAPLA_ESCAPE_XML_CP,
     "a\xEF\xBF\xBE"
     "b",
     "a<cp hex=\"FFFE\"/>b"},
    {"xml-cp/ffff", HEXAPLA_ESCAPE_XML_CP, "\xEF\xBF\xBF", "<cp hex=\"FFFF\"/>"},
    {"xml-cp/markup", HEXAPLA_ESCAPE_XML_CP, "<cp hex=\"0001\"/>", "&lt;cp hex=\"0001\"/&gt;"},
    {"attribute/quote", HEXAPLA_ESCAPE_ATTRIBUTE, "a\"b'c", "a&quot;b'c"},
    {"attribute/markup", HEXAPLA_ESCAPE_ATTRIBUTE, "<&>", "&lt;&amp;&gt;"},
    {"attribute/white-space", HEXAPLA_ESCAPE_ATTRIBUTE, "a\tb\nc\rd e", "a&#9;b&#10;c&#13;d e"},
    {"attribute/fffe", HEXAPLA_ESCAPE_ATTRIBUTE, "\xEF\xBF\xBE", REPLACEMENT},
    {"json/quote", HEXAPLA_ESCAPE_JSON, "a\"b", "a\\\"b"},
    {"json/backslash", HEXAPLA_ESCAPE_JSON, "a\\n", "a\\\\n"},
    {"json/slash-stays", HEXAPLA_ESCAPE_JSON, "</script>", "</script>"},
    {"json/noncharacter-stays", HEXAPLA_ESCAPE_JSON, "\xEF\xBF\xBE", "\xEF\xBF\xBE"},
    {"json/delete-stays", HEXAPLA_ESCAPE_JSON, "\x7F", "\x7F"},
    {"tsv/cell", HEXAPLA_ESCAPE_TSV, "a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"},
    {"tsv/quotes-stay", HEXAPLA_ESCAPE_TSV, "\"a\"", "\"a\""},
};

static void
test_escape(gconstpointer data)
{
    const EscapeRow *row = data;
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_escapes(writer, row->how, row->text);
    commit(writer);
    assert_file("out", row->expected);
}

/* What stands for each control character, XML 1.0 §2.2 and RFC 8259 §7; -1 for the character
 * itself. */
static char *
expect_control(HexaplaEscape how, char c)
{
    gboolean is_xml_char = c == '\t' || c == '\n' || c == '\r';

    if (how == HEXAPLA_ESCAPE_JSON) {
        const char *names = "\b\f\n\r\t", *found = strchr(names, c);

        return found != NULL ? g_strdup_printf("\\%c", "bfnrt"[found - names])
                             : g_strdup_printf("\\u%04x", c);
    }
    if (how == HEXAPLA_ESCAPE_TSV)
        return is_xml_char ? g_strdup(c == '\t'   ? "\\t"
                                      : c == '\n' ? "\\n"
                                                  : "\\r")
                           : g_strndup(&c, 1);
    if (is_xml_char && (how == HEXAPLA_ESCAPE_ATTRIBUTE || c == '\r'))
        return g_strdup_printf("&#%d;", c);
    if (is_xml_char)
        return g_strndup(&c, 1);
    return how == HEXAPLA_ESCAPE_XML_CP ? g_strdup_printf("<cp hex=\"%04X\"/>", c)
                                        : g_strdup(REPLACEMENT);
}

static void
test_control(gconstpointer data)
{
    HexaplaEscape how = GPOINTER_TO_UINT(data) >> 8;
    char c = (char)(GPOINTER_TO_UINT(data) & 0xFF);
    g_autofree char *control = expect_control(how, c);
    g_autofree char *expected = g_strdup_printf("a%sb", control);
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_escape(writer, how, (const char[]){'a', c, 'b'}, 3);
    commit(writer);
    assert_file("out", expected);
}

static void
test_escape_nul(void)
{
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_escape(writer, HEXAPLA_ESCAPE_XML, "a\0b", 3);
    hexapla_writer_escape(writer, HEXAPLA_ESCAPE_XML_CP, "\0", 1);
    hexapla_writer_escape(writer, HEXAPLA_ESCAPE_JSON, "\0", 1);
    commit(writer);
    assert_file("out", "a" REPLACEMENT "b<cp hex=\"0000\"/>\\u0000");
}

static void
test_numbers(void)
{
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_put_uint(writer, 0);
    hexapla_writer_puts(writer, " ");
    hexapla_writer_put_uint(writer, 1234567890);
    hexapla_writer_puts(writer, " ");
    hexapla_writer_put_uint(writer, G_MAXUINT64);
    commit(writer);
    assert_file("out", "0 1234567890 18446744073709551615");
}

/* More than the buffer holds, in pieces that do not divide it and in one that is larger than it. */
static void
test_large(void)
{
    g_autofree char *large = g_strnfill(HEXAPLA_WRITER_BUFFER_BYTES + 1, 'x');
    g_autoptr(GString) expected = g_string_new(NULL);
    HexaplaWriter *writer = open_writer("out");

    for (guint i = 0; i < 100000; i++) {
        hexapla_writer_put(writer, "seven &", 7);
        g_string_append(expected, "seven &");
    }
    hexapla_writer_puts(writer, large);
    g_string_append(expected, large);
    hexapla_writer_escapes(writer, HEXAPLA_ESCAPE_XML, large);
    g_string_append(expected, large);
    commit(writer);
    assert_file("out", expected->str);
}

static void
test_commit(void)
{
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_puts(writer, "text");
    commit(writer);
    assert_file("out", "text");
    g_assert_cmpuint(count_files(), ==, 1);
}

static void
test_commit_nothing(void)
{
    commit(open_writer("out"));
    assert_file("out", "");
}

static void
test_unfinished_is_invisible(void)
{
    g_autofree char *path = in_folder("out");
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_puts(writer, "text");
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    hexapla_writer_free(writer);
}

static void
test_synced_is_invisible(void)
{
    g_autofree char *path = in_folder("out");
    g_autoptr(GError) error = NULL;
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_puts(writer, "one ");
    hexapla_writer_sync(writer, &error);
    g_assert_no_error(error);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    hexapla_writer_puts(writer, "two");
    commit(writer);
    assert_file("out", "one two");
}

static void
test_abandon(void)
{
    HexaplaWriter *writer = open_writer("out");

    hexapla_writer_puts(writer, "text");
    hexapla_writer_free(writer);
    g_assert_cmpuint(count_files(), ==, 0);
}

static void
test_abandon_keeps_old(void)
{
    HexaplaWriter *writer;

    put_file("out", "old");
    writer = open_writer("out");
    hexapla_writer_puts(writer, "new");
    hexapla_writer_free(writer);
    assert_file("out", "old");
    g_assert_cmpuint(count_files(), ==, 1);
}

/* A reader that opened the old file keeps it: the new one has another inode. */
static void
test_replace_is_atomic(void)
{
    g_autofree char *path = in_folder("out");
    HexaplaWriter *writer;
    char old[8] = "";
    int fd;

    put_file("out", "old");
    fd = g_open(path, O_RDONLY, 0);
    writer = open_writer("out");
    hexapla_writer_puts(writer, "new");
    assert_file("out", "old");
    commit(writer);
    assert_file("out", "new");
    g_assert_cmpint(read(fd, old, sizeof old - 1), ==, 3);
    g_assert_cmpstr(old, ==, "old");
    close(fd);
}

static void
test_replace_keeps_mode(void)
{
    g_autofree char *path = in_folder("out");
    GStatBuf info;

    put_file("out", "old");
    g_assert_cmpint(g_chmod(path, 0640), ==, 0);
    commit(open_writer("out"));
    g_assert_cmpint(g_stat(path, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 07777, ==, 0640);
}

static void
test_link_stays(void)
{
    g_autofree char *link = in_folder("link");
    HexaplaWriter *writer;

    put_file("out", "old");
    g_assert_cmpint(symlink("out", link), ==, 0);
    writer = open_writer("link");
    hexapla_writer_puts(writer, "new");
    commit(writer);
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    assert_file("out", "new");
    g_assert_cmpuint(count_files(), ==, 2);
}

static void
test_sweep(void)
{
    HexaplaWriter *a = open_writer("a");
    HexaplaWriter *b = open_writer("b");

    hexapla_writer_puts(a, "text");
    hexapla_writer_unlink_temporaries();
    g_assert_cmpuint(count_files(), ==, 0);
    hexapla_writer_free(a);
    hexapla_writer_free(b);
}

static void
test_sweep_leaves_finished(void)
{
    commit(open_writer("a"));
    hexapla_writer_unlink_temporaries();
    g_assert_cmpuint(count_files(), ==, 1);
}

/* What a killed run left is used again and does not pile up. */
static void
test_left_over(void)
{
    HexaplaWriter *writer;

    put_file(".out.hexapla-tmp", "half of something that was longer");
    writer = open_writer("out");
    hexapla_writer_puts(writer, "new");
    commit(writer);
    assert_file("out", "new");
    g_assert_cmpuint(count_files(), ==, 1);
}

static void
test_two_writers_of_one_file(void)
{
    g_autofree char *path = in_folder("out");
    g_autoptr(GError) error = NULL;
    HexaplaWriter *first = open_writer("out");

    g_assert_null(hexapla_writer_new(path, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
    hexapla_writer_puts(first, "first");
    commit(first);
    assert_file("out", "first");
}

static void
test_long_name(void)
{
    g_autofree char *name = g_strnfill(255, 'n');
    HexaplaWriter *writer = open_writer(name);

    hexapla_writer_puts(writer, "text");
    commit(writer);
    assert_file(name, "text");
}

typedef struct {
    const char *name;
    const char *path; /* below the folder */
} RefusedRow;

#define TEN_LETTERS "nnnnnnnnnn"
#define HUNDRED_LETTERS                                                                            \
    TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS            \
        TEN_LETTERS TEN_LETTERS TEN_LETTERS

static const RefusedRow refused_rows[] = {
    {"folder", "."},
    {"no-such-folder", "missing/out"},
    {"file-as-folder", "file/out"},
    {"name-too-long", HUNDRED_LETTERS HUNDRED_LETTERS HUNDRED_LETTERS},
};

static void
test_refused(gconstpointer data)
{
    const RefusedRow *row = data;
    g_autofree char *path = in_folder(row->path);
    g_autoptr(GError) error = NULL;

    put_file("file", "text");
    g_assert_null(hexapla_writer_new(path, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
    g_assert_cmpuint(count_files(), ==, 1);
}

static void
test_null_device(void)
{
    g_autoptr(GError) error = NULL;
    HexaplaWriter *writer = hexapla_writer_new("/dev/null", &error);

    g_assert_no_error(error);
    hexapla_writer_puts(writer, "text");
    commit(writer);
    g_assert_true(g_file_test("/dev/null", G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test("/dev/null", G_FILE_TEST_IS_REGULAR));
}

/* The disk is full: nothing fails before the buffer is written out, then the first error sticks. */
static void
test_full_device(void)
{
    g_autofree char *large = g_strnfill(HEXAPLA_WRITER_BUFFER_BYTES + 1, 'x');
    g_autoptr(GError) error = NULL, again = NULL;
    HexaplaWriter *writer = hexapla_writer_new("/dev/full", NULL);

    if (writer == NULL) {
        g_test_skip("there is no /dev/full");
        return;
    }
    g_assert_true(hexapla_writer_check(writer, NULL));
    hexapla_writer_puts(writer, large);
    g_assert_false(hexapla_writer_check(writer, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
    hexapla_writer_puts(writer, large);
    g_assert_false(hexapla_writer_commit(writer, &again));
    g_assert_cmpstr(again->message, ==, error->message);
    g_assert_nonnull(strstr(error->message, "/dev/full"));
}

static void
test_full_device_at_sync(void)
{
    g_autoptr(GError) error = NULL;
    HexaplaWriter *writer = hexapla_writer_new("/dev/full", NULL);

    if (writer == NULL) {
        g_test_skip("there is no /dev/full");
        return;
    }
    hexapla_writer_puts(writer, "x");
    g_assert_false(hexapla_writer_sync(writer, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
    hexapla_writer_free(writer);
}

static void
test_full_device_at_commit(void)
{
    g_autoptr(GError) error = NULL;
    HexaplaWriter *writer = hexapla_writer_new("/dev/full", NULL);

    if (writer == NULL) {
        g_test_skip("there is no /dev/full");
        return;
    }
    hexapla_writer_puts(writer, "x");
    g_assert_true(hexapla_writer_check(writer, NULL));
    g_assert_false(hexapla_writer_commit(writer, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
}

static const struct {
    const char *name;
    GTestFunc func;
} rows[] = {
    {"/writer/escape/nul", test_escape_nul},
    {"/writer/numbers", test_numbers},
    {"/writer/large", test_large},
    {"/writer/commit/text", test_commit},
    {"/writer/commit/nothing", test_commit_nothing},
    {"/writer/unfinished-is-invisible", test_unfinished_is_invisible},
    {"/writer/synced-is-invisible", test_synced_is_invisible},
    {"/writer/abandon/leaves-nothing", test_abandon},
    {"/writer/abandon/keeps-old", test_abandon_keeps_old},
    {"/writer/replace/is-atomic", test_replace_is_atomic},
    {"/writer/replace/keeps-mode", test_replace_keeps_mode},
    {"/writer/replace/link-stays", test_link_stays},
    {"/writer/sweep/unfinished", test_sweep},
    {"/writer/sweep/leaves-finished", test_sweep_leaves_finished},
    {"/writer/sweep/left-over", test_left_over},
    {"/writer/two-writers-of-one-file", test_two_writers_of_one_file},
    {"/writer/long-name", test_long_name},
    {"/writer/device/null", test_null_device},
    {"/writer/device/full", test_full_device},
    {"/writer/device/full-at-sync", test_full_device_at_sync},
    {"/writer/device/full-at-commit", test_full_device_at_commit},
};

typedef struct {
    GTestFunc func;
    GTestDataFunc data_func;
    gconstpointer data;
} Call;

static void
run_in_empty_folder(gconstpointer data)
{
    const Call *call = data;

    if (call->func != NULL)
        call->func();
    else
        call->data_func(call->data);
    empty_folder();
}

static void
add_row(const char *path, GTestFunc func, GTestDataFunc data_func, gconstpointer data)
{
    Call call = {func, data_func, data};

    g_test_add_data_func_full(path, g_memdup2(&call, sizeof call), run_in_empty_folder, g_free);
}

static void
add_controls(const char *name, HexaplaEscape how)
{
    for (guint c = 1; c < 0x20; c++) {
        g_autofree char *path = g_strdup_printf("/writer/escape/%s/control-%02x", name, c);

        add_row(path, NULL, test_control, GUINT_TO_POINTER((guint)how << 8 | c));
    }
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("hexapla-XXXXXX", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(escape_rows); i++) {
        g_autofree char *path = g_strconcat("/writer/escape/", escape_rows[i].name, NULL);

        add_row(path, NULL, test_escape, &escape_rows[i]);
    }
    add_controls("xml", HEXAPLA_ESCAPE_XML);
    add_controls("xml-cp", HEXAPLA_ESCAPE_XML_CP);
    add_controls("attribute", HEXAPLA_ESCAPE_ATTRIBUTE);
    add_controls("json", HEXAPLA_ESCAPE_JSON);
    add_controls("tsv", HEXAPLA_ESCAPE_TSV);
    for (guint i = 0; i < G_N_ELEMENTS(refused_rows); i++) {
        g_autofree char *path = g_strconcat("/writer/refused/", refused_rows[i].name, NULL);

        add_row(path, NULL, test_refused, &refused_rows[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        add_row(rows[i].name, rows[i].func, NULL, NULL);
    status = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return status;
}
