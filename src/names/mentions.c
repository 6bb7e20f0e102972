/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/tokens.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"

/* A name as it is spelt. */
typedef struct {
    guint64 hash;
    guint64 key;       /* of its words, without marks and case */
    guint32 start;     /* where it was found first */
    guint32 n;         /* its bytes */
    guint32 name;      /* 1 + its index in the document, once it is there */
    guint8 name_class; /* the first one that a place told */
    guint8 caps;       /* one word in capitals */
} Spelling;

/* A mention before it is written into the document. */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 spelling;
    guint8 name_class; /* that the place tells */
} Found;

typedef struct {
    guint64 key;
    guint8 name_class;
    guint8 caps;
} Known;

typedef struct {
    const HexaplaNamer *namer;
    HexaplaTokens tokens;
    const char *text;
    gsize n_text;
    const HexaplaToken *segment; /* tokens of the segment at hand */
    guint n;
    HexaplaVector spellings; /* Spelling */
    guint32 *slots;          /* 1 + index of a spelling, by its hash; open addressing */
    guint n_slots;
    Found *body; /* room for one a token */
    guint n_body;
    gsize body_size;
    guint32 body_end;  /* of the last of them */
    GArray *headlines; /* Found */
    GArray *known;     /* Known: names of the body; open addressing */
    gsize known_mask;
} Mentions;

/* Tokens of the segment that are one name. */
typedef struct {
    guint first;
    guint last; /* behind the last one */
    gboolean titled;
    /* What is known of the words beside them, once somebody asked. */
    gboolean has_before;
    gboolean has_after;
    guint32 before;
    guint32 after;
    gsize after_end; /* of the word behind them */
} Piece;

static guint32
lookup(const Mentions *self, gsize start, gsize n)
{
    return hexapla_words_lookup(&self->namer->words, self->text + start, n,
                                self->text + self->n_text);
}

/* "Abdullah bin Zayed", "Simón de la Torre": only particles stand between. */
static gboolean
is_particle_gap(const Mentions *self, guint32 start, guint32 end)
{
    while (start < end) {
        guint32 word = start + 1;
        guint32 stop = word;

        if (self->text[start] != ' ' && self->text[start] != '\n')
            return FALSE;
        while (stop < end && self->text[stop] != ' ' && self->text[stop] != '\n')
            stop++;
        if (word < end && (lookup(self, word, stop - word) & WORD_PARTICLE) == 0)
            return FALSE;
        start = stop;
        if (stop == word)
            return word == end;
    }
    return TRUE;
}

/* "Ministry of Defense", "Supreme Command of the Armed Forces". */
static gboolean
is_of_gap(const Mentions *self, guint32 start, guint32 end)
{
    const char *text = self->text;
    guint32 word = start + 1;
    guint32 stop = word;

    if (end - start < 4 || end - start > 8 || text[start] != ' ' || text[end - 1] != ' ')
        return FALSE;
    while (text[stop] != ' ')
        stop++;
    if ((lookup(self, word, stop - word) & WORD_OF) == 0)
        return FALSE;
    if (stop + 1 >= end)
        return TRUE;
    return (lookup(self, stop + 1, end - stop - 2) & WORD_THE) != 0;
}

/* "Health and Education" after "Ministry of". */
static gboolean
is_portfolio_pair(const Mentions *self, const HexaplaToken *a, const HexaplaToken *b)
{
    if ((a->bits & b->bits & WORD_PORTFOLIO) == 0 || b->start - a->after < 3)
        return FALSE;
    return (lookup(self, a->after + 1, b->start - a->after - 2) & WORD_AND) != 0;
}

static gboolean
is_simple_gap(const Mentions *self, const HexaplaToken *a, const HexaplaToken *b)
{
    const char *gap = self->text + a->after;
    guint32 n = b->start - a->after;

    if (n == 1)
        return gap[0] == ' ' || gap[0] == '-' || gap[0] == '\n' || gap[0] == '&';
    if (n == 2)
        return gap[0] == '.' && gap[1] == ' ' &&
               ((a->flags & TOKEN_LETTER) != 0 ||
                ((a->bits & (WORD_TITLE | WORD_PARTICLE)) != 0 && a->end - a->start < 6));
    return FALSE;
}

/* "Quay Traders’ Association"; the ’ alone tells that it is no one’s association. */
static gboolean
is_body_of_members(const Mentions *self, const HexaplaToken *first, const HexaplaToken *a,
                   const HexaplaToken *b)
{
    char last = self->text[a->after - 1];

    return a != first && last != 's' && last != 'S' && b->start - a->after == 1 &&
           self->text[a->after] == ' ' && (b->bits & WORD_ORGANISATION_HEAD) != 0 &&
           (a->bits & WORD_KNOWN_NAME) == 0;
}

/* Between two words of one name stand at most so many bytes, as in "Command of the Armed". */
#define MAX_GAP 14

