/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/rules.h"

G_BEGIN_DECLS

/**
 * HexaplaXliff2Modules:
 * @rules: takes what is wrong
 * @n_nested: depth in matches and resources, whose texts are not those of the unit
 * @has_content: whether the skeleton or the resource at hand holds anything
 *
 * What has to be remembered of modules and extensions that are validated. The other fields are
 * private.
 *
 * Since: 0.1
 */
typedef struct {
    HexaplaRules *rules;
    guint n_nested;
    gboolean has_content;
    /*< private >*/
    gboolean has_href;
    GPtrArray *scopes; /* ids of modules and extensions, by holder */
    GPtrArray *sizes;  /* ids of size data, by holder */
    guint n_size_data;
    GPtrArray *references;    /* of revisions */
    GHashTable *items;        /* properties of the revision at hand */
    gboolean has_translation; /* of a glossary entry, or its definition */
} HexaplaXliff2Modules;

void hexapla_xliff2_modules_init(HexaplaXliff2Modules *self);
void hexapla_xliff2_modules_clear(HexaplaXliff2Modules *self);
void hexapla_xliff2_modules_begin_holder(HexaplaXliff2Modules *self);
void hexapla_xliff2_modules_end_holder(HexaplaXliff2Modules *self, GHashTable *notes);
void hexapla_xliff2_modules_check(HexaplaXliff2Modules *self, const char *name,
                                  const HexaplaXmlElement *element);
void hexapla_xliff2_modules_end(HexaplaXliff2Modules *self, const char *name);
void hexapla_xliff2_modules_add_foreign(HexaplaXliff2Modules *self,
                                        const HexaplaXmlElement *element);

G_END_DECLS
