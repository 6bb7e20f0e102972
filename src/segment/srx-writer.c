/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/srx-writer.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

/* What segmenter.c decides, in regular expressions that ICU and Java read alike: classes are written
 * out, because \s of Java is ASCII, and what stands in front of a break has no quantifier without
 * end and no group a counted one, because engines put it into a look-behind. */

#define SPACES "\\s\\u0085\\u00A0\\u1680\\u2000-\\u200B\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF"
#define SPACE "[" SPACES "]"
#define LETTER "[\\p{L}\\p{M}]"
/* Georgian has capitals for whole lines only. */
#define LOWER "(?![ა-ჿ])\\p{Ll}"
#define CASELESS "\\p{Lo}\\p{Lm}\\p{M}ა-ჿ"
#define BEGIN "[\\p{Lu}\\p{Lt}" CASELESS "]"
#define UPPER "[\\p{Lu}\\p{Lt}]"
#define WORDS "\\p{L}\\p{M}\\p{Nd}.\\-'’"
#define MARKS "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069"
#define QUOTES "\"'{`¡¿„‚\\p{Pi}"
#define OPENERS "\"'(\\[{`¡¿\\p{Ps}\\p{Pi}"
#define CLOSERS "\"')\\]}\\p{Pe}\\p{Pf}"
#define STRAIGHT "\"'`"
#define STOPS ".!?…"

/* A mark that opens in one language closes in another when white space follows. */
#define CLOSER "[" CLOSERS MARKS "“‘«‹]"
#define CLOSED CLOSER "{0,8}"
#define GESTURES                                                                                     \
    "☺✊✋✨\\x{1F389}\\x{1F38A}\\x{1F44A}-\\x{1F450}\\x{1F48B}\\x{1F490}\\x{1F493}-\\x{1F49F}" \
    "\\x{1F4AA}\\x{1F4AF}\\x{1F525}\\x{1F600}-\\x{1F64F}\\x{1F90C}-\\x{1F92F}"                       \
    "\\x{1F970}-\\x{1F97A}\\x{1F9D0}\\x{1F9E1}\\x{1FAE0}-\\x{1FAF8}"
#define EMOJI                                                                                                                                           \
    "☺⌚⌛⏩-⏬⏰⏳◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗➕-➗➰➿⬛⬜⭐⭕" \
    "\\uFE0F\\u200D\\x{1F300}-\\x{1FAFF}"
#define NARROW ".!?։؞؟۔।॥၊။።፧፨។៕…‼‽⁇⁈⁉" GESTURES
#define WIDE "。！．？｡"
#define NOTE "\\[[0-9][0-9 ,\\-]{0,20}\\]"
#define PLAIN_END "[" NARROW WIDE "]" CLOSED
#define SPACED_END PLAIN_END SPACE "{1,2}(?:[»›)\\]]|'')" CLOSER "{0,2}"
#define EMOJI_END PLAIN_END "[" SPACES EMOJI "]{0,8}[" EMOJI "]"
#define NOTE_END PLAIN_END SPACE "{0,1}" NOTE
#define FACE_END PLAIN_END SPACE "{0,2}[:;=][\\-']?[)(DPp]{1,5}"
#define SENTENCE_END "(?:" PLAIN_END "|" SPACED_END "|" EMOJI_END "|" NOTE_END "|" FACE_END ")"

/* White space and opening marks, to the first word behind them. */
#define TO_NEXT "[" SPACES OPENERS MARKS "]*+(?:,,[" SPACES OPENERS "]*+)?"
#define CONTINUES "(?!,,)[,;:№،؛、。，：；.!?]"
/* In Hebrew a quotation mark may stand inside an abbreviation, and an article in front of one in
 * Romance languages. */
#define WORD_START "(?<![\\p{L}\\p{M}\\p{Nd}.\\-])(?<![א-ת][\"״])"
/* What can be no abbreviation nor part of an address. */
#define WHOLE_WORD(first)                                                                          \
    "(?<![^" SPACES OPENERS "])" first "[\\p{L}\\p{M}\\p{Nd}\\-'’]{0,40}" LOWER
#define GLUED "[" STOPS "]{1,5}[" CLOSERS "]{0,3}"
#define WORD_END "[" SPACES "'’,?!]"

