/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/side-private.h"

#include <string.h>

#include "base/text.h"

/* Possessive, and nothing begins inside a run: a megabyte of letters costs one walk. */
static const char fixed_pattern[] =
    "(?<address>(?i:https?|ftp)://[^\\s<>\"«»“”]++|(?i:\\bwww\\.)[^\\s<>\"«»“”]++|"
    "(?<![\\w.+-])[\\w.+-]++@[\\w.-]++|(?<![\\w@])@\\w++)|"
    "(?:\\{\\{[^{}]{0,80}\\}\\}|\\$?\\{[\\w.:-]{0,80}\\}|%\\(\\w{1,80}\\)[sd]|"
    "%(?:\\d{1,2}\\$)?[-+0#]?\\d{0,3}(?:\\.\\d{1,3})?(?:ll?|hh?)?[sdifuxXgec@](?!\\w)|"
    "</?[A-Za-z][^<>]{0,200}>|&(?:[A-Za-z]{2,10}|#\\d{1,7});)";

static const GRegex *
get_regex(void)
{
    static gsize once;

    if (g_once_init_enter(&once)) {
        GRegex *regex = g_regex_new(fixed_pattern, G_REGEX_OPTIMIZE, 0, NULL);

        g_once_init_leave(&once, (gsize)regex);
    }
    return (const GRegex *)once;
}

/* The mark behind an address belongs to the sentence. */
static gsize
trim_address(const char *text, gsize start, gsize end)
{
    while (end > start) {
        gunichar c;
        const char *last = hexapla_text_previous(text + start, text + end, &c);

        if (!g_unichar_ispunct(c) || c == '/' ||
            (c == ')' && memchr(text + start, '(', end - start)))
            break;
        end = last - text;
    }
    return end;
}

static void
read_fixed(HexaplaSide *self)
{
    g_autoptr(GMatchInfo) match = NULL;

    if (strpbrk(self->text, "@:{%<&") == NULL && g_strstr_len(self->text, -1, "www.") == NULL)
        return;
    g_regex_match(get_regex(), self->text, 0, &match);
    while (g_match_info_matches(match)) {
        int start, end, address_start, address_end;

        g_match_info_fetch_pos(match, 0, &start, &end);
        if (g_match_info_fetch_named_pos(match, "address", &address_start, &address_end) &&
            address_start >= 0) {
            end = (int)trim_address(self->text, start, end);
            g_ptr_array_add(self->addresses, g_strndup(self->text + start, end - start));
        } else {
            g_ptr_array_add(self->placeholders, g_strndup(self->text + start, end - start));
        }
        memset(self->plain + start, ' ', end - start);
        g_match_info_next(match, NULL);
    }
}

static void
read_words(HexaplaSide *self)
{
    const char *p = self->plain, *end = self->plain + self->n;

    while (p < end) {
        const char *start = p;
        HexaplaSideWord word;
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (!hexapla_text_is_letter(c))
            continue;
        while (p < end && (hexapla_text_is_letter(hexapla_text_at(p, end)) ||
                           hexapla_text_at(p, end) == 0x0640))
            p = hexapla_text_next(p, end, &c);
        word.start = start - self->plain;
        word.end = p - self->plain;
        word.folded = hexapla_conventions_fold(start, p - start);
        g_array_append_val(self->words, word);
    }
}

static void
clear_word(gpointer word)
{
    g_free(((HexaplaSideWord *)word)->folded);
}

/**
 * hexapla_side_init:
 * @self: a side, not initialised
 * @conventions: of its language; live as long as @self
 * @text: the text, UTF-8; lives as long as @self
 */
void
hexapla_side_init(HexaplaSide *self, const HexaplaConventions *conventions, const char *text)
{
    self->conventions = conventions;
    self->text = text;
    self->n = strlen(text);
    self->plain = g_strdup(text);
    self->addresses = g_ptr_array_new_with_free_func(g_free);
    self->placeholders = g_ptr_array_new_with_free_func(g_free);
    self->words = g_array_new(FALSE, FALSE, sizeof(HexaplaSideWord));
    g_array_set_clear_func(self->words, clear_word);
    read_fixed(self);
    read_words(self);
}

/**
 * hexapla_side_clear:
 * @self: a side
 */
void
hexapla_side_clear(HexaplaSide *self)
{
    g_free(self->plain);
    g_ptr_array_unref(self->addresses);
    g_ptr_array_unref(self->placeholders);
    g_array_unref(self->words);
}

/**
 * hexapla_side_get_words:
 * @self: a side
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): its words
 */
const HexaplaSideWord *
hexapla_side_get_words(const HexaplaSide *self, guint *n)
{
    *n = self->words->len;
    return (const HexaplaSideWord *)(gpointer)self->words->data;
}

static gboolean
is_unit(const HexaplaSide *self, const char *word, const char *unit)
{
    const char *found = hexapla_conventions_find_unit(self->conventions, word);

    return found != NULL && hexapla_conventions_units_meet(found, unit);
}

static gboolean
has_sign(const HexaplaSide *self, const char *unit)
{
    for (const char *p = self->plain; *p != '\0'; p = g_utf8_next_char(p)) {
        char sign[7] = "";
        gunichar c = g_utf8_get_char(p);

        if (hexapla_text_is_letter(c) || hexapla_text_is_digit(c) || hexapla_text_is_space(c))
            continue;
        g_unichar_to_utf8(c, sign);
        if (is_unit(self, sign, unit))
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_side_has_unit:
 * @self: a side
 * @unit: as hexapla_conventions_find_unit() gives it
 *
 * Returns: whether a word, two words or a sign of the text name it
 */
gboolean
hexapla_side_has_unit(const HexaplaSide *self, const char *unit)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(self, &n);

    for (guint i = 0; i < n; i++) {
        if (is_unit(self, words[i].folded, unit))
            return TRUE;
        if (i + 1 < n) {
            g_autofree char *both = g_strconcat(words[i].folded, " ", words[i + 1].folded, NULL);

            if (is_unit(self, both, unit))
                return TRUE;
        }
    }
    return has_sign(self, unit);
}
