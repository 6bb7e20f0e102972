/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/xml.h"
#include "tests/unit/rows.h"

/* What the handler saw, as "<a x=1>text</a>". */
static gboolean
see_start(const HexaplaXmlElement *element, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    gsize n;
    const char *value = hexapla_xml_element_get_attribute(element, NULL, "x", &n);

    g_string_append_printf(user_data, "<%s", hexapla_xml_element_get_name(element));
    if (value != NULL)
        g_string_append_printf(user_data, " x=%.*s", (int) n, value);
    g_string_append_c(user_data, '>');
    return TRUE;
}

static gboolean
see_end(const char *name, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_string_append_printf(user_data, "</%s>", name);
    return TRUE;
}

static gboolean
see_text(const char *text, gsize n, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_string_append_len(user_data, text, n);
    return TRUE;
}

static const HexaplaXmlHandler handler = {see_start, see_end, see_text};

static gboolean
parse(const char *xml, gsize n, GString *seen, GError **error)
{
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(xml, n, NULL);

    return hexapla_xml_parse(in, "test.xml", &handler, seen, NULL, error);
}

static const struct {
    const char *name;
    const char *xml;
    const char *seen;
} accepted[] = {
    {"plain", "<a><b>text</b></a>", "<a><b>text</b></a>"},
    {"predefined-entities", "<a>&lt;&amp;&gt;&quot;&apos;</a>", "<a><&>\"'</a>"},
    {"character-references", "<a>&#x2019;&#10;</a>", "<a>’\n</a>"},
    {"cdata", "<a><![CDATA[<b>]]></a>", "<a><b></a>"},
    {"attribute", "<a x='1&amp;2'/>", "<a x=1&2></a>"},
    {"namespace", "<n:a xmlns:n='urn:x'/>", "<a></a>"},
    {"bare-doctype", "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx/>", "<tmx></tmx>"},
    {"comment-and-instruction", "<a><!-- no --><?x no?></a>", "<a></a>"},
    {"latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>", "<a>café</a>"},
};

static void
test_accepted(gconstpointer data)
{
    const __typeof__(accepted[0]) *row = data;
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    parse(row->xml, strlen(row->xml), seen, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(seen->str, ==, row->seen);
}

static const struct {
    const char *name;
    const char *xml;
} refused[] = {
    {"empty", ""},
    {"text-only", "no markup"},
    {"unclosed", "<a><b></b>"},
    {"crossed", "<a><b></a></b>"},
    {"two-roots", "<a/><b/>"},
    {"unknown-entity", "<a>&nbsp;</a>"},
    {"internal-entity", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"},
    {"unused-entity", "<!DOCTYPE a [<!ENTITY e 'x'>]><a/>"},
    {"external-entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>"},
    {"parameter-entity", "<!DOCTYPE a [<!ENTITY % e SYSTEM 'file:///etc/hostname'> %e;]><a/>"},
    {"billion-laughs", "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>"},
    {"control-character", "<a>\x01</a>"},
    {"double-attribute", "<a x='1' x='2'/>"},
    {"unbound-prefix", "<n:a/>"},
    {"ill-formed-utf-8", "<a>\xC0\xAF</a>"},
    {"undefined-in-windows-1251", "<?xml version='1.0' encoding='windows-1251'?><a>\x98</a>"},
    {"ill-formed-utf-8-in-cdata", "<a><![CDATA[\xC1\xB8]]></a>"},
};

static void
test_refused(gconstpointer data)
{
    const __typeof__(refused[0]) *row = data;
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(parse(row->xml, strlen(row->xml), seen, &error));
    g_assert_nonnull(error);
    g_assert_true(g_str_has_prefix(error->message, "test.xml:"));
    g_assert_null(strchr(error->message, '\n'));
}

static void
refuse(const GString *xml, const char *why)
{
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(parse(xml->str, xml->len, seen, &error));
    g_assert_nonnull(strstr(error->message, why));
}

static void
test_depth(void)
{
    g_autoptr(GString) xml = g_string_new(NULL);

    for (guint i = 0; i < 10000; i++)
        g_string_append(xml, "<a>");
    refuse(xml, "deep");
}

static void
test_long_text(void)
{
    g_autoptr(GString) xml = g_string_new("<a>");

    for (guint i = 0; i < 200000; i++)
        g_string_append(xml, "text text ");
    g_string_append(xml, "</a>");
    refuse(xml, "a text is longer");
}

static void
test_many_attributes(void)
{
    g_autoptr(GString) xml = g_string_new("<a");

    for (guint i = 0; i < 300; i++)
        g_string_append_printf(xml, " a%u='x'", i);
    g_string_append(xml, "/>");
    refuse(xml, "attributes");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/xml/accepted", accepted, test_accepted);
    ADD_ROWS("/xml/refused", refused, test_refused);
    g_test_add_func("/xml/limit/depth", test_depth);
    g_test_add_func("/xml/limit/text", test_long_text);
    g_test_add_func("/xml/limit/attributes", test_many_attributes);
    return g_test_run();
}
