/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/ledger.h"

#include <string.h>

#include "base/limits.h"
#include "translit/skeleton.h"
#include "translit/suggester.h"

#define NONE G_MAXUINT32

/* A spelling. Those of one bearer form a tree (union and find); a short form or an abbreviation is
 * in a tree of its own and points at the bearers that articles gave it. */
typedef struct {
    const char *spelling;
    const char *canonical;
    const char *cluster; /* NULL, or what a person approved */
    HexaplaLedgerForm *forms;
    guint64 key;
    guint64 count;
    guint64 line; /* where it was read first */
    guint64 lead; /* of @canonical over the others: the majority vote of Boyer and Moore */
    guint32 parent;
    guint32 bearers[2]; /* NONE, or the first two that differ */
    guint8 name_class;
    guint8 relation;
    guint8 is_approved;
    guint8 is_given; /* by hexapla_ledger_put() */
} Record;

/* What is known of a tree once all articles are in, by the index of its root. */
typedef struct {
    guint64 count;
    guint32 best;   /* its most frequent spelling */
    guint32 bearer; /* root of another tree, or NONE */
    guint8 relation;
    gboolean is_ambiguous;
} Tree;

struct _HexaplaLedger {
    GArray *records;
    GHashTable *by_spelling; /* index + 1 */
    GStringChunk *strings;
    GString *buffer;
    GArray *entries;
    GPtrArray *languages; /* of the forms; interned */
    const char *source;   /* language of the first article; interned, or NULL */
    const char *target;   /* language of the forms that articles bring; interned, or NULL */
    GPtrArray *systems;   /* HexaplaSystem, that romanise */
    gboolean suggests;
    guint64 n_left_out;
};

/**
 * hexapla_ledger_new:
 *
 * Returns: (transfer full): an empty ledger; free with hexapla_ledger_free()
 * Since: 0.1
 */
HexaplaLedger *
hexapla_ledger_new(void)
{
    HexaplaLedger *self = g_new0(HexaplaLedger, 1);

    self->records = g_array_new(FALSE, FALSE, sizeof(Record));
    self->by_spelling = g_hash_table_new(g_str_hash, g_str_equal);
    self->strings = g_string_chunk_new(4096);
    self->buffer = g_string_new(NULL);
    /* With room, so that there is a first one to count from even where there is none. */
    self->entries = g_array_sized_new(FALSE, FALSE, sizeof(HexaplaLedgerEntry), 1);
    self->languages = g_ptr_array_new();
    self->systems = g_ptr_array_new();
    return self;
}

static Record *
record_at(HexaplaLedger *self, guint32 index)
{
    return &g_array_index(self->records, Record, index);
}

static void
free_forms(HexaplaLedgerForm *form)
{
    while (form != NULL) {
        HexaplaLedgerForm *next = form->next;

        g_free(form);
        form = next;
    }
}

/**
 * hexapla_ledger_free:
 * @self: (transfer full) (nullable): a ledger
 *
 * Since: 0.1
 */
void
hexapla_ledger_free(HexaplaLedger *self)
{
    if (self == NULL)
        return;
    for (guint32 i = 0; i < self->records->len; i++)
        free_forms(record_at(self, i)->forms);
    g_array_unref(self->records);
    g_ptr_array_unref(self->languages);
    g_ptr_array_unref(self->systems);
    g_hash_table_unref(self->by_spelling);
    g_string_chunk_free(self->strings);
    g_string_free(self->buffer, TRUE);
    g_array_unref(self->entries);
    g_free(self);
}

/* A name that goes on in the next line is the same name. */
static const char *
join_lines(HexaplaLedger *self, const char *text, gsize n)
{
    g_string_truncate(self->buffer, 0);
    for (gsize i = 0; i < n; i++) {
        gboolean is_space = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r');
        gsize used = self->buffer->len;

        if (!is_space)
            g_string_append_c(self->buffer, text[i]);
        else if (used > 0 && self->buffer->str[used - 1] != ' ')
            g_string_append_c(self->buffer, ' ');
    }
    if (self->buffer->len > 0 && self->buffer->str[self->buffer->len - 1] == ' ')
        g_string_truncate(self->buffer, self->buffer->len - 1);
    return self->buffer->str;
}

