/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Readers, validators and writers of exchange files: what is read is written in every format, and
 * none of it breaks. */

#include <string.h>

#include "document/target.h"
#include "formats/format.h"
#include "tests/fuzz/fuzz.h"

static const char *const written[] = {"xliff", "xliff2", "tmx", "jsonl"};

typedef struct {
    gpointer writers[G_N_ELEMENTS(written)]; /* NULL: refused a part */
} Outputs;

static gboolean
is_inside(const HexaplaCode *codes, guint n, gsize length)
{
    for (guint i = 0; i < n; i++) {
        if (codes[i].end < codes[i].start || codes[i].end > length ||
            (i > 0 && codes[i].start < codes[i - 1].start))
            return FALSE;
    }
    return TRUE;
}

/* Codes lie in their texts and in their order, and segments in theirs. */
static void
check_part(HexaplaDocument *part)
{
    guint n, n_codes;
    gsize length;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    const char *text = hexapla_document_get_text(part, &length);
    const HexaplaCode *codes = hexapla_document_get_codes(part, &n_codes);

    g_assert(g_utf8_validate_len(text, length, NULL) || memchr(text, 0, length) != NULL);
    g_assert(is_inside(codes, n_codes, length));
    for (guint i = 0; i < n; i++) {
        const HexaplaTarget *target = hexapla_document_find_target(part, i);

        g_assert(segments[i].start <= segments[i].end && segments[i].end <= length);
        g_assert(i == 0 || segments[i].start >= segments[i - 1].end);
        codes = hexapla_document_get_target_codes(part, i, &n_codes);
        g_assert(target == NULL || is_inside(codes, n_codes, target->n));
    }
}

static gboolean
take(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    Outputs *outputs = user_data;

    check_part(part);
    hexapla_document_assign_ids(part);
    for (guint i = 0; i < G_N_ELEMENTS(written); i++) {
        const HexaplaFormat *format = hexapla_format_by_name(written[i]);

        if (outputs->writers[i] != NULL && !format->write(outputs->writers[i], part, NULL)) {
            format->end(outputs->writers[i], NULL);
            outputs->writers[i] = NULL;
        }
    }
    return TRUE;
}

static void
read_and_write(const HexaplaFormat *format, const guint8 *data, gsize n)
{
    const HexaplaReadOptions reading = {.file = "seed"};
    const HexaplaFormatOptions writing = {.target = "fr"};
    g_autoptr(HexaplaWriter) out = hexapla_writer_new("/dev/null", NULL);
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(data, (gssize)n, NULL);
    g_autoptr(GError) error = NULL;
    Outputs outputs;
    gboolean ok;

    for (guint i = 0; i < G_N_ELEMENTS(written); i++)
        outputs.writers[i] = hexapla_format_by_name(written[i])->begin(out, &writing, NULL);
    ok = format->read(in, &reading, take, &outputs, NULL, &error);
    g_assert(ok == (error == NULL));
    for (guint i = 0; i < G_N_ELEMENTS(written); i++) {
        if (outputs.writers[i] != NULL)
            hexapla_format_by_name(written[i])->end(outputs.writers[i], NULL);
    }
}

static void
validate(const HexaplaFormat *format, const guint8 *data, gsize n)
{
    const HexaplaReadOptions options = {.file = "seed"};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(data, (gssize)n, NULL);
    HexaplaIssueSink sink = {0};
    g_autoptr(GError) error = NULL;
    gboolean ok = format->validate(in, &options, &sink, NULL, &error);

    g_assert(ok == (error == NULL));
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    const HexaplaFormat *format;

    fuzz_begin();
    format = hexapla_format_sniff(data, n);
    if (format == NULL || format->validate == NULL)
        format = hexapla_format_by_name("xliff");
    read_and_write(format, data, n);
    validate(format, data, n);
    return 0;
}
