/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* No name of HTML 4 is longer. */
#define MAX_NAME_BYTES 8

/* What C1 means in a numeric reference: windows-1252 (HTML Living Standard 13.2.5.80). */
static const guint16 c1[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static gunichar
mend_number(guint64 number)
{
    if (number >= 0x80 && number < 0xA0)
        return c1[number - 0x80];
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
        return 0xFFFD;
    return number;
}

static gsize
decode_number(const char *p, const char *end, char *text, gsize *n)
{
    gboolean is_hex = p + 2 < end && (p[2] | 0x20) == 'x';
    const char *start = p + 2 + is_hex, *q = start;
    guint64 number = 0;

    while (q < end && (is_hex ? g_ascii_isxdigit(*q) : g_ascii_isdigit(*q))) {
        number = MIN(number * (is_hex ? 16 : 10) + g_ascii_xdigit_value(*q), 0x110000);
        q++;
    }
    if (q == start)
        return 0;
    *n = g_unichar_to_utf8(mend_number(number), text);
    return q - p + (q < end && *q == ';');
}

/* Those of HTML 2 and Latin-1 need no semicolon. */
static gboolean
needs_semicolon(guint value)
{
    return value > 0xFF || value == '\'';
}

static gsize
decode_name(const char *p, const char *end, char *text, gsize *n)
{
    char name[MAX_NAME_BYTES + 1];
    const htmlEntityDesc *entity;
    gsize length = 0;

    while (p + 1 + length < end && length < MAX_NAME_BYTES && g_ascii_isalnum(p[1 + length])) {
        name[length] = p[1 + length];
        length++;
    }
    for (gboolean whole = TRUE; length > 1; length--, whole = FALSE) {
        gboolean closed = p + 1 + length < end && p[1 + length] == ';';
        guint value;

        name[length] = '\0';
        entity = htmlEntityLookup((const xmlChar *)name);
        if (entity == NULL && strcmp(name, "apos") != 0)
            continue;
        value = entity != NULL ? entity->value : '\'';
        if (!(whole && closed) && needs_semicolon(value))
            continue;
        *n = g_unichar_to_utf8(value, text);
        return 1 + length + closed;
    }
    return 0;
}

/* Reads the reference whose & is at @p, into room for HEXAPLA_HTML_CHARACTER_BYTES. Returns its bytes,
 * 0 when it is none. */
gsize
hexapla_html_decode_reference(const char *p, const char *end, char *text, gsize *n)
{
    if (p + 2 >= end)
        return 0;
    return p[1] == '#' ? decode_number(p, end, text, n) : decode_name(p, end, text, n);
}

/* Returns the text of an attribute or title: references decoded, white space made one space. */
char *
hexapla_html_dup_text(const char *p, gsize n)
{
    GString *string = g_string_sized_new(n);
    const char *end = p + n;

    while (p < end) {
        char text[HEXAPLA_HTML_CHARACTER_BYTES] = {*p};
        gsize n_text = 1;
        gsize length = *p == '&' ? hexapla_html_decode_reference(p, end, text, &n_text) : 0;

        p += length > 0 ? length : 1;
        if (n_text == 1 && hexapla_html_is_space(*text)) {
            if (string->len > 0 && string->str[string->len - 1] != ' ')
                g_string_append_c(string, ' ');
        } else {
            g_string_append_len(string, text, n_text);
        }
    }
    if (string->len > 0 && string->str[string->len - 1] == ' ')
        g_string_truncate(string, string->len - 1);
    return g_string_free(string, FALSE);
}
