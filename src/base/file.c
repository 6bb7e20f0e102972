/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file.h"

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

struct _HexaplaFile {
    GInputStream parent;
    int fd;
    gboolean close_fd;
    gint64 patience; /* microseconds that are left for a writer to come; 0 once there was one */
};

G_DEFINE_FINAL_TYPE(HexaplaFile, hexapla_file, G_TYPE_INPUT_STREAM)

/* Between two looks at a pipe that nobody has opened for writing: it wakes no poll(). */
#define LOOK_AGAIN_MS 10

static gssize
fail(GError **error, int number)
{
    g_set_error_literal(error, G_IO_ERROR, g_io_error_from_errno(number), g_strerror(number));
    return -1;
}

/* A pipe is empty while somebody has it open for writing, or nobody yet. */
static gboolean
wait_for_writer(HexaplaFile *self, GError **error)
{
    self->patience -= LOOK_AGAIN_MS * 1000;
    if (self->patience > 0) {
        g_usleep(LOOK_AGAIN_MS * 1000);
        return TRUE;
    }
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nobody writes into this pipe");
    return FALSE;
}

static gssize
hexapla_file_read(GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                  GError **error)
{
    HexaplaFile *self = HEXAPLA_FILE(stream);
    struct pollfd wait = {.fd = self->fd, .events = POLLIN};

    while (!g_cancellable_set_error_if_cancelled(cancellable, error)) {
        gssize n = read(self->fd, buffer, MIN(count, G_MAXSSIZE));

        if (n == 0 && count > 0 && self->patience > 0) {
            if (!wait_for_writer(self, error))
                return -1;
            continue;
        }
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return fail(error, errno);
        if (n < 0 && errno == EINTR)
            continue;
        self->patience = 0;
        if (n >= 0)
            return n;
        if (poll(&wait, 1, -1) < 0 && errno != EINTR)
            return fail(error, errno);
    }
    return -1;
}

static void
hexapla_file_finalize(GObject *object)
{
    HexaplaFile *self = HEXAPLA_FILE(object);

    if (self->close_fd)
        close(self->fd);
    G_OBJECT_CLASS(hexapla_file_parent_class)->finalize(object);
}

static void
hexapla_file_class_init(HexaplaFileClass *klass)
{
    G_INPUT_STREAM_CLASS(klass)->read_fn = hexapla_file_read;
    G_OBJECT_CLASS(klass)->finalize = hexapla_file_finalize;
}

static void
hexapla_file_init(G_GNUC_UNUSED HexaplaFile *self)
{
}

/**
 * hexapla_file_new:
 * @fd: open for reading; a named pipe in non-blocking mode
 * @close_fd: whether it belongs to the stream
 *
 * Returns: (transfer full): its bytes; free with g_object_unref()
 * Since: 0.1
 */
GInputStream *
hexapla_file_new(int fd, gboolean close_fd)
{
    HexaplaFile *self = g_object_new(HEXAPLA_TYPE_FILE, NULL);
    struct stat info;

    self->fd = fd;
    self->close_fd = close_fd;
    /* What a shell put on standard input has had its writer. */
    if (close_fd && fstat(fd, &info) == 0 && S_ISFIFO(info.st_mode))
        self->patience = HEXAPLA_MAX_PIPE_WAIT_MS * G_GINT64_CONSTANT(1000);
    return G_INPUT_STREAM(self);
}
