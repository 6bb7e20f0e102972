/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "formats/format.h"
#include "tests/unit/rows.h"
#include "tests/unit/trickle.h"

/* What a reader said of its input: a line for every part and every issue.
 *
 *   ID LANGUAGE LINE [BLOCKS] TEXT          line feeds as ¶, ~ for joined lines in a block
 *   ! LINE:COLUMN TAG TEXT
 */
static gboolean
print_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    static const char kinds[HEXAPLA_N_BLOCK_KINDS] = "PHLQCT";
    g_autoptr(HexaplaDocument) owned = part;
    GString *printed = user_data;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    guint n_blocks, n_changes;
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    g_assert_true(origin->is_record);
    g_assert_true(origin->is_last);
    g_string_append_printf(printed, "%s %s %" G_GUINT64_FORMAT " [", origin->id,
                           hexapla_document_get_language(part), origin->line);
    for (guint i = 0; i < n_blocks; i++)
        g_string_append_printf(printed, "%s%c%u-%u", i > 0 ? " " : "", kinds[blocks[i].kind],
                               blocks[i].start, blocks[i].end);
    hexapla_document_get_changes(part, &n_changes);
    for (guint i = 0; i < n_changes; i++)
        g_string_append_c(printed, '~');
    g_string_append_printf(printed, "] %.*s\x02", (int)n, text);
    return TRUE;
}

static void
print_issue(const HexaplaIssue *issue, gpointer user_data)
{
    g_string_append_printf(user_data, "! %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s %s\x02",
                           issue->line, issue->column, hexapla_issue_kind_get_tag(issue->kind),
                           issue->text);
}

/* Lines ended as no text does, until the line feeds of the texts are replaced. */
static char *
finish(GString *printed)
{
    g_string_replace(printed, "\n", "¶", 0);
    g_string_replace(printed, "\x02", "\n", 0);
    return g_string_free(printed, FALSE);
}

static GInputStream *
new_trickle(const char *bytes, gsize n, gsize fail_at)
{
    TestTrickle *self = g_object_new(TEST_TYPE_TRICKLE, NULL);

    self->bytes = bytes;
    self->n = n;
    self->fail_at = fail_at;
    return G_INPUT_STREAM(self);
}

static gboolean
read_stream(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
            gpointer user_data, GError **error)
{
    return hexapla_format_by_name("jsonl")->read(in, options, func, user_data, NULL, error);
}

