/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/issue.h"
#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaFinding:
 * @kind: what was found
 * @file: (nullable): the input as the user named it
 * @line: of the file on which the segment begins; 0 when nobody knows
 * @index: of the segment in its part
 * @segment: name of the segment in its file, else its number there
 * @source: the sentence
 * @target: (nullable): its translation
 * @text: one sentence about the finding
 *
 * What a person should look at in a translation. Valid during the call that hands it over.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaIssueKind kind;
    const char *file;
    guint line;
    guint index;
    const char *segment;
    const char *source;
    const char *target;
    const char *text;
} HexaplaFinding;

/**
 * HexaplaFindingFunc:
 * @finding: valid during the call
 * @user_data: the caller's
 *
 * Since: 0.1
 */
typedef void (*HexaplaFindingFunc)(const HexaplaFinding *finding, gpointer user_data);

/**
 * HexaplaChecker:
 *
 * Holds translations against their sources. Belongs to one thread.
 *
 * Since: 0.1
 */
typedef struct _HexaplaChecker HexaplaChecker;

HexaplaChecker *hexapla_checker_new(HexaplaFindingFunc func, gpointer user_data);
void hexapla_checker_free(HexaplaChecker *self);
void hexapla_checker_apply(HexaplaChecker *self, HexaplaDocument *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaChecker, hexapla_checker_free)

G_END_DECLS
