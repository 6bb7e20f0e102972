/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What XLIFF 1.0 to 1.2 wants; foreign elements and attributes where the transitional schema allows
 * them. Clauses are those of XLIFF 1.2. */

#include <string.h>

#include "formats/rules.h"
#include "formats/xliff-rules.h"

#define INLINES "(g|x|bx|ex|bpt|ept|ph|it|mrk|other)*"
#define CODES "(sub)*"
#define CODE "* id!=any rid=any ctype=any xid=any equiv-text=any ts=any"
#define NOTES "(context-group|count-group|prop-group|note|alt-trans|other)*"
#define FILES "(internal-file|external-file)"

static const HexaplaElementRule elements[] = {
    {"xliff", "§2.1", "(file|other)+", "* version!=(1.0|1.1|1.2) xml:lang=language", FALSE, TRUE},
    {"file", "§2.2", "header? body",
     "* original!=any source-language!=language datatype!=any target-language=language "
     "xml:space=space date=any",
     FALSE, TRUE},
    {"header", "§2.3",
     "skl? phase-group? (glossary|reference|count-group|prop-group|note|tool|other)*", NULL, FALSE,
     TRUE},
    {"skl", "§2.3.1", FILES, NULL, FALSE, TRUE},
    {"internal-file", "§2.3.1", "(other)*", "form=any crc=any", TRUE, TRUE},
    {"external-file", "§2.3.1", NULL, "href!=any uid=any crc=any", FALSE, TRUE},
    {"glossary", "§2.3.2", FILES, NULL, FALSE, TRUE},
    {"reference", "§2.3.3", FILES, NULL, FALSE, TRUE},
    {"phase-group", "§2.3.4", "phase+", NULL, FALSE, TRUE},
    {"phase", "§2.3.4", "note*", "* phase-name!=any process-name!=any", FALSE, TRUE},
    {"tool", "§2.3.5", "(other)*", "* tool-id!=any tool-name!=any", TRUE, TRUE},
    {"count-group", "§2.3.6", "count*", "* name=any", FALSE, TRUE},
    {"count", "§2.3.6", NULL, "* count-type=any", TRUE, TRUE},
    {"prop-group", "§2.3.7", "prop*", "* name=any", FALSE, TRUE},
    {"prop", "§2.3.7", NULL, "* prop-type!=any xml:lang=language", TRUE, TRUE},
    {"note", "§2.3.8", NULL,
     "* from=any priority=(1|2|3|4|5|6|7|8|9|10) annotates=(source|target|general) "
     "xml:lang=language",
     TRUE, TRUE},
    {"body", "§2.4", "(group|trans-unit|bin-unit|other)*", NULL, FALSE, TRUE},
    {"group", "§2.4.1",
     "(context-group|count-group|prop-group|note|other)* (group|trans-unit|bin-unit|other)*",
     "* translate=yesno xml:space=space", FALSE, TRUE},
    {"trans-unit", "§2.4.2", "source seg-source? target? " NOTES,
     "* id!=any approved=yesno translate=yesno xml:space=space", FALSE, TRUE},
    {"alt-trans", "§2.4.3", "source? seg-source? target+ (context-group|prop-group|note|other)*",
     "* xml:lang=language xml:space=space", FALSE, TRUE},
    {"source", "§2.4.4", INLINES, "* xml:lang=language xml:space=space ts=any", TRUE, TRUE},
    {"seg-source", "§2.4.5", INLINES, "* xml:lang=language xml:space=space ts=any", TRUE, TRUE},
    {"target", "§2.4.6", INLINES, "* xml:lang=language xml:space=space state=any", TRUE, TRUE},
    {"bin-unit", "§2.4.7",
     "bin-source bin-target? (context-group|count-group|prop-group|note|trans-unit|other)*",
     "* id!=any mime-type!=any translate=yesno", FALSE, TRUE},
    {"bin-source", "§2.4.8", "(internal-file|external-file|other)", "ts=any", FALSE, TRUE},
    {"bin-target", "§2.4.9", "(internal-file|external-file|other)", "* ts=any", FALSE, TRUE},
    {"context-group", "§2.3.9", "context+", "* name=any crc=any purpose=any", FALSE, TRUE},
    {"context", "§2.3.9", NULL, "* context-type!=any", TRUE, TRUE},
    {"g", "§2.5.1", INLINES, "* id!=any ctype=any", TRUE, TRUE},
    {"x", "§2.5.2", NULL, CODE, FALSE, TRUE},
    {"bx", "§2.5.3", NULL, CODE, FALSE, TRUE},
    {"ex", "§2.5.4", NULL, CODE, FALSE, TRUE},
    {"bpt", "§2.5.5", CODES, CODE, TRUE, TRUE},
    {"ept", "§2.5.6", CODES, CODE, TRUE, TRUE},
    {"ph", "§2.5.8", CODES, CODE, TRUE, TRUE},
    {"it", "§2.5.9", CODES, "* id!=any pos!=(open|close)", TRUE, TRUE},
    {"sub", "§2.5.7", INLINES, "* ctype=any", TRUE, TRUE},
    {"mrk", "§2.6.1", INLINES, "* mtype!=any mid=any comment=any ts=any", TRUE, TRUE},
};

