/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/code-list.h"

#include <string.h>

#include "base/limits.h"
#include "document/note.h"

static gboolean
are_nested(const HexaplaCodeList *self)
{
    const HexaplaCode *open[HEXAPLA_MAX_XML_DEPTH / 2];
    guint n_open = 0;

    for (guint i = 0; i < self->n; i++) {
        const HexaplaCode *code = &self->codes[i];

        if (code->kind == HEXAPLA_CODE_ALONE)
            continue;
        if (hexapla_code_list_get_partner(self, code) == NULL)
            return FALSE;
        if (code->kind == HEXAPLA_CODE_OPEN && n_open == G_N_ELEMENTS(open))
            return FALSE;
        if (code->kind == HEXAPLA_CODE_OPEN)
            open[n_open++] = code;
        else if (n_open == 0 || open[--n_open] != hexapla_code_list_get_partner(self, code))
            return FALSE;
    }
    return n_open == 0;
}

/**
 * hexapla_code_list_init:
 * @self: (out): a list
 * @part: a part of an article
 * @segment: index of a segment
 * @is_target: whether the codes of its translation are wanted
 *
 * Since: 0.1
 */
void
hexapla_code_list_init(HexaplaCodeList *self, HexaplaDocument *part, guint segment,
                       gboolean is_target)
{
    guint n;
    const HexaplaCode *all = hexapla_document_get_codes(part, &n);

    *self = (HexaplaCodeList){.part = part, .segment = segment, .is_target = is_target};
    self->codes = is_target ? hexapla_document_get_target_codes(part, segment, &self->n)
                            : hexapla_document_get_segment_codes(part, segment, &self->n);
    self->first = is_target || self->n == 0 ? 0 : (guint)(self->codes - all);
    self->are_nested = are_nested(self);
}

/**
 * hexapla_code_list_get_partner:
 * @self: a list
 * @code: one of its codes
 *
 * Returns: (transfer none) (nullable): its other half; %NULL when that is not in the list
 * Since: 0.1
 */
const HexaplaCode *
hexapla_code_list_get_partner(const HexaplaCodeList *self, const HexaplaCode *code)
{
    if (code->partner == HEXAPLA_NO_CODE || code->partner < self->first ||
        code->partner - self->first >= self->n)
        return NULL;
    return &self->codes[code->partner - self->first];
}

/**
 * hexapla_format_is_nmtoken:
 * @text: any text
 *
 * Returns: whether it is an NMTOKEN of ASCII
 * Since: 0.1
 */
gboolean
hexapla_format_is_nmtoken(const char *text)
{
    gsize n = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-:");

    return n > 0 && text[n] == '\0';
}

/* Codes that were read from units of one segment each are named in their unit only. */
static guint
number_in_block(const HexaplaCodeList *self)
{
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(self->part, &n)[self->segment];
    const HexaplaBlock *block = &hexapla_document_get_blocks(self->part, &n)[segment->block];

    if (block->n_segments < 2 ||
        hexapla_document_get_block_name(self->part, segment->block) != NULL)
        return 0;
    return self->segment - block->first_segment + 1;
}

/**
 * hexapla_code_list_get_id:
 * @self: a list
 * @code: one of its codes
 * @buffer: takes the id
 *
 * What the code is called in an output: both halves of a pair alike, and those of a source and its
 * translation that belong together.
 *
 * Returns: (transfer none): @buffer, with an NMTOKEN
 * Since: 0.1
 */
const char *
hexapla_code_list_get_id(const HexaplaCodeList *self, const HexaplaCode *code,
                         char buffer[HEXAPLA_CODE_ID_SIZE])
{
    guint n, number = number_in_block(self);
    const HexaplaSegment *segment = &hexapla_document_get_segments(self->part, &n)[self->segment];
    const HexaplaCode *partner = hexapla_code_list_get_partner(self, code);
    gsize index = code - self->codes;

    if (partner != NULL && partner < code)
        index = partner - self->codes;
    if (code->id != NULL && strlen(code->id) < HEXAPLA_CODE_ID_SIZE - 12 &&
        hexapla_format_is_nmtoken(code->id)) {
        if (number > 0)
            g_snprintf(buffer, HEXAPLA_CODE_ID_SIZE, "%u-%s", number, code->id);
        else
            g_strlcpy(buffer, code->id, HEXAPLA_CODE_ID_SIZE);
    } else if (self->is_target || hexapla_document_get_origin(self->part)->is_exchange) {
        g_snprintf(buffer, HEXAPLA_CODE_ID_SIZE, "%u-c%u", self->segment + 1, (guint)index + 1);
    } else {
        g_snprintf(buffer, HEXAPLA_CODE_ID_SIZE, "%u",
                   hexapla_document_number_code(self->part, segment->block, &self->codes[index]));
    }
    return buffer;
}

/**
 * hexapla_code_list_get_pair:
 * @self: a list
 * @code: one of its codes
 *
 * Returns: the number of the code in the list, from 1; both halves of a pair have that of the first
 * Since: 0.1
 */
guint
hexapla_code_list_get_pair(const HexaplaCodeList *self, const HexaplaCode *code)
{
    const HexaplaCode *partner = hexapla_code_list_get_partner(self, code);

    return (guint)((partner != NULL && partner < code ? partner : code) - self->codes) + 1;
}

/**
 * hexapla_code_list_put_target:
 * @self: the codes of a translation
 * @out: a writer
 * @how: for which place
 * @func: writes a code
 * @user_data: for @func
 *
 * Writes the translation with its codes.
 *
 * Since: 0.1
 */
void
hexapla_code_list_put_target(const HexaplaCodeList *self, HexaplaWriter *out, HexaplaEscape how,
                             HexaplaCodeFunc func, gpointer user_data)
{
    const HexaplaTarget *target = hexapla_document_find_target(self->part, self->segment);
    gsize position = 0;

    for (guint i = 0; i < self->n; i++) {
        hexapla_writer_escape(out, how, target->text + position, self->codes[i].start - position);
        position = self->codes[i].start;
        func(self, &self->codes[i], user_data);
    }
    hexapla_writer_escape(out, how, target->text + position, target->n - position);
}
