/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/writer.h"
#include "formats/format.h"
#include "tests/unit/rows.h"
#include "tests/unit/trickle.h"

#define BYTES(string) string, sizeof(string) - 1

static gboolean
append_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);

    g_string_append_len(user_data, text, n);
    return TRUE;
}

static void
keep_issue(const HexaplaIssue *issue, gpointer user_data)
{
    g_string_append_printf(user_data, "[%s %s]", hexapla_issue_kind_get_tag(issue->kind),
                           issue->text);
}

/* What becomes of a stream on its way through the decoder and the reader of plain text: the text, or
 * the message of the error; what was guessed stands in front. */
static char *
read_stream(GInputStream *in, const char *encoding)
{
    GString *result = g_string_new(NULL);
    HexaplaIssueSink issues = {.func = keep_issue, .user_data = result};
    const HexaplaReadOptions options = {.file = "f", .language = "en"};
    const HexaplaTextHints hints = {.encoding = encoding};
    g_autoptr(GError) error = NULL;
    g_autoptr(GInputStream) text = hexapla_input_decode(in, "f", &hints, &issues, NULL, &error);

    if (text == NULL ||
        !hexapla_format_by_name("text")->read(text, &options, append_part, result, NULL, &error)) {
        g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT);
        g_string_assign(result, error->message);
    }
    return g_string_free(result, FALSE);
}

static char *
read_bytes(const char *bytes, gsize n, const char *encoding)
{
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(bytes, n, NULL);

    return read_stream(in, encoding);
}

static char *
read_slowly(const char *bytes, gsize n, gsize fail_at, const char *encoding)
{
    g_autoptr(TestTrickle) in = g_object_new(TEST_TYPE_TRICKLE, NULL);

    in->bytes = bytes;
    in->n = n;
    in->fail_at = fail_at;
    return read_stream(G_INPUT_STREAM(in), encoding);
}

