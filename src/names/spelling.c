/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/spelling.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "translit/gutturals.h"
#include "translit/skeleton.h"

/* The spelling that the names of one key take in this article. */
typedef struct {
    guint64 key;      /* 0 when the slot is empty */
    const char *text; /* NULL while only names of the part at hand stand for choice */
    guint32 n;
    guint32 best; /* until then, 1 + index of the most frequent one */
    gboolean reported;
} Choice;

/* Choices by their key; open addressing. */
typedef struct {
    Choice *slots;
    gsize n_slots; /* a power of two */
    gsize n_used;
} Choices;

struct _HexaplaSpelling {
    HexaplaApostrophePolicy apostrophes;
    HexaplaNamesPolicy names;
    const HexaplaLookup *lookup; /* NULL without a ledger */
    Choices choices;
    Choices overflow;      /* choices past the limit, for one part alone */
    GStringChunk *strings; /* the chosen spellings, because parts do not outlive the article */

    /* Working memory, by name of the part. */
    gsize size;
    guint64 *keys;            /* 0 for what is left alone */
    Choice **choice_of;       /* NULL likewise */
    const char **spelling_of; /* what it becomes, NULL when it stays */
};

/* One fold over one part. */
typedef struct {
    HexaplaSpelling *spelling;
    HexaplaDocument *document;
    HexaplaIssueSink *issues;
    const char *text;
    gsize n_text;
    HexaplaName *names;
    guint n_names;
    guint64 line; /* where the last issue was */
    guint64 column;
    gsize position;
} Fold;

#define MIN_SLOTS 64

static Choice *
find_slot(const Choices *self, guint64 key)
{
    gsize i = (key ^ key >> 32) & (self->n_slots - 1);

    while (self->slots[i].key != 0 && self->slots[i].key != key)
        i = (i + 1) & (self->n_slots - 1);
    return &self->slots[i];
}

/* Makes room for @n more, so that pointers stay valid while they are added. */
static void
reserve(Choices *self, gsize n)
{
    Choices old = *self;

    if ((old.n_used + n) * 2 <= old.n_slots)
        return;
    self->n_slots = MAX(old.n_slots, MIN_SLOTS);
    while (self->n_slots < (old.n_used + n) * 2)
        self->n_slots *= 2;
    self->slots = g_new0(Choice, self->n_slots);
    for (gsize i = 0; i < old.n_slots; i++) {
        if (old.slots[i].key != 0)
            *find_slot(self, old.slots[i].key) = old.slots[i];
    }
    g_free(old.slots);
}

/* A table that a long article left behind would take longer to clear than a short one to read. */
static void
forget(Choices *self)
{
    if (self->n_slots > MIN_SLOTS * 16) {
        g_clear_pointer(&self->slots, g_free);
        self->n_slots = 0;
    } else if (self->n_used > 0) {
        memset(self->slots, 0, self->n_slots * sizeof *self->slots);
    }
    self->n_used = 0;
}

/**
 * hexapla_spelling_new:
 * @apostrophes: what becomes of marks that are letters of names
 * @names: what becomes of hyphens and spaces
 * @lookup: (nullable): approved spellings; outlives the fold
 *
 * Returns: (transfer full): a fold that has seen nothing; free with hexapla_spelling_free()
 * Since: 0.1
 */
HexaplaSpelling *
hexapla_spelling_new(HexaplaApostrophePolicy apostrophes, HexaplaNamesPolicy names,
                     const HexaplaLookup *lookup)
{
    HexaplaSpelling *self = g_new0(HexaplaSpelling, 1);

    self->apostrophes = apostrophes;
    self->names = names;
    self->lookup = lookup;
    self->strings = g_string_chunk_new(1024);
    return self;
}

/**
 * hexapla_spelling_free:
 * @self: (transfer full) (nullable): a fold
 *
 * Since: 0.1
 */
void
hexapla_spelling_free(HexaplaSpelling *self)
{
    if (self == NULL)
        return;
    g_free(self->choices.slots);
    g_free(self->overflow.slots);
    g_string_chunk_free(self->strings);
    g_free(self->keys);
    g_free(self->choice_of);
    g_free(self->spelling_of);
    g_free(self);
}

/**
 * hexapla_spelling_begin_article:
 * @self: a fold
 *
 * Forgets the spellings of the article before.
 *
 * Since: 0.1
 */
void
hexapla_spelling_begin_article(HexaplaSpelling *self)
{
    forget(&self->choices);
    g_string_chunk_clear(self->strings);
}

static gboolean
is_name_role(guint8 role)
{
    return role == HEXAPLA_ROLE_NAME_LETTER || role == HEXAPLA_ROLE_NAME_ELISION;
}

