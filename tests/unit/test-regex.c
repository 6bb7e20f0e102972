/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/regex.h"
#include "base/text.h"
#include "segment/srx-shape.h"
#include "tests/unit/rows.h"

/* Expressions as rule files have them; what their shape tells must be what ICU finds. */
typedef struct {
    const char *name;
    const char *pattern;
    gboolean is_exact; /* ICU need not be asked about ASCII */
} ShapeRow;

static const ShapeRow shape_rows[] = {
    {"literal", "Mr\\.", TRUE},
    {"class", "[Aa]pprox\\.", TRUE},
    {"negated class", "[^a-z]p\\.", TRUE},
    {"property", "\\s\\p{Lu}\\.", TRUE},
    {"optional", "a\\.?[mM]\\.", TRUE},
    {"many", "[.?!]+", TRUE},
    {"many inside", "a+b*c", TRUE},
    {"anything", "a.*\\.", TRUE},
    {"counted", "([0-9]\\.){2,}", FALSE},
    {"counted class", "[0-9]{1,3}\\.", TRUE},
    {"counted at the end", "a\\s{2,3}", TRUE},
    {"lazy", "a+?b", TRUE},
    {"possessive", "a*+b", FALSE},
    {"start", "^\\s*[0-9]+\\.", FALSE},
    {"end", "a$", FALSE},
    {"group", "(Dr|Mrs?)\\.", TRUE},
    {"group in group", "(?:a(?:b|c)?|d)\\.", TRUE},
    {"optional group", "a(?:bc)?\\.", TRUE},
    {"empty alternative", "(?:a|)\\.", TRUE},
    {"alternatives", "ab|b\\.|", TRUE},
    {"boundary", "\\bDr\\.", FALSE},
    {"look behind", "(?<![a-z.])Dr\\.", TRUE},
    {"look behind for", "(?<=a)b", TRUE},
    {"look ahead", "\\.(?= [A-Z])", TRUE},
    {"look ahead not", "\\.(?! a)", TRUE},
    {"look in look", "(?<!(?<=a)b)\\.", TRUE},
    {"reference", "(.)\\1", FALSE},
    {"no case", "(?i)etc\\.", TRUE},
    {"no case, several", "(?i)ss", FALSE},
    {"no case, one for several", "(?i)fuß", FALSE},
    {"no case in a group", "(?i:dr)\\.", FALSE},
    {"atomic", "(?>a|ab)c", FALSE},
    {"quoted", "\\Qa.\\E", FALSE},
    {"escapes", "\\u002E\\x{41}\\t?", TRUE},
    {"intersection", "[a-z&&[^b]]\\.", TRUE},
    {"union", "[[ab][.]]", TRUE},
    {"brackets in a class", "[\\])]\\.", TRUE},
    {"outside the plane", "[😀a]", FALSE},
    {"outside the plane, alone", "😀", TRUE},
    {"nothing", "x{0}", TRUE},
    {"comment", "(?#note)a", FALSE},
    {"named", "(?<n>a)\\.", FALSE},
};

static const char *const shape_texts[] = {
    "Mr. A. Smith came at 5 a.m. and (approx.) left.",
    "Dr. Dr. Mrs. Ms.  etc. ETC. Etc.x 12. 3. I.1.2.",
    "12. aab abc acc aaa\tab.ac.d.b. bb.",
    " 1. a\nb. a",
    "Straße STRASSE Fuss ﬁ a😀b😀a 😀.",
    "..!?. a... ab. ba",
    "É. é. ж. Ж. 中. A.\u00a0B.\u3000x.",
    "",
};

