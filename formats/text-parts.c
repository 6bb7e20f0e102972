/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/text-parts.h"

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "formats/reading.h"

/* Where in the input the next part begins. */
typedef struct {
    GInputStream *in;
    const char *id;
    guint64 offset;
    guint64 lines;
    guint part;
} Place;

static gboolean
hand_over(const HexaplaTextParts *self, Place *place, char *text, gsize n, gboolean is_last,
          GError **error)
{
    g_autofree char *owned = text;
    const char *file = self->options->file;
    HexaplaDocument *part;
    HexaplaOrigin *origin;
    gsize valid;

    if (!hexapla_utf8_validate(text, n, &valid))
        return hexapla_input_refuse(place->in, file, place->offset, text, n, valid, error);
    part = hexapla_document_new(self->options->language, g_steal_pointer(&owned), n);
    origin = hexapla_document_get_origin(part);
    origin->file = g_strdup(file);
    origin->id = g_strdup(place->id);
    origin->offset = place->offset;
    origin->line = place->lines + 1;
    origin->part = place->part++;
    origin->is_last = is_last;
    if (self->split != NULL)
        self->split(part);
    place->offset += n;
    if (!is_last)
        place->lines += hexapla_text_count_lines(text, n);
    return self->func(part, self->user_data, error);
}

/**
 * hexapla_text_parts_read:
 * @self: how to read
 * @in: UTF-8, one article
 * @cancellable: (nullable): stops the work
 * @error: what is wrong with the input, or what @func says
 *
 * Reads one part ahead, so that the last one knows that it is the last.
 *
 * Returns: whether the whole input went through
 * Since: 0.1
 */
gboolean
hexapla_text_parts_read(const HexaplaTextParts *self, GInputStream *in, GCancellable *cancellable,
                        GError **error)
{
    const char *file = self->options->file;
    g_autofree char *id = hexapla_format_dup_stem(file);
    g_autofree char *buffer = g_malloc(HEXAPLA_MAX_PART_BYTES);
    Place place = {.in = in, .id = id};
    gsize n = 0, n_read;

    if (self->options->language == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "%s not say its language: give --source", self->what);
        return FALSE;
    }
    for (;;) {
        char *text = buffer;
        gsize cut;

        if (!hexapla_input_fill(in, file, buffer + n, HEXAPLA_MAX_PART_BYTES - n, &n_read,
                                cancellable, error))
            return FALSE;
        n += n_read;
        if (n < HEXAPLA_MAX_PART_BYTES)
            return hand_over(self, &place, g_realloc(g_steal_pointer(&buffer), n + 1), n, TRUE,
                             error);
        cut = hexapla_format_find_cut(buffer, n);
        buffer = g_malloc(HEXAPLA_MAX_PART_BYTES);
        n -= cut;
        memcpy(buffer, text + cut, n);
        if (!hand_over(self, &place, text, cut, FALSE, error))
            return FALSE;
    }
}
