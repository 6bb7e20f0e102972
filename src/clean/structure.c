/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/structure.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"
#include "base/vector.h"
#include "clean/layout.h"

typedef HexaplaLayoutLine Line;

/* What the lines of a part say together about how its author broke them. */
typedef struct {
    guint width;      /* columns of the longest line that could be a wrapped one */
    gboolean wrapped; /* whether lines are broken because they were full */
    gboolean flowed;  /* whether a space stands behind every broken line */
} Wrap;

/* Nobody wraps at a wider column; longer lines are whole paragraphs. */
#define MAX_WRAP_COLUMN 120

/* A line that stops early says nothing about wrapping unless it is at least this long. */
#define MIN_WRAP_COLUMN 40

/* Words of a short line that may be the first half of a sentence. */
#define MIN_HALF_WORDS 3

/* Headings have fewer words and characters than this; what is longer lacks its full stop. */
#define MAX_HEADING_WORDS 24
#define MAX_HEADING_CHARS 240

/* A stanza has that many lines, which are no longer than that. */
#define MIN_VERSES 4
#define MAX_VERSE_COLUMN 60

/* Bytes of the line break at @p, 0 when there is none. UAX #14 classes BK, CR, LF and NL. */
static gsize
break_length(const char *p, gsize n)
{
    switch ((guchar)*p) {
    case '\n':
    case '\v':
    case '\f':
        return 1;
    case '\r':
        return n > 1 && p[1] == '\n' ? 2 : 1;
    case 0xC2:
        return n > 1 && (guchar)p[1] == 0x85 ? 2 : 0;
    case 0xE2:
        return n > 2 && (guchar)p[1] == 0x80 && ((guchar)p[2] == 0xA8 || (guchar)p[2] == 0xA9) ? 3
                                                                                               : 0;
    default:
        return 0;
    }
}

/* Returns where the line ends; @next is where the following one begins. */
static gsize
find_line_end(const char *text, gsize start, gsize n, gsize *next)
{
    gsize i = start;

    while (i < n) {
        gsize length;

        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, n, c,
                                 hexapla_text_block_range(c, '\n', '\r') | (c == (gint8)0xC2) |
                                     (c == (gint8)0xE2))
        length = i < n ? break_length(text + i, n - i) : 0;
        if (length > 0) {
            *next = i + length;
            return i;
        }
        i++;
    }
    *next = n;
    return n;
}

static void
measure(const char *text, Line *line)
{
    const char *p = text + line->start;
    const char *end = text + line->end;
    gboolean in_first = TRUE;

    while (p < end) {
        gunichar c;
        gboolean wide;

        p = hexapla_text_next(p, end, &c);
        wide = hexapla_structure_is_wide(c);
        line->columns += 1 + wide;
        in_first = in_first && !hexapla_text_is_space(c) && !(wide && line->first_word > 0);
        line->first_word += in_first ? 1 + wide : 0;
    }
}

static HexaplaVector
find_lines(const char *text, gsize from, gsize n)
{
    HexaplaVector lines = {0};
    gboolean after_blank = TRUE;
    gsize next;

    for (gsize start = from; start < n; start = next) {
        gsize end = find_line_end(text, start, n, &next);
        Line line = {.start = hexapla_text_skip_space(text, start, end),
                     .after_blank = after_blank};

        line.end = hexapla_text_trim_space(text, line.start, end);
        line.flows = end == line.end + 1 && text[line.end] == ' ';
        after_blank = line.start == line.end;
        if (after_blank)
            continue;
        *HEXAPLA_VECTOR_ADD(&lines, Line) = line;
    }
    return lines;
}

/**
 * hexapla_structure_count_words:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: runs of characters between white space; in scripts without it two characters are a word
 * Since: 0.1
 */
guint
hexapla_structure_count_words(const char *text, gsize n)
{
    guint wide = 0;
    gsize i = 0;

    while (i < n) {
        gunichar c;

        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, n, byte, byte < 0)
        if (i == n)
            break;
        i = hexapla_text_next(text + i, text + n, &c) - text;
        wide += hexapla_structure_is_wide(c);
    }
    return hexapla_text_count_words(text, n) + wide / 2;
}

/* What may stand behind the terminator: « closes in Danish and some German books, and invisible
 * marks keep the full stop in its place in right-to-left text. */