static char *
read_bytes(const char *bytes, gsize n, const char *language, const char *fields, gboolean trickle)
{
    GString *printed = g_string_new(NULL);
    HexaplaIssueSink sink = {.func = print_issue, .user_data = printed};
    g_auto(GStrv) pairs = fields != NULL ? g_strsplit(fields, " ", -1) : NULL;
    const HexaplaReadOptions options = {
        .file = "folder/news.jsonl",
        .language = language,
        .fields = (const char *const *)pairs,
        .issues = &sink,
    };
    g_autoptr(GInputStream) in = trickle ? new_trickle(bytes, n, G_MAXSIZE)
                                         : g_memory_input_stream_new_from_data(bytes, n, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(read_stream(in, &options, print_part, printed, &error));
    g_assert_no_error(error);
    return finish(printed);
}

/* The next character would go beyond what a message shows. */
#define LONG_ID "https://news.example/2024/04/12/the-first-ferry-left-the-ha"

/* Lines, and what they are read as with English as the language of records that do not say. */
static const struct {
    const char *name;
    const char *bytes;
    const char *printed;
    const char *fields;
} rows[] = {
    {"one", "{\"id\":\"a\",\"text\":\"One.\"}\n", "a en 1 [] One.\n"},
    {"two", "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n",
     "a en 1 [] One.\nb en 2 [] Two.\n"},
    {"no-final-line-feed", "{\"id\":\"a\",\"text\":\"One.\"}", "a en 1 [] One.\n"},
    {"dos-lines", "{\"id\":\"a\",\"text\":\"One.\"}\r\n{\"id\":\"b\",\"text\":\"Two.\"}\r\n",
     "a en 1 [] One.\nb en 2 [] Two.\n"},
    {"blank-lines",
     "\n  \t\r\n{\"id\":\"a\",\"text\":\"One.\"}\n\n\n{\"id\":\"b\",\"text\":\"Two.\"}\n\n",
     "a en 3 [] One.\nb en 6 [] Two.\n"},
    {"spaced", "  { \"id\" : \"a\" , \"text\" : \"One.\" }  \n", "a en 1 [] One.\n"},
    {"any-order", "{\"text\":\"One.\",\"id\":\"a\"}\n", "a en 1 [] One.\n"},
    {"others-ignored", "{\"id\":\"a\",\"n\":[1,{\"text\":\"no\"}],\"text\":\"One.\",\"v\":null}\n",
     "a en 1 [] One.\n"},
    {"escaped-name", "{\"\\u0069d\":\"a\",\"te\\u0078t\":\"One.\"}\n", "a en 1 [] One.\n"},
    {"escapes", "{\"id\":\"a\",\"text\":\"One\\nTwo \\u0645 \\ud83d\\ude00 \\\"x\\\"\"}\n",
     "a en 1 [] One¶Two م 😀 \"x\"\n"},
    {"empty-text", "{\"id\":\"a\",\"text\":\"\"}\n", "a en 1 [] \n"},
    /* ids */
    {"no-id", "{\"text\":\"One.\"}\n", "news:1 en 1 [] One.\n"},
    {"no-id-later", "\n{\"text\":\"One.\"}\n{\"text\":\"Two.\"}",
     "news:2 en 2 [] One.\nnews:3 en 3 [] Two.\n"},
    {"empty-id", "{\"id\":\"\",\"text\":\"One.\"}\n", "news:1 en 1 [] One.\n"},
    {"null-id", "{\"id\":null,\"text\":\"One.\"}\n", "news:1 en 1 [] One.\n"},
    {"number-as-id", "{\"id\":12345678901234567890123,\"text\":\"One.\"}\n",
     "12345678901234567890123 en 1 [] One.\n"},
    {"escaped-id", "{\"id\":\"a\\u002Fb\",\"text\":\"One.\"}\n", "a/b en 1 [] One.\n"},
    {"id-twice",
     "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"a\",\"text\":\"Two.\"}\n{\"id\":\"b\",\"text\":"
     "\"3.\"}",
     "a en 1 [] One.\n! 2:7 duplicate-id an earlier record has the id “a”\nb en 3 [] 3.\n"},
    {"long-id-twice",
     "{\"id\":\"" LONG_ID "ü\",\"text\":\"1.\"}\n{\"id\":\"" LONG_ID "ü\",\"text\":\"2.\"}\n",
     LONG_ID "ü en 1 [] 1.\n! 2:7 duplicate-id an earlier record has the id “" LONG_ID "”\n"},
    {"id-twice-as-number", "{\"id\":\"7\",\"text\":\"One.\"}\n{\"id\":7,\"text\":\"Two.\"}\n",
     "7 en 1 [] One.\n! 2:7 duplicate-id an earlier record has the id “7”\n"},
    {"id-of-a-rejected-record", "{\"id\":\"a\"}\n{\"id\":\"a\",\"text\":\"Two.\"}\n",
     "! 1:1 broken-record “text” is missing\na en 2 [] Two.\n"},
    /* languages */
    {"language", "{\"id\":\"a\",\"lang\":\"ar\",\"text\":\"نعم.\"}\n", "a ar 1 [] نعم.\n"},
    {"language-canonical", "{\"id\":\"a\",\"lang\":\"PT_br\",\"text\":\"Um.\"}\n",
     "a pt-BR 1 [] Um.\n"},
    {"language-empty", "{\"id\":\"a\",\"lang\":\"\",\"text\":\"One.\"}\n", "a en 1 [] One.\n"},
    {"language-null", "{\"id\":\"a\",\"lang\":null,\"text\":\"One.\"}\n", "a en 1 [] One.\n"},
    {"language-bad", "{\"id\":\"a\",\"lang\":\"../../x\",\"text\":\"One.\"}\n",
     "! 1:18 broken-record “../../x” is not a language tag (BCP 47), such as en or pt-BR\n"},
    {"language-number", "{\"id\":\"a\",\"lang\":1,\"text\":\"One.\"}\n",
     "! 1:18 broken-record “lang” is not a string\n"},
    {"language-long",
     "{\"text\":\"One.\",\"lang\":\"en-"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}\n",
     "! 1:23 broken-record “lang” is longer than 128 bytes\n"},
    /* titles */
    {"title", "{\"id\":\"a\",\"title\":\"Head\",\"text\":\"One.\"}\n",
     "a en 1 [H0-4] Head¶¶One.\n"},
    {"title-behind-text", "{\"id\":\"a\",\"text\":\"One.\",\"title\":\"Head\"}\n",
     "a en 1 [H0-4] Head¶¶One.\n"},
    {"title-repeated", "{\"id\":\"a\",\"title\":\"Head\",\"text\":\"Head\\n\\nOne.\"}\n",
     "a en 1 [H0-4] Head¶¶Head¶¶One.\n"},
    {"title-with-space", "{\"id\":\"a\",\"title\":\" Head \",\"text\":\"One.\"}\n",
     "a en 1 [H1-5]  Head ¶¶One.\n"},
    {"title-on-two-lines", "{\"id\":\"a\",\"title\":\"He\\nad\",\"text\":\"One.\"}\n",
     "a en 1 [H0-5~] He¶ad¶¶One.\n"},
    {"title-blank", "{\"id\":\"a\",\"title\":\" \",\"text\":\"One.\"}\n", "a en 1 [] One.\n"},
    {"title-number", "{\"id\":\"a\",\"title\":1984,\"text\":\"One.\"}\n",
     "a en 1 [H0-4] 1984¶¶One.\n"},
    {"title-alone", "{\"id\":\"a\",\"title\":\"Head\",\"text\":\"\"}\n", "a en 1 [H0-4] Head¶¶\n"},
    /* blocks */
    {"blocks", "{\"id\":\"a\",\"blocks\":[\"One.\",\"Two.\"]}\n",
     "a en 1 [P0-4 P6-10] One.¶¶Two.\n"},
    {"blocks-with-title", "{\"id\":\"a\",\"blocks\":[\"One.\"],\"title\":\"Head\"}\n",
     "a en 1 [H0-4 P6-10] Head¶¶One.\n"},
    {"blocks-of-objects",
     "{\"id\":\"a\",\"blocks\":[{\"kind\":\"heading\",\"text\":\"H\"},{\"text\":\"P.\"},"
     "{\"text\":\"- l\",\"kind\":\"list-item\",\"level\":[2]}]}\n",
     "a en 1 [H0-1 P3-5 L7-10] H¶¶P.¶¶- l\n"},
    {"blocks-of-all-kinds",
     "{\"id\":\"a\",\"blocks\":[{\"kind\":\"quotation\",\"text\":\"q\"},{\"kind\":\"caption\","
     "\"text\":\"c\"},"
     "{\"kind\":\"cell\",\"text\":\"t\"},{\"kind\":\"video\",\"text\":\"v\"},{\"kind\":7,\"text\":"
     "\"n\"}]}\n",
     "a en 1 [Q0-1 C3-4 T6-7 P9-10 P12-13] q¶¶c¶¶t¶¶v¶¶n\n"},
    {"blocks-on-lines", "{\"id\":\"a\",\"blocks\":[\"One\\n  two\\r\\nthree.\"]}\n",
     "a en 1 [P0-17~~] One¶  two\r¶three.\n"},
    {"blocks-blank", "{\"id\":\"a\",\"blocks\":[\"\",\" \",\"One.\"]}\n",
     "a en 1 [P3-7]  ¶¶One.\n"},
    {"blocks-empty", "{\"id\":\"a\",\"blocks\":[]}\n", "a en 1 [] \n"},
    {"blocks-empty-and-text", "{\"id\":\"a\",\"blocks\":[],\"text\":\"One.\"}\n",
     "a en 1 [] One.\n"},
    {"blocks-before-text", "{\"id\":\"a\",\"text\":\"no\",\"blocks\":[\"One.\"]}\n",
     "a en 1 [P0-4] One.\n"},
    {"blocks-escaped", "{\"id\":\"a\",\"blocks\":[{\"te\\u0078t\":\"\\u0645\"}]}\n",
     "a en 1 [P0-2] م\n"},
    {"blocks-no-array", "{\"id\":\"a\",\"blocks\":\"One.\"}\n",
     "! 1:20 broken-record “blocks” is not an array\n"},
    {"block-number", "{\"id\":\"a\",\"blocks\":[\"One.\",2]}\n",
     "! 1:28 broken-record a block is a string or an object\n"},
    {"block-without-text", "{\"id\":\"a\",\"blocks\":[{\"kind\":\"heading\"}]}\n",
     "! 1:21 broken-record a block has no text\n"},
    {"block-text-number", "{\"id\":\"a\",\"blocks\":[{\"text\":1}]}\n",
     "! 1:29 broken-record the text of a block is not a string\n"},
    {"block-nul", "{\"id\":\"a\",\"blocks\":[\"\\u0000\"]}\n",
     "! 1:21 broken-record “blocks” holds the character U+0000, which is not text\n"},
    {"block-object-nul", "{\"id\":\"a\",\"blocks\":[{\"text\":\"\\u0000\"}]}\n",
     "! 1:29 broken-record “text” holds the character U+0000, which is not text\n"},
    {"block-broken", "{\"id\":\"a\",\"blocks\":[{\"text\":\"x\" \"kind\"}]}\n",
     "! 1:33 broken-record a comma is missing\n"},
    /* fields of other names */
    {"field", "{\"id\":\"a\",\"body\":\"One.\"}\n", "a en 1 [] One.\n", "text=body"},
    {"fields", "{\"key\":\"a\",\"body\":\"One.\",\"l\":\"fr\",\"head\":\"H\"}\n",
     "a fr 1 [H0-1] H¶¶One.\n", "text=body id=key lang=l title=head"},
    {"field-hides-ours", "{\"id\":\"a\",\"text\":\"One.\"}\n",
     "! 1:1 broken-record “body” is missing\n", "text=body"},
    {"field-of-blocks", "{\"id\":\"a\",\"parts\":[\"One.\"]}\n", "a en 1 [P0-4] One.\n",
     "blocks=parts"},
    {"field-with-sign", "{\"id\":\"a\",\"a=b\":\"One.\"}\n", "a en 1 [] One.\n", "text=a=b"},
    {"field-last-wins", "{\"id\":\"a\",\"two\":\"One.\"}\n", "a en 1 [] One.\n",
     "text=one text=two"},
    /* broken records */
    {"broken-amid",
     "{\"id\":\"a\",\"text\":\"1.\"}\n{\"id\":\"b\"\n{\"id\":\"c\",\"text\":\"3.\"}\n",
     "a en 1 [] 1.\n! 2:10 broken-record the object has no end\nc en 3 [] 3.\n"},
    {"broken-column-in-characters", "{\"id\":\"é😀\",\"text\":x}\n",
     "! 1:19 broken-record a value is missing\n"},
    {"no-text", "{\"id\":\"a\"}\n", "! 1:1 broken-record “text” is missing\n"},
    {"null-text", "{\"id\":\"a\",\"text\":null}\n", "! 1:1 broken-record “text” is missing\n"},
    {"text-number", "{\"id\":\"a\",\"text\":42}\n",
     "! 1:18 broken-record “text” is not a string\n"},
    {"text-object", "{\"id\":\"a\",\"text\":{\"a\":1}}\n",
     "! 1:18 broken-record “text” is not a string\n"},
    {"text-twice", "{\"id\":\"a\",\"text\":\"1.\",\"text\":\"2.\"}\n",
     "! 1:30 broken-record “text” stands twice in the record\n"},
    {"other-twice", "{\"id\":\"a\",\"v\":1,\"v\":2,\"text\":\"1.\"}\n", "a en 1 [] 1.\n"},
    {"text-nul", "{\"id\":\"a\",\"text\":\"a\\u0000b\"}\n",
     "! 1:18 broken-record “text” holds the character U+0000, which is not text\n"},
    {"id-nul", "{\"id\":\"a\\u0000b\",\"text\":\"1.\"}\n",
     "! 1:7 broken-record “id” holds the character U+0000, which is not text\n"},
    {"other-nul", "{\"id\":\"a\",\"v\":\"\\u0000\",\"text\":\"1.\"}\n", "a en 1 [] 1.\n"},
    {"id-object", "{\"id\":{},\"text\":\"1.\"}\n", "! 1:7 broken-record “id” is not a string\n"},
    {"title-array", "{\"title\":[\"H\"],\"text\":\"1.\"}\n",
     "! 1:10 broken-record “title” is not a string\n"},
    {"array", "[\"a\"]\n", "! 1:1 broken-record a record is an object: {…}\n"},
    {"string", "\"a\"\n", "! 1:1 broken-record a record is an object: {…}\n"},
    {"number", "42\n", "! 1:1 broken-record a record is an object: {…}\n"},
    {"words", "hello\n", "! 1:1 broken-record a value is missing\n"},
    {"two-on-a-line", "{\"id\":\"a\",\"text\":\"1.\"}{\"id\":\"b\",\"text\":\"2.\"}\n",
     "! 1:23 broken-record something follows the end\n"},
    {"on-several-lines", "{\n\"text\":\"1.\"\n}\n",
     "! 1:2 broken-record the object has no end\n! 2:1 broken-record a record is an object: {…}\n"
     "! 3:1 broken-record a value is missing\n"},
    {"latin-1", "{\"id\":\"a\",\"text\":\"caf\xE9\"}\n{\"id\":\"b\",\"text\":\"2.\"}\n",
     "! 1:22 broken-record this is not UTF-8\nb en 2 [] 2.\n"},
    {"half-a-pair", "{\"id\":\"a\",\"text\":\"x \\ud800 y\"}\n",
     "! 1:21 broken-record half of a surrogate pair is no character\n"},
    /* nothing */
    {"empty", "", "! 0:0 empty-article there is no record in it\n"},
    {"only-blank-lines", "\n \r\n\n", "! 0:0 empty-article there is no record in it\n"},
};

