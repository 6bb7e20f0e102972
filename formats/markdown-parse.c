/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/markdown-parse.h"

#include "base/error.h"
#ifdef HEXAPLA_HAVE_MD4C

#include <md4c.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "formats/html-codes.h"
#include "formats/html-text.h"
#include "formats/markdown-marks.h"

/* A table whose rows are shorter than its head has cells that nobody wrote, and every link has the
 * address that its label stands for. Texts that grow by more than this are attacks. */
#define MAX_GROWTH 16
#define MIN_BUDGET (1u << 20)

/* A mark or a tag that waits for its other half. */
typedef struct {
    HexaplaMarkdownItem item;
    HexaplaHtmlToken tag;
    guint32 code;
} Open;

typedef struct {
    HexaplaMarkup *markup;
    const char *bytes;
    const char *end;
    guint64 budget;
    gboolean has_grown; /* beyond it */
    GArray *around;     /* MD_BLOCKTYPE of quotations and items */

    HexaplaMarkupBlock block;
    gboolean is_verbatim; /* in a block of code or HTML */
    gboolean has_block;
    gboolean has_text;  /* of the block: its first words were found */
    gboolean has_words; /* outside of pictures */
    guint n_images;     /* around the words at hand */
    guint first_code;
    const char *position; /* behind what was taken of the block */
    const char *html;     /* tags from here to the position wait to be taken, or NULL */
    GArray *items;        /* HexaplaMarkdownItem: those behind the position */
    GArray *open;         /* Open */
} Parser;

static guint32
offset_of(const Parser *self, const char *p)
{
    return p - self->bytes;
}

static HexaplaCodeType
tell_type(HexaplaMarkdownMark mark)
{
    static const HexaplaCodeType types[] = {
        [HEXAPLA_MARKDOWN_EMPHASIS] = HEXAPLA_CODE_TYPE_EMPHASIS,
        [HEXAPLA_MARKDOWN_STRONG] = HEXAPLA_CODE_TYPE_STRONG,
        [HEXAPLA_MARKDOWN_DELETED] = HEXAPLA_CODE_TYPE_OTHER,
        [HEXAPLA_MARKDOWN_CODE] = HEXAPLA_CODE_TYPE_OTHER,
        [HEXAPLA_MARKDOWN_LINK] = HEXAPLA_CODE_TYPE_LINK,
        [HEXAPLA_MARKDOWN_IMAGE] = HEXAPLA_CODE_TYPE_IMAGE,
        [HEXAPLA_MARKDOWN_SOFT_BREAK] = HEXAPLA_CODE_TYPE_OTHER,
        [HEXAPLA_MARKDOWN_BREAK] = HEXAPLA_CODE_TYPE_BREAK,
    };

    return types[mark];
}

static guint32
add_code(Parser *self, HexaplaCodeKind kind, HexaplaCodeType type, const char *start,
         const char *end)
{
    return hexapla_markup_add_code(self->markup, kind, type, offset_of(self, start),
                                   offset_of(self, end));
}

static void
open_code(Parser *self, const Open *open)
{
    g_array_append_vals(self->open, open, 1);
}

static void
close_code(Parser *self, guint index, guint32 code)
{
    hexapla_markup_pair_codes(self->markup, g_array_index(self->open, Open, index).code, code);
    g_array_remove_index(self->open, index);
}

static void
take_break(Parser *self, HexaplaMarkdownMark mark, const char *end)
{
    guint32 source = offset_of(self, self->position), n = end - self->position;
    guint32 code = HEXAPLA_NO_CODE;

    if (mark == HEXAPLA_MARKDOWN_BREAK)
        code = add_code(self, HEXAPLA_CODE_ALONE, tell_type(mark), self->position, end);
    hexapla_markup_put(self->markup, mark == HEXAPLA_MARKDOWN_BREAK ? " " : "\n", 1, source, n);
    if (code != HEXAPLA_NO_CODE)
        g_array_index(self->markup->codes, HexaplaMarkupCode, code).end = self->markup->text->len;
}

