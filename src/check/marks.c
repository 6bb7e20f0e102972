/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

#include <string.h>

#include "base/text.h"

/* Quotations inside quotations; deeper ones are no text. */
#define MAX_DEPTH 16

/* Words that say who speaks: she said. */
#define MIN_SPEAKER 2

static const char bracket_openers[] = "([{（［｛【〈《";
static const char bracket_closers[] = ")]}）］｝】〉》";

typedef struct {
    guint n_open;
    guint n_close;
    guint n_crossed; /* round ones that end square */
    guint n_labels;  /* with a number or letter inside: § 12(3) */
} Brackets;

static gboolean
is_label(const char *start, const char *end)
{
    guint n_letters = 0;

    for (; start < end; start = g_utf8_next_char(start)) {
        n_letters += hexapla_text_is_letter(g_utf8_get_char(start));
        if (hexapla_text_is_space(g_utf8_get_char(start)))
            return FALSE;
    }
    return n_letters < 2;
}

static Brackets
count_brackets(const HexaplaSide *side)
{
    Brackets brackets = {0};
    const char *open[MAX_DEPTH];
    guint depth = 0;

    for (const char *p = side->plain; *p != '\0'; p = g_utf8_next_char(p)) {
        const char *opener = g_utf8_strchr(bracket_openers, -1, g_utf8_get_char(p));
        const char *closer = g_utf8_strchr(bracket_closers, -1, g_utf8_get_char(p));

        brackets.n_open += opener != NULL;
        brackets.n_close += closer != NULL;
        if (opener != NULL && depth < MAX_DEPTH)
            open[depth++] = p;
        if (closer == NULL || depth == 0)
            continue;
        depth--;
        brackets.n_labels += is_label(g_utf8_next_char(open[depth]), p);
        opener = g_utf8_strchr(bracket_openers, -1, g_utf8_get_char(open[depth]));
        brackets.n_crossed += opener - bracket_openers != closer - bracket_closers;
    }
    return brackets;
}

/* A translation may add brackets; what it has must fit together as far as the source does. */
static void
check_brackets(const HexaplaPair *self)
{
    Brackets source = count_brackets(&self->source);
    Brackets target = count_brackets(&self->target);

    if ((int)target.n_open - (int)target.n_close != (int)source.n_open - (int)source.n_close)
        hexapla_pair_report(self, HEXAPLA_ISSUE_BRACKET_DIFFERS,
                            "the translation opens %u brackets and closes %u, the source %u and %u",
                            target.n_open, target.n_close, source.n_open, source.n_close);
    else if (target.n_crossed > source.n_crossed)
        hexapla_pair_report(self, HEXAPLA_ISSUE_BRACKET_DIFFERS,
                            "a bracket of the translation is closed by one of another kind");
    else if (target.n_open + source.n_labels < source.n_open)
        hexapla_pair_report(self, HEXAPLA_ISSUE_BRACKET_DIFFERS,
                            "the source has %u brackets, the translation %u", source.n_open,
                            target.n_open);
}

/* What closes a quotation that the character opens, in the languages that do so. */
static const char *
get_closers(gunichar c)
{
    switch (c) {
    case '"':
    case 0xFF02:
        return "\"＂";
    case 0x00AB:
        return "»";
    case 0x00BB:
        return "«»";
    case 0x201C:
        return "”";
    case 0x201D:
        return "”";
    case 0x201E:
        return "“”„";
    case 0x300C:
        return "」";
    case 0x300E:
        return "』";
    default:
        return NULL;
    }
}

static gboolean
is_quotation_mark(gunichar c)
{
    return get_closers(c) != NULL || c == 0x300D || c == 0x300F;
}

typedef struct {
    guint n_pairs;
    guint n_marks;
    guint n_parts;      /* what goes on behind "…," she said, "…" */
    gboolean is_broken; /* something closes that was not opened, or the other way round */
} Quotations;

