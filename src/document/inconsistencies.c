/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/inconsistencies.h"

#include <string.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"
#include "translit/skeleton.h"

struct _HexaplaInconsistencies {
    GHashTable *forms; /* a form by itself, hashed with its group */
};

/* A part at hand, whose places are told in the order of the text. */
typedef struct {
    HexaplaInconsistencies *all;
    HexaplaDocument *document;
    const char *text;
    const char *counted; /* up to here */
    guint64 line;
    guint64 column;
} Part;

static guint
hash_form(gconstpointer data)
{
    const HexaplaInconsistency *form = data;

    return g_str_hash(form->form) ^ (guint)(form->group >> 32) ^ (guint)form->group;
}

static gboolean
are_equal_forms(gconstpointer a, gconstpointer b)
{
    const HexaplaInconsistency *form_a = a, *form_b = b;

    return form_a->group == form_b->group && strcmp(form_a->form, form_b->form) == 0;
}

static void
free_form(gpointer data)
{
    HexaplaInconsistency *form = data;

    g_free((char *)form->form);
    g_free(form);
}

/**
 * hexapla_inconsistencies_new:
 *
 * Returns: (transfer full): a collection; free with hexapla_inconsistencies_free()
 * Since: 0.1
 */
HexaplaInconsistencies *
hexapla_inconsistencies_new(void)
{
    HexaplaInconsistencies *self = g_new0(HexaplaInconsistencies, 1);

    self->forms = g_hash_table_new_full(hash_form, are_equal_forms, free_form, NULL);
    return self;
}

/**
 * hexapla_inconsistencies_free:
 * @self: (transfer full) (nullable): a collection
 *
 * Since: 0.1
 */
void
hexapla_inconsistencies_free(HexaplaInconsistencies *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->forms);
    g_free(self);
}

static void
move_to(Part *part, const char *place)
{
    const char *last = memrchr(part->counted, '\n', place - part->counted);

    if (last != NULL) {
        part->line += hexapla_text_count_lines(part->counted, last + 1 - part->counted);
        part->column = 1;
        part->counted = last + 1;
    }
    part->column += hexapla_text_count_chars(part->counted, place - part->counted);
    part->counted = place;
}

static void
add_place(Part *part, HexaplaInconsistency *form, const char *place)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part->document);
    HexaplaInconsistencyPlace *told = &form->places[form->n_places];

    if (form->n_places == HEXAPLA_INCONSISTENCY_PLACES)
        return;
    form->n_places++;
    told->file = g_intern_string(origin->file != NULL ? origin->file : "-");
    told->line = origin->line;
    if (origin->is_record)
        return;
    move_to(part, place);
    told->line = part->line;
    told->column = part->column;
}

/* Past the limit new forms are not looked at any more. */
static void
add_form(Part *part, const char *kind, guint64 group, const char *text, gsize n, const char *place)
{
    GHashTable *forms = part->all->forms;
    g_autofree char *name = g_strndup(text, n);
    HexaplaInconsistency key = {.group = group, .form = name};
    HexaplaInconsistency *form = g_hash_table_lookup(forms, &key);

    if (form == NULL) {
        if (g_hash_table_size(forms) == HEXAPLA_MAX_LEDGER_NAMES)
            return;
        form = g_new0(HexaplaInconsistency, 1);
        form->kind = kind;
        form->group = group;
        form->form = g_steal_pointer(&name);
        g_hash_table_add(forms, form);
    }
    form->count++;
    add_place(part, form, place);
}

/* --- names --- */

static gboolean
is_separator(gunichar c)
{
    return hexapla_text_is_space(c) || hexapla_text_is_hyphen(c);
}

static const char *
find_separator(const char *p, const char *end)
{
    while (p < end && !is_separator(hexapla_text_at(p, end)))
        p = g_utf8_next_char(p);
    return p;
}

/* KATA’IB in a headline is no other spelling. */
static gboolean
is_shouted(const char *p, const char *end)
{
    gboolean any = FALSE;

    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (hexapla_text_is_lower(c))
            return FALSE;
        any |= hexapla_text_is_upper(c);
    }
    return any;
}

/* The article with what joins it: al-Haq, Al Asad. El Paso has another one. */
static gboolean
is_article(const char *word, const char *word_end, const char *end)
{
    gunichar joint = hexapla_text_at(word_end, end);

    if (word_end - word != 2 || joint == 0 || word[1] != 'l')
        return FALSE;
    return word[0] == 'a' || word[0] == 'A' ||
           (hexapla_text_is_hyphen(joint) && strchr("eEuU", word[0]) != NULL);
}

#define ARTICLES 1

static void
add_name_word(Part *part, guint64 cluster, const char *word, const char *word_end, const char *end)
{
    gsize n = word_end - word;

    if (is_article(word, word_end, end)) {
        gboolean is_joined = hexapla_text_is_hyphen(hexapla_text_at(word_end, end));
        const char form[] = {word[0], word[1], is_joined ? '-' : ' ', '\0'};

        add_form(part, "article", ARTICLES, form, sizeof form - 1, word);
    } else if (hexapla_text_count_chars(word, n) > 2 && !is_shouted(word, word_end)) {
        add_form(part, "name", cluster ^ hexapla_skeleton_name_key(word, n), word, n, word);
    }
}

