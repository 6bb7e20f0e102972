/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "names/pairs.h"
#include "names/variants.h"
#include "tests/unit/rows.h"
#include "translit/gutturals.h"
#include "translit/known.h"
#include "translit/letters.h"
#include "translit/matcher.h"
#include "translit/parts.h"
#include "translit/romanise.h"

/* The right name is nearer than the wrong one. */
typedef struct {
    const char *name;
    const char *language;
    const char *query;
    const char *right;
    const char *wrong;
} MatchRow;

static const MatchRow matches[] = {
    {"arabic-person", "ar", "خالد الطويل", "Khaled al-Tawil", "Khalil al-Tayeb"},
    {"arabic-vowels", "ar", "سمرقند", "Samarqand", "Sumerkand Hills"},
    {"arabic-ayn", "ar", "عجمان", "Ajman", "Amman"},
    {"arabic-foreign", "ar", "هلسنكي", "Helsinki", "Halasi"},
    {"arabic-g", "ar", "غرينلاند", "Greenland", "Finland"},
    {"arabic-back", "ar", "Djibouti", "جيبوتي", "جيزان"},
    {"persian-v", "fa", "ورامین", "Varamin", "Urmia"},
    {"persian-o", "fa", "لوزان", "Lausanne", "Lusaka"},
    {"urdu", "ur", "لاہور", "Lahore", "Larkana"},
    {"hebrew-b-v", "he", "אביב", "Aviv", "Abib Joab"},
    {"hebrew-begins-with-b", "he", "ברלין", "Berlin", "Verlaine"},
    {"hebrew-geresh", "he", "ג'ני", "Jenny", "Gani"},
    {"hebrew-geresh-sign", "he", "צ׳ילה", "Chile", "Tsila"},
    {"russian", "ru", "Щукин", "Shchukin", "Shukhov"},
    {"russian-french", "ru", "Жуков", "Joukov", "Chukov"},
    {"russian-h", "ru", "Гамбург", "Hamburg", "Gambia"},
    {"ukrainian-g", "uk", "Гринько", "Hrynko", "Grinkevich"},
    {"ukrainian-apostrophe", "uk", "В’ячеслав", "Viacheslav", "Vladislav"},
    {"belarusian", "be", "Быкаў", "Bykau", "Bukavu"},
    {"bulgarian", "bg", "Търново", "Tarnovo", "Tirana"},
    {"greek-b", "el", "Μπέργκεν", "Bergen", "Mpergen Peak"},
    {"greek-nt", "el", "Ντακάρ", "Dakar", "Ntaka"},
    {"greek-gou", "el", "Γουίλιαμ", "William", "Guillermo"},
    {"hindi", "hi", "लखनऊ", "Lucknow", "Lanka"},
    {"hindi-inherent-vowel", "hi", "कमल", "Kamal", "Kamala Devi"},
    {"kana", "ja", "ロバート", "Robert", "Lobato"},
    {"kana-l", "ja", "ルーカス", "Lucas", "Luxor"},
    {"kana-th", "ja", "エリザベス", "Elizabeth", "Elisabetta"},
    {"kana-back", "ja", "Victor", "ビクター", "ベクター"},
    {"hanzi-foreign", "zh", "马丁", "Martin", "Madrid"},
    {"hanzi-consonants", "zh", "斯特恩", "Stern", "Setienne"},
    {"hanzi-traditional", "zh", "羅伯特", "Robert", "Albert"},
    {"hanzi-chinese", "zh", "南京", "Nanjing", "Nanchang"},
    {"korean", "ko", "서울", "Seoul", "Sowell"},
    {"korean-family-name", "ko", "박", "Park", "Beck"},
    {"georgian", "ka", "თბილისი", "Tbilisi", "Tiblis"},
    {"armenian", "hy", "Գյումրի", "Gyumri", "Kumar"},
    {"two-scripts", "ru", "Лондон", "Λονδίνο", "Λευκωσία"},
    {"place-turned", "hi", "टेक्सास ऑस्टिन", "Austin, Texas", "Dallas, Texas"},
    {"words-left-out", "ru", "Уэссан", "Ouessant Island", "Wales Island"},
};

