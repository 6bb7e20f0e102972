/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/namer-private.h"

#include <string.h>

#include "base/text.h"
#include "base/vector.h"
#include "base/masks.h"

/* Where a mark stands, seen from its two neighbours. */
typedef enum {
    PLACE_INSIDE,   /* between letters or digits */
    PLACE_LEADING,  /* before a word */
    PLACE_TRAILING, /* behind one */
    PLACE_ALONE,
} Place;

typedef enum {
    CLOSER_NONE,
    CLOSER_WEAK, /* may as well be a possessive or a final hamza */
    CLOSER_FIRM,
} Closer;

/* Writers do not mix straight and curly quotes within one pair. */
typedef enum {
    FAMILY_STRAIGHT,
    FAMILY_CURLY,
    N_FAMILIES,
} Family;

typedef struct {
    guint32 start;
    guint32 end;
    gunichar c;
    guint8 place;
    guint8 family;
    guint8 closer; /* as which it could close a quotation */
    guint8 ahead;  /* the best closer of its family behind it, up to the next opener */
    guint8 role;
} Mark;

typedef struct {
    const HexaplaNamer *namer;
    HexaplaDocument *document;
    const char *text;
    const HexaplaBlock *blocks;
    guint n_blocks;
    guint block;   /* the one at hand */
    guint32 start; /* of it */
    guint32 end;
    HexaplaVector marks; /* in it */
} Roles;

/* A word beside a mark; letters only, so that other marks end it. */
typedef struct {
    guint32 start;
    guint32 end;
} Run;

/* What the lists of a language file say of a folded word. */
static guint32
look_up(const Roles *self, const char *folded, gsize n)
{
    return n > 0 ? hexapla_lexicon_lookup(self->namer->beside_marks, folded, n) : 0;
}

static gboolean
is_beside(const Roles *self, guint32 bits, const char *folded, gsize n)
{
    return (look_up(self, folded, n) & bits) != 0;
}

static inline gboolean
is_word(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c);
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c);
}

static gboolean
is_vowel(gunichar c)
{
    if (c < 0x80)
        return c != 0 && strchr("aeiouAEIOU", (char)c) != NULL;
    if (hexapla_text_is_upper(c))
        c = g_unichar_tolower(c);
    return g_utf8_strchr("āēīōūâêîôûáéíóúàèìòùäëïöüæœãẽõ", -1, c) != NULL;
}

/* Scripts without Latin letters' quotation habits: inside their words a mark is a letter. */
static gboolean
is_letter_script(gunichar c)
{
    return (c >= 0x0400 && c < 0x0530) || (c >= 0x0590 && c < 0x0780);
}

/* Modifier letters are letters by their very code point. */
static gboolean
is_modifier_letter(gunichar c)
{
    return (c >= 0x02B9 && c <= 0x02BF) || c == 0x02EE || c == 0x05F3 || c == 0xA78B || c == 0xA78C;
}

static gunichar
before(const Roles *self, guint32 offset)
{
    return hexapla_text_before(self->text + self->start, self->text + offset);
}

static gunichar
after(const Roles *self, guint32 offset)
{
    return hexapla_text_at(self->text + offset, self->text + self->end);
}

static Run
run_before(const Roles *self, guint32 offset)
{
    const char *start = self->text + self->start;
    const char *p = self->text + offset;
    Run run = {.end = offset};

    while (p > start) {
        const char *previous = p - 1;
        gunichar c;

        if ((guchar)*previous < 0x80)
            c = *previous;
        else
            previous = hexapla_text_previous(start, p, &c);
        if (!is_word(c))
            break;
        p = previous;
    }
    run.start = p - self->text;
    return run;
}

static Run
run_after(const Roles *self, guint32 offset)
{
    const char *end = self->text + self->end;
    const char *p = self->text + offset;
    Run run = {.start = offset};

    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(p, end, &c);

        if (!is_word(c))
            break;
        p = next;
    }
    run.end = p - self->text;
    return run;
}

#define FOLDED_SIZE 32

