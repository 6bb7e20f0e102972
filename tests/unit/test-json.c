/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/json.h"
#include "tests/unit/rows.h"

#define TEXT(text) (text), sizeof(text) - 1

/* What must be accepted and what must be refused, by RFC 8259. FREE is what it leaves to a reader;
 * those rows say what this one does. */
typedef enum { ACCEPT, REFUSE, FREE_ACCEPT, FREE_REFUSE } Verdict;

static const struct {
    const char *name;
    const char *text;
    gsize n;
    Verdict verdict;
} grammar_rows[] = {
    /* arrays */
    {"array-empty", TEXT("[]"), ACCEPT},
    {"array-with-space", TEXT("[ \t\r\n]"), ACCEPT},
    {"array-of-one", TEXT("[1]"), ACCEPT},
    {"array-of-many-kinds", TEXT("[null, 1, \"1\", {}, [], true, false]"), ACCEPT},
    {"array-nested", TEXT("[[[]],[],[[]]]"), ACCEPT},
    {"array-ends-spaced", TEXT("[1 , 2 ] "), ACCEPT},
    {"array-of-empty-string", TEXT("[\"\"]"), ACCEPT},
    {"array-final-comma", TEXT("[1,]"), REFUSE},
    {"array-first-comma", TEXT("[,1]"), REFUSE},
    {"array-only-comma", TEXT("[,]"), REFUSE},
    {"array-two-commas", TEXT("[1,,2]"), REFUSE},
    {"array-no-comma", TEXT("[1 2]"), REFUSE},
    {"array-colon", TEXT("[\"a\": 1]"), REFUSE},
    {"array-without-end", TEXT("[1"), REFUSE},
    {"array-without-end-after-comma", TEXT("[1,"), REFUSE},
    {"array-only-open", TEXT("["), REFUSE},
    {"array-only-close", TEXT("]"), REFUSE},
    {"array-closed-twice", TEXT("[1]]"), REFUSE},
    {"array-closed-as-object", TEXT("[1}"), REFUSE},
    {"array-of-word", TEXT("[a]"), REFUSE},
    {"array-semicolon", TEXT("[1;2]"), REFUSE},
    {"array-of-star", TEXT("[*]"), REFUSE},
    /* objects */
    {"object-empty", TEXT("{}"), ACCEPT},
    {"object-of-one", TEXT("{\"a\":1}"), ACCEPT},
    {"object-spaced", TEXT(" { \"a\" : 1 , \"b\" : [ ] } "), ACCEPT},
    {"object-empty-name", TEXT("{\"\":0}"), ACCEPT},
    {"object-escaped-name", TEXT("{\"\\u0061\\n\":0}"), ACCEPT},
    {"object-nul-in-name", TEXT("{\"a\\u0000\":0}"), ACCEPT},
    {"object-nested", TEXT("{\"a\":{\"b\":{\"c\":{}}}}"), ACCEPT},
    {"object-on-lines", TEXT("{\n\"a\":\n1\n}"), ACCEPT},
    {"object-long-names",
     TEXT("{\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\":"
          "\"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\"}"),
     ACCEPT},
    {"object-same-name-twice", TEXT("{\"a\":1,\"a\":2}"), FREE_ACCEPT}, /* §4; records say more */
    {"object-final-comma", TEXT("{\"a\":1,}"), REFUSE},
    {"object-two-commas", TEXT("{\"a\":1,,\"b\":2}"), REFUSE},
    {"object-only-comma", TEXT("{,}"), REFUSE},
    {"object-no-comma", TEXT("{\"a\":1 \"b\":2}"), REFUSE},
    {"object-no-colon", TEXT("{\"a\" 1}"), REFUSE},
    {"object-comma-for-colon", TEXT("{\"a\",1}"), REFUSE},
    {"object-two-colons", TEXT("{\"a\"::1}"), REFUSE},
    {"object-no-value", TEXT("{\"a\":}"), REFUSE},
    {"object-no-value-then-more", TEXT("{\"a\":,\"b\":1}"), REFUSE},
    {"object-only-name", TEXT("{\"a\"}"), REFUSE},
    {"object-number-as-name", TEXT("{1:1}"), REFUSE},
    {"object-bare-name", TEXT("{a:1}"), REFUSE},
    {"object-single-quotes", TEXT("{'a':1}"), REFUSE},
    {"object-null-as-name", TEXT("{null:1}"), REFUSE},
    {"object-array-as-name", TEXT("{[]:1}"), REFUSE},
    {"object-without-end", TEXT("{\"a\":1"), REFUSE},
    {"object-without-end-after-name", TEXT("{\"a\""), REFUSE},
    {"object-without-end-after-colon", TEXT("{\"a\":"), REFUSE},
    {"object-only-open", TEXT("{"), REFUSE},
    {"object-closed-as-array", TEXT("{\"a\":1]"), REFUSE},
    {"object-comment", TEXT("{\"a\":1 /* b */}"), REFUSE},
    {"object-line-comment", TEXT("{\"a\":1} // b"), REFUSE},
    {"object-then-comma", TEXT("{\"a\":1},"), REFUSE},
    {"object-then-object", TEXT("{\"a\":1}{\"b\":2}"), REFUSE},
    {"object-then-hash", TEXT("{\"a\":1}#"), REFUSE},
    /* strings */
    {"string-empty", TEXT("\"\""), ACCEPT},
    {"string-plain", TEXT("\"abc\""), ACCEPT},
    {"string-simple-escapes", TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), ACCEPT},
    {"string-unicode-escape", TEXT("\"\\u00e9\\u00E9\""), ACCEPT},
    {"string-surrogate-pair", TEXT("\"\\ud83d\\ude00\""), ACCEPT},
    {"string-two-pairs", TEXT("\"\\uD83D\\uDE00\\ud83d\\ude01\""), ACCEPT},
    {"string-escaped-nul", TEXT("\"a\\u0000b\""), ACCEPT},
    {"string-escaped-noncharacter", TEXT("\"\\uFFFF\\uFDD0\""), ACCEPT},
    {"string-escaped-backslash-then-u", TEXT("\"\\\\u12\""), ACCEPT},
    {"string-delete", TEXT("\"\x7F\""), ACCEPT},
    {"string-two-bytes", TEXT("\"é\""), ACCEPT},
    {"string-three-bytes", TEXT("\"م€\""), ACCEPT},
    {"string-four-bytes", TEXT("\"😀\xF4\x8F\xBF\xBF\""), ACCEPT},
    {"string-line-separator", TEXT("\"\xE2\x80\xA8\xE2\x80\xA9\""), ACCEPT},
    {"string-noncharacter", TEXT("\"\xEF\xBF\xBF\""), ACCEPT},
    {"string-long", TEXT("\"0123456789abcdef0123456789abcdef0123456789abcdef\\n0123456789abcdef\""),
     ACCEPT},
    {"string-without-end", TEXT("\"abc"), REFUSE},
    {"string-only-quote", TEXT("\""), REFUSE},
    {"string-end-escaped", TEXT("\"abc\\\""), REFUSE},
    {"string-backslash-at-end", TEXT("\"abc\\"), REFUSE},
    {"string-single-quotes", TEXT("'abc'"), REFUSE},
    {"string-no-quotes", TEXT("abc"), REFUSE},
    {"string-hexadecimal-escape", TEXT("\"\\x41\""), REFUSE},
    {"string-unknown-escape", TEXT("\"\\a\""), REFUSE},
    {"string-octal-escape", TEXT("\"\\101\""), REFUSE},
    {"string-quote-escape", TEXT("\"\\'\""), REFUSE},
    {"string-upper-case-u", TEXT("\"\\U0041\""), REFUSE},
    {"string-escaped-line-feed", TEXT("\"\\\n\""), REFUSE},
    {"string-escaped-nul-byte", TEXT("\"\\\0\""), REFUSE},
    {"string-escaped-emoji", TEXT("\"\\😀\""), REFUSE},
    {"string-no-digits", TEXT("\"\\u\""), REFUSE},
    {"string-three-digits", TEXT("\"\\u123\""), REFUSE},
    {"string-bad-digit", TEXT("\"\\u12G4\""), REFUSE},
    {"string-digits-cut", TEXT("\"\\u12"), REFUSE},
    {"string-sign-in-digits", TEXT("\"\\u+123\""), REFUSE},
    {"string-high-alone", TEXT("\"\\ud800\""), FREE_REFUSE}, /* §8.2: no text that can be written */
    {"string-high-then-text", TEXT("\"\\ud800abcdef\""), FREE_REFUSE},
    {"string-high-then-escape", TEXT("\"\\ud800\\n\\n\\n\""), FREE_REFUSE},
    {"string-high-twice", TEXT("\"\\ud800\\ud800\""), FREE_REFUSE},
    {"string-low-alone", TEXT("\"\\udc00\""), FREE_REFUSE},
    {"string-swapped-pair", TEXT("\"\\ude00\\ud83d\""), FREE_REFUSE},
    {"string-pair-cut", TEXT("\"\\ud83d\\ude0"), REFUSE},
    {"string-pair-half-digits", TEXT("\"\\ud83d\\u\""), REFUSE},
    {"string-raw-tab", TEXT("\"a\tb\""), REFUSE},
    {"string-raw-line-feed", TEXT("\"a\nb\""), REFUSE},
    {"string-raw-carriage-return", TEXT("\"a\rb\""), REFUSE},
    {"string-raw-control",
     TEXT("\"a\x1F"
          "b\""),
     REFUSE},
    {"string-raw-control-far", TEXT("\"0123456789abcdef0123456789abcdef\x01\""), REFUSE},
    {"string-raw-nul", TEXT("\"a\0b\""), REFUSE},
    {"string-latin-1", TEXT("\"caf\xE9\""), REFUSE},
    {"string-lone-continuation", TEXT("\"\x80\""), REFUSE},
    {"string-sequence-cut", TEXT("\"\xE2\x82\""), REFUSE},
    {"string-sequence-cut-by-end", TEXT("\"\xE2\x82"), REFUSE},
    {"string-overlong", TEXT("\"\xC0\xAF\""), REFUSE},
    {"string-overlong-three", TEXT("\"\xE0\x80\xAF\""), REFUSE},
    {"string-overlong-nul", TEXT("\"\xC0\x80\""), REFUSE},
    {"string-encoded-surrogate", TEXT("\"\xED\xA0\x80\""), REFUSE},
    {"string-above-unicode", TEXT("\"\xF4\x90\x80\x80\""), REFUSE},
    {"string-five-bytes", TEXT("\"\xF8\x88\x80\x80\x80\""), REFUSE},
    {"string-byte-FE", TEXT("\"\xFE\""), REFUSE},
    {"string-then-string", TEXT("\"a\"\"b\""), REFUSE},
    /* numbers */
    {"number-zero", TEXT("0"), ACCEPT},
    {"number-minus-zero", TEXT("-0"), ACCEPT},
    {"number-digits", TEXT("1234567890"), ACCEPT},
    {"number-negative", TEXT("-1"), ACCEPT},
    {"number-fraction", TEXT("0.5"), ACCEPT},
    {"number-exponent", TEXT("1e9"), ACCEPT},
    {"number-exponent-upper", TEXT("1E9"), ACCEPT},
    {"number-exponent-signs", TEXT("[1e+9,1e-9,1E+09]"), ACCEPT},
    {"number-all-of-it", TEXT("-12.50e-03"), ACCEPT},
    {"number-zero-exponent", TEXT("0e0"), ACCEPT},
    {"number-huge", TEXT("1e999999999"), FREE_ACCEPT}, /* numbers are kept as they are written */
    {"number-tiny", TEXT("1e-999999999"), FREE_ACCEPT},
    {"number-many-digits", TEXT("123456789012345678901234567890.123456789012345678901234567890"),
     FREE_ACCEPT},
    {"number-leading-zero", TEXT("01"), REFUSE},
    {"number-leading-zeros", TEXT("007"), REFUSE},
    {"number-minus-leading-zero", TEXT("-01"), REFUSE},
    {"number-plus", TEXT("+1"), REFUSE},
    {"number-two-signs", TEXT("--1"), REFUSE},
    {"number-only-minus", TEXT("-"), REFUSE},
    {"number-minus-word", TEXT("-a"), REFUSE},
    {"number-minus-space", TEXT("- 1"), REFUSE},
    {"number-no-whole", TEXT(".5"), REFUSE},
    {"number-minus-no-whole", TEXT("-.5"), REFUSE},
    {"number-no-fraction", TEXT("1."), REFUSE},
    {"number-no-fraction-exponent", TEXT("1.e9"), REFUSE},
    {"number-two-points", TEXT("1.2.3"), REFUSE},
    {"number-no-exponent", TEXT("1e"), REFUSE},
    {"number-no-exponent-sign", TEXT("1e+"), REFUSE},
    {"number-fractional-exponent", TEXT("1e1.5"), REFUSE},
    {"number-two-exponents", TEXT("1e1e1"), REFUSE},
    {"number-hexadecimal", TEXT("0x1F"), REFUSE},
    {"number-octal", TEXT("0o17"), REFUSE},
    {"number-underscore", TEXT("1_000"), REFUSE},
    {"number-comma", TEXT("1,5"), REFUSE},
    {"number-nan", TEXT("NaN"), REFUSE},
    {"number-infinity", TEXT("Infinity"), REFUSE},
    {"number-minus-infinity", TEXT("-Infinity"), REFUSE},
    {"number-letter-behind", TEXT("1a"), REFUSE},
    {"number-arabic-digit", TEXT("[\xD9\xA1]"), REFUSE},
    {"number-full-width-digit", TEXT("[\xEF\xBC\x91]"), REFUSE},
    /* the whole */
    {"word-true", TEXT("true"), ACCEPT},
    {"word-false", TEXT("false"), ACCEPT},
    {"word-null", TEXT("null"), ACCEPT},
    {"word-spaced", TEXT(" \t\r\n null \t\r\n "), ACCEPT},
    {"word-cut", TEXT("nul"), REFUSE},
    {"word-capital", TEXT("True"), REFUSE},
    {"word-longer", TEXT("nulls"), REFUSE},
    {"word-undefined", TEXT("undefined"), REFUSE},
    {"nothing", TEXT(""), REFUSE},
    {"only-space", TEXT("   "), REFUSE},
    {"no-break-space", TEXT("\xC2\xA0[]"), REFUSE},
    {"form-feed", TEXT("\f[]"), REFUSE},
    {"vertical-tab", TEXT("\v[]"), REFUSE},
    {"nul-behind", TEXT("[]\0"), REFUSE},
    {"byte-order-mark", TEXT("\xEF\xBB\xBF[]"), FREE_REFUSE}, /* §8.1; files drop theirs before */
    {"utf-16", TEXT("[\0]\0"), REFUSE},
    {"two-values", TEXT("1 2"), REFUSE},
    {"xml", TEXT("<a/>"), REFUSE},
};

