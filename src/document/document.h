/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HexaplaBlockKind:
 * @HEXAPLA_BLOCK_PARAGRAPH: running text
 * @HEXAPLA_BLOCK_HEADING: a headline or the title of a section
 * @HEXAPLA_BLOCK_LIST_ITEM: an item, its marker included
 * @HEXAPLA_BLOCK_QUOTATION: a quotation set off from the text
 * @HEXAPLA_BLOCK_CAPTION: the words beside a picture or a player
 * @HEXAPLA_BLOCK_CELL: a cell of a table
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_BLOCK_PARAGRAPH,
    HEXAPLA_BLOCK_HEADING,
    HEXAPLA_BLOCK_LIST_ITEM,
    HEXAPLA_BLOCK_QUOTATION,
    HEXAPLA_BLOCK_CAPTION,
    HEXAPLA_BLOCK_CELL,
    HEXAPLA_N_BLOCK_KINDS
} HexaplaBlockKind;

/**
 * HexaplaJunk:
 * @HEXAPLA_JUNK_NONE: text of the article
 * @HEXAPLA_JUNK_COUNTER: numbers of views, comments, donations, minutes to read
 * @HEXAPLA_JUNK_SHARE: a row of share buttons
 * @HEXAPLA_JUNK_SUBSCRIBE: newsletters, channels, accounts to follow
 * @HEXAPLA_JUNK_PLEA: asks for money or support
 * @HEXAPLA_JUNK_CAPTION: prompts and credits of pictures and players
 * @HEXAPLA_JUNK_ADVERT: marks an advertisement
 * @HEXAPLA_JUNK_NAVIGATION: leads to other pages
 * @HEXAPLA_JUNK_NOTICE: cookies, copyright, terms of use
 * @HEXAPLA_JUNK_REPEATED_HEADLINE: equals an earlier heading once names are normalised
 * @HEXAPLA_JUNK_REPEATED_LINE: stands in many articles of its site
 * @HEXAPLA_JUNK_DUPLICATE: stands in an article before, or further up
 * @HEXAPLA_JUNK_LAYOUT: the number or time of a subtitle, the rule of a table
 * @HEXAPLA_JUNK_COMMENTS: what readers wrote below the article
 * @HEXAPLA_JUNK_RELATED: teasers of other articles
 * @HEXAPLA_JUNK_SIDEBAR: stands beside the article
 * @HEXAPLA_JUNK_FOOTER: stands below every article of the site
 * @HEXAPLA_JUNK_FORM: controls of a form and their labels
 * @HEXAPLA_JUNK_HIDDEN: is not shown until the reader does something
 * @HEXAPLA_JUNK_METADATA: author, date, keywords
 * @HEXAPLA_JUNK_OUTSIDE: stands apart from the article, and nothing says what it is
 *
 * Why a block is not part of the article.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_JUNK_NONE,
    HEXAPLA_JUNK_COUNTER,
    HEXAPLA_JUNK_SHARE,
    HEXAPLA_JUNK_SUBSCRIBE,
    HEXAPLA_JUNK_PLEA,
    HEXAPLA_JUNK_CAPTION,
    HEXAPLA_JUNK_ADVERT,
    HEXAPLA_JUNK_NAVIGATION,
    HEXAPLA_JUNK_NOTICE,
    HEXAPLA_JUNK_REPEATED_HEADLINE,
    HEXAPLA_JUNK_REPEATED_LINE,
    HEXAPLA_JUNK_DUPLICATE,
    HEXAPLA_JUNK_LAYOUT,
    HEXAPLA_JUNK_COMMENTS,
    HEXAPLA_JUNK_RELATED,
    HEXAPLA_JUNK_SIDEBAR,
    HEXAPLA_JUNK_FOOTER,
    HEXAPLA_JUNK_FORM,
    HEXAPLA_JUNK_HIDDEN,
    HEXAPLA_JUNK_METADATA,
    HEXAPLA_JUNK_OUTSIDE,
    HEXAPLA_N_JUNK
} HexaplaJunk;

/**
 * HexaplaRule:
 *
 * Why a segment ends where it ends, or why a terminator ends nothing.
 *
 * @HEXAPLA_RULE_BLOCK_END: the block ends
 * @HEXAPLA_RULE_TERMINATOR: a terminator, then something that begins a sentence
 * @HEXAPLA_RULE_ABBREVIATION_FINAL: an abbreviation that may end a sentence, before a word that
 * begins one
 * @HEXAPLA_RULE_TOO_LONG: cut at a space, because no editor holds such a segment
 * @HEXAPLA_RULE_SRX: a rule of the user's SRX file
 * @HEXAPLA_RULE_OVERRIDE: a person decided so
 * @HEXAPLA_RULE_ABBREVIATION: no break: the full stop belongs to an abbreviation
 * @HEXAPLA_RULE_INITIAL: no break: the full stop belongs to an initial
 * @HEXAPLA_RULE_NUMBER: no break: the full stop belongs to a number, an ordinal or a list marker
 * @HEXAPLA_RULE_INSIDE_WORD: no break: no white space follows
 * @HEXAPLA_RULE_LOWER_CASE: no break: the next word begins with a small letter
 * @HEXAPLA_RULE_PUNCTUATION_FOLLOWS: no break: the sentence goes on with punctuation
 * @HEXAPLA_RULE_GOES_ON: no break: in a script without capitals, who asked follows the question, or
 * anything an ellipsis
 * @HEXAPLA_RULE_SMALL_LETTERS: the writer of the block begins sentences with small letters
 * @HEXAPLA_RULE_MISSING_SPACE: a word that begins sentences stands directly behind the terminator
 * @HEXAPLA_RULE_LIST_ITEM: the next item of a list begins on the same line
 * @HEXAPLA_RULE_BEFORE_ELLIPSIS: a full stop, then an ellipsis with which the next one begins
 * @HEXAPLA_RULE_ADDRESS: an address of the web, then another one
 * @HEXAPLA_RULE_SPACE: a space, where the words before it or behind it tell that a sentence ends
 * @HEXAPLA_RULE_DATELINE: a colon behind the place and the agency of a report
 * @HEXAPLA_RULE_INNER_MARK: no break: in this language the mark stands inside sentences
 * @HEXAPLA_RULE_LONG_WORD: a full stop behind a word too long for an abbreviation, then a small
 * letter
 * @HEXAPLA_RULE_MARK: a colon or semicolon that ends sentences in this language
 * @HEXAPLA_RULE_ABBREVIATION_HERE: no break: elsewhere in the part the word has its full stop inside
 * a sentence
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_RULE_BLOCK_END,
    HEXAPLA_RULE_TERMINATOR,
    HEXAPLA_RULE_ABBREVIATION_FINAL,
    HEXAPLA_RULE_TOO_LONG,
    HEXAPLA_RULE_SRX,
    HEXAPLA_RULE_OVERRIDE,
    HEXAPLA_RULE_ABBREVIATION,
    HEXAPLA_RULE_INITIAL,
    HEXAPLA_RULE_NUMBER,
    HEXAPLA_RULE_INSIDE_WORD,
    HEXAPLA_RULE_LOWER_CASE,
    HEXAPLA_RULE_PUNCTUATION_FOLLOWS,
    HEXAPLA_RULE_GOES_ON,
    HEXAPLA_RULE_SMALL_LETTERS,
    HEXAPLA_RULE_MISSING_SPACE,
    HEXAPLA_RULE_LIST_ITEM,
    HEXAPLA_RULE_BEFORE_ELLIPSIS,
    HEXAPLA_RULE_ADDRESS,
    HEXAPLA_RULE_SPACE,
    HEXAPLA_RULE_DATELINE,
    HEXAPLA_RULE_INNER_MARK,
    HEXAPLA_RULE_LONG_WORD,
    HEXAPLA_RULE_MARK,
    HEXAPLA_RULE_ABBREVIATION_HERE,
    HEXAPLA_N_RULES
} HexaplaRule;

/**
 * HexaplaRole:
 *
 * What one apostrophe-like character is at its place, told before anything is changed.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_ROLE_UNKNOWN,
    HEXAPLA_ROLE_POSSESSIVE,  /* Iraq’s, Houthis’ */
    HEXAPLA_ROLE_CONTRACTION, /* didn’t, ’em */
    HEXAPLA_ROLE_ELISION,     /* l’armée */
    HEXAPLA_ROLE_NAME_LETTER, /* Kata’ib, Sana’a: hamza, ʿayn, ʻokina, a separator of syllables */
    HEXAPLA_ROLE_NAME_ELISION, /* O’Brien, d’Estaing */
    HEXAPLA_ROLE_LETTER,       /* a letter of ordinary words: об’єкт */
    HEXAPLA_ROLE_QUOTE_OPEN,   /* ‘terrorists */
    HEXAPLA_ROLE_QUOTE_CLOSE,  /* terrorists’ */
    HEXAPLA_ROLE_PLURAL,       /* 1990’s */
    HEXAPLA_ROLE_PRIME,        /* 6′ */
    HEXAPLA_N_ROLES
} HexaplaRole;

