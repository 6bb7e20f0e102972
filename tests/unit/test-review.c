/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "document/codes.h"
#include "document/note.h"
#include "document/target.h"
#include "formats/format.h"
#include "review/agreement.h"
#include "review/decisions.h"
#include "review/page.h"

/* Backquotes stand for quotation marks, and the name of a sentence is its number: s00000001. */

static char *
quote(const char *text)
{
    return g_strdelimit(g_strdup(text), "`", '"');
}

static HexaplaDocument *
new_part(const char *text)
{
    HexaplaDocument *part = hexapla_document_new("en", g_strdup(text), strlen(text));
    HexaplaOrigin *origin = hexapla_document_get_origin(part);

    origin->file = g_strdup("news.txt");
    origin->id = g_strdup("news");
    hexapla_document_set_file_id(part, 1, 0);
    hexapla_document_set_target_language(part, "ru");
    return part;
}

static void
add_block(HexaplaDocument *part, gsize start, gsize end, HexaplaJunk junk)
{
    guint n, block = hexapla_document_add_block(part, HEXAPLA_BLOCK_PARAGRAPH, start, end);

    hexapla_document_get_blocks(part, &n)[block].junk = junk;
    hexapla_document_add_segment(part, block, start, end, HEXAPLA_RULE_BLOCK_END);
    hexapla_document_get_segments(part, &n)[block].id = block + 1;
}

/* One is translated, Two has a note, Three a translation with a code, Four is junk. */
static HexaplaDocument *
build(void)
{
    HexaplaDocument *part = new_part("One.\nTwo.\nThree.\nFour.");

    add_block(part, 0, 4, HEXAPLA_JUNK_NONE);
    add_block(part, 5, 9, HEXAPLA_JUNK_NONE);
    add_block(part, 10, 16, HEXAPLA_JUNK_NONE);
    add_block(part, 17, 22, HEXAPLA_JUNK_SHARE);
    hexapla_document_set_target(part, 0, "Один.", strlen("Один."));
    hexapla_document_set_target(part, 2, "Три.", strlen("Три."));
    hexapla_document_add_target_code(part, 2, HEXAPLA_CODE_ALONE, HEXAPLA_CODE_TYPE_BREAK, 0);
    hexapla_document_add_note(part, 1, "editor", "old", 3);
    hexapla_document_add_note(part, 2, "prop:x-review", "rejected", strlen("rejected"));
    return part;
}

static char *
read_back(const char *path)
{
    g_autofree char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_unlink(path);
    return g_steal_pointer(&text);
}

static char *
new_path(void)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("review-XXXXXX", &path, NULL);

    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    return g_steal_pointer(&path);
}

static char *
write_part(const char *name, HexaplaDocument *part)
{
    const HexaplaFormat *format = hexapla_format_by_name(name);
    const HexaplaFormatOptions options = {.source = "en", .target = "ru"};
    g_autofree char *path = new_path();
    g_autoptr(HexaplaWriter) out = hexapla_writer_new(path, NULL);
    gpointer writer = format->begin(out, &options, NULL);

    g_assert_true(format->write(writer, part, NULL));
    g_assert_true(format->end(writer, NULL));
    g_assert_true(hexapla_writer_commit(g_steal_pointer(&out), NULL));
    return read_back(path);
}

static HexaplaDecisions *
read_log(const char *text, GError **error)
{
    g_autofree char *log = quote(text);
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(log, strlen(log), NULL);

    return hexapla_decisions_read(in, "log", NULL, error);
}

#define PLACE "{`doc`:`f00000001`,`article`:`news`,`segment`:`s0000000"
#define SET(segment, field, value) PLACE segment "`,`field`:`" field "`,`value`:" value "}\n"

typedef struct {
    const char *name;
    const char *log;
    const char *format;
    const char *expected; /* stands in the output */
    const char *absent;   /* does not */
    guint n_stale;
} ApplyRow;