static void
test_match(gconstpointer data)
{
    const MatchRow *row = data;
    g_autoptr(HexaplaMatcher) matcher = hexapla_matcher_new(row->language);
    double right = hexapla_matcher_distance(matcher, row->query, row->right);
    double wrong = hexapla_matcher_distance(matcher, row->query, row->wrong);

    g_assert_cmpfloat(right, <, wrong);
}

typedef struct {
    const char *name;
    const char *text;
    const char *parts; /* between bars */
} PartRow;

static const PartRow parts[] = {
    {"plain", "Ana Duarte", "ana|duarte"},
    {"diacritics", "Ṭāriq Žižek", "tariq|zhizhek"},
    {"article", "Samir al-Tawil", "samir|tawil"},
    {"article-capital", "Samir Al Tawil", "samir|tawil"},
    {"article-sun", "Samir at-Tawil", "samir|tawil"},
    {"article-joined", "Samir Eltawil", "samir|tawil"},
    {"no-article", "Salim Alaoui", "salim|alaoui"},
    {"article-is-name", "Al", "al"},
    {"servant", "Abd al-Latif", "abd|latif"},
    {"servant-abdul", "Abdul Latif", "abd|latif"},
    {"servant-joined", "Abdellatif", "abd|latif"},
    {"servant-sun", "Abderrazak", "abd|razak"},
    {"servant-of-god", "Abdullah", "abd|allah"},
    {"faith", "Badr al-Din", "badr|din"},
    {"faith-joined", "Badreddine", "badr|din"},
    {"faith-uddin", "Shihabuddin", "shihab|din"},
    {"faith-with-one-d", "Kamaludin", "kamal|din"},
    {"faith-french", "Azzedine", "azz|din"},
    {"not-faith", "Baudin", "baudin"},
    {"god", "Saadallah", "saad|allah"},
    {"father", "Abou Walid", "abu|walid"},
    {"mother", "Oum Ahmed", "umm|ahmed"},
    {"son", "Tarek ben Ziad", "tarek|bn|ziad"},
    {"irish", "O Malley", "omalley"},
    {"apostrophes", "Ka’b bin Zu'ayr", "kab|bn|zuayr"},
};

static void
test_parts(gconstpointer data)
{
    const PartRow *row = data;
    g_autoptr(GString) result = g_string_new(NULL);
    HexaplaParts found;

    hexapla_parts_read(&found, row->text);
    for (guint i = 0; i < found.n; i++)
        g_string_append_printf(result, "%s%s", i > 0 ? "|" : "", found.parts[i]);
    g_assert_cmpstr(result->str, ==, row->parts);
}

/* Spellings between bars; each stands for its cluster in the same order. */
typedef struct {
    const char *name;
    const char *names;
    const char *clusters;
    const char *safe;
} VariantRow;

static const VariantRow variants[] = {
    {"arabic-vowels", "Walid|Waleed|Oualid", "000", "000"},
    {"short-and-long", "Hasan|Hussein", "01", "01"},
    {"jamal-jamil", "Jamal|Jamil|Gamal|Djamil", "0101", "0101"},
    {"ambiguous", "Majed|Majid", "00", "01"},
    {"said-saud", "Saeed|Saud", "01", "01"},
    {"sami-samih", "Samy|Samih", "01", "01"},
    {"amir-amer", "Amir|Ameer|Amer|Aamer", "0022", "0022"},
    {"unknown-tradition", "Shcherbytsky|Schtscherbyzki", "00", "00"},
    {"unknown-double", "Dubbaneh|Dubaneh", "00", "00"},
    {"unknown-other", "Dubaneh|Dabineh", "01", "01"},
    {"article", "Nizar al-Qabbani|Nizar Qabbani|Nizar el-Kabbani", "000", "000"},
    {"abd", "Abd al-Latif|Abdul Latif|Abdellatif", "000", "000"},
    {"other-surname", "Tarek Haddad|Tarek Hamdan", "01", "01"},
    {"other-given-name", "Omar Haddad|Ammar Haddad", "01", "01"},
    {"hyphen", "Ali-Nejad|Alinejad", "00", "00"},
    {"case-and-marks", "SA’DI|Sa'di|Saʿdī", "000", "000"},
    {"cyrillic-endings", "Grigory Belsky|Grigoriy Belskiy|Grigorij Belskij", "000", "000"},
    {"woman", "Olga Belova|Olga Belowa|Olga Belov", "002", "002"},
    {"traditions", "Zhdanov|Schdanow|Jdanov|Ždanov|Żdanow", "00000", "00000"},
    {"german-w", "Wladimir Orlow|Vladimir Orlov", "00", "00"},
    {"other-script", "Наталія Гнатюк|наталія гнатюк|Наталия Гнатюк|Надія Гнатюк", "0023", "0023"},
    {"wade-giles", "Xi'an|Hsi-an|Zhou Fulai|Chou Fu-lai", "0022", "0022"},
    {"long-part",
     "東京中央区立第一二三四五六七八九十百千高校|東京中央区立第一二三四五六七八九十百千大学", "01",
     "01"},
    {"numbers", "Brigade 7|Brigade 9", "01", "01"},
    {"nothing", "’|’", "01", "01"},
};

