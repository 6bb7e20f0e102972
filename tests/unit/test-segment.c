/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/limits.h"
#include "segment/splitter.h"
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
    {"title-in-quote", "en", "He wrote 'Mr. Lee left.' |'Dr. Kim stayed.'"},
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
    {"emoji", "en", "So nice 😍 |We stay here! 👍👍🏽 |Great."},
    {"emoji-inside", "en", "I 💙 you so."},
    {"emoji-word", "en", "We saw the 🚢 Nadim at sea. 🚢 |It left."},
    {"emoji-bullet", "en", "🔥 News of today."},
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
    {"armenian-colon", "hy", "Նա եկավ: |Նա գնաց:"},
    {"armenian-dot-inside", "hy", "Նա ասաց. «Ո՞վ է այնտեղ»: |Ոչ ոք:"},
    {"armenian-initial-and-year", "hy", "1920 թ. Ա. Խաչատրյանը եկավ: |Նա գնաց:"},
    {"armenian-ellipsis", "hy", "Նա եկավ...: |Հետո գնաց:"},
    {"greek-question", "el", "Πού πας; |Στο σπίτι. |Γιατί;"},
    {"greek-question-own-mark", "el", "Πού πας\u037E |Στο σπίτι."},
    {"greek-titles", "el", "Ήρθε ο κ. Παπαδόπουλος, π.χ. Δευτέρα. |Έφυγε το 300 π.Χ. στις 5 μ.μ."},
    {"amharic-no-space", "am", "ማን ነህ፧|እኔ ነኝ።|ሄደ።"},
    {"amharic-two-wordspaces", "am", "መጣ፡፡ |ሄደ፡፡"},
    {"burmese-no-space", "my", "သူလာသည်။|သူသွားသည်။"},
    {"burmese-comma", "my", "သူ၊ ငါ၊ မင်း။"},
    {"danda-no-space", "hi", "वह आया।|वह गया।"},
    {"thai-spaces", "th", "นักเรียนทุกคนในหมู่บ้านเดินทางไปโรงเรียนด้วยรถไฟเก่า |เขากลับบ้านตอนเย็น และนอน"},
    {"thai-that", "th", "นักเรียนทุกคนในหมู่บ้านของเราบอกแก่ครูใหญ่ว่า เขากลับบ้านแล้ว"},
    {"thai-number-and-list", "th", "มี 3 คน แดง ดำ และเขียว"},
    {"thai-full-stop", "th", "ดร. แดง มา"},
    {"korean-ending", "ko", "어제 왔습니다 |오늘 갔어요 |\"안녕하세요\" 하고 말했다."},
    {"korean-tilde", "ko", "맛있어요~ |다음에 또 5~6명이 갈게요^^ |안녕히."},
    {"korean-quoted", "ko", "그는 왔습니다 라고 말했다."},
    {"bulgarian", "bg", "Иван живее от 1990 г. на ул. Шипка с д-р Петров. |После замина."},
    {"bulgarian-quoted-name", "bg", "Живее на пл. \"Свобода\". |Там е тихо."},
    {"macedonian", "mk", "Дојде проф. Петров од Скопје. |Тој живее на ул. Илинденска."},
    {"serbian-both", "sr", "Дошао је др. Марић. |Он је ту. |Došao je prof. Marić. |On je tu."},
    {"serbian-ordinal", "sr", "Рођен је 5. маја 1970. године. |Умро је 2010."},
    {"belarusian", "be", "Жыве ў г. Мінску на вул. Янкі Купалы. |Ён пісьменнік."},
    {"kazakh", "kk", "Ол 1990 ж. Алматыда туды. |Қазір проф. Серіковпен жұмыс істейді."},
    {"azerbaijani", "az", "Prof. Əliyev gəldi. |O, Bakı ş. Nizami küç. 5-də yaşayır."},
    {"kurdish", "kmr", "Prof. Azad hat. |Ew li vir e. |Tu kî yî?"},
    {"georgian-initials", "ka", "მოვიდა გ. ბერიძე და სხვ. |ის 1990 წ. თბილისში დაიბადა."},
    {"georgian-short-words", "ka", "იყო ხე (ინგლ. Tree) და ა.შ. |ის გაიზარდა."},
    {"hindi-title", "hi", "डॉ. शर्मा और ए. के. सिंह आए। |वे गए।"},
    {"marathi", "mr", "डॉ. जोशी आले. |ते पु. ल. देशपांडे वाचतात."},
    {"malayalam", "ml", "ഡോ. എം. കെ. നായർ വന്നു. |അദ്ദേഹം പോയി."},
    {"tamil", "ta", "திரு. மு. ராமன் வந்தார். |அவர் போனார்."},
    {"telugu", "te", "డా. కె. వి. రావు వచ్చారు. |ఆయన వెళ్లారు."},
    {"bengali", "bn", "ড. মো. রহমান এলেন। |তিনি গেলেন।"},
    {"gujarati", "gu", "ડૉ. એમ. પટેલ આવ્યા. |તેઓ ગયા."},
    {"punjabi", "pa", "ਡਾ. ਸਿੰਘ ਆਏ। |ਉਹ ਗਏ।"},
    {"urdu-initials", "ur", "اے. کے. خان آئے۔ |وہ گئے۔"},
    {"japanese-speech", "ja", "「行くの？」と彼は聞いた。|「うん。」|彼女は笑った。"},
    {"khmer-no-space", "km", "គាត់មក។|នាងទៅ។"},
    {"lao-spaces", "lo", "ນັກຮຽນທຸກຄົນໃນບ້ານເດີນທາງໄປໂຮງຮຽນດ້ວຍລົດ |ລາວກັບບ້ານ ແລະ ນອນ"},
    {"persian-dateline", "fa", "تهران - ایسنا: |باران بارید. |شیراز - واحد خبر: |هوا سرد شد."},
    {"persian-speech", "fa", "او در تهران گفت: باران بارید."},
    {"arabic-dateline", "ar", "بغداد - رويترز: |وصل الوفد."},
    {"georgian-bracket", "ka", "ხილი (ვაშლი, მსხალი და სხვ.) ძვირია. |(ის წავიდა.) |მე დავრჩი."},
    {"korean-quotation", "ko",
     "그는 \"갔다.\"라고 말했다. |\"왜?\"라고 물었다. |그는 \"가!\" 하고 외쳤다."},
    {"japanese-quotation", "ja",
     "「行く。」と言った。|「誰？」って聞いた。|「うん。」|とても静かだ。"},
    {"japanese-wide-decimal", "ja", "３．５％だ。|多い。"},
    {"chinese-quotation", "zh", "“为什么？”的问题很多。|“走！”|后来他走了。"},
    {"georgian-speech", "ka", "„სად მიდიხარ?“ — ჰკითხა მან. |„სახლში!“ |ის წავიდა."},
    {"tamil-joined-initials", "ta", "எம்.ஜி. ராமன் வந்தார். |அவர் போனார்."},
    {"number-sign-russian", "ru", "Журнал «Нева», 1990. № 5 и № 7."},
    {"russian-note", "ru", "Он там (в Омске. – Прим. ред.) давно. |– Куда? |– Домой!"},
    {"russian-flat", "ru", "Кв. 12 на ул. Мира. |Там тихо."},
    {"telugu-quoting-word", "te", "ఎక్కడికి? అని అడిగాడు. |ఆమె నవ్వింది."},
    {"bengali-initials", "bn", "এ. কে. রহমান এলেন। |তিনি গেলেন।"},
    {"urdu-stops-of-initials", "ur", "ڈاکٹر ایم۔ اے۔ خان آئے۔ |وہ گئے۔"},
    {"georgian", "ka", "ის მოვიდა. |ის წავიდა."},
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
    {"german-ordinals", "de", "Vom 1.-3. Mai und 4. -6. Juni kam er. |Es stand 5-3. |Sie ging."},
    {"german-king", "de", "Friedrich II. August kam. |Er blieb."},
    {"german-list", "de", "1. Der Bäcker kam."},
    {"german-score", "de", "Sie gewannen 2:1. |Trainer Kurz lachte."},
    {"german-year", "de", "Das war 1990. |Karl ging."},
    {"german-ordinals-joined", "de",
     "Vom 1.-3. und 5.–7. Mai, am 8./9. Juni. |Es stand 3-2. |Er ging."},
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
    {"missing-space-starter", "en",
     "It was late.|The ship left.|He saw example.org and Node.js too."},
    {"list-numbers", "en",
     "1. The first of all. |2. Nothing else; 12. The end. |It was p. 5. |Bye."},
    {"bullet-number", "en", "• 1. The first of all. |Nothing else."},
    {"note-and-file", "en", "It fell.[13][2] |Nobody saw a.b[1] then."},
    {"raised-o", "es", "El N°. 5 y la Admón. pública. |Hace 20 °. |Sale."},
    {"missing-space-title", "en", "It was late.|Mr. Smith paid 1,000.|The rest was his."},
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
    {"small-letters", "en", "we went home. |it was late! |did you know? |i was at approx. ten."},
    {"small-letters-ellipsis", "en", "he waited... and waited (or so!) until ten."},
    {"small-starter", "en",
     "It was always wonderful. |they never came. nobody cared. |We did. it hurt."},
    {"small-letters-in-capitals", "en", "We went to Grand Hotel! and slept."},
    {"note", "en", "It is a gas.[1] |It burns.[2][3] |It was late (1805).[a] |Then came more."},
    {"note-spaced", "en", "It is a gas. [1] |It burns. [2] [3] |Then it snowed. |The end. [4]"},
    {"note-goes-on", "en", "It burns, [1] as you know.[2]"},
    {"bibliography", "en", "[1] Lee, All of it. |[2] Kim, Half of it."},
    {"note-raised", "en", "It was the end.12 |Then it burned (or so).3 |They left."},
    {"figure-of-abbreviation", "en", "See fig.10 The rest is 3.10 Then or 17.10 The end."},
    {"missing-space", "en",
     "It was late.|The rest slept.|Mr. Lee left!|Ann’s dog ate 3,000.|It was ill."},
    {"missing-space-address", "en", "See Main.The.Page or socket.IO or a/b.It or x@y.The.Net now."},
    {"list", "en", "1. The first of all. |It is short. |2. The second. |3. The last"},
    {"list-without-stops", "en", "1) Milk |2) Bread and 5) jam |3) Tea"},
    {"list-stop-bracket", "en", "1.) Milk |2.) Bread. |It is old. |3.) Tea."},
    {"list-and-reference", "en",
     "4. See eq. 5. |It is short. |There were 3. |4. See 5. |It is long."},
    {"bearing", "en", "It lies at 51° 30' N. |Nobody knows it. |He met 'J. Lee'."},
    {"lettered", "en", "See App. B for more. |He said no. |A man came."},
    {"list-brackets", "en", "Bring (a) milk. |(a) Milk is good. |(b) Bread is good. |(c) Tea."},
    {"list-letters", "en", "a. Milk |b. Bread |c. Tea"},
    {"list-roman", "en", "i) Milk |ii) Bread |iii) Tea |iv) Salt"},
    {"list-bullets", "en", "• Milk |• Bread. |It is old. |• Tea"},
    {"list-bullets-numbers", "en", "⁃9. Milk |⁃10. Bread"},
    {"list-letter", "en", "d. Milk of all kinds"},
    {"question-and-answer", "en", "Q. What did he eat? |A. The bread was gone."},
    {"list-of-names", "en", "A. Smith met B. Jones."},
    {"german-dates", "de", "1. Mai und 2. Juni sind frei."},
    {"number-alone", "en", "It was 2) in all"},
    {"time-alone", "en", "On Monday, at 6 a.m. Ms. Lee left. |In 44 B.C. Caesar died."},
    {"time-alone-inside", "en", "Lee came. |By Jan. 5 at 7 p.m. Lee was ill."},
    {"time-before-starter", "en", "At 7 p.m. |The dogs came."},
    {"time-and-more", "en",
     "Lee left at 6 a.m. |Ms. Kim stayed. |Dogs came by 7 a.m. |Cats slept."},
    {"units", "en", "it is 5 ft. 6 in. tall and 3 lb. 5 oz. heavy. |He came in. |5 others left."},
    {"degree-sign", "en", "See N°. 512 of it. |It was 20 °C. |Snow fell."},
    {"capitals-number", "en", "SEC. 12 OF IT"},
    {"postscript", "en", "P.S. Lee sends her love."},
    {"academic-degree", "en", "Ann Lee has a Ph.D. |Kim has none."},
    {"spaced-title", "en", "Here is Mr . Lee now . |He left ."},
    {"bracketed-page", "en", "See it [page. 31] or (page. 4) first. |(2) Then read."},
    {"source", "en", "“They left.” (Lee 55). |“They came.” |(It was late.)"},
    {"source-without-quote", "en", "They left. |(Lee stayed). |Kim came."},
    {"omission-and-stop", "en", "It was so. |. . . Then it ended. . . ."},
    {"ellipsis-begins", "en", "It was so . |... Then it ended. |… It never did. ... and so on."},
    {"greek-question-mark", "el", "Πού είναι\u037E |Δεν ξέρω."},
    {"bulgarian-colon", "bg", "Той каза: |Няма го. |Купи: хляб, сол."},
    {"emoji-touches-word", "ru", "Мы ловим щук. |✅Утро подходит. |Вот так! 😊 |Пока."},
    {"answer-and-item", "en", "How many? |12. |That was all. |2. The second."},
    {"quote-alone", "en", "They read 'Mr. Lee stayed.' |Then 'Nobody left.'"},
    {"leading-ellipsis", "en", "... Then it ended. |They left."},
    {"pronoun-after-ellipsis", "en", "Well... I left. |Well... |They stayed."},
    {"addresses", "en", "See https://a.example/b.html |https://a.example/c.html |www.d.example"},
    {"address-begins", "en", "It was late. |www.example.org/late has more."},
    {"spaced-quote", "en", "He wrote ' It was late . ' |She wrote ' Never . ' |They left ."},
    {"spaced-quote-unpaired", "en", "It was late . '' |They left . \" |She stayed ."},
    {"spaced-quote-opens", "en", "It was late . |\" Never , \" she wrote ."},
    {"grave-quote", "en", "He wrote ``It was late.`` |Then he left."},
    {"swedish-quote-after-abbreviation", "sv", "Äpplen, päron m.m. |”Det är nog”, sade han."},
    {"finnish-quote-lower-case", "fi", "Kyltissä luki jotakin... ”ja niin edelleen”, hän sanoi."},
    {"italian-label", "it", "Nota: Il museo è chiuso. |Il risultato fu questo: |Nessuno venne."},
    {"greek-number", "el", "Βλ. τόμ. Β΄ και κεφ. ΙΑ΄ του έργου. |Το υπόλοιπο λείπει."},
    {"japanese-quoted-ellipsis", "ja", "「もう帰ろうか……」と父は言った。|「うん……」|雨が降ってきた。"},
    {"hindi-speech", "hi", "“तुम कौन हो?” बूढ़े ने धीरे से पूछा। |“मैं?” |वह चुप रहा।"},
    {"hindi-speech-auxiliary", "hi", "“अब क्या होगा?” लोग पूछते हैं। |“देखते हैं!” दुकानदार ने जवाब दिया।"},
    {"urdu-speech", "ur", "”تم کون ہو؟“ بوڑھے نے آہستہ سے پوچھا۔ |”میں؟“ |وہ چپ رہا۔"},
    {"korean-speech", "ko", "“누구세요?” 할머니가 물었다. |“저요!” |문이 열렸다."},
    {"polish-decade", "pl", "W latach 20. XX w. stał tu młyn. |Było ich 12. |Kowal policzył."},
    {"polish-initials-of-two-letters", "pl", "Napisał to Sz. Wilk, a przeczytał Cz. Lis. |Nikt nie słuchał."},
    {"czech-thousands-of-crowns", "cs", "Stálo to 12 tis. Kč a 3 mil. EUR. |Bylo jich 5 tis. |Odešli."},
    {"czech-given-name", "cs", "Psal to Fr. Dub a četl Jos. Lípa. |Nikdo neposlouchal."},
    {"finnish-titles", "fi", "Paikalla oli professori em. Kaarlo Niemi ja toim.joht. Aino Lahti. |Sitten satoi."},
    {"swedish-titles", "sv", "Här talade insp. Karin Berg och gen.dir. Olof Lund. |Sedan regnade det."},
    {"dutch-firms", "nl", "Hij werkt bij de fa. Jan Boom en Zn. te Leiden. |Zij ook."},
    {"italian-century", "it", "Fu scritto nel sec. XIV da un frate. |Nessuno lo lesse."},
    {"greek-company", "el", "Ανήκει στην Blue Sea Ltd. |Ιδρύθηκε χθες."},
    {"urdu-verb-like-an-initial", "ur", "رات کو بارش آئی۔ |بچے گھر گئے۔"},
    {"czech-king", "cs", "Most dal stavět Karel IV. Lucemburský. |Stojí dodnes."},
    {"czech-king-final", "cs", "Tehdy vládl Karel IV. |Potom přišel Václav."},
    {"czech-roman-month", "cs", "Stalo se to 5. XII. 1890 v Brně. |Bylo jich 12. |Petr plakal."},
    {"finnish-date-with-spaces", "fi", "Kokous pidettiin 5. 5. 2018 Oulussa. |Heitä oli 12. |Pekka nukkui."},
    {"greek-given-name", "el", "Το έγραψε ο Δημ. Νέος και το διάβασε η Αικ. Ρήγα. |Κανείς δεν άκουσε."},
    {"dutch-of-the", "nl", "Hij sprak met J. v.d. Heuvel en prof. em. Boom. |Zij zweeg."},
    {"finnish-day-before-year", "fi", "Kokous pidettiin 5.12. 2018 Oulussa. |Se päättyi 6.12. |Pekka nukkui."},
    {"emoticon", "en", "We won! :) |They lost. ;-( 😀 |See a.:b) or: (c) it."},
    {"emoticon-without-space", "fi", "Me voitimme.:)) |Muut hävisivät! =D |Mennään?"},
    {"emoticon-goes-on", "fr", "On a gagné ! :) et puis voilà. |Fin : (bis) ; fin."},
    {"ellipsis-before-figure", "uk", "Це буде, мабуть, у ... 2030 році. |Чекаємо... |5 днів минуло."},
    {"abbreviation-here", "de", "Die Wlk. steht leer. |Früher war die Wlk. Nord offen."},
    {"abbreviation-here-comma", "en", "The Hgb., old and grey, stayed. |We saw Hgb. North in 2001."},
    {"abbreviation-here-figures", "de", "Siehe Tfl. 5, dann Tfl. 7 und Tfl. 9 sowie Tfl. Nord. |Ende."},
    {"abbreviation-here-before-starter", "de", "Die Wlk. steht leer. |Sie sah die Wlk. |Sie ging."},
    {"abbreviation-here-not-so-few-figures", "de", "Es war in Ulm. |5 Leute kamen aus Ulm. |Peter ging."},
    {"abbreviation-here-seen-without-stop", "en",
     "He took the tram. then he slept. |A tram left. |It was that tram. |Peter waved."},
    {"abbreviation-here-careless", "en",
     "We saw the tram. then it left. |Nobody waited. |people slept. |It was that tram. |Peter waved."},
    {"abbreviation-here-mostly-final", "en",
     "So Bob. he left. |I saw Bob. |Ann too. |I met Bob. |Kim too. |I fed Bob. |Lee too. |I hid Bob. |Jim too. "
     "|I hit Bob. |Tom too."},
    {"german-compounds", "de",
     "Er wohnt in der Goethestr. 12 in Ulm. |Die Bestell-Nr. 512 und die Tel.-Nr. 030 fehlen. |Er sah die Parkstr. |Sie schlief."},
    {"speaker-by-name", "en", "“Why?” Ann O’Neil asked. |“Go!” |Ann left. |“Who?” |The rest asked."},
    {"chinese-speech-full-stop", "zh", "“走吧。”老人说。|“走吧。”|他说：“快。”"},
    {"chinese-title", "zh", "《谁？》这本书（还没看过？）很好。|他来了。|（她没来。）|完了。"},
    {"announced-quotation", "en", "He asked: “Who?” |Ann said nothing. |“Yes,” Bo said, “why?” |Ann asked nothing."},
    {"announced-quotation-hebrew", "he", "המורה שאל: \"מי כתב?\" |איש לא ענה. |\"אני!\" ענה הילד."},
    {"announced-quotation-chinese", "zh", "老师问：“谁？”|学生低声说。|“谁？”老师低声说。"},
    {"mark-that-opens", "en", "The \"Herald\" wrote it. |\", said a headline, \"Peace now\"."},
    {"mark-that-closes", "en", "\"It is late. \", she said. |\"You're right! \", he said."},
    {"hebrew-mark-that-opens", "he", "כך כתב \"הארץ\" בארה\"ב. |\", אמרה הכותרת."},
    {"german-day-before-year", "de", "Er kam am 5.12. 1890 an. |Sie ging."},
