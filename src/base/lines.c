/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/lines.h"

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/utf8.h"

#define FIRST_SIZE (8u << 10)

/**
 * hexapla_lines_init:
 * @self: lines; clear with hexapla_lines_clear()
 * @in: a stream that lives as long
 * @file: its name, for messages; lives as long
 * @max: most bytes of a line
 * @cancellable: (nullable): stops the reading
 *
 * Since: 0.1
 */
void
hexapla_lines_init(HexaplaLines *self, GInputStream *in, const char *file, gsize max,
                   GCancellable *cancellable)
{
    *self = (HexaplaLines){.in = in, .file = file, .max = max, .cancellable = cancellable};
    self->size = MIN(FIRST_SIZE, max + 1);
    self->buffer = g_malloc(self->size);
}

/**
 * hexapla_lines_clear:
 * @self: lines
 *
 * Since: 0.1
 */
void
hexapla_lines_clear(HexaplaLines *self)
{
    g_clear_pointer(&self->buffer, g_free);
}

static gboolean
fill(HexaplaLines *self, GError **error)
{
    gsize n_read;

    memmove(self->buffer, self->buffer + self->start, self->end - self->start);
    self->end -= self->start;
    self->start = 0;
    if (self->end == self->size && self->size > self->max) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "%s:%" G_GUINT64_FORMAT ": error: the line is longer than %" G_GSIZE_FORMAT
                    " bytes",
                    self->file, self->number + 1, self->max);
        return FALSE;
    }
    if (self->end == self->size) {
        self->size = MIN(self->size * 2, self->max + 1);
        self->buffer = g_realloc(self->buffer, self->size);
    }
    if (!hexapla_input_fill(self->in, self->file, self->buffer + self->end, self->size - self->end,
                            &n_read, self->cancellable, error))
        return FALSE;
    self->end += n_read;
    self->at_end = n_read == 0;
    return TRUE;
}

/**
 * hexapla_lines_next:
 * @self: lines
 * @line: (out) (nullable): the next one, without its line feed or carriage return and line feed, not
 * terminated; until the next call; %NULL behind the last one
 * @n: (out): its bytes
 * @error: what hexapla_input_fill() sets, or that the line is too long
 *
 * Returns: %FALSE on error
 * Since: 0.1
 */
gboolean
hexapla_lines_next(HexaplaLines *self, const char **line, gsize *n, GError **error)
{
    const char *feed = NULL;
    gsize seen = self->start;

    for (;;) {
        feed = memchr(self->buffer + seen, '\n', self->end - seen);
        if (feed != NULL || self->at_end)
            break;
        seen = self->end - self->start;
        if (!fill(self, error))
            return FALSE;
    }
    *line = self->start < self->end ? self->buffer + self->start : NULL;
    *n = (feed != NULL ? (gsize)(feed - self->buffer) : self->end) - self->start;
    self->start = feed != NULL ? (gsize)(feed - self->buffer) + 1 : self->end;
    if (*line == NULL)
        return TRUE;
    self->number++;
    *n -= *n > 0 && (*line)[*n - 1] == '\r';
    return TRUE;
}

/**
 * hexapla_lines_take_rows:
 * @self: lines, from the beginning
 * @func: takes a row
 * @user_data: for @func
 * @error: what hexapla_lines_next() sets, or the row that is not UTF-8 or not taken
 *
 * Gives every line to a function, but for those that are empty or begin with #: these are notes.
 *
 * Returns: whether all rows were taken
 * Since: 0.1
 */
gboolean
hexapla_lines_take_rows(HexaplaLines *self, HexaplaLineFunc func, gpointer user_data,
                        GError **error)
{
    const char *line, *why;
    gsize n, valid;

    while (hexapla_lines_next(self, &line, &n, error)) {
        if (line == NULL)
            return TRUE;
        if (n == 0 || *line == '#')
            continue;
        why =
            hexapla_utf8_validate(line, n, &valid) ? func(line, n, user_data) : "this is not UTF-8";
        if (why != NULL)
            return hexapla_error_set_at(error, self->file, self->number, 1, "%s", why);
    }
    return FALSE;
}
