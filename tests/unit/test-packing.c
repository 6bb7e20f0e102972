/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/packer.h"
#include "base/writer.h"
#include "formats/format.h"
#include "tests/unit/rows.h"

#define BYTES(string) string, sizeof(string) - 1

static char *folder;

static char *
in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static gboolean
is_missing(const char *name)
{
#ifndef HEXAPLA_HAVE_ZSTD
    if (strstr(name, "zst") != NULL) {
        g_test_skip("built without libzstd");
        return TRUE;
    }
#endif
    return name == NULL;
}

static char *
write_file(const char *name, const char *bytes, gsize n, gsize piece)
{
    char *path = in_folder(name);
    g_autoptr(GError) error = NULL;
    HexaplaWriter *writer = hexapla_writer_new(path, &error);

    g_assert_no_error(error);
    for (gsize i = 0; i < n; i += piece)
        hexapla_writer_put(writer, bytes + i, MIN(piece, n - i));
    hexapla_writer_commit(writer, &error);
    g_assert_no_error(error);
    return path;
}

static GByteArray *
read_file(const char *path, GError **error)
{
    g_autoptr(GInputStream) in = hexapla_input_open(path, error);
    g_autoptr(GByteArray) all = g_byte_array_new();
    char *buffer = g_alloca(10000);
    gsize n = in != NULL ? 1 : 0;

    while (n > 0) {
        if (!hexapla_input_fill(in, "f", buffer, 10000, &n, NULL, error))
            return NULL;
        g_byte_array_append(all, (guint8 *)buffer, n);
    }
    return in != NULL ? g_steal_pointer(&all) : NULL;
}

static char *
make_text(gsize n, gboolean is_noise)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    char *text = g_malloc(n + 1);

    for (gsize i = 0; i < n; i++)
        text[i] = is_noise ? (char)g_rand_int_range(rand, 1, 128) : "A line of words.\n"[i % 17];
    text[n] = '\0';
    return text;
}

/* What is written comes back. */
static const struct {
    const char *name;
    gsize n;
    gsize piece;
    gboolean is_noise;
} sizes[] = {
    {"nothing", 0, 1, FALSE},
    {"one-byte", 1, 1, FALSE},
    {"byte-by-byte", 5000, 1, FALSE},
    {"just-below-the-buffer", HEXAPLA_WRITER_BUFFER_BYTES - 1, 999, FALSE},
    {"the-buffer", HEXAPLA_WRITER_BUFFER_BYTES, 999, FALSE},
    {"just-above-the-buffer", HEXAPLA_WRITER_BUFFER_BYTES + 1, 999, FALSE},
    {"larger-than-the-buffer", 3 << 20, 1 << 20, FALSE},
    {"noise", 70000, 70000, TRUE},
    {"much-noise", 3 << 20, 12345, TRUE},
};