static const ApplyRow apply_rows[] = {
    {"nothing", "", "jsonl", "`target`:`Один.`}\n", "accepted", 0},
    {"a second review", SET("3", "status", "`accepted`"), "jsonl", "`text`:`accepted`}]",
     "rejected", 0},
    {"a second review of something else", SET("3", "flag", "true"), "jsonl",
     "[{`from`:`prop:x-review`,`text`:`rejected`},{`from`:`prop:x-review-flag`", NULL, 0},
    {"accepted", SET("1", "status", "`accepted`"), "jsonl",
     "`target`:`Один.`,`state`:`reviewed`,`notes`:[{`from`:`prop:x-review`,`text`:`accepted`}]}\n",
     NULL, 0},
    {"accepted", SET("1", "status", "`accepted`"), "xliff",
     "approved=`yes` xml:space=`preserve`><source>One.</source><target state=`signed-off`>", NULL,
     0},
    {"accepted", SET("1", "status", "`accepted`"), "xliff2", "state=`reviewed`", NULL, 0},
    {"accepted", SET("1", "status", "`accepted`"), "tmx",
     "<prop type=`x-review`>accepted</prop><tuv", NULL, 0},
    {"accepted without a translation", SET("2", "status", "`accepted`"), "xliff",
     "<note from=`prop:x-review`>accepted</note>", "signed-off", 0},
    {"rejected", SET("1", "status", "`rejected`"), "xliff", "`needs-review-translation`",
     "approved", 0},
    {"rejected", SET("1", "status", "`rejected`"), "xliff2",
     "state=`initial` subState=`hexapla:fuzzy`", NULL, 0},
    {"taken back", SET("1", "status", "`accepted`") SET("1", "status", "`open`"), "jsonl",
     "`target`:`Один.`}", "accepted", 0},
    {"edited", SET("1", "target", "`Раз.`"), "jsonl", "`target`:`Раз.`,`state`:`translated`}",
     "Один", 0},
    {"edited and accepted", SET("1", "target", "`Раз.`") SET("1", "status", "`accepted`"), "jsonl",
     "`target`:`Раз.`,`state`:`reviewed`", "Один", 0},
    {"edited where nothing was", SET("2", "target", "`Два.`"), "xliff", "Два.</target>", NULL, 0},
    {"edit undone", SET("1", "target", "`Раз.`") SET("1", "target", "null"), "jsonl", "Один", "Раз",
     0},
    {"emptied", SET("1", "target", "``"), "jsonl", "`text`:`One.`", "Один", 0},
    {"codes are not lost", SET("3", "target", "`Раз.`"), "jsonl", "`target`:`Три.`", "Раз", 1},
    {"commented", SET("2", "comment", "`Why <b>?`"), "xliff",
     "<note from=`editor`>old</note><note from=`hexapla-review`>Why &lt;b&gt;?</note>", NULL, 0},
    {"commented", SET("2", "comment", "`Why?`"), "tmx", "<note>old</note><note>Why?</note>", NULL,
     0},
    {"comment taken back", SET("2", "comment", "`Why?`") SET("2", "comment", "null"), "tmx",
     "<note>old</note>", "Why", 0},
    {"flagged", SET("1", "flag", "true"), "tmx", "<prop type=`x-review-flag`>yes</prop>", NULL, 0},
    {"flag taken back", SET("1", "flag", "true") SET("1", "flag", "false"), "tmx", "One.", "flag",
     0},
    {"restored", SET("4", "junk", "false"), "tmx", "<seg>Four.</seg>", NULL, 0},
    {"junk stays", SET("4", "junk", "false") SET("4", "junk", "null"), "tmx", "<seg>One.</seg>",
     "Four", 0},
    {"stale", SET("9", "status", "`accepted`") SET("1", "flag", "true"), "jsonl", "review-flag",
     NULL, 1},
    {"another part of the article",
     "{`doc`:`f00000007`,`article`:`news`,`segment`:`s00000001`,`field`:`flag`,`value`:true}\n",
     "jsonl", "review-flag", NULL, 0},
    {"another article",
     "{`doc`:`f00000007`,`article`:`old`,`segment`:`s00000001`,`field`:`flag`,`value`:true}\n",
     "jsonl", "One", "review-flag", 1},
    {"members of newer pages",
     "{`by`:[{`x`:1}],`doc`:`f00000001`,`segment`:`s00000001`,`field`:`flag`,`value`:true}\n\n",
     "jsonl", "review-flag", NULL, 0},
};

static void
check_text(const char *text, const char *expected, const char *absent)
{
    g_autofree char *quoted = quote(expected);

    if (strstr(text, quoted) == NULL || (absent != NULL && strstr(text, absent) != NULL))
        g_test_message("%s", text);
    g_assert_nonnull(strstr(text, quoted));
    g_assert_true(absent == NULL || strstr(text, absent) == NULL);
}

