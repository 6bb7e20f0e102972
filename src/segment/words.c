/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/masks.h"
#include "base/text.h"

static inline gboolean
is_word_character(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c) || c == '.' || c == '-' || c == '\'';
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c) || c == 0x2019 || c == 0x00B0;
}

static inline gboolean
is_hebrew(gunichar c)
{
    return c >= 0x05D0 && c < 0x05EB;
}

/* The mark of Hebrew abbreviations, two strokes or a straight quotation mark between letters. */
static gboolean
is_gershayim(const char *start, const char *p, const char *behind, const char *end, gunichar c)
{
    return (c == '"' || c == 0x05F4) && is_hebrew(hexapla_text_at(behind, end)) &&
           is_hebrew(hexapla_text_before(start, p));
}

/* Which of eight bytes are ASCII letters, digits, full stops, hyphens and apostrophes. */
static inline guint64
mask_ascii_words(guint64 block)
{
    guint64 rest = hexapla_mask_range(block, '-', '.') | hexapla_mask_range(block, '0', '9') |
                   hexapla_mask_range(block, '\'', '\'');

    return hexapla_mask_letters(block) | rest;
}

/* Most words are short and of ASCII. */
static inline gsize
skip_ascii_word(const char *text, gsize start, gsize end)
{
    guint64 block, others;

    if (end < start + sizeof block)
        return end;
    memcpy(&block, text + end - sizeof block, sizeof block);
    others = ~mask_ascii_words(GUINT64_FROM_LE(block)) & HEXAPLA_EACH_BYTE(0x80);
    return others != 0 ? end - __builtin_clzll(others) / 8 : end - sizeof block;
}

/* Where the ASCII letters in front of @end begin, of which at most sixteen are looked at. */
static inline gsize
skip_ascii_letters(const char *text, gsize end)
{
    for (guint n = 0; n < 2; n++, end -= sizeof(guint64)) {
        guint64 block, others;

        memcpy(&block, text + end - sizeof block, sizeof block);
        others = ~hexapla_mask_letters(GUINT64_FROM_LE(block)) & HEXAPLA_EACH_BYTE(0x80);
        if (others != 0)
            return end - __builtin_clzll(others) / 8;
    }
    return end;
}

/* Most sentences: a word of ASCII letters, the last one small, one mark, a space, a capital. What the
 * rules would say after some more looks is decided at once. */
gboolean
hexapla_words_end_plainly(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = decision->terminator;
    gsize start;

    if (i + 2 >= context->block_end || i <= context->block_start + 2 * sizeof(guint64) ||
        !hexapla_terminators_include((guchar)text[i]) || text[i + 1] != ' ' ||
        !g_ascii_islower(text[i - 1]) || !g_ascii_isupper(text[i + 2]))
        return FALSE;
    start = skip_ascii_letters(text, i);
    if (text[start - 1] != ' ' || start + 1 >= i ||
        hexapla_lexicon_lookup(context->self->abbreviations, text + start, i - start) != 0)
        return FALSE;
    decision->word_start = start;
    decision->word_end = i;
    decision->end = i + 1;
    decision->next = i + 2;
    decision->rule = HEXAPLA_RULE_TERMINATOR;
    decision->is_break = TRUE;
    return TRUE;
}

/* Cyrillic, Hebrew and Arabic letters are two bytes long. */
static inline gboolean
ends_in_long_letter(const char *start, const char *p)
{
    guint c;

    if (p < start + 2 || ((guchar)p[-2] & 0xF0) != 0xD0)
        return FALSE;
    c = ((guchar)p[-2] & 0x1Fu) << 6 | ((guchar)p[-1] & 0x3Fu);
    return (c >= 0x0400 && c < 0x0482) || (c >= 0x05D0 && c < 0x05EB) ||
           (c >= 0x0620 && c < 0x0660);
}

/* The word in front of the terminator, inner full stops and hyphens included: U.S, e.g, Lt-Col */
gsize
hexapla_words_find_start(const char *text, gsize start, gsize end)
{
    const char *stop = text + end - MIN(end - start, HEXAPLA_MAX_WORD_BYTES);
    const char *p = text + skip_ascii_word(text, start, end);

    if (p > stop && p[-1] == ' ' && *p != '\'')
        return p - text;
    while (p > stop) {
        gunichar c;
        const char *previous;

        /* Most are plain letters; the table behind g_ascii_isalpha() is slower. */
        if ((guint)(p[-1] | 0x20) - 'a' < 26) {
            p--;
            continue;
        }
        if (ends_in_long_letter(stop, p)) {
            p -= 2;
            continue;
        }
        previous = hexapla_text_previous(text + start, p, &c);
        if (!is_word_character(c) && !is_gershayim(text + start, previous, p, text + end, c))
            break;
        p = previous;
    }
    while (p < text + end && *p == '\'')
        p++;
    return p - text;
}

/* Whether it is no abbreviation, nor part of an address. */
gboolean
hexapla_words_is_whole(const HexaplaContext *context, gsize start, gsize end)
{
    const char *text = context->text;
    gunichar before = hexapla_text_before(text + context->block_start, text + start);

    return end > start + 1 &&
           hexapla_text_is_lower(hexapla_text_before(text + start, text + end)) &&
           !hexapla_segment_has_stop(text, start, end) &&
           (before == 0 || hexapla_text_is_space(before) || hexapla_text_is_opener(before)) &&
           hexapla_lexicon_lookup(context->self->abbreviations, text + start, end - start) == 0;
}

/* Whether a word or number stands in front of the terminator, and no abbreviation or address. */
gboolean
hexapla_words_is_plain(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->word_start, end = decision->word_end;
    gunichar before = hexapla_text_before(text + context->block_start, text + start);

    if (hexapla_segment_is_number(text, start, end))
        return before == ',' || hexapla_text_is_space(before);
    return hexapla_words_is_whole(context, start, end);
}
