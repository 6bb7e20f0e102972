/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What TMX 1.4b wants, with the leave of older versions to write lang for xml:lang. */

#include <string.h>

#include "formats/rules.h"
#include "formats/tmx-private.h"

#define CODES "(bpt|ept|it|ph|hi|ut)*"
#define WRITTEN                                                                                    \
    " o-encoding=any datatype=any usagecount=uint lastusagedate=date creationtool=any "            \
    "creationtoolversion=any creationdate=date creationid=any changedate=date changeid=any "       \
    "o-tmf=any"

static const HexaplaElementRule elements[] = {
    {"tmx", "<tmx>", "header body", "version!=(1.0|1.1|1.2|1.3|1.4)", FALSE, FALSE},
    {"header", "<header>", "(note|prop|ude)*",
     "creationtool!=any creationtoolversion!=any segtype!=(block|paragraph|sentence|phrase) "
     "o-tmf!=any adminlang!=any srclang!=any datatype!=any o-encoding=any creationdate=date "
     "creationid=any changedate=date changeid=any",
     FALSE, FALSE},
    {"body", "<body>", "tu*", NULL, FALSE, FALSE},
    {"tu", "<tu>", "(note|prop)* tuv+",
     "tuid=any segtype=(block|paragraph|sentence|phrase) srclang=any" WRITTEN, FALSE, FALSE},
    {"tuv", "<tuv>", "(note|prop)* seg", "xml:lang=language lang=any" WRITTEN, FALSE, FALSE},
    {"seg", "<seg>", CODES, NULL, TRUE, FALSE},
    {"note", "<note>", NULL, "o-encoding=any xml:lang=language lang=any", TRUE, FALSE},
    {"prop", "<prop>", NULL, "type!=any o-encoding=any xml:lang=language lang=any", TRUE, FALSE},
    {"ude", "<ude>", "map+", "name!=any base=any", FALSE, FALSE},
    {"map", "<map>", NULL, "unicode!=any code=any ent=any subst=any", FALSE, FALSE},
    {"bpt", "<bpt>", "sub*", "i!=any x=any type=any", TRUE, FALSE},
    {"ept", "<ept>", "sub*", "i!=any", TRUE, FALSE},
    {"it", "<it>", "sub*", "pos!=(begin|end) x=any type=any", TRUE, FALSE},
    {"ph", "<ph>", "sub*", "assoc=any x=any type=any", TRUE, FALSE},
    {"hi", "<hi>", CODES, "x=any type=any", TRUE, FALSE},
    {"sub", "<sub>", CODES, "datatype=any type=any", TRUE, FALSE},
    {"ut", "<ut>", "sub*", "x=any", TRUE, FALSE},
};

static const HexaplaGrammarNamespace namespaces[] = {
    {NULL, ""},
    {"http://www.lisa.org/tmx14", ""},
};

typedef struct {
    char *source;      /* srclang of the header */
    char *unit_source; /* that of the unit */
    gboolean has_source;
    GHashTable *open;   /* i of codes that wait for their end */
    GHashTable *closed; /* i of all codes that began */
} Checker;

static void
on_variant(Checker *self, HexaplaRules *rules, const HexaplaXmlElement *element)
{
    g_autofree char *language = hexapla_xml_element_dup_attribute(element, "xml", "lang");
    const char *source = self->unit_source != NULL ? self->unit_source : self->source;

    if (language == NULL)
        language = hexapla_xml_element_dup_attribute(element, NULL, "lang");
    if (language == NULL)
        hexapla_rules_report(rules, HEXAPLA_ISSUE_INVALID_LANGUAGE, "<tuv>: xml:lang is missing");
    else if (source != NULL && g_ascii_strncasecmp(language, source, strlen(source)) == 0)
        self->has_source = TRUE;
}

