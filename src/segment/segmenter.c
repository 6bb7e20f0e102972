/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/limits.h"
#include "base/masks.h"
#include "base/text.h"
#include "segment/items.h"

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
    WORD_UNIT = 1 << 8,           /* 5 ft. 3 in. */
    WORD_OF_TIME = 1 << 9,        /* at, Monday: “On Monday at 6 a.m. Mr. Lee left” */
    WORD_CAPITAL = 1 << 10,       /* I */
    WORD_ENDING = 1 << 11,        /* the last letters of a word that ends a sentence: 습니다 */
    WORD_OPEN_ENDING = 1 << 12,   /* the last letters of a word that ends none: ว่า */
};

/* What is longer is no abbreviation. */
#define MAX_WORD_BYTES 100

/* [citation needed] */
#define MAX_NOTE_BYTES 24

/* How far a mark of quotation between spaces looks for its other half. */
#define MAX_QUOTATION_BYTES 1000

/* Longer ones are data. */
#define MAX_ADDRESS_BYTES 2000

/* (Smith and others 1955, 31) */
#define MAX_SOURCE_BYTES 100

#define WORD_ABBREVIATION                                                                          \
    (WORD_NEVER_FINAL | WORD_BEFORE_CAPITAL | WORD_BEFORE_STARTER | WORD_BEFORE_NUMBER | WORD_UNIT)

/* Characters of the longest words that are looked for where no space tells a word's end. */
#define MAX_PREFIX 12

/* Characters of the longest dateline, and of the longest words in brackets. */
#define MAX_DATELINE 60
#define MAX_BRACKET 200

/* What stands before a space and a word that begins sentences is a clause from here on. */
#define MIN_CLAUSE 8

/* No language has as many marks of its own. */
#define MAX_OWN_ENDS 8

struct _HexaplaSegmenter {
    HexaplaLexicon
        *abbreviations; /* short words, so that most others are told apart by their length */
    HexaplaLexicon *followers;
    guint32 number_bits;          /* of "#", a short number */
    guint32 marks;                /* what this language does with marks of all languages */
    char **terminators;           /* that end sentences in this language only */
    guint clause_length;          /* characters of a clause that a space ends, 0 when none does */
    guint longest_ending;         /* in characters, of all that are looked up before a space */
    gboolean has_spaces;          /* that end sentences */
    gint8 own_ends[MAX_OWN_ENDS]; /* first bytes of all that ends sentences in this language only */
    guint n_own_ends;
};

enum {
    MARK_COLON = 1 << 0,           /* ends a sentence before a capital */
    MARK_COLON_QUOTATION = 1 << 1, /* ends one before a quotation that begins with a capital */
    MARK_SEMICOLON = 1 << 2,       /* ends one before a word that begins sentences */
    MARK_DATELINE = 1 << 3,        /* a colon ends “Tehran - agency:” */
    MARK_INNER_STOP = 1 << 4,      /* a single full stop ends none */
};

static const struct {
    const char *name;
    guint32 bit;
    const char *own_end; /* what is looked for besides terminators */
} marks[] = {
    {"colon", MARK_COLON, ":"},
    {"colon-quotation", MARK_COLON_QUOTATION, ":"},
    {"semicolon", MARK_SEMICOLON, ";"},
    {"dateline", MARK_DATELINE, ":"},
    {"inner-stop", MARK_INNER_STOP, NULL},
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
    {"Units", WORD_UNIT},
    {"TimeWords", WORD_OF_TIME},
    {"Capitals", WORD_CAPITAL},
    {"Endings", WORD_ENDING},
    {"OpenEndings", WORD_OPEN_ENDING},
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
    if (self->n_own_ends < MAX_OWN_ENDS && memchr(self->own_ends, byte, self->n_own_ends) == NULL)
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
        if (marks[i].own_end != NULL)
            add_own_end(self, *marks[i].own_end);
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

static void
read_own_ends(HexaplaSegmenter *self, const HexaplaLanguage *language)
{
    read_marks(self, language);
    read_spaces(self, language);
    self->terminators = hexapla_language_get_list(language, "Segmentation", "Terminators");
    for (char **own = self->terminators; *own != NULL; own++)
        add_own_end(self, **own);
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
    read_own_ends(self, language);
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

/* Scripts that write no space behind the terminator, or need none because it stands nowhere else.
 * U+104A is not here: it is the comma of Burmese. */
static gboolean
is_wide_terminator(gunichar c)
{
    switch (c) {
    case 0x0964: /* danda */
    case 0x0965:
    case 0x104B: /* Burmese */
    case 0x1362: /* Ethiopic full stop */
    case 0x1367:
    case 0x1368:
    case 0x17D4: /* Khmer */
    case 0x17D5:
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF61:
        return TRUE;
    default:
        return FALSE;
    }
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
    return c == 0x201C || c == 0x2018 || c == 0x00AB || c == 0x2039 || c == '`';
}

/* Pictures in colour. Flags are not here: they stand for the names of countries. */
static gboolean
is_emoji(gunichar c)
{
    if (c >= 0x2300 && c < 0x2C00)
        return c == 0x263A || u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_PRESENTATION);
    return c >= 0x1F300 && c < 0x1FB00;
}

/* Faces, hands, hearts and applause end the sentences of messages; other emoji may be words. */
static gboolean
is_gesture(gunichar c)
{
    if (c < 0x1F300)
        return c == 0x263A || c == 0x2728 || c == 0x270A || c == 0x270B;
    return (c >= 0x1F600 && c < 0x1F650) || (c >= 0x1F44A && c < 0x1F451) ||
           (c >= 0x1F493 && c < 0x1F4A0) || (c >= 0x1F90C && c < 0x1F930) ||
           (c >= 0x1F970 && c < 0x1F97B) || (c >= 0x1FAE0 && c < 0x1FAF9) || c == 0x1F389 ||
           c == 0x1F38A || c == 0x1F48B || c == 0x1F490 || c == 0x1F4AA || c == 0x1F4AF ||
           c == 0x1F525 || c == 0x1F9D0 || c == 0x1F9E1;
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
    case 0x2026:
    case 0x203C:
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return TRUE;
    default:
        return is_wide_terminator(c) || is_gesture(c);
    }
}

