/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/anchors.h"

#include <string.h>

static const char *
find_form(const HexaplaLedgerEntry *entry, const char *language)
{
    const HexaplaLedgerForm *form = entry->forms;

    while (form != NULL && strcmp(form->language, language) != 0)
        form = form->next;
    return form != NULL ? form->text : NULL;
}

/* The ledger may be one of articles in either language, or in a third one. */
static void
add_entry(HexaplaAligner *aligner, const HexaplaOptions *options, const HexaplaLedgerEntry *entry,
          HexaplaKinship kinship)
{
    const char *source = find_form(entry, options->source);
    const char *target = find_form(entry, options->target);

    if (source != NULL)
        hexapla_aligner_add_translation(aligner, source, target != NULL ? target : entry->spelling,
                                        kinship);
    if (target != NULL)
        hexapla_aligner_add_translation(aligner, entry->spelling, target, kinship);
}

/**
 * hexapla_anchors_add:
 * @aligner: an aligner that has no document yet
 * @options: what was asked for
 *
 * Tells it the names that somebody approved in both languages.
 */
void
hexapla_anchors_add(HexaplaAligner *aligner, const HexaplaOptions *options)
{
    gsize n = 0;
    const HexaplaLedgerEntry *entries =
        options->ledger != NULL ? hexapla_ledger_get_entries(options->ledger, &n) : NULL;

    for (gsize i = 0; i < n; i++) {
        if (entries[i].is_approved)
            add_entry(aligner, options, &entries[i], HEXAPLA_KIN_LEDGER);
    }
}
