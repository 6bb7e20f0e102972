/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/xml-blocks.h"

#include <string.h>

#include "base/icu.h"
#include "formats/html-text.h"
#include "formats/xml-scan.h"

/* What an element has from those around it. */
typedef struct {
    HexaplaElementRule rule;
    guint8 kind; /* of the paragraphs in it */
    gboolean in_figure;
    const char *language; /* interned; NULL: that of the article */
} Context;

/* What came behind the last character and waits for the next one. */
typedef struct {
    HexaplaXmlToken token;
    gboolean is_space;
    HexaplaCodeType type;
} Pending;

typedef struct {
    gsize start;
    gsize end;
} Note;

typedef struct {
    HexaplaMarkup *markup;
    const HexaplaVocabulary *vocabulary;
    char **title;      /* of the article, once it was found */
    guint title_depth; /* of the element that holds it; 0 when it is not at hand */
    GArray *contexts;  /* Context, of the elements at hand */
    HexaplaMarkupBlock block;
    gboolean has_block;
    GArray *pending; /* Pending */
    GArray *open;    /* codes of the block that have not ended */
    GArray *notes;   /* Note: those of the block */
} Walker;

static void walk(Walker *self, gsize position, gsize end);

static const Context *
context_of(const Walker *self)
{
    return &g_array_index(self->contexts, Context, self->contexts->len - 1);
}

static void
add_code(Walker *self, const HexaplaXmlToken *token, HexaplaCodeType type)
{
    HexaplaCodeKind kind = token->kind == HEXAPLA_XML_TOKEN_START ? HEXAPLA_CODE_OPEN
                           : token->kind == HEXAPLA_XML_TOKEN_END ? HEXAPLA_CODE_CLOSE
                                                                  : HEXAPLA_CODE_ALONE;
    guint32 code = hexapla_markup_add_code(self->markup, kind, type, token->start, token->end);

    if (kind == HEXAPLA_CODE_OPEN)
        g_array_append_val(self->open, code);
    if (kind != HEXAPLA_CODE_CLOSE || self->open->len == 0)
        return;
    hexapla_markup_pair_codes(self->markup, g_array_index(self->open, guint32, self->open->len - 1),
                              code);
    g_array_set_size(self->open, self->open->len - 1);
}

/* In front of a block only what is still open when its text begins belongs to it. */
static void
forget_ended(GArray *pending)
{
    guint n = 0;

    for (guint i = 0; i < pending->len; i++) {
        const Pending *item = &g_array_index(pending, Pending, i);

        if (item->is_space || (n == 0 && item->token.kind != HEXAPLA_XML_TOKEN_START))
            continue;
        g_array_index(pending, Pending, n++) = *item;
        if (item->token.kind != HEXAPLA_XML_TOKEN_END)
            continue;
        do
            n--;
        while (n > 0 && g_array_index(pending, Pending, n).token.kind != HEXAPLA_XML_TOKEN_START);
    }
    g_array_set_size(pending, n);
}

/* Comments and tags are not seen; what an element holds or stands for is, with the space around. */
static gboolean
shows_something(const Walker *self, const Pending *item)
{
    char first = self->markup->bytes[item->token.start + 1];

    return item->token.kind >= HEXAPLA_XML_TOKEN_EMPTY && first != '?' &&
           (first != '!' || item->token.kind == HEXAPLA_XML_TOKEN_CDATA);
}

static void
put_pending(Walker *self)
{
    gboolean has_space = FALSE;

    for (guint i = 0; i < self->pending->len; i++) {
        const Pending *item = &g_array_index(self->pending, Pending, i);

        gboolean is_break = item->type == HEXAPLA_CODE_TYPE_BREAK;

        if (!item->is_space)
            add_code(self, &item->token, item->type);
        if ((item->is_space && !has_space) || is_break)
            hexapla_markup_put(self->markup, " ", 1, item->token.start,
                               item->token.end - item->token.start);
        if (is_break)
            g_array_index(self->markup->codes, HexaplaMarkupCode, self->markup->codes->len - 1)
                .end = self->markup->text->len;
        has_space = is_break || item->is_space || (has_space && !shows_something(self, item));
    }
    g_array_set_size(self->pending, 0);
}

static void
begin_block(Walker *self)
{
    self->block = (HexaplaMarkupBlock){.start = self->markup->text->len,
                                       .kind = context_of(self)->kind,
                                       .language = context_of(self)->language};
    self->has_block = TRUE;
    forget_ended(self->pending);
}

static void
put(Walker *self, const char *text, gsize n, gsize source, gsize n_source)
{
    if (!self->has_block)
        begin_block(self);
    put_pending(self);
    hexapla_markup_put(self->markup, text, n, source, n_source);
}

/* Behind the last character only what ends something of the block belongs to it. */
static void
put_ends(Walker *self)
{
    for (guint i = 0; i < self->pending->len && self->open->len > 0; i++) {
        const Pending *item = &g_array_index(self->pending, Pending, i);

        if (!item->is_space && item->token.kind != HEXAPLA_XML_TOKEN_END)
            return;
        if (!item->is_space)
            add_code(self, &item->token, item->type);
    }
}

