/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What XLIFF 2 wants beyond elements and attributes: ids, references, languages, and codes that fit
 * together. Clauses are those of XLIFF 2.1. */

#include <string.h>

#include "base/icu.h"
#include "base/limits.h"
#include "formats/xliff2-grammar.h"
#include "formats/xliff2-rules.h"

/* An inline element of the unit at hand. */
typedef struct {
    const char *name; /* of the element */
    char *id;
    char *start;
    char *copy_of;
    char *ref;
    char *type;
    char *sub_type;
    char *value;
    char *can[4]; /* canCopy, canDelete, canOverlap, canReorder; NULL: the default */
    gboolean is_isolated;
    gboolean is_target;
    guint segment;
    guint64 line;
    guint64 column;
} Inline;

static const char *const can_names[] = {"canCopy", "canDelete", "canOverlap", "canReorder"};
enum { COPY, DELETE, OVERLAP, REORDER };

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
    GPtrArray *scopes;  /* ids of modules and extensions, by holder */
    gboolean has_href;  /* the skeleton's, or that of a resource */
    gboolean has_content;
    guint n_nested; /* depth in matches and resources, whose texts are not those of the unit */

    /* of the unit */
    GHashTable *unit_notes;
    GHashTable *data;
    GHashTable *parts; /* ids of segments */
    GArray *inlines;
    GArray *orders; /* of targets; 0: not said */
    GPtrArray *references;
    gboolean has_segment;
    gboolean has_target;
    gboolean source_preserves;
    guint n_segments;

    /* of elements at hand */
    gboolean has_translation; /* of a glossary entry, or its definition */
    GPtrArray *sizes;         /* ids of size data, by holder */
    guint n_size_data;
} Checker;

static void
clear_inline(gpointer data)
{
    Inline *code = data;
    char *strings[] = {code->id,   code->start,    code->copy_of, code->ref,
                       code->type, code->sub_type, code->value};

    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    for (guint i = 0; i < G_N_ELEMENTS(code->can); i++)
        g_free(code->can[i]);
}

static void
clear_inherited(gpointer data)
{
    g_free(((Inherited *)data)->language);
}

static GHashTable *
new_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* Adds an id to the ones it must differ from. */
static void
add_id(Checker *self, GHashTable *ids, const char *id, const char *clause, const char *what)
{
    if (id != NULL && !g_hash_table_add(ids, g_strdup(id)))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_REPEATED_ID,
                             "%s: another %s has the id “%s”", clause, what, id);
}

static void
add_id_of(Checker *self, GHashTable *ids, const HexaplaXmlElement *element, const char *clause,
          const char *what)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    add_id(self, ids, id, clause, what);
}

static void
wrong_value(Checker *self, const char *clause, const char *why)
{
    hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_VALUE, "%s: %s", clause, why);
}

/* authority:value, as subState, subType and types of one's own want it. */
static gboolean
has_authority(const char *value)
{
    const char *colon = value != NULL ? strchr(value, ':') : NULL;

    return colon != NULL && colon > value && colon[1] != '\0';
}

static void
check_sub_type(Checker *self, const HexaplaXmlElement *element, const char *clause)
{
    static const char *const known[] = {"fmt xlf:lb", "fmt xlf:pb", "fmt xlf:b", "fmt xlf:i",
                                        "fmt xlf:u",  "ui xlf:var", NULL};
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");
    g_autofree char *sub_type = hexapla_xml_element_dup_attribute(element, NULL, "subType");
    g_autofree char *both = g_strconcat(type != NULL ? type : "", " ", sub_type, NULL);

    if (sub_type == NULL)
        return;
    if (type == NULL)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "%s: subType needs type beside it", clause);
    if (!has_authority(sub_type))
        wrong_value(self, clause, "subType is written authority:value");
    else if (g_str_has_prefix(sub_type, "xlf:") && !g_strv_contains(known, both))
        wrong_value(self, clause, "subType has no such value of xlf for this type");
}

static void
check_own_type(Checker *self, const HexaplaXmlElement *element, const char *clause)
{
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");

    if (type != NULL && (!has_authority(type) || g_str_has_prefix(type, "xlf:")))
        wrong_value(self, clause, "type is written authority:value, and xlf is nobody's authority");
}

/* Fragment identifiers, §4.1.2 of the standard: selectors from the file down, and at most one leaf
 * behind them. */
