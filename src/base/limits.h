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

/* After so many bytes the disk begins to write. */
#define HEXAPLA_WRITEBACK_BYTES (4 << 20)

/* Distinct spellings that an article may carry from one part to the next. A book has some
 * thousands. */
#define HEXAPLA_MAX_FOLD_NAMES (1u << 13)

/* Headings remembered within an article, to find the one that is repeated. */
#define HEXAPLA_MAX_FOLD_HEADINGS (1u << 12)

/* File ids remembered within a run, to keep ids unique: 8 bytes each, so at most 16 MiB of table.
 */
#define HEXAPLA_MAX_FOLD_IDS (1u << 20)

/* Names of one ledger: about 200 bytes each. */
#define HEXAPLA_MAX_LEDGER_NAMES (1u << 22)

/* A cell of a ledger. The longest names of institutions have some hundred bytes. */
#define HEXAPLA_MAX_LEDGER_CELL_BYTES (4u << 10)

/* Columns of a ledger: our own and one a language. */
#define HEXAPLA_MAX_LEDGER_COLUMNS 128

/* Terms of one concept of a glossary, all languages together. */
#define HEXAPLA_MAX_CONCEPT_TERMS (1u << 16)

/* Words and marks of one name in a ledger. At each word of a text at most so many steps are taken
 * to see whether a name begins there. */
#define HEXAPLA_MAX_LEDGER_WORDS 64

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

/* Machines that share one corpus; array jobs are smaller. */
#define HEXAPLA_MAX_SHARDS 1000000

/* Outputs of one run; each holds one buffer. */
#define HEXAPLA_MAX_OUTPUTS 16

/* Objects and arrays inside each other in a record. Articles need three. */
#define HEXAPLA_MAX_JSON_DEPTH 256

/* A line of a corpus. A book has a few MiB; a line is held whole while its article is handed over
 * in parts. */
#define HEXAPLA_MAX_RECORD_BYTES (32u << 20)

/* Id, language, title, address and date of a record: each is held for every part and written into
 * attributes. */
#define HEXAPLA_MAX_FIELD_BYTES (16u << 10)

/* A language tag; RFC 5646 §4.4.1 finds 35 enough. */
#define HEXAPLA_MAX_LANGUAGE_TAG_BYTES 128

/* Ids remembered within a corpus, to find those that stand twice: 8 bytes each, so at most 16 MiB
 * of table. */
#define HEXAPLA_MAX_RECORD_IDS (1u << 20)

/* Languages of one corpus and of one run; each holds its rules. More than anybody has collected
 * articles in. */
#define HEXAPLA_MAX_LANGUAGES 512

/* Files of one run, folders read and lists included: about 100 bytes each. */
#define HEXAPLA_MAX_INPUTS (1u << 22)

/* A record of a web archive, and a page that it holds once it is unpacked. Crawlers cut pages off at
 * a few MiB at most. */
#define HEXAPLA_MAX_PAYLOAD_BYTES (16u << 20)

/* The headers of such a record; servers refuse larger ones. */
#define HEXAPLA_MAX_HEADERS_BYTES (64u << 10)

/* Memory that a user may give to the look for duplicates. */
#define HEXAPLA_MAX_DEDUP_MIB (64 << 10)

/* Lines that are counted over the articles of a corpus, some 200 bytes each, and their sites. */
#define HEXAPLA_MAX_REFRAINS (1u << 18)
#define HEXAPLA_MAX_REFRAIN_SITES (1u << 16)

/* A path in a list; Linux takes 4095. */
#define HEXAPLA_MAX_PATH_BYTES (8u << 10)

/* A row of a dictionary or of a lexicon: a few words. */
#define HEXAPLA_MAX_ROW_BYTES (64u << 10)

/* Folders inside folders; a path ends at about 2000 of them. */
#define HEXAPLA_MAX_FOLDER_DEPTH 256

/* First bytes of an input that say which format it is. */
#define HEXAPLA_SNIFF_BYTES 4096

