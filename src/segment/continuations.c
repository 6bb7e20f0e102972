/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* Characters of the longest words in brackets. */
#define MAX_BRACKET 200

static gboolean
continues_with_punctuation(gunichar c)
{
    /* № 5 belongs to what stands before it. */
    return c == ',' || c == ';' || c == ':' || c == 0x2116 || c == 0x060C || c == 0x061B ||
           c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == '.' ||
           c == '!' || c == '?';
}

/* Where nothing follows an omission, it belongs to the sentence before it. */
static gboolean
is_last_omission(const HexaplaContext *context)
{
    gboolean wide;

    return (context->opener == '(' || context->opener == '[') &&
           (context->c == '.' || context->c == 0x2026) &&
           hexapla_ends_skip(context->self, context->text, context->follower, context->block_end,
                             &wide) >= context->block_end;
}

/* Whether the last mark like this one that stands beside a word closed a quotation: what follows it
 * opens the next one. */
static gboolean
is_closed_before(const HexaplaContext *context, gsize i, gunichar mark)
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

/* What closes a quotation of a careless writer may look like an opening mark; a bracket is one. */
static gboolean
continues_after_marks(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = context->follower;

    if (is_last_omission(context))
        return TRUE;
    if (!continues_with_punctuation(context->c))
        return FALSE;
    if (context->opener == 0)
        return TRUE;
    if (context->c == '.' && i + 1 < context->block_end && text[i + 1] == '.')
        return FALSE;
    if (context->opener != '"' && context->opener != '\'')
        return context->opener == '`';
    return !is_closed_before(context, decision->next, context->opener);
}

/* The letter that follows a dash tells whether the sentence goes on: “Stop!” – he said. */
static gsize
skip_dashes(const char *text, gsize i, gsize end)
{
    gunichar c;
    gsize start = i;

    while (i < end && hexapla_segment_is_dash(hexapla_text_at(text + i, text + end)))
        i = hexapla_text_next(text + i, text + end, &c) - text;
    return i > start ? hexapla_text_skip_space(text, i, end) : i;
}

/* (...) and […] stand for what was left out: where a sentence begins they belong to it. */
static gboolean
is_omission(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;
    gunichar before = hexapla_text_before(start, text + decision->terminator);
    gunichar last;
    gsize p;

    if ((before != '(' && before != '[') || text[decision->terminator] == '!' ||
        text[decision->terminator] == '?')
        return FALSE;
    p = hexapla_text_trim_space(text, context->block_start, decision->terminator - 1);
    last = hexapla_text_before(start, text + p);
    return last == 0 || hexapla_terminators_include(last) || hexapla_text_is_closer(last);
}

/* Chinese: the verb stands at the end of “他低声问，”, whatever its subject is. */
static gboolean
has_wide_reporter(const HexaplaContext *context)
{
    const char *text = context->text;
    gsize end = hexapla_segment_skip_letters(text, context->follower, context->block_end);
    gsize start = end;

    for (guint n = 0; n < 3 && start > context->follower; n++) {
        gunichar c;

        start = hexapla_text_previous(text + context->follower, text + start, &c) - text;
        if ((hexapla_lexicon_lookup(context->self->followers, text + start, end - start) &
             WORD_REPORTER) != 0)
            return TRUE;
    }
    return FALSE;
}

/* Of a sentence that tells who spoke, and of its verb: पूछते हैं */
#define MAX_REPORT_BYTES 250
#define MAX_REPORT_WORDS 2

/* The end of the sentence that may tell who spoke, @start when it tells more. */
static gsize
find_report_end(const char *text, gsize start, gsize end)
{
    const char *p = text + start;
    const char *limit = p + MIN(end - start, MAX_REPORT_BYTES);

    while (p < limit) {
        gunichar c;
        const char *next = hexapla_text_next(p, text + end, &c);

        if (hexapla_terminators_include(c))
            return p - text;
        p = next;
    }
    return start;
}

