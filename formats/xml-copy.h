/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* XML that was parsed, as text that can stand anywhere in a file of the same format. */

#include "base/xml.h"

G_BEGIN_DECLS

/**
 * HexaplaXmlCopy:
 * @text: what was copied so far
 *
 * Every prefix is declared where it is used, and elements whose namespace begins with that of the
 * format have none. The other fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    GString *text;
    /*< private >*/
    const char *home;
    GPtrArray *names;    /* of the elements at hand, as they are written */
    GArray *scopes;      /* how many declarations held before each of them */
    GPtrArray *prefixes; /* declarations: a prefix, then its namespace */
} HexaplaXmlCopy;

void hexapla_xml_copy_init(HexaplaXmlCopy *self, const char *home);
void hexapla_xml_copy_clear(HexaplaXmlCopy *self);
void hexapla_xml_copy_reset(HexaplaXmlCopy *self);
void hexapla_xml_copy_start(HexaplaXmlCopy *self, const HexaplaXmlElement *element);
void hexapla_xml_copy_put_text(HexaplaXmlCopy *self, const char *text, gsize n);
gboolean hexapla_xml_copy_end(HexaplaXmlCopy *self);
void hexapla_xml_copy_attributes(HexaplaXmlCopy *self, const HexaplaXmlElement *element,
                                 const char *const *known);

G_END_DECLS
