/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "formats/markup.h"

/* The marks around the words of a block. The parser tells in what order they come and where the words
 * stand; what stands between the words are the marks. */

G_BEGIN_DECLS

typedef enum {
    HEXAPLA_MARKDOWN_EMPHASIS,
    HEXAPLA_MARKDOWN_STRONG,
    HEXAPLA_MARKDOWN_DELETED,
    HEXAPLA_MARKDOWN_CODE,
    HEXAPLA_MARKDOWN_LINK,
    HEXAPLA_MARKDOWN_IMAGE,
    HEXAPLA_MARKDOWN_SOFT_BREAK, /* a line ends inside a sentence */
    HEXAPLA_MARKDOWN_BREAK,
} HexaplaMarkdownMark;

typedef struct {
    HexaplaMarkdownMark mark;
    gboolean is_end;
} HexaplaMarkdownItem;

const char *hexapla_markdown_skip_item(const HexaplaMarkdownItem *item, const char *p,
                                       const char *end);
const char *hexapla_markdown_find_item(const HexaplaMarkdownItem *item, const char *start,
                                       const char *p);

G_END_DECLS
