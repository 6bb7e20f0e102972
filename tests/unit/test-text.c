/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/icu.h"
#include "base/lexicon.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tests/unit/rows.h"

/* Bytes and how many of them are well-formed; the text goes on with thirty letters, so that vectors are used too. */
static const struct {
    const char *name;
    const char *bytes;
    gsize valid;
    gboolean ok;
} validity[] = {
    {"ascii", "plain", 5, TRUE},
    {"two-bytes", "\xD9\x85", 2, TRUE},
    {"three-bytes", "\xE2\x80\x99", 3, TRUE},
    {"four-bytes", "\xF0\x90\x8E\x80", 4, TRUE},
    {"last-code-point", "\xF4\x8F\xBF\xBF", 4, TRUE},
    {"beyond-unicode", "\xF4\x90\x80\x80", 0, FALSE},
    {"overlong-two", "a\xC0\xAF", 1, FALSE},
    {"overlong-three", "ab\xE0\x80\xAF", 2, FALSE},
    {"overlong-four", "\xF0\x80\x80\xAF", 0, FALSE},
    {"surrogate", "\xED\xA0\x80", 0, FALSE},
    {"last-before-surrogates", "\xED\x9F\xBF", 3, TRUE},
    {"lone-continuation", "abc\x80", 3, FALSE},
    {"truncated-inside", "\xE2\x80x", 0, FALSE},
    {"lead-after-lead", "\xE2\xC3\xA9", 0, FALSE},
    {"lead-of-four-after-lead", "\xD0\xF4\x8F\xBF\xBF", 0, FALSE},
    {"lead-inside-sequence", "\xF0\x90\xC3\xA9", 0, FALSE},
    {"five-bytes", "\xF8\x88\x80\x80\x80", 0, FALSE},
    {"latin-1", "caf\xE9 ", 3, FALSE},
};

