/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

/* What the language's data file says of a word in front of a full stop, or behind it. */
enum {
    WORD_NEVER_FINAL = 1 << 0,    /* Mr. */
    WORD_BEFORE_CAPITAL = 1 << 1, /* a.m.: ends a sentence when a capital follows */
    WORD_BEFORE_STARTER = 1 << 2, /* Inc.: ends one when a word follows that begins sentences */
    WORD_BEFORE_NUMBER = 1 << 3,  /* No. 5 */
    WORD_STARTER = 1 << 4,        /* The */
    WORD_NO_STARTER = 1 << 5,     /* Monday: "at 6 p.m. Monday" */
    WORD_OF_NAME = 1 << 6,        /* time: "at 6 p.m. Beijing time" */
    WORD_REPORTER = 1 << 7,       /* what follows a question and tells who asked */
};

#define WORD_ABBREVIATION                                                                          \
    (WORD_NEVER_FINAL | WORD_BEFORE_CAPITAL | WORD_BEFORE_STARTER | WORD_BEFORE_NUMBER)

struct _HexaplaSegmenter {
    HexaplaLexicon
        *abbreviations; /* short words, so that most others are told apart by their length */
    HexaplaLexicon *followers;
    guint32 number_bits; /* of "#", a short number */
    guint32 marks;       /* that end sentences besides the terminators */
};

/* Marks that may end a sentence too. */
enum {
    MARK_COLON = 1 << 0,           /* before a capital */
    MARK_COLON_QUOTATION = 1 << 1, /* before a quotation that begins with a capital */
    MARK_SEMICOLON = 1 << 2,       /* before a word that begins sentences */
};

static const struct {
    const char *name;
    guint32 bit;
} marks[] = {
    {"colon", MARK_COLON},
    {"colon-quotation", MARK_COLON_QUOTATION},
    {"semicolon", MARK_SEMICOLON},
};

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
};

static guint32
read_marks(const HexaplaLanguage *language)
{
    g_auto(GStrv) names = hexapla_language_get_list(language, "Segmentation", "Marks");
    guint32 bits = 0;

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        bits |= g_strv_contains((const char *const *)names, marks[i].name) ? marks[i].bit : 0;
    return bits;
}

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
    self->marks = read_marks(language);
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
    g_free(self);
}

/* Bytes that are a terminator or may begin one. */
static const guint8 may_terminate[256] = {
    ['.'] = 1,  ['!'] = 1,  ['?'] = 1,  [0xD6] = 1, [0xD8] = 1, [0xDB] = 1,
    [0xE0] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1,
};

/* Scripts that write no space behind the terminator. */
static gboolean
is_wide_terminator(gunichar c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF0E || c == 0xFF1F || c == 0xFF61;
}

static gboolean
is_word_letter(gunichar c)
{
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c);
}

/* Invisible marks that keep numbers and Latin words in their place in right-to-left text. */
static gboolean
is_direction_mark(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Every language has its own pair: “ opens in English and closes in German, « opens in French and
 * closes in Danish. What stands between a terminator and a letter opens. */
static gboolean
closes_or_opens(gunichar c)
{
    return c == 0x201C || c == 0x2018 || c == 0x00AB || c == 0x2039;
}

static gboolean
is_terminator(gunichar c)
{
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x0589: /* Armenian full stop */
    case 0x061E: /* Arabic triple dot */
    case 0x061F: /* Arabic question mark */
    case 0x06D4: /* Urdu full stop */
    case 0x0964: /* danda */
    case 0x0965:
    case 0x104A: /* Burmese */
    case 0x104B:
    case 0x1362: /* Ethiopic full stop */
    case 0x1367:
    case 0x1368:
    case 0x17D4: /* Khmer */
    case 0x17D5:
    case 0x2026:
    case 0x203C:
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return TRUE;
    default:
        return is_wide_terminator(c);
    }
}

/* Terminators of non-Latin scripts share few lead bytes, and mostly with letters: one look at the
 * second byte saves the decoding. */
static gsize
find_terminator(const char *text, gsize i, gsize end)
{
    gunichar found;

    for (;;) {
        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, end, c, (c < 0) | (c == '.') | (c == '!') | (c == '?'))
        while (i < end && !may_terminate[(guchar)text[i]])
            i++;
        if (i >= end)
            return end;
        if ((guchar)text[i] < 0x80)
            return i;
        hexapla_text_next(text + i, text + end, &found);
        if (is_terminator(found))
            return i;
        i++;
    }
}

