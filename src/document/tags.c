/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/target.h"

/* The words by which files and users know the kinds; they never change. */

/**
 * hexapla_block_kind_get_tag:
 * @kind: a kind of block
 *
 * Returns: its stable name
 * Since: 0.1
 */
const char *
hexapla_block_kind_get_tag(HexaplaBlockKind kind)
{
    static const char *const tags[HEXAPLA_N_BLOCK_KINDS] = {
        "paragraph", "heading", "list-item", "quotation", "caption", "cell",
    };

    return tags[kind];
}

/**
 * hexapla_junk_get_tag:
 * @junk: a reason
 *
 * Returns: (nullable): its stable name, %NULL for text
 * Since: 0.1
 */
const char *
hexapla_junk_get_tag(HexaplaJunk junk)
{
    static const char *const tags[HEXAPLA_N_JUNK] = {
        NULL,      "counter",  "share",      "subscribe",     "plea",
        "caption", "advert",   "navigation", "notice",        "repeated-headline",
        "repeated-line", "duplicate",
        "layout",  "comments", "related",    "sidebar",       "footer",
        "form",    "hidden",   "metadata",   "outside",
    };

    return tags[junk];
}

/**
 * hexapla_rule_get_tag:
 * @rule: a rule
 *
 * Returns: its stable name
 * Since: 0.1
 */
const char *
hexapla_rule_get_tag(HexaplaRule rule)
{
    static const char *const tags[HEXAPLA_N_RULES] = {
        "block-end",
        "terminator",
        "abbreviation-final",
        "too-long",
        "srx",
        "override",
        "abbreviation",
        "initial",
        "number",
        "inside-word",
        "lower-case",
        "punctuation-follows",
        "goes-on",
        "small-letters",
        "missing-space",
        "list-item",
        "before-ellipsis",
        "address",
        "space",
        "dateline",
        "inner-mark",
        "long-word",
        "mark",
        "abbreviation-here",
    };

    return tags[rule];
}

/**
 * hexapla_role_get_tag:
 * @role: a role
 *
 * Returns: its stable name
 * Since: 0.1
 */
const char *
hexapla_role_get_tag(HexaplaRole role)
{
    static const char *const tags[HEXAPLA_N_ROLES] = {
        "unknown", "possessive", "contraction", "elision", "name_letter", "name_elision",
        "letter",  "quote_open", "quote_close", "plural",  "prime",
    };

    return tags[role];
}

/**
 * hexapla_name_class_get_tag:
 * @name_class: a class
 *
 * Returns: its stable name
 * Since: 0.1
 */
const char *
hexapla_name_class_get_tag(HexaplaNameClass name_class)
{
    static const char *const tags[HEXAPLA_N_NAME_CLASSES] = {"other", "person", "organisation",
                                                             "place"};

    return tags[name_class];
}

/**
 * hexapla_relation_get_tag:
 * @relation: a relation
 *
 * Returns: its stable name
 * Since: 0.1
 */
const char *
hexapla_relation_get_tag(HexaplaRelation relation)
{
    static const char *const tags[HEXAPLA_N_RELATIONS] = {"spelling", "short-form", "abbreviation"};

    return tags[relation];
}

/**
 * hexapla_code_type_get_tag:
 * @type: a type
 *
 * Returns: its stable name
 * Since: 0.1
 */
const char *
hexapla_code_type_get_tag(HexaplaCodeType type)
{
    static const char *const tags[HEXAPLA_N_CODE_TYPES] = {
        "other", "link", "emphasis", "strong", "underline", "image", "break",
    };

    return tags[type];
}

/**
 * hexapla_state_get_tag:
 * @state: a state
 *
 * Returns: (nullable): its stable name, that of XLIFF 2; %NULL for one that is not known
 * Since: 0.1
 */
const char *
hexapla_state_get_tag(HexaplaState state)
{
    static const char *const tags[HEXAPLA_N_STATES] = {NULL, "initial", "translated", "reviewed",
                                                       "final"};

    return tags[state];
}
