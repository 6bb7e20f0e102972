/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/ledger.h"

G_BEGIN_DECLS

/**
 * HexaplaLookup:
 *
 * Finds the names of a ledger in text: the longest one first, in one pass however many there are.
 * Immutable; any number of threads may use it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaLookup HexaplaLookup;

HexaplaLookup *hexapla_lookup_new(HexaplaLedger *ledger, const char *target);
void hexapla_lookup_free(HexaplaLookup *self);
const HexaplaLedgerEntry *hexapla_lookup_get_entries(const HexaplaLookup *self, gsize *n);
void hexapla_lookup_add_mentions(const HexaplaLookup *self, HexaplaDocument *document);
char *hexapla_lookup_respell(const HexaplaLookup *self, const char *text, gsize n);
const HexaplaLedgerEntry *hexapla_lookup_get(const HexaplaLookup *self, const char *text, gsize n);
const HexaplaLedgerEntry *hexapla_lookup_next_inside(const HexaplaLookup *self, const char *text,
                                                     gsize n, gsize *start, gsize *end);
const char *hexapla_lookup_get_original(const HexaplaLookup *self, const char *text, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLookup, hexapla_lookup_free)

G_END_DECLS
