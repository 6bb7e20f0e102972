/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* Text is valid UTF-8 everywhere behind the readers; positions are byte offsets, never inside a
 * sequence. */

/* Bytes that are looked at together: what one vector register of any 64-bit machine holds. */
typedef gint8 HexaplaTextBlock __attribute__((vector_size(16)));

/* The top bits of a block of bytes, side by side. */
static inline guint64
hexapla_text_block_mask(HexaplaTextBlock block)
{
#ifdef __SSE2__
    return (guint)_mm_movemask_epi8((__m128i)block);
#else
    guint64 halves[2];

    memcpy(halves, &block, sizeof halves);
    for (guint i = 0; i < 2; i++) {
        halves[i] = GUINT64_FROM_LE(halves[i]) & G_GUINT64_CONSTANT(0x8080808080808080);
        halves[i] = halves[i] * G_GUINT64_CONSTANT(0x0002040810204081) >> 56;
    }
    return halves[0] | halves[1] << 8;
#endif
}

/* Which bytes are from @first to @last. They are moved to the end of the signed ones, so that one
 * comparison tells. */
static inline HexaplaTextBlock
hexapla_text_block_range(HexaplaTextBlock block, guint8 first, guint8 last)
{
    typedef guint8 Unsigned __attribute__((vector_size(sizeof(HexaplaTextBlock))));

    return (HexaplaTextBlock)((Unsigned)block + (guint8)(0x7F - last)) >
           (gint8)(0x7F - (last - first) - 1);
}

/**
 * HEXAPLA_TEXT_SKIP_BLOCKS:
 * @text: bytes
 * @i: an offset; moves to the first suspect, or over all whole blocks when they hold none
 * @end: where to stop
 * @c: what to call the bytes in @suspect
 * @suspect: tells by comparisons of signed bytes, joined by `&` and `|`, which of them may be of
 * interest
 *
 * The fast half of every scan: most blocks of most texts hold nothing of interest.
 *
 * Since: 0.1
 */
#define HEXAPLA_TEXT_SKIP_BLOCKS(text, i, end, c, suspect)                                         \
    for (; (i) + sizeof(HexaplaTextBlock) <= (end); (i) += sizeof(HexaplaTextBlock)) {             \
        HexaplaTextBlock c;                                                                        \
        guint64 found_;                                                                            \
                                                                                                   \
        memcpy(&c, (text) + (i), sizeof c);                                                        \
        found_ = hexapla_text_block_mask(suspect);                                                 \
        if (found_ != 0) {                                                                         \
            (i) += __builtin_ctzll(found_);                                                        \
            break;                                                                                 \
        }                                                                                          \
    }

/**
 * hexapla_text_next:
 * @p: the first byte of a character, before @end
 * @end: end of the text
 * @c: (out): the character
 *
 * Returns: the first byte of the next character
 * Since: 0.1
 */
static inline const char *
hexapla_text_next(const char *p, const char *end, gunichar *c)
{
    const guchar *u = (const guchar *)p;

    if (u[0] < 0x80) {
        *c = u[0];
        return p + 1;
    }
    if (u[0] < 0xE0 && p + 1 < end) {
        *c = (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
        return p + 2;
    }
    if (u[0] < 0xF0 && p + 2 < end) {
        *c = (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
        return p + 3;
    }
    if (p + 3 < end) {
        *c = (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 | (u[2] & 0x3Fu) << 6 | (u[3] & 0x3Fu);
        return p + 4;
    }
    *c = 0xFFFD;
    return end;
}

/**
 * hexapla_text_previous:
 * @start: start of the text
 * @p: behind a character, after @start
 * @c: (out): that character
 *
 * Returns: its first byte
 * Since: 0.1
 */
static inline const char *
hexapla_text_previous(const char *start, const char *p, gunichar *c)
{
    const char *q = p - 1;

    while (q > start && ((guchar)*q & 0xC0) == 0x80)
        q--;
    hexapla_text_next(q, p, c);
    return q;
}

/**
 * hexapla_text_at:
 * @p: the first byte of a character, or @end
 * @end: end of the text
 *
 * Returns: the character at @p, 0 at the end
 * Since: 0.1
 */
static inline gunichar
hexapla_text_at(const char *p, const char *end)
{
    gunichar c = 0;

    if (p < end)
        hexapla_text_next(p, end, &c);
    return c;
}

/**
 * hexapla_text_before:
 * @start: start of the text
 * @p: @start or behind a character
 *
 * Returns: the character that ends at @p, 0 at the start
 * Since: 0.1
 */
static inline gunichar
hexapla_text_before(const char *start, const char *p)
{
    gunichar c = 0;

    if (p > start)
        hexapla_text_previous(start, p, &c);
    return c;
}

gboolean hexapla_text_is_space_slow(gunichar c);
gboolean hexapla_text_is_letter_slow(gunichar c);

static inline gboolean
hexapla_text_is_space(gunichar c)
{
    return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : hexapla_text_is_space_slow(c);
}

/* Letters and the marks that belong to them; neither digits nor any apostrophe. */
static inline gboolean
hexapla_text_is_letter(gunichar c)
{
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : hexapla_text_is_letter_slow(c);
}

gboolean hexapla_text_is_upper(gunichar c);
gboolean hexapla_text_is_lower(gunichar c);
gboolean hexapla_text_is_digit(gunichar c);

gboolean hexapla_text_is_apostrophe(gunichar c);
gboolean hexapla_text_is_hyphen(gunichar c);
gboolean hexapla_text_is_opener(gunichar c);
gboolean hexapla_text_is_closer(gunichar c);
gboolean hexapla_text_is_inside_cluster(gunichar before, gunichar c);

gsize hexapla_text_skip_space(const char *text, gsize start, gsize end);
gsize hexapla_text_trim_space(const char *text, gsize start, gsize end);

/* Decimal digits of the largest number. */
#define HEXAPLA_TEXT_UINT_SIZE 20

char *hexapla_text_write_uint(char *p, guint64 number);
guint64 hexapla_text_hash(const char *text, gsize n, guint64 seed);
gsize hexapla_text_fold(const char *text, gsize n, char *folded, gsize size);
gsize hexapla_text_count_chars(const char *text, gsize n);
gsize hexapla_text_count_words(const char *text, gsize n);
gsize hexapla_text_find_illegal(const char *text, gsize n);
gsize hexapla_text_count_lines(const char *text, gsize n);

G_END_DECLS
