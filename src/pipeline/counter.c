/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/counter.h"

#include <string.h>

#include "base/breaker.h"
#include "base/seen.h"
#include "base/text.h"
#include "document/pieces.h"
#include "formats/writing.h"

/* Memory to find repetitions: of two million sentences. */
#define SEEN_BYTES (16u << 20)

struct _HexaplaCounter {
    const HexaplaFormatOptions *options;
    const HexaplaMemory *memory;
    HexaplaSeen *seen;
    GHashTable *breakers; /* by language */
    GArray *files;
    GStringChunk *names;
    GString *key;
};

/**
 * hexapla_counter_new:
 * @options: say what is junk; live as long as the counter
 * @memory: (nullable): what was translated before; lives as long as the counter
 *
 * Returns: (transfer full): a counter; free with hexapla_counter_free()
 * Since: 0.1
 */
HexaplaCounter *
hexapla_counter_new(const HexaplaFormatOptions *options, const HexaplaMemory *memory)
{
    HexaplaCounter *self = g_new0(HexaplaCounter, 1);

    self->options = options;
    self->memory = memory;
    self->seen = hexapla_seen_new(SEEN_BYTES);
    self->breakers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)hexapla_breaker_free);
    self->files = g_array_new(FALSE, TRUE, sizeof(HexaplaCounts));
    self->names = g_string_chunk_new(256);
    self->key = g_string_new(NULL);
    return self;
}

/**
 * hexapla_counter_free:
 * @self: (transfer full) (nullable): a counter
 *
 * Since: 0.1
 */
void
hexapla_counter_free(HexaplaCounter *self)
{
    if (self == NULL)
        return;
    hexapla_seen_free(self->seen);
    g_hash_table_unref(self->breakers);
    g_array_unref(self->files);
    g_string_chunk_free(self->names);
    g_string_free(self->key, TRUE);
    g_free(self);
}

/* NULL where ICU has no data. */
static HexaplaBreaker *
get_breaker(HexaplaCounter *self, const char *language)
{
    HexaplaBreaker *breaker = g_hash_table_lookup(self->breakers, language);

    if (breaker == NULL) {
        breaker = hexapla_breaker_new(language, NULL);
        if (breaker != NULL)
            g_hash_table_insert(self->breakers, g_strdup(language), breaker);
    }
    return breaker;
}

static gboolean
is_counted(gunichar c)
{
    return hexapla_text_is_letter(c) || hexapla_text_is_digit(c);
}

/* @run has no white space and is written without spaces. */
static guint64
count_in_run(HexaplaCounter *self, const char *language, const char *run, gsize n)
{
    HexaplaBreaker *breaker = get_breaker(self, language);
    guint n_words, start = 0;
    const guint32 *ends;
    guint64 count = 0;

    if (breaker == NULL)
        return 1;
    ends = hexapla_breaker_split(breaker, run, n, &n_words);
    for (guint i = 0; i < n_words; i++) {
        count += is_counted(hexapla_text_at(run + start, run + ends[i]));
        start = ends[i];
    }
    return count;
}

static guint64
count_words(HexaplaCounter *self, const char *language, const char *text, gsize n)
{
    const char *p = text, *end = text + n;
    guint64 count = 0;

    while (p < end) {
        const char *start = p, *next;
        gboolean has_word = FALSE, is_run = FALSE;
        gunichar c;

        /* Up to white space, or to where the kind of script changes. */
        for (; p < end; p = next) {
            gboolean is_letter;

            next = hexapla_text_next(p, end, &c);
            is_letter = is_counted(c);
            if (hexapla_text_is_space(c) ||
                (has_word && is_letter && hexapla_breaker_is_needed(c) != is_run))
                break;
            if (is_letter && !has_word)
                is_run = hexapla_breaker_is_needed(c);
            has_word = has_word || is_letter;
        }
        if (has_word)
            count += is_run ? count_in_run(self, language, start, p - start) : 1;
        while (p < end && hexapla_text_is_space(hexapla_text_at(p, end)))
            p = hexapla_text_next(p, end, &c);
    }
    return count;
}

static gboolean
is_separator(gunichar c)
{
    return c == '.' || c == ',' || c == ':' || c == '/' || c == 0x066B || c == 0x066C;
}