static void
test_row(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *printed = read_bytes(row->bytes, strlen(row->bytes), "en", row->fields, FALSE);

    g_assert_cmpstr(printed, ==, row->printed);
}

static void
test_row_byte_by_byte(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *printed = read_bytes(row->bytes, strlen(row->bytes), "en", row->fields, TRUE);

    g_assert_cmpstr(printed, ==, row->printed);
}

static void
test_no_language(void)
{
    const char *bytes =
        "{\"id\":\"a\",\"text\":\"1.\"}\n{\"id\":\"b\",\"lang\":\"fr\",\"text\":\"2.\"}\n";
    g_autofree char *printed = read_bytes(bytes, strlen(bytes), NULL, NULL, FALSE);

    g_assert_cmpstr(
        printed, ==,
        "! 1:1 broken-record “lang” is missing, and there is no --source\nb fr 2 [] 2.\n");
}

static void
test_raw_nul(void)
{
    static const char bytes[] =
        "{\"id\":\"a\",\"text\":\"a\0b\"}\n{\"id\":\"b\",\"text\":\"2.\"}\n";
    g_autofree char *printed = read_bytes(bytes, sizeof bytes - 1, "en", NULL, FALSE);

    g_assert_cmpstr(printed, ==,
                    "! 1:20 broken-record a control character must be written as an escape\n"
                    "b en 2 [] 2.\n");
}

