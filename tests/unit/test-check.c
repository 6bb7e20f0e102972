/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "check/allowances.h"
#include "check/checker.h"
#include "document/target.h"
#include "tests/unit/rows.h"

/* A sentence in English, its translation, and the translation with one error that only the message
 * @tag tells. @form is the approved form of @spelling, which stands in the sentence. */
typedef struct {
    const char *name;
    const char *language;
    const char *source;
    const char *good;
    const char *bad;
    const char *tag;
    const char *spelling;
    const char *form;
} Row;

static const Row rows[] = {
    /* Arabic */
    {"ar-number", "ar", "The mine employs 1,240 people.", "يعمل في المنجم 1240 شخصا.",
     "يعمل في المنجم 1420 شخصا.", "number-differs"},
    {"ar-digits", "ar", "The bridge is 86 years old.", "عمر الجسر ٨٦ عاما.", "عمر الجسر ٦٨ عاما.",
     "number-differs"},
    {"ar-decimal", "ar", "Prices rose by 3.5 percent in May.",
     "ارتفعت الأسعار بنسبة ٣٫٥ في المئة في مايو.", "ارتفعت الأسعار بنسبة ٣٥ في المئة في مايو.",
     "number-differs"},
    {"ar-words", "ar", "The 3rd train left at 5 p.m.", "غادر القطار الثالث في الساعة الخامسة مساء.",
     "غادر القطار الثالث في الساعة السادسة مساء.", "number-differs"},
    {"ar-unit", "ar", "The village lies 12 km from the port.",
     "تقع القرية على بعد 12 كيلومترا من الميناء.", "تقع القرية على بعد 12 مترا من الميناء.",
     "unit-differs"},
    {"ar-currency", "ar", "The ticket costs $40.", "سعر التذكرة 40 دولارا.", "سعر التذكرة 40 يورو.",
     "unit-differs"},
    {"ar-address", "ar", "Register at https://example.org/form today.",
     "سجل اليوم في https://example.org/form الآن.", "سجل اليوم في https://example.org/from الآن.",
     "address-differs"},
    {"ar-placeholder", "ar", "Hello {name}, your order is ready.", "مرحبا {name}، طلبك جاهز.",
     "مرحبا {الاسم}، طلبك جاهز.", "placeholder-differs"},
    {"ar-bracket", "ar", "The lake (now dry) was famous.", "كانت البحيرة (الجافة الآن) مشهورة.",
     "كانت البحيرة (الجافة الآن مشهورة.", "bracket-differs"},
    {"ar-quotation", "ar", "He called it “a gift” and left.", "سماها «هدية» ورحل.",
     "سماها «هدية ورحل.", "quotation-differs"},
    {"ar-question", "ar", "Where is the library?", "أين المكتبة؟", "أين المكتبة?", "end-differs"},
    {"ar-left", "ar", "The old market will open again next week.",
     "سيفتح السوق القديم أبوابه الأسبوع المقبل.", "The old market will open again next week.",
     "source-left"},
    {"ar-doubled", "ar", "The farmers waited for rain.", "انتظر المزارعون المطر.",
     "انتظر المزارعون المزارعون المطر.", "text-doubled"},
    {"ar-direction", "ar", "The code is AB-C.", "الرمز هو \u2066AB-C\u2069.",
     "الرمز هو \u2066AB-C.", "direction-unbalanced"},
    {"ar-name", "ar", "Samir Qadduri opened the school.", "وافتتح سمير القدوري المدرسة.",
     "وافتتح الوزير المدرسة.", "name-missing", "Samir Qadduri", "سمير القدوري"},
    {"ar-clitic", "ar", "They met with Qadduri in Tunis.", "اجتمعوا بالقدوري في تونس.",
     "اجتمعوا بالقادوري في تونس.", "name-other-form", "Qadduri", "القدوري"},

    {"ar-month", "ar", "Elections are due in May 2031.", "ستجرى الانتخابات في أيار 2031.",
     "ستجرى الانتخابات في تموز 2031.", "date-differs"},
    {"ar-dual", "ar", "The 2 doctors stayed.", "بقي الطبيبان.", "بقي 3 أطباء.", "number-differs"},

    /* Russian */
    {"ru-number", "ru", "About 15,300 students study here.", "Здесь учится около 15 300 студентов.",
     "Здесь учится около 13 500 студентов.", "number-differs"},
    {"ru-decimal", "ru", "The river is 2.75 metres deep.", "Глубина реки — 2,75 метра.",
     "Глубина реки — 27,5 метра.", "number-differs"},
    {"ru-date", "ru", "The contract ends on 9 June 2031.", "Договор истекает 09.06.2031.",
     "Договор истекает 09.07.2031.", "number-differs date-differs"},
    {"ru-hour", "ru", "The shop closes at 8 p.m.", "Магазин закрывается в 20:00.",
     "Магазин закрывается в 21:00.", "number-differs"},
    {"ru-decade", "ru", "The house dates from the 1970s.", "Дом построен в 70-х годах.",
     "Дом построен в 60-х годах.", "number-differs"},
    {"ru-unit", "ru", "The sack weighs 25 kg.", "Мешок весит 25 килограммов.",
     "Мешок весит 25 граммов.", "unit-differs"},
    {"ru-percent", "ru", "Only 7% of the wells are clean.", "Чисты лишь 7 процентов колодцев.",
     "Чисты лишь 7 колодцев.", "unit-differs"},
    {"ru-mail", "ru", "Write to desk@example.com before noon.",
     "Пишите на desk@example.com до полудня.", "Пишите на desk@example.org до полудня.",
     "address-differs"},
    {"ru-placeholder", "ru", "Deleted %d files.", "Удалено файлов: %d.", "Удалено файлов: %s.",
     "placeholder-differs"},
    {"ru-bracket", "ru", "The club (founded by miners) has a new coach.",
     "У клуба (основанного шахтёрами) новый тренер.",
     "У клуба основанного шахтёрами) новый тренер.", "bracket-differs"},
    {"ru-quotation", "ru", "\"We are ready,\" the captain said.", "«Мы готовы», — сказал капитан.",
     "«Мы готовы, — сказал капитан.", "quotation-differs"},
    {"ru-question", "ru", "Who repaired the roof?", "Кто починил крышу?", "Кто починил крышу.",
     "end-differs"},
    {"ru-left", "ru", "The driver stopped because the road was flooded.",
     "Водитель остановился, потому что дорогу затопило.",
     "Водитель остановился, because the road was flooded.", "source-left"},
    {"ru-doubled", "ru", "The museum shows old maps.", "В музее показывают старые карты.",
     "В музее показывают показывают старые карты.", "text-doubled"},
    {"ru-name", "ru", "A letter from Darnell reached the court.", "Письмо Дарнелла дошло до суда.",
     "Письмо Парсонса дошло до суда.", "name-missing", "Darnell", "Дарнелл"},
    {"ru-spelling", "ru", "Critics praised Yusuf Karami.", "Критики хвалили Юсуфа Карами.",
     "Критики хвалили Юсефа Керами.", "name-other-form", "Yusuf Karami", "Юсуф Карами"},

    {"ru-weekday", "ru", "They meet every Tuesday.", "Они встречаются каждый вторник.",
     "Они встречаются каждую пятницу.", "date-differs"},
    {"ru-compound", "ru", "A 3-day strike began.", "Началась трёхдневная забастовка.",
     "Началась трёхмесячная забастовка.", "unit-differs"},

    /* French */
    {"fr-number", "fr", "The library holds 48,000 books.",
     "La bibliothèque possède 48\u202f000 livres.", "La bibliothèque possède 84\u202f000 livres.",
     "number-differs"},
    {"fr-scale", "fr", "The town received 2.5 million euros.", "La ville a reçu 2 500 000 euros.",
     "La ville a reçu 250 000 euros.", "number-differs"},
    {"fr-hour", "fr", "The meeting starts at 14:30.", "La réunion commence à 14 h 30.",
     "La réunion commence à 14 h 20.", "number-differs"},
    {"fr-date", "fr", "It was signed on March 3, 1987.", "Il fut signé le 3 mars 1987.",
     "Il fut signé le 3 mars 1978.", "number-differs"},
    {"fr-century", "fr", "The tower is from the 15th century.", "La tour date du XVe siècle.",
     "La tour date du XVIe siècle.", "number-differs"},
    {"fr-unit", "fr", "Add 200 g of flour.", "Ajoutez 200 grammes de farine.",
     "Ajoutez 200 litres de farine.", "unit-differs"},
    {"fr-hours", "fr", "The trip takes 6 hours.", "Le trajet dure 6 heures.",
     "Le trajet dure 6 jours.", "unit-differs"},
    {"fr-address", "fr", "See www.example.net/help.", "Voir www.example.net/help.",
     "Voir www.example.net.", "address-differs"},
    {"fr-markup", "fr", "Press <b>Save</b> to go on.",
     "Appuyez sur <b>Enregistrer</b> pour continuer.", "Appuyez sur <b>Enregistrer pour continuer.",
     "placeholder-differs"},
    {"fr-bracket", "fr", "The vote [see page two] was close.",
     "Le vote [voir page deux] fut serré.", "Le vote voir page deux fut serré.", "bracket-differs"},
    {"fr-quotation", "fr", "She said “never” twice.", "Elle a dit « jamais » deux fois.",
     "Elle a dit « jamais « deux fois.", "quotation-differs"},
    {"fr-exclamation", "fr", "What a day!", "Quelle journée !", "Quelle journée", "end-differs"},
    {"fr-left", "fr", "Please close the window before you leave.",
     "Merci de fermer la fenêtre avant de partir.", "Please close the window before you leave.",
     "source-left"},
    {"fr-doubled", "fr", "We wash in the river.", "Nous nous lavons dans la rivière.",
     "Nous nous lavons dans la la rivière.", "text-doubled"},
    {"fr-name", "fr", "The garden of Hodgkins is large.", "Le jardin d’Hodgkins est grand.",
     "Le jardin de cet homme est grand.", "name-missing", "Hodgkins", "Hodgkins"},
    {"fr-spelling", "fr", "The poems of Anna Serova were printed.",
     "Les poèmes d’Anna Serova ont été imprimés.", "Les poèmes d’Anna Sirova ont été imprimés.",
     "name-other-form", "Anna Serova", "Anna Serova"},

    /* German */
    {"de-number", "de", "The tunnel is 1,875 metres long.", "Der Tunnel ist 1.875 Meter lang.",
     "Der Tunnel ist 1.785 Meter lang.", "number-differs"},
    {"de-missing", "de", "Of the 14 boats 9 returned.", "Von den 14 Booten kehrten 9 zurück.",
     "Von den 14 Booten kehrten einige zurück.", "number-differs"},
    {"de-added", "de", "The school has a new roof.", "Die Schule hat ein neues Dach.",
     "Die Schule hat seit 2019 ein neues Dach.", "number-differs"},
    {"de-words", "de", "The 12 judges agreed.", "Die zwölf Richter waren einig.",
     "Die elf Richter waren einig.", "number-differs"},
    {"de-month", "de", "The fair opens on 05/10/2027.", "Die Messe öffnet am 5. Oktober 2027.",
     "Die Messe öffnet am 5. November 2027.", "number-differs"},
    {"de-unit", "de", "The pipe is 30 cm wide.", "Das Rohr ist 30 Zentimeter breit.",
     "Das Rohr ist 30 Millimeter breit.", "unit-differs"},
    {"de-currency", "de", "A loaf costs €3.", "Ein Brot kostet 3 Euro.",
     "Ein Brot kostet 3 Dollar.", "unit-differs"},
    {"de-account", "de", "Follow @hexworks for news.", "Folgen Sie @hexworks für Neues.",
     "Folgen Sie @hexwerks für Neues.", "address-differs"},
    {"de-placeholder", "de", "${count} messages are new.", "${count} Nachrichten sind neu.",
     "${anzahl} Nachrichten sind neu.", "placeholder-differs"},
    {"de-bracket", "de", "The mill (a ruin) is for sale.",
     "Die Mühle (eine Ruine) steht zum Verkauf.", "Die Mühle (eine Ruine steht zum Verkauf.",
     "bracket-differs"},
    {"de-quotation", "de", "He wrote “yes” on the door.", "Er schrieb „ja“ an die Tür.",
     "Er schrieb ja an die Tür.", "quotation-differs"},
    {"de-end", "de", "The ferry is late.", "Die Fähre hat Verspätung.", "Die Fähre hat Verspätung",
     "end-differs"},
    {"de-compound", "de", "He keeps 36 goats.", "Er hält sechsunddreißig Ziegen.",
     "Er hält dreiundsechzig Ziegen.", "number-differs"},
    {"de-named", "de", "Critics of Paula May wrote on Sunday.",
     "Kritiker von Paula May schrieben am Sonntag.", "Kritiker von Paula May schrieben am Montag.",
     "date-differs"},
    {"de-march", "de", "The march took 4 hours.", "Der Marsch dauerte 4 Stunden.",
     "Der Marsch dauerte 4 Minuten.", "unit-differs"},
    {"de-empty", "de", "The gate stays shut.", "Das Tor bleibt zu.", " ", "untranslated"},
    {"de-doubled", "de", "The nurses work at night.", "Die Pflegerinnen arbeiten nachts.",
     "Die Pflegerinnen arbeiten nachts. Die Pflegerinnen arbeiten nachts.", "text-doubled"},
    {"de-name", "de", "The farm of Dervish Kola burned.", "Derwisch Kolas Hof brannte.",
     "Der Hof brannte.", "name-missing", "Dervish Kola", "Derwisch Kola"},
    {"de-place", "de", "The market of Velgast opened.", "Der Velgaster Markt öffnete.",
     "Der Welgazer Markt öffnete.", "name-other-form", "Velgast", "Velgast"},
    {"de-hours", "de", "The bank is open from 10 to 4.", "Die Bank ist von 10 bis 16 Uhr geöffnet.",
     "Die Bank ist von 10 bis 15 Uhr geöffnet.", "number-differs"},
    {"de-milliard", "de", "The loan is 20 million euros.", "Der Kredit beträgt 20 Millionen Euro.",
     "Der Kredit beträgt 20 Milliarden Euro.", "number-differs"},
    {"de-crossed", "de", "The key (of brass) is lost.", "Der Schlüssel (aus Messing) ist weg.",
     "Der Schlüssel (aus Messing] ist weg.", "bracket-differs"},
    {"de-label", "de", "Article 7(2) is new.", "Art. 7 Abs. 2 ist neu.", "Art. 7 Abs. 3 ist neu.",
     "number-differs"},
    {"de-left-three", "de", "Many old houses burned.", "Viele alte Häuser brannten.",
     "Viele old houses burned.", "source-left"},
    {"fr-speaker", "fr", "“We know,” she said, “and we wait.”",
     "« Nous savons et nous attendons », dit-elle.", "Nous savons et nous attendons, dit-elle.",
     "quotation-differs"},
    {"fr-moved", "fr", "“Is it far?” he asked.", "Il demanda : « Est-ce loin ? »",
     "Il demanda : « Est-ce loin »", "end-differs"},
    {"fr-letter", "fr", "He has a boat.", "Il a un bateau.", "Il a a un bateau.", "text-doubled"},
    {"fr-pounds", "fr", "The watch costs £90.", "La montre coûte 90 livres.",
     "La montre coûte 90 euros.", "unit-differs"},
    {"ru-gram", "ru", "Add 40 g of salt.", "Добавьте 40 г соли.", "Добавьте 40 кг соли.",
     "unit-differs"},
    {"ru-short-million", "ru", "Sales rose to 3m.", "Продажи выросли до 3 млн.",
     "Продажи выросли до 3 млрд.", "number-differs unit-differs"},
    {"ru-day-of-month", "ru", "It began on 11 November.", "Началось 11 ноября.",
     "Началось 11 декабря.", "date-differs"},
    {"de-spelling", "de", "Leila Haddad spoke first.", "Leila Haddad sprach zuerst.",
     "Laila Hadad sprach zuerst.", "name-other-form", "Leila Haddad", "Leila Haddad"},
};

