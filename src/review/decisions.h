/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "base/issue.h"
#include "document/document.h"
#include "document/ledger.h"

G_BEGIN_DECLS

/**
 * HexaplaDecisions:
 *
 * What a person decided on the sentences of a corpus: a log of JSON lines, to which the page only
 * appends. Of several decisions about one thing the last one holds.
 *
 * Since: 0.1
 */
typedef struct _HexaplaDecisions HexaplaDecisions;

const char *hexapla_decisions_check(const char *field, const char *value);
HexaplaDecisions *hexapla_decisions_read(GInputStream *in, const char *file,
                                         GCancellable *cancellable, GError **error);
void hexapla_decisions_free(HexaplaDecisions *self);
void hexapla_decisions_apply(HexaplaDecisions *self, HexaplaDocument *part, const char *target);
guint hexapla_decisions_put_names(const HexaplaDecisions *self, HexaplaLedger *ledger);
void hexapla_decisions_put_overrides(const HexaplaDecisions *self, GString *overrides);
guint hexapla_decisions_report(const HexaplaDecisions *self, HexaplaIssueSink *issues);
char *hexapla_decisions_dup_segment_key(HexaplaDocument *part, guint segment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaDecisions, hexapla_decisions_free)

G_END_DECLS
