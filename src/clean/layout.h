/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/**
 * HexaplaLayoutLine:
 *
 * A line without the white space around it.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 columns;    /* a Chinese character takes two */
    guint32 first_word; /* columns of its first word */
    gboolean after_blank;
    gboolean flows; /* one space stands behind it */
} HexaplaLayoutLine;

/* structure.c: what holds no words of the article. */
void hexapla_layout_add_junk(HexaplaDocument *document, gsize start, gsize end);

/* tables.c: rows of cells that tabs, pipes or runs of spaces part. */
guint hexapla_tables_count_rows(const char *text, const HexaplaLayoutLine *lines, guint n);
void hexapla_tables_add_rows(HexaplaDocument *document, const HexaplaLayoutLine *lines, guint n);

/* subtitles.c: what stands between the words of subtitles. */
gboolean hexapla_subtitles_have_times(const char *text, const HexaplaLayoutLine *lines, guint n);
gboolean hexapla_subtitles_is_layout(const char *text, const HexaplaLayoutLine *lines, guint n);
gboolean hexapla_subtitles_goes_on(const char *text, const HexaplaLayoutLine *line,
                                   const HexaplaLayoutLine *next);
guint hexapla_subtitles_find_next(const char *text, const HexaplaLayoutLine *lines, guint n);

G_END_DECLS
