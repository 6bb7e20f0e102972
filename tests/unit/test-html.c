/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "document/sources.h"
#include "tests/unit/blocks.h"
#include "tests/unit/rows.h"

/* Every page has a language, so that nothing is said of it. */
static const BlocksRow structure_rows[] = {
    {"paragraphs", "<p>One two.</p><p>Three.</p>", "paragraph:One two. / paragraph:Three."},
    {"no tags", "One two.", "paragraph:One two."},
    {"nothing is closed", "<p>One.<p>Two.<ul><li>Three<li>Four",
     "paragraph:One. / paragraph:Two. / list-item:Three / list-item:Four"},
    {"headings", "<h1>One</h1><h3>Two</h3><p>Three.",
     "heading:One / heading:Two / paragraph:Three."},
    {"a heading that is never closed", "<h2>One<p>Two.<p>Three.",
     "heading:One / paragraph:Two. / paragraph:Three."},
    {"white space", "<p> One\n\t two. </p> <p>Three.", "paragraph:One two. / paragraph:Three."},
    {"a hard space", "<p>7&nbsp;a.m.", "paragraph:7\302\240a.m."},
    {"a soft hyphen", "<p>re&shy;paint and re\302\255build", "paragraph:repaint and rebuild"},
    {"two line breaks", "<p>One.<br><br>Two.", "paragraph:One. / paragraph:Two."},
    {"two line breaks on their lines", "<div>One.<br>\n  <br />\nTwo.</div>",
     "paragraph:One. / paragraph:Two."},
    {"one line break", "<p>One<br>two.", "paragraph:One{<br>}two."},
    {"a line break at the end", "<p>One.<br></p><p>Two.", "paragraph:One. / paragraph:Two."},
    {"a rule", "<div>One.<hr>Two.</div>", "paragraph:One. / paragraph:Two."},
    {"text around paragraphs", "<div>One.<p>Two.</p>Three.</div>",
     "paragraph:One. / paragraph:Two. / paragraph:Three."},
    {"a table", "<table><tr><th>One<td>Two<tr><td>Three</table>",
     "cell:One / cell:Two / cell:Three"},
    {"tables inside tables", "<table><tr><td>One<table><tr><td>Two</table>Three</table>",
     "paragraph:One / cell:Two / paragraph:Three"},
    {"a table for the layout", "<table><tr><td><p>One.<p>Two.</table>",
     "paragraph:One. / paragraph:Two."},
    {"a quotation", "<blockquote><p>One.</blockquote>", "quotation:One."},
    {"definitions", "<dl><dt>One<dd>Two</dl>", "list-item:One / list-item:Two"},
    {"preformatted", "<pre>One\n two.\n\nThree.</pre>", "paragraph:One\ntwo. / paragraph:Three."},
    {"custom elements", "<my-app><my-text>One.</my-text></my-app>",
     "paragraph:{<my-app>}{<my-text>}One.{</my-text>}{</my-app>}"},
    {"right to left", "<p dir=rtl>\331\210\330\265\331\204\330\252 <bdi>x</bdi>.",
     "paragraph:\331\210\330\265\331\204\330\252 {<bdi>}x{</bdi>}."},
    {"scripts and styles", "<style>p {}</style><p>One.<script>a < b</script></p>",
     "paragraph:One."},
    {"a script inside a sentence", "<p>One<script>'</p>'</script> two.",
     "paragraph:One{<script>'</p>'</script>} two."},
    {"a player", "<p>One.</p><video>No player.</video><p>Two.", "paragraph:One. / paragraph:Two."},
    {"a player that is never closed", "<video>One.<p>Two.", "paragraph:One. / paragraph:Two."},
    {"a comment", "<p>One<!-- <p>x --> two.", "paragraph:One{<!-- <p>x -->} two."},
    {"a comment in a paragraph", "<p>One. <!-- x --></p>", "paragraph:One."},
    {"an end in front of everything", "</span><p>One.", "paragraph:One."},
    {"text behind the end", "<html><body><p>One.</body></html><p>Two.",
     "paragraph:One. / paragraph:Two."},
    {"two bodies", "<body><p>One.<body class=menu><p>Two.", "paragraph:One. / paragraph:Two."},
    {"paragraphs in other languages",
     "<html lang=en><body lang=de><p>a<p lang=fr>b<div xml:lang='pt-br'><p>c</div><p lang=en>d"
     "<p lang='the best'>e<p>f <i lang=fr>g</i>",
     "paragraph:a / paragraph@fr:b / paragraph@pt-BR:c / paragraph:d / paragraph:e / "
     "paragraph:f {<i lang=fr>}g{</i>}"},
    {"the title is not text", "<title>One</title><p>Two.", "paragraph:Two."},
};

