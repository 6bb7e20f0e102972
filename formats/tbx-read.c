/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* TBX as others write it, too: of ISO 30042:2019 in both styles, and the names that elements had
 * before. Terms of the source language are names, those of other languages their forms. */

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/xml.h"
#include "formats/reading.h"
#include "formats/tbx-private.h"

/* What a text inside a term says. */
typedef enum {
    NOTHING,
    TERM,
    STATUS,
    TYPE,
    SUBSET,
    SUBJECT,
    NOTE,
} Content;

typedef struct {
    char *text;
    const char *language; /* interned */
    guint64 line;
    guint64 column;
    guint64 count;
    gboolean is_found;     /* or suggested by a program; nobody approved it */
    gboolean is_preferred; /* by its status */
    gboolean is_replaced;  /* likewise */
    gboolean is_variant;   /* of the term in front of it */
    HexaplaRelation relation;
} Term;

typedef struct {
    const HexaplaReadOptions *options;
    HexaplaLedger *ledger;
    const char *source; /* language of the names; interned, NULL while nobody has told */
    gboolean has_root;
    guint64 line;
    guint64 column;
    Content content;
    GString *text;

    /* of the concept at hand */
    gboolean is_empty;
    HexaplaNameClass name_class;
    GPtrArray *terms;
    const char *language; /* of the section at hand */
    Term *term;           /* at hand, or NULL */
} Reader;

static void
free_term(gpointer data)
{
    Term *term = data;

    g_free(term->text);
    g_free(term);
}

static gboolean refuse(const Reader *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean
refuse(const Reader *self, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    hexapla_error_set_at_valist(error, self->options->file, self->line, self->column, format,
                                arguments);
    va_end(arguments);
    return FALSE;
}

/* NULL when the element does not tell, or tells nonsense. */
static const char *
find_language(const HexaplaXmlElement *element)
{
    g_autofree char *value = hexapla_xml_element_dup_attribute(element, "xml", "lang");

    return value != NULL && *value != '\0' ? hexapla_format_find_form_language(value) : NULL;
}

/* --- elements --- */

static gboolean
begin_root(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    const char *name = hexapla_xml_element_get_name(element);

    self->has_root = TRUE;
    if (strcmp(name, "tbx") != 0 && strcmp(name, "martif") != 0)
        return refuse(self, error, "this is not TBX: its root element is “%s”", name);
    if (self->source == NULL)
        self->source = find_language(element);
    return TRUE;
}

static gboolean
begin_concept(Reader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    self->is_empty = g_strcmp0(id, HEXAPLA_TBX_EMPTY) == 0;
    self->name_class = HEXAPLA_NAME_OTHER;
    g_ptr_array_set_size(self->terms, 0);
    return TRUE;
}

static gboolean
begin_language(Reader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    self->language = find_language(element);
    if (self->source == NULL)
        self->source = self->language;
    return TRUE;
}

static gboolean
begin_term(Reader *self, G_GNUC_UNUSED const HexaplaXmlElement *element, GError **error)
{
    Term *term;

    if (self->terms->len == HEXAPLA_MAX_CONCEPT_TERMS)
        return refuse(self, error, "a concept has more than %u terms", HEXAPLA_MAX_CONCEPT_TERMS);
    term = g_new0(Term, 1);
    term->language = self->language;
    term->line = self->line;
    term->column = self->column;
    g_ptr_array_add(self->terms, term);
    self->term = term;
    return TRUE;
}

static const struct {
    const char *name;
    gboolean (*begin)(Reader *self, const HexaplaXmlElement *element, GError **error);
} elements[] = {
    {"conceptEntry", begin_concept},
    {"termEntry", begin_concept},
    {"langSec", begin_language},
    {"langSet", begin_language},
    {"termSec", begin_term},
    {"tig", begin_term},
    {"ntig", begin_term},
};

/* Data categories, by the type of an element or by the name of their own. */
static const struct {
    const char *name;
    Content content;
} contents[] = {
    {"term", TERM},
    {"administrativeStatus", STATUS},
    {"termType", TYPE},
    {"projectSubset", SUBSET},
    {"subjectField", SUBJECT},
    {"note", NOTE},
};

static Content
find_content(const HexaplaXmlElement *element)
{
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");
    const char *name = type != NULL ? type : hexapla_xml_element_get_name(element);

    for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
        if (strcmp(contents[i].name, name) == 0)
            return contents[i].content;
    }
    return NOTHING;
}

