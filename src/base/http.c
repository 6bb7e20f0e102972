/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/http.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "base/headers.h"
#include "base/limits.h"
#include "base/unpacker.h"

static gboolean
fail(GError **error, const char *why)
{
    g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD, why);
    return FALSE;
}

/* The size of the chunk whose line begins at @p; FALSE when there is none. */
static gboolean
read_chunk_size(const char **p, const char *end, gsize *size)
{
    const char *feed = memchr(*p, '\n', end - *p);
    guint digits = 0;

    *size = 0;
    for (; *p < end && g_ascii_isxdigit(**p) && digits < 8; (*p)++, digits++)
        *size = 16 * *size + (gsize)g_ascii_xdigit_value(**p);
    if (digits == 0 || feed == NULL || (**p != '\r' && **p != '\n' && **p != ';' && **p != ' '))
        return FALSE;
    *p = feed + 1;
    return TRUE;
}

/* Joins chunks (RFC 9112 §7.1); FALSE when these are none, because crawlers take the coding away and
 * leave its name. The last ones may be cut off. */
static gboolean
join_chunks(HexaplaHttp *self)
{
    const char *p = self->body, *end = p + self->n_body;
    g_autofree char *whole = g_malloc(self->n_body + 1);
    gsize n = 0, size;

    if (!read_chunk_size(&p, end, &size))
        return FALSE;
    for (p = self->body; read_chunk_size(&p, end, &size) && size > 0;) {
        size = MIN(size, (gsize)(end - p));
        memcpy(whole + n, p, size);
        n += size;
        p += size;
        while (p < end && (*p == '\r' || *p == '\n'))
            p++;
    }
    self->whole = g_steal_pointer(&whole);
    self->body = self->whole;
    self->n_body = n;
    return TRUE;
}

/* Data of zlib's own form and without any are both sent as `deflate`; neither has a magic. */
static GInputStream *
inflate_stream(GInputStream *in, const char *body, gsize n)
{
    gboolean has_form = n >= 2 && (body[0] & 0x0F) == 8 &&
                        (((guchar)body[0] << 8) + (guchar)body[1]) % 31 == 0; /* RFC 1950 §2.2 */
    g_autoptr(GZlibDecompressor) decompressor = g_zlib_decompressor_new(
        has_form ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB : G_ZLIB_COMPRESSOR_FORMAT_RAW);

    return g_converter_input_stream_new(in, G_CONVERTER(decompressor));
}

/* At most so much is ever unpacked, whatever the data pretend. */
static gboolean
read_unpacked(HexaplaHttp *self, GInputStream *in, GError **error)
{
    g_autofree char *unpacked = g_malloc(HEXAPLA_MAX_PAYLOAD_BYTES + 1);
    gsize n;
    g_autoptr(GError) cause = NULL;

    if (!g_input_stream_read_all(in, unpacked, HEXAPLA_MAX_PAYLOAD_BYTES + 1, &n, NULL, &cause))
        return fail(error, "the compressed page is damaged");
    if (n > HEXAPLA_MAX_PAYLOAD_BYTES)
        return fail(error, "the page is too long");
    self->unpacked = g_realloc(g_steal_pointer(&unpacked), n + 1);
    self->body = self->unpacked;
    self->n_body = n;
    return TRUE;
}

static gboolean
unpack(HexaplaHttp *self, const char *coding, GError **error)
{
    g_autoptr(GInputStream) in =
        g_memory_input_stream_new_from_data(self->body, (gssize)self->n_body, NULL);
    g_autoptr(GInputStream) out = NULL;

    if (self->n_body == 0 || g_ascii_strcasecmp(coding, "identity") == 0 || *coding == '\0')
        return TRUE;
    if (g_ascii_strcasecmp(coding, "deflate") == 0)
        out = inflate_stream(in, self->body, self->n_body);
    else if (g_ascii_strcasecmp(coding, "gzip") == 0 || g_ascii_strcasecmp(coding, "x-gzip") == 0 ||
             g_ascii_strcasecmp(coding, "zstd") == 0)
        out = hexapla_unpacker_new(in, (const guint8 *)self->body, self->n_body, NULL);
    if (out == NULL)
        return fail(error, "the page is compressed in a way that is not read");
    /* What is not compressed was unpacked by the crawler. */
    return out == in || read_unpacked(self, out, error);
}

/**
 * hexapla_http_parse:
 * @self: (out): what was read; empty on failure, free in any case
 * @message: a message with its status line; lives as long as @self
 * @n: its bytes
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_RECORD
 *
 * Chunks are joined, and gzip, deflate and Zstandard are unpacked.
 *
 * Returns: whether this is an answer whose body can be read
 * Since: 0.1
 */
gboolean
hexapla_http_parse(HexaplaHttp *self, const char *message, gsize n, GError **error)
{
    gsize n_headers = hexapla_headers_find_end(message, n);
    const char *space = memchr(message, ' ', MIN(n, 16));
    g_autofree char *coding = NULL, *transfer = NULL;

    *self = (HexaplaHttp){0};
    if (n_headers == 0 || space == NULL || n < 5 || memcmp(message, "HTTP/", 5) != 0)
        return fail(error, "this is no answer of a web server");
    for (const char *p = space + 1; g_ascii_isdigit(*p) && self->status < 100; p++)
        self->status = 10 * self->status + (guint)g_ascii_digit_value(*p);
    self->type = hexapla_headers_dup(message, n_headers, "Content-Type");
    self->body = message + n_headers;
    self->n_body = n - n_headers;
    transfer = hexapla_headers_dup(message, n_headers, "Transfer-Encoding");
    if (transfer != NULL && g_ascii_strcasecmp(transfer, "chunked") == 0)
        join_chunks(self);
    coding = hexapla_headers_dup(message, n_headers, "Content-Encoding");
    return coding == NULL || unpack(self, coding, error);
}

/**
 * hexapla_http_clear:
 * @self: an answer
 *
 * Since: 0.1
 */
void
hexapla_http_clear(HexaplaHttp *self)
{
    g_clear_pointer(&self->type, g_free);
    g_clear_pointer(&self->whole, g_free);
    g_clear_pointer(&self->unpacked, g_free);
}