/* Bytes as they are stored, and what they become; one byte at a time they become the same. */
static const struct {
    const char *name;
    const char *encoding;
    const char *bytes;
    gsize n;
    const char *expected;
} rows[] = {
    /* byte order marks */
    {"utf-8/plain", NULL, BYTES("Sana’a صنعاء"), "Sana’a صنعاء"},
    {"utf-8/mark", NULL,
     BYTES("\xEF\xBB\xBF"
           "a"),
     "a"},
    {"utf-8/mark-only", NULL, BYTES("\xEF\xBB\xBF"), ""},
    {"utf-8/half-a-mark", NULL, BYTES("\xEF\xBB"), "f:byte 0: error: this is not UTF-8"},
    {"utf-8/second-mark-stays", NULL,
     BYTES("\xEF\xBB\xBF\xEF\xBB\xBF"
           "a"),
     "\xEF\xBB\xBF"
     "a"},
    {"utf-8/mark-inside-stays", NULL,
     BYTES("a\xEF\xBB\xBF"
           "b"),
     "a\xEF\xBB\xBF"
     "b"},
    {"utf-8/named", "utf8", BYTES("\xC3\xA9"), "é"},
    {"utf-8/empty", NULL, BYTES(""), ""},
    {"utf-16/le-mark", NULL,
     BYTES("\xFF\xFE"
           "a\0\xAC\x20"),
     "a€"},
    {"utf-16/be-mark", NULL,
     BYTES("\xFE\xFF"
           "\0a\x20\xAC"),
     "a€"},
    {"utf-16/mark-only", NULL, BYTES("\xFF\xFE"), ""},
    {"utf-16/le-pair", NULL, BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "😀"},
    {"utf-16/be-pair", NULL, BYTES("\xFE\xFF\xD8\x3D\xDE\x00"), "😀"},
    {"utf-16/second-mark-stays", NULL,
     BYTES("\xFF\xFE\xFF\xFE"
           "a\0"),
     "\xEF\xBB\xBF"
     "a"},
    {"utf-16/mark-and-name", "utf-16",
     BYTES("\xFF\xFE"
           "a\0"),
     "a"},
    {"utf-16/mark-before-name", "utf-16be",
     BYTES("\xFF\xFE"
           "a\0"),
     "a"},
    {"utf-16/c1-is-meant", NULL, BYTES("\xFF\xFE\x93\0"), "\xC2\x93"},
    {"utf-32/le-mark", NULL, BYTES("\xFF\xFE\0\0\x00\xF6\x01\x00"), "😀"},
    {"utf-32/be-mark", NULL, BYTES("\0\0\xFE\xFF\x00\x01\xF6\x00"), "😀"},
    {"mark-before-legacy-name", "windows-1252", BYTES("\xEF\xBB\xBF\xC3\xA9"), "é"},
    {"mark-before-auto", "auto",
     BYTES("\xFF\xFE"
           "a\0"),
     "a"},

    /* encodings by name, and the names Python, Windows and pages use */
    {"utf-16le", "UTF-16LE", BYTES("\x21\x04"), "С"},
    {"utf-16be", "utf-16be", BYTES("\x04\x21"), "С"},
    {"utf-32le", "utf-32le", BYTES("\x21\x04\0\0"), "С"},
    {"utf-32be", "UTF32BE", BYTES("\0\0\x04\x21"), "С"},
    {"utf-16/empty", "utf-16", BYTES(""), ""},
    {"windows-1250", "windows-1250", BYTES("\xB3\xF3\x9F"), "łóź"},
    {"cp1251", "cp1251", BYTES("\xCF\xF0\xE8\xE2\xE5\xF2"), "Привет"},
    {"windows-1252", "windows-1252",
     BYTES("Sana\x92"
           "a \x80"),
     "Sana’a €"},
    {"windows-1253", "windows-1253", BYTES("\xC1\xE8\xDE\xED\xE1"), "Αθήνα"},
    {"windows-1254", "windows-1254", BYTES("\xDDzmir"), "İzmir"},
    {"windows-1255", "windows-1255", BYTES("\xF9\xEC\xE5\xED"), "שלום"},
    {"cp1256", "cp1256", BYTES("\xD5\xE4\xDA\xC7\xC1"), "صنعاء"},
    {"windows-874", "windows-874", BYTES("\xE4\xB7\xC2"), "ไทย"},
    {"koi8-r", "koi8-r", BYTES("\xF0\xD2\xC9\xD7\xC5\xD4"), "Привет"},
    {"koi8-u", "KOI8-U", BYTES("\xEB\xC9\xA7\xD7"), "Київ"},
    {"cp866", "cp866", BYTES("\x8F\xE0\xA8\xA2\xA5\xE2"), "Привет"},
    {"latin-1", "latin-1", BYTES("caf\xE9"), "café"},
    {"iso-8859-2", "iso-8859-2", BYTES("\xB1\xEA"), "ąę"},
    {"iso-8859-5", "ISO_8859-5", BYTES("\xC0\xE3\xE1"), "Рус"},
    {"iso-8859-6", "iso-8859-6", BYTES("\xD5\xE6\xD9\xC7\xC1"), "صنعاء"},
    {"shift_jis", "shift_jis", BYTES("\x93\xFA\x96{\x8C\xEA"), "日本語"},
    {"shift_jis/half-width", "shift_jis", BYTES("\xB1\xB2"), "ｱｲ"},
    {"euc-jp", "euc-jp", BYTES("\xC6\xFC\xCB\xDC\x8F\xB0\xA1"), "日本丂"},
    {"iso-2022-jp", "iso-2022-jp", BYTES("a\x1B$BF|K\\\x1B(Bb"), "a日本b"},
    {"euc_kr", "euc_kr", BYTES("\xC7\xD1\xB1\xB9"), "한국"},
    {"gb18030/two-bytes", "gb18030", BYTES("\xD6\xD0\xCE\xC4"), "中文"},
    {"gb18030/four-bytes", "gb18030", BYTES("\x94\x39\xFC\x36"), "😀"},
    {"gbk", "gbk", BYTES("\xD6\xD0"), "中"},
    {"big5", "big5", BYTES("\xA4\xA4\xA4\xE5"), "中文"},
    {"us-ascii", "us-ascii", BYTES("abc"), "abc"},

    /* ill-formed */
    {"bad/utf-8", NULL, BYTES("ab\xC0\x80"), "f:byte 2: error: this is not UTF-8"},
    {"bad/utf-8-after-mark", NULL,
     BYTES("\xEF\xBB\xBF"
           "é\xFF"),
     "f:byte 5: error: this is not UTF-8"},
    {"bad/utf-8-nul", NULL, BYTES("ab\0c"), "f:byte 2: error: a NUL byte is not text"},
    {"bad/utf-16-odd", NULL,
     BYTES("\xFF\xFE"
           "a\0b"),
     "f:byte 4: error: 62 is the beginning of a character of UTF-16LE"},
    {"bad/utf-16-half-a-pair", NULL,
     BYTES("\xFF\xFE"
           "a\0\x3D\xD8"),
     "f:byte 4: error: 3D D8 is the beginning of a character of UTF-16LE"},
    {"bad/utf-16-three-quarters-of-a-pair", NULL, BYTES("\xFF\xFE\x3D\xD8\x00"),
     "f:byte 2: error: 3D D8 00 is the beginning of a character of UTF-16LE"},
    {"bad/utf-16-lone-first-half", NULL,
     BYTES("\xFF\xFE\x3D\xD8"
           "a\0"),
     "f:byte 2: error: 3D D8 is no character of UTF-16LE"},
    {"bad/utf-16-lone-second-half", NULL, BYTES("\xFE\xFF\0a\xDE\x00\0b"),
     "f:byte 4: error: DE 00 is no character of UTF-16BE"},
    {"bad/utf-16-nul", NULL,
     BYTES("\xFF\xFE"
           "a\0\0\0"),
     "f:byte 4: error: NUL is not text"},
    {"bad/utf-32-beyond", NULL, BYTES("\0\0\xFE\xFF\0\0\0a\0\x11\0\0"),
     "f:byte 8: error: 00 11 00 00 is no character of UTF-32BE"},
    {"bad/utf-7-lone-first-half", "utf-7", BYTES("a+2D0-b"),
     "f:byte 6: error: half of a surrogate pair is no character of utf-7"},
    {"bad/scsu-lone-first-half-at-end", "scsu", BYTES("a\x0F\xD8\x3D"),
     "f:byte 4: error: half of a surrogate pair is no character of scsu"},
    {"bad/utf-32-surrogate", "utf-32le", BYTES("\x3D\xD8\0\0"),
     "f:byte 0: error: 3D D8 00 00 is no character of utf-32le"},
    {"bad/utf-32-cut", NULL, BYTES("\xFF\xFE\0\0a\0\0"),
     "f:byte 4: error: 61 00 00 is the beginning of a character of UTF-32LE"},
    {"bad/windows-1252-hole", "windows-1252", BYTES("ab\x81"),
     "f:byte 2: error: 81 is no character of windows-1252"},
    {"bad/windows-1253-hole", "windows-1253", BYTES("\xC1\xD2"),
     "f:byte 1: error: D2 is no character of windows-1253"},
    {"bad/latin-1-is-windows", "latin1", BYTES("it\x92s"),
     "f:byte 2: error: 92 is no character of latin1"},
    {"bad/us-ascii", "us-ascii", BYTES("caf\xE9"),
     "f:byte 3: error: E9 is no character of us-ascii"},
    {"bad/shift_jis-cut", "shift_jis", BYTES("a\x93"),
     "f:byte 1: error: 93 is the beginning of a character of shift_jis"},
    {"bad/shift_jis-second-byte", "shift_jis", BYTES("\x93\xFA\x93\x20"),
     "f:byte 2: error: 93 is no character of shift_jis"},
    {"bad/euc-kr", "euc-kr", BYTES("\xC7\xD1\xFF\x41"),
     "f:byte 2: error: FF is no character of euc-kr"},
    {"bad/gb18030-cut", "gb18030", BYTES("\xD6\xD0\x94\x39\xFC"),
     "f:byte 2: error: 94 39 FC is the beginning of a character of gb18030"},
    {"bad/legacy-nul", "windows-1251", BYTES("\xCF\0"), "f:byte 1: error: NUL is not text"},

    /* UTF-16 that is none */
    {"no-mark/utf-16", "utf-16", BYTES("\x21\x04\x20\0"),
     "f:byte 0: error: there is no byte order mark: give --encoding UTF-16LE or UTF-16BE"},
    {"no-mark/utf-32", "utf-32", BYTES("\0\0\x04\x21"),
     "f:byte 0: error: there is no byte order mark: give --encoding UTF-32LE or UTF-32BE"},
    {"no-mark/utf-8-as-utf-16", "utf-16", BYTES("good"),
     "f:byte 0: error: this is UTF-8, not utf-16"},
    {"no-mark/utf-8-as-utf-16le", "utf-16le", BYTES("Sana’a is a city, and not UTF-16 at all."),
     "f:byte 0: error: this is UTF-8, not utf-16le"},
};

