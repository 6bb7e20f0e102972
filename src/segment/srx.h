/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "base/issue.h"
#include "base/regex.h"
#include "segment/srx-shape.h"

G_BEGIN_DECLS

/**
 * HexaplaSrx:
 *
 * A file of segmentation rules, SRX 2.0 or 1.0: lists of rules, and maps that say which lists are
 * for which languages.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSrx HexaplaSrx;

/**
 * HexaplaSrxPattern:
 * @index: number of the pattern in its file
 * @text: of the regular expression
 * @regex: only to be copied
 * @shape: what it demands next to the break; known for those that hexapla_srx_get_rules() gave
 *
 * One side of a rule.
 *
 * Since: 0.1
 */
typedef struct {
    guint index;
    const char *text;
    HexaplaRegex *regex;
    HexaplaSrxShape *shape;
} HexaplaSrxPattern;

/**
 * HexaplaSrxRule:
 * @list: name of its list
 * @file: name of the file
 * @line: where it begins, 1-based
 * @column: where its start tag ends, 1-based
 * @number: of the rule in its list, 1-based
 * @is_break: whether there is a break where it matches
 * @sides: (array fixed-size=2) (element-type HexaplaSrxPattern): what must stand on each
 *   #HexaplaSrxSide; %NULL where anything may
 *
 * Since: 0.1
 */
typedef struct {
    const char *list;
    const char *file;
    guint64 line;
    guint64 column;
    guint number;
    gboolean is_break;
    HexaplaSrxPattern *sides[2];
} HexaplaSrxRule;

HexaplaSrx *hexapla_srx_read(GInputStream *in, const char *file, HexaplaIssueSink *issues,
                             GCancellable *cancellable, GError **error);
void hexapla_srx_free(HexaplaSrx *self);
const char *hexapla_srx_get_file(const HexaplaSrx *self);
guint hexapla_srx_get_n_patterns(const HexaplaSrx *self);
GPtrArray *hexapla_srx_get_rules(HexaplaSrx *self, const char *language, GError **error);
const char *hexapla_srx_side_get_element(HexaplaSrxSide side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSrx, hexapla_srx_free)

G_END_DECLS
