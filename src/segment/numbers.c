/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"
#include "segment/items.h"

/* The second of two ordinals: 1.-3., 1. -3. and 1./2. */
static gboolean
joins_ordinals(const char *text, gsize block_start, gsize start)
{
    gunichar c;
    const char *p = hexapla_text_previous(text + block_start, text + start, &c);

    gunichar before = hexapla_text_before(text + block_start, p);

    return (c == '/' || hexapla_segment_is_dash(c)) &&
           (before == '.' || hexapla_text_is_space(before));
}

/* The last group of a long number, as of a telephone: 0212 123 45 */
static gboolean
is_last_group(const char *text, gsize block_start, gsize start)
{
    return start > block_start + 1 && text[start - 1] == ' ' && g_ascii_isdigit(text[start - 2]);
}

/* The 3. of May, the 1.-3. and Louis XIV., but neither 5,2 nor 3:1. */
gboolean
hexapla_numbers_is_ordinal(const char *text, gsize block_start, gsize start, gsize end)
{
    const char *hyphen = memrchr(text + start, '-', end - start);
    gunichar before;

    if (hyphen != NULL)
        start = hyphen + 1 - text;
    before = hexapla_text_before(text + block_start, text + start);
    if (before != 0 && !hexapla_text_is_space(before) && !hexapla_text_is_opener(before) &&
        !joins_ordinals(text, block_start, start))
        return FALSE;
    if (end - start <= 2 && hexapla_segment_is_number(text, start, end))
        return !is_last_group(text, block_start, start);
    return end - start >= 2 && strspn(text + start, "IVXL") >= end - start;
}

/* A day and its month before the year: 5.12. 1890 */
gboolean
hexapla_numbers_is_day(const HexaplaContext *context, gsize start, gsize end)
{
    const char *text = context->text;
    const char *stop = memchr(text + start, '.', end - start);

    return stop != NULL && hexapla_text_is_digit(context->c) &&
           hexapla_numbers_is_ordinal(text, context->block_start, start, stop - text) &&
           end - (stop + 1 - text) <= 2 && hexapla_segment_is_number(text, stop + 1 - text, end);
}

/* ͵αωπδ΄ has four letters besides the stroke that tells thousands. */
#define MAX_GREEK_DIGITS 4

/* Greek numbers are letters with a stroke: τόμ. Β΄ */
static gboolean
is_greek_number(const char *text, gsize start, gsize end, gsize block_end)
{
    gunichar first = hexapla_text_at(text + start, text + end);
    gunichar stroke = hexapla_text_at(text + end, text + block_end);

    return first >= 0x0370 && first < 0x0400 &&
           (stroke == 0x0374 || stroke == 0x0384 || stroke == 0x02B9 || stroke == 0x00B4 ||
            stroke == 0x2032 || hexapla_text_is_apostrophe(stroke)) &&
           hexapla_text_count_chars(text + start, end - start) <= MAX_GREEK_DIGITS;
}

/* No. 5, vol. II, app. B */
gboolean
hexapla_numbers_follow(const HexaplaContext *context)
{
    const char *text = context->text;
    gsize end = hexapla_segment_skip_letters(text, context->follower, context->block_end);
    gsize n = end - context->follower;

    return hexapla_text_is_digit(context->c) ||
           is_greek_number(text, context->follower, end, context->block_end) ||
           (n >= 2 && strspn(text + context->follower, "IVXLC") >= n) ||
           (n == 1 && g_ascii_isupper(text[context->follower]) &&
            !hexapla_followers_is_starter(context));
}

/* 5 ft. 3 in. tall */
gboolean
hexapla_numbers_is_measure(const HexaplaContext *context, gsize start)
{
    const char *text = context->text;
    gsize before = hexapla_text_trim_space(text, context->block_start, start);

    return (hexapla_text_is_digit(context->c) || hexapla_text_is_lower(context->c)) &&
           hexapla_text_is_digit(hexapla_text_before(text + context->block_start, text + before));
}

static gboolean
is_in_bracket(const HexaplaContext *context, gsize end, char open, char close)
{
    gsize start = end - MIN(end - context->block_start, HEXAPLA_MAX_SOURCE_BYTES);

    while (end > start && context->text[end - 1] != close) {
        if (context->text[--end] == open)
            return TRUE;
    }
    return FALSE;
}

/* A bracket that closes behind a number holds no sentence there: [page. 5] */
gboolean
hexapla_numbers_is_closed(const HexaplaContext *context, gsize terminator)
{
    const char *text = context->text;
    gsize i = context->follower;

    if (context->opener != 0)
        return FALSE;
    while (i < context->block_end && g_ascii_isdigit(text[i]))
        i++;
    if (i == context->follower || i >= context->block_end)
        return FALSE;
    return (text[i] == ')' && is_in_bracket(context, terminator, '(', ')')) ||
           (text[i] == ']' && is_in_bracket(context, terminator, '[', ']'));
}

/* Digits of the number of an article of a law; a paragraph that begins with four may begin with a
 * year. */
#define MAX_LIST_NUMBER 4

/* 1. The first of all. 2. The next. */
gboolean
hexapla_numbers_is_item(const HexaplaContext *context, gsize start, gsize end)
{
    const char *text = context->text;
    gsize before, word;

    if (end - start > MAX_LIST_NUMBER || !hexapla_segment_is_number(text, start, end))
        return FALSE;
    before = hexapla_text_trim_space(text, context->block_start, start);
    if (before == context->block_start ||
        hexapla_items_is_bullet(hexapla_text_before(text + context->block_start, text + before)))
        return end - start < MAX_LIST_NUMBER;
    if (before == start || strchr(".;:", text[--before]) == NULL ||
        !hexapla_segment_may_begin(context->c))
        return FALSE;
    word = hexapla_words_find_start(text, context->block_start, before);
    return word == before || hexapla_words_is_whole(context, word, before);
}
