/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/pairs.h"

#include <string.h>

static char *
dup_id(HexaplaDocument *part, const HexaplaSegment *segment, guint index)
{
    const char *name = hexapla_document_get_segment_name(part, index);
    char file[HEXAPLA_ID_SIZE], id[HEXAPLA_ID_SIZE];

    if (name == NULL)
        name = hexapla_format_id(id, 's', segment->id, segment->ordinal);
    else if (!hexapla_document_get_origin(part)->has_local_names)
        return g_strdup(name);
    return g_strconcat(hexapla_format_file_id(file, part), ".", name, NULL);
}

static void
take(HexaplaDocument *part, const HexaplaFormatOptions *options, guint index, HexaplaPairFunc func,
     gpointer user_data)
{
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(part, &n)[index];
    const HexaplaTarget *target = hexapla_format_find_target(options, part, index);
    g_autofree char *source = hexapla_document_dup_output_text(part, segment->start, segment->end);
    g_autofree char *id = dup_id(part, segment, index);
    HexaplaPair pair = {
        .part = part,
        .segment = index,
        .id = id,
        .source = source,
        .target = target != NULL         ? target->text
                  : options->copy_source ? source
                                         : "",
        .is_final = target != NULL && !target->is_fuzzy && target->state != HEXAPLA_STATE_INITIAL,
    };

    func(&pair, user_data);
}

/**
 * hexapla_pairs_foreach:
 * @part: a part of an article
 * @options: of the output
 * @func: called for every sentence that is text
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_pairs_foreach(HexaplaDocument *part, const HexaplaFormatOptions *options,
                      HexaplaPairFunc func, gpointer user_data)
{
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);

    for (guint i = 0; i < n; i++) {
        if (hexapla_format_leaves_out(options, &blocks[i], FALSE))
            continue;
        for (guint j = 0; j < blocks[i].n_segments; j++)
            take(part, options, blocks[i].first_segment + j, func, user_data);
    }
}

/**
 * hexapla_pairs_put:
 * @out: a writer
 * @text: terminated
 * @from: characters of ASCII that cannot stand there
 * @to: (array): what stands for each of them
 *
 * Since: 0.1
 */
void
hexapla_pairs_put(HexaplaWriter *out, const char *text, const char *from, const char *const *to)
{
    while (*text != '\0') {
        gsize n = strcspn(text, from);

        hexapla_writer_put(out, text, n);
        text += n;
        if (*text != '\0')
            hexapla_writer_puts(out, to[strchr(from, *text++) - from]);
    }
}

/**
 * hexapla_pairs_put_csv:
 * @out: a writer
 * @text: a cell
 *
 * Quoted where it has to be, with quotation marks twice (RFC 4180).
 *
 * Since: 0.1
 */
void
hexapla_pairs_put_csv(HexaplaWriter *out, const char *text)
{
    static const char *const doubled[] = {"\"\""};

    if (strpbrk(text, "\",\r\n") == NULL) {
        hexapla_writer_puts(out, text);
        return;
    }
    HEXAPLA_PUT(out, "\"");
    hexapla_pairs_put(out, text, "\"", doubled);
    HEXAPLA_PUT(out, "\"");
}
