/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Markdown (CommonMark, with the tables, task lists and strikethrough of GitHub). What stands between
 * the words is kept as codes, so that a translation goes back into the file. */

#include <string.h>

#include "base/icu.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "document/target.h"
#include "formats/markdown-parse.h"

/* What the lines at the top of a file say of it, as generators of sites want it. */
typedef struct {
    char *title;
    char *author;
    char *date;
    char *language;
} FrontMatter;

static void
clear_front_matter(FrontMatter *self)
{
    g_free(self->title);
    g_free(self->author);
    g_free(self->date);
    g_free(self->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FrontMatter, clear_front_matter)

/* The value of `key: value` or `key = "value"`; NULL when it is a list or a block. */
static char *
dup_value(const char *p, gsize n)
{
    g_autofree char *value = g_strstrip(g_strndup(p, n));
    gsize length = strlen(value);

    if (length > 1 && (*value == '"' || *value == '\'') && value[length - 1] == *value)
        return g_strndup(value + 1, length - 2);
    return length > 0 && length <= HEXAPLA_MAX_FIELD_BYTES && strchr("[{|>&*!", *value) == NULL
               ? g_steal_pointer(&value)
               : NULL;
}

static void
read_pair(FrontMatter *self, const char *line, gsize n, char sign)
{
    const struct {
        const char *key;
        char **value;
    } pairs[] = {
        {"title", &self->title},   {"author", &self->author},     {"date", &self->date},
        {"lang", &self->language}, {"language", &self->language},
    };
    const char *p = memchr(line, sign, n);
    gsize n_key = p != NULL ? (gsize)(p - line) : 0;

    while (n_key > 0 && line[n_key - 1] == ' ')
        n_key--;
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (strlen(pairs[i].key) == n_key && *pairs[i].value == NULL &&
            g_ascii_strncasecmp(line, pairs[i].key, n_key) == 0)
            *pairs[i].value = dup_value(p + 1, line + n - p - 1);
    }
}

/* Bytes of the line at @p without its end. */
static gsize
line_length(const char *p, const char *end)
{
    const char *feed = memchr(p, '\n', end - p);
    gsize n = (feed != NULL ? feed : end) - p;

    return n > 0 && p[n - 1] == '\r' ? n - 1 : n;
}

static const char *
skip_line(const char *p, const char *end)
{
    const char *feed = memchr(p, '\n', end - p);

    return feed != NULL ? feed + 1 : end;
}

/* Returns the bytes of the front matter, in YAML between lines of ---, in TOML between lines of +++; 0
 * when there is none. */
static gsize
read_front_matter(FrontMatter *self, const char *text, gsize n)
{
    const char *end = text + n;
    gsize n_line = line_length(text, end);
    const char *fence = n_line == 3 && memcmp(text, "---", 3) == 0   ? "---"
                        : n_line == 3 && memcmp(text, "+++", 3) == 0 ? "+++"
                                                                     : NULL;
    const char *close;

    if (fence == NULL)
        return 0;
    for (close = skip_line(text, end);; close = skip_line(close, end)) {
        if (close == end)
            return 0;
        if (line_length(close, end) == 3 && memcmp(close, fence, 3) == 0)
            break;
    }
    for (const char *p = skip_line(text, end); p < close; p = skip_line(p, end))
        read_pair(self, p, line_length(p, end), *fence == '-' ? ':' : '=');
    return skip_line(close, end) - text;
}

static gboolean
hand_over(const HexaplaMarkup *markup, const HexaplaMarkupReader *reader, const FrontMatter *front,
          GError **error)
{
    const char *given = reader->options->language;
    gboolean is_given = given != NULL && strcmp(given, "und") != 0;
    g_autofree char *language = !is_given && front->language != NULL
                                    ? hexapla_language_tag_canonicalise(front->language, NULL)
                                    : g_strdup(given);
    const HexaplaOrigin origin = {
        .title = front->title,
        .author = front->author,
        .date = front->date,
    };

    return hexapla_markup_hand_over(markup, reader, language != NULL ? language : "und", &origin,
                                    error);
}

static gboolean
markdown_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
              gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_auto(FrontMatter) front = {0};
    g_auto(HexaplaMarkup) markup = {0};
    const HexaplaPageText page = {0};
    const HexaplaMarkupReader reader = {options, &page, func, user_data};
    gsize valid;

    if (!hexapla_page_read(in, options->file, bytes, cancellable, error))
        return FALSE;
    if (!hexapla_utf8_validate(bytes->str, bytes->len, &valid))
        return hexapla_input_refuse(in, options->file, 0, bytes->str, bytes->len, valid, error);
    hexapla_markup_init(&markup, bytes->str, bytes->len);
    return hexapla_markdown_parse(&markup, read_front_matter(&front, bytes->str, bytes->len),
                                  options->file, error) &&
           hand_over(&markup, &reader, &front, error);
}

/* A text on its way into Markdown. */
typedef struct {
    GString *markup;
    gboolean is_cell;
    gboolean at_line_start;
    gboolean is_verbatim; /* between marks that take every character as it is */
} Escaper;