static void
test_validity(gconstpointer data)
{
    const __typeof__(validity[0]) *row = data;
    g_autofree char *padded =
        g_strconcat("0123456789abcdefghijklmnopqrstuv", row->bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCD", NULL);
    gsize n = strlen(row->bytes), valid;

    g_assert_cmpint(hexapla_utf8_validate(row->bytes, n, &valid), ==, row->ok);
    g_assert_cmpuint(valid, ==, row->valid);
    g_assert_cmpint(hexapla_utf8_validate(padded, strlen(padded), &valid), ==, row->ok);
    g_assert_cmpuint(valid, ==, row->ok ? strlen(padded) : 32 + row->valid);
}

/* Bytes are looked at together from the first one beyond ASCII on, so a sequence may stand at any place
 * among them: behind letters of two bytes, with one of three to make the number odd. */
static void
test_validity_everywhere(gconstpointer data)
{
    const __typeof__(validity[0]) *row = data;
    g_autofree char *letters = g_strnfill(80, 'a');

    for (guint i = 0; i <= 80; i++) {
        g_autoptr(GString) text = g_string_new(i % 2 == 1 ? "\xE2\x80\x99" : "");
        gsize before, valid;

        for (guint j = 0; j < i / 2; j++)
            g_string_append(text, "\xD9\x85");
        before = text->len;
        g_string_append(text, row->bytes);
        g_string_append(text, letters);
        g_assert_cmpint(hexapla_utf8_validate(text->str, text->len, &valid), ==, row->ok);
        g_assert_cmpuint(valid, ==, row->ok ? text->len : before + row->valid);
    }
}

static void
test_nul(void)
{
    gsize valid;

    g_assert_false(hexapla_utf8_validate("ab\0cd", 5, &valid));
    g_assert_cmpuint(valid, ==, 2);
}

static void
test_truncated_at_every_byte(void)
{
    const char *text = "a\xD9\x85\xE2\x80\x99\xF0\x90\x8E\x80";
    const gboolean whole[] = {TRUE, TRUE, FALSE, TRUE, FALSE, FALSE, TRUE, FALSE, FALSE, FALSE, TRUE};
    gsize valid;

    for (gsize n = 0; n <= strlen(text); n++)
        g_assert_cmpint(hexapla_utf8_validate(text, n, &valid), ==, whole[n]);
}

static const struct {
    const char *name;
    const char *text;
    const char *folded;
} foldings[] = {
    {"case", "Kata’ib HEZBOLLAH", "kataib hezbollah"},
    {"marks-vanish", "Sana'a Sana’a Sanaʿa", "sanaa sanaa sanaa"},
    {"punctuation-is-a-gap", "  One -- two,three!  ", "one two three"},
    {"digits", "2,500 $", "2 500"},
    {"greek", "ΑΘΗΝΑ", "αθηνα"},
    {"cyrillic", "Знам’янка", "знамянка"},
    {"arabic-stays", "صنعاء", "صنعاء"},
    {"nothing", "— … !", ""},
};

static void
test_folding(gconstpointer data)
{
    const __typeof__(foldings[0]) *row = data;
    char folded[256];
    gsize n = hexapla_text_fold(row->text, strlen(row->text), folded, sizeof folded - 1);

    folded[n] = '\0';
    g_assert_cmpstr(folded, ==, row->folded);
}

static void
test_folding_stays_in_its_room(void)
{
    char folded[16];

    g_assert_cmpuint(hexapla_text_fold("abcdefghijklmnopqrstuvwxyz", 26, folded, sizeof folded), <=,
                     sizeof folded);
    g_assert_cmpuint(hexapla_text_fold("ab", 2, folded, 0), ==, 0);
}

static const struct {
    const char *name;
    const char *text;
    gsize lines;
} lines[] = {
    {"none", "abc", 0},           {"line-feeds", "a\nb\n", 2},
    {"carriage-returns", "a\rb\r", 2}, {"both-once", "a\r\nb\r\n", 2},
    {"mixed", "a\r\nb\nc\rd", 3}, {"other-order", "a\n\rb", 2},
};

static void
test_lines(gconstpointer data)
{
    const __typeof__(lines[0]) *row = data;

    g_assert_cmpuint(hexapla_text_count_lines(row->text, strlen(row->text)), ==, row->lines);
}

static void
test_many_lines(void)
{
    g_autofree char *text = g_malloc(100000);

    memset(text, '\n', 100000);
    g_assert_cmpuint(hexapla_text_count_lines(text, 100000), ==, 100000);
}

static void
test_hash(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    char text[40];

    /* Ids are made of it: this value may never change. */
    g_assert_cmpuint(hexapla_text_hash("Kata’ib", strlen("Kata’ib"), 0), ==, G_GUINT64_CONSTANT(0x8BF4B29DCD0B4BC4));
    g_assert_cmpuint(hexapla_text_hash("a", 1, 0), !=, hexapla_text_hash("a", 1, 1));
    for (guint i = 0; i < 100000; i++) {
        guint64 hash = hexapla_text_hash(text, g_snprintf(text, sizeof text, "sentence %u of a text", i), 0);

        g_assert_true(g_hash_table_add(seen, GSIZE_TO_POINTER(hash & ((G_GUINT64_CONSTANT(1) << 40) - 1))));
    }
}

static void
test_illegal(void)
{
    g_autofree char *text = g_strnfill(100, 'x');

    g_assert_cmpuint(hexapla_text_find_illegal(text, 100), ==, 100);
    text[77] = '\t';
    g_assert_cmpuint(hexapla_text_find_illegal(text, 100), ==, 100);
    text[70] = 0x0B;
    g_assert_cmpuint(hexapla_text_find_illegal(text, 100), ==, 70);
    memcpy(text + 40, "\xEF\xBF\xBD", 3);
    g_assert_cmpuint(hexapla_text_find_illegal(text, 100), ==, 70);
    memcpy(text + 40, "\xEF\xBF\xBE", 3);
    g_assert_cmpuint(hexapla_text_find_illegal(text, 100), ==, 40);
}

static void
test_lexicon(void)
{
    g_autoptr(HexaplaLexicon) lexicon = hexapla_lexicon_new();
    char word[16];

    for (guint i = 0; i < 5000; i++)
        hexapla_lexicon_add(lexicon, word, g_snprintf(word, sizeof word, "w%u", i), 1);
    hexapla_lexicon_add(lexicon, "w7", 2, 4);
    g_assert_cmpuint(hexapla_lexicon_lookup(lexicon, "w7", 2), ==, 5);
    g_assert_cmpuint(hexapla_lexicon_lookup(lexicon, "w4999", 5), ==, 1);
    g_assert_cmpuint(hexapla_lexicon_lookup(lexicon, "w5000", 5), ==, 0);
    g_assert_cmpuint(hexapla_lexicon_lookup(lexicon, "", 0), ==, 0);
}

static const struct {
    const char *name;
    const char *tag;
    const char *canonical; /* NULL: refused */
} tags[] = {
    {"plain", "en", "en"},         {"region", "uk-ua", "uk-UA"},   {"underscore", "pt_BR", "pt-BR"},
    {"script", "sr-latn", "sr-Latn"}, {"empty", "", NULL},         {"spaces", "en us", NULL},
    {"too-long", "englishlanguage", NULL}, {"markup", "en\"><", NULL},
};

static void
test_tags(gconstpointer data)
{
    const __typeof__(tags[0]) *row = data;
    g_autofree char *canonical = hexapla_language_tag_canonicalise(row->tag, NULL);

    g_assert_cmpstr(canonical, ==, row->canonical);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/text/valid", validity, test_validity);
    ADD_ROWS("/text/valid/everywhere", validity, test_validity_everywhere);
    g_test_add_func("/text/valid/nul", test_nul);
    g_test_add_func("/text/valid/truncated", test_truncated_at_every_byte);
    ADD_ROWS("/text/fold", foldings, test_folding);
    g_test_add_func("/text/fold/room", test_folding_stays_in_its_room);
    ADD_ROWS("/text/lines", lines, test_lines);
    g_test_add_func("/text/lines/many", test_many_lines);
    g_test_add_func("/text/hash", test_hash);
    g_test_add_func("/text/illegal", test_illegal);
    g_test_add_func("/lexicon", test_lexicon);
    ADD_ROWS("/language/tag", tags, test_tags);
    return g_test_run();
}