/* Returns 0 for what is longer than any word of our lists. */
static gsize
fold(const Roles *self, Run run, char *folded)
{
    gsize n = run.end - run.start;

    if (n > FOLDED_SIZE - 8)
        return 0;
    return hexapla_text_fold(self->text + run.start, n, folded, FOLDED_SIZE);
}

static guint32
word_bits(const Roles *self, Run run)
{
    char folded[FOLDED_SIZE];
    gsize n = fold(self, run, folded);

    return hexapla_words_lookup(&self->namer->words, folded, n, folded + n);
}

static guint32
lookup(const Roles *self, Run run)
{
    return hexapla_words_lookup(&self->namer->words, self->text + run.start, run.end - run.start,
                                self->text + self->end);
}

/* The common words are kept with their capital. */
static gboolean
is_common(const Roles *self, Run run)
{
    guint32 bits = lookup(self, run);

    return (bits & WORD_COMMON) != 0;
}

static gboolean
is_all_upper(const Roles *self, Run run)
{
    for (const char *p = self->text + run.start; p < self->text + run.end;) {
        gunichar c;

        p = hexapla_text_next(p, self->text + run.end, &c);
        if (!hexapla_text_is_upper(c) && !hexapla_text_is_digit(c))
            return FALSE;
    }
    return TRUE;
}

/* Whether the word that a mark is inside of begins with a capital; it may hold other marks and
 * hyphens. */
static gboolean
is_capitalised(const Roles *self, Run left)
{
    const char *start = self->text + self->start;
    const char *p = self->text + left.end;
    const char *limit = p - start > 64 ? p - 64 : start;
    gunichar first = 0;

    while (p > limit) {
        gunichar c;
        const char *previous = hexapla_text_previous(start, p, &c);

        if (!hexapla_text_is_letter(c) && !hexapla_text_is_apostrophe(c) &&
            !hexapla_text_is_hyphen(c))
            break;
        p = previous;
        if (hexapla_text_is_letter(c))
            first = c;
        if (hexapla_text_is_upper(c))
            return TRUE;
    }
    return hexapla_text_is_upper(first);
}

static Run
next_word(const Roles *self, guint32 offset)
{
    return run_after(self, hexapla_text_skip_space(self->text, offset, self->end));
}

static Run
previous_word(const Roles *self, guint32 offset)
{
    gsize end = hexapla_text_trim_space(self->text, self->start, offset);

    if (end == offset)
        return (Run){offset, offset};
    return run_before(self, end);
}

/* CD’s sold well, but the BBC’s reporter; three A’s, but plan B’s author. */
static gboolean
is_plural_of_capitals(const Roles *self, guint32 end, gboolean is_letter)
{
    Run next = next_word(self, end);
    char folded[FOLDED_SIZE];
    gsize n;

    if (next.start == end || next.start == next.end)
        return is_letter;
    n = fold(self, next, folded);
    return is_beside(self, BESIDE_PLURAL, folded, n);
}

static HexaplaRole
role_of_s(const Roles *self, Run left, Run right, gboolean joined)
{
    char folded[FOLDED_SIZE];
    gboolean upper = is_all_upper(self, left);
    gunichar first;
    gboolean is_letter = hexapla_text_next(self->text + left.start, self->text + left.end,
                                           &first) == self->text + left.end;
    gsize n;

    if (is_letter && !upper && !joined && hexapla_text_is_letter(before(self, left.end)))
        return HEXAPLA_ROLE_PLURAL;
    if (upper && !joined && is_plural_of_capitals(self, right.end, is_letter))
        return HEXAPLA_ROLE_PLURAL;
    if (self->namer->habit == HABIT_CONTRACTION && !is_capitalised(self, left))
        return is_vowel(before(self, left.end)) || before(self, left.end) == 'y'
                   ? HEXAPLA_ROLE_PLURAL
                   : HEXAPLA_ROLE_CONTRACTION;
    if (!joined && (word_bits(self, left) & WORD_CONTRACTION_HOST) != 0)
        return HEXAPLA_ROLE_CONTRACTION;
    n = fold(self, next_word(self, right.end), folded);
    return is_beside(self, BESIDE_VERB, folded, n) ? HEXAPLA_ROLE_CONTRACTION
                                                   : HEXAPLA_ROLE_POSSESSIVE;
}