/* Marks only: hyphens and spaces are part of the key when they are to stay. */
static guint64
key_of_marks(const char *text, gsize n)
{
    guint64 key = 0;
    const char *p = text;

    while (p < text + n) {
        gunichar c;

        p = hexapla_text_next(p, text + n, &c);
        if (!hexapla_text_is_apostrophe(c))
            key = (key ^ c) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) + (key >> 29);
    }
    return key;
}

static gboolean
is_broken(const char *text, gsize n)
{
    return memchr(text, '\n', n) != NULL;
}

/* A possessive or a letter inside a name, as in Traders' Association, keeps the whole name as it is.
 */
static void
drop_foreign_marks(Fold *fold)
{
    guint n, n_marks;
    const HexaplaMention *mention = hexapla_document_get_mentions(fold->document, &n);
    const HexaplaMention *last = n > 0 ? mention + n : mention;
    const HexaplaMark *marks = hexapla_document_get_marks(fold->document, &n_marks);

    for (guint i = 0; i < n_marks; i++) {
        if (is_name_role(marks[i].role))
            continue;
        while (mention < last && mention->end <= marks[i].offset)
            mention++;
        if (mention < last && mention->start <= marks[i].offset)
            fold->spelling->keys[mention->name] = 0;
    }
}

static void
read_keys(Fold *fold)
{
    for (guint i = 0; i < fold->n_names; i++) {
        const HexaplaName *name = &fold->names[i];

        fold->spelling->keys[i] = fold->spelling->names == HEXAPLA_NAMES_KEEP
                                      ? key_of_marks(name->text, name->length)
                                      : name->key;
    }
    drop_foreign_marks(fold);
}

/* A name whose line was broken is a spelling nobody chose. */
static gboolean
is_better(const HexaplaName *name, const HexaplaName *best)
{
    gboolean broken = is_broken(name->text, name->length);

    if (broken != is_broken(best->text, best->length))
        return !broken;
    return name->count > best->count;
}

/* Past the limit a name is still made one within its part. */
static Choice *
take_choice(HexaplaSpelling *self, guint64 key)
{
    Choices *choices = &self->choices;
    Choice *choice = find_slot(choices, key);

    if (choice->key == 0 && choices->n_used >= HEXAPLA_MAX_FOLD_NAMES) {
        choices = &self->overflow;
        choice = find_slot(choices, key);
    }
    if (choice->key == 0) {
        choice->key = key;
        choices->n_used++;
    }
    return choice;
}

/* How many names of the part no earlier part had, at most. */
static gsize
count_new(const Fold *fold)
{
    const HexaplaSpelling *self = fold->spelling;
    gsize n = 0;

    if ((self->choices.n_used + fold->n_names) * 2 <= self->choices.n_slots ||
        self->choices.n_used == 0)
        return fold->n_names;
    for (guint i = 0; i < fold->n_names; i++)
        n += self->keys[i] != 0 && find_slot(&self->choices, self->keys[i])->key == 0;
    return n;
}

static void
make_room(Fold *fold)
{
    HexaplaSpelling *self = fold->spelling;
    gsize n_new = count_new(fold);
    gsize room = HEXAPLA_MAX_FOLD_NAMES - self->choices.n_used;

    reserve(&self->choices, MIN(n_new, room));
    if (n_new > room)
        reserve(&self->overflow, n_new - room);
}

static void
find_best(Fold *fold)
{
    HexaplaSpelling *self = fold->spelling;

    make_room(fold);
    for (guint i = 0; i < fold->n_names; i++) {
        Choice *choice = self->keys[i] != 0 ? take_choice(self, self->keys[i]) : NULL;

        self->choice_of[i] = choice;
        if (choice != NULL && choice->text == NULL &&
            (choice->best == 0 || is_better(&fold->names[i], &fold->names[choice->best - 1])))
            choice->best = i + 1;
    }
}

static const char *
style_mark(HexaplaApostrophePolicy policy)
{
    switch (policy) {
    case HEXAPLA_APOSTROPHES_ASCII:
        return "'";
    case HEXAPLA_APOSTROPHES_TYPOGRAPHIC:
        return "\342\200\231";
    case HEXAPLA_APOSTROPHES_SCHOLARLY:
        return "\312\274";
    default:
        return NULL;
    }
}

/* The name in its own script, else that of its bearer. */
static const char *
find_original(const Fold *fold, const HexaplaName *name)
{
    const HexaplaLookup *lookup = fold->spelling->lookup;
    const HexaplaName *cluster = &fold->names[name->cluster];
    const char *original;

    if (lookup == NULL || fold->spelling->apostrophes != HEXAPLA_APOSTROPHES_SCHOLARLY)
        return NULL;
    original = hexapla_lookup_get_original(lookup, name->text, name->length);
    return original != NULL ? original
                            : hexapla_lookup_get_original(lookup, cluster->text, cluster->length);
}

#define MAX_MARKS 16

