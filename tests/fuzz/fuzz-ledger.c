/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "names/lookup.h"
#include "tests/fuzz/fuzz.h"

/* The problem, or NULL. */
static char *
read_ledger(HexaplaLedger *ledger, const char *data, gsize n, gsize step)
{
    const HexaplaReadOptions options = {.file = "seed", .language = "en"};
    const HexaplaFormat *format = hexapla_format_sniff_ledger((const guint8 *)data, n);
    g_autoptr(GInputStream) in = fuzz_stream_new((const guint8 *)data, n, step);
    g_autoptr(GError) error = NULL;
    gboolean is_good = format->read_ledger(in, &options, ledger, NULL, &error);

    g_assert(is_good == (error == NULL));
    if (error != NULL)
        g_assert(strpbrk(error->message, "\r\n") == NULL);
    return error != NULL ? g_strdup(fuzz_problem(error)) : NULL;
}

static char *
write_ledger(HexaplaLedger *ledger, const char *format_name, gsize *n)
{
    const HexaplaFormatOptions options = {.source = "en", .ledger = ledger};
    const HexaplaFormat *format = hexapla_format_by_name(format_name);
    HexaplaWriter *out = fuzz_writer_begin();
    gpointer writer = format->begin(out, &options, NULL);

    g_assert(writer != NULL);
    g_assert(format->end(writer, NULL));
    return fuzz_writer_end(out, n);
}

/* What we write we read, and it says the same. */
static void
check_format(HexaplaLedger *ledger, const char *format)
{
    g_autoptr(HexaplaLedger) back = hexapla_ledger_new();
    gsize n, n_again;
    g_autofree char *output = write_ledger(ledger, format, &n);
    g_autofree char *problem = read_ledger(back, output, n, n + 1);
    g_autofree char *again = NULL;

    g_assert_cmpstr(problem, ==, NULL);
    again = write_ledger(back, format, &n_again);
    g_assert_cmpmem(again, n_again, output, n);
}

static void
check_lookup(HexaplaLedger *ledger)
{
    g_autoptr(HexaplaLookup) lookup = hexapla_lookup_new(ledger, "ar");
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    for (gsize i = 0; i < n; i++) {
        const char *spelling = entries[i].spelling;
        g_autofree char *text = hexapla_lookup_respell(lookup, spelling, strlen(spelling));

        g_assert(text == NULL || g_utf8_validate(text, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    g_autoptr(HexaplaLedger) ledger = hexapla_ledger_new();
    g_autoptr(HexaplaLedger) slow = hexapla_ledger_new();
    g_autofree char *problem = NULL, *other = NULL;

    fuzz_begin();
    problem = read_ledger(ledger, (const char *)data, n, n + 1);
    other = read_ledger(slow, (const char *)data, n, 1);
    g_assert_cmpstr(problem, ==, other);
    hexapla_ledger_find_circle(ledger);
    check_format(ledger, "ledger");
    check_format(ledger, "ledger-jsonl");
    check_lookup(ledger);
    return 0;
}