static gsize
skip_closers(const char *text, gsize i, gsize end)
{
    while (i < end) {
        gunichar c;
        const char *next = hexapla_text_next(text + i, text + end, &c);

        if (closes_or_opens(c)) {
            if (is_word_letter(hexapla_text_at(next, text + end)))
                break;
        } else if (!hexapla_text_is_closer(c) && !is_direction_mark(c)) {
            break;
        }
        i = next - text;
    }
    return i;
}

/* Typewriters have no low quotation marks and make them of two commas, as ,,this''. */
static gboolean
is_low_quote(const char *p, const char *end)
{
    return end - p >= 2 && p[0] == ',' && p[1] == ',';
}

/* French has a space in front of » too, and careless writers one in front of a bracket or of two
 * apostrophes. What follows tells that it is no opening mark of German. */
static gsize
skip_spaced_closers(const char *text, gsize i, gsize end)
{
    gsize p = hexapla_text_skip_space(text, i, end);
    gunichar c = hexapla_text_at(text + p, text + end);
    gunichar next;
    gsize behind;

    if (c == '\'' && p + 1 < end && text[p + 1] == '\'')
        c = 0x00BB;
    if (p == i || (c != 0x00BB && c != 0x203A && c != ')' && c != ']'))
        return i;
    behind = skip_closers(text, p, end);
    next = hexapla_text_at(text + behind, text + end);
    return is_word_letter(next) || hexapla_text_is_opener(next) ? i : behind;
}

/* A first byte of letters, but of no closing mark. */
static gboolean
begins_word(char byte)
{
    return g_ascii_isalnum(byte) || ((guchar)byte > 0xC2 && (guchar)byte < 0xE2);
}

/* Encyclopedias put the numbers of their notes behind the full stop: It fell.[13] Nobody was hurt. */
static gsize
skip_notes(const char *text, gsize i, gsize end)
{
    gsize p = i;

    while (p < end && text[p] == '[') {
        gsize digit = ++p;

        while (p < end && g_ascii_isdigit(text[p]))
            p++;
        if (p == digit || p >= end || text[p] != ']')
            break;
        i = ++p;
    }
    return i;
}

/* Returns the offset behind the terminators and closers that begin at @i; @wide tells whether white
 * space may be missing behind them. */
static gsize
skip_sentence_end(const char *text, gsize i, gsize end, gboolean *wide)
{
    *wide = FALSE;
    if (i + 2 < end && text[i + 1] == ' ' && (guchar)text[i] < 0x80 && begins_word(text[i + 2]))
        return i + 1;
    while (i < end) {
        gunichar c = hexapla_text_at(text + i, text + end);

        if (!is_terminator(c))
            break;
        *wide = is_wide_terminator(c);
        i = hexapla_text_next(text + i, text + end, &c) - text;
    }
    i = skip_notes(text, skip_closers(text, i, end), end);
    return skip_spaced_closers(text, i, end);
}

/* Chinese and Japanese writers may use the narrow marks, too, and quote Latin text. */
static gboolean
runs_on(const char *text, gsize terminator, gsize end, gsize block_end)
{
    gunichar last = hexapla_text_before(text + terminator, text + end);
    gunichar next = hexapla_text_at(text + end, text + block_end);

    return next >= 0x2E80 && hexapla_text_is_letter(next) && last != '.' && last != 0x2026;
}

static inline gboolean
is_word_character(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c) || c == '.' || c == '-' || c == '\'';
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c) || c == 0x2019;
}

static inline gboolean
is_hebrew(gunichar c)
{
    return c >= 0x05D0 && c < 0x05EB;
}

/* The mark of Hebrew abbreviations, two strokes or a straight quotation mark between letters. */
static gboolean
is_gershayim(const char *start, const char *p, const char *behind, const char *end, gunichar c)
{
    return (c == '"' || c == 0x05F4) && is_hebrew(hexapla_text_at(behind, end)) &&
           is_hebrew(hexapla_text_before(start, p));
}

/* The word in front of the terminator, inner full stops and hyphens included: U.S, e.g, Lt-Col; and
 * the raised o of N°. Inline, because every full stop asks for it. */