static void
take_item(Parser *self, const HexaplaMarkdownItem *item, const char *end)
{
    HexaplaCodeKind kind = item->is_end ? HEXAPLA_CODE_CLOSE : HEXAPLA_CODE_OPEN;
    Open open = {.item = *item};

    if (item->mark >= HEXAPLA_MARKDOWN_SOFT_BREAK) {
        take_break(self, item->mark, end);
        return;
    }
    open.code = add_code(self, kind, tell_type(item->mark), self->position, end);
    if (kind == HEXAPLA_CODE_OPEN) {
        open_code(self, &open);
        return;
    }
    for (guint i = self->open->len; i-- > 0;) {
        const Open *other = &g_array_index(self->open, Open, i);

        if (other->tag.end == 0 && other->item.mark == item->mark) {
            close_code(self, i, open.code);
            return;
        }
    }
}

/* Takes the items between the position and the words at @end. What is left are escapes, which belong
 * to these. */
static void
take_items(Parser *self, const char *end)
{
    for (guint i = 0; i < self->items->len; i++) {
        const HexaplaMarkdownItem *item = &g_array_index(self->items, HexaplaMarkdownItem, i);
        const char *behind = hexapla_markdown_skip_item(item, self->position, end);

        if (behind == NULL)
            continue;
        take_item(self, item, behind);
        self->position = behind;
    }
    g_array_set_size(self->items, 0);
}

static void
end_tag(Parser *self, const HexaplaHtmlToken *token, guint32 code)
{
    for (guint i = self->open->len; i-- > 0;) {
        const Open *open = &g_array_index(self->open, Open, i);

        if (open->tag.end > 0 && hexapla_html_token_is_same(self->bytes, &open->tag, token)) {
            close_code(self, i, code);
            return;
        }
    }
}

static void
take_tag(Parser *self, const HexaplaHtmlToken *token)
{
    Open open = {.tag = *token};
    HexaplaHtmlTraits traits = hexapla_html_element_get_traits(token->element);
    HexaplaCodeKind kind = HEXAPLA_CODE_ALONE;

    if (token->kind == HEXAPLA_HTML_TOKEN_END)
        kind = HEXAPLA_CODE_CLOSE;
    else if (token->kind == HEXAPLA_HTML_TOKEN_START && (traits & HEXAPLA_HTML_IS_VOID) == 0)
        kind = HEXAPLA_CODE_OPEN;
    open.code = add_code(self, kind, hexapla_html_tell_type(token->element),
                         self->bytes + token->start, self->bytes + token->end);
    if (kind == HEXAPLA_CODE_OPEN)
        open_code(self, &open);
    else if (kind == HEXAPLA_CODE_CLOSE)
        end_tag(self, token, open.code);
}

/* The tags up to the position. */
static void
take_html(Parser *self)
{
    gsize start;
    HexaplaHtmlScanner scanner;
    HexaplaHtmlToken token;

    if (self->html == NULL)
        return;
    start = offset_of(self, self->html);
    hexapla_html_scanner_init(&scanner, self->html, self->position - self->html);
    while (hexapla_html_scanner_next(&scanner, &token)) {
        scanner.raw = HEXAPLA_HTML_OTHER;
        token.start += start;
        token.end += start;
        take_tag(self, &token);
    }
    self->html = NULL;
}

static void
begin_block(Parser *self, HexaplaBlockKind kind)
{
    self->block = (HexaplaMarkupBlock){.start = self->markup->text->len, .kind = kind};
    self->has_block = TRUE;
    self->has_text = self->has_words = FALSE;
    self->n_images = 0;
    self->first_code = self->markup->codes->len;
}

/* A paragraph that is a picture holds the words beside it. */
static void
end_block(Parser *self)
{
    if (!self->has_block)
        return;
    self->has_block = FALSE;
    take_html(self);
    if (self->has_text)
        take_items(self, self->end);
    g_array_set_size(self->items, 0);
    g_array_set_size(self->open, 0);
    if (self->markup->text->len == self->block.start) {
        g_array_set_size(self->markup->codes, self->first_code);
        return;
    }
    if (self->block.kind == HEXAPLA_BLOCK_PARAGRAPH && !self->has_words)
        self->block.kind = HEXAPLA_BLOCK_CAPTION;
    hexapla_markup_add_block(self->markup, &self->block);
}

