/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/losses.h"

#include <string.h>

#include "document/extension.h"
#include "document/note.h"
#include "document/target.h"

static gboolean
loses_state(const HexaplaFormat *format, const HexaplaTarget *target)
{
    if ((format->traits & HEXAPLA_FORMAT_CARRIES_STATES) != 0)
        return FALSE;
    if ((format->traits & HEXAPLA_FORMAT_CARRIES_DOUBTS) != 0)
        return target->state > HEXAPLA_STATE_TRANSLATED;
    return target->state != HEXAPLA_STATE_UNKNOWN || target->is_fuzzy;
}

static void
count_targets(const HexaplaFormat *format, HexaplaDocument *part, HexaplaTally *losses)
{
    guint n;

    hexapla_document_get_segments(part, &n);
    for (guint i = 0; i < n; i++) {
        const HexaplaTarget *target = hexapla_document_find_target(part, i);

        if (target == NULL)
            continue;
        if ((format->traits & HEXAPLA_FORMAT_CARRIES_TARGETS) == 0)
            hexapla_tally_add(losses, "target", 1);
        else if ((format->traits & HEXAPLA_FORMAT_CARRIES_CODES) == 0)
            hexapla_tally_add(losses, "code", target->n_codes);
        hexapla_tally_add(losses, "state", loses_state(format, target));
    }
}

/* A format keeps its own. */
static void
count_extensions(const HexaplaFormat *format, HexaplaDocument *part, HexaplaTally *losses)
{
    guint n;
    const HexaplaExtension *extensions = hexapla_document_get_extensions(part, &n);

    for (guint i = 0; i < n; i++) {
        const char *name = extensions[i].name;

        if (strcmp(extensions[i].dialect, format->name) != 0)
            hexapla_tally_add(losses, name != NULL ? name : "attributes", 1);
    }
}

/**
 * hexapla_format_count_losses:
 * @format: one that writes
 * @part: what it writes
 * @losses: counts what the format leaves out
 *
 * Since: 0.1
 */
void
hexapla_format_count_losses(const HexaplaFormat *format, HexaplaDocument *part,
                            HexaplaTally *losses)
{
    guint n;

    hexapla_document_get_codes(part, &n);
    if ((format->traits & HEXAPLA_FORMAT_CARRIES_CODES) == 0)
        hexapla_tally_add(losses, "code", n);
    hexapla_document_get_notes(part, &n);
    if ((format->traits & HEXAPLA_FORMAT_CARRIES_NOTES) == 0)
        hexapla_tally_add(losses, "note", n);
    count_targets(format, part, losses);
    count_extensions(format, part, losses);
}
