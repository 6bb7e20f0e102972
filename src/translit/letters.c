/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/letters.h"

#include <gio/gio.h>
#include <string.h>

#include "base/text.h"
#include "base/transform.h"
#include "hexapla-letters.h"

/* The first spelling of a row, the others, and those behind the slash. */
#define COST_FIRST 0.0f
#define COST_USUAL 0.05f
#define COST_RARE 0.25f

typedef struct {
    gunichar last;
    guint first;
    guint n;
} Range;

struct _HexaplaLetters {
    GArray *rules;
    GHashTable *ranges; /* of rules, by the last letter */
    const Range *ascii[128];
    GHashTable *usual; /* first Latin letter of a letter */
    HexaplaTransform *transform;
    gboolean hides_vowels;
};

static const struct {
    gunichar first, last;
    const char *script;
} scripts[] = {
    {0x0041, 0x024F, "Latn"}, {0x0370, 0x03FF, "Grek"}, {0x0400, 0x052F, "Cyrl"},
    {0x0530, 0x058F, "Armn"}, {0x0590, 0x05FF, "Hebr"}, {0x0600, 0x077F, "Arab"},
    {0x0900, 0x097F, "Deva"}, {0x10A0, 0x10FF, "Geor"}, {0x1E00, 0x1EFF, "Latn"},
    {0x1F00, 0x1FFF, "Grek"}, {0x3040, 0x30FF, "Kana"}, {0x3400, 0x9FFF, "Hani"},
    {0xAC00, 0xD7A3, "Hang"}, {0xFB1D, 0xFB4F, "Hebr"}, {0xFB50, 0xFDFF, "Arab"},
    {0xFE70, 0xFEFC, "Arab"},
};

/**
 * hexapla_letters_find_script:
 * @text: a name, UTF-8
 *
 * Kana tell Japanese even among Chinese characters.
 *
 * Returns: (transfer none) (nullable): the script of its first letter that is of a known one (ISO
 * 15924)
 * Since: 0.1
 */
const char *
hexapla_letters_find_script(const char *text)
{
    const char *found = NULL;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!hexapla_text_is_letter(c))
            continue;
        for (guint i = 0; i < G_N_ELEMENTS(scripts); i++) {
            if (c < scripts[i].first || c > scripts[i].last)
                continue;
            if (strcmp(scripts[i].script, "Kana") == 0)
                return scripts[i].script;
            if (found == NULL)
                found = scripts[i].script;
        }
    }
    return found;
}

static GKeyFile *
load(const char *script)
{
    g_autofree char *path = g_strdup_printf("/hexapla/letters/%s.ini", script);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_letters_get_resource(), path, 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;

    if (bytes == NULL)
        return NULL;
    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", path, error->message);
    return g_steal_pointer(&data);
}

static void
add_rule(HexaplaLetters *self, const char *from, const char *to, float cost)
{
    HexaplaLetterRule rule = {.cost = cost};
    gsize n_to = strcmp(to, "-") == 0 ? 0 : strlen(to);

    while (*from != '\0' && rule.n_from < HEXAPLA_LETTERS_MAX_FROM) {
        rule.from[rule.n_from++] = g_utf8_get_char(from);
        from = g_utf8_next_char(from);
    }
    g_assert(rule.n_from > 0 && n_to <= HEXAPLA_LETTERS_MAX_TO && g_str_is_ascii(to));
    memcpy(rule.to, to, n_to);
    rule.n_to = n_to;
    g_array_append_val(self->rules, rule);
}

/* A letter of a script stands for its spellings. */
static void
add_letter(HexaplaLetters *self, const char *letter, char **spellings)
{
    float cost = COST_FIRST;

    for (char **to = spellings; *to != NULL; to++) {
        if (strcmp(*to, "/") == 0) {
            cost = COST_RARE;
            continue;
        }
        if (**to == '\0')
            continue;
        add_rule(self, letter, *to, cost);
        if (cost == COST_FIRST)
            cost = COST_USUAL;
    }
}

/* Any spelling of a sound stands for any other. */
static void
add_sound(HexaplaLetters *self, G_GNUC_UNUSED const char *sound, char **spellings)
{
    float cost_from = COST_USUAL;

    for (char **from = spellings; *from != NULL; from++) {
        float cost = cost_from;

        if (strcmp(*from, "/") == 0) {
            cost_from = COST_RARE;
            continue;
        }
        for (char **to = spellings; *to != NULL; to++) {
            if (strcmp(*to, "/") == 0)
                cost = COST_RARE;
            else if (to != from)
                add_rule(self, *from, *to, cost);
        }
    }
}

static void
add_rows(HexaplaLetters *self, GKeyFile *data, const char *group, const char *replaced,
         void (*add)(HexaplaLetters *, const char *, char **))
{
    g_auto(GStrv) keys = g_key_file_get_keys(data, group, NULL, NULL);

    for (char **key = keys; key != NULL && *key != NULL; key++) {
        g_autofree char *row = g_key_file_get_value(data, group, *key, NULL);
        g_auto(GStrv) spellings = g_strsplit(row, " ", -1);

        if (replaced == NULL || !g_key_file_has_key(data, replaced, *key, NULL))
            add(self, *key, spellings);
    }
}