/* Armenian, Arabic and Urdu; the leads are those of letters, too, so the byte behind them tells. */
static inline HexaplaTextBlock
find_two_byte_suspects(HexaplaTextBlock c, HexaplaTextBlock next)
{
    return ((c == (gint8)0xD6) & (next == (gint8)0x89)) |
           ((c == (gint8)0xD8) & ((next | 1) == (gint8)0x9F)) |
           ((c == (gint8)0xDB) & (next == (gint8)0x94));
}

/* Danda; Burmese, Ethiopic and Khmer; ellipses, double marks and old emoji; Chinese and wide ones;
 * emoji. */
static inline HexaplaTextBlock
find_three_byte_suspects(HexaplaTextBlock c, HexaplaTextBlock next, HexaplaTextBlock third)
{
    return ((c == (gint8)0xE0) & (next == (gint8)0xA5) & ((third | 1) == (gint8)0xA5)) |
           ((c == (gint8)0xE1) &
            ((next == (gint8)0x81) | (next == (gint8)0x8D) | (next == (gint8)0x9F))) |
           ((c == (gint8)0xE2) &
            ((next == (gint8)0x81) | ((next == (gint8)0x80) & (third >= (gint8)0xA6)) |
             ((next | 4) == (gint8)0x9C))) |
           ((c == (gint8)0xE3) & (next == (gint8)0x80)) |
           ((c == (gint8)0xEF) & ((next | 1) == (gint8)0xBD)) |
           ((c == (gint8)0xF0) & (next == (gint8)0x9F));
}

/* Bytes at which a terminator may begin. Two more than the block are looked at. */
static inline guint64
find_suspects(const char *p)
{
    HexaplaTextBlock c, next, third, found;

    memcpy(&c, p, sizeof c);
    found = (c == '.') | (c == '!') | (c == '?');
    if (hexapla_text_block_mask(c) == 0)
        return hexapla_text_block_mask(found);
    memcpy(&next, p + 1, sizeof next);
    found |= find_two_byte_suspects(c, next);
    if (hexapla_text_block_mask((c >= (gint8)0xE0) & (c < 0)) == 0)
        return hexapla_text_block_mask(found);
    memcpy(&third, p + 2, sizeof third);
    return hexapla_text_block_mask(found | find_three_byte_suspects(c, next, third));
}

/* Bytes of the terminator at @i that only this language has, 0 when there is none. */
static gsize
own_terminator_length(const HexaplaSegmenter *self, const char *text, gsize i, gsize end)
{
    for (char **own = self->terminators; *own != NULL; own++) {
        gsize n = strlen(*own);

        if (i + n <= end && memcmp(text + i, *own, n) == 0)
            return n;
    }
    return 0;
}

/* What is known of the word at @i in a script that has no space between words: the longest counts. */
static guint32
look_up_prefix(const HexaplaSegmenter *self, const char *text, gsize i, gsize end)
{
    const char *p = text + i;
    guint32 bits = 0;

    for (guint n = 0; n < MAX_PREFIX && p < text + end; n++) {
        gunichar c;
        guint32 found;

        p = hexapla_text_next(p, text + end, &c);
        found = hexapla_lexicon_lookup(self->followers, text + i, p - text - i);
        bits = found != 0 ? found : bits;
    }
    return bits;
}

static gboolean
is_caseless(gunichar c)
{
    return c >= 0x80 && hexapla_text_is_letter(c) && !hexapla_text_is_upper(c) &&
           !hexapla_text_is_lower(c);
}

static gboolean
is_dash(gunichar c)
{
    return c == '-' || c == 0x2013 || c == 0x2014;
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

/* Emoji behind the terminator belong to its sentence, with the marks that join or colour them, but
 * one that touches the next word is its bullet. */
static gsize
skip_emoji(const char *text, gsize i, gsize end)
{
    gsize p = hexapla_text_skip_space(text, i, end);

    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(text + p, text + end, &c);

        if (!is_emoji(c) && !(p == i && (c == 0xFE0F || c == 0x200D)))
            break;
        if (p > i && is_word_letter(hexapla_text_at(next, text + end)))
            break;
        i = next - text;
        p = hexapla_text_skip_space(text, i, end);
    }
    return i;
}

