/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What XLIFF 2 wants beyond elements and attributes: ids, references and languages. Clauses are
 * those of XLIFF 2.1. */

#include <string.h>

#include "formats/xliff2-grammar.h"
#include "formats/xliff2-modules.h"
#include "formats/xliff2-rules.h"
#include "formats/xliff2-unit.h"
#include "formats/xliff2-values.h"

/* What xml:space and xml:lang say where an element stands. */
typedef struct {
    gboolean preserves;
    char *language;
} Inherited;

typedef struct {
    HexaplaRules *rules;
    char *source_language;
    char *target_language;
    gboolean is_target_missing; /* said once that trgLang is */
    GArray *inherited;
    GHashTable *files;
    GHashTable *units;  /* of the file */
    GHashTable *groups; /* of the file */
    GHashTable *notes;  /* of the holder at hand */
    gboolean source_preserves;
    HexaplaXliff2Unit unit;
    HexaplaXliff2Modules modules;
} Checker;

static void
clear_inherited(gpointer data)
{
    g_free(((Inherited *)data)->language);
}

static void
inherit(Checker *self, const HexaplaXmlElement *element)
{
    gsize n;
    const char *space = hexapla_xml_element_get_attribute(element, "xml", "space", &n);
    gsize n_language;
    const char *language = hexapla_xml_element_get_attribute(element, "xml", "lang", &n_language);
    Inherited here = {0};

    if (self->inherited->len > 0) {
        const Inherited *above =
            &g_array_index(self->inherited, Inherited, self->inherited->len - 1);

        here.preserves = above->preserves;
        here.language = g_strdup(above->language);
    }
    if (space != NULL)
        here.preserves = n == strlen("preserve") && memcmp(space, "preserve", n) == 0;
    if (language != NULL) {
        g_free(here.language);
        here.language = g_strndup(language, n_language);
    }
    g_array_append_val(self->inherited, here);
}

static const Inherited *
inherited(Checker *self)
{
    return &g_array_index(self->inherited, Inherited, self->inherited->len - 1);
}

static void
on_xliff(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *version = hexapla_xml_element_dup_attribute(element, NULL, "version");
    const char *uri = hexapla_xml_element_get_namespace(element);
    gboolean is_2_2 = g_strcmp0(uri, "urn:oasis:names:tc:xliff:document:2.2") == 0;

    g_free(self->source_language); /* one <xliff> may stand in another, which is a finding */
    self->source_language = hexapla_xml_element_dup_attribute(element, NULL, "srcLang");
    g_free(self->target_language);
    self->target_language = hexapla_xml_element_dup_attribute(element, NULL, "trgLang");
    if (version != NULL && (is_2_2 ? strcmp(version, "2.2") != 0
                                   : strcmp(version, "2.0") != 0 && strcmp(version, "2.1") != 0))
        hexapla_xliff2_wrong_value(self->rules, "§4.2.2.1",
                                   "version does not belong to the namespace");
}

static void
on_holder(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    if (strcmp(name, "group") == 0) {
        hexapla_xliff2_add_id(self->rules, self->groups, element, "§4.2.2.4", "group");
        hexapla_xliff2_check_own_type(self->rules, element, "§4.2.2.4");
    } else if (strcmp(name, "unit") == 0) {
        hexapla_xliff2_add_id(self->rules, self->units, element, "§4.2.2.5", "unit");
        hexapla_xliff2_check_own_type(self->rules, element, "§4.2.2.5");
    } else {
        g_hash_table_remove_all(self->units);
        g_hash_table_remove_all(self->groups);
        hexapla_xliff2_add_id(self->rules, self->files, element, "§4.2.2.2", "file");
    }
    hexapla_xliff2_modules_begin_holder(&self->modules);
}

static void
check_language(Checker *self, const char *expected, const char *clause)
{
    const char *language = inherited(self)->language;

    if (language != NULL && expected != NULL && g_ascii_strcasecmp(language, expected) != 0)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_LANGUAGE,
                             "%s: xml:lang is “%s” here, and not “%s” as the document says", clause,
                             language, expected);
}