/* n’t, ’re, ’ve, ’ll, ’d, ’m; but Sa’d is a name. */
static gboolean
is_verb_ending(const Roles *self, Run left, const char *right, gsize n)
{
    gunichar last = before(self, left.end);

    if (n == 1 && right[0] == 't')
        return last == 'n' || last == 'N';
    if (n == 2 &&
        (memcmp(right, "re", 2) == 0 || memcmp(right, "ve", 2) == 0 || memcmp(right, "ll", 2) == 0))
        return TRUE;
    if (n == 1 && (right[0] == 'd' || right[0] == 'm'))
        return !is_capitalised(self, left) || left.end - left.start == 1 || is_common(self, left);
    return FALSE;
}

static gboolean
is_text(const Roles *self, Run run, const char *text)
{
    gsize n = run.end - run.start;

    return n == strlen(text) && memcmp(self->text + run.start, text, n) == 0;
}

/* Most marks: don’t, we’re, I’ve, you’ll. */
static gboolean
is_plain_contraction(const Roles *self, Run left, Run right)
{
    if (is_text(self, right, "t"))
        return self->text[left.end - 1] == 'n';
    return is_text(self, right, "re") || is_text(self, right, "ve") || is_text(self, right, "ll");
}

static gboolean
is_loose_contraction(const Roles *self, const char *left, gsize n_left, const char *right,
                     gsize n_right)
{
    char word[2 * FOLDED_SIZE];

    memcpy(word, left, n_left);
    memcpy(word + n_left, right, n_right);
    return is_beside(self, BESIDE_JOINED, word, n_left + n_right);
}

static gboolean
is_elided(const Roles *self, const char *left, gsize n)
{
    return (n > 2 && memcmp(left + n - 2, "qu", 2) == 0) || is_beside(self, BESIDE_ELIDED, left, n);
}

/* Jean-Pierre is one word here, as are the États-Unis. */
static Run
begin_at_hyphen(const Roles *self, Run run)
{
    while (hexapla_text_is_hyphen(before(self, run.start))) {
        gunichar hyphen;
        const char *p =
            hexapla_text_previous(self->text + self->start, self->text + run.start, &hyphen);

        run.start = run_before(self, p - self->text).start;
    }
    return run;
}

/* Jeanne d’Arc, but la Côte d’Azur: only a name stands there without a determiner. */
static gboolean
follows_given_name(const Roles *self, Run left)
{
    Run first = begin_at_hyphen(self, previous_word(self, left.start));
    Run second = previous_word(self, first.start);
    char folded[FOLDED_SIZE];
    gsize n = fold(self, second, folded);

    if (first.start == first.end || !hexapla_text_is_upper(after(self, first.start)))
        return FALSE;
    return !is_beside(self, BESIDE_DETERMINER, folded, n);
}

static gboolean
begins_sentence(const Roles *self, Run left)
{
    gsize end = hexapla_text_trim_space(self->text, self->start, left.start);
    gunichar c = before(self, end);

    return c == 0 || c == '.' || c == '!' || c == '?' || c == ':' || hexapla_text_is_opener(c);
}

static HexaplaRole
role_before_capital(const Roles *self, Run left, const char *folded, gsize n)
{
    if (self->namer->habit == HABIT_ELISION && !(n == 1 && folded[0] == 'o') &&
        is_elided(self, folded, n)) {
        if (hexapla_text_is_upper(after(self, left.start)))
            return begins_sentence(self, left) ? HEXAPLA_ROLE_ELISION : HEXAPLA_ROLE_NAME_ELISION;
        return n == 1 && folded[0] == 'd' && follows_given_name(self, left)
                   ? HEXAPLA_ROLE_NAME_ELISION
                   : HEXAPLA_ROLE_ELISION;
    }
    return is_beside(self, BESIDE_NAME_ELIDED, folded, n) ? HEXAPLA_ROLE_NAME_ELISION
                                                          : HEXAPLA_ROLE_NAME_LETTER;
}