/* A first byte of letters, but of no closing mark. */
static gboolean
begins_word(char byte)
{
    return g_ascii_isalnum(byte) || ((guchar)byte > 0xC2 && (guchar)byte < 0xE2);
}

/* Returns the offset behind the terminators and closers that begin at @i; @wide tells whether white
 * space may be missing behind them. */
static gsize
skip_sentence_end(const HexaplaSegmenter *self, const char *text, gsize i, gsize end,
                  gboolean *wide)
{
    *wide = FALSE;
    if (i + 2 < end && text[i + 1] == ' ' && (guchar)text[i] < 0x80 && begins_word(text[i + 2]))
        return i + 1;
    while (i < end) {
        gunichar c;
        const char *next = hexapla_text_next(text + i, text + end, &c);
        gsize own = own_terminator_length(self, text, i, end);

        if (own == 0 && !is_terminator(c))
            break;
        *wide = is_wide_terminator(c) || (own > 0 && c >= 0x80);
        i = own > 0 ? i + own : (gsize)(next - text);
    }
    i = skip_closers(text, i, end);
    return skip_emoji(text, skip_spaced_closers(text, i, end), end);
}

/* Korean sentences end in a verb, and an ellipsis behind one ends them. */
static gboolean
is_hangul(gunichar c)
{
    return c >= 0xAC00 && c < 0xD7A4;
}

/* Chinese and Japanese writers may use the narrow marks, too, and quote Latin text. Koreans join to a
 * quotation what tells who spoke. */
static gboolean
runs_on(const char *text, gsize terminator, gsize end, gsize block_end)
{
    gunichar next = hexapla_text_at(text + end, text + block_end);
    gunichar last;

    if (next < 0x2E80 || !hexapla_text_is_letter(next))
        return FALSE;
    last = hexapla_text_before(text + terminator, text + end);
    if (is_hangul(next) && !is_terminator(last))
        return FALSE;
    return last != '.' && last != 0x2026;
}

/* ３．２９ */
static gboolean
is_wide_decimal(const char *text, gsize end, gsize block_end)
{
    return hexapla_text_before(text, text + end) == 0xFF0E &&
           hexapla_text_is_digit(hexapla_text_at(text + end, text + block_end));
}

static inline gboolean
is_word_character(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c) || c == '.' || c == '-' || c == '\'';
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c) || c == 0x2019 || c == 0x00B0;
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

/* Which of eight bytes are ASCII letters, digits, full stops, hyphens and apostrophes. */
static inline guint64
mask_ascii_words(guint64 block)
{
    guint64 rest = hexapla_mask_range(block, '-', '.') | hexapla_mask_range(block, '0', '9') |
                   hexapla_mask_range(block, '\'', '\'');

    return hexapla_mask_letters(block) | rest;
}

/* Most words are short and of ASCII. */
static inline gsize
skip_ascii_word(const char *text, gsize start, gsize end)
{
    guint64 block, others;

    if (end < start + sizeof block)
        return end;
    memcpy(&block, text + end - sizeof block, sizeof block);
    others = ~mask_ascii_words(GUINT64_FROM_LE(block)) & HEXAPLA_EACH_BYTE(0x80);
    return others != 0 ? end - __builtin_clzll(others) / 8 : end - sizeof block;
}