static const BlocksRow reference_rows[] = {
    {"named", "<p>&lt;&amp;&gt; &eacute;&hellip;&apos;", "paragraph:<&> é…'"},
    {"numbers", "<p>&#65;&#x42;&#X43;", "paragraph:ABC"},
    {"of Windows", "<p>&#147;One&#148;", "paragraph:“One”"},
    {"without semicolon", "<p>a &lt b &copy c &notit;", "paragraph:a < b © c ¬it;"},
    {"that are none", "<p>AT&T & &x; &#; &#x; &", "paragraph:AT&T & &x; &#; &#x; &"},
    {"that stand for nothing", "<p>a&#0;&#xD800;&#x110000;b",
     "paragraph:a\357\277\275\357\277\275\357\277\275b"},
    {"in the address of a link", "<p>a <a href=\"?b=1&amp;c=2\">d</a>.",
     "paragraph:a {<a href=\"?b=1&amp;c=2\">}d{</a>}."},
};

static const BlocksRow code_rows[] = {
    {"a pair", "<p>One <b>two</b> three.", "paragraph:One {<b>}two{</b>} three."},
    {"a pair around it all", "<p><i>One.</i></p>", "paragraph:{<i>}One.{</i>}"},
    {"pairs inside pairs", "<p><b>One <i>two</i></b>.", "paragraph:{<b>}One {<i>}two{</i>}{</b>}."},
    {"crossing", "<p>a <b>b <i>c</b> d</i>.", "paragraph:a {<b>}b {<i>}c{</b>} d{</i>}."},
    {"never closed", "<p>One <b>two.", "paragraph:One {<b>}two."},
    {"never opened", "<p>One</b> two.", "paragraph:One{</b>} two."},
    {"a picture", "<p>One <img src=a.png> two.", "paragraph:One {<img src=a.png>}two."},
    {"a picture in front", "<p><img src=a.png> One two.", "paragraph:One two."},
    {"a link with a picture in front", "<p><a href=x><img src=a.png> One</a> two.",
     "paragraph:{<a href=x>}{<img src=a.png>}One{</a>} two."},
    {"empty pairs in front", "<p><a name=x></a>One.", "paragraph:One."},
    {"white space on both sides", "<p>One <b> two </b> three.",
     "paragraph:One {<b>}two {</b>}three."},
    {"white space inside", "<p>One<b> two</b> three.", "paragraph:One{<b>} two{</b>} three."},
    {"a pair over two paragraphs", "<p><b>One.<br><br>Two.</b>",
     "paragraph:{<b>}One. / paragraph:Two."},
    {"an attribute that holds a tag", "<p>One <a title=\"x>y\">two</a>.",
     "paragraph:One {<a title=\"x>y\">}two{</a>}."},
};

#define PROSE "This is a sentence that is long enough to be one of an article, with a comma in it."

