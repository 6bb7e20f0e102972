/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/message.h"
#include "cli/run.h"
#include "document/pieces.h"
#include "document/sources.h"
#include "segment/splitter.h"

/* FILE:LINE:COLUMN, both numbers 1-based, columns in code points. */
typedef struct {
    char *file;
    guint64 line;
    guint64 column;
    gboolean answered;
    HexaplaSrx *srx;             /* the user's rules, NULL for ours */
    HexaplaOverrides *overrides; /* NULL when nobody decided anything */
    const HexaplaOptions *options;
} Place;

static const char *const rule_texts[HEXAPLA_N_RULES] = {
    [HEXAPLA_RULE_BLOCK_END] = "A sentence ends here because the block ends",
    [HEXAPLA_RULE_TERMINATOR] =
        "A sentence ends here: a terminator, white space, then something that can begin a sentence",
    [HEXAPLA_RULE_ABBREVIATION_FINAL] =
        "A sentence ends here: the abbreviation may end one, and the next word begins one",
    [HEXAPLA_RULE_TOO_LONG] =
        "The sentence was cut here because it is longer than any editor shows",
    [HEXAPLA_RULE_SRX] = "A sentence ends here by a rule of the SRX file",
    [HEXAPLA_RULE_OVERRIDE] = "A sentence ends here: a person decided so",
    [HEXAPLA_RULE_ABBREVIATION] =
        "No sentence ends here: the full stop belongs to the abbreviation",
    [HEXAPLA_RULE_INITIAL] =
        "No sentence ends here: the full stop belongs to an initial in front of a name",
    [HEXAPLA_RULE_NUMBER] =
        "No sentence ends here: the full stop belongs to an ordinal or the number of a list item",
    [HEXAPLA_RULE_INSIDE_WORD] =
        "No sentence ends here: no white space follows, as in 3.50 or example.org",
    [HEXAPLA_RULE_LOWER_CASE] = "No sentence ends here: the text goes on with a small letter",
    [HEXAPLA_RULE_PUNCTUATION_FOLLOWS] = "No sentence ends here: the text goes on with punctuation",
    [HEXAPLA_RULE_GOES_ON] = "No sentence ends here: the next words go on with it",
    [HEXAPLA_RULE_SMALL_LETTERS] =
        "A sentence ends here: this text begins its sentences with small letters",
    [HEXAPLA_RULE_MISSING_SPACE] =
        "A sentence ends here: the next word begins one, and the space in front of it is missing",
    [HEXAPLA_RULE_LIST_ITEM] = "A sentence ends here: the next item of a list begins",
    [HEXAPLA_RULE_BEFORE_ELLIPSIS] =
        "A sentence ends here: the next one begins with the ellipsis behind the full stop",
    [HEXAPLA_RULE_ADDRESS] = "A sentence ends here: the address of another page follows",
    [HEXAPLA_RULE_SPACE] = "A sentence ends here: a space may end one in this language, and the "
                           "words around it tell that it does",
    [HEXAPLA_RULE_DATELINE] =
        "A sentence ends here: the place and the agency of a report stand before the colon",
    [HEXAPLA_RULE_INNER_MARK] =
        "No sentence ends here: in this language the mark stands inside sentences",
    [HEXAPLA_RULE_LONG_WORD] =
        "A sentence ends here: the word before the full stop is too long for an abbreviation",
    [HEXAPLA_RULE_MARK] =
        "A sentence ends here: in this language a colon or semicolon ends one before a capital",
    [HEXAPLA_RULE_ABBREVIATION_HERE] =
        "No sentence ends here: elsewhere in the text the word has its full stop inside a sentence",
};

