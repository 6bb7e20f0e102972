/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decoder.h"
#include "base/detection.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/unpacker.h"

/* Puts the place in front of what a stream said: one of ours begins with the byte, such as `byte
 * 12: error:`. */
static gboolean
fail_at_stream(const char *file, GError *cause, GError **error)
{
    gboolean ours = cause->domain == HEXAPLA_ERROR;
    const char *between = !ours                                       ? ": error: "
                          : g_str_has_prefix(cause->message, "byte ") ? ":"
                                                                      : ": ";

    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s%s%s", file, between, cause->message);
    g_error_free(cause);
    return FALSE;
}

/**
 * hexapla_input_peek:
 * @in: a stream that hexapla_input_open() or hexapla_input_decode() gave
 * @size: how many bytes are wanted, at most %HEXAPLA_INPUT_PEEK_BYTES
 * @head: (out) (transfer none): the next bytes; they stay to be read, and valid until that
 * @n_head: (out): how many; fewer than @size only at the end
 * @cancellable: (nullable): stops the read
 * @error: what the stream says
 *
 * Returns: whether reading went well
 * Since: 0.1
 */
gboolean
hexapla_input_peek(GInputStream *in, gsize size, const guint8 **head, gsize *n_head,
                   GCancellable *cancellable, GError **error)
{
    GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM(in);
    gssize n = 1;

    while (n > 0 && g_buffered_input_stream_get_available(buffered) < size)
        n = g_buffered_input_stream_fill(buffered, -1, cancellable, error);
    *head = g_buffered_input_stream_peek_buffer(buffered, n_head);
    return n >= 0;
}

/* A layer to look ahead in; reads that are larger than its buffer go through it untouched. */
static GInputStream *
add_buffer(GInputStream *in)
{
    return g_buffered_input_stream_new_sized(in, HEXAPLA_INPUT_PEEK_BYTES);
}

static GInputStream *
unpack(GInputStream *in, const char *file, GError **error)
{
    g_autoptr(GInputStream) packed = add_buffer(in);
    g_autoptr(GInputStream) unpacked = NULL;
    const guint8 *head;
    gsize n_head;
    GError *cause = NULL;

    if (hexapla_input_peek(packed, HEXAPLA_UNPACKER_MAGIC_BYTES, &head, &n_head, NULL, &cause))
        unpacked = hexapla_unpacker_new(packed, head, n_head, &cause);
    if (unpacked == NULL)
        fail_at_stream(file, cause, error);
    else if (unpacked != packed)
        return add_buffer(unpacked);
    return g_steal_pointer(&unpacked);
}

static GInputStream *
fail(const char *path, const char *why, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);

    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s: error: %s", name, why);
    return NULL;
}

static const char *
refuse_kind(const struct stat *info)
{
    if (S_ISDIR(info->st_mode))
        return "is a folder";
    if (S_ISSOCK(info->st_mode) || S_ISBLK(info->st_mode))
        return "is neither a file nor a pipe";
    return NULL;
}

static GInputStream *
open_file(const char *path, GError **error)
{
    struct stat info;
    const char *why;
    int fd;

    if (strcmp(path, "-") == 0)
        return hexapla_file_new(STDIN_FILENO, FALSE);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return fail(path, g_strerror(errno), error);
    why = fstat(fd, &info) == 0 ? refuse_kind(&info) : g_strerror(errno);
    if (why == NULL && !S_ISFIFO(info.st_mode) && fcntl(fd, F_SETFL, 0) != 0)
        why = g_strerror(errno);
    if (why != NULL) {
        close(fd);
        return fail(path, why, error);
    }
    return hexapla_file_new(fd, TRUE);
}

/**
 * hexapla_input_open:
 * @path: a file name, or `-` for standard input
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * A named pipe that nobody opens for writing is an error after a while: nothing waits for ever. What is compressed, by
 * gzip or Zstandard as its first bytes say, is unpacked.
 *
 * Returns: (transfer full) (nullable): its bytes
 * Since: 0.1
 */
GInputStream *
hexapla_input_open(const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autoptr(GInputStream) in = open_file(path, error);

    return in != NULL ? unpack(in, name, error) : NULL;
}

/**
 * hexapla_input_is_same_file:
 * @a: a file name
 * @b: another
 *
 * Returns: whether both name one existing file, also through links
 * Since: 0.1
 */
