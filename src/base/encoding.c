/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/encoding.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ustring.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UConverter, ucnv_close)

/* Fewer bytes may be UTF-8 and UTF-16 by chance. */
#define MIN_UTF8_BYTES 32

/**
 * hexapla_encoding_is_auto:
 * @name: what a user typed
 *
 * Returns: whether it asks for a guess
 * Since: 0.1
 */
gboolean
hexapla_encoding_is_auto(const char *name)
{
    return g_ascii_strcasecmp(name, "auto") == 0;
}

static UConverter *
open_converter(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;

    /* Known aliases only: anything else would be looked for as a file. ICU skips signs in names. */
    if (strlen(name) >= UCNV_MAX_CONVERTER_NAME_LENGTH || strchr(name, '/') != NULL ||
        ucnv_countAliases(name, &status) == 0)
        return NULL;
    return ucnv_open(name, &status);
}

/**
 * hexapla_encoding_check:
 * @name: what a user typed, such as `windows-1256` or `auto`
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_USAGE
 *
 * Returns: whether text can be decoded from it
 * Since: 0.1
 */
gboolean
hexapla_encoding_check(const char *name, GError **error)
{
    g_autoptr(UConverter) converter = open_converter(name);

    if (converter != NULL || hexapla_encoding_is_auto(name))
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "--encoding knows no “%s”: give a name such as windows-1256, or auto", name);
    return FALSE;
}

static UConverterType
get_type(const char *name)
{
    g_autoptr(UConverter) converter = open_converter(name);

    return converter != NULL ? ucnv_getType(converter) : UCNV_UNSUPPORTED_CONVERTER;
}

/**
 * hexapla_encoding_is_utf8:
 * @name: a name that hexapla_encoding_check() accepted
 *
 * Returns: whether it stands for UTF-8
 * Since: 0.1
 */
gboolean
hexapla_encoding_is_utf8(const char *name)
{
    return get_type(name) == UCNV_UTF8;
}

/**
 * hexapla_encoding_may_be_utf8:
 * @text: how a text begins
 * @n: its bytes
 *
 * Returns: whether it is well-formed UTF-8 as far as one can see: a long text goes on behind what was peeked at
 * Since: 0.1
 */
gboolean
hexapla_encoding_may_be_utf8(const char *text, gsize n)
{
    gsize valid;

    return hexapla_utf8_validate(text, n, &valid) ||
           (n >= HEXAPLA_INPUT_PEEK_BYTES && hexapla_utf8_is_cut(text + valid, n - valid));
}

/**
 * hexapla_encoding_check_text:
 * @name: a name that hexapla_encoding_check() accepted
 * @text: how a text without a byte order mark begins
 * @n: its bytes
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, beginning with `byte 0: error:`
 *
 * Nearly every even number of bytes is well-formed UTF-16, as Chinese as a rule, so text that is
 * not UTF-16 at all has to be told before it is decoded.
 *
 * Returns: whether the text can be in this encoding
 * Since: 0.1
 */
gboolean
hexapla_encoding_check_text(const char *name, const char *text, gsize n, GError **error)
{
    UConverterType type = get_type(name);
    gboolean is_wide = type == UCNV_UTF16_BigEndian || type == UCNV_UTF16_LittleEndian ||
                       type == UCNV_UTF32_BigEndian || type == UCNV_UTF32_LittleEndian;
    gboolean needs_mark = type == UCNV_UTF16 || type == UCNV_UTF32;

    if (n == 0 || (!is_wide && !needs_mark))
        return TRUE;
    if ((n >= MIN_UTF8_BYTES || needs_mark) && hexapla_encoding_may_be_utf8(text, n))
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "byte 0: error: this is UTF-8, not %s", name);
    else if (needs_mark)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "byte 0: error: there is no byte order mark: give --encoding %s or %s",
                    type == UCNV_UTF16 ? "UTF-16LE" : "UTF-32LE",
                    type == UCNV_UTF16 ? "UTF-16BE" : "UTF-32BE");
    else
        return TRUE;
    return FALSE;
}

/**
 * hexapla_encoding_find_places:
 * @name: an encoding
 * @bytes: text in it, without a byte order mark
 * @n: how many bytes
 * @text: the same in UTF-8
 * @n_text: its bytes
 *
 * Returns: (transfer full) (nullable): for the first byte of every character of @text, and for its
 *   end, the offset among @bytes; %NULL when @text is not what they say. Free with g_free()
 * Since: 0.1
 */
guint32 *
hexapla_encoding_find_places(const char *name, const char *bytes, gsize n, const char *text,
                             gsize n_text)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    g_autofree guint32 *places = g_new0(guint32, n_text + 1);
    const char *from = bytes, *to = text, *end = text + n_text;

    while (to < end && U_SUCCESS(status)) {
        gunichar c;

        places[to - text] = from - bytes;
        to = hexapla_text_next(to, end, &c);
        if ((gunichar)ucnv_getNextUChar(converter, &from, bytes + n, &status) != c)
            status = U_INVALID_CHAR_FOUND;
    }
    places[n_text] = n;
    ucnv_close(converter);
    return U_SUCCESS(status) ? g_steal_pointer(&places) : NULL;
}

/**
 * hexapla_encoding_encode:
 * @name: an encoding
 * @text: UTF-8
 * @n: its bytes
 * @n_bytes: (out): bytes of the result
 * @error: (domain HEXAPLA_ERROR): what ICU says
 *
 * For pages and XML: a character that the encoding does not have becomes a reference, such as
 * `&#8364;`.
 *
 * Returns: (transfer full) (nullable): @text in that encoding; free with g_free()
 * Since: 0.1
 */
char *
hexapla_encoding_encode(const char *name, const char *text, gsize n, gsize *n_bytes, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    g_autofree UChar *units = g_new(UChar, n + 1);
    g_autofree char *bytes = g_malloc(10 * n + 16);
    gint32 n_units = 0;

    u_strFromUTF8(units, (gint32)n + 1, &n_units, text, (gint32)n, &status);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC, NULL, NULL,
                          &status);
    *n_bytes = ucnv_fromUChars(converter, bytes, (gint32)(10 * n + 16), units, n_units, &status);
    ucnv_close(converter);
    return hexapla_icu_check(status, "encoding a text", error) ? g_steal_pointer(&bytes) : NULL;
}