static G_ALWAYS_INLINE inline gsize
find_word_start(const char *text, gsize start, gsize end)
{
    const char *p = text + end;

    if (end - start > 2 && memcmp(p - 2, "\u00B0", 2) == 0)
        p -= 2;

    while (p > text + start) {
        gunichar c;
        const char *previous = hexapla_text_previous(text + start, p, &c);

        if (!is_word_character(c) && !is_gershayim(text + start, previous, p, text + end, c))
            break;
        p = previous;
    }
    return p - text;
}

/* Where a decision is taken. */
typedef struct {
    const HexaplaSegmenter *self;
    const char *text;
    gsize block_start;
    gsize block_end;
    gsize follower;  /* of the first word behind white space and opening marks */
    gunichar c;      /* its first character, 0 at the end of the block */
    gunichar opener; /* the last opening mark in front of it, 0 without any */
} Context;

static gsize
skip_letters(const char *text, gsize i, gsize end)
{
    gunichar c;

    while (i < end && hexapla_text_is_letter(hexapla_text_at(text + i, text + end)))
        i = hexapla_text_next(text + i, text + end, &c) - text;
    return i;
}

static void
find_follower(Context *context, gsize i)
{
    const char *end = context->text + context->block_end;
    const char *p = context->text + i;
    gunichar c;

    while (p < end) {
        c = hexapla_text_at(p, end);
        if (is_low_quote(p, end))
            c = context->opener = *p++;
        else if (hexapla_text_is_opener(c))
            context->opener = c;
        else if (!hexapla_text_is_space(c) && !is_direction_mark(c))
            break;
        p = hexapla_text_next(p, end, &c);
    }
    context->follower = p - context->text;
    context->c = hexapla_text_at(p, end);
}

static guint32
look_up(const Context *context, gsize start)
{
    gsize end = skip_letters(context->text, start, context->block_end);

    return hexapla_lexicon_lookup(context->self->followers, context->text + start, end - start);
}

/* Some languages have words of one letter; before a full stop it is an initial. */
static gboolean
is_starter(const Context *context)
{
    const char *end = context->text + context->block_end;
    const char *next;
    gunichar c;

    if (context->follower >= context->block_end)
        return FALSE;
    next = hexapla_text_next(context->text + context->follower, end, &c);
    return hexapla_text_at(next, end) != '.' &&
           (look_up(context, context->follower) & WORD_STARTER) != 0;
}

/* What is known of the word behind the follower, which may hold apostrophes: Hawai‘i time */
static guint32
look_up_second(const Context *context)
{
    const char *text = context->text;
    const char *space =
        memchr(text + context->follower, ' ', context->block_end - context->follower);

    return space != NULL ? look_up(context, space + 1 - text) : 0;
}

/* In scripts without capitals every letter may begin a sentence. */
static gboolean
may_begin(gunichar c)
{
    return hexapla_text_is_upper(c) || (hexapla_text_is_letter(c) && !hexapla_text_is_lower(c));
}

/* J, and the last letter of J.K */
static gboolean
is_initial(const char *text, gsize start, gsize end)
{
    gunichar c;
    const char *p = hexapla_text_previous(text + start, text + end, &c);

    if (p == text + start)
        return hexapla_text_is_upper(c);
    return (p[-1] == '.' && may_begin(c)) || (p[-1] == '-' && hexapla_text_is_upper(c));
}

/* 20 °C */
static gboolean
is_unit(const char *text, gsize block_start, gsize start)
{
    return hexapla_text_before(text + block_start, text + start) == 0x00B0;
}

static gboolean
is_number(const char *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return end > start;
}

static gboolean
is_dash(gunichar c)
{
    return c == '-' || c == 0x2013 || c == 0x2014;
}

/* The second of two ordinals: 1.-3. and 1./2. */
static gboolean
joins_ordinals(const char *text, gsize block_start, gsize start)
{
    gunichar c;
    const char *p = hexapla_text_previous(text + block_start, text + start, &c);

    return (c == '/' || is_dash(c)) && hexapla_text_before(text + block_start, p) == '.';
}

/* The 3. of May and Louis XIV., but neither 5,2 nor 3:1. */
static gboolean
is_ordinal(const char *text, gsize block_start, gsize start, gsize end)
{
    const char *hyphen = end > start ? memchr(text + start, '-', end - start) : NULL;
    gunichar before;

    if (hyphen != NULL)
        start = hyphen + 1 - text;
    before = hexapla_text_before(text + block_start, text + start);
    if (before != 0 && !hexapla_text_is_space(before) && !hexapla_text_is_opener(before) &&
        !joins_ordinals(text, block_start, start))
        return FALSE;
    if (end - start <= 2 && is_number(text, start, end))
        return TRUE;
    return end - start >= 2 && strspn(text + start, "IVXL") >= end - start;
}

