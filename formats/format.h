/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "base/issue.h"
#include "base/tally.h"
#include "base/writer.h"
#include "document/document.h"
#include "document/ledger.h"

G_BEGIN_DECLS

/**
 * HexaplaDocumentFunc:
 * @part: (transfer full): the next part of an article; parts come in the order of the input
 * @user_data: the caller's
 * @error: set when the work has to stop
 *
 * Returns: whether the reader shall go on
 * Since: 0.1
 */
typedef gboolean (*HexaplaDocumentFunc)(HexaplaDocument *part, gpointer user_data, GError **error);

/**
 * HexaplaReadOptions:
 * @file: the input as the user named it, for messages and ids
 * @path: (nullable): the same as the file system has it, for formats of more than one file
 * @language: (nullable): source language (BCP 47); %NULL when the input has to say it
 * @target: (nullable): target language (BCP 47), for a format that holds several; %NULL for the first one
 * @encoding: (nullable): what the user says of the bytes, for a format that decodes them itself
 * @with_sources: whether the documents tell where their text came from, as #HexaplaRun and in their
 * codes
 * @fields: (nullable) (array zero-terminated=1): members of records that are not called as we call
 * them, `text=body`
 * @rejects: (nullable): takes the lines of records that are rejected, as they were
 * @losses: (nullable): counts what documents cannot carry
 * @issues: (nullable): takes what a person should look at
 *
 * In a format of records a broken one does not stop the reader: it is an issue of the level
 * %HEXAPLA_ISSUE_LEVEL_ERROR, and the next one is read.
 *
 * Since: 0.1
 */
typedef struct {
    const char *file;
    const char *path;
    const char *language;
    const char *target;
    const char *encoding;
    gboolean with_sources;
    const char *const *fields;
    HexaplaWriter *rejects;
    HexaplaTally *losses;
    HexaplaIssueSink *issues;
} HexaplaReadOptions;

/**
 * HexaplaJunkPolicy:
 * @HEXAPLA_JUNK_MARK: junk stays in formats that can mark it as not for translation, and is left out of others
 * @HEXAPLA_JUNK_DROP: junk is left out
 * @HEXAPLA_JUNK_KEEP: junk is text like any other
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_JUNK_MARK,
    HEXAPLA_JUNK_DROP,
    HEXAPLA_JUNK_KEEP,
} HexaplaJunkPolicy;

/**
 * HexaplaFormatOptions:
 * @source: (nullable): source language (BCP 47); %NULL when every article says it
 * @target: (nullable): target language
 * @junk: what becomes of junk
 * @copy_source: whether the source text also stands where the translation will
 * @one_segment_per_unit: whether every sentence is a unit, where units could hold several
 * @inline_terms: whether names are annotated inside the sentences
 * @offsets_in_chars: whether offsets count code points instead of bytes
 * @mentions: for ledgers: every mention instead of every name
 * @ledger: (nullable): for ledgers: what is known already
 * @suggest: for ledgers: whether names without a form in the target language get a generated one
 * @systems: (nullable) (array zero-terminated=1): for ledgers: how names are romanised
 * @glossary_header: (nullable): the first line of a glossary with commas
 * @date: (nullable): the time of the export, `YYYYMMDDThhmmssZ`; %NULL leaves it out
 * @losses: (nullable): counts what documents have and the format cannot carry
 * @issues: (nullable): takes what a person should look at
 *
 * Since: 0.1
 */
typedef struct {
    const char *source;
    const char *target;
    HexaplaJunkPolicy junk;
    gboolean copy_source;
    gboolean one_segment_per_unit;
    gboolean inline_terms;
    gboolean offsets_in_chars;
    gboolean mentions;
    HexaplaLedger *ledger;
    gboolean suggest;
    const char *const *systems;
    const char *glossary_header;
    const char *date;
    HexaplaTally *losses;
    HexaplaIssueSink *issues;
} HexaplaFormatOptions;