static gboolean
is_near(const HexaplaToken *a, const HexaplaToken *b)
{
    return b->start - a->after <= MAX_GAP;
}

/* Whether a gap that is no simple one holds a name together. */
static gboolean
is_bridge(const Mentions *self, const HexaplaToken *first, const HexaplaToken *a,
          const HexaplaToken *b)
{
    const char *gap = self->text + a->after;
    guint32 n = b->start - a->after;

    if (gap[0] != ' ' && gap[0] != '\n')
        return n == 2 && memcmp(gap, "\302\240", 2) == 0;
    if ((a->bits & WORD_HEAD) != 0 && is_of_gap(self, a->after, b->start))
        return TRUE;
    if ((first->bits & WORD_ORGANISATION_HEAD) != 0 && is_portfolio_pair(self, a, b))
        return TRUE;
    return (n == 3 && memcmp(gap, " & ", 3) == 0) || is_particle_gap(self, a->after, b->start);
}

/* Whether the second of two tokens goes on with what the first is part of; @first is where that
 * began. */
static gboolean
goes_on(const Mentions *self, const HexaplaToken *first, const HexaplaToken *a,
        const HexaplaToken *b)
{
    if (!is_near(a, b))
        return FALSE;
    if ((a->flags & TOKEN_POSSESSIVE) != 0)
        return is_body_of_members(self, first, a, b);
    return is_simple_gap(self, a, b) || is_bridge(self, first, a, b);
}

/* Whether a head word holds the tokens together: as its last word, or as in "Department of". */
static gboolean
is_headed(const Mentions *self, guint first, guint last)
{
    for (guint i = first; i + 1 < last; i++) {
        const HexaplaToken *token = &self->segment[i];

        if ((token->bits & WORD_ORGANISATION_HEAD) != 0 &&
            is_of_gap(self, token->after, token[1].start))
            return TRUE;
    }
    return (self->segment[last - 1].bits & WORD_HEAD) != 0;
}

/* How many tokens from @i on are one entry of several words; 0 when none are. */
static guint
match_longer(const Mentions *self, guint i, guint32 *bits)
{
    const HexaplaToken *first = &self->segment[i];

    if ((first->bits & WORD_STARTS_LONGER) == 0)
        return 0;
    for (guint n = MIN(4, self->n - i); n > 1; n--) {
        const HexaplaToken *last = first + n - 1;

        if (last->end - first->start > 48)
            continue;
        *bits = lookup(self, first->start, last->end - first->start);
        if ((*bits & WORD_KNOWN_NAME) != 0)
            return n;
    }
    return 0;
}

static HexaplaNameClass
class_of_bits(guint32 bits)
{
    if ((bits & WORD_ORGANISATION) != 0)
        return HEXAPLA_NAME_ORGANISATION;
    if ((bits & WORD_PLACE) != 0)
        return HEXAPLA_NAME_PLACE;
    return HEXAPLA_NAME_OTHER;
}

static guint32
bits_before(const Mentions *self, Piece *piece)
{
    if (!piece->has_before)
        piece->before =
            hexapla_tokens_bits_before(&self->tokens, self->segment[piece->first].start, NULL);
    piece->has_before = TRUE;
    return piece->before;
}

static guint32
bits_after(const Mentions *self, Piece *piece)
{
    gsize offset = self->segment[piece->last - 1].after;

    if (!piece->has_after) {
        piece->after_end = offset;
        piece->after = hexapla_tokens_bits_after(&self->tokens, offset, &piece->after_end);
    }
    piece->has_after = TRUE;
    return piece->after;
}

/* --- spellings --- */

static void
put_in_slot(Mentions *self, guint index)
{
    guint i = HEXAPLA_VECTOR_AT(&self->spellings, Spelling, index).hash & (self->n_slots - 1);

    while (self->slots[i] != 0)
        i = (i + 1) & (self->n_slots - 1);
    self->slots[i] = index + 1;
}

static void
grow_slots(Mentions *self)
{
    self->n_slots *= 2;
    g_free(self->slots);
    self->slots = g_new0(guint32, self->n_slots);
    for (guint i = 0; i < self->spellings.len; i++)
        put_in_slot(self, i);
}

/* Names are fewer than 300 in most articles. */
#define MIN_SLOTS 512

static void
clear_spellings(Mentions *self)
{
    self->spellings.len = 0;
    self->n_slots = MIN_SLOTS;
    self->slots = g_renew(guint32, self->slots, self->n_slots);
    memset(self->slots, 0, self->n_slots * sizeof *self->slots);
}

static guint
add_spelling(Mentions *self, const Spelling *spelling)
{
    *HEXAPLA_VECTOR_ADD(&self->spellings, Spelling) = *spelling;
    if (self->spellings.len * 2 > self->n_slots)
        grow_slots(self);
    else
        put_in_slot(self, self->spellings.len - 1);
    return self->spellings.len - 1;
}

