/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/matcher.h"

#include <string.h>

#include "base/text.h"
#include "translit/letters.h"

/* What it costs to differ where no rule explains it; a consonant is 1. */
#define COST_KIN 0.65f /* k for g, s for z */
#define COST_SUBSTITUTION 1.1f
#define COST_VOWEL 0.4f        /* one too many, or one left out */
#define COST_HIDDEN_VOWEL 0.1f /* that the script does not write */
#define COST_WEAK 0.45f        /* h, y, w */
#define COST_DOUBLED 0.1f
#define COST_CONSONANT 1.0f
#define COST_LEFT_WORDS 0.25f /* a share of the letters that were left out with their words */
#define UNLIKE 2.0

#define N_ASCII 128

/* A name with what is known of its letters before it is compared. */
typedef struct {
    const HexaplaLetters *letters;
    HexaplaWord word;
    gunichar usual[HEXAPLA_LETTERS_MAX];
    float costs[HEXAPLA_LETTERS_MAX];    /* to leave a letter out */
    GPtrArray *rules;                    /* those that fit */
    guint ends[HEXAPLA_LETTERS_MAX + 1]; /* of the rules that end behind the first letters */
    guint back[HEXAPLA_LETTERS_MAX + 1]; /* where the earliest rule begins that ends later */
} Given;

struct _HexaplaMatcher {
    char *language;
    float substitutions[N_ASCII][N_ASCII];
    GHashTable *letters; /* by script */
    Given given;
    GString *latin; /* the name that is given, where it is in Latin letters; else empty */
};

static HexaplaLetters *
get_letters(HexaplaMatcher *self, const char *script)
{
    HexaplaLetters *letters = g_hash_table_lookup(self->letters, script);

    if (letters == NULL) {
        letters = hexapla_letters_new(script, self->language);
        g_hash_table_insert(self->letters, (gpointer)script, letters);
    }
    return letters;
}

