/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/folding.h"

#include "base/text.h"

/* Signs above and below letters that many writers leave out. */
static gboolean
is_dropped_mark(gunichar c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05C7) || c == 0x0640 ||
           (c >= 0x064B && c <= 0x065F) || c == 0x0670;
}

/* Letters of Arabic script that writers and keyboards do not keep apart. */
static gunichar
unify(gunichar c)
{
    switch (c) {
    case 0x0622: /* آ */
    case 0x0623: /* أ */
    case 0x0625: /* إ */
        return 0x0627;
    case 0x0649: /* ى */
    case 0x06CC: /* ی */
        return 0x064A;
    case 0x06A9: /* ک */
        return 0x0643;
    case 0x0629: /* ة */
        return 0x0647;
    default:
        return c;
    }
}

static void
append_folded(GString *form, gunichar c)
{
    gunichar parts[18];
    gsize n =
        g_unichar_fully_decompose(g_unichar_tolower(unify(c)), FALSE, parts, G_N_ELEMENTS(parts));

    for (gsize i = 0; i < n; i++) {
        if (!is_dropped_mark(parts[i]))
            g_string_append_unichar(form, parts[i]);
    }
}

/**
 * hexapla_folding_append:
 * @folded: gets the word behind what it has
 * @word: a word, UTF-8
 * @n: its bytes
 *
 * Leaves out what writers of one language spell in different ways: capitals, accents, vowel signs,
 * apostrophes.
 *
 * Since: 0.1
 */
void
hexapla_folding_append(GString *folded, const char *word, gsize n)
{
    const char *p = word, *end = word + n;

    while (p < end) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (!hexapla_text_is_apostrophe(c))
            append_folded(folded, c);
    }
}