static HexaplaRole
role_beside_digit(const Roles *self, const Mark *mark, Run right)
{
    gunichar next = after(self, mark->end);

    if (hexapla_text_is_digit(next))
        return right.end - right.start == 3 ? HEXAPLA_ROLE_UNKNOWN : HEXAPLA_ROLE_PRIME;
    if (self->namer->habit == HABIT_SUFFIX)
        return HEXAPLA_ROLE_LETTER;
    return right.end - right.start == 1 && next == 's' ? HEXAPLA_ROLE_PLURAL : HEXAPLA_ROLE_PRIME;
}

/* Turkish parts a name from its ending; a mark of the name itself has another one behind it, or no
 * ending. */
static HexaplaRole
role_before_ending(const Roles *self, Run left, Run right, const char *folded, gsize n)
{
    if (!is_capitalised(self, left))
        return HEXAPLA_ROLE_LETTER;
    if (hexapla_text_is_apostrophe(after(self, right.end)) ||
        !is_beside(self, BESIDE_ENDING, folded, n))
        return HEXAPLA_ROLE_NAME_LETTER;
    return HEXAPLA_ROLE_LETTER;
}

static HexaplaRole
role_in_small_word(const Roles *self, const Mark *mark)
{
    switch (self->namer->habit) {
    case HABIT_ENGLISH: /* shi’a, qur’an */
        if (is_vowel(before(self, mark->start)) && is_vowel(after(self, mark->end)))
            return HEXAPLA_ROLE_NAME_LETTER;
        return HEXAPLA_ROLE_CONTRACTION;
    case HABIT_CONTRACTION:
        return HEXAPLA_ROLE_CONTRACTION;
    case HABIT_ELISION:
        return HEXAPLA_ROLE_ELISION;
    default:
        return HEXAPLA_ROLE_LETTER;
    }
}

/* The second half of role_in_latin_word(), which has to look into lists. */
static HexaplaRole
role_by_lists(const Roles *self, const Mark *mark, Run left, Run right, gboolean joined)
{
    HexaplaMarkHabit habit = self->namer->habit;
    char l[FOLDED_SIZE];
    char r[FOLDED_SIZE];
    gsize n_left = fold(self, left, l);
    gsize n_right = fold(self, right, r);
    gboolean upper = hexapla_text_is_upper(after(self, right.start));
    gboolean shouted = upper && is_all_upper(self, left) && left.end - left.start > 1;

    if (upper && !shouted)
        return role_before_capital(self, left, l, n_left);
    if ((habit == HABIT_ELISION || is_vowel(after(self, right.start))) &&
        is_elided(self, l, n_left) &&
        (habit == HABIT_ELISION || (habit != HABIT_CONTRACTION && n_left == 1)) &&
        !is_loose_contraction(self, l, n_left, r, n_right))
        return HEXAPLA_ROLE_ELISION;
    if (habit != HABIT_ELISION && n_right == 1 && r[0] == 's')
        return role_of_s(self, left, right, joined);
    if ((habit == HABIT_ENGLISH || habit == HABIT_UNKNOWN) &&
        (is_verb_ending(self, left, r, n_right) ||
         (!joined && is_loose_contraction(self, l, n_left, r, n_right))))
        return HEXAPLA_ROLE_CONTRACTION;
    if (habit == HABIT_CONTRACTION &&
        (n_left == 1 || (n_right == 1 && begins_sentence(self, left))))
        return HEXAPLA_ROLE_CONTRACTION;
    return is_capitalised(self, left) ? HEXAPLA_ROLE_NAME_LETTER : role_in_small_word(self, mark);
}

