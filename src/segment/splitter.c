/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/splitter.h"

#include "base/limits.h"
#include "base/text.h"
#include "segment/evidence.h"

/* A block on its way to become sentences. */
typedef struct {
    const HexaplaOverrides *overrides;
    HexaplaDocument *document;
    const char *text;
    guint block;
    gsize start;
    gsize end;
    gsize sentence; /* where the one at hand begins */
    gsize asked;    /* no place before it is asked about again */
} Cutter;

/* Cuts what no editor holds. Returns where the rest begins. */
static gsize
cut_long(Cutter *self, gsize start, gsize end)
{
    const char *text = self->text;

    while (end - start > HEXAPLA_MAX_SEGMENT_BYTES) {
        gsize cut = start + HEXAPLA_MAX_SEGMENT_BYTES;

        while (cut > start && text[cut] != ' ')
            cut--;
        if (cut == start) {
            cut = start + HEXAPLA_MAX_SEGMENT_BYTES;
            while (((guchar)text[cut] & 0xC0) == 0x80)
                cut--;
        }
        hexapla_document_add_segment(self->document, self->block, start,
                                     hexapla_text_trim_space(text, start, cut),
                                     HEXAPLA_RULE_TOO_LONG);
        start = hexapla_text_skip_space(text, cut, end);
    }
    return start;
}

static void
end_sentence(Cutter *self, gsize place, gsize next, HexaplaRule rule)
{
    hexapla_document_add_segment(self->document, self->block, cut_long(self, self->sentence, place),
                                 place, rule);
    self->sentence = next;
}

/* Ends sentences in front of @limit where somebody wants it and no rule has anything to say. */
static void
overrule_until(Cutter *self, gsize limit)
{
    for (;;) {
        gsize from = MAX(self->asked, self->sentence + 1);
        gsize place = hexapla_overrides_next_break(self->overrides, self->text, self->start, from,
                                                   limit, self->end);

        if (place >= limit)
            break;
        end_sentence(self, place, hexapla_text_skip_space(self->text, place, self->end),
                     HEXAPLA_RULE_OVERRIDE);
    }
    self->asked = limit + 1;
}

/* What rules say of a place, unless a person knows better. White space at a break belongs to neither
 * sentence. */
static void
take_decision(Cutter *self, gsize place, gsize next, gboolean is_break, HexaplaRule rule)
{
    HexaplaVerdict verdict = HEXAPLA_VERDICT_NONE;

    if (self->overrides != NULL) {
        overrule_until(self, place);
        verdict = hexapla_overrides_ask(self->overrides, self->text, self->start, place, self->end);
    }
    if (verdict != HEXAPLA_VERDICT_NONE) {
        rule = is_break ? rule : HEXAPLA_RULE_OVERRIDE;
        is_break = verdict == HEXAPLA_VERDICT_BREAK;
    }
    if (is_break && next < self->end && place > self->sentence)
        end_sentence(self, place, next, rule);
}

static void
split_by_rules(Cutter *self, const HexaplaSegmenter *segmenter, HexaplaEvidence *evidence)
{
    HexaplaDecision decision;
    HexaplaScan scan;

    hexapla_segmenter_begin(segmenter, &scan, self->text, self->start, self->end);
    while (hexapla_segmenter_next(segmenter, &scan, &decision)) {
        if (evidence != NULL && hexapla_evidence_is_told(self->text, &decision))
            hexapla_evidence_take(evidence, segmenter, self->text, self->start, &decision);
        take_decision(self, decision.end, decision.next, decision.is_break, decision.rule);
    }
}

static gboolean
split_by_srx(Cutter *self, HexaplaSrxScan *scan, GError **error)
{
    const HexaplaSrxRule *rule;
    gsize offset;

    hexapla_srx_scan_begin(scan, self->text + self->start, self->end - self->start);
    for (;;) {
        gsize place;

        if (!hexapla_srx_scan_next(scan, &offset, &rule, error))
            return FALSE;
        if (rule == NULL)
            return TRUE;
        offset += self->start;
        place = hexapla_text_trim_space(self->text, self->sentence, offset);
        take_decision(self, place, hexapla_text_skip_space(self->text, offset, self->end),
                      rule->is_break, HEXAPLA_RULE_SRX);
    }
}

static gboolean
split(Cutter *self, const HexaplaSegmenter *segmenter, HexaplaEvidence *evidence,
      HexaplaSrxScan *scan, GError **error)
{
    if (scan == NULL)
        split_by_rules(self, segmenter, evidence);
    else if (!split_by_srx(self, scan, error))
        return FALSE;
    if (self->overrides != NULL)
        overrule_until(self, self->end);
    end_sentence(self, self->end, self->end, HEXAPLA_RULE_BLOCK_END);
    return TRUE;
}

/* A block in another language has the rules of that, and tells nothing of the words of this one. */
static gboolean
split_foreign(Cutter *self, const HexaplaSplitter *splitter, const char *language, GError **error)
{
    const HexaplaSegmenter *segmenter = splitter->segmenter;
    HexaplaSrxEngine *srx = splitter->srx;
    g_autoptr(HexaplaSrxScan) scan = NULL;

    if (!hexapla_segmenters_find(splitter->others, language, &segmenter, &srx, error))
        return FALSE;
    scan = srx != NULL ? hexapla_srx_engine_scan(srx) : NULL;
    return split(self, segmenter, NULL, scan, error);
}

/**
 * hexapla_splitter_apply:
 * @self: a splitter
 * @document: a part with its blocks
 * @cancellable: (nullable): stops between two blocks
 * @error: (domain HEXAPLA_ERROR): a rule of the user's takes too long
 *
 * Adds the sentences of every block, junk too.
 *
 * Returns: whether they were found
 * Since: 0.1
 */
gboolean
hexapla_splitter_apply(const HexaplaSplitter *self, HexaplaDocument *document,
                       GCancellable *cancellable, GError **error)
{
    g_autoptr(HexaplaSrxScan) scan = self->srx != NULL ? hexapla_srx_engine_scan(self->srx) : NULL;
    const char *text = hexapla_document_get_text(document, NULL);
    HexaplaEvidence evidence;
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(document, &n);

    evidence.n = 0;
    for (guint i = 0; i < n; i++) {
        Cutter cutter = {.overrides = self->overrides,
                         .document = document,
                         .text = text,
                         .block = i,
                         .start = blocks[i].start,
                         .end = blocks[i].end,
                         .sentence = blocks[i].start};
        const char *language =
            self->others != NULL ? hexapla_document_get_block_language(document, i) : NULL;

        if (g_cancellable_set_error_if_cancelled(cancellable, error))
            return FALSE;
        if (language != NULL ? !split_foreign(&cutter, self, language, error)
                             : !split(&cutter, self->segmenter, &evidence, scan, error))
            return FALSE;
    }
    if (evidence.n > 0)
        hexapla_evidence_apply(&evidence, self->segmenter, self->overrides, document);
    return TRUE;
}