static int
rank_of(const char *selector, gsize n_prefix, gboolean has_prefix)
{
    if (!has_prefix)
        return 4;
    if (n_prefix == 1 && selector[0] == 'f')
        return 1;
    if (n_prefix == 1 && selector[0] == 'g')
        return 2;
    if (n_prefix == 1 && selector[0] == 'u')
        return 3;
    if (n_prefix == 1)
        return strchr("ntd", selector[0]) != NULL ? 4 : 0;
    return 4;
}

static gboolean
is_name(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isalnum(text[i]) && strchr("._-:", text[i]) == NULL && (text[i] & 0x80) == 0)
            return FALSE;
    }
    return n > 0;
}

static gboolean
is_fragment(const char *fragment)
{
    const char *p = fragment + (*fragment == '/');
    int last = 0;

    while (*p != '\0') {
        gsize n = strcspn(p, "/"), n_prefix = strcspn(p, "=");
        gboolean has_prefix = n_prefix < n;
        int rank = rank_of(p, n_prefix, has_prefix);

        if (rank == 0 || rank <= last || (has_prefix && !is_name(p, n_prefix)) ||
            !is_name(has_prefix ? p + n_prefix + 1 : p, has_prefix ? n - n_prefix - 1 : n))
            return FALSE;
        last = rank;
        p += n + (p[n] == '/');
    }
    return last > 0;
}

static void
check_fragment(Checker *self, const char *ref, const char *clause)
{
    if (ref != NULL && *ref == '#' && !is_fragment(ref + 1))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "%s: “%s” is no fragment identifier (§4.1.2)", clause, ref);
}

static void
check_reference(Checker *self, const HexaplaXmlElement *element, const char *clause)
{
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, "ref");

    check_fragment(self, ref, clause);
}

/* A reference to a place in the unit, which is read to its end before it is looked up. */
static void
refer_to_unit(Checker *self, const HexaplaXmlElement *element, const char *clause)
{
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, "ref");

    if (ref == NULL)
        return;
    if (*ref != '#')
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "%s: ref is a fragment identifier and begins with #, unlike “%s”",
                             clause, ref);
    else
        check_fragment(self, ref, clause);
}

static void
enter_scope(Checker *self)
{
    g_ptr_array_add(self->scopes, new_set());
}

static void
leave_scope(Checker *self)
{
    g_ptr_array_set_size(self->scopes, (int)self->scopes->len - 1);
}

static GHashTable *
scope(Checker *self)
{
    return self->scopes->len > 0 ? self->scopes->pdata[self->scopes->len - 1] : NULL;
}

/* Ids of modules and extensions differ from each other within a file, a group or a unit. */
static void
add_module_id(Checker *self, const HexaplaXmlElement *element, const char *clause, const char *what)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");
    g_autofree char *name = id != NULL ? g_strconcat(what, " ", id, NULL) : NULL;

    if (name != NULL && scope(self) != NULL && !g_hash_table_add(scope(self), g_strdup(name)))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_REPEATED_ID,
                             "%s: another %s of the same file, group or unit has the id “%s”",
                             clause, what, id);
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

    self->source_language = hexapla_xml_element_dup_attribute(element, NULL, "srcLang");
    self->target_language = hexapla_xml_element_dup_attribute(element, NULL, "trgLang");
    if (version != NULL && (is_2_2 ? strcmp(version, "2.2") != 0
                                   : strcmp(version, "2.0") != 0 && strcmp(version, "2.1") != 0))
        wrong_value(self, "§4.2.2.1", "version does not belong to the namespace");
}

static void
on_holder(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    if (strcmp(name, "group") == 0) {
        add_id_of(self, self->groups, element, "§4.2.2.4", "group");
        check_own_type(self, element, "§4.2.2.4");
    } else if (strcmp(name, "unit") == 0) {
        add_id_of(self, self->units, element, "§4.2.2.5", "unit");
        check_own_type(self, element, "§4.2.2.5");
    } else {
        g_hash_table_remove_all(self->units);
        g_hash_table_remove_all(self->groups);
        add_id_of(self, self->files, element, "§4.2.2.2", "file");
    }
    enter_scope(self);
    g_ptr_array_add(self->sizes, new_set());
}

static void
begin_unit(Checker *self)
{
    g_hash_table_remove_all(self->unit_notes);
    g_hash_table_remove_all(self->data);
    g_hash_table_remove_all(self->parts);
    g_array_set_size(self->inlines, 0);
    g_array_set_size(self->orders, 0);
    self->has_segment = self->has_target = FALSE;
    self->n_segments = 0;
}

