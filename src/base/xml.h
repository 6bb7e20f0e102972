/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HexaplaXmlElement:
 *
 * A start tag; valid during the call that gets it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaXmlElement HexaplaXmlElement;

/**
 * HexaplaXmlHandler:
 * @start: an element begins
 * @end: it ends; `name` is its local name
 * @text: characters between tags, UTF-8, not terminated; a run may come in pieces
 * @keeps_references: whether references to entities that only a DTD could declare are no error
 *
 * What a reader wants to know of an XML file. Each may be %NULL; each returns %FALSE with its error
 * set to stop.
 *
 * Since: 0.1
 */
typedef struct {
    gboolean (*start)(const HexaplaXmlElement *element, gpointer user_data, GError **error);
    gboolean (*end)(const char *name, gpointer user_data, GError **error);
    gboolean (*text)(const char *text, gsize n, gpointer user_data, GError **error);
    gboolean keeps_references;
} HexaplaXmlHandler;

/**
 * HexaplaXmlAttribute:
 * @name: its local name
 * @prefix: (nullable): its prefix
 * @uri: (nullable): the name of its namespace
 * @value: UTF-8, not terminated
 * @n: bytes of @value
 *
 * Valid during the call that gets the element.
 *
 * Since: 0.1
 */
typedef struct {
    const char *name;
    const char *prefix;
    const char *uri;
    const char *value;
    gsize n;
} HexaplaXmlAttribute;

gboolean hexapla_xml_parse(GInputStream *in, const char *file, const HexaplaXmlHandler *handler,
                           gpointer user_data, GCancellable *cancellable, GError **error);
const char *hexapla_xml_element_get_name(const HexaplaXmlElement *self);
const char *hexapla_xml_element_get_prefix(const HexaplaXmlElement *self);
const char *hexapla_xml_element_get_namespace(const HexaplaXmlElement *self);
const char *hexapla_xml_element_get_attribute(const HexaplaXmlElement *self, const char *prefix,
                                              const char *name, gsize *n);
char *hexapla_xml_element_dup_attribute(const HexaplaXmlElement *self, const char *prefix,
                                        const char *name);
guint hexapla_xml_element_get_n_attributes(const HexaplaXmlElement *self);
void hexapla_xml_element_get_nth(const HexaplaXmlElement *self, guint i,
                                 HexaplaXmlAttribute *attribute);
guint64 hexapla_xml_element_get_line(const HexaplaXmlElement *self);
guint64 hexapla_xml_element_get_column(const HexaplaXmlElement *self);

G_END_DECLS
