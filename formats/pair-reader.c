/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/pair-reader.h"

#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "formats/reading.h"

/**
 * hexapla_pair_reader_init:
 * @self: (out): no pairs yet
 * @options: of the reading; live as long as @self
 * @func: takes the parts
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_pair_reader_init(HexaplaPairReader *self, const HexaplaReadOptions *options,
                         HexaplaDocumentFunc func, gpointer user_data)
{
    *self = (HexaplaPairReader){.options = options};
    hexapla_units_init(&self->units, options->file, func, user_data);
    hexapla_content_init(&self->content);
    self->stem = hexapla_format_dup_stem(options->file);
    self->units.origin.id = self->stem;
}

/**
 * hexapla_pair_reader_clear:
 * @self: pairs; those that were not handed over are thrown away
 *
 * Since: 0.1
 */
void
hexapla_pair_reader_clear(HexaplaPairReader *self)
{
    hexapla_units_clear(&self->units);
    hexapla_content_clear(&self->content);
    g_free(self->stem);
}

static gboolean
canonicalise(HexaplaPairReader *self, const char *written, char **tag, GError **error)
{
    *tag = written != NULL ? hexapla_language_tag_canonicalise(written, NULL) : NULL;
    return *tag != NULL || written == NULL ||
           hexapla_error_set_at(error, self->options->file, 1, 1,
                                "“%.60s” is not a language tag (BCP 47), such as en or pt-BR",
                                written);
}

/**
 * hexapla_pair_reader_begin:
 * @self: pairs; the last article is over
 * @source: (nullable): what the file says of the source language
 * @target: (nullable): what it says of that of the translations
 * @error: that a tag is none, or the source language is missing
 *
 * What the user says counts where the file is silent.
 *
 * Returns: whether there are such languages
 * Since: 0.1
 */
gboolean
hexapla_pair_reader_begin(HexaplaPairReader *self, const char *source, const char *target,
                          GError **error)
{
    g_autofree char *language = NULL;
    g_autofree char *target_language = NULL;

    source = source != NULL ? source : self->options->language;
    target = target != NULL ? target : self->options->target;
    if (source == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "%s: error: the pairs do not say their languages: give --source and --target",
                    self->options->file);
        return FALSE;
    }
    if (!canonicalise(self, source, &language, error) ||
        !canonicalise(self, target, &target_language, error))
        return FALSE;
    hexapla_units_begin_article(&self->units, language, target_language);
    return TRUE;
}

/**
 * hexapla_pair_reader_add_segment:
 * @self: pairs with a block
 * @pair: one more sentence of the block
 * @segment: (out): its index in the document of the units
 * @error: that it is too long
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_pair_reader_add_segment(HexaplaPairReader *self, const HexaplaReadPair *pair,
                                guint *segment, GError **error)
{
    if (pair->n_source > HEXAPLA_MAX_UNIT_BYTES || pair->n_target > HEXAPLA_MAX_UNIT_BYTES)
        return hexapla_error_set_at(error, self->options->file, pair->line, 1,
                                    "a sentence is longer than %u bytes", HEXAPLA_MAX_UNIT_BYTES);
    g_string_truncate(self->content.text, 0);
    g_string_append_len(self->content.text, pair->source, pair->n_source);
    *segment = hexapla_units_add_segment(&self->units, &self->content, pair->name, pair->n_name,
                                         pair->line);
    if (pair->n_target > 0)
        hexapla_document_set_target(self->units.document, *segment, pair->target, pair->n_target);
    return TRUE;
}

/**
 * hexapla_pair_reader_add:
 * @self: pairs with an article
 * @pair: a sentence
 * @segment: (out): its index in the document of the units
 * @error: that it is too long, or what the function says that takes the parts
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_pair_reader_add(HexaplaPairReader *self, const HexaplaReadPair *pair, guint *segment,
                        GError **error)
{
    return hexapla_units_begin_block(&self->units, HEXAPLA_BLOCK_PARAGRAPH, NULL, pair->line,
                                     error) &&
           hexapla_pair_reader_add_segment(self, pair, segment, error);
}

/**
 * hexapla_pair_reader_is_broken:
 * @text: of a pair
 * @n: its bytes
 *
 * Returns: whether it is not UTF-8, or holds U+0000
 * Since: 0.1
 */
gboolean
hexapla_pair_reader_is_broken(const char *text, gsize n)
{
    gsize valid;

    return !hexapla_utf8_validate(text, n, &valid) || memchr(text, '\0', n) != NULL;
}

/**
 * hexapla_pair_reader_reject:
 * @self: pairs
 * @line: where a record begins that is none
 * @record: (nullable): the record as it was
 * @n: its bytes
 * @why: what is wrong with it
 * @error: that the user does not want to go on
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_pair_reader_reject(HexaplaPairReader *self, guint64 line, const char *record, gsize n,
                           const char *why, GError **error)
{
    const HexaplaReadOptions *options = self->options;

    hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_BROKEN_RECORD, options->file, line, 0,
                           "%s", why);
    if (options->rejects != NULL && record != NULL) {
        hexapla_writer_put(options->rejects, record, n);
        hexapla_writer_put(options->rejects, "\n", 1);
    }
    return hexapla_issue_sink_check(options->issues, error);
}

/**
 * hexapla_pair_reader_end:
 * @self: pairs
 * @error: what the function says that takes the parts
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_pair_reader_end(HexaplaPairReader *self, GError **error)
{
    return hexapla_units_end_article(&self->units, error);
}