static void
on_part(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    g_autofree char *state = hexapla_xml_element_dup_attribute(element, NULL, "state");
    g_autofree char *sub_state = hexapla_xml_element_dup_attribute(element, NULL, "subState");
    guint order = 0;

    add_id_of(self, self->parts, element, "§4.2.2.6", "segment, ignorable or inline element");
    self->has_segment |= strcmp(name, "segment") == 0;
    self->n_segments++;
    g_array_append_val(self->orders, order);
    if (sub_state != NULL && state == NULL)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§4.2.2.6: subState needs state beside it");
    if (sub_state != NULL && (!has_authority(sub_state) || g_str_has_prefix(sub_state, "xlf:")))
        wrong_value(self, "§4.2.2.6", "subState is written authority:value");
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

    self->has_target = TRUE;
    if (self->target_language == NULL && !self->is_target_missing) {
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_LANGUAGE,
                             "§4.2.2.1: <xliff> needs trgLang as soon as there is a <target>");
        self->is_target_missing = TRUE;
    }
    check_language(self, self->target_language, "§4.2.2.13");
    if (inherited(self)->preserves != self->source_preserves)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_VALUE,
                             "§4.2.2.13: <target> has another xml:space than its <source>");
    if (order != NULL && self->orders->len > 0)
        g_array_index(self->orders, guint, self->orders->len - 1) =
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
        wrong_value(self, "§4.2.3.1", "hex is the number of a character that XML forbids");
}

static void
check_data_reference(Checker *self, const HexaplaXmlElement *element, const char *name)
{
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, name);

    if (ref != NULL && !g_hash_table_contains(self->data, ref))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "§4.3.1.8: %s leads to no <data> “%s” of the unit", name, ref);
}

static void
check_copy(Checker *self, const Inline *code, const HexaplaXmlElement *element)
{
    static const char *const references[] = {"dataRef", "dataRefStart", "dataRefEnd"};
    gsize n;

    for (guint i = 0; i < G_N_ELEMENTS(references); i++) {
        check_data_reference(self, element, references[i]);
        if (code->copy_of != NULL &&
            hexapla_xml_element_get_attribute(element, NULL, references[i], &n) != NULL)
            hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                                 "§4.3.1.6: copyOf and %s cannot stand on one element",
                                 references[i]);
    }
}

/* Lists of units are separated by spaces. */
static void
check_sub_flows(Checker *self, const HexaplaXmlElement *element, const char *name)
{
    g_autofree char *flows = hexapla_xml_element_dup_attribute(element, NULL, name);
    g_auto(GStrv) ids = NULL;

    if (flows == NULL)
        return;
    ids = g_strsplit_set(flows, " \t\r\n", -1);
    for (char **id = ids; *id != NULL; id++) {
        if (**id != '\0' && !is_name(*id, strlen(*id)))
            hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_VALUE,
                                 "§4.3.1.27: “%s” in %s is no id of a unit", *id, name);
    }
}

static void
check_annotation(Checker *self, const Inline *code)
{
    gboolean is_comment = g_strcmp0(code->type, "comment") == 0;
    static const char *const types[] = {"generic", "comment", "term", "its:any", NULL};

    if (code->type != NULL && !g_strv_contains(types, code->type) && !has_authority(code->type))
        wrong_value(self, "§4.2.3.6",
                    "type is generic, comment, term or is written authority:value");
    if (is_comment && (code->value != NULL) == (code->ref != NULL))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§4.7.3.1.3: a comment has either value or ref");
    check_fragment(self, code->ref, "§4.7.3.1");
    if (is_comment && code->ref != NULL &&
        (!g_str_has_prefix(code->ref, "#n=") ||
         !g_hash_table_contains(self->unit_notes, code->ref + strlen("#n="))))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "§4.7.3.1.3: ref of a comment is #n= and a note of the same unit, "
                             "unlike “%s”",
                             code->ref);
}

static gboolean
is_in_target(Checker *self)
{
    for (guint i = 0;; i++) {
        const char *name = hexapla_rules_get_parent(self->rules, i);

        if (name == NULL || strcmp(name, "source") == 0)
            return FALSE;
        if (strcmp(name, "target") == 0)
            return TRUE;
    }
}

