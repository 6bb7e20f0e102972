/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/spelling.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

/* The spelling that the names of one key take in this article. */
typedef struct {
    char *text;
    gboolean reported;
} Choice;

struct _HexaplaSpelling {
    HexaplaApostrophePolicy apostrophes;
    HexaplaNamesPolicy names;
    GHashTable *choices; /* key to Choice */
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
    const HexaplaMark *marks;
    guint n_marks;
    guint64 *keys;            /* by name; 0 for what is left alone */
    const char **spelling_of; /* by name: what it becomes, NULL when it stays */
    GHashTable
        *best; /* key to 1 + the index of its most frequent name, for keys without a choice */
    GHashTable *overflow; /* choices past the limit, for this part alone */
    guint64 line;         /* where the last issue was */
    guint64 column;
    gsize position;
} Fold;

static void
free_choice(gpointer data)
{
    Choice *choice = data;

    g_free(choice->text);
    g_free(choice);
}

/**
 * hexapla_spelling_new:
 * @apostrophes: what becomes of marks that are letters of names
 * @names: what becomes of hyphens and spaces
 *
 * Returns: (transfer full): a fold that has seen nothing; free with hexapla_spelling_free()
 * Since: 0.1
 */
HexaplaSpelling *
hexapla_spelling_new(HexaplaApostrophePolicy apostrophes, HexaplaNamesPolicy names)
{
    HexaplaSpelling *self = g_new0(HexaplaSpelling, 1);

    self->apostrophes = apostrophes;
    self->names = names;
    self->choices = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_choice);
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
    g_hash_table_unref(self->choices);
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
    g_hash_table_remove_all(self->choices);
}

static Choice *
find_choice(const Fold *fold, const guint64 *key)
{
    Choice *choice = g_hash_table_lookup(fold->spelling->choices, key);

    return choice != NULL ? choice : g_hash_table_lookup(fold->overflow, key);
}

static gboolean
is_name_role(guint8 role)
{
    return role == HEXAPLA_ROLE_NAME_LETTER || role == HEXAPLA_ROLE_NAME_ELISION;
}

/* The first mark at or after @offset. */
static guint
first_mark(const Fold *fold, guint32 offset)
{
    guint low = 0;
    guint high = fold->n_marks;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (fold->marks[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A possessive or a letter inside a name, as in Traders' Association, keeps the whole name as it is. */
static gboolean
has_foreign_mark(const Fold *fold, const HexaplaMention *mention)
{
    for (guint i = first_mark(fold, mention->start);
         i < fold->n_marks && fold->marks[i].offset < mention->end; i++) {
        if (!is_name_role(fold->marks[i].role))
            return TRUE;
    }
    return FALSE;
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

static void
read_keys(Fold *fold)
{
    guint n;
    const HexaplaMention *mentions = hexapla_document_get_mentions(fold->document, &n);

    for (guint i = 0; i < fold->n_names; i++) {
        const HexaplaName *name = &fold->names[i];

        fold->keys[i] = fold->spelling->names == HEXAPLA_NAMES_KEEP
                            ? key_of_marks(name->text, name->length)
                            : name->key;
    }
    for (guint i = 0; i < n; i++) {
        if (has_foreign_mark(fold, &mentions[i]))
            fold->keys[mentions[i].name] = 0;
    }
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

static void
find_best(Fold *fold)
{
    for (guint i = 0; i < fold->n_names; i++) {
        gpointer known;

        if (fold->keys[i] == 0 || find_choice(fold, &fold->keys[i]) != NULL)
            continue;
        known = g_hash_table_lookup(fold->best, &fold->keys[i]);
        if (known == NULL || is_better(&fold->names[i], &fold->names[GPOINTER_TO_UINT(known) - 1]))
            g_hash_table_insert(fold->best, &fold->keys[i], GUINT_TO_POINTER(i + 1));
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

/* The chosen spelling in the style that the user wants, on one line. */
static char *
style(const Fold *fold, const HexaplaName *name)
{
    const char *mark = style_mark(fold->spelling->apostrophes);
    GString *styled = g_string_sized_new(name->length + 4);
    const char *p = name->text;
    const char *end = name->text + name->length;

    while (p < end) {
        const char *start = p;
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (mark != NULL && hexapla_text_is_apostrophe(c))
            g_string_append(styled, mark);
        else if (c == '\n')
            g_string_append_c(styled, ' ');
        else
            g_string_append_len(styled, start, p - start);
    }
    return g_string_free(styled, FALSE);
}

/* Past the limit a name is still made one within its part. */
static Choice *
add_choice(Fold *fold, const guint64 *key)
{
    guint best = GPOINTER_TO_UINT(g_hash_table_lookup(fold->best, key)) - 1;
    gboolean full = g_hash_table_size(fold->spelling->choices) >= HEXAPLA_MAX_FOLD_NAMES;
    Choice *choice = g_new0(Choice, 1);

    choice->text = style(fold, &fold->names[best]);
    g_hash_table_insert(full ? fold->overflow : fold->spelling->choices,
                        g_memdup2(key, sizeof *key), choice);
    return choice;
}

static void
choose(Fold *fold)
{
    for (guint i = 0; i < fold->n_names; i++) {
        const HexaplaName *name = &fold->names[i];
        const Choice *choice;
        gsize n;

        if (fold->keys[i] == 0)
            continue;
        choice = find_choice(fold, &fold->keys[i]);
        if (choice == NULL)
            choice = add_choice(fold, &fold->keys[i]);
        n = strlen(choice->text);
        if (n != name->length || memcmp(choice->text, name->text, n) != 0)
            fold->spelling_of[i] = hexapla_document_intern(fold->document, choice->text, n);
    }
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
    g_autofree char *styled = style(fold, name);

    return strcmp(styled, spelling) != 0;
}

static void
move_to(Fold *fold, gsize offset)
{
    for (; fold->position < offset; fold->position++) {
        guchar c = fold->text[fold->position];

        fold->column += (c & 0xC0) != 0x80;
        if (c == '\n') {
            fold->line++;
            fold->column = 1;
        }
    }
}

static void
report(Fold *fold, const HexaplaMention *mention, const char *spelling)
{
    const HexaplaName *name = &fold->names[mention->name];
    Choice *choice = find_choice(fold, &fold->keys[mention->name]);

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
        const char *spelling = fold->spelling_of[mention->name];
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
    Fold fold = {.spelling = self, .document = document, .issues = issues, .column = 1};

    if (self->apostrophes == HEXAPLA_APOSTROPHES_KEEP)
        return;
    fold.text = hexapla_document_get_text(document, &fold.n_text);
    fold.names = hexapla_document_get_names(document, &fold.n_names);
    fold.marks = hexapla_document_get_marks(document, &fold.n_marks);
    fold.line = hexapla_document_get_origin(document)->line;
    fold.keys = g_new0(guint64, fold.n_names + 1);
    fold.spelling_of = g_new0(const char *, fold.n_names + 1);
    fold.best = g_hash_table_new(g_int64_hash, g_int64_equal);
    fold.overflow = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_choice);
    read_keys(&fold);
    find_best(&fold);
    choose(&fold);
    change_mentions(&fold);
    g_hash_table_unref(fold.overflow);
    g_hash_table_unref(fold.best);
    g_free(fold.spelling_of);
    g_free(fold.keys);
}
