/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/reading.h"

#include <string.h>

#include "base/icu.h"
#include "base/limits.h"
#include "base/packer.h"
#include "base/text.h"
#include "document/sources.h"

/**
 * hexapla_format_dup_stem:
 * @file: an input as the user named it
 *
 * Without folder and extension: the same article has the same id wherever it lies.
 *
 * Returns: (transfer full): what its articles are called when they have no name; free with g_free()
 * Since: 0.1
 */
char *
hexapla_format_dup_stem(const char *file)
{
    g_autofree char *name = strcmp(file, "-") == 0 ? g_strdup("stdin") : g_path_get_basename(file);
    char *dot;

    name[hexapla_packer_stem(name)] = '\0';
    dot = strrchr(name, '.');
    return dot != NULL && dot > name ? g_strndup(name, dot - name) : g_steal_pointer(&name);
}

/**
 * hexapla_format_find_form_language:
 * @tag: what a ledger or a glossary calls a language
 *
 * Romanised forms are made anew when they are wanted.
 *
 * Returns: (transfer none) (nullable): the tag as BCP 47 has it, interned; %NULL when it is none, or
 * that of a system of romanisation
 * Since: 0.1
 */
const char *
hexapla_format_find_form_language(const char *tag)
{
    g_autofree char *language = hexapla_language_tag_canonicalise(tag, NULL);

    return language != NULL && strstr(language, HEXAPLA_ROMANISED_TAG) == NULL
               ? g_intern_string(language)
               : NULL;
}

/**
 * hexapla_format_find_cut:
 * @text: UTF-8
 * @n: its bytes, not 0
 *
 * Returns: where a part may end, best place first: behind a blank line, a line, a space, a character
 * Since: 0.1
 */
gsize
hexapla_format_find_cut(const char *text, gsize n)
{
    gsize line = 0, space = 0;

    for (gsize i = n - 1; i > 0; i--) {
        if (text[i] == '\n' && text[i - 1] == '\n')
            return i + 1;
        if (text[i] == '\n' && i > 2 && text[i - 1] == '\r' && text[i - 2] == '\n')
            return i + 1;
        if (line == 0 && text[i] == '\n')
            line = i + 1;
        if (space == 0 && text[i] == ' ')
            space = i + 1;
    }
    if (line > 0 || space > 0)
        return line > 0 ? line : space;
    while (n > 1 && ((guchar)text[n - 1] & 0xC0) == 0x80)
        n--;
    return n - 1 > 0 ? n - 1 : n;
}

/* A block of the part at hand. */
typedef struct {
    gsize start;
    gsize end;
    HexaplaBlockKind kind;
    HexaplaJunk junk;
    const char *language; /* NULL: that of the article */
} Block;

/* What a reader puts between two blocks. */
#define SEPARATOR "\n\n"
#define SEPARATOR_BYTES (sizeof SEPARATOR - 1)

/**
 * hexapla_article_init:
 * @self: (out): no article yet
 * @func: takes the parts
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_article_init(HexaplaArticle *self, HexaplaDocumentFunc func, gpointer user_data)
{
    *self = (HexaplaArticle){.func = func, .user_data = user_data};
    self->blocks = g_array_new(FALSE, FALSE, sizeof(Block));
    self->runs = g_array_new(FALSE, FALSE, sizeof(HexaplaRun));
}

/**
 * hexapla_article_clear:
 * @self: an article; what was not handed over is thrown away
 *
 * Since: 0.1
 */
void
hexapla_article_clear(HexaplaArticle *self)
{
    g_clear_pointer(&self->text, g_free);
    g_clear_pointer(&self->blocks, g_array_unref);
    g_clear_pointer(&self->runs, g_array_unref);
}

/**
 * hexapla_article_begin:
 * @self: an article; the last one is over
 * @language: its language tag; stays until it is over
 * @origin: where its first part comes from; its strings stay until the article is over
 * @expected: bytes that it will have at most
 *
 * Since: 0.1
 */
