/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* The tags and texts of XML that is known to be well-formed, with the bytes where each of them stands. */

G_BEGIN_DECLS

typedef enum {
    HEXAPLA_XML_TOKEN_TEXT,
    HEXAPLA_XML_TOKEN_START,
    HEXAPLA_XML_TOKEN_END,
    HEXAPLA_XML_TOKEN_EMPTY,
    HEXAPLA_XML_TOKEN_SKIPPED, /* comments, instructions, the document type */
    HEXAPLA_XML_TOKEN_CDATA,
} HexaplaXmlTokenKind;

typedef struct {
    HexaplaXmlTokenKind kind;
    gsize start;
    gsize end;
} HexaplaXmlToken;

gboolean hexapla_xml_scan(const char *bytes, gsize n, gsize position, HexaplaXmlToken *token);
char *hexapla_xml_token_dup_name(const HexaplaXmlToken *token, const char *bytes);
char *hexapla_xml_token_dup_attribute(const HexaplaXmlToken *token, const char *bytes,
                                      const char *name);

G_END_DECLS