/* What becomes of the marks of one name. */
typedef struct {
    const char *mark; /* NULL: they stay */
    gboolean keeps_scholarly;
    gunichar told[MAX_MARKS]; /* by the original, 0 where it does not tell */
    guint n_told;
} MarkStyle;

static MarkStyle
make_mark_style(const Fold *fold, const HexaplaName *name, const char *text, gsize n)
{
    const char *original = find_original(fold, name);
    MarkStyle style = {.mark = style_mark(fold->spelling->apostrophes)};

    style.keeps_scholarly = fold->spelling->apostrophes == HEXAPLA_APOSTROPHES_SCHOLARLY;
    if (original != NULL)
        style.n_told = hexapla_gutturals_align(text, n, original, style.told, MAX_MARKS);
    return style;
}

static void
append_mark(GString *styled, const MarkStyle *style, guint number, gunichar c)
{
    gunichar told = number < style->n_told ? style->told[number] : 0;

    if (told == 0 && style->keeps_scholarly && (c == 0x02BE || c == 0x02BF))
        told = c;
    if (told != 0)
        g_string_append_unichar(styled, told);
    else
        g_string_append(styled, style->mark);
}

/* A spelling of a name in the style that the user wants, on one line. */
static char *
style(const Fold *fold, const HexaplaName *name, const char *text, gsize n)
{
    MarkStyle marks = make_mark_style(fold, name, text, n);
    GString *styled = g_string_sized_new(n + 4);
    const char *p = text;
    const char *end = text + n;
    guint n_marks = 0;

    while (p < end) {
        const char *start = p;
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (marks.mark != NULL && hexapla_text_is_apostrophe(c))
            append_mark(styled, &marks, n_marks++, c);
        else if (c == '\n')
            g_string_append_c(styled, ' ');
        else
            g_string_append_len(styled, start, p - start);
    }
    return g_string_free(styled, FALSE);
}

static void
settle(const Fold *fold, Choice *choice)
{
    const HexaplaName *name = &fold->names[choice->best - 1];
    GStringChunk *strings = fold->spelling->strings;
    g_autofree char *styled = NULL;

    if (style_mark(fold->spelling->apostrophes) == NULL && !is_broken(name->text, name->length)) {
        choice->n = name->length;
        choice->text = g_string_chunk_insert_len(strings, name->text, name->length);
        return;
    }
    styled = style(fold, name, name->text, name->length);
    choice->n = strlen(styled);
    choice->text = g_string_chunk_insert_len(strings, styled, choice->n);
}

/* Whether the policy lets a name become @spelling. */
static gboolean
may_become(const Fold *fold, const HexaplaName *name, const char *spelling)
{
    gsize n = strlen(spelling);

    switch (fold->spelling->names) {
    case HEXAPLA_NAMES_CANONICAL:
        return TRUE;
    case HEXAPLA_NAMES_KEEP:
        return key_of_marks(spelling, n) == key_of_marks(name->text, name->length);
    default:
        return hexapla_skeleton_spelling_key(spelling, n) == name->key;
    }
}

/* The spelling that a person approved, in the style that the user wants; NULL when there is none. */
static char *
find_approved(const Fold *fold, const HexaplaName *name)
{
    const HexaplaLookup *lookup = fold->spelling->lookup;
    g_autofree char *spelling =
        lookup != NULL ? hexapla_lookup_respell(lookup, name->text, name->length) : NULL;

    return spelling != NULL && may_become(fold, name, spelling)
               ? style(fold, name, spelling, strlen(spelling))
               : NULL;
}

/* Returns whether any name is to be spelt differently. */
static gboolean
choose(Fold *fold)
{
    HexaplaSpelling *self = fold->spelling;
    gboolean any = FALSE;

    for (guint i = 0; i < fold->n_names; i++) {
        const HexaplaName *name = &fold->names[i];
        Choice *choice = self->choice_of[i];
        g_autofree char *approved = choice != NULL ? find_approved(fold, name) : NULL;
        const char *spelling = approved;
        gsize n;

        self->spelling_of[i] = NULL;
        if (choice == NULL)
            continue;
        if (choice->text == NULL)
            settle(fold, choice);
        n = approved != NULL ? strlen(approved) : choice->n;
        if (spelling == NULL)
            spelling = choice->text;
        if (n == name->length && memcmp(spelling, name->text, n) == 0)
            continue;
        self->spelling_of[i] = hexapla_document_intern(fold->document, spelling, n);
        any = TRUE;
    }
    return any;
}

/* A spelling that ends or begins with a mark which the mention lacks: it may have become part of a possessive or of a
 * quotation, as in Abu Rabi’s. */
