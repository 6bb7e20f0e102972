/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-codes.h"

#include <string.h>

/* A tag that waits for its other half, or for the first character of a block. */
typedef struct {
    HexaplaHtmlToken token;
    guint32 code; /* its index, once it is one */
    gboolean has_ended;
} Tag;

typedef struct {
    const HexaplaHtmlPage *page;
    HexaplaHtmlScanner scanner;
    GArray *codes;   /* HexaplaMarkupCode */
    GArray *waiting; /* tags in front of a block that begin something */
    GArray *open;    /* tags inside the block that have not ended */
    guint block;     /* index of the block at hand */
    guint run;       /* index of its first run, later of those at hand */
    guint32 first;   /* of the page: where its text begins */
    guint32 last;    /* and ends */
    guint32 next_first;
    gboolean inside;
} Coder;

HexaplaCodeType
hexapla_html_tell_type(HexaplaHtmlElement element)
{
    switch (element) {
    case HEXAPLA_HTML_A:
        return HEXAPLA_CODE_TYPE_LINK;
    case HEXAPLA_HTML_EM:
    case HEXAPLA_HTML_I:
    case HEXAPLA_HTML_CITE:
    case HEXAPLA_HTML_DFN:
    case HEXAPLA_HTML_VAR:
        return HEXAPLA_CODE_TYPE_EMPHASIS;
    case HEXAPLA_HTML_B:
    case HEXAPLA_HTML_STRONG:
        return HEXAPLA_CODE_TYPE_STRONG;
    case HEXAPLA_HTML_U:
    case HEXAPLA_HTML_INS:
        return HEXAPLA_CODE_TYPE_UNDERLINE;
    case HEXAPLA_HTML_IMG:
    case HEXAPLA_HTML_SVG:
    case HEXAPLA_HTML_VIDEO:
    case HEXAPLA_HTML_AUDIO:
    case HEXAPLA_HTML_OBJECT:
        return HEXAPLA_CODE_TYPE_IMAGE;
    case HEXAPLA_HTML_BR:
        return HEXAPLA_CODE_TYPE_BREAK;
    default:
        return HEXAPLA_CODE_TYPE_OTHER;
    }
}

static void
take_content(Coder *self, HexaplaHtmlToken *token)
{
    HexaplaHtmlScanner ahead = self->scanner;
    HexaplaHtmlToken next;

    while (hexapla_html_scanner_next(&ahead, &next) && next.element == token->element &&
           next.kind != HEXAPLA_HTML_TOKEN_START) {
        token->end = next.end;
        self->scanner = ahead;
        if (next.kind == HEXAPLA_HTML_TOKEN_END)
            return;
    }
}

/* A skipped element is one code: its tags and all between them. */
static gboolean
next_token(Coder *self, HexaplaHtmlToken *token)
{
    HexaplaHtmlTraits traits;

    if (!hexapla_html_scanner_next(&self->scanner, token))
        return FALSE;
    traits = hexapla_html_element_get_traits(token->element);
    if (token->kind != HEXAPLA_HTML_TOKEN_START ||
        ((traits & HEXAPLA_HTML_IS_SKIP) == 0 && token->element != HEXAPLA_HTML_TITLE))
        return TRUE;
    token->kind = HEXAPLA_HTML_TOKEN_SKIPPED;
    if (self->scanner.raw == token->element)
        take_content(self, token);
    return TRUE;
}

static const HexaplaMarkupRun *
run_at(const Coder *self, guint i)
{
    return &g_array_index(self->page->markup.runs, HexaplaMarkupRun, i);
}

/* Index of the first run of a block, at @run or behind it. */
static guint
find_run(const Coder *self, guint run, guint block)
{
    guint32 start = g_array_index(self->page->markup.blocks, HexaplaMarkupBlock, block).start;

    while (run < self->page->markup.runs->len && run_at(self, run)->start < start)
        run++;
    return run;
}

/* Finds the bytes between which the text of the block stands. */
static void
begin_block(Coder *self)
{
    guint n = self->page->markup.blocks->len, behind = self->page->markup.runs->len;

    g_array_set_size(self->open, 0);
    self->inside = FALSE;
    self->first = self->last = self->next_first = G_MAXUINT32;
    if (self->block >= n)
        return;
    self->run = find_run(self, self->run, self->block);
    if (self->block + 1 < n) {
        behind = find_run(self, self->run, self->block + 1);
        self->next_first = run_at(self, behind)->source;
    }
    self->first = run_at(self, self->run)->source;
    self->last = run_at(self, behind - 1)->source + run_at(self, behind - 1)->n_source;
}

/* Where in the text a tag stands: behind all characters that come from before it. */
static guint32
find_place(Coder *self, guint32 source)
{
    while (self->run + 1 < self->page->markup.runs->len &&
           run_at(self, self->run + 1)->source < source &&
           run_at(self, self->run + 1)->source < self->last)
        self->run++;
    return source <= run_at(self, self->run)->source ? run_at(self, self->run)->start
                                                     : run_at(self, self->run)->end;
}

static guint32
add_code(Coder *self, const HexaplaHtmlToken *token, HexaplaCodeKind kind)
{
    guint32 place = find_place(self, token->start);
    HexaplaMarkupCode code = {
        .start = place,
        .end = place,
        .source = token->start,
        .n_source = token->end - token->start,
        .partner = HEXAPLA_NO_CODE,
        .kind = kind,
        .type = hexapla_html_tell_type(token->element),
    };

    if (token->element == HEXAPLA_HTML_BR && self->run + 1 < self->page->markup.runs->len &&
        run_at(self, self->run + 1)->source == token->start)
        code.end = run_at(self, self->run + 1)->end;
    g_array_append_val(self->codes, code);
    return self->codes->len - 1;
}

