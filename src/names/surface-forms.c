/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/surface-forms.h"

#include <string.h>

#include "base/text.h"

static void
put_in_slot(HexaplaSurfaceForms *self, guint index)
{
    guint i = HEXAPLA_VECTOR_AT(&self->all, HexaplaSurfaceForm, index).hash & (self->n_slots - 1);

    while (self->slots[i] != 0)
        i = (i + 1) & (self->n_slots - 1);
    self->slots[i] = index + 1;
}

static void
grow_slots(HexaplaSurfaceForms *self)
{
    self->n_slots *= 2;
    g_free(self->slots);
    self->slots = g_new0(guint32, self->n_slots);
    for (guint i = 0; i < self->all.len; i++)
        put_in_slot(self, i);
}

/* Names are fewer than 300 in most articles. */
#define MIN_SLOTS 512

/**
 * hexapla_surface_forms_empty:
 * @self: surface forms
 *
 * Forgets them all and keeps the memory.
 */
void
hexapla_surface_forms_empty(HexaplaSurfaceForms *self)
{
    self->all.len = 0;
    self->n_slots = MIN_SLOTS;
    self->slots = g_renew(guint32, self->slots, self->n_slots);
    memset(self->slots, 0, self->n_slots * sizeof *self->slots);
}

static guint
add_form(HexaplaSurfaceForms *self, const HexaplaSurfaceForm *spelling)
{
    *HEXAPLA_VECTOR_ADD(&self->all, HexaplaSurfaceForm) = *spelling;
    if (self->all.len * 2 > self->n_slots)
        grow_slots(self);
    else
        put_in_slot(self, self->all.len - 1);
    return self->all.len - 1;
}

static guint
find_form(HexaplaSurfaceForms *self, const HexaplaTokens *tokens, const HexaplaToken *first,
          guint n, guint32 start, guint32 end)
{
    const char *text = tokens->text + start;
    HexaplaSurfaceForm fresh = {.start = start, .n = end - start};
    guint i;

    fresh.hash = hexapla_text_hash(text, fresh.n, 0);
    for (i = fresh.hash & (self->n_slots - 1); self->slots[i] != 0;
         i = (i + 1) & (self->n_slots - 1)) {
        const HexaplaSurfaceForm *known =
            &HEXAPLA_VECTOR_AT(&self->all, HexaplaSurfaceForm, self->slots[i] - 1);

        if (known->hash == fresh.hash && known->n == fresh.n &&
            memcmp(tokens->text + known->start, text, fresh.n) == 0)
            return self->slots[i] - 1;
    }
    fresh.key = hexapla_tokens_key(tokens, first, n);
    fresh.caps = n == 1 && (first->flags & TOKEN_CAPS) != 0;
    return add_form(self, &fresh);
}

/**
 * hexapla_surface_forms_take:
 * @self: surface forms
 * @tokens: of the part; a name of one word remembers its spelling there
 * @first: the first token of a name
 * @n: how many tokens it has
 * @start: where it stands
 * @end: behind it
 * @index: (out): of its spelling
 *
 * Returns: (transfer none): how it is spelt, until another one is taken
 */
HexaplaSurfaceForm *
hexapla_surface_forms_take(HexaplaSurfaceForms *self, HexaplaTokens *tokens,
                           const HexaplaToken *first, guint n, guint32 start, guint32 end,
                           guint32 *index)
{
    HexaplaVocabularyWord *word = &tokens->vocabulary.words[first->word];
    gboolean is_word = n == 1 && start == first->start && end == first->end;

    if (!is_word || word->spelling == 0) {
        *index = find_form(self, tokens, first, n, start, end);
        if (is_word)
            word->spelling = *index + 1;
    } else {
        *index = word->spelling - 1;
    }
    return &HEXAPLA_VECTOR_AT(&self->all, HexaplaSurfaceForm, *index);
}

/**
 * hexapla_surface_forms_clear:
 * @self: surface forms
 */
void
hexapla_surface_forms_clear(HexaplaSurfaceForms *self)
{
    g_free(self->all.data);
    g_free(self->slots);
}