/* What a paragraph is by what it stands in. */
static HexaplaBlockKind
tell_kind(const Parser *self)
{
    if (self->around->len == 0)
        return HEXAPLA_BLOCK_PARAGRAPH;
    return g_array_index(self->around, MD_BLOCKTYPE, self->around->len - 1) == MD_BLOCK_LI
               ? HEXAPLA_BLOCK_LIST_ITEM
               : HEXAPLA_BLOCK_QUOTATION;
}

/* The paragraph of a list item may have no block of its own. */
static void
ensure_block(Parser *self)
{
    if (!self->has_block)
        begin_block(self, tell_kind(self));
}

/* Returns what stops the parser when the text has grown too much; only negative values always do. */
static int
spend(Parser *self, guint64 n)
{
    self->has_grown = self->budget < n;
    self->budget -= n;
    return self->has_grown ? -1 : 0;
}

static int
on_enter_block(MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
    Parser *self = data;

    end_block(self);
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
        g_array_append_val(self->around, type);
    else if (type == MD_BLOCK_H)
        begin_block(self, HEXAPLA_BLOCK_HEADING);
    else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
        begin_block(self, HEXAPLA_BLOCK_CELL);
    else if (type == MD_BLOCK_P)
        ensure_block(self);
    else if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML)
        self->is_verbatim = TRUE;
    return spend(self, 1);
}

static int
on_leave_block(MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
    Parser *self = data;

    end_block(self);
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
        g_array_set_size(self->around, self->around->len - 1);
    self->is_verbatim = FALSE;
    return 0;
}

static void
add_item(Parser *self, HexaplaMarkdownMark mark, gboolean is_end)
{
    HexaplaMarkdownItem item = {mark, is_end};

    ensure_block(self);
    take_html(self);
    g_array_append_val(self->items, item);
}

static HexaplaMarkdownMark
tell_mark(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_STRONG:
        return HEXAPLA_MARKDOWN_STRONG;
    case MD_SPAN_A:
        return HEXAPLA_MARKDOWN_LINK;
    case MD_SPAN_IMG:
        return HEXAPLA_MARKDOWN_IMAGE;
    case MD_SPAN_CODE:
        return HEXAPLA_MARKDOWN_CODE;
    case MD_SPAN_DEL:
        return HEXAPLA_MARKDOWN_DELETED;
    default:
        return HEXAPLA_MARKDOWN_EMPHASIS;
    }
}

static gsize
address_length(MD_SPANTYPE type, const void *detail)
{
    if (type == MD_SPAN_A)
        return ((const MD_SPAN_A_DETAIL *)detail)->href.size +
               ((const MD_SPAN_A_DETAIL *)detail)->title.size;
    if (type == MD_SPAN_IMG)
        return ((const MD_SPAN_IMG_DETAIL *)detail)->src.size +
               ((const MD_SPAN_IMG_DETAIL *)detail)->title.size;
    return 0;
}

static int
on_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    Parser *self = data;

    add_item(self, tell_mark(type), FALSE);
    self->n_images += type == MD_SPAN_IMG;
    return spend(self, address_length(type, detail));
}

static int
on_leave_span(MD_SPANTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
    Parser *self = data;

    add_item(self, tell_mark(type), TRUE);
    self->n_images -= type == MD_SPAN_IMG;
    return 0;
}

/* The first words of a block show where its first marks are. */
static void
find_start(Parser *self, MD_TEXTTYPE type, const char *words)
{
    const char *found = words;
    guint i = self->items->len;

    if (type == MD_TEXT_NORMAL && found > self->position && found[-1] == '\\' &&
        g_ascii_ispunct(*words))
        found--;
    while (i > 0) {
        const char *p = hexapla_markdown_find_item(
            &g_array_index(self->items, HexaplaMarkdownItem, i - 1), self->position, found);

        if (p == NULL)
            break;
        found = p;
        i--;
    }
    g_array_remove_range(self->items, 0, i);
    self->position = found;
    self->has_text = TRUE;
}

static void
put(Parser *self, const char *text, gsize n, gsize n_source)
{
    hexapla_markup_put(self->markup, text, n, offset_of(self, self->position), n_source);
    self->position += n_source;
}

