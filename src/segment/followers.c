/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* Characters of the longest words that are looked for where no space tells a word's end. */
#define MAX_PREFIX 12

/* Typewriters have no low quotation marks and make them of two commas, as ,,this''. */
static gboolean
is_low_quote(const char *p, const char *end)
{
    return end - p >= 2 && p[0] == ',' && p[1] == ',';
}

void
hexapla_followers_find(HexaplaContext *context, gsize i)
{
    const char *end = context->text + context->block_end;
    const char *p = context->text + i;
    gunichar c;

    context->opener = 0;
    while (p < end) {
        c = hexapla_text_at(p, end);
        if (is_low_quote(p, end))
            c = context->opener = *p++;
        else if (hexapla_text_is_opener(c) || c == 0x201D)
            context->opener = c; /* Swedish and Finnish open quotations with ”, too. */
        else if (!hexapla_text_is_space(c) && !hexapla_segment_is_direction_mark(c))
            break;
        p = hexapla_text_next(p, end, &c);
    }
    context->follower = p - context->text;
    context->c = hexapla_text_at(p, end);
}

guint32
hexapla_followers_look_up(const HexaplaContext *context, gsize start)
{
    gsize end = hexapla_segment_skip_letters(context->text, start, context->block_end);

    return hexapla_lexicon_lookup(context->self->followers, context->text + start, end - start);
}

/* What is known of the word at @i in a script that has no space between words: the longest counts. */
guint32
hexapla_followers_look_up_prefix(const HexaplaSegmenter *self, const char *text, gsize i, gsize end)
{
    const char *p = text + i;
    guint32 bits = 0;

    for (guint n = 0; n < MAX_PREFIX && p < text + end; n++) {
        gunichar c;
        guint32 found;

        p = hexapla_text_next(p, text + end, &c);
        found = hexapla_lexicon_lookup(self->followers, text + i, p - text - i);
        bits = found != 0 ? found : bits;
    }
    return bits;
}

/* Some languages have words of one letter; before a full stop it is an initial, as is any word that
 * spells one. */
gboolean
hexapla_followers_is_starter(const HexaplaContext *context)
{
    const char *text = context->text;
    gsize end = hexapla_segment_skip_letters(text, context->follower, context->block_end);
    gsize n = end - context->follower;

    if (end < context->block_end && text[end] == '.' &&
        (hexapla_text_count_chars(text + context->follower, n) == 1 ||
         hexapla_lexicon_lookup(context->self->abbreviations, text + context->follower, n) != 0))
        return FALSE;
    return (hexapla_followers_look_up(context, context->follower) & WORD_STARTER) != 0;
}
