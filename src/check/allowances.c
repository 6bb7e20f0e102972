/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/allowances.h"

#include <string.h>

#include "base/limits.h"
#include "base/lines.h"

struct _HexaplaAllowances {
    GHashTable *lines; /* tag, tab, segment or text */
};

static const char *
take_row(const char *line, gsize n, gpointer user_data)
{
    HexaplaAllowances *self = user_data;
    const char *tab = memchr(line, '\t', n);
    g_autofree char *tag = tab != NULL ? g_strndup(line, tab - line) : NULL;
    HexaplaIssueKind kind;

    if (tab == NULL || tab + 1 == line + n)
        return "there is no tab with a segment or its text behind it";
    if (!hexapla_issue_kind_from_tag(tag, &kind))
        return "it begins with no tag of a message";
    if (g_hash_table_size(self->lines) == HEXAPLA_MAX_ALLOWANCES)
        return "there are too many lines";
    g_hash_table_add(self->lines, g_strndup(line, n));
    return NULL;
}

/**
 * hexapla_allowances_read:
 * @in: lines of a tag, a tab, and the name of a segment or the text of either side; lines that are
 * empty or begin with # are notes
 * @file: its name, for messages
 * @cancellable: (nullable): stops the work
 * @error: (domain HEXAPLA_ERROR): the line that cannot be understood
 *
 * Returns: (transfer full) (nullable): what is allowed; free with hexapla_allowances_free()
 * Since: 0.1
 */
HexaplaAllowances *
hexapla_allowances_read(GInputStream *in, const char *file, GCancellable *cancellable,
                        GError **error)
{
    g_autoptr(HexaplaAllowances) self = g_new0(HexaplaAllowances, 1);
    g_auto(HexaplaLines) lines = {0};

    self->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_UNIT_BYTES, cancellable);
    return hexapla_lines_take_rows(&lines, take_row, self, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_allowances_free:
 * @self: (transfer full) (nullable): allowances
 *
 * Since: 0.1
 */
void
hexapla_allowances_free(HexaplaAllowances *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->lines);
    g_free(self);
}

/**
 * hexapla_allowances_have:
 * @self: allowances
 * @finding: what was found
 *
 * Returns: whether the segment, by its name or its text, may have such a finding
 * Since: 0.1
 */
gboolean
hexapla_allowances_have(const HexaplaAllowances *self, const HexaplaFinding *finding)
{
    const char *names[] = {finding->segment, finding->source, finding->target};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *line =
            names[i] != NULL
                ? g_strconcat(hexapla_issue_kind_get_tag(finding->kind), "\t", names[i], NULL)
                : NULL;

        if (line != NULL && g_hash_table_contains(self->lines, line))
            return TRUE;
    }
    return FALSE;
}