static HexaplaRole
role_in_latin_word(const Roles *self, const Mark *mark, Run left, Run right)
{
    HexaplaMarkHabit habit = self->namer->habit;
    gboolean joined = hexapla_text_is_apostrophe(before(self, left.start));

    if (habit != HABIT_ELISION && is_text(self, right, "s"))
        return role_of_s(self, left, right, joined);
    if ((habit == HABIT_ENGLISH || habit == HABIT_UNKNOWN) &&
        is_plain_contraction(self, left, right))
        return HEXAPLA_ROLE_CONTRACTION;
    return role_by_lists(self, mark, left, right, joined);
}

static HexaplaRole
role_inside(const Roles *self, const Mark *mark)
{
    Run left = run_before(self, mark->start);
    Run right = run_after(self, mark->end);
    char folded[FOLDED_SIZE];

    if (is_letter_script(before(self, mark->start)) || is_letter_script(after(self, mark->end)))
        return HEXAPLA_ROLE_LETTER;
    if (hexapla_text_is_digit(before(self, mark->start)))
        return role_beside_digit(self, mark, right);
    if (self->namer->habit == HABIT_LETTER)
        return HEXAPLA_ROLE_LETTER;
    if (is_modifier_letter(mark->c) && !(mark->c == 0x02BC && right.end - right.start == 1))
        return HEXAPLA_ROLE_NAME_LETTER;
    if (self->namer->habit == HABIT_SUFFIX)
        return role_before_ending(self, left, right, folded, fold(self, right, folded));
    return role_in_latin_word(self, mark, left, right);
}

/* ’90s, ’98, $’000s: numbers that lost their beginning. */
static HexaplaRole
role_before_digit(const Mark *mark, const char *digits, gsize n)
{
    gboolean short_year = n >= 2 && g_ascii_isdigit(digits[1]) && (n == 2 || digits[2] == 's');

    if (mark->c == 0x2019 || (n > 2 && digits[n - 1] == 's') || mark->ahead == CLOSER_NONE)
        return HEXAPLA_ROLE_CONTRACTION;
    return short_year && mark->ahead != CLOSER_FIRM ? HEXAPLA_ROLE_CONTRACTION
                                                    : HEXAPLA_ROLE_QUOTE_OPEN;
}

/* ʿayn and hamza stand before vowels. A quotation needs its end, a well-known name a firm one. */
static HexaplaRole
role_before_name(const Roles *self, const Mark *mark, Run right)
{
    guint32 bits = lookup(self, right);
    Closer needed = (bits & WORD_AYN) != 0 ? CLOSER_FIRM : CLOSER_WEAK;

    if (hexapla_text_is_hyphen(before(self, mark->start)))
        return HEXAPLA_ROLE_NAME_LETTER;
    if (!is_vowel(after(self, mark->end)) || (bits & WORD_COMMON) != 0)
        return mark->c == 0x2019 && mark->ahead == CLOSER_NONE ? HEXAPLA_ROLE_NAME_LETTER
                                                               : HEXAPLA_ROLE_QUOTE_OPEN;
    return mark->ahead >= needed ? HEXAPLA_ROLE_QUOTE_OPEN : HEXAPLA_ROLE_NAME_LETTER;
}

static HexaplaRole
role_leading(const Roles *self, const Mark *mark)
{
    Run right = run_after(self, mark->end);
    gunichar next = after(self, mark->end);
    char folded[FOLDED_SIZE];
    gsize n = fold(self, right, folded);

    if (is_letter_script(next) && hexapla_text_is_letter(before(self, mark->start)))
        return HEXAPLA_ROLE_LETTER;
    if (is_modifier_letter(mark->c))
        return self->namer->habit == HABIT_LETTER ? HEXAPLA_ROLE_LETTER : HEXAPLA_ROLE_NAME_LETTER;
    if (hexapla_text_is_digit(next))
        return role_before_digit(mark, folded, n);
    if (n == 1 && (folded[0] == 'n' || folded[0] == 't' || folded[0] == 's') &&
        !hexapla_text_is_upper(next))
        return HEXAPLA_ROLE_CONTRACTION;
    if ((word_bits(self, right) & WORD_CONTRACTION) != 0 &&
        (mark->c == 0x2019 || mark->ahead != CLOSER_FIRM))
        return HEXAPLA_ROLE_CONTRACTION;
    if (hexapla_text_is_upper(next))
        return role_before_name(self, mark, right);
    return mark->c == 0x2019 && mark->ahead == CLOSER_NONE ? HEXAPLA_ROLE_CONTRACTION
                                                           : HEXAPLA_ROLE_QUOTE_OPEN;
}