/* Characters of a clause in front of a word that begins sentences, as in own-ends.c. */
#define MIN_CLAUSE 8

typedef struct {
    const char *break_here;
    const char *before;
    const char *after;
} Rule;

/* For every language, behind its own rules. */
static const Rule common_rules[] = {
    /* 1. The first item. 2. The next */
    {"no", "^[•‣⁃▪▫●◦]?" SPACE "{0,1}(?:[0-9]{1,3}|[A-Za-z]|[ivx]{2,5})\\." CLOSED, SPACE},
    {"no", "(?:\\p{L}{2}\\p{Ll}|[" CLOSERS "])[.;:]" SPACE "{1,2}[0-9]{1,4}\\.",
     SPACE TO_NEXT BEGIN},
    /* « Non ! » */
    {"no", PLAIN_END, SPACE "++(?:[»›)\\]]|'')" CLOSER "*+(?![\\p{L}\\p{M}\\p{Nd}" OPENERS "])"},
    {"no", SENTENCE_END, SPACE "*+" CONTINUES},
    {"no", SENTENCE_END, SPACE "*+[" STRAIGHT "]++" SPACE "*+(?!\\.\\.)" CONTINUES},
    {"no", PLAIN_END, SPACE "++[" EMOJI "]++(?![\\p{L}\\p{M}\\p{Nd}])"},
    {"no", PLAIN_END, SPACE "*+" NOTE},
    /* The source of a quotation: “…” (Lee 55). */
    {"no", PLAIN_END CLOSER, SPACE "++\\([^()]{1,100}(?<![" STOPS "])\\)[.,;:]"},
    {"no", SENTENCE_END, SPACE "++[(\\[][.…]++[)\\]]*+$"},
    /* (...) where a sentence begins */
    {"no", "(?:^|[" NARROW WIDE CLOSERS "]" SPACE "{1,3})[(\\[](?:…|\\.{1,5})" CLOSED, SPACE},
    /* Who begins a paragraph with a small letter begins sentences so, too. */
    {"yes", "(?<=^" SPACE "{0,1}\\p{Ll}[\\s\\S]{0,1000})(?:(?<![" STOPS "])\\.|(?<![.…])[!?]{1,5})",
     SPACE "++" LOWER},
    {"yes", "(?:(?<![" STOPS "])\\.|(?<![.…])[!?]{1,5})", SPACE "++(?:https?://|www\\.)"},
    /* A word too long for an abbreviation */
    {"yes", "(?<![" WORDS "])" LETTER "{4,40}(?<=" LOWER ")\\.",
     SPACE "++(?![\\u0530-\\uFFFF])" LOWER},
    {"no", SENTENCE_END, TO_NEXT "[\\-–—]*+" SPACE "*+" LOWER},
    {"no", "(?<![" NARROW WIDE "])(?:…|\\.\\.)[" NARROW WIDE "]{0,4}" CLOSED,
     SPACE TO_NEXT "(?![가-힣])[" CASELESS "]"},
    {"yes", "[" WIDE "][" CLOSERS MARKS "]{0,3}",
     "(?![" NARROW WIDE CLOSERS MARKS SPACES "])[\\s\\S]"},
    {"yes", "[!?؟]" CLOSED, "(?=[\\u2E80-\\uFFFF])\\p{L}"},
    {"yes", "[.…]" CLOSER "{1,8}", "(?=[\\u2E80-\\uFFFF])\\p{L}"},
    /* Two rules, because most engines see only the longest match. */
    {"yes", PLAIN_END, SPACE},
    {"yes", SPACED_END, SPACE},
    {"yes", EMOJI_END, SPACE},
    {"yes", NOTE_END, SPACE},
    {"yes", FACE_END, SPACE},
    {"yes", WHOLE_WORD(LOWER) GLUED, UPPER "\\p{Ll}" LETTER "*+" WORD_END},
};

typedef struct {
    HexaplaWriter *out;
    const HexaplaLanguage *language;
    char *starters; /* a look-ahead that refuses what does not begin a sentence, NULL without any */
} Language;

