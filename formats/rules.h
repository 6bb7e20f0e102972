/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/xml.h"
#include "formats/format.h"

G_BEGIN_DECLS

/**
 * HexaplaElementRule:
 * @name: of the element; with the prefix of its namespace, as the grammar calls it, when it has one
 * @clause: where the specification tells of it
 * @content: (nullable): elements inside it, in their order: `a? (b|c)+ d*`; `other` is an element of a
 *   namespace that the grammar does not know. %NULL: none
 * @attributes: (nullable): names and types: `id!=nmtoken name=any`; the mark says that it has to be
 *   there, and a type is `any`, `nmtoken`, `nmtokens`, `yesno`, `language`, `space`, `uint`, `uri` or a
 *   list `(a|b)`; in front of all, `*` allows any others
 * @has_text: whether characters stand inside it
 * @is_open: whether attributes of other namespaces are allowed
 *
 * What a format says of one element.
 *
 * Since: 0.1
 */
typedef struct {
    const char *name;
    const char *clause;
    const char *content;
    const char *attributes;
    gboolean has_text;
    gboolean is_open;
} HexaplaElementRule;

/**
 * HexaplaGrammarNamespace:
 * @uri: name of a namespace
 * @prefix: what the grammar calls it; empty for the format's own
 *
 * Since: 0.1
 */
typedef struct {
    const char *uri;
    const char *prefix;
} HexaplaGrammarNamespace;

typedef struct _HexaplaRules HexaplaRules;

/**
 * HexaplaGrammar:
 * @name: of the specification
 * @root: the element around all
 * @elements: (array length=n_elements): rules
 * @namespaces: (array length=n_namespaces): what the grammar knows
 * @free_attributes: (array zero-terminated=1): prefixes of namespaces whose attributes may stand on
 *   any element
 * @start: (nullable): what else is to be said of a start tag; @name is that of the rule
 * @end: (nullable): likewise of an end
 * @text: (nullable): likewise of characters
 *
 * A format whose files are validated. Elements of namespaces that it does not know are not looked
 * into.
 *
 * Since: 0.1
 */
typedef struct {
    const char *name;
    const char *root;
    const HexaplaElementRule *elements;
    guint n_elements;
    const HexaplaGrammarNamespace *namespaces;
    guint n_namespaces;
    const char *const *free_attributes;
    void (*start)(HexaplaRules *rules, const char *name, const HexaplaXmlElement *element,
                  gpointer user_data);
    void (*end)(HexaplaRules *rules, const char *name, gpointer user_data);
    void (*text)(HexaplaRules *rules, const char *text, gsize n, gpointer user_data);
    void (*foreign)(HexaplaRules *rules, const HexaplaXmlElement *element, gpointer user_data);
} HexaplaGrammar;

gboolean hexapla_rules_check(const HexaplaGrammar *grammar, gpointer user_data, GInputStream *in,
                             const HexaplaReadOptions *options, HexaplaIssueSink *sink,
                             GCancellable *cancellable, GError **error);
void hexapla_rules_report(HexaplaRules *self, HexaplaIssueKind kind, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
void hexapla_rules_report_at(HexaplaRules *self, HexaplaIssueKind kind, guint64 line,
                             guint64 column, const char *format, ...) G_GNUC_PRINTF(5, 6);
const char *hexapla_rules_get_parent(const HexaplaRules *self, guint above);
guint64 hexapla_rules_get_line(const HexaplaRules *self);
guint64 hexapla_rules_get_column(const HexaplaRules *self);

G_END_DECLS
