/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/headers.h"

#include <string.h>

/* Behind the line that begins at @start; @n at the end of the text. */
static gsize
skip_line(const char *text, gsize start, gsize n)
{
    const char *feed = memchr(text + start, '\n', n - start);

    return feed != NULL ? (gsize)(feed - text) + 1 : n;
}

static gboolean
is_empty_line(const char *text, gsize start, gsize n)
{
    return start < n && (text[start] == '\n' ||
                         (text[start] == '\r' && start + 1 < n && text[start + 1] == '\n'));
}

/**
 * hexapla_headers_find_end:
 * @text: begins with a block
 * @n: its bytes
 *
 * Returns: the bytes of the block, its empty line included; 0 when that is not there
 * Since: 0.1
 */
gsize
hexapla_headers_find_end(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i = skip_line(text, i, n)) {
        if (is_empty_line(text, i, n))
            return skip_line(text, i, n);
    }
    return 0;
}

/* The value and what goes on behind it: lines that begin with white space. */
static char *
dup_value(const char *block, gsize start, gsize n)
{
    gsize end = skip_line(block, start, n);
    char *value;

    while (end < n && (block[end] == ' ' || block[end] == '\t'))
        end = skip_line(block, end, n);
    value = g_strndup(block + start, end - start);
    g_strdelimit(value, "\r\n\t", ' ');
    return g_strstrip(value);
}

/**
 * hexapla_headers_dup:
 * @block: a block
 * @n: its bytes
 * @name: of a header, in any case
 *
 * Returns: (transfer full) (nullable): the value of the first header of this name, which need not be
 * UTF-8; free with g_free()
 * Since: 0.1
 */
char *
hexapla_headers_dup(const char *block, gsize n, const char *name)
{
    gsize n_name = strlen(name);

    for (gsize i = skip_line(block, 0, n); i < n; i = skip_line(block, i, n)) {
        if (n - i > n_name && block[i + n_name] == ':' &&
            g_ascii_strncasecmp(block + i, name, n_name) == 0)
            return dup_value(block, i + n_name + 1, n);
    }
    return NULL;
}

/**
 * hexapla_headers_dup_parameter:
 * @value: of a header, such as `text/html; charset="utf-8"`
 * @name: of a parameter, in any case
 *
 * Returns: (transfer full) (nullable): its value; free with g_free()
 * Since: 0.1
 */
char *
hexapla_headers_dup_parameter(const char *value, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(value, ";", -1);

    for (char **part = parts; *part != NULL; part++) {
        char *sign = strchr(*part, '=');

        if (sign == NULL)
            continue;
        *sign = '\0';
        if (g_ascii_strcasecmp(g_strstrip(*part), name) == 0)
            return g_strdup(g_strstrip(g_strdelimit(sign + 1, "\"'", ' ')));
    }
    return NULL;
}
