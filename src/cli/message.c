/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

/* Control characters of a file's name or text must not reach the terminal, nor marks that reverse
 * what is read. */
static gboolean
is_safe(gunichar c)
{
    return c >= 0x20 && (c < 0x7F || c > 0x9F) && !(c >= 0x202A && c <= 0x202E) &&
           !(c >= 0x2066 && c <= 0x2069);
}

static char *
escape(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    const char *end = valid + strlen(valid);
    GString *escaped = g_string_new(NULL);

    for (const char *p = valid; p < end;) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        if (is_safe(c))
            g_string_append_unichar(escaped, c);
        else
            g_string_append_printf(escaped, c < 0x100 ? "\\x%02X" : "\\u%04X", c);
    }
    return g_string_free(escaped, FALSE);
}

/* A line that the next message has to take away. */
static gboolean over_progress;

/**
 * hexapla_message_over_progress:
 *
 * Says that a progress line stands on the terminal.
 */
void
hexapla_message_over_progress(void)
{
    over_progress = TRUE;
}

/**
 * hexapla_message:
 * @format: one line without the newline, printf() style
 * @...: its arguments
 *
 * Tells the user something on standard error.
 */
void
hexapla_message(const char *format, ...)
{
    g_autofree char *text = NULL;
    g_autofree char *safe = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    safe = escape(text);
    fprintf(stderr, "%shexapla: %s\n", over_progress ? "\r\033[K" : "", safe);
    over_progress = FALSE;
}

/**
 * hexapla_message_issue:
 * @issue: what was found
 * @verbosity: (type gint): below 0 nothing is said, above 0 information too
 *
 * A #HexaplaIssueFunc that prints `FILE:LINE:COLUMN: level: text [tag]`.
 */
void
hexapla_message_issue(const HexaplaIssue *issue, gpointer verbosity)
{
    HexaplaIssueLevel level = hexapla_issue_kind_get_level(issue->kind);
    g_autofree char *text = NULL;

    if (GPOINTER_TO_INT(verbosity) < 0 && level < HEXAPLA_ISSUE_LEVEL_ERROR)
        return;
    if (GPOINTER_TO_INT(verbosity) == 0 && level == HEXAPLA_ISSUE_LEVEL_INFO)
        return;
    text = hexapla_issue_to_string(issue);
    hexapla_message("%s", text);
}

/**
 * hexapla_message_error:
 * @error: why the work stopped
 *
 * Returns: the exit status for it
 */
HexaplaExit
hexapla_message_error(const GError *error)
{
    if (error->domain != HEXAPLA_ERROR || error->code == HEXAPLA_ERROR_USAGE) {
        hexapla_message("error: %s", error->message);
        return HEXAPLA_EXIT_USAGE;
    }
    hexapla_message("%s", error->message);
    return (HexaplaExit)error->code;
}

/**
 * hexapla_message_flush:
 *
 * Ends a command that printed its results with stdio.
 *
 * Returns: whether standard output took them
 */
HexaplaExit
hexapla_message_flush(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return HEXAPLA_EXIT_DONE;
    hexapla_message("standard output: error: %s", g_strerror(errno));
    return HEXAPLA_EXIT_OUTPUT;
}
