/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "segment/srx-engine.h"
#include "tests/fuzz/fuzz.h"

/* What rules of all kinds find something in. */
static const char text[] = "Mr. A. Fox came at 5 p.m. etc. Oh!!! «Non ?» 12. 3.5 (…) é नि "
                           "😀👍🏽\r\n他来了。“好！”aaaa aab. End";

/* Breaks stand between characters, each behind the one before it. */
static void
scan(HexaplaSrx *srx, const char *language)
{
    g_autoptr(HexaplaSrxEngine) engine = hexapla_srx_engine_new(srx, language, NULL);
    g_autoptr(HexaplaSrxScan) way = engine != NULL ? hexapla_srx_engine_scan(engine) : NULL;
    const HexaplaSrxRule *rule;
    gsize offset, last = 0;

    if (way == NULL)
        return;
    hexapla_srx_scan_begin(way, text, strlen(text));
    while (hexapla_srx_scan_next(way, &offset, &rule, NULL) && rule != NULL) {
        g_assert_cmpuint(offset, >, last);
        g_assert_cmpuint(offset, <, strlen(text));
        g_assert((text[offset] & 0xC0) != 0x80);
        last = offset;
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    g_autoptr(GInputStream) in = NULL;
    g_autoptr(HexaplaSrx) srx = NULL;
    g_autoptr(GError) error = NULL;

    fuzz_begin();
    in = g_memory_input_stream_new_from_data(data, (gssize)n, NULL);
    srx = hexapla_srx_read(in, "seed", NULL, NULL, &error);
    g_assert((srx != NULL) == (error == NULL));
    if (srx == NULL) {
        g_assert(strpbrk(error->message, "\r\n") == NULL);
        return 0;
    }
    scan(srx, "en");
    scan(srx, "pt-BR");
    return 0;
}
