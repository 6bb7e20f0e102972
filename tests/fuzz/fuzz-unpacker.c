/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/packer.h"
#include "base/unpacker.h"
#include "tests/fuzz/fuzz.h"

#define MAX_UNPACKED (1u << 18)

static char *
unpack(const guint8 *data, gsize n, gsize step, gsize *n_unpacked, GError **error)
{
    g_autoptr(GInputStream) in = fuzz_stream_new(data, n, step);
    g_autoptr(GInputStream) unpacked =
        hexapla_unpacker_new(in, data, MIN(n, HEXAPLA_UNPACKER_MAGIC_BYTES), error);

    *n_unpacked = 0;
    return unpacked != NULL ? fuzz_read_all(unpacked, 4096, MAX_UNPACKED, n_unpacked, error) : NULL;
}

static void
check_bytes(const guint8 *data, gsize n)
{
    g_autoptr(GError) error = NULL, dribbled_error = NULL;
    gsize n_whole, n_dribbled;
    g_autofree char *whole = unpack(data, n, 4096, &n_whole, &error);
    g_autofree char *dribbled = unpack(data, n, 1, &n_dribbled, &dribbled_error);

    fuzz_problem(error);
    fuzz_problem(dribbled_error);
    if (error != NULL || dribbled_error != NULL) {
        /* libzstd compares the size in a header with the data only when it has both at once. */
        g_assert(data[0] != 0x1F || (error != NULL && dribbled_error != NULL) ||
                 n_dribbled >= MAX_UNPACKED);
        return;
    }
    g_assert(n_whole == n_dribbled || n_whole >= MAX_UNPACKED);
    g_assert(n_whole <= n_dribbled && (n_whole == 0 || memcmp(whole, dribbled, n_whole) == 0));
}

static void
take_packed(const char *bytes, gsize n, gpointer user_data)
{
    g_byte_array_append(user_data, (const guint8 *)bytes, n);
}

/* What was packed, unpacked again. */
static void
check_round_trip(const char *name, const guint8 *data, gsize n)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    g_autoptr(HexaplaPacker) packer = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *unpacked = NULL;
    gsize n_unpacked;

    if (!hexapla_packer_new(name, take_packed, packed, &packer, NULL))
        return; /* built without it */
    g_assert(hexapla_packer_put(packer, (const char *)data, n / 2));
    g_assert(hexapla_packer_put(packer, (const char *)data + n / 2, n - n / 2));
    g_assert(hexapla_packer_end(packer));
    unpacked = unpack(packed->data, packed->len, 4096, &n_unpacked, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(unpacked, n_unpacked, data, n);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    fuzz_begin();
    check_bytes(data, n);
    if (n > 0 && data[0] % 8 == 0)
        check_round_trip(data[0] % 16 == 0 ? "x.gz" : "x.zst", data, n);
    return 0;
}
