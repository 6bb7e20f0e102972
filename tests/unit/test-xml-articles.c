/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/sources.h"
#include "pipeline/nesting-private.h"
#include "tests/unit/blocks.h"
#include "tests/unit/rows.h"

static const BlocksRow docbook_rows[] = {
    {"a section", "<article><title>One</title><para>Two.</para></article>",
     "heading:One / paragraph:Two."},
    {"a prefix", "<d:article xmlns:d='x'><d:para>One.</d:para></d:article>", "paragraph:One."},
    {"a list",
     "<article><itemizedlist><listitem><para>One</para><para>Two</para></listitem></itemizedlist>"
     "<para>Three.</para></article>",
     "list-item:One / list-item:Two / paragraph:Three."},
    {"a quotation", "<article><blockquote><para>One.</para></blockquote></article>",
     "quotation:One."},
    {"a figure", "<article><figure><title>One</title></figure><title>Two</title></article>",
     "caption:One / heading:Two"},
    {"a table",
     "<article><informaltable><tgroup><tbody><row><entry>One</entry><entry><para>Two</para>"
     "</entry></row></tbody></tgroup></informaltable></article>",
     "cell:One / cell:Two"},
    {"white space", "<article><para>\n  One\n  two. </para></article>", "paragraph:One two."},
    {"references", "<article><para>&lt;&amp;&#233;&#x21;</para></article>", "paragraph:<&é!"},
    {"program code", "<article><para>One.</para><screen>two</screen></article>", "paragraph:One."},
    {"program code in a paragraph",
     "<article><para>One <screen>two</screen> three.</para></article>",
     "paragraph:One {<screen>two</screen>} three."},
    {"CDATA", "<article><para>One <![CDATA[<b>]]> two.</para></article>",
     "paragraph:One {<![CDATA[<b>]]>} two."},
    {"comments and instructions",
     "<article><para>One<!-- > --> two<?p >?>.</para><!-- x --></article>",
     "paragraph:One{<!-- > -->} two{<?p >?>}."},
    {"nobody translates it", "<article><para translate='no'>One</para><para>Two.</para></article>",
     "paragraph:Two."},
    {"paragraphs in other languages",
     "<article xml:lang='en'><blockquote xml:lang='fr'><para>a<footnote><para>b</para></footnote>"
     "c</para></blockquote><para xml:lang='en'>d</para><para>e <phrase xml:lang='de'>f</phrase>"
     "</para></article>",
     "quotation@fr:a{<footnote><para>b</para></footnote>}c / paragraph@fr:b / paragraph:d / "
     "paragraph:e {<phrase xml:lang='de'>}f{</phrase>}"},
    {"a footnote",
     "<article><para>One<footnote><para>Two.</para></footnote> three.</para></article>",
     "paragraph:One{<footnote><para>Two.</para></footnote>} three. / paragraph:Two."},
    {"a note in a note",
     "<article><para>a<footnote><para>b<footnote><para>c</para></footnote>d</para></footnote>"
     "</para></article>",
     "paragraph:a / paragraph:b{<footnote><para>c</para></footnote>}d / paragraph:c"},
    {"an element that nobody knows",
     "<article><para>One <x>two</x>.</para><y><para>Three.</para></y></article>",
     "paragraph:One {<x>}two{</x>}. / paragraph:Three."},
    {"text in a section", "<article><section>One <emphasis>two</emphasis></section></article>",
     "paragraph:One {<emphasis>}two{</emphasis>}"},
};

static const BlocksRow code_rows[] = {
    {"a pair", "<article><para>One <emphasis>two</emphasis>.</para></article>",
     "paragraph:One {<emphasis>}two{</emphasis>}."},
    {"a pair around it all", "<article><para> <emphasis> One. </emphasis> </para></article>",
     "paragraph:{<emphasis>}One.{</emphasis>}"},
    {"white space on both sides", "<article><para>a <code> b </code> c</para></article>",
     "paragraph:a {<code>}b {</code>}c"},
    {"one in the other", "<article><para><code>a<sub>b</sub></code></para></article>",
     "paragraph:{<code>}a{<sub>}b{</sub>}{</code>}"},
    {"empty ones in front and behind",
     "<article><para><anchor/><code></code>a<anchor/></para></article>", "paragraph:a"},
    {"an empty one", "<article><para>a<xref linkend='>'/>b</para></article>",
     "paragraph:a{<xref linkend='>'/>}b"},
};

static const BlocksRow other_rows[] = {
    {"DITA",
     "<task><title>One</title><taskbody><steps><step><cmd>Two <b>three</b>.</cmd></step></steps>"
     "</taskbody></task>",
     "heading:One / list-item:Two {<b>}three{</b>}."},
    {"JATS",
     "<article><front><article-meta><title-group><article-title>One</article-title></title-group>"
     "</article-meta></front><body><sec><p>Two <italic>three</italic>.</p></sec></body></article>",
     "heading:One / paragraph:Two {<italic>}three{</italic>}."},
    {"a line break", "<article><body><p>One<break/>two.</p></body></article>",
     "paragraph:One{<break/>}two."},
    {"the document type",
     "<!DOCTYPE article [<!-- > ]> --><!ATTLIST a b CDATA "
     "']>'>]>\n<article><para>One.</para></article>",
     "paragraph:One."},
    {"an entity of a DTD that nobody reads",
     "<!DOCTYPE article SYSTEM \"x.dtd\"><article><para>One&mdash;&vendor; two.</para></article>",
     "paragraph:One—{&vendor;} two."},
    {"a legacy encoding",
     "<?xml version=\"1.0\" encoding=\"windows-1251\"?><article><para>\304\340 "
     "&#228;.</para></article>",
     "paragraph:Да ä."},
};

