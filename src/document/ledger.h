/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"
#include "translit/romanise.h"

G_BEGIN_DECLS

/**
 * HexaplaLedgerForm:
 * @next: (nullable): in another language
 * @language: a language tag (BCP 47)
 * @text: the name in that language, UTF-8
 *
 * Since: 0.1
 */
typedef struct _HexaplaLedgerForm HexaplaLedgerForm;

struct _HexaplaLedgerForm {
    HexaplaLedgerForm *next;
    const char *language;
    const char *text;
};

/**
 * HexaplaLedgerEntry:
 * @spelling: as authors wrote it, on one line, UTF-8
 * @canonical: the spelling that stands for it most often in the output, among those that differ
 * only in marks, hyphens and spaces
 * @cluster: (nullable): the name that stands for all spellings, short forms and abbreviations of
 * its bearer; %NULL only in what was read and does not tell
 * @count: how often @spelling stands in the articles
 * @line: where it stands in the file that it was read from; 0 when it was found in articles
 * @name_class: person, organisation, place or other
 * @relation: how @spelling belongs to @cluster
 * @is_approved: whether a person said that @canonical is right
 * @forms: (nullable): the name in other languages, approved or seen, and romanised
 * @suggestion: (nullable): the name in the target language as it was generated, where nobody has
 * approved or seen one
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
    guint64 line;
    guint8 name_class; /* HexaplaNameClass */
    guint8 relation;   /* HexaplaRelation */
    gboolean is_approved;
    const HexaplaLedgerForm *forms;
    const char *suggestion;
} HexaplaLedgerEntry;

/* What the tag of a romanised form has behind its language. */
#define HEXAPLA_ROMANISED_TAG HEXAPLA_SYSTEM_TAG

/**
 * HexaplaLedgerAnswer:
 * @HEXAPLA_LEDGER_TAKEN: the entry is in
 * @HEXAPLA_LEDGER_REPEATED: it was in already, and says nothing else
 * @HEXAPLA_LEDGER_CONTRADICTED: its spelling was approved with another canonical one, which stays
 * @HEXAPLA_LEDGER_FULL: there is no place for it
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_LEDGER_TAKEN,
    HEXAPLA_LEDGER_REPEATED,
    HEXAPLA_LEDGER_CONTRADICTED,
    HEXAPLA_LEDGER_FULL,
} HexaplaLedgerAnswer;

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
void hexapla_ledger_set_target(HexaplaLedger *self, const char *language);
void hexapla_ledger_suggest(HexaplaLedger *self);
void hexapla_ledger_romanise(HexaplaLedger *self, const char *system);
void hexapla_ledger_add(HexaplaLedger *self, HexaplaDocument *part);
HexaplaLedgerAnswer hexapla_ledger_put(HexaplaLedger *self, const HexaplaLedgerEntry *entry);
void hexapla_ledger_put_all(HexaplaLedger *self, HexaplaLedger *other);
const char *hexapla_ledger_find_circle(HexaplaLedger *self);
const char *const *hexapla_ledger_get_languages(HexaplaLedger *self, guint *n);
const HexaplaLedgerEntry *hexapla_ledger_get_entries(HexaplaLedger *self, gsize *n);
guint64 hexapla_ledger_get_n_left_out(HexaplaLedger *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaLedger, hexapla_ledger_free)

G_END_DECLS