/* The word in front of the terminator, inner full stops and hyphens included: U.S, e.g, Lt-Col */
static gsize
find_word_start(const char *text, gsize start, gsize end)
{
    const char *stop = text + end - MIN(end - start, MAX_WORD_BYTES);
    const char *p = text + skip_ascii_word(text, start, end);

    if (p > stop && p[-1] == ' ' && *p != '\'')
        return p - text;
    while (p > stop) {
        gunichar c;
        const char *previous;

        /* Most are plain letters; the table behind g_ascii_isalpha() is slower. */
        if ((guint)(p[-1] | 0x20) - 'a' < 26) {
            p--;
            continue;
        }
        previous = hexapla_text_previous(text + start, p, &c);
        if (!is_word_character(c) && !is_gershayim(text + start, previous, p, text + end, c))
            break;
        p = previous;
    }
    while (p < text + end && *p == '\'')
        p++;
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

/* Some languages have words of one letter; before a full stop it is an initial, as is any word that
 * spells one. */
static gboolean
is_starter(const Context *context)
{
    const char *text = context->text;
    gsize end = skip_letters(text, context->follower, context->block_end);
    gsize n = end - context->follower;

    if (end < context->block_end && text[end] == '.' &&
        (hexapla_text_count_chars(text + context->follower, n) == 1 ||
         hexapla_lexicon_lookup(context->self->abbreviations, text + context->follower, n) != 0))
        return FALSE;
    return (look_up(context, context->follower) & WORD_STARTER) != 0;
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
is_number(const char *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return end > start;
}

/* The second of two ordinals: 1.-3., 1. -3. and 1./2. */
static gboolean
joins_ordinals(const char *text, gsize block_start, gsize start)
{
    gunichar c;
    const char *p = hexapla_text_previous(text + block_start, text + start, &c);

    gunichar before = hexapla_text_before(text + block_start, p);

    return (c == '/' || is_dash(c)) && (before == '.' || hexapla_text_is_space(before));
}

/* The 3. of May, the 1.-3. and Louis XIV., but neither 5,2 nor 3:1. */
static gboolean
is_ordinal(const char *text, gsize block_start, gsize start, gsize end)
{
    const char *hyphen = memrchr(text + start, '-', end - start);
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

/* No. 5, vol. II, app. B */
static gboolean
number_follows(const Context *context)
{
    const char *text = context->text;
    gsize end = skip_letters(text, context->follower, context->block_end);
    gsize n = end - context->follower;

    return hexapla_text_is_digit(context->c) ||
           (n >= 2 && strspn(text + context->follower, "IVXLC") >= n) ||
           (n == 1 && g_ascii_isupper(text[context->follower]) && !is_starter(context));
}

/* 5 ft. 3 in. tall */
static gboolean
is_measure(const Context *context, gsize start)
{
    const char *text = context->text;
    gsize before = hexapla_text_trim_space(text, context->block_start, start);

    return (hexapla_text_is_digit(context->c) || hexapla_text_is_lower(context->c)) &&
           hexapla_text_is_digit(hexapla_text_before(text + context->block_start, text + before));
}

static gboolean
is_in_bracket(const Context *context, gsize end, char open, char close)
{
    gsize start = end - MIN(end - context->block_start, MAX_SOURCE_BYTES);

    while (end > start && context->text[end - 1] != close) {
        if (context->text[--end] == open)
            return TRUE;
    }
    return FALSE;
}

/* A bracket that closes behind a number holds no sentence there: [page. 5] */
static gboolean
is_closed_number(const Context *context, gsize terminator)
{
    const char *text = context->text;
    gsize i = context->follower;

    if (context->opener != 0)
        return FALSE;
    while (i < context->block_end && g_ascii_isdigit(text[i]))
        i++;
    if (i == context->follower || i >= context->block_end)
        return FALSE;
    return (text[i] == ')' && is_in_bracket(context, terminator, '(', ')')) ||
           (text[i] == ']' && is_in_bracket(context, terminator, '[', ']'));
}

static gboolean
has_inner_stop(const char *text, gsize start, gsize end)
{
    return end > start && memchr(text + start, '.', end - start) != NULL;
}

/* Whether it is no abbreviation, nor part of an address. */
static gboolean
is_whole_word(const Context *context, gsize start, gsize end)
{
    const char *text = context->text;
    gunichar before = hexapla_text_before(text + context->block_start, text + start);

    return end > start + 1 &&
           hexapla_text_is_lower(hexapla_text_before(text + start, text + end)) &&
           !has_inner_stop(text, start, end) &&
           (before == 0 || hexapla_text_is_space(before) || hexapla_text_is_opener(before)) &&
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

    return text[end] == '.' && decision->end == end + 1 && context->follower == decision->next &&
           context->c < 0x0530 && hexapla_text_is_lower(context->c) &&
           skip_letters(text, start, end) == end &&
           hexapla_text_is_lower(hexapla_text_before(text + start, text + end)) &&
           hexapla_text_count_chars(text + start, end - start) >= MIN_LONG_WORD &&
           (look_up(context, context->follower) & WORD_REPORTER) == 0;
}

static gboolean
is_time_word(const Context *context, const char *word, gsize n)
{
    return is_number(word, 0, n) ||
           (hexapla_lexicon_lookup(context->self->followers, word, n) & WORD_OF_TIME) != 0;
}

/* A sentence that has told nothing but a time has not ended: “On Monday at 6 a.m. Mr. Lee left.” */
static gboolean
tells_only_time(const Context *context, gsize end)
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
        while (p > start && is_word_letter(hexapla_text_before(start, p)))
            p = hexapla_text_previous(start, p, &c);
        if (p == word_end || !is_time_word(context, p, (gsize)(word_end - p)))
            return capital && !is_word_letter(hexapla_text_before(start, word_end));
        capital = hexapla_text_is_upper(hexapla_text_at(p, word_end));
    }
    return capital;
}

/* Whether the sentence ends with this abbreviation. */
static gboolean
abbreviation_is_final(const Context *context, const HexaplaDecision *decision, guint32 bits)
{
    if ((bits & (WORD_NEVER_FINAL | WORD_UNIT)) != 0)
        return FALSE;
    if ((bits & WORD_BEFORE_NUMBER) != 0)
        return !number_follows(context) && !hexapla_text_is_lower(context->c);
    if (!may_begin(context->c))
        return FALSE;
    if ((bits & WORD_BEFORE_CAPITAL) != 0)
        return (look_up(context, context->follower) & WORD_NO_STARTER) == 0 &&
               (look_up_second(context) & WORD_OF_NAME) == 0 &&
               (is_starter(context) || !tells_only_time(context, decision->word_start));
    return is_starter(context);
}

/* Mr . Lee */
static gboolean
is_spaced_title(const Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize end = hexapla_text_trim_space(text, context->block_start, decision->terminator);
    gsize start = find_word_start(text, context->block_start, end);

    if ((hexapla_lexicon_lookup(context->self->abbreviations, text + start, end - start) &
         WORD_NEVER_FINAL) == 0)
        return FALSE;
    decision->word_start = start;
    decision->word_end = decision->end;
    return TRUE;
}

/* Scripts without capitals write the second of two initials like any word. */
static gboolean
ends_in_abbreviation(const Context *context, gsize start, gsize end)
{
    const char *text = context->text;
    gsize part = end;

    while (part > start && text[part - 1] != '.')
        part--;
    return is_caseless(hexapla_text_at(text + part, text + end)) &&
           (hexapla_lexicon_lookup(context->self->abbreviations, text + part, end - part) &
            WORD_BEFORE_STARTER) != 0;
}

/* Digits of the number of an article of a law; a paragraph that begins with four may begin with a
 * year. */
#define MAX_LIST_NUMBER 4

static gboolean
is_item_bullet(gunichar c)
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
        is_item_bullet(hexapla_text_before(text + context->block_start, text + before)))
        return end - start < MAX_LIST_NUMBER;
    if (before == start || strchr(".;:", text[--before]) == NULL || !may_begin(context->c))
        return FALSE;
    word = find_word_start(text, context->block_start, before);
    return word == before || is_whole_word(context, word, before);
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

    if (start == end && is_spaced_title(context, decision)) {
        decision->rule = HEXAPLA_RULE_ABBREVIATION;
        return TRUE;
    }
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
    if ((bits & WORD_UNIT) != 0 && !is_measure(context, start))
        bits &= ~(guint32)WORD_UNIT;
    if (bits == 0 && has_inner_stop(text, start, end) &&
        (initial || ends_in_abbreviation(context, start, end)))
        bits = WORD_BEFORE_STARTER;
    if (bits != 0) {
        decision->is_break = abbreviation_is_final(context, decision, bits);
        decision->rule =
            decision->is_break ? HEXAPLA_RULE_ABBREVIATION_FINAL : HEXAPLA_RULE_ABBREVIATION;
        decision->word_end++;
        return TRUE;
    }
    if (initial && (may_begin(context->c) || is_speaker(context, start)) && !is_starter(context) &&
        !is_bearing(text, context->block_start, start)) {
        decision->rule = HEXAPLA_RULE_INITIAL;
        return TRUE;
    }
    if (is_closed_number(context, decision->terminator)) {
        decision->rule = HEXAPLA_RULE_NUMBER;
        return TRUE;
    }
    return FALSE;
}

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
is_last_omission(const Context *context)
{
    gboolean wide;

    return (context->opener == '(' || context->opener == '[') &&
           (context->c == '.' || context->c == 0x2026) &&
           skip_sentence_end(context->self, context->text, context->follower, context->block_end,
                             &wide) >= context->block_end;
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
static gsize
skip_dashes(const char *text, gsize i, gsize end)
{
    gunichar c;
    gsize start = i;

    while (i < end && is_dash(hexapla_text_at(text + i, text + end)))
        i = hexapla_text_next(text + i, text + end, &c) - text;
    return i > start ? hexapla_text_skip_space(text, i, end) : i;
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

/* One full stop, or marks of questions and exclamations, and nothing that closes. */
static gboolean
is_lone_terminator(const Context *context, const HexaplaDecision *decision)
{
    const char *end = context->text + decision->end;
    const char *p = context->text + decision->terminator;

    if (*p == '.')
        return p + 1 == end;
    while (p < end && (*p == '!' || *p == '?'))
        p++;
    return p == end;
}

static gboolean
is_address(const char *text, gsize n)
{
    return (n > 4 && memcmp(text, "www.", 4) == 0) || (n > 7 && memcmp(text, "http://", 7) == 0) ||
           (n > 8 && memcmp(text, "https://", 8) == 0);
}

/* Who begins a block with a small letter begins sentences with small letters, too, and addresses
 * begin them so everywhere; but an ellipsis and what closes a quotation or a bracket may still stand
 * inside one. */
static gboolean
begins_small(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;

    return context->follower == decision->next && !is_dash(context->c) &&
           (hexapla_text_is_lower(hexapla_text_at(start, text + context->block_end)) ||
            is_address(text + context->follower, context->block_end - context->follower)) &&
           is_lone_terminator(context, decision);
}

static gboolean
is_ellipsis(const char *text, gsize terminator, gsize end)
{
    return hexapla_text_at(text + terminator, text + end) == 0x2026 ||
           (text[terminator] == '.' && terminator + 1 < end && text[terminator + 1] == '.');
}

/* Where no small letter can tell that a sentence goes on: “Why?” she asked; an ellipsis. */
static gboolean
goes_on(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gunichar first = hexapla_text_at(text + decision->terminator, text + decision->end);
    gunichar last = hexapla_text_before(text + decision->terminator, text + decision->end);
    gsize word = skip_dashes(text, context->follower, context->block_end);
    gboolean ends_statement = first == '.' || first == 0x3002;

    if (word > context->follower && (look_up(context, word) & WORD_NO_STARTER) != 0)
        return TRUE;
    if (!is_caseless(hexapla_text_at(text + word, text + context->block_end)))
        return FALSE;
    if (is_ellipsis(text, decision->terminator, decision->end))
        return decision->next > decision->end && is_caseless(context->c) && !is_hangul(context->c);
    if (context->opener != 0 || context->self->clause_length > 0 ||
        (is_terminator(last) && ends_statement))
        return FALSE;
    if ((look_up_prefix(context->self, text, word, context->block_end) & WORD_NO_STARTER) != 0)
        return TRUE;
    if (is_terminator(last) || ends_statement)
        return FALSE;
    return context->c >= 0x2E80 ? has_wide_reporter(context)
                                : (look_up(context, word) & WORD_REPORTER) != 0;
}

/* A bracket that opens inside a sentence closes inside it: (apples, pears etc.) */
static gboolean
closes_inside(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;
    const char *p = text + decision->terminator;
    gunichar c;

    c = (guchar)text[decision->end - 1];
    if ((c != ')' && c != ']') || !is_caseless(context->c))
        return FALSE;
    for (guint n = 0; n < MAX_BRACKET && p > start; n++) {
        p = hexapla_text_previous(start, p, &c);
        if (c == '(' || c == '[') {
            p = text + hexapla_text_trim_space(text, context->block_start, p - text);
            c = hexapla_text_before(start, p);
            return c != 0 && !is_terminator(c) && !hexapla_text_is_closer(c);
        }
    }
    return FALSE;
}

/* Emoji in front of a line are its bullet. */
static gboolean
is_bullet(const Context *context, const HexaplaDecision *decision)
{
    return decision->terminator == context->block_start &&
           is_emoji(hexapla_text_at(context->text + decision->terminator,
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
cites_source(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize limit = MIN(context->block_end, decision->next + MAX_SOURCE_BYTES);
    const char *close;

    if (context->opener != '(' || text[decision->next] != '(' || text[decision->end - 1] == ')' ||
        decision->end == decision->terminator + 1)
        return FALSE;
    close = memchr(text + decision->next, ')', limit - decision->next);
    return close != NULL && close + 1 < text + context->block_end &&
           strchr(".,;:", close[1]) != NULL && !is_terminator((guchar)close[-1]);
}

/* A word that is always written with a capital does not tell whether a sentence begins. */
static gboolean
goes_on_with_capital(const Context *context, const HexaplaDecision *decision)
{
    return (is_ellipsis(context->text, decision->terminator, decision->end) ||
            hexapla_text_before(context->text + context->block_start,
                                context->text + decision->terminator) == ' ') &&
           (look_up(context, context->follower) & WORD_CAPITAL) != 0;
}

/* Stops in front of all words stand for what was left out: they end nothing. */
static gboolean
is_leading_ellipsis(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *start = text + context->block_start;

    if (decision->terminator - context->block_start > MAX_WORD_BYTES)
        return FALSE;
    if (*start != '.' && hexapla_text_at(start, text + decision->end) != 0x2026)
        return FALSE;
    if (*start == '.' && start[1] != '.' && start[1] != ' ')
        return FALSE;
    return decision->terminator == context->block_start ||
           strspn(start, ". ") >= decision->terminator - context->block_start;
}

/* “The end. . . . Then”: the three behind the full stop begin the next sentence. */
static gboolean
ends_before_ellipsis(const Context *context, const HexaplaDecision *decision)
{
    static const char stops[] = ". . . ";
    const char *text = context->text;
    gsize behind = decision->next + strlen(stops);
    gunichar before = hexapla_text_before(text + context->block_start, text + decision->terminator);

    return context->c == '.' && behind < context->block_end && !hexapla_text_is_space(before) &&
           memcmp(text + decision->next, stops, strlen(stops)) == 0 &&
           hexapla_text_is_upper(hexapla_text_at(text + behind, text + context->block_end));
}

/* Most sentences: a word, one mark, a capital. No rule below says more about them. */
static gboolean
ends_plainly(const Context *context, const HexaplaDecision *decision)
{
    return context->opener == 0 && context->c < 0x80 && g_ascii_isupper(context->c) &&
           decision->end == decision->terminator + 1 &&
           decision->terminator > context->block_start &&
           g_ascii_isalpha(context->text[decision->terminator - 1]);
}

static void
decide_before_small(const Context *context, HexaplaDecision *decision)
{
    if (begins_small(context, decision))
        decision->rule = HEXAPLA_RULE_SMALL_LETTERS;
    else if (ends_long_word(context, decision))
        decision->rule = HEXAPLA_RULE_LONG_WORD;
    else
        decision->rule = HEXAPLA_RULE_LOWER_CASE;
    decision->is_break = decision->rule != HEXAPLA_RULE_LOWER_CASE;
}

static void
decide(Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gboolean one_stop =
        (text[decision->terminator] == '.' &&
         (decision->end == decision->terminator + 1 || text[decision->terminator + 1] != '.')) ||
        is_lone_urdu_stop(text, decision);

    find_follower(context, decision->next);
    decision->is_break = FALSE;
    if (one_stop && (context->self->marks & MARK_INNER_STOP) != 0) {
        decision->rule = HEXAPLA_RULE_INNER_MARK;
        return;
    }
    if (closes_inside(context, decision) || is_bullet(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
        return;
    }
    if (one_stop && decide_word(context, decision))
        return;
    if (ends_plainly(context, decision)) {
        decision->rule = HEXAPLA_RULE_TERMINATOR;
        decision->is_break = TRUE;
    } else if (one_stop && ends_before_ellipsis(context, decision)) {
        decision->rule = HEXAPLA_RULE_BEFORE_ELLIPSIS;
        decision->is_break = TRUE;
    } else if (is_leading_ellipsis(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
    } else if (continues_after_marks(context) || is_omission(context, decision)) {
        decision->rule = HEXAPLA_RULE_PUNCTUATION_FOLLOWS;
    } else if (hexapla_text_is_lower(
                   hexapla_text_at(text + skip_dashes(text, context->follower, context->block_end),
                                   text + context->block_end))) {
        decide_before_small(context, decision);
    } else if (goes_on(context, decision) || goes_on_with_capital(context, decision) ||
               cites_source(context, decision)) {
        decision->rule = HEXAPLA_RULE_GOES_ON;
    } else {
        decision->rule = HEXAPLA_RULE_TERMINATOR;
        decision->is_break = TRUE;
    }
}

/* Whether a word or number stands in front of the terminator, and no abbreviation or address. */
static gboolean
is_plain_word(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->word_start, end = decision->word_end;
    gunichar before = hexapla_text_before(text + context->block_start, text + start);

    if (is_number(text, start, end))
        return before == ',' || hexapla_text_is_space(before);
    return is_whole_word(context, start, end);
}

/* Marks of notes, and quotation marks with white space around them. */
static gboolean
may_belong(char byte)
{
    return byte == '[' || byte == '"' || byte == '\'' || byte == '`' || g_ascii_isdigit(byte);
}

/* Whether a mark of quotation stands there alone, not beside a letter. */
static gboolean
is_lone_mark(const Context *context, gsize i, gsize n)
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
lone_mark_closes(const Context *context, gsize i, gsize n)
{
    const char *text = context->text;
    gsize to = MIN(context->block_end, i + MAX_QUOTATION_BYTES);

    if (!is_lone_mark(context, i, n))
        return FALSE;
    if (n == 2 || i - context->block_start > MAX_QUOTATION_BYTES)
        return n == 2;
    return count_marks(text, context->block_start, i, text[i]) % 2 == 1 ||
           count_marks(text, i + n, to, text[i]) == 0;
}

static void
take_lone_mark(const Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = decision->next;
    gsize n = i + 1 < context->block_end && text[i + 1] == text[i] ? 2 : 1;

    if (!is_terminator(hexapla_text_before(text + decision->terminator, text + decision->end)) ||
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
skip_figure(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *end = text + context->block_end;
    gsize start = decision->word_start, length = decision->word_end - start;
    gsize p = decision->end;
    gsize next;

    if (length > 0 && (g_ascii_isdigit(text[start]) || !is_plain_word(context, decision)))
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
take_notes(const Context *context, HexaplaDecision *decision)
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

static void
take_what_belongs(const Context *context, HexaplaDecision *decision)
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
begins_glued(const Context *context, const HexaplaDecision *decision)
{
    const char *text = context->text;
    const char *block_end = text + context->block_end;
    gsize start = decision->end;
    gsize end = skip_letters(text, start, context->block_end);
    gunichar first, second, behind = hexapla_text_at(text + end, block_end);

    if (end == start || !is_plain_word(context, decision))
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
    if ((look_up(context, start) & WORD_STARTER) != 0)
        return TRUE;
    return hexapla_text_is_lower(second) &&
           hexapla_text_is_lower(hexapla_text_at(text + decision->word_start, block_end));
}

/* Addresses in a row are a list of them. */
static gboolean
ends_address(const Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize start = decision->terminator;
    gsize stop = start - MIN(start - context->block_start, MAX_ADDRESS_BYTES);
    const char *space =
        memchr(text + start, ' ', MIN(context->block_end - start, MAX_ADDRESS_BYTES));
    gsize next = space != NULL ? (gsize)(space - text) + 1 : context->block_end;

    if (!is_address(text + next, context->block_end - next))
        return FALSE;
    while (start > stop && !g_ascii_isspace(text[start - 1]))
        start--;
    if (!is_address(text + start, next - start))
        return FALSE;
    decision->end = next - 1;
    decision->next = next;
    return TRUE;
}

/* A space and a mark of this language were decided when they were found. */
static gboolean
decide_own_end(const Context *context, HexaplaDecision *decision)
{
    const char *text = context->text;
    gsize i = decision->terminator;

    if (own_terminator_length(context->self, text, i, context->block_end) > 0)
        return FALSE;
    if (text[i] == ' ')
        decision->rule = HEXAPLA_RULE_SPACE;
    else if (text[i] == ':' && (context->self->marks & MARK_DATELINE) != 0)
        decision->rule = HEXAPLA_RULE_DATELINE;
    else if (text[i] == ':' || text[i] == ';')
        decision->rule = HEXAPLA_RULE_MARK;
    else
        return FALSE;
    decision->is_break = TRUE;
    decision->end = i + (text[i] != ' ');
    decision->next = hexapla_text_skip_space(text, decision->end, context->block_end);
    return TRUE;
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
        (self->clause_length == 0 || !is_caseless(hexapla_text_before(text + start, text + space))))
        return FALSE;
    follower = hexapla_text_skip_space(text, space, end);
    bits = look_up_prefix(self, text, follower, end);
    if (ending != 0 || (bits & WORD_NO_STARTER) != 0)
        return (ending & WORD_ENDING) != 0 && (bits & WORD_NO_STARTER) == 0;
    return is_caseless(hexapla_text_at(text + follower, text + end)) &&
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
        if (is_terminator(c))
            return dash;
        if (is_dash(c))
            dash = TRUE;
        else if (!is_word_letter(c) && !hexapla_text_is_space(c) && c != 0x200C)
            return FALSE;
    }
    return dash && p == text + start;
}

/* A colon or semicolon, where this language ends sentences with them. */
static gboolean
ends_at_mark(Context *context, gsize i)
{
    guint32 bits = context->self->marks;
    const char *text = context->text;

    if (i + 1 >= context->block_end || text[i + 1] != ' ')
        return FALSE;
    if ((bits & MARK_DATELINE) != 0)
        return ends_dateline(text, context->block_start, i);
    context->opener = 0;
    find_follower(context, i + 1);
    if (!hexapla_text_is_upper(context->c))
        return FALSE;
    if (text[i] == ';')
        return (bits & MARK_SEMICOLON) != 0 && is_starter(context);
    if (context->opener == 0)
        return (bits & MARK_COLON) != 0;
    return (bits & MARK_COLON_QUOTATION) != 0 && context->opener != '(' && context->opener != '[';
}

/* What only some languages end sentences with. A space at @from was looked at. */
static gboolean
is_own_end(Context *context, gsize from, gsize i)
{
    const HexaplaSegmenter *self = context->self;
    const char *text = context->text;

    if (own_terminator_length(self, text, i, context->block_end) > 0)
        return TRUE;
    if (text[i] == ' ')
        return self->has_spaces && i > from &&
               ends_at_space(self, text, context->block_start, i, context->block_end);
    return (text[i] == ':' || text[i] == ';') && self->marks != 0 && ends_at_mark(context, i);
}

static inline gboolean
is_candidate(Context *context, gsize from, gsize i)
{
    return is_terminator(hexapla_text_at(context->text + i, context->text + context->block_end)) ||
           (context->self->n_own_ends > 0 && is_own_end(context, from, i));
}

/* Bytes at which what only this language has may begin. */
static inline guint64
find_own_suspects(const HexaplaSegmenter *self, const char *p)
{
    HexaplaTextBlock c, found;

    memcpy(&c, p, sizeof c);
    found = c == self->own_ends[0];
    for (guint i = 1; i < self->n_own_ends; i++)
        found |= c == self->own_ends[i];
    return hexapla_text_block_mask(found);
}

/* The last bytes of a block, where no vector may be read. */
static gsize
find_candidate_slowly(Context *context, gsize from, gsize i)
{
    const char *text = context->text;
    gunichar c;

    while (i < context->block_end && !is_candidate(context, from, i))
        i = hexapla_text_next(text + i, text + context->block_end, &c) - text;
    return i;
}

/* Where a sentence may end, the end of the block when nowhere from @from on. */
static gsize
find_candidate(Context *context, gsize from)
{
    const char *text = context->text;
    gsize i = from;

    while (i + sizeof(HexaplaTextBlock) + 2 <= context->block_end) {
        guint64 suspects = find_suspects(text + i);

        if (context->self->n_own_ends > 0)
            suspects |= find_own_suspects(context->self, text + i);
        if (suspects == 0) {
            i += sizeof(HexaplaTextBlock);
            continue;
        }
        i += __builtin_ctzll(suspects);
        if (is_candidate(context, from, i))
            return i;
        i++;
    }
    while (i < context->block_end && ((guchar)text[i] & 0xC0) == 0x80)
        i++;
    return find_candidate_slowly(context, from, i);
}

/* What is decided at the next terminator, FALSE when there is none. */
static gboolean
decide_next(const HexaplaSegmenter *self, const char *text, gsize block_start, gsize from,
            gsize block_end, HexaplaDecision *decision)
{
    Context context = {self, text, block_start, block_end, 0, 0, 0};
    gboolean wide;

    decision->terminator = find_candidate(&context, from);
    if (decision->terminator >= block_end)
        return FALSE;
    decision->word_start = find_word_start(text, block_start, decision->terminator);
    decision->word_end = decision->terminator;
    if (self->n_own_ends > 0 && decide_own_end(&context, decision))
        return TRUE;
    context.opener = 0;
    decision->end = skip_sentence_end(self, text, decision->terminator, block_end, &wide);
    wide = (wide && !is_wide_decimal(text, decision->end, block_end)) ||
           runs_on(text, decision->terminator, decision->end, block_end);
    decision->next = hexapla_text_skip_space(text, decision->end, block_end);
    if (decision->next < block_end && may_belong(text[decision->next]))
        take_what_belongs(&context, decision);
    if (decision->next >= block_end) {
        decision->rule = HEXAPLA_RULE_BLOCK_END;
        decision->is_break = TRUE;
    } else if (decision->next == decision->end && !wide && begins_glued(&context, decision)) {
        decision->rule = HEXAPLA_RULE_MISSING_SPACE;
        decision->is_break = TRUE;
    } else if (decision->next == decision->end && !wide && ends_address(&context, decision)) {
        decision->rule = HEXAPLA_RULE_ADDRESS;
        decision->is_break = TRUE;
    } else if (decision->next == decision->end && !wide) {
        decision->rule = HEXAPLA_RULE_INSIDE_WORD;
        decision->is_break = FALSE;
    } else {
        decide(&context, decision);
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
    HexaplaScan scan;
    gsize sentence = start;

    hexapla_segmenter_begin(self, &scan, text, start, end);
    while (hexapla_segmenter_next(self, &scan, &decision)) {
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
