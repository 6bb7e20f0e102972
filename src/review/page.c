/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/page.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "document/pieces.h"
#include "document/target.h"
#include "formats/writing.h"
#include "hexapla-review.h"
#include "review/decisions.h"

struct _HexaplaPage {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    const char *rest; /* of the page, behind the data; static */
    GChecksum *corpus;
    guint64 n_segments;
    gboolean has_row;

    /* of the part at hand */
    HexaplaDocument *part;
    const HexaplaBlock *blocks;
    const HexaplaSegment *segments;
    const HexaplaMention *mentions;
    const HexaplaName *names;
};

static const char *
find_file(const char *name, gsize *n)
{
    g_autofree char *path = g_strconcat("/hexapla/review/", name, NULL);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(hexapla_review_get_resource(), path, 0, NULL);

    /* Resources lie in the program for ever. */
    return g_bytes_get_data(bytes, n);
}

static void
put_file(HexaplaWriter *out, const char *name)
{
    gsize n;
    const char *data = find_file(name, &n);

    hexapla_writer_put(out, data, n);
}

/* What a content security policy knows an element by that stands in the page (CSP 3 §2.3.1). */
static void
put_hash(HexaplaWriter *out, const char *name)
{
    gsize n, n_digest = 32;
    const char *data = find_file(name, &n);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    g_autofree char *base64 = NULL;

    g_checksum_update(checksum, (const guchar *)data, n);
    g_checksum_get_digest(checksum, digest, &n_digest);
    base64 = g_base64_encode(digest, n_digest);
    HEXAPLA_PUT(out, "'sha256-");
    hexapla_writer_puts(out, base64);
    HEXAPLA_PUT(out, "'");
}

static void
put_policy(HexaplaWriter *out)
{
    HEXAPLA_PUT(out, "default-src 'none'; script-src ");
    put_hash(out, "page.js");
    HEXAPLA_PUT(out, "; style-src ");
    put_hash(out, "page.css");
    HEXAPLA_PUT(out, "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'");
}

static void
put_style(HexaplaWriter *out)
{
    put_file(out, "page.css");
}

static void
put_script(HexaplaWriter *out)
{
    put_file(out, "page.js");
}

static void
put_strings(HexaplaWriter *out)
{
    static const char *const languages[] = {"en", "ar", "ru"};

    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *name = g_strconcat(languages[i], ".json", NULL);

        hexapla_writer_puts(out, i > 0 ? ",\"" : "{\"");
        hexapla_writer_puts(out, languages[i]);
        HEXAPLA_PUT(out, "\":");
        put_file(out, name);
    }
    HEXAPLA_PUT(out, "}");
}

static const struct {
    const char *mark;
    void (*put)(HexaplaWriter *out);
} marks[] = {
    {"@POLICY@", put_policy},
    {"@STYLE@", put_style},
    {"@STRINGS@", put_strings},
    {"@SCRIPT@", put_script},
};

/* Writes the page up to the mark, and what stands in its place. Returns what is behind. */
static const char *
put_until(HexaplaWriter *out, const char *page, const char *mark)
{
    const char *found = strstr(page, mark);

    hexapla_writer_put(out, page, found - page);
    return found + strlen(mark);
}

/**
 * hexapla_page_new:
 * @out: takes the page
 * @options: the target language for articles that have none; live as long as the page
 *
 * Returns: (transfer full): a page without sentences
 * Since: 0.1
 */
HexaplaPage *
hexapla_page_new(HexaplaWriter *out, const HexaplaFormatOptions *options)
{
    HexaplaPage *self = g_new0(HexaplaPage, 1);
    gsize n;

    self->out = out;
    self->options = options;
    self->corpus = g_checksum_new(G_CHECKSUM_SHA256);
    self->rest = find_file("page.html", &n);
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        self->rest = put_until(out, self->rest, marks[i].mark);
        marks[i].put(out);
    }
    self->rest = put_until(out, self->rest, "@DATA@");
    HEXAPLA_PUT(out, "{\"rows\":[");
    return self;
}

/**
 * hexapla_page_free:
 * @self: (transfer full) (nullable): a page
 *
 * Since: 0.1
 */
void
hexapla_page_free(HexaplaPage *self)
{
    if (self == NULL)
        return;
    g_checksum_free(self->corpus);
    g_free(self);
}

/* Bytes of what a parser of HTML or scripts may take for the end of the element, 0 for others: a
 * bracket, and U+2028 and U+2029, which end lines in scripts. */
