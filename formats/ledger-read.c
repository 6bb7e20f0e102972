/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ledgers as tables and as JSON lines. A table without a header has two columns, a spelling and the
 * canonical one, and what a person wrote there is approved; a header names the columns. */

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "formats/ledger-private.h"
#include "formats/reading.h"

typedef enum {
    SPELLING,
    CANONICAL,
    CLASS,
    RELATION,
    CLUSTER,
    COUNT,
    STATUS,
    N_FIELDS,
    FORM = N_FIELDS, /* in the language that the column is called by */
    UNKNOWN,
} Field;

static const char *const fields[N_FIELDS] = {"spelling", "canonical", "class", "relation",
                                             "cluster",  "count",     "status"};

typedef struct {
    Field field;
    const char *language; /* of a form; interned */
} Column;

typedef struct {
    GInputStream *in;
    const HexaplaReadOptions *options;
    HexaplaLedger *ledger;
    guint64 line;
    guint64 offset; /* of the lines read so far */
    Column columns[HEXAPLA_MAX_LEDGER_COLUMNS];
    guint n_columns; /* 0 before the first row */

    /* of the row at hand */
    GString *values[N_FIELDS];
    gboolean is_given[N_FIELDS];
    GString *cell;
    GStringChunk *strings;
    HexaplaLedgerForm forms[HEXAPLA_MAX_LEDGER_COLUMNS];
    guint n_forms;
} Reader;

