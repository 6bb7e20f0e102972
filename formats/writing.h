/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the writers of several formats share. */

#include <string.h>

#include "base/limits.h"
#include "document/extension.h"
#include "document/note.h"
#include "document/pieces.h"
#include "document/target.h"
#include "formats/format.h"

G_BEGIN_DECLS

#define HEXAPLA_ID_SIZE 32

/**
 * HexaplaExtensionKind:
 * @HEXAPLA_EXTENSION_ATTRIBUTES: attributes
 * @HEXAPLA_EXTENSION_META: groups of metadata, which stand among ours
 * @HEXAPLA_EXTENSION_SKELETON: a skeleton inside of the file
 * @HEXAPLA_EXTENSION_OWN: elements of the format itself
 * @HEXAPLA_EXTENSION_FOREIGN: all others
 *
 * Which extensions are wanted.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_EXTENSION_ATTRIBUTES = 1,
    HEXAPLA_EXTENSION_META = 2,
    HEXAPLA_EXTENSION_OWN = 4,
    HEXAPLA_EXTENSION_FOREIGN = 8,
    HEXAPLA_EXTENSION_SKELETON = 16,
} HexaplaExtensionKind;

/* Writes a literal, whose length is known when it is compiled. */
#define HEXAPLA_PUT(out, literal) hexapla_writer_put(out, "" literal, sizeof(literal) - 1)

char *hexapla_format_write_id(char *p, char prefix, guint64 id, guint ordinal);
const char *hexapla_format_id(char buffer[HEXAPLA_ID_SIZE], char prefix, guint64 id, guint ordinal);
void hexapla_format_put_attribute(HexaplaWriter *out, const char *name, const char *value);
HexaplaDocument *hexapla_format_new_empty_part(const HexaplaFormatOptions *options);
HexaplaLedger *hexapla_format_new_ledger(const HexaplaFormatOptions *options);
void hexapla_format_put_id(HexaplaWriter *out, char prefix, guint64 id, guint ordinal);
const char *hexapla_format_file_id(char buffer[HEXAPLA_ID_SIZE], HexaplaDocument *part);
const char *hexapla_format_original_name(HexaplaDocument *part);
const char *hexapla_format_article_id(HexaplaDocument *part);
const char *hexapla_format_block_language(HexaplaDocument *part, guint block);
char *hexapla_format_dup_skeleton_href(HexaplaDocument *part);

gboolean hexapla_format_leaves_out(const HexaplaFormatOptions *options, const HexaplaBlock *block,
                                   gboolean can_mark);
gboolean hexapla_format_has_names(HexaplaDocument *part, gsize start, gsize end);
gboolean hexapla_format_is_respelled(HexaplaDocument *part, gsize start, gsize end);
const char *hexapla_format_target_language(const HexaplaFormatOptions *options,
                                           HexaplaDocument *part);
const HexaplaTarget *hexapla_format_find_target(const HexaplaFormatOptions *options,
                                                HexaplaDocument *part, guint segment);
const HexaplaTarget *hexapla_format_find_match(const HexaplaFormatOptions *options,
                                               HexaplaDocument *part, guint segment);
gboolean hexapla_format_has_codes(HexaplaDocument *part);

gboolean hexapla_format_put_extensions(HexaplaWriter *out, const char *dialect,
                                       HexaplaDocument *part, HexaplaExtensionPlace place,
                                       guint segment, HexaplaExtensionKind kind);

void hexapla_format_put_text(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part,
                             gsize start, gsize end);
void hexapla_format_put_original(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part,
                                 gsize start, gsize end);
void hexapla_format_put_spelling(HexaplaWriter *out, HexaplaEscape how, const HexaplaName *name);
void hexapla_format_put_cluster(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part,
                                guint name);
void hexapla_format_put_name_notes(HexaplaWriter *out, HexaplaEscape how, HexaplaDocument *part,
                                   gsize start, gsize end);

/**
 * HexaplaNameIter:
 *
 * Walks over the distinct names of a stretch, told apart by their spelling in the output; after
 * %HEXAPLA_MAX_NOTE_NAMES of them it ends. Lives on the stack; all fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    HexaplaDocument *part;
    gsize end;
    gboolean is_changed;
    guint mention;
    guint n_seen;
    guint64 seen[HEXAPLA_MAX_NOTE_NAMES];
} HexaplaNameIter;

void hexapla_name_iter_init(HexaplaNameIter *self, HexaplaDocument *part, gsize start, gsize end);
gboolean hexapla_name_iter_next(HexaplaNameIter *self, guint *mention);

/**
 * HexaplaChangeCursor:
 *
 * Tells which of growing stretches are changed, faster than hexapla_document_is_changed() does. All
 * fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    const HexaplaChange *change; /* the first one that ends behind the stretches so far */
    const HexaplaChange *end;
} HexaplaChangeCursor;

void hexapla_change_cursor_begin(HexaplaChangeCursor *self, HexaplaDocument *part);
gboolean hexapla_change_cursor_is_changed(HexaplaChangeCursor *self, gsize start, gsize end);

/* Returns the end of what was written into reserved room. */
static inline char *
hexapla_format_append(char *p, const char *text, gsize n)
{
    memcpy(p, text, n);
    return p + n;
}

/* The same of a literal, whose length is known when it is compiled. */
#define HEXAPLA_APPEND(p, literal) hexapla_format_append(p, "" literal, sizeof(literal) - 1)

/**
 * HexaplaLineCounter:
 *
 * Tells the lines of growing offsets in one pass over the text. All fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    const char *text;
    gsize n_text;
    gsize position;
    guint64 line;
    gboolean is_record;
    const HexaplaBlock *blocks;
    guint n_blocks; /* from the one at hand on */
} HexaplaLineCounter;

void hexapla_line_counter_begin(HexaplaLineCounter *self, HexaplaDocument *part);
guint64 hexapla_line_counter_at(HexaplaLineCounter *self, gsize position);

/**
 * HexaplaOffsetCounter:
 *
 * Tells the offsets in the article, bytes or code points, of growing offsets in its parts, in one
 * pass over the text. Begins as zeros and lives as long as the output. A copy counts on by itself.
 * All fields are private.
 *
 * Since: 0.1
 */
typedef struct {
    /*< private >*/
    gboolean in_chars;
    const char *text;
    gsize position;
    guint64 offset;
} HexaplaOffsetCounter;

void hexapla_offset_counter_begin(HexaplaOffsetCounter *self, const HexaplaFormatOptions *options,
                                  HexaplaDocument *part);
guint64 hexapla_offset_counter_at(HexaplaOffsetCounter *self, gsize position);
void hexapla_offset_counter_end(HexaplaOffsetCounter *self, HexaplaDocument *part);

G_END_DECLS
