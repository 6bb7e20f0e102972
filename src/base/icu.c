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

/* ISO 639-3 has codes of their own for the standard forms of what BCP 47 calls by the name of the
 * whole language; corpora use them. */
static const char *const standard_forms[][2] = {
    {"als", "sq"}, {"arb", "ar"}, {"ayr", "ay"}, {"azj", "az"}, {"cmn", "zh"}, {"ekk", "et"},
    {"fuv", "ff"}, {"gaz", "om"}, {"khk", "mn"}, {"kmr", "ku"}, {"knc", "kr"}, {"lvs", "lv"},
    {"nob", "nb"}, {"npi", "ne"}, {"ory", "or"}, {"pbt", "ps"}, {"pes", "fa"}, {"plt", "mg"},
    {"quy", "qu"}, {"swh", "sw"}, {"uzn", "uz"}, {"ydd", "yi"}, {"zsm", "ms"},
};

/* Drops the script that a language has anyway: en-Latn is en, and zh-Hant stays. */
static void
drop_likely_script(char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    char likely[ULOC_FULLNAME_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
    char *hyphen = strchr(tag, '-');

    if (hyphen == NULL || strlen(hyphen) != 5)
        return;
    *hyphen = '\0';
    uloc_addLikelySubtags(tag, likely, sizeof likely, &status);
    uloc_getScript(likely, script, sizeof script, &status);
    if (U_FAILURE(status) || strcmp(script, hyphen + 1) != 0)
        *hyphen = '-';
}

/**
 * hexapla_language_tag_from_code:
 * @code: how a corpus names a language: `en`, `eng`, `arb_Arab`
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): its tag (BCP 47); free with g_free()
 * Since: 0.1
 */
char *
hexapla_language_tag_from_code(const char *code, GError **error)
{
    char *tag = hexapla_language_tag_canonicalise(code, error);

    for (guint i = 0; tag != NULL && i < G_N_ELEMENTS(standard_forms); i++) {
        if (strncmp(tag, standard_forms[i][0], 3) == 0 && (tag[3] == '\0' || tag[3] == '-')) {
            char *standard = g_strconcat(standard_forms[i][1], tag + 3, NULL);

            g_free(tag);
            tag = standard;
        }
    }
    if (tag != NULL && code[strcspn(code, "_-")] == '_')
        drop_likely_script(tag);
    return tag;
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
