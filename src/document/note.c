/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/note.h"

#include <string.h>

#include "document/document-private.h"

/* Most notes are from where the last one is from. */
static const char *
intern_from(HexaplaDocument *self, const GArray *notes, const char *from)
{
    const char *last =
        notes->len > 0 ? g_array_index(notes, HexaplaNote, notes->len - 1).from : NULL;

    if (last != NULL && strcmp(last, from) == 0)
        return last;
    return hexapla_document_intern(self, from, strlen(from));
}

/**
 * hexapla_document_add_note:
 * @self: a document
 * @segment: index of the segment it is about; notes come in the order of the segments
 * @from: (nullable): who or what wrote it; copied
 * @text: the note, UTF-8; copied
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_document_add_note(HexaplaDocument *self, guint segment, const char *from, const char *text,
                          gsize n)
{
    GArray *notes = hexapla_document_ensure_extras(self)->notes;
    HexaplaNote note = {
        .segment = segment,
        .from = from != NULL ? intern_from(self, notes, from) : NULL,
        .text = hexapla_document_intern(self, text, n),
    };

    g_array_append_val(notes, note);
}

/**
 * hexapla_document_name_note:
 * @self: a document with a note
 * @id: what its file calls the one that was added last; copied
 *
 * Since: 0.1
 */
void
hexapla_document_name_note(HexaplaDocument *self, const char *id)
{
    GArray *notes = hexapla_document_ensure_extras(self)->notes;

    g_array_index(notes, HexaplaNote, notes->len - 1).id =
        hexapla_document_intern(self, id, strlen(id));
}

/**
 * hexapla_document_forget_notes:
 * @self: a document
 *
 * Takes all notes away; their strings stay as long as the document.
 *
 * Since: 0.1
 */
void
hexapla_document_forget_notes(HexaplaDocument *self)
{
    g_array_set_size(hexapla_document_ensure_extras(self)->notes, 0);
}

/**
 * hexapla_document_get_notes:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): its notes; until the next one is added
 * Since: 0.1
 */
const HexaplaNote *
hexapla_document_get_notes(HexaplaDocument *self, guint *n)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    *n = extras != NULL ? extras->notes->len : 0;
    return *n > 0 ? (const HexaplaNote *)extras->notes->data : NULL;
}

/**
 * hexapla_document_get_segment_notes:
 * @self: a document
 * @segment: index of a segment
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): the notes about it; until the next one is
 * added
 * Since: 0.1
 */
const HexaplaNote *
hexapla_document_get_segment_notes(HexaplaDocument *self, guint segment, guint *n)
{
    guint low = 0, high, n_notes;
    const HexaplaNote *notes = hexapla_document_get_notes(self, &n_notes);

    *n = 0;
    if (n_notes == 0)
        return NULL;
    high = n_notes;
    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (notes[middle].segment < segment)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < n_notes && notes[high].segment == segment)
        high++;
    *n = high - low;
    return *n > 0 ? notes + low : NULL;
}

static void
set_name(HexaplaDocument *self, GPtrArray *names, guint index, const char *name, gsize n)
{
    if (names->len <= index)
        g_ptr_array_set_size(names, (int)index + 1);
    names->pdata[index] = name != NULL ? (gpointer)hexapla_document_intern(self, name, n) : NULL;
}

/**
 * hexapla_document_name_segment:
 * @self: a document
 * @segment: index of a segment
 * @name: (nullable): what its exchange file calls it, UTF-8; copied
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_document_name_segment(HexaplaDocument *self, guint segment, const char *name, gsize n)
{
    set_name(self, hexapla_document_ensure_extras(self)->names, segment, name, n);
}

/**
 * hexapla_document_get_segment_name:
 * @self: a document
 * @segment: index of a segment
 *
 * Returns: (transfer none) (nullable): what its exchange file calls it, as long as the document
 * lives; %NULL when it does not say
 * Since: 0.1
 */
const char *
hexapla_document_get_segment_name(HexaplaDocument *self, guint segment)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    return extras != NULL && segment < extras->names->len ? extras->names->pdata[segment] : NULL;
}

/**
 * hexapla_document_name_block:
 * @self: a document
 * @block: index of a block
 * @name: (nullable): what its exchange file calls it, UTF-8; copied
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_document_name_block(HexaplaDocument *self, guint block, const char *name, gsize n)
{
    set_name(self, hexapla_document_ensure_extras(self)->block_names, block, name, n);
}

/**
 * hexapla_document_get_block_name:
 * @self: a document
 * @block: index of a block
 *
 * Returns: (transfer none) (nullable): what its exchange file calls it, as long as the document
 * lives; %NULL when it does not say
 * Since: 0.1
 */
const char *
hexapla_document_get_block_name(HexaplaDocument *self, guint block)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    return extras != NULL && block < extras->block_names->len ? extras->block_names->pdata[block]
                                                              : NULL;
}