static const char *const junk_texts[HEXAPLA_N_JUNK] = {
    [HEXAPLA_JUNK_COUNTER] = "it is a counter of the page: amounts, views, comments or minutes",
    [HEXAPLA_JUNK_SHARE] = "it is a row of share buttons",
    [HEXAPLA_JUNK_SUBSCRIBE] = "it asks the reader to subscribe, sign up or follow",
    [HEXAPLA_JUNK_PLEA] = "it asks the reader for money or support",
    [HEXAPLA_JUNK_CAPTION] = "it is a prompt or credit of a picture or player",
    [HEXAPLA_JUNK_ADVERT] = "it marks an advertisement",
    [HEXAPLA_JUNK_NAVIGATION] = "it leads to other pages",
    [HEXAPLA_JUNK_NOTICE] = "it is a notice about cookies, rights or the site",
    [HEXAPLA_JUNK_REPEATED_LINE] = "it stands in many articles of the same site",
    [HEXAPLA_JUNK_DUPLICATE] = "it stands in an article before, or further up",
    [HEXAPLA_JUNK_REPEATED_HEADLINE] = "it repeats a headline: both are equal once apostrophes, "
                                       "case and punctuation are set aside",
    [HEXAPLA_JUNK_LAYOUT] = "it is the number or time of a subtitle, or the rule of a table",
    [HEXAPLA_JUNK_COMMENTS] = "it is what readers wrote below the article",
    [HEXAPLA_JUNK_RELATED] = "it leads to other articles",
    [HEXAPLA_JUNK_SIDEBAR] = "it stands beside the article",
    [HEXAPLA_JUNK_FOOTER] = "it stands below every article of the site",
    [HEXAPLA_JUNK_FORM] = "it belongs to a form: a button, a field, a choice",
    [HEXAPLA_JUNK_HIDDEN] = "the page does not show it",
    [HEXAPLA_JUNK_METADATA] = "it names the author, the date or keywords",
    [HEXAPLA_JUNK_OUTSIDE] = "it stands apart from the text of the article",
};

static const char *const role_texts[HEXAPLA_N_ROLES] = {
    [HEXAPLA_ROLE_UNKNOWN] = "no rule tells what it is",
    [HEXAPLA_ROLE_POSSESSIVE] = "it marks a possessive",
    [HEXAPLA_ROLE_CONTRACTION] = "it stands for letters left out",
    [HEXAPLA_ROLE_ELISION] = "it stands for a vowel left out before the next word",
    [HEXAPLA_ROLE_NAME_LETTER] =
        "it is a letter of a name: hamza, ʿayn, ʻokina or a separator of syllables",
    [HEXAPLA_ROLE_NAME_ELISION] = "it belongs to a name such as O’Brien or d’Estaing",
    [HEXAPLA_ROLE_LETTER] = "it is a letter of the word",
    [HEXAPLA_ROLE_QUOTE_OPEN] = "it opens a quotation",
    [HEXAPLA_ROLE_QUOTE_CLOSE] = "it closes a quotation",
    [HEXAPLA_ROLE_PLURAL] = "it joins a plural ending to a figure or capitals",
    [HEXAPLA_ROLE_PRIME] = "it is a prime: feet, minutes",
};

static gboolean
parse_number(char **text, guint64 *number)
{
    char *colon = strrchr(*text, ':');

    if (colon == NULL || !g_ascii_string_to_unsigned(colon + 1, 10, 1, G_MAXUINT32, number, NULL))
        return FALSE;
    *colon = '\0';
    return TRUE;
}

static gboolean
parse_place(const char *argument, Place *place)
{
    g_autofree char *file = g_strdup(argument);

    if (!parse_number(&file, &place->column) || !parse_number(&file, &place->line))
        return FALSE;
    place->file = g_steal_pointer(&file);
    return TRUE;
}

/* A record is one line of its source, so columns count through its article; the line ends of the
 * article count as characters. */
static gsize
find_offset_of_record(const Place *place, HexaplaDocument *part)
{
    gsize n, i = 0;
    const char *text = hexapla_document_get_text(part, &n);
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);

    if (origin->line != place->line || origin->part > 0)
        return G_MAXSIZE;
    for (guint64 column = 1; column < place->column && i < n; column++)
        i = g_utf8_next_char(text + i) - text;
    return i < n ? i : G_MAXSIZE;
}

