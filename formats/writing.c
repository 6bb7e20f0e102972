/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/writing.h"

#include <string.h>

#include "base/text.h"

/* Without i, l, o and u: people read ids aloud and copy them by hand. */
static const char id_digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * hexapla_format_write_id:
 * @p: takes up to HEXAPLA_ID_SIZE bytes
 * @prefix: a letter that says what it is an id of
 * @id: 40 bits
 * @ordinal: how many things with the same @id come before
 *
 * Returns: behind the id, an NMTOKEN of ASCII
 * Since: 0.1
 */
char *
hexapla_format_write_id(char *p, char prefix, guint64 id, guint ordinal)
{
    *p = prefix;
    for (guint i = 0; i < 8; i++)
        p[1 + i] = id_digits[id >> (35 - 5 * i) & 31];
    p += 9;
    if (ordinal == 0)
        return p;
    *p++ = '-';
    return hexapla_text_write_uint(p, (guint64)ordinal + 1);
}

/**
 * hexapla_format_id:
 * @buffer: takes the id
 * @prefix: a letter that says what it is an id of
 * @id: 40 bits
 * @ordinal: how many things with the same @id come before
 *
 * Returns: (transfer none): @buffer, with an NMTOKEN of ASCII
 * Since: 0.1
 */
const char *
hexapla_format_id(char buffer[HEXAPLA_ID_SIZE], char prefix, guint64 id, guint ordinal)
{
    *hexapla_format_write_id(buffer, prefix, id, ordinal) = '\0';
    return buffer;
}

/**
 * hexapla_format_put_id:
 * @out: a writer
 * @prefix: a letter that says what it is an id of
 * @id: 40 bits
 * @ordinal: how many things with the same @id come before
 *
 * Writes what hexapla_format_id() makes.
 *
 * Since: 0.1
 */
void
hexapla_format_put_id(HexaplaWriter *out, char prefix, guint64 id, guint ordinal)
{
    char buffer[HEXAPLA_ID_SIZE];
    const char *end = hexapla_format_write_id(buffer, prefix, id, ordinal);

    hexapla_writer_put(out, buffer, end - buffer);
}

/**
 * hexapla_format_file_id:
 * @buffer: takes the id
 * @part: a part of an article
 *
 * Returns: (transfer none): @buffer, with an NMTOKEN of ASCII that is unique in the output
 * Since: 0.1
 */
const char *
hexapla_format_file_id(char buffer[HEXAPLA_ID_SIZE], HexaplaDocument *part)
{
    guint ordinal;
    guint64 id = hexapla_document_get_file_id(part, &ordinal);

    return hexapla_format_id(buffer, 'f', id, ordinal);
}

/**
 * hexapla_format_put_attribute:
 * @out: a writer
 * @name: of the attribute
 * @value: (nullable): what it is; without one nothing is written
 *
 * Since: 0.1
 */