static void
test_apply(gconstpointer data)
{
    const ApplyRow *row = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(HexaplaDecisions) decisions = read_log(row->log, &error);
    g_autoptr(HexaplaDocument) part = build();
    g_autofree char *once = NULL;
    g_autofree char *twice = NULL;

    g_assert_no_error(error);
    hexapla_decisions_apply(decisions, part, NULL);
    once = write_part(row->format, part);
    check_text(once, row->expected, row->absent);
    g_assert_cmpuint(hexapla_decisions_report(decisions, NULL), ==, row->n_stale);
    /* What was applied before is not applied on top. */
    hexapla_decisions_apply(decisions, part, NULL);
    twice = write_part(row->format, part);
    g_assert_cmpstr(once, ==, twice);
}

static const struct {
    const char *name;
    const char *log;
    const char *problem;
} refuse_rows[] = {
    {"no JSON", SET("1", "flag", "true") "so", "log:2: error: "},
    {"no object", "[]", "log:1: error: a decision is an object"},
    {"two objects", SET("1", "flag", "true") "{}{}", "log:2: error: "},
    {"no sentence", "{`doc`:`x`,`field`:`flag`,`value`:true}", "“doc” and “segment”"},
    {"no field", "{`doc`:`x`,`segment`:`s`,`value`:true}", "“field” is one of"},
    {"unknown field", SET("1", "colour", "`red`"), "“field” is one of"},
    {"unknown status", SET("1", "status", "`perhaps`"), "does not fit"},
    {"status of no text", SET("1", "status", "true"), "does not fit"},
    {"flag of text", SET("1", "flag", "`true`"), "does not fit"},
    {"target of no text", SET("1", "target", "7"), "does not fit"},
    {"more junk", SET("1", "junk", "true"), "does not fit"},
    {"name without a spelling", SET("1", "name", "`X`"), "“spelling”"},
    {"name of no text", "{`doc`:``,`segment`:``,`spelling`:`X`,`field`:`name`,`value`:7}",
     "does not fit"},
    {"split of text", SET("1", "split", "`here`"), "does not fit"},
    {"split into one", SET("1", "split", "[[`One.`]]"), "does not fit"},
    {"split nowhere", SET("1", "split", "[]"), "does not fit"},
    {"split of three", SET("1", "split", "[[`One`,`two`,`three`]]"), "does not fit"},
    {"joined without a place", SET("1", "join", "true"), "does not fit"},
    {"NUL", SET("1", "target", "`\\u0000`"), "NUL"},
    {"cut off", PLACE "1`,`fie", "log:1: error: "},
};

static void
test_refuse(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    g_autoptr(GError) error = NULL;
    g_autoptr(HexaplaDecisions) decisions = read_log(refuse_rows[row].log, &error);

    g_assert_null(decisions);
    g_assert_nonnull(error);
    g_assert_nonnull(strstr(error->message, refuse_rows[row].problem));
}

static const struct {
    const char *name;
    const char *log;
    const char *overrides; /* that the segmenter gets */
} cut_rows[] = {
    {"none", SET("1", "flag", "true"), ""},
    {"split", SET("1", "split", "[[`He left at 5`,`She stayed`]]"),
     "break\tHe left at 5\tShe stayed\n"},
    {"split twice", SET("1", "split", "[[`ab`,`cd`],[`cd`,`ef`]]"),
     "break\tab\tcd\nbreak\tcd\tef\n"},
    {"joined", SET("1", "join", "[[`by Gen.`,`Lee`]]"), "no-break\tby Gen.\tLee\n"},
    {"taken back", SET("1", "split", "[[`ab`,`cd`]]") SET("1", "split", "null"), ""},
    {"cells stay cells", SET("1", "join", "[[`a\\tb`,`c\\nd `]]"), "no-break\ta b\tc d\n"},
    {"two sentences", SET("1", "join", "[[`ab`,`cd`]]") SET("2", "split", "[[`ef`,`gh`]]"),
     "no-break\tab\tcd\nbreak\tef\tgh\n"},
};

static void
test_cuts(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    g_autoptr(HexaplaDecisions) decisions = read_log(cut_rows[row].log, NULL);
    g_autoptr(GString) overrides = g_string_new(NULL);

    g_assert_nonnull(decisions);
    hexapla_decisions_put_overrides(decisions, overrides);
    g_assert_cmpstr(overrides->str, ==, cut_rows[row].overrides);
}

static const char *
name_cuts(guint row)
{
    return cut_rows[row].name;
}

