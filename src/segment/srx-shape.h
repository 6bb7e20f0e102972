/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/characters.h"

G_BEGIN_DECLS

/**
 * HexaplaSrxShape:
 *
 * What a regular expression demands of the characters next to a break, read outwards from it. Most
 * rules are a few characters in a row, and their shape is all there is to them: ICU is asked only
 * where it tells nothing. Immutable.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSrxShape HexaplaSrxShape;

/**
 * HexaplaSrxSide:
 * @HEXAPLA_SRX_BEFORE: in front of the break
 * @HEXAPLA_SRX_AFTER: behind it
 *
 * Since: 0.1
 */
typedef enum { HEXAPLA_SRX_BEFORE, HEXAPLA_SRX_AFTER } HexaplaSrxSide;

HexaplaSrxShape *hexapla_srx_shape_new(const char *pattern, HexaplaSrxSide side, GHashTable *known);
void hexapla_srx_shape_free(HexaplaSrxShape *self);
HexaplaAnswer hexapla_srx_shape_matches(const HexaplaSrxShape *self, const char *text, gsize n,
                                        gsize offset);
HexaplaAnswer hexapla_srx_shape_may_match(const HexaplaSrxShape *self, const char *text, gsize n,
                                          gsize offset);
HexaplaAnswer hexapla_srx_shape_may_touch(const HexaplaSrxShape *self, gunichar c);
gunichar hexapla_srx_shape_get_literal(const HexaplaSrxShape *self, guint index);
gboolean hexapla_srx_shape_is_at_start(const HexaplaSrxShape *self);
gsize hexapla_srx_shape_get_reach(const HexaplaSrxShape *self, const char *text, gsize n);

G_END_DECLS
