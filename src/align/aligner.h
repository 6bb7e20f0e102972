/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "align/bitext.h"
#include "align/couples.h"
#include "align/wordbook.h"

G_BEGIN_DECLS

/**
 * HexaplaAligner:
 *
 * Finds which sentences of documents translate which. What it learns from one document, it knows in
 * all others. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaAligner HexaplaAligner;

HexaplaAligner *hexapla_aligner_new(const char *source, const char *target, GError **error);
void hexapla_aligner_free(HexaplaAligner *self);
void hexapla_aligner_add_translation(HexaplaAligner *self, const char *source, const char *target,
                                     HexaplaKinship kinship);
void hexapla_aligner_use_wordbook(HexaplaAligner *self, HexaplaWordbook *wordbook);
void hexapla_aligner_ignore(HexaplaAligner *self, guint kinships);
guint hexapla_aligner_add_article(HexaplaAligner *self, guint side);
guint hexapla_aligner_count_articles(const HexaplaAligner *self, guint side);
guint hexapla_aligner_pair(HexaplaAligner *self, guint source, guint target);
GArray *hexapla_aligner_find_couples(HexaplaAligner *self, const gboolean *const *is_taken);
void hexapla_aligner_add_sentence(HexaplaAligner *self, guint side, const char *text, gsize n,
                                  gboolean starts_paragraph);
void hexapla_aligner_run(HexaplaAligner *self);
double hexapla_aligner_get_ratio(const HexaplaAligner *self);
const HexaplaBead *hexapla_aligner_get_beads(HexaplaAligner *self, guint document, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaAligner, hexapla_aligner_free)

G_END_DECLS
