/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/evidence.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "segment/segmenter-private.h"

/* Characters of the longest abbreviation that is in no list. */
#define MAX_SHORT_WORD 4

/* A sentence may begin with a number; so many do not by chance stand behind one word. */
#define MIN_FIGURES 3

/* More sentences than that end in a word by right. */
#define MAX_FINALS 4

/* The short word of a cased script in front of @end as a number, 0 when there is none. */
static guint64
read_word(const char *text, gsize start, gsize end)
{
    const char *p = text + end;
    guint64 word = 0;
    gunichar c = 0;
    guint n = 0;

    for (; n <= MAX_SHORT_WORD && p > text + start; n++) {
        const char *previous = hexapla_text_previous(text + start, p, &c);

        if (!hexapla_text_is_lower(c) && !hexapla_text_is_upper(c))
            break;
        p = previous;
    }
    if (n < 2 || n > MAX_SHORT_WORD || text + end - p > (gssize)sizeof word ||
        (p > text + start && !hexapla_text_is_space(c) && !hexapla_text_is_opener(c)))
        return 0;
    memcpy(&word, p, text + end - p);
    return GUINT64_FROM_LE(word);
}

static guint
find_word(const HexaplaEvidence *self, guint64 word)
{
    guint i = 0;

    while (i < self->n && self->words[i].word != word)
        i++;
    return i;
}

/**
 * hexapla_evidence_take:
 * @self: what is known of the part so far
 * @segmenter: that split it
 * @text: of the part
 * @block_start: where the block begins
 * @decision: what was decided in it, of which hexapla_evidence_is_told() says that it tells more
 *
 * Since: 0.1
 */
void
hexapla_evidence_take(HexaplaEvidence *self, const HexaplaSegmenter *segmenter, const char *text,
                      gsize block_start, const HexaplaDecision *decision)
{
    gboolean figure = decision->rule == HEXAPLA_RULE_TERMINATOR;
    gsize start = decision->word_start;
    guint64 word;
    guint i;

    if (decision->end != decision->terminator + 1)
        return;
    word = read_word(text, block_start, decision->terminator);
    i = find_word(self, word);
    if (word == 0 || i == HEXAPLA_MAX_EVIDENCE_WORDS)
        return;
    if (i == self->n && hexapla_lexicon_lookup(segmenter->abbreviations, text + start,
                                               decision->terminator - start) != 0)
        return;
    if (i == self->n) {
        memset(&self->words[i], 0, sizeof self->words[i]);
        self->words[i].shift = (guint)__builtin_clzll(word) & ~7u;
        self->words[self->n++].word = word;
    }
    self->words[i].inside += !figure;
    self->words[i].figures += figure;
}

static guint
weigh(const HexaplaEvidence *self, guint i)
{
    return self->words[i].inside + self->words[i].figures / MIN_FIGURES;
}

/* Who begins sentences with small letters tells nothing with them, and a number may follow by chance.
 * Returns whether any word is left. */
static gboolean
keep_told(HexaplaEvidence *self, const HexaplaSegment *segments, guint n)
{
    guint careless = 0, kept = 0;

    for (guint i = 0; i < n; i++)
        careless += segments[i].rule == HEXAPLA_RULE_SMALL_LETTERS ||
                    segments[i].rule == HEXAPLA_RULE_LONG_WORD;
    for (guint i = 0; i < self->n; i++) {
        if (weigh(self, i) > careless)
            self->words[kept++] = self->words[i];
    }
    self->n = kept;
    return kept > 0;
}

/* Whether the part has the word too often without its full stop. */
static gboolean
is_plain_word(const char *text, gsize n, guint64 word, guint limit)
{
    const guint64 bytes = GUINT64_TO_LE(word);
    gsize length = strnlen((const char *)&bytes, sizeof bytes);
    const char *end = text + n;
    const char *p = text;
    guint count = 0;

    while (count < limit && (p = memmem(p, end - p, &bytes, length)) != NULL) {
        p += length;
        count += !hexapla_segment_is_word_letter(hexapla_text_before(text, p - length)) &&
                 hexapla_text_at(p, end) != '.' &&
                 !hexapla_segment_is_word_letter(hexapla_text_at(p, end));
    }
    return count == limit;
}