static gboolean
on_start(const HexaplaXmlElement *element, gpointer user_data, GError **error)
{
    Reader *self = user_data;
    Content content;

    self->line = hexapla_xml_element_get_line(element);
    self->column = hexapla_xml_element_get_column(element);
    if (!self->has_root)
        return begin_root(self, element, error);
    for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (strcmp(elements[i].name, hexapla_xml_element_get_name(element)) == 0)
            return elements[i].begin(self, element, error);
    }
    content = find_content(element);
    /* Markup inside a term is no end of it. */
    if (content == NOTHING)
        return TRUE;
    self->content = content;
    g_string_truncate(self->text, 0);
    return TRUE;
}

static gboolean
on_text(const char *text, gsize n, gpointer user_data, GError **error)
{
    Reader *self = user_data;

    if (self->content == NOTHING)
        return TRUE;
    if (self->content == TERM && self->text->len + n > HEXAPLA_MAX_LEDGER_CELL_BYTES)
        return refuse(self, error, "a term is longer than %u bytes", HEXAPLA_MAX_LEDGER_CELL_BYTES);
    if (self->text->len + n <= HEXAPLA_MAX_LEDGER_CELL_BYTES)
        g_string_append_len(self->text, text, n);
    return TRUE;
}

/* --- what they said --- */

static void
take_class(Reader *self, const char *text)
{
    for (guint i = 0; i < HEXAPLA_N_NAME_CLASSES; i++) {
        if (strcmp(hexapla_name_class_get_tag(i), text) == 0)
            self->name_class = i;
    }
}

static void
take_type(Term *term, const char *text)
{
    term->is_variant = strcmp(text, "variant") == 0;
    if (strcmp(text, "shortForm") == 0)
        term->relation = HEXAPLA_RELATION_SHORT_FORM;
    else if (strcmp(text, "abbreviation") == 0 || strcmp(text, "acronym") == 0)
        term->relation = HEXAPLA_RELATION_ABBREVIATION;
}

static void
take_status(Term *term, const char *text)
{
    term->is_preferred = g_str_has_prefix(text, "preferred");
    term->is_replaced =
        g_str_has_prefix(text, "superseded") || g_str_has_prefix(text, "deprecated");
}

static void
take_note(Term *term, const char *text)
{
    if (g_str_has_prefix(text, HEXAPLA_TBX_COUNT))
        g_ascii_string_to_unsigned(text + strlen(HEXAPLA_TBX_COUNT), 10, 0, G_MAXINT64,
                                   &term->count, NULL);
}

static void
take_content(Reader *self)
{
    const char *text = g_strstrip(self->text->str);
    Term *term = self->term;

    if (self->content == SUBJECT)
        take_class(self, text);
    if (term == NULL)
        return;
    if (self->content == TERM && term->text == NULL)
        term->text = g_strdup(text);
    else if (self->content == TYPE)
        take_type(term, text);
    else if (self->content == STATUS)
        take_status(term, text);
    else if (self->content == SUBSET)
        term->is_found =
            strcmp(text, HEXAPLA_TBX_FOUND) == 0 || strcmp(text, HEXAPLA_TBX_SUGGESTED) == 0;
    else if (self->content == NOTE)
        take_note(term, text);
}

static gboolean
is_same_language(const char *a, const char *b)
{
    gsize n = a != NULL ? strcspn(a, "-") : 0;

    return a == b || (a != NULL && b != NULL && strcspn(b, "-") == n && strncmp(a, b, n) == 0);
}

static gboolean
is_name(const Reader *self, const Term *term)
{
    return term->text != NULL && *term->text != '\0' &&
           is_same_language(term->language, self->source);
}

/* The forms of a concept, the first one of each language. */
static GArray *
collect_forms(const Reader *self)
{
    GArray *forms = g_array_new(FALSE, FALSE, sizeof(HexaplaLedgerForm));

    for (guint i = 0; i < self->terms->len && forms->len < HEXAPLA_MAX_LEDGER_COLUMNS; i++) {
        const Term *term = self->terms->pdata[i];
        HexaplaLedgerForm form = {.language = term->language, .text = term->text};

        if (term->text != NULL && *term->text != '\0' && term->language != NULL &&
            !term->is_found && !is_same_language(term->language, self->source))
            g_array_append_val(forms, form);
    }
    for (guint i = 1; i < forms->len; i++)
        g_array_index(forms, HexaplaLedgerForm, i - 1).next =
            &g_array_index(forms, HexaplaLedgerForm, i);
    return forms;
}