#include "tests/unit/hard-sentences.h"
};

static HexaplaOverrides *
read_overrides(const char *lines, GError **error)
{
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(lines, strlen(lines), NULL);

    return hexapla_overrides_read(in, "decisions.tsv", NULL, error);
}

/* Sentences with what ends them between: "|" a rule, "||" a person. */
static const struct {
    const char *name;
    const char *lines;
    const char *text;
    const char *split;
} decisions[] = {
    {"join", "no-break\tthe end.\tIt began", "That was the end. It began.", "That was the end. It began."},
    {"join-elsewhere", "no-break\tthe end.\tIt began", "The end. It began. So it went.",
     "The end.|It began.|So it went."},
    {"break-inside", "break\tMr.\tSmith went", "Then Mr. Smith went. He left.",
     "Then Mr.||Smith went.|He left."},
    {"break-without-terminator", "break\tone thing\tAnother", "Here is one thing Another is here. Bye.",
     "Here is one thing||Another is here.|Bye."},
    {"break-behind-the-last-terminator", "break\tno stop\tThen", "Stop. Here is no stop Then it goes",
     "Stop.|Here is no stop||Then it goes"},
    {"longest-text-wins", "no-break\tend.\tIt\nbreak\tthe end.\tIt began\n", "See the end. It began.",
     "See the end.|It began."},
    {"break-behind-an-abbreviation-here", "break\tof Wlk.\tNorth", "The Wlk. is old. East of Wlk. North won. By Wlk. North it is.",
     "The Wlk. is old.|East of Wlk.|North won.|By Wlk. North it is."},
    {"any-white-space", "no-break\tthe end.\tIt  began", "That was the\nend.\nIt\tbegan.",
     "That was the\nend.\nIt\tbegan."},
    {"comment", "# a comment\n\nno-break\tEnd.\tIt\r\n", "End. It began. So.", "End. It began.|So."},
    {"arabic", "no-break\tانتهى.\tثم بدأ", "لقد انتهى. ثم بدأ من جديد. نعم.",
     "لقد انتهى. ثم بدأ من جديد.|نعم."},
};