static gboolean
is_vowel(gunichar c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static gboolean
is_weak(gunichar c)
{
    return c == 'h' || c == 'w' || c == 'y';
}

static gboolean
are_kin(gunichar a, gunichar b)
{
    static const char *const families[] = {"bpvfw", "dt", "kgqcxh", "szcjx", "mn", "lr", "yijg"};

    for (guint i = 0; i < G_N_ELEMENTS(families); i++) {
        if (a != 0 && b != 0 && a < 0x80 && b < 0x80 && strchr(families[i], (char)a) != NULL &&
            strchr(families[i], (char)b) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Arabic has three short vowels, which the ear writes as five: e stands for a or i, o for u or a. */
static float
substitute_vowel(gunichar a, gunichar b)
{
    static const char vowels[] = "aeiou";
    static const float costs[5][5] = {
        {0.0f, 0.3f, 0.8f, 0.4f, 0.8f},  {0.3f, 0.0f, 0.15f, 0.4f, 0.6f},
        {0.8f, 0.15f, 0.0f, 0.6f, 0.8f}, {0.4f, 0.4f, 0.6f, 0.0f, 0.15f},
        {0.8f, 0.6f, 0.8f, 0.15f, 0.0f},
    };
    const char *x = strchr(vowels, a == 'y' ? 'i' : (char)a);
    const char *y = strchr(vowels, b == 'y' ? 'i' : (char)b);

    return costs[x - vowels][y - vowels];
}

static float
substitute(gunichar a, gunichar b)
{
    if (a == b)
        return 0;
    if (a == '^' || a == '$' || b == '^' || b == '$')
        return 2 * COST_SUBSTITUTION;
    if (is_vowel(a) && is_vowel(b))
        return substitute_vowel(a, b);
    return are_kin(a, b) ? COST_KIN : COST_SUBSTITUTION;
}

/**
 * hexapla_matcher_new:
 * @language: the language of the names that are not in Latin letters
 *
 * Returns: (transfer full): a matcher; free with hexapla_matcher_free()
 * Since: 0.1
 */
HexaplaMatcher *
hexapla_matcher_new(const char *language)
{
    HexaplaMatcher *self = g_new0(HexaplaMatcher, 1);

    self->language = g_strdup(language);
    self->letters =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)hexapla_letters_free);
    for (guint a = 0; a < N_ASCII; a++) {
        for (guint b = 0; b < N_ASCII; b++)
            self->substitutions[a][b] = substitute(a, b);
    }
    self->given.rules = g_ptr_array_new();
    self->latin = g_string_new(NULL);
    return self;
}

/**
 * hexapla_matcher_free:
 * @self: (transfer full) (nullable): a matcher
 *
 * Since: 0.1
 */
void
hexapla_matcher_free(HexaplaMatcher *self)
{
    if (self == NULL)
        return;
    g_free(self->language);
    g_hash_table_unref(self->letters);
    g_ptr_array_unref(self->given.rules);
    g_string_free(self->latin, TRUE);
    g_free(self);
}

static float
leave_out(gunichar c)
{
    if (c == 0)
        return COST_WEAK;
    if (c == '^' || c == '$')
        return 2 * COST_SUBSTITUTION;
    return is_weak(c) ? COST_WEAK : is_vowel(c) ? COST_VOWEL : COST_CONSONANT;
}

static float
put_in(const HexaplaLetters *letters, const HexaplaWord *latin, guint j)
{
    gunichar c = latin->letters[j];

    if (is_vowel(c) && hexapla_letters_hides_vowels(letters))
        return COST_HIDDEN_VOWEL;
    if (j > 0 && latin->letters[j - 1] == c)
        return COST_DOUBLED;
    return leave_out(c);
}

static gboolean
ends_with(const HexaplaWord *word, guint end, const gunichar *letters, guint n)
{
    if (n > end)
        return FALSE;
    /* The last letter is how the rule was found. */
    for (guint i = 0; i + 1 < n; i++) {
        if (word->letters[end - n + i] != letters[i])
            return FALSE;
    }
    return TRUE;
}

static void
add_fitting_rules(Given *self, guint end)
{
    guint n;
    const HexaplaLetterRule *rules =
        hexapla_letters_get_rules(self->letters, self->word.letters[end - 1], &n);

    self->back[end] = end - 1;
    for (guint i = 0; i < n; i++) {
        if (!ends_with(&self->word, end, rules[i].from, rules[i].n_from))
            continue;
        g_ptr_array_add(self->rules, (gpointer)&rules[i]);
        self->back[end] = MIN(self->back[end], end - rules[i].n_from);
    }
}

/* What holds for the word whatever it is compared with. At first back[] has the rules that end at
 * a place, then those that end behind it. */
static void
describe(Given *self, const HexaplaLetters *letters)
{
    guint earliest = self->word.n;

    self->letters = letters;
    g_ptr_array_set_size(self->rules, 0);
    self->ends[0] = 0;
    for (guint i = 0; i < self->word.n; i++) {
        self->usual[i] = hexapla_letters_get_usual(letters, self->word.letters[i]);
        self->costs[i] = leave_out(self->usual[i]);
        add_fitting_rules(self, i + 1);
        self->ends[i + 1] = self->rules->len;
    }
    for (guint i = self->word.n + 1; i-- > 0;) {
        guint first = i > 0 ? self->back[i] : 0;

        self->back[i] = earliest;
        earliest = MIN(earliest, first);
    }
}

static gboolean
ends_with_latin(const HexaplaWord *word, guint end, const char *letters, guint n)
{
    if (n > end)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (word->letters[end - n + i] != (guchar)letters[i])
            return FALSE;
    }
    return TRUE;
}

typedef float Row[HEXAPLA_LETTERS_MAX + 1];

/* A comparison of two names that ends early when it is certain to go past @most. */
typedef struct {
    const HexaplaMatcher *matcher;
    const Given *given;
    const HexaplaWord *latin;
    float most;
    gboolean is_hasty;                     /* whether nothing past @most is worth a step */
    guint last_near;                       /* the last row with anything up to @most */
    guint64 near[HEXAPLA_LETTERS_MAX + 1]; /* by row: what is up to @most, a bit each, in haste */
    Row insertions;
    guint64 places[2][N_ASCII]; /* where in the Latin name a letter stands, a bit each */
    Row rows[HEXAPLA_LETTERS_MAX + 1];
    Row least; /* of each row */
} Comparison;

static inline float
substitute_fast(const HexaplaMatcher *matcher, gunichar a, gunichar b)
{
    return a < N_ASCII && b < N_ASCII ? matcher->substitutions[a][b] : substitute(a, b);
}

/* @rule for the Latin letters that end at @j. */
static inline void
apply_rule(Comparison *self, guint i, guint j, const HexaplaLetterRule *rule)
{
    float sum;

    if (j < rule->n_to)
        return;
    sum = self->rows[i - rule->n_from][j - rule->n_to] + rule->cost;
    if (sum < self->rows[i][j] && ends_with_latin(self->latin, j, rule->to, rule->n_to))
        self->rows[i][j] = sum;
}

/* In haste: the rules that go on from what is up to @most. */
static void
apply_near_rules(Comparison *self, guint i)
{
    for (guint r = self->given->ends[i - 1]; r < self->given->ends[i]; r++) {
        const HexaplaLetterRule *rule = self->given->rules->pdata[r];
        guint64 places = self->near[i - rule->n_from] << rule->n_to;

        if (rule->n_to > 0)
            places &= self->places[0][(guchar)rule->to[rule->n_to - 1]] << 1;
        for (; places != 0; places &= places - 1)
            apply_rule(self, i, __builtin_ctzll(places), rule);
    }
}

static void
apply_rules(Comparison *self, guint i)
{
    for (guint r = self->given->ends[i - 1]; r < self->given->ends[i]; r++) {
        const HexaplaLetterRule *rule = self->given->rules->pdata[r];

        if (self->least[i - rule->n_from] + rule->cost > self->most)
            continue;
        if (rule->n_to == 0) {
            for (guint j = 0; j <= self->latin->n; j++)
                apply_rule(self, i, j, rule);
            continue;
        }
        for (guint half = 0; half < 2; half++) {
            guint64 places = self->places[half][(guchar)rule->to[rule->n_to - 1]];

            for (; places != 0; places &= places - 1)
                apply_rule(self, i, half * 64 + __builtin_ctzll(places) + 1, rule);
        }
    }
}

static void
substitute_letters(Comparison *self, guint i)
{
    gunichar c = self->given->word.letters[i - 1];
    gunichar usual = self->given->usual[i - 1];
    const float *above = self->rows[i - 1];
    float *row = self->rows[i];
    float cost = self->given->costs[i - 1];

    row[0] = above[0] + cost;
    for (guint j = 1; j <= self->latin->n; j++) {
        gunichar latin = self->latin->letters[j - 1];
        float sum = above[j - 1];

        /* The same letter of another script is no difference. */
        if (c != latin)
            sum += substitute_fast(self->matcher, usual, latin);
        row[j] = MIN(above[j] + cost, sum);
    }
}

static void
insert_letters(Comparison *self, guint i)
{
    float *row = self->rows[i];

    self->least[i] = row[0];
    for (guint j = 1; j <= self->latin->n; j++) {
        row[j] = MIN(row[j], row[j - 1] + self->insertions[j]);
        self->least[i] = MIN(self->least[i], row[j]);
    }
}

/* What the letters up to @i cost in a Latin name, for all its beginnings. */
static void
fill_row(Comparison *self, guint i)
{
    substitute_letters(self, i);
    apply_rules(self, i);
    insert_letters(self, i);
}

/* As insert_letters(), behind what is near, and notes what is. */
static void
insert_near_letters(Comparison *self, guint i)
{
    float *row = self->rows[i];
    float most = self->most;
    guint64 near = row[0] <= most;

    for (guint j = 1; j <= self->latin->n; j++) {
        if (row[j - 1] <= most && row[j - 1] + self->insertions[j] < row[j])
            row[j] = row[j - 1] + self->insertions[j];
        near |= (guint64)(row[j] <= most) << j;
    }
    self->near[i] = near;
    if (near != 0)
        self->last_near = i;
}

static void
fill_row_in_haste(Comparison *self, guint i)
{
    if (self->near[i - 1] != 0) {
        substitute_letters(self, i);
    } else {
        for (guint j = 0; j <= self->latin->n; j++)
            self->rows[i][j] = G_MAXFLOAT;
    }
    apply_near_rules(self, i);
    insert_near_letters(self, i);
}

/* A rule reaches back over a few rows. */
static gboolean
is_lost(const Comparison *self, guint i)
{
    if (self->is_hasty)
        return self->last_near < MIN(i, self->given->back[i]);
    for (guint row = i; row + HEXAPLA_LETTERS_MAX_FROM > i; row--) {
        if (self->least[row] <= self->most)
            return FALSE;
        if (row == 0)
            break;
    }
    return TRUE;
}

/* The given name with another one. */
static double
compare(const HexaplaMatcher *matcher, const HexaplaWord *latin, double most, gboolean is_hasty)
{
    const HexaplaWord *word = &matcher->given.word;
    Comparison self;
    double scale = 2.0 / (word->n + latin->n - 3);

    if (word->n <= 2 || latin->n <= 2)
        return UNLIKE;
    self.matcher = matcher;
    self.given = &matcher->given;
    self.latin = latin;
    self.most = most / scale;
    self.is_hasty = is_hasty && latin->n < 64 - HEXAPLA_LETTERS_MAX_TO;
    self.last_near = 0;
    self.rows[0][0] = self.least[0] = 0;
    memset(self.places, 0, self.is_hasty ? sizeof self.places[0] : sizeof self.places);
    for (guint j = 1; j <= latin->n; j++) {
        gunichar c = latin->letters[j - 1];

        if (c < N_ASCII)
            self.places[(j - 1) / 64][c] |= G_GUINT64_CONSTANT(1) << (j - 1) % 64;
        self.insertions[j] = put_in(self.given->letters, latin, j - 1);
        self.rows[0][j] = self.rows[0][j - 1] + self.insertions[j];
    }
    if (self.is_hasty)
        insert_near_letters(&self, 0);
    for (guint i = 1; i <= word->n; i++) {
        if (self.is_hasty)
            fill_row_in_haste(&self, i);
        else
            fill_row(&self, i);
        if (is_lost(&self, i))
            return UNLIKE;
    }
    return self.rows[word->n][latin->n] * scale;
}

#define MAX_WORDS 6

/* A town and its state in the order of the other language: "Austin, Texas". */
static char *
turn_at_comma(const char *text)
{
    const char *comma = strchr(text, ',');

    return comma != NULL ? g_strdup_printf("%s %.*s", comma + 1, (int)(comma - text), text) : NULL;
}

/* A translation may leave words out that tell what it is: Ouessant Island. */
static double
compare_words(const HexaplaMatcher *self, const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " -", -1);
    guint n = g_strv_length(words);
    gsize length = strlen(text);
    double best = UNLIKE;

    for (guint first = 0; n > 1 && n <= MAX_WORDS && first < n; first++) {
        g_autoptr(GString) part = g_string_new(NULL);

        for (guint last = first; last < n; last++) {
            HexaplaWord latin;
            double distance;
            gsize end;

            g_string_append(part, words[last]);
            end = part->len;
            if (end < 3 || last + 1 - first == n)
                continue;
            hexapla_letters_read_latin(part->str, part->len, &latin);
            distance =
                compare(self, &latin, UNLIKE, FALSE) + COST_LEFT_WORDS * (length - end) / length;
            best = MIN(best, distance);
        }
    }
    return best;
}

