/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows of what a person should look at: symbol, tag, level, what it means and what to do.
 * A tag keeps its meaning for ever; `hexapla explain TAG` prints the last column. */

HEXAPLA_ISSUE(EMPTY_ARTICLE, "empty-article", WARNING,
              N_("The input holds no text. The output is valid and has one empty unit, because "
                 "most importers "
                 "refuse a file without units."))
HEXAPLA_ISSUE(
    ILLEGAL_CHARACTER, "illegal-character", WARNING,
    N_("The text holds control characters or noncharacters that XML 1.0 forbids. XLIFF 2 carries "
       "them as "
       "<cp>; in every other format U+FFFD stands in their place. The input is unchanged."))
HEXAPLA_ISSUE(SOURCE_ONLY_TMX, "source-only-tmx", WARNING,
              N_("A translation memory was asked for but there is only one language, so its units "
                 "hold no pairs. "
                 "Align the article with its translation to get a memory."))
HEXAPLA_ISSUE(SEGMENT_TOO_LONG, "segment-too-long", WARNING,
              N_("A sentence is longer than any editor shows. The article may lack punctuation; "
                 "the segment was cut "
                 "at a space."))
HEXAPLA_ISSUE(NAME_TWO_SPELLINGS, "name-two-spellings", INFO,
              N_("One name appears in spellings that differ only in apostrophes, hyphens or "
                 "spaces. They were made "
                 "one; the spelling of each place is recorded beside it."))
HEXAPLA_ISSUE(EMPTY_NAME, "empty-name", WARNING,
              N_("A glossary holds a term without letters, which names nothing. It is left out."))
HEXAPLA_ISSUE(
    REPEATED_NAME, "repeated-name", WARNING,
    N_("A spelling stands in a ledger twice. Where the two say the same, one of them can go; "
       "in a glossary that gives it two translations, only the first one is used."))
HEXAPLA_ISSUE(
    UNKNOWN_LANGUAGE, "unknown-language", INFO,
    N_("There is no data file for this language, so only the rules of its script apply: `hexapla "
       "languages` lists what is known."))
HEXAPLA_ISSUE(
    BROKEN_RECORD, "broken-record", ERROR,
    N_("A record of a corpus cannot be read, so its article is missing in the output; all others "
       "are there. Mend its line, or collect such lines with --rejects FILE. --fail-on error stops "
       "at the first one and writes nothing."))
HEXAPLA_ISSUE(
    DUPLICATE_ID, "duplicate-id", ERROR,
    N_("An earlier record of the same file has the same id, so that the translation of one article "
       "could be taken for that of the other. This one is missing in the output: give it an id of "
       "its own, or take another member for the id with --field id=NAME."))
HEXAPLA_ISSUE(LENIENT_SRX, "lenient-srx", WARNING,
              N_("The file of segmentation rules leaves out what SRX 2.0 requires. It is read as "
                 "the tools that write such files read it: rules of SRX 2.0 cascade unless the "
                 "file says otherwise."))
HEXAPLA_ISSUE(NO_SRX_RULES, "no-srx-rules", WARNING,
              N_("No languagemap of the SRX file is for this language, so every paragraph is one "
                 "segment. Add a languagemap, for instance one whose languagepattern is `.*`."))
HEXAPLA_ISSUE(
    NO_TRANSLATION, "no-translation", ERROR,
    N_("A sentence has no translation, or one that is fuzzy or not approved, and --missing "
       "error was given."))
HEXAPLA_ISSUE(
    UNTRANSLATED, "untranslated", WARNING,
    N_("Sentences have no translation, or one that is fuzzy or not approved. In the merged "
       "article stands their source, between double brackets with --missing mark."))
HEXAPLA_ISSUE(
    LOST_CODE, "lost-code", WARNING,
    N_("A translation has other codes (tags) than its sentence: some are missing or stand "
       "there twice, or belong to another sentence. What was opened is closed at the end "
       "of the sentence; a picture or link may be missing."))
HEXAPLA_ISSUE(
    INVALID_ELEMENT, "invalid-element", ERROR,
    N_("An element stands where its format does not allow it, or one that has to be there "
       "is missing. The message names the clause of the specification."))
HEXAPLA_ISSUE(INVALID_TEXT, "invalid-text", ERROR,
              N_("Text stands where its format allows only elements, or something else than the "
                 "format allows. The message names the clause of the specification."))
HEXAPLA_ISSUE(INVALID_ATTRIBUTE, "invalid-attribute", ERROR,
              N_("An attribute is unknown, missing, or forbidden beside another one. The message "
                 "names the clause of the specification."))
HEXAPLA_ISSUE(INVALID_VALUE, "invalid-value", ERROR,
              N_("An attribute has a value that its format does not allow. The message names the "
                 "clause of the specification."))
HEXAPLA_ISSUE(
    INVALID_LANGUAGE, "invalid-language", ERROR,
    N_("A language is missing, is no tag of BCP 47, or is not the one that the file says. "
       "Many tools find no text then, or take it for another language."))
HEXAPLA_ISSUE(REPEATED_ID, "repeated-id", ERROR,
              N_("Two things that have to be told apart have one id. Tools lose the translation of "
                 "one of them."))
HEXAPLA_ISSUE(BROKEN_REFERENCE, "broken-reference", ERROR,
              N_("A reference leads to nothing, to the wrong thing, or is written in a way that "
                 "nobody can follow."))
