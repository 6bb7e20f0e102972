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

struct _HexaplaSystem {
    char *name;
    char *title;
    char **languages;  /* that it romanises; none where it writes something else */
    GHashTable *rules; /* arrays by the first letter; the first rule that fits goes */
    gunichar *sun;     /* (nullable) */
    gunichar *needs;   /* (nullable): one of these in every word */
    char *transform;   /* (nullable) */
};

/* A text on its way. */
typedef struct {
    const HexaplaSystem *system;
    gunichar *letters; /* small ones */
    gunichar *given;
    glong n;
    glong i;
    GString *out;
    gsize last; /* where the last letter was written */
    gboolean is_unsure;
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
add_rule(HexaplaSystem *self, Rule *rule)
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

static gunichar *
read_set(GKeyFile *data, const char *key)
{
    g_autofree char *letters = g_key_file_get_value(data, "System", key, NULL);

    return letters != NULL ? g_utf8_to_ucs4_fast(letters, -1, NULL) : NULL;
}

static HexaplaSystem *
load(const char *name)
{
    g_autofree char *path = g_strdup_printf("/hexapla/systems/%s.ini", name);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_systems_get_resource(), path, 0, NULL);
    g_autoptr(GKeyFile) data = g_key_file_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *languages = NULL;
    g_auto(GStrv) keys = NULL;
    HexaplaSystem *self;

    if (bytes == NULL)
        return NULL;
    if (!g_key_file_load_from_bytes(data, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", path, error->message);
    self = g_new0(HexaplaSystem, 1);
    self->name = g_strdup(name);
    self->title = g_key_file_get_value(data, "System", "Name", NULL);
    languages = g_key_file_get_value(data, "System", "Languages", NULL);
    self->languages = g_strsplit(languages != NULL ? languages : "", " ", -1);
    self->rules = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    keys = g_key_file_get_keys(data, "Letters", NULL, NULL);
    for (char **key = keys; *key != NULL; key++)
        add_rule(self, read_rule(*key, g_key_file_get_value(data, "Letters", *key, NULL)));
    self->sun = read_set(data, "Sun");
    self->needs = read_set(data, "Needs");
    self->transform = g_key_file_get_value(data, "System", "Transform", NULL);
    return self;
}

/**
 * hexapla_system_get:
 * @name: of a file, such as `ru-bgn`
 *
 * Any number of threads may ask.
 *
 * Returns: (transfer none) (nullable): the system
 * Since: 0.1
 */
const HexaplaSystem *
hexapla_system_get(const char *name)
{
    static GMutex lock;
    static GHashTable *known;
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&lock);
    HexaplaSystem *self;

    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    self = g_hash_table_lookup(known, name);
    if (self == NULL && (self = load(name)) != NULL)
        g_hash_table_insert(known, self->name, self);
    return self;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char **
list_names(void)
{
    g_auto(GStrv) files =
        g_resource_enumerate_children(hexapla_systems_get_resource(), "/hexapla/systems", 0, NULL);
    GPtrArray *names = g_ptr_array_new();

    for (char **file = files; *file != NULL; file++) {
        g_autofree char *name = g_strndup(*file, strlen(*file) - strlen(".ini"));
        const HexaplaSystem *system = hexapla_system_get(name);

        if (system->languages[0] != NULL)
            g_ptr_array_add(names, system->name);
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

/**
 * hexapla_system_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): those that write Latin letters, sorted
 * Since: 0.1
 */
const char *const *
hexapla_system_names(void)
{
    static gsize names;

    if (g_once_init_enter(&names))
        g_once_init_leave(&names, (gsize)list_names());
    return (const char *const *)names;
}

static gboolean
is_called(const char *system, const char *name)
{
    const char *hyphen = strchr(system, '-');

    return strcmp(system, name) == 0 || (hyphen != NULL && strcmp(hyphen + 1, name) == 0);
}

/**
 * hexapla_system_find:
 * @name: `ru-bgn`, or `bgn` where the language tells which one is meant
 * @language: (nullable): of the names, as far as it is known
 *
 * Returns: (transfer none) (nullable): the system; %NULL when there is none, or more than one
 * Since: 0.1
 */
const HexaplaSystem *
hexapla_system_find(const char *name, const char *language)
{
    const HexaplaSystem *found = NULL;
    gboolean fits = FALSE, is_ambiguous = FALSE;

    for (const char *const *known = hexapla_system_names(); *known != NULL; known++) {
        const HexaplaSystem *system = is_called(*known, name) ? hexapla_system_get(*known) : NULL;
        gboolean is_for_it = system != NULL && hexapla_system_reads(system, language);

        if (system == NULL || (fits && !is_for_it))
            continue;
        is_ambiguous = found != NULL && fits == is_for_it;
        fits = is_for_it;
        found = system;
    }
    return is_ambiguous ? NULL : found;
}

/**
 * hexapla_system_get_name:
 * @self: a system
 *
 * Returns: (transfer none): the name of its file
 * Since: 0.1
 */
const char *
hexapla_system_get_name(const HexaplaSystem *self)
{
    return self->name;
}

/**
 * hexapla_system_get_title:
 * @self: a system
 *
 * Returns: (transfer none): what the standard is called
 * Since: 0.1
 */
const char *
hexapla_system_get_title(const HexaplaSystem *self)
{
    return self->title;
}

/**
 * hexapla_system_get_languages:
 * @self: a system
 *
 * Returns: (transfer none) (array zero-terminated=1): whose names it writes in Latin letters
 * Since: 0.1
 */
const char *const *
hexapla_system_get_languages(const HexaplaSystem *self)
{
    return (const char *const *)self->languages;
}

static char *
dup_primary(const char *language)
{
    return g_strndup(language, strcspn(language, "-"));
}

/**
 * hexapla_system_reads:
 * @self: a system
 * @language: (nullable): a language tag (BCP 47)
 *
 * Returns: whether it writes names of that language in Latin letters
 * Since: 0.1
 */
gboolean
hexapla_system_reads(const HexaplaSystem *self, const char *language)
{
    g_autofree char *primary = language != NULL ? dup_primary(language) : NULL;

    return primary != NULL && g_strv_contains(hexapla_system_get_languages(self), primary);
}

/**
 * hexapla_system_get_tag:
 * @self: a system
 * @language: one that it reads
 *
 * Returns: (transfer none): the tag of what it writes (BCP 47), such as `ru-Latn-x-iso9`; interned
 * Since: 0.1
 */
const char *
hexapla_system_get_tag(const HexaplaSystem *self, const char *language)
{
    g_autofree char *primary = dup_primary(language);
    g_autofree char *tag =
        g_strconcat(primary, HEXAPLA_SYSTEM_TAG, strchr(self->name, '-') + 1, NULL);

    return g_intern_string(tag);
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
    if (strcmp(rule->latin, "?") == 0) {
        text->is_unsure = TRUE;
    } else if (strcmp(rule->latin, "*") == 0) {
        write_again(text);
    } else if (*rule->latin != '\0') {
        text->last = text->out->len;
        write_in_case(text, rule->latin, rule->n);
    }
    text->i += rule->n;
    assimilate(text);
}

/**
 * hexapla_system_apply:
 * @self: a system
 * @text: a name, UTF-8, NFC; Arabic with its vowels
 *
 * Any number of threads may do so.
 *
 * Returns: (transfer full) (nullable): the text as the system writes it, where it has rows for its
 * letters; %NULL when a row says that nobody can tell
 * Since: 0.1
 */
char *
hexapla_system_apply(const HexaplaSystem *self, const char *text)
{
    g_autoptr(HexaplaTransform) transform = NULL;
    g_autofree char *transformed = NULL;
    g_autofree gunichar *given = NULL;
    g_autofree gunichar *letters = NULL;
    Text run = {.system = self};

    if (self->transform != NULL)
        transform = hexapla_transform_new(self->transform, NULL);
    transformed = transform != NULL ? hexapla_transform_apply(transform, text) : g_strdup(text);
    run.given = given = read_letters(transformed, &run.n);
    run.letters = letters = g_memdup2(given, (run.n + 1) * sizeof(gunichar));
    for (glong i = 0; i < run.n; i++)
        letters[i] = g_unichar_tolower(letters[i]);
    run.out = g_string_new(NULL);
    while (run.i < run.n)
        step(&run);
    return g_string_free(run.out, run.is_unsure);
}

static gboolean
is_latin(gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);

    return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_COMMON ||
           script == G_UNICODE_SCRIPT_INHERITED;
}

static gboolean
is_all_latin(const char *text)
{
    while (*text != '\0' && is_latin(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text == '\0';
}

/* Whether every word has one of the letters without which nobody can romanise it. */
static gboolean
has_what_it_needs(const HexaplaSystem *self, const char *name)
{
    g_auto(GStrv) words = g_strsplit_set(name, " -", -1);

    for (char **word = words; self->needs != NULL && *word != NULL; word++) {
        const char *p = *word;

        while (*p != '\0' && !is_in(self->needs, g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        if (*p == '\0' && p > *word)
            return FALSE;
    }
    return TRUE;
}

/* al-, ash- */
static gsize
find_article(const char *word)
{
    gsize n = strcspn(word, " -");

    return word[0] == 'a' && n < 5 && word[n] == '-' ? n + 1 : 0;
}

/* A script without capitals tells nothing of them, and a name has some. */
static char *
capitalise(const char *latin)
{
    GString *name = g_string_new(NULL);
    gboolean begins = TRUE;

    while (*latin != '\0') {
        gunichar c = g_utf8_get_char(latin);
        gsize n = begins ? find_article(latin) : 0;

        if (n > 0) {
            g_string_append_len(name, latin, n);
            latin += n;
            continue;
        }
        g_string_append_unichar(name, begins ? g_unichar_totitle(c) : c);
        begins = c == ' ' || (begins && !g_unichar_islower(c));
        latin = g_utf8_next_char(latin);
    }
    return g_string_free(name, FALSE);
}

static gboolean
has_capitals(const char *text)
{
    while (*text != '\0' && !g_unichar_isupper(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text != '\0';
}

/**
 * hexapla_system_romanise_name:
 * @self: a system that writes Latin letters
 * @name: UTF-8
 *
 * Returns: (transfer full) (nullable): the name in Latin letters; %NULL when it is in them already,
 * or lacks what the system needs, such as the vowels of Arabic
 * Since: 0.1
 */
char *
hexapla_system_romanise_name(const HexaplaSystem *self, const char *name)
{
    g_autofree char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autofree char *latin = NULL;

    if (composed == NULL || is_all_latin(composed) || !has_what_it_needs(self, composed))
        return NULL;
    latin = hexapla_system_apply(self, composed);
    if (latin == NULL || !is_all_latin(latin))
        return NULL;
    return has_capitals(latin) ? g_steal_pointer(&latin) : capitalise(latin);
}