static guint32
add_record(HexaplaLedger *self, const char *spelling)
{
    guint32 index = self->records->len;
    Record record = {.parent = index, .bearers = {NONE, NONE}};

    if (index >= HEXAPLA_MAX_LEDGER_NAMES)
        return NONE;
    record.spelling = g_string_chunk_insert(self->strings, spelling);
    record.canonical = record.spelling;
    g_hash_table_insert(self->by_spelling, (gpointer)record.spelling, GUINT_TO_POINTER(index + 1));
    g_array_append_val(self->records, record);
    return index;
}

static guint32
find_record(HexaplaLedger *self, const char *text, gsize n)
{
    const char *spelling = join_lines(self, text, n);
    guint32 index = GPOINTER_TO_UINT(g_hash_table_lookup(self->by_spelling, spelling));

    return index > 0 ? index - 1 : add_record(self, spelling);
}

static void
vote(HexaplaLedger *self, Record *record, const char *canonical, guint64 count)
{
    if (record->is_approved)
        return;
    if (strcmp(canonical, record->canonical) == 0) {
        record->lead += count;
    } else if (record->lead >= count) {
        record->lead -= count;
    } else {
        record->canonical = g_string_chunk_insert_const(self->strings, canonical);
        record->lead = count - record->lead;
    }
}

static guint32
find_root(HexaplaLedger *self, guint32 index)
{
    while (record_at(self, index)->parent != index) {
        Record *record = record_at(self, index);

        record->parent = record_at(self, record->parent)->parent;
        index = record->parent;
    }
    return index;
}

/* The older record becomes the root, so that the order of the articles decides and nothing else. */
static void
join(HexaplaLedger *self, guint32 a, guint32 b)
{
    guint32 root_a = find_root(self, a);
    guint32 root_b = find_root(self, b);

    record_at(self, MAX(root_a, root_b))->parent = MIN(root_a, root_b);
}

static void
add_bearer(HexaplaLedger *self, guint32 index, guint32 bearer, HexaplaRelation relation)
{
    Record *record = record_at(self, index);

    if (record->bearers[0] == NONE) {
        record->bearers[0] = bearer;
        record->relation = relation;
    } else if (record->bearers[0] != bearer && record->bearers[1] == NONE) {
        record->bearers[1] = bearer;
    }
}

static const char *
keep_line(HexaplaLedger *self, const char *text)
{
    return g_string_chunk_insert_const(self->strings, join_lines(self, text, strlen(text)));
}

static void
add_language(HexaplaLedger *self, const char *language)
{
    for (guint i = 0; i < self->languages->len; i++) {
        if (self->languages->pdata[i] == language)
            return;
    }
    g_ptr_array_add(self->languages, (gpointer)language);
}

/* The first form in a language stays. */
static void
add_form(HexaplaLedger *self, guint32 index, const char *language, const char *text)
{
    HexaplaLedgerForm **place = &record_at(self, index)->forms;

    while (*place != NULL) {
        if ((*place)->language == language)
            return;
        place = &(*place)->next;
    }
    *place = g_new0(HexaplaLedgerForm, 1);
    (*place)->language = language;
    (*place)->text = keep_line(self, text);
    add_language(self, language);
}

/* What a ledger said of a name when the article was read. */
static void
take_ledger(HexaplaLedger *self, guint32 index, const HexaplaName *name)
{
    Record *record = record_at(self, index);

    if (name->form != NULL && !name->is_suggested && self->target != NULL)
        add_form(self, index, self->target, name->form);
    if (!name->is_approved || record->is_approved)
        return;
    record->is_approved = TRUE;
    if (name->canonical != NULL)
        record->canonical = keep_line(self, name->canonical);
}

