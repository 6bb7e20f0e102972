/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/table.h"

#include <string.h>
#include <unicode/uloc.h>

#include "base/error.h"
#include "base/icu.h"

#define NO_COLUMN HEXAPLA_MAX_COLUMNS

/* What people call the columns. A header of ours has the languages. */
static const char *const id_names[] = {"id", "key", "tuid", NULL};
static const char *const source_names[] = {"source", "src", "source text", NULL};
static const char *const target_names[] = {"target",      "trg",         "tgt",
                                           "translation", "target text", NULL};

/**
 * hexapla_table_init:
 * @self: (out): no rows yet
 * @options: of the reading; live as long as @self
 * @func: takes the parts
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_table_init(HexaplaTable *self, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                   gpointer user_data)
{
    *self = (HexaplaTable){.id = NO_COLUMN, .source = NO_COLUMN, .target = NO_COLUMN};
    hexapla_pair_reader_init(&self->pairs, options, func, user_data);
}

/**
 * hexapla_table_clear:
 * @self: a table
 *
 * Since: 0.1
 */
void
hexapla_table_clear(HexaplaTable *self)
{
    hexapla_pair_reader_clear(&self->pairs);
}

static gboolean
is_one_of(const char *cell, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (g_ascii_strcasecmp(cell, *names) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The tag of a language that there is. Many words are well-formed tags. */
static char *
dup_language(const char *cell)
{
    char *tag = strlen(cell) >= 2 ? hexapla_language_tag_canonicalise(cell, NULL) : NULL;
    gsize n = tag != NULL ? strcspn(tag, "-") : 0;
    g_autofree char *language = g_strndup(cell, n);

    if (n == 2 || (n == 3 && *uloc_getISO3Language(language) != '\0'))
        return tag;
    g_free(tag);
    return NULL;
}

/* A region or a script more or less is the same language here. */
static gboolean
is_language(const char *tag, const char *wanted)
{
    gsize n = strcspn(tag, "-");

    return wanted != NULL &&
           (g_ascii_strcasecmp(tag, wanted) == 0 ||
            (n == strcspn(wanted, "-_") && g_ascii_strncasecmp(tag, wanted, n) == 0));
}

static char **
dup_cells(const HexaplaRow *row)
{
    g_autoptr(GStrvBuilder) cells = g_strv_builder_new();

    for (guint i = 0; i < row->n_cells; i++) {
        g_autofree char *cell = g_strndup(row->cells[i].text, row->cells[i].n);

        g_strv_builder_add(cells, g_strstrip(cell));
    }
    return g_strv_builder_end(cells);
}

/* What --field source=English says; NULL when it says nothing. */
static const char *
find_field(const HexaplaTable *self, const char *name)
{
    const char *const *fields = self->pairs.options->fields;
    gsize n = strlen(name);

    for (; fields != NULL && *fields != NULL; fields++) {
        if (strncmp(*fields, name, n) == 0 && (*fields)[n] == '=')
            return *fields + n + 1;
    }
    return NULL;
}

static gboolean
is_number(const char *text)
{
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Columns by number tell that there is no header. */
static gboolean
has_numbers(const HexaplaTable *self)
{
    const char *source = find_field(self, "source");

    return source != NULL && is_number(source);
}

static gboolean
find_named(HexaplaTable *self, char **cells, const char *field, guint *column, GError **error)
{
    const char *name = find_field(self, field);

    if (name == NULL)
        return TRUE;
    if (is_number(name)) {
        guint64 number = g_ascii_strtoull(name, NULL, 10);

        *column = (guint)CLAMP(number, 1, NO_COLUMN) - 1;
        return TRUE;
    }
    for (guint i = 0; cells[i] != NULL; i++) {
        if (g_ascii_strcasecmp(cells[i], name) == 0) {
            *column = i;
            return TRUE;
        }
    }
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, "%s: error: no column is called “%s”",
                self->pairs.options->file, name);
    return FALSE;
}

static gboolean
is_header(char **cells)
{
    guint n = 0;

    for (; *cells != NULL; cells++) {
        g_autofree char *language = dup_language(*cells);

        if (is_one_of(*cells, id_names) || **cells == '\0')
            continue;
        if (language == NULL && !is_one_of(*cells, source_names) &&
            !is_one_of(*cells, target_names))
            return FALSE;
        n++;
    }
    return n > 0;
}

/* The columns that the user wants, then those that come first. */
static void
find_columns(HexaplaTable *self, char **cells)
{
    const HexaplaReadOptions *options = self->pairs.options;
    guint other = NO_COLUMN;

    for (guint i = 0; cells[i] != NULL; i++) {
        g_autofree char *language = dup_language(cells[i]);

        if (is_one_of(cells[i], id_names))
            self->id = i;
        else if (is_one_of(cells[i], source_names) ||
                 (language != NULL && is_language(language, options->language)))
            self->source = i;
        else if (is_one_of(cells[i], target_names) ||
                 (language != NULL && is_language(language, options->target)))
            self->target = i;
    }
    for (guint i = 0; cells[i] != NULL; i++) {
        if (i == self->id || i == self->source || i == self->target)
            continue;
        if (self->source == NO_COLUMN && options->language == NULL)
            self->source = i;
        else if (other == NO_COLUMN)
            other = i;
    }
    if (self->target == NO_COLUMN && options->target == NULL)
        self->target = other;
}

static char *
dup_language_of(char **cells, guint n, guint column)
{
    return column < n ? dup_language(cells[column]) : NULL;
}

/* Without a header there are source and translation. */
static void
use_first_columns(HexaplaTable *self)
{
    if (self->source == NO_COLUMN)
        self->source = 0;
    if (self->target == NO_COLUMN && find_field(self, "source") == NULL)
        self->target = 1;
}

static gboolean
take_first(HexaplaTable *self, const HexaplaRow *row, gboolean *is_taken, GError **error)
{
    g_auto(GStrv) cells = dup_cells(row);
    g_autofree char *source = NULL;
    g_autofree char *target = NULL;
    gboolean has_names = find_field(self, "source") != NULL && !has_numbers(self);

    self->has_columns = TRUE;
    self->n_columns = row->n_cells;
    *is_taken = !has_numbers(self) && (has_names || is_header(cells));
    if (!find_named(self, cells, "source", &self->source, error) ||
        !find_named(self, cells, "target", &self->target, error) ||
        !find_named(self, cells, "id", &self->id, error))
        return FALSE;
    if (*is_taken && !has_names)
        find_columns(self, cells);
    else if (!*is_taken)
        use_first_columns(self);
    if (self->source == NO_COLUMN)
        return hexapla_error_set_at(error, self->pairs.options->file, row->line, 1,
                                    "no column of the table is in the source language");
    if (*is_taken) {
        source = dup_language_of(cells, row->n_cells, self->source);
        target = dup_language_of(cells, row->n_cells, self->target);
    }
    return hexapla_pair_reader_begin(&self->pairs, source, target, error);
}

static HexaplaCell
cell_at(const HexaplaRow *row, guint column)
{
    return column < row->n_cells ? row->cells[column] : (HexaplaCell){"", 0};
}

static void
count_losses(const HexaplaTable *self, const HexaplaRow *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        if (i != self->id && i != self->source && i != self->target && row->cells[i].n > 0)
            hexapla_tally_add(self->pairs.options->losses, "column", 1);
    }
}

static const char *
find_problem(const HexaplaTable *self, const HexaplaRow *row)
{
    if (row->n_cells > self->n_columns)
        return "the row has more cells than the first one";
    if (row->n_cells <= self->source)
        return "the row has no cell for the source text";
    for (guint i = 0; i < row->n_cells; i++) {
        if (hexapla_pair_reader_is_broken(row->cells[i].text, row->cells[i].n))
            return "the row is not text in UTF-8";
    }
    return NULL;
}

/**
 * hexapla_table_take:
 * @self: a table
 * @row: the next row; an empty one is none
 * @error: what stops the work
 *
 * A row that does not fit is an issue, and the next one is taken.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_table_take(HexaplaTable *self, const HexaplaRow *row, GError **error)
{
    HexaplaCell id, source, target;
    const char *problem;
    gboolean is_taken = FALSE;
    guint segment;

    if (row->n_cells == 0 || (row->n_cells == 1 && row->cells[0].n == 0))
        return TRUE;
    if (!self->has_columns && !take_first(self, row, &is_taken, error))
        return FALSE;
    if (is_taken)
        return TRUE;
    problem = find_problem(self, row);
    if (problem != NULL)
        return hexapla_pair_reader_reject(&self->pairs, row->line, row->raw, row->n_raw, problem,
                                          error);
    id = cell_at(row, self->id);
    source = cell_at(row, self->source);
    target = cell_at(row, self->target);
    count_losses(self, row);
    if (source.n == 0) {
        hexapla_tally_add(self->pairs.options->losses, "row-without-source", 1);
        return TRUE;
    }
    return hexapla_pair_reader_add(&self->pairs,
                                   &(HexaplaReadPair){.name = id.text,
                                                      .n_name = id.n,
                                                      .source = source.text,
                                                      .n_source = source.n,
                                                      .target = target.text,
                                                      .n_target = target.n,
                                                      .line = row->line},
                                   &segment, error);
}

/**
 * hexapla_table_end:
 * @self: a table
 * @error: what the function says that takes the parts
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_table_end(HexaplaTable *self, GError **error)
{
    if (!self->has_columns && !hexapla_pair_reader_begin(&self->pairs, NULL, NULL, error))
        return FALSE;
    return hexapla_pair_reader_end(&self->pairs, error);
}

/**
 * hexapla_table_sniff:
 * @head: the first bytes of a file
 * @n_head: how many
 * @separator: what stands between cells
 *
 * Returns: bits of evidence for a table with our own header
 * Since: 0.1
 */
guint
hexapla_table_sniff(const guint8 *head, gsize n_head, char separator)
{
    const char start[] = {'i', 'd', separator, '\0'};
    gsize skipped = n_head >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    return n_head > skipped + 3 && memcmp(head + skipped, start, 3) == 0 ? 24 : 0;
}
