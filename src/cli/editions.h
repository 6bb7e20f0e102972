/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/aligner.h"
#include "cli/options.h"
#include "pipeline/bilingual.h"

G_BEGIN_DECLS

/**
 * HexaplaEditionKey:
 * @HEXAPLA_EDITION_KEY: the field that a corpus has for it
 * @HEXAPLA_EDITION_NAME: the id of its record, or the path of its file, without languages
 * @HEXAPLA_EDITION_ADDRESS: its address, without languages
 *
 * What may be the same in all editions of an article, the surest first.
 */
typedef enum {
    HEXAPLA_EDITION_KEY,
    HEXAPLA_EDITION_NAME,
    HEXAPLA_EDITION_ADDRESS,
    HEXAPLA_N_EDITION_KEYS
} HexaplaEditionKey;

/**
 * HexaplaEdition:
 * @version: its text
 * @keys: (nullable): each of them, where it has one
 * @number: of the article of its language in the aligner
 * @side: which language it is in
 *
 * An article in one language.
 */
typedef struct {
    HexaplaVersion version;
    char *keys[HEXAPLA_N_EDITION_KEYS];
    guint number;
    guint side;
} HexaplaEdition;

gboolean hexapla_editions_read(HexaplaOptions *options, HexaplaAligner *aligner, const char *path,
                               int side, GPtrArray **editions, GError **error);
const char *hexapla_edition_find_other_language(const HexaplaEdition *self, const char *tag);
void hexapla_edition_free(HexaplaEdition *self);

G_END_DECLS
