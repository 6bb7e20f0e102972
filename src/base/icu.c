/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/icu.h"

#include <string.h>
#include <unicode/uloc.h>

#include "base/error.h"
#include "base/limits.h"

/**
 * hexapla_icu_check:
 * @status: what ICU answered
 * @doing: what it was asked for, such as "opening the sentence iterator"
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: whether it succeeded
 * Since: 0.1
 */
gboolean
hexapla_icu_check(UErrorCode status, const char *doing, GError **error)
{
    if (U_SUCCESS(status))
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "error: %s: %s", doing,
                u_errorName(status));
    return FALSE;
}

/**
 * hexapla_language_tag_canonicalise:
 * @tag: what a user typed, such as `en`, `uk-UA` or `pt_BR`
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): the tag in the case and with the hyphens of BCP 47 (RFC 5646
 * §2.1.1); free with g_free()
 * Since: 0.1
 */
char *
hexapla_language_tag_canonicalise(const char *tag, GError **error)
{
    char locale[ULOC_FULLNAME_CAPACITY], canonical[ULOC_FULLNAME_CAPACITY];
    g_autofree char *hyphened = g_strdelimit(g_strdup(tag), "_", '-');
    gint32 parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    gsize n = strlen(hyphened);

    if (n > 0 && n < sizeof locale) {
        uloc_forLanguageTag(hyphened, locale, sizeof locale, &parsed, &status);
        uloc_toLanguageTag(locale, canonical, sizeof canonical, TRUE, &status);
    }
    if (n == 0 || U_FAILURE(status) || (gsize)parsed != n ||
        status == U_STRING_NOT_TERMINATED_WARNING) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "“%s” is not a language tag (BCP 47), such as en or pt-BR", tag);
        return NULL;
    }
    return g_strdup(canonical);
}

/**
 * hexapla_language_tag_is_rtl:
 * @tag: a language tag
 *
 * Returns: whether the language is written from right to left
 * Since: 0.1
 */
gboolean
hexapla_language_tag_is_rtl(const char *tag)
{
    return uloc_isRightToLeft(tag);
}