gboolean
hexapla_input_is_same_file(const char *a, const char *b)
{
    struct stat info_a, info_b;

    return stat(a, &info_a) == 0 && stat(b, &info_b) == 0 && S_ISREG(info_a.st_mode) &&
           info_a.st_dev == info_b.st_dev && info_a.st_ino == info_b.st_ino;
}

static const struct {
    const char *encoding;
    guint n;
    guint8 bytes[4];
} marks[] = {
    {"UTF-32LE", 4, {0xFF, 0xFE, 0x00, 0x00}}, /* begins like the one of UTF-16LE */
    {"UTF-32BE", 4, {0x00, 0x00, 0xFE, 0xFF}},
    {"UTF-8", 3, {0xEF, 0xBB, 0xBF}},
    {"UTF-16LE", 2, {0xFF, 0xFE}},
    {"UTF-16BE", 2, {0xFE, 0xFF}},
};

G_DEFINE_QUARK(hexapla_input_skipped, skipped)

/* Skips a byte order mark, and says so in @encoding. */
static gboolean
skip_mark(GInputStream *in, const char **encoding, guint *n_mark, GCancellable *cancellable,
          GError **error)
{
    const guint8 *head;
    gsize n_head;

    if (!hexapla_input_peek(in, sizeof marks[0].bytes, &head, &n_head, cancellable, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (n_head < marks[i].n || memcmp(head, marks[i].bytes, marks[i].n) != 0)
            continue;
        *encoding = marks[i].encoding;
        *n_mark = marks[i].n;
        g_object_set_qdata(G_OBJECT(in), skipped_quark(), GUINT_TO_POINTER(*n_mark));
        return g_input_stream_skip(in, *n_mark, cancellable, error) >= 0;
    }
    return TRUE;
}

static gboolean
refuse_unclear(const HexaplaDetection *detection, GError **error)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "error: the encoding is not clear%s%s%s: give --encoding",
                detection->rivals != NULL ? ", it may be " : "",
                detection->rivals != NULL ? detection->rivals : "", detection->evidence);
    return FALSE;
}

static void
report(const HexaplaDetection *detection, const char *file, HexaplaIssueSink *issues)
{
    if (detection->refuted != NULL)
        hexapla_issue_sink_add(issues, HEXAPLA_ISSUE_WRONG_ENCODING, file, 0, 0,
                               "“%s” is declared, and the text is %s", detection->refuted,
                               detection->encoding);
    else if (detection->is_guess)
        hexapla_issue_sink_add(issues, HEXAPLA_ISSUE_ENCODING_GUESSED, file, 0, 0,
                               "the encoding was guessed: %s%s", detection->encoding,
                               detection->evidence);
}

static gboolean
begins_with_tag(const guint8 *head, gsize n)
{
    gsize i = 0;

    while (i < n && g_ascii_isspace(head[i]))
        i++;
    return i < n && head[i] == '<';
}

/* Finds out what a text without a byte order mark is in: what the user says, if that can be; else
 * what the text says of itself. Nothing else is guessed unless the user wants it. */
static gboolean
choose_encoding(GInputStream *in, const char *file, const HexaplaTextHints *hints,
                HexaplaIssueSink *issues, char **encoding, GCancellable *cancellable,
                GError **error)
{
    const char *given = hints->encoding;
    gboolean is_auto = given != NULL && hexapla_encoding_is_auto(given);
    g_auto(HexaplaDetection) detection = {0};
    g_autofree char *declared = NULL;
    const guint8 *head =
        (const guint8 *)g_buffered_input_stream_peek_buffer(G_BUFFERED_INPUT_STREAM(in), NULL);
    gsize n_head = g_buffered_input_stream_get_available(G_BUFFERED_INPUT_STREAM(in));

    if (given == NULL && hints->declared == NULL && !begins_with_tag(head, n_head))
        return TRUE;
    if (!hexapla_input_peek(in, HEXAPLA_INPUT_PEEK_BYTES, &head, &n_head, cancellable, error))
        return FALSE;
    if (given != NULL && !is_auto) {
        *encoding = g_strdup(given);
        return hexapla_encoding_check_text(given, (const char *)head, n_head, error);
    }
    declared = hints->declared != NULL
                   ? g_strdup(hints->declared)
                   : hexapla_detection_find_declared((const char *)head, n_head);
    if (!is_auto && declared == NULL)
        return TRUE;
    hexapla_detection_run(&detection, (const char *)head, n_head, declared, hints->language);
    if (detection.encoding == NULL && is_auto)
        return refuse_unclear(&detection, error);
    if (!is_auto && detection.is_guess)
        return TRUE;
    report(&detection, file, issues);
    *encoding = g_steal_pointer(&detection.encoding);
    return TRUE;
}

