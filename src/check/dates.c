/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The month or day at a word, which may be two words long. */
static guint
find_date(const HexaplaSide *side, guint i)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n);
    guint date = hexapla_conventions_find_date(side->conventions, words[i].folded);
    g_autofree char *both = NULL;

    if (date != 0 || i + 1 == n)
        return date;
    both = g_strconcat(words[i].folded, " ", words[i + 1].folded, NULL);
    return hexapla_conventions_find_date(side->conventions, both);
}

static gboolean
is_capital(const HexaplaSide *side, const HexaplaSideWord *word)
{
    return hexapla_text_is_upper(hexapla_text_at(side->text + word->start, side->text + side->n));
}

/* Whether a digit stands beside the word, with a blank, full stop or comma between them. */
static gboolean
is_beside_digit(const HexaplaSide *side, const HexaplaSideWord *word)
{
    const char *end = side->text + side->n;
    const char *before = side->text + word->start, *behind = side->text + word->end;
    gunichar c = 0;

    for (guint i = 0; i < 2 && before > side->text && !hexapla_text_is_digit(c); i++)
        before = hexapla_text_previous(side->text, before, &c);
    if (hexapla_text_is_digit(c))
        return TRUE;
    for (guint i = 0; i < 2 && behind < end && !hexapla_text_is_digit(c); i++)
        behind = hexapla_text_next(behind, end, &c);
    return hexapla_text_is_digit(c);
}

/* Theresa May, Black Friday, a long march. */
static gboolean
is_no_date(const HexaplaSide *side, guint i)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n);
    gboolean has_capital = is_capital(side, &words[i]);

    if (hexapla_conventions_has_capital_dates(side->conventions) && !has_capital)
        return TRUE;
    return !is_beside_digit(side, &words[i]) &&
           (i == 0 || (has_capital && is_capital(side, &words[i - 1])));
}

static guint
count_number(const HexaplaSide *side, guint64 number)
{
    guint n = 0;

    for (const char *p = side->plain; *p != '\0'; p = g_utf8_next_char(p)) {
        guint64 value = 0;

        if (!hexapla_text_is_digit(g_utf8_get_char(p)))
            continue;
        while (hexapla_text_is_digit(g_utf8_get_char(p))) {
            value = value * 10 + g_unichar_digit_value(g_utf8_get_char(p));
            p = g_utf8_next_char(p);
        }
        n += value == number;
        if (*p == '\0')
            break;
    }
    return n;
}

/* The eleventh of November: the 11 that both sides have is no month. */
static gboolean
has_date(const HexaplaPair *self, guint date)
{
    guint n;

    hexapla_side_get_words(&self->target, &n);
    for (guint i = 0; i < n; i++) {
        if (find_date(&self->target, i) == date)
            return TRUE;
    }
    return date <= HEXAPLA_MONTHS &&
           count_number(&self->target, date) > count_number(&self->source, date);
}

/**
 * hexapla_pair_check_dates:
 * @self: a pair
 *
 * Months and days of the week.
 */
void
hexapla_pair_check_dates(const HexaplaPair *self)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(&self->source, &n);

    if (!hexapla_conventions_has_dates(self->target.conventions))
        return;
    for (guint i = 0; i < n; i++) {
        guint date = find_date(&self->source, i);

        if (date == 0 || is_no_date(&self->source, i) || has_date(self, date))
            continue;
        hexapla_pair_report(self, HEXAPLA_ISSUE_DATE_DIFFERS, "“%.*s” of the source is missing",
                            (int)(words[i].end - words[i].start),
                            self->source.text + words[i].start);
        return;
    }
}