void
hexapla_format_put_attribute(HexaplaWriter *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    HEXAPLA_PUT(out, " ");
    hexapla_writer_puts(out, name);
    HEXAPLA_PUT(out, "=\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_ATTRIBUTE, value);
    HEXAPLA_PUT(out, "\"");
}

/**
 * hexapla_format_new_empty_part:
 * @options: of the output
 *
 * Returns: (transfer full): a part without text, for formats whose documents are invalid without one
 * Since: 0.1
 */
HexaplaDocument *
hexapla_format_new_empty_part(const HexaplaFormatOptions *options)
{
    const char *source = options->source != NULL ? options->source : "und";

    return hexapla_document_new(source, g_strdup(""), 0);
}

/**
 * hexapla_format_new_ledger:
 * @options: of an output
 *
 * Returns: (transfer full): a ledger with the names that are known already; free with
 *   hexapla_ledger_free()
 * Since: 0.1
 */
HexaplaLedger *
hexapla_format_new_ledger(const HexaplaFormatOptions *options)
{
    HexaplaLedger *ledger = hexapla_ledger_new();

    hexapla_ledger_set_target(ledger, options->target);
    if (options->suggest)
        hexapla_ledger_suggest(ledger);
    for (guint i = 0; options->systems != NULL && options->systems[i] != NULL; i++)
        hexapla_ledger_romanise(ledger, options->systems[i]);
    if (options->ledger != NULL)
        hexapla_ledger_put_all(ledger, options->ledger);
    return ledger;
}

static const char *
base_name(HexaplaDocument *part)
{
    const char *file = hexapla_document_get_origin(part)->file;
    const char *slash;

    if (file == NULL || strcmp(file, "-") == 0)
        return NULL;
    slash = strrchr(file, '/');
    return slash != NULL ? slash + 1 : file;
}

/**
 * hexapla_format_original_name:
 * @part: a part of an article
 *
 * Returns: (transfer none): the name of its file without folders, valid UTF-8; as long as @part
 * lives
 * Since: 0.1
 */
const char *
hexapla_format_original_name(HexaplaDocument *part)
{
    const char *name = base_name(part);
    g_autofree char *valid = NULL;

    if (name == NULL)
        return "stdin";
    if (g_utf8_validate(name, -1, NULL))
        return name;
    valid = g_utf8_make_valid(name, -1);
    return hexapla_document_intern(part, valid, strlen(valid));
}

/**
 * hexapla_format_block_language:
 * @part: a part
 * @block: index of a block
 *
 * Returns: (transfer none): the language tag of the block, its own or that of the part; as long as
 * the part lives
 * Since: 0.1
 */
const char *
hexapla_format_block_language(HexaplaDocument *part, guint block)
{
    const char *own = hexapla_document_get_block_language(part, block);

    return own != NULL ? own : hexapla_document_get_language(part);
}

/**
 * hexapla_format_article_id:
 * @part: a part of an article
 *
 * Returns: (transfer none): what its source calls the article, else the name of its file; as long
 * as @part lives
 * Since: 0.1
 */
const char *
hexapla_format_article_id(HexaplaDocument *part)
{
    const char *id = hexapla_document_get_origin(part)->id;

    return id != NULL ? id : hexapla_format_original_name(part);
}

/**
 * hexapla_format_dup_skeleton_href:
 * @part: a part of an article
 *
 * Returns: (transfer full) (nullable): a relative URI of the file it came from; %NULL when it came
 * from a stream; free with g_free()
 * Since: 0.1
 */
char *
hexapla_format_dup_skeleton_href(HexaplaDocument *part)
{
    const char *name = base_name(part);

    if (hexapla_document_get_origin(part)->is_exchange)
        return g_strdup(hexapla_document_get_origin(part)->original);
    return name != NULL ? g_uri_escape_string(name, NULL, FALSE) : NULL;
}

/**
 * hexapla_format_leaves_out:
 * @options: of the output
 * @block: a block
 * @can_mark: whether the format can say that text is not for translation
 *
 * Returns: whether the block does not stand in the output
 * Since: 0.1
 */
gboolean
hexapla_format_leaves_out(const HexaplaFormatOptions *options, const HexaplaBlock *block,
                          gboolean can_mark)
{
    if (block->junk == HEXAPLA_JUNK_NONE)
        return FALSE;
    return options->junk == HEXAPLA_JUNK_DROP || (options->junk == HEXAPLA_JUNK_MARK && !can_mark);
}

/**
 * hexapla_format_has_names:
 * @part: a part of an article
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Returns: whether a name stands there
 * Since: 0.1
 */
gboolean
hexapla_format_has_names(HexaplaDocument *part, gsize start, gsize end)
{
    guint n;
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n);
    guint i = n > 0 ? hexapla_document_first_mention(part, start) : 0;

    return i < n && mentions[i].start < end;
}

/**
 * hexapla_format_is_respelled:
 * @part: a part of an article
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Returns: whether the output has other letters or marks there than the original, and not only
 * other line ends
 * Since: 0.1
 */