static void
test_many_languages(void)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    g_autofree char *printed = NULL;

    for (guint i = 0; i <= HEXAPLA_MAX_LANGUAGES; i++)
        g_string_append_printf(lines, "{\"lang\":\"en-x-l%u\",\"text\":\"1.\"}\n", i);
    g_string_append(lines, "{\"lang\":\"en-x-l0\",\"text\":\"Last.\"}\n");
    printed = read_bytes(lines->str, lines->len, NULL, NULL, FALSE);
    g_assert_nonnull(strstr(printed, "! 513:9 broken-record these are more than 512 languages\n"));
    g_assert_true(g_str_has_suffix(printed, "Last.\n"));
}

static gboolean
count_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_object_unref(part);
    ++*(guint *)user_data;
    return TRUE;
}

/* The table of ids grows, finds all that came before, and calls none twice that is not. */
static void
test_many_ids(void)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    HexaplaIssueSink sink = {0};
    const HexaplaReadOptions options = {.file = "ids.jsonl", .language = "en", .issues = &sink};
    g_autoptr(GInputStream) in = NULL;
    guint n = 0;

    for (guint i = 0; i < 30000; i++)
        g_string_append_printf(lines, "{\"id\":\"%u\",\"text\":\"1.\"}\n", i % 20000);
    in = g_memory_input_stream_new_from_data(lines->str, lines->len, NULL);
    g_assert_true(read_stream(in, &options, count_part, &n, NULL));
    g_assert_cmpuint(n, ==, 20000);
    g_assert_cmpuint(sink.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR], ==, 10000);
}