/* Offset of the place among the bytes of the file, or G_MAXUINT64. Columns count code points. */
static guint64
find_byte(const Place *place)
{
    g_autoptr(GInputStream) in = hexapla_input_open(place->file, NULL);
    g_autofree char *bytes = g_malloc(HEXAPLA_MAX_PAGE_BYTES);
    gsize n = 0, i = 0;
    guint64 line = 1;

    if (in == NULL ||
        !hexapla_input_fill(in, place->file, bytes, HEXAPLA_MAX_PAGE_BYTES, &n, NULL, NULL))
        return G_MAXUINT64;
    for (; i < n && line < place->line; i++)
        line += bytes[i] == '\n';
    for (guint64 column = 1; column < place->column && i < n && bytes[i] != '\n'; column++) {
        i++;
        while (i < n && ((guchar)bytes[i] & 0xC0) == 0x80)
            i++;
    }
    return i < n ? i : G_MAXUINT64;
}

/* Where the bytes of a page became the text of a part; markup belongs to the text behind it. */
static gsize
find_offset_of_source(const Place *place, HexaplaDocument *part)
{
    guint n;
    const HexaplaRun *runs = hexapla_document_get_runs(part, &n);
    guint64 byte = find_byte(place);

    for (guint i = 0; i < n && byte != G_MAXUINT64; i++) {
        if (byte >= runs[i].source + runs[i].n_source)
            continue;
        if (byte <= runs[i].source || runs[i].n_source != runs[i].end - runs[i].start)
            return runs[i].start;
        return runs[i].start + (byte - runs[i].source);
    }
    return G_MAXSIZE;
}

/* Offset of the place in a part, or G_MAXSIZE when it is not in it. */
static gsize
find_offset(const Place *place, HexaplaDocument *part)
{
    gsize n, i = 0;
    const char *text = hexapla_document_get_text(part, &n);
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    guint64 line = origin->line;
    guint n_runs;

    if (hexapla_document_get_runs(part, &n_runs) != NULL)
        return find_offset_of_source(place, part);
    if (origin->is_record)
        return find_offset_of_record(place, part);
    for (; i < n && line < place->line; i++)
        line += text[i] == '\n' || (text[i] == '\r' && (i + 1 == n || text[i + 1] != '\n'));
    if (line != place->line || i >= n)
        return G_MAXSIZE;
    for (guint64 column = 1; column < place->column && i < n && text[i] != '\n'; column++)
        i = g_utf8_next_char(text + i) - text;
    return i;
}

static void
print_quoted(const char *lead, const char *text, gsize n)
{
    g_autofree char *line = g_strndup(text, n);

    g_strdelimit(line, "\r\n\t", ' ');
    printf("%s“%s”\n", lead, line);
}

static gsize
word_length(const char *text, gsize n)
{
    gsize i = 0;

    while (i < n && !hexapla_text_is_space(hexapla_text_at(text + i, text + n)))
        i = g_utf8_next_char(text + i) - text;
    return i;
}

/* The terminator whose decision covers the offset, white space behind it included. */
static gboolean
find_decision(const HexaplaSegmenter *segmenter, const char *text, const HexaplaBlock *block,
              gsize offset, HexaplaDecision *decision)
{
    HexaplaScan scan;

    hexapla_segmenter_begin(segmenter, &scan, text, block->start, block->end);
    while (hexapla_segmenter_next(segmenter, &scan, decision)) {
        if (offset >= decision->terminator && offset < MAX(decision->next, decision->end))
            return TRUE;
        if (decision->terminator > offset)
            return FALSE;
    }
    return FALSE;
}

