/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaLedgerEntry:
 * @spelling: as authors wrote it, on one line, UTF-8
 * @canonical: the spelling that stands for it most often in the output, among those that differ
 * only in marks, hyphens and spaces
 * @cluster: the name that stands for all spellings, short forms and abbreviations of its bearer
 * @count: how often @spelling stands in the articles
 * @name_class: person, organisation, place or other
 * @relation: how @spelling belongs to @cluster
 *
 * One spelling of a name in all articles.
 *
 * Since: 0.1
 */
typedef struct {
    const char *spelling;
    const char *canonical;
    const char *cluster;
    guint64 count;
    guint8 name_class; /* HexaplaNameClass */
    guint8 relation;   /* HexaplaRelation */
} HexaplaLedgerEntry;

/**
 * HexaplaLedger:
 *
 * Adds up the names of any number of articles. Grows only with distinct spellings, up to
 * %HEXAPLA_MAX_LEDGER_NAMES.
 *
 * Since: 0.1
 */
typedef struct _HexaplaLedger HexaplaLedger;

HexaplaLedger *hexapla_ledger_new(void);
void hexapla_ledger_free(HexaplaLedger *self);
void hexapla_ledger_add(HexaplaLedger *self, HexaplaDocument *part);
const HexaplaLedgerEntry *hexapla_ledger_get_entries(HexaplaLedger *self, gsize *n);
guint64 hexapla_ledger_get_n_left_out(HexaplaLedger *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLedger, hexapla_ledger_free)

G_END_DECLS
