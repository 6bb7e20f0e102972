/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* J, and the last letter of J.K */
static gboolean
is_initial(const char *text, gsize start, gsize end)
{
    gunichar c;
    const char *p = hexapla_text_previous(text + start, text + end, &c);

    if (p == text + start)
        return hexapla_text_is_upper(c);
    return (p[-1] == '.' && hexapla_segment_may_begin(c)) ||
           (p[-1] == '-' && hexapla_text_is_upper(c));
}

/* 51° 30' N */
static gboolean
is_bearing(const char *text, gsize block_start, gsize start)
{
    gsize end = hexapla_text_trim_space(text, block_start, start);
    gunichar last = hexapla_text_before(text + block_start, text + end);

    if (last == '\'' || last == '"')
        return end > block_start + 1 && g_ascii_isdigit(text[end - 2]);
    return last == 0x00B0 || last == 0x2032 || last == 0x2033;
}

static gboolean
is_time_word(const HexaplaContext *context, const char *word, gsize n)
{
    return hexapla_segment_is_number(word, 0, n) ||
           (hexapla_lexicon_lookup(context->self->followers, word, n) & WORD_OF_TIME) != 0;
}

/* A sentence that has told nothing but a time has not ended: “On Monday at 6 a.m. Mr. Lee left.” */
static gboolean
tells_only_time(const HexaplaContext *context, gsize end)
{
    const char *text = context->text;
    const char *start = text + context->block_start;
    const char *p = text + end;
    gboolean capital = FALSE;

    while (p > start) {
        const char *word_end = p;
        gunichar c = hexapla_text_before(start, p);

        if (c == ' ' || c == ',' || c == ':') {
            p--;
            continue;
        }
        if (c == '.' && !capital && p - 1 > start)
            word_end = --p;
        while (p > start && hexapla_segment_is_word_letter(hexapla_text_before(start, p)))
            p = hexapla_text_previous(start, p, &c);
        if (p == word_end || !is_time_word(context, p, (gsize)(word_end - p)))
            return capital && !hexapla_segment_is_word_letter(hexapla_text_before(start, word_end));
        capital = hexapla_text_is_upper(hexapla_text_at(p, word_end));
    }
    return capital;
}

/* What is known of the word behind the follower, which may hold apostrophes: Hawai‘i time */
static guint32
look_up_second(const HexaplaContext *context)
{
    const char *text = context->text;
    const char *space =
        memchr(text + context->follower, ' ', context->block_end - context->follower);

    return space != NULL ? hexapla_followers_look_up(context, space + 1 - text) : 0;
}

/* Whether the sentence ends with this abbreviation. */
static gboolean
abbreviation_is_final(const HexaplaContext *context, const HexaplaDecision *decision, guint32 bits)
{
    if ((bits & (WORD_NEVER_FINAL | WORD_UNIT)) != 0)
        return FALSE;
    if ((bits & WORD_BEFORE_NUMBER) != 0)
        return !hexapla_numbers_follow(context) && !hexapla_text_is_lower(context->c) &&
               context->c != ':' && context->c != ',' && context->c != ';';
    if (!hexapla_segment_may_begin(context->c))
        return FALSE;
    if ((bits & WORD_BEFORE_CAPITAL) != 0)
        return (hexapla_followers_look_up(context, context->follower) & WORD_NO_STARTER) == 0 &&
               (look_up_second(context) & WORD_OF_NAME) == 0 &&
               (hexapla_followers_is_starter(context) ||
                !tells_only_time(context, decision->word_start));
    return hexapla_followers_is_starter(context);
}

/* Mr . Lee */
static gboolean
is_spaced_title(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize end = hexapla_text_trim_space(text, context->block_start, decision->terminator);
    gsize start = hexapla_words_find_start(text, context->block_start, end);

    if ((hexapla_lexicon_lookup(context->self->abbreviations, text + start, end - start) &
         WORD_NEVER_FINAL) == 0)
        return FALSE;
    decision->word_start = start;
    decision->word_end = decision->end;
    return TRUE;
}

/* Scripts without capitals write the second of two initials like any word. */
static gboolean
ends_in_abbreviation(const HexaplaContext *context, gsize start, gsize end)
{
    const char *text = context->text;
    gsize part = end;

    while (part > start && text[part - 1] != '.')
        part--;
    return hexapla_segment_is_caseless(hexapla_text_at(text + part, text + end)) &&
           (hexapla_lexicon_lookup(context->self->abbreviations, text + part, end - part) &
            WORD_BEFORE_STARTER) != 0;
}

/* A letter that stands for who speaks: Q. – Why? */
static gboolean
is_speaker(const HexaplaContext *context, gsize start)
{
    const char *text = context->text;
    gsize before = hexapla_text_trim_space(text, context->block_start, start);

    return hexapla_segment_is_dash(context->c) &&
           (before == context->block_start || hexapla_terminators_include(hexapla_text_before(
                                                  text + context->block_start, text + before)));
}

/* Last bytes of what may stand between an abbreviation and what is in front of it. */
static const guint8 may_divide[256] = {['.'] = 1, ['-'] = 1, ['\''] = 1, [0x99] = 1};

