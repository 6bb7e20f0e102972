/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/limits.h"
#include "segment/segmenter.h"
#include "tests/unit/rows.h"

/* A | stands where a sentence begins. */
static const struct {
    const char *name;
    const char *language;
    const char *split;
} rows[] = {
    {"two", "en", "He came. |She went."},
    {"question", "en", "Did he? |He did!"},
    {"decimal", "en", "It cost 3.50 then."},
    {"thousands", "en", "It was 1.204.500 in all. |No more."},
    {"title", "en", "Mr. Smith met Dr. Jones. |They spoke."},
    {"rank", "en", "Maj. Gen. Abdul Karim spoke. |Nobody asked."},
    {"initials", "en", "J. K. Rowe wrote it. |A. B. Hamid read it."},
    {"initials-joined", "en", "J.K. Rowe wrote it. |He read it."},
    {"acronym-inside", "en", "The U.S. Army left. |It returned."},
    {"acronym-final", "en", "He lives in the U.S. |The army left."},
    {"company-inside", "en", "Acme Inc. Chairman Bob Lee resigned."},
    {"company-final", "en", "He runs Acme Inc. |The firm grew."},
    {"company-lower-case", "en", "Acme Inc. also grew."},
    {"latin", "en", "Fruit, e.g. Apples and i.e. Pears, etc. was sold."},
    {"et-cetera-final", "en", "Apples, pears, etc. |Plums came later."},
    {"number-sign", "en", "It was No. 5 of them. |The rest followed."},
    {"answer-no", "en", "He said no. |The rest followed."},
    {"hour-inside", "en", "At 6 p.m. Monday he left."},
    {"hour-final", "en", "He left at 6 p.m. |Snow fell."},
    {"month", "en", "On Sept. 12 it began. |It ended on Oct. 3."},
    {"saint", "en", "He flew to St. Louis. |She stayed."},
    {"versus", "en", "Smith vs. The Crown was heard."},
    {"closing-quote", "en", "“They left.” |Nobody asked."},
    {"straight-quote", "en", "\"They left.\" |Nobody asked."},
    {"reported-speech", "en", "“Stop!” he said. |“Why?” she asked."},
    {"reported-speech-dash", "en", "“Stop!” – he said. |They ran."},
    {"several-in-one-quote", "en", "“They left. |We stayed,” he said."},
    {"brackets", "en", "He left. |(It was late.) |She stayed."},
    {"bracket-inside", "en", "He left (at 5 p.m.) and slept."},
    {"ellipsis-goes-on", "en", "Well... he thought so."},
    {"ellipsis-ends", "en", "He waited… |Nobody came."},
    {"spaced-ellipsis", "en", "He waited . . . |Nobody came."},
    {"several-marks", "en", "Really?! |Yes!!! |Good."},
    {"address", "en", "See example.org/a.b?c=d for more. |Thanks."},
    {"mail", "en", "Write to j.doe@example.org. |Thanks."},
    {"file", "en", "Open report.v2.pdf first. |Then read."},
    {"no-break-space", "en", "He left.\u00A0|She stayed."},
    {"lower-case-brand", "en", "He left. iPhones stayed."},
    {"list-number", "en", "1. The first of all. |It is short."},
    {"year-final", "en", "It was in 1990. |Then came peace."},
    {"possessive", "en", "It was Iraq’s. |Nobody else’s."},
    {"only-marks", "en", "...!"},
    {"no-terminator", "en", "A headline without a stop"},
    {"initial-before-starter", "en", "He got a B. |The rest failed."},
    {"arabic", "ar", "وصل الوفد. |هل غادر؟ |نعم!"},
    {"urdu", "ur", "وہ آیا۔ |وہ گیا۔"},
    {"hindi", "hi", "वह आया। |वह गया।"},
    {"armenian", "hy", "Նա եկավ։ |Նա գնաց։"},
    {"chinese", "zh", "他来了。|她走了！|真的吗？|是。"},
    {"japanese-quote", "ja", "「来た。」|彼は言った。"},
    {"russian", "ru", "Он пришёл. |Она ушла."},
    {"amharic", "am", "መጣ። |ሄደ።"},
    {"initial-before-a-starter-letter", "en", "J. A. Smith came. |He went."},
    {"unit", "en", "It was 20 °C. |Snow fell."},
    {"number-sign-roman", "en", "See vol. II of it. |Then read."},
    {"page-and-initial", "en", "See p. 5. |P. Meyer wrote it."},
    {"omission-begins", "en", "He left. |(...) The rest stayed."},
    {"omission-last", "en", "He left. [...]"},
    {"korean-ellipsis", "ko", "그는 떠났다... |나는 남았다."},
    {"omission-inside", "en", "He left (...) and slept."},
    {"typewriter-dash", "en", "“Stop!” -- he said. |They ran."},
    {"french-quote", "fr", "« Oui. » |Elle sort. |« Non ! » dit-il."},
    {"french-era", "fr", "Au Ier siècle av. J.-C. la ville brûla. |Elle renaquit."},
    {"german-quote", "de", "„Ja.“ |Er ging. |„Nein!“, rief sie."},
    {"german-angles", "de", "»Wirklich?« |»Ja.« |Er ging."},
    {"german-ordinal", "de", "Am 3. Mai kam er. |Es waren 12. |Sie ging."},
    {"german-king", "de", "Friedrich II. August kam. |Er blieb."},
    {"german-list", "de", "1. Der Bäcker kam."},
    {"german-score", "de", "Sie gewannen 2:1. |Trainer Kurz lachte."},
    {"german-year", "de", "Das war 1990. |Karl ging."},
    {"german-ordinals", "de", "Vom 1.-3. und 5.–7. Mai, am 8./9. Juni. |Es stand 3-2. |Er ging."},
    {"turkish-ordinal", "tr", "19. Asliye Mahkemesi karar verdi. |Bitti."},
    {"spanish-countries", "es", "Vive en EE. UU. desde hoy. |¿Y tú? |¡Yo no!"},
    {"russian-year-and-town", "ru",
     "В 1990 г. Иван уехал в г. Омск. |Это было в 1991 г. |Он вернулся."},
    {"russian-speech", "ru", "– Куда? – спросил он. |– Домой!"},
    {"ukrainian", "uk", "Жив у м. Києві, на вул. Садовій. |Писав про яблука, груші та ін. |Усе."},
    {"arabic-speech", "ar", "«هل وصل؟» سأل الرجل. |«نعم.» |وقال شيئا."},
    {"arabic-ellipsis", "ar", "انتظر... ثم ذهب. |هو هنا."},
    {"arabic-initials", "ar", "كتبها ج. ك. سالم. |وقال شيئا."},
    {"direction-mark", "ar", "وصل 5.\u200F |ثم ذهب."},
    {"hebrew-speech", "he", "\"לאן?\" שאל האיש. |\"הביתה.\" |הוא הלך."},
    {"hebrew-acronym", "he", "הוא גר בארה\"ב. |דני נשאר."},
    {"chinese-speech", "zh", "“去哪儿？”老人问。|“回家！”|她走了。"},
    {"chinese-opening-quote", "zh", "他来了。|“对。”|她走了。"},
    {"typewriter-quotes", "nl", "Het regende. |,,Wij blijven. '' |Toen kwam zij. |,, Wij gaan. ''"},
    {"careless-small-letter", "en", "He went outside. |nobody was there."},
    {"short-word-small-letter", "en", "The est. cost of mr. kim."},
    {"quoted-long-word", "en", "“We were outside.” he said."},
    {"space-missing", "en", "It was late.|The ship left.|He saw example.org and Node.js too."},
    {"list-numbers", "en",
     "1. The first of all. |2. Nothing else; 12. The end. |It was p. 5. |Bye."},
    {"bullet-number", "en", "• 1. The first of all. |Nothing else."},
    {"notes", "en", "It fell.[13][2] |Nobody saw a.b[1] or x.[n] Then."},
    {"raised-o", "es", "El N°. 5 y la Admón. pública. |Hace 20 °. |Sale."},
    {"space-missing-title", "en", "It was late.|Mr. Smith paid 1,000.|The rest was his."},
    {"stop-in-front", "en", ".The rest."},
    {"answer-number", "en", "How many? |12. |That was all."},
    {"interview", "en", "P. – Will you? |R. – Plan B. |– Never."},
    {"italian-elision", "it", "Ai sensi dell’art. 5 e dell'art. 6 del sig. Neri. |Fine."},
    {"italian-colon", "it",
     "Era chiaro: |Nessuno partiva. |Disse: |«Resto.» |Erano tre: uno, due."},
    {"portuguese-quotation", "pt", "Ele disse: |«Fico.» |Veja a pág. 6 do Dr. Sá: nada."},
    {"dutch", "nl",
     "Mr. J. van Dam en drs. Bos, o.a. Jan, zagen art. 5 enz. |Zij gingen om 9 u. naar huis."},
    {"polish", "pl",
     "Ulica im. Jana Nowaka, art. 5 ust. 2, ok. 3 tys. osób w 2000 r. |To prof. Lis."},
    {"finnish", "fi", "Hän on s. 5. toukokuuta. |Dr. Laine sijoittui sijalle 3. |Ks. s. 7."},
    {"indonesian", "id", "Prof. Ir. Budi, M.Sc. tinggal di Jl. Melati No. 3. |Ia datang."},
    {"vietnamese", "vi", "TP. Huế và GS. Lan ở Q. 1. |Họ về."},
    {"turkish-speech", "tr",
     "\"Geldik buraya.\" diye bağırdı. |Bu onyedi. madde buraya. diye okudu."},
    {"danish", "da",
     "Hr. Holm betalte ca. 200 kr. |Bo så det d. 5. Maj, f.eks. kl. 9. |Det var kap. 3."},
    {"norwegian", "no",
     "Kong Harald V. døde ikke. |Dr. Moe, f.eks., kom 3. mai kl. 9. |Ola kom nr. 2."},
    {"swedish", "sv", "Dr. Ek köpte t.ex. mjölk, ost m.m. |Bo kom den 3. |Se s. 5, d.v.s. slutet."},
    {"czech", "cs", "Ing. Novák, např. dne 5. Května, ul. Dlouhá č. 3 atd. |Byl 2. v cíli. |Aj."},
    {"slovak", "sk", "Firma Dub s. r. o. kúpila tzv. Mlyn 7. Apríla. |Prof. Kováč a i. |Čakali."},
    {"slovenian", "sl",
     "Dr. Novak je npr. 3. Maja prišel ob 9. |Marko ima d.o.o. |Videl sem ga. |Čakal je."},
    {"croatian", "hr",
     "Prof. dr. Horvat, tj. Ivan, rođ. 5. svibnja, stigao je 3. |Luka kaže itd. |Da."},
    {"bosnian", "bs", "Dr. Hodžić je, npr. Amra, došla 5. Maja. |Došla je 3. |Luka čeka."},
    {"hungarian", "hu",
     "Dr. Nagy Pál, ill. a Fa Kft. vezetője máj. 3. napján jött stb. |Az út kész."},
    {"romanian", "ro",
     "Dl. Pop, de ex., locuiește pe str. Lungă nr. 5 etc. |Ea a plecat. |Cf. art. 3."},
    {"catalan", "ca", "El Sr. Puig viu a l'av. Nova, núm. 5, etc. |Ella marxa; |El gos no."},
    {"basque", "eu", "Dr. Goñi 3. solairuan bizi da, ik. 5. or. eta abar. |Bera joan da."},
    {"irish", "ga", "Tháinig an Dr. Ó Néill, m.sh. ar lch. 5 srl. |Bhí sé ann."},
    {"lithuanian", "lt",
     "Prof. Kalnas, pvz., gyvena ul. Ilga nr. 5 ir kt. |Jis atvyko gegužės 3. |Ji ne."},
    {"latvian", "lv", "Prof. Kalns, piem., ieradās 3. Maijā plkst. 9 u. c. |Viņš gāja."},
    {"estonian", "et", "Dr. Tamm tuli nt. 3. Mail kell 9 jne. |Ta läks nr. 5 juurde."},
    {"spanish-semicolon", "es", "Llueve; |El barco zarpa con Ana; Bruno; y Luis. |Son las 12;45."},
    {"french-semicolon", "fr", "Il pleut ; |Le bateau part avec Anne ; Bruno ; et Luc."},
    {"chinese-narrow-marks", "zh", "他写道：“Yes.”|她走了!|真的。"},
};