static const BlocksRow junk_rows[] = {
    {"elements", "<nav>One</nav><p>" PROSE "</p><aside>Two</aside><footer>Three</footer>",
     "navigation:One / paragraph:" PROSE " / sidebar:Two / footer:Three"},
    {"roles", "<div role=navigation>One</div><p>" PROSE "</p><div role=search>Two</div>",
     "navigation:One / paragraph:" PROSE " / form:Two"},
    {"classes",
     "<p>" PROSE "</p><div class='post-comments'>One.</div><div id=relatedPosts>Two.</div>",
     "paragraph:" PROSE " / comments:One. / related:Two."},
    {"forms", "<p>" PROSE "</p><button>One</button><select><option>Two</select>",
     "paragraph:" PROSE " / form:One / form:Two"},
    {"hidden",
     "<p>" PROSE
     "</p><p hidden>One.</p><p style='display : none'>Two.</p><p aria-hidden=true>Three.",
     "paragraph:" PROSE " / hidden:One. / hidden:Two. / hidden:Three."},
    {"captions", "<p>" PROSE "</p><figure><img src=a><figcaption>One.</figcaption></figure>",
     "paragraph:" PROSE " / caption:One."},
    {"negated classes", "<div class='with-sidebar no-comments'><p>" PROSE "</div>",
     "paragraph:" PROSE},
    {"utility classes", "<p class='hidden-print sr-text'>" PROSE, "paragraph:" PROSE},
    {"links inside an article", "<article><p>" PROSE "<p><a href=x>One two three</a></article>",
     "paragraph:" PROSE " / navigation:{<a href=x>}One two three{</a>}"},
    {"a label over links",
     "<article><p>" PROSE "<p>See also<ul><li><a href=x>One two</a></ul></article>",
     "paragraph:" PROSE " / navigation:See also / navigation:{<a href=x>}One two{</a>}"},
    {"teasers",
     "<h1>One</h1><p>" PROSE "<p>" PROSE
     "<div><h3><a href=a>A</a></h3><p>Two is a teaser with words.</div>"
     "<div><h3><a href=b>B</a></h3><p>Three.</div><div><h3><a href=c>C</a></h3><p>Four.</div>",
     "heading:One / paragraph:" PROSE " / paragraph:" PROSE
     " / related:{<a href=a>}A{</a>} / related:Two is a teaser with words. / related:{<a "
     "href=b>}B{</a>} / related:Three. "
     "/ related:{<a href=c>}C{</a>} / related:Four."},
    {"what stands apart",
     "<div><a href=x>One</a><p>Two</p></div><div class=article-body><p>" PROSE "<p>" PROSE "</div>",
     "outside:{<a href=x>}One{</a>} / outside:Two / paragraph:" PROSE " / paragraph:" PROSE},
    {"what JSON-LD calls the text",
     "<script type=\"application/ld+json\">{\"articleBody\":\"" PROSE
     " And an ending that is of the article, too.\"}</script>"
     "<h1>One</h1><p>" PROSE "<p class=teaser>And an ending that is of the article, too.<p>Write "
     "to us whenever you like to.",
     "heading:One / paragraph:" PROSE " / paragraph:And an ending that is of the article, too. / "
     "outside:Write to us whenever you like to."},
    {"a headline outside",
     "<div><h1>One</h1></div><div class=menu>Two</div><div class=article-body><p>" PROSE "</div>",
     "heading:One / navigation:Two / paragraph:" PROSE},
};

static gboolean
read_page(const char *page, gsize n, HexaplaDocumentFunc func, gpointer user_data, GError **error)
{
    return blocks_read("html", page, n, func, user_data, error);
}

static void
test_blocks(gconstpointer data)
{
    blocks_check("html", data);
}

/* What a page says of itself: LANGUAGE TITLE DATE ADDRESS ENCODING */
static const BlocksRow meta_rows[] = {
    {"nothing", "<p>x", "und - - - -"},
    {"elements", "<html lang=de><title>T &amp; U</title><link rel=canonical href=http://x/y>",
     "de T & U - http://x/y -"},
    {"OpenGraph",
     "<title>T - Site</title><meta property=og:title content=T><meta property=og:locale "
     "content=pt_BR>",
     "pt-BR T - - -"},
    {"the element goes before OpenGraph", "<html lang=fr><meta property=og:locale content=en_US>",
     "fr - - - -"},
    {"dates",
     "<meta name=date content=2025><meta property=article:published_time content=2026-01-02>",
     "und - 2026-01-02 - -"},
    {"JSON-LD",
     "<script "
     "type=\"application/"
     "ld+json\">{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"S\"},{\"headline\":"
     "\"T \\u0026 U\",\"author\":{\"name\":\"A\"},\"datePublished\":\"2026\"}]}</script>",
     "und T & U 2026 - -"},
    {"broken JSON-LD", "<script type=application/ld+json>{\"headline\":\"T\",</script>",
     "und T - - -"},
    {"microdata",
     "<meta itemprop=datePublished content=2026><time itemprop=datePublished datetime=2027>",
     "und - 2026 - -"},
    {"a language that is none", "<html lang=\"the best\"><p>x", "und - - - -"},
    {"a legacy encoding", "<meta charset=iso-8859-1><title>\223caf\351\224</title>",
     "und “café” - - windows-1252"},
    {"a legacy encoding, as it was told long ago",
     "<meta http-equiv=content-type content='text/html; "
     "charset=windows-1251'><title>\304\340</title>",
     "und Да - - windows-1251"},
    {"ISO 2022", "<meta charset=iso-2022-jp><title>\033$BF|K\\\033(B</title>",
     "und 日本 - - iso-2022-jp"},
    {"UTF-8 that calls itself something else", "<meta charset=iso-8859-1><title>café</title>",
     "und café - - -"},
    {"two declarations", "<meta charset=utf-8><meta charset=windows-1251><title>\304\340</title>",
     "und Да - - windows-1251"},
    {"a byte order mark", "\357\273\277<meta charset=koi8-r><title>Да</title>", "und Да - - -"},
    {"a broken byte", "<meta charset=utf-8><title>äöü\304 x</title>",
     "und äöü\357\277\275 x - - -"},
};