static void
on_inline(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    g_autofree char *isolated = hexapla_xml_element_dup_attribute(element, NULL, "isolated");
    Inline code = {
        .name = name,
        .id = hexapla_xml_element_dup_attribute(element, NULL, "id"),
        .start = hexapla_xml_element_dup_attribute(element, NULL, "startRef"),
        .copy_of = hexapla_xml_element_dup_attribute(element, NULL, "copyOf"),
        .ref = hexapla_xml_element_dup_attribute(element, NULL, "ref"),
        .type = hexapla_xml_element_dup_attribute(element, NULL, "type"),
        .sub_type = hexapla_xml_element_dup_attribute(element, NULL, "subType"),
        .value = hexapla_xml_element_dup_attribute(element, NULL, "value"),
        .is_isolated = g_strcmp0(isolated, "yes") == 0,
        .is_target = is_in_target(self),
        .segment = self->n_segments,
        .line = hexapla_rules_get_line(self->rules),
        .column = hexapla_rules_get_column(self->rules),
    };

    for (guint i = 0; i < G_N_ELEMENTS(code.can); i++)
        code.can[i] = hexapla_xml_element_dup_attribute(element, NULL, can_names[i]);
    if (*name == 'm' || strcmp(name, "sm") == 0)
        check_annotation(self, &code);
    else if (strcmp(name, "em") != 0)
        check_sub_type(self, element, "§4.3.1.26");
    check_copy(self, &code, element);
    check_sub_flows(self, element, "subFlows");
    check_sub_flows(self, element, "subFlowsStart");
    check_sub_flows(self, element, "subFlowsEnd");
    if (self->n_segments > 0)
        g_array_append_val(self->inlines, code);
    else
        clear_inline(&code);
}

static gboolean
is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static void
broken_code(Checker *self, const Inline *code, const char *why)
{
    hexapla_rules_report_at(self->rules, HEXAPLA_ISSUE_BROKEN_CODE, code->line, code->column,
                            "§4.2.3: <%s>%s%s%s: %s", code->name, code->id != NULL ? " “" : "",
                            code->id != NULL ? code->id : "", code->id != NULL ? "”" : "", why);
}

static Inline *
nth(Checker *self, guint i)
{
    return &g_array_index(self->inlines, Inline, i);
}

/* The inline elements of one side of the unit by their ids; the first one of an id. */
static GHashTable *
index_side(Checker *self, gboolean is_target)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < self->inlines->len; i++) {
        Inline *code = nth(self, i);

        if (code->is_target == is_target && code->id != NULL &&
            !g_hash_table_contains(ids, code->id))
            g_hash_table_insert(ids, code->id, code);
    }
    return ids;
}

/* One scope a unit: segments, ignorables and what stands in their sources; a target repeats the ids
 * of its source. */
static void
check_inline_ids(Checker *self, GHashTable *sources, GHashTable *targets)
{
    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);
        const Inline *source = code->id != NULL ? g_hash_table_lookup(sources, code->id) : NULL;

        if (code->id == NULL)
            continue;
        if (g_hash_table_contains(self->parts, code->id) ||
            g_hash_table_lookup(code->is_target ? targets : sources, code->id) != code)
            hexapla_rules_report_at(
                self->rules, HEXAPLA_ISSUE_REPEATED_ID, code->line, code->column,
                "§4.3.1.21: another element of the unit has the id “%s”", code->id);
        if (code->is_target && source != NULL && *source->name != *code->name &&
            (is(source->name, "ph") || is(code->name, "ph") || is(source->name, "mrk") ||
             is(code->name, "mrk")) &&
            !(is(source->name, "sm") || is(code->name, "sm")))
            broken_code(self, code, "its source is another element");
    }
}

static gboolean
is_no(const Inline *code, guint which)
{
    return g_strcmp0(code->can[which], "no") == 0;
}

static gboolean
is_same_default(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "yes", b != NULL ? b : "yes") == 0;
}

static void
check_halves(Checker *self, const Inline *start, const Inline *end)
{
    for (guint i = 0; i < G_N_ELEMENTS(can_names); i++) {
        gboolean is_first = i == REORDER && g_strcmp0(start->can[i], "firstNo") == 0;

        if (end->can[i] != NULL && !is_first && !is_same_default(start->can[i], end->can[i]))
            broken_code(self, end, "what it allows is not what its <sc> allows");
    }
    if (end->type != NULL && g_strcmp0(start->type, end->type) != 0)
        broken_code(self, end, "its type is not that of its <sc>");
    if (end->sub_type != NULL && g_strcmp0(start->sub_type, end->sub_type) != 0)
        broken_code(self, end, "its subType is not that of its <sc>");
    if (end->copy_of != NULL && g_strcmp0(start->copy_of, end->copy_of) != 0)
        broken_code(self, end, "its copyOf is not that of its <sc>");
}

