/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* Whether the last mark like this one that stands beside a word closed a quotation: what follows it
 * opens the next one. */
gboolean
hexapla_quotations_are_closed(const HexaplaContext *context, gsize i, gunichar mark)
{
    const char *start = context->text + context->block_start;
    const char *p = context->text + i;
    const char *stop = p - MIN((gsize)(p - start), HEXAPLA_MAX_QUOTATION_BYTES);

    while (p > stop && (p = memrchr(stop, (int)mark, p - stop)) != NULL) {
        gboolean behind_word = hexapla_segment_is_word_letter(hexapla_text_before(start, p));

        if (behind_word !=
            hexapla_segment_is_word_letter(hexapla_text_at(p + 1, context->text + i)))
            return behind_word;
    }
    return FALSE;
}

static gboolean
is_pair(gunichar open, gunichar close)
{
    switch (close) {
    case '"':
    case '\'':
        return open == close;
    case 0x00BB:
        return open == 0x00AB;
    case 0x201D:
        return open == 0x201C || open == 0x201E;
    case 0x201C: /* German and Urdu */
        return open == 0x201E || open == 0x201D;
    case 0x2019:
        return open == 0x2018;
    case 0x300D:
    case 0x300F:
        return open == close - 1;
    default:
        return FALSE;
    }
}

/* Whether the quotation that ends there stands behind a colon or comma: who speaks was told before it, and what
 * follows tells something else. He asked: “Who?” Nobody answered. */
gboolean
hexapla_quotations_are_announced(const HexaplaContext *context, gsize end)
{
    const char *start = context->text + context->block_start;
    const char *p = context->text + end;
    const char *stop = p - MIN((gsize)(p - start), HEXAPLA_MAX_QUOTATION_BYTES);
    gunichar close, c, before;

    p = hexapla_text_previous(start, p, &close);
    while (p > stop) {
        p = hexapla_text_previous(start, p, &c);
        before = hexapla_text_before(start, p);
        if (!is_pair(c, close) || hexapla_segment_is_word_letter(before))
            continue;
        p = context->text +
            hexapla_text_trim_space(context->text, context->block_start, p - context->text);
        before = hexapla_text_before(start, p);
        return before == ':' || before == ',' || before == 0x060C || before == 0xFF0C ||
               before == 0xFF1A;
    }
    return FALSE;
}