static gboolean
is_tail(gunichar c)
{
    return hexapla_text_is_closer(c) || c == 0x00AB || c == 0x2039 || c == 0x061C || c == 0x200E ||
           c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * hexapla_structure_ends_sentence:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: whether it ends as sentences do: a terminator of any script, then quotation marks and
 * brackets
 * Since: 0.1
 */
gboolean
hexapla_structure_ends_sentence(const char *text, gsize n)
{
    const char *p = text + n;
    gunichar c = 0;

    while (p > text) {
        p = hexapla_text_previous(text, p, &c);
        if (!is_tail(c) && !(hexapla_text_is_space(c) && p > text))
            break;
    }
    return c != 0 && u_hasBinaryProperty((UChar32)c, UCHAR_S_TERM);
}

/**
 * hexapla_structure_is_amount:
 * @text: UTF-8
 * @n: its bytes
 *
 * Returns: whether it holds digits and besides them only currency signs, separators and white space
 * Since: 0.1
 */
gboolean
hexapla_structure_is_amount(const char *text, gsize n)
{
    const char *end = text + n;
    gboolean digits = FALSE;

    for (const char *p = text; p < end;) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (hexapla_text_is_digit(c))
            digits = TRUE;
        else if (!hexapla_text_is_space(c) && (c > 0x7F || strchr(".,:;/|%$", (int)c) == NULL) &&
                 u_charType((UChar32)c) != U_CURRENCY_SYMBOL)
            return FALSE;
    }
    return digits;
}

/* Bytes of a bullet or of a short number or letter with a full stop or bracket, with the space
 * behind it. */
static gsize
list_marker_length(const char *text, gsize n)
{
    const char *p = text;
    const char *end = text + n;
    gunichar c = hexapla_text_at(p, end);

    if (c == '-' || c == '*' || c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x25E6 ||
        c == 0x25AA || c == 0x00B7) {
        p = hexapla_text_next(p, end, &c);
    } else {
        guint digits = 0;

        while (hexapla_text_is_digit(hexapla_text_at(p, end)) && digits++ < 3)
            p = hexapla_text_next(p, end, &c);
        if (digits == 0 && hexapla_text_is_lower(c))
            p = hexapla_text_next(p, end, &c);
        if (digits > 2 || p == text || p >= end || (*p != '.' && *p != ')'))
            return 0;
        p++;
    }
    return p < end && hexapla_text_is_space(hexapla_text_at(p, end)) ? (gsize)(p - text) + 1 : 0;
}

/* The first word of the next line would not have fitted: the break is there because the line was
 * full. */
static gboolean
is_full(const Line *line, const Line *next, guint width)
{
    return line->columns + 1 + next->first_word > width;
}

static gboolean
is_plain_break(const Line *lines, guint i)
{
    return lines[i + 1].after_blank || lines[i].columns > MAX_WRAP_COLUMN;
}

/* A third of the lines behind such a space begin with small letters: no list of headings does. */
static gboolean
are_flowed(const char *text, const Line *lines, guint n)
{
    guint breaks = 0, small = 0;

    for (guint i = 0; i + 1 < n; i++) {
        const Line *next = &lines[i + 1];

        if (next->after_blank ||
            list_marker_length(text + next->start, next->end - next->start) > 0)
            continue;
        if (!lines[i].flows)
            return FALSE;
        breaks++;
        small += hexapla_text_is_lower(hexapla_text_at(text + next->start, text + next->end));
    }
    return small > 0 && small * 3 >= breaks;
}

/* A text is wrapped when most of its breaks inside paragraphs stand where a line was full. */
static Wrap
find_wrap(const char *text, Line *lines, guint n)
{
    Wrap wrap = {0, FALSE, are_flowed(text, lines, n)};
    guint full = 0, breaks = 0;

    for (guint i = 0; i < n; i++) {
        gboolean alone = lines[i].after_blank && (i + 1 == n || lines[i + 1].after_blank);

        if (!alone)
            measure(text, &lines[i]);
        if (!alone && lines[i].columns <= MAX_WRAP_COLUMN)
            wrap.width = MAX(wrap.width, lines[i].columns);
    }
    for (guint i = 0; i + 1 < n; i++) {
        if (is_plain_break(lines, i) || lines[i].columns < MIN_WRAP_COLUMN)
            continue;
        breaks++;
        full += is_full(&lines[i], &lines[i + 1], wrap.width);
    }
    wrap.wrapped = full >= 2 && full * 10 >= breaks * 7;
    return wrap;
}

/* The space that the author typed still stands behind the word where the line was broken (RFC 3676);
 * some writers leave one behind every line, so the next line tells, too. */
