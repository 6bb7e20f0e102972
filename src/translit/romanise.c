/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "translit/romanise.h"

#include <gio/gio.h>
#include <string.h>

#include "base/text.h"
#include "base/transform.h"
#include "hexapla-systems.h"

#define BEGINNING '^'
#define END '$'
#define SHADDA 0x0651

/* A row of a data file. */
typedef struct {
    gunichar *letters;
    glong n;
    gunichar *before; /* (nullable): one of these stands there */
    gunichar *after;  /* (nullable) */
    char *latin;
} Rule;

typedef struct {
    GHashTable *rules; /* arrays by the first letter; the first rule that fits goes */
    gunichar *sun;     /* (nullable) */
    char *transform;   /* (nullable) */
} System;

/* A text on its way. */
typedef struct {
    const System *system;
    gunichar *letters; /* small ones */
    gunichar *given;
    glong n;
    glong i;
    GString *out;
    gsize last; /* where the last letter was written */
} Text;

/* Unicode puts vowels in front of shadda, which belongs to the consonant. */
static void
put_shadda_first(gunichar *letters, glong n)
{
    for (glong i = 1; i < n; i++) {
        if (letters[i] == SHADDA && letters[i - 1] >= 0x064B && letters[i - 1] < SHADDA) {
            letters[i] = letters[i - 1];
            letters[i - 1] = SHADDA;
        }
    }
}

static gunichar *
read_letters(const char *text, glong *n)
{
    gunichar *letters = g_utf8_to_ucs4_fast(text, -1, n);

    put_shadda_first(letters, *n);
    return letters;
}

static void
free_rule(gpointer data)
{
    Rule *rule = data;

    g_free(rule->letters);
    g_free(rule->before);
    g_free(rule->after);
    g_free(rule->latin);
    g_free(rule);
}

/* `before<letters>after` */
static Rule *
read_rule(const char *key, char *latin)
{
    Rule *rule = g_new0(Rule, 1);
    const char *less = strchr(key, '<');
    const char *letters = less != NULL ? less + 1 : key;
    const char *more = strchr(letters, '>');
    g_autofree char *middle = more != NULL ? g_strndup(letters, more - letters) : g_strdup(letters);

    g_strdelimit(middle, "_", ' ');
    rule->letters = read_letters(middle, &rule->n);
    if (less != NULL)
        rule->before = g_utf8_to_ucs4_fast(key, less - key, NULL);
    if (more != NULL)
        rule->after = g_utf8_to_ucs4_fast(more + 1, -1, NULL);
    rule->latin = latin;
    return rule;
}

static int
weigh(const Rule *rule)
{
    return 4 * (int)rule->n + (rule->before != NULL) + (rule->after != NULL);
}

static int
compare_rules(const void *a, const void *b)
{
    const Rule *const *x = a, *const *y = b;

    return weigh(*y) - weigh(*x);
}

static void
add_rule(System *self, Rule *rule)
{
    gpointer first = GUINT_TO_POINTER(rule->letters[0]);
    GPtrArray *rules = g_hash_table_lookup(self->rules, first);

    if (rules == NULL) {
        rules = g_ptr_array_new_with_free_func(free_rule);
        g_hash_table_insert(self->rules, first, rules);
    }
    g_ptr_array_add(rules, rule);
    g_ptr_array_sort(rules, compare_rules);
}

static System *
load(const char *name)
{
    g_autofree char *path = g_strdup_printf("/hexapla/systems/%s.ini", name);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_systems_get_resource(), path, 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *sun = NULL;
    g_auto(GStrv) keys = NULL;
    System *self;

    if (bytes == NULL)
        return NULL;
    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", path, error->message);
    self = g_new0(System, 1);
    self->rules = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    keys = g_key_file_get_keys(data, "Letters", NULL, NULL);
    for (char **key = keys; *key != NULL; key++)
        add_rule(self, read_rule(*key, g_key_file_get_value(data, "Letters", *key, NULL)));
    sun = g_key_file_get_value(data, "System", "Sun", NULL);
    if (sun != NULL)
        self->sun = g_utf8_to_ucs4_fast(sun, -1, NULL);
    self->transform = g_key_file_get_value(data, "System", "Transform", NULL);
    return self;
}

/* A system stays for ever, as languages do. */
static const System *
find_system(const char *name)
{
    static GMutex lock;
    static GHashTable *known;
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&lock);
    System *self;

    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    self = g_hash_table_lookup(known, name);
    if (self == NULL && (self = load(name)) != NULL)
        g_hash_table_insert(known, g_strdup(name), self);
    return self;
}