/* Parts of one long article, joined again. */
typedef struct {
    GString *text;
    guint n_parts;
    guint n_blocks;
    gboolean ended;
} Parts;

static gboolean
join_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Parts *parts = user_data;
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    gsize n;
    guint n_blocks;
    const char *text = hexapla_document_get_text(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    g_assert_false(parts->ended);
    g_assert_cmpstr(origin->id, ==, "long");
    g_assert_cmpuint(origin->line, ==, 1);
    g_assert_cmpuint(origin->part, ==, parts->n_parts++);
    g_assert_cmpuint(origin->offset, ==, parts->text->len);
    g_assert_cmpuint(n, <=, HEXAPLA_MAX_PART_BYTES);
    g_assert_true(g_utf8_validate_len(text, n, NULL));
    for (guint i = 0; i < n_blocks; i++) {
        g_assert_cmpuint(blocks[i].start, <, blocks[i].end);
        g_assert_cmpuint(blocks[i].end, <=, n);
        g_assert_true(i == 0 || blocks[i - 1].end <= blocks[i].start);
    }
    g_string_append_len(parts->text, text, n);
    parts->n_blocks += n_blocks;
    parts->ended = origin->is_last;
    return TRUE;
}

/* A unit as it stands in the record, repeated until the record is long; its text; as blocks or as
 * one text; at least so many parts and blocks. */