static void
take_tag(const HexaplaFinding *finding, gpointer user_data)
{
    GString *tags = user_data;

    g_string_append_printf(tags, "%s%s", tags->len > 0 ? " " : "",
                           hexapla_issue_kind_get_tag(finding->kind));
}

static HexaplaDocument *
new_document(const Row *row, const char *target)
{
    gsize n = strlen(row->source);
    HexaplaDocument *document = hexapla_document_new("en", g_strdup(row->source), n);
    guint block = hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, n);

    hexapla_document_add_segment(document, block, 0, n, HEXAPLA_RULE_BLOCK_END);
    hexapla_document_set_target_language(document, row->language);
    hexapla_document_set_target(document, 0, target, strlen(target));
    if (row->spelling != NULL) {
        gsize start = strstr(row->source, row->spelling) - row->source;
        guint n_names;

        hexapla_document_add_mention(document, start, start + strlen(row->spelling),
                                     HEXAPLA_NAME_OTHER);
        hexapla_document_get_names(document, &n_names)->form = row->form;
    }
    return document;
}

static char *
check(const Row *row, const char *target)
{
    GString *tags = g_string_new(NULL);
    g_autoptr(HexaplaChecker) checker = hexapla_checker_new(take_tag, tags);
    g_autoptr(HexaplaDocument) document = new_document(row, target);

    hexapla_checker_apply(checker, document);
    return g_string_free(tags, FALSE);
}