static double
compare_with_latin(HexaplaMatcher *self, const HexaplaLetters *letters, const char *text,
                   const char *latin_text)
{
    g_autofree char *turned = turn_at_comma(latin_text);
    HexaplaWord latin;
    double best, best_words;

    g_string_truncate(self->latin, 0);
    hexapla_letters_read(letters, text, &self->given.word);
    describe(&self->given, letters);
    hexapla_letters_read_latin(latin_text, strlen(latin_text), &latin);
    best = compare(self, &latin, UNLIKE, FALSE);
    best_words = compare_words(self, latin_text);
    best = MIN(best, best_words);
    if (turned != NULL) {
        hexapla_letters_read_latin(turned, strlen(turned), &latin);
        best_words = compare(self, &latin, UNLIKE, FALSE);
        best = MIN(best, best_words);
    }
    return best;
}

static char *
romanise(const HexaplaLetters *letters, const char *text)
{
    GString *latin = g_string_new(NULL);
    HexaplaWord word;

    hexapla_letters_read(letters, text, &word);
    for (guint i = 1; i + 1 < word.n; i++) {
        char usual = hexapla_letters_get_usual(letters, word.letters[i]);

        if (usual != 0)
            g_string_append_c(latin, usual);
    }
    return g_string_free(latin, FALSE);
}

