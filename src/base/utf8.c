/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/utf8.h"

#include "base/masks.h"

static inline gboolean
is_continuation(guchar c)
{
    return (c & 0xC0) == 0x80;
}

/* Bytes of the sequence at @p, 0 when it is ill-formed or NUL: Unicode 15, table 3-7. */
static gsize
sequence_length(const guchar *p, gsize n)
{
    if (p[0] < 0x80)
        return p[0] > 0;
    if (p[0] >= 0xC2 && p[0] < 0xE0)
        return n >= 2 && is_continuation(p[1]) ? 2 : 0;
    if (p[0] >= 0xE0 && p[0] < 0xF0) {
        guchar low = p[0] == 0xE0 ? 0xA0 : 0x80;
        guchar high = p[0] == 0xED ? 0x9F : 0xBF;

        return n >= 3 && p[1] >= low && p[1] <= high && is_continuation(p[2]) ? 3 : 0;
    }
    if (p[0] >= 0xF0 && p[0] < 0xF5) {
        guchar low = p[0] == 0xF0 ? 0x90 : 0x80;
        guchar high = p[0] == 0xF4 ? 0x8F : 0xBF;

        return n >= 4 && p[1] >= low && p[1] <= high && is_continuation(p[2]) &&
                       is_continuation(p[3])
                   ? 4
                   : 0;
    }
    return 0;
}

/* What the bytes of a stretch are; a bit for each. */
typedef struct {
    guint64 continuation;
    guint64 lead;       /* of two bytes or more */
    guint64 long_lead;  /* of three or more */
    guint64 longest;    /* of four */
    guint64 impossible; /* NUL, what never stands in UTF-8, and leads with a wrong second byte */
} Bytes;

/* One more byte than the stretch is looked at. */
static inline Bytes
classify(const char *p)
{
    Bytes bytes = {0, 0, 0, 0, 0};

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c, next;

        memcpy(&c, p + i, sizeof c);
        memcpy(&next, p + i + 1, sizeof next);
        bytes.continuation |= hexapla_text_block_mask(c < (gint8)0xC0) << i;
        bytes.lead |= hexapla_text_block_mask(hexapla_text_block_range(c, 0xC2, 0xFF)) << i;
        bytes.long_lead |= hexapla_text_block_mask(hexapla_text_block_range(c, 0xE0, 0xFF)) << i;
        bytes.longest |= hexapla_text_block_mask(hexapla_text_block_range(c, 0xF0, 0xFF)) << i;
        bytes.impossible |= hexapla_text_block_mask((c == 0) | ((c | 1) == (gint8)0xC1) |
                                                    hexapla_text_block_range(c, 0xF5, 0xFF) |
                                                    ((c == (gint8)0xE0) & (next < (gint8)0xA0)) |
                                                    ((c == (gint8)0xED) & (next >= (gint8)0xA0)) |
                                                    ((c == (gint8)0xF0) & (next < (gint8)0x90)) |
                                                    ((c == (gint8)0xF4) & (next >= (gint8)0x90)))
                            << i;
    }
    return bytes;
}

/* How many of the stretch's last bytes begin with a sequence that ends behind it. */
static inline guint
count_unfinished(const Bytes *bytes)
{
    if ((bytes->longest >> 61 & 1) != 0)
        return 3;
    if ((bytes->long_lead >> 62 & 1) != 0)
        return 2;
    return bytes->lead >> 63 & 1;
}

/* Bytes of the whole sequences in the stretch at @p, where one begins; 0 when something is wrong. */
static inline gsize
stretch_length(const char *p)
{
    Bytes bytes = classify(p);
    guint unfinished = count_unfinished(&bytes);
    guint64 expected = bytes.lead << 1 | bytes.long_lead << 2 | bytes.longest << 3;
    guint64 wrong = (expected ^ bytes.continuation) | bytes.impossible;

    /* The first byte of the unfinished one may stand where a continuation is missing. */
    if (unfinished > 0)
        wrong <<= unfinished - 1;
    return wrong == 0 ? HEXAPLA_MASK_BYTES - unfinished : 0;
}

/**
 * hexapla_utf8_validate:
 * @text: bytes from outside
 * @n: how many
 * @valid: (out): how many bytes at the start are well-formed UTF-8 without NUL
 *
 * Returns: whether all of them are (RFC 3629; a NUL is not text)
 * Since: 0.1
 */
gboolean
hexapla_utf8_validate(const char *text, gsize n, gsize *valid)
{
    gsize i = 0;
    gsize length = 1;

    while (length > 0) {
        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, n, c, c <= 0)
        if (i + HEXAPLA_MASK_BYTES >= n)
            break;
        length = stretch_length(text + i);
        i += length;
    }
    while (i < n && (length = sequence_length((const guchar *)text + i, n - i)) > 0)
        i += length;
    *valid = i;
    return i == n;
}

/**
 * hexapla_utf8_is_cut:
 * @text: bytes behind a well-formed text
 * @n: how many
 *
 * Returns: whether they begin a sequence whose last bytes are not there
 * Since: 0.1
 */
gboolean
hexapla_utf8_is_cut(const char *text, gsize n)
{
    return n > 0 && *text != '\0' && g_utf8_get_char_validated(text, (gssize)n) == (gunichar)-2;
}
