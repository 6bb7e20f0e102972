/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What stands in attributes of XLIFF 2, beyond the types of its schema. */

#include "formats/rules.h"

G_BEGIN_DECLS

GHashTable *hexapla_xliff2_new_set(void);
void hexapla_xliff2_add_id(HexaplaRules *rules, GHashTable *ids, const HexaplaXmlElement *element,
                           const char *clause, const char *what);
gboolean hexapla_xliff2_has_authority(const char *value);
gboolean hexapla_xliff2_is_name(const char *text, gsize n);
void hexapla_xliff2_wrong_value(HexaplaRules *rules, const char *clause, const char *why);
void hexapla_xliff2_check_sub_type(HexaplaRules *rules, const HexaplaXmlElement *element,
                                   const char *clause);
void hexapla_xliff2_check_own_type(HexaplaRules *rules, const HexaplaXmlElement *element,
                                   const char *clause);
void hexapla_xliff2_check_fragment(HexaplaRules *rules, const char *ref, const char *clause);

G_END_DECLS