/* Whether sentences were joined there because of what the whole part tells. */
static gboolean
is_joined(HexaplaDocument *part, const HexaplaBlock *block, const HexaplaDecision *decision)
{
    guint n;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);

    for (guint i = block->first_segment; i < block->first_segment + block->n_segments; i++) {
        if (segments[i].end >= decision->end)
            return decision->rule == HEXAPLA_RULE_TERMINATOR && segments[i].end > decision->end;
    }
    return FALSE;
}

/* Returns whether there was anything to explain. */
static gboolean
explain_break(HexaplaDocument *part, const HexaplaBlock *block, gsize offset)
{
    const char *text = hexapla_document_get_text(part, NULL);
    const HexaplaLanguage *language = hexapla_language_get(hexapla_document_get_language(part));
    g_autoptr(HexaplaSegmenter) segmenter = hexapla_segmenter_new(language);
    HexaplaDecision decision;
    gboolean of_word;

    if (!find_decision(segmenter, text, block, offset, &decision))
        return FALSE;
    if (is_joined(part, block, &decision)) {
        decision.rule = HEXAPLA_RULE_ABBREVIATION_HERE;
        decision.word_end = decision.end;
    }
    of_word = decision.rule == HEXAPLA_RULE_ABBREVIATION ||
              decision.rule == HEXAPLA_RULE_ABBREVIATION_HERE ||
              decision.rule == HEXAPLA_RULE_ABBREVIATION_FINAL ||
              decision.rule == HEXAPLA_RULE_INITIAL || decision.rule == HEXAPLA_RULE_NUMBER;
    printf("%s [%s.%s%s%.*s].\n", rule_texts[decision.rule], hexapla_language_get_tag(language),
           hexapla_rule_get_tag(decision.rule), of_word ? ":" : "",
           of_word ? (int)(decision.word_end - decision.word_start) : 0,
           text + decision.word_start);
    print_quoted("  before: ", text + decision.word_start, decision.end - decision.word_start);
    if (decision.next < block->end)
        print_quoted("  after:  ", text + decision.next,
                     word_length(text + decision.next, block->end - decision.next));
    return TRUE;
}

/* What a person decided about the end of the character or of the white space around it. Returns
 * whether anybody did. */
static gboolean
explain_override(HexaplaDocument *part, const HexaplaBlock *block, gsize offset,
                 const HexaplaOverrides *overrides)
{
    const char *text = hexapla_document_get_text(part, NULL);
    gsize behind = g_utf8_next_char(text + offset) - text;
    gsize place = hexapla_text_trim_space(text, block->start, MIN(behind, block->end));
    HexaplaVerdict verdict =
        hexapla_overrides_ask(overrides, text, block->start, place, block->end);

    if (verdict == HEXAPLA_VERDICT_NONE)
        return FALSE;
    printf("%s [override].\n", verdict == HEXAPLA_VERDICT_BREAK
                                   ? rule_texts[HEXAPLA_RULE_OVERRIDE]
                                   : "No sentence ends here: a person decided so");
    return TRUE;
}

/* The rule at the end of the character, or where only white space stands between: both sides of a
 * break tell of it. */
static gboolean
find_srx_rule(HexaplaSrxScan *scan, const char *text, gsize n, gsize offset,
              const HexaplaSrxRule **found, GError **error)
{
    gsize end = offset < n ? (gsize)(g_utf8_next_char(text + offset) - text) : n;
    const HexaplaSrxRule *rule;
    gsize place = 0;

    *found = NULL;
    for (;;) {
        if (!hexapla_srx_scan_next(scan, &place, &rule, error))
            return FALSE;
        if (rule == NULL || place > end)
            return TRUE;
        if (place == end || hexapla_text_skip_space(text, place, end) == end)
            *found = rule;
    }
}