void
hexapla_article_begin(HexaplaArticle *self, const char *language, const HexaplaOrigin *origin,
                      gsize expected)
{
    g_free(self->text);
    self->language = language;
    self->origin = *origin;
    self->n = 0;
    self->size = MIN(expected, HEXAPLA_MAX_PART_BYTES - SEPARATOR_BYTES);
    self->text = g_malloc(self->size + SEPARATOR_BYTES);
    g_array_set_size(self->blocks, 0);
    g_array_set_size(self->runs, 0);
}

/**
 * hexapla_article_separate:
 * @self: an article; nothing was separated since text came
 *
 * Puts a blank line behind the text of the part.
 *
 * Since: 0.1
 */
void
hexapla_article_separate(HexaplaArticle *self)
{
    memcpy(self->text + self->n, SEPARATOR, SEPARATOR_BYTES);
    self->n += SEPARATOR_BYTES;
}

/**
 * hexapla_article_add_block:
 * @self: an article
 * @kind: what the source says that it is
 * @start: its first byte in the text of the part; blocks come in the order of the text
 * @end: behind its last byte
 *
 * White space at both ends does not belong to the block; one without text is none.
 *
 * Since: 0.1
 */
void
hexapla_article_add_block(HexaplaArticle *self, HexaplaBlockKind kind, gsize start, gsize end)
{
    hexapla_article_add_junk(self, kind, HEXAPLA_JUNK_NONE, start, end);
}

/**
 * hexapla_article_add_junk:
 * @self: an article
 * @kind: what the source says that it is
 * @junk: why it is not text, or %HEXAPLA_JUNK_NONE
 * @start: its first byte in the text of the part; blocks come in the order of the text
 * @end: behind its last byte
 *
 * Does what hexapla_article_add_block() does, for a block that may be no part of the article.
 *
 * Since: 0.1
 */
void
hexapla_article_add_junk(HexaplaArticle *self, HexaplaBlockKind kind, HexaplaJunk junk, gsize start,
                         gsize end)
{
    Block block = {
        .start = hexapla_text_skip_space(self->text, start, end),
        .kind = kind,
        .junk = junk,
        .language = self->block_language,
    };

    block.end = hexapla_text_trim_space(self->text, block.start, end);
    if (block.start < block.end)
        g_array_append_val(self->blocks, block);
}

/**
 * hexapla_article_add_run:
 * @self: an article
 * @start: first byte of a stretch of the part's text
 * @end: behind its last byte
 * @source: see hexapla_document_add_run()
 * @n_source: likewise
 *
 * Says where the stretch came from.
 *
 * Since: 0.1
 */
void
hexapla_article_add_run(HexaplaArticle *self, gsize start, gsize end, guint64 source,
                        gsize n_source)
{
    HexaplaRun run = {.start = start, .end = end, .source = source, .n_source = n_source};

    g_array_append_val(self->runs, run);
}

/* Gives the part, which ends at @n, its runs, and leaves those of the rest. Only what is the same
 * in text and input is ever cut. */
static void
move_runs(HexaplaArticle *self, HexaplaDocument *part, gsize n)
{
    guint n_kept = 0;

    for (guint i = 0; i < self->runs->len; i++) {
        HexaplaRun run = g_array_index(self->runs, HexaplaRun, i);
        gsize here = run.start < n ? MIN(run.end, n) - run.start : 0;
        gboolean is_whole = run.start + here == run.end;

        if (here > 0)
            hexapla_document_add_run(part, run.start, run.start + here, run.source,
                                     is_whole ? run.n_source : here);
        if (is_whole && here > 0)
            continue;
        run.source += here;
        run.n_source -= here;
        run.start = run.start + here - n;
        run.end -= n;
        g_array_index(self->runs, HexaplaRun, n_kept++) = run;
    }
    g_array_set_size(self->runs, n_kept);
}

