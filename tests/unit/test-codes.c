/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/codes.h"
#include "document/sources.h"

#include <string.h>

#include "rows.h"

/* In the sentences { opens something, } closes it and * stands alone; sentences stand between the
 * bars. What is expected are the sentences with the codes that a translator gets. */
typedef struct {
    const char *name;
    const char *markup;
    const char *expected;
} CodeRow;

static const CodeRow code_rows[] = {
    {"inside", "|One {two} three.|", "One {two} three."},
    {"around", "|{One two.}|", "{One two.}"},
    {"next-sentence", "|One.| {|Two|} three.", "One.|{Two}"},
    {"over-two", "|{One.| |Two.}|", "{One.|Two."},
    {"closed-directly-behind", "{|One.|} |Two.|", "{One.}|Two."},
    {"closed-before", "|{One.| }|Two.|", "{One.|Two."},
    {"alone-inside", "|One * two.|", "One * two."},
    {"alone-at-ends", "*|One.|* *|Two.|*", "One.|Two."},
    {"nested", "|{One {two}}| |three|", "{One {two}}|three"},
    {"none", "|One.|", "One."},
    {"alone-in-pair-in-front", "{*}|One.|", "{*}One."},
};

static const char signs[] = "{}*";

/* Reads the row's notation. */
static HexaplaDocument *
parse(const char *markup)
{
    GString *text = g_string_new(NULL);
    HexaplaDocument *document;
    guint stack[8], depth = 0, block;
    gsize position = 0, start = 0;
    gboolean is_inside = FALSE;

    for (const char *p = markup; *p != '\0'; p++) {
        if (strchr("{}*|", *p) == NULL)
            g_string_append_c(text, *p);
    }
    document = hexapla_document_new("en", g_strdup(text->str), text->len);
    block = hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, text->len);
    for (const char *p = markup; *p != '\0'; p++) {
        if (*p == '{')
            stack[depth++] =
                hexapla_document_add_code(document, HEXAPLA_CODE_OPEN, HEXAPLA_CODE_TYPE_STRONG,
                                          position, position, "<b>", 3);
        else if (*p == '}')
            hexapla_document_pair_codes(document, stack[--depth],
                                        hexapla_document_add_code(document, HEXAPLA_CODE_CLOSE,
                                                                  HEXAPLA_CODE_TYPE_STRONG,
                                                                  position, position, "</b>", 4));
        else if (*p == '*')
            hexapla_document_add_code(document, HEXAPLA_CODE_ALONE, HEXAPLA_CODE_TYPE_IMAGE,
                                      position, position, "<img>", 5);
        else if (*p != '|')
            position++;
        else if (is_inside)
            hexapla_document_add_segment(document, block, start, position, HEXAPLA_RULE_TERMINATOR);
        else
            start = position;
        is_inside ^= *p == '|';
    }
    g_string_free(text, TRUE);
    return document;
}

static void
append_segment(GString *shown, HexaplaDocument *document, guint index)
{
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(document, &n)[index];
    const HexaplaCode *codes = hexapla_document_get_segment_codes(document, index, &n);
    const char *text = hexapla_document_get_text(document, NULL);
    gsize position = segment->start;

    for (guint i = 0; i < n; i++) {
        g_string_append_len(shown, text + position, codes[i].start - position);
        g_string_append_c(shown, signs[codes[i].kind]);
        position = codes[i].start;
    }
    g_string_append_len(shown, text + position, segment->end - position);
}

static void
test_codes(gconstpointer data)
{
    const CodeRow *row = data;
    g_autoptr(HexaplaDocument) document = parse(row->markup);
    g_autoptr(GString) shown = g_string_new(NULL);
    guint n;

    hexapla_document_get_segments(document, &n);
    for (guint i = 0; i < n; i++) {
        g_string_append(shown, i > 0 ? "|" : "");
        append_segment(shown, document, i);
    }
    g_assert_cmpstr(shown->str, ==, row->expected);
}

static void
test_numbers(void)
{
    g_autoptr(HexaplaDocument) document = parse("|{One * {two}}|");
    const guint expected[] = {1, 2, 3, 3, 1};
    guint n;
    const HexaplaCode *codes = hexapla_document_get_codes(document, &n);

    g_assert_cmpuint(n, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < n; i++)
        g_assert_cmpuint(hexapla_document_number_code(document, 0, &codes[i]), ==, expected[i]);
}

/* A text “a&b” that was made from “..a&amp;b..”, read from byte 2. */
typedef struct {
    const char *name;
    gsize start, end;
    guint64 source, source_end;
} SourceRow;

static const SourceRow source_rows[] = {
    {"all", 0, 3, 2, 9},    {"same", 0, 1, 2, 3},   {"entity", 1, 2, 3, 8},
    {"behind", 2, 3, 8, 9}, {"across", 1, 3, 3, 9},
};

static void
test_sources(gconstpointer data)
{
    const SourceRow *row = data;
    g_autoptr(HexaplaDocument) document = hexapla_document_new("en", g_strdup("a&b"), 3);
    guint64 source, source_end;

    hexapla_document_add_run(document, 0, 1, 2, 1);
    hexapla_document_add_run(document, 1, 2, 3, 5);
    hexapla_document_add_run(document, 2, 3, 8, 1);
    hexapla_document_find_source(document, row->start, row->end, &source, &source_end);
    g_assert_cmpuint(source, ==, row->source);
    g_assert_cmpuint(source_end, ==, row->source_end);
}

static void
test_no_runs(void)
{
    g_autoptr(HexaplaDocument) document = hexapla_document_new("en", g_strdup("abc"), 3);
    guint64 source, source_end;

    hexapla_document_get_origin(document)->offset = 10;
    hexapla_document_find_source(document, 1, 3, &source, &source_end);
    g_assert_cmpuint(source, ==, 11);
    g_assert_cmpuint(source_end, ==, 13);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/codes/segments", code_rows, test_codes)
    g_test_add_func("/codes/numbers", test_numbers);
    ADD_ROWS("/sources", source_rows, test_sources)
    g_test_add_func("/sources/none", test_no_runs);
    return g_test_run();
}
