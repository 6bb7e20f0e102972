/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the readers of plain pairs share: a pair is a block of one sentence. */

#include "formats/content.h"
#include "formats/units.h"

G_BEGIN_DECLS

/**
 * HexaplaReadPair:
 * @name: (nullable): what its file calls it
 * @n_name: bytes of @name
 * @source: its text
 * @n_source: bytes of @source
 * @target: (nullable): its translation; an empty one is none
 * @n_target: bytes of @target
 * @line: where it begins
 *
 * Since: 0.1
 */
typedef struct {
    const char *name;
    gsize n_name;
    const char *source;
    gsize n_source;
    const char *target;
    gsize n_target;
    guint64 line;
} HexaplaReadPair;

/**
 * HexaplaPairReader:
 * @units: where the pairs go
 * @options: of the reading
 *
 * Puts pairs together to an article. The other fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaUnits units;
    const HexaplaReadOptions *options;
    /*< private >*/
    HexaplaContent content;
    char *stem;
} HexaplaPairReader;

void hexapla_pair_reader_init(HexaplaPairReader *self, const HexaplaReadOptions *options,
                              HexaplaDocumentFunc func, gpointer user_data);
void hexapla_pair_reader_clear(HexaplaPairReader *self);
gboolean hexapla_pair_reader_begin(HexaplaPairReader *self, const char *source, const char *target,
                                   GError **error);
gboolean hexapla_pair_reader_add(HexaplaPairReader *self, const HexaplaReadPair *pair,
                                 guint *segment, GError **error);
gboolean hexapla_pair_reader_add_segment(HexaplaPairReader *self, const HexaplaReadPair *pair,
                                         guint *segment, GError **error);
gboolean hexapla_pair_reader_reject(HexaplaPairReader *self, guint64 line, const char *record,
                                    gsize n, const char *why, GError **error);
gboolean hexapla_pair_reader_is_broken(const char *text, gsize n);
gboolean hexapla_pair_reader_end(HexaplaPairReader *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaPairReader, hexapla_pair_reader_clear)

G_END_DECLS