static void
add_name(HexaplaLedger *self, const HexaplaName *names, guint i)
{
    const HexaplaName *name = &names[i];
    const HexaplaName *cluster = &names[name->cluster];
    guint32 index = find_record(self, name->text, name->length);
    guint32 bearer = name->cluster == i ? index : find_record(self, cluster->text, cluster->length);
    Record *record;

    if (index == NONE || bearer == NONE) {
        self->n_left_out += name->count;
        return;
    }
    record = record_at(self, index);
    record->count += name->count;
    record->key = name->key;
    if (record->name_class == HEXAPLA_NAME_OTHER)
        record->name_class = name->name_class;
    take_ledger(self, index, name);
    vote(self, record, name->canonical != NULL ? name->canonical : record->spelling, name->count);
    if (bearer != index && name->relation == HEXAPLA_RELATION_SPELLING)
        join(self, index, bearer);
    else if (bearer != index)
        add_bearer(self, index, bearer, name->relation);
}

/**
 * hexapla_ledger_set_target:
 * @self: a ledger
 * @language: (nullable): the target language of the articles to come, to which the forms of their
 * names belong
 *
 * Since: 0.1
 */
void
hexapla_ledger_set_target(HexaplaLedger *self, const char *language)
{
    self->target = language != NULL ? g_intern_string(language) : NULL;
}

/**
 * hexapla_ledger_suggest:
 * @self: a ledger with its target language
 *
 * Wants entries to have a suggestion where nobody has approved or seen a form.
 *
 * Since: 0.1
 */
void
hexapla_ledger_suggest(HexaplaLedger *self)
{
    self->suggests = TRUE;
}

/**
 * hexapla_ledger_romanise:
 * @self: a ledger
 * @system: of hexapla_system_names()
 *
 * Wants entries to have a form as @system writes it, where the name or a form of it is in a
 * language that @system reads.
 *
 * Since: 0.1
 */
void
hexapla_ledger_romanise(HexaplaLedger *self, const char *system)
{
    g_ptr_array_add(self->systems, (gpointer)hexapla_system_get(system));
}

/**
 * hexapla_ledger_add:
 * @self: a ledger
 * @part: a part whose names have been found; not needed afterwards
 *
 * Since: 0.1
 */
void
hexapla_ledger_add(HexaplaLedger *self, HexaplaDocument *part)
{
    guint n;
    const HexaplaName *names = hexapla_document_get_names(part, &n);

    if (self->source == NULL)
        self->source = g_intern_string(hexapla_document_get_language(part));
    for (guint i = 0; i < n; i++)
        add_name(self, names, i);
}

static const char *
keep_canonical(HexaplaLedger *self, const Record *record, const HexaplaLedgerEntry *entry)
{
    const char *canonical = join_lines(self, entry->canonical, strlen(entry->canonical));

    return strcmp(canonical, record->spelling) == 0
               ? record->spelling
               : g_string_chunk_insert_const(self->strings, canonical);
}

static void
put_cluster(HexaplaLedger *self, guint32 index, const HexaplaLedgerEntry *entry)
{
    guint32 bearer = find_record(self, entry->cluster, strlen(entry->cluster));

    if (bearer == NONE || bearer == index)
        return;
    if (entry->relation == HEXAPLA_RELATION_SPELLING)
        join(self, index, bearer);
    else
        add_bearer(self, index, bearer, entry->relation);
}

static void
approve(HexaplaLedger *self, Record *record, const HexaplaLedgerEntry *entry)
{
    record->is_approved = TRUE;
    record->canonical = keep_canonical(self, record, entry);
    record->relation = entry->relation;
    if (entry->cluster != NULL)
        record->cluster = keep_line(self, entry->cluster);
}