static gsize
danger_at(const char *p, const char *end)
{
    if (*p == '<')
        return 1;
    return end - p >= 3 && p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\xA8' || p[2] == '\xA9')
               ? 3
               : 0;
}

/* The inside of a string. */
static void
put_text(HexaplaPage *self, const char *text, gsize n)
{
    const char *end = text + n, *start = text;

    for (const char *p = text; p < end; p++) {
        gsize danger = danger_at(p, end);

        if (danger == 0)
            continue;
        hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_JSON, start, p - start);
        hexapla_writer_puts(self->out, danger == 1      ? "\\u003c"
                                       : p[2] == '\xA8' ? "\\u2028"
                                                        : "\\u2029");
        p += danger - 1;
        start = p + 1;
    }
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_JSON, start, end - start);
}

static void
put_string(HexaplaPage *self, const char *text)
{
    HEXAPLA_PUT(self->out, "\"");
    put_text(self, text, strlen(text));
    HEXAPLA_PUT(self->out, "\"");
}

/* Nothing for %NULL. */
static void
put_member(HexaplaPage *self, const char *name, const char *text)
{
    if (text == NULL)
        return;
    HEXAPLA_PUT(self->out, ",\"");
    hexapla_writer_puts(self->out, name);
    HEXAPLA_PUT(self->out, "\":");
    put_string(self, text);
}

static void
begin_row(HexaplaPage *self)
{
    hexapla_writer_puts(self->out, self->has_row ? ",\n" : "\n");
    self->has_row = TRUE;
}

static void
put_document(HexaplaPage *self)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(self->part);
    char id[HEXAPLA_ID_SIZE];

    begin_row(self);
    HEXAPLA_PUT(self->out, "{\"doc\":");
    put_string(self, hexapla_format_file_id(id, self->part));
    put_member(self, "article", hexapla_format_article_id(self->part));
    put_member(self, "title", origin->title);
    put_member(self, "language", hexapla_document_get_language(self->part));
    put_member(self, "target", hexapla_format_target_language(self->options, self->part));
    HEXAPLA_PUT(self->out, "}");
}

static void
put_code(HexaplaPage *self, const HexaplaCode *code)
{
    HEXAPLA_PUT(self->out, "{\"code\":");
    put_string(self, hexapla_code_type_get_tag(code->type));
    HEXAPLA_PUT(self->out, "}");
}

static void
put_name(HexaplaPage *self, guint mention)
{
    const HexaplaName *name = &self->names[self->mentions[mention].name];

    HEXAPLA_PUT(self->out, "{\"name\":");
    put_string(self, hexapla_name_class_get_tag(name->name_class));
    put_member(self, "form", name->form);
    HEXAPLA_PUT(self->out, "}");
}

/* Line ends that became spaces are nothing to look at. */
static void
put_plain(HexaplaPage *self, const HexaplaPiece *piece)
{
    const char *text = hexapla_document_get_text(self->part, NULL);
    gboolean is_changed = piece->change != NULL && piece->change->reason == HEXAPLA_CHANGE_SPELLING;

    hexapla_writer_puts(self->out, is_changed ? "{\"text\":\"" : "\"");
    put_text(self, piece->text, piece->n);
    HEXAPLA_PUT(self->out, "\"");
    if (!is_changed)
        return;
    HEXAPLA_PUT(self->out, ",\"original\":\"");
    put_text(self, text + piece->change->start, piece->change->end - piece->change->start);
    HEXAPLA_PUT(self->out, "\"}");
}

static void
put_piece(HexaplaPage *self, const HexaplaPiece *piece)
{
    switch (piece->kind) {
    case HEXAPLA_PIECE_TEXT:
        put_plain(self, piece);
        break;
    case HEXAPLA_PIECE_MENTION_START:
        put_name(self, piece->mention);
        break;
    case HEXAPLA_PIECE_MENTION_END:
        HEXAPLA_PUT(self->out, "0");
        break;
    case HEXAPLA_PIECE_CODE:
        put_code(self, piece->code);
        break;
    }
}

/* Strings are text; a name begins with an object and ends with 0. */
static void
put_source(HexaplaPage *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    HexaplaPieceIter iter;
    HexaplaPiece piece;
    guint n_codes;
    const HexaplaCode *codes = hexapla_document_get_segment_codes(self->part, index, &n_codes);

    hexapla_piece_iter_init(&iter, self->part, segment->start, segment->end, TRUE);
    hexapla_piece_iter_show_codes(&iter, codes, n_codes);
    HEXAPLA_PUT(self->out, ",\"source\":[");
    for (guint i = 0; hexapla_piece_iter_next(&iter, &piece); i++) {
        if (i > 0)
            HEXAPLA_PUT(self->out, ",");
        put_piece(self, &piece);
    }
    HEXAPLA_PUT(self->out, "]");
}