static gboolean
is_in(const gunichar *set, gunichar c)
{
    for (; *set != 0; set++) {
        if (*set == c)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_alphabetic(const Text *text, glong i)
{
    return i >= 0 && i < text->n &&
           (hexapla_text_is_letter(text->letters[i]) || g_unichar_ismark(text->letters[i]));
}

/* An apostrophe inside a word does not end it. */
static gboolean
is_letter(const Text *text, glong i)
{
    return is_alphabetic(text, i) || (i > 0 && i < text->n && is_alphabetic(text, i - 1) &&
                                      hexapla_text_is_apostrophe(text->letters[i]));
}

static gboolean
fits_place(const Text *text, const gunichar *set, glong i, gunichar outside)
{
    return set == NULL || is_in(set, is_letter(text, i) ? text->letters[i] : outside);
}

static gboolean
fits(const Text *text, const Rule *rule)
{
    return rule->n <= text->n - text->i &&
           memcmp(rule->letters, text->letters + text->i, rule->n * sizeof(gunichar)) == 0 &&
           fits_place(text, rule->before, text->i - 1, BEGINNING) &&
           fits_place(text, rule->after, text->i + rule->n, END);
}

static const Rule *
find_rule(const Text *text)
{
    GPtrArray *rules =
        g_hash_table_lookup(text->system->rules, GUINT_TO_POINTER(text->letters[text->i]));

    for (guint i = 0; rules != NULL && i < rules->len; i++) {
        if (fits(text, rules->pdata[i]))
            return rules->pdata[i];
    }
    return NULL;
}

static gboolean
is_upper(const Text *text, glong i)
{
    return is_letter(text, i) && text->given[i] != text->letters[i];
}

/* Щ becomes Shch, but SHCH among capitals. */
static void
write_in_case(Text *text, const char *latin, glong n)
{
    glong next = text->i + n;
    gboolean all = is_upper(text, next) || (!is_letter(text, next) && is_upper(text, text->i - 1));
    const char *rest = latin;

    if (is_upper(text, text->i) && *latin != '\0') {
        g_string_append_unichar(text->out, g_unichar_toupper(g_utf8_get_char(latin)));
        rest = g_utf8_next_char(latin);
        if (all) {
            g_autofree char *upper = g_utf8_strup(rest, -1);

            g_string_append(text->out, upper);
            return;
        }
    }
    g_string_append(text->out, rest);
}

/* Behind an article the first letter is doubled in speech, but not in writing. */
static void
write_again(Text *text)
{
    g_autofree char *latin = g_strdup(text->out->str + text->last);
    gboolean begins = text->last == 0 || strchr(" -", text->out->str[text->last - 1]) != NULL;

    if (!begins)
        g_string_append(text->out, latin);
}

/* ash-Shams: the l of the article becomes what follows. */
static void
assimilate(Text *text)
{
    gsize end = text->out->len;
    g_autofree char *sound = NULL;

    if (text->system->sun == NULL || end < 2 || text->last + 3 != end ||
        strcmp(text->out->str + text->last, "al-") != 0 || text->i >= text->n ||
        !is_in(text->system->sun, text->letters[text->i]))
        return;
    sound = g_strdup(find_rule(text)->latin);
    g_string_truncate(text->out, end - 2);
    g_string_append_printf(text->out, "%s-", sound);
}

static void
step(Text *text)
{
    const Rule *rule = find_rule(text);

    if (rule == NULL) {
        text->last = text->out->len;
        g_string_append_unichar(text->out, text->given[text->i++]);
        return;
    }
    if (strcmp(rule->latin, "*") == 0) {
        write_again(text);
    } else if (*rule->latin != '\0') {
        text->last = text->out->len;
        write_in_case(text, rule->latin, rule->n);
    }
    text->i += rule->n;
    assimilate(text);
}

/**
 * hexapla_romanise:
 * @system: a data file of `src/translit/systems`, such as `ru-bgn`
 * @text: a name, UTF-8, NFC; Arabic with its vowels
 *
 * Any number of threads may romanise.
 *
 * Returns: (transfer full) (nullable): the text in Latin letters as the standard wants it; %NULL when
 * there is no such system
 * Since: 0.1
 */
char *
hexapla_romanise(const char *system, const char *text)
{
    g_autoptr(HexaplaTransform) transform = NULL;
    g_autofree char *transformed = NULL;
    g_autofree gunichar *given = NULL;
    g_autofree gunichar *letters = NULL;
    Text self = {.system = find_system(system)};

    if (self.system == NULL)
        return NULL;
    if (self.system->transform != NULL)
        transform = hexapla_transform_new(self.system->transform, NULL);
    transformed = transform != NULL ? hexapla_transform_apply(transform, text) : g_strdup(text);
    self.given = given = read_letters(transformed, &self.n);
    self.letters = letters = g_memdup2(given, (self.n + 1) * sizeof(gunichar));
    for (glong i = 0; i < self.n; i++)
        letters[i] = g_unichar_tolower(letters[i]);
    self.out = g_string_new(NULL);
    while (self.i < self.n)
        step(&self);
    return g_string_free(self.out, FALSE);
}