HEXAPLA_ISSUE(BROKEN_CODE, "broken-code", ERROR,
              N_("Codes (tags) inside a text do not fit together: one that opens has no end, its "
                 "halves differ, or a translation lacks or reorders codes that must stay."))
HEXAPLA_ISSUE(UNPAIRED_CODE, "unpaired-code", WARNING,
              N_("A code (tag) of an exchange file that opens something has no end in its segment, "
                 "or the other way round. Both halves are kept as what they are: halves. Told once "
                 "a file."))
HEXAPLA_ISSUE(
    UNIT_LANGUAGES, "unit-languages", WARNING,
    N_("A unit of a memory has one language only, or one language twice, or none of its "
       "languages is the source language. What stands first is the source then. Told once "
       "a file."))
HEXAPLA_ISSUE(NOT_CARRIED, "not-carried", WARNING,
              N_("Something of an exchange file has no place in the other format, or in what we "
                 "read of the first one: it is missing in the output as often as the message says. "
                 "The name is that of the element or attribute, or what it stands for."))
HEXAPLA_ISSUE(ENCODING_GUESSED, "encoding-guessed", WARNING,
              N_("`--encoding auto` was given and the text is neither UTF-8 nor has a byte order "
                 "mark, so detectors were asked. They err now and then, mostly in short texts: "
                 "look at the letters, and give the encoding by its name once it is known."))
HEXAPLA_ISSUE(DUPLICATE_ARTICLE, "duplicate-article", INFO,
              N_("`--dedup` was given, and this article equals one before, or nearly. It is junk with the reason "
                 "“duplicate”: marked in XLIFF, left out of other exports."))
HEXAPLA_ISSUE(
    UNCLEAR_LANGUAGE, "unclear-language", ERROR,
    N_("`--source auto` was given, and the language of this article is not clear: it is too short, "
       "mixes languages, or its script is not one of the language that its words tell. The article "
       "is "
       "missing in the output. Give its language in the record or with --source."))
HEXAPLA_ISSUE(LANGUAGE_IDENTIFIED, "language-identified", INFO,
              N_("`--source auto` was given, and this is the language that the words and the "
                 "script of the article "
                 "tell."))
HEXAPLA_ISSUE(WRONG_ENCODING, "wrong-encoding", WARNING,
              N_("A page, its server or an XML file says which encoding it is in, and its bytes "
                 "or its letters say that this is wrong. What they say is taken. Look at the "
                 "letters, and give the encoding with --encoding once it is known."))
HEXAPLA_ISSUE(
    STALE_DECISION, "stale-decision", WARNING,
    N_("A decision of a review could not be carried out: its sentence is not in the corpus, "
       "or was split in another way since, or the new translation would lose codes "
       "(tags), or has no known language. The others were carried out."))
HEXAPLA_ISSUE(NUMBER_DIFFERS, "number-differs", ERROR,
              N_("A number of the source is not in the translation, or the other way round. Digits of all scripts, separators, number words, months and Roman numerals are looked at."))
HEXAPLA_ISSUE(UNIT_DIFFERS, "unit-differs", ERROR,
              N_("A number has a unit or currency in the source that the translation does not have. Units are data of the language: src/languages."))
HEXAPLA_ISSUE(DATE_DIFFERS, "date-differs", ERROR,
              N_("A month or a day of the week of the source is not in the translation, as a word "
                 "or as the number of the month."))
HEXAPLA_ISSUE(ADDRESS_DIFFERS, "address-differs", ERROR,
              N_("A web or mail address or an account differs. It is right where the translation leads to a page in its own language: list such segments with --allow."))
HEXAPLA_ISSUE(PLACEHOLDER_DIFFERS, "placeholder-differs", ERROR,
              N_("What a program fills in, such as {0} or %s, or markup that stands in the text differs. A program may fail or show it to readers."))
HEXAPLA_ISSUE(BRACKET_DIFFERS, "bracket-differs", WARNING,
              N_("Brackets of the translation do not fit together, or some of the source are missing."))
HEXAPLA_ISSUE(QUOTATION_DIFFERS, "quotation-differs", WARNING,
              N_("Quotation marks of the translation do not fit together, or a quotation of the source is no quotation any more."))
HEXAPLA_ISSUE(END_DIFFERS, "end-differs", WARNING,
              N_("The translation ends with another kind of mark than the source, or with a mark that its language does not have."))
HEXAPLA_ISSUE(DIRECTION_UNBALANCED, "direction-unbalanced", WARNING,
              N_("Controls of the writing direction (U+202A to U+202E, U+2066 to U+2069) begin and do not end, so that the text behind them may be shown in the wrong order."))
HEXAPLA_ISSUE(SOURCE_LEFT, "source-left", WARNING,
              N_("The translation is the source, or four and more of its words in a row were left as they were."))
HEXAPLA_ISSUE(TEXT_DOUBLED, "text-doubled", WARNING,
              N_("A word or phrase stands in the translation twice in a row, and nothing in the source does."))
HEXAPLA_ISSUE(NAME_MISSING, "name-missing", WARNING,
              N_("The ledger has a form of a name in the language of the translation, and nothing like it is there: neither with clitics or endings nor in another spelling."))
HEXAPLA_ISSUE(NAME_OTHER_FORM, "name-other-form", WARNING,
              N_("A name stands in the translation in another spelling than the ledger approves."))
HEXAPLA_ISSUE(NAME_TWO_TRANSLATIONS, "name-two-translations", INFO,
              N_("A name that the ledger has no form for is spelled in two ways in the translation. "
                 "Choose one, and write it into the ledger."))
