/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/lookup.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "translit/gutturals.h"
#include "translit/skeleton.h"

#define NONE G_MAXUINT32
#define AMBIGUOUS (G_MAXUINT32 - 1)

/* A run of letters and digits, a character of a script that writes no spaces, or any other
 * character. White space and hyphens only separate, and all apostrophes are one. */
typedef struct {
    const char *start;
    const char *end;
    guint64 hash;
} Token;

/* A beginning of a name, found by the hash of its tokens. */
typedef struct {
    guint64 key;   /* 0 when the slot is empty */
    guint32 entry; /* the first name that ends here, or NONE */
} Slot;

typedef struct {
    Slot *slots; /* open addressing */
    gsize n_slots;
    gsize n_used;
} Table;

struct _HexaplaLookup {
    const HexaplaLedgerEntry *entries;
    gsize n_entries;
    guint32 *next; /* by entry: another one of the same tokens, or NONE */
    Table beginnings;
    Table keys; /* by what is left without marks, hyphens and spaces */
    const char *target;
};

/* A name at a place. */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 entry;
} Match;

/* Names that differ only in marks share their tokens; more of them than this are no names. */
#define MAX_TWINS 16

static Slot *
find_slot(const Table *self, guint64 key)
{
    gsize i = (key ^ key >> 32) & (self->n_slots - 1);

    while (self->slots[i].key != 0 && self->slots[i].key != key)
        i = (i + 1) & (self->n_slots - 1);
    return &self->slots[i];
}

static void
grow(Table *self)
{
    Table old = *self;

    self->n_slots = MAX(1024, old.n_slots * 2);
    self->slots = g_new0(Slot, self->n_slots);
    for (gsize i = 0; i < old.n_slots; i++) {
        if (old.slots[i].key != 0)
            *find_slot(self, old.slots[i].key) = old.slots[i];
    }
    g_free(old.slots);
}

/* The slot of @key, which is made when it is not there. */
static Slot *
take_slot(Table *self, guint64 key)
{
    Slot *slot;

    if ((self->n_used + 1) * 2 > self->n_slots)
        grow(self);
    slot = find_slot(self, key);
    if (slot->key == 0) {
        *slot = (Slot){.key = key, .entry = NONE};
        self->n_used++;
    }
    return slot;
}

static guint64
mix(guint64 key, guint64 hash)
{
    key = (key ^ hash) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    key ^= key >> 29;
    return key != 0 ? key : 1;
}