static void
check_end(Checker *self, const Inline *end, GHashTable *ids, GHashTable *closed)
{
    const char *start_name = is(end->name, "ec") ? "sc" : "sm";
    const Inline *start = end->start != NULL ? g_hash_table_lookup(ids, end->start) : NULL;

    if (end->start == NULL) {
        if (!end->is_isolated || end->id == NULL)
            broken_code(self, end, "without startRef it needs isolated=\"yes\" and an id");
        return;
    }
    if (end->id != NULL)
        broken_code(self, end, "it cannot have both id and startRef");
    if (end->is_isolated)
        broken_code(self, end, "it has a startRef and so is not isolated");
    if (start == NULL || !is(start->name, start_name) || start > end) {
        broken_code(self, end, "nothing of this id begins before it on its side of the unit");
        return;
    }
    g_hash_table_add(closed, (gpointer)start);
    if (start->is_isolated)
        broken_code(self, start, "it has an end and so is not isolated");
    if (is(end->name, "ec"))
        check_halves(self, start, end);
}

static void
check_pairs(Checker *self, gboolean is_target, GHashTable *ids)
{
    g_autoptr(GHashTable) closed = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);

        if (code->is_target == is_target && (is(code->name, "ec") || is(code->name, "em")))
            check_end(self, code, ids, closed);
    }
    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);
        gboolean opens = is(code->name, "sc") || is(code->name, "sm");

        if (code->is_target == is_target && opens && !code->is_isolated &&
            !g_hash_table_contains(closed, code))
            broken_code(self, code, "nothing in its unit ends it");
    }
}

static void
check_copies(Checker *self, GHashTable *sources, GHashTable *targets)
{
    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);
        const Inline *copied = NULL;

        if (code->copy_of == NULL)
            continue;
        copied = g_hash_table_lookup(sources, code->copy_of);
        if (copied == NULL)
            copied = g_hash_table_lookup(targets, code->copy_of);
        if (copied == NULL)
            hexapla_rules_report_at(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE, code->line,
                                    code->column, "§4.3.1.6: copyOf leads to nothing: “%s”",
                                    code->copy_of);
        else if (is_no(copied, COPY))
            broken_code(self, code, "it is a copy of a code that cannot be copied");
    }
}

/* Codes that nobody may delete are in the translation, once there is one. */
static void
check_deletions(Checker *self, GHashTable *targets)
{
    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);

        if (!code->is_target && code->id != NULL && is_no(code, DELETE) &&
            g_array_index(self->orders, guint, code->segment - 1) != G_MAXUINT &&
            !g_hash_table_contains(targets, code->id))
            broken_code(self, code, "it cannot be deleted, but is not in the target");
    }
}

static gboolean
keeps_place(const Inline *code)
{
    return code->can[REORDER] != NULL && !is(code->can[REORDER], "yes") && !is(code->name, "ec");
}

/* The code behind @i on its side of its segment, but for ends and annotations. */
static const Inline *
next_code(Checker *self, guint i)
{
    const Inline *code = nth(self, i);

    for (guint j = i + 1; j < self->inlines->len; j++) {
        const Inline *next = nth(self, j);

        if (next->segment != code->segment || next->is_target != code->is_target)
            return NULL;
        if (!is(next->name, "em") && !is(next->name, "mrk") && !is(next->name, "sm"))
            return next;
    }
    return NULL;
}

static gboolean
is_id(const Inline *code, const char *id)
{
    return code != NULL && g_strcmp0(code->id, id) == 0;
}

static gboolean
is_following(const Inline *code)
{
    return code != NULL && g_strcmp0(code->can[REORDER], "no") == 0;
}

/* Runs of codes that keep their order begin with firstNo (§4.7.4.1). */
static void
check_orders_of_codes(Checker *self, GHashTable *targets)
{
    const Inline *previous = NULL;

    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);
        const Inline *next, *target;
        gboolean is_run = previous != NULL && previous->segment == code->segment &&
                          previous->is_target == code->is_target && keeps_place(previous);

        if (is(code->name, "em") || is(code->name, "mrk") || is(code->name, "sm"))
            continue;
        if (is_following(code) && !is_run && !is(code->name, "ec"))
            broken_code(self, code, "canReorder=\"no\" follows a code with firstNo or no");
        if (keeps_place(code) && (!is_no(code, COPY) || !is_no(code, DELETE)))
            broken_code(self, code, "what keeps its place cannot be copied or deleted");
        if (!is(code->name, "ec") || code->can[REORDER] != NULL)
            previous = code;
        next = next_code(self, i);
        target = code->id != NULL ? g_hash_table_lookup(targets, code->id) : NULL;
        if (code->is_target || !keeps_place(code) || !is_following(next) || target == NULL ||
            next->id == NULL)
            continue;
        if (!is_id(next_code(self, target - nth(self, 0)), next->id))
            broken_code(self, target, "the codes behind it have another order than in the source");
    }
}

