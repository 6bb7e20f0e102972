/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/markup.h"

#include <string.h>

#include "base/encoding.h"
#include "document/sources.h"
#include "document/target.h"
#include "formats/reading.h"

/* What stands between two blocks. */
#define SEPARATOR "\n\n"

void
hexapla_markup_init(HexaplaMarkup *self, const char *bytes, gsize n)
{
    *self = (HexaplaMarkup){.bytes = bytes, .n = n};
    self->text = g_string_sized_new(n / 4);
    self->blocks = g_array_new(FALSE, FALSE, sizeof(HexaplaMarkupBlock));
    self->runs = g_array_new(FALSE, FALSE, sizeof(HexaplaMarkupRun));
    self->codes = g_array_new(FALSE, FALSE, sizeof(HexaplaMarkupCode));
}

void
hexapla_markup_clear(HexaplaMarkup *self)
{
    if (self->text == NULL)
        return;
    g_string_free(g_steal_pointer(&self->text), TRUE);
    g_array_unref(self->blocks);
    g_array_unref(self->runs);
    g_array_unref(self->codes);
}

/* Adds characters that came from some bytes of the article. */
void
hexapla_markup_put(HexaplaMarkup *self, const char *text, gsize n, guint32 source, guint32 n_source)
{
    GArray *runs = self->runs;
    HexaplaMarkupRun run = {self->text->len, self->text->len + n, source, n_source};
    HexaplaMarkupRun *last =
        runs->len > 0 ? &g_array_index(runs, HexaplaMarkupRun, runs->len - 1) : NULL;
    gboolean is_same = n == n_source && memcmp(text, self->bytes + source, n) == 0;

    g_string_append_len(self->text, text, n);
    if (is_same && self->is_same && last->end == run.start &&
        last->source + last->n_source == source) {
        last->end = run.end;
        last->n_source += n_source;
        return;
    }
    self->is_same = is_same;
    g_array_append_val(runs, run);
}

/* Adds a block that ends with the text so far. */
void
hexapla_markup_add_block(HexaplaMarkup *self, const HexaplaMarkupBlock *block)
{
    g_array_append_vals(self->blocks, block, 1);
    g_array_index(self->blocks, HexaplaMarkupBlock, self->blocks->len - 1).end = self->text->len;
    g_string_append(self->text, SEPARATOR);
}

/* Adds a code at the end of the text so far. */
guint32
hexapla_markup_add_code(HexaplaMarkup *self, HexaplaCodeKind kind, HexaplaCodeType type,
                        guint32 source, guint32 source_end)
{
    HexaplaMarkupCode code = {
        .start = self->text->len,
        .end = self->text->len,
        .source = source,
        .n_source = source_end - source,
        .partner = HEXAPLA_NO_CODE,
        .kind = kind,
        .type = type,
    };

    g_array_append_val(self->codes, code);
    return self->codes->len - 1;
}

void
hexapla_markup_pair_codes(HexaplaMarkup *self, guint32 open, guint32 close)
{
    g_array_index(self->codes, HexaplaMarkupCode, open).partner = close;
    g_array_index(self->codes, HexaplaMarkupCode, close).partner = open;
}

/* The text of the parts together is that of the article, so offsets only move. */
typedef struct {
    const HexaplaMarkup *markup;
    const HexaplaMarkupReader *reader;
    guint code; /* the first one of the next part */
    guint run;
    gsize place; /* in the article, up to which lines are counted */
    guint32 line;
} State;

static gboolean
put_block(HexaplaArticle *article, const HexaplaMarkup *markup, const HexaplaMarkupBlock *block,
          GError **error)
{
    const char *text = markup->text->str + block->start;
    gsize n = block->end - block->start;
    gsize start;

    article->block_language = block->language;
    if (article->n > 0) {
        hexapla_article_separate(article);
        if (article->n + n > article->size && !hexapla_article_cut(article, article->n, error))
            return FALSE;
    }
    start = article->n;
    while (n > article->size - article->n) {
        gsize room = article->size - article->n, cut;

        memcpy(article->text + article->n, text, room);
        article->n += room;
        cut = hexapla_format_find_cut(article->text, article->n);
        hexapla_article_add_junk(article, block->kind, block->junk, start, cut);
        text += room;
        n -= room;
        if (!hexapla_article_cut(article, cut, error))
            return FALSE;
        start = 0;
    }
    memcpy(article->text + article->n, text, n);
    article->n += n;
    hexapla_article_add_junk(article, block->kind, block->junk, start, article->n);
    return TRUE;
}

static void
add_codes(State *self, HexaplaDocument *part, gsize offset, gsize end)
{
    const GArray *codes = self->markup->codes;
    const HexaplaPageText *page = self->reader->page;
    guint first = self->code, n;

    for (; self->code < codes->len; self->code++) {
        const HexaplaMarkupCode *code = &g_array_index(codes, HexaplaMarkupCode, self->code);
        HexaplaCode *added;
        guint index;

        if (code->end > end || (code->start == end && code->kind != HEXAPLA_CODE_CLOSE))
            break;
        index = hexapla_document_add_code(part, code->kind, code->type, code->start - offset,
                                          code->end - offset, self->markup->bytes + code->source,
                                          code->n_source);
        added = &hexapla_document_get_codes(part, &n)[index];
        added->source = hexapla_page_text_place(page, code->source);
        added->n_source =
            hexapla_page_text_place(page, code->source + code->n_source) - added->source;
        if (code->kind == HEXAPLA_CODE_CLOSE && code->partner != HEXAPLA_NO_CODE &&
            code->partner >= first)
            hexapla_document_pair_codes(part, code->partner - first, index);
    }
}