static int
compare_rules(const void *a, const void *b)
{
    const HexaplaLetterRule *x = a, *y = b;
    gunichar last_x = x->from[x->n_from - 1], last_y = y->from[y->n_from - 1];

    if (last_x != last_y)
        return last_x < last_y ? -1 : 1;
    if (x->n_from != y->n_from)
        return (int)x->n_from - (int)y->n_from;
    return x->cost < y->cost ? -1 : x->cost > y->cost;
}

static void
index_rules(HexaplaLetters *self)
{
    HexaplaLetterRule *rules = (HexaplaLetterRule *)self->rules->data;
    Range *range = NULL;

    g_array_sort(self->rules, compare_rules);
    for (guint i = 0; i < self->rules->len; i++) {
        gunichar last = rules[i].from[rules[i].n_from - 1];

        if (range == NULL || range->last != last) {
            range = g_new0(Range, 1);
            range->last = last;
            range->first = i;
            g_hash_table_insert(self->ranges, GUINT_TO_POINTER(last), range);
            if (last < G_N_ELEMENTS(self->ascii))
                self->ascii[last] = range;
        }
        range->n++;
        if (rules[i].n_from == 1 && rules[i].cost == COST_FIRST && rules[i].n_to > 0)
            g_hash_table_insert(self->usual, GUINT_TO_POINTER(last),
                                GINT_TO_POINTER(rules[i].to[0]));
    }
}

/**
 * hexapla_letters_new:
 * @script: an ISO 15924 code
 * @language: a tag, for letters that languages read differently
 *
 * Returns: (transfer full): the rules; none when nothing is known of the script
 * Since: 0.1
 */
HexaplaLetters *
hexapla_letters_new(const char *script, const char *language)
{
    HexaplaLetters *self = g_new0(HexaplaLetters, 1);
    g_autoptr(GKeyFile) data = load(script);
    g_autofree char *own = g_strconcat("Letters ", language, NULL);
    g_autofree char *unwritten = NULL;
    g_autofree char *transform = NULL;

    self->rules = g_array_new(FALSE, FALSE, sizeof(HexaplaLetterRule));
    self->ranges = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    self->usual = g_hash_table_new(NULL, NULL);
    if (data == NULL)
        return self;
    add_rows(self, data, "Letters", own, add_letter);
    add_rows(self, data, own, NULL, add_letter);
    add_rows(self, data, "Sounds", NULL, add_sound);
    index_rules(self);
    unwritten = g_key_file_get_value(data, "Script", "Unwritten", NULL);
    self->hides_vowels = g_strcmp0(unwritten, "vowels") == 0;
    transform = g_key_file_get_value(data, "Script", "Transform", NULL);
    if (transform != NULL)
        self->transform = hexapla_transform_new(transform, NULL);
    return self;
}

/**
 * hexapla_letters_free:
 * @self: (transfer full) (nullable): rules
 *
 * Since: 0.1
 */
void
hexapla_letters_free(HexaplaLetters *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->rules);
    g_hash_table_unref(self->ranges);
    g_hash_table_unref(self->usual);
    hexapla_transform_free(self->transform);
    g_free(self);
}

/**
 * hexapla_letters_hides_vowels:
 * @self: rules
 *
 * Returns: whether the script leaves short vowels out
 * Since: 0.1
 */
gboolean
hexapla_letters_hides_vowels(const HexaplaLetters *self)
{
    return self->hides_vowels;
}

/**
 * hexapla_letters_get_rules:
 * @self: rules
 * @last: a letter
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n) (nullable): the rules whose letters end with @last
 * Since: 0.1
 */
const HexaplaLetterRule *
hexapla_letters_get_rules(const HexaplaLetters *self, gunichar last, guint *n)
{
    const Range *range = last < G_N_ELEMENTS(self->ascii)
                             ? self->ascii[last]
                             : g_hash_table_lookup(self->ranges, GUINT_TO_POINTER(last));

    *n = range != NULL ? range->n : 0;
    return range != NULL ? &g_array_index(self->rules, HexaplaLetterRule, range->first) : NULL;
}

/**
 * hexapla_letters_get_usual:
 * @self: rules
 * @letter: a letter
 *
 * Returns: the Latin letter with which its usual spelling begins, 0 when it has none
 * Since: 0.1
 */
char
hexapla_letters_get_usual(const HexaplaLetters *self, gunichar letter)
{
    char usual = (char)GPOINTER_TO_INT(g_hash_table_lookup(self->usual, GUINT_TO_POINTER(letter)));

    return usual == 0 && letter < 0x80 ? (char)letter : usual;
}