/* What stands apart from its sentences comes behind them. */
static void
take_notes(Walker *self)
{
    g_autoptr(GArray) notes = g_steal_pointer(&self->notes);
    Context context = {.rule = {.role = HEXAPLA_ELEMENT_STRUCTURE},
                       .language = context_of(self)->language};

    self->notes = g_array_new(FALSE, FALSE, sizeof(Note));
    g_array_append_val(self->contexts, context);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = &g_array_index(notes, Note, i);

        walk(self, note->start, note->end);
    }
    g_array_set_size(self->contexts, self->contexts->len - 1);
}

static void
end_block(Walker *self)
{
    if (self->has_block)
        put_ends(self);
    g_array_set_size(self->pending, 0);
    g_array_set_size(self->open, 0);
    if (self->has_block)
        hexapla_markup_add_block(self->markup, &self->block);
    self->has_block = FALSE;
    if (self->notes->len > 0)
        take_notes(self);
}

static void
wait(Walker *self, const HexaplaXmlToken *token, gboolean is_space, HexaplaCodeType type)
{
    Pending pending = {*token, is_space, type};

    g_array_append_val(self->pending, pending);
}

/* A reference that nobody knows is as good as a tag. */
static gsize
take_reference(Walker *self, gsize position, gsize end)
{
    const char *p = self->markup->bytes + position, *last = self->markup->bytes + end;
    char text[HEXAPLA_HTML_CHARACTER_BYTES];
    gsize n_text;
    gsize n = hexapla_html_decode_reference(p, last, text, &n_text);
    const char *semicolon = memchr(p, ';', last - p);
    HexaplaXmlToken token = {HEXAPLA_XML_TOKEN_SKIPPED, position,
                             semicolon != NULL ? position + (semicolon - p) + 1 : end};

    if (n > 0)
        put(self, text, n_text, position, n);
    else
        wait(self, &token, FALSE, HEXAPLA_CODE_TYPE_OTHER);
    return n > 0 ? position + n : token.end;
}

static void
take_text(Walker *self, const HexaplaXmlToken *token)
{
    const char *bytes = self->markup->bytes;

    for (gsize i = token->start, next; i < token->end; i = next) {
        HexaplaXmlToken space = {HEXAPLA_XML_TOKEN_TEXT, i, i};

        for (next = i; next < token->end && hexapla_html_is_space(bytes[next]);)
            space.end = ++next;
        if (next > i) {
            wait(self, &space, TRUE, HEXAPLA_CODE_TYPE_OTHER);
            continue;
        }
        if (bytes[i] == '&') {
            next = take_reference(self, i, token->end);
            continue;
        }
        while (next < token->end && bytes[next] != '&' && !hexapla_html_is_space(bytes[next]))
            next++;
        put(self, bytes + i, next - i, i, next - i);
    }
}

/* Bytes of the element whose start tag it is. */
static gsize
find_element_end(const HexaplaMarkup *markup, const HexaplaXmlToken *start)
{
    HexaplaXmlToken token = *start;
    guint depth = token.kind == HEXAPLA_XML_TOKEN_START;

    while (depth > 0 && hexapla_xml_scan(markup->bytes, markup->n, token.end, &token)) {
        depth += token.kind == HEXAPLA_XML_TOKEN_START;
        depth -= token.kind == HEXAPLA_XML_TOKEN_END;
    }
    return token.end;
}

/* An element that is a code with all it holds. */
static void
take_whole(Walker *self, const HexaplaXmlToken *start, gsize end)
{
    HexaplaXmlToken whole = {HEXAPLA_XML_TOKEN_SKIPPED, start->start, end};

    wait(self, &whole, FALSE, HEXAPLA_CODE_TYPE_OTHER);
}

static gboolean
is_inline(HexaplaElementRule rule)
{
    return rule.role == HEXAPLA_ELEMENT_UNKNOWN || rule.role == HEXAPLA_ELEMENT_INLINE;
}

/* Words inside a sentence are needed to read it. */
static gboolean
is_untranslatable(const Walker *self, const HexaplaXmlToken *token, HexaplaElementRule rule)
{
    g_autofree char *translate = NULL;

    if (rule.role == HEXAPLA_ELEMENT_UNTRANSLATABLE || is_inline(rule))
        return !is_inline(rule);
    translate = hexapla_xml_token_dup_attribute(token, self->markup->bytes, "translate");
    return g_strcmp0(translate, "no") == 0;
}

/* What an element says of its language; the outermost one speaks of the article. */
static const char *
find_language(const Walker *self, const HexaplaXmlToken *token)
{
    g_autofree char *name =
        self->contexts->len > 1
            ? hexapla_xml_token_dup_attribute(token, self->markup->bytes, "lang")
            : NULL;
    g_autofree char *language = name != NULL ? hexapla_language_tag_canonicalise(name, NULL) : NULL;

    return language != NULL ? g_intern_string(language) : NULL;
}

