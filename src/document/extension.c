/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/extension.h"

#include <string.h>

#include "document/document-private.h"

/**
 * hexapla_document_add_extension:
 * @self: a document
 * @extension: copied, with its strings; those of units come in the order of the segments
 *
 * Since: 0.1
 */
void
hexapla_document_add_extension(HexaplaDocument *self, const HexaplaExtension *extension)
{
    HexaplaExtension copy = *extension;

    copy.dialect = g_intern_string(extension->dialect);
    copy.xml = hexapla_document_intern(self, extension->xml, strlen(extension->xml));
    if (extension->name != NULL)
        copy.name = hexapla_document_intern(self, extension->name, strlen(extension->name));
    g_array_append_val(hexapla_document_ensure_extras(self)->extensions, copy);
}

/**
 * hexapla_document_get_extensions:
 * @self: a document
 * @n: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n): its extensions; until the next one is added
 * Since: 0.1
 */
const HexaplaExtension *
hexapla_document_get_extensions(HexaplaDocument *self, guint *n)
{
    const HexaplaExtras *extras = hexapla_document_get_extras(self);

    *n = extras != NULL ? extras->extensions->len : 0;
    return *n > 0 ? (const HexaplaExtension *)extras->extensions->data : NULL;
}
