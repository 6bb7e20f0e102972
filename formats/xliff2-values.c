/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/xliff2-values.h"

#include <string.h>

/**
 * hexapla_xliff2_wrong_value:
 * @rules: takes what is wrong
 * @clause: that tells of the attribute
 * @why: what is wrong with its value
 *
 * Since: 0.1
 */
void
hexapla_xliff2_wrong_value(HexaplaRules *rules, const char *clause, const char *why)
{
    hexapla_rules_report(rules, HEXAPLA_ISSUE_INVALID_VALUE, "%s: %s", clause, why);
}

/**
 * hexapla_xliff2_has_authority:
 * @value: (nullable): of an attribute
 *
 * Returns: whether it is written `authority:value`, as subState, subType and types of one's own are
 * Since: 0.1
 */
gboolean
hexapla_xliff2_has_authority(const char *value)
{
    const char *colon = value != NULL ? strchr(value, ':') : NULL;

    return colon != NULL && colon > value && colon[1] != '\0';
}

/**
 * hexapla_xliff2_check_sub_type:
 * @rules: takes what is wrong
 * @element: one that may have type and subType
 * @clause: that says so
 *
 * Since: 0.1
 */
void
hexapla_xliff2_check_sub_type(HexaplaRules *rules, const HexaplaXmlElement *element,
                              const char *clause)
{
    static const char *const known[] = {"fmt xlf:lb", "fmt xlf:pb", "fmt xlf:b", "fmt xlf:i",
                                        "fmt xlf:u",  "ui xlf:var", NULL};
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");
    g_autofree char *sub_type = hexapla_xml_element_dup_attribute(element, NULL, "subType");
    g_autofree char *both = g_strconcat(type != NULL ? type : "", " ", sub_type, NULL);

    if (sub_type == NULL)
        return;
    if (type == NULL)
        hexapla_rules_report(rules, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                             "%s: subType needs type beside it", clause);
    if (!hexapla_xliff2_has_authority(sub_type))
        hexapla_xliff2_wrong_value(rules, clause, "subType is written authority:value");
    else if (g_str_has_prefix(sub_type, "xlf:") && !g_strv_contains(known, both))
        hexapla_xliff2_wrong_value(rules, clause, "subType has no such value of xlf for this type");
}

/**
 * hexapla_xliff2_check_own_type:
 * @rules: takes what is wrong
 * @element: one whose type is a private one
 * @clause: that says so
 *
 * Since: 0.1
 */
void
hexapla_xliff2_check_own_type(HexaplaRules *rules, const HexaplaXmlElement *element,
                              const char *clause)
{
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");

    if (type != NULL && (!hexapla_xliff2_has_authority(type) || g_str_has_prefix(type, "xlf:")))
        hexapla_xliff2_wrong_value(
            rules, clause, "type is written authority:value, and xlf is nobody's authority");
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

/**
 * hexapla_xliff2_is_name:
 * @text: a text
 * @n: its bytes
 *
 * Returns: whether it may be an id
 * Since: 0.1
 */
gboolean
hexapla_xliff2_is_name(const char *text, gsize n)
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

        if (rank == 0 || rank <= last || (has_prefix && !hexapla_xliff2_is_name(p, n_prefix)) ||
            !hexapla_xliff2_is_name(has_prefix ? p + n_prefix + 1 : p,
                                    has_prefix ? n - n_prefix - 1 : n))
            return FALSE;
        last = rank;
        p += n + (p[n] == '/');
    }
    return last > 0;
}

/**
 * hexapla_xliff2_check_fragment:
 * @rules: takes what is wrong
 * @ref: (nullable): a reference
 * @clause: that tells of it
 *
 * Since: 0.1
 */
void
hexapla_xliff2_check_fragment(HexaplaRules *rules, const char *ref, const char *clause)
{
    if (ref != NULL && *ref == '#' && !is_fragment(ref + 1))
        hexapla_rules_report(rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "%s: “%s” is no fragment identifier (§4.1.2)", clause, ref);
}

/**
 * hexapla_xliff2_new_set:
 *
 * Returns: (transfer full): no ids yet
 * Since: 0.1
 */
GHashTable *
hexapla_xliff2_new_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * hexapla_xliff2_add_id:
 * @rules: takes what is wrong
 * @ids: what the id must differ from
 * @element: one that may have an id
 * @clause: that says so
 * @what: what the element is
 *
 * Since: 0.1
 */
void
hexapla_xliff2_add_id(HexaplaRules *rules, GHashTable *ids, const HexaplaXmlElement *element,
                      const char *clause, const char *what)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    if (id != NULL && !g_hash_table_add(ids, g_strdup(id)))
        hexapla_rules_report(rules, HEXAPLA_ISSUE_REPEATED_ID, "%s: another %s has the id “%s”",
                             clause, what, id);
}
