/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"

/* The loops over blocks of bytes against GLib and against loops over characters. */

static gsize
check_valid(const char *text, gsize n)
{
    const char *end;
    gboolean valid_for_glib = g_utf8_validate_len(text, n, &end);
    gsize valid;

    g_assert(hexapla_utf8_validate(text, n, &valid) == valid_for_glib);
    g_assert_cmpuint(valid, ==, (gsize)(end - text));
    return valid;
}

static void
check_walk(const char *text, gsize n)
{
    const char *end = text + n, *p = text;
    gunichar c, back;

    while (p < end) {
        const char *next = hexapla_text_next(p, end, &c);

        g_assert_cmpuint(c, ==, g_utf8_get_char(p));
        g_assert(next == g_utf8_next_char(p));
        g_assert(hexapla_text_previous(text, next, &back) == p && back == c);
        p = next;
    }
}

static gsize
find_illegal_slowly(const char *text, gsize n)
{
    const char *p = text;

    for (; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if ((c < 0x20 && strchr("\t\n\r", (int)c) == NULL) || c == 0xFFFE || c == 0xFFFF)
            break;
    }
    return p - text;
}

static void
check_counts(const char *text, gsize n)
{
    gsize lines = 0, words = 0;

    for (gsize i = 0; i < n; i++)
        lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == n || text[i + 1] != '\n'));
    for (gsize i = hexapla_text_skip_space(text, 0, n); i < n;
         i = hexapla_text_skip_space(text, i, n)) {
        words++;
        while (i < n && !hexapla_text_is_space(hexapla_text_at(text + i, text + n)))
            i += g_utf8_skip[(guchar)text[i]];
    }
    g_assert_cmpuint(hexapla_text_count_chars(text, n), ==, (gsize)g_utf8_strlen(text, n));
    g_assert_cmpuint(hexapla_text_count_lines(text, n), ==, lines);
    g_assert_cmpuint(hexapla_text_count_words(text, n), ==, words);
    g_assert_cmpuint(hexapla_text_find_illegal(text, n), ==, find_illegal_slowly(text, n));
    g_assert(hexapla_text_trim_space(text, 0, n) <= n);
}

static gsize
fold(const char *text, gsize n, gsize size, char **folded)
{
    gsize used;

    *folded = g_malloc(size + 1);
    used = hexapla_text_fold(text, n, *folded, size);
    g_assert(used <= size);
    g_assert(g_utf8_validate_len(*folded, used, NULL));
    return used;
}

/* What is folded stays, and less room gives the beginning of it. */
static void
check_fold(const char *text, gsize n)
{
    g_autofree char *once = NULL, *twice = NULL, *cut = NULL;
    gsize n_once = fold(text, n, 2 * n + 8, &once);
    gsize n_twice = fold(once, n_once, 2 * n_once + 8, &twice);
    gsize n_cut = fold(text, n, n / 2 + 8, &cut);

    g_assert_cmpmem(once, n_once, twice, n_twice);
    g_assert(n_cut <= n_once && memcmp(once, cut, n_cut) == 0);
}

/* Wherever in memory it stands. */
static void
check_hash(const char *text, gsize n)
{
    guint64 hash = hexapla_text_hash(text, n, 7);

    for (gsize shift = 1; shift < 8; shift += 2) {
        g_autofree char *moved = g_malloc(n + shift + 1);

        memcpy(moved + shift, text, n);
        g_assert(hexapla_text_hash(moved + shift, n, 7) == hash);
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    /* Of its own, so that a byte too many is noticed. */
    g_autofree char *text = g_malloc(MAX(n, 1));

    fuzz_begin();
    if (n > 0)
        memcpy(text, data, n);
    n = check_valid(text, n);
    check_walk(text, n);
    check_counts(text, n);
    check_fold(text, n);
    check_hash(text, n);
    return 0;
}
