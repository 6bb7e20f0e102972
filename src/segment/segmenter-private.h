/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "base/text.h"
#include "segment/segmenter.h"

G_BEGIN_DECLS

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

#define WORD_ABBREVIATION                                                                          \
    (WORD_NEVER_FINAL | WORD_BEFORE_CAPITAL | WORD_BEFORE_STARTER | WORD_BEFORE_NUMBER | WORD_UNIT)

/* What the language does with marks that all have. */
enum {
    MARK_COLON = 1 << 0,           /* ends a sentence before a capital */
    MARK_COLON_QUOTATION = 1 << 1, /* ends one before a quotation that begins with a capital */
    MARK_SEMICOLON = 1 << 2,       /* ends one before a word that begins sentences */
    MARK_DATELINE = 1 << 3,        /* a colon ends “Tehran - agency:” */
    MARK_INNER_STOP = 1 << 4,      /* a single full stop ends none */
};

/* What is longer is no abbreviation. */
#define HEXAPLA_MAX_WORD_BYTES 100

/* (Smith and others 1955, 31) */
#define HEXAPLA_MAX_SOURCE_BYTES 100

/* How far a mark of quotation looks for its other half. */
#define HEXAPLA_MAX_QUOTATION_BYTES 1000

/* No language has as many marks of its own. */
#define HEXAPLA_MAX_OWN_ENDS 8

struct _HexaplaSegmenter {
    HexaplaLexicon
        *abbreviations; /* short words, so that most others are told apart by their length */
    HexaplaLexicon *followers;
    guint32 number_bits;  /* of "#", a short number */
    guint32 marks;        /* what this language does with marks of all languages */
    char **terminators;   /* that end sentences in this language only */
    guint clause_length;  /* characters of a clause that a space ends, 0 when none does */
    guint longest_ending; /* in characters, of all that are looked up before a space */
    gboolean has_spaces;  /* that end sentences */
    gint8 own_ends
        [HEXAPLA_MAX_OWN_ENDS]; /* first bytes of all that ends sentences in this language only */
    guint n_own_ends;
};

/* Where a decision is taken. */
typedef struct {
    const HexaplaSegmenter *self;
    const char *text;
    gsize block_start;
    gsize block_end;
    gsize follower;  /* of the first word behind white space and opening marks */
    gunichar c;      /* its first character, 0 at the end of the block */
    gunichar opener; /* the last opening mark in front of it, 0 without any */
} HexaplaContext;

static inline gboolean
hexapla_segment_is_word_letter(gunichar c)
{
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c);
}