/* All tokens, each as one character. */
static GString *
read_all(HexaplaJson *json)
{
    GString *tokens = g_string_new(NULL);
    HexaplaJsonToken token;

    do {
        token = hexapla_json_next(json);
        g_string_append_c(tokens, "!.{}[]:s0tfn"[token]);
    } while (token != HEXAPLA_JSON_ERROR && token != HEXAPLA_JSON_END);
    return tokens;
}

/* A copy without a byte behind it, where a sanitizer sees every byte that is read too far. */
static char *
copy_exactly(const char *text, gsize n)
{
    return n > 0 ? memcpy(g_malloc(n), text, n) : NULL;
}

static void
test_grammar(gconstpointer data)
{
    const __typeof__(grammar_rows[0]) *row = data;
    g_autofree char *text = copy_exactly(row->text, row->n);
    g_autoptr(GString) tokens = NULL;
    gboolean accepted;
    HexaplaJson json;

    hexapla_json_init(&json, text, row->n);
    tokens = read_all(&json);
    accepted = tokens->str[tokens->len - 1] == '.';
    g_assert_cmpint(accepted, ==, row->verdict == ACCEPT || row->verdict == FREE_ACCEPT);
    g_assert_cmpint(accepted, ==, json.problem == NULL);
    g_assert_cmpuint(json.position, <=, row->n);
    g_assert_cmpint(hexapla_json_next(&json), ==, accepted ? HEXAPLA_JSON_END : HEXAPLA_JSON_ERROR);
}