static void
check_variants(const VariantRow *row, gboolean safe)
{
    g_autoptr(HexaplaVariants) found = hexapla_variants_new(safe);
    g_autoptr(GString) result = g_string_new(NULL);
    g_auto(GStrv) names = g_strsplit(row->names, "|", -1);

    for (char **name = names; *name != NULL; name++)
        hexapla_variants_add(found, *name, "");
    hexapla_variants_settle(found);
    for (guint i = 0; names[i] != NULL; i++)
        g_string_append_printf(result, "%u", hexapla_variants_get_cluster(found, i));
    g_assert_cmpstr(result->str, ==, safe ? row->safe : row->clusters);
}

static void
test_variants(gconstpointer data)
{
    check_variants(data, FALSE);
    check_variants(data, TRUE);
}

typedef struct {
    const char *name;
    const char *spelling;
    guint n;
} KnownRow;

static const KnownRow known[] = {
    {"one", "hussein", 1},     {"u-as-ou", "mahmood", 1}, {"doubled", "muhammmad", 1},
    {"q-as-k", "tarik", 1},    {"ambiguous", "majid", 2}, {"long-vowel", "majeed", 1},
    {"final-h", "fatimah", 1}, {"unknown", "zzyzx", 0},   {"nothing", "", 0},
    {"slash", "samir", 1},
};

static void
test_known(gconstpointer data)
{
    const KnownRow *row = data;

    g_assert_cmpuint(hexapla_known_lookup(row->spelling).n, ==, row->n);
}

typedef struct {
    const char *name;
    const char *kind;
    const char *a;
    const char *b;
    gboolean same;
} PairRow;

static const PairRow pairs[] = {
    {"typing-error", "Person", "Leander Vosskamp", "Leander Vosskmap", TRUE},
    {"other-given-name", "Person", "Leander Vosskamp", "Lorenz Vosskamp", FALSE},
    {"initial", "Person", "L. Vosskamp", "Leander Vosskamp", TRUE},
    {"turned", "Person", "VOSSKAMP, Leander", "Leander Vosskamp", TRUE},
    {"middle-name", "Person", "Leander Maria Vosskamp", "Leander Vosskamp", TRUE},
    {"two-middle-names", "Person", "Leander Maria Vosskamp", "Leander Jonas Vosskamp", FALSE},
    {"title", "Person", "Dr. Leander Vosskamp", "Leander Vosskamp", TRUE},
    {"without-space", "Person", "LeanderVosskamp", "Leander Vosskamp", TRUE},
    {"romanisation", "Person", "Yousef el-Haddad", "Yusuf Haddad", TRUE},
    {"father-and-son", "Person", "Omar bin Khaled al-Harbi", "Khaled bin Omar al-Harbi", FALSE},
    {"one-part", "Person", "Vosskamp", "Leander Vosskamp", FALSE},
    {"scripts", "Person", "Юрий Гагарин", "Yuri Gagarin", TRUE},
    {"legal-form", "Company", "Vosskamp Gesellschaft mit beschränkter Haftung", "Vosskamp GmbH",
     TRUE},
    {"legal-form-dots", "Company", "Vosskamp G.m.b.H.", "Vosskamp GmbH", TRUE},
    {"other-legal-form", "Company", "Vosskamp GmbH", "Vosskamp AG", FALSE},
    {"legal-form-first", "Company", "OOO Vosskamp", "Vosskamp Limited Liability Company", TRUE},
    {"other-word", "Company", "Vosskamp Shipping Ltd", "Vosskamp Mining Ltd", FALSE},
    {"and", "Company", "Voss & Kamp Inc.", "Voss and Kamp Incorporated", TRUE},
    {"abbreviation", "Organization", "CRC", "Coast Relief Council", TRUE},
};

