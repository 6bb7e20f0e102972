/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/merger.h"

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "document/pieces.h"
#include "document/sources.h"
#include "document/target.h"
#include "formats/writing.h"
#include "pipeline/nesting.h"

struct _HexaplaMerger {
    const HexaplaFormat *format;
    const HexaplaTranslations *translations;
    HexaplaWriter *out;
    HexaplaMergeOptions options;
    char *file;
    GInputStream *bytes; /* the article once more */
    guint64 position;    /* in it */
    char *buffer;
    GHashTable *files;    /* article to number of its parts */
    GArray *replacements; /* HexaplaReplacement, of the part at hand */
    guint64 n_missing;
};

static gboolean
open_bytes(HexaplaMerger *self, const char *path, GError **error)
{
    const HexaplaTextHints hints = {.encoding = self->options.encoding};
    static const guint8 mark[] = {0xEF, 0xBB, 0xBF};
    g_autoptr(GInputStream) bytes = hexapla_input_open(path, error);
    const guint8 *head;
    gsize n;

    if (bytes == NULL || !hexapla_input_peek(bytes, sizeof mark, &head, &n, NULL, error))
        return FALSE;
    if ((self->format->traits & HEXAPLA_FORMAT_DECODES) != 0) {
        self->bytes = g_steal_pointer(&bytes);
        return TRUE;
    }
    if (n == sizeof mark && memcmp(head, mark, n) == 0)
        hexapla_writer_put(self->out, (const char *)mark, n);
    self->bytes = hexapla_input_decode(bytes, self->file, &hints, NULL, NULL, error);
    return self->bytes != NULL;
}

/**
 * hexapla_merger_new:
 * @format: of the article
 * @path: of the article, which is read twice
 * @translations: what to put into it; lives as long as the merger
 * @out: takes the translated article
 * @options: copied; its strings live as long as the merger
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT or %HEXAPLA_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): a merger
 * Since: 0.1
 */
HexaplaMerger *
hexapla_merger_new(const HexaplaFormat *format, const char *path,
                   const HexaplaTranslations *translations, HexaplaWriter *out,
                   const HexaplaMergeOptions *options, GError **error)
{
    g_autoptr(HexaplaMerger) self = g_new0(HexaplaMerger, 1);

    self->format = format;
    self->translations = translations;
    self->out = out;
    self->options = *options;
    self->file = g_filename_display_name(path);
    self->buffer = g_malloc(HEXAPLA_WRITER_BUFFER_BYTES);
    self->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->replacements = g_array_new(FALSE, FALSE, sizeof(HexaplaReplacement));
    if (format->put_target == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "%s: translations cannot be put back into %s", self->file, format->name);
        return NULL;
    }
    return open_bytes(self, path, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_merger_free:
 * @self: (transfer full) (nullable): a merger
 *
 * Since: 0.1
 */
void
hexapla_merger_free(HexaplaMerger *self)
{
    if (self == NULL)
        return;
    g_clear_object(&self->bytes);
    g_hash_table_unref(self->files);
    g_array_unref(self->replacements);
    g_free(self->file);
    g_free(self->buffer);
    g_free(self);
}

/* Copies the article up to @end, or only skips it. */
static gboolean
advance(HexaplaMerger *self, guint64 end, gboolean copies, GError **error)
{
    while (self->position < end) {
        gsize wanted = MIN(end - self->position, HEXAPLA_WRITER_BUFFER_BYTES), n;

        if (!hexapla_input_fill(self->bytes, self->file, self->buffer, wanted, &n, NULL, error))
            return FALSE;
        if (copies)
            hexapla_writer_put(self->out, self->buffer, n);
        self->position += n;
        if (n < wanted)
            return TRUE;
    }
    return TRUE;
}

/* Of codes in a text that is compared with another one: a control character is no text. */
static void
append_code(GString *shown, const HexaplaCode *code)
{
    g_string_append_printf(shown, "\1%c%s:%" G_GUINT64_FORMAT ";", "<>="[code->kind],
                           code -> id != NULL ? code -> id : "", code->source);
}

/* What XML forbids came back from it as U+FFFD. */
static void
append_text(GString *shown, const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if ((guchar)text[i] < 0x20 && strchr("\t\n\r", text[i]) == NULL)
            g_string_append(shown, "\357\277\275");
        else
            g_string_append_c(shown, text[i]);
    }
}