static void
add_mention(Part *part, const HexaplaName *names, const HexaplaMention *mention)
{
    const HexaplaName *cluster = &names[names[mention->name].cluster];
    guint64 group = hexapla_text_hash(cluster->text, cluster->length, 0);
    const char *p = part->text + mention->start, *end = part->text + mention->end;

    while (p < end) {
        const char *word_end = find_separator(p, end);

        if (word_end > p)
            add_name_word(part, group, p, word_end, end);
        p = word_end < end ? g_utf8_next_char(word_end) : end;
    }
}

static void
add_names(Part *part)
{
    guint n, n_names;
    const HexaplaMention *mentions = hexapla_document_get_mentions(part->document, &n);
    const HexaplaName *names = hexapla_document_get_names(part->document, &n_names);

    for (guint i = 0; i < n; i++)
        add_mention(part, names, &mentions[i]);
}

/* --- words of two orthographies --- */

#define MIN_STEM 3

/* The group of a word that ends in one of two ways, or 0. The first ending stands for both. */
static guint64
find_group(char **endings, const char *word)
{
    gsize n = strlen(word);

    for (char **pair = endings; *pair != NULL; pair++) {
        const char *slash = strchr(*pair, '/');
        gsize n_first = slash != NULL ? (gsize)(slash - *pair) : 0;
        gsize n_ending = 0;

        if (slash == NULL)
            continue;
        if (n >= n_first + MIN_STEM && strncmp(word + n - n_first, *pair, n_first) == 0)
            n_ending = n_first;
        else if (n >= strlen(slash + 1) + MIN_STEM && g_str_has_suffix(word, slash + 1))
            n_ending = strlen(slash + 1);
        if (n_ending > 0)
            return hexapla_text_hash(word, n - n_ending, pair - endings + 2);
    }
    return 0;
}

static void
add_word(Part *part, char **endings, const char *word, gsize n)
{
    g_autofree char *small = g_ascii_strdown(word, n);
    guint64 group = find_group(endings, small);

    if (group != 0)
        add_form(part, "word", group, small, n, word);
}

static void
add_words(Part *part, const HexaplaSegment *segment, char **endings)
{
    const char *p = part->text + segment->start, *end = part->text + segment->end;

    while (p < end) {
        const char *word = p;

        while (p < end && g_ascii_isalpha(*p))
            p++;
        if (p - word > MIN_STEM)
            add_word(part, endings, word, p - word);
        p += p == word;
    }
}

static void
add_text(Part *part)
{
    const HexaplaLanguage *language =
        hexapla_language_get(hexapla_document_get_language(part->document));
    g_auto(GStrv) endings = hexapla_language_get_list(language, "Spelling", "Endings");
    guint n, n_blocks;
    const HexaplaSegment *segments = hexapla_document_get_segments(part->document, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part->document, &n_blocks);

    for (guint i = 0; *endings != NULL && i < n; i++) {
        if (blocks[segments[i].block].junk == HEXAPLA_JUNK_NONE)
            add_words(part, &segments[i], endings);
    }
}

static void
begin_counting(Part *part)
{
    part->counted = part->text;
    part->line = hexapla_document_get_origin(part->document)->line;
    part->column = 1;
}

/**
 * hexapla_inconsistencies_add:
 * @self: a collection
 * @part: a part whose names have been found; not needed afterwards
 *
 * Since: 0.1
 */
void
hexapla_inconsistencies_add(HexaplaInconsistencies *self, HexaplaDocument *part)
{
    Part at_hand = {.all = self, .document = part, .text = hexapla_document_get_text(part, NULL)};

    begin_counting(&at_hand);
    add_names(&at_hand);
    begin_counting(&at_hand);
    add_text(&at_hand);
}

/* --- the report --- */

static int
compare_forms(gconstpointer a, gconstpointer b)
{
    const HexaplaInconsistency *form_a = *(HexaplaInconsistency *const *)a;
    const HexaplaInconsistency *form_b = *(HexaplaInconsistency *const *)b;
    int order = strcmp(form_a->kind, form_b->kind);

    if (order == 0)
        order = (form_a->group > form_b->group) - (form_a->group < form_b->group);
    if (order == 0)
        order = (form_a->count < form_b->count) - (form_a->count > form_b->count);
    return order != 0 ? order : strcmp(form_a->form, form_b->form);
}

/**
 * hexapla_inconsistencies_settle:
 * @self: a collection
 *
 * Returns: (transfer container) (element-type HexaplaInconsistency): the forms of what has several,
 * those of one group together and the most frequent one first; until the collection changes
 * Since: 0.1
 */
GPtrArray *
hexapla_inconsistencies_settle(HexaplaInconsistencies *self)
{
    g_autoptr(GPtrArray) forms = g_ptr_array_new();
    GPtrArray *several = g_ptr_array_new();
    GHashTableIter iter;
    gpointer form;

    g_hash_table_iter_init(&iter, self->forms);
    while (g_hash_table_iter_next(&iter, &form, NULL))
        g_ptr_array_add(forms, form);
    g_ptr_array_sort(forms, compare_forms);
    for (guint i = 0; i < forms->len; i++) {
        const HexaplaInconsistency *at = forms->pdata[i];
        const HexaplaInconsistency *before = i > 0 ? forms->pdata[i - 1] : NULL;
        const HexaplaInconsistency *after = i + 1 < forms->len ? forms->pdata[i + 1] : NULL;

        if ((before != NULL && before->group == at->group) ||
            (after != NULL && after->group == at->group))
            g_ptr_array_add(several, forms->pdata[i]);
    }
    return several;
}