static gboolean
is_word(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

static gboolean
may_be_entity(const char *p, const char *end)
{
    const char *q = p + 1;

    while (q < end && (g_ascii_isalnum(*q) || *q == '#'))
        q++;
    return q > p + 1 && q < end && *q == ';';
}

/* Whether the character would be a mark (CommonMark 0.30, 2.4). */
static gboolean
is_mark(const char *p, const char *start, const char *end)
{
    char before = p > start ? p[-1] : ' ', after = p + 1 < end ? p[1] : ' ';
    gboolean stands_apart = before == ' ' && after == ' ' && p > start && p + 1 < end;

    switch (*p) {
    case '\\':
        return p + 1 == end || g_ascii_ispunct(after);
    case '`':
    case '[':
    case ']':
        return TRUE;
    case '*':
    case '~':
        return !stands_apart;
    case '_':
        return !stands_apart && !(is_word(before) && is_word(after));
    case '<':
        return g_ascii_isalpha(after) || strchr("/!?", after) != NULL;
    case '&':
        return may_be_entity(p, end);
    default:
        return FALSE;
    }
}

/* What would begin a block at the start of a line. */
static const char *
find_block_mark(const char *p, const char *end)
{
    const char *q = p;

    if (p < end && strchr("#>+-=", *p) != NULL)
        return p;
    while (q < end && q - p < 9 && g_ascii_isdigit(*q))
        q++;
    return q > p && q < end && (*q == '.' || *q == ')') && (q + 1 == end || q[1] == ' ') ? q : NULL;
}

static void
append_text(Escaper *self, const char *text, gsize n)
{
    const char *end = text + n, *block_mark = NULL;

    if (self->at_line_start) {
        while (text < end && *text == ' ')
            text++;
        block_mark = find_block_mark(text, end);
    }
    for (const char *p = text; p < end; p++) {
        if (p == block_mark || (!self->is_verbatim && is_mark(p, text, end)) ||
            (self->is_cell && !self->is_verbatim && *p == '|'))
            g_string_append_c(self->markup, '\\');
        g_string_append_c(self->markup, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
    self->at_line_start &= text == end;
}

/* `code` and <address> */
static gboolean
is_verbatim(const HexaplaCode *code)
{
    const char *data = code->n_data > 0 ? code->data : " ";

    return code->kind == HEXAPLA_CODE_CLOSE
               ? memchr(data, '`', code->n_data) != NULL || (*data == '>' && code->n_data == 1)
               : *data == '`' || (*data == '<' && code->n_data == 1);
}

static void
append_code(Escaper *self, const HexaplaCode *code)
{
    gsize n = self->markup->len;

    /* Behind it a link would be a picture. */
    if (n > 0 && self->markup->str[n - 1] == '!' && code->n_data > 0 && *code->data == '[')
        g_string_insert_c(self->markup, n - 1, '\\');
    g_string_append_len(self->markup, code->data, code->n_data);
    if (is_verbatim(code))
        self->is_verbatim = code->kind == HEXAPLA_CODE_OPEN;
    self->at_line_start = memchr(code->data, '\n', code->n_data) != NULL;
}

static void
init_escaper(Escaper *self, HexaplaDocument *part, guint segment, const HexaplaCode *codes,
             guint n_codes)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    const HexaplaBlock *block = &hexapla_document_get_blocks(part, &n)[place->block];
    const char *text = hexapla_document_get_text(part, NULL);
    guint i = 0;

    *self = (Escaper){
        .markup = g_string_new(NULL),
        .is_cell = block->kind == HEXAPLA_BLOCK_CELL,
        .at_line_start = place->start == block->start || text[place->start - 1] == '\n',
    };
    while (i < n_codes && !is_verbatim(&codes[i]))
        i++;
    self->is_verbatim = i < n_codes && codes[i].kind == HEXAPLA_CODE_CLOSE;
}

static gboolean
markdown_put_target(HexaplaWriter *out, HexaplaDocument *part, guint segment, GError **error)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);
    g_autoptr(GString) markup = NULL;
    gsize position = 0;
    guint n;
    const HexaplaCode *codes = hexapla_document_get_target_codes(part, segment, &n);
    Escaper escaper;

    init_escaper(&escaper, part, segment, codes, n);
    markup = escaper.markup;
    for (guint i = 0; i < n; i++) {
        append_text(&escaper, target->text + position, codes[i].start - position);
        append_code(&escaper, &codes[i]);
        position = codes[i].start;
    }
    append_text(&escaper, target->text + position, target->n - position);
    hexapla_writer_put(out, markup->str, markup->len);
    return hexapla_writer_check(out, error);
}

const HexaplaFormat hexapla_format_markdown = {
    .name = "markdown",
    .title = "Markdown (CommonMark and GitHub’s tables), one article a file",
    .extensions = "md;markdown;mkd",
    .read = markdown_read,
    .put_target = markdown_put_target,
};