/* A sentence with its codes as it was exported. */
static char *
show_source(HexaplaDocument *part, guint segment)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    const HexaplaCode *codes = hexapla_document_get_segment_codes(part, segment, &n);
    GString *shown = g_string_new(NULL);
    HexaplaPieceIter iter;
    HexaplaPiece piece;

    hexapla_piece_iter_init(&iter, part, place->start, place->end, FALSE);
    hexapla_piece_iter_show_codes(&iter, codes, n);
    while (hexapla_piece_iter_next(&iter, &piece)) {
        if (piece.kind == HEXAPLA_PIECE_CODE)
            append_code(shown, piece.code);
        else
            append_text(shown, piece.text, piece.n);
    }
    return g_string_free(shown, FALSE);
}

/* Likewise its translation. */
static char *
show_target(HexaplaDocument *part, guint segment)
{
    guint n;
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);
    const HexaplaCode *codes = hexapla_document_get_target_codes(part, segment, &n);
    GString *shown = g_string_new(NULL);
    gsize position = 0;

    for (guint i = 0; i < n; i++) {
        append_text(shown, target->text + position, codes[i].start - position);
        append_code(shown, &codes[i]);
        position = codes[i].start;
    }
    append_text(shown, target->text + position, target->n - position);
    return g_string_free(shown, FALSE);
}

static gboolean
is_copy(HexaplaDocument *part, guint segment)
{
    g_autofree char *source = show_source(part, segment);
    g_autofree char *target = show_target(part, segment);

    return strcmp(source, target) == 0;
}

/* The code of the block that a code of an exchange file stands for. */
static const HexaplaCode *
find_code(HexaplaDocument *part, guint segment, const HexaplaCode *code)
{
    guint n, n_codes, first;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    const HexaplaBlock *block = &hexapla_document_get_blocks(part, &n)[place->block];
    const HexaplaCode *codes = hexapla_document_get_codes(part, &n_codes), *found;
    guint64 number;

    if (code->id == NULL ||
        !g_ascii_string_to_unsigned(code->id, 10, 1, G_MAXUINT32, &number, NULL))
        return NULL;
    first = hexapla_document_first_code(part, block->start);
    if (number > n_codes - first)
        return NULL;
    found = &codes[first + number - 1];
    if (found->kind != code->kind && found->partner != HEXAPLA_NO_CODE)
        found = &codes[found->partner];
    return found->kind == code->kind && found->start <= block->end ? found : NULL;
}

static void
add_code(HexaplaDocument *part, guint segment, const HexaplaCode *source, gsize start)
{
    HexaplaCode *added =
        hexapla_document_add_target_code(part, segment, source->kind, source->type, start);

    added->data = source->data;
    added->n_data = source->n_data;
    added->source = source->source;
    added->n_source = source->n_source;
}

/* Half of a pair would break the article: what opens without an end ends with the sentence, and an
 * end without a beginning is left out. */
static gboolean
is_whole(HexaplaDocument *part, const HexaplaCode *code, GHashTable *used, guint segment)
{
    guint n;
    const HexaplaCode *codes = hexapla_document_get_codes(part, &n);
    const HexaplaCode *own = hexapla_document_get_segment_codes(part, segment, &n);
    const HexaplaCode *partner = code->partner != HEXAPLA_NO_CODE ? &codes[code->partner] : NULL;

    return partner == NULL || partner < own || partner >= own + n ||
           g_hash_table_contains(used, partner);
}