/* No. 5, vol. II */
static gboolean
number_follows(const Context *context)
{
    const char *text = context->text;
    gsize end = skip_letters(text, context->follower, context->block_end);
    gsize n = end - context->follower;

    return hexapla_text_is_digit(context->c) ||
           (n >= 2 && strspn(text + context->follower, "IVXLC") >= n);
}

/* A short word in front of the full stop may be an abbreviation, a long one is none. */
static gboolean
is_plain_word(const Context *context, gsize start, gsize end)
{
    const char *text = context->text;

    return end > start && skip_letters(text, start, end) == end &&
           hexapla_text_is_lower(hexapla_text_before(text + start, text + end)) &&
           hexapla_lexicon_lookup(context->self->abbreviations, text + start, end - start) == 0;
}

/* Nothing abbreviates to a word of this many letters that is not in a list. */
#define MIN_LONG_WORD 5

/* Careless writers begin sentences with small letters. A full stop behind a long word ends one all
 * the same, unless it stands in a quotation and who spoke follows. Armenian is left out: there the
 * full stop is a mark inside the sentence. */
static gboolean
ends_long_word(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->word_start, end = decision->terminator;

    return decision->end == end + 1 && context->follower == decision->next && context->c < 0x0530 &&
           hexapla_text_is_lower(context->c) && skip_letters(text, start, end) == end &&
           hexapla_text_is_lower(hexapla_text_before(text + start, text + end)) &&
           hexapla_text_count_chars(text + start, end - start) >= MIN_LONG_WORD &&
           (look_up(context, context->follower) & WORD_REPORTER) == 0;
}

static gboolean
has_inner_stop(const char *text, gsize start, gsize end)
{
    return end > start && memchr(text + start, '.', end - start) != NULL;
}

/* Whether the sentence ends with this abbreviation. */
static gboolean
abbreviation_is_final(const Context *context, guint32 bits)
{
    if ((bits & WORD_NEVER_FINAL) != 0)
        return FALSE;
    if ((bits & WORD_BEFORE_NUMBER) != 0)
        return !number_follows(context) && !hexapla_text_is_lower(context->c);
    if (!may_begin(context->c))
        return FALSE;
    if ((bits & WORD_BEFORE_CAPITAL) != 0)
        return (look_up(context, context->follower) & WORD_NO_STARTER) == 0 &&
               (look_up_second(context) & WORD_OF_NAME) == 0;
    return is_starter(context);
}

/* Digits of the number of an article of a law; a paragraph that begins with four may begin with a
 * year. */
#define MAX_LIST_NUMBER 4

static gboolean
is_bullet(gunichar c)
{
    return c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x25E6 || c == 0x25AA || c == 0x00B7;
}

/* 1. The first of all. 2. The next. */
static gboolean
is_list_number(const Context *context, gsize start, gsize end)
{
    const char *text = context->text;
    gsize before, word;

    if (end - start > MAX_LIST_NUMBER || !is_number(text, start, end))
        return FALSE;
    before = hexapla_text_trim_space(text, context->block_start, start);
    if (before == context->block_start ||
        is_bullet(hexapla_text_before(text + context->block_start, text + before)))
        return end - start < MAX_LIST_NUMBER;
    if (before == start || strchr(".;:", text[--before]) == NULL || !may_begin(context->c))
        return FALSE;
    word = find_word_start(text, context->block_start, before);
    return word == before || is_plain_word(context, word, before);
}

/* The, or Mr. */
static gboolean
begins_clearly(const Context *context)
{
    const char *text = context->text;
    gsize start = context->follower;
    gsize end = skip_letters(text, start, context->block_end);

    if (end >= context->block_end)
        return FALSE;
    if (text[end] == ' ')
        return is_starter(context);
    return text[end] == '.' && end - start > 1 &&
           (hexapla_lexicon_lookup(context->self->abbreviations, text + start, end - start) &
            WORD_NEVER_FINAL) != 0;
}

