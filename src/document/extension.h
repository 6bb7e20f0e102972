/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaExtensionPlace:
 * @HEXAPLA_EXTENSION_ROOT: the document element
 * @HEXAPLA_EXTENSION_FILE: what holds an article
 * @HEXAPLA_EXTENSION_UNIT: what holds a block, or a sentence where these are units
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_EXTENSION_ROOT,
    HEXAPLA_EXTENSION_FILE,
    HEXAPLA_EXTENSION_UNIT,
} HexaplaExtensionPlace;

/**
 * HexaplaExtension:
 * @dialect: name of the format that it belongs to, interned
 * @name: (nullable): of the element; %NULL for attributes
 * @xml: the element, or attributes with a space before each; owned by the document
 * @segment: index of the first segment of the unit; 0 where @place is none
 * @place: where it stands
 *
 * Something of an exchange file that documents have no place for, as it was.
 *
 * Since: 0.1
 */
typedef struct {
    const char *dialect;
    const char *name;
    const char *xml;
    guint32 segment;
    guint8 place; /* HexaplaExtensionPlace */
} HexaplaExtension;

void hexapla_document_add_extension(HexaplaDocument *self, const HexaplaExtension *extension);
const HexaplaExtension *hexapla_document_get_extensions(HexaplaDocument *self, guint *n);

G_END_DECLS