static void
on_source(Checker *self)
{
    self->source_preserves = inherited(self)->preserves;
    check_language(self, self->source_language, "§4.2.2.12");
}

static void
on_target(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *order = hexapla_xml_element_dup_attribute(element, NULL, "order");

    self->unit.has_target = TRUE;
    if (self->target_language == NULL && !self->is_target_missing) {
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_LANGUAGE,
                             "§4.2.2.1: <xliff> needs trgLang as soon as there is a <target>");
        self->is_target_missing = TRUE;
    }
    check_language(self, self->target_language, "§4.2.2.13");
    if (inherited(self)->preserves != self->source_preserves)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_VALUE,
                             "§4.2.2.13: <target> has another xml:space than its <source>");
    if (order != NULL && self->unit.orders->len > 0)
        g_array_index(self->unit.orders, guint, self->unit.orders->len - 1) =
            (guint)MIN(g_ascii_strtoull(order, NULL, 10), G_MAXUINT);
}

/* Only what XML 1.0 §2.2 forbids. */
static void
on_cp(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *hex = hexapla_xml_element_dup_attribute(element, NULL, "hex");
    gsize n = hex != NULL ? strlen(hex) : 0;
    guint64 c = hex != NULL ? g_ascii_strtoull(hex, NULL, 16) : 0;
    gboolean is_control = c < 0x20 && c != 9 && c != 10 && c != 13;

    if (hex == NULL)
        return;
    if (n < 4 || n > 6 || strspn(hex, "0123456789abcdefABCDEF") != n ||
        !(is_control || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF))
        hexapla_xliff2_wrong_value(self->rules, "§4.2.3.1",
                                   "hex is the number of a character that XML forbids");
}

static gboolean
is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* Of the whole document there are notes since XLIFF 2.2. */
static void
on_notes(Checker *self, const HexaplaXmlElement *element)
{
    g_hash_table_remove_all(self->notes);
    if (g_strcmp0(hexapla_rules_get_parent(self->rules, 1), "xliff") == 0 &&
        !g_str_has_suffix(hexapla_xml_element_get_namespace(element), ":2.2"))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ELEMENT,
                             "§4.2.2.1: <notes> cannot stand here in <xliff>");
}

static void
on_core(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    gboolean is_own = self->modules.n_nested == 0;

    if (is(name, "xliff"))
        on_xliff(self, element);
    else if (is(name, "file") || is(name, "group") || is(name, "unit"))
        on_holder(self, name, element);
    else if (is(name, "segment") || is(name, "ignorable"))
        hexapla_xliff2_unit_add_part(&self->unit, name, element);
    else if (is(name, "notes"))
        on_notes(self, element);
    else if (is(name, "cp"))
        on_cp(self, element);
    else if (is(name, "source") && is_own)
        on_source(self);
    else if (is(name, "target") && is_own)
        on_target(self, element);
    else if (is(name, "data") && is_own)
        hexapla_xliff2_add_id(self->rules, self->unit.data, element, "§4.2.2.11", "data");
    if (is(name, "unit"))
        hexapla_xliff2_unit_begin(&self->unit);
}

static void
on_note(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, "ref");

    hexapla_xliff2_add_id(self->rules, self->notes, element, "§4.2.2.9", "note");
    hexapla_xliff2_check_fragment(self->rules, ref, "§4.2.2.9");
    if (id != NULL && g_strcmp0(hexapla_rules_get_parent(self->rules, 2), "unit") == 0)
        g_hash_table_add(self->unit.notes, g_strdup(id));
}

static gboolean
is_inline(const char *name)
{
    static const char *const names[] = {"ph", "pc", "sc", "ec", "mrk", "sm", "em", NULL};

    return g_strv_contains(names, name);
}