static guint
find_spelling(Mentions *self, const HexaplaToken *tokens, guint n, guint32 start, guint32 end)
{
    const char *text = self->text + start;
    Spelling fresh = {.start = start, .n = end - start};
    guint i;

    fresh.hash = hexapla_text_hash(text, fresh.n, 0);
    for (i = fresh.hash & (self->n_slots - 1); self->slots[i] != 0;
         i = (i + 1) & (self->n_slots - 1)) {
        const Spelling *known = &HEXAPLA_VECTOR_AT(&self->spellings, Spelling, self->slots[i] - 1);

        if (known->hash == fresh.hash && known->n == fresh.n &&
            memcmp(self->text + known->start, text, fresh.n) == 0)
            return self->slots[i] - 1;
    }
    fresh.key = hexapla_tokens_key(&self->tokens, tokens, n);
    fresh.caps = n == 1 && (tokens->flags & TOKEN_CAPS) != 0;
    return add_spelling(self, &fresh);
}

/* Most names are one word, which remembers its spelling. */
static Spelling *
take_spelling(Mentions *self, const HexaplaToken *tokens, guint n, guint32 start, guint32 end,
              guint32 *index)
{
    HexaplaVocabularyWord *word = &self->tokens.vocabulary.words[tokens->word];
    gboolean is_word = n == 1 && start == tokens->start && end == tokens->end;

    if (!is_word || word->spelling == 0) {
        *index = find_spelling(self, tokens, n, start, end);
        if (is_word)
            word->spelling = *index + 1;
    } else {
        *index = word->spelling - 1;
    }
    return &HEXAPLA_VECTOR_AT(&self->spellings, Spelling, *index);
}

/* Returns the mention with the class that an earlier place told; NULL when nothing is left of the
 * piece. */
static Found *
add_found(Mentions *self, const Piece *piece, guint32 start, guint32 end)
{
    Found *found = &self->body[self->n_body];
    const Spelling *spelling;

    start = MAX(start, self->body_end);
    if (start >= end)
        return NULL;
    found->start = start;
    found->end = end;
    spelling = take_spelling(self, &self->segment[piece->first], piece->last - piece->first, start,
                             end, &found->spelling);
    found->name_class = spelling->name_class;
    self->body_end = end;
    self->n_body++;
    return found;
}

static void
tell_class(Mentions *self, Found *found, HexaplaNameClass name_class)
{
    found->name_class = name_class;
    HEXAPLA_VECTOR_AT(&self->spellings, Spelling, found->spelling).name_class = name_class;
}

/* --- the kind of bearer --- */

static inline gboolean
text_follows(const Mentions *self, gsize offset, const char *text, gsize n)
{
    return offset + n <= self->n_text && memcmp(self->text + offset, text, n) == 0;
}

/* With a length that is known when it is compiled. */
#define TEXT_FOLLOWS(self, offset, literal)                                                        \
    text_follows(self, offset, "" literal, sizeof(literal) - 1)

/* "Ansar Allah (Houthis)": what the bracket says. */
static gboolean
is_glossed_as_organisation(const Mentions *self, const Piece *piece)
{
    const HexaplaToken *last = &self->segment[piece->last - 1];
    const HexaplaToken *next = last + 1;

    if (piece->last >= self->n || next->start != last->after + 2 ||
        !TEXT_FOLLOWS(self, last->after, " ("))
        return FALSE;
    if ((next->bits & (WORD_PLACE | WORD_TITLE)) != 0 || !TEXT_FOLLOWS(self, next->end, ")"))
        return FALSE;
    return (next->bits & WORD_ORGANISATION) != 0 || (next->flags & TOKEN_CAPS) != 0;
}

/* "the K1 military camp": the noun may be the second word, when the first is no function word. */
static gboolean
is_place_noun_next(const Mentions *self, Piece *piece)
{
    const HexaplaToken *last = &self->segment[piece->last - 1];
    guint32 bits = bits_after(self, piece);

    if (bits != 0 || piece->after_end == last->after || (last->flags & TOKEN_POSSESSIVE) != 0)
        return (bits & WORD_PLACE_NOUN) != 0 && (last->flags & TOKEN_POSSESSIVE) == 0;
    return (hexapla_tokens_bits_after(&self->tokens, piece->after_end, NULL) & WORD_PLACE_NOUN) !=
           0;
}

/* What the words around a name tell of its bearer, which begins at @start; OTHER when they are
 * silent. */
