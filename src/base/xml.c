/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/utf8.h"

/* Larger pieces only fill libxml2's buffer. */

struct _HexaplaXmlElement {
    const char *name;
    const char *prefix;
    const char *uri;
    const xmlChar **attributes; /* five pointers each: local name, prefix, namespace, start and end
                                   of the value */
    int n_attributes;
    guint64 line;
    guint64 column;
};

typedef struct {
    xmlParserCtxtPtr context;
    const HexaplaXmlHandler *handler;
    gpointer user_data;
    const char *file;
    GInputStream *in;
    GCancellable *cancellable;
    guint depth;
    gsize n_text; /* bytes since the last tag */
    GError *error;
} Parser;

/* The first error is the one that matters. */
static void
keep_error(Parser *self, const char *why)
{
    xmlParserInputPtr input = self->context->input;
    g_autofree char *line = g_strdelimit(g_strchomp(g_strdup(why)), "\r\n", ' ');

    if (self->error == NULL)
        hexapla_error_set_at(&self->error, self->file, input != NULL ? input->line : 1,
                             input != NULL ? input->col : 1, "%s", line);
}

static void stop(Parser *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The parser may call back a few more times before it stops. */
static void
stop(Parser *self, const char *format, ...)
{
    g_autofree char *why = NULL;
    va_list arguments;

    va_start(arguments, format);
    why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    keep_error(self, why);
    xmlStopParser(self->context);
}

static gboolean
is_too_long(const xmlChar *name)
{
    return name != NULL &&
           strnlen((const char *)name, HEXAPLA_MAX_XML_NAME_BYTES + 1) > HEXAPLA_MAX_XML_NAME_BYTES;
}

static void
on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
         G_GNUC_UNUSED int n_namespaces, G_GNUC_UNUSED const xmlChar **namespaces, int n_attributes,
         G_GNUC_UNUSED int n_defaulted, const xmlChar **attributes)
{
    Parser *self = data;
    HexaplaXmlElement element = {(const char *)name,
                                 (const char *)prefix,
                                 (const char *)uri,
                                 attributes,
                                 n_attributes,
                                 xmlSAX2GetLineNumber(self->context),
                                 xmlSAX2GetColumnNumber(self->context)};

    self->n_text = 0;
    if (++self->depth > HEXAPLA_MAX_XML_DEPTH)
        stop(self, "elements stand inside each other more than %d deep", HEXAPLA_MAX_XML_DEPTH);
    else if (n_attributes > HEXAPLA_MAX_XML_ATTRIBUTES)
        stop(self, "an element has more than %d attributes", HEXAPLA_MAX_XML_ATTRIBUTES);
    else if (is_too_long(name) || is_too_long(uri))
        stop(self, "a name is longer than %d bytes", HEXAPLA_MAX_XML_NAME_BYTES);
    else if (self->error == NULL && self->handler->start != NULL &&
             !self->handler->start(&element, self->user_data, &self->error))
        xmlStopParser(self->context);
}

static void
on_end(void *data, const xmlChar *name, G_GNUC_UNUSED const xmlChar *prefix,
       G_GNUC_UNUSED const xmlChar *uri)
{
    Parser *self = data;

    self->n_text = 0;
    self->depth--;
    if (self->error == NULL && self->handler->end != NULL &&
        !self->handler->end((const char *)name, self->user_data, &self->error))
        xmlStopParser(self->context);
}

static void
on_text(void *data, const xmlChar *text, int n)
{
    Parser *self = data;
    gsize valid;

    self->n_text += n;
    if (self->n_text > HEXAPLA_MAX_XML_TEXT_BYTES)
        stop(self, "a text is longer than %u bytes", HEXAPLA_MAX_XML_TEXT_BYTES);
    else if (!hexapla_utf8_validate((const char *)text, n,
                                    &valid)) /* libxml2 lets it pass in CDATA */
        stop(self, "this is not UTF-8");
    else if (self->error == NULL && self->handler->text != NULL &&
             !self->handler->text((const char *)text, n, self->user_data, &self->error))
        xmlStopParser(self->context);
}

