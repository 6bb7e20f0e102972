/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* Characters of the longest dateline. */
#define MAX_DATELINE 60

/* What stands before a space and a word that begins sentences is a clause from here on. */
#define MIN_CLAUSE 8

static const struct {
    const char *name;
    guint32 bit;
    char own_end; /* what is looked for besides terminators, 0 when nothing is */
} marks[] = {
    {"colon", MARK_COLON, ':'},         {"colon-quotation", MARK_COLON_QUOTATION, ':'},
    {"semicolon", MARK_SEMICOLON, ';'}, {"dateline", MARK_DATELINE, ':'},
    {"inner-stop", MARK_INNER_STOP, 0},
};

static guint
read_number(const HexaplaLanguage *language, const char *key)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, "Segmentation", key);

    return *list != NULL ? (guint)g_ascii_strtoull(*list, NULL, 10) : 0;
}

static guint
longest(char **words)
{
    guint n = 0;

    for (; *words != NULL; words++)
        n = MAX(n, (guint)hexapla_text_count_chars(*words, strlen(*words)));
    return n;
}

static void
add_own_end(HexaplaSegmenter *self, char byte)
{
    if (self->n_own_ends < HEXAPLA_MAX_OWN_ENDS &&
        memchr(self->own_ends, byte, self->n_own_ends) == NULL)
        self->own_ends[self->n_own_ends++] = byte;
}

static void
read_marks(HexaplaSegmenter *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) names = hexapla_language_get_list(language, "Segmentation", "Marks");

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (!g_strv_contains((const char *const *)names, marks[i].name))
            continue;
        self->marks |= marks[i].bit;
        if (marks[i].own_end != 0)
            add_own_end(self, marks[i].own_end);
    }
}

static void
read_spaces(HexaplaSegmenter *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) endings = hexapla_language_get_list(language, "Segmentation", "Endings");
    g_auto(GStrv) open_endings = hexapla_language_get_list(language, "Segmentation", "OpenEndings");

    self->longest_ending = MAX(longest(endings), longest(open_endings));
    self->clause_length = read_number(language, "ClauseLength");
    self->has_spaces = *endings != NULL || self->clause_length > 0;
    if (self->has_spaces)
        add_own_end(self, ' ');
}

void
hexapla_own_ends_read(HexaplaSegmenter *self, const HexaplaLanguage *language)
{
    read_marks(self, language);
    read_spaces(self, language);
    self->terminators = hexapla_language_get_list(language, "Segmentation", "Terminators");
    for (char **own = self->terminators; *own != NULL; own++)
        add_own_end(self, **own);
}

/* Bytes of the terminator at @i that only this language has, 0 when there is none. */
gsize
hexapla_own_ends_get_length(const HexaplaSegmenter *self, const char *text, gsize i, gsize end)
{
    for (char **own = self->terminators; *own != NULL; own++) {
        gsize n = strlen(*own);

        if (i + n <= end && memcmp(text + i, *own, n) == 0)
            return n;
    }
    return 0;
}

/* What is known of the last letters before @end: the longest count. */
static guint32
look_up_suffix(const HexaplaSegmenter *self, const char *text, gsize start, gsize end)
{
    const char *p = text + end;
    guint32 bits = 0;

    for (guint n = 0; n < self->longest_ending && p > text + start; n++) {
        gunichar c;
        guint32 found;

        p = hexapla_text_previous(text + start, p, &c);
        found = hexapla_lexicon_lookup(self->followers, p, text + end - p) &
                (WORD_ENDING | WORD_OPEN_ENDING);
        bits = found != 0 ? found : bits;
    }
    return bits;
}

/* Thai has a space between sentences, but also between clauses and around numbers; Korean ends
 * sentences in a verb, and many writers leave it at that. */
