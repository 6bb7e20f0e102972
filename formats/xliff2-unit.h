/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/rules.h"

G_BEGIN_DECLS

/**
 * HexaplaXliff2Unit:
 * @rules: takes what is wrong
 * @notes: ids of its notes
 * @data: ids of its original data
 * @has_target: whether the part at hand has a translation
 * @orders: that its targets ask for; 0: not said
 *
 * What has to be remembered of a unit that is validated. The other fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaRules *rules;
    GHashTable *notes;
    GHashTable *data;
    gboolean has_target;
    GArray *orders;
    /*< private >*/
    GHashTable *parts; /* ids of segments and ignorables */
    GArray *inlines;
    gboolean has_segment;
    guint n_segments;
} HexaplaXliff2Unit;

void hexapla_xliff2_unit_init(HexaplaXliff2Unit *self);
void hexapla_xliff2_unit_clear(HexaplaXliff2Unit *self);
void hexapla_xliff2_unit_begin(HexaplaXliff2Unit *self);
void hexapla_xliff2_unit_add_part(HexaplaXliff2Unit *self, const char *name,
                                  const HexaplaXmlElement *element);
void hexapla_xliff2_unit_add_code(HexaplaXliff2Unit *self, const char *name,
                                  const HexaplaXmlElement *element);
void hexapla_xliff2_unit_end_part(HexaplaXliff2Unit *self);
void hexapla_xliff2_unit_check(HexaplaXliff2Unit *self);

G_END_DECLS