static gboolean
is_opened(HexaplaDocument *part, const HexaplaCode *close, GHashTable *used)
{
    guint n;
    const HexaplaCode *codes = hexapla_document_get_codes(part, &n);

    return close->partner != HEXAPLA_NO_CODE && g_hash_table_contains(used, &codes[close->partner]);
}

static void
report(HexaplaMerger *self, HexaplaDocument *part, HexaplaIssueKind kind, const char *id,
       const char *why)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);

    hexapla_issue_sink_add(self->options.issues, kind, self->file, origin->line, 0, "%s: %s", id,
                           why);
}

/* Copies the translation into the article, with the codes of the article. */
static void
copy_target(HexaplaMerger *self, HexaplaDocument *part, guint segment, const char *id,
            const HexaplaTranslation *from)
{
    const HexaplaTarget *target = hexapla_document_find_target(from->document, from->segment);
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    guint n, n_own, n_lost = 0;
    const HexaplaCode *codes = hexapla_document_get_target_codes(from->document, from->segment, &n);
    const HexaplaCode *own = hexapla_document_get_segment_codes(part, segment, &n_own);

    hexapla_document_set_target(part, segment, target->text, target->n);
    for (guint i = 0; i < n; i++)
        g_hash_table_add(used, (gpointer)find_code(part, segment, &codes[i]));
    for (guint i = 0; i < n; i++) {
        const HexaplaCode *code = find_code(part, segment, &codes[i]);

        if (code != NULL &&
            (code->kind != HEXAPLA_CODE_CLOSE || is_whole(part, code, used, segment)))
            add_code(part, segment, code, codes[i].start);
        else
            n_lost++;
    }
    for (guint i = 0; i < n_own; i++) {
        if (g_hash_table_contains(used, &own[i]))
            continue;
        n_lost++;
        if (own[i].kind == HEXAPLA_CODE_CLOSE && is_opened(part, &own[i], used))
            add_code(part, segment, &own[i], target->n);
    }
    if (n_lost > 0)
        report(self, part, HEXAPLA_ISSUE_LOST_CODE, id,
               "the codes of the translation are not those of the sentence");
}

static gboolean
is_usable(HexaplaMerger *self, const HexaplaTranslation *translation)
{
    const HexaplaTarget *target =
        hexapla_document_find_target(translation->document, translation->segment);

    if (target == NULL || (target->n == 0 && target->n_codes == 0) || target->is_fuzzy)
        return FALSE;
    if (self->options.approved_only)
        return target->state >= HEXAPLA_STATE_REVIEWED;
    /* A copy of the source that nobody touched; some tools leave the state when they translate. */
    return target->state != HEXAPLA_STATE_INITIAL ||
           !is_copy(translation->document, translation->segment);
}

/* Whether the translation is the sentence as it was exported. */
static gboolean
is_unchanged(HexaplaMerger *self, HexaplaDocument *part, guint segment,
             const HexaplaTranslation *translation)
{
    return is_copy(part, segment) ||
           (self->options.restore && is_copy(translation->document, translation->segment));
}

static void
add_replacement(HexaplaMerger *self, HexaplaDocument *part, guint segment)
{
    HexaplaReplacement place = {.segment = segment};

    hexapla_document_find_segment_source(part, segment, &place.start, &place.end);
    g_array_append_val(self->replacements, place);
}

static gboolean
replace(HexaplaMerger *self, HexaplaDocument *part, const HexaplaReplacement *place, GError **error)
{
    if (place->is_inside || place->start < self->position)
        return TRUE;
    return advance(self, place->start, TRUE, error) &&
           self->format->put_target(self->out, part, place->segment, error) &&
           advance(self, place->end, FALSE, error);
}