typedef struct {
    HexaplaEvidence *evidence;
    const HexaplaOverrides *overrides;
    const char *text;
    const HexaplaBlock *blocks;
    HexaplaContext context;
} Joiner;

/* Most sentences end in other letters, of which one look tells. */
static gboolean
may_end_at(const HexaplaEvidence *self, const char *text, gsize stop)
{
    guint64 tail;

    if (stop < sizeof tail)
        return TRUE;
    memcpy(&tail, text + stop - sizeof tail, sizeof tail);
    tail = GUINT64_FROM_LE(tail);
    for (guint i = 0; i < self->n; i++) {
        if (tail >> self->words[i].shift == self->words[i].word)
            return TRUE;
    }
    return FALSE;
}

/* The index of the word with whose full stop the segment ends. */
static inline guint
find_last_word(const Joiner *self, const HexaplaSegment *segment)
{
    const HexaplaEvidence *evidence = self->evidence;
    gsize stop = segment->end - 1;

    if (segment->rule != HEXAPLA_RULE_TERMINATOR || self->text[stop] != '.' ||
        !may_end_at(evidence, self->text, stop))
        return evidence->n;
    return find_word(evidence, read_word(self->text, segment->start, stop));
}

/* A name or a number may follow an abbreviation inside a sentence. */
static gboolean
may_follow(Joiner *self, const HexaplaSegment *next)
{
    HexaplaContext *context = &self->context;

    context->block_start = self->blocks[next->block].start;
    context->block_end = self->blocks[next->block].end;
    hexapla_followers_find(context, next->start);
    return context->opener == 0 && !hexapla_followers_is_starter(context);
}

/* Counts what each word would join. */
static void
count_finals(Joiner *self, const HexaplaSegment *segments, guint n)
{
    HexaplaEvidence *evidence = self->evidence;

    for (guint i = 0; i + 1 < n; i++) {
        guint word = find_last_word(self, &segments[i]);

        if (word < evidence->n && segments[i + 1].block == segments[i].block)
            evidence->words[word].finals += may_follow(self, &segments[i + 1]);
    }
}

/* No abbreviation stands often without its full stop, or mostly before capitals. */
static gboolean
is_abbreviation(const Joiner *self, guint i, gsize n)
{
    guint weight = weigh(self->evidence, i);
    guint finals = self->evidence->words[i].finals;

    return finals > 0 && finals <= MAX_FINALS * weight &&
           !is_plain_word(self->text, n, self->evidence->words[i].word, (weight + 1) / 2);
}

static gboolean
goes_on(const HexaplaSegment *segment, const HexaplaSegment *next, gpointer user_data)
{
    Joiner *self = user_data;
    const HexaplaBlock *block = &self->blocks[segment->block];

    return find_last_word(self, segment) < self->evidence->n && may_follow(self, next) &&
           next->end - segment->start <= HEXAPLA_MAX_SEGMENT_BYTES &&
           (self->overrides == NULL ||
            hexapla_overrides_ask(self->overrides, self->text, block->start, segment->end,
                                  block->end) != HEXAPLA_VERDICT_BREAK);
}

/**
 * hexapla_evidence_apply:
 * @self: what was taken from all blocks of the part
 * @segmenter: that split it
 * @overrides: (nullable): what a person decided
 * @document: the part with its sentences
 *
 * Joins sentences behind the abbreviations of the part, but not before a word that begins sentences.
 *
 * Since: 0.1
 */
void
hexapla_evidence_apply(HexaplaEvidence *self, const HexaplaSegmenter *segmenter,
                       const HexaplaOverrides *overrides, HexaplaDocument *document)
{
    Joiner joiner = {.evidence = self, .overrides = overrides};
    const HexaplaSegment *segments;
    gsize length;
    guint n, kept = 0;

    segments = hexapla_document_get_segments(document, &n);
    if (!keep_told(self, segments, n))
        return;
    joiner.text = hexapla_document_get_text(document, &length);
    joiner.context.self = segmenter;
    joiner.context.text = joiner.text;
    joiner.blocks = hexapla_document_get_blocks(document, &kept);
    count_finals(&joiner, segments, n);
    kept = 0;
    for (guint i = 0; i < self->n; i++) {
        if (is_abbreviation(&joiner, i, length))
            self->words[kept++] = self->words[i];
    }
    self->n = kept;
    if (kept > 0)
        hexapla_document_join_segments(document, goes_on, &joiner);
}