static void
use_rules(Checker *self, HexaplaRules *rules)
{
    self->rules = self->unit.rules = self->modules.rules = rules;
}

static void
on_start(HexaplaRules *rules, const char *name, const HexaplaXmlElement *element,
         gpointer user_data)
{
    Checker *self = user_data;

    use_rules(self, rules);
    inherit(self, element);
    if (is(name, "note"))
        on_note(self, element);
    else if (is_inline(name) && self->modules.n_nested == 0)
        hexapla_xliff2_unit_add_code(&self->unit, name, element);
    else if (strchr(name, ':') == NULL)
        on_core(self, name, element);
    hexapla_xliff2_modules_check(&self->modules, name, element);
}

static void
on_end(G_GNUC_UNUSED HexaplaRules *rules, const char *name, gpointer user_data)
{
    Checker *self = user_data;

    if (is(name, "unit")) {
        hexapla_xliff2_modules_end_holder(&self->modules, self->unit.notes);
        hexapla_xliff2_unit_check(&self->unit);
    } else if (is(name, "file") || is(name, "group")) {
        hexapla_xliff2_modules_end_holder(&self->modules, NULL);
    } else if (is(name, "segment") || is(name, "ignorable")) {
        hexapla_xliff2_unit_end_part(&self->unit);
    }
    hexapla_xliff2_modules_end(&self->modules, name);
    g_array_set_size(self->inherited, self->inherited->len - 1);
}

static void
on_text(G_GNUC_UNUSED HexaplaRules *rules, const char *text, gsize n, gpointer user_data)
{
    Checker *self = user_data;

    for (gsize i = 0; i < n; i++)
        self->modules.has_content |= strchr(" \t\r\n", text[i]) == NULL;
}

/* Extensions have ids too, and the elements of size data are some. */
static void
on_foreign(HexaplaRules *rules, const HexaplaXmlElement *element, gpointer user_data)
{
    Checker *self = user_data;

    use_rules(self, rules);
    hexapla_xliff2_modules_add_foreign(&self->modules, element);
}

static void
init_checker(Checker *self)
{
    *self = (Checker){0};
    self->inherited = g_array_new(FALSE, FALSE, sizeof(Inherited));
    g_array_set_clear_func(self->inherited, clear_inherited);
    self->files = hexapla_xliff2_new_set();
    self->units = hexapla_xliff2_new_set();
    self->groups = hexapla_xliff2_new_set();
    self->notes = hexapla_xliff2_new_set();
    hexapla_xliff2_unit_init(&self->unit);
    hexapla_xliff2_modules_init(&self->modules);
}

static void
clear_checker(Checker *self)
{
    GHashTable *sets[] = {self->files, self->units, self->groups, self->notes};

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++)
        g_hash_table_unref(sets[i]);
    g_array_unref(self->inherited);
    hexapla_xliff2_unit_clear(&self->unit);
    hexapla_xliff2_modules_clear(&self->modules);
    g_free(self->source_language);
    g_free(self->target_language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Checker, clear_checker)

gboolean
hexapla_xliff2_validate(GInputStream *in, const HexaplaReadOptions *options, HexaplaIssueSink *sink,
                        GCancellable *cancellable, GError **error)
{
    static const char *const free_attributes[] = {"its", "itsm", "pgs", "ctr", NULL};
    const HexaplaGrammar grammar = {
        .name = "XLIFF 2",
        .root = "xliff",
        .elements = hexapla_xliff2_elements,
        .n_elements = hexapla_n_xliff2_elements,
        .namespaces = hexapla_xliff2_namespaces,
        .n_namespaces = hexapla_n_xliff2_namespaces,
        .free_attributes = free_attributes,
        .start = on_start,
        .end = on_end,
        .text = on_text,
        .foreign = on_foreign,
    };
    g_auto(Checker) checker;

    init_checker(&checker);
    return hexapla_rules_check(&grammar, &checker, in, options, sink, cancellable, error);
}