/* Hindi, Urdu and Korean: the verb stands at the end of “she asked him”. */
static gboolean
has_final_reporter(const HexaplaContext *context, gsize start)
{
    const HexaplaLexicon *followers = context->self->followers;
    const char *text = context->text;
    gsize end = find_report_end(text, start, context->block_end);
    gsize word = end;

    for (guint n = 0; n < MAX_REPORT_WORDS && word > start; n++) {
        gsize word_end = hexapla_text_trim_space(text, start, word);
        guint32 bits;

        word = word_end;
        while (word > start && text[word - 1] != ' ')
            word--;
        bits = hexapla_lexicon_lookup(followers, text + word, word_end - word) |
               hexapla_lexicon_lookup(followers, text + word, end - word);
        if ((bits & WORD_REPORTER) != 0)
            return TRUE;
    }
    return FALSE;
}

/* One full stop, or marks of questions and exclamations, and nothing that closes. */
static gboolean
is_lone_terminator(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *end = context->text + decision->end;
    const char *p = context->text + decision->terminator;

    if (*p == '.')
        return p + 1 == end;
    while (p < end && (*p == '!' || *p == '?'))
        p++;
    return p == end;
}

/* Nothing abbreviates to a word of this many letters that is not in a list. */
#define MIN_LONG_WORD 5

/* Careless writers begin sentences with small letters. A full stop behind a long word ends one all
 * the same, unless it stands in a quotation and who spoke follows. Armenian is left out: there the
 * full stop is a mark inside the sentence. */
static gboolean
ends_long_word(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->word_start, end = decision->terminator;

    return text[end] == '.' && decision->end == end + 1 && context->follower == decision->next &&
           context->c < 0x0530 && hexapla_text_is_lower(context->c) &&
           hexapla_segment_skip_letters(text, start, end) == end &&
           hexapla_text_is_lower(hexapla_text_before(text + start, text + end)) &&
           hexapla_text_count_chars(text + start, end - start) >= MIN_LONG_WORD &&
           (hexapla_followers_look_up(context, context->follower) & WORD_REPORTER) == 0;
}

/* Who begins a block with a small letter begins sentences with small letters, too, and addresses
 * begin them so everywhere; but an ellipsis and what closes a quotation or a bracket may still stand
 * inside one. */
static gboolean
begins_small(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;

    return context->follower == decision->next && !hexapla_segment_is_dash(context->c) &&
           (hexapla_text_is_lower(hexapla_text_at(start, text + context->block_end)) ||
            hexapla_segment_is_address(text + context->follower,
                                       context->block_end - context->follower)) &&
           is_lone_terminator(context, decision);
}

/* Where no small letter can tell that a sentence goes on: “Why?” she asked; an ellipsis. */
static gboolean
goes_on(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gunichar first = hexapla_text_at(text + decision->terminator, text + decision->end);
    gunichar last = hexapla_text_before(text + decision->terminator, text + decision->end);
    gsize word = skip_dashes(text, context->follower, context->block_end);
    gboolean ends_statement = first == '.' || first == 0x3002;

    if (word > context->follower &&
        (hexapla_followers_look_up(context, word) & WORD_NO_STARTER) != 0)
        return TRUE;
    if (!hexapla_segment_is_caseless(hexapla_text_at(text + word, text + context->block_end)))
        return FALSE;
    if (hexapla_segment_is_ellipsis(text, decision->terminator, decision->end) &&
        (decision->next > decision->end || hexapla_terminators_include(last)))
        return decision->next > decision->end && hexapla_segment_is_caseless(context->c) &&
               !hexapla_segment_is_hangul(context->c);
    if (context->opener != 0 || context->self->clause_length > 0 ||
        (hexapla_terminators_include(last) && ends_statement))
        return FALSE;
    if ((hexapla_followers_look_up_prefix(context->self, text, word, context->block_end) &
         WORD_NO_STARTER) != 0)
        return TRUE;
    if (hexapla_terminators_include(last) || ends_statement)
        return FALSE;
    if (context->c >= 0x2E80 && !hexapla_segment_is_hangul(context->c))
        return has_wide_reporter(context);
    return (hexapla_followers_look_up(context, word) & WORD_REPORTER) != 0 ||
           has_final_reporter(context, word);
}