gboolean
hexapla_format_is_respelled(HexaplaDocument *part, gsize start, gsize end)
{
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    if (!hexapla_document_is_changed(part, start, end))
        return FALSE;
    hexapla_piece_iter_init(&iter, part, start, end, FALSE);
    while (hexapla_piece_iter_next(&iter, &piece)) {
        if (piece.change != NULL && piece.change->reason == HEXAPLA_CHANGE_SPELLING)
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_format_target_language:
 * @options: of the output
 * @part: a part of an article
 *
 * Returns: (transfer none) (nullable): the language of its translations, there or to come; as long
 * as both live
 * Since: 0.1
 */
const char *
hexapla_format_target_language(const HexaplaFormatOptions *options, HexaplaDocument *part)
{
    const char *language = hexapla_document_get_target_language(part);

    return language != NULL ? language : options->target;
}

/**
 * hexapla_format_find_target:
 * @options: of the output
 * @part: a part of an article
 * @segment: index of a segment
 *
 * Returns: (transfer none) (nullable): its translation, as long as @part lives; %NULL when there is
 * none, or no target language to say what it is
 * Since: 0.1
 */
const HexaplaTarget *
hexapla_format_find_target(const HexaplaFormatOptions *options, HexaplaDocument *part,
                           guint segment)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);

    /* An empty one counts as a finished translation in many tools. */
    if (target == NULL || target->is_match || (target->n == 0 && target->n_codes == 0) ||
        hexapla_format_target_language(options, part) == NULL)
        return NULL;
    return target;
}

/**
 * hexapla_format_find_match:
 * @options: of the output
 * @part: a part of an article
 * @segment: index of a segment
 *
 * Returns: (transfer none) (nullable): what a memory offers as its translation, as long as @part
 * lives
 * Since: 0.1
 */
const HexaplaTarget *
hexapla_format_find_match(const HexaplaFormatOptions *options, HexaplaDocument *part, guint segment)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);

    if (target == NULL || !target->is_match ||
        hexapla_format_target_language(options, part) == NULL)
        return NULL;
    return target;
}

/**
 * hexapla_format_has_codes:
 * @part: a part of an article
 *
 * Returns: whether codes stand in its text or in a translation
 * Since: 0.1
 */
gboolean
hexapla_format_has_codes(HexaplaDocument *part)
{
    guint n, n_segments;

    hexapla_document_get_codes(part, &n);
    if (n > 0 || !hexapla_document_has_targets(part))
        return n > 0;
    hexapla_document_get_segments(part, &n_segments);
    for (guint i = 0; i < n_segments; i++) {
        hexapla_document_get_target_codes(part, i, &n);
        if (n > 0)
            return TRUE;
    }
    return FALSE;
}

static HexaplaExtensionKind
kind_of(const HexaplaExtension *extension)
{
    gsize n = extension->name != NULL ? strlen(extension->name) : 0;

    if (n == 0)
        return HEXAPLA_EXTENSION_ATTRIBUTES;
    if (strcmp(extension->name, "metaGroup") == 0)
        return HEXAPLA_EXTENSION_META;
    if (strcmp(extension->name, "skeleton") == 0 || strcmp(extension->name, "internal-file") == 0)
        return HEXAPLA_EXTENSION_SKELETON;
    return strncmp(extension->xml + 1, extension->name, n) == 0 ? HEXAPLA_EXTENSION_OWN
                                                                : HEXAPLA_EXTENSION_FOREIGN;
}