static const Term *
find_preferred(const Reader *self)
{
    for (guint i = 0; i < self->terms->len; i++) {
        const Term *term = self->terms->pdata[i];

        if (term->is_preferred && is_name(self, term))
            return term;
    }
    return NULL;
}

static gboolean
put_term(Reader *self, const Term *term, HexaplaLedgerEntry *entry, GError **error)
{
    HexaplaLedgerAnswer answer;

    entry->spelling = term->text;
    entry->count = term->count;
    entry->line = term->line;
    entry->is_approved = !term->is_found;
    answer = hexapla_ledger_put(self->ledger, entry);
    if (answer == HEXAPLA_LEDGER_FULL)
        return refuse(self, error, "there are more than %u names", HEXAPLA_MAX_LEDGER_NAMES);
    if (answer != HEXAPLA_LEDGER_TAKEN)
        hexapla_issue_sink_add(self->options->issues, HEXAPLA_ISSUE_REPEATED_NAME,
                               self->options->file, term->line, term->column,
                               "“%s” stands here twice", term->text);
    return hexapla_issue_sink_check(self->options->issues, error);
}

static gboolean
put_names(Reader *self, const GArray *forms, GError **error)
{
    const Term *preferred = find_preferred(self);
    const Term *head = NULL;
    HexaplaLedgerEntry entry = {.name_class = self->name_class};

    if (forms->len > 0)
        entry.forms = (const HexaplaLedgerForm *)forms->data;
    for (guint i = 0; i < self->terms->len; i++) {
        const Term *term = self->terms->pdata[i];

        if (!is_name(self, term))
            continue;
        if (head == NULL || !term->is_variant)
            head = term->is_replaced && preferred != NULL ? preferred : term;
        if (entry.cluster == NULL)
            entry.cluster = head->text;
        entry.canonical = head->text;
        entry.relation = head->relation;
        if (!put_term(self, term, &entry, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
check_terms(Reader *self, GError **error)
{
    for (guint i = 0; i < self->terms->len; i++) {
        const Term *term = self->terms->pdata[i];

        if (self->is_empty || (term->text != NULL && *term->text != '\0'))
            continue;
        hexapla_issue_sink_add(self->options->issues, HEXAPLA_ISSUE_EMPTY_NAME, self->options->file,
                               term->line, term->column, "a term is empty");
    }
    return hexapla_issue_sink_check(self->options->issues, error);
}

static gboolean
end_concept(Reader *self, GError **error)
{
    g_autoptr(GArray) forms = collect_forms(self);

    return check_terms(self, error) && put_names(self, forms, error);
}

static gboolean
on_end(const char *name, gpointer user_data, GError **error)
{
    Reader *self = user_data;

    if (strcmp(name, "conceptEntry") == 0 || strcmp(name, "termEntry") == 0)
        return end_concept(self, error);
    if (strcmp(name, "termSec") == 0 || strcmp(name, "tig") == 0 || strcmp(name, "ntig") == 0) {
        self->term = NULL;
    } else if (self->content != TERM || strcmp(name, "term") == 0) {
        if (self->content != NOTHING)
            take_content(self);
        self->content = NOTHING;
    }
    return TRUE;
}

gboolean
hexapla_tbx_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaLedger *ledger,
                 GCancellable *cancellable, GError **error)
{
    static const HexaplaXmlHandler handler = {on_start, on_end, on_text};
    Reader reader = {.options = options, .ledger = ledger};
    gboolean is_good;

    if (options->language != NULL)
        reader.source = g_intern_string(options->language);
    reader.text = g_string_new(NULL);
    reader.terms = g_ptr_array_new_with_free_func(free_term);
    is_good = hexapla_xml_parse(in, options->file, &handler, &reader, cancellable, error);
    g_string_free(reader.text, TRUE);
    g_ptr_array_unref(reader.terms);
    return is_good;
}