/**
 * HexaplaNameClass:
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_NAME_OTHER,
    HEXAPLA_NAME_PERSON,
    HEXAPLA_NAME_ORGANISATION,
    HEXAPLA_NAME_PLACE,
    HEXAPLA_N_NAME_CLASSES
} HexaplaNameClass;

/**
 * HexaplaRelation:
 * @HEXAPLA_RELATION_SPELLING: the name of its cluster, in this spelling
 * @HEXAPLA_RELATION_SHORT_FORM: part of it, such as a bare surname
 * @HEXAPLA_RELATION_ABBREVIATION: its abbreviation, such as KH
 *
 * How a spelling belongs to its cluster.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_RELATION_SPELLING,
    HEXAPLA_RELATION_SHORT_FORM,
    HEXAPLA_RELATION_ABBREVIATION,
    HEXAPLA_N_RELATIONS
} HexaplaRelation;

/**
 * HexaplaChangeReason:
 * @HEXAPLA_CHANGE_WRAP: a line was broken inside a sentence
 * @HEXAPLA_CHANGE_SPELLING: one name, one spelling
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_CHANGE_WRAP,
    HEXAPLA_CHANGE_SPELLING,
} HexaplaChangeReason;

/**
 * HexaplaBlock:
 * @start: first byte in the text of the part
 * @end: behind its last byte; white space at both ends stays outside
 * @id: made from its original text; the same text gives the same id in every article
 * @ordinal: 0, or how many blocks of the part with the same @id come before
 * @first_segment: index of its first segment
 * @n_segments: how many follow each other
 * @kind: what it is
 * @junk: why it is not text, or %HEXAPLA_JUNK_NONE
 * @line: of its source on which it begins, 1-based, where the lines of the text are not those of the source; else 0
 * @is_locked: whether an exchange file says that it is not for translation
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    guint64 id;
    guint32 ordinal;
    guint32 first_segment;
    guint32 n_segments;
    guint8 kind; /* HexaplaBlockKind */
    guint8 junk; /* HexaplaJunk */
    guint8 is_locked;
    guint32 line;
} HexaplaBlock;

