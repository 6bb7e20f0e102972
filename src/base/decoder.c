/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/decoder.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include "base/error.h"
#include "base/icu.h"

/* Larger pieces leave the first-level cache, and GLib allows 64 KiB to an object. */
#define N_BYTES 4096
#define N_UNITS 4096

struct _HexaplaDecoder {
    GInputStream parent;
    GInputStream *base;
    char *encoding;
    UConverter *converter;
    gsize unit;        /* bytes that a character takes at least */
    gboolean at_end;   /* the stream beneath has no more */
    gboolean finished; /* nor has the converter */
    GError *error;     /* once refused, always refused */
    guint64 offset;    /* of the first byte here, in the stream beneath */
    UChar lead;        /* the first half of a pair whose second half is to come, or 0 */

    gsize used, n; /* of the bytes here */
    char bytes[N_BYTES];
    UChar units[N_UNITS];
    gint32 origins[N_UNITS]; /* which byte each unit is from; below 0 when that is no longer here */
    gsize used_out, n_out;
    char out[3 * N_UNITS + 4]; /* the second half of a pair makes four bytes */
};

G_DEFINE_FINAL_TYPE(HexaplaDecoder, hexapla_decoder, G_TYPE_INPUT_STREAM)

static void refuse(HexaplaDecoder *self, guint64 offset, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void
refuse(HexaplaDecoder *self, guint64 offset, const char *format, ...)
{
    va_list arguments;

    if (self->error != NULL)
        return;
    va_start(arguments, format);
    self->error = g_error_new_valist(HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, format, arguments);
    va_end(arguments);
    g_prefix_error(&self->error, "byte %" G_GUINT64_FORMAT ": error: ", offset);
}

static void
refuse_bytes(HexaplaDecoder *self, guint64 offset, const char *bytes, gsize n, const char *what)
{
    g_autoptr(GString) hex = g_string_new(NULL);

    for (gsize i = 0; i < n; i++)
        g_string_append_printf(hex, "%s%02X", i > 0 ? " " : "", (guchar)bytes[i]);
    refuse(self, offset, "%s is %s of %s", hex->str, what, self->encoding);
}

/* The converter stopped behind what it could not read, or farther: bytes it looked at in vain it
 * keeps, to give them another chance. */
static void
refuse_stopped(HexaplaDecoder *self, UErrorCode why)
{
    const char *what =
        why == U_TRUNCATED_CHAR_FOUND ? "the beginning of a character" : "no character";
    UErrorCode status = U_ZERO_ERROR;
    char bytes[8];
    int8_t n = sizeof bytes;
    gint32 kept = ucnv_toUCountPending(self->converter, &status);

    ucnv_getInvalidChars(self->converter, bytes, &n, &status);
    if (U_FAILURE(status))
        n = 0;
    refuse_bytes(self, self->offset + self->used - kept - n, bytes, n, what);
}

/* A byte of 0x80 to 0x9F that stays what it is: no text holds C1 controls, and ISO 8859 is often
 * told where Windows' letters are meant. */
static gboolean
is_stray_control(const HexaplaDecoder *self, UChar unit, const char *origin)
{
    return unit >= 0x80 && unit < 0xA0 && self->unit == 1 && (guchar)*origin == unit;
}

static void
refuse_half(HexaplaDecoder *self, guint64 offset)
{
    refuse(self, offset, "half of a surrogate pair is no character of %s", self->encoding);
}

/* The converters of UTF-7 and SCSU hand out halves of pairs as they are. */
static void
put_unit(HexaplaDecoder *self, UChar unit, guint64 offset)
{
    gunichar c = unit;

    if (U16_IS_TRAIL(unit) != (self->lead != 0)) {
        refuse_half(self, offset);
        return;
    }
    if (U16_IS_LEAD(unit)) {
        self->lead = unit;
        return;
    }
    if (self->lead != 0)
        c = (gunichar)U16_GET_SUPPLEMENTARY(self->lead, unit);
    self->lead = 0;
    self->n_out += g_unichar_to_utf8(c, self->out + self->n_out);
}

/* What the converter made of the bytes from @start on, when it held @pending bytes before them. */
static void
put_units(HexaplaDecoder *self, gsize n, gsize start, gint32 pending)
{
    for (gsize i = 0; i < n; i++) {
        UChar unit = self->units[i];
        const char *origin = self->bytes + start + MAX(self->origins[i], 0);
        guint64 offset = self->offset + start;

        if (unit > 0 && unit < 0x80 && self->lead == 0) {
            self->out[self->n_out++] = (char)unit;
            continue;
        }
        offset = self->origins[i] >= 0 ? offset + self->origins[i] : offset - pending;
        if (unit == 0)
            refuse(self, offset, "NUL is not text");
        else if (self->origins[i] >= 0 && is_stray_control(self, unit, origin))
            refuse_bytes(self, offset, origin, 1, "no character");
        if (self->error != NULL)
            return;
        put_unit(self, unit, offset);
    }
}

static gboolean
refill(HexaplaDecoder *self, GCancellable *cancellable, GError **error)
{
    gsize n_kept = self->n - self->used, n_read;

    memmove(self->bytes, self->bytes + self->used, n_kept);
    self->offset += self->used;
    self->used = 0;
    self->n = n_kept;
    if (!g_input_stream_read_all(self->base, self->bytes + n_kept, N_BYTES - n_kept, &n_read,
                                 cancellable, error))
        return FALSE;
    self->n += n_read;
    self->at_end = n_read == 0;
    return TRUE;
}

static gboolean
begins_pair(char byte)
{
    return ((guchar)byte & 0xFC) == 0xD8;
}

/* How far the bytes at hand may be decoded. Half a pair at the end waits for the rest: where pairs
 * and units are torn, ICU loses count of the bytes of a broken one. */
static gsize
find_limit(const HexaplaDecoder *self)
{
    gsize end = self->n - (self->n - self->used) % 2;

    if (self->at_end || self->unit != 2)
        return self->n;
    if (end >= self->used + 2 &&
        (begins_pair(self->bytes[end - 1]) || begins_pair(self->bytes[end - 2])))
        return end - 2;
    return end;
}

/* Decodes some of the bytes at hand. */
static gboolean
fill(HexaplaDecoder *self, GCancellable *cancellable, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar *unit = self->units;
    gsize limit = find_limit(self), start;
    const char *p;
    gint32 pending;

    if (self->used == limit && !self->at_end) {
        if (!refill(self, cancellable, error))
            return FALSE;
        limit = find_limit(self);
    }
    start = self->used;
    p = self->bytes + start;
    pending = ucnv_toUCountPending(self->converter, &status);
    ucnv_toUnicode(self->converter, &unit, self->units + N_UNITS, &p, self->bytes + limit,
                   self->origins, self->at_end, &status);
    self->used = p - self->bytes;
    self->used_out = self->n_out = 0;
    put_units(self, unit - self->units, start, pending);
    if (status == U_BUFFER_OVERFLOW_ERROR)
        return TRUE;
    if (U_FAILURE(status))
        refuse_stopped(self, status);
    else if (self->at_end && self->lead != 0)
        refuse_half(self, self->offset + self->used);
    self->finished = self->at_end;
    return TRUE;
}

static gssize
hexapla_decoder_read(GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                     GError **error)
{
    HexaplaDecoder *self = HEXAPLA_DECODER(stream);
    gsize n;

    while (self->used_out == self->n_out) {
        if (self->error != NULL) {
            g_propagate_error(error, g_error_copy(self->error));
            return -1;
        }
        if (self->finished)
            return 0;
        if (!fill(self, cancellable, error))
            return -1;
    }
    n = MIN(count, self->n_out - self->used_out);
    memcpy(buffer, self->out + self->used_out, n);
    self->used_out += n;
    return (gssize)n;
}

static void
hexapla_decoder_finalize(GObject *object)
{
    HexaplaDecoder *self = HEXAPLA_DECODER(object);

    g_clear_pointer(&self->converter, ucnv_close);
    g_clear_pointer(&self->encoding, g_free);
    g_clear_object(&self->base);
    g_clear_error(&self->error);
    G_OBJECT_CLASS(hexapla_decoder_parent_class)->finalize(object);
}

static void
hexapla_decoder_class_init(HexaplaDecoderClass *klass)
{
    G_INPUT_STREAM_CLASS(klass)->read_fn = hexapla_decoder_read;
    G_OBJECT_CLASS(klass)->finalize = hexapla_decoder_finalize;
}

static void
hexapla_decoder_init(G_GNUC_UNUSED HexaplaDecoder *self)
{
}

/**
 * hexapla_decoder_new:
 * @in: text in some encoding, behind its byte order mark
 * @encoding: a name that ICU knows
 * @offset: bytes of @in that were read before, such as those of the mark
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, beginning with `error:`
 *
 * Returns: (transfer full) (nullable): the text in UTF-8; free with g_object_unref()
 * Since: 0.1
 */
GInputStream *
hexapla_decoder_new(GInputStream *in, const char *encoding, guint64 offset, GError **error)
{
    g_autoptr(HexaplaDecoder) self = g_object_new(HEXAPLA_TYPE_DECODER, NULL);
    g_autofree char *doing = g_strdup_printf("decoding %s", encoding);
    UErrorCode status = U_ZERO_ERROR;

    self->base = g_object_ref(in);
    self->encoding = g_strdup(encoding);
    self->offset = offset;
    self->converter = ucnv_open(encoding, &status);
    if (U_SUCCESS(status))
        ucnv_setToUCallBack(self->converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (!hexapla_icu_check(status, doing, error))
        return NULL;
    self->unit = (gsize)ucnv_getMinCharSize(self->converter);
    return G_INPUT_STREAM(g_steal_pointer(&self));
}