static gboolean
explain_srx(HexaplaDocument *part, const HexaplaBlock *block, gsize offset, HexaplaSrx *srx,
            GError **error)
{
    const char *text = hexapla_document_get_text(part, NULL) + block->start;
    g_autoptr(HexaplaSrxEngine) engine =
        hexapla_srx_engine_new(srx, hexapla_document_get_language(part), error);
    g_autoptr(HexaplaSrxScan) scan = engine != NULL ? hexapla_srx_engine_scan(engine) : NULL;
    const HexaplaSrxRule *rule;

    if (scan == NULL)
        return FALSE;
    hexapla_srx_scan_begin(scan, text, block->end - block->start);
    if (!find_srx_rule(scan, text, block->end - block->start, offset - block->start, &rule, error))
        return FALSE;
    if (rule == NULL)
        printf("No rule of the SRX file breaks at this place.\n");
    else
        printf("%s: rule %u of “%s” [%s:%" G_GUINT64_FORMAT "].\n",
               rule->is_break ? rule_texts[HEXAPLA_RULE_SRX]
                              : "No sentence ends here: an exception of the SRX file",
               rule->number, rule->list, rule->file, rule->line);
    return TRUE;
}

static gboolean
explain_mark(HexaplaDocument *part, gsize offset)
{
    guint n;
    const HexaplaMark *marks = hexapla_document_get_marks(part, &n);
    const char *text = hexapla_document_get_text(part, NULL);

    for (guint i = 0; i < n; i++) {
        if (marks[i].offset != offset)
            continue;
        printf("The mark %.*s: %s [%s].\n", marks[i].length, text + offset,
               role_texts[marks[i].role], hexapla_role_get_tag(marks[i].role));
        return TRUE;
    }
    return FALSE;
}

static const char *
times(guint count, char buffer[24])
{
    g_snprintf(buffer, 24, count == 1 ? "once" : "%u times", count);
    return buffer;
}

/* Spellings of the cluster other than this one. */
static void
explain_cluster(HexaplaDocument *part, guint index)
{
    guint n;
    const HexaplaName *names = hexapla_document_get_names(part, &n);
    char count[24];

    for (guint i = 0; i < n; i++) {
        if (i != index && names[i].cluster == names[index].cluster)
            printf("  the same bearer as “%.*s” (%s, %s)\n", (int)names[i].length, names[i].text,
                   hexapla_relation_get_tag(names[i].relation), times(names[i].count, count));
    }
}

/* --- names of a ledger --- */

static gboolean
is_spelled(const HexaplaName *name, const char *spelling)
{
    return strlen(spelling) == name->length && memcmp(spelling, name->text, name->length) == 0;
}

/* An entry that nobody approved, and that has no form. */
static const HexaplaLedgerEntry *
find_idle_entry(const Place *place, const HexaplaName *name)
{
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_lookup_get_entries(place->options->lookup, &n);

    for (gsize i = 0; i < n; i++) {
        if (is_spelled(name, entries[i].spelling))
            return &entries[i];
    }
    return NULL;
}

/* Why what a person approved does not stand in the output. */
static const char *
tell_obstacle(const Place *place, const HexaplaName *name)
{
    if (place->options->pipeline.names != HEXAPLA_NAMES_CANONICAL)
        return ", which only --names canonical applies";
    if (place->options->pipeline.apostrophes == HEXAPLA_APOSTROPHES_KEEP)
        return ", which --apostrophes keep does not apply";
    if (memchr(name->text, '\n', name->length) != NULL)
        return ", which is not applied where a line ends inside the name";
    return "";
}

static void
explain_spelling(const Place *place, const HexaplaName *name, const HexaplaLedgerEntry *entry)
{
    gboolean is_applied = g_strcmp0(name->canonical, entry->canonical) == 0;

    if (!entry->is_approved)
        printf("nobody has approved a spelling\n");
    else if (is_applied || is_spelled(name, entry->canonical))
        printf("a person approved the spelling “%s”\n", entry->canonical);
    else
        printf("a person approved the spelling “%s”%s\n", entry->canonical,
               tell_obstacle(place, name));
}

