/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "document/codes.h"
#include "document/target.h"
#include "formats/format.h"

/* What tests of articles with markup share. */

/* An article and what its reader made of it: blocks as KIND:TEXT between slashes, junk as its reason, codes
 * in braces; KIND@LANGUAGE: in another language than the article. */
typedef struct {
    const char *name;
    const char *article;
    const char *blocks;
} BlocksRow;

/* The first sentence of an article gets a target, in which {} are its codes, one after the other. */
typedef struct {
    const char *name;
    const char *article;
    const char *target;
    const char *merged;
} BlocksMergeRow;

static inline void
blocks_print_codes(GString *printed, HexaplaDocument *part, guint32 position, guint32 end)
{
    guint n, i = hexapla_document_first_code(part, position);
    const HexaplaCode *codes = hexapla_document_get_codes(part, &n);
    const char *text = hexapla_document_get_text(part, NULL);

    for (; i < n && codes[i].start <= end; i++) {
        g_string_append_len(printed, text + position, codes[i].start - position);
        g_string_append_printf(printed, "{%.*s}", (int)codes[i].n_data, codes[i].data);
        position = codes[i].end;
    }
    g_string_append_len(printed, text + position, end - position);
}

/* A HexaplaDocumentFunc for a GString. */
static inline gboolean
blocks_print(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    GString *printed = user_data;
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    for (guint i = 0; i < n; i++) {
        const char *language = hexapla_document_get_block_language(part, i);

        g_string_append_printf(printed, "%s%s%s%s:", i > 0 ? " / " : "",
                               blocks[i].junk != HEXAPLA_JUNK_NONE
                                   ? hexapla_junk_get_tag(blocks[i].junk)
                                   : hexapla_block_kind_get_tag(blocks[i].kind),
                               language != NULL ? "@" : "", language != NULL ? language : "");
        blocks_print_codes(printed, part, blocks[i].start, blocks[i].end);
    }
    return TRUE;
}

static inline gboolean
blocks_read(const char *format, const char *article, gsize n, HexaplaDocumentFunc func,
            gpointer user_data, GError **error)
{
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(article, n, NULL);
    g_autofree char *file = g_strconcat("page.", format, NULL);
    HexaplaReadOptions options = {.file = file, .with_sources = TRUE};

    return hexapla_format_by_name(format)->read(in, &options, func, user_data, NULL, error);
}

static inline void
blocks_check(const char *format, const BlocksRow *row)
{
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    blocks_read(format, row->article, strlen(row->article), blocks_print, printed, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(printed->str, ==, row->blocks);
}

static inline gboolean
blocks_keep(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    *(HexaplaDocument **)user_data = part;
    return TRUE;
}

static inline void
blocks_set_target(HexaplaDocument *part, const char *target)
{
    g_auto(GStrv) pieces = g_strsplit(target, "{}", -1);
    g_autofree char *text = g_strjoinv("", pieces);
    guint n;
    const HexaplaCode *codes = hexapla_document_get_segment_codes(part, 0, &n);
    gsize offset = 0;

    hexapla_document_set_target(part, 0, text, strlen(text));
    for (guint i = 0; i < n && pieces[i] != NULL; i++) {
        HexaplaCode *added;

        offset += strlen(pieces[i]);
        added = hexapla_document_add_target_code(part, 0, codes[i].kind, codes[i].type, offset);
        added->data = codes[i].data;
        added->n_data = codes[i].n_data;
        added->source = codes[i].source;
        added->n_source = codes[i].n_source;
    }
}

static inline char *
blocks_dup_target(const char *format, HexaplaDocument *part)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "hexapla-blocks-XXXXXX", NULL);
    int fd = g_mkstemp(path);
    HexaplaWriter *out = hexapla_writer_new(path, NULL);
    char *written = NULL;

    g_assert_cmpint(fd, >=, 0);
    g_assert_true(hexapla_format_by_name(format)->put_target(out, part, 0, NULL));
    g_assert_true(hexapla_writer_commit(out, NULL));
    g_assert_true(g_file_get_contents(path, &written, NULL, NULL));
    g_unlink(path);
    g_close(fd, NULL);
    return written;
}

static inline void
blocks_check_merge(const char *format, const BlocksMergeRow *row)
{
    g_autoptr(HexaplaDocument) part = NULL;
    g_autofree char *written = NULL;
    const HexaplaBlock *block;
    guint n;

    blocks_read(format, row->article, strlen(row->article), blocks_keep, &part, NULL);
    g_assert_nonnull(part);
    block = hexapla_document_get_blocks(part, &n);
    hexapla_document_add_segment(part, 0, block->start, block->end, HEXAPLA_RULE_BLOCK_END);
    blocks_set_target(part, row->target);
    written = blocks_dup_target(format, part);
    g_assert_cmpstr(written, ==, row->merged);
}