static void
check_place(const ShapeRow *row, const HexaplaSrxShape *shape, HexaplaRegex *regex,
            HexaplaRegexText *text, HexaplaSrxSide side, const char *string, gsize offset)
{
    gsize n = strlen(string);
    gunichar next = side == HEXAPLA_SRX_BEFORE ? hexapla_text_before(string, string + offset)
                                               : hexapla_text_at(string + offset, string + n);
    HexaplaAnswer answer = hexapla_srx_shape_matches(shape, string, n, offset);
    gboolean matches;

    if (side == HEXAPLA_SRX_BEFORE
            ? !hexapla_regex_ends_at(regex, text, offset, &matches, NULL)
            : !hexapla_regex_starts_at(regex, text, offset, &matches, NULL)) {
        g_assert_cmpstr(row->name, ==, "random"); /* it may take too long */
        return;
    }
    if (answer != HEXAPLA_MAYBE && (answer == HEXAPLA_YES) != matches)
        g_test_message("“%s” in “%s” at %" G_GSIZE_FORMAT, row->pattern, string, offset);
    if (answer != HEXAPLA_MAYBE)
        g_assert_cmpint(answer == HEXAPLA_YES, ==, matches);
    if (row->is_exact && g_str_is_ascii(string))
        g_assert_cmpint(answer, !=, HEXAPLA_MAYBE);
    if (matches && next != 0)
        g_assert_cmpint(hexapla_srx_shape_may_touch(shape, next), !=, HEXAPLA_NO);
}

static void
check_side(const ShapeRow *row, HexaplaSrxSide side)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify)hexapla_characters_free);
    g_autoptr(HexaplaRegex) regex = hexapla_regex_new(row->pattern, NULL);
    g_autoptr(HexaplaRegexText) text = hexapla_regex_text_new();
    HexaplaSrxShape *shape = hexapla_srx_shape_new(row->pattern, side, known);

    g_assert_nonnull(regex);
    for (guint i = 0; i < G_N_ELEMENTS(shape_texts); i++) {
        const char *string = shape_texts[i];

        hexapla_regex_text_set(text, string, strlen(string));
        for (const char *p = string;; p = g_utf8_next_char(p)) {
            check_place(row, shape, regex, text, side, string, p - string);
            if (*p == '\0')
                break;
        }
    }
    hexapla_srx_shape_free(shape);
}

static void
test_shape(gconstpointer data)
{
    check_side(data, HEXAPLA_SRX_BEFORE);
    check_side(data, HEXAPLA_SRX_AFTER);
}

static void append_random_pattern(GString *pattern, guint depth, GRand *random);

static void
append_random_group(GString *pattern, guint depth, GRand *random)
{
    static const char *const starts[] = {"(?:", "(", "(?=", "(?!", "(?<=", "(?<!"};

    g_string_append(pattern, starts[g_rand_int_range(random, 0, G_N_ELEMENTS(starts))]);
    append_random_pattern(pattern, depth - 1, random);
    if (g_rand_boolean(random)) {
        g_string_append_c(pattern, '|');
        append_random_pattern(pattern, depth - 1, random);
    }
    g_string_append_c(pattern, ')');
}

static void
append_random_pattern(GString *pattern, guint depth, GRand *random)
{
    static const char *const atoms[] = {"a", "b", "\\.", "[ab]",    "[^a]", "\\s", ".",
                                        "A", "s", "ß",   "\\p{Lu}", "\\d",  "^",   "\\b"};
    static const char *const quantifiers[] = {"*",  "+",  "?",     "{2}", "{0,3}", "*?",
                                              "+?", "*+", "{1,2}", "",    "",      ""};

    for (gint n = g_rand_int_range(random, 1, 5); n > 0; n--) {
        if (depth > 0 && g_rand_int_range(random, 0, 6) == 0) {
            append_random_group(pattern, depth, random);
            continue;
        }
        g_string_append(pattern, atoms[g_rand_int_range(random, 0, G_N_ELEMENTS(atoms))]);
        g_string_append(pattern,
                        quantifiers[g_rand_int_range(random, 0, G_N_ELEMENTS(quantifiers))]);
    }
}

/* Of what comes out not everything is a regular expression. */
static void
test_random(gconstpointer data)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(GPOINTER_TO_UINT(data));

    for (guint i = 0; i < 25; i++) {
        g_autoptr(GString) pattern = g_string_new(g_rand_boolean(random) ? "(?i)" : "");
        g_autoptr(HexaplaRegex) regex = NULL;
        ShapeRow row = {"random", NULL, FALSE};

        append_random_pattern(pattern, 3, random);
        regex = hexapla_regex_new(pattern->str, NULL);
        row.pattern = pattern->str;
        if (regex != NULL)
            test_shape(&row);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/regex/shape", shape_rows, test_shape)
    for (guint seed = 1; seed <= 10; seed++) {
        g_autofree char *name = g_strdup_printf("/regex/random/%u", seed);

        g_test_add_data_func(name, GUINT_TO_POINTER(seed), test_random);
    }
    return g_test_run();
}