static gboolean
flows_on(const char *text, const Line *line, const Line *next, const Wrap *wrap)
{
    gunichar c = hexapla_text_at(text + next->start, text + next->end);

    return line->flows && (wrap->flowed || hexapla_text_is_lower(c) || c == '(') &&
           !hexapla_structure_ends_sentence(text + line->start, line->end - line->start);
}

/* A capital and some words, then the end of a sentence: no list has such items. */
static gboolean
are_halves(const char *text, const Line *line, const Line *next)
{
    return hexapla_text_is_upper(hexapla_text_at(text + line->start, text + line->end)) &&
           hexapla_structure_ends_sentence(text + next->start, next->end - next->start) &&
           hexapla_text_count_words(text + line->start, line->end - line->start) >= MIN_HALF_WORDS;
}

/* Behind a comma, and behind the genitive of Japanese, something has to follow. */
static gboolean
is_open_end(gunichar c)
{
    return c == 0x3001 || c == 0xFF0C || c == 0x306E;
}

/* Whether a line goes on in the next one. */
static gboolean
continues(const char *text, const Line *line, const Line *next, const Wrap *wrap)
{
    gunichar c = hexapla_text_at(text + next->start, text + next->end);

    if (next->after_blank)
        return FALSE;
    if (list_marker_length(text + next->start, next->end - next->start) > 0 || c == '>')
        return FALSE;
    if (flows_on(text, line, next, wrap))
        return TRUE;
    if (line->columns > MAX_WRAP_COLUMN ||
        hexapla_structure_is_amount(text + line->start, line->end - line->start))
        return FALSE;
    if (wrap->wrapped && is_full(line, next, wrap->width))
        return TRUE;
    if (is_open_end(hexapla_text_before(text + line->start, text + line->end)) &&
        hexapla_structure_is_wide(c))
        return TRUE;
    return hexapla_text_is_lower(c) &&
           (line->columns >= MIN_WRAP_COLUMN || are_halves(text, line, next)) &&
           !hexapla_structure_ends_sentence(text + line->start, line->end - line->start);
}

/* Chinese and Japanese need no space where a line was broken, and a hyphen already joins. */
static const char *
joint(const char *text, const Line *line, const Line *next)
{
    gunichar before = hexapla_text_before(text + line->start, text + line->end);
    gunichar after = hexapla_text_at(text + next->start, text + next->end);

    if (hexapla_text_is_hyphen(before) && hexapla_text_is_lower(after))
        return "";
    if (hexapla_structure_is_wide(before) && hexapla_structure_is_wide(after))
        return "";
    return " ";
}

static gboolean
is_short(const char *text, gsize n)
{
    return n <= MAX_HEADING_CHARS ||
           (n <= 4 * MAX_HEADING_CHARS && hexapla_text_count_chars(text, n) <= MAX_HEADING_CHARS);
}

/* A word has a byte at least, and one between it and the next. */
static gboolean
has_few_words(const char *text, gsize n)
{
    return n < 2 * MAX_HEADING_WORDS || hexapla_structure_count_words(text, n) <= MAX_HEADING_WORDS;
}

static HexaplaBlockKind
tell_kind(const char *text, gsize n)
{
    gunichar last = hexapla_text_before(text, text + n);

    if (*text == '>')
        return HEXAPLA_BLOCK_QUOTATION;
    if (list_marker_length(text, n) > 0)
        return HEXAPLA_BLOCK_LIST_ITEM;
    if (hexapla_structure_ends_sentence(text, n) || !is_short(text, n))
        return HEXAPLA_BLOCK_PARAGRAPH;
    if (last == ':' || last == ',' || last == ';' || last == 0x2026)
        return HEXAPLA_BLOCK_PARAGRAPH;
    return has_few_words(text, n) ? HEXAPLA_BLOCK_HEADING : HEXAPLA_BLOCK_PARAGRAPH;
}

static gsize
end_of_blocks(HexaplaDocument *document)
{
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(document, &n);

    return n > 0 ? blocks[n - 1].end : 0;
}

void
hexapla_layout_add_junk(HexaplaDocument *document, gsize start, gsize end)
{
    guint index = hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, start, end);
    guint n;

    hexapla_document_get_blocks(document, &n)[index].junk = HEXAPLA_JUNK_LAYOUT;
}

