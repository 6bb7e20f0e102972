/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/xml-copy.h"

#include <string.h>

/**
 * hexapla_xml_copy_init:
 * @self: (out): nothing copied yet
 * @home: how the namespaces of the format begin; lives as long as @self
 *
 * Since: 0.1
 */
void
hexapla_xml_copy_init(HexaplaXmlCopy *self, const char *home)
{
    self->home = home;
    self->text = g_string_new(NULL);
    self->names = g_ptr_array_new_with_free_func(g_free);
    self->scopes = g_array_new(FALSE, FALSE, sizeof(guint));
    self->prefixes = g_ptr_array_new_with_free_func(g_free);
}

/**
 * hexapla_xml_copy_clear:
 * @self: a copy
 *
 * Since: 0.1
 */
void
hexapla_xml_copy_clear(HexaplaXmlCopy *self)
{
    g_string_free(self->text, TRUE);
    g_ptr_array_unref(self->names);
    g_array_unref(self->scopes);
    g_ptr_array_unref(self->prefixes);
}

/**
 * hexapla_xml_copy_reset:
 * @self: a copy; becomes empty
 *
 * Since: 0.1
 */
void
hexapla_xml_copy_reset(HexaplaXmlCopy *self)
{
    g_string_truncate(self->text, 0);
    g_ptr_array_set_size(self->names, 0);
    g_array_set_size(self->scopes, 0);
    g_ptr_array_set_size(self->prefixes, 0);
}

static void
put_escaped(HexaplaXmlCopy *self, const char *text, gsize n, gboolean is_attribute)
{
    for (gsize i = 0; i < n; i++) {
        if (text[i] == '&')
            g_string_append(self->text, "&amp;");
        else if (text[i] == '<')
            g_string_append(self->text, "&lt;");
        else if (text[i] == '>')
            g_string_append(self->text, "&gt;");
        else if (text[i] == '"' && is_attribute)
            g_string_append(self->text, "&quot;");
        else if (text[i] == '\r' || (is_attribute && (text[i] == '\n' || text[i] == '\t')))
            g_string_append_printf(self->text, "&#%d;", text[i]);
        else
            g_string_append_c(self->text, text[i]);
    }
}

static void
put_attribute(HexaplaXmlCopy *self, const char *name, const char *value, gsize n)
{
    g_string_append_printf(self->text, " %s=\"", name);
    put_escaped(self, value, n, TRUE);
    g_string_append_c(self->text, '"');
}

/* The last declaration of a prefix counts. */
static gboolean
is_declared(const HexaplaXmlCopy *self, const char *prefix, const char *uri)
{
    for (guint i = self->prefixes->len; i > 0; i -= 2) {
        if (strcmp(self->prefixes->pdata[i - 2], prefix) == 0)
            return strcmp(self->prefixes->pdata[i - 1], uri) == 0;
    }
    return FALSE;
}

static void
declare(HexaplaXmlCopy *self, const char *prefix, const char *uri)
{
    g_autofree char *name = g_strconcat("xmlns:", prefix, NULL);

    if (is_declared(self, prefix, uri))
        return;
    put_attribute(self, name, uri, strlen(uri));
    g_ptr_array_add(self->prefixes, g_strdup(prefix));
    g_ptr_array_add(self->prefixes, g_strdup(uri));
}

/**
 * hexapla_xml_copy_attributes:
 * @self: a copy
 * @element: its attributes are copied
 * @known: (array zero-terminated=1): which are not, unless they have a prefix other than `xml`
 *
 * Since: 0.1
 */
void
hexapla_xml_copy_attributes(HexaplaXmlCopy *self, const HexaplaXmlElement *element,
                            const char *const *known)
{
    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;
        g_autofree char *name = NULL;

        hexapla_xml_element_get_nth(element, i, &attribute);
        name = attribute.prefix != NULL ? g_strconcat(attribute.prefix, ":", attribute.name, NULL)
                                        : g_strdup(attribute.name);
        if (g_strv_contains(known, name))
            continue;
        if (attribute.prefix != NULL && attribute.uri != NULL &&
            strcmp(attribute.prefix, "xml") != 0)
            declare(self, attribute.prefix, attribute.uri);
        put_attribute(self, name, attribute.value, attribute.n);
    }
}

/**
 * hexapla_xml_copy_start:
 * @self: a copy
 * @element: the next start tag
 *
 * Since: 0.1
 */
void
hexapla_xml_copy_start(HexaplaXmlCopy *self, const HexaplaXmlElement *element)
{
    static const char *const nothing[] = {NULL};
    const char *name = hexapla_xml_element_get_name(element);
    const char *uri = hexapla_xml_element_get_namespace(element);
    const char *prefix = hexapla_xml_element_get_prefix(element);
    gboolean is_home = uri == NULL || g_str_has_prefix(uri, self->home);
    guint n_declared = self->prefixes->len;

    if (prefix == NULL)
        prefix = "ext";
    g_array_append_val(self->scopes, n_declared);
    g_ptr_array_add(self->names, is_home ? g_strdup(name) : g_strconcat(prefix, ":", name, NULL));
    g_string_append_printf(self->text, "<%s", (char *)self->names->pdata[self->names->len - 1]);
    if (!is_home)
        declare(self, prefix, uri);
    hexapla_xml_copy_attributes(self, element, nothing);
    g_string_append_c(self->text, '>');
}

/**
 * hexapla_xml_copy_put_text:
 * @self: a copy
 * @text: characters of an element
 * @n: bytes of @text
 *
 * Since: 0.1
 */
void
hexapla_xml_copy_put_text(HexaplaXmlCopy *self, const char *text, gsize n)
{
    put_escaped(self, text, n, FALSE);
}

/**
 * hexapla_xml_copy_end:
 * @self: a copy
 *
 * Copies an end tag.
 *
 * Returns: whether that was the end of the first element
 * Since: 0.1
 */
gboolean
hexapla_xml_copy_end(HexaplaXmlCopy *self)
{
    guint last = self->names->len - 1;

    g_string_append_printf(self->text, "</%s>", (char *)self->names->pdata[last]);
    g_ptr_array_set_size(self->prefixes, (int)g_array_index(self->scopes, guint, last));
    g_array_set_size(self->scopes, last);
    g_ptr_array_set_size(self->names, (int)last);
    return last == 0;
}
