/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/identification.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include "base/icu.h"
#include "base/language.h"
#include "base/text.h"
#ifdef HEXAPLA_HAVE_CLD2
#include "base/cld2.h"
#endif

/* Text that is looked at. */
#define MAX_SAMPLE_BYTES (16u << 10)

/* Bytes of letters: 24 of English, 12 of Russian, 8 of Chinese. Fewer are no evidence. */
#define MIN_LETTER_BYTES 24

/* The language of a text is that of most of it, and its script that of nearly all. */
#define MIN_LANGUAGE_PERCENT 50
#define MIN_SCRIPT_PERCENT 80

/* Japanese has its own letters among the Chinese ones, and so had Korean. */
#define MIN_OWN_PERCENT 5

#define SEVERAL "mul"

/* Which language writes a script, when only one that we know does. */
static const char *languages_of_scripts[USCRIPT_CODE_LIMIT];

static void
add_script(const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode scripts[4];
    gint32 n = uscript_getCode(tag, scripts, G_N_ELEMENTS(scripts), &status);

    for (gint32 i = 0; U_SUCCESS(status) && i < n; i++) {
        const char **language = &languages_of_scripts[scripts[i]];

        *language = *language == NULL ? tag : SEVERAL;
    }
}

static gpointer
load_scripts(G_GNUC_UNUSED gpointer data)
{
    for (const char *const *tag = hexapla_language_tags(); *tag != NULL; tag++) {
        if (hexapla_language_is_known(hexapla_language_get(*tag)))
            add_script(*tag);
    }
    languages_of_scripts[USCRIPT_HAN] = "zh";
    return NULL;
}

/* Bytes of letters, by their script. */
typedef struct {
    gsize bytes[USCRIPT_CODE_LIMIT];
    gsize n;
} Scripts;

static void
count_scripts(Scripts *self, const char *text, gsize n)
{
    const char *end = text + n;

    for (const char *p = text; p < end;) {
        UErrorCode status = U_ZERO_ERROR;
        const char *start = p;
        UScriptCode script;
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (!hexapla_text_is_letter(c))
            continue;
        script = uscript_getScript((UChar32)c, &status);
        if (script <= USCRIPT_INHERITED || script >= USCRIPT_CODE_LIMIT)
            continue;
        self->bytes[script] += p - start;
        self->n += p - start;
    }
}

static gboolean
has_percent(const Scripts *self, gsize bytes, guint percent)
{
    return self->n > 0 && 100 * bytes >= percent * self->n;
}

/* The language that the script leaves no choice about, or NULL. */
static const char *
tell_by_script(const Scripts *self)
{
    static GOnce once = G_ONCE_INIT;
    gsize kana = self->bytes[USCRIPT_HIRAGANA] + self->bytes[USCRIPT_KATAKANA];
    gsize hangul = self->bytes[USCRIPT_HANGUL], han = self->bytes[USCRIPT_HAN];

    g_once(&once, load_scripts, NULL);
    if (has_percent(self, kana + han, MIN_SCRIPT_PERCENT) &&
        has_percent(self, kana, MIN_OWN_PERCENT))
        return "ja";
    if (has_percent(self, hangul + han, MIN_SCRIPT_PERCENT) &&
        has_percent(self, hangul, MIN_OWN_PERCENT))
        return "ko";
    for (guint i = 0; i < USCRIPT_CODE_LIMIT; i++) {
        const char *language = languages_of_scripts[i];

        if (self->bytes[i] > 0 && has_percent(self, self->bytes[i], MIN_SCRIPT_PERCENT))
            return language == NULL || strcmp(language, SEVERAL) == 0 ? NULL : language;
    }
    return NULL;
}

static gboolean
is_same_language(const char *a, const char *b)
{
    gsize n = strcspn(a, "-");

    return n == strcspn(b, "-") && strncmp(a, b, n) == 0;
}

static char *
name_two(const char *a, const char *b)
{
    return a == NULL || b == NULL || strcmp(a, b) == 0 ? g_strdup(a != NULL ? a : b)
                                                       : g_strdup_printf("%s or %s", a, b);
}

#ifdef HEXAPLA_HAVE_CLD2
static const char *
tidy_code(const char *code)
{
    g_autofree char *tag =
        strcmp(code, "un") != 0 ? hexapla_language_tag_canonicalise(code, NULL) : NULL;

    return tag != NULL ? g_intern_string(tag) : NULL;
}

static const char *
tell_by_words(const char *text, gsize n, const char **first, const char **second)
{
    HexaplaCld2 answer;

    hexapla_cld2_ask(&answer, text, (int)n);
    *first = tidy_code(answer.languages[0]);
    *second = answer.percents[1] > 0 ? tidy_code(answer.languages[1]) : NULL;
    return answer.is_reliable && answer.percents[0] >= MIN_LANGUAGE_PERCENT ? *first : NULL;
}
#else
static const char *
tell_by_words(G_GNUC_UNUSED const char *text, G_GNUC_UNUSED gsize n, const char **first,
              const char **second)
{
    *first = *second = NULL;
    return NULL;
}
#endif

static gsize
cut_sample(const char *text, gsize n)
{
    if (n <= MAX_SAMPLE_BYTES)
        return n;
    for (n = MAX_SAMPLE_BYTES; n > 0 && ((guchar)text[n] & 0xC0) == 0x80;)
        n--;
    return n;
}

/**
 * hexapla_identification_of:
 * @text: UTF-8
 * @n: its bytes
 * @candidates: (out) (transfer full) (nullable): what it may be when it is not clear; free with
 * g_free()
 *
 * libcld2 tells the language by its words, and the script has to agree. A program that was built
 * without it knows only what the script alone says.
 *
 * Returns: (transfer none) (nullable): the tag of the language, for ever; %NULL when it is not clear
 * Since: 0.1
 */
const char *
hexapla_identification_of(const char *text, gsize n, char **candidates)
{
    gsize n_sample = cut_sample(text, n);
    const char *by_script, *by_words, *first, *second;
    Scripts scripts = {{0}, 0};

    *candidates = NULL;
    count_scripts(&scripts, text, n_sample);
    if (scripts.n < MIN_LETTER_BYTES)
        return NULL;
    by_script = tell_by_script(&scripts);
    by_words = tell_by_words(text, n_sample, &first, &second);
    if (by_script == NULL && by_words != NULL)
        return by_words;
    if (by_script != NULL && (by_words == NULL || is_same_language(by_script, by_words)))
        return by_words != NULL ? by_words : by_script;
    *candidates = by_script != NULL ? name_two(by_script, by_words) : name_two(first, second);
    return NULL;
}