static void
test_decision(gconstpointer data)
{
    const __typeof__(decisions[0]) *row = data;
    gsize n = strlen(row->text);
    g_autoptr(HexaplaSegmenter) segmenter = hexapla_segmenter_new(hexapla_language_get("en"));
    g_autoptr(HexaplaOverrides) overrides = read_overrides(row->lines, NULL);
    g_autoptr(HexaplaDocument) document = hexapla_document_new("en", g_strdup(row->text), n);
    const HexaplaSplitter splitter = {.segmenter = segmenter, .overrides = overrides};
    g_autoptr(GString) got = g_string_new(NULL);
    const HexaplaSegment *segments;
    guint n_segments;

    g_assert_nonnull(overrides);
    hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, n);
    g_assert_true(hexapla_splitter_apply(&splitter, document, NULL, NULL));
    segments = hexapla_document_get_segments(document, &n_segments);
    for (guint i = 0; i < n_segments; i++) {
        g_string_append_len(got, row->text + segments[i].start, segments[i].end - segments[i].start);
        if (i + 1 < n_segments)
            g_string_append(got, segments[i].rule == HEXAPLA_RULE_OVERRIDE ? "||" : "|");
    }
    g_assert_cmpstr(got->str, ==, row->split);
}

static const struct {
    const char *name;
    const char *lines;
    const char *message;
} refused[] = {
    {"columns", "break\tThe end.", "decisions.tsv:1:1: error: a decision has three columns*"},
    {"verdict", "# so\njoin\tThe end.\tIt", "decisions.tsv:2:1: error: the decision is neither*"},
    {"short", "break\t.\tIt", "decisions.tsv:1:1: error: the text around the place is too short*"},
    {"nothing-behind", "break\tend.\t ", "decisions.tsv:1:1: error: the text around the place is too short*"},
    {"not-utf8", "break\tend\xE9.\tIt", "decisions.tsv:1:1: error: this is not UTF-8"},
};