/* A bracket that opens inside a sentence closes inside it: (apples, pears etc.) */
static gboolean
closes_inside(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;
    const char *p = text + decision->terminator;
    gunichar c;

    c = (guchar)text[decision->end - 1];
    if ((c != ')' && c != ']') || !hexapla_segment_is_caseless(context->c))
        return FALSE;
    for (guint n = 0; n < MAX_BRACKET && p > start; n++) {
        p = hexapla_text_previous(start, p, &c);
        if (c == '(' || c == '[') {
            p = text + hexapla_text_trim_space(text, context->block_start, p - text);
            c = hexapla_text_before(start, p);
            return c != 0 && !hexapla_terminators_include(c) && !hexapla_text_is_closer(c);
        }
    }
    return FALSE;
}

/* Emoji in front of a line are its bullet. */
static gboolean
is_bullet(const HexaplaContext *context, const HexaplaDecision *decision)
{
    return decision->terminator == context->block_start &&
           hexapla_terminators_is_emoji(hexapla_text_at(context->text + decision->terminator,
                                                        context->text + decision->end));
}

/* Urdu abbreviates with its own full stop, too. */
static gboolean
is_lone_urdu_stop(const char *text, const HexaplaDecision *decision)
{
    return decision->end - decision->terminator == 2 &&
           hexapla_text_at(text + decision->terminator, text + decision->end) == 0x06D4;
}

/* The source of a quotation belongs to its sentence, whose full stop stands behind it: “…” (Lee 55). */
static gboolean
cites_source(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize limit = MIN(context->block_end, decision->next + HEXAPLA_MAX_SOURCE_BYTES);
    const char *close;

    if (context->opener != '(' || text[decision->next] != '(' || text[decision->end - 1] == ')' ||
        decision->end == decision->terminator + 1)
        return FALSE;
    close = memchr(text + decision->next, ')', limit - decision->next);
    return close != NULL && close + 1 < text + context->block_end &&
           strchr(".,;:", close[1]) != NULL && !hexapla_terminators_include((guchar)close[-1]);
}

/* A word that is always written with a capital does not tell whether a sentence begins. */
static gboolean
goes_on_with_capital(const HexaplaContext *context, const HexaplaDecision *decision)
{
    return (hexapla_segment_is_ellipsis(context->text, decision->terminator, decision->end) ||
            hexapla_text_before(context->text + context->block_start,
                                context->text + decision->terminator) == ' ') &&
           (hexapla_followers_look_up(context, context->follower) & WORD_CAPITAL) != 0;
}

/* With a space in front an ellipsis stands for words that were left out, and figures rarely begin a
 * sentence: some time in ... 2023 */
static gboolean
omits_words(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;

    return context->opener == 0 && hexapla_text_is_digit(context->c) &&
           hexapla_segment_is_ellipsis(text, decision->terminator, decision->end) &&
           hexapla_text_is_space(
               hexapla_text_before(text + context->block_start, text + decision->terminator));
}

/* Stops in front of all words stand for what was left out: they end nothing. */
static gboolean
is_leading_ellipsis(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;

    if (decision->terminator - context->block_start > HEXAPLA_MAX_WORD_BYTES)
        return FALSE;
    if (*start != '.' && hexapla_text_at(start, text + decision->end) != 0x2026)
        return FALSE;
    if (*start == '.' && start[1] != '.' && start[1] != ' ')
        return FALSE;
    return decision->terminator == context->block_start ||
           strspn(start, ". ") >= decision->terminator - context->block_start;
}