static void
add_run(State *self, HexaplaDocument *part, gsize start, gsize end, gsize source, gsize n_source)
{
    const HexaplaPageText *page = self->reader->page;
    guint64 place = hexapla_page_text_place(page, source);

    hexapla_document_add_run(part, start, end, place,
                             hexapla_page_text_place(page, source + n_source) - place);
}

static gboolean
is_one_byte(const State *self, gsize place)
{
    const guint32 *places = self->reader->page->places;

    return places[place + 1] == places[place] + 1;
}

/* In another encoding characters beyond ASCII have other bytes, and in JSON some have escapes. */
static void
add_same(State *self, HexaplaDocument *part, gsize start, gsize n, gsize source)
{
    const char *text = self->markup->bytes + source;

    for (gsize i = 0, next; i < n; i = next) {
        next = i;
        while (next < n && (guchar)text[next] < 0x80 && is_one_byte(self, source + next))
            next++;
        if (next == i)
            next = g_utf8_next_char(text + i) - text;
        add_run(self, part, start + i, start + next, source + i, next - i);
    }
}

static void
add_runs(State *self, HexaplaDocument *part, gsize offset, gsize end)
{
    const GArray *runs = self->markup->runs;

    for (; self->run < runs->len; self->run++) {
        const HexaplaMarkupRun *run = &g_array_index(runs, HexaplaMarkupRun, self->run);
        gsize start = run->start - offset;

        if (run->start >= end)
            return;
        if (!self->reader->options->with_sources)
            continue;
        if (self->reader->page->places != NULL && run->end - run->start == run->n_source)
            add_same(self, part, start, run->n_source, run->source);
        else
            add_run(self, part, start, run->end - offset, run->source, run->n_source);
    }
}

/* The line on which each block begins in the article. */
static void
set_lines(State *self, HexaplaDocument *part, gsize offset)
{
    guint n, run = self->run, n_runs = self->markup->runs->len;
    HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    const HexaplaMarkupRun *runs = (const HexaplaMarkupRun *)self->markup->runs->data;

    for (guint i = 0; i < n; i++) {
        while (run < n_runs && runs[run].end <= offset + blocks[i].start)
            run++;
        for (; run < n_runs && self->place < runs[run].source; self->place++)
            self->line += self->markup->bytes[self->place] == '\n';
        blocks[i].line = self->line;
    }
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    State *self = user_data;
    gsize n, offset = hexapla_document_get_origin(part)->offset;

    hexapla_document_get_text(part, &n);
    set_lines(self, part, offset);
    add_codes(self, part, offset, offset + n);
    add_runs(self, part, offset, offset + n);
    return self->reader->func(part, self->reader->user_data, error);
}

/**
 * hexapla_markup_hand_over:
 * @self: an article
 * @reader: who read it, and who takes it
 * @language: its language tag
 * @origin: what is known of it; file, id and place are filled in
 * @error: what the one who takes it says
 *
 * Hands over the article in parts.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_markup_hand_over(const HexaplaMarkup *self, const HexaplaMarkupReader *reader,
                         const char *language, const HexaplaOrigin *origin, GError **error)
{
    State state = {.markup = self, .reader = reader, .line = 1};
    g_autofree char *id = hexapla_format_dup_stem(reader->options->file);
    g_auto(HexaplaArticle) article;
    HexaplaOrigin first = *origin;

    first.file = (char *)reader->options->file;
    first.id = id;
    first.encoding = reader->page->encoding;
    first.line = 1;
    first.is_record = TRUE;
    hexapla_article_init(&article, take_part, &state);
    hexapla_article_begin(&article, language, &first, self->text->len);
    for (guint i = 0; i < self->blocks->len; i++) {
        if (!put_block(&article, self, &g_array_index(self->blocks, HexaplaMarkupBlock, i), error))
            return FALSE;
    }
    return hexapla_article_end(&article, error);
}

static void
append_text(GString *markup, const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (text[i] == '&')
            g_string_append(markup, "&amp;");
        else if (text[i] == '<')
            g_string_append(markup, "&lt;");
        else if (text[i] == '>')
            g_string_append(markup, "&gt;");
        else
            g_string_append_c(markup, text[i]);
    }
}

/* Returns the target of a segment with tags and references, as it stands in HTML and XML. */
GString *
hexapla_markup_new_target(HexaplaDocument *part, guint segment)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);
    GString *markup = g_string_sized_new(target->n + 64);
    guint n;
    gsize position = 0;
    const HexaplaCode *codes = hexapla_document_get_target_codes(part, segment, &n);

    for (guint i = 0; i < n; i++) {
        append_text(markup, target->text + position, codes[i].start - position);
        g_string_append_len(markup, codes[i].data, codes[i].n_data);
        position = codes[i].start;
    }
    append_text(markup, target->text + position, target->n - position);
    return markup;
}

/* Writes it in the encoding of the article; what that does not have becomes a reference. */
gboolean
hexapla_markup_put_target(HexaplaWriter *out, HexaplaDocument *part, guint segment, GError **error)
{
    g_autoptr(GString) markup = hexapla_markup_new_target(part, segment);
    const char *encoding = hexapla_document_get_origin(part)->encoding;
    g_autofree char *bytes = NULL;
    gsize n = markup->len;

    if (encoding != NULL) {
        bytes = hexapla_encoding_encode(encoding, markup->str, markup->len, &n, error);
        if (bytes == NULL)
            return FALSE;
    }
    hexapla_writer_put(out, bytes != NULL ? bytes : markup->str, n);
    return hexapla_writer_check(out, error);
}