static gboolean
print_meta(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    const char *const fields[] = {origin->title, origin->date, origin->url, origin->encoding};

    g_string_append(user_data, hexapla_document_get_language(part));
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        g_string_append_printf(user_data, " %s", fields[i] != NULL ? fields[i] : "-");
    return TRUE;
}

static void
test_meta(gconstpointer data)
{
    const BlocksRow *row = data;
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    read_page(row->article, strlen(row->article), print_meta, printed, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(printed->str, ==, row->blocks);
}

/* The bytes of a block in the page. */
static const BlocksRow source_rows[] = {
    {"as they are", "<p>One two.</p>", "One two."},
    {"references and white space", "<p>One &amp;\n two.</p>", "One &amp;\n two."},
    {"windows-1252", "<meta charset=windows-1252><p>\223caf\351\224 x", "\223caf\351\224 x"},
    {"Shift JIS", "<meta charset=shift_jis><p>\223\372\226{\214\352.</p>",
     "\223\372\226{\214\352."},
    {"a byte order mark", "\357\273\277<p>é x</p>", "é x"},
    {"behind a broken byte", "<p>äöü\304</p><p>x y</p>", "äöü\304"},
};

static gboolean
print_source(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    guint64 *places = user_data;

    hexapla_document_find_source(part, blocks[0].start, blocks[0].end, &places[0], &places[1]);
    return TRUE;
}

static void
test_source(gconstpointer data)
{
    const BlocksRow *row = data;
    g_autoptr(GError) error = NULL;
    guint64 places[2];

    read_page(row->article, strlen(row->article), print_source, places, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(row->article + places[0], places[1] - places[0], row->blocks,
                    strlen(row->blocks));
}

/* The fonts of a long old page, none of which ends. */
static void
test_unclosed(void)
{
    g_autoptr(GString) page = g_string_new(NULL);
    g_autoptr(GString) printed = g_string_new(NULL);

    for (guint i = 0; i < 2000; i++)
        g_string_append(page, "<div><font size=2>One.</div>");
    read_page(page->str, page->len, blocks_print, printed, NULL);
    g_string_truncate(printed, strlen("paragraph:{<font size=2>}One. / paragraph:"));
    g_assert_cmpstr(printed->str, ==, "paragraph:{<font size=2>}One. / paragraph:");
    page->len = 0;
    for (guint i = 0; i < 2000; i++)
        g_string_append(page, "<font size=2>One.<hr>");
    g_string_truncate(printed, 0);
    read_page(page->str, page->len, blocks_print, printed, NULL);
    g_assert_true(g_str_has_suffix(printed->str, " / paragraph:{<font size=2>}One."));
}

/* Pages that take long when anything is done twice. */
static void
test_depth(void)
{
    static const char *const units[] = {"<div>", "<b>", "<table><tr><td>", "</i>", "<a><b><i><p>",
                                        "<",     "&",   "<p x=",           "<!",   "<h3><a>x"};

    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) page = g_string_new("<p>Start.");
        g_autoptr(GString) printed = g_string_new(NULL);
        g_autoptr(GError) error = NULL;
        gint64 start = g_get_monotonic_time();

        while (page->len < 400000)
            g_string_append(page, units[i]);
        g_string_append(page, ">End.");
        read_page(page->str, page->len, blocks_print, printed, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strstr(printed->str, "Start."));
        g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
    }
}

static void
test_length(void)
{
    g_autofree char *page = g_strnfill(33u << 20, 'x');
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(read_page(page, 33u << 20, blocks_print, printed, &error));
    g_assert_nonnull(strstr(error->message, "page.html: error: the page is longer than 32 MiB"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/html/structure", structure_rows, test_blocks);
    ADD_ROWS("/html/reference", reference_rows, test_blocks);
    ADD_ROWS("/html/code", code_rows, test_blocks);
    ADD_ROWS("/html/junk", junk_rows, test_blocks);
    ADD_ROWS("/html/meta", meta_rows, test_meta);
    ADD_ROWS("/html/source", source_rows, test_source);
    g_test_add_func("/html/unclosed", test_unclosed);
    g_test_add_func("/html/depth", test_depth);
    g_test_add_func("/html/length", test_length);
    return g_test_run();
}