static void
test_refused(gconstpointer data)
{
    const __typeof__(refused[0]) *row = data;
    g_autoptr(GError) error = NULL;

    g_assert_null(read_overrides(row->lines, &error));
    g_assert_true(g_pattern_match_simple(row->message, error->message));
}

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
    g_assert_true(hexapla_splitter_apply(&(HexaplaSplitter){.segmenter = segmenter}, document, NULL, NULL));
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
    {"small-letters", "he came. she went.", "small-letters", "came"},
    {"missing-space", "The end.It was", "missing-space", "end"},
    {"before-ellipsis", "The end. . . . Then", "before-ellipsis", "end"},
    {"list-item", "1) The end 2) More", "list-item", ""},
    {"address", "www.a.example http://b.example", "address", "www"},
    {"goes-on", "... Then", "goes-on", ""},
    {"long-word", "They went outside. nobody came.", "long-word", "outside"},
    {"block-end", "The end.", "block-end", "end"},
};

static void
test_reason(gconstpointer data)
{
    const __typeof__(reasons[0]) *row = data;
    g_autoptr(HexaplaSegmenter) segmenter = hexapla_segmenter_new(hexapla_language_get("en"));
    HexaplaScan scan;
    HexaplaDecision decision;
    g_autofree char *word = NULL;

    hexapla_segmenter_begin(segmenter, &scan, row->text, 0, strlen(row->text));
    g_assert_true(hexapla_segmenter_next(segmenter, &scan, &decision));
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
    g_assert_true(hexapla_splitter_apply(&(HexaplaSplitter){.segmenter = segmenter}, document, NULL, NULL));
    segments = hexapla_document_get_segments(document, &n_segments);
    g_assert_cmpuint(n_segments, >=, 3);
    for (guint i = 0; i < n_segments; i++)
        g_assert_cmpuint(segments[i].end - segments[i].start, <=, HEXAPLA_MAX_SEGMENT_BYTES);
    g_assert_cmpuint(segments[0].rule, ==, HEXAPLA_RULE_TOO_LONG);
    g_assert_cmpuint(segments[n_segments - 1].end, ==, n);
}

/* Text without spaces or with nothing but marks takes time in proportion to its length. */
static void
test_hostile(void)
{
    static const char *const parts[] = {"a.", ". ", "a) b. ", "x.http://a ", "6 at "};
    g_autoptr(HexaplaSegmenter) segmenter = hexapla_segmenter_new(hexapla_language_get("en"));

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        gint64 start = g_get_monotonic_time();
        HexaplaScan scan;
        HexaplaDecision decision;

        while (text->len < 200000)
            g_string_append(text, parts[i]);
        hexapla_segmenter_begin(segmenter, &scan, text->str, 0, text->len);
        while (hexapla_segmenter_next(segmenter, &scan, &decision))
            continue;
        g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/segment", rows, test_row);
    ADD_ROWS("/segment/reason", reasons, test_reason);
    ADD_ROWS("/segment/decision", decisions, test_decision);
    ADD_ROWS("/segment/decision/refused", refused, test_refused);
    g_test_add_func("/segment/too-long", test_too_long);
    g_test_add_func("/segment/hostile", test_hostile);
    return g_test_run();
}