/* Every text cut anywhere, and with every byte changed, ends in END or ERROR inside its bounds. */
static void
test_damage(gconstpointer data)
{
    const __typeof__(grammar_rows[0]) *row = data;

    for (gsize i = 0; i <= row->n; i++) {
        g_autofree char *cut = copy_exactly(row->text, i);
        g_autofree char *changed = copy_exactly(row->text, row->n);
        g_autoptr(GString) of_cut = NULL, of_changed = NULL;
        HexaplaJson json;

        hexapla_json_init(&json, cut, i);
        of_cut = read_all(&json);
        g_assert_cmpuint(json.position, <=, i);
        if (i < row->n)
            changed[i] ^= 0x5D;
        hexapla_json_init(&json, changed, row->n);
        of_changed = read_all(&json);
        g_assert_cmpuint(json.position, <=, row->n);
    }
}

static const struct {
    const char *name;
    const char *text;
    const char *tokens;
} token_rows[] = {
    {"object", "{\"a\":1,\"b\":[true,false,null],\"c\":\"\"}", "{:0:[tfn]:s}."},
    {"nothing-inside", "[{},[]]", "[{}[]]."},
    {"value", "\"a\"", "s."},
    {"error-late", "[1,{\"a\":}]", "[0{:!"},
    {"error-behind", "[1]x", "[0]!"},
};

