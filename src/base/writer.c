/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/packer.h"
#include "base/text.h"

struct _HexaplaWriter {
    int fd;
    char *path;            /* where the user wants it, links resolved */
    char *temporary;       /* NULL for streams and devices, which are written in place */
    GString *text;         /* NULL for files */
    HexaplaPacker *packer; /* NULL when the name does not ask for compression */
    int error_number;
    goffset n_written; /* bytes that the file has */
    goffset n_begun;   /* of which the disk was told */
    gsize used;
    char buffer[HEXAPLA_WRITER_BUFFER_BYTES];
};

/* What a signal handler may have to remove. Only pointers are exchanged, so the handler needs no
 * lock. */
static char *temporaries[HEXAPLA_MAX_OUTPUTS];

static void
remember(char *temporary)
{
    for (guint i = 0; i < G_N_ELEMENTS(temporaries); i++) {
        if (g_atomic_pointer_compare_and_exchange(&temporaries[i], NULL, temporary))
            return;
    }
}

static void
forget(char *temporary)
{
    for (guint i = 0; i < G_N_ELEMENTS(temporaries); i++)
        g_atomic_pointer_compare_and_exchange(&temporaries[i], temporary, NULL);
}

/**
 * hexapla_writer_unlink_temporaries:
 *
 * Removes the unfinished files of all writers. Safe in a signal handler; the writers are of no use
 * afterwards.
 *
 * Since: 0.1
 */
void
hexapla_writer_unlink_temporaries(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(temporaries); i++) {
        char *path = g_atomic_pointer_get(&temporaries[i]);

        if (path != NULL)
            unlink(path);
    }
}

static gboolean
fail(const char *path, int number, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);

    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "%s: error: %s", name,
                g_strerror(number));
    return FALSE;
}

/* A fixed name, so that what a killed run left is found and used again instead of piling up. The
 * tail of the name keeps it below the file system's limit. */
static char *
name_temporary(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *hidden = NULL;
    gsize n = strlen(name);

    if (n > 200)
        hidden = g_strdup_printf(".%08x%s.hexapla-tmp", (guint)hexapla_text_hash(name, n, 0),
                                 name + n - 200);
    else
        hidden = g_strdup_printf(".%s.hexapla-tmp", name);
    return g_build_filename(folder, hidden, NULL);
}

/* The lock says that the file is ours and not that of another run which is still writing. */
static int
open_temporary(const char *temporary, mode_t mode)
{
    struct stat by_fd, by_name;
    int fd;

    fd = open(temporary, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return -1;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &by_fd) == 0 &&
        lstat(temporary, &by_name) == 0 && by_fd.st_ino == by_name.st_ino &&
        S_ISREG(by_fd.st_mode) && ftruncate(fd, 0) == 0)
        return fd;
    close(fd);
    errno = EBUSY;
    return -1;
}