static void
test_row(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *whole = read_bytes(row->bytes, row->n, row->encoding);

    g_assert_cmpstr(whole, ==, row->expected);
}

static void
test_row_slowly(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *slow = read_slowly(row->bytes, row->n, G_MAXSIZE, row->encoding);

    g_assert_cmpstr(slow, ==, row->expected);
}

/* The drive fails before the last byte, so nothing may pass for the whole text. */
static void
test_row_failing(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *failed = read_slowly(row->bytes, row->n, row->n - 1, row->encoding);
    gboolean refused =
        strstr(row->expected, ": error: ") != NULL && strcmp(failed, row->expected) == 0;

    if (!refused)
        g_assert_cmpstr(failed, ==, "f: error: the drive is gone");
}

/* A character at the border of a buffer, with a broken one behind it. */
static const struct {
    const char *encoding;
    const char *name; /* as messages have it */
    const char *mark;
    gsize n_mark;
    const char *filler; /* x */
    gsize n_filler;
    const char *bytes;
    gsize n;
    const char *text;
    const char *bad;
    gsize n_bad;
    const char *message;
} border_rows[] = {
    {NULL, "utf-8", BYTES(""), BYTES("x"), BYTES("\xF0\x9F\x98\x80"), "😀", BYTES("\xFF"),
     "this is not UTF-8"},
    {NULL, "utf-16le", BYTES("\xFF\xFE"), BYTES("x\0"), BYTES("\x3D\xD8\x00\xDE"), "😀",
     BYTES("\x00\xDE"), "00 DE is no character of UTF-16LE"},
    {NULL, "utf-16be", BYTES("\xFE\xFF"), BYTES("\0x"), BYTES("\xD8\x3D\xDE\x00"), "😀",
     BYTES("\xD8\x3D\0a"), "D8 3D is no character of UTF-16BE"},
    {NULL, "utf-32be", BYTES("\0\0\xFE\xFF"), BYTES("\0\0\0x"), BYTES("\x00\x01\xF6\x00"), "😀",
     BYTES("\0\x11\0\0"), "00 11 00 00 is no character of UTF-32BE"},
    {"windows-1256", "windows-1256", BYTES(""), BYTES("x"), BYTES("\xD5\xE4"), "صن", BYTES("\0"),
     "NUL is not text"},
    {"shift_jis", "shift_jis", BYTES(""), BYTES("x"), BYTES("\x93\xFA"), "日", BYTES("\xFF"),
     "FF is no character of shift_jis"},
    {"euc-jp", "euc-jp", BYTES(""), BYTES("x"), BYTES("\x8F\xB0\xA1"), "丂", BYTES("\xFF"),
     "FF is no character of euc-jp"},
    {"gb18030", "gb18030", BYTES(""), BYTES("x"), BYTES("\x94\x39\xFC\x36"), "😀", BYTES("\xFF"),
     "FF is no character of gb18030"},
    {"iso-2022-jp", "iso-2022-jp", BYTES(""), BYTES("x"), BYTES("\x1B$BF|\x1B(B"), "日",
     BYTES("\xE9"), "E9 is no character of iso-2022-jp"},
};