/**
 * hexapla_ledger_put:
 * @self: a ledger
 * @entry: from another ledger; copied. Its spelling and its canonical spelling are not empty
 *
 * Adds up two ledgers: counts are added, and what was approved stays as it is.
 *
 * Returns: what became of it
 * Since: 0.1
 */
HexaplaLedgerAnswer
hexapla_ledger_put(HexaplaLedger *self, const HexaplaLedgerEntry *entry)
{
    guint32 index = find_record(self, entry->spelling, strlen(entry->spelling));
    Record *record = index != NONE ? record_at(self, index) : NULL;
    gboolean is_repeated = record != NULL && record->is_given;

    if (record == NULL)
        return HEXAPLA_LEDGER_FULL;
    if (record->is_approved && entry->is_approved &&
        strcmp(record->canonical, keep_canonical(self, record, entry)) != 0)
        return HEXAPLA_LEDGER_CONTRADICTED;
    record->is_given = TRUE;
    record->line = record->line > 0 ? record->line : entry->line;
    record->count += entry->count;
    record->key = hexapla_skeleton_spelling_key(record->spelling, strlen(record->spelling));
    if (record->name_class == HEXAPLA_NAME_OTHER || entry->is_approved)
        record->name_class = entry->name_class;
    if (entry->is_approved)
        approve(self, record, entry);
    else
        vote(self, record, keep_canonical(self, record, entry), MAX(entry->count, 1));
    for (const HexaplaLedgerForm *form = entry->forms; form != NULL; form = form->next)
        add_form(self, index, g_intern_string(form->language), form->text);
    if (entry->cluster != NULL)
        put_cluster(self, index, entry);
    return is_repeated ? HEXAPLA_LEDGER_REPEATED : HEXAPLA_LEDGER_TAKEN;
}

/* The record of an approved canonical spelling, when that is another one and known. */
static guint32
find_canonical(HexaplaLedger *self, guint32 index)
{
    const Record *record = record_at(self, index);
    guint32 next = record->is_approved
                       ? GPOINTER_TO_UINT(g_hash_table_lookup(self->by_spelling, record->canonical))
                       : 0;

    return next > 0 && next - 1 != index ? next - 1 : NONE;
}

/**
 * hexapla_ledger_find_circle:
 * @self: a ledger
 *
 * Approved spellings that stand for each other make no sense.
 *
 * Returns: (transfer none) (nullable): a spelling that is the canonical one of its canonical one, or
 *   of that one's, and so on; until the ledger changes
 * Since: 0.1
 */
const char *
hexapla_ledger_find_circle(HexaplaLedger *self)
{
    guint32 n = self->records->len;
    g_autofree guint32 *visits = g_new0(guint32, n); /* 1 + where the walk began */

    for (guint32 start = 0; start < n; start++) {
        guint32 i = start;

        while (i != NONE && visits[i] == 0) {
            visits[i] = start + 1;
            i = find_canonical(self, i);
        }
        if (i != NONE && visits[i] == start + 1)
            return record_at(self, i)->spelling;
    }
    return NULL;
}

/**
 * hexapla_ledger_get_languages:
 * @self: a ledger
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): those of which it has forms; until it changes
 * Since: 0.1
 */
const char *const *
hexapla_ledger_get_languages(HexaplaLedger *self, guint *n)
{
    *n = self->languages->len;
    return (const char *const *)self->languages->pdata;
}

/**
 * hexapla_ledger_get_n_left_out:
 * @self: a ledger
 *
 * Returns: how many mentions found no place because the ledger was full
 * Since: 0.1
 */
guint64
hexapla_ledger_get_n_left_out(HexaplaLedger *self)
{
    return self->n_left_out;
}

static int
compare_numbers(guint64 a, guint64 b)
{
    return (a > b) - (a < b);
}