/**
 * hexapla_input_decode:
 * @in: what hexapla_input_open() gave, before its first byte
 * @file: its name, for messages
 * @hints: (nullable): what is known of it
 * @issues: (nullable): takes what was guessed
 * @cancellable: (nullable): stops the read
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * A byte order mark is dropped, and what it says goes before any encoding that is given. Without one a page or
 * an XML file may declare its own. UTF-8 passes through as it is, and whoever reads it validates it;
 * all else is decoded strictly.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8; free with g_object_unref()
 * Since: 0.1
 */
GInputStream *
hexapla_input_decode(GInputStream *in, const char *file, const HexaplaTextHints *hints,
                     HexaplaIssueSink *issues, GCancellable *cancellable, GError **error)
{
    static const HexaplaTextHints none = {NULL, NULL, NULL};
    g_autoptr(GInputStream) bytes =
        G_IS_BUFFERED_INPUT_STREAM(in) ? g_object_ref(in) : add_buffer(in);
    g_autoptr(GInputStream) decoder = NULL;
    g_autofree char *chosen = NULL;
    const char *name = NULL;
    guint n_mark = 0;
    GError *cause = NULL;

    if (skip_mark(bytes, &name, &n_mark, cancellable, &cause) && name == NULL &&
        choose_encoding(bytes, file, hints != NULL ? hints : &none, issues, &chosen, cancellable,
                        &cause))
        name = chosen;
    if (cause == NULL && (name == NULL || hexapla_encoding_is_utf8(name)))
        return g_steal_pointer(&bytes);
    if (cause == NULL)
        decoder = hexapla_decoder_new(bytes, name, n_mark, &cause);
    if (cause == NULL)
        return add_buffer(decoder);
    fail_at_stream(file, cause, error);
    return NULL;
}

/**
 * hexapla_input_fill:
 * @in: a stream
 * @file: its name, for messages
 * @buffer: (out): room for @size bytes
 * @size: how many to read
 * @n_read: (out): how many came; fewer than @size only at the end
 * @cancellable: (nullable): stops the read
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, beginning with @file
 *
 * Returns: whether reading went well
 * Since: 0.1
 */
gboolean
hexapla_input_fill(GInputStream *in, const char *file, char *buffer, gsize size, gsize *n_read,
                   GCancellable *cancellable, GError **error)
{
    GError *cause = NULL;

    return g_input_stream_read_all(in, buffer, size, n_read, cancellable, &cause) ||
           fail_at_stream(file, cause, error);
}

/**
 * hexapla_input_refuse:
 * @in: what hexapla_input_decode() gave
 * @file: its name, for messages
 * @offset: of @text in what was read
 * @text: bytes that hexapla_utf8_validate() refused
 * @n: how many are at hand
 * @valid: how many of them are valid
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, with the byte of the file
 *
 * Says that the text is not UTF-8, and which encoding it may be in when that is clear.
 *
 * Returns: %FALSE
 * Since: 0.1
 */
gboolean
hexapla_input_refuse(GInputStream *in, const char *file, guint64 offset, const char *text, gsize n,
                     gsize valid, GError **error)
{
    g_autofree char *likely = hexapla_detection_suggest(text, n, valid);
    gboolean is_nul = valid < n && text[valid] == '\0';
    guint skipped = GPOINTER_TO_UINT(g_object_get_qdata(G_OBJECT(in), skipped_quark()));

    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s:byte %" G_GUINT64_FORMAT ": error: %s", file, skipped + offset + valid,
                is_nul ? "a NUL byte is not text" : "this is not UTF-8");
    if (likely != NULL && error != NULL) {
        g_autofree char *old = (*error)->message;

        (*error)->message =
            g_strdup_printf("%s; it may be %s: give --encoding %s", old, likely, likely);
    }
    return FALSE;
}