static const gsize borders[] = {4094, 4095, 4096, 8191, 65533, 65534, 65535, 65536};

typedef struct {
    guint row;
    guint border;
} Border;

static void
test_border(gconstpointer data)
{
    const Border *at = data;
    const __typeof__(border_rows[0]) *row = &border_rows[at->row];
    gsize n_x = (borders[at->border] - row->n_mark) / row->n_filler;
    g_autoptr(GString) bytes = g_string_new_len(row->mark, row->n_mark);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autofree char *message = NULL;
    g_autofree char *good = NULL;
    g_autofree char *bad = NULL;

    for (gsize i = 0; i < n_x; i++) {
        g_string_append_len(bytes, row->filler, row->n_filler);
        g_string_append_c(expected, 'x');
    }
    g_string_append_len(bytes, row->bytes, row->n);
    g_string_append(expected, row->text);
    good = read_slowly(bytes->str, bytes->len, G_MAXSIZE, row->encoding);
    g_assert_cmpstr(good, ==, expected->str);
    message = g_strdup_printf("f:byte %" G_GSIZE_FORMAT ": error: %s", bytes->len, row->message);
    g_string_append_len(bytes, row->bad, row->n_bad);
    bad = read_bytes(bytes->str, bytes->len, row->encoding);
    g_assert_cmpstr(bad, ==, message);
}

