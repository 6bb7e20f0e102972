/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Text that others have split: one sentence a line, paragraphs between blank lines. */

#include <string.h>

#include "base/text.h"
#include "formats/text-parts.h"

/* The lines up to the next blank one are a block. */
static gsize
add_block(HexaplaDocument *part, const char *text, gsize start, gsize n)
{
    gsize end = start, line = start;
    guint block;

    while (line < n) {
        const char *newline = memchr(text + line, '\n', n - line);
        gsize line_end = newline != NULL ? (gsize)(newline - text) : n;

        if (hexapla_text_trim_space(text, line, line_end) == line)
            break;
        end = hexapla_text_trim_space(text, line, line_end);
        line = newline != NULL ? line_end + 1 : n;
    }
    block = hexapla_document_add_block(part, HEXAPLA_BLOCK_PARAGRAPH, start, end);
    while (start < end) {
        const char *newline = memchr(text + start, '\n', end - start);
        gsize line_end = newline != NULL ? (gsize)(newline - text) : end;

        hexapla_document_add_segment(part, block, hexapla_text_skip_space(text, start, line_end),
                                     hexapla_text_trim_space(text, start, line_end),
                                     HEXAPLA_RULE_BLOCK_END);
        start = line_end + 1;
    }
    return line;
}

static void
split(HexaplaDocument *part)
{
    gsize n;
    const char *text = hexapla_document_get_text(part, &n);

    for (gsize i = hexapla_text_skip_space(text, 0, n); i < n;)
        i = hexapla_text_skip_space(text, add_block(part, text, i, n), n);
}

static gboolean
sentences_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
               gpointer user_data, GCancellable *cancellable, GError **error)
{
    const HexaplaTextParts parts = {options, "a file of sentences does", split, func, user_data};

    return hexapla_text_parts_read(&parts, in, cancellable, error);
}

const HexaplaFormat hexapla_format_sentences = {
    .name = "sentences",
    .title = "One sentence a line, paragraphs between blank lines",
    .extensions = "",
    .read = sentences_read,
};
