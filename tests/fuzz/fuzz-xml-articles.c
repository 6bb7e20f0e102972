/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/sources.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    fuzz_reader("xml", data, n);
    if (n > 3)
        fuzz_check_sources("xml", data + 3, n - 3, NULL);
    return 0;
}