/**
 * HexaplaSegment:
 * @start: first byte in the text of the part
 * @end: behind its last byte; the white space between sentences stays outside
 * @id: made from its original text
 * @ordinal: 0, or how many segments of the part with the same @id come before
 * @block: index of its block
 * @rule: why it ends here
 * @line: of its exchange file on which it begins, 1-based; else 0
 * @is_repeated: whether an equal sentence came before, where they are looked for
 *
 * A sentence.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    guint64 id;
    guint32 ordinal;
    guint32 block;
    guint32 line;
    guint8 rule; /* HexaplaRule */
    guint8 is_repeated;
} HexaplaSegment;

/**
 * HexaplaGoesOnFunc:
 * @segment: a sentence
 * @next: the next one of its block
 * @user_data: what hexapla_document_join_segments() was given
 *
 * Returns: whether the sentence goes on in the next one
 * Since: 0.1
 */
typedef gboolean (*HexaplaGoesOnFunc)(const HexaplaSegment *segment, const HexaplaSegment *next,
                                      gpointer user_data);

/**
 * HexaplaMark:
 * @offset: of the character in the text of the part
 * @length: its bytes
 * @role: what it is here
 *
 * An apostrophe-like character.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 offset;
    guint8 length;
    guint8 role; /* HexaplaRole */
} HexaplaMark;