/* First bytes of an input that say whether it is compressed and how it is encoded: enough for the
 * statistics of detectors. */
#define HEXAPLA_INPUT_PEEK_BYTES (64u << 10)

/* Time for the writer of a named pipe to come, when the reader was started first. */
#define HEXAPLA_MAX_PIPE_WAIT_MS 5000

/* Members of compressed data that are noted before anybody asks for them: what a buffer can hold. */
#define HEXAPLA_MAX_NOTED_MEMBERS HEXAPLA_INPUT_PEEK_BYTES

/* And where damage is survived: some tens of pages, so that the next one is found in most cases when
 * the end of a cut one is noticed late. */
#define HEXAPLA_SURVIVOR_BUFFER_BYTES (1u << 20)

/* Compressed bytes handled at once. */
#define HEXAPLA_PACKED_BUFFER_BYTES (64u << 10)

/* Bits of the history that Zstandard data may refer to. 2^27 bytes is what `zstd` itself accepts
 * unless told otherwise. */
#define HEXAPLA_MAX_ZSTD_WINDOW_BITS 27

/* A regular expression of a rule file; the longest ones list some hundred abbreviations. */
#define HEXAPLA_MAX_REGEX_BYTES (64u << 10)

/* Steps that the expressions of a rule file may take on a paragraph, and more for each of its bytes:
 * about a hundred times what real rules need. */
#define HEXAPLA_MAX_REGEX_STEPS (1u << 22)
#define HEXAPLA_MAX_REGEX_STEPS_A_BYTE 1000u

/* What backtracking may remember; ICU's own default. */
#define HEXAPLA_MAX_REGEX_STACK_BYTES (8 << 20)

/* UTF-16 units in front of a break that a rule may be about; other engines look back 100. */
#define HEXAPLA_MAX_REGEX_LOOK_BACK 1024

/* Rules of one file, lists and maps included. The largest real files have some thousands. */
#define HEXAPLA_MAX_SRX_RULES (1u << 16)

/* Decisions of people about breaks: some 100 bytes each. */
#define HEXAPLA_MAX_OVERRIDES (1u << 20)

/* One of them: a line with the text around its place. */
#define HEXAPLA_MAX_OVERRIDE_BYTES (8u << 10)

/* Sentences of an export that is compared: some 300 bytes each. */
#define HEXAPLA_MAX_SNAPSHOT_SENTENCES (1u << 24)

/* Findings that people have allowed: some 100 bytes each. */
#define HEXAPLA_MAX_ALLOWANCES (1u << 20)

/* Lines of a paragraph of Markdown in which links may begin: md4c before 0.5 looks for their ends in
 * time that grows with the square of them. */
#define HEXAPLA_MAX_MARKDOWN_LINES 16384

/* A page of the web; the longest ones hold laws and tables and have some MiB. */
#define HEXAPLA_MAX_PAGE_BYTES (32u << 20)

/* Elements inside elements of a page. Browsers stop at 512, too. */
#define HEXAPLA_MAX_HTML_DEPTH 512

/* Text, codes and their markup of one unit of an exchange file: more than any translator's tool
 * takes. */
#define HEXAPLA_MAX_UNIT_BYTES (8u << 20)

/* Source text and units of an exchange file that are handed over at once: translations, notes and
 * ids come on top, and a memory of any size has to pass. */
#define HEXAPLA_MAX_UNITS_BYTES (128u << 10)
#define HEXAPLA_MAX_UNITS (1u << 11)

/* Names that one tally tells apart: elements of foreign files make any number. */
#define HEXAPLA_MAX_TALLY_NAMES 256

/* Sentences of a page for review: browsers open it in a second or two, and it fits into a mail. */
#define HEXAPLA_MAX_REVIEW_SEGMENTS 20000u

/* A decision about one: its translation, and twice that where each byte is escaped. */
#define HEXAPLA_MAX_DECISION_BYTES (1u << 20)