/* 1 to the number of segments and ignorables, each once (§4.3.1.23). */
static void
check_orders(Checker *self)
{
    g_autofree guint8 *seen = g_new0(guint8, self->orders->len + 1);

    for (guint i = 0; i < self->orders->len; i++) {
        guint order = g_array_index(self->orders, guint, i);

        order = order == 0 || order == G_MAXUINT ? i + 1 : order;
        if (order > self->orders->len || seen[order]++ > 0) {
            hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_VALUE,
                                 "§4.3.1.23: order of targets is no order of 1 to %u: %u is %s",
                                 self->orders->len, order,
                                 order > self->orders->len ? "too large" : "there twice");
            return;
        }
    }
}

static void
after_unit(Checker *self)
{
    g_autoptr(GHashTable) sources = index_side(self, FALSE);
    g_autoptr(GHashTable) targets = index_side(self, TRUE);

    if (!self->has_segment)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ELEMENT,
                             "§4.2.2.5: <unit> holds no <segment>");
    check_inline_ids(self, sources, targets);
    check_pairs(self, FALSE, sources);
    check_pairs(self, TRUE, targets);
    check_copies(self, sources, targets);
    check_deletions(self, targets);
    check_orders_of_codes(self, targets);
    check_orders(self);
}

/* A part without a target has no order, and what it holds need not be translated yet. */
static void
after_part(Checker *self)
{
    guint *order = &g_array_index(self->orders, guint, self->orders->len - 1);

    if (!self->has_target && *order == 0)
        *order = G_MAXUINT;
    self->has_target = FALSE;
}

static void
on_restriction(Checker *self, const HexaplaXmlElement *element)
{
    static const char *const names[] = {"storageRestriction", "sizeRestriction"};

    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;
        g_autofree char *value = NULL;

        hexapla_xml_element_get_nth(element, i, &attribute);
        if (g_strcmp0(attribute.uri, "urn:oasis:names:tc:xliff:sizerestriction:2.0") != 0)
            continue;
        value = g_strndup(attribute.value, attribute.n);
        if ((is(attribute.name, names[0]) || is(attribute.name, names[1])) &&
            strspn(value, "0123456789,*") != attribute.n)
            wrong_value(self, "§5.6.8", "a restriction is a number, or two with a comma");
        /* The profiles of the standard count whole units; a text is of a profile of one's own. */
        if (is(attribute.name, "sizeInfo") && g_ascii_isdigit(*value) &&
            strspn(value, "0123456789") != attribute.n)
            wrong_value(self, "§5.6.6", "sizeInfo is a whole number");
        if (is(attribute.name, "sizeInfoRef")) {
            gboolean is_known = FALSE;
            gsize n;

            for (guint j = 0; j < self->sizes->len; j++)
                is_known |= g_hash_table_contains(self->sizes->pdata[j], value);
            if (!is_known)
                hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                                     "§5.6.6: sizeInfoRef leads to no size data: “%s”", value);
            if (hexapla_xml_element_get_attribute(element, attribute.prefix, "sizeInfo", &n) !=
                NULL)
                hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                                     "§5.6.6: sizeInfo and sizeInfoRef exclude each other");
        }
    }
}

static void
on_fs(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    gsize n;
    gboolean has_fs = FALSE, has_sub = FALSE;

    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;

        hexapla_xml_element_get_nth(element, i, &attribute);
        if (g_strcmp0(attribute.uri, "urn:oasis:names:tc:xliff:fs:2.0") != 0)
            continue;
        has_fs |= is(attribute.name, "fs");
        has_sub |= is(attribute.name, "subFs");
    }
    if (has_fs && is(name, "ec") &&
        hexapla_xml_element_get_attribute(element, NULL, "startRef", &n) != NULL)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§5.3.5: fs stands on an <ec> only when that is isolated");
    if (has_sub && !has_fs)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§5.3.5: subFs needs fs beside it");
}

/* Exactly one of these says what is checked. */
static void
on_rule(Checker *self, const HexaplaXmlElement *element)
{
    static const char *const names[] = {"isPresent", "isNotPresent", "startsWith", "endsWith"};
    gsize n;
    guint n_found = 0;
    gboolean exists =
        hexapla_xml_element_get_attribute(element, NULL, "existsInSource", &n) != NULL;
    gboolean is_absent =
        hexapla_xml_element_get_attribute(element, NULL, "isNotPresent", &n) != NULL;

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        n_found += hexapla_xml_element_get_attribute(element, NULL, names[i], &n) != NULL;
    if (n_found > 1 || (exists && (n_found == 0 || is_absent)))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§5.7.4.2: attributes of the rule exclude each other");
}