static gboolean
ends_like_possessor(gunichar last)
{
    return last == 's' || last == 'S' || last == 'x' || last == 'z' || last == 'X' || last == 'Z';
}

/* Behind a word when no quotation is open: doin’, po’, Karbala’, the Houthis’. */
static HexaplaRole
role_trailing_unopened(const Roles *self, const Mark *mark, Run left)
{
    gunichar last = before(self, mark->start);
    char folded[FOLDED_SIZE];
    gsize n = fold(self, left, folded);

    if (n == 1 && (folded[0] == 'n' || folded[0] == 'o'))
        return HEXAPLA_ROLE_CONTRACTION;
    if (self->namer->habit == HABIT_ELISION)
        return is_elided(self, folded, n) ? HEXAPLA_ROLE_ELISION : HEXAPLA_ROLE_CONTRACTION;
    if (ends_like_possessor(last))
        return HEXAPLA_ROLE_POSSESSIVE;
    if (is_capitalised(self, left))
        return HEXAPLA_ROLE_NAME_LETTER;
    if (self->namer->habit == HABIT_CONTRACTION || (n > 3 && memcmp(folded + n - 2, "in", 2) == 0))
        return HEXAPLA_ROLE_CONTRACTION;
    return HEXAPLA_ROLE_QUOTE_CLOSE;
}

/* A possessive or a final hamza inside an open quotation is followed by the quotation’s real end.
 */
static HexaplaRole
role_trailing(const Roles *self, const Mark *mark, gboolean is_open)
{
    Run left = run_before(self, mark->start);
    gunichar last = before(self, mark->start);
    gboolean stays_open = !is_open || (mark->ahead == CLOSER_FIRM && mark->closer == CLOSER_WEAK);

    if (is_letter_script(last))
        return mark->c == 0x05F3 || !is_open ? HEXAPLA_ROLE_LETTER : HEXAPLA_ROLE_QUOTE_CLOSE;
    if (is_modifier_letter(mark->c) && is_word(last) && !ends_like_possessor(last))
        return self->namer->habit == HABIT_LETTER ? HEXAPLA_ROLE_LETTER : HEXAPLA_ROLE_NAME_LETTER;
    if (hexapla_text_is_digit(last))
        return stays_open ? HEXAPLA_ROLE_PRIME : HEXAPLA_ROLE_QUOTE_CLOSE;
    if (!hexapla_text_is_letter(last))
        return HEXAPLA_ROLE_QUOTE_CLOSE;
    if (mark->c == 0x2018 && is_capitalised(self, left))
        return HEXAPLA_ROLE_NAME_LETTER;
    if (self->namer->habit == HABIT_LETTER && !is_open)
        return HEXAPLA_ROLE_LETTER;
    return stays_open ? role_trailing_unopened(self, mark, left) : HEXAPLA_ROLE_QUOTE_CLOSE;
}

static HexaplaRole
role_alone(const Roles *self, const Mark *mark, gboolean is_open)
{
    gunichar last = before(self, mark->start);

    if (mark->c == 0x2032 || last == 0xB0)
        return HEXAPLA_ROLE_PRIME;
    if (mark->c == 0x02C8)
        return HEXAPLA_ROLE_UNKNOWN;
    if (mark->end == self->end)
        return HEXAPLA_ROLE_QUOTE_CLOSE;
    return is_open && last != 0 ? HEXAPLA_ROLE_QUOTE_CLOSE : HEXAPLA_ROLE_QUOTE_OPEN;
}

