/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The reader of comma-separated values (RFC 4180), also with semicolons or tabs. */

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "formats/csv-private.h"
#include "formats/table.h"

#define CHUNK_BYTES (64u << 10)

/* Where in a cell the next character stands. */
typedef enum {
    AT_START,
    IN_PLAIN,
    IN_QUOTED,
    BEHIND_QUOTE, /* which ends the cell unless another one follows */
} Place;

typedef struct {
    const HexaplaReadOptions *options;
    HexaplaTable table;
    char separator; /* NUL before the first character */
    Place place;
    gboolean was_return; /* whether the last character was a carriage return that ended a row */
    guint64 line;

    /* of the row at hand */
    guint64 row_line;
    GString *text; /* of the cells, one behind the other */
    GString *raw;
    GArray *ends; /* in @text, of cells that are complete */
    const char *problem;
} Reader;

static void
init_reader(Reader *self, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
            gpointer user_data)
{
    *self = (Reader){.options = options, .line = 1, .row_line = 1};
    hexapla_table_init(&self->table, options, func, user_data);
    self->text = g_string_new(NULL);
    self->raw = g_string_new(NULL);
    self->ends = g_array_new(FALSE, FALSE, sizeof(gsize));
}

static void
clear_reader(Reader *self)
{
    hexapla_table_clear(&self->table);
    g_string_free(self->text, TRUE);
    g_string_free(self->raw, TRUE);
    g_array_unref(self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, clear_reader)

/* What stands most often in the first row outside of quotation marks. */
static char
find_separator(const char *text, gsize n)
{
    static const char separators[] = ",;\t";
    guint counts[sizeof separators] = {0}, best = 0;
    gboolean is_quoted = FALSE;

    for (gsize i = 0; i < n && (is_quoted || text[i] != '\n'); i++) {
        const char *found = text[i] != '\0' ? strchr(separators, text[i]) : NULL;

        is_quoted ^= text[i] == '"';
        if (found != NULL && !is_quoted)
            counts[found - separators]++;
    }
    for (guint i = 1; separators[i] != '\0'; i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return separators[best];
}

static void
end_cell(Reader *self)
{
    g_array_append_val(self->ends, self->text->len);
    self->place = AT_START;
}

static gboolean
take_row(Reader *self, GError **error)
{
    HexaplaCell cells[HEXAPLA_MAX_COLUMNS + 1];
    HexaplaRow row = {cells, MIN(self->ends->len, G_N_ELEMENTS(cells)), self->row_line,
                      self->raw->str, self->raw->len};
    gsize start = 0;

    if (self->problem != NULL)
        return hexapla_pair_reader_reject(&self->table.pairs, row.line, row.raw, row.n_raw,
                                          self->problem, error);
    for (guint i = 0; i < row.n_cells; i++) {
        gsize end = g_array_index(self->ends, gsize, i);

        cells[i] = (HexaplaCell){self->text->str + start, end - start};
        start = end;
    }
    return hexapla_table_take(&self->table, &row, error);
}

static gboolean
end_row(Reader *self, GError **error)
{
    gboolean ok;

    end_cell(self);
    ok = take_row(self, error);
    self->row_line = self->line;
    self->problem = NULL;
    g_string_truncate(self->text, 0);
    g_string_truncate(self->raw, 0);
    g_array_set_size(self->ends, 0);
    return ok;
}

static gboolean
is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* A quotation mark inside a cell that does not begin with one is a character like any other. */
static gboolean
take_plain(Reader *self, char c, GError **error)
{
    if (c == self->separator) {
        end_cell(self);
    } else if (is_line_end(c)) {
        self->was_return = c == '\r';
        return end_row(self, error);
    } else if (c == '"' && self->place == AT_START) {
        self->place = IN_QUOTED;
    } else {
        if (self->place == BEHIND_QUOTE)
            self->problem = "text stands behind a closing quotation mark";
        g_string_append_c(self->text, c);
        self->place = IN_PLAIN;
    }
    return TRUE;
}

static gboolean
take_character(Reader *self, char c, GError **error)
{
    gboolean is_rest = c == '\n' && self->was_return; /* of the line end before */

    self->was_return = FALSE;
    self->line += c == '\n';
    if (is_rest) {
        self->row_line = self->line;
        return TRUE;
    }
    if (self->options->rejects != NULL && !(is_line_end(c) && self->place != IN_QUOTED))
        g_string_append_c(self->raw, c);
    if (self->place == IN_QUOTED && c == '"') {
        self->place = BEHIND_QUOTE;
    } else if (self->place == IN_QUOTED || (self->place == BEHIND_QUOTE && c == '"')) {
        g_string_append_c(self->text, c);
        self->place = IN_QUOTED;
    } else {
        return take_plain(self, c, error);
    }
    return self->text->len <= 2 * (gsize)HEXAPLA_MAX_UNIT_BYTES ||
           hexapla_error_set_at(error, self->options->file, self->row_line, 1,
                                "the row is longer than %u bytes; a quotation mark may be missing",
                                2 * HEXAPLA_MAX_UNIT_BYTES);
}

static gboolean
take_chunk(Reader *self, const char *chunk, gsize n, GError **error)
{
    if (self->separator == '\0' && n > 0)
        self->separator = find_separator(chunk, n);
    for (gsize i = 0; i < n; i++) {
        if (!take_character(self, chunk[i], error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
end_input(Reader *self, GError **error)
{
    if (self->place == IN_QUOTED)
        self->problem = "a quotation mark is not closed";
    if ((self->place != AT_START || self->ends->len > 0) && !end_row(self, error))
        return FALSE;
    return hexapla_table_end(&self->table, error);
}

gboolean
hexapla_csv_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                 gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autofree char *chunk = g_malloc(CHUNK_BYTES);
    g_auto(Reader) self;
    gsize n;

    init_reader(&self, options, func, user_data);
    do {
        if (!hexapla_input_fill(in, options->file, chunk, CHUNK_BYTES, &n, cancellable, error) ||
            !take_chunk(&self, chunk, n, error))
            return FALSE;
    } while (n == CHUNK_BYTES);
    return end_input(&self, error);
}
