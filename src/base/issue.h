/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaIssueLevel:
 * @HEXAPLA_ISSUE_LEVEL_INFO: worth knowing
 * @HEXAPLA_ISSUE_LEVEL_WARNING: somebody should look
 * @HEXAPLA_ISSUE_LEVEL_ERROR: a record was rejected
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_ISSUE_LEVEL_INFO,
    HEXAPLA_ISSUE_LEVEL_WARNING,
    HEXAPLA_ISSUE_LEVEL_ERROR,
} HexaplaIssueLevel;

/**
 * HexaplaIssueKind:
 *
 * What can be found; the rows of `issue-list.h`.
 *
 * Since: 0.1
 */
typedef enum {
#define HEXAPLA_ISSUE(symbol, tag, level, text) HEXAPLA_ISSUE_##symbol,
#include "base/issue-list.h"
#undef HEXAPLA_ISSUE
    HEXAPLA_N_ISSUES
} HexaplaIssueKind;

/**
 * HexaplaIssue:
 * @kind: what was found
 * @file: (nullable): the input as the user named it
 * @line: 1-based, 0 when unknown
 * @column: 1-based, in code points, 0 when unknown
 * @text: one sentence for this place, without a newline
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaIssueKind kind;
    const char *file;
    guint64 line;
    guint64 column;
    const char *text;
} HexaplaIssue;

/**
 * HexaplaIssueFunc:
 * @issue: valid during the call
 * @user_data: the sink's
 *
 * Since: 0.1
 */
typedef void (*HexaplaIssueFunc)(const HexaplaIssue *issue, gpointer user_data);

/**
 * HexaplaIssueSink:
 * @func: (nullable): takes each issue; never called from two threads at once
 * @user_data: handed to @func
 * @n_issues: how many came, by level
 * @fail_on: the lowest level that stops the work; %HEXAPLA_ISSUE_LEVEL_INFO: none does
 * @failure: (nullable): the first issue of that level as a message; free with g_free()
 *
 * Where stages, readers and validators leave what a person should look at. Issues do not stop the
 * work unless @fail_on says so.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaIssueFunc func;
    gpointer user_data;
    guint64 n_issues[HEXAPLA_ISSUE_LEVEL_ERROR + 1];
    HexaplaIssueLevel fail_on;
    char *failure;
} HexaplaIssueSink;

void hexapla_issue_sink_add(HexaplaIssueSink *self, HexaplaIssueKind kind, const char *file,
                            guint64 line, guint64 column, const char *format, ...)
    G_GNUC_PRINTF(6, 7);
gboolean hexapla_issue_sink_check(HexaplaIssueSink *self, GError **error);
char *hexapla_issue_to_string(const HexaplaIssue *self);

const char *hexapla_issue_kind_get_tag(HexaplaIssueKind kind);
HexaplaIssueLevel hexapla_issue_kind_get_level(HexaplaIssueKind kind);
const char *hexapla_issue_kind_get_text(HexaplaIssueKind kind);
gboolean hexapla_issue_kind_from_tag(const char *tag, HexaplaIssueKind *kind);

G_END_DECLS
