/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/pairs.h"

#include <string.h>

#include "base/text.h"
#include "translit/known.h"
#include "translit/letters.h"
#include "translit/matcher.h"
#include "translit/parts.h"

/* Two spellings of one part by sound, and how many of its letters may be typed wrongly. */
#define MAX_SOUND_DISTANCE 0.11
#define LETTERS_AN_ERROR 4
/* Whole names whose spaces and order of letters went wrong. */
#define MAX_SHARE_OF_ERRORS 0.12
/* Two names across scripts. */
#define MAX_SCRIPT_DISTANCE 0.2

struct _HexaplaPairs {
    HexaplaMatcher *matcher;
};

/* A legal form in its spellings; what they have in common is the first one. */
static const char *const legal_forms[][8] = {
    {"ltd", "limited", "ltda", "limitada", "oy", "ab"},
    {"inc", "incorporated"},
    {"corp", "corporation"},
    {"co", "company"},
    {"llc", "ooo", "limitedliabilitycompany", "tov"},
    {"llp", "limitedliabilitypartnership"},
    {"lp", "limitedpartnership"},
    {"plc", "publiclimitedcompany"},
    {"ag", "aktiengesellschaft"},
    {"gmbh", "gesellschaftmitbeschrankterhaftung"},
    {"sa", "societeanonyme", "sociedadanonima", "spa"},
    {"sarl", "srl"},
    {"jsc", "ojsc", "pjsc", "ao", "oao", "pao", "jointstockcompany"},
    {"cjsc", "zao", "closedjointstockcompany"},
    {"bv", "nv"},
    {"na", "nationalassociation"},
    {"kg", "kommanditgesellschaft"},
};

static const char *const fillers[] = {"the", "and", "of", "for", "de", "und", "et", "y"};

static const char *const titles[] = {
    "mr",       "mrs",     "ms",    "miss",      "dr",        "prof",       "professor",
    "sir",      "lady",    "lord",  "sheikh",    "shaikh",    "shaykh",     "sheik",
    "haji",     "hajji",   "hadji", "maulavi",   "mullah",    "mawlawi",    "general",
    "gen",      "colonel", "col",   "president", "prasident", "presidente", "prince",
    "princess", "king",    "herr",  "frau",      "monsieur",  "madame",     "don",
    "dona",     "hon",     "jr",    "sr",        "phd",       "na",
};