static void
test_good(gconstpointer data)
{
    const Row *row = data;
    g_autofree char *tags = check(row, row->good);

    g_assert_cmpstr(tags, ==, "");
}

static void
test_bad(gconstpointer data)
{
    const Row *row = data;
    g_autofree char *tags = check(row, row->bad);

    g_assert_cmpstr(tags, ==, row->tag);
}

/* A name without a form, in two sentences. */
static const Row spellings[] = {
    {"ar", "ar", "Tarkani left.", "رحل تركاني.", "رحل طرقاني.", "name-two-translations", "Tarkani",
     NULL},
    {"ar-clitic", "ar", "Tarkani left.", "رحل تركاني.", "رحلوا بتركاني.", "", "Tarkani", NULL},
    {"ru", "ru", "Breslow won.", "Бреслоу победил.", "Бреслов победил.", "name-two-translations",
     "Breslow", NULL},
    {"ru-case", "ru", "Halvard won.", "Халвард победил.", "Победа Халварда.", "", "Halvard", NULL},
};

typedef struct {
    const char *name;
    const char *line;
    gboolean allows;
} Allowed;

static const Allowed allowed[] = {
    {"segment", "end-differs\tu7", TRUE},        {"source", "end-differs\tOne.", TRUE},
    {"target", "end-differs\tEins", TRUE},       {"other-tag", "number-differs\tu7", FALSE},
    {"other-segment", "end-differs\tu8", FALSE}, {"note", "# end-differs", FALSE},
};