static void
explain_entry(const Place *place, const HexaplaName *name, const HexaplaLedgerEntry *entry)
{
    printf("  by the ledger [%s:%" G_GUINT64_FORMAT "]: ", place->options->ledger_file,
           entry->line);
    explain_spelling(place, name, entry);
    if (!is_spelled(name, entry->spelling))
        printf("    whose “%s” differs in nothing but marks, hyphens and spaces\n",
               entry->spelling);
    for (const HexaplaLedgerForm *form = entry->forms; form != NULL; form = form->next)
        printf("    its form in the language “%s” is “%s”\n", form->language, form->text);
}

static gboolean
explain_inner_entries(const Place *place, const HexaplaName *name)
{
    const HexaplaLookup *lookup = place->options->lookup;
    const HexaplaLedgerEntry *entry;
    gsize start, end = 0;

    while ((entry = hexapla_lookup_next_inside(lookup, name->text, name->length, &start, &end)) !=
           NULL)
        printf("  by the ledger [%s:%" G_GUINT64_FORMAT
               "]: a person approved the spelling “%s” for “%.*s” inside the name\n",
               place->options->ledger_file, entry->line, entry->canonical, (int)(end - start),
               name->text + start);
    return end > 0;
}

static void
explain_ledger(const Place *place, const HexaplaName *name)
{
    const HexaplaLedgerEntry *entry;

    if (place->options->lookup == NULL)
        return;
    entry = hexapla_lookup_get(place->options->lookup, name->text, name->length);
    if (entry == NULL && explain_inner_entries(place, name))
        return;
    if (entry == NULL)
        entry = find_idle_entry(place, name);
    if (entry != NULL)
        explain_entry(place, name, entry);
    else
        printf("  the ledger does not have it\n");
}

/* --- places --- */

/* Whether approved spellings of a ledger made the one of the output. */
static gboolean
is_by_ledger(const Place *place, const HexaplaName *name)
{
    const HexaplaLookup *lookup = place->options->lookup;
    g_autofree char *respelled =
        lookup != NULL ? hexapla_lookup_respell(lookup, name->text, name->length) : NULL;

    return g_strcmp0(respelled, name->canonical) == 0;
}

static gboolean
explain_name(HexaplaDocument *part, gsize offset, const Place *place)
{
    guint n, n_names, i = hexapla_document_first_mention(part, offset);
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n);
    const HexaplaName *names = hexapla_document_get_names(part, &n_names);
    const HexaplaName *name;
    char count[24];

    if (i >= n || mentions[i].start > offset)
        return FALSE;
    name = &names[mentions[i].name];
    printf("The name “%.*s”: %s, written so %s in this part.\n", (int)name->length, name->text,
           hexapla_name_class_get_tag(name->name_class), times(name->count, count));
    if (name->canonical != NULL)
        printf("  exported as “%s”: %s\n", name->canonical,
               is_by_ledger(place, name)
                   ? "the ledger has it so"
                   : "variants that differ only in marks, hyphens and spaces become one");
    explain_ledger(place, name);
    explain_cluster(part, mentions[i].name);
    return TRUE;
}