/* Whether only the white space is missing: it was late.The ship left */
static gboolean
lacks_space(Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize end = decision->end;

    if (end != decision->terminator + 1 ||
        !hexapla_text_is_upper(hexapla_text_at(text + end, text + context->block_end)))
        return FALSE;
    find_follower(context, end);
    if (!begins_clearly(context))
        return FALSE;
    if (decision->word_end > decision->word_start && g_ascii_isdigit(text[decision->word_end - 1]))
        return !is_list_number(context, decision->word_start, decision->terminator);
    return is_plain_word(context, decision->word_start, decision->terminator);
}

/* A letter that stands for who speaks: Q. – Why? */
static gboolean
is_speaker(const Context *context, gsize start)
{
    const char *text = context->text;
    gsize before = hexapla_text_trim_space(text, context->block_start, start);

    return is_dash(context->c) &&
           (before == context->block_start ||
            is_terminator(hexapla_text_before(text + context->block_start, text + before)));
}

/* Last bytes of what may stand between an abbreviation and what is in front of it. */
static const guint8 may_divide[256] = {['.'] = 1, ['\''] = 1, [0x99] = 1};

static gboolean
divides(const char *start, const char *p)
{
    if (p[-1] == '.')
        return g_ascii_isupper(*p);
    return p[-1] == '\'' || (p - start >= 3 && memcmp(p - 3, "\u2019", 3) == 0);
}

/* An article, a quotation mark or another sentence may stand in front of an abbreviation:
 * dell’art. 5, ‘Mr. Smith’, it was late.Mr. Smith */
static guint32
look_up_abbreviation(const Context *context, gsize start, gsize end)
{
    const char *text = context->text;
    const HexaplaLexicon *abbreviations = context->self->abbreviations;
    guint32 bits = hexapla_lexicon_lookup(abbreviations, text + start, end - start);

    for (gsize i = start + 1; i + 1 < end && bits == 0; i++) {
        if (may_divide[(guchar)text[i - 1]] && divides(text + start, text + i))
            bits = hexapla_lexicon_lookup(abbreviations, text + i, end - i);
    }
    return bits;
}

/* A full stop may belong to the word in front of it. Returns whether a rule about words decided. */
static gboolean
decide_word(const Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->word_start, end = decision->word_end;
    guint32 bits = look_up_abbreviation(context, start, end);
    gboolean initial = end > start && is_initial(text, start, end);

    if (is_list_number(context, start, end)) {
        decision->rule = HEXAPLA_RULE_NUMBER;
        return TRUE;
    }
    if (bits == 0 && context->self->number_bits != 0 &&
        is_ordinal(text, context->block_start, start, end))
        bits = context->self->number_bits;
    /* p. 5 and S. 5, but S. Meyer */
    if ((bits & WORD_ABBREVIATION) == WORD_BEFORE_NUMBER && initial &&
        !hexapla_text_is_digit(context->c))
        bits = 0;
    if (bits == 0 && initial && has_inner_stop(text, start, end))
        bits = WORD_BEFORE_STARTER;
    if (bits != 0) {
        decision->is_break = abbreviation_is_final(context, bits);
        decision->rule =
            decision->is_break ? HEXAPLA_RULE_ABBREVIATION_FINAL : HEXAPLA_RULE_ABBREVIATION;
        decision->word_end++;
        return TRUE;
    }
    if (initial && (may_begin(context->c) || is_speaker(context, start)) && !is_starter(context) &&
        !is_unit(text, context->block_start, start)) {
        decision->rule = HEXAPLA_RULE_INITIAL;
        return TRUE;
    }
    return FALSE;
}

static gboolean
continues_with_punctuation(gunichar c)
{
    return c == ',' || c == ';' || c == ':' || c == 0x060C || c == 0x061B || c == 0x3001 ||
           c == 0x3002 || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == '.' || c == '!' ||
           c == '?';
}

/* Where nothing follows an omission, it belongs to the sentence before it. */
static gboolean
is_last_omission(const Context *context)
{
    gboolean wide;

    return (context->opener == '(' || context->opener == '[') &&
           (context->c == '.' || context->c == 0x2026) &&
           skip_sentence_end(context->text, context->follower, context->block_end, &wide) >=
               context->block_end;
}

/* What closes a quotation of a careless writer may look like an opening mark; a bracket is one. */
static gboolean
continues_after_marks(const Context *context)
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
    return context->opener == '"' || context->opener == '\'' || context->opener == '`';
}