static HexaplaNameClass
class_from_context(const Mentions *self, Piece *piece, guint32 start)
{
    const HexaplaToken *first = &self->segment[piece->first];
    guint32 after = self->segment[piece->last - 1].after;
    guint32 before = start == first->start ? bits_before(self, piece)
                                           : hexapla_tokens_bits_before(&self->tokens, start, NULL);

    if (is_glossed_as_organisation(self, piece) || (before & WORD_ORGANISATION_PREPOSITION) != 0)
        return HEXAPLA_NAME_ORGANISATION;
    if ((first->flags & (TOKEN_CAPS | TOKEN_DIGITS)) != TOKEN_CAPS &&
        is_place_noun_next(self, piece))
        return HEXAPLA_NAME_PLACE;
    if (TEXT_FOLLOWS(self, after, ", who ") || TEXT_FOLLOWS(self, after, " who ") ||
        (bits_after(self, piece) & WORD_PERSON_VERB) != 0)
        return HEXAPLA_NAME_PERSON;
    if (piece->last - piece->first < 3 && (before & WORD_PLACE_PREPOSITION) != 0)
        return HEXAPLA_NAME_PLACE;
    return TEXT_FOLLOWS(self, after, ", which ") ? HEXAPLA_NAME_ORGANISATION : HEXAPLA_NAME_OTHER;
}

static gboolean
any_bits(const Mentions *self, const Piece *piece, guint32 bits)
{
    for (guint i = piece->first; i < piece->last; i++) {
        if ((self->segment[i].bits & bits) != 0)
            return TRUE;
    }
    return FALSE;
}

/* What the words of a name tell by themselves. */
static HexaplaNameClass
class_from_words(const Mentions *self, const Piece *piece)
{
    const HexaplaToken *first = &self->segment[piece->first];
    const HexaplaToken *last = &self->segment[piece->last - 1];
    guint n = piece->last - piece->first;

    if (n == 1 && (first->bits & WORD_KNOWN_NAME) != 0)
        return class_of_bits(first->bits);
    if (n > 1 && (last->bits & WORD_HEAD) != 0)
        return (last->bits & WORD_ORGANISATION_HEAD) != 0 ? HEXAPLA_NAME_ORGANISATION
                                                          : HEXAPLA_NAME_PLACE;
    if (n > 1 && is_headed(self, piece->first, piece->last))
        return HEXAPLA_NAME_ORGANISATION;
    if (n > 1 && (first->bits & WORD_PLACE_HEAD) != 0)
        return HEXAPLA_NAME_PLACE;
    if (n > 1 && (first->bits & WORD_ORGANISATION_OPENER) != 0)
        return HEXAPLA_NAME_ORGANISATION;
    if (piece->titled || (first->bits & WORD_GIVEN_NAME) != 0)
        return HEXAPLA_NAME_PERSON;
    if (any_bits(self, piece, WORD_ORGANISATION))
        return HEXAPLA_NAME_ORGANISATION;
    if (n > 1 && (first->bits & WORD_PLACE_OPENER) != 0)
        return HEXAPLA_NAME_PLACE;
    return HEXAPLA_NAME_OTHER;
}

/* What is likely when neither the words nor their surroundings tell. */
static HexaplaNameClass
class_by_shape(const Mentions *self, const Piece *piece)
{
    const HexaplaToken *first = &self->segment[piece->first];
    guint n = piece->last - piece->first;

    if ((first->flags & TOKEN_DIGITS) != 0)
        return HEXAPLA_NAME_OTHER;
    if ((first->flags & TOKEN_CAPS) != 0)
        return n == 1 ? HEXAPLA_NAME_ORGANISATION : HEXAPLA_NAME_OTHER;
    if ((first->flags & TOKEN_ARTICLE) != 0 || (n > 1 && n < 5))
        return HEXAPLA_NAME_PERSON;
    return HEXAPLA_NAME_OTHER;
}

static HexaplaNameClass
classify(const Mentions *self, Piece *piece, guint32 start)
{
    HexaplaNameClass name_class = class_from_words(self, piece);

    if (name_class == HEXAPLA_NAME_OTHER &&
        (piece->last - piece->first > 1 || (self->segment[piece->first].bits & WORD_DEMONYM) == 0))
        name_class = class_from_context(self, piece, start);
    if (name_class == HEXAPLA_NAME_OTHER && (self->segment[piece->first].bits & WORD_DEMONYM) == 0)
        name_class = class_by_shape(self, piece);
    return name_class;
}

/* --- whether it is a name at all --- */

static gboolean
is_generic(const HexaplaToken *token)
{
    return (token->bits & (WORD_TITLE | WORD_PORTFOLIO | WORD_HEAD | WORD_GENERIC | WORD_COMMON |
                           WORD_CALENDAR)) != 0 &&
           (token->bits & (WORD_KNOWN_NAME | WORD_GIVEN_NAME)) == 0;
}

/* "the Ministry" and "Armed Forces" name nobody; "Ministry of Defense" and "Defense Ministry" do.
 */
static gboolean
is_only_generic(const Mentions *self, const Piece *piece)
{
    const HexaplaToken *first = &self->segment[piece->first];
    const HexaplaToken *last = &self->segment[piece->last - 1];
    guint n = piece->last - piece->first;

    for (guint i = piece->first; i < piece->last; i++) {
        if (!is_generic(&self->segment[i]))
            return FALSE;
    }
    if (n == 1 || ((first->bits | last->bits) & WORD_HEAD) == 0)
        return TRUE;
    return n == 2 && last->start - first->after == 1 &&
           (first->bits & (WORD_GENERIC | WORD_COMMON)) != 0;
}

