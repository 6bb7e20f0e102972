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
HEXAPLA_ISSUE(
    UNKNOWN_LANGUAGE, "unknown-language", INFO,
    N_("There is no data file for this language, so only the rules of its script apply: `hexapla "
       "languages` lists what is known."))
