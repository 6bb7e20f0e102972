/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/format.h"
#include "review/database-private.h"

G_BEGIN_DECLS

/**
 * HexaplaFacts:
 * @block: sentences of one block have the same number
 * @bits: what filters ask for
 * @rule: why it ends (#HexaplaRule), %HEXAPLA_N_RULES where nobody knows
 * @score: confidence of the pair in per cent; 255 where it has none
 *
 * What is known of every sentence at once.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 block;
    guint16 bits; /* HexaplaFact */
    guint8 rule;
    guint8 score;
} HexaplaFacts;

/**
 * HexaplaFact:
 *
 * Those of the corpus, then those that the reviewer decided.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_FACT_JUNK = 1 << 0,
    HEXAPLA_FACT_RENAMED = 1 << 1,
    HEXAPLA_FACT_NAMED = 1 << 2,
    HEXAPLA_FACT_TARGET = 1 << 3,
    HEXAPLA_FACT_ACCEPTED = 1 << 4,
    HEXAPLA_FACT_REJECTED = 1 << 5,
    HEXAPLA_FACT_FLAGGED = 1 << 6,
    HEXAPLA_FACT_COMMENTED = 1 << 7,
    HEXAPLA_FACT_EDITED = 1 << 8,
    HEXAPLA_FACT_RESTORED = 1 << 9,
    HEXAPLA_FACT_CUT = 1 << 10,
    HEXAPLA_FACT_JOINED = 1 << 11,
    HEXAPLA_FACT_DISPUTED = 1 << 12,
    HEXAPLA_FACT_LAST = HEXAPLA_FACT_DISPUTED,
} HexaplaFact;

/**
 * HexaplaBook:
 *
 * The sentences that people go through, numbered from 1 as they stand in their files. It is made of
 * the files and can be thrown away.
 *
 * Since: 0.1
 */
typedef struct _HexaplaBook HexaplaBook;

/**
 * HexaplaSentence:
 * @document: number of its document
 * @doc: id of the part of the article
 * @article: id of the article
 * @segment: id of the sentence
 * @data: what the page shows of it, an object of JSON
 *
 * Lives until the next one is read.
 *
 * Since: 0.1
 */
typedef struct {
    gint64 document;
    const char *doc;
    const char *article;
    const char *segment;
    const char *data;
} HexaplaSentence;

HexaplaBook *hexapla_book_open(const char *folder, const char *fingerprint, GError **error);
HexaplaBook *hexapla_book_new(const char *folder, const HexaplaFormatOptions *options,
                              GError **error);
void hexapla_book_free(HexaplaBook *self);
gboolean hexapla_book_take(HexaplaDocument *part, gpointer corpus, GError **error);
gboolean hexapla_book_end(HexaplaBook *self, const char *fingerprint, GError **error);

guint hexapla_book_get_n(const HexaplaBook *self);
HexaplaFacts *hexapla_book_get_facts(HexaplaBook *self);
gboolean hexapla_book_read(HexaplaBook *self, guint number, HexaplaSentence *sentence,
                           GError **error);
gboolean hexapla_book_find(HexaplaBook *self, const char *doc, const char *article,
                           const char *segment, guint *number, GError **error);
char *hexapla_book_dup_document(HexaplaBook *self, gint64 document, GError **error);
HexaplaDatabase *hexapla_book_get_database(HexaplaBook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaBook, hexapla_book_free)

G_END_DECLS
