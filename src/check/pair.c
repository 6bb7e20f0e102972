/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

/**
 * hexapla_pair_report:
 * @self: a pair
 * @kind: what was found
 * @format: one sentence about it
 * @...: what belongs into it
 */
void
hexapla_pair_report(const HexaplaPair *self, HexaplaIssueKind kind, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    self->func(kind, text, self->user_data);
}