static void
test_tokens(gconstpointer data)
{
    const __typeof__(token_rows[0]) *row = data;
    g_autoptr(GString) tokens = NULL;
    HexaplaJson json;

    hexapla_json_init(&json, row->text, strlen(row->text));
    tokens = read_all(&json);
    g_assert_cmpstr(tokens->str, ==, row->tokens);
}

/* Where the problem is, and how it is told. */
static const struct {
    const char *name;
    const char *text;
    gsize position;
    const char *problem;
} problem_rows[] = {
    {"no-value", "{\"a\":}", 5, "a value is missing"},
    {"no-comma", "[1 2]", 3, "a comma is missing"},
    {"no-colon", "{\"a\" 1}", 5, "a colon is missing"},
    {"no-name", "{\"a\":1,}", 7, "the name of a member is missing"},
    {"open-object", "{\"a\":1", 6, "the object has no end"},
    {"open-array", "[1,", 3, "the array has no end"},
    {"open-string", "[\"ab", 4, "the string has no end"},
    {"escape", "[\"ab\\x41\"]", 4, "there is no such escape"},
    {"digits", "[\"\\u12\"]", 2, "\\u wants four hexadecimal digits"},
    {"surrogate", "[\"\\ud800 \"]", 2, "half of a surrogate pair is no character"},
    {"control", "[\"a\tb\"]", 3, "a control character must be written as an escape"},
    {"utf-8", "[\"caf\xE9.\"]", 5, "this is not UTF-8"},
    {"digit", "[-x]", 2, "a digit is missing"},
    {"zero", "[-012]", 2, "a number does not begin with 0"},
    {"behind", "{} x", 3, "something follows the end"},
    {"nothing", " ", 1, "a value is missing"},
};