static gboolean
is_one_of(const char *part, const char *const *list, gsize n)
{
    for (gsize i = 0; i < n && list[i] != NULL; i++) {
        if (strcmp(part, list[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

#define IS_ONE_OF(part, list) is_one_of(part, list, G_N_ELEMENTS(list))

/**
 * hexapla_pairs_new:
 *
 * Returns: (transfer full): a judge; free with hexapla_pairs_free()
 * Since: 0.1
 */
HexaplaPairs *
hexapla_pairs_new(void)
{
    HexaplaPairs *self = g_new0(HexaplaPairs, 1);

    self->matcher = hexapla_matcher_new("und");
    return self;
}

/**
 * hexapla_pairs_free:
 * @self: (transfer full) (nullable): a judge
 *
 * Since: 0.1
 */
void
hexapla_pairs_free(HexaplaPairs *self)
{
    if (self == NULL)
        return;
    hexapla_matcher_free(self->matcher);
    g_free(self);
}

#define MAX_JOINED (HEXAPLA_PARTS_MAX * HEXAPLA_PART_MAX_BYTES)

/* Letters inserted, left out, changed, or two in the wrong order. */
static guint
count_errors(const char *a, const char *b)
{
    guint rows[3][MAX_JOINED + 1];
    guint *before = rows[0], *last = rows[1], *row = rows[2];
    gsize n_a = strlen(a), n_b = strlen(b);

    for (gsize j = 0; j <= n_b; j++)
        last[j] = j;
    for (gsize i = 1; i <= n_a; i++) {
        guint *oldest = before;

        row[0] = i;
        for (gsize j = 1; j <= n_b; j++) {
            row[j] = MIN(MIN(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
        row = oldest;
    }
    return last[n_b];
}

static gboolean
is_initial(const char *a, const char *b)
{
    return (a[1] == '\0' || b[1] == '\0') && a[0] == b[0];
}

static gboolean
has_digit(const char *part)
{
    return strpbrk(part, "0123456789") != NULL;
}

/* V0ss: a digit for the letter that looks like it. */
static void
read_digits(char *part)
{
    static const char digits[] = "013457";
    static const char letters[] = "oieast";

    if (strspn(part, "0123456789") == strlen(part))
        return;
    for (char *p = part; *p != '\0'; p++) {
        const char *digit = strchr(digits, *p);

        if (digit != NULL)
            *p = letters[digit - digits];
    }
}

static gboolean
are_parts_same(HexaplaPairs *self, const char *a, const char *b)
{
    HexaplaKnownNames known_a = hexapla_known_lookup(a), known_b = hexapla_known_lookup(b);
    gsize n = MAX(strlen(a), strlen(b));

    if (strcmp(a, b) == 0 || is_initial(a, b))
        return TRUE;
    if (known_a.n > 0 && known_b.n > 0)
        return hexapla_known_share(&known_a, &known_b);
    if (has_digit(a) || has_digit(b))
        return FALSE;
    return count_errors(a, b) <= n / LETTERS_AN_ERROR ||
           hexapla_matcher_compare_near(self->matcher, a, b, MAX_SOUND_DISTANCE) <=
               MAX_SOUND_DISTANCE;
}

static void
remove_part(HexaplaParts *self, guint i)
{
    memmove(self->parts[i], self->parts[i + 1], (self->n - i - 1) * sizeof self->parts[0]);
    self->n--;
}

static void
join(const HexaplaParts *parts, guint first, guint last, char *joined)
{
    joined[0] = '\0';
    for (guint i = first; i < last; i++)
        strcat(joined, parts->parts[i]);
}

/* --- persons --- */

static void
read_person(HexaplaParts *parts, const char *name)
{
    hexapla_parts_read(parts, name);
    for (guint i = parts->n; i > 0 && parts->n > 1; i--) {
        if (IS_ONE_OF(parts->parts[i - 1], titles))
            remove_part(parts, i - 1);
        else
            read_digits(parts->parts[i - 1]);
    }
}

/* The part of @b for each of @a, or -1. Returns how many have one. */
static guint
align(HexaplaPairs *self, const HexaplaParts *a, const HexaplaParts *b, int *partners)
{
    gboolean taken[HEXAPLA_PARTS_MAX] = {FALSE};
    guint n = 0;

    for (guint i = 0; i < a->n; i++)
        partners[i] = -1;
    for (guint round = 0; round < 2; round++) {
        for (guint i = 0; i < a->n; i++) {
            for (guint j = 0; j < b->n && partners[i] < 0; j++) {
                gboolean equal = strcmp(a->parts[i], b->parts[j]) == 0;

                if (taken[j] ||
                    !(round == 0 ? equal : are_parts_same(self, a->parts[i], b->parts[j])))
                    continue;
                taken[j] = TRUE;
                partners[i] = j;
                n++;
            }
        }
    }
    return n;
}

/* Father and son change places: Omar bin Khaled, Khaled bin Omar. */
static gboolean
is_turned(const HexaplaParts *a, const HexaplaParts *b, const int *partners)
{
    for (guint i = 1; i + 1 < a->n; i++) {
        if (strcmp(a->parts[i], HEXAPLA_PART_SON) == 0 && partners[i] > 0 &&
            partners[i] + 1 < (int)b->n && partners[i - 1] > partners[i + 1] &&
            partners[i + 1] >= 0)
            return TRUE;
    }
    return FALSE;
}

static guint
count_long(const HexaplaParts *parts)
{
    guint n = 0;

    for (guint i = 0; i < parts->n; i++)
        n += strlen(parts->parts[i]) > 1 && strcmp(parts->parts[i], HEXAPLA_PART_SON) != 0;
    return n;
}

static gboolean
are_joined_same(const HexaplaParts *a, const HexaplaParts *b)
{
    char joined_a[MAX_JOINED + 1], joined_b[MAX_JOINED + 1];

    join(a, 0, a->n, joined_a);
    join(b, 0, b->n, joined_b);
    if (a->n == b->n)
        return strcmp(joined_a, joined_b) == 0;
    return count_errors(joined_a, joined_b) <=
           MAX_SHARE_OF_ERRORS * MAX(strlen(joined_a), strlen(joined_b));
}

static gboolean
are_persons_same(HexaplaPairs *self, const char *a, const char *b)
{
    HexaplaParts all, some;
    int partners[HEXAPLA_PARTS_MAX];
    guint n;

    read_person(&all, a);
    read_person(&some, b);
    if (some.n > all.n) {
        HexaplaParts swapped = all;

        all = some;
        some = swapped;
    }
    if (are_joined_same(&all, &some))
        return TRUE;
    n = align(self, &some, &all, partners);
    if (n < some.n || is_turned(&some, &all, partners))
        return FALSE;
    return count_long(&some) > 1 || (count_long(&some) == 1 && some.n == all.n && some.n > 1);
}

/* --- companies and other organisations --- */

/* The row of a legal form, or -1. */
static int
find_legal_form(const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(legal_forms); i++) {
        if (IS_ONE_OF(text, legal_forms[i]))
            return i;
    }
    return -1;
}

#define MAX_FORM_WORDS 5

/* Takes the longest legal form out that begins or ends the name; several letters with full stops
 * are one. Returns its row, or -1. */
static int
take_legal_form(HexaplaParts *parts)
{
    char joined[MAX_JOINED + 1];

    for (guint n = MIN(MAX_FORM_WORDS, parts->n - 1); n > 0 && parts->n > 1; n--) {
        const guint starts[] = {parts->n - n, 0};

        for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
            int form;

            join(parts, starts[i], starts[i] + n, joined);
            form = find_legal_form(joined);
            if (form < 0)
                continue;
            for (guint k = 0; k < n; k++)
                remove_part(parts, starts[i]);
            return form;
        }
    }
    return -1;
}

static void
read_company(HexaplaParts *parts, const char *name, int *form)
{
    g_auto(GStrv) words = g_strsplit_set(name, " -,./()&", -1);

    *form = -1;
    parts->n = 0;
    for (char **word = words; *word != NULL && parts->n < HEXAPLA_PARTS_MAX; word++) {
        HexaplaWord letters;
        GString *part = g_string_new(NULL);

        hexapla_letters_read_latin(*word, strlen(*word), &letters);
        for (guint i = 1; i + 1 < letters.n; i++)
            g_string_append_unichar(part, letters.letters[i]);
        if (part->len > 0 && part->len < HEXAPLA_PART_MAX_BYTES && !IS_ONE_OF(part->str, fillers))
            g_strlcpy(parts->parts[parts->n++], part->str, HEXAPLA_PART_MAX_BYTES);
        g_string_free(part, TRUE);
    }
    for (int found = 0; parts->n > 1 && (found = take_legal_form(parts)) >= 0;)
        *form = *form < 0 ? found : *form;
}

static gboolean
is_abbreviation(const char *name, const HexaplaParts *parts)
{
    gsize n = strlen(name);

    if (n < 2 || n != parts->n)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (g_ascii_tolower(name[i]) != parts->parts[i][0] || !g_ascii_isupper(name[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean
are_companies_same(HexaplaPairs *self, const char *a, const char *b)
{
    HexaplaParts all, some;
    int form_a, form_b, partners[HEXAPLA_PARTS_MAX];
    char joined_a[MAX_JOINED + 1], joined_b[MAX_JOINED + 1];

    read_company(&all, a, &form_a);
    read_company(&some, b, &form_b);
    if (is_abbreviation(a, &some) || is_abbreviation(b, &all))
        return TRUE;
    if (form_a >= 0 && form_b >= 0 && form_a != form_b)
        return FALSE;
    join(&all, 0, all.n, joined_a);
    join(&some, 0, some.n, joined_b);
    if (strcmp(joined_a, joined_b) == 0)
        return joined_a[0] != '\0';
    return all.n == some.n && align(self, &all, &some, partners) == all.n;
}

/**
 * hexapla_pairs_are_same:
 * @self: a judge
 * @a: a name, UTF-8
 * @b: another
 * @kind: `Person`; all else is read as an organisation
 *
 * Returns: whether they probably mean one bearer
 * Since: 0.1
 */
gboolean
hexapla_pairs_are_same(HexaplaPairs *self, const char *a, const char *b, const char *kind)
{
    const char *script_a = hexapla_letters_find_script(a);
    const char *script_b = hexapla_letters_find_script(b);

    if (g_strcmp0(script_a, script_b) != 0 || g_strcmp0(script_a, "Latn") != 0)
        return hexapla_matcher_distance(self->matcher, a, b) <= MAX_SCRIPT_DISTANCE;
    return strcmp(kind, "Person") == 0 ? are_persons_same(self, a, b)
                                       : are_companies_same(self, a, b);
}
