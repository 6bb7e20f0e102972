/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the modules of XLIFF 2 want beyond elements and attributes. Clauses are those of XLIFF 2.1. */

#include "formats/xliff2-modules.h"

#include <string.h>

#include "formats/xliff2-values.h"

/**
 * hexapla_xliff2_modules_init:
 * @self: (out): nothing yet
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_init(HexaplaXliff2Modules *self)
{
    *self = (HexaplaXliff2Modules){0};
    self->items = hexapla_xliff2_new_set();
    self->scopes = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    self->sizes = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    self->references = g_ptr_array_new_with_free_func(g_free);
}

/**
 * hexapla_xliff2_modules_clear:
 * @self: modules
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_clear(HexaplaXliff2Modules *self)
{
    g_hash_table_unref(self->items);
    g_ptr_array_unref(self->scopes);
    g_ptr_array_unref(self->sizes);
    g_ptr_array_unref(self->references);
}

static gboolean
name_is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static GHashTable *
scope(HexaplaXliff2Modules *self)
{
    return self->scopes->len > 0 ? self->scopes->pdata[self->scopes->len - 1] : NULL;
}

/* Ids of modules and extensions differ from each other within a file, a group or a unit. */
static void
add_module_id(HexaplaXliff2Modules *self, const HexaplaXmlElement *element, const char *clause,
              const char *what)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");
    g_autofree char *name = id != NULL ? g_strconcat(what, " ", id, NULL) : NULL;

    if (name != NULL && scope(self) != NULL && !g_hash_table_add(scope(self), g_strdup(name)))
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_REPEATED_ID,
                             "%s: another %s of the same file, group or unit has the id “%s”",
                             clause, what, id);
}

/* A reference to a place in the unit, which is read to its end before it is looked up. */
static void
refer_to_unit(HexaplaXliff2Modules *self, const HexaplaXmlElement *element, const char *clause)
{
    g_autofree char *ref = hexapla_xml_element_dup_attribute(element, NULL, "ref");

    if (ref == NULL)
        return;
    if (*ref != '#')
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "%s: ref is a fragment identifier and begins with #, unlike “%s”",
                             clause, ref);
    else
        hexapla_xliff2_check_fragment(self->rules, ref, clause);
}