static void
on_begin(Checker *self, HexaplaRules *rules, const HexaplaXmlElement *element)
{
    char *i = hexapla_xml_element_dup_attribute(element, NULL, "i");

    if (i == NULL)
        return;
    if (!g_hash_table_add(self->closed, g_strdup(i)))
        hexapla_rules_report(rules, HEXAPLA_ISSUE_BROKEN_CODE,
                             "<bpt>: another code of the segment has i “%s”", i);
    g_hash_table_add(self->open, i);
}

static void
on_end_code(Checker *self, HexaplaRules *rules, const HexaplaXmlElement *element)
{
    g_autofree char *i = hexapla_xml_element_dup_attribute(element, NULL, "i");

    if (i != NULL && !g_hash_table_remove(self->open, i))
        hexapla_rules_report(rules, HEXAPLA_ISSUE_BROKEN_CODE,
                             "<ept>: no <bpt> before it has i “%s”", i);
}

static gboolean
is_date(const char *text)
{
    gsize n = strspn(text, "0123456789");

    return n == 8 && text[8] == 'T' && strspn(text + 9, "0123456789") == 6 &&
           strcmp(text + 15, "Z") == 0;
}

static void
check_dates(HexaplaRules *rules, const HexaplaXmlElement *element)
{
    static const char *const names[] = {"creationdate", "changedate", "lastusagedate"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *date = hexapla_xml_element_dup_attribute(element, NULL, names[i]);

        if (date != NULL && !is_date(date))
            hexapla_rules_report(rules, HEXAPLA_ISSUE_INVALID_VALUE,
                                 "%s is written YYYYMMDDThhmmssZ, unlike “%s”", names[i], date);
    }
}

static void
on_start(HexaplaRules *rules, const char *name, const HexaplaXmlElement *element,
         gpointer user_data)
{
    Checker *self = user_data;

    if (strcmp(name, "header") == 0) {
        g_free(self->source);
        self->source = hexapla_xml_element_dup_attribute(element, NULL, "srclang");
    } else if (strcmp(name, "tu") == 0) {
        g_free(self->unit_source);
        self->unit_source = hexapla_xml_element_dup_attribute(element, NULL, "srclang");
        self->has_source = FALSE;
    } else if (strcmp(name, "tuv") == 0) {
        on_variant(self, rules, element);
    } else if (strcmp(name, "seg") == 0) {
        g_hash_table_remove_all(self->open);
        g_hash_table_remove_all(self->closed);
    } else if (strcmp(name, "bpt") == 0) {
        on_begin(self, rules, element);
    } else if (strcmp(name, "ept") == 0) {
        on_end_code(self, rules, element);
    }
    check_dates(rules, element);
}

static void
on_end(HexaplaRules *rules, const char *name, gpointer user_data)
{
    Checker *self = user_data;
    const char *source = self->unit_source != NULL ? self->unit_source : self->source;

    if (strcmp(name, "seg") == 0 && g_hash_table_size(self->open) > 0)
        hexapla_rules_report(rules, HEXAPLA_ISSUE_BROKEN_CODE,
                             "<seg>: a <bpt> has no <ept>; one that is alone is an <it>");
    if (strcmp(name, "tu") == 0 && !self->has_source && source != NULL &&
        strcmp(source, "*all*") != 0)
        hexapla_rules_report(rules, HEXAPLA_ISSUE_INVALID_LANGUAGE,
                             "<tu>: none of its languages is the source language “%s”", source);
}

gboolean
hexapla_tmx_validate(GInputStream *in, const HexaplaReadOptions *options, HexaplaIssueSink *sink,
                     GCancellable *cancellable, GError **error)
{
    const HexaplaGrammar grammar = {
        .name = "TMX 1.4b",
        .root = "tmx",
        .elements = elements,
        .n_elements = G_N_ELEMENTS(elements),
        .namespaces = namespaces,
        .n_namespaces = G_N_ELEMENTS(namespaces),
        .start = on_start,
        .end = on_end,
    };
    g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) closed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Checker checker = {.open = open, .closed = closed};
    gboolean ok = hexapla_rules_check(&grammar, &checker, in, options, sink, cancellable, error);

    g_free(checker.source);
    g_free(checker.unit_source);
    return ok;
}
