/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenter-private.h"

#include <string.h>

#include "base/text.h"

/* Returns the offset behind the face that begins at @i, @i when there is none: eyes, perhaps a nose, and
 * a mouth that may be repeated, :) ;-( =)) :D */
static gsize
skip_face(const char *text, gsize i, gsize end)
{
    gsize mouth = i + 1;
    gsize p;

    if (i >= end || !hexapla_emoticons_may_begin(text[i]))
        return i;
    mouth += mouth < end && (text[mouth] == '-' || text[mouth] == '\'');
    p = mouth;
    while (p < end && text[p] == text[mouth] && memchr(")(DPp", text[p], 5) != NULL)
        p++;
    return p == mouth || hexapla_segment_is_word_letter(hexapla_text_at(text + p, text + end)) ? i
                                                                                               : p;
}

/* Faces of marks behind the terminator belong to its sentence, as emoji do. */
gsize
hexapla_emoticons_skip(const char *text, gsize i, gsize end)
{
    for (;;) {
        gsize face = hexapla_text_skip_space(text, i, end);
        gsize behind = skip_face(text, face, end);

        if (behind == face)
            return i;
        i = behind;
    }
}