static void
test_pair(gconstpointer data)
{
    const PairRow *row = data;
    g_autoptr(HexaplaPairs) judge = hexapla_pairs_new();

    g_assert_cmpint(hexapla_pairs_are_same(judge, row->a, row->b, row->kind), ==, row->same);
    g_assert_cmpint(hexapla_pairs_are_same(judge, row->b, row->a, row->kind), ==, row->same);
}

typedef struct {
    const char *name;
    const char *system;
    const char *text;
    const char *latin;
} SystemRow;

static const SystemRow systems[] = {
    {"russian-bgn", "ru-bgn", "Щербаков", "Shcherbakov"},
    {"russian-bgn-e", "ru-bgn", "Елец, Сергеев", "Yelets, Sergeyev"},
    {"russian-bgn-signs", "ru-bgn", "Подъячев Игорь", "Pod”yachev Igor’"},
    {"russian-bgn-capitals", "ru-bgn", "ХАРЬКОВ Юг", "KHAR’KOV Yug"},
    {"russian-iso9", "ru-iso9", "Хрущёв, Юлия", "Hruŝëv, Ûliâ"},
    {"ukrainian-beginning", "uk-2010", "Єнакієве", "Yenakiieve"},
    {"ukrainian-zgh", "uk-2010", "Згурський", "Zghurskyi"},
    {"ukrainian-apostrophe", "uk-2010", "Знам'янка", "Znamianka"},
    {"ukrainian-g", "uk-2010", "Ґалаґан і Гнат", "Galagan i Hnat"},
    {"greek", "el-elot743", "Γιάννης Παπανδρέου", "Giánnis Papandréou"},
    {"greek-ev", "el-elot743", "Ευάγγελος Λευτέρης", "Evángelos Leftéris"},
    {"greek-b", "el-elot743", "Μπάμπης", "Bámpis"},
    {"pinyin", "zh-pinyin", "北京", "beijing"},
    {"pinyin-apostrophe", "zh-pinyin", "西安", "xi’an"},
    {"hepburn", "ja-hepburn", "とうきょう", "tōkyō"},
    {"hepburn-n", "ja-hepburn", "しんいち", "shin’ichi"},
    {"korean", "ko-rr", "부산", "busan"},
    {"korean-liaison", "ko-rr", "설악", "seorak"},
    {"korean-nasal", "ko-rr", "종로", "jongno"},
    {"korean-silla", "ko-rr", "신라", "silla"},
    {"arabic-alalc", "ar-alalc", "مُحَمَّد", "muḥammad"},
    {"arabic-alalc-article", "ar-alalc", "الشَّمْس", "al-shams"},
    {"arabic-alalc-long", "ar-alalc", "نُورِي صَالِح", "nūrī ṣāliḥ"},
    {"arabic-alalc-ta", "ar-alalc", "فَاطِمَة", "fāṭimah"},
    {"arabic-alalc-nisba", "ar-alalc", "عِرَاقِيّ", "ʻirāqī"},
    {"arabic-bgn-sun", "ar-bgn", "الشَّمْس", "ash-shams"},
    {"arabic-bgn-moon", "ar-bgn", "القَمَر", "al-qamar"},
    {"arabic-un-hamza", "ar-un", "مُؤْمِن", "mu’min"},
    {"arabic-un-z", "ar-un", "ظَاهِر", "d͟hāhir"},
    {"arabic-ijmes-ta", "ar-ijmes", "فَاطِمَة", "fāṭima"},
    {"arabic-ijmes-ayn", "ar-ijmes", "عَبَّاس", "ʿabbās"},
    {"arabic-ijmes-diphthong", "ar-ijmes", "حُسَيْن", "ḥusayn"},
    {"arabic-ijmes-initial-hamza", "ar-ijmes", "أَحْمَد", "aḥmad"},
};