static void
on_restriction(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
{
    static const char *const names[] = {"storageRestriction", "sizeRestriction"};

    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;
        g_autofree char *value = NULL;

        hexapla_xml_element_get_nth(element, i, &attribute);
        if (g_strcmp0(attribute.uri, "urn:oasis:names:tc:xliff:sizerestriction:2.0") != 0)
            continue;
        value = g_strndup(attribute.value, attribute.n);
        if ((name_is(attribute.name, names[0]) || name_is(attribute.name, names[1])) &&
            strspn(value, "0123456789,*") != attribute.n)
            hexapla_xliff2_wrong_value(self->rules, "§5.6.8",
                                       "a restriction is a number, or two with a comma");
        /* The profiles of the standard count whole units; a text is of a profile of one's own. */
        if (name_is(attribute.name, "sizeInfo") && g_ascii_isdigit(*value) &&
            strspn(value, "0123456789") != attribute.n)
            hexapla_xliff2_wrong_value(self->rules, "§5.6.6", "sizeInfo is a whole number");
        if (name_is(attribute.name, "sizeInfoRef")) {
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
on_fs(HexaplaXliff2Modules *self, const char *name, const HexaplaXmlElement *element)
{
    gsize n;
    gboolean has_fs = FALSE, has_sub = FALSE;

    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;

        hexapla_xml_element_get_nth(element, i, &attribute);
        if (g_strcmp0(attribute.uri, "urn:oasis:names:tc:xliff:fs:2.0") != 0)
            continue;
        has_fs |= name_is(attribute.name, "fs");
        has_sub |= name_is(attribute.name, "subFs");
    }
    if (has_fs && name_is(name, "ec") &&
        hexapla_xml_element_get_attribute(element, NULL, "startRef", &n) != NULL)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§5.3.5: fs stands on an <ec> only when that is isolated");
    if (has_sub && !has_fs)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "§5.3.5: subFs needs fs beside it");
}

/* Exactly one of these says what is checked. */
static void
on_rule(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
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
on_revisions(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
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
check_revisions(HexaplaXliff2Modules *self, GHashTable *notes)
{
    for (guint i = 0; i < self->references->len; i++) {
        const char *reference = self->references->pdata[i];
        const char *id = strchr(reference, '=') + 1;

        if (g_str_has_prefix(reference, "note=") &&
            (*id != '\0' ? !g_hash_table_contains(notes, id) : g_hash_table_size(notes) > 1))
            hexapla_rules_report(self->rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                                 "§5.6.4.2 (2.0): the revisions do not say of which note they are");
    }
    g_ptr_array_set_size(self->references, 0);
}

static void
on_item(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
{
    g_autofree char *property = hexapla_xml_element_dup_attribute(element, NULL, "property");

    if (property != NULL && !g_hash_table_add(self->items, g_strdup(property)))
        hexapla_xliff2_wrong_value(self->rules, "§5.6.4.4 (2.0)",
                                   "a revision has two items of one property");
}

static void
on_entry(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
{
    self->has_translation = FALSE;
    add_module_id(self, element, "§5.2.4.2", "element of the glossary");
    refer_to_unit(self, element, "§5.2.5.2");
}

static void
on_resource(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
{
    gsize n;

    self->has_href = hexapla_xml_element_get_attribute(element, NULL, "href", &n) != NULL;
    self->has_content = FALSE;
}

static void
after_resource(HexaplaXliff2Modules *self, const char *clause)
{
    if (self->has_href == self->has_content)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "%s: either href or content, and not %s", clause,
                             self->has_href ? "both" : "none");
    self->has_href = FALSE;
}

static void
on_module(HexaplaXliff2Modules *self, const char *name, const HexaplaXmlElement *element)
{
    if (g_str_has_prefix(name, "mda:")) {
        add_module_id(self, element, "§5.4.4", "element of metadata");
    } else if (name_is(name, "gls:glossEntry")) {
        on_entry(self, element);
    } else if (name_is(name, "gls:translation")) {
        self->has_translation = TRUE;
        add_module_id(self, element, "§5.2.4.4", "element of the glossary");
        refer_to_unit(self, element, "§5.2.5.2");
    } else if (name_is(name, "gls:definition")) {
        self->has_translation = TRUE;
    } else if (name_is(name, "mtc:match")) {
        add_module_id(self, element, "§5.1.4.2", "match");
        refer_to_unit(self, element, "§5.1.5.6");
        hexapla_xliff2_check_sub_type(self->rules, element, "§5.1.5.8");
        self->n_nested++;
    } else if (name_is(name, "res:resourceItem") || name_is(name, "res:resourceItemRef")) {
        add_module_id(self, element, "§5.5.4", "resource");
        self->n_nested++;
    } else if (name_is(name, "res:source") || name_is(name, "res:target")) {
        on_resource(self, element);
    } else if (name_is(name, "val:rule")) {
        on_rule(self, element);
    } else if (name_is(name, "slr:data")) {
        self->n_size_data = 1;
    } else if (name_is(name, "ctr:revisions")) {
        on_revisions(self, element);
    } else if (name_is(name, "ctr:revision")) {
        g_hash_table_remove_all(self->items);
    } else if (name_is(name, "ctr:item")) {
        on_item(self, element);
    }
}

/**
 * hexapla_xliff2_modules_begin_holder:
 * @self: modules
 *
 * A file, a group or a unit begins: ids of modules and of extensions are unique in it.
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_begin_holder(HexaplaXliff2Modules *self)
{
    g_ptr_array_add(self->scopes, hexapla_xliff2_new_set());
    g_ptr_array_add(self->sizes, hexapla_xliff2_new_set());
}

/**
 * hexapla_xliff2_modules_end_holder:
 * @self: modules
 * @notes: (nullable): ids of its notes, when it is a unit
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_end_holder(HexaplaXliff2Modules *self, GHashTable *notes)
{
    if (notes != NULL)
        check_revisions(self, notes);
    g_ptr_array_set_size(self->scopes, (int)self->scopes->len - 1);
    g_ptr_array_set_size(self->sizes, (int)self->sizes->len - 1);
}

/**
 * hexapla_xliff2_modules_check:
 * @self: modules
 * @name: of an element as the grammar calls it
 * @element: the element
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_check(HexaplaXliff2Modules *self, const char *name,
                             const HexaplaXmlElement *element)
{
    if (strchr(name, ':') != NULL)
        on_module(self, name, element);
    else if (name_is(name, "skeleton"))
        on_resource(self, element);
    on_fs(self, name, element);
    on_restriction(self, element);
}

/**
 * hexapla_xliff2_modules_end:
 * @self: modules
 * @name: of an element that ends
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_end(HexaplaXliff2Modules *self, const char *name)
{
    if (name_is(name, "skeleton"))
        after_resource(self, "§4.2.2.3");
    else if (name_is(name, "res:source") || name_is(name, "res:target"))
        after_resource(self, "§5.5.4.4");
    else if (name_is(name, "mtc:match") || g_str_has_prefix(name, "res:resourceItem"))
        self->n_nested--;
    else if (name_is(name, "slr:data"))
        self->n_size_data = 0;
    else if (name_is(name, "gls:glossEntry") && !self->has_translation)
        hexapla_rules_report(self->rules, HEXAPLA_ISSUE_INVALID_ELEMENT,
                             "§5.2.4.2: <glossEntry> has neither translation nor definition");
}

/**
 * hexapla_xliff2_modules_add_foreign:
 * @self: modules
 * @element: an extension, or size data
 *
 * Since: 0.1
 */
void
hexapla_xliff2_modules_add_foreign(HexaplaXliff2Modules *self, const HexaplaXmlElement *element)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    self->has_content = TRUE;
    if (id != NULL && self->n_size_data > 0 && self->sizes->len > 0)
        g_hash_table_add(self->sizes->pdata[self->sizes->len - 1], g_strdup(id));
    else
        add_module_id(self, element, "§4.3.1.21", "extension");
}