static gboolean
is_strong(const HexaplaToken *token)
{
    return (token->bits & (WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_NAME_OPENER)) != 0 ||
           (token->flags & (TOKEN_MARKED | TOKEN_ARTICLE)) != 0;
}

/* A capital at the beginning of a sentence proves nothing. */
static gboolean
is_proved(const Mentions *self, Piece *piece, const HexaplaToken *token)
{
    gboolean small;

    if (is_strong(token))
        return TRUE;
    small = hexapla_tokens_seen_small(&self->tokens, token);
    if (hexapla_tokens_seen_inside(&self->tokens, token))
        return !small || (bits_after(self, piece) & WORD_PERSON_VERB) != 0;
    if (small)
        return FALSE;
    if ((token->flags & (TOKEN_CAPS | TOKEN_POSSESSIVE)) != 0)
        return TRUE;
    return self->text[token->end - 1] != 's' && (bits_after(self, piece) & WORD_PERSON_VERB) != 0;
}

/* Whether a piece of one word is a name. */
static gboolean
is_single_name(const Mentions *self, Piece *piece)
{
    const HexaplaToken *token = &self->segment[piece->first];

    if ((token->flags & TOKEN_LETTER) != 0)
        return FALSE;
    if ((token->flags & TOKEN_INITIAL) != 0)
        return is_proved(self, piece, token);
    if ((token->flags & TOKEN_CAPS) != 0 && (token->bits & WORD_KNOWN_NAME) == 0)
        return token->end - token->start < 8 && !hexapla_tokens_seen_small(&self->tokens, token);
    return TRUE;
}

static gboolean
is_ordinal_before(const Mentions *self, gsize offset, gsize *start)
{
    const char *text = self->text;
    gsize p = offset;

    if (p < 4 || text[p - 1] != ' ')
        return FALSE;
    p--;
    while (p > 0 && g_ascii_islower(text[p - 1]) && offset - p < 4)
        p--;
    if (offset - p != 3 || p == 0 || !g_ascii_isdigit(text[p - 1]))
        return FALSE;
    while (p > 0 && g_ascii_isdigit(text[p - 1]) && offset - p < 8)
        p--;
    *start = p;
    return TRUE;
}

/* "the 45th and 46th Brigades" */
static gsize
extend_over_ordinals(const Mentions *self, const Piece *piece, gsize start)
{
    const HexaplaToken *last = &self->segment[piece->last - 1];
    gsize first = start;
    gsize word;

    if ((last->bits & WORD_ORGANISATION_HEAD) == 0 || !is_ordinal_before(self, start, &first))
        return start;
    start = first;
    if ((hexapla_tokens_bits_before(&self->tokens, start, &word) & WORD_AND) != 0 &&
        is_ordinal_before(self, word, &first))
        start = first;
    return start;
}

/* "abu Mahdi", "van der Berg" */
static gsize
extend_over_openers(const Mentions *self, Piece *piece, gsize start)
{
    const HexaplaToken *first = &self->segment[piece->first];
    gsize word = start;

    if (start < 5 || (first->flags & (TOKEN_INITIAL | TOKEN_CAPS)) != 0 ||
        (first->bits & WORD_KNOWN_NAME) != 0 ||
        (bits_before(self, piece) & WORD_SMALL_NAME_OPENER) == 0)
        return start;
    while (!g_ascii_isupper(self->text[word]) &&
           (hexapla_tokens_bits_before(&self->tokens, start, &word) & WORD_SMALL_NAME_OPENER) != 0)
        start = word;
    if (start == first->start &&
        (hexapla_tokens_bits_before(&self->tokens, start, &word) & WORD_SMALL_NAME_OPENER) != 0)
        start = word;
    return start;
}

/* "Al-Jazeera operations sector": two such nouns are a title, one is not. */
static gsize
extend_over_nouns(const Mentions *self, Piece *piece)
{
    const HexaplaToken *last = &self->segment[piece->last - 1];
    gsize second;

    if ((last->flags & (TOKEN_POSSESSIVE | TOKEN_CAPS)) != 0 || (last->bits & WORD_DEMONYM) != 0 ||
        (bits_after(self, piece) & WORD_ORGANISATION_NOUN) == 0)
        return last->end;
    second = piece->after_end;
    if ((hexapla_tokens_bits_after(&self->tokens, piece->after_end, &second) &
         WORD_ORGANISATION_NOUN) == 0)
        return last->end;
    return second;
}

