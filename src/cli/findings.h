/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "check/checker.h"

G_BEGIN_DECLS

/**
 * HexaplaFindingsStyle:
 * @HEXAPLA_FINDINGS_TEXT: a line each, for people
 * @HEXAPLA_FINDINGS_JSON: a JSON object each
 * @HEXAPLA_FINDINGS_SARIF: one SARIF 2.1.0 log of all, for the tools that show such logs
 */
typedef enum {
    HEXAPLA_FINDINGS_TEXT,
    HEXAPLA_FINDINGS_JSON,
    HEXAPLA_FINDINGS_SARIF,
} HexaplaFindingsStyle;

/**
 * HexaplaFindings:
 * @style: how they are printed
 * @n: how many were printed
 *
 * Prints findings on standard output.
 */
typedef struct {
    HexaplaFindingsStyle style;
    guint64 n;
} HexaplaFindings;

void hexapla_findings_begin(HexaplaFindings *self, HexaplaFindingsStyle style);
void hexapla_findings_print(HexaplaFindings *self, const HexaplaFinding *finding);
void hexapla_findings_end(HexaplaFindings *self);

G_END_DECLS
