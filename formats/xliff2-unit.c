/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What fits together inside a unit of XLIFF 2: ids, codes and their order. */

#include "formats/xliff2-unit.h"

#include <string.h>

#include "formats/xliff2-values.h"

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

/**
 * hexapla_xliff2_unit_init:
 * @self: (out): no unit yet
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_init(HexaplaXliff2Unit *self)
{
    *self = (HexaplaXliff2Unit){0};
    self->notes = hexapla_xliff2_new_set();
    self->data = hexapla_xliff2_new_set();
    self->parts = hexapla_xliff2_new_set();
    self->inlines = g_array_new(FALSE, FALSE, sizeof(Inline));
    g_array_set_clear_func(self->inlines, clear_inline);
    self->orders = g_array_new(FALSE, FALSE, sizeof(guint));
}

/**
 * hexapla_xliff2_unit_clear:
 * @self: a unit
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_clear(HexaplaXliff2Unit *self)
{
    g_hash_table_unref(self->notes);
    g_hash_table_unref(self->data);
    g_hash_table_unref(self->parts);
    g_array_unref(self->inlines);
    g_array_unref(self->orders);
}

static gboolean
name_is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/**
 * hexapla_xliff2_unit_begin:
 * @self: a unit; forgets the last one
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_begin(HexaplaXliff2Unit *self)
{
    g_hash_table_remove_all(self->notes);
    g_hash_table_remove_all(self->data);
    g_hash_table_remove_all(self->parts);
    g_array_set_size(self->inlines, 0);
    g_array_set_size(self->orders, 0);
    self->has_segment = self->has_target = FALSE;
    self->n_segments = 0;
}

/**
 * hexapla_xliff2_unit_add_part:
 * @self: a unit
 * @name: `segment` or `ignorable`
 * @element: the element
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_add_part(HexaplaXliff2Unit *self, const char *name,
                             const HexaplaXmlElement *element)
{
    g_autofree char *state = hexapla_xml_element_dup_attribute(element, NULL, "state");
    g_autofree char *sub_state = hexapla_xml_element_dup_attribute(element, NULL, "subState");
    guint order = 0;

    hexapla_xliff2_add_id(self->rules, self->parts, element, "§4.2.2.6",
                          "segment, ignorable or inline element");
    self->has_segment |= strcmp(name, "segment") == 0;
    self->n_segments++;
    g_array_append_val(self->orders, order);
    if (sub_state != NULL && state == NULL)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§4.2.2.6: subState needs state beside it");
    if (sub_state != NULL &&
        (!hexapla_xliff2_has_authority(sub_state) || g_str_has_prefix(sub_state, "xlf:")))
        hexapla_xliff2_wrong_value(self->rules, "§4.2.2.6", "subState is written authority:value");
}

static void
check_data_reference(HexaplaXliff2Unit *self, const HexaplaXmlElement *element, const char *name)
{
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, name);

    if (ref != NULL && !g_hash_table_contains(self->data, ref))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "§4.3.1.8: %s leads to no <data> “%s” of the unit", name, ref);
}

static void
check_copy(HexaplaXliff2Unit *self, const Inline *code, const HexaplaXmlElement *element)
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
check_sub_flows(HexaplaXliff2Unit *self, const HexaplaXmlElement *element, const char *name)
{
    g_autofree char *flows = hexapla_xml_element_dup_attribute(element, NULL, name);
    g_auto(GStrv) ids = NULL;

    if (flows == NULL)
        return;
    ids = g_strsplit_set(flows, " \t\r\n", -1);
    for (char **id = ids; *id != NULL; id++) {
        if (**id != '\0' && !hexapla_xliff2_is_name(*id, strlen(*id)))
            hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_VALUE,
                                 "§4.3.1.27: “%s” in %s is no id of a unit", *id, name);
    }
}

static void
check_annotation(HexaplaXliff2Unit *self, const Inline *code)
{
    gboolean is_comment = g_strcmp0(code->type, "comment") == 0;
    static const char *const types[] = {"generic", "comment", "term", "its:any", NULL};

    if (code->type != NULL && !g_strv_contains(types, code->type) &&
        !hexapla_xliff2_has_authority(code->type))
        hexapla_xliff2_wrong_value(self->rules, "§4.2.3.6",
                                   "type is generic, comment, term or is written authority:value");
    if (is_comment && (code->value != NULL) == (code->ref != NULL))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§4.7.3.1.3: a comment has either value or ref");
    hexapla_xliff2_check_fragment(self->rules, code->ref, "§4.7.3.1");
    if (is_comment && code->ref != NULL &&
        (!g_str_has_prefix(code->ref, "#n=") ||
         !g_hash_table_contains(self->notes, code->ref + strlen("#n="))))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "§4.7.3.1.3: ref of a comment is #n= and a note of the same unit, "
                             "unlike “%s”",
                             code->ref);
}

static gboolean
is_in_target(HexaplaXliff2Unit *self)
{
    for (guint i = 0;; i++) {
        const char *name = hexapla_rules_get_parent(self->rules, i);

        if (name == NULL || strcmp(name, "source") == 0)
            return FALSE;
        if (strcmp(name, "target") == 0)
            return TRUE;
    }
}

/**
 * hexapla_xliff2_unit_add_code:
 * @self: a unit
 * @name: of an inline element, in source or target
 * @element: the element
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_add_code(HexaplaXliff2Unit *self, const char *name,
                             const HexaplaXmlElement *element)
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
        hexapla_xliff2_check_sub_type(self->rules, element, "§4.3.1.26");
    check_copy(self, &code, element);
    check_sub_flows(self, element, "subFlows");
    check_sub_flows(self, element, "subFlowsStart");
    check_sub_flows(self, element, "subFlowsEnd");
    if (self->n_segments > 0)
        g_array_append_val(self->inlines, code);
    else
        clear_inline(&code);
}

static void
broken_code(HexaplaXliff2Unit *self, const Inline *code, const char *why)
{
    hexapla_rules_report_at(self->rules, HEXAPLA_ISSUE_BROKEN_CODE, code->line, code->column,
                            "§4.2.3: <%s>%s%s%s: %s", code->name, code->id != NULL ? " “" : "",
                            code->id != NULL ? code->id : "", code->id != NULL ? "”" : "", why);
}

static Inline *
nth(HexaplaXliff2Unit *self, guint i)
{
    return &g_array_index(self->inlines, Inline, i);
}

/* The inline elements of one side of the unit by their ids; the first one of an id. */
static GHashTable *
index_side(HexaplaXliff2Unit *self, gboolean is_target)
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
check_inline_ids(HexaplaXliff2Unit *self, GHashTable *sources, GHashTable *targets)
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
            (name_is(source->name, "ph") || name_is(code->name, "ph") ||
             name_is(source->name, "mrk") || name_is(code->name, "mrk")) &&
            !(name_is(source->name, "sm") || name_is(code->name, "sm")))
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
check_halves(HexaplaXliff2Unit *self, const Inline *start, const Inline *end)
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
check_end(HexaplaXliff2Unit *self, const Inline *end, GHashTable *ids, GHashTable *closed)
{
    const char *start_name = name_is(end->name, "ec") ? "sc" : "sm";
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
    if (start == NULL || !name_is(start->name, start_name) || start > end) {
        broken_code(self, end, "nothing of this id begins before it on its side of the unit");
        return;
    }
    g_hash_table_add(closed, (gpointer)start);
    if (start->is_isolated)
        broken_code(self, start, "it has an end and so is not isolated");
    if (name_is(end->name, "ec"))
        check_halves(self, start, end);
}