/* Index of the last of the tags that the end tag ends, or G_MAXUINT. */
static guint
find_start(const Coder *self, const GArray *tags, const HexaplaHtmlToken *end)
{
    for (guint i = tags->len; i-- > 0;) {
        const Tag *tag = &g_array_index(tags, Tag, i);

        if (tag->token.kind == HEXAPLA_HTML_TOKEN_START && !tag->has_ended &&
            hexapla_html_token_is_same(self->page->markup.bytes, &tag->token, end))
            return i;
    }
    return G_MAXUINT;
}

static gboolean
is_block_tag(const HexaplaHtmlToken *token)
{
    return token->kind != HEXAPLA_HTML_TOKEN_SKIPPED &&
           (token->element == HEXAPLA_HTML_BR ||
            (hexapla_html_element_get_traits(token->element) & HEXAPLA_HTML_IS_BLOCK) != 0);
}

static gboolean
stands_alone(const HexaplaHtmlToken *token)
{
    return token->kind == HEXAPLA_HTML_TOKEN_SKIPPED || is_block_tag(token) ||
           (hexapla_html_element_get_traits(token->element) & HEXAPLA_HTML_IS_VOID) != 0;
}

static void
end_waiting(Coder *self, const Tag *tag)
{
    guint start = find_start(self, self->waiting, &tag->token);

    if (start == 0 || start == G_MAXUINT) {
        g_array_set_size(self->waiting, 0);
        return;
    }
    g_array_index(self->waiting, Tag, start).has_ended = TRUE;
    g_array_append_val(self->waiting, *tag);
}

/* In front of a block only what is still open when its text begins belongs to it, and what stands
 * inside that. */
static void
wait(Coder *self, const HexaplaHtmlToken *token)
{
    Tag tag = {.token = *token, .code = HEXAPLA_NO_CODE};

    if (is_block_tag(token))
        g_array_set_size(self->waiting, 0);
    else if (token->kind == HEXAPLA_HTML_TOKEN_END)
        end_waiting(self, &tag);
    else if (self->waiting->len > 0 || !stands_alone(token))
        g_array_append_val(self->waiting, tag);
}

static void
end_tag(Coder *self, const HexaplaHtmlToken *token)
{
    guint start = find_start(self, self->open, token);
    guint32 code = add_code(self, token, HEXAPLA_CODE_CLOSE);

    if (start != G_MAXUINT) {
        guint32 partner = g_array_index(self->open, Tag, start).code;

        g_array_index(self->codes, HexaplaMarkupCode, code).partner = partner;
        g_array_index(self->codes, HexaplaMarkupCode, partner).partner = code;
        g_array_remove_index(self->open, start);
    }
}

static void
take_inside(Coder *self, const HexaplaHtmlToken *token)
{
    Tag tag = {.token = *token, .code = HEXAPLA_NO_CODE};

    if (stands_alone(token)) {
        add_code(self, token, HEXAPLA_CODE_ALONE);
    } else if (token->kind == HEXAPLA_HTML_TOKEN_END) {
        end_tag(self, token);
    } else {
        tag.code = add_code(self, token, HEXAPLA_CODE_OPEN);
        g_array_append_val(self->open, tag);
    }
}

static void
take_waiting(Coder *self)
{
    for (guint i = 0; i < self->waiting->len; i++)
        take_inside(self, &g_array_index(self->waiting, Tag, i).token);
    g_array_set_size(self->waiting, 0);
}

static void
next_block(Coder *self)
{
    self->block++;
    begin_block(self);
}

/* A run of characters may hold the text of several blocks. */
static void
take_text(Coder *self, const HexaplaHtmlToken *token)
{
    while (self->first < token->end) {
        if (!self->inside)
            take_waiting(self);
        self->inside = TRUE;
        if (self->last > token->end || self->next_first >= token->end)
            return;
        next_block(self);
    }
}

/* Behind the last character only what ends something of the block belongs to it. */
static void
take_tag(Coder *self, const HexaplaHtmlToken *token)
{
    if (self->inside && token->start >= self->last) {
        if (token->kind == HEXAPLA_HTML_TOKEN_END && !is_block_tag(token) &&
            find_start(self, self->open, token) != G_MAXUINT) {
            end_tag(self, token);
            return;
        }
        next_block(self);
    }
    if (self->inside)
        take_inside(self, token);
    else
        wait(self, token);
}

/* Finds the codes of all blocks, in the order of the page. */
void
hexapla_html_page_find_codes(HexaplaHtmlPage *page)
{
    Coder self = {.page = page, .codes = page->markup.codes};
    HexaplaHtmlToken token;

    hexapla_html_scanner_init(&self.scanner, page->markup.bytes, page->markup.n);
    self.waiting = g_array_new(FALSE, FALSE, sizeof(Tag));
    self.open = g_array_new(FALSE, FALSE, sizeof(Tag));
    begin_block(&self);
    while (next_token(&self, &token)) {
        if (token.kind == HEXAPLA_HTML_TOKEN_TEXT)
            take_text(&self, &token);
        else
            take_tag(&self, &token);
    }
    g_array_unref(self.waiting);
    g_array_unref(self.open);
}