static Place
place_of(gunichar last, gunichar next)
{
    gboolean left = is_word(last);
    gboolean right = is_word(next);

    if (left && right)
        return PLACE_INSIDE;
    if (right || hexapla_text_is_hyphen(next))
        return left ? PLACE_TRAILING : PLACE_LEADING;
    if (left)
        return PLACE_TRAILING;
    if (last == 0 || hexapla_text_is_space(last) || last == '(' || last == '[')
        return next == 0 || hexapla_text_is_space(next) ? PLACE_ALONE : PLACE_LEADING;
    return PLACE_TRAILING;
}

static Closer
closer_of(const Roles *self, const Mark *mark)
{
    gunichar last = before(self, mark->start);
    gunichar next = after(self, mark->end);

    if (mark->place != PLACE_TRAILING || mark->c == 0x2018 || is_modifier_letter(mark->c))
        return CLOSER_NONE;
    if (ends_like_possessor(last)) {
        Run follower = next_word(self, mark->end);

        return hexapla_text_is_space(next) && follower.start < follower.end ? CLOSER_WEAK
                                                                            : CLOSER_FIRM;
    }
    if (hexapla_text_is_digit(last))
        return CLOSER_WEAK;
    return is_vowel(last) && is_capitalised(self, run_before(self, mark->start)) ? CLOSER_WEAK
                                                                                 : CLOSER_FIRM;
}

static void
add_mark(Roles *self, guint32 start, guint32 end, gunichar c)
{
    Mark mark = {.start = start, .end = end, .c = c};

    mark.place = place_of(before(self, start), after(self, end));
    mark.family = c == 0x2018 || c == 0x2019 || c == 0x201B ? FAMILY_CURLY : FAMILY_STRAIGHT;
    mark.closer = closer_of(self, &mark);
    *HEXAPLA_VECTOR_ADD(&self->marks, Mark) = mark;
}

/* Going backwards, each mark learns how a quotation that is open behind it could end. */
static void
look_ahead(Roles *self)
{
    guint8 ahead[N_FAMILIES] = {CLOSER_NONE, CLOSER_NONE};

    for (guint i = self->marks.len; i > 0; i--) {
        Mark *mark = &HEXAPLA_VECTOR_AT(&self->marks, Mark, i - 1);

        mark->ahead = ahead[mark->family];
        if (mark->place == PLACE_LEADING)
            ahead[mark->family] = CLOSER_NONE;
        else
            ahead[mark->family] = MAX(ahead[mark->family], mark->closer);
    }
}

/* ``TeX'' quotes and doubled apostrophes: two marks that are one double quotation mark. */
static gboolean
is_doubled(const Roles *self, guint i)
{
    const Mark *mark = &HEXAPLA_VECTOR_AT(&self->marks, Mark, i);
    const Mark *previous = i > 0 ? mark - 1 : NULL;
    const Mark *next = i + 1 < self->marks.len ? mark + 1 : NULL;

    return (previous != NULL && previous->end == mark->start && previous->c == mark->c) ||
           (next != NULL && next->start == mark->end && next->c == mark->c);
}

static HexaplaRole
role_doubled(const Roles *self, guint i)
{
    guint first = i > 0 && HEXAPLA_VECTOR_AT(&self->marks, Mark, i - 1).end ==
                               HEXAPLA_VECTOR_AT(&self->marks, Mark, i).start
                      ? i - 1
                      : i;
    const Mark *mark = &HEXAPLA_VECTOR_AT(&self->marks, Mark, first);
    gunichar last = before(self, mark->start);

    if (hexapla_text_is_digit(last))
        return HEXAPLA_ROLE_PRIME;
    return last == 0 || hexapla_text_is_space(last) || last == '(' ? HEXAPLA_ROLE_QUOTE_OPEN
                                                                   : HEXAPLA_ROLE_QUOTE_CLOSE;
}

