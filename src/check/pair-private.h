/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/issue.h"
#include "check/side-private.h"
#include "translit/matcher.h"

G_BEGIN_DECLS

/**
 * HexaplaPairFunc:
 * @kind: what was found
 * @text: one sentence about it
 * @user_data: the pair's
 */
typedef void (*HexaplaPairFunc)(HexaplaIssueKind kind, const char *text, gpointer user_data);

/**
 * HexaplaPair:
 * @source: a sentence
 * @target: its translation
 * @func: takes what is found
 * @user_data: handed to @func
 */
typedef struct {
    HexaplaSide source;
    HexaplaSide target;
    HexaplaPairFunc func;
    gpointer user_data;
} HexaplaPair;

void hexapla_pair_report(const HexaplaPair *self, HexaplaIssueKind kind, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

void hexapla_pair_check_numbers(const HexaplaPair *self);
void hexapla_pair_check_dates(const HexaplaPair *self);
void hexapla_pair_check_fixed(const HexaplaPair *self);
void hexapla_pair_check_marks(const HexaplaPair *self);
void hexapla_pair_check_wording(const HexaplaPair *self);
void hexapla_pair_check_name(const HexaplaPair *self, HexaplaMatcher *matcher, const char *name,
                             const char *form);
void hexapla_pair_check_spelling(const HexaplaPair *self, HexaplaMatcher *matcher, const char *name,
                                 GHashTable *spellings);

G_END_DECLS