static void
test_blocks(gconstpointer data)
{
    blocks_check("xml", data);
}

static const BlocksMergeRow merge_rows[] = {
    {"words", "<article><para>One</para></article>", "a < b & c", "a &lt; b &amp; c"},
    {"codes", "<article><para>a <code>b</code></para></article>", "{}b{} a", "<code>b</code> a"},
};

static void
test_merge(gconstpointer data)
{
    blocks_check_merge("xml", data);
}

/* What is refused, and with which words. */
static const BlocksRow refused_rows[] = {
    {"an entity", "<!DOCTYPE article [<!ENTITY a 'b'>]>\n<article/>",
     "page.xml:1:34: error: the entity “a” is declared"},
    {"an entity bomb",
     "<!DOCTYPE article [<!ENTITY a 'bbbb'><!ENTITY c '&a;&a;&a;&a;'>]><article>&c;</article>",
     "error: the entity “a” is declared: entities are refused"},
    {"an entity of a file",
     "<!DOCTYPE article [<!ENTITY a SYSTEM '/etc/passwd'>]><article>&a;</article>",
     "error: the entity “a” is declared"},
    {"a reference without a document type", "<article>&a;</article>", "Entity 'a' not defined"},
    {"ill-formed", "<article><para></article>", "page.xml:1:"},
    {"another root", "<recipe><p>One.</p></recipe>",
     "page.xml: error: “recipe” is the root of no vocabulary that is known"},
    {"nothing", "", "page.xml:1:1: error: "},
};

static void
test_refused(gconstpointer data)
{
    const BlocksRow *row = data;
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(
        blocks_read("xml", row->article, strlen(row->article), blocks_print, printed, &error));
    if (strstr(error->message, row->blocks) == NULL)
        g_assert_cmpstr(error->message, ==, row->blocks);
    g_assert_null(strchr(error->message, '\n'));
}

/* A sentence with a footnote gets a translation, and so does the footnote. */
static void
test_nesting(void)
{
    static const char article[] =
        "<article><para>One<footnote><para>Two.</para></footnote> three.</para></article>";
    g_autoptr(HexaplaDocument) part = NULL;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(HexaplaReplacement));
    g_autofree char *written = NULL;
    guint n;
    const HexaplaBlock *blocks;

    blocks_read("xml", article, strlen(article), blocks_keep, &part, NULL);
    blocks = hexapla_document_get_blocks(part, &n);
    for (guint i = 0; i < n; i++) {
        HexaplaReplacement place = {.segment = i};

        hexapla_document_add_segment(part, i, blocks[i].start, blocks[i].end,
                                     HEXAPLA_RULE_BLOCK_END);
        hexapla_document_find_segment_source(part, i, &place.start, &place.end);
        g_array_append_val(places, place);
    }
    hexapla_document_set_target(part, 1, "Deux.", strlen("Deux."));
    blocks_set_target(part, "Trois{} un.");
    hexapla_nesting_resolve(part, places);
    written = blocks_dup_target("xml", part);
    g_assert_cmpstr(written, ==, "Trois<footnote><para>Deux.</para></footnote> un.");
    g_assert_true(g_array_index(places, HexaplaReplacement, 1).is_inside);
}

/* What an article says of itself: LANGUAGE TITLE ENCODING */
static const BlocksRow meta_rows[] = {
    {"nothing", "<article/>", "und - -"},
    {"language and title",
     "<article xml:lang='pt-br'><info><title>One <code>two</code></title></info><section><title>x"
     "</title></section></article>",
     "pt-BR One two -"},
    {"a title of JATS",
     "<article><front><article-title>\n "
     "One</article-title></front><sec><title>x</title></sec></article>",
     "und One -"},
    {"an encoding", "<?xml version='1.0' encoding='koi8-r'?><article><title>\341</title></article>",
     "und А koi8-r"},
};

static gboolean
print_meta(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);

    g_string_append_printf(user_data, "%s %s %s", hexapla_document_get_language(part),
                           origin->title != NULL ? origin->title : "-",
                           origin->encoding != NULL ? origin->encoding : "-");
    return TRUE;
}

static void
test_meta(gconstpointer data)
{
    const BlocksRow *row = data;
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    blocks_read("xml", row->article, strlen(row->article), print_meta, printed, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(printed->str, ==, row->blocks);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/xml-articles/docbook", docbook_rows, test_blocks);
    ADD_ROWS("/xml-articles/code", code_rows, test_blocks);
    ADD_ROWS("/xml-articles/other", other_rows, test_blocks);
    ADD_ROWS("/xml-articles/merge", merge_rows, test_merge);
    ADD_ROWS("/xml-articles/refused", refused_rows, test_refused);
    ADD_ROWS("/xml-articles/meta", meta_rows, test_meta);
    g_test_add_func("/xml-articles/nesting", test_nesting);
    return g_test_run();
}
