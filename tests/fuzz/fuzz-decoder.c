/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ustring.h>

#include "base/decoder.h"
#include "base/encoding.h"
#include "base/input.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"

/* The first byte chooses one: `a` is UTF-16LE. Only add rows at the end: the seeds mean what stands
 * here. */
static const char *const encodings[] = {
    "UTF-16LE",    "UTF-16BE",     "UTF-32LE",    "UTF-32BE",   "windows-1252", "ISO-8859-1",
    "Shift_JIS",   "EUC-JP",       "ISO-2022-JP", "GB18030",    "Big5",         "EUC-KR",
    "KOI8-U",      "windows-1251", "UTF-7",       "ISO-8859-8", "windows-1256", "HZ",
    "ISO-2022-KR", "SCSU",         "IBM037",      "UTF-16",     "auto",         "UTF-8",
};

#define MAX_TEXT (1u << 20)

/* What a decoder of bytes that come so many at a time gives, and what it says. */
typedef struct {
    char *text;
    gsize n;
    GError *error;
} Decoded;

static void
clear_decoded(Decoded *self)
{
    g_free(self->text);
    g_clear_error(&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Decoded, clear_decoded)

static Decoded
decode(const char *encoding, const guint8 *data, gsize n, gsize step)
{
    g_autoptr(GInputStream) in = fuzz_stream_new(data, n, step);
    Decoded decoded = {0};
    g_autoptr(GInputStream) decoder = hexapla_decoder_new(in, encoding, 0, &decoded.error);

    g_assert_no_error(decoded.error);
    decoded.text = fuzz_read_all(decoder, step, MAX_TEXT, &decoded.n, &decoded.error);
    return decoded;
}

/* The text is at most what ICU makes of the whole; where both accept it, the same. */
static void
compare_with_icu(const char *encoding, const guint8 *data, gsize n, const Decoded *decoded)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    g_autofree UChar *units = g_new(UChar, 2 * n + 16);
    g_autofree char *text = g_malloc(6 * n + 64);
    gint32 n_units, n_text = 0;

    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    n_units = ucnv_toUChars(converter, units, (gint32)(2 * n + 16), (const char *)data, (gint32)n,
                            &status);
    u_strToUTF8(text, (gint32)(6 * n + 64), &n_text, units, n_units, &status);
    ucnv_close(converter);
    if (decoded->error != NULL)
        return;
    g_assert(U_SUCCESS(status));
    g_assert_cmpmem(decoded->text, decoded->n, text, n_text);
}

static void
check_decoder(const char *encoding, const guint8 *data, gsize n)
{
    g_auto(Decoded) whole = decode(encoding, data, n, 8192);
    g_auto(Decoded) dribbled = decode(encoding, data, n, 1);
    gsize valid;

    g_assert(hexapla_utf8_validate(whole.text, whole.n, &valid));
    g_assert_cmpmem(whole.text, whole.n, dribbled.text, dribbled.n);
    g_assert_cmpstr(fuzz_problem(whole.error), ==, fuzz_problem(dribbled.error));
    compare_with_icu(encoding, data, n, &whole);
}

/* The way of a file: byte order mark, guess, decoder, and the words when it is refused. */
static void
check_input(const char *encoding, const guint8 *data, gsize n)
{
    const HexaplaTextHints hints = {.encoding = encoding};
    g_autoptr(GInputStream) bytes = g_memory_input_stream_new_from_data(data, (gssize)n, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GInputStream) in = hexapla_input_decode(bytes, "seed", &hints, NULL, NULL, &error);
    g_autofree char *text = NULL;
    gsize n_text = 0, valid;

    g_assert((in == NULL) == (error != NULL));
    if (in != NULL)
        text = fuzz_read_all(in, 4096, MAX_TEXT, &n_text, &error);
    if (error == NULL && !hexapla_utf8_validate(text, n_text, &valid))
        hexapla_input_refuse(in, "seed", 0, text, n_text, valid, &error);
    fuzz_problem(error);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    const char *encoding;

    if (n < 1)
        return 0;
    fuzz_begin();
    encoding = encodings[(guint8)(data[0] - 'a') % G_N_ELEMENTS(encodings)];
    if (!hexapla_encoding_is_auto(encoding) && hexapla_encoding_check(encoding, NULL))
        check_decoder(encoding, data + 1, n - 1);
    check_input(encoding, data + 1, n - 1);
    return 0;
}
