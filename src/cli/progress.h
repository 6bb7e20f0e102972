/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "pipeline/pipeline.h"

G_BEGIN_DECLS

/**
 * HexaplaProgressWhen:
 * @HEXAPLA_PROGRESS_AUTO: on a terminal
 * @HEXAPLA_PROGRESS_ALWAYS: wherever standard error goes
 * @HEXAPLA_PROGRESS_NEVER: not at all
 */
typedef enum {
    HEXAPLA_PROGRESS_AUTO,
    HEXAPLA_PROGRESS_ALWAYS,
    HEXAPLA_PROGRESS_NEVER,
} HexaplaProgressWhen;

/**
 * HexaplaProgress:
 *
 * A line on the terminal that tells how far a run is. Lives on the stack; all fields are private.
 */
typedef struct {
    /*< private >*/
    gboolean shown;
    guint64 total; /* bytes of all inputs, 0 when unknown */
    gint64 start;
    gint64 last;
} HexaplaProgress;

void hexapla_progress_init(HexaplaProgress *self, gboolean shown, char **inputs);
void hexapla_progress_update(HexaplaProgress *self, const HexaplaSummary *summary);
gboolean hexapla_progress_is_wanted(HexaplaProgressWhen when);

G_END_DECLS