static HexaplaRole
role_of(const Roles *self, guint i, gboolean is_open)
{
    const Mark *mark = &HEXAPLA_VECTOR_AT(&self->marks, Mark, i);

    if (mark->c == 0x02C8)
        return HEXAPLA_ROLE_UNKNOWN;
    if (is_doubled(self, i))
        return role_doubled(self, i);
    if (mark->c == 0x2032 && mark->place != PLACE_INSIDE)
        return HEXAPLA_ROLE_PRIME;
    switch ((Place)mark->place) {
    case PLACE_INSIDE:
        return role_inside(self, mark);
    case PLACE_LEADING:
        return role_leading(self, mark);
    case PLACE_TRAILING:
        return role_trailing(self, mark, is_open);
    default:
        return role_alone(self, mark, is_open);
    }
}

static void
decide(Roles *self)
{
    gboolean open[N_FAMILIES] = {FALSE, FALSE};

    for (guint i = 0; i < self->marks.len; i++) {
        Mark *mark = &HEXAPLA_VECTOR_AT(&self->marks, Mark, i);

        mark->role = role_of(self, i, open[mark->family]);
        if (mark->role == HEXAPLA_ROLE_QUOTE_OPEN || mark->role == HEXAPLA_ROLE_QUOTE_CLOSE)
            open[mark->family] = mark->role == HEXAPLA_ROLE_QUOTE_OPEN && !is_doubled(self, i);
        hexapla_document_add_mark(self->document, mark->start, mark->end - mark->start, mark->role);
    }
}

/* Quotations are paired within a block: a mark left open by a paragraph says nothing of the next.
 */
static void
finish_block(Roles *self)
{
    if (self->marks.len == 0)
        return;
    look_ahead(self);
    decide(self);
    self->marks.len = 0;
}

/* --- finding the marks --- */

/* First bytes of the characters that hexapla_text_is_apostrophe() knows. Most stretches of most
 * texts have none of them and nothing beyond ASCII. */
static inline guint64
find_mark_bytes(const char *p)
{
    guint64 mask = 0;

    for (guint i = 0; i < HEXAPLA_MASK_BYTES; i += sizeof(HexaplaTextBlock)) {
        HexaplaTextBlock c, ascii;

        memcpy(&c, p + i, sizeof c);
        ascii = (c == '\'') | (c == '`');
        if (hexapla_text_block_mask(ascii | c) == 0)
            continue;
        mask |=
            hexapla_text_block_mask(ascii | (c == (gint8)0xC2) | (c == (gint8)0xCA) |
                                    (c == (gint8)0xCB) | (c == (gint8)0xD7) | (c == (gint8)0xE2) |
                                    (c == (gint8)0xEA) | (c == (gint8)0xEF))
            << i;
    }
    return mask;
}

/* Blocks are in the order of the text, as are the marks; what stands outside them is left alone. */
static void
take_mark(Roles *self, guint32 offset)
{
    gunichar c;
    const char *next;

    if (offset >= self->end) {
        finish_block(self);
        while (self->block < self->n_blocks && self->blocks[self->block].end <= offset)
            self->block++;
        if (self->block == self->n_blocks)
            return;
        self->start = self->blocks[self->block].start;
        self->end = self->blocks[self->block].end;
    }
    if (offset < self->start)
        return;
    next = hexapla_text_next(self->text + offset, self->text + self->end, &c);
    if (hexapla_text_is_apostrophe(c))
        add_mark(self, offset, next - self->text, c);
}

void
hexapla_namer_find_roles(const HexaplaNamer *self, HexaplaDocument *document)
{
    Roles roles = {.namer = self, .document = document};
    char rest[HEXAPLA_MASK_BYTES] = {0};
    gsize n, offset;

    roles.text = hexapla_document_get_text(document, &n);
    roles.blocks = hexapla_document_get_blocks(document, &roles.n_blocks);
    for (offset = 0; offset < n; offset += HEXAPLA_MASK_BYTES) {
        const char *p = roles.text + offset;

        if (n - offset < sizeof rest)
            p = memcpy(rest, p, n - offset);
        for (guint64 mask = find_mark_bytes(p); mask != 0; mask &= mask - 1)
            take_mark(&roles, offset + __builtin_ctzll(mask));
    }
    finish_block(&roles);
    g_free(roles.marks.data);
}