static gboolean
ends_in_mark(const char *text, const Line *line)
{
    gunichar c = hexapla_text_before(text + line->start, text + line->end);

    return c == ',' || c == ';' || c == ':' || c == 0x060C || c == 0x061B || c == 0x3001 ||
           c == 0xFF0C ||
           hexapla_structure_ends_sentence(text + line->start, line->end - line->start);
}

/* How many lines of verse begin here: short ones, most of which end where a pause is, as no line of
 * prose that was broken does. Chinese and Japanese prose is broken anywhere. */
static guint
count_verses(const char *text, const Line *lines, guint n, const Wrap *wrap)
{
    guint verses = 0, marks = 0;

    if (wrap->wrapped || wrap->flowed || n < MIN_VERSES || !lines[0].after_blank)
        return 0;
    for (; verses < n && (verses == 0 || !lines[verses].after_blank); verses++) {
        const Line *line = &lines[verses];

        if (line->end - line->start > 4 * MAX_VERSE_COLUMN || line->columns > MAX_VERSE_COLUMN ||
            hexapla_structure_is_wide(hexapla_text_at(text + line->start, text + line->end)) ||
            list_marker_length(text + line->start, line->end - line->start) > 0)
            return 0;
        marks += ends_in_mark(text, line);
    }
    return verses >= MIN_VERSES && marks * 2 >= verses ? verses : 0;
}

/* The line in which a line goes on, the same one when in none. */
static guint
find_next_half(const char *text, const Line *lines, guint i, guint n, const Wrap *wrap,
               gboolean in_subtitle)
{
    guint next;

    if (i + 1 == n)
        return i;
    if (!in_subtitle)
        return continues(text, &lines[i], &lines[i + 1], wrap) ? i + 1 : i;
    next = hexapla_subtitles_find_next(text, &lines[i], n - i);
    if (next > 0 || hexapla_subtitles_is_layout(text, &lines[i + 1], n - i - 1))
        return i + next;
    return hexapla_subtitles_goes_on(text, &lines[i], &lines[i + 1]) ? i + 1 : i;
}

/* Adds the block that begins with a line. Returns the last one of its lines. */
static guint
add_joined(HexaplaDocument *document, const Line *lines, guint i, guint n, const Wrap *wrap,
           gboolean in_subtitle)
{
    const char *text = hexapla_document_get_text(document, NULL);
    guint32 start = lines[i].start;
    guint next;

    for (; (next = find_next_half(text, lines, i, n, wrap, in_subtitle)) > i; i = next)
        hexapla_document_add_change(document, lines[i].end, lines[next].start,
                                    joint(text, &lines[i], &lines[next]), HEXAPLA_CHANGE_WRAP);
    hexapla_document_add_block(document, tell_kind(text + start, lines[i].end - start), start,
                               lines[i].end);
    return i;
}

/**
 * hexapla_structure_find_blocks:
 * @document: a document; its reader may know its first blocks or all of them
 *
 * Adds the blocks behind those: paragraphs between blank lines or on lines of their own, the lines
 * of a wrapped paragraph joined by changes, so that every offset stays what it was.
 *
 * Since: 0.1
 */
void
hexapla_structure_find_blocks(HexaplaDocument *document)
{
    gsize n;
    const char *text = hexapla_document_get_text(document, &n);
    HexaplaVector vector = find_lines(text, end_of_blocks(document), n);
    g_autofree Line *lines = vector.data;
    Wrap wrap = find_wrap(text, lines, vector.len);
    const gboolean has_times = hexapla_subtitles_have_times(text, lines, vector.len);
    gboolean in_subtitle = FALSE;
    guint verses = 0;

    for (guint i = 0; i < vector.len; i++) {
        guint rest = vector.len - i;
        guint rows = 0;

        if (has_times && hexapla_subtitles_is_layout(text, &lines[i], rest)) {
            hexapla_layout_add_junk(document, lines[i].start, lines[i].end);
            in_subtitle = TRUE;
            continue;
        }
        in_subtitle = in_subtitle && !lines[i].after_blank;
        if (verses == 0 && rest > 1 && !lines[i + 1].after_blank) {
            rows = hexapla_tables_count_rows(text, &lines[i], rest);
            verses = rows == 0 ? count_verses(text, &lines[i], rest, &wrap) : 0;
        }
        if (rows > 0) {
            hexapla_tables_add_rows(document, &lines[i], rows);
            i += rows - 1;
        } else if (verses > 0) {
            hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, lines[i].start,
                                       lines[i].end);
            verses--;
        } else {
            i = add_joined(document, lines, i, vector.len, &wrap, in_subtitle);
        }
    }
}
