/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"
#include "segment/items.h"

static const struct {
    const char *key;
    guint32 bits;
} lists[] = {
    {"NeverFinal", WORD_NEVER_FINAL},
    {"FinalBeforeCapital", WORD_BEFORE_CAPITAL},
    {"FinalBeforeStarter", WORD_BEFORE_STARTER},
    {"BeforeNumber", WORD_BEFORE_NUMBER},
    {"Starters", WORD_STARTER},
    {"NotStarters", WORD_NO_STARTER},
    {"AfterNotStarters", WORD_OF_NAME},
    {"Reporters", WORD_REPORTER},
    {"Units", WORD_UNIT},
    {"TimeWords", WORD_OF_TIME},
    {"Capitals", WORD_CAPITAL},
    {"Endings", WORD_ENDING},
    {"OpenEndings", WORD_OPEN_ENDING},
};

/**
 * hexapla_segmenter_new:
 * @language: of the text; its `[Segmentation]` section holds the abbreviations
 *
 * Returns: (transfer full): a segmenter
 * Since: 0.1
 */
HexaplaSegmenter *
hexapla_segmenter_new(const HexaplaLanguage *language)
{
    HexaplaSegmenter *self = g_new0(HexaplaSegmenter, 1);

    self->abbreviations = hexapla_lexicon_new();
    self->followers = hexapla_lexicon_new();
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        hexapla_language_fill(language, "Segmentation", lists[i].key,
                              (lists[i].bits & WORD_ABBREVIATION) != 0 ? self->abbreviations
                                                                       : self->followers,
                              lists[i].bits);
    self->number_bits = hexapla_lexicon_lookup(self->abbreviations, "#", 1);
    hexapla_abbreviations_read_endings(self, language);
    hexapla_own_ends_read(self, language);
    return self;
}

/**
 * hexapla_segmenter_free:
 * @self: (transfer full) (nullable): a segmenter
 *
 * Since: 0.1
 */
void
hexapla_segmenter_free(HexaplaSegmenter *self)
{
    if (self == NULL)
        return;
    hexapla_lexicon_free(self->abbreviations);
    hexapla_lexicon_free(self->followers);
    g_strfreev(self->terminators);
    g_free(self);
}

/* What is decided at the next terminator, FALSE when there is none. */
static gboolean
decide_next(const HexaplaSegmenter *self, const char *text, gsize block_start, gsize from,
            gsize block_end, HexaplaDecision *decision)
{
    HexaplaContext context = {self, text, block_start, block_end, 0, 0, 0};
    gboolean glues;

    decision->terminator = hexapla_terminators_find(&context, from);
    if (decision->terminator >= block_end)
        return FALSE;
    if ((self->marks & MARK_INNER_STOP) == 0 && hexapla_words_end_plainly(&context, decision))
        return TRUE;
    decision->word_start = hexapla_words_find_start(text, block_start, decision->terminator);
    decision->word_end = decision->terminator;
    if (self->n_own_ends > 0 && hexapla_own_ends_decide(&context, decision))
        return TRUE;
    decision->end = hexapla_ends_skip(self, text, decision->terminator, block_end, &glues);
    decision->next = hexapla_text_skip_space(text, decision->end, block_end);
    if (decision->next < block_end && hexapla_tails_may_begin(text[decision->next]))
        hexapla_tails_take(&context, decision);
    if (decision->next >= block_end) {
        decision->rule = HEXAPLA_RULE_BLOCK_END;
        decision->is_break = TRUE;
    } else if (decision->next > decision->end || glues) {
        hexapla_continuations_decide(&context, decision);
    } else {
        hexapla_tails_decide(&context, decision);
    }
    return TRUE;
}

/* Whether the marker of a list item follows, which with its bracket is one in front of small letters,
 * too. Behind a question a number may be the answer. */
static gboolean
begins_item(const HexaplaScan *scan, const HexaplaDecision *decision)
{
    gsize i = decision->next;
    gsize behind;

    if ((!decision->is_break && decision->rule != HEXAPLA_RULE_LOWER_CASE) ||
        !hexapla_items_may_begin(scan->text, i, scan->end))
        return FALSE;
    behind = hexapla_items_skip_marker(scan->text, i, scan->end);
    if (scan->text[decision->terminator] == '?' && g_ascii_isdigit(scan->text[i]))
        return FALSE;
    return behind > i && (decision->is_break || scan->text[behind - 1] == ')');
}

/* A sentence that a list marker or nothing separates from the one before is decided like a block. */
static void
begin_item(const HexaplaSegmenter *self, HexaplaScan *scan, gsize start, gboolean in_list)
{
    scan->start = scan->from = scan->body = start;
    scan->item_end = scan->end;
    if (!hexapla_items_may_begin(scan->text, start, scan->end))
        return;
    scan->body = hexapla_items_skip_marker(scan->text, start, scan->end);
    scan->item_end =
        hexapla_items_find_next(scan->text, start, scan->end, !in_list || self->number_bits != 0);
}

/* The item of a list ends, with or without a terminator. */
static void
end_item(const HexaplaSegmenter *self, HexaplaScan *scan, HexaplaDecision *decision)
{
    decision->rule = HEXAPLA_RULE_LIST_ITEM;
    decision->is_break = TRUE;
    decision->next = scan->item_end;
    begin_item(self, scan, scan->item_end, TRUE);
}

/**
 * hexapla_segmenter_begin:
 * @self: a segmenter
 * @scan: (out): where hexapla_segmenter_next() starts
 * @text: UTF-8, which must live as long as @scan is used
 * @start: first byte of the block
 * @end: behind its last byte
 *
 * Since: 0.1
 */
void
hexapla_segmenter_begin(const HexaplaSegmenter *self, HexaplaScan *scan, const char *text,
                        gsize start, gsize end)
{
    scan->text = text;
    scan->end = end;
    begin_item(self, scan, start, TRUE);
}

/**
 * hexapla_segmenter_next:
 * @self: a segmenter
 * @scan: a block
 * @decision: (out): what was decided at the next terminator or list item
 *
 * Returns: whether there was one
 * Since: 0.1
 */
gboolean
hexapla_segmenter_next(const HexaplaSegmenter *self, HexaplaScan *scan, HexaplaDecision *decision)
{
    if (!decide_next(self, scan->text, scan->start, scan->from, scan->item_end, decision)) {
        if (scan->item_end >= scan->end)
            return FALSE;
        decision->end = hexapla_text_trim_space(scan->text, scan->from, scan->item_end);
        decision->terminator = decision->word_start = decision->word_end = decision->end;
        end_item(self, scan, decision);
        return TRUE;
    }
    scan->from = decision->end;
    if (decision->terminator < scan->body && decision->is_break && decision->end < scan->item_end) {
        decision->is_break = FALSE;
        decision->rule = HEXAPLA_RULE_NUMBER;
    } else if (decision->next >= scan->item_end && scan->item_end < scan->end) {
        end_item(self, scan, decision);
    } else if (begins_item(scan, decision)) {
        if (!decision->is_break)
            decision->rule = HEXAPLA_RULE_LIST_ITEM;
        decision->is_break = TRUE;
        begin_item(self, scan, decision->next, FALSE);
    } else if (decision->rule == HEXAPLA_RULE_MISSING_SPACE ||
               decision->rule == HEXAPLA_RULE_BEFORE_ELLIPSIS) {
        begin_item(self, scan, decision->next, FALSE);
    }
    return TRUE;
}