/* Puts the sentence between brackets; its codes stay. */
static void
mark(HexaplaMerger *self, HexaplaDocument *part, guint segment)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    const HexaplaCode *codes = hexapla_document_get_segment_codes(part, segment, &n);
    g_autofree char *text = g_strdup_printf("[[%.*s]]", (int)(place->end - place->start),
                                            hexapla_document_get_text(part, NULL) + place->start);

    hexapla_document_set_target(part, segment, text, strlen(text));
    for (guint i = 0; i < n; i++)
        add_code(part, segment, &codes[i], codes[i].start - place->start + strlen("[["));
    add_replacement(self, part, segment);
}

static void
miss(HexaplaMerger *self, HexaplaDocument *part, guint segment, const char *id)
{
    self->n_missing++;
    if (self->options.missing == HEXAPLA_MISSING_MARK)
        mark(self, part, segment);
    else if (self->options.missing == HEXAPLA_MISSING_ERROR)
        report(self, part, HEXAPLA_ISSUE_NO_TRANSLATION, id, "there is no translation to be used");
}

static void
merge_segment(HexaplaMerger *self, HexaplaDocument *part, guint segment, guint file)
{
    guint n;
    const HexaplaSegment *place = &hexapla_document_get_segments(part, &n)[segment];
    const HexaplaBlock *block = &hexapla_document_get_blocks(part, &n)[place->block];
    const HexaplaTranslation *translation;
    char id[HEXAPLA_ID_SIZE];

    hexapla_format_id(id, 's', place->id, place->ordinal);
    translation = hexapla_translations_find(self->translations,
                                            hexapla_document_get_origin(part)->id, file, id);
    if (translation == NULL || !is_usable(self, translation)) {
        if (block->junk == HEXAPLA_JUNK_NONE)
            miss(self, part, segment, id);
        return;
    }
    copy_target(self, part, segment, id, translation);
    if (!is_unchanged(self, part, segment, translation))
        add_replacement(self, part, segment);
}

/**
 * hexapla_merger_take:
 * @part: (transfer full): the next part of the article, segmented as it was for the export, with ids
 *   and sources
 * @merger: a #HexaplaMerger
 * @error: (domain HEXAPLA_ERROR): what the article and the output say
 *
 * A #HexaplaDocumentFunc.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_merger_take(HexaplaDocument *part, gpointer merger, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    HexaplaMerger *self = merger;
    const char *article = hexapla_document_get_origin(part)->id;
    guint file = GPOINTER_TO_UINT(g_hash_table_lookup(self->files, article));
    guint n;

    g_hash_table_insert(self->files, g_strdup(article), GUINT_TO_POINTER(file + 1));
    hexapla_document_get_segments(part, &n);
    g_array_set_size(self->replacements, 0);
    for (guint i = 0; i < n; i++)
        merge_segment(self, part, i, file);
    hexapla_nesting_resolve(part, self->replacements);
    for (guint i = 0; i < self->replacements->len; i++) {
        if (!replace(self, part, &g_array_index(self->replacements, HexaplaReplacement, i), error))
            return FALSE;
    }
    return hexapla_writer_check(self->out, error);
}

/**
 * hexapla_merger_end:
 * @self: a merger that got all parts
 * @error: (domain HEXAPLA_ERROR): what the article and the output say
 *
 * Copies what stands behind the last sentence.
 *
 * Returns: whether the article is complete
 * Since: 0.1
 */
gboolean
hexapla_merger_end(HexaplaMerger *self, GError **error)
{
    if (!advance(self, G_MAXUINT64, TRUE, error))
        return FALSE;
    if (self->n_missing > 0 && self->options.missing != HEXAPLA_MISSING_ERROR)
        hexapla_issue_sink_add(self->options.issues, HEXAPLA_ISSUE_UNTRANSLATED, self->file, 0, 0,
                               "%" G_GUINT64_FORMAT " sentences have no translation to be used",
                               self->n_missing);
    if (self->n_missing == 0 || self->options.missing != HEXAPLA_MISSING_ERROR)
        return hexapla_writer_check(self->out, error);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s: error: %" G_GUINT64_FORMAT " sentences have no translation to be used",
                self->file, self->n_missing);
    return FALSE;
}