static void
on_entity_declaration(void *data, const xmlChar *name, G_GNUC_UNUSED int type,
                      G_GNUC_UNUSED const xmlChar *public_id,
                      G_GNUC_UNUSED const xmlChar *system_id, G_GNUC_UNUSED xmlChar *content)
{
    stop(data, "the entity “%s” is declared: entities are refused, they may bring in anything",
         (const char *)name);
}

static void
on_unparsed_entity(void *data, const xmlChar *name, const xmlChar *public_id,
                   const xmlChar *system_id, G_GNUC_UNUSED const xmlChar *notation)
{
    on_entity_declaration(data, name, 0, public_id, system_id, NULL);
}

static xmlEntityPtr
on_get_entity(G_GNUC_UNUSED void *data, const xmlChar *name)
{
    return xmlGetPredefinedEntity(name);
}

static xmlParserInputPtr
on_resolve_entity(G_GNUC_UNUSED void *data, G_GNUC_UNUSED const xmlChar *public_id,
                  G_GNUC_UNUSED const xmlChar *system_id)
{
    return NULL;
}

static void
on_error(void *data, const xmlError *error)
{
    Parser *self = data;
    gboolean is_kept = error->code == XML_WAR_UNDECLARED_ENTITY && self->handler->keeps_references;

    if (error->level >= XML_ERR_ERROR && !is_kept)
        stop(self, "%s", error->message != NULL ? error->message : "ill-formed XML");
}

/* What goes wrong in a converter is told to the thread and not to the parser, and printed when nobody listens. Stopping
 * the parser there would free what libxml2 still uses. */
static void
on_converter_error(void *data, const xmlError *error)
{
    keep_error(data, error->message != NULL ? error->message : "broken encoding");
}

static xmlSAXHandler
make_sax(void)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text,
        .entityDecl = on_entity_declaration,
        .unparsedEntityDecl = on_unparsed_entity,
        .getEntity = on_get_entity,
        .resolveEntity = on_resolve_entity,
        .serror = (xmlStructuredErrorFunc)(void (*)(void))on_error,
    };

    return sax;
}

/* What libxml2 reads from. */
static int
read_bytes(void *data, char *buffer, int size)
{
    Parser *self = data;
    gsize n;

    if (self->error != NULL || size <= 0)
        return self->error != NULL ? -1 : 0;
    if (!hexapla_input_fill(self->in, self->file, buffer, (gsize)size, &n, self->cancellable,
                            &self->error))
        return -1;
    return (int)n;
}

/**
 * hexapla_xml_parse:
 * @in: an XML 1.0 file
 * @file: its name, for messages
 * @handler: what is wanted of it
 * @user_data: for @handler
 * @cancellable: (nullable): stops the work
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, with line and column
 *
 * The one way in for XML: nothing is fetched, no DTD is loaded, no entity is declared or expanded
 * but the five of XML 1.0 §4.6, and depth, names, attributes and texts have the limits of
 * `base/limits.h`. A document type that only names a DTD is accepted.
 *
 * Returns: whether the whole file was well-formed and the handler content
 * Since: 0.1
 */
gboolean
hexapla_xml_parse(GInputStream *in, const char *file, const HexaplaXmlHandler *handler,
                  gpointer user_data, GCancellable *cancellable, GError **error)
{
    xmlSAXHandler sax = make_sax();
    Parser self = {.handler = handler, .user_data = user_data, .file = file, .in = in, .cancellable = cancellable};
    xmlStructuredErrorFunc old_func = xmlStructuredError;
    gpointer old_context = xmlStructuredErrorContext;

    self.context =
        xmlCreateIOParserCtxt(&sax, &self, read_bytes, NULL, &self, XML_CHAR_ENCODING_NONE);
    if (self.context == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s: error: no memory for a parser",
                    file);
        return FALSE;
    }
    xmlCtxtUseOptions(self.context, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    /* Without it libxml2 hands out &amp; in attributes as &#38;. Only the five predefined entities can be meant, because
     * every declaration stops the parser. */
    self.context->replaceEntities = 1;
    xmlSetStructuredErrorFunc(&self, (xmlStructuredErrorFunc)(void (*)(void))on_converter_error);
    if (xmlParseDocument(self.context) != 0 && self.error == NULL)
        stop(&self, "ill-formed XML");
    xmlSetStructuredErrorFunc(old_context, old_func);
    /* libxml2 makes a document for a declared entity even where nobody asked for a tree. */
    g_clear_pointer(&self.context->myDoc, xmlFreeDoc);
    xmlFreeParserCtxt(self.context);
    if (self.error == NULL)
        return TRUE;
    g_propagate_error(error, self.error);
    return FALSE;
}

