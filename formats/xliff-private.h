/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the readers of XLIFF 1 and 2 share. */

#include "base/xml.h"
#include "document/extension.h"
#include "formats/format.h"
#include "formats/units.h"
#include "formats/xml-copy.h"

G_BEGIN_DECLS

typedef struct _HexaplaXliffReader HexaplaXliffReader;

typedef gboolean (*HexaplaXliffStart)(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                                      GError **error);
typedef gboolean (*HexaplaXliffEnd)(HexaplaXliffReader *self, GError **error);

typedef struct {
    const char *name;
    HexaplaXliffStart start; /* NULL: nothing to do */
    HexaplaXliffEnd end;     /* likewise */
} HexaplaXliffHandler;

/* A segment, or what stands between two of them. */
typedef struct {
    HexaplaContent source;
    HexaplaContent target;
    char *name;
    guint64 line; /* on which it begins */
    HexaplaState state;
    gboolean has_target;
    gboolean is_fuzzy;
    gboolean is_space;
} HexaplaXliffPiece;

/* Text that is not content, in strings of the reader, terminated. */
typedef struct {
    gsize id; /* G_MAXSIZE: none */
    gsize name;
    gsize text;
} HexaplaXliffRemark;

/* What documents have no place for, in @extras of the reader. */
typedef struct {
    gsize xml;
    gsize name; /* of an element; G_MAXSIZE for attributes */
    HexaplaExtensionPlace place;
} HexaplaXliffExtra;

/* Where characters go. */
typedef enum {
    HEXAPLA_XLIFF_NOWHERE,
    HEXAPLA_XLIFF_TO_TEXT,
    HEXAPLA_XLIFF_TO_DATA,
    HEXAPLA_XLIFF_TO_STRINGS,
} HexaplaXliffPlace;

struct _HexaplaXliffReader {
    const HexaplaReadOptions *options;
    HexaplaUnits units;
    char *stem;
    const HexaplaXliffHandler *handlers; /* NULL before the root */
    guint n_handlers;
    guint skipped; /* depth of an element that nobody reads */
    HexaplaXliffPlace place;
    guint64 line; /* of the last start tag */

    /* of the document and of the file at hand */
    char *source_language;
    char *target_language;
    char *id, *title, *url, *author, *date, *original;
    gboolean has_article;
    HexaplaBlockKind group_kind;
    gboolean is_in_group; /* whose units are the sentences of one block */
    int n_groups;         /* groups of any kind inside each other */

    /* of the unit at hand */
    gboolean is_in_unit;
    char *name;
    gboolean is_locked;
    gboolean is_approved;
    HexaplaJunk junk;
    HexaplaBlockKind kind;
    GArray *pieces; /* HexaplaXliffPiece */
    guint n_pieces;
    HexaplaXliffPiece whole; /* of XLIFF 1: the unit without its segmentation */
    gboolean is_target_segmented;
    GArray *remarks;  /* HexaplaXliffRemark */
    GHashTable *data; /* of XLIFF 2: id to markup */
    GString *strings;
    char *category; /* of metadata */

    HexaplaXmlCopy copy;
    gboolean is_copying;
    GString *extras;      /* of the file and the unit at hand, terminated */
    GArray *extra_places; /* HexaplaXliffExtra */

    HexaplaContent *content; /* where text goes; NULL outside of source and target */
    gboolean is_target;
    guint n_codes;     /* codes inside each other */
    GPtrArray *opened; /* ids and end data of elements that have text inside, two strings each */
};

extern const HexaplaXliffHandler hexapla_xliff1_handlers[];
extern const guint hexapla_n_xliff1_handlers;
extern const HexaplaXliffHandler hexapla_xliff2_handlers[];
extern const guint hexapla_n_xliff2_handlers;

guint hexapla_xliff_sniff_version(const guint8 *head, gsize n_head, char version);
gboolean hexapla_xliff_read(GInputStream *in, const HexaplaReadOptions *options,
                            HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable,
                            GError **error);

gboolean hexapla_xliff_fail(HexaplaXliffReader *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
void hexapla_xliff_take_attribute(const HexaplaXmlElement *element, const char *name, char **value);
gboolean hexapla_xliff_attribute_is(const HexaplaXmlElement *element, const char *name,
                                    const char *value);
void hexapla_xliff_keep(HexaplaXliffReader *self, const HexaplaXmlElement *element);
void hexapla_xliff_keep_attributes(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                                   HexaplaExtensionPlace place, const char *const *known);
HexaplaXliffPiece *hexapla_xliff_add_piece(HexaplaXliffReader *self);
void hexapla_xliff_begin_remark(HexaplaXliffReader *self, const char *prefix, const char *name);
const char *hexapla_xliff_end_remark(HexaplaXliffReader *self);
void hexapla_xliff_drop_remark(HexaplaXliffReader *self);
const char *hexapla_xliff_last_name(HexaplaXliffReader *self);
void hexapla_xliff_begin_file(HexaplaXliffReader *self);
gboolean hexapla_xliff_begin_group(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                                   GError **error);
gboolean hexapla_xliff_end_group(HexaplaXliffReader *self, GError **error);
gboolean hexapla_xliff_end_file(HexaplaXliffReader *self, GError **error);
void hexapla_xliff_begin_unit(HexaplaXliffReader *self);
gboolean hexapla_xliff_end_unit(HexaplaXliffReader *self, const char *block_name, GError **error);
gboolean hexapla_xliff_keep_origin(HexaplaXliffReader *self, const char *name, const char *text);
gboolean hexapla_xliff_check_between(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                                     GError **error);
gboolean hexapla_xliff_check_in_content(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                                        GError **error);
void hexapla_xliff_count_attributes(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                                    const char *const *known);
void hexapla_xliff_begin_content(HexaplaXliffReader *self, HexaplaContent *content,
                                 gboolean is_target);
gboolean hexapla_xliff_end_content(HexaplaXliffReader *self, GError **error);
void hexapla_xliff_find_kind(const char *tag, HexaplaBlockKind *kind);
void hexapla_xliff_find_junk(const char *tag, HexaplaJunk *junk);

G_END_DECLS