/* A paragraph is what it stands in; the title of a figure is its caption. */
static Context
make_context(const Walker *self, const HexaplaXmlToken *token, HexaplaElementRule rule)
{
    Context context = *context_of(self);
    const char *language = is_inline(rule) ? NULL : find_language(self, token);

    context.language = language != NULL ? language : context.language;
    context.rule = rule;
    if (rule.role == HEXAPLA_ELEMENT_FIGURE) {
        context.in_figure = TRUE;
        context.kind = HEXAPLA_BLOCK_PARAGRAPH;
    } else if (rule.role == HEXAPLA_ELEMENT_BLOCK && rule.block_kind == HEXAPLA_BLOCK_HEADING) {
        context.kind = context.in_figure ? HEXAPLA_BLOCK_CAPTION : HEXAPLA_BLOCK_HEADING;
    } else if (rule.role == HEXAPLA_ELEMENT_BLOCK && rule.block_kind != HEXAPLA_BLOCK_PARAGRAPH) {
        context.kind = rule.block_kind;
    }
    return context;
}

static void
begin_element(Walker *self, const HexaplaXmlToken *token, const char *name, HexaplaElementRule rule)
{
    Context context = make_context(self, token, rule);

    if (is_inline(rule))
        wait(self, token, FALSE, rule.code_type);
    else
        end_block(self);
    if (token->kind == HEXAPLA_XML_TOKEN_EMPTY)
        return;
    g_array_append_val(self->contexts, context);
    if (*self->title == NULL && self->title_depth == 0 &&
        hexapla_vocabulary_is_title(self->vocabulary, name))
        self->title_depth = self->contexts->len;
}

/* The text of a note ends before its last tag. */
static void
add_note(Walker *self, gsize start, gsize end)
{
    const char *tag = memrchr(self->markup->bytes + start, '<', end - start);
    Note note = {start, tag - self->markup->bytes};

    g_array_append_val(self->notes, note);
}

/* Returns what stands behind the token. */
static gsize
take_start(Walker *self, const HexaplaXmlToken *token)
{
    g_autofree char *name = hexapla_xml_token_dup_name(token, self->markup->bytes);
    HexaplaElementRule rule = hexapla_vocabulary_get_rule(self->vocabulary, name);
    gboolean is_whole = is_untranslatable(self, token, rule);
    gboolean is_note = rule.role == HEXAPLA_ELEMENT_NOTE && self->has_block;
    gsize end;

    if (!is_whole && !is_note) {
        begin_element(self, token, name, rule);
        return token->end;
    }
    end = find_element_end(self->markup, token);
    take_whole(self, token, end);
    if (is_note && token->kind == HEXAPLA_XML_TOKEN_START)
        add_note(self, token->end, end);
    return end;
}

/* The headline, once the element that holds it has ended. */
static void
take_title(Walker *self)
{
    const GString *text = self->markup->text;

    if (self->title_depth != self->contexts->len)
        return;
    self->title_depth = 0;
    if (self->has_block)
        *self->title = g_strndup(text->str + self->block.start, text->len - self->block.start);
}

static void
take_end(Walker *self, const HexaplaXmlToken *token)
{
    HexaplaElementRule rule = context_of(self)->rule;

    take_title(self);
    if (is_inline(rule))
        wait(self, token, FALSE, rule.code_type);
    else
        end_block(self);
    g_array_set_size(self->contexts, self->contexts->len - 1);
}

static void
walk(Walker *self, gsize position, gsize end)
{
    HexaplaXmlToken token;

    while (hexapla_xml_scan(self->markup->bytes, end, position, &token)) {
        position = token.end;
        if (token.kind == HEXAPLA_XML_TOKEN_TEXT)
            take_text(self, &token);
        else if (token.kind == HEXAPLA_XML_TOKEN_END)
            take_end(self, &token);
        else if (token.kind == HEXAPLA_XML_TOKEN_START || token.kind == HEXAPLA_XML_TOKEN_EMPTY)
            position = take_start(self, &token);
        else
            wait(self, &token, FALSE, HEXAPLA_CODE_TYPE_OTHER);
    }
    end_block(self);
}

/* Fills in the text, blocks and codes of an article that is well-formed, and its title. */
void
hexapla_xml_find_blocks(HexaplaMarkup *markup, const HexaplaVocabulary *vocabulary, char **title)
{
    const Context outside = {.rule = {.role = HEXAPLA_ELEMENT_STRUCTURE}};
    Walker self = {
        .markup = markup,
        .vocabulary = vocabulary,
        .title = title,
        .contexts = g_array_new(FALSE, FALSE, sizeof(Context)),
        .pending = g_array_new(FALSE, FALSE, sizeof(Pending)),
        .open = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .notes = g_array_new(FALSE, FALSE, sizeof(Note)),
    };

    g_array_append_val(self.contexts, outside);
    walk(&self, 0, markup->n);
    g_array_unref(self.contexts);
    g_array_unref(self.pending);
    g_array_unref(self.open);
    g_array_unref(self.notes);
}