/* Skips “. . . ”, “... ” and “… ”. */
static gsize
skip_ellipsis(const char *text, gsize i, gsize end)
{
    static const char *const forms[] = {". . . ", "... ", "...", "… ", "…"};

    for (guint k = 0; k < G_N_ELEMENTS(forms); k++) {
        gsize n = strlen(forms[k]);

        if (end - i > n && memcmp(text + i, forms[k], n) == 0)
            return i + n;
    }
    return i;
}

/* “The end. . . . Then”: the three behind the full stop begin the next sentence. */
static gboolean
ends_before_ellipsis(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gunichar before = hexapla_text_before(text + context->block_start, text + decision->terminator);
    gsize behind;

    if (context->opener != 0 || (context->c != '.' && context->c != 0x2026))
        return FALSE;
    behind = skip_ellipsis(text, context->follower, context->block_end);
    return behind > context->follower &&
           (!hexapla_text_is_space(before) || text[context->follower + 1] != ' ') &&
           hexapla_text_is_upper(hexapla_text_at(text + behind, text + context->block_end));
}

/* Most sentences: a word, one mark, a capital, or in scripts without capitals a full stop and a letter.
 * No rule below says more about them. */
static gboolean
ends_plainly(const HexaplaContext *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = decision->terminator;

    if (context->opener != 0 || decision->end != i + 1 || i == context->block_start)
        return FALSE;
    return (hexapla_text_is_upper(context->c) ||
            (text[i] == '.' && hexapla_segment_is_caseless(context->c))) &&
           hexapla_text_is_letter(hexapla_text_before(text + context->block_start, text + i));
}

static void
decide_before_small(const HexaplaContext *context, HexaplaDecision *decision)
{
    if (begins_small(context, decision))
        decision->rule = HEXAPLA_RULE_SMALL_LETTERS;
    else if (ends_long_word(context, decision))
        decision->rule = HEXAPLA_RULE_LONG_WORD;
    else
        decision->rule = HEXAPLA_RULE_LOWER_CASE;
    decision->is_break = decision->rule != HEXAPLA_RULE_LOWER_CASE;
}

void
hexapla_continuations_decide(HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gboolean one_stop =
        (text[decision->terminator] == '.' &&
         (decision->end == decision->terminator + 1 || text[decision->terminator + 1] != '.')) ||
        is_lone_urdu_stop(text, decision);

    hexapla_followers_find(context, decision->next);
    decision->is_break = FALSE;
    if (one_stop && (context->self->marks & MARK_INNER_STOP) != 0) {
        decision->rule = HEXAPLA_RULE_INNER_MARK;
        return;
    }
    if (closes_inside(context, decision) || is_bullet(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
        return;
    }
    if (one_stop && hexapla_abbreviations_decide(context, decision))
        return;
    if (ends_plainly(context, decision)) {
        decision->rule = HEXAPLA_RULE_TERMINATOR;
        decision->is_break = TRUE;
    } else if (one_stop && ends_before_ellipsis(context, decision)) {
        decision->rule = HEXAPLA_RULE_BEFORE_ELLIPSIS;
        decision->is_break = TRUE;
    } else if (is_leading_ellipsis(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
    } else if (continues_after_marks(context, decision) || is_omission(context, decision)) {
        decision->rule = HEXAPLA_RULE_PUNCTUATION_FOLLOWS;
    } else if (hexapla_text_is_lower(
                   hexapla_text_at(text + skip_dashes(text, context->follower, context->block_end),
                                   text + context->block_end))) {
        decide_before_small(context, decision);
    } else if (goes_on(context, decision) || goes_on_with_capital(context, decision) ||
               cites_source(context, decision) || omits_words(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
    } else {
        decision->rule = HEXAPLA_RULE_TERMINATOR;
        decision->is_break = TRUE;
    }
}