static inline void
append(HexaplaWord *word, gunichar c)
{
    if (word->n < HEXAPLA_LETTERS_MAX - 1)
        word->letters[word->n++] = c;
}

static void
append_string(HexaplaWord *word, const char *letters)
{
    while (*letters != '\0')
        append(word, *letters++);
}

/* Letters whose diacritic is more than an ornament, or that do not decompose. */
static const char *
spell_special(gunichar c)
{
    switch (c) {
    case 0x0161: /* š */
    case 0x015F: /* ş */
    case 0x0219: /* ș */
        return "sh";
    case 0x010D: /* č */
        return "ch";
    case 0x017E: /* ž */
        return "zh";
    case 0x012B: /* ī, a long vowel in any tradition */
        return "ee";
    case 0x00DF: /* ß */
        return "ss";
    case 0x00E6: /* æ */
        return "ae";
    case 0x0153: /* œ */
        return "oe";
    case 0x00F8: /* ø */
        return "o";
    case 0x0142: /* ł */
        return "l";
    case 0x0131: /* ı */
        return "i";
    case 0x0111: /* đ */
    case 0x00F0: /* ð */
        return "d";
    case 0x00FE: /* þ */
        return "th";
    case 0x0259: /* ə */
        return "a";
    default:
        return NULL;
    }
}

static gboolean
has_macron(const gunichar *decomposed, gsize n)
{
    for (gsize i = 1; i < n; i++) {
        if (decomposed[i] == 0x0304)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_retroflex_sibilant(const gunichar *decomposed, gsize n)
{
    return n == 2 && decomposed[0] == 's' && (decomposed[1] == 0x0301 || decomposed[1] == 0x0323);
}

/* Letters of a transform keep their length, which a writer of Latin letters may leave out. */
static void
append_folded(HexaplaWord *word, gunichar c, gboolean is_transformed)
{
    gunichar decomposed[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    const char *special;
    gsize n;

    if (c < 0x80) {
        if (g_ascii_isalnum(c))
            append(word, g_ascii_tolower(c));
        return;
    }
    if (!g_unichar_isalpha(c) && !g_unichar_ismark(c) && c != 0x0640)
        return;
    c = g_unichar_tolower(c);
    special = spell_special(c);
    if (special != NULL && !is_transformed) {
        append_string(word, special);
        return;
    }
    n = g_unichar_fully_decompose(c, c < 0x0300 || c > 0x2000 || is_transformed, decomposed,
                                  G_N_ELEMENTS(decomposed));
    if (is_transformed && is_retroflex_sibilant(decomposed, n)) {
        append_string(word, "sh");
        return;
    }
    c = g_unichar_tolower(decomposed[0]);
    if (c < 0x0300 || (c > 0x036F && c < 0x02B0) || c > 0x036F)
        append(word, c);
    if (is_transformed && has_macron(decomposed, n))
        append(word, c);
}

static gboolean
is_dropped(gunichar c)
{
    return (c >= 0x02B0 && c <= 0x036F) || (c >= 0x2000 && c < 0x2070);
}

static void
read_letters(const char *text, gsize n, gboolean is_transformed, gboolean keeps_marks,
             HexaplaWord *word)
{
    const char *end = text + n;

    word->n = 0;
    append(word, '^');
    while (text < end) {
        gunichar c;

        text = hexapla_text_next(text, end, &c);
        if (keeps_marks && word->n > 1 && (c == '\'' || c == 0x2019 || c == 0x05F3))
            append(word, '\'');
        else if (!is_dropped(c))
            append_folded(word, c, is_transformed);
    }
    word->letters[word->n++] = '$';
}

/* What is behind the last letter that counts is not worth a transform. */
static char *
cut(const char *text)
{
    const char *end = text;

    for (guint i = 0; i < HEXAPLA_LETTERS_MAX && *end != '\0'; i++)
        end = g_utf8_next_char(end);
    return g_strndup(text, end - text);
}

/* Hamza and madda belong to their letters. */
static char *
compose(const char *text)
{
    char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);

    return composed != NULL ? composed : g_strdup(text);
}

/**
 * hexapla_letters_read:
 * @self: rules
 * @text: a name in their script, UTF-8
 * @word: (out): its letters
 *
 * Since: 0.1
 */
void
hexapla_letters_read(const HexaplaLetters *self, const char *text, HexaplaWord *word)
{
    g_autofree char *name = cut(text);
    g_autofree char *letters = NULL;

    letters =
        self->transform != NULL ? hexapla_transform_apply(self->transform, name) : compose(name);
    read_letters(letters, strlen(letters), self->transform != NULL, TRUE, word);
}

/**
 * hexapla_letters_read_latin:
 * @text: a name in Latin letters, UTF-8
 * @n: its bytes
 * @word: (out): its letters
 *
 * Since: 0.1
 */
void
hexapla_letters_read_latin(const char *text, gsize n, HexaplaWord *word)
{
    read_letters(text, n, FALSE, FALSE, word);
}
