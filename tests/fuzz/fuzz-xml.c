/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <libxml/xmlerror.h>
#include <string.h>

#include "base/xml.h"
#include "tests/fuzz/fuzz.h"

/* What the parser told, as XML again. */
typedef struct {
    HexaplaWriter *out;
    guint depth;
} Copy;

static void
put_attribute(Copy *self, const HexaplaXmlElement *element, const char *prefix, const char *name)
{
    gsize n;
    const char *value = hexapla_xml_element_get_attribute(element, prefix, name, &n);

    if (value == NULL)
        return;
    g_assert(g_utf8_validate_len(value, n, NULL));
    hexapla_writer_puts(self->out, prefix != NULL ? " xml:" : " ");
    hexapla_writer_puts(self->out, name);
    hexapla_writer_puts(self->out, "=\"");
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_ATTRIBUTE, value, n);
    hexapla_writer_puts(self->out, "\"");
}

static gboolean
copy_start(const HexaplaXmlElement *element, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Copy *self = user_data;
    const char *uri = hexapla_xml_element_get_namespace(element);

    self->depth++;
    g_assert(hexapla_xml_element_get_line(element) > 0);
    hexapla_writer_puts(self->out, "<");
    hexapla_writer_puts(self->out, hexapla_xml_element_get_name(element));
    if (uri != NULL)
        g_assert(g_utf8_validate(uri, -1, NULL));
    put_attribute(self, element, "xml", "lang");
    put_attribute(self, element, NULL, "id");
    put_attribute(self, element, NULL, "x");
    hexapla_writer_puts(self->out, ">");
    return TRUE;
}

static gboolean
copy_end(const char *name, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Copy *self = user_data;

    g_assert_cmpuint(self->depth, >, 0);
    self->depth--;
    hexapla_writer_puts(self->out, "</");
    hexapla_writer_puts(self->out, name);
    hexapla_writer_puts(self->out, ">");
    return TRUE;
}

static gboolean
copy_text(const char *text, gsize n, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Copy *self = user_data;

    g_assert_cmpuint(self->depth, >, 0);
    g_assert(g_utf8_validate_len(text, n, NULL));
    hexapla_writer_escape(self->out, HEXAPLA_ESCAPE_XML, text, n);
    return TRUE;
}

/* The copy, or NULL when the parser refused. */
static char *
copy(const char *xml, gsize n, gsize *n_copy)
{
    static const HexaplaXmlHandler handler = {copy_start, copy_end, copy_text};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(xml, (gssize)n, NULL);
    g_autoptr(GError) error = NULL;
    Copy self = {fuzz_writer_begin(), 0};
    gboolean ok = hexapla_xml_parse(in, "seed", &handler, &self, NULL, &error);
    g_autofree char *output = fuzz_writer_end(self.out, n_copy);

    g_assert(ok == (error == NULL));
    if (!ok) {
        g_assert(strpbrk(error->message, "\r\n") == NULL);
        return NULL;
    }
    g_assert_cmpuint(self.depth, ==, 0);
    return g_steal_pointer(&output);
}

static void
refuse_print(G_GNUC_UNUSED void *context, const char *format, ...)
{
    g_error("libxml2 would print “%s”", format);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    gsize n_first, n_second;
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;

    fuzz_begin();
    xmlSetGenericErrorFunc(NULL, refuse_print);
    first = copy((const char *)data, n, &n_first);
    if (first == NULL)
        return 0;
    second = copy(first, n_first, &n_second);
    g_assert(second != NULL);
    g_assert_cmpmem(first, n_first, second, n_second);
    return 0;
}
