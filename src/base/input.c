/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

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

/**
 * hexapla_input_open:
 * @path: a file name, or `-` for standard input
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * A pipe without a writer is at its end at once: nothing waits for ever.
 *
 * Returns: (transfer full) (nullable): its bytes
 * Since: 0.1
 */
GInputStream *
hexapla_input_open(const char *path, GError **error)
{
    struct stat info;
    const char *why;
    int fd;

    if (strcmp(path, "-") == 0)
        return g_unix_input_stream_new(STDIN_FILENO, FALSE);
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
    return g_unix_input_stream_new(fd, TRUE);
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

/**
 * hexapla_input_fill:
 * @in: a stream
 * @buffer: (out): room for @size bytes
 * @size: how many to read
 * @n_read: (out): how many came; fewer than @size only at the end
 * @cancellable: (nullable): stops the read
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: whether reading went well
 * Since: 0.1
 */
gboolean
hexapla_input_fill(GInputStream *in, char *buffer, gsize size, gsize *n_read,
                   GCancellable *cancellable, GError **error)
{
    g_autoptr(GError) cause = NULL;

    if (g_input_stream_read_all(in, buffer, size, n_read, cancellable, &cause))
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "error: %s", cause->message);
    return FALSE;
}