/* Chinese and Japanese characters, kana, Thai, Lao, Burmese, Khmer. */
static gboolean
stands_alone(gunichar c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x0E00 && c <= 0x0EFF) ||
           (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

static gboolean
is_in_word(gunichar c)
{
    return (hexapla_text_is_letter(c) || hexapla_text_is_digit(c)) && !stands_alone(c);
}

static gboolean
read_token(const char *p, const char *end, Token *token)
{
    gunichar c = 0;

    for (token->start = p; p < end; token->start = p) {
        p = hexapla_text_next(p, end, &c);
        if (!hexapla_text_is_space(c) && !hexapla_text_is_hyphen(c))
            break;
    }
    if (token->start == end)
        return FALSE;
    while (p < end && is_in_word(c)) {
        const char *after = hexapla_text_next(p, end, &c);

        if (is_in_word(c))
            p = after;
    }
    token->end = p;
    token->hash = hexapla_text_is_apostrophe(hexapla_text_at(token->start, end))
                      ? 1
                      : hexapla_text_hash(token->start, p - token->start, 0);
    return TRUE;
}

static gboolean
are_tokens_equal(const Token *a, const Token *b)
{
    gsize n = a->end - a->start;

    if (a->hash != b->hash)
        return FALSE;
    return a->hash == 1 || ((gsize)(b->end - b->start) == n && memcmp(a->start, b->start, n) == 0);
}

/* Whether nothing but marks, hyphens and white space tells them apart. */
static gboolean
is_alike(const char *spelling, const char *text, gsize n)
{
    const char *a = spelling, *b = text;
    const char *end_a = spelling + strlen(spelling), *end_b = text + n;
    Token token_a, token_b;

    while (read_token(a, end_a, &token_a)) {
        if (!read_token(b, end_b, &token_b) || !are_tokens_equal(&token_a, &token_b))
            return FALSE;
        a = token_a.end;
        b = token_b.end;
    }
    return !read_token(b, end_b, &token_b);
}

static void
link_entry(HexaplaLookup *self, guint32 index, Slot *slot)
{
    guint32 *place = &slot->entry;

    for (guint i = 0; *place != NONE && i < MAX_TWINS; i++)
        place = &self->next[*place];
    if (*place == NONE)
        *place = index;
}

static void
add_tokens(HexaplaLookup *self, guint32 index)
{
    const char *p = self->entries[index].spelling;
    const char *end = p + strlen(p);
    Slot *slot = NULL;
    guint64 key = 0;
    Token token;
    guint n = 0;

    while (read_token(p, end, &token)) {
        if (++n > HEXAPLA_MAX_LEDGER_WORDS)
            return;
        key = mix(key, token.hash);
        slot = take_slot(&self->beginnings, key);
        p = token.end;
    }
    if (slot != NULL)
        link_entry(self, index, slot);
}

static void
add_key(HexaplaLookup *self, guint32 index)
{
    const HexaplaLedgerEntry *entry = &self->entries[index];
    guint64 key = hexapla_skeleton_spelling_key(entry->spelling, strlen(entry->spelling));
    Slot *slot;

    if (key == 0)
        return;
    slot = take_slot(&self->keys, key);
    if (slot->entry == NONE)
        slot->entry = index;
    else if (slot->entry != AMBIGUOUS &&
             strcmp(self->entries[slot->entry].canonical, entry->canonical) != 0)
        slot->entry = AMBIGUOUS;
}

/**
 * hexapla_lookup_new:
 * @ledger: outlives the lookup, and does not change any more
 * @target: (nullable): the language whose forms are told
 *
 * Only what a person approved is looked for, and what has a form in another language.
 *
 * Returns: (transfer full): a lookup; free with hexapla_lookup_free()
 * Since: 0.1
 */
HexaplaLookup *
hexapla_lookup_new(HexaplaLedger *ledger, const char *target)
{
    HexaplaLookup *self = g_new0(HexaplaLookup, 1);
    gsize n;

    self->target = target != NULL ? g_intern_string(target) : NULL;
    self->entries = hexapla_ledger_get_entries(ledger, &n);
    self->n_entries = n;
    self->next = g_new(guint32, n);
    grow(&self->beginnings);
    grow(&self->keys);
    for (gsize i = 0; i < n; i++) {
        self->next[i] = NONE;
        if (!self->entries[i].is_approved && self->entries[i].forms == NULL)
            continue;
        add_tokens(self, i);
        add_key(self, i);
    }
    return self;
}

/**
 * hexapla_lookup_free:
 * @self: (transfer full) (nullable): a lookup
 *
 * Since: 0.1
 */
void
hexapla_lookup_free(HexaplaLookup *self)
{
    if (self == NULL)
        return;
    g_free(self->next);
    g_free(self->beginnings.slots);
    g_free(self->keys.slots);
    g_free(self);
}

/**
 * hexapla_lookup_get_entries:
 * @self: a lookup
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): all entries of its ledger, those that are not looked for
 * too
 * Since: 0.1
 */
const HexaplaLedgerEntry *
hexapla_lookup_get_entries(const HexaplaLookup *self, gsize *n)
{
    *n = self->n_entries;
    return self->entries;
}

/* Of names that differ only in marks the one that is written just so goes first. */
static guint32
choose_twin(const HexaplaLookup *self, guint32 entry, const char *text, gsize n)
{
    guint32 alike = NONE;

    for (; entry != NONE; entry = self->next[entry]) {
        const char *spelling = self->entries[entry].spelling;

        if (strlen(spelling) == n && memcmp(spelling, text, n) == 0)
            return entry;
        if (alike == NONE && is_alike(spelling, text, n))
            alike = entry;
    }
    return alike;
}

/* The longest name that begins with the token. Returns its end, or NULL. */
static const char *
find_longest(const HexaplaLookup *self, const Token *first, const char *end, guint32 *entry)
{
    struct {
        const char *end;
        guint32 entry;
    } found[HEXAPLA_MAX_LEDGER_WORDS];
    Token token = *first;
    guint64 key = 0;
    guint n = 0;

    for (guint i = 0; i < HEXAPLA_MAX_LEDGER_WORDS; i++) {
        const Slot *slot = find_slot(&self->beginnings, key = mix(key, token.hash));

        if (slot->key == 0)
            break;
        if (slot->entry != NONE) {
            found[n].end = token.end;
            found[n++].entry = slot->entry;
        }
        if (!read_token(token.end, end, &token))
            break;
    }
    for (; n > 0; n--) {
        *entry =
            choose_twin(self, found[n - 1].entry, first->start, found[n - 1].end - first->start);
        if (*entry != NONE)
            return found[n - 1].end;
    }
    return NULL;
}

static gboolean
is_joint(gunichar c)
{
    return hexapla_text_is_apostrophe(c) || hexapla_text_is_hyphen(c);
}

/* Whether the words at both ends of a stretch of a name are whole. */
static gboolean
is_whole(const char *text, const char *end, const char *start, const char *stop)
{
    return !is_joint(hexapla_text_before(text, start)) && !is_joint(hexapla_text_at(stop, end));
}

/**
 * hexapla_lookup_get:
 * @self: a lookup
 * @text: a name, UTF-8
 * @n: its bytes
 *
 * Returns: (transfer none) (nullable): what the ledger says of the name; else of the one name that
 * differs from it in nothing but marks, hyphens and spaces
 * Since: 0.1
 */
const HexaplaLedgerEntry *
hexapla_lookup_get(const HexaplaLookup *self, const char *text, gsize n)
{
    const char *end = text + n;
    guint32 entry = NONE;
    const Slot *slot;
    Token token;

    if (read_token(text, end, &token) && find_longest(self, &token, end, &entry) == end)
        return &self->entries[entry];
    slot = find_slot(&self->keys, hexapla_skeleton_spelling_key(text, n));
    return slot->key != 0 && slot->entry < AMBIGUOUS ? &self->entries[slot->entry] : NULL;
}

static const HexaplaLedgerForm *
find_form(const HexaplaLedgerEntry *entry, const char *language)
{
    const HexaplaLedgerForm *form = entry->forms;

    while (form != NULL && (language != NULL ? form->language != language
                                             : !hexapla_gutturals_has_script(form->text)))
        form = form->next;
    return form;
}

/* The form of a name, else that of its canonical spelling. */
static const char *
get_form(const HexaplaLookup *self, const HexaplaLedgerEntry *entry, const char *language)
{
    const HexaplaLedgerForm *form = find_form(entry, language);

    if (form == NULL) {
        entry = hexapla_lookup_get(self, entry->canonical, strlen(entry->canonical));
        form = entry != NULL ? find_form(entry, language) : NULL;
    }
    return form != NULL ? form->text : NULL;
}

/**
 * hexapla_lookup_get_original:
 * @self: a lookup
 * @text: a name, UTF-8
 * @n: its bytes
 *
 * Returns: (transfer none) (nullable): the name in a script that tells hamza from ʿayn, where the
 * ledger has it; as long as the ledger lives
 * Since: 0.1
 */
const char *
hexapla_lookup_get_original(const HexaplaLookup *self, const char *text, gsize n)
{
    const HexaplaLedgerEntry *entry = hexapla_lookup_get(self, text, n);

    return entry != NULL ? get_form(self, entry, NULL) : NULL;
}

/**
 * hexapla_lookup_next_inside:
 * @self: a lookup
 * @text: a name that the ledger does not have, UTF-8
 * @n: its bytes
 * @start: (out): first byte of the next name inside it
 * @end: (inout): 0, or where the name before it ends; behind the last byte of the next one
 *
 * Returns: (transfer none) (nullable): the approved entry of the next name inside a longer one, %NULL
 * behind the last
 * Since: 0.1
 */
const HexaplaLedgerEntry *
hexapla_lookup_next_inside(const HexaplaLookup *self, const char *text, gsize n, gsize *start,
                           gsize *end)
{
    const char *p = text + *end;
    Token token;

    while (read_token(p, text + n, &token)) {
        guint32 entry = NONE;
        const char *stop = find_longest(self, &token, text + n, &entry);

        p = token.end;
        if (stop == NULL || !self->entries[entry].is_approved ||
            !is_whole(text, text + n, token.start, stop))
            continue;
        *start = token.start - text;
        *end = stop - text;
        return &self->entries[entry];
    }
    return NULL;
}

/* Replaces the names inside a longer one. Returns whether there were any. */
static gboolean
respell_inside(const HexaplaLookup *self, const char *text, gsize n, GString *result)
{
    gsize done = 0, start, end = 0;
    const HexaplaLedgerEntry *entry;

    while ((entry = hexapla_lookup_next_inside(self, text, n, &start, &end)) != NULL) {
        g_string_append_len(result, text + done, start - done);
        g_string_append(result, entry->canonical);
        done = end;
    }
    g_string_append_len(result, text + done, n - done);
    return done > 0;
}

/**
 * hexapla_lookup_respell:
 * @self: a lookup
 * @text: a name, UTF-8
 * @n: its bytes
 *
 * What is put in is not looked at again, so that names may contain themselves.
 *
 * Returns: (transfer full) (nullable): the name with approved spellings, its own or those of names
 * inside it; %NULL when none is approved; free with g_free()
 * Since: 0.1
 */
char *
hexapla_lookup_respell(const HexaplaLookup *self, const char *text, gsize n)
{
    const HexaplaLedgerEntry *entry = hexapla_lookup_get(self, text, n);
    g_autoptr(GString) result = NULL;

    if (entry != NULL)
        return entry->is_approved ? g_strdup(entry->canonical) : NULL;
    result = g_string_new(NULL);
    if (!respell_inside(self, text, n, result))
        return NULL;
    return g_string_free(g_steal_pointer(&result), FALSE);
}

/* What an apostrophe beside a name may be. */
static gboolean
ends_name(HexaplaRole role)
{
    return role == HEXAPLA_ROLE_POSSESSIVE || role == HEXAPLA_ROLE_ELISION ||
           role == HEXAPLA_ROLE_QUOTE_OPEN || role == HEXAPLA_ROLE_QUOTE_CLOSE ||
           role == HEXAPLA_ROLE_PLURAL || role == HEXAPLA_ROLE_PRIME;
}

/* The role of the apostrophe that begins at @offset or ends there. */
static HexaplaRole
role_at(HexaplaDocument *document, gsize offset)
{
    guint n;
    const HexaplaMark *marks = hexapla_document_get_marks(document, &n);
    guint low = 0, high = n;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (marks[middle].offset + marks[middle].length < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && marks[low].offset <= offset ? marks[low].role : HEXAPLA_ROLE_UNKNOWN;
}

/* A name that begins or ends at an apostrophe of a longer word is no name: Can in can’t. */
static gboolean
is_free(HexaplaDocument *document, const char *text, const char *text_end, gsize start, gsize end)
{
    return (!hexapla_text_is_apostrophe(hexapla_text_before(text, text + start)) ||
            ends_name(role_at(document, start))) &&
           (!hexapla_text_is_apostrophe(hexapla_text_at(text + end, text_end)) ||
            ends_name(role_at(document, end)));
}

static void
find_matches(const HexaplaLookup *self, HexaplaDocument *document, const HexaplaSegment *segment,
             GArray *matches)
{
    gsize n;
    const char *text = hexapla_document_get_text(document, &n);
    const char *p = text + segment->start, *end = text + segment->end;
    Token token;

    while (read_token(p, end, &token)) {
        Match match = {.start = token.start - text};
        const char *stop = find_longest(self, &token, end, &match.entry);

        p = token.end;
        if (stop == NULL)
            continue;
        match.end = stop - text;
        if (!is_free(document, text, text + n, match.start, match.end))
            continue;
        g_array_append_val(matches, match);
        p = stop;
    }
}

/* Puts two lists of places into one in the order of the text. Of two that overlap the longer one
 * stays, and that of the ledger when they are no part of each other. */
static void
merge(const HexaplaLookup *self, HexaplaDocument *document, const HexaplaMention *mentions,
      guint n_mentions, const HexaplaName *names, const GArray *matches)
{
    guint i = 0, j = 0;

    while (i < n_mentions || j < matches->len) {
        const HexaplaMention *mention = i < n_mentions ? &mentions[i] : NULL;
        const Match *match = j < matches->len ? &g_array_index(matches, Match, j) : NULL;

        if (match == NULL || (mention != NULL && mention->end <= match->start)) {
            hexapla_document_add_mention(document, mention->start, mention->end,
                                         names[mention->name].name_class);
            i++;
        } else if (mention == NULL || match->end <= mention->start) {
            hexapla_document_add_mention(document, match->start, match->end,
                                         self->entries[match->entry].name_class);
            j++;
        } else if (mention->start <= match->start && match->end <= mention->end) {
            j++;
        } else {
            i++;
        }
    }
}

static gboolean
has_new(const HexaplaMention *mentions, guint n, const GArray *matches)
{
    guint i = 0;

    for (guint j = 0; j < matches->len; j++) {
        const Match *match = &g_array_index(matches, Match, j);

        while (i < n && mentions[i].end < match->end)
            i++;
        if (i == n || mentions[i].start > match->start)
            return TRUE;
    }
    return FALSE;
}

/* Tells each name what the ledger knows of it. */
static void
describe_names(const HexaplaLookup *self, HexaplaDocument *document)
{
    guint n;
    HexaplaName *names = hexapla_document_get_names(document, &n);

    for (guint i = 0; i < n; i++) {
        const HexaplaLedgerEntry *entry = hexapla_lookup_get(self, names[i].text, names[i].length);

        if (entry == NULL)
            continue;
        names[i].is_approved = entry->is_approved;
        names[i].form = self->target != NULL ? get_form(self, entry, self->target) : NULL;
        if (names[i].name_class == HEXAPLA_NAME_OTHER)
            names[i].name_class = entry->name_class;
    }
}

/**
 * hexapla_lookup_add_mentions:
 * @self: a lookup
 * @document: a part with its segments and marks, and the mentions that were found without a ledger
 *
 * Adds the mentions of names that the ledger has, and tells the names what it says of them.
 *
 * Since: 0.1
 */
void
hexapla_lookup_add_mentions(const HexaplaLookup *self, HexaplaDocument *document)
{
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
    guint n_segments, n_mentions, n_names;
    const HexaplaSegment *segments = hexapla_document_get_segments(document, &n_segments);
    const HexaplaMention *mentions = hexapla_document_get_mentions(document, &n_mentions);
    const HexaplaName *names = hexapla_document_get_names(document, &n_names);

    for (guint i = 0; i < n_segments; i++)
        find_matches(self, document, &segments[i], matches);
    if (has_new(mentions, n_mentions, matches)) {
        g_autofree HexaplaMention *old = g_memdup2(mentions, n_mentions * sizeof *mentions);
        g_autofree HexaplaName *old_names = g_memdup2(names, n_names * sizeof *names);

        hexapla_document_forget_mentions(document);
        merge(self, document, old, n_mentions, old_names, matches);
    }
    describe_names(self, document);
}
