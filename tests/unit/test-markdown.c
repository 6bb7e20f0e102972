/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/unit/blocks.h"
#include "tests/unit/rows.h"

static const BlocksRow structure_rows[] = {
    {"nothing", "", ""},
    {"paragraphs", "One\ntwo.\n\nThree.", "paragraph:One\ntwo. / paragraph:Three."},
    {"headings", "# One\n\nTwo\n===\n### Three ###\n", "heading:One / heading:Two / heading:Three"},
    {"lists", "- One\n- Two\n  1. Three\n\n     Four",
     "list-item:One / list-item:Two / list-item:Three / list-item:Four"},
    {"a task", "- [x] One", "list-item:One"},
    {"a quotation", "> One\n> two.\nThree.", "quotation:One\ntwo.\nThree."},
    {"a list in a quotation", "> - One", "list-item:One"},
    {"a quotation in a list", "- > One", "quotation:One"},
    {"a table", "|A|B|\n|---|---|\n|c \\| d| |\n", "cell:A / cell:B / cell:c | d"},
    {"code", "One.\n\n    two\n\n```sh\nthree\n```\n", "paragraph:One."},
    {"a block of HTML", "<div>\n<p>One.\n</div>\n\nTwo.", "paragraph:Two."},
    {"a rule", "One.\n\n---\n\nTwo.", "paragraph:One. / paragraph:Two."},
    {"a picture with its words", "![One two.](a.png \"t\")",
     "caption:{![}One two.{](a.png \"t\")}"},
    {"a picture without words", "![](a.png)\n\nOne.", "paragraph:One."},
    {"definitions of links", "[One][x].\n\n[x]: http://y 'z'\n", "paragraph:{[}One{][x]}."},
    {"front matter", "---\ntitle: One\n---\nTwo.", "paragraph:Two."},
    {"front matter in TOML", "+++\ntitle = 'One'\n+++\n\nTwo.", "paragraph:Two."},
    {"a rule at the top", "---\nOne.", "paragraph:One."},
};

static const BlocksRow code_rows[] = {
    {"emphasis", "*One* _two_ **three** __four__ ~~five~~",
     "paragraph:{*}One{*} {_}two{_} {**}three{**} {__}four{__} {~~}five{~~}"},
    {"both", "***One*** two", "paragraph:{*}{**}One{**}{*} two"},
    {"one in the other", "**a *b***", "paragraph:{**}a {*}b{*}{**}"},
    {"code in a sentence", "Run `` a`b `` or `c`.", "paragraph:Run {`` }a`b{ ``} or {`}c{`}."},
    {"links", "[a](b) [c](<d e> (f)) [g][h] [h][] [h] <http://i>\n\n[h]: j",
     "paragraph:{[}a{](b)} {[}c{](<d e> (f))} {[}g{][h]} {[}h{][]} {[}h{]} {<}http://i{>}"},
    {"brackets in an address", "[a](b(c)\\)d) e", "paragraph:{[}a{](b(c)\\)d)} e"},
    {"a link over two lines", "[a](\nb 'c\nd') e", "paragraph:{[}a{](\nb 'c\nd')} e"},
    {"links side by side", "[a][a][b](c)\n\n[a]: d", "paragraph:{[}a{][a]}{[}b{](c)}"},
    {"a picture in a sentence", "See ![a](b.png), ![](c.png).",
     "paragraph:See {![}a{](b.png)}, {![}{](c.png)}."},
    {"a picture in a link", "A [![b](c)](d) e.", "paragraph:A {[}{![}b{](c)}{](d)} e."},
    {"a badge in front", "[![](b)](c) One.", "paragraph:One."},
    {"a badge behind", "One. [![](b)](c)", "paragraph:One."},
    {"tags", "<b>One</b> <!-- x --> two<br/>three",
     "paragraph:{<b>}One{</b>} {<!-- x -->} two{<br/>}three"},
    {"a tag over two lines", "a <b\nc=d>e</b>", "paragraph:a {<b\nc=d>}e{</b>}"},
    {"a line break", "One  \ntwo\\\nthree", "paragraph:One{  \n}two{\\\n}three"},
    {"a line break in a quotation", "> One\\\n> two", "quotation:One{\\\n> }two"},
    {"marks that go over a line", "**a\nb** c", "paragraph:{**}a\nb{**} c"},
    {"marks at a line end", "a **b**\n*c*", "paragraph:a {**}b{**}\n{*}c{*}"},
};

static const BlocksRow text_rows[] = {
    {"escapes", "\\*One\\* \\\\ two\\_three \\[x\\]", "paragraph:*One* \\ two_three [x]"},
    {"an escape behind marks", "**\\*One**", "paragraph:{**}*One{**}"},
    {"entities", "&amp; &lt;b&gt; &eacute;&#233; &nosuch;", "paragraph:& <b> éé &nosuch;"},
    {"what is no mark", "2 * 3 a_b_c [x] <3 ~ !", "paragraph:2 * 3 a_b_c [x] <3 ~ !"},
    {"ends of lines", "One\r\ntwo.\r\n\r\n# Three\r\n", "paragraph:One\ntwo. / heading:Three"},
};

