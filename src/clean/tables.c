/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/layout.h"

#include <string.h>

#include "base/text.h"

/* A longer line is a paragraph, and more cells are data. */
#define MAX_ROW_BYTES 1000
#define MAX_CELLS 32

/* What parts the cells of a table. */
typedef enum {
    MARK_NONE,
    MARK_TAB,
    MARK_PIPE,
    MARK_SPACES,
} Mark;

static const char gap[] = "   ";

typedef struct {
    guint32 start[MAX_CELLS];
    guint32 end[MAX_CELLS];
    guint n;
} Row;

static Mark
find_mark(const char *text, const HexaplaLayoutLine *line)
{
    const char *start = text + line->start;
    gsize n = line->end - line->start;

    if (n > MAX_ROW_BYTES)
        return MARK_NONE;
    if (memchr(start, '\t', n) != NULL)
        return MARK_TAB;
    if (memchr(start, '|', n) != NULL)
        return MARK_PIPE;
    return memmem(start, n, gap, sizeof gap - 1) != NULL ? MARK_SPACES : MARK_NONE;
}

/* Where the cell that begins at @i ends, a mark in front of it included. */
static gsize
find_cell_end(const char *text, gsize i, gsize end, Mark mark)
{
    const char *found;

    if (i + 1 >= end)
        return end;
    if (mark == MARK_SPACES)
        found = memmem(text + i, end - i, gap, sizeof gap - 1);
    else
        found = memchr(text + i + 1, mark == MARK_TAB ? '\t' : '|', end - i - 1);
    return found == NULL || found + 1 == text + end ? end : (gsize)(found - text);
}

static void
read_row(const char *text, const HexaplaLayoutLine *line, Mark mark, Row *row)
{
    gsize i = line->start;

    row->n = 0;
    while (i < line->end && row->n < MAX_CELLS) {
        gsize end = row->n + 1 < MAX_CELLS ? find_cell_end(text, i, line->end, mark) : line->end;
        gsize start = hexapla_text_skip_space(text, i, end);

        if (start < end) {
            row->start[row->n] = start;
            row->end[row->n++] = hexapla_text_trim_space(text, start, end);
        }
        i = end;
        if (mark == MARK_SPACES)
            i = hexapla_text_skip_space(text, i, line->end);
    }
}

/* |---|:-:| */
static gboolean
is_rule(const char *text, const HexaplaLayoutLine *line)
{
    gsize n = strspn(text + line->start, "|-:+= ");

    return n >= line->end - line->start && n > 2;
}

/* Columns of the text in front of @offset on its line. */
static gsize
count_columns(const char *text, const HexaplaLayoutLine *line, gsize offset)
{
    gsize start = line->start;

    while (start > 0 && text[start - 1] == ' ')
        start--;
    return hexapla_text_count_chars(text + start, offset - start);
}

/* In print cells stand below each other by their first or last characters. */
static gboolean
are_aligned(const char *text, const HexaplaLayoutLine *first, const Row *row,
            const HexaplaLayoutLine *line, const Row *other)
{
    if (row->n != other->n)
        return FALSE;
    for (guint i = 1; i < row->n; i++) {
        if (count_columns(text, first, row->start[i]) !=
                count_columns(text, line, other->start[i]) &&
            count_columns(text, first, row->end[i]) != count_columns(text, line, other->end[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_next_row(const char *text, const HexaplaLayoutLine *first, const Row *row,
            const HexaplaLayoutLine *line, Mark mark)
{
    Row other;

    if (line->after_blank || (mark == MARK_PIPE && is_rule(text, line)))
        return !line->after_blank;
    if (find_mark(text, line) != mark)
        return FALSE;
    if (mark == MARK_TAB)
        return TRUE;
    read_row(text, line, mark, &other);
    return mark == MARK_PIPE ? other.n == row->n : are_aligned(text, first, row, line, &other);
}

/* A number, a letter or a bullet in front of a tab is the marker of a list. */
static gboolean
is_item(const char *text, const Row *row)
{
    return row->end[0] - row->start[0] <= 3 &&
           (!g_ascii_isalnum(text[row->start[0]]) || strchr(".)", text[row->end[0] - 1]) != NULL);
}

/* How many of two lines or more from the first one on are rows of one table, 0 when it is none: two of them, or three
 * where pipes may also stand between the links of a page and spaces anywhere. */
guint
hexapla_tables_count_rows(const char *text, const HexaplaLayoutLine *lines, guint n)
{
    guint rows = 1, least;
    Row first;
    Mark mark;

    mark = find_mark(text, &lines[0]);
    if (mark == MARK_NONE)
        return 0;
    read_row(text, &lines[0], mark, &first);
    if (first.n < 2 || (mark == MARK_TAB && is_item(text, &first)))
        return 0;
    while (rows < n && is_next_row(text, &lines[0], &first, &lines[rows], mark))
        rows++;
    least = mark == MARK_TAB || text[lines[0].start] == '|' ? 2 : 3;
    return rows >= least ? rows : 0;
}

/* Adds the cells of rows that hexapla_tables_count_rows() counted. As the marker belongs to the item
 * of a list, the pipe belongs to its cell. */
void
hexapla_tables_add_rows(HexaplaDocument *document, const HexaplaLayoutLine *lines, guint n)
{
    const char *text = hexapla_document_get_text(document, NULL);
    Mark mark = find_mark(text, &lines[0]);
    Row row;

    for (guint i = 0; i < n; i++) {
        if (mark == MARK_PIPE && is_rule(text, &lines[i])) {
            hexapla_layout_add_junk(document, lines[i].start, lines[i].end);
            continue;
        }
        read_row(text, &lines[i], mark, &row);
        for (guint k = 0; k < row.n; k++)
            hexapla_document_add_block(document, HEXAPLA_BLOCK_CELL, row.start[k], row.end[k]);
    }
}