static void
test_system(gconstpointer data)
{
    const SystemRow *row = data;
    g_autofree char *latin = hexapla_romanise(row->system, row->text);

    g_assert_cmpstr(latin, ==, row->latin);
}

static void
test_no_system(void)
{
    g_assert_null(hexapla_romanise("xx-none", "a"));
}

/* A name that is far too long is cut, in whatever script. */
typedef struct {
    const char *name;
    const char *latin;
    const char *original;
    const char *marks; /* ʾ, ʿ, and ? where the original does not tell */
} GutturalRow;

static const GutturalRow gutturals[] = {
    {"seat-of-hamza", "Fada’il", "فضائل", "ʾ"},
    {"ayn", "Ja'far", "جعفر", "ʿ"},
    {"both", "‘Ala’ al-Din", "علاء الدين", "ʿʾ"},
    {"ayn-before-last-hamza", "Shu’a", "شعاء", "ʿ"},
    {"first-hamza-is-not-written", "Ahmad Ka’b", "أحمد كعب", "ʿ"},
    {"initial-ayn", "‘Abd al-Qadir", "عبد القادر", "ʿ"},
    {"in-the-second-word", "Umm al-Ra’s", "أم الرأس", "ʾ"},
    {"of-a-short-form", "Mas’ud", "علي مسعود الكندي", "ʿ"},
    {"only-in-another-word", "O’Hara", "بيت", "?"},
    {"Persian", "Mo’tamed", "معتمد", "ʿ"},
    {"Hebrew-ayn", "Ya’akov", "יעקב", "ʿ"},
    {"Hebrew-alef", "Be’er", "באר", "ʾ"},
    {"diacritics", "Ṣan’ā’", "صنعاء", "ʿʾ"},
    {"nothing", "Basra", "البصرة", ""},
    {"no-letters", "’", "", "?"},
};

static void
test_gutturals(gconstpointer data)
{
    const GutturalRow *row = data;
    gunichar marks[8];
    guint n = hexapla_gutturals_align(row->latin, strlen(row->latin), row->original, marks,
                                      G_N_ELEMENTS(marks));
    g_autoptr(GString) result = g_string_new(NULL);

    for (guint i = 0; i < n; i++)
        g_string_append_unichar(result, marks[i] != 0 ? marks[i] : '?');
    g_assert_cmpstr(result->str, ==, row->marks);
}

static void
test_long(void)
{
    static const char *const letters[] = {"a", "ж", "あ", "東", "ע", "’"};
    g_autoptr(HexaplaMatcher) matcher = hexapla_matcher_new("und");
    g_autoptr(HexaplaVariants) found = hexapla_variants_new(FALSE);

    for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
        g_autoptr(GString) name = g_string_new(NULL);

        for (guint j = 0; j < 1000; j++)
            g_string_append(name, letters[i]);
        g_assert_cmpfloat(hexapla_matcher_distance(matcher, name->str, "Aden"), >, 0);
        hexapla_variants_add(found, name->str, "");
    }
    hexapla_variants_settle(found);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/translit/match", matches, test_match);
    ADD_ROWS("/translit/parts", parts, test_parts);
    ADD_ROWS("/translit/known", known, test_known);
    ADD_ROWS("/translit/variants", variants, test_variants);
    ADD_ROWS("/translit/pairs", pairs, test_pair);
    ADD_ROWS("/translit/gutturals", gutturals, test_gutturals);
    ADD_ROWS("/translit/system", systems, test_system);
    g_test_add_func("/translit/no-system", test_no_system);
    g_test_add_func("/translit/long", test_long);
    return g_test_run();
}