static void
test_blocks(gconstpointer data)
{
    blocks_check("markdown", data);
}

static const BlocksMergeRow merge_rows[] = {
    {"words", "One", "Deux", "Deux"},
    {"codes", "a **b**", "{}b{} a", "**b** a"},
    {"marks", "a", "*b* _c_ `d` [e] f\\", "\\*b\\* \\_c\\_ \\`d\\` \\[e\\] f\\\\"},
    {"what is no mark", "a", "2 * 3, d_e, f! a < b & c", "2 * 3, d_e, f! a < b & c"},
    {"tags and entities", "a", "<b> &amp;", "\\<b> \\&amp;"},
    {"the start of a line", "a", "# b", "\\# b"},
    {"a number", "a", "2. b", "2\\. b"},
    {"a year", "a", "2024 b", "2024 b"},
    {"a list", "a", "- b", "\\- b"},
    {"white space", "a", "    b\nc", "b c"},
    {"code", "`a*`", "{}b*{}", "`b*`"},
    {"a link that shows its address", "<http://a_b_c>", "{}http://a_*b{}", "<http://a_*b>"},
    {"a link that is no picture", "[a](b)", "Oui!{}a{}", "Oui\\![a](b)"},
    {"a line break", "a\\\nb", "a{}- b", "a\\\n\\- b"},
    {"a cell", "|a|\n|---|\n", "b|c", "b\\|c"},
};

static void
test_merge(gconstpointer data)
{
    blocks_check_merge("markdown", data);
}

/* What a file says of itself: LANGUAGE TITLE AUTHOR DATE */
static const BlocksRow meta_rows[] = {
    {"nothing", "x", "und - - -"},
    {"YAML", "---\ntitle: \"One: two\"\nauthor: A B\ndate: 2026-01-02\nlang: PT-br\n---\nx",
     "pt-BR One: two A B 2026-01-02"},
    {"TOML", "+++\ntitle = 'One'\nlanguage = \"de\"\ntags = [\"a\"]\n+++\n", "de One - -"},
    {"lists and blocks", "---\ntitle: >\n  One\nauthor: [A, B]\n---\n", "und - - -"},
    {"no end", "---\ntitle: One\n", "und - - -"},
};

static gboolean
print_meta(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    const char *const fields[] = {origin->title, origin->author, origin->date};

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

    blocks_read("markdown", row->article, strlen(row->article), print_meta, printed, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(printed->str, ==, row->blocks);
}

/* Articles that take long when anything is done twice. */
static void
test_depth(void)
{
    static const char *const units[] = {"> ", "- ", "*", "**a ", "[", "![", "[a](", "`",
                                        "<b", "&",  "|", "_a ",  "]", "\\", "#",    "~"};

    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) article = g_string_new("Start.\n\n");
        g_autoptr(GString) printed = g_string_new(NULL);
        gint64 start = g_get_monotonic_time();

        while (article->len < 20000)
            g_string_append(article, units[i]);
        g_string_append(article, "\n\nEnd.\n");
        blocks_read("markdown", article->str, article->len, blocks_print, printed, NULL);
        g_assert_true(g_str_has_prefix(printed->str, "paragraph:Start."));
        g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
    }
}

/* Cells that nobody wrote. */
static void
test_growth(void)
{
    g_autoptr(GString) article = g_string_new(NULL);
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 2000; i++)
        g_string_append(article, "|a");
    g_string_append(article, "|\n");
    for (guint i = 0; i < 2000; i++)
        g_string_append(article, "|---");
    g_string_append(article, "|\n");
    for (guint i = 0; i < 2000; i++)
        g_string_append(article, "|b|\n");
    g_assert_false(
        blocks_read("markdown", article->str, article->len, blocks_print, printed, &error));
    g_assert_nonnull(strstr(error->message, "error: the tables or links grow beyond all measure"));
}

/* The parser would take minutes. */
static void
test_brackets(void)
{
    g_autoptr(GString) article = g_string_new(NULL);
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 20000; i++)
        g_string_append(article, "[a]\n");
    g_assert_false(
        blocks_read("markdown", article->str, article->len, blocks_print, printed, &error));
    g_assert_nonnull(strstr(error->message, "page.markdown:16385:1: error: "));
}

static void
test_nothing(void)
{
    g_test_skip("this hexapla was built without md4c");
}

/* Without the parser every article is refused in the same words. */
static gboolean
has_parser(void)
{
    g_autoptr(GString) printed = g_string_new(NULL);

    return blocks_read("markdown", "", 0, blocks_print, printed, NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (!has_parser()) {
        g_test_add_func("/markdown", test_nothing);
        return g_test_run();
    }
    ADD_ROWS("/markdown/structure", structure_rows, test_blocks);
    ADD_ROWS("/markdown/code", code_rows, test_blocks);
    ADD_ROWS("/markdown/text", text_rows, test_blocks);
    ADD_ROWS("/markdown/merge", merge_rows, test_merge);
    ADD_ROWS("/markdown/meta", meta_rows, test_meta);
    g_test_add_func("/markdown/depth", test_depth);
    g_test_add_func("/markdown/growth", test_growth);
    g_test_add_func("/markdown/brackets", test_brackets);
    return g_test_run();
}
