/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HexaplaEscape:
 * @HEXAPLA_ESCAPE_NONE: as it is
 * @HEXAPLA_ESCAPE_XML: content of an element; what XML 1.0 §2.2 forbids becomes U+FFFD
 * @HEXAPLA_ESCAPE_XML_CP: content of an XLIFF 2 element; what XML forbids becomes `<cp hex="…"/>`
 * (XLIFF 2.1 §4.2.3.1)
 * @HEXAPLA_ESCAPE_ATTRIBUTE: value of an attribute in double quotes
 * @HEXAPLA_ESCAPE_JSON: inside a JSON string (RFC 8259 §7)
 * @HEXAPLA_ESCAPE_TSV: a cell: tab, line feed, carriage return and backslash become \t \n \r \\
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_ESCAPE_NONE,
    HEXAPLA_ESCAPE_XML,
    HEXAPLA_ESCAPE_XML_CP,
    HEXAPLA_ESCAPE_ATTRIBUTE,
    HEXAPLA_ESCAPE_JSON,
    HEXAPLA_ESCAPE_TSV,
} HexaplaEscape;

/**
 * HexaplaWriter:
 *
 * The one way out. A file is written beside its place and appears there whole on
 * hexapla_writer_commit(), or not at all. Errors stick: the first one is kept, later calls do
 * nothing, and commit reports it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaWriter HexaplaWriter;

HexaplaWriter *hexapla_writer_new(const char *path, GError **error);
HexaplaWriter *hexapla_writer_new_for_text(GString *text);
gboolean hexapla_writer_sync(HexaplaWriter *self, GError **error);
gboolean hexapla_writer_commit(HexaplaWriter *self, GError **error);
void hexapla_writer_free(HexaplaWriter *self);
gboolean hexapla_writer_check(HexaplaWriter *self, GError **error);

void hexapla_writer_put(HexaplaWriter *self, const char *bytes, gsize n);
char *hexapla_writer_reserve(HexaplaWriter *self, gsize n);
void hexapla_writer_advance(HexaplaWriter *self, const char *end);
void hexapla_writer_puts(HexaplaWriter *self, const char *text);
void hexapla_writer_put_uint(HexaplaWriter *self, guint64 number);
void hexapla_writer_escape(HexaplaWriter *self, HexaplaEscape how, const char *text, gsize n);
void hexapla_writer_escapes(HexaplaWriter *self, HexaplaEscape how, const char *text);
char *hexapla_writer_dup_escaped(HexaplaEscape how, const char *text);

void hexapla_writer_unlink_temporaries(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaWriter, hexapla_writer_free)

G_END_DECLS
