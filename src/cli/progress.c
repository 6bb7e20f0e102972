/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/progress.h"

#include "cli/message.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More often than this nobody can read it. */
#define INTERVAL (G_USEC_PER_SEC / 5)

/**
 * hexapla_progress_is_wanted:
 * @when: what was asked for
 *
 * Returns: whether to show progress: by itself only on a terminal that can move its cursor, and not in a robot's run
 */
gboolean
hexapla_progress_is_wanted(HexaplaProgressWhen when)
{
    const char *terminal = g_getenv("TERM");

    if (when != HEXAPLA_PROGRESS_AUTO)
        return when == HEXAPLA_PROGRESS_ALWAYS;
    return isatty(STDERR_FILENO) && terminal != NULL && strcmp(terminal, "dumb") != 0 &&
           g_getenv("CI") == NULL;
}

static guint64
count_bytes(char **inputs)
{
    guint64 total = 0;

    for (char **input = inputs; *input != NULL; input++) {
        struct stat info;

        if (stat(*input, &info) != 0 || !S_ISREG(info.st_mode))
            return 0;
        total += info.st_size;
    }
    return total;
}

/**
 * hexapla_progress_init:
 * @self: a progress
 * @shown: whether anything is shown
 * @inputs: (array zero-terminated=1): the files to read
 */
void
hexapla_progress_init(HexaplaProgress *self, gboolean shown, char **inputs)
{
    self->shown = shown;
    self->total = shown ? count_bytes(inputs) : 0;
    self->start = self->last = g_get_monotonic_time();
}

/**
 * hexapla_progress_update:
 * @self: a progress
 * @summary: what was done so far
 *
 * Shows the rate, and the time that is left when the size of the inputs is known.
 */
void
hexapla_progress_update(HexaplaProgress *self, const HexaplaSummary *summary)
{
    gint64 now = self->shown ? g_get_monotonic_time() : 0;
    double seconds, rate;

    if (!self->shown || now - self->last < INTERVAL)
        return;
    self->last = now;
    seconds = (double)(now - self->start) / G_USEC_PER_SEC;
    rate = (double)summary->bytes / seconds;
    fprintf(stderr, "\r\033[K%" G_GUINT64_FORMAT " articles, %.1f MB, %.1f MB/s", summary->articles,
            (double)summary->bytes / 1e6, rate / 1e6);
    if (self->total > summary->bytes && rate > 0)
        fprintf(stderr, ", %.0f s left", (double)(self->total - summary->bytes) / rate);
    fflush(stderr);
    hexapla_message_over_progress();
}