static inline gboolean
is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* A block is one paragraph, wherever its source broke the lines. */
static void
join_lines(HexaplaDocument *part, const char *text, const Block *block)
{
    gsize i = block->start;

    while (i < block->end) {
        gsize from;

        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, block->end, c, (c == '\n') | (c == '\r'))
        while (i < block->end && !is_line_end(text[i]))
            i++;
        if (i == block->end)
            break;
        from = hexapla_text_trim_space(text, block->start, i);
        i = hexapla_text_skip_space(text, i, block->end);
        hexapla_document_add_change(part, from, i, " ", HEXAPLA_CHANGE_WRAP);
    }
}

static void
add_blocks(HexaplaArticle *self, HexaplaDocument *part, const char *text)
{
    for (guint i = 0; i < self->blocks->len; i++) {
        const Block *block = &g_array_index(self->blocks, Block, i);

        guint index = hexapla_document_add_block(part, block->kind, block->start, block->end);
        guint n;

        hexapla_document_get_blocks(part, &n)[index].junk = block->junk;
        if (block->language != NULL && strcmp(block->language, self->language) != 0)
            hexapla_document_set_block_language(part, index, block->language);
        join_lines(part, text, block);
    }
    g_array_set_size(self->blocks, 0);
}

/**
 * hexapla_format_is_own_id:
 * @id: of something in an exchange file
 * @prefix: see hexapla_format_id()
 *
 * Returns: whether hexapla_format_id() could have made it
 * Since: 0.1
 */
gboolean
hexapla_format_is_own_id(const char *id, char prefix)
{
    gsize n;

    if (id[0] != prefix)
        return FALSE;
    n = strspn(id + 1, "0123456789abcdefghjkmnpqrstvwxyz");
    if (n != 8 || id[9] == '\0')
        return n == 8;
    n = strspn(id + 10, "0123456789");
    return id[9] == '-' && n > 0 && id[10 + n] == '\0';
}

/**
 * hexapla_format_copy_origin:
 * @to: (out): of a document
 * @from: a reader's; its strings are copied
 *
 * Since: 0.1
 */
void
hexapla_format_copy_origin(HexaplaOrigin *to, const HexaplaOrigin *from)
{
    *to = *from;
    to->file = g_strdup(from->file);
    to->id = g_strdup(from->id);
    to->title = g_strdup(from->title);
    to->url = g_strdup(from->url);
    to->author = g_strdup(from->author);
    to->date = g_strdup(from->date);
    to->key = g_strdup(from->key);
    to->original = g_strdup(from->original);
    to->encoding = g_strdup(from->encoding);
}

static gboolean
hand_over(HexaplaArticle *self, char *text, gsize n, gboolean is_last, GError **error)
{
    HexaplaDocument *part = hexapla_document_new(self->language, text, n);

    self->origin.is_last = is_last;
    hexapla_format_copy_origin(hexapla_document_get_origin(part), &self->origin);
    add_blocks(self, part, text);
    move_runs(self, part, n);
    self->origin.offset += n;
    self->origin.part++;
    return self->func(part, self->user_data, error);
}

/**
 * hexapla_article_cut:
 * @self: an article that goes on
 * @end: where the part ends; no block lies behind
 * @error: what @func says
 *
 * Hands over a part; what stands behind @end begins the next one.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_article_cut(HexaplaArticle *self, gsize end, GError **error)
{
    char *part = self->text;

    self->size = HEXAPLA_MAX_PART_BYTES - SEPARATOR_BYTES;
    self->text = g_malloc(HEXAPLA_MAX_PART_BYTES);
    self->n -= end;
    memcpy(self->text, part + end, self->n);
    return hand_over(self, part, end, FALSE, error);
}

/**
 * hexapla_article_end:
 * @self: an article that is complete
 * @error: what @func says
 *
 * Hands over the last part, which may be empty.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_article_end(HexaplaArticle *self, GError **error)
{
    char *part = g_steal_pointer(&self->text);

    if (self->size - self->n > self->n / 4)
        part = g_realloc(part, self->n + 1);
    return hand_over(self, part, self->n, TRUE, error);
}