static void
test_problem(gconstpointer data)
{
    const __typeof__(problem_rows[0]) *row = data;
    g_autoptr(GString) tokens = NULL;
    HexaplaJson json;

    hexapla_json_init(&json, row->text, strlen(row->text));
    tokens = read_all(&json);
    g_assert_cmpstr(json.problem, ==, row->problem);
    g_assert_cmpuint(json.position, ==, row->position);
}

static const struct {
    const char *name;
    const char *text;
    const char *decoded;
    gsize n;
    gboolean has_escapes;
    gboolean has_nul;
} decode_rows[] = {
    {"plain", "\"plain\"", TEXT("plain"), FALSE, FALSE},
    {"empty", "\"\"", TEXT(""), FALSE, FALSE},
    {"number", "-12.50e3", TEXT("-12.50e3"), FALSE, FALSE},
    {"simple", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", TEXT("\"\\/\b\f\n\r\t"), TRUE, FALSE},
    {"amid", "\"one\\ntwo\\tthree\"", TEXT("one\ntwo\tthree"), TRUE, FALSE},
    {"at-the-ends", "\"\\none\\n\"", TEXT("\none\n"), TRUE, FALSE},
    {"one-byte", "\"\\u0041\"", TEXT("A"), TRUE, FALSE},
    {"two-bytes", "\"\\u00e9\\u0645\"", TEXT("éم"), TRUE, FALSE},
    {"three-bytes", "\"\\u20AC\\u4e2d\"", TEXT("€中"), TRUE, FALSE},
    {"four-bytes", "\"\\ud83d\\ude00\\uDBFF\\uDFFF\"", TEXT("😀\xF4\x8F\xBF\xBF"), TRUE, FALSE},
    {"nul", "\"a\\u0000b\"", TEXT("a\0b"), TRUE, TRUE},
    {"mixed", "\"صنعاء \\u0645 Sana’a \\\"x\\\"\"", TEXT("صنعاء م Sana’a \"x\""), TRUE, FALSE},
    {"escaped-backslash", "\"\\\\u0041\"", TEXT("\\u0041"), TRUE, FALSE},
};