static void
check_pairs(HexaplaXliff2Unit *self, gboolean is_target, GHashTable *ids)
{
    g_autoptr(GHashTable) closed = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);

        if (code->is_target == is_target &&
            (name_is(code->name, "ec") || name_is(code->name, "em")))
            check_end(self, code, ids, closed);
    }
    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);
        gboolean opens = name_is(code->name, "sc") || name_is(code->name, "sm");

        if (code->is_target == is_target && opens && !code->is_isolated &&
            !g_hash_table_contains(closed, code))
            broken_code(self, code, "nothing in its unit ends it");
    }
}

static void
check_copies(HexaplaXliff2Unit *self, GHashTable *sources, GHashTable *targets)
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
check_deletions(HexaplaXliff2Unit *self, GHashTable *targets)
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
    return code->can[REORDER] != NULL && !name_is(code->can[REORDER], "yes") &&
           !name_is(code->name, "ec");
}

/* The code behind @i on its side of its segment, but for ends and annotations. */
static const Inline *
next_code(HexaplaXliff2Unit *self, guint i)
{
    const Inline *code = nth(self, i);

    for (guint j = i + 1; j < self->inlines->len; j++) {
        const Inline *next = nth(self, j);

        if (next->segment != code->segment || next->is_target != code->is_target)
            return NULL;
        if (!name_is(next->name, "em") && !name_is(next->name, "mrk") && !name_is(next->name, "sm"))
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
check_orders_of_codes(HexaplaXliff2Unit *self, GHashTable *targets)
{
    const Inline *previous = NULL;

    for (guint i = 0; i < self->inlines->len; i++) {
        const Inline *code = nth(self, i);
        const Inline *next, *target;
        gboolean is_run = previous != NULL && previous->segment == code->segment &&
                          previous->is_target == code->is_target && keeps_place(previous);

        if (name_is(code->name, "em") || name_is(code->name, "mrk") || name_is(code->name, "sm"))
            continue;
        if (is_following(code) && !is_run && !name_is(code->name, "ec"))
            broken_code(self, code, "canReorder=\"no\" follows a code with firstNo or no");
        if (keeps_place(code) && (!is_no(code, COPY) || !is_no(code, DELETE)))
            broken_code(self, code, "what keeps its place cannot be copied or deleted");
        if (!name_is(code->name, "ec") || code->can[REORDER] != NULL)
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
check_orders(HexaplaXliff2Unit *self)
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

/**
 * hexapla_xliff2_unit_check:
 * @self: a unit at its end
 *
 * Reports what only the whole unit shows.
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_check(HexaplaXliff2Unit *self)
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

/**
 * hexapla_xliff2_unit_end_part:
 * @self: a unit, at the end of a segment or an ignorable
 *
 * Since: 0.1
 */
void
hexapla_xliff2_unit_end_part(HexaplaXliff2Unit *self)
{
    guint *order;

    if (self->orders->len == 0)
        return;
    /* Without a target it has no order, and what it holds need not be translated yet. */
    order = &g_array_index(self->orders, guint, self->orders->len - 1);
    if (!self->has_target && *order == 0)
        *order = G_MAXUINT;
    self->has_target = FALSE;
}