static const struct {
    const char *name;
    const char *unit;
    const char *text;
    gboolean blocks;
    gsize bytes;
    guint parts;
    guint least_blocks;
} long_rows[] = {
    {"text-just-below", "Some words\\n\\n", "Some words\n\n", FALSE, (1 << 20) - 100, 1, 1},
    {"text-paragraphs", "Some words\\n\\n", "Some words\n\n", FALSE, 3 << 20, 3, 1},
    {"text-lines", "Some words\\n", "Some words\n", FALSE, 3 << 20, 3, 1},
    {"text-one-line", "words ", "words ", FALSE, 3 << 20, 3, 1},
    {"text-one-word", "م", "م", FALSE, 3 << 20, 3, 1},
    {"text-of-escapes", "\\u0645", "م", FALSE, 9 << 20, 3, 1},
    {"text-of-pairs", "\\ud83d\\ude00", "😀", FALSE, 9 << 20, 3, 1},
    {"many-blocks", "Some words.", "Some words.", TRUE, 3 << 20, 3, 200000},
    {"long-blocks", "Some words. ", "Some words. ", TRUE, 3 << 20, 3, 3},
};

static void
append_unit(GString *record, GString *text, const __typeof__(long_rows[0]) *row, gsize i)
{
    gboolean whole = strcmp(row->name, "many-blocks") == 0;
    gboolean begins = row->blocks && (whole || i % 200000 == 0);

    if (begins) {
        g_string_append(record, i > 0 ? "\",\"" : "\"");
        g_string_append(text, "\n\n");
    }
    g_string_append(record, row->unit);
    g_string_append(text, row->text);
}

