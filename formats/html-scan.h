/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* The tags and texts of a page, with the bytes where each of them stands. */

G_BEGIN_DECLS

typedef enum {
    HEXAPLA_HTML_IS_INLINE = 0,
    HEXAPLA_HTML_IS_BLOCK = 1 << 0, /* begins and ends a block of text */
    HEXAPLA_HTML_IS_VOID = 1 << 1,  /* has no end tag */
    HEXAPLA_HTML_IS_RAW = 1 << 2,   /* holds no tags but its own end */
    HEXAPLA_HTML_IS_SKIP = 1 << 3,  /* its content is nothing to read */
    HEXAPLA_HTML_IS_FORM = 1 << 5,  /* a control of a form */
} HexaplaHtmlTraits;

typedef enum {
    HEXAPLA_HTML_OTHER,
#define HEXAPLA_HTML_ELEMENT(symbol, name, traits) HEXAPLA_HTML_##symbol,
#include "formats/html-elements.h"
#undef HEXAPLA_HTML_ELEMENT
    HEXAPLA_HTML_N_ELEMENTS,
    HEXAPLA_HTML_TEXT = HEXAPLA_HTML_N_ELEMENTS, /* no element: a run of characters */
} HexaplaHtmlElement;

typedef enum {
    HEXAPLA_HTML_TOKEN_TEXT,
    HEXAPLA_HTML_TOKEN_START,
    HEXAPLA_HTML_TOKEN_END,
    HEXAPLA_HTML_TOKEN_SKIPPED, /* comments, document types, what skipped elements hold */
} HexaplaHtmlTokenKind;

typedef struct {
    HexaplaHtmlTokenKind kind;
    HexaplaHtmlElement element;
    gsize start;
    gsize end;
} HexaplaHtmlToken;

/* Lives on the stack. */
typedef struct {
    const char *page;
    gsize n;
    gsize position;
    HexaplaHtmlElement raw; /* whose content comes next; HEXAPLA_HTML_OTHER for none */
} HexaplaHtmlScanner;

void hexapla_html_scanner_init(HexaplaHtmlScanner *self, const char *page, gsize n);
gboolean hexapla_html_scanner_next(HexaplaHtmlScanner *self, HexaplaHtmlToken *token);

gboolean hexapla_html_token_is_same(const char *page, const HexaplaHtmlToken *a,
                                    const HexaplaHtmlToken *b);

const char *hexapla_html_element_get_name(HexaplaHtmlElement element);
HexaplaHtmlTraits hexapla_html_element_get_traits(HexaplaHtmlElement element);

/* Walks over the attributes of a start tag. Values are as written, with their references. */
typedef struct {
    const char *p;
    const char *end;
    const char *name;
    gsize n_name;
    const char *value;
    gsize n_value;
} HexaplaHtmlAttributes;

void hexapla_html_attributes_init(HexaplaHtmlAttributes *self, const char *tag, gsize n);
gboolean hexapla_html_attributes_next(HexaplaHtmlAttributes *self);
gboolean hexapla_html_attributes_is(const HexaplaHtmlAttributes *self, const char *name);
const char *hexapla_html_find_attribute(const char *tag, gsize n, const char *name, gsize *n_value);

G_END_DECLS