static void
put_rule(HexaplaWriter *out, const char *break_here, const char *before, const char *after)
{
    hexapla_writer_puts(out, "        <rule break=\"");
    hexapla_writer_puts(out, break_here);
    hexapla_writer_puts(out, "\">\n          <beforebreak>");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_XML, before);
    hexapla_writer_puts(out, "</beforebreak>\n          <afterbreak>");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_XML, after);
    hexapla_writer_puts(out, "</afterbreak>\n        </rule>\n");
}

static gboolean
is_capital_letter(const char *word)
{
    return g_unichar_isupper(g_utf8_get_char(word)) && *g_utf8_next_char(word) == '\0';
}

typedef gboolean (*WordFilter)(const char *word);

static gboolean
is_no_capital_letter(const char *word)
{
    return !is_capital_letter(word);
}

/* The words of a list as alternatives; %NULL when there are none. */
static char *
dup_words(const Language *self, const char *key, WordFilter filter)
{
    g_auto(GStrv) list = hexapla_language_get_list(self->language, "Segmentation", key);
    g_autoptr(GString) words = g_string_new(NULL);

    for (char **word = list; *word != NULL; word++) {
        g_autofree char *escaped = g_regex_escape_string(*word, -1);

        if (strcmp(*word, "#") != 0 && (filter == NULL || filter(*word)))
            g_string_append_printf(words, "%s%s", words->len > 0 ? "|" : "", escaped);
    }
    return words->len > 0 ? g_strdup_printf("(?:%s)", words->str) : NULL;
}

static gboolean
has_numbers(const Language *self, const char *key)
{
    g_auto(GStrv) list = hexapla_language_get_list(self->language, "Segmentation", key);

    return g_strv_contains((const char *const *)list, "#");
}

static void
put_word_rule(const Language *self, const char *break_here, const char *words, const char *after)
{
    g_autofree char *before = g_strconcat(WORD_START, words, "\\." CLOSED, NULL);

    put_rule(self->out, break_here, before, after);
}

/* Ordinals: not at the start of a paragraph, where they are numbers of a list. */
static void
put_number_rule(const Language *self, const char *after)
{
    put_rule(self->out, "no", "(?<=[" SPACES OPENERS "])(?:[0-9]{1,2}|[IVXL]{2,10})\\." CLOSED,
             after);
}

static void
put_never_final(const Language *self)
{
    g_autofree char *words = dup_words(self, "NeverFinal", NULL);

    if (words != NULL)
        put_word_rule(self, "no", words, "(?:" SPACE "|" UPPER ")");
    if (has_numbers(self, "NeverFinal"))
        put_number_rule(self, SPACE);
}

/* App. B, but No. A man came. */
static char *
dup_lone_capital(const Language *self)
{
    g_autofree char *starters = dup_words(self, "Starters", is_capital_letter);

    if (starters == NULL)
        return g_strdup("[A-Z](?!" LETTER ")");
    return g_strconcat("(?!", starters, "(?!\\.))[A-Z](?!" LETTER ")", NULL);
}

/* A capital letter may be the initial of a name, too: S. 5, but S. Meyer */
static void
put_before_number(const Language *self)
{
    g_autofree char *words = dup_words(self, "BeforeNumber", is_no_capital_letter);
    g_autofree char *letters = dup_words(self, "BeforeNumber", is_capital_letter);
    g_autofree char *capital = dup_lone_capital(self);
    g_autofree char *after = g_strconcat("(?:" UPPER "|" SPACE TO_NEXT
                                         "(?:\\p{Nd}|[IVXLC]{2,10}(?!" LETTER ")|" LOWER "|",
                                         capital, "))", NULL);

    if (words != NULL) {
        put_word_rule(self, "no", words, after);
        put_word_rule(self, "yes", words, SPACE);
    }
    if (has_numbers(self, "BeforeNumber"))
        put_number_rule(self, after);
    if (letters != NULL)
        put_word_rule(self, "no", letters, SPACE TO_NEXT "\\p{Nd}");
}

/* 5 ft. 3 in. */
static void
put_units(const Language *self)
{
    g_autofree char *words = dup_words(self, "Units", NULL);
    g_autofree char *before =
        words != NULL ? g_strconcat("\\p{Nd}" SPACE "{0,2}", words, "\\.", NULL) : NULL;

    if (before != NULL)
        put_rule(self->out, "no", before, SPACE TO_NEXT "\\p{Nd}");
}

