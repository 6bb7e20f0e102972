/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* Every language has its own pair: “ opens in English and closes in German, « opens in French and
 * closes in Danish. What stands between a terminator and a letter opens. */
static gboolean
closes_or_opens(gunichar c)
{
    return c == 0x201C || c == 0x2018 || c == 0x00AB || c == 0x2039 || c == '`';
}

static gsize
skip_closers(const char *text, gsize i, gsize end)
{
    while (i < end) {
        gunichar c;
        const char *next = hexapla_text_next(text + i, text + end, &c);

        if (closes_or_opens(c)) {
            if (hexapla_segment_is_word_letter(hexapla_text_at(next, text + end)))
                break;
        } else if (!hexapla_text_is_closer(c) && !hexapla_segment_is_direction_mark(c)) {
            break;
        }
        i = next - text;
    }
    return i;
}

/* French has a space in front of » too, and careless writers one in front of a bracket or of two
 * apostrophes. What follows tells that it is no opening mark of German. */
static gsize
skip_spaced_closers(const char *text, gsize i, gsize end)
{
    gsize p = hexapla_text_skip_space(text, i, end);
    gunichar c = hexapla_text_at(text + p, text + end);
    gunichar next;
    gsize behind;

    if (c == '\'' && p + 1 < end && text[p + 1] == '\'')
        c = 0x00BB;
    if (p == i || (c != 0x00BB && c != 0x203A && c != ')' && c != ']'))
        return i;
    behind = skip_closers(text, p, end);
    next = hexapla_text_at(text + behind, text + end);
    return hexapla_segment_is_word_letter(next) || hexapla_text_is_opener(next) ? i : behind;
}

/* Emoji behind the terminator belong to its sentence, with the marks that join or colour them, but
 * one that touches the next word is its bullet. */
static gsize
skip_emoji(const char *text, gsize i, gsize end)
{
    gsize p = hexapla_text_skip_space(text, i, end);

    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(text + p, text + end, &c);

        if (!hexapla_terminators_is_emoji(c) && !(p == i && (c == 0xFE0F || c == 0x200D)))
            break;
        if (p > i && hexapla_segment_is_word_letter(hexapla_text_at(next, text + end)))
            break;
        i = next - text;
        p = hexapla_text_skip_space(text, i, end);
    }
    return i;
}

/* A first byte of letters, but of no closing mark. */
static gboolean
begins_word(char byte)
{
    return g_ascii_isalnum(byte) || ((guchar)byte > 0xC2 && (guchar)byte < 0xE2);
}

/* Chinese and Japanese writers may use the narrow marks, too, and quote Latin text. Koreans join to a
 * quotation what tells who spoke. */
static gboolean
runs_on(const char *text, gsize terminator, gsize end, gsize block_end)
{
    gunichar next = hexapla_text_at(text + end, text + block_end);
    gunichar last;

    if (next < 0x2E80 || !hexapla_text_is_letter(next))
        return FALSE;
    last = hexapla_text_before(text + terminator, text + end);
    if (hexapla_segment_is_hangul(next) && !hexapla_terminators_include(last))
        return FALSE;
    return last != '.' && last != 0x2026;
}

/* ３．２９ */
static gboolean
is_wide_decimal(const char *text, gsize end, gsize block_end)
{
    return hexapla_text_before(text, text + end) == 0xFF0E &&
           hexapla_text_is_digit(hexapla_text_at(text + end, text + block_end));
}

static gsize
skip_terminators(const HexaplaSegmenter *self, const char *text, gsize i, gsize end,
                 gboolean *glues)
{
    while (i < end) {
        gunichar c;
        const char *next = hexapla_text_next(text + i, text + end, &c);
        gsize own = hexapla_own_ends_get_length(self, text, i, end);

        if (own == 0 && !hexapla_terminators_include(c))
            break;
        *glues = hexapla_terminators_is_wide(c) || (own > 0 && c >= 0x80);
        i = own > 0 ? i + own : (gsize)(next - text);
    }
    return i;
}

/* Returns the offset behind the terminators and closers that begin at @i; @glues tells whether no white
 * space is needed behind them. */
gsize
hexapla_ends_skip(const HexaplaSegmenter *self, const char *text, gsize i, gsize end,
                  gboolean *glues)
{
    gsize p;

    *glues = FALSE;
    if (i + 2 < end && text[i + 1] == ' ' && (guchar)text[i] < 0x80 && begins_word(text[i + 2]))
        return i + 1;
    p = skip_closers(text, skip_terminators(self, text, i, end, glues), end);
    p = skip_spaced_closers(text, p, end);
    if (p < end && hexapla_emoticons_may_begin(text[p + (text[p] == ' ' && p + 1 < end)]))
        p = hexapla_emoticons_skip(text, p, end);
    p = skip_emoji(text, p, end);
    *glues = (*glues && !is_wide_decimal(text, p, end)) || runs_on(text, i, p, end);
    return p;
}