static gboolean
touches_mark(const Fold *fold, const HexaplaMention *mention, const char *spelling)
{
    const char *start = fold->text + mention->start;
    const char *end = fold->text + mention->end;
    const char *spelling_end = spelling + strlen(spelling);

    return (hexapla_text_is_apostrophe(hexapla_text_before(spelling, spelling_end)) &&
            !hexapla_text_is_apostrophe(hexapla_text_before(start, end)) &&
            hexapla_text_is_apostrophe(hexapla_text_at(end, fold->text + fold->n_text))) ||
           (hexapla_text_is_apostrophe(hexapla_text_at(spelling, spelling_end)) &&
            !hexapla_text_is_apostrophe(hexapla_text_at(start, end)) &&
            hexapla_text_is_apostrophe(hexapla_text_before(fold->text, start)));
}

static gboolean
differs_by_break_only(const char *text, gsize n, const char *spelling)
{
    if (strlen(spelling) != n)
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        if (text[i] != spelling[i] && !(text[i] == '\n' && spelling[i] == ' '))
            return FALSE;
    }
    return TRUE;
}

/* Two spellings of the author, rather than a change of style. */
static gboolean
is_inconsistent(const Fold *fold, const HexaplaName *name, const char *spelling)
{
    g_autofree char *styled = style(fold, name, name->text, name->length);

    return strcmp(styled, spelling) != 0;
}

static void
move_to(Fold *fold, gsize offset)
{
    const char *from = fold->text + fold->position;
    const char *to = fold->text + offset;
    const char *last_break = memrchr(from, '\n', to - from);

    if (last_break != NULL) {
        fold->line += hexapla_text_count_lines(from, last_break + 1 - from);
        fold->column = 1;
        from = last_break + 1;
    }
    fold->column += hexapla_text_count_chars(from, to - from);
    fold->position = offset;
}

static void
report(Fold *fold, const HexaplaMention *mention, const char *spelling)
{
    const HexaplaName *name = &fold->names[mention->name];
    Choice *choice = fold->spelling->choice_of[mention->name];

    if (fold->issues == NULL || choice->reported || !is_inconsistent(fold, name, spelling))
        return;
    choice->reported = TRUE;
    move_to(fold, mention->start);
    hexapla_issue_sink_add(fold->issues, HEXAPLA_ISSUE_NAME_TWO_SPELLINGS,
                           hexapla_document_get_origin(fold->document)->file, fold->line,
                           fold->column, "“%.*s” is also spelt “%s”", (int)name->length, name->text,
                           spelling);
}

static void
change_mentions(Fold *fold)
{
    guint n;
    const HexaplaMention *mentions = hexapla_document_get_mentions(fold->document, &n);

    for (guint i = 0; i < n; i++) {
        const HexaplaMention *mention = &mentions[i];
        const char *spelling = fold->spelling->spelling_of[mention->name];
        HexaplaName *name = &fold->names[mention->name];
        gboolean broken;

        if (spelling == NULL || touches_mark(fold, mention, spelling))
            continue;
        /* A broken line is a change of its own, and changes never overlap. */
        broken = is_broken(name->text, name->length);
        if (broken && !differs_by_break_only(name->text, name->length, spelling))
            continue;
        name->canonical = spelling;
        report(fold, mention, spelling);
        if (!broken)
            hexapla_document_add_change(fold->document, mention->start, mention->end, spelling,
                                        HEXAPLA_CHANGE_SPELLING);
    }
}

static void
reserve_names(HexaplaSpelling *self, gsize n)
{
    if (n <= self->size)
        return;
    self->size = MAX(n, self->size * 2);
    self->keys = g_renew(guint64, self->keys, self->size);
    self->choice_of = g_renew(Choice *, self->choice_of, self->size);
    self->spelling_of = g_renew(const char *, self->spelling_of, self->size);
}

/**
 * hexapla_spelling_fold:
 * @self: a fold
 * @document: the next part of the article, with its mentions and names
 * @issues: (nullable): takes %HEXAPLA_ISSUE_NAME_TWO_SPELLINGS, once a name
 *
 * Chooses one spelling for all that are one name: that of an earlier part, else the most frequent one, else the first.
 * Where a mention differs, a change is added and the name’s canonical spelling is set.
 *
 * Since: 0.1
 */
void
hexapla_spelling_fold(HexaplaSpelling *self, HexaplaDocument *document, HexaplaIssueSink *issues)
{
    Fold fold = {.spelling = self,
                 .document = document,
                 .issues = issues,
                 .line = hexapla_document_get_origin(document)->line,
                 .column = 1};

    if (self->apostrophes == HEXAPLA_APOSTROPHES_KEEP)
        return;
    fold.text = hexapla_document_get_text(document, &fold.n_text);
    fold.names = hexapla_document_get_names(document, &fold.n_names);
    reserve_names(self, fold.n_names);
    read_keys(&fold);
    find_best(&fold);
    if (choose(&fold))
        change_mentions(&fold);
    forget(&self->overflow);
}