static void
test_row(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_auto(GStrv) parts = g_strsplit(row->split, "|", -1);
    g_autofree char *joined = g_strjoinv("", parts);
    gsize n = strlen(joined);
    g_autoptr(HexaplaSegmenter) segmenter =
        hexapla_segmenter_new(hexapla_language_get(row->language));
    g_autoptr(HexaplaDocument) document =
        hexapla_document_new(row->language, g_steal_pointer(&joined), n);
    const char *text = hexapla_document_get_text(document, NULL);
    g_autoptr(GString) got = g_string_new(NULL);
    const HexaplaSegment *segments;
    guint n_segments;

    hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, n);
    g_assert_true(hexapla_segmenter_apply(segmenter, document, NULL, NULL));
    segments = hexapla_document_get_segments(document, &n_segments);
    for (guint i = 0; i < n_segments; i++) {
        gsize next = i + 1 < n_segments ? segments[i + 1].start : n;

        g_string_append_len(got, text + segments[i].start, next - segments[i].start);
        if (i + 1 < n_segments)
            g_string_append_c(got, '|');
    }
    g_assert_cmpstr(got->str, ==, row->split);
}

/* What explain says: the rule at the first terminator. */
static const struct {
    const char *name;
    const char *text;
    const char *rule;
    const char *word;
} reasons[] = {
    {"terminator", "He came. She went.", "terminator", "came"},
    {"abbreviation", "Gen. Lee came.", "abbreviation", "Gen."},
    {"abbreviation-final", "He left the U.S. The end.", "inside-word", "U"},
    {"initial", "J. Rowe came.", "initial", "J"},
    {"number", "1. First", "number", "1"},
    {"inside-word", "3.50 is low", "inside-word", "3"},
    {"lower-case", "Stop! he said.", "lower-case", "Stop"},
    {"punctuation", "What?, he said.", "inside-word", "What"},
    {"long-word", "They went outside. nobody came.", "long-word", "outside"},
    {"space-missing", "It was late.The ship left.", "space-missing", "late"},
    {"block-end", "The end.", "block-end", "end"},
};