static void
put_before_capital(const Language *self)
{
    g_autofree char *words = dup_words(self, "FinalBeforeCapital", NULL);
    g_autofree char *not_starters = dup_words(self, "NotStarters", NULL);
    g_autofree char *names = dup_words(self, "AfterNotStarters", NULL);

    if (words == NULL)
        return;
    put_word_rule(self, "no", words, "(?:" UPPER "|" SPACE TO_NEXT "(?!" BEGIN "))");
    if (has_numbers(self, "FinalBeforeCapital"))
        put_number_rule(self, SPACE TO_NEXT "(?!" BEGIN ")");
    if (not_starters != NULL) {
        g_autofree char *after = g_strconcat(SPACE TO_NEXT, not_starters, "(?!" LETTER ")", NULL);

        put_word_rule(self, "no", words, after);
    }
    if (names != NULL) {
        g_autofree char *after = g_strconcat(SPACE TO_NEXT "[^ ]* ", names, "(?!" LETTER ")", NULL);

        put_word_rule(self, "no", words, after);
    }
    put_word_rule(self, "yes", words, SPACE);
}

static void
put_before_starter(const Language *self)
{
    g_autofree char *words = dup_words(self, "FinalBeforeStarter", NULL);
    g_autofree char *after =
        g_strconcat(SPACE, self->starters != NULL ? TO_NEXT : "", self->starters, NULL);

    if (words != NULL) {
        g_autofree char *glued = g_strconcat("(?:" UPPER "|", after, ")", NULL);

        put_word_rule(self, "no", words, glued);
        put_word_rule(self, "yes", words, SPACE);
    }
    if (has_numbers(self, "FinalBeforeStarter"))
        put_number_rule(self, after);
    put_rule(self->out, "no", "\\." BEGIN "\\." CLOSED, after);
}

static void
put_initials(const Language *self)
{
    g_autofree char *after = g_strconcat(SPACE TO_NEXT "(?=" BEGIN ")",
                                         self->starters != NULL ? self->starters : "", NULL);

    put_rule(self->out, "no", "(?:(?<![" WORDS "°])|-)" UPPER "\\." CLOSED, after);
}

/* “Why?” she asked: Chinese writes no space between the words. */
static void
put_reporters(const Language *self)
{
    g_autofree char *words = dup_words(self, "Reporters", NULL);
    g_autofree char *after = words != NULL
                                 ? g_strconcat(SPACE "*+(?:(?=[\\u2E80-\\uFFFF])" LETTER "*)?",
                                               words, "(?!" LETTER ")", NULL)
                                 : NULL;

    if (after == NULL)
        return;
    put_rule(self->out, "no", "[!?؟…！？]" CLOSER "{1,3}", after);
    put_rule(self->out, "no", "\\p{Ll}\\.", after);
}

/* What goes on behind the dash of a note or behind a quotation, and capitals that tell nothing. */
static void
put_continuations(const Language *self)
{
    g_autofree char *words = dup_words(self, "NotStarters", NULL);
    g_autofree char *capitals = dup_words(self, "Capitals", NULL);

    if (words != NULL) {
        g_autofree char *dashed =
            g_strconcat(TO_NEXT "[\\-–—]++" SPACE "*+", words, "(?!" LETTER ")", NULL);
        g_autofree char *joined = g_strconcat(SPACE "*+(?=[" CASELESS "])", words, NULL);

        put_rule(self->out, "no", SENTENCE_END, dashed);
        put_rule(self->out, "no", "(?:[!?؟…！？]" CLOSED "|[.。]" CLOSER "{1,3})", joined);
    }
    if (capitals != NULL) {
        g_autofree char *after = g_strconcat(SPACE TO_NEXT, capitals, "(?!" LETTER ")", NULL);

        put_rule(self->out, "no", "(?:…|\\.\\.|" SPACE "\\.)[.…]{0,4}" CLOSED, after);
    }
}

