/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "document/target.h"
#include "pipeline/counter.h"
#include "tests/unit/rows.h"

/* A sentence and what is counted in it. */
typedef struct {
    const char *name;
    const char *language;
    const char *text;
    guint words;
    guint characters;
    guint marks;
    guint numbers;
} Row;

static const Row rows[] = {
    {"words", "en", "The old mill burned.", 4, 20, 17, 0},
    {"hyphen", "en", "A well-known mill-owner’s son", 4, 29, 26, 0},
    {"dash", "en", "He came — and stayed.", 4, 21, 17, 0},
    {"sign", "en", "It costs 5 € & more", 4, 19, 14, 1},
    {"initials", "en", "J. R. Hale", 3, 10, 8, 0},
    {"numbers", "en", "On 4/5/1999 at 12:30 about 1,500.25 left 3 7.", 9, 45, 37, 5},
    {"end", "en", "It was 1999. 12 left.", 5, 21, 17, 2},
    {"arabic", "ar", "بلغ العدد ٣٫٥ في المئة", 5, 22, 18, 1},
    {"cyrillic", "ru", "Шёл 1998 год", 3, 12, 10, 1},
    {"chinese", "zh", "我喜欢北京。", 3, 6, 6, 0},
    {"mixed", "zh", "他买了iPhone。", 4, 10, 10, 0},
    {"thai", "th", "ฉันรักแมว", 3, 9, 9, 0},
    {"spaces", "en", "  two\t words ", 2, 13, 8, 0},
    {"empty", "en", "—", 0, 1, 1, 0},
};

static HexaplaDocument *
new_document(const char *language, const char *text)
{
    gsize n = strlen(text);
    HexaplaDocument *document = hexapla_document_new(language, g_strdup(text), n);
    guint block = hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, n);

    hexapla_document_add_segment(document, block, 0, n, HEXAPLA_RULE_BLOCK_END);
    return document;
}

static void
test_row(gconstpointer data)
{
    const Row *row = data;
    const HexaplaFormatOptions options = {0};
    g_autoptr(HexaplaCounter) counter = hexapla_counter_new(&options, NULL);
    const guint64 *counts;
    guint n;

    hexapla_counter_take(new_document(row->language, row->text), counter, NULL);
    counts = hexapla_counter_get_files(counter, &n)->counts;
    g_assert_cmpuint(counts[HEXAPLA_COUNT_WORDS], ==, row->words);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_CHARACTERS], ==, row->characters);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_MARKS], ==, row->marks);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_NUMBERS], ==, row->numbers);
}

/* A sentence of the memory is matched each time, another one the first time new and then repeated. */
static void
test_kinds(void)
{
    const HexaplaFormatOptions options = {0};
    g_autoptr(HexaplaMemory) memory = hexapla_memory_new();
    g_autoptr(HexaplaCounter) counter = NULL;
    HexaplaDocument *known = new_document("en", "It is ‘late’ today.");
    const char *const sentences[] = {"It is  'late' today.", "It is late.", "It is ‘late’ today.",
                                     "It is late.", "It is  late."};
    const guint64 *counts;
    guint n;

    hexapla_document_set_target(known, 0, "Es ist spät.", strlen("Es ist spät."));
    hexapla_document_find_target(known, 0)->state = HEXAPLA_STATE_TRANSLATED;
    hexapla_memory_take(known, memory, NULL);
    counter = hexapla_counter_new(&options, memory);
    for (guint i = 0; i < G_N_ELEMENTS(sentences); i++)
        hexapla_counter_take(new_document("en", sentences[i]), counter, NULL);
    counts = hexapla_counter_get_files(counter, &n)->counts;
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_SEGMENTS], ==, 5);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_MATCHES], ==, 2);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_MATCHED_WORDS], ==, 8);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_REPETITIONS], ==, 2);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_REPEATED_WORDS], ==, 6);
    g_assert_cmpuint(counts[HEXAPLA_COUNT_NEW_WORDS], ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/counter/text", rows, test_row);
    g_test_add_func("/counter/kinds", test_kinds);
    return g_test_run();
}