static int
compare_by_key(gconstpointer a, gconstpointer b, gpointer user_data)
{
    const Record *record_a = record_at(user_data, *(const guint32 *)a);
    const Record *record_b = record_at(user_data, *(const guint32 *)b);
    int order = compare_numbers(record_a->key, record_b->key);

    return order != 0 ? order : strcmp(record_a->canonical, record_b->canonical);
}

static guint32 *
sort_by_key(HexaplaLedger *self)
{
    guint32 *order = g_new(guint32, self->records->len);

    for (guint32 i = 0; i < self->records->len; i++)
        order[i] = i;
    g_qsort_with_data(order, self->records->len, sizeof *order, compare_by_key, self);
    return order;
}

/* The records from @start to @end have one key, and those with one canonical spelling stand
 * together. What was approved goes first. */
static const char *
choose_canonical(HexaplaLedger *self, const guint32 *order, gsize start, gsize end)
{
    const char *best = NULL;
    guint64 most = 0, count = 0;

    for (gsize i = start; i < end; i++) {
        const Record *record = record_at(self, order[i]);

        if (record->is_approved)
            return record->canonical;
        if (i == start || strcmp(record->canonical, record_at(self, order[i - 1])->canonical) != 0)
            count = 0;
        count += record->count;
        if (best == NULL || count > most) {
            best = record->canonical;
            most = count;
        }
    }
    return best;
}

/* What differs only in marks, hyphens and spaces is one name in all articles, and has one canonical
 * spelling. */
static void
join_equal_keys(HexaplaLedger *self)
{
    g_autofree guint32 *order = sort_by_key(self);
    gsize n = self->records->len;
    gsize start = 0, end;

    for (; start < n; start = end) {
        guint64 key = record_at(self, order[start])->key;
        const char *canonical;

        end = start + 1;
        while (key != 0 && end < n && record_at(self, order[end])->key == key)
            end++;
        canonical = choose_canonical(self, order, start, end);
        for (gsize i = start; i < end; i++) {
            if (!record_at(self, order[i])->is_approved)
                record_at(self, order[i])->canonical = canonical;
            join(self, order[start], order[i]);
        }
    }
}

/* Two spellings are one name because a person said so. */
static void
join_approved(HexaplaLedger *self)
{
    for (guint32 i = 0; i < self->records->len; i++) {
        guint32 canonical = find_canonical(self, i);

        if (canonical != NONE)
            join(self, i, canonical);
    }
}

static gboolean
is_better(const Record *record, const Record *best)
{
    if (record->is_approved != best->is_approved)
        return record->is_approved;
    return record->count > best->count ||
           (record->count == best->count && strcmp(record->canonical, best->canonical) < 0);
}

static void
add_to_tree(HexaplaLedger *self, Tree *tree, guint32 root, guint32 index)
{
    const Record *record = record_at(self, index);

    if (is_better(record, record_at(self, tree->best)))
        tree->best = index;
    for (guint i = 0; i < G_N_ELEMENTS(record->bearers); i++) {
        guint32 bearer = record->bearers[i] != NONE ? find_root(self, record->bearers[i]) : root;

        if (bearer == root)
            continue;
        if (tree->bearer == NONE)
            tree->relation = record->relation;
        tree->is_ambiguous = tree->is_ambiguous || (tree->bearer != NONE && tree->bearer != bearer);
        tree->bearer = bearer;
    }
}

/* The tree of the bearer. A short form that articles gave to different bearers stands for itself:
 * merging two people is worse than missing a variant. Articles may contradict each other in a
 * circle, hence the limit. */
static guint32
find_bearer(const Tree *trees, guint32 root)
{
    for (guint hops = 0; hops < 8 && trees[root].bearer != NONE && !trees[root].is_ambiguous;
         hops++)
        root = trees[root].bearer;
    return root;
}