static void
put_own_terminators(const Language *self)
{
    g_autofree char *words = dup_words(self, "Terminators", NULL);
    g_autofree char *end = words != NULL ? g_strconcat(words, CLOSED, NULL) : NULL;

    if (end == NULL)
        return;
    put_rule(self->out, "no", end, SPACE "*+" CONTINUES);
    put_rule(self->out, "no", end, TO_NEXT "[\\-–—]*+" SPACE "*+" LOWER);
    put_rule(self->out, "no", end, SPACE "++[" EMOJI "]++(?![\\p{L}\\p{M}\\p{Nd}])");
    put_rule(self->out, "yes", end, SPACE);
}

static gboolean
has_mark(const Language *self, const char *name)
{
    g_auto(GStrv) list = hexapla_language_get_list(self->language, "Segmentation", "Marks");

    return g_strv_contains((const char *const *)list, name);
}

static void
put_marks(const Language *self)
{
    g_autofree char *words = dup_words(self, "Starters", NULL);

    if (has_mark(self, "inner-stop"))
        put_rule(self->out, "no", "(?<!\\.)\\." CLOSED, SPACE);
    if (has_mark(self, "colon"))
        put_rule(self->out, "yes", ":", " [" SPACES MARKS "]*+" UPPER);
    if (has_mark(self, "colon-quotation"))
        put_rule(self->out, "yes", ":",
                 " [" SPACES MARKS "]*+[" QUOTES "][" SPACES QUOTES "]*+" UPPER);
    if (has_mark(self, "semicolon") && words != NULL) {
        g_autofree char *after =
            g_strconcat(" " TO_NEXT "(?=" UPPER ")(?!.\\.)", words, "(?!" LETTER ")", NULL);

        put_rule(self->out, "yes", ";", after);
    }
    if (has_mark(self, "dateline"))
        put_rule(self->out, "yes",
                 "(?:^|[" NARROW "])[\\p{L}\\p{M}\\p{Nd}\\u200C" SPACES "]{0,50}[\\-–—]"
                 "[\\p{L}\\p{M}\\p{Nd}\\u200C\\-–—" SPACES "]{0,50}:",
                 " ");
}

static gboolean
ends_in_letter(const char *word)
{
    return hexapla_text_is_letter(hexapla_text_before(word, word + strlen(word)));
}

static gboolean
ends_in_mark(const char *word)
{
    return !ends_in_letter(word);
}

/* What follows a space that ends a sentence: of two words that begin alike the longer one counts. */
static char *
dup_next(const Language *self, const char *starters)
{
    g_autofree char *words = dup_words(self, "NotStarters", NULL);

    if (words == NULL)
        return g_strdup(" ");
    if (starters == NULL)
        return g_strconcat(" " SPACE "*+(?!", words, ")", NULL);
    return g_strconcat(" " SPACE "*+(?:(?=", starters, ")|(?!", words, "))", NULL);
}

static void
put_clause(const Language *self, guint64 length, const char *next, const char *behind)
{
    g_autofree char *before =
        g_strdup_printf("[^" SPACES "]{%" G_GUINT64_FORMAT ",500}[" CASELESS "]", length - 1);
    g_autofree char *after = g_strconcat(next, behind, NULL);

    put_rule(self->out, "yes", before, after);
}

/* Sentences that only a space ends, behind known last letters or a long clause. Endings with a mark have
 * a rule of their own, because engines do not look for matches that overlap. */
static void
put_spaces(const Language *self)
{
    g_autofree char *open = dup_words(self, "OpenEndings", NULL);
    g_autofree char *endings = dup_words(self, "Endings", ends_in_letter);
    g_autofree char *marked = dup_words(self, "Endings", ends_in_mark);
    g_autofree char *starters = dup_words(self, "Starters", NULL);
    g_autofree char *next = dup_next(self, starters);
    g_auto(GStrv) length =
        hexapla_language_get_list(self->language, "Segmentation", "ClauseLength");

    if (open != NULL)
        put_rule(self->out, "no", open, " ");
    if (endings != NULL)
        put_rule(self->out, "yes", endings, next);
    if (marked != NULL)
        put_rule(self->out, "yes", marked, next);
    if (*length != NULL)
        put_clause(self, g_ascii_strtoull(*length, NULL, 10), next, "[" CASELESS "]");
    if (*length != NULL && starters != NULL)
        put_clause(self, MIN_CLAUSE, " " SPACE "*+", starters);
}