/**
 * HexaplaDetails:
 * @HEXAPLA_DETAIL_IDS: ids of blocks and segments
 * @HEXAPLA_DETAIL_CLUSTERS: which names have one bearer, and of what class it is
 * @HEXAPLA_ALL_DETAILS: all of these
 *
 * What takes time to work out and does not stand in every output.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_DETAIL_IDS = 1 << 0,
    HEXAPLA_DETAIL_CLUSTERS = 1 << 1,
    HEXAPLA_ALL_DETAILS = HEXAPLA_DETAIL_IDS | HEXAPLA_DETAIL_CLUSTERS,
} HexaplaDetails;

/**
 * HexaplaFormatTraits:
 * @HEXAPLA_FORMAT_DECODES: its files say themselves how they are encoded, as XML and HTML do, and
 * the reader gets their bytes as they are
 * @HEXAPLA_FORMAT_HOLDS_SEGMENTS: its files are not articles: they hold segments, mostly with their
 * translations
 * @HEXAPLA_FORMAT_CARRIES_TARGETS: its files have room for translations
 * @HEXAPLA_FORMAT_CARRIES_CODES: for codes
 * @HEXAPLA_FORMAT_CARRIES_STATES: for how far a translation is
 * @HEXAPLA_FORMAT_CARRIES_NOTES: for notes
 * @HEXAPLA_FORMAT_CARRIES_DOUBTS: for whether a translation has to be checked, and for no other state
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_FORMAT_DECODES = 1 << 0,
    HEXAPLA_FORMAT_HOLDS_SEGMENTS = 1 << 1,
    HEXAPLA_FORMAT_CARRIES_TARGETS = 1 << 2,
    HEXAPLA_FORMAT_CARRIES_CODES = 1 << 3,
    HEXAPLA_FORMAT_CARRIES_STATES = 1 << 4,
    HEXAPLA_FORMAT_CARRIES_NOTES = 1 << 5,
    HEXAPLA_FORMAT_CARRIES_DOUBTS = 1 << 6,
} HexaplaFormatTraits;

/**
 * HexaplaFormat:
 * @name: what users type after `--to`; never changes
 * @title: one line for `hexapla formats`
 * @extensions: `"txt;text"`
 * @details: what its output shows
 * @traits: what its files are
 * @sniff: (nullable): how many bits of evidence the first bytes of a file hold, 0 for not mine; %NULL when the format
 *   is chosen by its name only
 * @read: (nullable): reads articles and calls @func once a part
 * @begin: (nullable): starts an output; the options live until @end
 * @write: appends a part, in the order of the input
 * @end: finishes the output and frees the writer; without @error it is thrown away, and nobody is told anything
 * @read_ledger: (nullable): adds the names of a ledger to @ledger
 * @validate: (nullable): reports to @sink what schema and specification forbid
 * @put_target: (nullable): writes the target of a segment as it stands in an article of this format, in place of the
 *   bytes that hexapla_document_find_segment_source() tells; codes have their markup as data
 *
 * The whole contract of a format. Nothing but `base` and `document` is seen from here.
 *
 * Since: 0.1
 */
typedef struct {
    const char *name;
    const char *title;
    const char *extensions;
    HexaplaDetails details;
    HexaplaFormatTraits traits;

    guint (*sniff)(const guint8 *head, gsize n_head);
    gboolean (*read)(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                     gpointer user_data, GCancellable *cancellable, GError **error);
    gpointer (*begin)(HexaplaWriter *out, const HexaplaFormatOptions *options, GError **error);
    gboolean (*write)(gpointer writer, HexaplaDocument *part, GError **error);
    gboolean (*end)(gpointer writer, GError **error);
    gboolean (*read_ledger)(GInputStream *in, const HexaplaReadOptions *options,
                            HexaplaLedger *ledger, GCancellable *cancellable, GError **error);
    gboolean (*validate)(GInputStream *in, const HexaplaReadOptions *options,
                         HexaplaIssueSink *sink, GCancellable *cancellable, GError **error);
    gboolean (*put_target)(HexaplaWriter *out, HexaplaDocument *part, guint segment,
                           GError **error);
} HexaplaFormat;

const HexaplaFormat *const *hexapla_formats(guint *n);
const HexaplaFormat *hexapla_format_by_name(const char *name);
const HexaplaFormat *hexapla_format_by_extension(const char *path);
const HexaplaFormat *hexapla_format_for_input(const char *path, HexaplaFormatTraits traits);
const HexaplaFormat *hexapla_format_for_output(const char *path, HexaplaFormatTraits traits);
const HexaplaFormat *hexapla_format_sniff(const guint8 *head, gsize n_head);
const HexaplaFormat *hexapla_format_sniff_ledger(const guint8 *head, gsize n_head);

G_END_DECLS
