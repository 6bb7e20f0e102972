/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/target.h"

#include "document/document-private.h"

/**
 * hexapla_document_set_target_language:
 * @self: a document
 * @language: the language tag (BCP 47) of its translations; copied
 *
 * Since: 0.1
 */
void
hexapla_document_set_target_language(HexaplaDocument *self, const char *language)
{
    HexaplaExtras *extras = hexapla_document_ensure_extras(self);

    g_free(extras->target_language);
    extras->target_language = g_strdup(language);
}

/**
 * hexapla_document_get_target_language:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the language tag of its translations, as long as the document
 * lives; %NULL when nobody told it
 * Since: 0.1
 */
const char *
hexapla_document_get_target_language(HexaplaDocument *self)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    return extras != NULL ? extras->target_language : NULL;
}

/**
 * hexapla_document_set_target:
 * @self: a document
 * @segment: index of a segment
 * @text: its translation, UTF-8; copied
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_document_set_target(HexaplaDocument *self, guint segment, const char *text, gsize n)
{
    GArray *targets = hexapla_document_ensure_extras(self)->targets;
    HexaplaTarget *target;

    if (targets->len <= segment)
        g_array_set_size(targets, segment + 1);
    target = &g_array_index(targets, HexaplaTarget, segment);
    target->text = hexapla_document_intern(self, text, n);
    target->n = n;
}

/**
 * hexapla_document_has_targets:
 * @self: a document
 *
 * Returns: whether some segment has a translation
 * Since: 0.1
 */
gboolean
hexapla_document_has_targets(HexaplaDocument *self)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    return extras != NULL && extras->targets->len > 0;
}

/**
 * hexapla_document_find_target:
 * @self: a document
 * @segment: index of a segment
 *
 * Returns: (transfer none) (nullable): its translation, until the next one is set; %NULL when there
 * is none
 * Since: 0.1
 */
HexaplaTarget *
hexapla_document_find_target(HexaplaDocument *self, guint segment)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);
    HexaplaTarget *target;

    if (extras == NULL || segment >= extras->targets->len)
        return NULL;
    target = &g_array_index(extras->targets, HexaplaTarget, segment);
    return target->text != NULL ? target : NULL;
}

/**
 * hexapla_document_get_target:
 * @self: a document
 * @segment: index of a segment
 *
 * Returns: (transfer none) (nullable): its translation, UTF-8, terminated; %NULL when there is none
 * Since: 0.1
 */
const char *
hexapla_document_get_target(HexaplaDocument *self, guint segment)
{
    const HexaplaTarget *target = hexapla_document_find_target(self, segment);

    return target != NULL ? target->text : NULL;
}

/**
 * hexapla_document_add_target_code:
 * @self: a document
 * @segment: index of a segment that has a translation; its codes are added together, in the order
 *   of the translation
 * @kind: whether something begins, ends or stands alone
 * @type: what the code does
 * @start: its offset in the translation
 *
 * Returns: (transfer none): the code without partner, data and id, to be filled in before the next
 * one comes
 * Since: 0.1
 */
HexaplaCode *
hexapla_document_add_target_code(HexaplaDocument *self, guint segment, HexaplaCodeKind kind,
                                 HexaplaCodeType type, gsize start)
{
    GArray *codes = hexapla_document_ensure_extras(self)->target_codes;
    HexaplaTarget *target = hexapla_document_find_target(self, segment);
    HexaplaCode code = {
        .start = start, .end = start, .partner = HEXAPLA_NO_CODE, .kind = kind, .type = type};

    if (target->n_codes++ == 0)
        target->first_code = codes->len;
    g_array_append_val(codes, code);
    return &g_array_index(codes, HexaplaCode, codes->len - 1);
}

/**
 * hexapla_document_get_target_codes:
 * @self: a document
 * @segment: index of a segment
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): the codes of its translation; until the next
 * one is added
 * Since: 0.1
 */
HexaplaCode *
hexapla_document_get_target_codes(HexaplaDocument *self, guint segment, guint *n)
{
    const HexaplaTarget *target = hexapla_document_find_target(self, segment);

    *n = target != NULL ? target->n_codes : 0;
    if (*n == 0)
        return NULL;
    return &g_array_index(hexapla_document_get_extras(self)->target_codes, HexaplaCode,
                          target->first_code);
}