/**
 * HexaplaMention:
 * @start: first byte in the text of the part
 * @end: behind its last byte
 * @name: index of its spelling
 *
 * A name at a place. Mentions are in the order of the text and never overlap.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 name;
} HexaplaMention;

/**
 * HexaplaName:
 * @text: the spelling as the author wrote it, UTF-8, not terminated; owned by the document
 * @length: its bytes
 * @count: how often it stands in the part
 * @key: equal for spellings that differ only in marks, hyphens and spaces
 * @cluster: index of the name that stands for all spellings, short forms and abbreviations of one
 * bearer; its own index when it stands for itself
 * @name_class: person, organisation, place or other
 * @relation: how it belongs to its cluster
 * @is_approved: whether a ledger says that a person approved what stands for it
 * @canonical: (nullable): the spelling that stands in the output instead; owned by the document
 * @form: (nullable): the name in the target language, where a ledger has it, or as it was generated;
 * lives as long as the ledger and the document
 * @is_suggested: whether @form was generated, and nobody has approved or seen it
 *
 * One spelling of a name in a part.
 *
 * Since: 0.1
 */
typedef struct {
    const char *text;
    guint32 length;
    guint32 count;
    guint64 key;
    guint32 cluster;
    guint8 name_class; /* HexaplaNameClass */
    guint8 relation;   /* HexaplaRelation */
    guint8 is_approved;
    const char *canonical;
    const char *form;
    guint8 is_suggested;
} HexaplaName;

/**
 * HexaplaChange:
 * @start: first byte of the original in the text of the part
 * @end: behind its last byte
 * @text: what stands there in the output; owned by the document
 * @reason: why
 *
 * The text of a part is never edited: what differs in the output is listed beside it. Changes are
 * in the order of the text and never overlap.
 *
 * Since: 0.1
 */
typedef struct {
    guint32 start;
    guint32 end;
    const char *text;
    guint8 reason; /* HexaplaChangeReason */
} HexaplaChange;

/**
 * HexaplaOrigin:
 * @file: (nullable): the input as the user named it
 * @id: (nullable): of the article, as its source gives it, else the file's name without folder and
 * extension
 * @title: (nullable): of the article
 * @url: (nullable): its address
 * @author: (nullable): who wrote it
 * @date: (nullable): as its source gives it
 * @key: (nullable): what the versions of the article in other languages have, too
 * @original: (nullable): relative address of the file it was taken from, as an exchange file tells it
 * @encoding: (nullable): of the bytes that the reader got, where it decoded them itself and they
 *   were not UTF-8
 * @offset: bytes of the article, as UTF-8, before this part
 * @line: line of the article's source on which this part begins, 1-based
 * @is_record: whether the whole article stands on @line, so that line ends in its text are not
 * those of its source
 * @is_page: whether the article is a page of HTML inside a record
 * @record: in an archive, where its record begins: bytes of the file as it lies on the disk
 * @part: 0 for the first part of an article
 * @is_archived: whether the article stands in an archive of many
 * @is_last: whether it is also the last one
 * @is_exchange: whether it was read from an exchange file, so that nobody knows the offsets and lines
 * of its article
 * @has_local_names: whether the names of its segments hold in the article only
 *
 * Where a part came from.
 *
 * Since: 0.1
 */