static const struct {
    const char *name;
    const char *text;
    const char *data; /* how it stands in the page */
} page_rows[] = {
    {"plain", "One & two.", "`source`:[`One & two.`]"},
    {"end of the element", "</script><script>alert(1)</script>",
     "[`\\u003c/script>\\u003cscript>alert(1)\\u003c/script>`]"},
    {"comment", "<!-- <script>", "[`\\u003c!-- \\u003cscript>`]"},
    {"quotation marks", "\"],\"x\":['", "[`\\\"],\\\"x\\\":['`]"},
    {"backslash", "\\u003c \\", "[`\\\\u003c \\\\`]"},
    {"line separators", "a\u2028b\u2029c", "[`a\\u2028b\\u2029c`]"},
    {"beginning of one", "a\u2027b\u202a", "[`a\u2027b\u202a`]"},
    {"controls", "a\001b\nc", "[`a\\u0001b\\nc`]"},
    {"reference", "&lt;/script&gt;", "[`&lt;/script&gt;`]"},
    {"marks of the page", "@SCRIPT@ @DATA@", "[`@SCRIPT@ @DATA@`]"},
};

static char *
write_page(HexaplaDocument *part)
{
    const HexaplaFormatOptions options = {.target = "ru"};
    g_autofree char *path = new_path();
    g_autoptr(HexaplaWriter) out = hexapla_writer_new(path, NULL);
    g_autoptr(HexaplaPage) page = hexapla_page_new(out, &options);

    g_assert_true(hexapla_page_take(part, page, NULL));
    g_assert_true(hexapla_page_end(page, NULL));
    g_assert_true(hexapla_writer_commit(g_steal_pointer(&out), NULL));
    return read_back(path);
}

/* The hostile text stands everywhere a text can. */
static HexaplaDocument *
build_hostile(const char *text)
{
    HexaplaDocument *part = new_part(text);
    HexaplaOrigin *origin = hexapla_document_get_origin(part);

    add_block(part, 0, strlen(text), HEXAPLA_JUNK_NONE);
    g_free(origin->id);
    origin->id = g_strdup(text);
    origin->title = g_strdup(text);
    hexapla_document_set_target_language(part, text);
    hexapla_document_set_target(part, 0, text, strlen(text));
    hexapla_document_add_note(part, 0, text, text, strlen(text));
    hexapla_document_name_segment(part, 0, text, strlen(text));
    return part;
}

static void
test_page(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    static const char start[] = "<script id=\"data\" type=\"application/json\">";
    g_autofree char *page = write_page(build_hostile(page_rows[row].text));
    g_autofree char *expected = quote(page_rows[row].data);
    char *json = strstr(page, start);
    char *end;

    g_assert_nonnull(json);
    json += strlen(start);
    end = strchr(json, '<');
    g_assert_cmpstr(end, ==, "</script>\n</body>\n</html>\n");
    *end = '\0';
    g_assert_nonnull(strstr(json, expected));
}

/* What the policy allows is what stands there. */
static void
check_hash(const char *page, const char *source, const char *start, const char *end)
{
    const char *text = strstr(page, start) + strlen(start);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize n = sizeof digest;
    g_autofree char *hash = NULL;
    g_autofree char *expected = NULL;

    g_checksum_update(checksum, (const guchar *)text, strstr(text, end) - text);
    g_checksum_get_digest(checksum, digest, &n);
    hash = g_base64_encode(digest, n);
    expected = g_strdup_printf("%s 'sha256-%s';", source, hash);
    g_assert_nonnull(strstr(page, expected));
}

static void
test_policy(void)
{
    g_autofree char *page = write_page(build());

    g_assert_nonnull(strstr(page, "\"Content-Security-Policy\" content=\"default-src 'none'; "));
    g_assert_null(strstr(page, "unsafe"));
    g_assert_null(strstr(page, "http:"));
    g_assert_null(strstr(page, "https:"));
    g_assert_null(strstr(page, "innerHTML"));
    check_hash(page, "script-src", "<script>", "</script>");
    check_hash(page, "style-src", "<style>", "</style>");
}

/* A unit a word, a rater a character; a dot decided nothing. */
static const struct {
    const char *name;
    const char *units;
    guint n;
    guint agreed;
    const char *kappa;
    const char *alpha;
} agreement_rows[] = {
    {"nobody", "", 0, 0, "nan", "nan"},
    {"one alone", "a. b. .a", 0, 0, "nan", "nan"},
    {"no variety", "aa aa aa", 3, 3, "nan", "nan"},
    {"all agree", "aa bb aa bb", 4, 4, "1.000", "1.000"},
    {"never agree", "ab ba ab ba", 4, 0, "-1.000", "-0.750"},
    {"as chance would", "aa ab ba bb", 4, 2, "0.000", "0.125"},
    {"half of the way", "aa aa bb ab", 4, 3, "0.500", "0.533"},
    {"three raters", "aaa bbb aab .bb", 4, 3, "1.000", "0.667"},
};