/* What is said about text whose encoding nobody told, and what `auto` makes of it. */
static const struct {
    const char *name;
    const char *bytes;
    gsize n;
    const char *message; /* without option */
    const char *guessed; /* with --encoding auto: the beginning */
} guess_rows[] = {
    {"utf-8", BYTES("Sana’a"), "Sana’a", "Sana’a"},
    {"utf-8-broken", BYTES("Привет, мир, как дела \xFF сегодня"),
     "f:byte 38: error: this is not UTF-8", "f:byte 38: error: this is not UTF-8"},
    {"windows-1252-apostrophe", BYTES("Caf\x65 owners didn\x92t know."),
     "f:byte 16: error: this is not UTF-8; it may be windows-1252: give --encoding windows-1252",
     "[encoding-guessed the encoding was guessed: windows-1252]Cafe owners didn’t know."},
    {"windows-1252-few-letters", BYTES("a\xC0\x80"), "f:byte 1: error: this is not UTF-8", NULL},
    {"windows-1252",
     BYTES("La journ\xE9"
           "e \xE9tait tr\xE8s longue; \xE0 la fin, la derni\xE8re gare \xE9tait ferm\xE9"
           "e d\xE9j\xE0."),
     "f:byte 8: error: this is not UTF-8; it may be windows-1252: give --encoding windows-1252",
     "[encoding-guessed the encoding was guessed: windows-1252"},
    {"windows-1251",
     BYTES(
         "\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xE2\xEE\xE9\xED\xE0 "
         "\xEE\xEA\xEE\xED\xF7\xE5\xED\xE0 \xE8 \xEC\xE8\xF0 \xED\xE0\xF1\xF2\xE0\xEB."),
     "f:byte 0: error: this is not UTF-8; it may be windows-1251: give --encoding windows-1251",
     "[encoding-guessed the encoding was guessed: windows-1251"},
    {"utf-16le", BYTES("T\0h\0e\0 \0w\0o\0r\0d\0s\0"),
     "f:byte 1: error: a NUL byte is not text; it may be UTF-16LE: give --encoding UTF-16LE",
     "[encoding-guessed the encoding was guessed: UTF-16LE]The words"},
    {"utf-16be", BYTES("\0T\0h\0e\0 \0w\0o\0r\0d\0s"),
     "f:byte 0: error: a NUL byte is not text; it may be UTF-16BE: give --encoding UTF-16BE",
     "[encoding-guessed the encoding was guessed: UTF-16BE]The words"},
    {"utf-32le", BYTES("T\0\0\0h\0\0\0e\0\0\0"),
     "f:byte 1: error: a NUL byte is not text; it may be UTF-32LE: give --encoding UTF-32LE",
     "[encoding-guessed the encoding was guessed: UTF-32LE]The"},
    {"utf-32be", BYTES("\0\0\0T\0\0\0h\0\0\0e"),
     "f:byte 0: error: a NUL byte is not text; it may be UTF-32BE: give --encoding UTF-32BE",
     "[encoding-guessed the encoding was guessed: UTF-32BE]The"},
    {"utf-16le-chinese", BYTES("\x2D\x4E\xFD\x56\x01\x30\xE5\x65\x2C\x67\x02\x30\x00\x4E\x01\x30"),
     "f:byte 2: error: this is not UTF-8; it may be UTF-16LE: give --encoding UTF-16LE",
     "[encoding-guessed the encoding was guessed: UTF-16LE]中国、日本。一、"},
    {"letter-at-the-end", BYTES("Le caf\xE9"), NULL, "[encoding-guessed"},
    {"one-nul", BYTES("ab\0c"), "f:byte 2: error: a NUL byte is not text", NULL},
    {"only-nul", BYTES("\0\0\0\0\0\0\0\0"), "f:byte 0: error: a NUL byte is not text",
     "f: error: the encoding is not clear"},
    {"iso-2022-jp", BYTES("\x1B$BF|K\\8l$NJ8>O$G$9!#\x1B(B"), NULL,
     "[encoding-guessed the encoding was guessed: ISO-2022-JP"},
};

