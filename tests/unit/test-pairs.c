/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "document/note.h"
#include "document/target.h"
#include "formats/format.h"

/* Tables, gettext files and JSON lines of others: what is a pair in them, and what is none. */

typedef struct {
    const char *name;
    const char *format;
    const char *input;
    const char *expected; /* `id|source|translation`, a line a pair; languages before them */
    const char *problem;  /* of a record that is left out, or an error */
    const char *source;
    const char *target;
    const char *fields[4];
} Row;

/* clang-format off */
static const Row rows[] = {
    {"tsv/header", "tsv", "id\ten\tfr\n1\tOne.\tUn.\n", "en fr\n1|One.|Un.\n"},
    {"tsv/byte order mark and CR LF", "tsv", "\xEF\xBB\xBFid\ten\tfr\r\n1\tOne.\tUn.\r\n", "en fr\n1|One.|Un.\n"},
    {"tsv/no header", "tsv", "One.\tUn.\nTwo.\tDeux.\n", "en fr\n|One.|Un.\n|Two.|Deux.\n", NULL, "en", "fr"},
    {"tsv/a first row that looks like none", "tsv", "Hello\tBonjour\n", "en fr\n|Hello|Bonjour\n", NULL, "en", "fr"},
    {"tsv/no languages", "tsv", "One.\tUn.\n", NULL, "give --source and --target"},
    {"tsv/words", "tsv", "Source\tTarget\nOne.\tUn.\n", "en fr\n|One.|Un.\n", NULL, "en", "fr"},
    {"tsv/wanted languages", "tsv", "en\tfr\tde-AT\n1\t2\t3\n", "de-AT fr\n|3|2\n", NULL, "de", "fr"},
    {"tsv/columns by name", "tsv", "English\tNote\tFrançais\nOne.\tn\tUn.\n", "en fr\n|One.|Un.\n", NULL, "en", "fr",
     {"source=english", "target=Français"}},
    {"tsv/columns by number", "tsv", "en\tx\tfr\n", "en fr\nx|en|fr\n", NULL, "en", "fr",
     {"source=1", "target=3", "id=2"}},
    {"tsv/a column that is not there", "tsv", "en\tfr\n1\t2\n", NULL, "no column is called “x”", "en", "fr", {"source=x"}},
    {"tsv/escapes", "tsv", "a\\tb\\\\n\\n\tC:\\dir\\\n", "en fr\n|a\tb\\n\n|C:\\dir\\\n", NULL, "en", "fr"},
    {"tsv/quotation marks are text", "tsv", "\"a\"\t\"b\n", "en fr\n|\"a\"|\"b\n", NULL, "en", "fr"},
    {"tsv/missing translation", "tsv", "en\tfr\nOne.\nTwo.\t\n", "en fr\n|One.|\n|Two.|\n"},
    {"tsv/one cell too many", "tsv", "en\tfr\na\tb\tc\nd\te\n", "en fr\n|d|e\n", "more cells than the first one"},
    {"tsv/broken row", "tsv", "en\tfr\n\xFF\tb\nd\te\n", "en fr\n|d|e\n", "not text in UTF-8"},
    {"tsv/blank rows", "tsv", "\nen\tfr\n\na\tb\n\n", "en fr\n|a|b\n"},
    {"tsv/no source", "tsv", "en\tfr\n\tb\nc\td\n", "en fr\n|c|d\n"},

    {"csv/quoted", "csv", "id,en,fr\n1,\"a, \"\"b\"\"\",\"c\nd\"\n", "en fr\n1|a, \"b\"|c\nd\n"},
    {"csv/CR LF inside", "csv", "en,fr\r\n\"a\r\nb\",c\r\n", "en fr\n|a\r\nb|c\n"},
    {"csv/carriage returns end rows", "csv", "en,fr\ra,b\r", "en fr\n|a|b\n"},
    {"csv/semicolons", "csv", "en;fr\n\"a;b\";c,d\n", "en fr\n|a;b|c,d\n"},
    {"csv/tabs", "csv", "en\tfr\n\"a\tb\"\tc\n", "en fr\n|a\tb|c\n"},
    {"csv/a separator in quotation marks", "csv", "\"a;b;c\",d\n", "en fr\n|a;b;c|d\n", NULL, "en", "fr"},
    {"csv/quotation mark inside", "csv", "en,fr\n5\" pipe,b\n", "en fr\n|5\" pipe|b\n"},
    {"csv/spaces stay", "csv", "en,fr\n a ,\" b\"\n", "en fr\n| a | b\n"},
    {"csv/empty", "csv", "en,fr\n\"\",b\na,\"\"\n", "en fr\n|a|\n"},
    {"csv/no line end", "csv", "en,fr\na,b", "en fr\n|a|b\n"},
    {"csv/text behind a quotation mark", "csv", "en,fr\n\"a\"b,c\nd,e\n", "en fr\n|d|e\n", "behind a closing quotation"},
    {"csv/open quotation mark", "csv", "en,fr\nd,e\n\"a,b\n", "en fr\n|d|e\n", "quotation mark is not closed"},

    {"po/header", "po", "msgid \"\"\nmsgstr \"Language: pt_BR\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n", "en pt-BR\n|a|b\n", NULL, "en"},
    {"po/script", "po", "msgid \"\"\nmsgstr \"Language: sr@latin\\n\"\nmsgid \"a\"\nmsgstr \"b\"\n", "en sr-Latn\n|a|b\n", NULL, "en"},
    {"po/source language", "po", "msgid \"\"\nmsgstr \"X-Source-Language: de\\n\"\nmsgid \"a\"\nmsgstr \"b\"\n", "de fr\n|a|b\n", NULL, NULL, "fr"},
    {"po/strings go on", "po", "msgid \"\"\n\"a\"\n\"b\"\nmsgstr \"c\"\n \"d\"\n", "en fr\n|ab|cd\n", NULL, "en", "fr"},
    {"po/escapes", "po", "msgid \"\\t\\\"\\\\\\n\"\nmsgstr \"\\303\\251\\x41\"\n", "en fr\n|\t\"\\\n|éA\n", NULL, "en", "fr"},
    {"po/context", "po", "msgctxt \"menu\"\nmsgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n", "en fr\nmenu|a|b\n|a|c\n", NULL, "en", "fr"},
    {"po/plural", "po", "msgctxt \"c\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"b\"\nmsgstr[1] \"bs\"\nmsgstr[2] \"bbs\"\n",
     "en fr\nc[0]|a|b\nc[1]|as|bs\nc[2]|as|bbs\n", NULL, "en", "fr"},
    {"po/plural with one form", "po", "msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"b\"\n", "en ja\n|a|b\n|as|\n", NULL, "en", "ja"},
    {"po/fuzzy", "po", "#, c-format, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n", "en fr\n|a|b?\n", NULL, "en", "fr"},
    {"po/obsolete", "po", "msgid \"a\"\nmsgstr \"b\"\n#~ msgid \"c\"\n#~ msgstr \"d\"\n", "en fr\n|a|b\n", NULL, "en", "fr"},
    {"po/comments begin an entry", "po", "msgid \"a\"\nmsgstr \"b\"\n#, fuzzy\nmsgid \"c\"\nmsgstr \"d\"\n", "en fr\n|a|b\n|c|d?\n", NULL, "en", "fr"},
    {"po/no msgstr", "po", "msgid \"a\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "en fr\n|c|d\n", "no msgid or no msgstr", "en", "fr"},
    {"po/no string", "po", "msgid a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "en fr\n|c|d\n", "no line of a PO file", "en", "fr"},
    {"po/open string", "po", "msgid \"a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "en fr\n|c|d\n", "does not end where", "en", "fr"},
    {"po/unknown escape", "po", "msgid \"\\q\"\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "en fr\n|c|d\n", "a backslash", "en", "fr"},
    {"po/other encoding", "po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\nmsgid \"a\"\nmsgstr \"\xE9\"\n", "en fr\n|a|é\n", NULL, "en", "fr"},
    {"po/empty", "po", "", "", NULL, "en", "fr"},

    {"segments/pair", "segments", "{\"doc\":\"d\",\"segment\":\"s\",\"text\":\"a\\u00e9\",\"rule\":\"en.x\",\"target\":\"b\",\"target_lang\":\"fr\"}\n", "en fr\ns|aé|b\n"},
    {"segments/language of the member", "segments", "{\"doc\":\"d\",\"text\":\"a\",\"lang\":\"de\"}\n", "de \n|a|\n"},
    {"segments/no language", "segments", "{\"doc\":\"d\",\"text\":\"a\"}\n", NULL, "give --source"},
    {"segments/unknown members", "segments", "{\"score\":[1,{\"a\":2}],\"doc\":\"d\",\"text\":\"a\",\"names\":[]}\n", "en \n|a|\n", NULL, "en"},
    {"segments/broken", "segments", "{\"doc\":\"d\"\n{\"doc\":\"d\",\"text\":\"a\"}\n", "en \n|a|\n", "", "en"},
    {"segments/no text", "segments", "{\"doc\":\"d\"}\n", "", "no “text”", "en"},
    {"segments/U+0000", "segments", "{\"doc\":\"d\",\"text\":\"a\\u0000\"}\n", "", "U+0000", "en"},
};
/* clang-format on */

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    const char *text = hexapla_document_get_text(part, NULL);
    const char *language = hexapla_document_get_target_language(part);
    GString *found = user_data;
    guint n;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);

    if (n > 0 && hexapla_document_get_origin(part)->part == 0)
        g_string_append_printf(found, "%s %s\n", hexapla_document_get_language(part),
                               language != NULL ? language : "");
    for (guint i = 0; i < n; i++) {
        const HexaplaTarget *target = hexapla_document_find_target(part, i);
        const char *name = hexapla_document_get_segment_name(part, i);

        g_string_append_printf(found, "%s|%.*s|%s%s\n", name != NULL ? name : "",
                               (int)(segments[i].end - segments[i].start), text + segments[i].start,
                               target != NULL ? target->text : "",
                               target != NULL && target->is_fuzzy ? "?" : "");
    }
    return TRUE;
}

static void
take_issue(const HexaplaIssue *issue, gpointer user_data)
{
    g_string_append(user_data, issue->text);
}

static void
check(gconstpointer data)
{
    const Row *row = data;
    g_autoptr(GString) found = g_string_new(NULL);
    g_autoptr(GString) problems = g_string_new(NULL);
    HexaplaIssueSink sink = {.func = take_issue, .user_data = problems};
    const HexaplaReadOptions options = {.file = "in",
                                        .language = row->source,
                                        .target = row->target,
                                        .fields = row->fields,
                                        .issues = &sink};
    g_autoptr(GInputStream) bytes =
        g_memory_input_stream_new_from_data(row->input, (gssize)strlen(row->input), NULL);
    g_autoptr(GInputStream) in = g_buffered_input_stream_new_sized(bytes, HEXAPLA_INPUT_PEEK_BYTES);
    const HexaplaFormat *format = hexapla_format_by_name(row->format);
    g_autoptr(GInputStream) text = NULL;
    g_autoptr(GError) error = NULL;

    if ((format->traits & HEXAPLA_FORMAT_DECODES) == 0)
        text = hexapla_input_decode(in, "in", &(HexaplaTextHints){0}, NULL, NULL, &error);
    if (!format->read(text != NULL ? text : in, &options, take_part, found, NULL, &error))
        g_string_append(problems, error->message);
    g_assert_cmpstr(found->str, ==, row->expected != NULL ? row->expected : "");
    if (row->problem == NULL)
        g_assert_cmpstr(problems->str, ==, "");
    else if (*row->problem != '\0')
        g_assert_nonnull(strstr(problems->str, row->problem));
    else
        g_assert_cmpuint(problems->len, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat("/pairs/", rows[i].name, NULL);

        g_test_add_data_func(path, &rows[i], check);
    }
    return g_test_run();
}
