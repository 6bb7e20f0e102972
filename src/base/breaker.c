/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/breaker.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/icu.h"
#include "base/text.h"

struct _HexaplaBreaker {
    UBreakIterator *iterator;
    GArray *units;   /* the text as UTF-16 */
    GArray *offsets; /* the byte with which each unit begins */
    GArray *ends;
};

/**
 * hexapla_breaker_is_needed:
 * @c: a letter
 *
 * Returns: whether its script does not part words by spaces
 * Since: 0.1
 */
gboolean
hexapla_breaker_is_needed(gunichar c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || /* Thai, Lao */
           (c >= 0x1000 && c <= 0x109F) || /* Burmese */
           (c >= 0x1780 && c <= 0x17FF) || /* Khmer */
           (c >= 0x3005 && c <= 0x30FF) || /* Kana */
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || /* Han */
           (c >= 0x20000 && c <= 0x3FFFF);
}

/**
 * hexapla_breaker_new:
 * @language: a language tag
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: (transfer full) (nullable): a breaker; free with hexapla_breaker_free()
 * Since: 0.1
 */
HexaplaBreaker *
hexapla_breaker_new(const char *language, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, language, NULL, 0, &status);
    HexaplaBreaker *self;

    if (!hexapla_icu_check(status, "opening the word iterator", error))
        return NULL;
    self = g_new(HexaplaBreaker, 1);
    self->iterator = iterator;
    self->units = g_array_new(FALSE, FALSE, sizeof(UChar));
    self->offsets = g_array_new(FALSE, FALSE, sizeof(guint32));
    self->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
    return self;
}

/**
 * hexapla_breaker_free:
 * @self: (transfer full) (nullable): a breaker
 *
 * Since: 0.1
 */
void
hexapla_breaker_free(HexaplaBreaker *self)
{
    if (self == NULL)
        return;
    ubrk_close(self->iterator);
    g_array_unref(self->units);
    g_array_unref(self->offsets);
    g_array_unref(self->ends);
    g_free(self);
}

static void
read_units(HexaplaBreaker *self, const char *text, gsize n)
{
    const char *p = text;

    g_array_set_size(self->units, 0);
    g_array_set_size(self->offsets, 0);
    while (p < text + n) {
        guint32 offset = p - text;
        UChar units[U16_MAX_LENGTH];
        guint n_units = 0;
        gunichar c;

        p = hexapla_text_next(p, text + n, &c);
        U16_APPEND_UNSAFE(units, n_units, c);
        g_array_append_vals(self->units, units, n_units);
        for (guint i = 0; i < n_units; i++)
            g_array_append_val(self->offsets, offset);
    }
}

/**
 * hexapla_breaker_split:
 * @self: a breaker
 * @text: letters without spaces, UTF-8
 * @n: their bytes
 * @n_words: (out): how many words they are
 *
 * Returns: (transfer none) (array length=n_words): where each word ends, in bytes; until the next
 * call
 * Since: 0.1
 */
const guint32 *
hexapla_breaker_split(HexaplaBreaker *self, const char *text, gsize n, guint *n_words)
{
    UErrorCode status = U_ZERO_ERROR;
    guint32 all = n;

    read_units(self, text, n);
    g_array_set_size(self->ends, 0);
    ubrk_setText(self->iterator, (const UChar *)self->units->data, self->units->len, &status);
    ubrk_first(self->iterator);
    while (U_SUCCESS(status)) {
        gint32 end = ubrk_next(self->iterator);

        if (end == UBRK_DONE || (guint)end >= self->offsets->len)
            break;
        g_array_append_val(self->ends, g_array_index(self->offsets, guint32, end));
    }
    g_array_append_val(self->ends, all);
    *n_words = self->ends->len;
    return (const guint32 *)self->ends->data;
}