static void
on_revisions(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *applies = hexapla_xml_element_dup_attribute(element, NULL, "appliesTo");
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, "ref");

    add_module_id(self, element, "§5.6 (2.0)", "revisions");
    if (g_strcmp0(applies, "note") == 0 || ref != NULL)
        g_ptr_array_add(self->references, g_strdup_printf("%s=%s", applies != NULL ? applies : "",
                                                          ref != NULL ? ref : ""));
}

/* What is tracked stands behind the changes, so it is looked up when the unit ends. */
static void
check_revisions(Checker *self)
{
    for (guint i = 0; i < self->references->len; i++) {
        const char *reference = self->references->pdata[i];
        const char *id = strchr(reference, '=') + 1;

        if (g_str_has_prefix(reference, "note=") &&
            (*id != '\0' ? !g_hash_table_contains(self->unit_notes, id)
                         : g_hash_table_size(self->unit_notes) > 1))
            hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                                 "§5.6.4.2 (2.0): the revisions do not say of which note they are");
    }
    g_ptr_array_set_size(self->references, 0);
}

static void
on_item(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *property = hexapla_xml_element_dup_attribute(element, NULL, "property");

    if (property != NULL && !g_hash_table_add(self->notes, g_strconcat("item ", property, NULL)))
        wrong_value(self, "§5.6.4.4 (2.0)", "a revision has two items of one property");
}

static void
on_entry(Checker *self, const HexaplaXmlElement *element)
{
    self->has_translation = FALSE;
    add_module_id(self, element, "§5.2.4.2", "element of the glossary");
    refer_to_unit(self, element, "§5.2.5.2");
}

static void
on_resource(Checker *self, const HexaplaXmlElement *element)
{
    gsize n;

    self->has_href = hexapla_xml_element_get_attribute(element, NULL, "href", &n) != NULL;
    self->has_content = FALSE;
}

static void
after_resource(Checker *self, const char *clause)
{
    if (self->has_href == self->has_content)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "%s: either href or content, and not %s", clause,
                             self->has_href ? "both" : "none");
    self->has_href = FALSE;
}

static void
on_module(Checker *self, const char *name, const HexaplaXmlElement *element)
{
    if (g_str_has_prefix(name, "mda:")) {
        add_module_id(self, element, "§5.4.4", "element of metadata");
    } else if (is(name, "gls:glossEntry")) {
        on_entry(self, element);
    } else if (is(name, "gls:translation")) {
        self->has_translation = TRUE;
        add_module_id(self, element, "§5.2.4.4", "element of the glossary");
        refer_to_unit(self, element, "§5.2.5.2");
    } else if (is(name, "gls:definition")) {
        self->has_translation = TRUE;
    } else if (is(name, "mtc:match")) {
        add_module_id(self, element, "§5.1.4.2", "match");
        refer_to_unit(self, element, "§5.1.5.6");
        check_sub_type(self, element, "§5.1.5.8");
        self->n_nested++;
    } else if (is(name, "res:resourceItem") || is(name, "res:resourceItemRef")) {
        add_module_id(self, element, "§5.5.4", "resource");
        self->n_nested++;
    } else if (is(name, "res:source") || is(name, "res:target")) {
        on_resource(self, element);
    } else if (is(name, "val:rule")) {
        on_rule(self, element);
    } else if (is(name, "slr:data")) {
        self->n_size_data = 1;
    } else if (is(name, "ctr:revisions")) {
        on_revisions(self, element);
    } else if (is(name, "ctr:revision")) {
        g_hash_table_remove_all(self->notes);
    } else if (is(name, "ctr:item")) {
        on_item(self, element);
    }
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
    gboolean is_own = self->n_nested == 0;

    if (is(name, "xliff"))
        on_xliff(self, element);
    else if (is(name, "file") || is(name, "group") || is(name, "unit"))
        on_holder(self, name, element);
    else if (is(name, "segment") || is(name, "ignorable"))
        on_part(self, name, element);
    else if (is(name, "skeleton"))
        on_resource(self, element);
    else if (is(name, "notes"))
        on_notes(self, element);
    else if (is(name, "cp"))
        on_cp(self, element);
    else if (is(name, "source") && is_own)
        on_source(self);
    else if (is(name, "target") && is_own)
        on_target(self, element);
    else if (is(name, "data") && is_own)
        add_id_of(self, self->data, element, "§4.2.2.11", "data");
    if (is(name, "unit"))
        begin_unit(self);
}