static gboolean
ends_at_space(const HexaplaSegmenter *self, const char *text, gsize start, gsize space, gsize end)
{
    gsize clause = space, follower;
    guint32 bits, ending;

    while (clause > start && !g_ascii_isspace(text[clause - 1]))
        clause--;
    ending = look_up_suffix(self, text, clause, space);
    if (ending == 0 &&
        (self->clause_length == 0 ||
         !hexapla_segment_is_caseless(hexapla_text_before(text + start, text + space))))
        return FALSE;
    follower = hexapla_text_skip_space(text, space, end);
    bits = hexapla_followers_look_up_prefix(self, text, follower, end);
    if (ending != 0 || (bits & WORD_NO_STARTER) != 0)
        return (ending & WORD_ENDING) != 0 && (bits & WORD_NO_STARTER) == 0;
    return hexapla_segment_is_caseless(hexapla_text_at(text + follower, text + end)) &&
           hexapla_text_count_chars(text + clause, space - clause) >=
               ((bits & WORD_STARTER) != 0 ? MIN_CLAUSE : self->clause_length);
}

/* Whether nothing but a place and an agency, parted by a dash, stands between the colon and the
 * sentence before it: Tehran - agency: */
static gboolean
ends_dateline(const char *text, gsize start, gsize colon)
{
    const char *p = text + colon;
    gboolean dash = FALSE;

    for (guint n = 0; n < MAX_DATELINE && p > text + start; n++) {
        gunichar c;

        p = hexapla_text_previous(text + start, p, &c);
        if (hexapla_terminators_include(c))
            return dash;
        if (hexapla_segment_is_dash(c))
            dash = TRUE;
        else if (!hexapla_segment_is_word_letter(c) && !hexapla_text_is_space(c) && c != 0x200C)
            return FALSE;
    }
    return dash && p == text + start;
}

/* One word that begins the block: Photo: */
static gboolean
is_label(const HexaplaContext *context, gsize colon)
{
    return memchr(context->text + context->block_start, ' ', colon - context->block_start) == NULL;
}

/* A colon or semicolon, where this language ends sentences with them. */
static gboolean
ends_at_mark(HexaplaContext *context, gsize i)
{
    guint32 bits = context->self->marks;
    const char *text = context->text;

    if (i + 1 >= context->block_end || text[i + 1] != ' ')
        return FALSE;
    if (text[i] == ':' && (bits & MARK_DATELINE) != 0)
        return ends_dateline(text, context->block_start, i);
    hexapla_followers_find(context, i + 1);
    if (!hexapla_text_is_upper(context->c))
        return FALSE;
    if (text[i] == ';')
        return (bits & MARK_SEMICOLON) != 0 && hexapla_followers_is_starter(context);
    if (context->opener == 0)
        return (bits & MARK_COLON) != 0 && !is_label(context, i);
    return (bits & MARK_COLON_QUOTATION) != 0 && context->opener != '(' && context->opener != '[';
}

/* What only some languages end sentences with. A space at @from was looked at. */
gboolean
hexapla_own_ends_include(HexaplaContext *context, gsize from, gsize i)
{
    const HexaplaSegmenter *self = context->self;
    const char *text = context->text;

    if (hexapla_own_ends_get_length(self, text, i, context->block_end) > 0)
        return TRUE;
    if (text[i] == ' ')
        return self->has_spaces && i > from &&
               ends_at_space(self, text, context->block_start, i, context->block_end);
    return (text[i] == ':' || text[i] == ';') && self->marks != 0 && ends_at_mark(context, i);
}

/* A space and a mark of this language were decided when they were found. */
gboolean
hexapla_own_ends_decide(const HexaplaContext *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = decision->terminator;

    if ((text[i] != ' ' && text[i] != ':' && text[i] != ';') ||
        hexapla_own_ends_get_length(context->self, text, i, context->block_end) > 0)
        return FALSE;
    if (text[i] == ' ')
        decision->rule = HEXAPLA_RULE_SPACE;
    else if (text[i] == ':' && (context->self->marks & MARK_DATELINE) != 0)
        decision->rule = HEXAPLA_RULE_DATELINE;
    else
        decision->rule = HEXAPLA_RULE_MARK;
    decision->is_break = TRUE;
    decision->end = i + (text[i] != ' ');
    decision->next = hexapla_text_skip_space(text, decision->end, context->block_end);
    return TRUE;
}
