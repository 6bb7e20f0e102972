/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/transform.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/icu.h"

struct _HexaplaTransform {
    UTransliterator *transliterator;
};

/**
 * hexapla_transform_new:
 * @id: what ICU calls it, such as `Katakana-Latin`
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: (transfer full) (nullable): a transform; free with hexapla_transform_free()
 * Since: 0.1
 */
HexaplaTransform *
hexapla_transform_new(const char *id, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[128];
    UTransliterator *transliterator;
    HexaplaTransform *self;

    u_uastrncpy(name, id, G_N_ELEMENTS(name));
    transliterator = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (!hexapla_icu_check(status, "opening a transliterator", error))
        return NULL;
    self = g_new(HexaplaTransform, 1);
    self->transliterator = transliterator;
    return self;
}

/**
 * hexapla_transform_free:
 * @self: (transfer full) (nullable): a transform
 *
 * Since: 0.1
 */
void
hexapla_transform_free(HexaplaTransform *self)
{
    if (self == NULL)
        return;
    utrans_close(self->transliterator);
    g_free(self);
}

/* A character of a name becomes a handful at most. */
#define GROWTH 8

/**
 * hexapla_transform_apply:
 * @self: a transform
 * @text: UTF-8, a name rather than an article
 *
 * Returns: (transfer full): what becomes of it, UTF-8; the text itself when ICU fails
 * Since: 0.1
 */
char *
hexapla_transform_apply(const HexaplaTransform *self, const char *text)
{
    g_autofree gunichar2 *given = NULL;
    g_autofree UChar *units = NULL;
    UErrorCode status = U_ZERO_ERROR;
    glong n;
    int32_t length, limit, capacity;

    given = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
    if (given == NULL)
        return g_strdup(text);
    capacity = (int32_t)n * GROWTH + 64;
    units = g_new(UChar, capacity);
    u_memcpy(units, (const UChar *)given, (int32_t)n);
    length = limit = (int32_t)n;
    utrans_transUChars(self->transliterator, units, &length, capacity, 0, &limit, &status);
    if (U_FAILURE(status))
        return g_strdup(text);
    return g_utf16_to_utf8((const gunichar2 *)units, length, NULL, NULL, NULL);
}