static void
test_guess(gconstpointer data)
{
    const __typeof__(guess_rows[0]) *row = data;
    g_autofree char *plain = read_bytes(row->bytes, row->n, NULL);
    g_autofree char *guessed = read_bytes(row->bytes, row->n, "auto");

    if (row->message != NULL)
        g_assert_cmpstr(plain, ==, row->message);
    if (row->guessed != NULL && !g_str_has_prefix(guessed, row->guessed))
        g_assert_cmpstr(guessed, ==, row->guessed);
}

static const struct {
    const char *name;
    const char *encoding;
    gboolean known;
} name_rows[] = {
    {"auto", "auto", TRUE},
    {"auto-in-capitals", "AUTO", TRUE},
    {"utf-8", "utf-8", TRUE},
    {"without-hyphen", "UTF8", TRUE},
    {"windows", "windows-1256", TRUE},
    {"another-case-and-hyphen", "Windows_1256", TRUE},
    {"code-page", "windows-720", TRUE},
    {"mac", "x-mac-cyrillic", TRUE},
    {"empty", "", FALSE},
    {"none", "utf-9", FALSE},
    {"x", "x-no-such-charset", FALSE},
    {"path", "../utf-8", FALSE},
    {"absurdly-long",
     "windows-1256-windows-1256-windows-1256-windows-1256-windows-1256-windows-1256", FALSE},
};

static void
test_name(gconstpointer data)
{
    const __typeof__(name_rows[0]) *row = data;
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(hexapla_encoding_check(row->encoding, &error), ==, row->known);
    if (!row->known)
        g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE);
}

static void
add_border(guint row, guint border)
{
    g_autofree char *path = g_strdup_printf("/decoder/border/%s/%" G_GSIZE_FORMAT,
                                            border_rows[row].name, borders[border]);
    Border at = {row, border};

    g_test_add_data_func_full(path, g_memdup2(&at, sizeof at), (GTestDataFunc)test_border, g_free);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/decoder/whole", rows, test_row);
    ADD_ROWS("/decoder/one-byte", rows, test_row_slowly);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat("/decoder/failing/", rows[i].name, NULL);

        if (rows[i].n > 0)
            g_test_add_data_func(path, &rows[i], test_row_failing);
    }
    ADD_ROWS("/decoder/guess", guess_rows, test_guess);
    ADD_ROWS("/decoder/name", name_rows, test_name);
    for (guint i = 0; i < G_N_ELEMENTS(border_rows); i++) {
        for (guint j = 0; j < G_N_ELEMENTS(borders); j++)
            add_border(i, j);
    }
    return g_test_run();
}
