/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* [citation needed] */
#define MAX_NOTE_BYTES 24

/* Longer ones are data. */
#define MAX_ADDRESS_BYTES 2000

/* Whether a mark of quotation stands there alone, not beside a letter. */
static gboolean
is_lone_mark(const HexaplaContext *context, gsize i, gsize n)
{
    const char *text = context->text;
    gunichar behind = hexapla_text_at(text + i + n, text + context->block_end);

    return (behind == 0 || hexapla_text_is_space(behind)) &&
           hexapla_text_is_space(hexapla_text_before(text + context->block_start, text + i));
}

static gsize
count_marks(const char *text, gsize start, gsize end, char mark)
{
    gsize n = 0;

    for (gsize i = start; i < end; i++)
        n += text[i] == mark && (i == start || !g_ascii_isalnum(text[i - 1]) || i + 1 == end ||
                                 !g_ascii_isalnum(text[i + 1]));
    return n;
}

/* Between spaces a mark closes where one is open, and where none behind it could close what it opens:
 * He said , " Stop . " Then he left . */
static gboolean
lone_mark_closes(const HexaplaContext *context, gsize i, gsize n)
{
    const char *text = context->text;
    gsize to = MIN(context->block_end, i + HEXAPLA_MAX_QUOTATION_BYTES);

    if (!is_lone_mark(context, i, n))
        return FALSE;
    if (n == 2 || i - context->block_start > HEXAPLA_MAX_QUOTATION_BYTES)
        return n == 2;
    return count_marks(text, context->block_start, i, text[i]) % 2 == 1 ||
           count_marks(text, i + n, to, text[i]) == 0;
}

static void
take_lone_mark(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = decision->next;
    gsize n = i + 1 < context->block_end && text[i + 1] == text[i] ? 2 : 1;

    if (!hexapla_terminators_include(
            hexapla_text_before(text + decision->terminator, text + decision->end)) ||
        !lone_mark_closes(context, i, n))
        return;
    decision->end = i + n;
    decision->next = hexapla_text_skip_space(text, i + n, context->block_end);
}

/* Skips [1], [2, 3] and, when @glued, [a] and [note 4]. */
static gsize
skip_bracketed_note(const char *text, gsize i, gsize end, gboolean glued)
{
    gsize p = i + 1;

    if (i >= end || text[i] != '[')
        return i;
    while (p < end && p < i + MAX_NOTE_BYTES &&
           (g_ascii_isdigit(text[p]) || (p > i + 1 && strchr(" ,-", text[p]) != NULL) ||
            (glued && g_ascii_islower(text[p]))))
        p++;
    return p > i + 1 && p < end && text[p] == ']' ? p + 1 : i;
}

/* Skips a raised figure that lost its height: “the end.10 Then”, but neither 3.10 nor No.10. */
static gsize
skip_figure(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *end = text + context->block_end;
    gsize start = decision->word_start, length = decision->word_end - start;
    gsize p = decision->end;
    gsize next;

    if (length > 0 && (g_ascii_isdigit(text[start]) || !hexapla_words_is_plain(context, decision)))
        return p;
    while (p < context->block_end && g_ascii_isdigit(text[p]))
        p++;
    next = hexapla_text_skip_space(text, p, context->block_end);
    return p - decision->end <= 2 && next > p &&
                   hexapla_text_is_upper(hexapla_text_at(text + next, end))
               ? p
               : decision->end;
}

/* Marks of notes stand behind the sentence to which they belong. Where the block begins with one, it
 * is a bibliography. */
static void
take_notes(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize end = decision->end;

    if (g_ascii_isdigit(text[end]))
        end = skip_figure(context, decision);
    while (end < context->block_end && text[context->block_start] != '[') {
        gsize next = hexapla_text_skip_space(text, end, context->block_end);
        gsize behind = skip_bracketed_note(text, next, context->block_end, next == end);

        if (behind == next)
            break;
        end = behind;
    }
    if (end < context->block_end && hexapla_text_skip_space(text, end, context->block_end) == end)
        return;
    decision->end = end;
    decision->next = hexapla_text_skip_space(text, end, context->block_end);
}

void
hexapla_tails_take(const HexaplaContext *context, HexaplaDecision *decision)
{
    char c = context->text[decision->next];

    if (c == '[' || g_ascii_isdigit(c))
        take_notes(context, decision);
    else
        take_lone_mark(context, decision);
}

/* “The end.It began”: a word that begins sentences, a title, or behind a word of small letters one
 * with a capital; what goes on with other marks is an address or a file. */
static gboolean
begins_glued(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *block_end = text + context->block_end;
    gsize start = decision->end;
    gsize end = hexapla_segment_skip_letters(text, start, context->block_end);
    gunichar first, second, behind = hexapla_text_at(text + end, block_end);

    if (end == start || !hexapla_words_is_plain(context, decision))
        return FALSE;
    second = hexapla_text_at(hexapla_text_next(text + start, block_end, &first), block_end);
    if (!hexapla_text_is_upper(first))
        return FALSE;
    if (behind == '.')
        return (hexapla_lexicon_lookup(context->self->abbreviations, text + start, end - start) &
                WORD_NEVER_FINAL) != 0;
    if (!hexapla_text_is_space(behind) && !hexapla_text_is_apostrophe(behind) && behind != ',' &&
        behind != '?' && behind != '!')
        return FALSE;
    if ((hexapla_followers_look_up(context, start) & WORD_STARTER) != 0)
        return TRUE;
    return hexapla_text_is_lower(second) &&
           hexapla_text_is_lower(hexapla_text_at(text + decision->word_start, block_end));
}

/* Addresses in a row are a list of them. */
static gboolean
ends_address(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->terminator;
    gsize stop = start - MIN(start - context->block_start, MAX_ADDRESS_BYTES);
    const char *space =
        memchr(text + start, ' ', MIN(context->block_end - start, MAX_ADDRESS_BYTES));
    gsize next = space != NULL ? (gsize)(space - text) + 1 : context->block_end;

    if (!hexapla_segment_is_address(text + next, context->block_end - next))
        return FALSE;
    while (start > stop && !g_ascii_isspace(text[start - 1]))
        start--;
    if (!hexapla_segment_is_address(text + start, next - start))
        return FALSE;
    decision->end = next - 1;
    decision->next = next;
    return TRUE;
}

/* No white space follows. */
void
hexapla_tails_decide(const HexaplaContext *context, HexaplaDecision *decision)
{
    if (begins_glued(context, decision))
        decision->rule = HEXAPLA_RULE_MISSING_SPACE;
    else if (ends_address(context, decision))
        decision->rule = HEXAPLA_RULE_ADDRESS;
    else
        decision->rule = HEXAPLA_RULE_INSIDE_WORD;
    decision->is_break = decision->rule != HEXAPLA_RULE_INSIDE_WORD;
}