static gboolean
explain_place(HexaplaDocument *part, gsize offset, const Place *place, GError **error)
{
    const char *text = hexapla_document_get_text(part, NULL);
    guint n, i = 0;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    gboolean told;

    while (i < n && blocks[i].end < offset)
        i++;
    if (i == n || blocks[i].start > offset) {
        printf("Between two blocks: white space, kept in the skeleton.\n");
        return TRUE;
    }
    print_quoted(blocks[i].junk != HEXAPLA_JUNK_NONE ? "Junk: " : "Text: ", text + blocks[i].start,
                 blocks[i].end - blocks[i].start);
    if (blocks[i].junk != HEXAPLA_JUNK_NONE)
        printf("This block is not part of the article: %s [%s]. XLIFF keeps it in place, not for "
               "translation; "
               "other formats leave it out.\n",
               junk_texts[blocks[i].junk], hexapla_junk_get_tag(blocks[i].junk));
    else
        printf("This block is text: a %s of %u sentence%s.\n",
               hexapla_block_kind_get_tag(blocks[i].kind), blocks[i].n_segments,
               blocks[i].n_segments == 1 ? "" : "s");
    told = place->overrides != NULL && explain_override(part, &blocks[i], offset, place->overrides);
    if (!told && place->srx != NULL && !explain_srx(part, &blocks[i], offset, place->srx, error))
        return FALSE;
    told = told || place->srx != NULL || explain_break(part, &blocks[i], offset);
    told |= explain_mark(part, offset);
    told |= explain_name(part, offset, place);
    if (!told && blocks[i].junk == HEXAPLA_JUNK_NONE)
        printf("No sentence ends here: there is no terminator at this place.\n");
    return TRUE;
}

static gboolean
visit_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Place *place = user_data;
    gsize offset = find_offset(place, part);

    if (offset == G_MAXSIZE || place->answered)
        return TRUE;
    place->answered = TRUE;
    return explain_place(part, offset, place, error);
}

static HexaplaExit
explain_file(HexaplaOptions *options, Place *place)
{
    g_autoptr(HexaplaPipeline) pipeline = hexapla_pipeline_new(&options->pipeline);
    g_autoptr(GError) error = NULL;

    hexapla_pipeline_connect(pipeline, visit_part, place);
    if (!hexapla_run_read(pipeline, options, place->file, &error) ||
        !hexapla_pipeline_finish(pipeline, &error))
        return hexapla_message_error(error);
    if (!place->answered) {
        hexapla_message("error: %s has no line %" G_GUINT64_FORMAT, place->file, place->line);
        return HEXAPLA_EXIT_USAGE;
    }
    return hexapla_message_flush();
}

static HexaplaExit
explain(HexaplaOptions *options, const char *argument)
{
    Place place = {.srx = options->srx, .overrides = options->overrides, .options = options};
    HexaplaIssueKind kind;
    HexaplaExit status;

    options->pipeline.with_sources = TRUE;
    if (hexapla_issue_kind_from_tag(argument, &kind)) {
        printf("%s\n", hexapla_issue_kind_get_text(kind));
        return hexapla_message_flush();
    }
    if (!parse_place(argument, &place)) {
        hexapla_message("error: “%s” is neither a tag nor FILE:LINE:COLUMN", argument);
        return HEXAPLA_EXIT_USAGE;
    }
    status = explain_file(options, &place);
    g_free(place.file);
    return status;
}

/**
 * hexapla_command_explain:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Says in words what a message means, or what was decided at a place of an article and why.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_explain(int argc, char **argv)
{
    g_auto(HexaplaOptions) options = {
        .pipeline.until = HEXAPLA_STAGE_NAMES,
        .pipeline.details = HEXAPLA_DETAIL_CLUSTERS,
    };
    HexaplaExit status;

    if (!hexapla_options_parse(
            &options, HEXAPLA_OPTION_SET_NAMES, "[OPTIONS] TAG | FILE:LINE:COLUMN…",
            "Says what a message means, or what was decided at a place and why: a break or none,\n"
            "junk, a name, an apostrophe. Lines and columns count from 1, columns in code "
            "points.\n\n"
            "  hexapla explain empty-article\n"
            "  hexapla explain -s en news.txt:14:187\n"
            "  hexapla explain -s en --ledger names.tsv news.txt:14:187\n",
            argc, argv, &status))
        return status;
    if (options.ledger != NULL)
        options.lookup = hexapla_lookup_new(options.ledger, NULL);
    options.pipeline.lookup = options.lookup;
    for (char **argument = options.inputs; *argument != NULL; argument++) {
        status = explain(&options, *argument);
        if (status != HEXAPLA_EXIT_DONE)
            return status;
    }
    return HEXAPLA_EXIT_DONE;
}
