/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/items.h"

#include <string.h>

#include "base/text.h"

/* What stands in front of an item of a list: 1. 2) 3.) (4) a. b) (c) ii) • ⁃ 5. */
typedef struct {
    gunichar bullet; /* 0 without one */
    char kind;       /* '1', 'a' or 'A', 0 behind a bare bullet */
    guint number;    /* of the item, 1 for a, 0 for iv */
    guint roman;     /* 4 for iv; i is both a letter and a number */
    gboolean open;   /* whether a bracket opens */
    gboolean stop;
    gboolean close;
    gsize end; /* behind it */
} Marker;

/* The next item of one list begins within so many bytes. */
#define MAX_ITEM_BYTES 1000

/**
 * hexapla_items_is_bullet:
 * @c: a character
 *
 * Returns: whether it stands in front of the items of lists
 * Since: 0.1
 */
gboolean
hexapla_items_is_bullet(gunichar c)
{
    return c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x25AA || c == 0x25AB || c == 0x25CF ||
           c == 0x25E6;
}

/* Roman numbers up to 39 of small letters. */
static gsize
read_roman(const char *text, gsize i, gsize end, guint *number)
{
    guint last = 100;

    for (; i < end; i++) {
        guint value = text[i] == 'i' ? 1 : text[i] == 'v' ? 5 : text[i] == 'x' ? 10 : 0;

        if (value == 0)
            break;
        *number += value <= last ? value : value - 2 * last;
        last = value;
    }
    return i;
}

static gsize
read_number(const char *text, gsize i, gsize end, Marker *marker)
{
    gsize start = i;
    gsize roman_end = read_roman(text, i, end, &marker->roman);

    while (i < end && i < start + 2 && g_ascii_isdigit(text[i]))
        marker->number = marker->number * 10 + (guint)(text[i++] - '0');
    if (i > start) {
        marker->kind = '1';
    } else if (roman_end > i + 1) {
        marker->kind = 'a';
        i = roman_end;
    } else if (i < end && g_ascii_isalpha(text[i])) {
        marker->kind = g_ascii_isupper(text[i]) ? 'A' : 'a';
        marker->number = (guint)(text[i++] - marker->kind) + 1;
    }
    return i;
}

/* Reads the number of an item with the marks around it. Returns @i when there is none. */
static gsize
read_label(const char *text, gsize i, gsize end, Marker *marker)
{
    gsize p = i;

    marker->open = p < end && text[p] == '(';
    p = read_number(text, p + marker->open, end, marker);
    marker->stop = marker->kind != 0 && !marker->open && p < end && text[p] == '.';
    p += marker->stop;
    marker->close = marker->kind != 0 && p < end && text[p] == ')';
    p += marker->close;
    if (marker->close || (marker->stop && !marker->open))
        return p;
    marker->kind = 0;
    return i;
}

static gboolean
read_marker(const char *text, gsize i, gsize end, Marker *marker)
{
    gunichar c = hexapla_text_at(text + i, text + end);
    gsize p = i;

    memset(marker, 0, sizeof *marker);
    if (hexapla_items_is_bullet(c)) {
        marker->bullet = c;
        p = hexapla_text_skip_space(text, hexapla_text_next(text + p, text + end, &c) - text, end);
    }
    marker->end = read_label(text, p, end, marker);
    if (marker->kind == 0)
        return marker->bullet != 0;
    return hexapla_text_skip_space(text, marker->end, end) > marker->end;
}

static gboolean
follows(const Marker *marker, const Marker *next)
{
    if (marker->bullet != 0)
        return next->bullet == marker->bullet;
    return next->kind == marker->kind && next->open == marker->open && next->stop == marker->stop &&
           next->close == marker->close &&
           ((marker->number > 0 && next->number == marker->number + 1) ||
            (marker->roman > 0 && next->roman == marker->roman + 1));
}

/* Names begin with initials, and some languages write ordinals with a full stop: A. Smith and B. Lee,
 * 1. Mai und 2. Juni. */
static gboolean
is_doubtful(const Marker *marker, gboolean doubt_numbers)
{
    if (marker->bullet != 0 || !marker->stop || marker->close)
        return FALSE;
    return marker->kind == 'A' || (marker->kind == '1' && doubt_numbers);
}

/**
 * hexapla_items_skip_marker:
 * @text: UTF-8
 * @i: where a sentence begins, in bytes
 * @end: where the text ends
 *
 * Returns: behind the marker of a list item, @i when there is none
 * Since: 0.1
 */
gsize
hexapla_items_skip_marker(const char *text, gsize i, gsize end)
{
    Marker marker;

    return read_marker(text, i, end, &marker) ? marker.end : i;
}

/**
 * hexapla_items_find_next:
 * @text: UTF-8
 * @i: where a sentence begins, in bytes
 * @end: where the text ends
 * @doubt_numbers: whether 1. may be an ordinal or the end of a sentence
 *
 * Looks for the next item of a list on one line: behind 1) it begins at 2), behind a bullet at the
 * same bullet. Behind a full stop it begins as sentences do.
 *
 * Returns: where it begins, @end when no list begins at @i or this is its last item
 * Since: 0.1
 */
gsize
hexapla_items_find_next(const char *text, gsize i, gsize end, gboolean doubt_numbers)
{
    Marker marker, next;
    gsize stop = MIN(end, i + MAX_ITEM_BYTES);

    if (!read_marker(text, i, end, &marker) || is_doubtful(&marker, doubt_numbers))
        return end;
    for (gsize p = marker.end; p < stop;) {
        const char *space = memchr(text + p, ' ', stop - p);

        if (space == NULL)
            return end;
        p = space + 1 - text;
        if (read_marker(text, p, end, &next) && follows(&marker, &next) && text[p - 2] != '.')
            return p;
    }
    return end;
}
