/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/gutturals.h"

#include <string.h>

#include "base/text.h"

#define HAMZA 0x02BE
#define AYN 0x02BF

/* What a letter is worth as the origin of a mark. A hamza at the start of a word is not written in
 * Latin letters, one at its end seldom. */
typedef enum {
    WORTH_NOTHING = 0,
    WORTH_LITTLE = 1,
    WORTH_CONSONANT = 2,
    WORTH_LESS = 4,
    WORTH_MUCH = 5,
} Worth;

/* A letter of the original script. */
typedef struct {
    gunichar letter;
    Worth worth; /* as a mark */
    gunichar mark;
} Original;

/* The letters that a Latin one is written for, in Arabic and Hebrew script. */
static const char *const kin[26] = {
    ['b' - 'a'] = "بپבו",   ['c' - 'a'] = "كکقچجכקח", ['d' - 'a'] = "دضذظד",
    ['f' - 'a'] = "فפף",    ['g' - 'a'] = "جقغگג",    ['h' - 'a'] = "هحخةהח",
    ['j' - 'a'] = "جژيیג",  ['k' - 'a'] = "كکقخכךקח", ['l' - 'a'] = "لל",
    ['m' - 'a'] = "مמם",    ['n' - 'a'] = "نנן",      ['p' - 'a'] = "بپفפף",
    ['q' - 'a'] = "قكکק",   ['r' - 'a'] = "رר",       ['s' - 'a'] = "سصثشسשצץ",
    ['t' - 'a'] = "تطثةתט", ['v' - 'a'] = "فوڤבו",    ['w' - 'a'] = "وו",
    ['x' - 'a'] = "خكסק",   ['y' - 'a'] = "يیىי",     ['z' - 'a'] = "زذظضזצץ",
};

static gboolean
is_original_letter(gunichar c)
{
    return (c >= 0x05D0 && c <= 0x05EA) || (c >= 0x0620 && c <= 0x064A) ||
           (c >= 0x0671 && c <= 0x06D3);
}

/**
 * hexapla_gutturals_has_script:
 * @original: a name, UTF-8
 *
 * Returns: whether it is in Arabic or Hebrew script, which tell hamza from ʿayn
 * Since: 0.1
 */
gboolean
hexapla_gutturals_has_script(const char *original)
{
    for (const char *p = original; *p != '\0'; p = g_utf8_next_char(p)) {
        if (is_original_letter(g_utf8_get_char(p)))
            return TRUE;
    }
    return FALSE;
}

static Original
describe(gunichar c, gboolean is_first, gboolean is_last)
{
    switch (c) {
    case 0x0639: /* ع */
    case 0x05E2: /* ע */
        return (Original){c, WORTH_MUCH, AYN};
    case 0x0621: /* ء */
        return (Original){c, is_last ? WORTH_LESS : WORTH_MUCH, HAMZA};
    case 0x0624: /* ؤ */
    case 0x0626: /* ئ */
        return (Original){c, WORTH_MUCH, HAMZA};
    case 0x0622: /* آ */
    case 0x0623: /* أ */
    case 0x0625: /* إ */
    case 0x05D0: /* א */
        return (Original){c, is_first ? WORTH_LITTLE : WORTH_MUCH, HAMZA};
    default:
        return (Original){c, WORTH_NOTHING, 0};
    }
}

static guint
read_original(const char *original, Original *letters)
{
    const char *end = original + strlen(original);
    gboolean is_first = TRUE;
    guint n = 0;

    for (const char *p = original; p < end && n < HEXAPLA_GUTTURALS_MAX_LETTERS;) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (is_original_letter(c)) {
            letters[n++] = describe(c, is_first, !is_original_letter(hexapla_text_at(p, end)));
            is_first = FALSE;
        } else if (!hexapla_text_is_letter(c)) {
            is_first = TRUE;
        }
    }
    return n;
}

/* Small letters without their diacritics, and 0 for a mark. */
static guint
read_latin(const char *latin, gsize n, gunichar *letters)
{
    const char *end = latin + n;
    guint n_letters = 0;

    for (const char *p = latin; p < end && n_letters < HEXAPLA_GUTTURALS_MAX_LETTERS;) {
        gunichar c, base;

        p = hexapla_text_next(p, end, &c);
        if (hexapla_text_is_apostrophe(c))
            letters[n_letters++] = 0;
        else if (g_unichar_fully_decompose(c, FALSE, &base, 1) > 0 && base < 0x80 &&
                 g_ascii_isalpha((char)base))
            letters[n_letters++] = g_ascii_tolower((char)base);
    }
    return n_letters;
}

static guint
score(gunichar latin, const Original *original)
{
    const char *letters = latin != 0 ? kin[latin - 'a'] : NULL;

    if (latin == 0)
        return original->worth;
    return letters != NULL && g_utf8_strchr(letters, -1, original->letter) != NULL ? WORTH_CONSONANT
                                                                                   : WORTH_NOTHING;
}

/* best[i][j] is the worth of the letters from the i-th Latin and the j-th original one on. */
typedef guint16 Row[HEXAPLA_GUTTURALS_MAX_LETTERS + 1];

static void
fill(Row *best, const gunichar *latin, guint n_latin, const Original *original, guint n_original)
{
    for (guint i = n_latin; i-- > 0;) {
        for (guint j = n_original; j-- > 0;) {
            guint pair = score(latin[i], &original[j]);

            best[i][j] = MAX(best[i + 1][j], best[i][j + 1]);
            if (pair > 0)
                best[i][j] = MAX(best[i][j], best[i + 1][j + 1] + pair);
        }
    }
}

static guint
read_marks(Row *best, const gunichar *latin, guint n_latin, const Original *original,
           guint n_original, gunichar *marks, guint n_marks)
{
    guint n = 0, j = 0;

    for (guint i = 0; i < n_latin; i++) {
        gunichar mark = 0;

        while (j < n_original && best[i][j] == best[i][j + 1])
            j++;
        if (j < n_original && best[i][j] != best[i + 1][j]) {
            mark = original[j].mark;
            j++;
        }
        if (latin[i] == 0 && n < n_marks)
            marks[n++] = mark;
    }
    return n;
}

/**
 * hexapla_gutturals_align:
 * @latin: a name in Latin letters, UTF-8
 * @n: its bytes
 * @original: the name in Arabic or Hebrew script
 * @marks: (out): for each apostrophe of @latin U+02BE when it stands for a hamza, U+02BF when it
 * stands for an ʿayn, 0 when the original does not tell
 * @n_marks: room in @marks
 *
 * The consonants of both are laid beside each other, as far as they fit.
 *
 * Returns: how many apostrophes were told
 * Since: 0.1
 */
guint
hexapla_gutturals_align(const char *latin, gsize n, const char *original, gunichar *marks,
                        guint n_marks)
{
    gunichar latin_letters[HEXAPLA_GUTTURALS_MAX_LETTERS];
    Original original_letters[HEXAPLA_GUTTURALS_MAX_LETTERS];
    guint n_latin = read_latin(latin, n, latin_letters);
    guint n_original = read_original(original, original_letters);
    g_autofree Row *best = g_new0(Row, n_latin + 1);

    fill(best, latin_letters, n_latin, original_letters, n_original);
    return read_marks(best, latin_letters, n_latin, original_letters, n_original, marks, n_marks);
}
