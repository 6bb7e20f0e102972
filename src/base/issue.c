/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/issue.h"

#include <string.h>

#include "base/error.h"

#define N_(text) text

static const struct {
    const char *tag;
    HexaplaIssueLevel level;
    const char *text;
} kinds[HEXAPLA_N_ISSUES] = {
#define HEXAPLA_ISSUE(symbol, tag, level, text) {tag, HEXAPLA_ISSUE_LEVEL_##level, text},
#include "base/issue-list.h"
#undef HEXAPLA_ISSUE
};

static gboolean
stops(const HexaplaIssueSink *self, HexaplaIssueKind kind)
{
    return self->fail_on > HEXAPLA_ISSUE_LEVEL_INFO && kinds[kind].level >= self->fail_on;
}

/**
 * hexapla_issue_sink_add:
 * @self: (nullable): a sink; nothing happens without one
 * @kind: what was found
 * @file: (nullable): the input as the user named it
 * @line: 1-based, 0 when unknown
 * @column: 1-based, in code points, 0 when unknown
 * @format: one sentence, printf() style
 * @...: its arguments
 *
 * Since: 0.1
 */
void
hexapla_issue_sink_add(HexaplaIssueSink *self, HexaplaIssueKind kind, const char *file,
                       guint64 line, guint64 column, const char *format, ...)
{
    g_autofree char *text = NULL;
    HexaplaIssue issue = {kind, file, line, column, NULL};
    va_list arguments;

    if (self == NULL)
        return;
    self->n_issues[kinds[kind].level]++;
    if (self->failure != NULL || (self->func == NULL && !stops(self, kind)))
        return;
    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    issue.text = text;
    if (stops(self, kind))
        self->failure = hexapla_issue_to_string(&issue);
    else
        self->func(&issue, self->user_data);
}

/**
 * hexapla_issue_sink_check:
 * @self: (nullable): a sink
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT with the issue as its message
 *
 * Whoever adds issues asks this before doing more work.
 *
 * Returns: whether the work goes on; %FALSE once an issue of the level came that stops it
 * Since: 0.1
 */
gboolean
hexapla_issue_sink_check(HexaplaIssueSink *self, GError **error)
{
    if (self == NULL || self->failure == NULL)
        return TRUE;
    g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, self->failure);
    return FALSE;
}

static char *
place_of(const HexaplaIssue *issue)
{
    if (issue->file == NULL)
        return g_strdup("");
    if (issue->line == 0)
        return g_strconcat(issue->file, ": ", NULL);
    if (issue->column == 0)
        return g_strdup_printf("%s:%" G_GUINT64_FORMAT ": ", issue->file, issue->line);
    return g_strdup_printf("%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": ", issue->file,
                           issue->line, issue->column);
}

/**
 * hexapla_issue_to_string:
 * @self: an issue
 *
 * Returns: (transfer full): `FILE:LINE:COLUMN: level: text [tag]`, without what is not known of the
 * place; free with g_free()
 * Since: 0.1
 */
char *
hexapla_issue_to_string(const HexaplaIssue *self)
{
    static const char *const levels[] = {"info", "warning", "error"};
    g_autofree char *place = place_of(self);

    return g_strdup_printf("%s%s: %s [%s]", place, levels[kinds[self->kind].level], self->text,
                           kinds[self->kind].tag);
}

/**
 * hexapla_issue_kind_get_tag:
 * @kind: a kind
 *
 * Returns: the stable tag, such as `empty-article`
 * Since: 0.1
 */
const char *
hexapla_issue_kind_get_tag(HexaplaIssueKind kind)
{
    g_return_val_if_fail(kind < HEXAPLA_N_ISSUES, NULL);
    return kinds[kind].tag;
}

/**
 * hexapla_issue_kind_get_level:
 * @kind: a kind
 *
 * Returns: how much it matters
 * Since: 0.1
 */
HexaplaIssueLevel
hexapla_issue_kind_get_level(HexaplaIssueKind kind)
{
    g_return_val_if_fail(kind < HEXAPLA_N_ISSUES, HEXAPLA_ISSUE_LEVEL_ERROR);
    return kinds[kind].level;
}

/**
 * hexapla_issue_kind_get_text:
 * @kind: a kind
 *
 * Returns: what it means and what to do, in English
 * Since: 0.1
 */
const char *
hexapla_issue_kind_get_text(HexaplaIssueKind kind)
{
    g_return_val_if_fail(kind < HEXAPLA_N_ISSUES, NULL);
    return kinds[kind].text;
}

/**
 * hexapla_issue_kind_from_tag:
 * @tag: such as `empty-article`
 * @kind: (out): the kind, when the tag is known
 *
 * Returns: whether the tag is known
 * Since: 0.1
 */
gboolean
hexapla_issue_kind_from_tag(const char *tag, HexaplaIssueKind *kind)
{
    for (guint i = 0; i < HEXAPLA_N_ISSUES; i++) {
        if (strcmp(kinds[i].tag, tag) == 0) {
            *kind = i;
            return TRUE;
        }
    }
    return FALSE;
}