/* An entity becomes its character; one that nobody knows stays as it is. */
static void
put_words(Parser *self, MD_TEXTTYPE type, const char *words, gsize n)
{
    const char *p = words, *end = words + n;
    char text[HEXAPLA_HTML_CHARACTER_BYTES];
    gsize n_text = 0, length = 0;

    if (type == MD_TEXT_ENTITY)
        length = hexapla_html_decode_reference(p, end, text, &n_text);
    if (length == n) {
        put(self, text, n_text, end - self->position);
        return;
    }
    if (p > self->position) {
        length = g_utf8_next_char(p) - p;
        put(self, p, length, p + length - self->position);
        p += length;
    }
    if (p < end)
        put(self, p, end - p, end - p);
}

static void
take_words(Parser *self, MD_TEXTTYPE type, const char *words, gsize n)
{
    take_html(self);
    if (!self->has_text)
        find_start(self, type, words);
    take_items(self, words);
    put_words(self, type, words, n);
    self->has_words |= self->n_images == 0 && hexapla_text_skip_space(words, 0, n) < n;
}

/* A tag may go over several lines. */
static void
take_raw_html(Parser *self, const char *words, gsize n)
{
    if (self->html == NULL) {
        if (!self->has_text)
            find_start(self, MD_TEXT_HTML, words);
        take_items(self, words);
        self->html = words;
    }
    self->position = words + n;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *data)
{
    Parser *self = data;
    gboolean is_ours = text >= self->bytes && text + n <= self->end;

    if (self->is_verbatim)
        return 0;
    ensure_block(self);
    if (type == MD_TEXT_HTML && is_ours)
        take_raw_html(self, text, n);
    else if (type == MD_TEXT_HTML)
        return 0;
    else if (type == MD_TEXT_BR)
        add_item(self, HEXAPLA_MARKDOWN_BREAK, FALSE);
    else if (!is_ours)
        add_item(self, HEXAPLA_MARKDOWN_SOFT_BREAK, FALSE);
    else if (n > 0)
        take_words(self, type, text, n);
    return 0;
}

static gboolean
check_lines(const char *p, const char *end, guint64 line, const char *file, GError **error)
{
    guint n = 0;

    for (const char *feed; p < end; p = feed + 1, line++) {
        feed = memchr(p, '\n', end - p);
        feed = feed != NULL ? feed : end;
        if (feed - p <= 1)
            n = 0;
        else if (memchr(p, '[', feed - p) != NULL && ++n > HEXAPLA_MAX_MARKDOWN_LINES)
            return hexapla_error_set_at(error, file, line, 1,
                                        "links begin on more than %d lines of a paragraph",
                                        HEXAPLA_MAX_MARKDOWN_LINES);
    }
    return TRUE;
}

static int
parse(Parser *self, const char *start)
{
    static const MD_PARSER callbacks = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    int status;

    self->around = g_array_new(FALSE, FALSE, sizeof(MD_BLOCKTYPE));
    self->items = g_array_new(FALSE, FALSE, sizeof(HexaplaMarkdownItem));
    self->open = g_array_new(FALSE, FALSE, sizeof(Open));
    status = md_parse(start, self->end - start, &callbacks, self);
    g_array_unref(self->around);
    g_array_unref(self->items);
    g_array_unref(self->open);
    return status;
}

/* Reads an article from byte @start on. */
gboolean
hexapla_markdown_parse(HexaplaMarkup *markup, gsize start, const char *file, GError **error)
{
    Parser self = {
        .markup = markup,
        .bytes = markup->bytes,
        .end = markup->bytes + markup->n,
        .budget = MIN_BUDGET + MAX_GROWTH * (guint64)markup->n,
        .position = markup->bytes + start,
    };

    if (!check_lines(self.position, self.end, 1 + hexapla_text_count_lines(markup->bytes, start),
                     file, error))
        return FALSE;
    if (parse(&self, self.position) == 0)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s: error: %s", file,
                self.has_grown ? "the tables or links grow beyond all measure"
                               : "there is no memory to read it");
    return FALSE;
}

#else

/* Says what this build lacks. */
gboolean
hexapla_markdown_parse(G_GNUC_UNUSED HexaplaMarkup *markup, G_GNUC_UNUSED gsize start,
                       const char *file, GError **error)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: this is Markdown, and this hexapla was built without md4c", file);
    return FALSE;
}

#endif