static void
check_number(double number, const char *expected)
{
    g_autofree char *text = g_strdup_printf("%.3f", number);

    g_assert_cmpstr(g_str_has_suffix(text, "nan") ? "nan" : text, ==, expected);
}

static void
test_agreement(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    g_auto(GStrv) units = g_strsplit(agreement_rows[row].units, " ", -1);
    g_autoptr(GArray) ratings = g_array_new(FALSE, FALSE, sizeof(HexaplaRating));
    HexaplaAgreement found;

    for (guint unit = 0; units[unit] != NULL; unit++) {
        for (guint rater = 0; units[unit][rater] != '\0'; rater++) {
            const HexaplaRating rating = {unit, rater, units[unit][rater] - 'a'};

            if (units[unit][rater] != '.')
                g_array_append_val(ratings, rating);
        }
    }
    found = hexapla_agreement_find((HexaplaRating *)(gpointer)ratings->data, ratings->len, 2);
    g_assert_cmpuint(found.units, ==, agreement_rows[row].n);
    g_assert_cmpuint(found.agreed, ==, agreement_rows[row].agreed);
    check_number(found.kappa, agreement_rows[row].kappa);
    check_number(found.alpha, agreement_rows[row].alpha);
}

static const char *
name_agreement(guint row)
{
    return agreement_rows[row].name;
}

static const char *
find_strings(const char *language)
{
    g_autofree char *path = g_strdup_printf("/hexapla/review/%s.json", language);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, 0, NULL);

    g_assert_nonnull(bytes);
    return g_bytes_get_data(bytes, NULL);
}

static void
check_string(const char *strings, const char *kind, const char *tag)
{
    g_autofree char *key = g_strdup_printf("\"%s_%s\": \"", kind, tag);

    if (strstr(strings, key) == NULL)
        g_error("%s is missing", key);
}

/* No segment ends by a rule that says why nothing ends. */
static gboolean
ends_segments(HexaplaRule rule)
{
    return (rule < HEXAPLA_RULE_ABBREVIATION || rule > HEXAPLA_RULE_GOES_ON) &&
           rule != HEXAPLA_RULE_INNER_MARK && rule != HEXAPLA_RULE_ABBREVIATION_HERE;
}

static void
test_strings(gconstpointer language)
{
    const char *strings = find_strings(language);

    g_assert_null(strchr(strings, '<'));
    for (guint i = 0; i < HEXAPLA_N_RULES; i++) {
        if (ends_segments(i))
            check_string(strings, "rule", hexapla_rule_get_tag(i));
    }
    for (guint i = HEXAPLA_JUNK_NONE + 1; i < HEXAPLA_N_JUNK; i++)
        check_string(strings, "junk", hexapla_junk_get_tag(i));
    for (guint i = 0; i < HEXAPLA_N_BLOCK_KINDS; i++)
        check_string(strings, "kind", hexapla_block_kind_get_tag(i));
    for (guint i = 0; i < HEXAPLA_N_NAME_CLASSES; i++)
        check_string(strings, "class", hexapla_name_class_get_tag(i));
    for (guint i = HEXAPLA_STATE_UNKNOWN + 1; i < HEXAPLA_N_STATES; i++)
        check_string(strings, "state", hexapla_state_get_tag(i));
}

static void
add_rows(const char *suite, guint n, const char *(*name)(guint row), GTestDataFunc func)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("/review/%s/%s", suite, name(i));

        g_test_add_data_func(path, GUINT_TO_POINTER(i), func);
    }
}

static const char *
name_refused(guint row)
{
    return refuse_rows[row].name;
}

static const char *
name_page(guint row)
{
    return page_rows[row].name;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(apply_rows); i++) {
        g_autofree char *path =
            g_strdup_printf("/review/apply/%s/%s", apply_rows[i].format, apply_rows[i].name);

        g_test_add_data_func(path, &apply_rows[i], test_apply);
    }
    add_rows("refuse", G_N_ELEMENTS(refuse_rows), name_refused, test_refuse);
    add_rows("cuts", G_N_ELEMENTS(cut_rows), name_cuts, test_cuts);
    add_rows("agreement", G_N_ELEMENTS(agreement_rows), name_agreement, test_agreement);
    add_rows("page", G_N_ELEMENTS(page_rows), name_page, test_page);
    g_test_add_func("/review/policy", test_policy);
    g_test_add_data_func("/review/strings/en", "en", test_strings);
    g_test_add_data_func("/review/strings/ar", "ar", test_strings);
    g_test_add_data_func("/review/strings/ru", "ru", test_strings);
    return g_test_run();
}