/**
 * hexapla_xml_element_get_name:
 * @self: an element
 *
 * Returns: (transfer none): its local name
 * Since: 0.1
 */
const char *
hexapla_xml_element_get_name(const HexaplaXmlElement *self)
{
    return self->name;
}

/**
 * hexapla_xml_element_get_prefix:
 * @self: an element
 *
 * Returns: (transfer none) (nullable): what stands before its name in the file
 * Since: 0.1
 */
const char *
hexapla_xml_element_get_prefix(const HexaplaXmlElement *self)
{
    return self->prefix;
}

/**
 * hexapla_xml_element_get_namespace:
 * @self: an element
 *
 * Returns: (transfer none) (nullable): the name of its namespace
 * Since: 0.1
 */
const char *
hexapla_xml_element_get_namespace(const HexaplaXmlElement *self)
{
    return self->uri;
}

/**
 * hexapla_xml_element_get_attribute:
 * @self: an element
 * @prefix: (nullable): such as `xml` in `xml:lang`
 * @name: local name of the attribute
 * @n: (out): bytes of its value
 *
 * Returns: (transfer none) (nullable): the value, UTF-8, not terminated; %NULL when there is none
 * Since: 0.1
 */
const char *
hexapla_xml_element_get_attribute(const HexaplaXmlElement *self, const char *prefix,
                                  const char *name, gsize *n)
{
    for (int i = 0; i < self->n_attributes; i++) {
        const xmlChar **attribute = self->attributes + 5 * i;

        if (strcmp((const char *)attribute[0], name) == 0 &&
            g_strcmp0((const char *)attribute[1], prefix) == 0) {
            *n = attribute[4] - attribute[3];
            return (const char *)attribute[3];
        }
    }
    return NULL;
}

/**
 * hexapla_xml_element_dup_attribute:
 * @self: an element
 * @prefix: (nullable): of the attribute
 * @name: its name
 *
 * Returns: (transfer full) (nullable): its value; %NULL when there is none; free with g_free()
 * Since: 0.1
 */
char *
hexapla_xml_element_dup_attribute(const HexaplaXmlElement *self, const char *prefix,
                                  const char *name)
{
    gsize n;
    const char *value = hexapla_xml_element_get_attribute(self, prefix, name, &n);

    return value != NULL ? g_strndup(value, n) : NULL;
}

/**
 * hexapla_xml_element_get_n_attributes:
 * @self: an element
 *
 * Returns: how many attributes it has
 * Since: 0.1
 */
guint
hexapla_xml_element_get_n_attributes(const HexaplaXmlElement *self)
{
    return self->n_attributes;
}

/**
 * hexapla_xml_element_get_nth:
 * @self: an element
 * @i: below hexapla_xml_element_get_n_attributes()
 * @attribute: (out): an attribute
 *
 * Since: 0.1
 */
void
hexapla_xml_element_get_nth(const HexaplaXmlElement *self, guint i, HexaplaXmlAttribute *attribute)
{
    const xmlChar **found = self->attributes + 5 * i;

    attribute->name = (const char *)found[0];
    attribute->prefix = (const char *)found[1];
    attribute->uri = (const char *)found[2];
    attribute->value = (const char *)found[3];
    attribute->n = found[4] - found[3];
}

/**
 * hexapla_xml_element_get_line:
 * @self: an element
 *
 * Returns: the line on which its start tag ends, 1-based
 * Since: 0.1
 */
guint64
hexapla_xml_element_get_line(const HexaplaXmlElement *self)
{
    return self->line;
}

/**
 * hexapla_xml_element_get_column:
 * @self: an element
 *
 * Returns: the column in which its start tag ends, 1-based
 * Since: 0.1
 */
guint64
hexapla_xml_element_get_column(const HexaplaXmlElement *self)
{
    return self->column;
}