/* The letter that follows a dash tells whether the sentence goes on: “Stop!” – he said. */
static gunichar
look_past_dash(const char *text, gsize i, gsize end)
{
    gunichar c = hexapla_text_at(text + i, text + end);

    if (!is_dash(c))
        return c;
    while (i < end && is_dash(hexapla_text_at(text + i, text + end)))
        i = hexapla_text_next(text + i, text + end, &c) - text;
    return hexapla_text_at(text + hexapla_text_skip_space(text, i, end), text + end);
}

/* (...) and […] stand for what was left out: where a sentence begins they belong to it. */
static gboolean
is_omission(const Context *context, const HexaplaDecision *decision)
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
    return last == 0 || is_terminator(last) || hexapla_text_is_closer(last);
}

/* Chinese: the verb stands at the end of “他低声问，”, whatever its subject is. */
static gboolean
has_wide_reporter(const Context *context)
{
    const char *text = context->text;
    gsize end = skip_letters(text, context->follower, context->block_end);
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

/* Korean sentences end in a verb, and an ellipsis behind one ends them. */
static gboolean
is_hangul(gunichar c)
{
    return c >= 0xAC00 && c < 0xD7A4;
}

/* Where no small letter can tell that a sentence goes on: “Why?” she asked; an ellipsis. */
static gboolean
goes_on(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gunichar first = hexapla_text_at(text + decision->terminator, text + decision->end);
    gunichar last = hexapla_text_before(text + decision->terminator, text + decision->end);

    if (!may_begin(context->c) || hexapla_text_is_upper(context->c))
        return FALSE;
    if (first == 0x2026 || (first == '.' && text[decision->terminator + 1] == '.'))
        return decision->next > decision->end && !is_hangul(context->c);
    if (first == '.' || first == 0x3002 || is_terminator(last) || context->opener != 0)
        return FALSE;
    return context->c >= 0x2E80 ? has_wide_reporter(context)
                                : (look_up(context, context->follower) & WORD_REPORTER) != 0;
}

static void
decide(Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gboolean one_stop =
        text[decision->terminator] == '.' &&
        (decision->end == decision->terminator + 1 || text[decision->terminator + 1] != '.');

    find_follower(context, decision->next);
    decision->is_break = FALSE;
    if (one_stop && decide_word(context, decision))
        return;
    if (continues_after_marks(context) || is_omission(context, decision)) {
        decision->rule = HEXAPLA_RULE_PUNCTUATION_FOLLOWS;
    } else if (hexapla_text_is_lower(look_past_dash(text, context->follower, context->block_end))) {
        decision->is_break = one_stop && ends_long_word(context, decision);
        decision->rule = decision->is_break ? HEXAPLA_RULE_LONG_WORD : HEXAPLA_RULE_LOWER_CASE;
    } else if (goes_on(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
    } else {
        decision->rule = HEXAPLA_RULE_TERMINATOR;
        decision->is_break = TRUE;
    }
}

static gboolean
mark_ends(Context *context, gsize i)
{
    const HexaplaSegmenter *self = context->self;
    const char *text = context->text;

    if (text[i + 1] != ' ')
        return FALSE;
    context->opener = 0;
    find_follower(context, i + 1);
    if (!hexapla_text_is_upper(context->c))
        return FALSE;
    if (text[i] == ';')
        return (self->marks & MARK_SEMICOLON) != 0 && is_starter(context);
    if (context->opener == 0)
        return (self->marks & MARK_COLON) != 0;
    return (self->marks & MARK_COLON_QUOTATION) != 0 && context->opener != '(' &&
           context->opener != '[';
}

static gboolean
terminates(const char *p, const char *end)
{
    return may_terminate[(guchar)*p] &&
           ((guchar)*p < 0x80 || is_terminator(hexapla_text_at(p, end)));
}

/* A colon or semicolon that ends a sentence before any terminator does. */
static gboolean
find_mark(Context *context, gsize from, HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *end = text + context->block_end;
    gsize i = from;

    HEXAPLA_TEXT_SKIP_BLOCKS(text, i, context->block_end, c,
                             (c < 0) | (c == '.') | (c == '!') | (c == '?') | (c == ':') |
                                 (c == ';'))
    while (i + 1 < context->block_end && !terminates(text + i, end) &&
           !((text[i] == ':' || text[i] == ';') && mark_ends(context, i)))
        i++;
    if (i + 1 >= context->block_end || (text[i] != ':' && text[i] != ';'))
        return FALSE;
    decision->terminator = i;
    decision->end = i + 1;
    decision->next = hexapla_text_skip_space(text, i + 1, context->block_end);
    decision->word_start = find_word_start(text, context->block_start, i);
    decision->word_end = i;
    decision->rule = HEXAPLA_RULE_MARK;
    decision->is_break = TRUE;
    return TRUE;
}

/**
 * hexapla_segmenter_decide:
 * @self: a segmenter
 * @text: UTF-8
 * @block_start: first byte of the block
 * @from: where to look for the next terminator, in bytes
 * @block_end: behind the last byte of the block
 * @decision: (out): what was decided at it
 *
 * Returns: whether there was a terminator
 * Since: 0.1
 */
gboolean
hexapla_segmenter_decide(const HexaplaSegmenter *self, const char *text, gsize block_start,
                         gsize from, gsize block_end, HexaplaDecision *decision)
{
    Context context = {self, text, block_start, block_end, 0, 0, 0};
    gboolean wide;

    if (self->marks != 0 && find_mark(&context, from, decision))
        return TRUE;
    context.opener = 0;
    decision->terminator = find_terminator(text, from, block_end);
    if (decision->terminator >= block_end)
        return FALSE;
    decision->end = skip_sentence_end(text, decision->terminator, block_end, &wide);
    wide = wide || runs_on(text, decision->terminator, decision->end, block_end);
    decision->next = hexapla_text_skip_space(text, decision->end, block_end);
    decision->word_start = find_word_start(text, block_start, decision->terminator);
    decision->word_end = decision->terminator;
    if (decision->next >= block_end) {
        decision->rule = HEXAPLA_RULE_BLOCK_END;
        decision->is_break = TRUE;
    } else if (decision->next == decision->end && !wide) {
        decision->is_break = lacks_space(&context, decision);
        decision->rule = decision->is_break ? HEXAPLA_RULE_SPACE_MISSING : HEXAPLA_RULE_INSIDE_WORD;
    } else {
        decide(&context, decision);
    }
    return TRUE;
}

/* Cuts what no editor holds. Returns where the rest begins. */
static gsize
add_cut(HexaplaDocument *document, guint block, const char *text, gsize start, gsize end)
{
    while (end - start > HEXAPLA_MAX_SEGMENT_BYTES) {
        gsize cut = start + HEXAPLA_MAX_SEGMENT_BYTES;

        while (cut > start && text[cut] != ' ')
            cut--;
        if (cut == start) {
            cut = start + HEXAPLA_MAX_SEGMENT_BYTES;
            while (((guchar)text[cut] & 0xC0) == 0x80)
                cut--;
        }
        hexapla_document_add_segment(document, block, start,
                                     hexapla_text_trim_space(text, start, cut),
                                     HEXAPLA_RULE_TOO_LONG);
        start = hexapla_text_skip_space(text, cut, end);
    }
    return start;
}

static void
split_block(const HexaplaSegmenter *self, HexaplaDocument *document, const char *text, guint index,
            gsize start, gsize end)
{
    HexaplaDecision decision;
    gsize sentence = start;

    for (gsize from = start; hexapla_segmenter_decide(self, text, start, from, end, &decision);
         from = decision.end) {
        if (!decision.is_break || decision.next >= end)
            continue;
        sentence = add_cut(document, index, text, sentence, decision.end);
        hexapla_document_add_segment(document, index, sentence, decision.end, decision.rule);
        sentence = decision.next;
    }
    sentence = add_cut(document, index, text, sentence, end);
    hexapla_document_add_segment(document, index, sentence, end, HEXAPLA_RULE_BLOCK_END);
}

/**
 * hexapla_segmenter_apply:
 * @self: a segmenter
 * @document: a part with its blocks
 * @cancellable: (nullable): not used, the work is short
 * @error: never set
 *
 * Adds the sentences of every block, junk too.
 *
 * Returns: %TRUE
 * Since: 0.1
 */
gboolean
hexapla_segmenter_apply(HexaplaSegmenter *self, HexaplaDocument *document,
                        G_GNUC_UNUSED GCancellable *cancellable, G_GNUC_UNUSED GError **error)
{
    const char *text = hexapla_document_get_text(document, NULL);
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(document, &n);

    for (guint i = 0; i < n; i++)
        split_block(self, document, text, i, blocks[i].start, blocks[i].end);
    return TRUE;
}
