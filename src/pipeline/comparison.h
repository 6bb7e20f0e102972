/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pipeline/snapshot.h"

G_BEGIN_DECLS

/**
 * HexaplaCause:
 * @HEXAPLA_CAUSE_SOURCE: the author's text is another one
 * @HEXAPLA_CAUSE_RULE: the same text is split in another way, or by another rule
 * @HEXAPLA_CAUSE_JUNK: it is junk now, is none any more, or for another reason
 * @HEXAPLA_CAUSE_NAME: a name is written in another way, or has another form in the ledger
 * @HEXAPLA_N_CAUSES: how many there are
 *
 * Why two exports of an article differ.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_CAUSE_SOURCE,
    HEXAPLA_CAUSE_RULE,
    HEXAPLA_CAUSE_JUNK,
    HEXAPLA_CAUSE_NAME,
    HEXAPLA_N_CAUSES,
} HexaplaCause;

/**
 * HexaplaDifference:
 * @cause: why
 * @detail: what exactly: a rule, a reason for junk, an entry
 * @doc: id of the article
 * @segment: id of the sentence, the old one where there is one
 * @before: what stood there; empty when it is new
 * @after: what stands there; empty when it is gone
 *
 * Valid during the call that hands it over.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaCause cause;
    const char *detail;
    const char *doc;
    const char *segment;
    const char *before;
    const char *after;
} HexaplaDifference;

/**
 * HexaplaDifferenceFunc:
 * @difference: valid during the call
 * @user_data: the caller's
 *
 * Since: 0.1
 */
typedef void (*HexaplaDifferenceFunc)(const HexaplaDifference *difference, gpointer user_data);

const char *hexapla_cause_get_tag(HexaplaCause cause);
void hexapla_snapshot_compare(const HexaplaSnapshot *before, const HexaplaSnapshot *after,
                              HexaplaDifferenceFunc func, gpointer user_data);

G_END_DECLS