static Tree *
make_trees(HexaplaLedger *self)
{
    guint32 n = self->records->len;
    Tree *trees = g_new0(Tree, n);

    for (guint32 i = 0; i < n; i++) {
        trees[i].best = i;
        trees[i].bearer = NONE;
    }
    for (guint32 i = 0; i < n; i++) {
        guint32 root = find_root(self, i);

        add_to_tree(self, &trees[root], root, i);
    }
    for (guint32 i = 0; i < n; i++)
        trees[find_bearer(trees, find_root(self, i))].count += record_at(self, i)->count;
    return trees;
}

/* --- forms that are made here --- */

/* The form of a record that @system reads, else its spelling when the articles are in such a
 * language. */
static const char *
find_readable(HexaplaLedger *self, const Record *record, const HexaplaSystem *system,
              const char **language)
{
    for (const HexaplaLedgerForm *form = record->forms; form != NULL; form = form->next) {
        *language = form->language;
        if (hexapla_system_reads(system, form->language) &&
            strstr(form->language, HEXAPLA_ROMANISED_TAG) == NULL)
            return form->text;
    }
    *language = self->source;
    return hexapla_system_reads(system, self->source) ? record->canonical : NULL;
}

static void
romanise_record(HexaplaLedger *self, guint32 index, const HexaplaSystem *system)
{
    const char *language;
    const char *name = find_readable(self, record_at(self, index), system, &language);
    g_autofree char *latin = name != NULL ? hexapla_system_romanise_name(system, name) : NULL;

    if (latin != NULL)
        add_form(self, index, hexapla_system_get_tag(system, language), latin);
}

static void
romanise(HexaplaLedger *self)
{
    for (guint i = 0; i < self->systems->len; i++) {
        for (guint32 index = 0; index < self->records->len; index++)
            romanise_record(self, index, self->systems->pdata[i]);
    }
}

static gboolean
has_form(const HexaplaLedgerForm *form, const char *language)
{
    while (form != NULL && form->language != language)
        form = form->next;
    return form != NULL;
}

static gboolean
has_canonical_form(HexaplaLedger *self, const HexaplaLedgerEntry *entry)
{
    guint32 index = GPOINTER_TO_UINT(g_hash_table_lookup(self->by_spelling, entry->canonical));

    return has_form(entry->forms, self->target) ||
           (index > 0 && has_form(record_at(self, index - 1)->forms, self->target));
}

/* Whether a spelling of the bearer has a form; the entries up to @end are his. */
static gboolean
has_bearer_form(HexaplaLedger *self, const HexaplaLedgerEntry *entries,
                const HexaplaLedgerEntry *end)
{
    for (const HexaplaLedgerEntry *entry = entries; entry < end; entry++) {
        if (entry->relation == HEXAPLA_RELATION_SPELLING && has_canonical_form(self, entry))
            return TRUE;
    }
    return FALSE;
}

static void
suggest_form(HexaplaLedger *self, const HexaplaSuggester *suggester, HexaplaLedgerEntry *entry)
{
    g_autofree char *form = NULL;

    if (entry->name_class != HEXAPLA_NAME_PERSON ||
        entry->relation == HEXAPLA_RELATION_ABBREVIATION || has_canonical_form(self, entry))
        return;
    form = hexapla_suggester_write(suggester, entry->canonical);
    if (form != NULL)
        entry->suggestion = g_string_chunk_insert_const(self->strings, form);
}

/* What was approved or seen of a bearer goes for all spellings of his name. */
static void
suggest_forms(HexaplaLedger *self)
{
    g_autoptr(HexaplaSuggester) suggester = NULL;
    HexaplaLedgerEntry *entry = (HexaplaLedgerEntry *)self->entries->data;
    HexaplaLedgerEntry *last = entry + self->entries->len;

    if (!self->suggests || self->source == NULL || self->target == NULL)
        return;
    suggester = hexapla_suggester_new(self->source, self->target);
    while (entry < last) {
        const char *cluster = entry->cluster;
        HexaplaLedgerEntry *end = entry;
        gboolean is_told;

        while (end < last && strcmp(end->cluster, cluster) == 0)
            end++;
        is_told = has_bearer_form(self, entry, end);
        for (; entry < end; entry++) {
            if (!is_told || entry->relation != HEXAPLA_RELATION_SPELLING)
                suggest_form(self, suggester, entry);
        }
    }
}