static void
test_decode(gconstpointer data)
{
    const __typeof__(decode_rows[0]) *row = data;
    HexaplaJsonString string;
    HexaplaJson json;
    char decoded[64];

    hexapla_json_init(&json, row->text, strlen(row->text));
    hexapla_json_next(&json);
    g_assert_null(json.problem);
    g_assert_cmpint(json.string.has_escapes, ==, row->has_escapes);
    g_assert_cmpint(json.string.has_nul, ==, row->has_nul);
    g_assert_cmpuint(json.string.n, >=, row->n);
    string = json.string;
    g_assert_cmpmem(decoded, hexapla_json_decode(&string, decoded, sizeof decoded), row->decoded,
                    row->n);
    g_assert_cmpuint(string.n, ==, 0);
    if (!row->has_nul)
        g_assert_true(hexapla_json_string_equals(&json.string, row->decoded));
    g_assert_false(hexapla_json_string_equals(&json.string, "something else"));
}

/* The same in pieces of any size, none of which ends inside a character. */
static void
test_decode_pieces(gconstpointer data)
{
    const __typeof__(decode_rows[0]) *row = data;

    for (gsize size = 4; size < 12; size++) {
        g_autoptr(GString) whole = g_string_new(NULL);
        HexaplaJsonString string;
        HexaplaJson json;

        hexapla_json_init(&json, row->text, strlen(row->text));
        hexapla_json_next(&json);
        string = json.string;
        while (string.n > 0) {
            char piece[12];
            gsize n = hexapla_json_decode(&string, piece, size);

            g_assert_cmpuint(n, >, 0);
            g_assert_cmpuint(n, <=, size);
            g_assert_true(row->has_nul || g_utf8_validate_len(piece, n, NULL));
            g_string_append_len(whole, piece, n);
        }
        g_assert_cmpmem(whole->str, whole->len, row->decoded, row->n);
    }
}