static void
test_long(gconstpointer data)
{
    const __typeof__(long_rows[0]) *row = data;
    const HexaplaReadOptions options = {.file = "long.jsonl", .language = "en"};
    g_autoptr(GString) record = g_string_new("{\"id\":\"long\",\"title\":\"Head\",");
    g_autoptr(GString) text = g_string_new(row->blocks ? "Head" : "Head\n\n");
    g_autoptr(GInputStream) in = NULL;
    g_autoptr(GError) error = NULL;
    Parts parts = {.text = g_string_new(NULL)};

    g_string_append(record, row->blocks ? "\"blocks\":[" : "\"text\":\"");
    for (gsize i = 0; record->len + 32 < row->bytes; i++)
        append_unit(record, text, row, i);
    g_string_append(record, row->blocks ? "\"]}\n" : "\"}\n");
    in = g_memory_input_stream_new_from_data(record->str, record->len, NULL);
    read_stream(in, &options, join_part, &parts, &error);
    g_assert_no_error(error);
    g_assert_true(parts.ended);
    g_assert_cmpuint(parts.n_parts, >=, row->parts);
    g_assert_cmpuint(parts.n_parts, <=, row->parts + 2);
    g_assert_cmpuint(parts.n_blocks, >=, row->least_blocks);
    g_assert_true(g_string_equal(parts.text, text));
    g_string_free(parts.text, TRUE);
}

/* A record beyond the limit is skipped, and those around it are read. */
static void
test_too_long(void)
{
    g_autoptr(GString) lines =
        g_string_new("{\"id\":\"a\",\"text\":\"1.\"}\n{\"id\":\"b\",\"text\":\"");
    g_autofree char *printed = NULL;

    while (lines->len < HEXAPLA_MAX_RECORD_BYTES + (1 << 20))
        g_string_append(lines, "words words words words words words words words words words ");
    g_string_append(lines, "\"}\n{\"id\":\"c\",\"text\":\"3.\"}\n");
    printed = read_bytes(lines->str, lines->len, "en", NULL, FALSE);
    g_assert_cmpstr(printed, ==,
                    "a en 1 [] 1.\n! 2:1 broken-record the record is longer than 32 MiB\n"
                    "c en 3 [] 3.\n");
}

static void
test_too_long_at_the_end(void)
{
    g_autofree char *line = g_malloc(HEXAPLA_MAX_RECORD_BYTES);
    g_autofree char *printed = NULL;

    memset(line, '[', HEXAPLA_MAX_RECORD_BYTES);
    printed = read_bytes(line, HEXAPLA_MAX_RECORD_BYTES, "en", NULL, FALSE);
    g_assert_cmpstr(printed, ==, "! 1:1 broken-record the record is longer than 32 MiB\n");
}

