/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/terms.h"

#include <string.h>

struct _HexaplaTerms {
    GArray *terms;
    GHashTable *numbers[HEXAPLA_N_TERM_KINDS]; /* key to number + 1, by kind */
    GStringChunk *strings;
};

/**
 * hexapla_terms_new:
 *
 * Returns: (transfer full): no terms yet; free with hexapla_terms_free()
 * Since: 0.1
 */
HexaplaTerms *
hexapla_terms_new(void)
{
    HexaplaTerms *self = g_new0(HexaplaTerms, 1);

    self->terms = g_array_new(FALSE, TRUE, sizeof(HexaplaTerm));
    for (guint i = 0; i < G_N_ELEMENTS(self->numbers); i++)
        self->numbers[i] = g_hash_table_new(g_str_hash, g_str_equal);
    self->strings = g_string_chunk_new(1u << 14);
    return self;
}

/**
 * hexapla_terms_free:
 * @self: (transfer full) (nullable): terms
 *
 * Since: 0.1
 */
void
hexapla_terms_free(HexaplaTerms *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->terms);
    for (guint i = 0; i < G_N_ELEMENTS(self->numbers); i++)
        g_hash_table_unref(self->numbers[i]);
    g_string_chunk_free(self->strings);
    g_free(self);
}

/**
 * hexapla_terms_find:
 * @self: terms
 * @kind: what is looked for
 * @key: its key
 * @term: (out): its number
 *
 * Returns: whether it is there
 * Since: 0.1
 */
gboolean
hexapla_terms_find(HexaplaTerms *self, HexaplaTermKind kind, const char *key, guint32 *term)
{
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(self->numbers[kind], key));

    *term = number - 1;
    return number > 0;
}

/**
 * hexapla_terms_add:
 * @self: terms
 * @kind: what it is
 * @key: what all its occurrences have in common
 * @form: the whole word at hand
 *
 * Returns: its number, be it new or not
 * Since: 0.1
 */
guint32
hexapla_terms_add(HexaplaTerms *self, HexaplaTermKind kind, const char *key, const char *form)
{
    HexaplaTerm term = {.kind = kind};
    guint32 number;

    if (hexapla_terms_find(self, kind, key, &number)) {
        HexaplaTerm *known = hexapla_terms_get(self, number);

        if (strlen(form) < strlen(known->form))
            known->form = g_string_chunk_insert(self->strings, form);
        return number;
    }
    term.key = g_string_chunk_insert(self->strings, key);
    term.form = strcmp(form, key) == 0 ? term.key : g_string_chunk_insert(self->strings, form);
    g_array_append_val(self->terms, term);
    g_hash_table_insert(self->numbers[kind], (gpointer)term.key,
                        GUINT_TO_POINTER(self->terms->len));
    return self->terms->len - 1;
}

/**
 * hexapla_terms_get:
 * @self: terms
 * @term: a number
 *
 * Returns: (transfer none): the term; until the next one is added
 * Since: 0.1
 */
HexaplaTerm *
hexapla_terms_get(HexaplaTerms *self, guint32 term)
{
    return &g_array_index(self->terms, HexaplaTerm, term);
}

/**
 * hexapla_terms_get_size:
 * @self: terms
 *
 * Returns: how many there are
 * Since: 0.1
 */
guint32
hexapla_terms_get_size(HexaplaTerms *self)
{
    return self->terms->len;
}

/**
 * hexapla_term_is_name:
 * @self: a term
 *
 * Returns: whether it has capitals that a common word has not
 * Since: 0.1
 */
gboolean
hexapla_term_is_name(const HexaplaTerm *self)
{
    return self->n_capitals > 4 * self->n_small;
}