/* No signal comes between the file and our knowing that it is ours to remove. */
static void
create_temporary(HexaplaWriter *self)
{
    g_autofree char *temporary = name_temporary(self->path);
    sigset_t all, old;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    self->fd = open_temporary(temporary, 0666);
    if (self->fd >= 0) {
        self->temporary = g_steal_pointer(&temporary);
        remember(self->temporary);
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static gboolean
open_beside(HexaplaWriter *self, mode_t mode, gboolean exists)
{
    create_temporary(self);
    if (self->fd < 0)
        return FALSE; /* it may be that of another run */
    return !exists || fchmod(self->fd, mode & 07777) == 0;
}

/* So that the disk writes while we work, and little is left to wait for when the file is synced. */
static void
begin_sync(HexaplaWriter *self)
{
#ifdef SYNC_FILE_RANGE_WRITE
    if (self->temporary == NULL || self->n_written - self->n_begun < HEXAPLA_WRITEBACK_BYTES)
        return;
    (void)sync_file_range(self->fd, self->n_begun, self->n_written - self->n_begun,
                          SYNC_FILE_RANGE_WRITE);
    self->n_begun = self->n_written;
#endif
}

static void
write_out(HexaplaWriter *self, const char *bytes, gsize n)
{
    if (self->text != NULL) {
        g_string_append_len(self->text, bytes, n);
        return;
    }
    while (n > 0 && self->error_number == 0) {
        gssize written = write(self->fd, bytes, n);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            self->error_number = errno;
            return;
        }
        bytes += written;
        n -= written;
        self->n_written += written;
    }
    begin_sync(self);
}

static void
take_packed(const char *bytes, gsize n, gpointer user_data)
{
    write_out(user_data, bytes, n);
}

static HexaplaWriter *
new_writer(void)
{
    HexaplaWriter *self = g_malloc(sizeof *self);

    /* The buffer needs no zeros. */
    memset(self, 0, G_STRUCT_OFFSET(HexaplaWriter, buffer));
    self->fd = -1;
    return self;
}

/**
 * hexapla_writer_new_for_text:
 * @text: what is written is appended to it by hexapla_writer_sync(), at the latest; lives as long as
 * the writer
 *
 * Returns: (transfer full): a writer that nobody needs to commit
 * Since: 0.1
 */
HexaplaWriter *
hexapla_writer_new_for_text(GString *text)
{
    HexaplaWriter *self = new_writer();

    self->text = text;
    return self;
}

/**
 * hexapla_writer_new:
 * @path: a file name, or `-` for standard output
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * A name that ends in `.gz` or `.zst` gives a compressed file.
 *
 * Returns: (transfer full) (nullable): a writer
 * Since: 0.1
 */
HexaplaWriter *
hexapla_writer_new(const char *path, GError **error)
{
    g_autoptr(HexaplaWriter) self = new_writer();
    g_autofree char *resolved = NULL;
    struct stat info;
    gboolean exists, ok;

    if (strcmp(path, "-") == 0) {
        self->path = g_strdup("standard output");
        self->fd = STDOUT_FILENO;
        return g_steal_pointer(&self);
    }
    if (!hexapla_packer_new(path, take_packed, self, &self->packer, error))
        return NULL;
    resolved = realpath(path, NULL); /* a link keeps pointing; what it points at is replaced */
    self->path = g_strdup(resolved != NULL ? resolved : path);
    exists = stat(self->path, &info) == 0;
    if (!exists &&
        errno != ENOENT) { /* such as a name that is too long: better now than after the work */
        fail(path, errno, error);
        return NULL;
    }
    if (exists && S_ISDIR(info.st_mode)) {
        fail(path, EISDIR, error);
        return NULL;
    }
    if (exists && !S_ISREG(info.st_mode))
        ok = (self->fd = open(self->path, O_WRONLY | O_CLOEXEC)) >= 0;
    else
        ok = open_beside(self, exists ? info.st_mode : 0, exists);
    if (!ok) {
        fail(path, errno, error);
        return NULL;
    }
    return g_steal_pointer(&self);
}

/* On the way out, past the buffer. */
static void
send(HexaplaWriter *self, const char *bytes, gsize n)
{
    if (self->packer == NULL)
        write_out(self, bytes, n);
    else if (self->error_number == 0 && !hexapla_packer_put(self->packer, bytes, n))
        self->error_number = ENOMEM;
}

static void
flush(HexaplaWriter *self)
{
    send(self, self->buffer, self->used);
    self->used = 0;
}

static void
sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    /* Some file systems cannot sync a folder; the file itself is safe by then. */
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

static gboolean
sync_file(int fd)
{
    int result;

    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

/**
 * hexapla_writer_sync:
 * @self: a writer
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Brings what was written so far to the disk; a full disk or a broken network drive may show itself only here. Where
 * several files belong together, all are synced before the first one is committed.
 *
 * Returns: whether every byte arrived
 * Since: 0.1
 */
gboolean
hexapla_writer_sync(HexaplaWriter *self, GError **error)
{
    flush(self);
    if (self->packer != NULL && self->error_number == 0 && !hexapla_packer_end(self->packer))
        self->error_number = ENOMEM;
    if (self->error_number == 0 && self->temporary != NULL && !sync_file(self->fd))
        self->error_number = errno;
    return hexapla_writer_check(self, error);
}

static void
finish(HexaplaWriter *self)
{
    if (self->temporary != NULL && rename(self->temporary, self->path) != 0)
        self->error_number = errno;
    if (self->fd != STDOUT_FILENO && close(self->fd) != 0 && self->error_number == 0)
        self->error_number = errno;
    self->fd = -1;
}

/**
 * hexapla_writer_commit:
 * @self: (transfer full): a writer
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Puts the file in its place and frees the writer.
 *
 * Returns: whether every byte reached the disk
 * Since: 0.1
 */
gboolean
hexapla_writer_commit(HexaplaWriter *self, GError **error)
{
    g_autoptr(HexaplaWriter) owned = self;

    if (!hexapla_writer_sync(self, error))
        return FALSE;
    finish(self);
    if (self->error_number != 0)
        return fail(self->path, self->error_number, error);
    if (self->temporary != NULL) {
        forget(self->temporary);
        g_clear_pointer(&self->temporary, g_free);
        sync_folder(self->path);
    }
    return TRUE;
}

/**
 * hexapla_writer_free:
 * @self: (transfer full) (nullable): a writer; what it wrote is thrown away
 *
 * Since: 0.1
 */
void
hexapla_writer_free(HexaplaWriter *self)
{
    if (self == NULL)
        return;
    if (self->temporary != NULL) {
        unlink(self->temporary);
        forget(self->temporary);
    }
    if (self->fd > STDERR_FILENO)
        close(self->fd);
    hexapla_packer_free(self->packer);
    g_free(self->temporary);
    g_free(self->path);
    g_free(self);
}

/**
 * hexapla_writer_check:
 * @self: a writer
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well so far; formats ask once a document
 * Since: 0.1
 */
gboolean
hexapla_writer_check(HexaplaWriter *self, GError **error)
{
    return self->error_number == 0 || fail(self->path, self->error_number, error);
}

/**
 * hexapla_writer_put:
 * @self: a writer
 * @bytes: written as they are
 * @n: how many
 *
 * Since: 0.1
 */
void
hexapla_writer_put(HexaplaWriter *self, const char *bytes, gsize n)
{
    if (n > sizeof self->buffer - self->used) {
        flush(self);
        if (n > sizeof self->buffer) {
            send(self, bytes, n);
            return;
        }
    }
    memcpy(self->buffer + self->used, bytes, n);
    self->used += n;
}

/**
 * hexapla_writer_reserve:
 * @self: a writer
 * @n: at most %HEXAPLA_WRITER_BUFFER_BYTES
 *
 * Returns: (transfer none): room for @n bytes, which hexapla_writer_advance() makes part of the
 * output; until the next call
 * Since: 0.1
 */
char *
hexapla_writer_reserve(HexaplaWriter *self, gsize n)
{
    g_assert(n <= sizeof self->buffer);
    if (n > sizeof self->buffer - self->used)
        flush(self);
    return self->buffer + self->used;
}

/**
 * hexapla_writer_advance:
 * @self: a writer
 * @end: behind what was written into the reserved room
 *
 * Since: 0.1
 */
void
hexapla_writer_advance(HexaplaWriter *self, const char *end)
{
    self->used = end - self->buffer;
}

/**
 * hexapla_writer_puts:
 * @self: a writer
 * @text: written as it is
 *
 * Since: 0.1
 */
void
hexapla_writer_puts(HexaplaWriter *self, const char *text)
{
    hexapla_writer_put(self, text, strlen(text));
}

/**
 * hexapla_writer_put_uint:
 * @self: a writer
 * @number: written in decimal digits
 *
 * Since: 0.1
 */
void
hexapla_writer_put_uint(HexaplaWriter *self, guint64 number)
{
    char digits[HEXAPLA_TEXT_UINT_SIZE];

    hexapla_writer_put(self, digits, hexapla_text_write_uint(digits, number) - digits);
}

/* Bits of the bytes that stop a copy, one bit a way of escaping. */
enum {
    STOP_XML = 1,
    STOP_ATTRIBUTE = 2,
    STOP_JSON = 4,
    STOP_TSV = 8,
};

#define CONTROL (STOP_XML | STOP_ATTRIBUTE | STOP_JSON)

static const guint8 stops[256] = {
    [0] = CONTROL,
    [1] = CONTROL,
    [2] = CONTROL,
    [3] = CONTROL,
    [4] = CONTROL,
    [5] = CONTROL,
    [6] = CONTROL,
    [7] = CONTROL,
    [8] = CONTROL,
    [11] = CONTROL,
    [12] = CONTROL,
    [14] = CONTROL,
    [15] = CONTROL,
    [16] = CONTROL,
    [17] = CONTROL,
    [18] = CONTROL,
    [19] = CONTROL,
    [20] = CONTROL,
    [21] = CONTROL,
    [22] = CONTROL,
    [23] = CONTROL,
    [24] = CONTROL,
    [25] = CONTROL,
    [26] = CONTROL,
    [27] = CONTROL,
    [28] = CONTROL,
    [29] = CONTROL,
    [30] = CONTROL,
    [31] = CONTROL,
    ['\t'] = STOP_ATTRIBUTE | STOP_JSON | STOP_TSV,
    ['\n'] = STOP_ATTRIBUTE | STOP_JSON | STOP_TSV,
    ['\r'] = CONTROL | STOP_TSV, /* a bare one would come back as a line feed: XML 1.0 §2.11 */
    ['&'] = STOP_XML | STOP_ATTRIBUTE,
    ['<'] = STOP_XML | STOP_ATTRIBUTE,
    ['>'] = STOP_XML | STOP_ATTRIBUTE,
    ['"'] = STOP_ATTRIBUTE | STOP_JSON,
    ['\\'] = STOP_JSON | STOP_TSV,
    [0xEF] = STOP_XML | STOP_ATTRIBUTE, /* may begin U+FFFE or U+FFFF */
};

static guint8
stop_bit(HexaplaEscape how)
{
    switch (how) {
    case HEXAPLA_ESCAPE_XML:
    case HEXAPLA_ESCAPE_XML_CP:
        return STOP_XML;
    case HEXAPLA_ESCAPE_ATTRIBUTE:
        return STOP_ATTRIBUTE;
    case HEXAPLA_ESCAPE_JSON:
        return STOP_JSON;
    case HEXAPLA_ESCAPE_TSV:
        return STOP_TSV;
    case HEXAPLA_ESCAPE_NONE:
        break;
    }
    return 0;
}

static void
put_forbidden(HexaplaWriter *self, HexaplaEscape how, guint c)
{
    char cp[32];

    if (how != HEXAPLA_ESCAPE_XML_CP) {
        hexapla_writer_put(self, "\xEF\xBF\xBD", 3);
        return;
    }
    g_snprintf(cp, sizeof cp, "<cp hex=\"%04X\"/>", c);
    hexapla_writer_puts(self, cp);
}

/* Returns how many bytes of the text it has dealt with. */
static gsize
put_xml_special(HexaplaWriter *self, HexaplaEscape how, const char *p, gsize n)
{
    char reference[8];

    switch (*p) {
    case '&':
        hexapla_writer_put(self, "&amp;", 5);
        return 1;
    case '<':
        hexapla_writer_put(self, "&lt;", 4);
        return 1;
    case '>':
        hexapla_writer_put(self, "&gt;", 4);
        return 1;
    case '"':
        hexapla_writer_put(self, "&quot;", 6);
        return 1;
    case '\t':
    case '\n':
    case '\r':
        g_snprintf(reference, sizeof reference, "&#%d;", *p);
        hexapla_writer_puts(self, reference);
        return 1;
    case '\xEF':
        if (n >= 3 && p[1] == '\xBF' && (p[2] == '\xBE' || p[2] == '\xBF'))
            put_forbidden(self, how, 0xFFC0u + ((guchar)p[2] & 0x3Fu));
        else
            hexapla_writer_put(self, p, MIN(n, 3));
        return MIN(n, 3);
    default:
        put_forbidden(self, how, (guchar)*p);
        return 1;
    }
}

static void
put_backslash_special(HexaplaWriter *self, char c)
{
    static const char names[] = "b\bf\fn\nr\rt\t\"\"\\\\";
    char escaped[8];

    for (const char *p = names; *p != '\0'; p += 2) {
        if (p[1] == c) {
            hexapla_writer_put(self, "\\", 1);
            hexapla_writer_put(self, p, 1);
            return;
        }
    }
    g_snprintf(escaped, sizeof escaped, "\\u%04x", (guint)(guchar)c);
    hexapla_writer_puts(self, escaped);
}

/* What stops a copy somewhere; most blocks of bytes hold nothing of it. A pair of characters that
 * differ in one bit is compared at once. */
#define MAY_STOP(c)                                                                                \
    (hexapla_text_block_range((c), 0, 0x1F) | (((c) | ('&' ^ '"')) == '&') |                       \
     (((c) | ('<' ^ '>')) == '>') | ((c) == '\\') | ((c) == (gint8)0xEF))

/* Copies a block up to the first byte that stops; returns how many those are. */
static inline gsize
copy_plain_block(char *to, const char *text, guint8 bit)
{
    HexaplaTextBlock c;
    guint64 mask;

    memcpy(&c, text, sizeof c);
    memcpy(to, &c, sizeof c);
    for (mask = hexapla_text_block_mask(MAY_STOP(c)); mask != 0; mask &= mask - 1) {
        gsize i = __builtin_ctzll(mask);

        if ((stops[(guchar)text[i]] & bit) != 0)
            return i;
    }
    return sizeof c;
}

static gsize
copy_plain_bytes(char *to, const char *text, gsize n, guint8 bit)
{
    gsize i;

    for (i = 0; i < n && (stops[(guchar)text[i]] & bit) == 0; i++)
        to[i] = text[i];
    return i;
}

/* Copies bytes that need no escape, of @n at most; there is room for all of them. Returns how many
 * those are. */
static gsize
copy_plain(char *to, const char *text, gsize n, guint8 bit)
{
    const gsize step = sizeof(HexaplaTextBlock);
    gsize i;

    if (n < step)
        return copy_plain_bytes(to, text, n, bit);
    for (i = 0; i + step < n; i += step) {
        gsize plain = copy_plain_block(to + i, text + i, bit);

        if (plain < step)
            return i + plain;
    }
    /* The last block overlaps the one before. */
    i = n - step;
    return i + copy_plain_block(to + i, text + i, bit);
}

/**
 * hexapla_writer_escape:
 * @self: a writer
 * @how: for which place
 * @text: UTF-8
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_writer_escape(HexaplaWriter *self, HexaplaEscape how, const char *text, gsize n)
{
    guint8 bit = stop_bit(how);
    gsize i = 0;

    if (bit == 0)
        hexapla_writer_put(self, text, n);
    while (bit != 0 && i < n) {
        gsize most = MIN(n - i, sizeof self->buffer);
        gsize run = copy_plain(hexapla_writer_reserve(self, most), text + i, most, bit);

        self->used += run;
        i += run;
        if (run == most)
            continue;
        if ((bit & (STOP_XML | STOP_ATTRIBUTE)) != 0) {
            i += put_xml_special(self, how, text + i, n - i);
        } else {
            put_backslash_special(self, text[i]);
            i++;
        }
    }
}

/**
 * hexapla_writer_escapes:
 * @self: a writer
 * @how: for which place
 * @text: UTF-8, terminated
 *
 * Since: 0.1
 */
void
hexapla_writer_escapes(HexaplaWriter *self, HexaplaEscape how, const char *text)
{
    hexapla_writer_escape(self, how, text, strlen(text));
}

/**
 * hexapla_writer_dup_escaped:
 * @how: for which place
 * @text: UTF-8, terminated; after escaping not longer than %HEXAPLA_WRITER_BUFFER_BYTES
 *
 * For what is written again and again.
 *
 * Returns: (transfer full): what hexapla_writer_escapes() would write; free with g_free()
 * Since: 0.1
 */
char *
hexapla_writer_dup_escaped(HexaplaEscape how, const char *text)
{
    gsize n = strlen(text);
    g_autofree char *plain = g_malloc0(n + 1);
    g_autofree HexaplaWriter *writer = NULL;

    if (copy_plain(plain, text, n, stop_bit(how)) == n)
        return g_steal_pointer(&plain);
    writer = g_new0(HexaplaWriter, 1);
    writer->fd = -1;
    hexapla_writer_escape(writer, how, text, n);
    return g_strndup(writer->buffer, writer->used);
}