/* Rejected lines stand in the other file byte for byte. */
static void
test_rejects(void)
{
    const char *bytes = "{\"id\":\"a\",\"text\":\"1.\"}\n "
                        "{\"id\":\"caf\xE9\"}\r\n\n{\"id\":\"a\",\"text\":\"2\"}\nx";
    g_autofree char *folder = g_dir_make_tmp("hexapla-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "rejects.jsonl", NULL);
    HexaplaWriter *rejects = hexapla_writer_new(path, NULL);
    const HexaplaReadOptions options = {.file = "a.jsonl", .language = "en", .rejects = rejects};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(bytes, strlen(bytes), NULL);
    g_autofree char *rejected = NULL;
    guint n = 0;

    g_assert_true(read_stream(in, &options, count_part, &n, NULL));
    g_assert_true(hexapla_writer_commit(rejects, NULL));
    g_assert_true(g_file_get_contents(path, &rejected, NULL, NULL));
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpstr(rejected, ==, " {\"id\":\"caf\xE9\"}\r\n{\"id\":\"a\",\"text\":\"2\"}\nx\n");
    g_unlink(path);
    g_rmdir(folder);
}

/* The first issue of the level is the error, and nothing is read behind it. */
static void
test_fail_on(void)
{
    const char *bytes = "{\"id\":\"a\",\"text\":\"1.\"}\nx\ny\n{\"id\":\"b\",\"text\":\"2.\"}\n";
    HexaplaIssueSink sink = {.fail_on = HEXAPLA_ISSUE_LEVEL_ERROR};
    const HexaplaReadOptions options = {.file = "a.jsonl", .language = "en", .issues = &sink};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(bytes, strlen(bytes), NULL);
    g_autoptr(GError) error = NULL;
    guint n = 0;

    g_assert_false(read_stream(in, &options, count_part, &n, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT);
    g_assert_cmpstr(error->message, ==, "a.jsonl:2:1: error: a value is missing [broken-record]");
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpuint(sink.n_issues[HEXAPLA_ISSUE_LEVEL_ERROR], ==, 1);
    g_free(sink.failure);
}

static void
test_failing_stream(void)
{
    const char *bytes = "{\"id\":\"a\",\"text\":\"1.\"}\n{\"id\":\"b\",\"text\":\"2.\"}\n";
    const HexaplaReadOptions options = {.file = "a.jsonl", .language = "en"};
    g_autoptr(GInputStream) in = new_trickle(bytes, strlen(bytes), 30);
    g_autoptr(GError) error = NULL;
    guint n = 0;

    g_assert_false(read_stream(in, &options, count_part, &n, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT);
    g_assert_cmpstr(error->message, ==, "a.jsonl: error: the drive is gone");
    g_assert_cmpuint(n, ==, 0);
}

static gboolean
refuse_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    g_object_unref(part);
    if (++*(guint *)user_data < 2)
        return TRUE;
    g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "no room");
    return FALSE;
}

static void
test_failing_function(void)
{
    const char *bytes = "{\"text\":\"1.\"}\n{\"text\":\"2.\"}\n{\"text\":\"3.\"}\n";
    const HexaplaReadOptions options = {.file = "a.jsonl", .language = "en"};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(bytes, strlen(bytes), NULL);
    g_autoptr(GError) error = NULL;
    guint n = 0;

    g_assert_false(read_stream(in, &options, refuse_part, &n, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
    g_assert_cmpuint(n, ==, 2);
}

static const char *const bad_fields[] = {"text", "=body", "text=", "headline=h", "TEXT=body", ""};

static void
test_bad_fields(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(bad_fields); i++) {
        const char *const fields[] = {bad_fields[i], NULL};
        const HexaplaReadOptions options = {.file = "a.jsonl", .language = "en", .fields = fields};
        g_autoptr(GInputStream) in = g_memory_input_stream_new();
        g_autoptr(GError) error = NULL;

        g_assert_false(read_stream(in, &options, count_part, NULL, &error));
        g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE);
    }
}

static const struct {
    const char *name;
    const char *head;
    const char *format; /* NULL: nobody's */
} sniff_rows[] = {
    {"record", "{\"id\":1}", "jsonl"},
    {"spaced", " \n { \"id\":1}", "jsonl"},
    {"empty-object", "{}", "jsonl"},
    {"brace", "{", "jsonl"},
    {"text", "Some text.", NULL},
    {"array", "[1]", NULL},
    {"nothing", "", NULL},
};

static void
test_sniff(gconstpointer data)
{
    const __typeof__(sniff_rows[0]) *row = data;
    const HexaplaFormat *format =
        hexapla_format_sniff((const guint8 *)row->head, strlen(row->head));

    g_assert_cmpstr(format != NULL ? format->name : NULL, ==, row->format);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/jsonl/read", rows, test_row);
    ADD_ROWS("/jsonl/byte-by-byte", rows, test_row_byte_by_byte);
    ADD_ROWS("/jsonl/long", long_rows, test_long);
    ADD_ROWS("/jsonl/sniff", sniff_rows, test_sniff);
    g_test_add_func("/jsonl/no-language", test_no_language);
    g_test_add_func("/jsonl/raw-nul", test_raw_nul);
    g_test_add_func("/jsonl/many-languages", test_many_languages);
    g_test_add_func("/jsonl/many-ids", test_many_ids);
    g_test_add_func("/jsonl/too-long", test_too_long);
    g_test_add_func("/jsonl/too-long-at-the-end", test_too_long_at_the_end);
    g_test_add_func("/jsonl/rejects", test_rejects);
    g_test_add_func("/jsonl/fail-on", test_fail_on);
    g_test_add_func("/jsonl/failing-stream", test_failing_stream);
    g_test_add_func("/jsonl/failing-function", test_failing_function);
    g_test_add_func("/jsonl/bad-fields", test_bad_fields);
    return g_test_run();
}
