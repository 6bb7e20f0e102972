/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/codes.h"

G_BEGIN_DECLS

/**
 * HexaplaCodeNames:
 * @tmx: `type` of TMX
 * @ctype: `ctype` of XLIFF 1.2
 * @type: (nullable): `type` of XLIFF 2
 * @sub_type: (nullable): `subType` of XLIFF 2
 *
 * What the formats call a type of codes.
 *
 * Since: 0.1
 */
typedef struct {
    const char *tmx;
    const char *ctype;
    const char *type;
    const char *sub_type;
} HexaplaCodeNames;

const HexaplaCodeNames *hexapla_code_names_get(HexaplaCodeType type);
HexaplaCodeType hexapla_code_type_from_tmx(const char *name, gsize n);
HexaplaCodeType hexapla_code_type_from_ctype(const char *name, gsize n);
HexaplaCodeType hexapla_code_type_from_xliff2(const char *type, gsize n_type, const char *sub_type,
                                              gsize n_sub_type);

G_END_DECLS