static void
check_round_trip(gconstpointer data, const char *name)
{
    const __typeof__(sizes[0]) *row = data;
    g_autofree char *text = make_text(row->n, row->is_noise);
    g_autofree char *path = NULL;
    g_autofree char *again = NULL;
    g_autofree char *bytes = NULL;
    g_autofree char *bytes_again = NULL;
    g_autoptr(GByteArray) all = NULL;
    g_autoptr(GError) error = NULL;
    gsize n, n_again;

    if (is_missing(name))
        return;
    path = write_file(name, text, row->n, row->piece);
    all = read_file(path, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(all->data, all->len, text, row->n);

    /* The same bytes under another name: neither name nor time is in the file. */
    again = in_folder("again");
    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    g_free(again);
    again = write_file(strstr(name, "zst") != NULL ? "again.zst" : "again.gz", text, row->n,
                       row->piece);
    g_assert_true(g_file_get_contents(again, &bytes_again, &n_again, NULL));
    g_assert_cmpmem(bytes, n, bytes_again, n_again);
    if (row->n > 100000 && !row->is_noise)
        g_assert_cmpuint(n, <, row->n / 20);
    g_unlink(path);
    g_unlink(again);
}

static void
test_gzip(gconstpointer data)
{
    check_round_trip(data, "out.txt.gz");
}

static void
test_zstd(gconstpointer data)
{
    check_round_trip(data, "out.txt.zst");
}

static void
test_gzip_header(void)
{
    g_autofree char *path = write_file("header.tmx.gz", "text", 4, 4);
    g_autofree char *bytes = NULL;
    gsize n;

    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    g_assert_cmpmem(bytes, 8, "\x1F\x8B\x08\0\0\0\0\0", 8); /* RFC 1952 §2.3: no flags, no time */
    g_unlink(path);
}

/* What was thrown away leaves nothing. */
static void
test_abandon(gconstpointer data)
{
    const char *const *name = data;
    g_autofree char *path = in_folder(*name);
    HexaplaWriter *writer = is_missing(*name) ? NULL : hexapla_writer_new(path, NULL);

    if (writer == NULL)
        return;
    hexapla_writer_puts(writer, "text");
    hexapla_writer_free(writer);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
}

static const struct {
    const char *name;
} abandoned[] = {{"out.gz"}, {"out.zst"}};

/* "Good.\n" as gzip(1) and zstd(1) write it, with name and time. */
#define GZIP                                                                                       \
    "\x1F\x8B\x08\x08\x00\x00\x00\x65\x00\x03g."                                                   \
    "txt\0s\xCF\xCFO\xD1\xE3\x02\x00p\x1F\xB4\x7F\x06\x00\x00\x00"
#define ZSTD "\x28\xB5\x2F\xFD\x04\x58\x31\x00\x00Good.\n\xFF\xF3\xAB\x52"

/* Files as they may come, and what is said of them. */
static const struct {
    const char *name;
    gboolean is_zstd;
    int cut;            /* bytes left out at the end */
    int damage;         /* a byte that is changed, -1 for none */
    const char *before; /* what stands before */
    gsize n_before;
    const char *behind;
    gsize n_behind;
    gboolean twice;
    const char *expected;
} rows[] = {
    {"gzip/as-it-is", FALSE, 0, -1, BYTES(""), BYTES(""), FALSE, "Good.\n"},
    {"gzip/two-members", FALSE, 0, -1, BYTES(""), BYTES(""), TRUE, "Good.\nGood.\n"},
    {"gzip/cut-in-the-magic", FALSE, 26, -1, BYTES(""), BYTES(""), FALSE,
     "f:byte 6: error: the gzip data is cut off"},
    {"gzip/cut-in-the-sum", FALSE, 6, -1, BYTES(""), BYTES(""), FALSE,
     "f:byte 26: error: the gzip data is cut off"},
    {"gzip/cut-by-a-byte", FALSE, 1, -1, BYTES(""), BYTES(""), FALSE,
     "f:byte 31: error: the gzip data is cut off"},
    {"gzip/cut-second-member", FALSE, 1, -1, BYTES(""), BYTES(""), TRUE,
     "f:byte 63: error: the gzip data is cut off"},
    {"gzip/rubbish-behind", FALSE, 0, -1, BYTES(""), BYTES("rubbish"), FALSE,
     "f:byte 32: error: what follows the gzip data is something else"},
    {"gzip/zeros-behind", FALSE, 0, -1, BYTES(""), BYTES("\0\0\0\0"), FALSE,
     "f:byte 32: error: what follows the gzip data is something else"},
    {"gzip/half-a-magic-behind", FALSE, 0, -1, BYTES(""), BYTES("\x1F"), FALSE,
     "f:byte 33: error: the gzip data is cut off"},
    {"gzip/wrong-sum", FALSE, 0, 24, BYTES(""), BYTES(""), FALSE,
     "error: the gzip data is damaged: incorrect data check"},
    {"gzip/wrong-length", FALSE, 0, 28, BYTES(""), BYTES(""), FALSE,
     "error: the gzip data is damaged: incorrect length check"},
    {"gzip/wrong-method", FALSE, 0, 2, BYTES(""), BYTES(""), FALSE,
     "error: the gzip data is damaged: unknown compression method"},
    {"gzip/not-at-the-start", FALSE, 0, -1, BYTES("Text "), BYTES(""), FALSE, NULL},
    {"zstd/as-it-is", TRUE, 0, -1, BYTES(""), BYTES(""), FALSE, "Good.\n"},
    {"zstd/two-frames", TRUE, 0, -1, BYTES(""), BYTES(""), TRUE, "Good.\nGood.\n"},
    {"zstd/skippable-frame", TRUE, 0, -1, BYTES("\x50\x2A\x4D\x18\x03\0\0\0abc"), BYTES(""), FALSE,
     "Good.\n"},
    {"zstd/cut", TRUE, 1, -1, BYTES(""), BYTES(""), FALSE,
     "f:byte 18: error: the Zstandard data is cut off"},
    {"zstd/rubbish-behind", TRUE, 0, -1, BYTES(""), BYTES("rubbish"), FALSE,
     "f:byte 19: error: what follows the Zstandard data is something else"},
    {"zstd/wrong-sum", TRUE, 0, 16, BYTES(""), BYTES(""), FALSE,
     "error: the Zstandard data is damaged: Restored data doesn't match checksum"},
    {"zstd/absurd-window", TRUE, 19, -1, BYTES("\x28\xB5\x2F\xFD\x00\xA8\x31\x00\x00Good.\n"),
     BYTES(""), FALSE,
     "error: the Zstandard data is damaged: Frame requires too much memory for decoding"},
};

static void
test_file(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *path = in_folder("file");
    g_autoptr(GString) bytes = g_string_new_len(row->before, row->n_before);
    g_autoptr(GByteArray) all = NULL;
    g_autoptr(GError) error = NULL;

    if (is_missing(row->is_zstd ? "zst" : ""))
        return;
    for (guint i = 0; i < (row->twice ? 2 : 1); i++)
        g_string_append_len(bytes, row->is_zstd ? ZSTD : GZIP,
                            row->is_zstd ? sizeof ZSTD - 1 : sizeof GZIP - 1);
    g_string_append_len(bytes, row->behind, row->n_behind);
    g_string_truncate(bytes, bytes->len - row->cut);
    if (row->damage >= 0)
        bytes->str[row->damage] ^= 1;
    g_assert_true(g_file_set_contents(path, bytes->str, bytes->len, NULL));
    all = read_file(path, &error);
    g_unlink(path);
    if (row->expected == NULL)
        g_assert_cmpmem(all->data, all->len, bytes->str, bytes->len);
    else if (strstr(row->expected, "error: ") == NULL)
        g_assert_cmpmem(all->data, all->len, row->expected, strlen(row->expected));
    else if (row->expected[0] == 'f')
        g_assert_cmpstr(error != NULL ? error->message : "no error", ==, row->expected);
    else
        g_assert_nonnull(strstr(error != NULL ? error->message : "no error", row->expected));
}

/* A gibibyte of one letter in a megabyte: memory does not grow with it. */
static void
test_bomb(gconstpointer data)
{
    const char *name = ((const char *const *)data)[0];
    g_autofree char *path = in_folder(name);
    g_autofree char *block = g_malloc(1 << 20);
    HexaplaWriter *writer = is_missing(name) ? NULL : hexapla_writer_new(path, NULL);
    g_autoptr(GInputStream) in = NULL;
    g_autoptr(GError) error = NULL;
    struct rusage before, after;
    gsize n = 1 << 20, total = 0;

    if (writer == NULL)
        return;
    memset(block, 'a', n);
    for (guint i = 0; i < 256; i++)
        hexapla_writer_put(writer, block, n);
    g_assert_true(hexapla_writer_commit(writer, NULL));
    getrusage(RUSAGE_SELF, &before);
    in = hexapla_input_open(path, &error);
    while (n == 1 << 20 && hexapla_input_fill(in, "f", block, 1 << 20, &n, NULL, &error))
        total += n;
    getrusage(RUSAGE_SELF, &after);
    g_assert_no_error(error);
    g_assert_cmpuint(total, ==, 256 << 20);
    g_assert_cmpint(after.ru_maxrss - before.ru_maxrss, <, 16 << 10);
    g_unlink(path);
}

static const struct {
    const char *name;
} bombs[] = {{"bomb.gz"}, {"bomb.zst"}};

static const struct {
    const char *name;
    const char *path;
    const char *format; /* NULL: the name tells none */
} name_rows[] = {
    {"plain", "out.tmx", "tmx"},
    {"gz", "out.tmx.gz", "tmx"},
    {"zst", "out.xlf.zst", "xliff"},
    {"capitals", "OUT.TMX.GZ", "tmx"},
    {"only-gz", "out.gz", NULL},
    {"hidden", ".gz", NULL},
    {"gz-in-the-middle", "out.gz.tmx", "tmx"},
    {"folder", "a.tmx/out.gz", NULL},
    {"twice", "out.tmx.gz.gz", NULL},
};

static void
test_name(gconstpointer data)
{
    const __typeof__(name_rows[0]) *row = data;
    const HexaplaFormat *format = hexapla_format_by_extension(row->path);

    g_assert_cmpstr(format != NULL ? format->name : NULL, ==, row->format);
}

/* Named pipes: a writer that comes late, one that writes nothing, none at all. */
static const struct {
    const char *name;
    const char *text; /* NULL: nobody writes */
    const char *expected;
} pipe_rows[] = {
    {"late", "text", "text"},
    {"empty-handed", "", ""},
    {"nobody", NULL, "error: nobody writes into this pipe"},
};

static gpointer
write_late(gpointer data)
{
    const char *const *arguments = data;
    int fd;

    g_usleep(100000);
    fd = open(arguments[0], O_WRONLY);
    g_usleep(100000);
    g_assert_cmpint(write(fd, arguments[1], strlen(arguments[1])), ==, strlen(arguments[1]));
    close(fd);
    return NULL;
}

static void
test_pipe(gconstpointer data)
{
    const __typeof__(pipe_rows[0]) *row = data;
    g_autofree char *path = in_folder("pipe");
    const char *arguments[] = {path, row->text};
    GThread *thread = NULL;
    g_autoptr(GByteArray) all = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(mkfifo(path, 0600), ==, 0);
    if (row->text != NULL)
        thread = g_thread_new("writer", write_late, arguments);
    all = read_file(path, &error);
    if (thread != NULL)
        g_thread_join(thread);
    g_unlink(path);
    if (row->text == NULL)
        g_assert_nonnull(strstr(error->message, row->expected));
    else
        g_assert_cmpmem(all->data, all->len, row->expected, strlen(row->expected));
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("hexapla-XXXXXX", NULL);
    ADD_ROWS("/packing/gzip", sizes, test_gzip);
    ADD_ROWS("/packing/zstd", sizes, test_zstd);
    g_test_add_func("/packing/gzip-header", test_gzip_header);
    ADD_ROWS("/packing/abandoned", abandoned, test_abandon);
    ADD_ROWS("/packing/file", rows, test_file);
    ADD_ROWS("/packing/bomb", bombs, test_bomb);
    ADD_ROWS("/packing/name", name_rows, test_name);
    ADD_ROWS("/packing/pipe", pipe_rows, test_pipe);
    status = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return status;
}