typedef struct {
    char *file;
    char *id;
    char *title;
    char *url;
    char *author;
    char *date;
    char *key;
    char *original;
    char *encoding;
    guint64 offset;
    guint64 line;
    guint64 record;
    guint part;
    gboolean is_archived;
    gboolean is_record;
    gboolean is_page;
    gboolean is_last;
    gboolean is_exchange;
    gboolean has_local_names;
} HexaplaOrigin;

#define HEXAPLA_TYPE_DOCUMENT (hexapla_document_get_type())
G_DECLARE_FINAL_TYPE(HexaplaDocument, hexapla_document, HEXAPLA, DOCUMENT, GObject)

HexaplaDocument *hexapla_document_new(const char *language, char *text, gsize n);

const char *hexapla_document_get_language(HexaplaDocument *self);
void hexapla_document_set_language(HexaplaDocument *self, const char *language);
const char *hexapla_document_get_block_language(HexaplaDocument *self, guint block);
void hexapla_document_set_block_language(HexaplaDocument *self, guint block, const char *language);
const char *hexapla_document_get_text(HexaplaDocument *self, gsize *n);
void hexapla_document_take_text(HexaplaDocument *self, char *text, gsize n);
HexaplaOrigin *hexapla_document_get_origin(HexaplaDocument *self);
guint64 hexapla_document_get_file_id(HexaplaDocument *self, guint *ordinal);
void hexapla_document_set_file_id(HexaplaDocument *self, guint64 id, guint ordinal);

guint hexapla_document_add_block(HexaplaDocument *self, HexaplaBlockKind kind, gsize start,
                                 gsize end);
HexaplaBlock *hexapla_document_get_blocks(HexaplaDocument *self, guint *n);

void hexapla_document_add_segment(HexaplaDocument *self, guint block, gsize start, gsize end,
                                  HexaplaRule rule);
HexaplaSegment *hexapla_document_get_segments(HexaplaDocument *self, guint *n);
void hexapla_document_join_segments(HexaplaDocument *self, HexaplaGoesOnFunc goes_on,
                                    gpointer user_data);
void hexapla_document_assign_ids(HexaplaDocument *self);

void hexapla_document_add_mark(HexaplaDocument *self, gsize offset, gsize length, HexaplaRole role);
HexaplaMark *hexapla_document_get_marks(HexaplaDocument *self, guint *n);

guint hexapla_document_add_mention(HexaplaDocument *self, gsize start, gsize end,
                                   HexaplaNameClass name_class);
guint hexapla_document_add_name(HexaplaDocument *self, gsize start, gsize end);
void hexapla_document_repeat_name(HexaplaDocument *self, gsize start, gsize end, guint name,
                                  HexaplaNameClass name_class);
void hexapla_document_forget_mentions(HexaplaDocument *self);
HexaplaMention *hexapla_document_get_mentions(HexaplaDocument *self, guint *n);
HexaplaName *hexapla_document_get_names(HexaplaDocument *self, guint *n);

void hexapla_document_add_change(HexaplaDocument *self, gsize start, gsize end, const char *text,
                                 HexaplaChangeReason reason);
void hexapla_document_sort_changes(HexaplaDocument *self);
HexaplaChange *hexapla_document_get_changes(HexaplaDocument *self, guint *n);
const char *hexapla_document_intern(HexaplaDocument *self, const char *text, gsize n);

void hexapla_document_set_target(HexaplaDocument *self, guint segment, const char *text, gsize n);
const char *hexapla_document_get_target(HexaplaDocument *self, guint segment);

const char *hexapla_block_kind_get_tag(HexaplaBlockKind kind);
const char *hexapla_junk_get_tag(HexaplaJunk junk);
const char *hexapla_rule_get_tag(HexaplaRule rule);
const char *hexapla_role_get_tag(HexaplaRole role);
const char *hexapla_name_class_get_tag(HexaplaNameClass name_class);
const char *hexapla_relation_get_tag(HexaplaRelation relation);

G_END_DECLS