/* --- entries --- */

typedef struct {
    HexaplaLedgerEntry entry;
    guint64 cluster_count;
} Row;

static Row
make_row(HexaplaLedger *self, const Tree *trees, guint32 index)
{
    const Record *record = record_at(self, index);
    guint32 root = find_root(self, index);
    guint32 bearer = find_bearer(trees, root);
    Row row = {.cluster_count = trees[bearer].count};

    row.entry.spelling = record->spelling;
    row.entry.canonical = record->canonical;
    row.entry.cluster = record_at(self, trees[bearer].best)->canonical;
    row.entry.count = record->count;
    row.entry.line = record->line;
    row.entry.name_class = record->name_class;
    row.entry.relation = bearer != root ? trees[root].relation : HEXAPLA_RELATION_SPELLING;
    row.entry.is_approved = record->is_approved;
    row.entry.forms = record->forms;
    if (record->cluster != NULL) {
        row.entry.cluster = record->cluster;
        row.entry.relation = record->relation;
    }
    return row;
}

static int
compare_rows(gconstpointer a, gconstpointer b)
{
    const Row *row_a = a, *row_b = b;
    int order = compare_numbers(row_b->cluster_count, row_a->cluster_count);

    if (order == 0)
        order = strcmp(row_a->entry.cluster, row_b->entry.cluster);
    if (order == 0)
        order = (int)row_a->entry.relation - (int)row_b->entry.relation;
    if (order == 0)
        order = compare_numbers(row_b->entry.count, row_a->entry.count);
    return order != 0 ? order : strcmp(row_a->entry.spelling, row_b->entry.spelling);
}

/**
 * hexapla_ledger_get_entries:
 * @self: a ledger
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the spellings, those of one bearer together, the most
 * frequent bearer first; until the ledger changes
 * Since: 0.1
 */
const HexaplaLedgerEntry *
hexapla_ledger_get_entries(HexaplaLedger *self, gsize *n)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autofree Tree *trees = NULL;

    join_equal_keys(self);
    join_approved(self);
    romanise(self);
    trees = make_trees(self);
    for (guint32 i = 0; i < self->records->len; i++) {
        Row row = make_row(self, trees, i);

        if (row.entry.count > 0 || record_at(self, i)->is_given)
            g_array_append_val(rows, row);
    }
    g_array_sort(rows, compare_rows);
    g_array_set_size(self->entries, 0);
    for (guint i = 0; i < rows->len; i++)
        g_array_append_val(self->entries, g_array_index(rows, Row, i).entry);
    suggest_forms(self);
    *n = self->entries->len;
    return (const HexaplaLedgerEntry *)self->entries->data;
}

static const char *
given_cluster(HexaplaLedger *self, const char *spelling)
{
    gpointer index = g_hash_table_lookup(self->by_spelling, spelling);

    return record_at(self, GPOINTER_TO_UINT(index) - 1)->cluster;
}

/**
 * hexapla_ledger_put_all:
 * @self: a ledger
 * @other: another one; not needed afterwards
 *
 * Adds up two ledgers, as hexapla_ledger_put() does.
 *
 * Since: 0.1
 */
void
hexapla_ledger_put_all(HexaplaLedger *self, HexaplaLedger *other)
{
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(other, &n);

    for (gsize i = 0; i < n; i++) {
        HexaplaLedgerEntry entry = entries[i];

        /* Of a cluster that no person told, more articles may tell better. */
        if (entry.is_approved)
            entry.cluster = given_cluster(other, entry.spelling);
        if (hexapla_ledger_put(self, &entry) == HEXAPLA_LEDGER_FULL)
            self->n_left_out += entry.count;
    }
}
