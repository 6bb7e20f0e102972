/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/nesting-private.h"

#include "document/target.h"

/* A translation while others are put into it. */
typedef struct {
    GString *text;
    GArray *codes; /* HexaplaCode */
} Draft;

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    guint64 start_a = ((const HexaplaReplacement *)a)->start;
    guint64 start_b = ((const HexaplaReplacement *)b)->start;

    return (start_a > start_b) - (start_a < start_b);
}

static gboolean
is_in_code(const HexaplaCode *code, const HexaplaReplacement *place)
{
    return code->n_data == code->n_source && place->start >= code->source &&
           place->end <= code->source + code->n_source;
}

static void
append_code(Draft *draft, const HexaplaCode *code, guint64 source, guint64 source_end)
{
    HexaplaCode piece = *code;

    piece.start = piece.end = draft->text->len;
    if (code->n_data == code->n_source) {
        piece.data = code->data + (source - code->source);
        piece.n_data = source_end - source;
    }
    g_array_append_val(draft->codes, piece);
}

static void append_target(Draft *draft, HexaplaDocument *part, guint segment,
                          HexaplaReplacement *inner, guint n_inner);

/* A code, with the translations of what stands in it. */
static void
append_filled(Draft *draft, HexaplaDocument *part, const HexaplaCode *code,
              HexaplaReplacement *inner, guint n_inner)
{
    guint64 position = code->source;

    for (guint i = 0; i < n_inner; i++) {
        if (inner[i].is_inside || !is_in_code(code, &inner[i]))
            continue;
        append_code(draft, code, position, inner[i].start);
        append_target(draft, part, inner[i].segment, NULL, 0);
        position = inner[i].end;
        inner[i].is_inside = TRUE;
    }
    append_code(draft, code, position, code->source + code->n_source);
}

static void
append_target(Draft *draft, HexaplaDocument *part, guint segment, HexaplaReplacement *inner,
              guint n_inner)
{
    const HexaplaTarget *target = hexapla_document_find_target(part, segment);
    guint n;
    const HexaplaCode *codes = hexapla_document_get_target_codes(part, segment, &n);
    gsize position = 0;

    for (guint i = 0; i < n; i++) {
        g_string_append_len(draft->text, target->text + position, codes[i].start - position);
        append_filled(draft, part, &codes[i], inner, n_inner);
        position = codes[i].start;
    }
    g_string_append_len(draft->text, target->text + position, target->n - position);
}

static void
set_target(HexaplaDocument *part, guint segment, const Draft *draft)
{
    hexapla_document_set_target(part, segment, draft->text->str, draft->text->len);
    hexapla_document_find_target(part, segment)->n_codes = 0;
    for (guint i = 0; i < draft->codes->len; i++) {
        const HexaplaCode *code = &g_array_index(draft->codes, HexaplaCode, i);
        HexaplaCode *added =
            hexapla_document_add_target_code(part, segment, code->kind, code->type, code->start);

        added->data = code->data;
        added->n_data = code->n_data;
        added->source = code->source;
        added->n_source = code->n_source;
    }
}

/**
 * hexapla_nesting_resolve:
 * @part: a part with translations
 * @replacements: (element-type HexaplaReplacement): the segments that get theirs
 *
 * Sorts them by their place. Where one stands inside a code of another, as a footnote does, its
 * translation becomes part of that of the other.
 *
 * Since: 0.1
 */
void
hexapla_nesting_resolve(HexaplaDocument *part, GArray *replacements)
{
    HexaplaReplacement *all = (HexaplaReplacement *)replacements->data;

    g_array_sort(replacements, compare_places);
    for (guint i = replacements->len; i-- > 0;) {
        guint n = 0;
        Draft draft;

        while (i + n + 1 < replacements->len && all[i + n + 1].start < all[i].end)
            n++;
        if (n == 0)
            continue;
        draft = (Draft){g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(HexaplaCode))};
        append_target(&draft, part, all[i].segment, &all[i + 1], n);
        set_target(part, all[i].segment, &draft);
        g_string_free(draft.text, TRUE);
        g_array_unref(draft.codes);
    }
}