/* Drops a first word that is only there because a sentence begins. */
static void
shorten_front(const Mentions *self, Piece *piece)
{
    const HexaplaToken *first = &self->segment[piece->first];

    if (piece->last - piece->first < 2)
        return;
    /* "Minister of Defense Hazem Shaalan" */
    if ((first->bits & WORD_PORTFOLIO) != 0 && !is_headed(self, piece->first, piece->last) &&
        (hexapla_tokens_bits_before(&self->tokens, first->start, NULL) & WORD_OF) != 0) {
        piece->first++;
        piece->titled = TRUE;
        return;
    }
    if ((first->flags & TOKEN_INITIAL) == 0 || is_strong(first))
        return;
    if ((first->bits & (WORD_HEAD | WORD_PLACE_OPENER | WORD_PORTFOLIO)) != 0)
        return;
    if (hexapla_tokens_seen_small(&self->tokens, first) &&
        !hexapla_tokens_seen_inside(&self->tokens, first))
        piece->first++;
}

/* "Window No. 3" */
static void
shorten_end(const Mentions *self, Piece *piece)
{
    const guint32 more =
        WORD_KNOWN_NAME | WORD_GIVEN_NAME | WORD_HEAD | WORD_PLACE_OPENER | WORD_PORTFOLIO;

    while (piece->last - piece->first > 1) {
        const HexaplaToken *last = &self->segment[piece->last - 1];

        if ((last->bits & WORD_COMMON) == 0 || (last->bits & more) != 0 ||
            (last[-1].bits & WORD_GIVEN_NAME) != 0)
            break;
        piece->last--;
    }
}

static gboolean
is_shouted(const Mentions *self, const Piece *piece)
{
    if (piece->last - piece->first < 3 || is_headed(self, piece->first, piece->last))
        return FALSE;
    for (guint i = piece->first; i < piece->last; i++) {
        if ((self->segment[i].flags & TOKEN_CAPS) == 0 || is_strong(&self->segment[i]))
            return FALSE;
    }
    return TRUE;
}

static void
add_piece(Mentions *self, guint first_token, guint last_token, gboolean titled)
{
    Piece piece = {.first = first_token, .last = last_token, .titled = titled};
    const HexaplaToken *first;
    const HexaplaToken *last;
    gsize start, end;
    gboolean is_ordered;
    Found *found;

    shorten_front(self, &piece);
    shorten_end(self, &piece);
    first = &self->segment[piece.first];
    last = &self->segment[piece.last - 1];
    start = extend_over_ordinals(self, &piece, first->start);
    is_ordered = start != first->start;
    if (!is_ordered) {
        if (is_only_generic(self, &piece) || is_shouted(self, &piece) ||
            piece.last - piece.first > HEXAPLA_MAX_NAME_WORDS)
            return;
        if (piece.last - piece.first == 1 && !piece.titled && !is_single_name(self, &piece))
            return;
        start = extend_over_openers(self, &piece, start);
    }
    end = extend_over_nouns(self, &piece);
    found = add_found(self, &piece, start, end);
    if (found == NULL || found->name_class != HEXAPLA_NAME_OTHER || self->namer->skips_classes)
        return;
    tell_class(self, found,
               end != last->end || is_ordered ? HEXAPLA_NAME_ORGANISATION
                                              : classify(self, &piece, start));
}

/* --- cutting runs of capitalised words into names --- */

static gboolean
is_roman_number(const Mentions *self, const HexaplaToken *token)
{
    return strspn(self->text + token->start, "IVX") >= token->end - token->start;
}

/* A title, or the affairs of one: "Defense Secretary". Surnames may look like titles: Stephen King,
 * Theresa May. */
