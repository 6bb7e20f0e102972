/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-body.h"

#include <string.h>

#include "base/text.h"

/* Every question is a search through the whole body. */
#define MAX_QUESTIONS 2000
#define MAX_BODY_BYTES (256u << 10)

/* Fewer letters may stand anywhere; more tell nothing new. */
#define MIN_LETTERS 24
#define MAX_LETTERS 120

static void
append_letters(GString *letters, const char *text, gsize n, gsize max)
{
    const char *p = text, *end = text + n;

    while (p < end && letters->len < max) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (hexapla_text_is_letter(c) || hexapla_text_is_digit(c))
            g_string_append_unichar(letters, g_unichar_tolower(c));
    }
}

HexaplaHtmlBody *
hexapla_html_body_new(const char *text)
{
    HexaplaHtmlBody *self = g_new0(HexaplaHtmlBody, 1);

    self->letters = g_string_new(NULL);
    if (text != NULL)
        append_letters(self->letters, text, strlen(text), MAX_BODY_BYTES);
    return self;
}

void
hexapla_html_body_free(HexaplaHtmlBody *self)
{
    if (self == NULL)
        return;
    g_string_free(self->letters, TRUE);
    g_free(self);
}

/* Whether the first letters of a text stand in the body. */
gboolean
hexapla_html_body_holds(HexaplaHtmlBody *self, const char *text, gsize n)
{
    g_autoptr(GString) letters = NULL;

    if (self->letters->len < MIN_LETTERS || self->n_questions++ >= MAX_QUESTIONS)
        return FALSE;
    letters = g_string_sized_new(MAX_LETTERS + 8);
    append_letters(letters, text, n, MAX_LETTERS);
    return letters->len >= MIN_LETTERS &&
           memmem(self->letters->str, self->letters->len, letters->str, letters->len) != NULL;
}
