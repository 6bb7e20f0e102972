/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

#include <string.h>

/* The first of @texts that @others has not, or has less often. */
static const char *
find_lost(const GPtrArray *texts, const GPtrArray *others)
{
    g_autofree gboolean *is_used = g_new0(gboolean, others->len + 1);

    for (guint i = 0; i < texts->len; i++) {
        guint j = 0;

        while (j < others->len && (is_used[j] || strcmp(texts->pdata[i], others->pdata[j]) != 0))
            j++;
        if (j == others->len)
            return texts->pdata[i];
        is_used[j] = TRUE;
    }
    return NULL;
}

static void
compare(const HexaplaPair *self, HexaplaIssueKind kind, const GPtrArray *source,
        const GPtrArray *target)
{
    const char *lost = find_lost(source, target);
    const char *added = find_lost(target, source);

    if (lost != NULL && added != NULL)
        hexapla_pair_report(self, kind, "“%s” stands in the source, “%s” in the translation", lost,
                            added);
    else if (lost != NULL)
        hexapla_pair_report(self, kind, "“%s” of the source is missing", lost);
    else if (added != NULL)
        hexapla_pair_report(self, kind, "“%s” is not in the source", added);
}

/**
 * hexapla_pair_check_fixed:
 * @self: a pair
 *
 * What stays as it is: addresses and placeholders.
 */
void
hexapla_pair_check_fixed(const HexaplaPair *self)
{
    compare(self, HEXAPLA_ISSUE_ADDRESS_DIFFERS, self->source.addresses, self->target.addresses);
    compare(self, HEXAPLA_ISSUE_PLACEHOLDER_DIFFERS, self->source.placeholders,
            self->target.placeholders);
}