static const HexaplaGrammarNamespace namespaces[] = {
    {NULL, ""},
    {"urn:oasis:names:tc:xliff:document:1.1", ""},
    {"urn:oasis:names:tc:xliff:document:1.2", ""},
};

typedef struct {
    GHashTable *ids;  /* of the file */
    GHashTable *mids; /* of the segments of the source */
    gboolean is_target;
    gboolean has_target_language;
} Checker;

static void
on_unit(Checker *self, HexaplaRules *rules, const HexaplaXmlElement *element)
{
    char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    g_hash_table_remove_all(self->mids);
    if (id != NULL && g_hash_table_contains(self->ids, id))
        hexapla_rules_report(rules, HEXAPLA_ISSUE_REPEATED_ID,
                             "§2.4.2: another unit of the file has the id “%s”", id);
    if (id != NULL)
        g_hash_table_add(self->ids, id);
}

/* A segment of the target is one of the source. */
static void
on_mark(Checker *self, HexaplaRules *rules, const HexaplaXmlElement *element)
{
    char *mid = hexapla_xml_element_dup_attribute(element, NULL, "mid");
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "mtype");

    if (mid != NULL && self->is_target && g_strcmp0(type, "seg") == 0 &&
        !g_hash_table_contains(self->mids, mid))
        hexapla_rules_report(rules, HEXAPLA_ISSUE_BROKEN_REFERENCE,
                             "§2.6.1: no segment of <seg-source> has the mid “%s”", mid);
    if (mid != NULL)
        g_hash_table_add(self->mids, mid);
}

static void
on_start(HexaplaRules *rules, const char *name, const HexaplaXmlElement *element,
         gpointer user_data)
{
    Checker *self = user_data;

    if (strcmp(name, "file") == 0)
        g_hash_table_remove_all(self->ids);
    else if (strcmp(name, "trans-unit") == 0)
        on_unit(self, rules, element);
    else if (strcmp(name, "mrk") == 0)
        on_mark(self, rules, element);
    else if (strcmp(name, "target") == 0)
        self->is_target = g_strcmp0(hexapla_rules_get_parent(rules, 1), "trans-unit") == 0;
    else if (strcmp(name, "alt-trans") == 0)
        self->is_target = FALSE;
}

static void
on_end(G_GNUC_UNUSED HexaplaRules *rules, const char *name, gpointer user_data)
{
    Checker *self = user_data;

    if (strcmp(name, "target") == 0)
        self->is_target = FALSE;
}

gboolean
hexapla_xliff1_validate(GInputStream *in, const HexaplaReadOptions *options, HexaplaIssueSink *sink,
                        GCancellable *cancellable, GError **error)
{
    static const char *const free_attributes[] = {NULL};
    const HexaplaGrammar grammar = {
        .name = "XLIFF 1.2",
        .root = "xliff",
        .elements = elements,
        .n_elements = G_N_ELEMENTS(elements),
        .namespaces = namespaces,
        .n_namespaces = G_N_ELEMENTS(namespaces),
        .free_attributes = free_attributes,
        .start = on_start,
        .end = on_end,
    };
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) mids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Checker checker = {.ids = ids, .mids = mids};

    return hexapla_rules_check(&grammar, &checker, in, options, sink, cancellable, error);
}