/* An inch, or the mark of a Hebrew abbreviation. */
static gboolean
is_no_quotation(const HexaplaSide *side, const char *p)
{
    gunichar before = hexapla_text_before(side->plain, p);

    return *p == '"' && (hexapla_text_is_digit(before) ||
                         (g_unichar_get_script(before) == G_UNICODE_SCRIPT_HEBREW &&
                          hexapla_text_is_letter(hexapla_text_at(p + 1, side->plain + side->n))));
}

/* Reads a mark with the closers of what is open. Returns the new depth. */
static guint
read_mark(Quotations *self, const char *closers[MAX_DEPTH], guint depth, gunichar c)
{
    self->n_marks++;
    if (depth > 0 && g_utf8_strchr(closers[depth - 1], -1, c) != NULL) {
        self->n_pairs++;
        return depth - 1;
    }
    if (depth == MAX_DEPTH || get_closers(c) == NULL) {
        self->is_broken = TRUE;
        return depth;
    }
    closers[depth] = get_closers(c);
    return depth + 1;
}

static gboolean
is_comma(gunichar c)
{
    return c == ',' || c == 0x060C || c == 0xFF0C;
}

/* Whether a quotation that ends at @close is only interrupted by who says it. */
static gboolean
goes_on(const HexaplaSide *side, const char *close, const char *open)
{
    const char *behind = g_utf8_next_char(close);
    gsize n_words = 0;

    if (!is_comma(hexapla_text_before(side->plain, close)) &&
        !is_comma(hexapla_text_at(behind, side->plain + side->n)))
        return FALSE;
    for (guint i = 0; i < side->words->len; i++) {
        gsize start = g_array_index(side->words, HexaplaSideWord, i).start;

        n_words += side->plain + start > close && side->plain + start < open;
    }
    return n_words >= MIN_SPEAKER;
}

static Quotations
read_quotations(const HexaplaSide *side)
{
    Quotations quotations = {0};
    const char *closers[MAX_DEPTH];
    const char *close = NULL;
    guint depth = 0;

    for (const char *p = side->plain; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!is_quotation_mark(c) || (depth == 0 && is_no_quotation(side, p)))
            continue;
        quotations.n_parts += depth == 0 && close != NULL && goes_on(side, close, p);
        depth = read_mark(&quotations, closers, depth, c);
        close = p;
    }
    quotations.is_broken |= depth > 0;
    return quotations;
}

/* A quotation that goes on in the next sentence is open in both languages. */
static void
check_quotations(const HexaplaPair *self)
{
    Quotations source = read_quotations(&self->source);
    Quotations target = read_quotations(&self->target);

    if (source.is_broken && source.n_marks % 2 == target.n_marks % 2)
        return;
    if (!source.is_broken && !target.is_broken) {
        if (target.n_pairs + source.n_parts < source.n_pairs)
            hexapla_pair_report(self, HEXAPLA_ISSUE_QUOTATION_DIFFERS,
                                "the source has %u quotations, the translation %u", source.n_pairs,
                                target.n_pairs);
    } else {
        hexapla_pair_report(self, HEXAPLA_ISSUE_QUOTATION_DIFFERS,
                            "the quotation marks of the translation do not fit together");
    }
}

static gboolean
is_behind_mark(gunichar c)
{
    return hexapla_text_is_space(c) || hexapla_text_is_closer(c) || is_quotation_mark(c) ||
           hexapla_text_is_apostrophe(c) || c == 0x200E || c == 0x200F || c == 0x061C ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           (c != 0 && g_utf8_strchr(bracket_closers, -1, c) != NULL);
}

/* The strongest mark among those at the end, closers between them: «…?». */
static HexaplaMarkClass
read_end(const HexaplaSide *side, gunichar *foreign)
{
    const char *p = side->text + side->n;
    HexaplaMarkClass strongest = HEXAPLA_MARK_NONE;
    guint n_stops = 0;

    *foreign = 0;
    while (p > side->text) {
        gunichar c;
        gboolean is_foreign;
        HexaplaMarkClass found;

        p = hexapla_text_previous(side->text, p, &c);
        found = hexapla_conventions_classify(side->conventions, c, &is_foreign);
        if (found == HEXAPLA_MARK_NONE && !is_behind_mark(c))
            break;
        n_stops += c == '.';
        strongest = MAX(strongest, found);
        if (is_foreign)
            *foreign = c;
    }
    return strongest == HEXAPLA_MARK_STOP && n_stops > 2 ? HEXAPLA_MARK_ELLIPSIS : strongest;
}

