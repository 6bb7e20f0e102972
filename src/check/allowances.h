/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "check/checker.h"

G_BEGIN_DECLS

/**
 * HexaplaAllowances:
 *
 * Findings that a person has looked at and that are right as they are.
 *
 * Since: 0.1
 */
typedef struct _HexaplaAllowances HexaplaAllowances;

HexaplaAllowances *hexapla_allowances_read(GInputStream *in, const char *file,
                                           GCancellable *cancellable, GError **error);
void hexapla_allowances_free(HexaplaAllowances *self);
gboolean hexapla_allowances_have(const HexaplaAllowances *self, const HexaplaFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaAllowances, hexapla_allowances_free)

G_END_DECLS