static void
test_skip(void)
{
    const char *text = "{\"a\":{\"b\":[1,{\"c\":\"}\"}]},\"d\":[],\"e\":1}";
    HexaplaJson json;
    HexaplaJsonToken token;
    guint members = 0;

    hexapla_json_init(&json, text, strlen(text));
    g_assert_cmpint(hexapla_json_next(&json), ==, HEXAPLA_JSON_OBJECT_START);
    while ((token = hexapla_json_next(&json)) == HEXAPLA_JSON_NAME) {
        g_assert_true(hexapla_json_skip(&json, hexapla_json_next(&json)));
        members++;
    }
    g_assert_cmpint(token, ==, HEXAPLA_JSON_OBJECT_END);
    g_assert_cmpuint(members, ==, 3);
    g_assert_cmpint(hexapla_json_next(&json), ==, HEXAPLA_JSON_END);
}

static void
test_skip_broken(void)
{
    const char *text = "{\"a\":[1,{\"b\" 2}]}";
    HexaplaJson json;

    hexapla_json_init(&json, text, strlen(text));
    hexapla_json_next(&json);
    hexapla_json_next(&json);
    g_assert_false(hexapla_json_skip(&json, hexapla_json_next(&json)));
    g_assert_cmpuint(json.position, ==, 13);
}

/* A kind of bracket, nested so deeply. */
static const struct {
    const char *name;
    const char *open;
    const char *close;
    guint depth;
    gboolean accepted;
} depth_rows[] = {
    {"arrays-at-the-limit", "[", "]", HEXAPLA_MAX_JSON_DEPTH, TRUE},
    {"arrays-above-the-limit", "[", "]", HEXAPLA_MAX_JSON_DEPTH + 1, FALSE},
    {"objects-at-the-limit", "{\"a\":", "}", HEXAPLA_MAX_JSON_DEPTH, TRUE},
    {"objects-above-the-limit", "{\"a\":", "}", HEXAPLA_MAX_JSON_DEPTH + 1, FALSE},
    {"both-at-the-limit", "[{\"a\":", "}]", HEXAPLA_MAX_JSON_DEPTH / 2, TRUE},
    {"a-million-arrays", "[", "]", 1000000, FALSE},
    {"a-million-objects", "{\"a\":", "}", 1000000, FALSE},
};

static void
test_depth(gconstpointer data)
{
    const __typeof__(depth_rows[0]) *row = data;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) tokens = NULL;
    HexaplaJson json;

    for (guint i = 0; i < row->depth; i++)
        g_string_append(text, row->open);
    g_string_append(text, "0");
    for (guint i = 0; i < row->depth; i++)
        g_string_append(text, row->close);
    hexapla_json_init(&json, text->str, text->len);
    tokens = read_all(&json);
    g_assert_cmpint(json.problem == NULL, ==, row->accepted);
    g_assert_true(row->accepted || strcmp(json.problem, "values are nested too deeply") == 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/json/grammar", grammar_rows, test_grammar);
    ADD_ROWS("/json/damage", grammar_rows, test_damage);
    ADD_ROWS("/json/tokens", token_rows, test_tokens);
    ADD_ROWS("/json/problem", problem_rows, test_problem);
    ADD_ROWS("/json/decode", decode_rows, test_decode);
    ADD_ROWS("/json/decode-pieces", decode_rows, test_decode_pieces);
    ADD_ROWS("/json/depth", depth_rows, test_depth);
    g_test_add_func("/json/skip", test_skip);
    g_test_add_func("/json/skip-broken", test_skip_broken);
    return g_test_run();
}