/* The first extension of a segment; those of units come in their order. */
static guint
find_extension(const HexaplaExtension *extensions, guint n, guint segment)
{
    guint low = 0;

    while (low < n) {
        guint middle = (low + n) / 2;

        if (extensions[middle].segment < segment)
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

/**
 * hexapla_format_put_extensions:
 * @out: a writer
 * @dialect: name of the format
 * @part: a part of an article
 * @place: where the writer is
 * @segment: index of the first segment of the unit; 0 for other places
 * @kind: which are wanted
 *
 * Writes what was read from a file of the same format and has no place in documents.
 *
 * Returns: whether there was any
 * Since: 0.1
 */
gboolean
hexapla_format_put_extensions(HexaplaWriter *out, const char *dialect, HexaplaDocument *part,
                              HexaplaExtensionPlace place, guint segment, HexaplaExtensionKind kind)
{
    guint n;
    const HexaplaExtension *extensions = hexapla_document_get_extensions(part, &n);
    gboolean has_any = FALSE;

    for (guint i = n > 0 ? find_extension(extensions, n, segment) : 0;
         i < n && extensions[i].segment == segment; i++) {
        const HexaplaExtension *extension = &extensions[i];

        if (extension->place != place || (kind_of(extension) & kind) == 0 ||
            strcmp(extension->dialect, dialect) != 0)
            continue;
        hexapla_writer_puts(out, extension->xml);
        has_any = TRUE;
    }
    return has_any;
}

/**
 * hexapla_format_put_text:
 * @out: a writer
 * @how: for which place
 * @part: a part of an article
 * @start: first byte of a stretch; not inside a change
 * @end: behind its last byte; likewise
 *
 * Writes the stretch as it stands in the output.
 *
 * Since: 0.1
 */
void
hexapla_format_put_text(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part, gsize start,
                        gsize end)
{
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    if (!hexapla_document_is_changed(part, start, end)) {
        hexapla_format_put_original(out, how, part, start, end);
        return;
    }
    hexapla_piece_iter_init(&iter, part, start, end, FALSE);
    while (hexapla_piece_iter_next(&iter, &piece))
        hexapla_writer_escape(out, how, piece.text, piece.n);
}

/**
 * hexapla_format_put_original:
 * @out: a writer
 * @how: for which place
 * @part: a part of an article
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Writes the stretch as its author wrote it.
 *
 * Since: 0.1
 */
void
hexapla_format_put_original(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part,
                            gsize start, gsize end)
{
    hexapla_writer_escape(out, how, hexapla_document_get_text(part, NULL) + start, end - start);
}

static gboolean
is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/**
 * hexapla_format_put_spelling:
 * @out: a writer
 * @how: for which place
 * @name: a name
 *
 * Writes the spelling that stands for the name in the output, on one line even where the author's
 * line ended inside it.
 *
 * Since: 0.1
 */
void
hexapla_format_put_spelling(HexaplaWriter *out, HexaplaEscape how, const HexaplaName *name)
{
    const char *p = name->canonical != NULL ? name->canonical : name->text;
    const char *end = p + (name->canonical != NULL ? strlen(name->canonical) : name->length);

    while (p < end) {
        const char *word = p;

        while (p < end && !is_ascii_space(*p))
            p++;
        hexapla_writer_escape(out, how, word, p - word);
        if (p < end)
            HEXAPLA_PUT(out, " ");
        while (p < end && is_ascii_space(*p))
            p++;
    }
}

/**
 * hexapla_format_put_cluster:
 * @out: a writer
 * @how: for which place
 * @part: a part of an article
 * @name: index of a name
 *
 * Writes the name that stands for all spellings, short forms and abbreviations of its bearer.
 *
 * Since: 0.1
 */
void
hexapla_format_put_cluster(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part, guint name)
{
    guint n;
    const HexaplaName *names = hexapla_document_get_names(part, &n);

    hexapla_format_put_spelling(out, how, &names[names[name].cluster]);
}

static void
put_name_facts(HexaplaWriter *out, HexaplaEscape how, const HexaplaName *name)
{
    if (name->name_class != HEXAPLA_NAME_OTHER) {
        HEXAPLA_PUT(out, " (");
        hexapla_writer_puts(out, hexapla_name_class_get_tag(name->name_class));
        HEXAPLA_PUT(out, ")");
    }
    if (name->form != NULL) {
        HEXAPLA_PUT(out, " = ");
        hexapla_writer_escapes(out, how, name->form);
        if (name->is_suggested)
            HEXAPLA_PUT(out, " (suggested)");
    }
}

/**
 * hexapla_format_put_name_notes:
 * @out: a writer
 * @how: for which place
 * @part: a part of an article
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Lists the names that stand there, each once and as in the output, with what they are and what they
 * are called in the target language.
 *
 * Since: 0.1
 */
void
hexapla_format_put_name_notes(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part,
                              gsize start, gsize end)
{
    guint n, mention;
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n);
    const HexaplaName *names = hexapla_document_get_names(part, &n);
    gboolean is_first = TRUE;
    HexaplaNameIter iter;

    hexapla_name_iter_init(&iter, part, start, end);
    while (hexapla_name_iter_next(&iter, &mention)) {
        const HexaplaMention *place = &mentions[mention];
        const HexaplaName *name = &names[place->name];

        if (!is_first)
            HEXAPLA_PUT(out, ", ");
        is_first = FALSE;
        if (iter.is_changed)
            hexapla_format_put_text(out, how, part, place->start, place->end);
        else
            hexapla_format_put_original(out, how, part, place->start, place->end);
        put_name_facts(out, how, name);
    }
}

/* The same spelling may come in other pieces, so its bytes are hashed one by one (FNV-1a). */
static guint64
hash_spelling(HexaplaDocument *part, const HexaplaMention *mention)
{
    guint64 hash = G_GUINT64_CONSTANT(0xCBF29CE484222325);
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    hexapla_piece_iter_init(&iter, part, mention->start, mention->end, FALSE);
    while (hexapla_piece_iter_next(&iter, &piece)) {
        for (gsize i = 0; i < piece.n; i++)
            hash = (hash ^ (guchar)piece.text[i]) * G_GUINT64_CONSTANT(0x100000001B3);
    }
    return hash;
}

/**
 * hexapla_name_iter_init:
 * @self: an iterator
 * @part: stays unchanged while the iterator is in use
 * @start: first byte of a stretch
 * @end: behind its last byte
 *
 * Since: 0.1
 */
void
hexapla_name_iter_init(HexaplaNameIter *self, HexaplaDocument *part, gsize start, gsize end)
{
    self->part = part;
    self->end = end;
    self->is_changed = hexapla_document_is_changed(part, start, end);
    self->mention = hexapla_document_first_mention(part, start);
    self->n_seen = 0;
}

/* Where nothing is changed, each name has its own spelling. */
static gboolean
see(HexaplaNameIter *self, const HexaplaMention *mention)
{
    guint64 spelling = self->is_changed ? hash_spelling(self->part, mention) : mention->name;

    for (guint i = 0; i < self->n_seen; i++) {
        if (self->seen[i] == spelling)
            return FALSE;
    }
    self->seen[self->n_seen++] = spelling;
    return TRUE;
}

/**
 * hexapla_name_iter_next:
 * @self: an iterator
 * @mention: (out): index of the mention where the next name stands first
 *
 * Returns: whether there was one
 * Since: 0.1
 */
gboolean
hexapla_name_iter_next(HexaplaNameIter *self, guint *mention)
{
    guint n;
    const HexaplaMention *mentions = hexapla_document_get_mentions(self->part, &n);

    while (self->n_seen < HEXAPLA_MAX_NOTE_NAMES && self->mention < n &&
           mentions[self->mention].start < self->end) {
        *mention = self->mention++;
        if (see(self, &mentions[*mention]))
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_change_cursor_begin:
 * @self: (out): a cursor
 * @part: stays unchanged while the cursor is in use
 *
 * Since: 0.1
 */
void
hexapla_change_cursor_begin(HexaplaChangeCursor *self, HexaplaDocument *part)
{
    guint n;

    self->change = hexapla_document_get_changes(part, &n);
    self->end = n > 0 ? self->change + n : self->change;
}

/**
 * hexapla_change_cursor_is_changed:
 * @self: a cursor
 * @start: first byte of a stretch, not before the last one asked for
 * @end: behind its last byte
 *
 * Returns: whether the output differs there from the original
 * Since: 0.1
 */
gboolean
hexapla_change_cursor_is_changed(HexaplaChangeCursor *self, gsize start, gsize end)
{
    while (self->change < self->end && self->change->end <= start)
        self->change++;
    return self->change < self->end && self->change->start < end;
}

/**
 * hexapla_line_counter_begin:
 * @self: a counter
 * @part: a part of an article; outlives the counting
 *
 * Since: 0.1
 */
void
hexapla_line_counter_begin(HexaplaLineCounter *self, HexaplaDocument *part)
{
    self->text = hexapla_document_get_text(part, &self->n_text);
    self->position = 0;
    self->line = hexapla_document_get_origin(part)->line;
    self->is_record = hexapla_document_get_origin(part)->is_record;
    self->blocks = hexapla_document_get_blocks(part, &self->n_blocks);
}

/* A page is found in pieces all over its lines; a record stands on one. */
static guint64
line_of_block(HexaplaLineCounter *self, gsize position)
{
    while (self->n_blocks > 1 && self->blocks[1].start <= position) {
        self->blocks++;
        self->n_blocks--;
    }
    return self->n_blocks > 0 && self->blocks->line > 0 ? self->blocks->line : self->line;
}

/* memchr() looks at 32 bytes at a time, and a sentence seldom holds a line end. */
static guint64
count_line_feeds(const char *p, const char *end)
{
    guint64 n = 0;

    while (p < end && (p = memchr(p, '\n', end - p)) != NULL) {
        p++;
        n++;
    }
    return n;
}

/* A carriage return before a line feed ends the same line. */
static guint64
count_carriage_returns(const char *p, const char *end, const char *end_of_text)
{
    guint64 n = 0;

    while (p < end && (p = memchr(p, '\r', end - p)) != NULL) {
        p++;
        n += p == end_of_text || *p != '\n';
    }
    return n;
}

/**
 * hexapla_line_counter_at:
 * @self: a counter
 * @position: of a byte in the text of the part, not before the last one asked for
 *
 * Returns: its line in the source of the article, 1-based
 * Since: 0.1
 */
guint64
hexapla_line_counter_at(HexaplaLineCounter *self, gsize position)
{
    const char *from = self->text + self->position;
    const char *to = self->text + position;

    if (self->is_record)
        return line_of_block(self, position);
    self->line += count_line_feeds(from, to);
    self->line += count_carriage_returns(from, to, self->text + self->n_text);
    self->position = position;
    return self->line;
}

/**
 * hexapla_offset_counter_begin:
 * @self: a counter
 * @options: of the output
 * @part: the next part; outlives the counting
 *
 * Since: 0.1
 */
void
hexapla_offset_counter_begin(HexaplaOffsetCounter *self, const HexaplaFormatOptions *options,
                             HexaplaDocument *part)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);

    self->in_chars = options->offsets_in_chars;
    self->text = hexapla_document_get_text(part, NULL);
    self->position = 0;
    if (!self->in_chars || origin->part == 0)
        self->offset = origin->offset;
}

/**
 * hexapla_offset_counter_at:
 * @self: a counter
 * @position: of a byte in the text of the part, not before the last one asked for
 *
 * Returns: its offset in the article
 * Since: 0.1
 */
guint64
hexapla_offset_counter_at(HexaplaOffsetCounter *self, gsize position)
{
    gsize n = position - self->position;

    self->offset += self->in_chars ? hexapla_text_count_chars(self->text + self->position, n) : n;
    self->position = position;
    return self->offset;
}

/**
 * hexapla_offset_counter_end:
 * @self: a counter
 * @part: the part that was begun; not needed afterwards
 *
 * Since: 0.1
 */
void
hexapla_offset_counter_end(HexaplaOffsetCounter *self, HexaplaDocument *part)
{
    gsize n;

    hexapla_document_get_text(part, &n);
    hexapla_offset_counter_at(self, n);
}