static gboolean
divides(const char *start, const char *p)
{
    if (p[-1] == '.' || p[-1] == '-')
        return g_ascii_isupper(*p);
    return p[-1] == '\'' || (p - start >= 3 && memcmp(p - 3, "\u2019", 3) == 0);
}

/* German joins words, and "-str" in a list stands for all that end so: Goethestr. 5 */
static guint32
look_up_ending(const HexaplaContext *context, gsize start, gsize end)
{
    const HexaplaSegmenter *self = context->self;
    char ending[HEXAPLA_MAX_WORD_BYTES];
    guint32 bits = 0;

    ending[0] = '-';
    for (gsize n = self->longest_part; n > 1 && bits == 0; n--) {
        if (start + n >= end)
            continue;
        memcpy(ending + 1, context->text + end - n, n);
        bits = hexapla_lexicon_lookup(self->abbreviations, ending, n + 1);
    }
    return bits;
}

void
hexapla_abbreviations_read_endings(HexaplaSegmenter *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) words = hexapla_language_get_list(language, "Segmentation", "BeforeNumber");

    for (char **word = words; *word != NULL; word++) {
        if (**word == '-')
            self->longest_part =
                MAX(self->longest_part, MIN(strlen(*word + 1), HEXAPLA_MAX_WORD_BYTES - 1));
    }
}

/* An article, a quotation mark or another sentence may stand in front of an abbreviation:
 * dell’art. 5, ‘Mr. Smith’, it was late.Mr. Smith; and it may be part of a compound: Tel.-Nr. 5 */
static guint32
look_up_abbreviation(const HexaplaContext *context, gsize start, gsize end)
{
    const char *text = context->text;
    const HexaplaLexicon *abbreviations = context->self->abbreviations;
    guint32 bits = hexapla_lexicon_lookup(abbreviations, text + start, end - start);

    for (gsize i = start + 1; i + 1 < end && bits == 0; i++) {
        if (may_divide[(guchar)text[i - 1]] && divides(text + start, text + i))
            bits = hexapla_lexicon_lookup(abbreviations, text + i, end - i);
    }
    return bits != 0 ? bits : look_up_ending(context, start, end);
}

/* Where days and centuries are ordinals, 5. XII. and 19. století, a Roman one names a king and goes on
 * with a capital: Karel IV. Lucemburský */
static guint32
look_up_ordinal(const HexaplaContext *context, gsize start)
{
    guint32 bits = context->self->number_bits;

    if (hexapla_numbers_follow(context))
        return WORD_NEVER_FINAL;
    if ((bits & WORD_BEFORE_CAPITAL) != 0 && !g_ascii_isdigit(context->text[start]))
        return WORD_BEFORE_STARTER;
    return bits;
}

/* A full stop may belong to the word in front of it. Returns whether a rule about words decided. */
gboolean
hexapla_abbreviations_decide(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->word_start, end = decision->word_end;
    guint32 bits = look_up_abbreviation(context, start, end);
    gboolean initial = end > start && is_initial(text, start, end);

    if (start == end && is_spaced_title(context, decision)) {
        decision->rule = HEXAPLA_RULE_ABBREVIATION;
        return TRUE;
    }
    if (hexapla_numbers_is_item(context, start, end)) {
        decision->rule = HEXAPLA_RULE_NUMBER;
        return TRUE;
    }
    if (bits == 0 && context->self->number_bits != 0 && text[decision->end - 1] != ')' &&
        (hexapla_numbers_is_ordinal(text, context->block_start, start, end) ||
         hexapla_numbers_is_day(context, start, end)))
        bits = look_up_ordinal(context, start);
    /* p. 5 and S. 5, but S. Meyer */
    if ((bits & WORD_ABBREVIATION) == WORD_BEFORE_NUMBER && initial &&
        !hexapla_text_is_digit(context->c))
        bits = 0;
    if ((bits & WORD_UNIT) != 0 && !hexapla_numbers_is_measure(context, start))
        bits &= ~(guint32)WORD_UNIT;
    if (bits == 0 && hexapla_segment_has_stop(text, start, end) &&
        (initial || ends_in_abbreviation(context, start, end)))
        bits = WORD_BEFORE_STARTER;
    if (bits != 0) {
        decision->is_break = abbreviation_is_final(context, decision, bits);
        decision->rule =
            decision->is_break ? HEXAPLA_RULE_ABBREVIATION_FINAL : HEXAPLA_RULE_ABBREVIATION;
        decision->word_end++;
        return TRUE;
    }
    if (initial && (hexapla_segment_may_begin(context->c) || is_speaker(context, start)) &&
        !hexapla_followers_is_starter(context) && !is_bearing(text, context->block_start, start)) {
        decision->rule = HEXAPLA_RULE_INITIAL;
        return TRUE;
    }
    if (hexapla_numbers_is_closed(context, decision->terminator)) {
        decision->rule = HEXAPLA_RULE_NUMBER;
        return TRUE;
    }
    return FALSE;
}
