/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A page to read source and translation side by side; it needs no script and nothing from outside. */

#include "base/icu.h"
#include "formats/pairs.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    const char *source; /* languages of the part at hand */
    const char *target;
    guint64 n_rows;
} TableWriter;

static gpointer
table_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    TableWriter *self = g_new0(TableWriter, 1);

    self->out = out;
    self->options = options;
    HEXAPLA_PUT(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<title>Source and translation</title>\n"
                     "<style>table{border-collapse:collapse;width:100%}"
                     "td,th{border:1px solid #ccc;padding:.3em .6em;vertical-align:top;width:48%}"
                     "td:first-child,th:first-child{width:4%;color:#767676}"
                     "td{text-align:start;white-space:pre-wrap}</style>\n</head>\n<body>\n");
    return self;
}

static void
put_cell(TableWriter *self, const char *language, const char *text)
{
    HEXAPLA_PUT(self->out, "<td");
    hexapla_format_put_attribute(self->out, "lang", language);
    if (language != NULL)
        hexapla_format_put_attribute(self->out, "dir",
                                     hexapla_language_tag_is_rtl(language) ? "rtl" : "ltr");
    HEXAPLA_PUT(self->out, ">");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, text);
    HEXAPLA_PUT(self->out, "</td>");
}

static void
put_row(const HexaplaPair *pair, gpointer user_data)
{
    TableWriter *self = user_data;

    HEXAPLA_PUT(self->out, "<tr");
    hexapla_format_put_attribute(self->out, "id", pair->id);
    HEXAPLA_PUT(self->out, "><td>");
    hexapla_writer_put_uint(self->out, ++self->n_rows);
    HEXAPLA_PUT(self->out, "</td>");
    put_cell(self, self->source, pair->source);
    put_cell(self, self->target, pair->target);
    HEXAPLA_PUT(self->out, "</tr>\n");
}

static gboolean
table_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    TableWriter *self = writer;
    const char *title = hexapla_document_get_origin(part)->title;

    self->source = hexapla_document_get_language(part);
    self->target = hexapla_format_target_language(self->options, part);
    HEXAPLA_PUT(self->out, "<table>\n<caption>");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML,
                           title != NULL ? title : hexapla_format_article_id(part));
    HEXAPLA_PUT(self->out, "</caption>\n<tr><th></th><th>");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, self->source);
    HEXAPLA_PUT(self->out, "</th><th>");
    hexapla_writer_escapes(self->out, HEXAPLA_ESCAPE_XML, self->target != NULL ? self->target : "");
    HEXAPLA_PUT(self->out, "</th></tr>\n");
    hexapla_pairs_foreach(part, self->options, put_row, self);
    HEXAPLA_PUT(self->out, "</table>\n");
    return hexapla_writer_check(self->out, error);
}

static gboolean
table_end(gpointer writer, GError **error)
{
    g_autofree TableWriter *self = writer;

    HEXAPLA_PUT(self->out, "</body>\n</html>\n");
    return hexapla_writer_check(self->out, error);
}

const HexaplaFormat hexapla_format_html_table = {
    .name = "html-table",
    .title = "A page with source and translation side by side",
    .extensions = "html",
    .details = HEXAPLA_DETAIL_IDS,
    .traits = HEXAPLA_FORMAT_CARRIES_TARGETS,
    .begin = table_begin,
    .write = table_write,
    .end = table_end,
};