/**
 * hexapla_matcher_distance:
 * @self: a matcher
 * @a: a name in any script, UTF-8
 * @b: another
 *
 * Returns: 0 for what is surely one name, about 1 for two that have nothing in common
 * Since: 0.1
 */
double
hexapla_matcher_distance(HexaplaMatcher *self, const char *a, const char *b)
{
    const char *script_a = hexapla_letters_find_script(a);
    const char *script_b = hexapla_letters_find_script(b);
    g_autofree char *latin = NULL;

    if (script_a == NULL || script_b == NULL)
        return strcmp(a, b) == 0 ? 0 : UNLIKE;
    if (strcmp(script_b, "Latn") == 0)
        return compare_with_latin(self, get_letters(self, script_a), a, b);
    if (strcmp(script_a, "Latn") == 0)
        return compare_with_latin(self, get_letters(self, script_b), b, a);
    latin = romanise(get_letters(self, script_b), b);
    return compare_with_latin(self, get_letters(self, script_a), a, latin);
}

static double
compare_latin(HexaplaMatcher *self, const char *a, const char *b, double most, gboolean is_hasty)
{
    HexaplaWord latin;

    /* One name is often compared with many. */
    if (*a == '\0' || strcmp(self->latin->str, a) != 0) {
        g_string_assign(self->latin, a);
        hexapla_letters_read_latin(a, strlen(a), &self->given.word);
        describe(&self->given, get_letters(self, "Latn"));
    }
    hexapla_letters_read_latin(b, strlen(b), &latin);
    return compare(self, &latin, most, is_hasty);
}

/**
 * hexapla_matcher_compare_latin:
 * @self: a matcher
 * @a: a word in Latin letters, UTF-8
 * @b: another
 * @most: distances past it need not be exact
 *
 * Returns: as hexapla_matcher_distance(); the words of longer names are not looked at one by one
 * Since: 0.1
 */
double
hexapla_matcher_compare_latin(HexaplaMatcher *self, const char *a, const char *b, double most)
{
    return compare_latin(self, a, b, most, FALSE);
}

/**
 * hexapla_matcher_compare_near:
 * @self: a matcher
 * @a: a word in Latin letters, UTF-8
 * @b: another
 * @most: distances past it are of no interest
 *
 * Faster than hexapla_matcher_compare_latin() where most words are not near.
 *
 * Returns: the distance when it is up to @most, else any number past it
 * Since: 0.1
 */
double
hexapla_matcher_compare_near(HexaplaMatcher *self, const char *a, const char *b, double most)
{
    return compare_latin(self, a, b, most, TRUE);
}
