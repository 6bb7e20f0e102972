/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/packer.h"

#include <string.h>
#include <zlib.h>
#ifdef HEXAPLA_HAVE_ZSTD
#include <zstd.h>
#endif

#include "base/error.h"
#include "base/limits.h"

typedef struct {
    const char *suffix;
    gboolean (*open)(HexaplaPacker *self);
    gboolean (*feed)(HexaplaPacker *self, const char *bytes, gsize n, gboolean is_last);
    void (*close)(HexaplaPacker *self);
} Method;

struct _HexaplaPacker {
    const Method *method;
    HexaplaPackerFunc func;
    gpointer user_data;
    z_stream gzip;
#ifdef HEXAPLA_HAVE_ZSTD
    ZSTD_CCtx *zstd;
#endif
    gboolean ended; /* everything that was put is in a finished member */
    char out[HEXAPLA_PACKED_BUFFER_BYTES];
};

/* 15 bits of window, and 16 asks for the gzip header, which zlib writes without time and name. */
#define GZIP_WINDOW_BITS (15 + 16)

static gboolean
gzip_open(HexaplaPacker *self)
{
    return deflateInit2(&self->gzip, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW_BITS, 8,
                        Z_DEFAULT_STRATEGY) == Z_OK;
}

static gboolean
gzip_feed(HexaplaPacker *self, const char *bytes, gsize n, gboolean is_last)
{
    z_stream *z = &self->gzip;

    z->next_in = (Bytef *)bytes;
    z->avail_in = (uInt)n;
    do {
        z->next_out = (Bytef *)self->out;
        z->avail_out = sizeof self->out;
        if (deflate(z, is_last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR)
            return FALSE;
        self->func(self->out, sizeof self->out - z->avail_out, self->user_data);
    } while (z->avail_out == 0);
    return !is_last || deflateReset(z) == Z_OK;
}

static void
gzip_close(HexaplaPacker *self)
{
    deflateEnd(&self->gzip);
}

#ifdef HEXAPLA_HAVE_ZSTD
static gboolean
zstd_open(HexaplaPacker *self)
{
    self->zstd = ZSTD_createCCtx();
    return self->zstd != NULL &&
           !ZSTD_isError(ZSTD_CCtx_setParameter(self->zstd, ZSTD_c_checksumFlag, 1));
}

static gboolean
zstd_feed(HexaplaPacker *self, const char *bytes, gsize n, gboolean is_last)
{
    ZSTD_inBuffer in = {bytes, n, 0};
    gsize left;

    do {
        ZSTD_outBuffer out = {self->out, sizeof self->out, 0};

        left = ZSTD_compressStream2(self->zstd, &out, &in, is_last ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left))
            return FALSE;
        self->func(self->out, out.pos, self->user_data);
    } while (is_last ? left > 0 : in.pos < in.size);
    return TRUE;
}

static void
zstd_close(HexaplaPacker *self)
{
    ZSTD_freeCCtx(self->zstd);
}
#endif

static const Method methods[] = {
    {".gz", gzip_open, gzip_feed, gzip_close},
#ifdef HEXAPLA_HAVE_ZSTD
    {".zst", zstd_open, zstd_feed, zstd_close},
#else
    {".zst", NULL, NULL, NULL},
#endif
};

static const Method *
find_method(const char *path)
{
    gsize n = strlen(path);

    for (guint i = 0; i < G_N_ELEMENTS(methods); i++) {
        gsize n_suffix = strlen(methods[i].suffix);

        if (n > n_suffix && g_ascii_strcasecmp(path + n - n_suffix, methods[i].suffix) == 0)
            return &methods[i];
    }
    return NULL;
}

/**
 * hexapla_packer_stem:
 * @path: a file name
 *
 * Returns: its bytes without a `.gz` or `.zst` at its end
 * Since: 0.1
 */
gsize
hexapla_packer_stem(const char *path)
{
    const Method *method = find_method(path);

    return strlen(path) - (method != NULL ? strlen(method->suffix) : 0);
}

/**
 * hexapla_packer_new:
 * @path: the name of an output
 * @func: takes the compressed bytes
 * @user_data: for @func
 * @packer: (out) (transfer full) (nullable): what compresses for it; %NULL when the name does not
 *   end like that of a compressed file
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether the file can be written
 * Since: 0.1
 */
gboolean
hexapla_packer_new(const char *path, HexaplaPackerFunc func, gpointer user_data,
                   HexaplaPacker **packer, GError **error)
{
    const Method *method = find_method(path);
    HexaplaPacker *self;

    *packer = NULL;
    if (method == NULL)
        return TRUE;
    if (method->open == NULL) {
        g_autofree char *name = g_filename_display_name(path);

        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT,
                    "%s: error: this hexapla was built without libzstd", name);
        return FALSE;
    }
    self = g_new0(HexaplaPacker, 1);
    self->func = func;
    self->user_data = user_data;
    self->method = method;
    if (!method->open(self))
        g_error("no memory to compress"); /* as g_malloc() does */
    *packer = self;
    return TRUE;
}

/**
 * hexapla_packer_free:
 * @self: (transfer full) (nullable): a packer
 *
 * Since: 0.1
 */
void
hexapla_packer_free(HexaplaPacker *self)
{
    if (self == NULL)
        return;
    self->method->close(self);
    g_free(self);
}

/* zlib counts in 32 bits. */
#define MAX_FED_BYTES (1u << 30)

/**
 * hexapla_packer_put:
 * @self: a packer
 * @bytes: to be compressed
 * @n: how many
 *
 * Returns: whether it went well; it fails only without memory
 * Since: 0.1
 */
gboolean
hexapla_packer_put(HexaplaPacker *self, const char *bytes, gsize n)
{
    while (n > 0) {
        gsize n_now = MIN(n, MAX_FED_BYTES);

        self->ended = FALSE;
        if (!self->method->feed(self, bytes, n_now, FALSE))
            return FALSE;
        bytes += n_now;
        n -= n_now;
    }
    return TRUE;
}

/**
 * hexapla_packer_end:
 * @self: a packer
 *
 * Makes what was put a whole compressed file. What is put later becomes another member of it, which
 * every unpacker reads on; ending twice adds nothing.
 *
 * Returns: whether it went well; it fails only without memory
 * Since: 0.1
 */
gboolean
hexapla_packer_end(HexaplaPacker *self)
{
    if (self->ended)
        return TRUE;
    self->ended = TRUE;
    return self->method->feed(self, "", 0, TRUE);
}
