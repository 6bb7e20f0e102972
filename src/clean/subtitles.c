/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/layout.h"

#include <string.h>

#include "base/text.h"
#include "clean/structure.h"

/* Of 00:00:01,000 and 00:01.000 */
#define MIN_TIME_BYTES 9

static gsize
skip_time(const char *text, gsize i, gsize end)
{
    gsize n = i;

    while (n < end && (g_ascii_isdigit(text[n]) || strchr(":.,", text[n]) != NULL))
        n++;
    return n - i >= MIN_TIME_BYTES && memchr(text + i, ':', n - i) != NULL ? n : i;
}

/* 00:00:01,000 --> 00:00:04,000, as in SubRip and WebVTT. */
static gboolean
is_time(const char *text, const HexaplaLayoutLine *line)
{
    gsize i = line->start;

    i = hexapla_text_skip_space(text, skip_time(text, i, line->end), line->end);
    return i > line->start && line->end - i > 3 && memcmp(text + i, "-->", 3) == 0;
}

/* Whether any line tells a time. */
gboolean
hexapla_subtitles_have_times(const char *text, const HexaplaLayoutLine *lines, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (g_ascii_isdigit(text[lines[i].start]) && is_time(text, &lines[i]))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_number(const char *text, const HexaplaLayoutLine *line)
{
    return strspn(text + line->start, "0123456789") >= line->end - line->start;
}

static gboolean
is_head_line(const char *text, const HexaplaLayoutLine *line)
{
    static const char head[] = "WEBVTT";

    return line->end - line->start >= sizeof head - 1 &&
           memcmp(text + line->start, head, sizeof head - 1) == 0;
}

/* Whether the first line is the time of a subtitle, its number or name, or the head of the file. */
gboolean
hexapla_subtitles_is_layout(const char *text, const HexaplaLayoutLine *lines, guint n)
{
    if (is_time(text, &lines[0]))
        return TRUE;
    if (n < 2)
        return FALSE;
    if (is_time(text, &lines[1]))
        return lines[1].after_blank ? is_head_line(text, &lines[0])
                                    : lines[0].after_blank || is_number(text, &lines[0]);
    return n > 2 && is_time(text, &lines[2]) && is_head_line(text, &lines[0]);
}

/* Behind a sentence or in front of a dash another one begins. */
gboolean
hexapla_subtitles_goes_on(const char *text, const HexaplaLayoutLine *line,
                          const HexaplaLayoutLine *next)
{
    gunichar c = hexapla_text_at(text + next->start, text + next->end);

    return !next->after_blank && c != '-' && c != 0x2013 && c != 0x2014 &&
           !hexapla_structure_ends_sentence(text + line->start, line->end - line->start);
}

static gboolean
goes_on_later(const char *text, const HexaplaLayoutLine *line, const HexaplaLayoutLine *next)
{
    return hexapla_text_is_lower(hexapla_text_at(text + next->start, text + next->end)) &&
           !hexapla_structure_ends_sentence(text + line->start, line->end - line->start);
}

/* The line of the next subtitle in which the sentence of this line goes on, 0 when it does not: few
 * sentences have room in one. */
guint
hexapla_subtitles_find_next(const char *text, const HexaplaLayoutLine *lines, guint n)
{
    guint i = 1;

    while (i < n && hexapla_subtitles_is_layout(text, &lines[i], n - i))
        i++;
    return i > 1 && i < n && goes_on_later(text, &lines[0], &lines[i]) ? i : 0;
}
