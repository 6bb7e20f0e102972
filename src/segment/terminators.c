/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"

/* Scripts that write no space behind the terminator, or need none because it stands nowhere else.
 * U+104A is not here: it is the comma of Burmese. */
gboolean
hexapla_terminators_is_wide(gunichar c)
{
    switch (c) {
    case 0x0964: /* danda */
    case 0x0965:
    case 0x104B: /* Burmese */
    case 0x1362: /* Ethiopic full stop */
    case 0x1367:
    case 0x1368:
    case 0x17D4: /* Khmer */
    case 0x17D5:
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61:
        return TRUE;
    default:
        return FALSE;
    }
}

/* Pictures in colour. Flags are not here: they stand for the names of countries. */
gboolean
hexapla_terminators_is_emoji(gunichar c)
{
    if (c >= 0x2300 && c < 0x2C00)
        return c == 0x263A || u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_PRESENTATION);
    return c >= 0x1F300 && c < 0x1FB00;
}

/* Faces, hands, hearts and applause end the sentences of messages; other emoji may be words. */
static gboolean
is_gesture(gunichar c)
{
    if (c < 0x1F300)
        return c == 0x263A || c == 0x2728 || c == 0x270A || c == 0x270B;
    return (c >= 0x1F600 && c < 0x1F650) || (c >= 0x1F44A && c < 0x1F451) ||
           (c >= 0x1F493 && c < 0x1F4A0) || (c >= 0x1F90C && c < 0x1F930) ||
           (c >= 0x1F970 && c < 0x1F97B) || (c >= 0x1FAE0 && c < 0x1FAF9) || c == 0x1F389 ||
           c == 0x1F38A || c == 0x1F48B || c == 0x1F490 || c == 0x1F4AA || c == 0x1F4AF ||
           c == 0x1F525 || c == 0x1F9D0 || c == 0x1F9E1;
}

/* What ASCII has was looked for before. */
gboolean
hexapla_terminators_include_rare(gunichar c)
{
    switch (c) {
    case 0x0589: /* Armenian full stop */
    case 0x061E: /* Arabic triple dot */
    case 0x061F: /* Arabic question mark */
    case 0x06D4: /* Urdu full stop */
    case 0x2026:
    case 0x203C:
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return TRUE;
    default:
        return hexapla_terminators_is_wide(c) || is_gesture(c);
    }
}

/* Armenian, Arabic and Urdu; the leads are those of letters, too, so the byte behind them tells. */
static inline HexaplaTextBlock
find_two_byte_suspects(HexaplaTextBlock c, HexaplaTextBlock next)
{
    return ((c == (gint8)0xD6) & (next == (gint8)0x89)) |
           ((c == (gint8)0xD8) & ((next | 1) == (gint8)0x9F)) |
           ((c == (gint8)0xDB) & (next == (gint8)0x94));
}

/* Danda; Burmese, Ethiopic and Khmer; ellipses, double marks and old emoji; Chinese and wide ones;
 * emoji. */
static inline HexaplaTextBlock
find_three_byte_suspects(HexaplaTextBlock c, HexaplaTextBlock next, HexaplaTextBlock third)
{
    return ((c == (gint8)0xE0) & (next == (gint8)0xA5) & ((third | 1) == (gint8)0xA5)) |
           ((c == (gint8)0xE1) &
            ((next == (gint8)0x81) | (next == (gint8)0x8D) | (next == (gint8)0x9F))) |
           ((c == (gint8)0xE2) &
            ((next == (gint8)0x81) | ((next == (gint8)0x80) & (third >= (gint8)0xA6)) |
             ((next | 4) == (gint8)0x9C))) |
           ((c == (gint8)0xE3) & (next == (gint8)0x80)) |
           ((c == (gint8)0xEF) & ((next | 1) == (gint8)0xBD)) |
           ((c == (gint8)0xF0) & (next == (gint8)0x9F));
}

/* A vector and two bytes behind it. */
#define BLOCK_BYTES (sizeof(HexaplaTextBlock) + 2)

/* Bytes at which a terminator may begin. Two more than the block are looked at. */
static inline guint64
find_suspects(const HexaplaSegmenter *self, const char *p)
{
    HexaplaTextBlock c, next, third, found;

    memcpy(&c, p, sizeof c);
    found = (c == '.') | (c == '!') | (c == '?');
    for (guint i = 0; i < self->n_own_ends; i++)
        found |= c == self->own_ends[i];
    if (hexapla_text_block_mask(c) == 0)
        return hexapla_text_block_mask(found);
    memcpy(&next, p + 1, sizeof next);
    found |= find_two_byte_suspects(c, next);
    if (hexapla_text_block_mask(hexapla_text_block_range(c, 0xE0, 0xFF)) == 0)
        return hexapla_text_block_mask(found);
    memcpy(&third, p + 2, sizeof third);
    return hexapla_text_block_mask(found | find_three_byte_suspects(c, next, third));
}

static inline gboolean
is_candidate(HexaplaContext *context, gsize from, gsize i)
{
    return hexapla_terminators_include(
               hexapla_text_at(context->text + i, context->text + context->block_end)) ||
           (context->self->n_own_ends > 0 && hexapla_own_ends_include(context, from, i));
}

/* The last bytes of a text, where no vector may be read. */
static gsize
find_slowly(HexaplaContext *context, gsize from, gsize i)
{
    const char *text = context->text;
    gunichar c;

    while (i < context->block_end && ((guchar)text[i] & 0xC0) == 0x80)
        i++;
    while (i < context->block_end && !is_candidate(context, from, i))
        i = hexapla_text_next(text + i, text + context->block_end, &c) - text;
    return i;
}

/* Where a sentence may end, the end of the block when nowhere from @from on. */
gsize
hexapla_terminators_find(HexaplaContext *context, gsize from)
{
    const HexaplaSegmenter *self = context->self;
    const char *text = context->text;
    gsize i = from;
    gsize last = context->block_end - MIN(context->block_end, BLOCK_BYTES);

    while (i < last) {
        guint64 suspects = find_suspects(self, text + i);

        if (suspects == 0) {
            i += sizeof(HexaplaTextBlock);
            continue;
        }
        i += __builtin_ctzll(suspects);
        if (is_candidate(context, from, i))
            return i;
        i++;
    }
    if (context->block_end < BLOCK_BYTES || i >= last + sizeof(HexaplaTextBlock))
        return find_slowly(context, from, i);
    for (guint64 rest = find_suspects(self, text + last) & (G_MAXUINT64 << (i - last)); rest != 0;
         rest &= rest - 1) {
        i = last + __builtin_ctzll(rest);
        if (is_candidate(context, from, i))
            return i;
    }
    return find_slowly(context, from, last + sizeof(HexaplaTextBlock));
}