static gboolean fail(const Reader *self, gsize column, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static gboolean
fail(const Reader *self, gsize column, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    hexapla_error_set_at_valist(error, self->options->file, self->line, column, format, arguments);
    va_end(arguments);
    return FALSE;
}

static void
begin_row(Reader *self)
{
    for (guint i = 0; i < N_FIELDS; i++) {
        g_string_truncate(self->values[i], 0);
        self->is_given[i] = FALSE;
    }
    g_string_chunk_clear(self->strings);
    self->n_forms = 0;
}

/* Takes over self->cell. */
static gboolean
take_cell(Reader *self, const Column *column, gsize at, GError **error)
{
    HexaplaLedgerForm *form = &self->forms[self->n_forms];

    g_strstrip(g_strdelimit(self->cell->str, "\t\n\v\f\r", ' '));
    g_string_set_size(self->cell, strlen(self->cell->str));
    if (self->cell->len > HEXAPLA_MAX_LEDGER_CELL_BYTES)
        return fail(self, at, error, "the name is longer than %u bytes",
                    HEXAPLA_MAX_LEDGER_CELL_BYTES);
    if (column->field < N_FIELDS) {
        g_string_assign(self->values[column->field], self->cell->str);
        self->is_given[column->field] = TRUE;
    } else if (column->field == FORM && self->cell->len > 0 &&
               self->n_forms < HEXAPLA_MAX_LEDGER_COLUMNS) {
        form->language = column->language;
        form->text = g_string_chunk_insert(self->strings, self->cell->str);
        form->next = NULL;
        if (self->n_forms > 0)
            form[-1].next = form;
        self->n_forms++;
    }
    return TRUE;
}

static const char *
value_or(const Reader *self, Field field, const char *fallback)
{
    return self->values[field]->len > 0 ? self->values[field]->str : fallback;
}

static gboolean
read_class(const Reader *self, guint8 *name_class, GError **error)
{
    const char *tag = value_or(self, CLASS, "other");

    for (guint i = 0; i < HEXAPLA_N_NAME_CLASSES; i++) {
        if (strcmp(hexapla_name_class_get_tag(i), tag) == 0) {
            *name_class = i;
            return TRUE;
        }
    }
    return fail(self, 1, error, "the class “%s” is none of person, organisation, place, other",
                tag);
}

static gboolean
read_relation(const Reader *self, guint8 *relation, GError **error)
{
    const char *tag = value_or(self, RELATION, "spelling");

    for (guint i = 0; i < HEXAPLA_N_RELATIONS; i++) {
        if (strcmp(hexapla_relation_get_tag(i), tag) == 0) {
            *relation = i;
            return TRUE;
        }
    }
    return fail(self, 1, error, "the relation “%s” is none of spelling, short-form, abbreviation",
                tag);
}

/* A list without this column was written by a person. */
static gboolean
read_status(const Reader *self, gboolean *is_approved, GError **error)
{
    const char *tag = value_or(self, STATUS, self->is_given[STATUS] ? "found" : "approved");

    *is_approved = strcmp(tag, "approved") == 0;
    return *is_approved || strcmp(tag, "found") == 0 ||
           fail(self, 1, error, "the status “%s” is neither approved nor found", tag);
}

static gboolean
read_count(const Reader *self, guint64 *count, GError **error)
{
    return g_ascii_string_to_unsigned(value_or(self, COUNT, "0"), 10, 0, G_MAXINT64, count, NULL) ||
           fail(self, 1, error, "the count “%s” is no number", self->values[COUNT]->str);
}

static gboolean
put_entry(Reader *self, const HexaplaLedgerEntry *entry, GError **error)
{
    switch (hexapla_ledger_put(self->ledger, entry)) {
    case HEXAPLA_LEDGER_TAKEN:
        return TRUE;
    case HEXAPLA_LEDGER_REPEATED:
        hexapla_issue_sink_add(self->options->issues, HEXAPLA_ISSUE_REPEATED_NAME,
                               self->options->file, self->line, 1, "“%s” stands here twice",
                               entry->spelling);
        return hexapla_issue_sink_check(self->options->issues, error);
    case HEXAPLA_LEDGER_CONTRADICTED:
        return fail(self, 1, error, "“%s” has another canonical spelling than in an earlier line",
                    entry->spelling);
    default:
        return fail(self, 1, error, "there are more than %u names", HEXAPLA_MAX_LEDGER_NAMES);
    }
}

static gboolean
end_row(Reader *self, GError **error)
{
    HexaplaLedgerEntry entry = {.spelling = self->values[SPELLING]->str, .line = self->line};

    if (*entry.spelling == '\0')
        return fail(self, 1, error, "a name is empty");
    if (self->is_given[CANONICAL] && !self->is_given[STATUS] && self->values[CANONICAL]->len == 0)
        return fail(self, 1, error, "the canonical spelling of “%s” is empty", entry.spelling);
    entry.canonical = value_or(self, CANONICAL, entry.spelling);
    entry.cluster = value_or(self, CLUSTER, NULL);
    entry.forms = self->n_forms > 0 ? self->forms : NULL;
    return read_class(self, &entry.name_class, error) &&
           read_relation(self, &entry.relation, error) &&
           read_status(self, &entry.is_approved, error) && read_count(self, &entry.count, error) &&
           put_entry(self, &entry, error);
}

/* Languages are told by two or three letters, which no other word of a header is. */
static const char *
find_language(const char *title)
{
    gsize n = strcspn(title, "-_");

    return n == 2 || n == 3 ? hexapla_format_find_form_language(title) : NULL;
}

static Column
find_column(const char *title)
{
    Column column = {.field = UNKNOWN};

    for (guint i = 0; i < N_FIELDS; i++) {
        if (g_ascii_strcasecmp(fields[i], title) == 0)
            column.field = i;
    }
    if (column.field == UNKNOWN)
        column.language = find_language(title);
    if (column.language != NULL)
        column.field = FORM;
    return column;
}

/* --- a table --- */

/* As HEXAPLA_ESCAPE_TSV writes it; other backslashes are themselves. */
static void
unescape(GString *cell, const char *text, gsize n)
{
    static const char escapes[] = "tnr\\";
    static const char characters[] = "\t\n\r\\";

    g_string_truncate(cell, 0);
    for (gsize i = 0; i < n; i++) {
        const char *escape = text[i] == '\\' && i + 1 < n ? memchr(escapes, text[i + 1], 4) : NULL;

        if (escape != NULL)
            i++;
        g_string_append_c(cell, escape != NULL ? characters[escape - escapes] : text[i]);
    }
}

static gboolean
read_header(Reader *self, char **titles, guint n, GError **error)
{
    if (n > HEXAPLA_MAX_LEDGER_COLUMNS)
        return fail(self, 1, error, "there are more than %u columns", HEXAPLA_MAX_LEDGER_COLUMNS);
    for (guint i = 0; i < n; i++)
        self->columns[i] = find_column(g_strstrip(titles[i]));
    self->n_columns = n;
    return TRUE;
}

static void
assume_two_columns(Reader *self)
{
    self->columns[0].field = SPELLING;
    self->columns[1].field = CANONICAL;
    self->n_columns = 2;
}

static gboolean
read_row(Reader *self, const char *line, gsize n, GError **error)
{
    const char *end = line + n, *p = line;

    begin_row(self);
    for (guint i = 0; i < self->n_columns; i++) {
        const char *tab = memchr(p, '\t', end - p);
        const char *cell_end = tab != NULL ? tab : end;

        unescape(self->cell, p, cell_end - p);
        if (!take_cell(self, &self->columns[i], hexapla_text_count_chars(line, p - line) + 1,
                       error))
            return FALSE;
        if ((tab == NULL) != (i + 1 == self->n_columns))
            return fail(self, 1, error, "there should be %u columns", self->n_columns);
        p = tab != NULL ? tab + 1 : end;
    }
    return end_row(self, error);
}

static gboolean
take_table_line(Reader *self, const char *line, gsize n, GError **error)
{
    if (self->n_columns == 0) {
        g_autofree char *text = g_strndup(line, n);
        g_auto(GStrv) cells = g_strsplit(text, "\t", HEXAPLA_MAX_LEDGER_COLUMNS + 2);

        if (find_column(g_strstrip(cells[0])).field == SPELLING)
            return read_header(self, cells, g_strv_length(cells), error);
        assume_two_columns(self);
    }
    return read_row(self, line, n, error);
}

/* --- JSON lines --- */

static gboolean
fail_json(const Reader *self, const HexaplaJson *json, GError **error)
{
    return fail(self, json->position + 1, error, "%s",
                json->problem != NULL ? json->problem : "this is no object of a ledger");
}

static gboolean
read_member(Reader *self, HexaplaJson *json, GError **error)
{
    g_autofree char *name = g_malloc0(json->string.n + 1);
    HexaplaJsonToken token;
    Column column;

    hexapla_json_decode(&json->string, name, json->string.n);
    column = find_column(name);
    token = hexapla_json_next(json);
    if (token != HEXAPLA_JSON_STRING && token != HEXAPLA_JSON_NUMBER)
        return hexapla_json_skip(json, token) || fail_json(self, json, error);
    if (json->string.has_nul)
        return fail(self, json->token_start + 1, error, "“%s” holds the character U+0000", name);
    g_string_set_size(self->cell, json->string.n);
    g_string_set_size(self->cell,
                      hexapla_json_decode(&json->string, self->cell->str, json->string.n));
    return take_cell(self, &column, json->token_start + 1, error);
}

static gboolean
take_json_line(Reader *self, const char *line, gsize n, GError **error)
{
    HexaplaJson json;
    HexaplaJsonToken token;

    begin_row(self);
    hexapla_json_init(&json, line, n);
    if (hexapla_json_next(&json) != HEXAPLA_JSON_OBJECT_START)
        return fail_json(self, &json, error);
    while ((token = hexapla_json_next(&json)) == HEXAPLA_JSON_NAME) {
        if (!read_member(self, &json, error))
            return FALSE;
    }
    if (token != HEXAPLA_JSON_OBJECT_END || hexapla_json_next(&json) != HEXAPLA_JSON_END)
        return fail_json(self, &json, error);
    return end_row(self, error);
}

/* --- lines --- */

typedef gboolean (*LineFunc)(Reader *self, const char *line, gsize n, GError **error);

static gboolean
take_line(Reader *self, LineFunc func, const char *line, gsize n, GError **error)
{
    gsize valid;

    self->line++;
    if (!hexapla_utf8_validate(line, n, &valid))
        return hexapla_input_refuse(self->in, self->options->file, self->offset, line, n, valid,
                                    error);
    self->offset += n + 1;
    if (n > 0 && line[n - 1] == '\r')
        n--;
    return hexapla_text_skip_space(line, 0, n) == n || func(self, line, n, error);
}

#define MAX_LINE (HEXAPLA_MAX_LEDGER_CELL_BYTES * HEXAPLA_MAX_LEDGER_COLUMNS)

static gboolean
read_lines(Reader *self, LineFunc func, GCancellable *cancellable, GError **error)
{
    g_autofree char *buffer = g_malloc(MAX_LINE);
    gsize n = 0, n_read = 1;

    while (n_read > 0) {
        const char *p = buffer, *feed;

        if (n == MAX_LINE) {
            self->line++;
            return fail(self, 1, error, "the line is longer than %u bytes", MAX_LINE);
        }
        if (!hexapla_input_fill(self->in, self->options->file, buffer + n, MAX_LINE - n, &n_read,
                                cancellable, error))
            return FALSE;
        n += n_read;
        for (; (feed = memchr(p, '\n', buffer + n - p)) != NULL; p = feed + 1) {
            if (!take_line(self, func, p, feed - p, error))
                return FALSE;
        }
        n = buffer + n - p;
        memmove(buffer, p, n);
    }
    return n == 0 || take_line(self, func, buffer, n, error);
}

static gboolean
read_ledger(GInputStream *in, const HexaplaReadOptions *options, HexaplaLedger *ledger,
            LineFunc func, GCancellable *cancellable, GError **error)
{
    Reader *self = g_new0(Reader, 1);
    gboolean is_good;

    self->in = in;
    self->options = options;
    self->ledger = ledger;
    self->cell = g_string_new(NULL);
    self->strings = g_string_chunk_new(256);
    for (guint i = 0; i < N_FIELDS; i++)
        self->values[i] = g_string_new(NULL);
    is_good = read_lines(self, func, cancellable, error);
    for (guint i = 0; i < N_FIELDS; i++)
        g_string_free(self->values[i], TRUE);
    g_string_chunk_free(self->strings);
    g_string_free(self->cell, TRUE);
    g_free(self);
    return is_good;
}

gboolean
hexapla_ledger_read_table(GInputStream *in, const HexaplaReadOptions *options,
                          HexaplaLedger *ledger, GCancellable *cancellable, GError **error)
{
    return read_ledger(in, options, ledger, take_table_line, cancellable, error);
}

gboolean
hexapla_ledger_read_objects(GInputStream *in, const HexaplaReadOptions *options,
                            HexaplaLedger *ledger, GCancellable *cancellable, GError **error)
{
    return read_ledger(in, options, ledger, take_json_line, cancellable, error);
}
