/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/seen.h"
#include "clean/duplicates.h"
#include "tests/unit/rows.h"

/* Each line is a paragraph, and | stands between sentences. */
static HexaplaDocument *
make_part(const char *lines)
{
    HexaplaDocument *part = hexapla_document_new("en", g_strdup(lines), strlen(lines));

    for (const char *p = lines; *p != '\0';) {
        const char *end = strchrnul(p, '\n');
        guint block =
            hexapla_document_add_block(part, HEXAPLA_BLOCK_PARAGRAPH, p - lines, end - lines);

        for (const char *from = p; from < end;) {
            const char *to = memchr(from, '|', end - from);

            to = to != NULL ? to : end;
            hexapla_document_add_segment(part, block, from - lines, to - lines,
                                         HEXAPLA_RULE_BLOCK_END);
            from = to + (to < end);
        }
        p = end + (*end != '\0');
    }
    return part;
}

/* The part as a whole, then its paragraphs: x is a duplicate. */
static char *
describe(HexaplaDuplicates *duplicates, const char *lines)
{
    g_autoptr(HexaplaDocument) part = make_part(lines);
    GString *result = g_string_new(hexapla_duplicates_fold(duplicates, part) ? "x " : ". ");
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    for (guint i = 0; i < n; i++)
        g_string_append_c(result, blocks[i].junk == HEXAPLA_JUNK_DUPLICATE ? 'x' : '.');
    return g_string_free(result, FALSE);
}

#define STORM                                                                                      \
    "The storm reached the island in the early morning and tore the roof off the old school.|"     \
    "Nobody was hurt, because the children were still at home with their parents."
#define STORM_AGAIN                                                                                \
    "The storm reached the island in the early morning and tore the roof off the old school.|"     \
    "Nobody was hurt, because the children were still at home with their families."
#define STORM_ELSEWHERE                                                                            \
    "A storm came over the coast at noon and took the roofs of two barns with it.|"                \
    "All of the people who live there had left for the hills on the day before."
#define TAIL                                                                                       \
    "\nThe mayor promised that carpenters would come with the first ferry of the next week.|"      \
    "Until then the lessons are held in the hall of the fishermen behind the harbour."
#define DEAD(n) "On Monday the ministry counted " n " dead and many more who are missed at sea."

static const struct {
    const char *name;
    HexaplaDuplicatePolicy policy;
    const char *first;
    const char *second;
    const char *expected;
} rows[] = {
    {"equal", HEXAPLA_DUPLICATES_EXACT, STORM TAIL, STORM TAIL, "x xx"},
    {"equal-and-near", HEXAPLA_DUPLICATES_NEAR, STORM TAIL, STORM TAIL, "x xx"},
    {"one-word", HEXAPLA_DUPLICATES_EXACT, STORM TAIL, STORM_AGAIN TAIL, ". .x"},
    {"one-word-is-near", HEXAPLA_DUPLICATES_NEAR, STORM TAIL, STORM_AGAIN TAIL, "x xx"},
    {"another-story", HEXAPLA_DUPLICATES_NEAR, STORM, STORM_ELSEWHERE, ". ."},
    {"shared-paragraph", HEXAPLA_DUPLICATES_EXACT, STORM TAIL, STORM_ELSEWHERE TAIL, ". .x"},
    {"other-order", HEXAPLA_DUPLICATES_EXACT,
     "The first ferry of the week left the harbour at six.|Nobody was on board but the old "
     "captain.",
     "Nobody was on board but the old captain.|The first ferry of the week left the harbour at "
     "six.",
     ". x"},
    {"one-new-sentence", HEXAPLA_DUPLICATES_EXACT,
     "The first ferry of the week left the harbour at six.",
     "The first ferry of the week left the harbour at six.|It was late.", ". ."},
    {"short", HEXAPLA_DUPLICATES_EXACT, "He did not answer.\n" STORM,
     "He did not answer.\n" STORM_ELSEWHERE, ". .."},
    {"case", HEXAPLA_DUPLICATES_EXACT, "The Ferry left the old Harbour at six in the morning.",
     "The ferry left the old harbour at six in the morning.", ". ."},
    {"case-is-near", HEXAPLA_DUPLICATES_NEAR,
     "The Ferry left the old Harbour at six in the morning.",
     "The ferry left the old harbour at six in the morning.", ". x"},
    {"number", HEXAPLA_DUPLICATES_EXACT, DEAD("12"), DEAD("15"), ". ."},
    {"number-is-near", HEXAPLA_DUPLICATES_NEAR, DEAD("12"), DEAD("15"), ". x"},
    {"chinese", HEXAPLA_DUPLICATES_NEAR,
     "昨天夜里下了一场大雪，通往山里的公路全部关闭，学校也停课一天，村里的人只好在家里等着。",
     "昨天夜里下了一场大雪，通往山里的公路全部关闭，学校也停课一天，村里的人只好在家里等着吧。",
     "x x"},
    {"empty", HEXAPLA_DUPLICATES_NEAR, "", "", ". "},
};

static void
test_row(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autoptr(HexaplaDuplicates) duplicates = hexapla_duplicates_new(row->policy, 1 << 20);
    g_autofree char *first = describe(duplicates, row->first);
    g_autofree char *second = describe(duplicates, row->second);

    g_assert_null(strchr(first, 'x'));
    g_assert_cmpstr(second, ==, row->expected);
}

/* Sentences that came before stay in a paragraph that is new, and are told. */
static void
test_repeated_sentence(void)
{
    g_autoptr(HexaplaDuplicates) duplicates =
        hexapla_duplicates_new(HEXAPLA_DUPLICATES_EXACT, 1 << 20);
    g_autofree char *first = describe(duplicates, "He did not answer.\n" STORM);
    g_autoptr(HexaplaDocument) part = make_part("It was late.|He did not answer.|" STORM);
    const gboolean expected[] = {FALSE, TRUE, TRUE, TRUE};
    guint n;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);

    g_assert_false(hexapla_duplicates_fold(duplicates, part));
    g_assert_cmpuint(n, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < n; i++)
        g_assert_cmpint(segments[i].is_repeated, ==, expected[i]);
    g_assert_cmpint(hexapla_document_get_blocks(part, &n)->junk, ==, HEXAPLA_JUNK_NONE);
}

static void
test_repeated_inside(void)
{
    g_autoptr(HexaplaDuplicates) duplicates =
        hexapla_duplicates_new(HEXAPLA_DUPLICATES_EXACT, 1 << 20);
    g_autofree char *found = describe(duplicates, STORM TAIL "\n" STORM);

    g_assert_cmpstr(found, ==, ". ..x");
}

/* A set that is full forgets, and never takes one hash for another. */
static void
test_forgets(void)
{
    g_autoptr(HexaplaSeen) seen = hexapla_seen_new(64 * 8);
    guint n_known = 0;

    for (guint64 i = 1; i <= 10000; i++)
        g_assert_false(hexapla_seen_add(seen, i * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)));
    for (guint64 i = 10000; i > 9900; i--)
        n_known += hexapla_seen_add(seen, i * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15));
    g_assert_cmpuint(n_known, >, 20);
    g_assert_cmpuint(n_known, <=, 64);
    hexapla_seen_add(seen, 7);
    g_assert_true(hexapla_seen_add(seen, 7));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/duplicates/row", rows, test_row);
    g_test_add_func("/duplicates/repeated-sentence", test_repeated_sentence);
    g_test_add_func("/duplicates/repeated-inside", test_repeated_inside);
    g_test_add_func("/duplicates/forgets", test_forgets);
    return g_test_run();
}