/* 1,500.20 and 12:30 are one. */
static guint64
count_numbers(const char *text, gsize n)
{
    const char *p = text, *end = text + n;
    gunichar before = 0, last = 0;
    guint64 count = 0;

    while (p < end) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (hexapla_text_is_digit(c) && !hexapla_text_is_digit(last))
            count += !(is_separator(last) && hexapla_text_is_digit(before));
        before = last;
        last = c;
    }
    return count;
}

static guint64
count_marks(const char *text, gsize n)
{
    const char *p = text, *end = text + n;
    guint64 count = 0;

    while (p < end) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        count += !hexapla_text_is_space(c);
    }
    return count;
}

static guint64
count_names(HexaplaDocument *part, const HexaplaSegment *segment)
{
    return hexapla_document_first_mention(part, segment->end) -
           hexapla_document_first_mention(part, segment->start);
}

static void
count_segment(HexaplaCounter *self, HexaplaDocument *part, guint index, gboolean is_junk,
              guint64 *counts)
{
    guint n_segments;
    const HexaplaSegment *segment = &hexapla_document_get_segments(part, &n_segments)[index];
    const char *own = hexapla_document_get_block_language(part, segment->block);
    const char *language = own != NULL ? own : hexapla_document_get_language(part);
    g_autofree char *text = hexapla_document_dup_output_text(part, segment->start, segment->end);
    gsize n = strlen(text);
    guint64 n_words = count_words(self, language, text, n);

    if (is_junk) {
        counts[HEXAPLA_COUNT_JUNK]++;
        counts[HEXAPLA_COUNT_JUNK_WORDS] += n_words;
        return;
    }
    counts[HEXAPLA_COUNT_SEGMENTS]++;
    counts[HEXAPLA_COUNT_WORDS] += n_words;
    counts[HEXAPLA_COUNT_CHARACTERS] += hexapla_text_count_chars(text, n);
    counts[HEXAPLA_COUNT_MARKS] += count_marks(text, n);
    counts[HEXAPLA_COUNT_NUMBERS] += count_numbers(text, n);
    counts[HEXAPLA_COUNT_NAMES] += count_names(part, segment);
    if (self->memory != NULL && hexapla_memory_find(self->memory, part, index) != NULL) {
        counts[HEXAPLA_COUNT_MATCHES]++;
        counts[HEXAPLA_COUNT_MATCHED_WORDS] += n_words;
    } else if (hexapla_seen_add(self->seen, hexapla_memory_hash(self->key, part, index))) {
        counts[HEXAPLA_COUNT_REPETITIONS]++;
        counts[HEXAPLA_COUNT_REPEATED_WORDS] += n_words;
    } else {
        counts[HEXAPLA_COUNT_NEW_WORDS] += n_words;
    }
}

/* Inputs are read one after the other. */
static HexaplaCounts *
get_file(HexaplaCounter *self, const char *file)
{
    HexaplaCounts fresh = {NULL, {0}};

    if (self->files->len > 0) {
        HexaplaCounts *last = &g_array_index(self->files, HexaplaCounts, self->files->len - 1);

        if (strcmp(last->file, file) == 0)
            return last;
    }
    fresh.file = g_string_chunk_insert(self->names, file);
    g_array_append_val(self->files, fresh);
    return &g_array_index(self->files, HexaplaCounts, self->files->len - 1);
}

/**
 * hexapla_counter_take:
 * @part: (transfer full): the next part of an article, with sentences
 * @counter: a #HexaplaCounter
 * @error: never set
 *
 * A #HexaplaDocumentFunc.
 *
 * Returns: %TRUE
 * Since: 0.1
 */
gboolean
hexapla_counter_take(HexaplaDocument *part, gpointer counter, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    HexaplaCounter *self = counter;
    const char *file = hexapla_document_get_origin(part)->file;
    HexaplaCounts *counts = get_file(self, file != NULL ? file : "-");
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    for (guint i = 0; i < n; i++) {
        gboolean is_junk =
            blocks[i].is_locked || hexapla_format_leaves_out(self->options, &blocks[i], FALSE);

        for (guint j = 0; j < blocks[i].n_segments; j++)
            count_segment(self, part, blocks[i].first_segment + j, is_junk, counts->counts);
    }
    return TRUE;
}

/**
 * hexapla_counter_get_files:
 * @self: a counter
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the counts of each input, in the order of reading
 * Since: 0.1
 */
const HexaplaCounts *
hexapla_counter_get_files(const HexaplaCounter *self, guint *n)
{
    *n = self->files->len;
    return (const HexaplaCounts *)(gpointer)self->files->data;
}