static gboolean
is_title_at(const Mentions *self, guint first, guint i, guint last)
{
    const HexaplaToken *token = &self->segment[i];

    if ((token->bits & (WORD_TITLE | WORD_CALENDAR)) != 0)
        return !(i > first && i + 1 == last && (token[-1].bits & WORD_GIVEN_NAME) != 0);
    while (i + 1 < last && (self->segment[i].bits & WORD_PORTFOLIO) != 0) {
        i++;
        if ((self->segment[i].bits & WORD_TITLE) != 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether a name ends between two tokens of a run that no head word holds together. */
static gboolean
is_seam(const Mentions *self, guint first, guint i, guint last)
{
    const HexaplaToken *a = &self->segment[i - 1];
    const HexaplaToken *b = &self->segment[i];
    gboolean hyphen = self->text[a->after] == '-';
    guint32 alone = WORD_DEMONYM |
                    (hyphen || (a->flags & TOKEN_CAPS) != 0 ? WORD_PLACE | WORD_ORGANISATION : 0);

    if ((a->bits & WORD_NAME_OPENER) != 0)
        return FALSE;
    if (i - first == 1 && (a->bits & alone) != 0)
        return TRUE;
    if (i - first == 1 && (a->bits & WORD_PLACE) != 0 && (a->bits & WORD_GIVEN_NAME) == 0)
        return last - i > 1 || (b->bits & (WORD_GIVEN_NAME | WORD_KNOWN_NAME)) != 0;
    if (i - first == 1 && (a->bits & WORD_ORGANISATION) != 0 && (b->bits & WORD_GIVEN_NAME) != 0)
        return TRUE;
    if ((b->bits & WORD_DEMONYM) != 0 && (b->bits & WORD_GIVEN_NAME) == 0)
        return TRUE;
    return ((a->flags ^ b->flags) & TOKEN_CAPS) != 0 &&
           ((a->flags | b->flags) & TOKEN_LETTER) == 0 && !is_roman_number(self, b);
}

static void
cut_piece(Mentions *self, guint first, guint last, gboolean titled)
{
    gboolean whole = last - first > 1 && is_headed(self, first, last);
    guint start = first;

    for (guint i = first + 1; i < last && !whole; i++) {
        if (is_seam(self, start, i, last)) {
            add_piece(self, start, i, titled);
            start = i;
            titled = FALSE;
        }
    }
    add_piece(self, start, last, titled);
}

static void
add_longer(Mentions *self, guint first, guint last, guint32 bits)
{
    Piece piece = {.first = first, .last = last};
    gsize end = extend_over_nouns(self, &piece);
    Found *found = add_found(self, &piece, self->segment[first].start, end);

    if (found != NULL && found->name_class == HEXAPLA_NAME_OTHER)
        tell_class(self, found, class_of_bits(bits));
}

/* "The", but neither "North Kivu" nor "High Command" inside a sentence. */
static gboolean
is_skipped(const HexaplaToken *token, gboolean followed, gboolean headed)
{
    if ((token->bits & WORD_CALENDAR) != 0)
        return TRUE;
    if ((token->bits & WORD_COMMON) == 0 || (token->bits & WORD_KNOWN_NAME) != 0)
        return FALSE;
    if (!followed)
        return TRUE;
    return (token->bits & WORD_PLACE_OPENER) == 0 &&
           !(headed && (token->flags & TOKEN_INITIAL) == 0);
}

/* Takes one name, or what is none, from the front of a run; returns where the rest begins. */
static guint
cut_front(Mentions *self, guint first, guint last, gboolean *titled)
{
    gboolean headed = (self->segment[last - 1].bits & WORD_HEAD) != 0;
    guint end = first + 1;
    guint32 bits = 0;
    guint n = match_longer(self, first, &bits);

    if (n > 0 && (first + n >= last || !headed)) {
        add_longer(self, first, first + n, bits);
        *titled = FALSE;
        return first + n;
    }
    if (is_skipped(&self->segment[first], first + 1 < last, headed))
        return first + 1;
    if (is_title_at(self, first, first, last) && !(headed && last - first > 1)) {
        *titled = TRUE;
        return first + 1;
    }
    while (end < last && !is_title_at(self, first, end, last))
        end++;
    if (end < last && headed && last - first < 6)
        end = last;
    cut_piece(self, first, end, *titled);
    *titled = FALSE;
    return end;
}

/* Most capitals only begin a sentence. */
static gboolean
is_lone_common_word(const Mentions *self, guint i)
{
    const HexaplaToken *token = &self->segment[i];

    return (token->bits & WORD_STARTS_LONGER) == 0 && is_skipped(token, FALSE, FALSE) &&
           (i + 1 == self->n || !is_near(token, token + 1));
}

static void
find_in_segment(Mentions *self)
{
    guint i = 0;

    while (i < self->n) {
        guint last = i + 1;
        gboolean titled = FALSE;

        if (is_lone_common_word(self, i)) {
            i++;
            continue;
        }
        while (last < self->n &&
               goes_on(self, &self->segment[i], &self->segment[last - 1], &self->segment[last]))
            last++;
        while (i < last)
            i = cut_front(self, i, last, &titled);
    }
}

/* --- headlines: only names that are known --- */

static Known *
find_known(const Mentions *self, guint64 key)
{
    Known *known = (Known *)self->known->data;
    gsize i = (key ^ key >> 32) & self->known_mask;

    while (known[i].key != 0 && known[i].key != key)
        i = (i + 1) & self->known_mask;
    return &known[i];
}

static void
learn_known(Mentions *self)
{
    self->known_mask = 255;
    while (self->known_mask < self->spellings.len * 2)
        self->known_mask = self->known_mask * 2 + 1;
    g_array_set_size(self->known, self->known_mask + 1);
    memset(self->known->data, 0, self->known->len * sizeof(Known));
    for (guint i = 0; i < self->n_body; i++) {
        const Found *found = &self->body[i];
        const Spelling *spelling = &HEXAPLA_VECTOR_AT(&self->spellings, Spelling, found->spelling);
        Known *known = find_known(self, spelling->key);

        known->key = spelling->key;
        known->caps = spelling->caps;
        if (known->name_class == HEXAPLA_NAME_OTHER)
            known->name_class = found->name_class;
    }
}

/* How many tokens from @i on are a known name, the longest one; 0 when none are. */
static guint
match_known(const Mentions *self, guint i, HexaplaNameClass *name_class)
{
    guint32 bits = self->segment[i].bits;
    guint most = 1;
    guint n;

    while (most < 8 && i + most < self->n &&
           (self->segment[i + most - 1].flags & TOKEN_POSSESSIVE) == 0 &&
           self->segment[i + most].start - self->segment[i + most - 1].after < 9)
        most++;
    for (n = most; n > 0; n--) {
        const Known *known =
            find_known(self, hexapla_tokens_key(&self->tokens, &self->segment[i], n));

        if (known->key != 0 && (!known->caps || (self->segment[i].flags & TOKEN_CAPS) != 0)) {
            *name_class = known->name_class;
            return n;
        }
    }
    n = match_longer(self, i, &bits);
    *name_class = class_of_bits(bits);
    return n > 0 ? n : (bits & WORD_KNOWN_NAME) != 0;
}

static void
find_in_headline(Mentions *self)
{
    guint i = 0;

    while (i < self->n) {
        const HexaplaToken *first = &self->segment[i];
        HexaplaNameClass name_class;
        guint n = match_known(self, i, &name_class);

        if (n > 0 && (first->bits & WORD_COMMON) == 0) {
            Found found = {
                .start = first->start, .end = first[n - 1].end, .name_class = name_class};

            take_spelling(self, first, n, found.start, found.end, &found.spelling);
            g_array_append_val(self->headlines, found);
        }
        i += MAX(n, 1);
    }
}

/* --- the document --- */

static void
take_segment(Mentions *self, guint index)
{
    const HexaplaTokenSegment *segment = &self->tokens.segments[index];

    self->segment = &self->tokens.tokens[segment->first];
    self->n = segment->n;
}

static gboolean
is_headline(const Mentions *self, guint index)
{
    return self->tokens.headline[self->tokens.segments[index].block];
}

static void
find_all(Mentions *self)
{
    gboolean headlines = FALSE;

    if (self->body_size < self->tokens.n_tokens) {
        self->body_size = self->tokens.n_tokens;
        self->body = g_renew(Found, self->body, self->body_size);
    }
    for (guint i = 0; i < self->tokens.n_segments; i++) {
        take_segment(self, i);
        if (is_headline(self, i))
            headlines = TRUE;
        else
            find_in_segment(self);
    }
    if (!headlines)
        return;
    learn_known(self);
    for (guint i = 0; i < self->tokens.n_segments; i++) {
        if (!is_headline(self, i))
            continue;
        take_segment(self, i);
        find_in_headline(self);
    }
}

static void
write_mentions(const Mentions *self, HexaplaDocument *document)
{
    const Found *body = self->body;
    const Found *headlines = (const Found *)self->headlines->data;
    guint i = 0;
    guint j = 0;

    while (i < self->n_body || j < self->headlines->len) {
        gboolean from_body =
            j >= self->headlines->len || (i < self->n_body && body[i].start < headlines[j].start);
        const Found *found = from_body ? &body[i++] : &headlines[j++];
        Spelling *spelling = &HEXAPLA_VECTOR_AT(&self->spellings, Spelling, found->spelling);

        if (spelling->name == 0)
            spelling->name = 1 + hexapla_document_add_name(document, found->start, found->end);
        hexapla_document_repeat_name(document, found->start, found->end, spelling->name - 1,
                                     found->name_class);
    }
}

static void
free_mentions(gpointer data)
{
    Mentions *self = data;

    hexapla_tokens_clear(&self->tokens);
    g_free(self->spellings.data);
    g_free(self->slots);
    g_free(self->body);
    g_array_unref(self->headlines);
    g_array_unref(self->known);
    g_free(self);
}

/* Working memory stays with its thread: to get fresh pages for every part would cost as much as the work. */
static GPrivate scratch = G_PRIVATE_INIT(free_mentions);

static Mentions *
get_scratch(void)
{
    Mentions *self = g_private_get(&scratch);

    if (self != NULL)
        return self;
    self = g_new0(Mentions, 1);
    self->headlines = g_array_new(FALSE, FALSE, sizeof(Found));
    self->known = g_array_new(FALSE, FALSE, sizeof(Known));
    g_private_set(&scratch, self);
    return self;
}

static Mentions *
begin(const HexaplaNamer *namer, HexaplaDocument *document)
{
    Mentions *self = get_scratch();

    self->namer = namer;
    self->text = hexapla_document_get_text(document, &self->n_text);
    self->body_end = 0;
    clear_spellings(self);
    self->n_body = 0;
    g_array_set_size(self->headlines, 0);
    return self;
}

gboolean
hexapla_namer_find_mentions(const HexaplaNamer *self, HexaplaDocument *document,
                            GCancellable *cancellable, GError **error)
{
    Mentions *mentions;

    if (g_cancellable_set_error_if_cancelled(cancellable, error))
        return FALSE;
    mentions = begin(self, document);
    hexapla_tokens_read(&mentions->tokens, self, document);
    find_all(mentions);
    write_mentions(mentions, document);
    return TRUE;
}
