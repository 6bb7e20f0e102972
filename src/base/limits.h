/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Everything that grows has its maximum here; going past one is an error that a user can read. */

/* A part is the unit of work and of evidence. One MiB holds any real article whole, keeps a
 * worker's working set inside the second-level cache's reach, and makes the cost of a queue entry
 * invisible. */
#define HEXAPLA_MAX_PART_BYTES (1u << 20)

/* Segments are held by translators' editors in one field; past this the text lacks punctuation and
 * is cut at a space. */
#define HEXAPLA_MAX_SEGMENT_BYTES (1u << 16)

/* One write(2) of this size costs less than a percent of producing it. */
#define HEXAPLA_WRITER_BUFFER_BYTES (256u << 10)

/* Distinct spellings that an article may carry from one part to the next. A book has some
 * thousands. */
#define HEXAPLA_MAX_FOLD_NAMES (1u << 16)

/* Headings remembered within an article, to find the one that is repeated. */
#define HEXAPLA_MAX_FOLD_HEADINGS (1u << 12)

/* File ids remembered within a run, to keep ids unique: 8 bytes each, so at most 16 MiB of table.
 */
#define HEXAPLA_MAX_FOLD_IDS (1u << 20)

/* Names of one ledger: about 200 bytes each. */
#define HEXAPLA_MAX_LEDGER_NAMES (1u << 22)

/* Names listed for one sentence or paragraph: nobody reads more, and finding the distinct ones
 * stays linear. */
#define HEXAPLA_MAX_NOTE_NAMES 64

/* Words in one name: longer runs of capitals are headlines or shouting. */
#define HEXAPLA_MAX_NAME_WORDS 12

/* Elements inside elements. XLIFF and TMX need about ten; deeper files are attacks or accidents. */
#define HEXAPLA_MAX_XML_DEPTH 256

/* Attributes of one element, and bytes of one name or language tag. */
#define HEXAPLA_MAX_XML_ATTRIBUTES 256
#define HEXAPLA_MAX_XML_NAME_BYTES 1024

/* Text between two tags that a reader keeps in one piece. */
#define HEXAPLA_MAX_XML_TEXT_BYTES (1u << 20)

/* Workers: more threads than this only wait for the writer. */
#define HEXAPLA_MAX_JOBS 64

/* Outputs of one run; each holds one buffer. */
#define HEXAPLA_MAX_OUTPUTS 16