/* Invisible marks that keep numbers and Latin words in their place in right-to-left text. */
static inline gboolean
hexapla_segment_is_direction_mark(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static inline gboolean
hexapla_segment_is_caseless(gunichar c)
{
    return c >= 0x80 && hexapla_text_is_letter(c) && !hexapla_text_is_upper(c) &&
           !hexapla_text_is_lower(c);
}

static inline gboolean
hexapla_segment_is_dash(gunichar c)
{
    return c == '-' || c == 0x2013 || c == 0x2014;
}

/* Korean sentences end in a verb, and an ellipsis behind one ends them. */
static inline gboolean
hexapla_segment_is_hangul(gunichar c)
{
    return c >= 0xAC00 && c < 0xD7A4;
}

/* In scripts without capitals every letter may begin a sentence. */
static inline gboolean
hexapla_segment_may_begin(gunichar c)
{
    return hexapla_text_is_upper(c) || (hexapla_text_is_letter(c) && !hexapla_text_is_lower(c));
}

static inline gboolean
hexapla_segment_has_stop(const char *text, gsize start, gsize end)
{
    return end > start && memchr(text + start, '.', end - start) != NULL;
}

static inline gboolean
hexapla_segment_is_number(const char *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return end > start;
}

static inline gsize
hexapla_segment_skip_letters(const char *text, gsize i, gsize end)
{
    gunichar c;

    while (i < end && hexapla_text_is_letter(hexapla_text_at(text + i, text + end)))
        i = hexapla_text_next(text + i, text + end, &c) - text;
    return i;
}

static inline gboolean
hexapla_segment_is_ellipsis(const char *text, gsize terminator, gsize end)
{
    return hexapla_text_at(text + terminator, text + end) == 0x2026 ||
           (text[terminator] == '.' && terminator + 1 < end && text[terminator + 1] == '.');
}

static inline gboolean
hexapla_segment_is_address(const char *text, gsize n)
{
    return (n > 4 && memcmp(text, "www.", 4) == 0) || (n > 7 && memcmp(text, "http://", 7) == 0) ||
           (n > 8 && memcmp(text, "https://", 8) == 0);
}

/* terminators.c: characters that end sentences, and where they are. */
gboolean hexapla_terminators_is_wide(gunichar c);
gboolean hexapla_terminators_is_emoji(gunichar c);
gboolean hexapla_terminators_include_rare(gunichar c);
gsize hexapla_terminators_find(HexaplaContext *context, gsize from);

static inline gboolean
hexapla_terminators_include(gunichar c)
{
    return c < 0x80 ? c == '.' || c == '!' || c == '?' : hexapla_terminators_include_rare(c);
}

/* own-ends.c: what ends sentences in one language only. */
void hexapla_own_ends_read(HexaplaSegmenter *self, const HexaplaLanguage *language);
gsize hexapla_own_ends_get_length(const HexaplaSegmenter *self, const char *text, gsize i,
                                  gsize end);
gboolean hexapla_own_ends_include(HexaplaContext *context, gsize from, gsize i);
gboolean hexapla_own_ends_decide(const HexaplaContext *context, HexaplaDecision *decision);

/* ends.c: what closes behind a terminator. */
gsize hexapla_ends_skip(const HexaplaSegmenter *self, const char *text, gsize i, gsize end,
                        gboolean *glues);

/* emoticons.c: faces made of marks. */
gsize hexapla_emoticons_skip(const char *text, gsize i, gsize end);

static inline gboolean
hexapla_emoticons_may_begin(char byte)
{
    return byte == ':' || byte == ';' || byte == '=';
}

/* words.c: the word in front of a full stop. */
gboolean hexapla_words_end_plainly(const HexaplaContext *context, HexaplaDecision *decision);
gsize hexapla_words_find_start(const char *text, gsize start, gsize end);
gboolean hexapla_words_is_whole(const HexaplaContext *context, gsize start, gsize end);
gboolean hexapla_words_is_plain(const HexaplaContext *context, const HexaplaDecision *decision);

/* numbers.c: numbers in front of a full stop or behind it. */
gboolean hexapla_numbers_is_ordinal(const char *text, gsize block_start, gsize start, gsize end);
gboolean hexapla_numbers_is_day(const HexaplaContext *context, gsize start, gsize end);
gboolean hexapla_numbers_follow(const HexaplaContext *context);
gboolean hexapla_numbers_is_measure(const HexaplaContext *context, gsize start);
gboolean hexapla_numbers_is_closed(const HexaplaContext *context, gsize terminator);
gboolean hexapla_numbers_is_item(const HexaplaContext *context, gsize start, gsize end);

/* abbreviations.c: whether a full stop belongs to its word. */
gboolean hexapla_abbreviations_decide(const HexaplaContext *context, HexaplaDecision *decision);

/* followers.c: the first word behind the white space. */
void hexapla_followers_find(HexaplaContext *context, gsize i);
guint32 hexapla_followers_look_up(const HexaplaContext *context, gsize start);
guint32 hexapla_followers_look_up_prefix(const HexaplaSegmenter *self, const char *text, gsize i,
                                         gsize end);
gboolean hexapla_followers_is_starter(const HexaplaContext *context);

/* continuations.c: whether what follows goes on with the sentence. */
void hexapla_continuations_decide(HexaplaContext *context, HexaplaDecision *decision);

/* tails.c: what belongs to the sentence behind its end, and ends without white space. */
void hexapla_tails_take(const HexaplaContext *context, HexaplaDecision *decision);
void hexapla_tails_decide(const HexaplaContext *context, HexaplaDecision *decision);

/* Marks of notes, and quotation marks with white space around them. */
static inline gboolean
hexapla_tails_may_begin(char byte)
{
    return byte == '[' || byte == '"' || byte == '\'' || byte == '`' || g_ascii_isdigit(byte);
}

G_END_DECLS
