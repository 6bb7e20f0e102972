/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "formats/html-text.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/sources.h"

/* Bytes of a white space or a soft hyphen, which may be a reference; 0 for anything else. */
static gsize
blank_length(const char *p, const char *end)
{
    char text[HEXAPLA_HTML_CHARACTER_BYTES] = {*p, end - p > 1 ? p[1] : '\0'};
    gsize n = 1, length = *p == '&' ? hexapla_html_decode_reference(p, end, text, &n) : 0;

    if (memcmp(text, "\302\255", 2) == 0)
        return MAX(length, 2);
    return hexapla_html_is_space(*text) ? MAX(length, 1) : 0;
}

/* What may stand between two pieces of a block without being one. */
static void
check_gap(const char *bytes, gsize n, guint64 start, guint64 end)
{
    while (start < end) {
        gsize length = blank_length(bytes + start, bytes + n);

        if (length == 0)
            g_error("“%.40s” at %" G_GUINT64_FORMAT " is neither text nor code", bytes + start,
                    start);
        start += length;
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    fuzz_reader("html", data, n);
    if (n > 3)
        fuzz_check_sources("html", data + 3, n - 3, check_gap);
    return 0;
}
