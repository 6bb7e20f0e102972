/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/suggestions.h"

#include <string.h>

static gboolean
is_full_name(const HexaplaName *name)
{
    return name->relation == HEXAPLA_RELATION_SPELLING;
}

/* By name: whether a spelling of its bearer has a form. */
static gboolean *
find_told(const HexaplaName *names, guint n)
{
    gboolean *is_told = g_new0(gboolean, n);

    for (guint i = 0; i < n; i++) {
        if (names[i].form != NULL && is_full_name(&names[i]))
            is_told[names[i].cluster] = TRUE;
    }
    return is_told;
}

static void
suggest(const HexaplaSuggester *suggester, HexaplaDocument *document, HexaplaName *name)
{
    g_autofree char *text = g_strndup(name->text, name->length);
    g_autofree char *form = hexapla_suggester_write(suggester, text);

    if (form == NULL)
        return;
    name->form = hexapla_document_intern(document, form, strlen(form));
    name->is_suggested = TRUE;
}

/**
 * hexapla_suggestions_add:
 * @suggester: for the language of @document
 * @document: a part with its names
 *
 * Gives persons' names a generated form, but for abbreviations and for those whose bearer has an approved or
 * seen one.
 *
 * Since: 0.1
 */
void
hexapla_suggestions_add(const HexaplaSuggester *suggester, HexaplaDocument *document)
{
    guint n;
    HexaplaName *names = hexapla_document_get_names(document, &n);
    g_autofree gboolean *is_told = find_told(names, n);

    for (guint i = 0; i < n; i++) {
        if (names[i].form == NULL && names[i].name_class == HEXAPLA_NAME_PERSON &&
            names[i].relation != HEXAPLA_RELATION_ABBREVIATION &&
            !(is_told[names[i].cluster] && is_full_name(&names[i])))
            suggest(suggester, document, &names[i]);
    }
}