static void
test_reason(gconstpointer data)
{
    const __typeof__(reasons[0]) *row = data;
    g_autoptr(HexaplaSegmenter) segmenter = hexapla_segmenter_new(hexapla_language_get("en"));
    HexaplaDecision decision;
    g_autofree char *word = NULL;

    g_assert_true(
        hexapla_segmenter_decide(segmenter, row->text, 0, 0, strlen(row->text), &decision));
    word = g_strndup(row->text + decision.word_start, decision.word_end - decision.word_start);
    g_assert_cmpstr(hexapla_rule_get_tag(decision.rule), ==, row->rule);
    g_assert_cmpstr(word, ==, row->word);
}

static void
test_too_long(void)
{
    gsize n = 3 * HEXAPLA_MAX_SEGMENT_BYTES;
    char *text = g_malloc(n);
    g_autoptr(HexaplaSegmenter) segmenter = hexapla_segmenter_new(hexapla_language_get("en"));
    g_autoptr(HexaplaDocument) document = NULL;
    const HexaplaSegment *segments;
    guint n_segments;

    for (gsize i = 0; i < n; i++)
        text[i] = i % 9 == 8 ? ' ' : 'x';
    text[n - 1] = 'x';
    document = hexapla_document_new("en", text, n);
    hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, n);
    g_assert_true(hexapla_segmenter_apply(segmenter, document, NULL, NULL));
    segments = hexapla_document_get_segments(document, &n_segments);
    g_assert_cmpuint(n_segments, >=, 3);
    for (guint i = 0; i < n_segments; i++)
        g_assert_cmpuint(segments[i].end - segments[i].start, <=, HEXAPLA_MAX_SEGMENT_BYTES);
    g_assert_cmpuint(segments[0].rule, ==, HEXAPLA_RULE_TOO_LONG);
    g_assert_cmpuint(segments[n_segments - 1].end, ==, n);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/segment", rows, test_row);
    ADD_ROWS("/segment/reason", reasons, test_reason);
    g_test_add_func("/segment/too-long", test_too_long);
    return g_test_run();
}
