/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/fuzz/sources.h"

#include <string.h>

#include "document/codes.h"
#include "document/sources.h"
#include "formats/format.h"

/* An article and what was read of it. */
typedef struct {
    const char *bytes;
    gsize n;
    guint64 place; /* all text and codes before it were seen */
    FuzzGapFunc check_gap;
} Page;

static void
check_run(const Page *page, const char *text, const HexaplaRun *run)
{
    g_assert_cmpuint(run->start, <, run->end);
    g_assert_cmpuint(run->source + run->n_source, <=, page->n);
    if (run->end - run->start == run->n_source && run->n_source > 1 &&
        memcmp(page->bytes + run->source, "&#", 2) != 0)
        g_assert_cmpmem(text + run->start, run->n_source, page->bytes + run->source, run->n_source);
}

/* All bytes of a block are characters of its text or markup of its codes, in the same order. */
static void
check_block(Page *page, HexaplaDocument *part, const HexaplaBlock *block, const HexaplaRun *runs,
            guint n_runs)
{
    guint n_codes, code = hexapla_document_first_code(part, block->start), run = 0;
    const HexaplaCode *codes = hexapla_document_get_codes(part, &n_codes);
    const char *text = hexapla_document_get_text(part, NULL);
    gboolean is_first = TRUE;

    while (run < n_runs && runs[run].start < block->start)
        run++;
    for (;;) {
        gboolean has_run = run < n_runs && runs[run].start < block->end;
        gboolean has_code = code < n_codes && codes[code].end <= block->end;
        guint64 source, n_source;

        if (!has_run && !has_code)
            return;
        if (has_code && (!has_run || codes[code].source <= runs[run].source)) {
            source = codes[code].source;
            n_source = codes[code].n_source;
            g_assert_cmpmem(codes[code].data, codes[code].n_data, page->bytes + source, n_source);
            run += codes[code].end > codes[code].start; /* a line break is both */
            code++;
        } else {
            source = runs[run].source;
            n_source = runs[run].n_source;
            check_run(page, text, &runs[run++]);
        }
        /* Blocks of notes come behind that in which they stand. */
        if (!is_first || page->check_gap != NULL)
            g_assert_cmpuint(page->place, <=, source);
        if (!is_first && page->check_gap != NULL)
            page->check_gap(page->bytes, page->n, page->place, source);
        is_first = FALSE;
        page->place = source + n_source;
    }
}

static gboolean
check_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Page *page = user_data;
    guint n_blocks, n_runs;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);
    const HexaplaRun *runs = hexapla_document_get_runs(part, &n_runs);

    for (guint i = 0;
         i < n_blocks && hexapla_document_get_origin(part)->encoding == NULL &&
         hexapla_document_get_origin(part)->part == 0 && hexapla_document_get_origin(part)->is_last;
         i++)
        check_block(page, part, &blocks[i], runs, n_runs);
    g_object_unref(part);
    return TRUE;
}

/**
 * fuzz_check_sources:
 * @format: of an article with markup
 * @data: the article
 * @n: its bytes
 * @check_gap: (nullable): says what may stand between the pieces of a block
 *
 * Every byte of the text is told where it came from, in the order of the article.
 */
void
fuzz_check_sources(const char *format, const guint8 *data, gsize n, FuzzGapFunc check_gap)
{
    g_autofree char *bytes = g_strndup((const char *)data, n);
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(bytes, n, NULL);
    Page page = {bytes, n, 0, check_gap};
    HexaplaReadOptions options = {.file = "page", .with_sources = TRUE, .encoding = "utf-8"};

    hexapla_format_by_name(format)->read(in, &options, check_part, &page, NULL, NULL);
}
