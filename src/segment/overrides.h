/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HexaplaOverrides:
 *
 * What a person decided about places in the text, whatever the rules say. A place is known by the
 * text around it, so a decision outlives changes elsewhere.
 *
 * Since: 0.1
 */
typedef struct _HexaplaOverrides HexaplaOverrides;

/**
 * HexaplaVerdict:
 * @HEXAPLA_VERDICT_NONE: nobody decided about the place
 * @HEXAPLA_VERDICT_BREAK: a sentence ends there
 * @HEXAPLA_VERDICT_NO_BREAK: none does
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_VERDICT_NONE,
    HEXAPLA_VERDICT_BREAK,
    HEXAPLA_VERDICT_NO_BREAK,
} HexaplaVerdict;

HexaplaOverrides *hexapla_overrides_read(GInputStream *in, const char *file,
                                         GCancellable *cancellable, GError **error);
void hexapla_overrides_free(HexaplaOverrides *self);
HexaplaVerdict hexapla_overrides_ask(const HexaplaOverrides *self, const char *text, gsize start,
                                     gsize place, gsize end);
gsize hexapla_overrides_next_break(const HexaplaOverrides *self, const char *text, gsize start,
                                   gsize from, gsize to, gsize end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaOverrides, hexapla_overrides_free)

G_END_DECLS