static void
test_spelling(gconstpointer data)
{
    const Row *row = data;
    g_autoptr(GString) tags = g_string_new(NULL);
    g_autoptr(HexaplaChecker) checker = hexapla_checker_new(take_tag, tags);
    g_autoptr(HexaplaDocument) first = new_document(row, row->good);
    g_autoptr(HexaplaDocument) second = new_document(row, row->bad);

    hexapla_checker_apply(checker, first);
    hexapla_checker_apply(checker, second);
    g_assert_cmpstr(tags->str, ==, row->tag);
}

static void
test_allowed(gconstpointer data)
{
    const Allowed *row = data;
    const HexaplaFinding finding = {
        .kind = HEXAPLA_ISSUE_END_DIFFERS, .segment = "u7", .source = "One.", .target = "Eins"};
    g_autoptr(GInputStream) in =
        g_memory_input_stream_new_from_data(row->line, strlen(row->line), NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(HexaplaAllowances) allowances = hexapla_allowances_read(in, "allow", NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpint(hexapla_allowances_have(allowances, &finding), ==, row->allows);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/check/good", rows, test_good);
    ADD_ROWS("/check/bad", rows, test_bad);
    ADD_ROWS("/check/spelling", spellings, test_spelling);
    ADD_ROWS("/check/allowed", allowed, test_allowed);
    return g_test_run();
}