/* “The end.It began” */
static void
put_missing_space(const Language *self)
{
    g_autofree char *words = dup_words(self, "Starters", NULL);
    g_autofree char *after =
        words != NULL ? g_strconcat("(?=" UPPER ")", words, WORD_END, NULL) : NULL;

    if (after != NULL)
        put_rule(self->out, "yes", WHOLE_WORD(LETTER) GLUED, after);
}

static void
put_language(HexaplaWriter *out, const char *tag)
{
    Language self = {out, hexapla_language_get(tag), NULL};
    g_autofree char *starters = dup_words(&self, "Starters", NULL);

    if (starters != NULL)
        self.starters = g_strconcat("(?!(?=" BEGIN ")(?!.\\.)", starters, "(?!" LETTER "))", NULL);
    hexapla_writer_puts(out, "      <languagerule languagerulename=\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_ATTRIBUTE, hexapla_language_get_name(self.language));
    hexapla_writer_puts(out, "\">\n");
    put_marks(&self);
    put_own_terminators(&self);
    put_spaces(&self);
    put_never_final(&self);
    put_units(&self);
    put_before_number(&self);
    put_before_capital(&self);
    put_before_starter(&self);
    put_initials(&self);
    put_reporters(&self);
    put_continuations(&self);
    put_missing_space(&self);
    hexapla_writer_puts(out, "      </languagerule>\n");
    g_free(self.starters);
}

/* Two codes of one language share its list. */
static gboolean
is_written(const char *const *languages, const char *const *tag)
{
    const char *name = hexapla_language_get_name(hexapla_language_get(*tag));

    for (; languages < tag; languages++) {
        if (strcmp(hexapla_language_get_name(hexapla_language_get(*languages)), name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Engines match codes as they are written: en, EN, en-GB, en_GB. */
static void
put_map(HexaplaWriter *out, const char *tag)
{
    hexapla_writer_puts(out, "      <languagemap languagepattern=\"");
    for (const char *p = tag; *p != '\0'; p++) {
        const char both[] = {'[', g_ascii_toupper(*p), g_ascii_tolower(*p), ']', '\0'};

        hexapla_writer_puts(out, *p == '-' ? "[-_]" : both);
    }
    hexapla_writer_puts(out, "(?:[-_].*)?\" languagerulename=\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_ATTRIBUTE,
                           hexapla_language_get_name(hexapla_language_get(tag)));
    hexapla_writer_puts(out, "\"/>\n");
}

/**
 * hexapla_srx_write:
 * @out: takes an SRX 2.0 file
 * @languages: (array zero-terminated=1): tags of those whose rules are wanted
 *
 * Writes the built-in rules as far as SRX can say them: it knows no limit to the length of a segment.
 *
 * Since: 0.1
 */
void
hexapla_srx_write(HexaplaWriter *out, const char *const *languages)
{
    hexapla_writer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n"
                             "  <header segmentsubflows=\"yes\" cascade=\"yes\">\n"
                             "    <formathandle type=\"start\" include=\"no\"/>\n"
                             "    <formathandle type=\"end\" include=\"yes\"/>\n"
                             "    <formathandle type=\"isolated\" include=\"yes\"/>\n"
                             "  </header>\n"
                             "  <body>\n"
                             "    <languagerules>\n");
    for (const char *const *tag = languages; *tag != NULL; tag++) {
        if (!is_written(languages, tag))
            put_language(out, *tag);
    }
    hexapla_writer_puts(out, "      <languagerule languagerulename=\"Default\">\n");
    for (guint i = 0; i < G_N_ELEMENTS(common_rules); i++)
        put_rule(out, common_rules[i].break_here, common_rules[i].before, common_rules[i].after);
    hexapla_writer_puts(out, "      </languagerule>\n"
                             "    </languagerules>\n"
                             "    <maprules>\n");
    for (const char *const *tag = languages; *tag != NULL; tag++)
        put_map(out, *tag);
    hexapla_writer_puts(out, "      <languagemap languagepattern=\".*\" "
                             "languagerulename=\"Default\"/>\n"
                             "    </maprules>\n"
                             "  </body>\n"
                             "</srx>\n");
}
