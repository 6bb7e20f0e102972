/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/characters.h"

#include <unicode/uregex.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

struct _HexaplaCharacters {
    guint64 ascii[2];
    USet *set;           /* of the BMP */
    gboolean folds_case; /* a character may stand for several */
};

static URegularExpression *
compile(const char *pattern, UErrorCode *status)
{
    glong n;
    g_autofree UChar *units = g_utf8_to_utf16(pattern, -1, NULL, &n, NULL);

    if (units == NULL) {
        *status = U_INVALID_CHAR_FOUND;
        return NULL;
    }
    return uregex_open(units, (gint32)n, 0, NULL, status);
}

/* Every character of the BMP but the surrogates, in their order. */
static const UChar *
get_plane(gint32 *n)
{
    static UChar plane[0xF800];
    static gsize made;

    if (g_once_init_enter(&made)) {
        for (guint i = 0; i < G_N_ELEMENTS(plane); i++)
            plane[i] = (UChar)(i < 0xD800 ? i : i + 0x800);
        g_once_init_leave(&made, 1);
    }
    *n = G_N_ELEMENTS(plane);
    return plane;
}

/* Whoever writes classes knows what ICU takes them for, so ICU is asked. */
static gboolean
fill(HexaplaCharacters *self, URegularExpression *regex, UErrorCode *status)
{
    gint32 n;
    const UChar *plane = get_plane(&n);

    uregex_setText(regex, plane, n, status);
    while (U_SUCCESS(*status) && uregex_findNext(regex, status)) {
        gint32 start = uregex_start(regex, 0, status), end = uregex_end(regex, 0, status);

        if (start == end)
            return FALSE;
        if (start < 0xD800 && end > 0xD800) {
            uset_addRange(self->set, start, 0xD7FF);
            start = 0xD800;
        }
        uset_addRange(self->set, plane[start], plane[end - 1]);
    }
    return U_SUCCESS(*status);
}

/**
 * hexapla_characters_new:
 * @pattern: an expression that always matches exactly one character, such as `[a-z]`
 *
 * Returns: (transfer full) (nullable): the characters; %NULL when ICU does not tell them
 * Since: 0.1
 */
HexaplaCharacters *
hexapla_characters_new(const char *pattern)
{
    g_autoptr(HexaplaCharacters) self = g_new0(HexaplaCharacters, 1);
    gboolean folds_case = g_str_has_prefix(pattern, "(?i)");
    g_autofree char *runs =
        g_strdup_printf("%s(?:%s)+", folds_case ? "(?i)" : "", folds_case ? pattern + 4 : pattern);
    UErrorCode status = U_ZERO_ERROR;
    URegularExpression *regex = compile(runs, &status);
    gboolean is_filled;

    self->set = uset_openEmpty();
    self->folds_case = folds_case;
    is_filled = U_SUCCESS(status) && fill(self, regex, &status);
    uregex_close(regex);
    if (!is_filled)
        return NULL;
    for (gunichar c = 0; c < 128; c++)
        self->ascii[c / 64] |= (guint64)uset_contains(self->set, c) << c % 64;
    uset_freeze(self->set);
    return g_steal_pointer(&self);
}

/**
 * hexapla_characters_free:
 * @self: (transfer full) (nullable): characters
 *
 * Since: 0.1
 */
void
hexapla_characters_free(HexaplaCharacters *self)
{
    if (self == NULL)
        return;
    uset_close(self->set);
    g_free(self);
}

/* ß for ss, ﬁ for fi */
static gboolean
stands_for_several(gunichar c)
{
    UChar units[2];
    UErrorCode status = U_ZERO_ERROR;
    UChar unit = (UChar)c;

    return u_strFoldCase(units, G_N_ELEMENTS(units), &unit, 1, U_FOLD_CASE_DEFAULT, &status) > 1;
}

/**
 * hexapla_characters_have:
 * @self: characters
 * @c: a character
 *
 * Returns: whether it is among them
 * Since: 0.1
 */
HexaplaAnswer
hexapla_characters_have(const HexaplaCharacters *self, gunichar c)
{
    if (c < 128)
        return (self->ascii[c / 64] >> c % 64 & 1) != 0 ? HEXAPLA_YES : HEXAPLA_NO;
    if (c > 0xFFFF || (self->folds_case && stands_for_several(c)))
        return HEXAPLA_MAYBE;
    return uset_contains(self->set, c) ? HEXAPLA_YES : HEXAPLA_NO;
}