static void
put_target(HexaplaPage *self, guint index)
{
    const HexaplaTarget *target = hexapla_document_find_target(self->part, index);

    if (target == NULL)
        return;
    put_member(self, "target", target->text);
    if (target->state != HEXAPLA_STATE_UNKNOWN)
        put_member(self, "state", hexapla_state_get_tag(target->state));
    if (target->is_fuzzy)
        HEXAPLA_PUT(self->out, ",\"fuzzy\":true");
    if (target->n_codes > 0)
        HEXAPLA_PUT(self->out, ",\"codes\":true");
}

static void
put_notes(HexaplaPage *self, guint index)
{
    guint n;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(self->part, index, &n);

    if (n == 0)
        return;
    HEXAPLA_PUT(self->out, ",\"notes\":[");
    for (guint i = 0; i < n; i++) {
        hexapla_writer_puts(self->out, i > 0 ? ",[" : "[");
        put_string(self, notes[i].from != NULL ? notes[i].from : "");
        HEXAPLA_PUT(self->out, ",");
        put_string(self, notes[i].text);
        HEXAPLA_PUT(self->out, "]");
    }
    HEXAPLA_PUT(self->out, "]");
}

static void
put_segment(HexaplaPage *self, guint index)
{
    const HexaplaSegment *segment = &self->segments[index];
    const HexaplaBlock *block = &self->blocks[segment->block];
    const char *text = hexapla_document_get_text(self->part, NULL);
    g_autofree char *key = hexapla_decisions_dup_segment_key(self->part, index);

    g_checksum_update(self->corpus, (const guchar *)key, -1);
    g_checksum_update(self->corpus, (const guchar *)text + segment->start,
                      segment->end - segment->start);
    begin_row(self);
    HEXAPLA_PUT(self->out, "{\"segment\":");
    put_string(self, key);
    HEXAPLA_PUT(self->out, ",\"block\":");
    hexapla_writer_put_uint(self->out, segment->block);
    put_member(self, "kind", hexapla_block_kind_get_tag(block->kind));
    /* Why a segment of an exchange file ends nobody knows. */
    if (!hexapla_document_get_origin(self->part)->is_exchange)
        put_member(self, "rule", hexapla_rule_get_tag(segment->rule));
    if (block->junk != HEXAPLA_JUNK_NONE)
        put_member(self, "junk", hexapla_junk_get_tag(block->junk));
    if (block->is_locked)
        HEXAPLA_PUT(self->out, ",\"locked\":true");
    put_source(self, index);
    put_target(self, index);
    put_notes(self, index);
    HEXAPLA_PUT(self->out, "}");
}

static gboolean
check_size(HexaplaPage *self, guint n, GError **error)
{
    self->n_segments += n;
    if (self->n_segments <= HEXAPLA_MAX_REVIEW_SEGMENTS)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: with this file the page has more than %u sentences: give each page a "
                "share of the corpus",
                hexapla_format_original_name(self->part), HEXAPLA_MAX_REVIEW_SEGMENTS);
    return FALSE;
}

/**
 * hexapla_page_take:
 * @part: (transfer full): the next part of an article, with ids
 * @page: a #HexaplaPage
 * @error: (domain HEXAPLA_ERROR): the page would be too large
 *
 * A #HexaplaDocumentFunc.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_page_take(HexaplaDocument *part, gpointer page, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    HexaplaPage *self = page;
    guint n, n_segments;

    self->part = part;
    self->blocks = hexapla_document_get_blocks(part, &n);
    self->mentions = hexapla_document_get_mentions(part, &n);
    self->names = hexapla_document_get_names(part, &n);
    self->segments = hexapla_document_get_segments(part, &n_segments);
    if (!check_size(self, n_segments, error))
        return FALSE;
    put_document(self);
    for (guint i = 0; i < n_segments; i++)
        put_segment(self, i);
    return hexapla_writer_check(self->out, error);
}

/**
 * hexapla_page_end:
 * @self: a page
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether the page was written
 * Since: 0.1
 */
gboolean
hexapla_page_end(HexaplaPage *self, GError **error)
{
    HEXAPLA_PUT(self->out, "\n]");
    put_member(self, "corpus", g_checksum_get_string(self->corpus));
    HEXAPLA_PUT(self->out, "}");
    hexapla_writer_puts(self->out, self->rest);
    return hexapla_writer_check(self->out, error);
}