/* “Why?” she asked: where the quotation stands last, its mark ends the sentence. */
static gboolean
is_of_quotation(const HexaplaSide *side, HexaplaMarkClass class)
{
    gboolean is_foreign, is_marked = FALSE;

    for (const char *p = side->plain; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (is_marked && (hexapla_text_is_closer(c) || is_quotation_mark(c)))
            return TRUE;
        is_marked = hexapla_conventions_classify(side->conventions, c, &is_foreign) == class;
    }
    return FALSE;
}

/* What ends with a quotation may as well have it inside. */
static gboolean
ends_with_quotation(const HexaplaSide *side)
{
    const char *p = side->plain + side->n;
    gunichar c = 0;

    while (p > side->plain && !is_quotation_mark(c)) {
        gboolean is_foreign;

        p = hexapla_text_previous(side->plain, p, &c);
        if (!is_behind_mark(c) &&
            hexapla_conventions_classify(side->conventions, c, &is_foreign) == HEXAPLA_MARK_NONE)
            return FALSE;
    }
    return is_quotation_mark(c);
}

static gboolean
is_moved(const HexaplaPair *self, HexaplaMarkClass source, HexaplaMarkClass target)
{
    return (ends_with_quotation(&self->target) && is_of_quotation(&self->source, target)) ||
           (ends_with_quotation(&self->source) && is_of_quotation(&self->target, source));
}

static void
check_end(const HexaplaPair *self)
{
    static const char *const names[] = {
        "no mark",     "a comma, semicolon or colon", "a full stop",
        "an ellipsis", "an exclamation mark",         "a question mark",
    };
    gunichar foreign;
    HexaplaMarkClass source = read_end(&self->source, &foreign);
    HexaplaMarkClass target = read_end(&self->target, &foreign);

    if (source != target && is_moved(self, source, target))
        return;
    if (source != target)
        hexapla_pair_report(self, HEXAPLA_ISSUE_END_DIFFERS,
                            "the source ends with %s, the translation with %s", names[source],
                            names[target]);
    else if (foreign != 0)
        hexapla_pair_report(self, HEXAPLA_ISSUE_END_DIFFERS,
                            "the language of the translation does not end sentences with U+%04X",
                            foreign);
}

/* Embeddings end with U+202C, isolates with U+2069. */
static void
check_directions(const HexaplaPair *self)
{
    gunichar open[MAX_DEPTH];
    guint depth = 0;
    gboolean is_broken = FALSE;

    for (const char *p = self->target.text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p), end = 0;

        if (c < 0x202A)
            continue;
        if ((c >= 0x202A && c <= 0x202E && c != 0x202C) || (c >= 0x2066 && c <= 0x2068))
            end = c < 0x2066 ? 0x202C : 0x2069;
        if (end != 0 && depth < MAX_DEPTH)
            open[depth++] = end;
        else if (end != 0 || c == 0x202C || c == 0x2069)
            is_broken |= end != 0 || depth == 0 || open[--depth] != c;
    }
    if (is_broken || depth > 0)
        hexapla_pair_report(self, HEXAPLA_ISSUE_DIRECTION_UNBALANCED,
                            "controls of the writing direction do not end where they begin");
}

/**
 * hexapla_pair_check_marks:
 * @self: a pair
 *
 * Brackets, quotations, the end of the sentence, controls of the direction.
 */
void
hexapla_pair_check_marks(const HexaplaPair *self)
{
    check_brackets(self);
    check_quotations(self);
    check_end(self);
    check_directions(self);
}