static void
on_note(Checker *self, const HexaplaXmlElement *element)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    add_id(self, self->notes, id, "§4.2.2.9", "note");
    check_reference(self, element, "§4.2.2.9");
    if (id != NULL && g_strcmp0(hexapla_rules_get_parent(self->rules, 2), "unit") == 0)
        g_hash_table_add(self->unit_notes, g_strdup(id));
}

static gboolean
is_inline(const char *name)
{
    static const char *const names[] = {"ph", "pc", "sc", "ec", "mrk", "sm", "em", NULL};

    return g_strv_contains(names, name);
}

static void
on_start(HexaplaRules *rules, const char *name, const HexaplaXmlElement *element,
         gpointer user_data)
{
    Checker *self = user_data;

    self->rules = rules;
    inherit(self, element);
    if (strchr(name, ':') != NULL)
        on_module(self, name, element);
    else if (is(name, "note"))
        on_note(self, element);
    else if (is_inline(name) && self->n_nested == 0)
        on_inline(self, name, element);
    else
        on_core(self, name, element);
    on_fs(self, name, element);
    on_restriction(self, element);
}

static void
after_holder(Checker *self, const char *name)
{
    if (is(name, "unit")) {
        check_revisions(self);
        after_unit(self);
    }
    leave_scope(self);
    g_ptr_array_set_size(self->sizes, (int)self->sizes->len - 1);
}

static void
on_end(G_GNUC_UNUSED HexaplaRules *rules, const char *name, gpointer user_data)
{
    Checker *self = user_data;

    if (is(name, "file") || is(name, "group") || is(name, "unit"))
        after_holder(self, name);
    else if ((is(name, "segment") || is(name, "ignorable")) && self->orders->len > 0)
        after_part(self);
    else if (is(name, "skeleton"))
        after_resource(self, "§4.2.2.3");
    else if (is(name, "res:source") || is(name, "res:target"))
        after_resource(self, "§5.5.4.4");
    else if (is(name, "mtc:match") || g_str_has_prefix(name, "res:resourceItem"))
        self->n_nested--;
    else if (is(name, "slr:data"))
        self->n_size_data = 0;
    else if (is(name, "gls:glossEntry") && !self->has_translation)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ELEMENT,
                             "§5.2.4.2: <glossEntry> has neither translation nor definition");
    g_array_set_size(self->inherited, self->inherited->len - 1);
}

static void
on_text(G_GNUC_UNUSED HexaplaRules *rules, const char *text, gsize n, gpointer user_data)
{
    Checker *self = user_data;

    for (gsize i = 0; i < n; i++)
        self->has_content |= strchr(" \t\r\n", text[i]) == NULL;
}

/* Extensions have ids too, and the elements of size data are some. */
static void
on_foreign(HexaplaRules *rules, const HexaplaXmlElement *element, gpointer user_data)
{
    Checker *self = user_data;
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    self->rules = rules;
    self->has_content = TRUE;
    if (id != NULL && self->n_size_data > 0 && self->sizes->len > 0)
        g_hash_table_add(self->sizes->pdata[self->sizes->len - 1], g_strdup(id));
    else
        add_module_id(self, element, "§4.3.1.21", "extension");
}

static void
init_checker(Checker *self)
{
    *self = (Checker){0};
    self->inherited = g_array_new(FALSE, FALSE, sizeof(Inherited));
    g_array_set_clear_func(self->inherited, clear_inherited);
    self->inlines = g_array_new(FALSE, FALSE, sizeof(Inline));
    g_array_set_clear_func(self->inlines, clear_inline);
    self->orders = g_array_new(FALSE, FALSE, sizeof(guint));
    self->files = new_set();
    self->units = new_set();
    self->groups = new_set();
    self->notes = new_set();
    self->unit_notes = new_set();
    self->data = new_set();
    self->parts = new_set();
    self->scopes = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    self->sizes = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    self->references = g_ptr_array_new_with_free_func(g_free);
}

static void
clear_checker(Checker *self)
{
    GHashTable *sets[] = {self->files,      self->units, self->groups, self->notes,
                          self->unit_notes, self->data,  self->parts};

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++)
        g_hash_table_unref(sets[i]);
    g_array_unref(self->inherited);
    g_array_unref(self->inlines);
    g_array_unref(self->orders);
    g_ptr_array_unref(self->scopes);
    g_ptr_array_unref(self->sizes);
    g_ptr_array_unref(self->references);
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
