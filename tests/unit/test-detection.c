/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>
#include <unicode/ucnv.h>

#include "base/detection.h"
#include "base/error.h"
#include "base/input.h"
#include "tests/unit/rows.h"

/* Texts as they are read, and the encodings in which people kept such texts. */
static const struct {
    const char *name;
    const char *encodings;
    const char *text;
} samples[] = {
    {"ar-short", "windows-1256 ISO-8859-6", "افتتح الوزير المعرض صباح اليوم."},
    {"ar-long", "windows-1256 ISO-8859-6",
     "قال سكان القرية إن المطر لم يتوقف منذ ثلاثة أيام، وإن الطريق إلى المدينة مغلق. وأضاف رئيس "
     "البلدية أن فرق الإنقاذ وصلت مساء أمس، وأن المدارس ستبقى مغلقة حتى نهاية الأسبوع."},
    {"ar-title", "windows-1256 ISO-8859-6", "ارتفاع أسعار الخبز في العاصمة"},
    {"fa-short", "windows-1256", "باران شديد جاده شمال را بست و گردشگران در راه ماندند."},
    {"fa-long", "windows-1256",
     "مردم اين شهر مي‌گويند پل چوبي رودخانه پس از سيل پارسال خراب شد و هنوز "
     "کسي "
     "آن "
     "را "
     "نساخته است. "
     "شهردار گفت پول کافي نداريم، ولي تا پاييز کار را آغاز "
     "مي‌کنيم."},
    {"he-short", "windows-1255 ISO-8859-8", "הגשם הציף את הרחובות ליד הנמל."},
    {"he-long", "windows-1255 ISO-8859-8",
     "תושבי השכונה סיפרו כי החשמל נותק שלוש פעמים בשבוע האחרון. בעירייה אמרו שהצוותים יעבדו גם "
     "בלילה, ושהתקלה תתוקן עד יום חמישי בבוקר."},
    {"ru-short", "windows-1251 KOI8-R ISO-8859-5 IBM866", "Мост закрыли на ремонт до весны."},
    {"ru-long", "windows-1251 KOI8-R ISO-8859-5 IBM866",
     "Жители посёлка третий день ждут, когда починят дорогу. Вчера приехал глава района, посмотрел "
     "на яму и обещал, что щебень привезут к пятнице. Автобус пока ходит в объезд, через лес."},
    {"ru-title", "windows-1251 KOI8-R ISO-8859-5 IBM866", "Зимний рынок снова открыт"},
    {"ru-capitals", "windows-1251 KOI8-R", "ВНИМАНИЕ: ЗАВТРА ВОДЫ НЕ БУДЕТ С УТРА ДО ВЕЧЕРА"},
    {"uk-short", "windows-1251 KOI8-U", "Її брат поїхав до міста ще вчора ввечері."},
    {"uk-long", "windows-1251 KOI8-U",
     "Учителька розповіла, що діти самі посадили яблуні біля школи. Тепер щоосені вони збирають "
     "урожай і роздають його літнім людям, які живуть поруч, а кісточки залишають птахам."},
    {"bg-long", "windows-1251 ISO-8859-5",
     "Кметът обяви, че новата библиотека ще отвори врати през есента. Сградата е строена преди сто "
     "години и дълго време беше празна."},
    {"el-short", "windows-1253 ISO-8859-7", "Το πλοίο έφυγε από το λιμάνι με καθυστέρηση."},
    {"el-long", "windows-1253 ISO-8859-7",
     "Οι κάτοικοι του νησιού ζητούν νέο γιατρό εδώ και δύο χρόνια. Ο δήμαρχος είπε ότι η θέση θα "
     "προκηρυχθεί τον Σεπτέμβριο, αλλά κανείς δεν ξέρει αν θα υπάρξει ενδιαφέρον."},
    {"tr-short", "windows-1254 ISO-8859-9", "Köyün ışıkları akşama doğru yeniden yandı."},
    {"tr-long", "windows-1254 ISO-8859-9",
     "Balıkçılar bu yıl denizin erken soğuduğunu söylüyor. Yağmur başlamadan ağlarını topladılar, "
     "teknelerini kıyıya çektiler ve şimdi baharı bekliyorlar."},
    {"pl-short", "windows-1250 ISO-8859-2", "Wczoraj późno w nocy spłonęła stara gorzelnia."},
    {"pl-long", "windows-1250 ISO-8859-2",
     "Mieszkańcy skarżą się, że autobus nie przyjeżdża na czas. Przewoźnik tłumaczy się "
     "śnieżycą, ale w środę świeciło słońce, a ludzie i tak czekali półtorej godziny."},
    {"cs-short", "windows-1250 ISO-8859-2", "Školní jídelna letos poprvé vaří i o prázdninách."},
    {"cs-long", "windows-1250 ISO-8859-2",
     "Řeka se v noci vylila z břehů a zatopila tři ulice. Hasiči odčerpávali vodu až do rána, "
     "žádný z obyvatel však své dům neopustil. Teď čekají, zda přestane pršet."},
    {"hu-short", "windows-1250 ISO-8859-2", "A tűzoltók éjfélre eloltották a tüzet."},
    {"hu-long", "windows-1250 ISO-8859-2",
     "A falu határában új játszóteret építettek a gyerekeknek. A szülők örülnek, de azt kérik, "
     "hogy a közelben lassabban közlekedjenek az autók, mert az út szűk és kanyargós."},
    {"ro-long", "windows-1250 ISO-8859-2",
     "Primarul a promis că drumul va fi gata până în toamnă. Oamenii însă nu prea cred, fiindcă "
     "aceeaşi promisiune a fost făcută şi acum doi ani, iar gropile sunt tot acolo."},
    {"hr-long", "windows-1250 ISO-8859-2",
     "Šumari kažu da je ovo najsuša godina koju pamte. Zbog toga će izletište biti zatvoreno sve "
     "dok ne padne kiša, a svi koji će ipak doći mogu očekivati globu."},
    {"fr-short", "windows-1252 ISO-8859-1", "Le marché a rouvert après dix ans de travaux."},
    {"fr-long", "windows-1252 ISO-8859-1",
     "La mairie a décidé de fermer l'école à la fin de l'été. Les parents, réunis hier soir, "
     "espèrent encore être entendus : ils ont déjà récolté près de mille signatures."},
    {"de-short", "windows-1252 ISO-8859-1", "Die Brücke bleibt bis März für Autos gesperrt."},
    {"de-long", "windows-1252",
     "Im Dorf weiß niemand, wem der Hund gehört. Er sitzt jeden Morgen vor der Bäckerei, läßt sich "
     "füttern und läuft am Abend über die Felder zurück – wohin, hat noch keiner gesehen."},
    {"es-short", "windows-1252 ISO-8859-1", "El año pasado llovió mucho más en la región."},
    {"es-long", "windows-1252",
     "Los pescadores salieron de madrugada y volvieron con las redes vacías. «El agua está "
     "demasiado caliente», explicó el más viejo, que lleva cincuenta años en el oficio."},
    {"pt-long", "windows-1252",
     "A ponte não resistiu às chuvas da última semana. Até que a obra termine, as crianças vão "
     "atravessar o rio de barco para chegar à escola, e ninguém sabe quanto tempo será preciso."},
    {"ja-short", "Shift_JIS EUC-JP ISO-2022-JP", "大雨で駅前の道が通れなくなった。"},
    {"ja-long", "Shift_JIS EUC-JP ISO-2022-JP",
     "町の人たちは、古い映画館をもう一度開こうと考えている。屋根を直すお金はまだ足りないが、"
     "週末ごとに小さな市を開いて少しずつ集めているという。"},
    {"zh-short", "GB18030", "昨天夜里下了一场大雪，公路全部关闭。"},
    {"zh-long", "GB18030",
     "村里的老人说，这口井已经有三百多年的历史。去年夏天天气特别干，附近的河都没有水了，只有这口井"
     "还能用，所以大家决定把它保护起来。"},
    {"zh-hant-short", "Big5", "昨天夜裡下了一場大雪，公路全部關閉。"},
    {"zh-hant-long", "Big5",
     "老師說，學生們自己種的菜今年長得特別好。他們每個星期把菜送到附近的老人家裡，老人也教他們"
     "怎麼分辨什麼時候可以收成。"},
    {"ko-short", "EUC-KR", "어제 내린 눈으로 산길이 모두 막혔다."},
    {"ko-long", "EUC-KR",
     "마을 사람들은 오래된 우체국을 도서관으로 바꾸기로 했다. 책은 이웃 도시에서 기증받고, 의자와 "
     "책상은 주민들이 직접 만들 계획이다."},
    {"th-long", "windows-874",
     "ชาวบ้านบอกว่าฝนตกหนักติดต่อกันสามวัน น้ำในแม่น้ำสูงขึ้นจนท่วมถนน โรงเรียนจึงต้องปิดจนถึงวันจันทร์"},
    {"lt-long", "windows-1257",
     "Žvejai sako, kad šiais metais žuvų mažiau nei anksčiau. Vanduo ežere nuseko, o kai kuriose "
     "vietose jau galima pereiti į kitą krantą nesušlapus kojų."},
};

static char *
encode(const char *text, const char *encoding, gsize *n)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    glong n_units;
    g_autofree UChar *units = g_utf8_to_utf16(text, -1, NULL, &n_units, NULL);
    gsize size = 4 * strlen(text) + 16;
    char *bytes = g_malloc(size);

    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    *n = ucnv_fromUChars(converter, bytes, (gint32)size, units, (gint32)n_units, &status);
    ucnv_close(converter);
    if (U_FAILURE(status))
        g_error("“%s” cannot be written in %s", text, encoding);
    return bytes;
}

static char *
decode(const char *bytes, gsize n, const char *encoding)
{
    const HexaplaTextHints hints = {.encoding = encoding};
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(bytes, n, NULL);
    g_autoptr(GInputStream) text = hexapla_input_decode(in, "f", &hints, NULL, NULL, NULL);
    g_autofree char *buffer = g_malloc0(4 * n + 16);
    gsize n_read;

    if (text == NULL || !hexapla_input_fill(text, "f", buffer, 4 * n + 15, &n_read, NULL, NULL))
        return NULL;
    return g_steal_pointer(&buffer);
}

static guint n_samples, n_right;

typedef struct {
    guint sample;
    char *encoding;
} Case;

static void
free_case(gpointer data)
{
    g_free(((Case *)data)->encoding);
    g_free(data);
}

/* Right, or refused: never another text. */
static void
test_sample(gconstpointer data)
{
    const Case *at = data;
    const __typeof__(samples[0]) *row = &samples[at->sample];
    gsize n;
    g_autofree char *bytes = encode(row->text, at->encoding, &n);
    g_autofree char *text = decode(bytes, n, "auto");

    n_samples++;
    if (text == NULL) {
        g_test_message("refused");
        return;
    }
    n_right += strcmp(text, row->text) == 0;
    g_assert_cmpstr(text, ==, row->text);
}

static void
test_most_are_right(void)
{
    g_test_message("%u of %u", n_right, n_samples);
    g_assert_cmpuint(n_samples, >=, 60);
    g_assert_cmpuint(10 * n_right, >=, 9 * n_samples);
}

/* What cannot be told from a few bytes is refused. */
static const struct {
    const char *name;
    const char *encoding;
    const char *text;
} unclear_rows[] = {
    {"one-letter", "windows-1251", "Ж"},
    {"initials", "windows-1253", "Γ. Δ."},
    {"no-language", "windows-1252", "þ æ ð ø ý ¶ ¦ ¤ ¬ Ð Þ"},
};

static void
test_unclear(gconstpointer data)
{
    const __typeof__(unclear_rows[0]) *row = data;
    gsize n;
    g_autofree char *bytes = encode(row->text, row->encoding, &n);
    g_autofree char *text = decode(bytes, n, "auto");

    g_assert_cmpstr(text, ==, NULL);
}

#define RUSSIAN "Мост закрыли на ремонт до весны."

/* What is declared, what the text is in, and what is made of it. */
static const struct {
    const char *name;
    const char *declared;
    const char *encoding;
    const char *text;
    const char *found;
    gboolean is_refuted;
} declared_rows[] = {
    {"right", "windows-1251", "windows-1251", RUSSIAN, "windows-1251", FALSE},
    {"label", "cp1251", "windows-1251", RUSSIAN, "windows-1251", FALSE},
    {"latin-1", "iso-8859-1", "windows-1252", "“Là-bas”, dit-il", "windows-1252", FALSE},
    {"few-letters", "windows-1251", "windows-1251", "Жюри", "windows-1251", FALSE},
    {"utf-8-is-not", "utf-8", "windows-1251", RUSSIAN, "windows-1251", TRUE},
    {"latin-1-is-utf-8", "iso-8859-1", "UTF-8", "Là-bas", "UTF-8", TRUE},
    {"ascii", "iso-8859-1", "UTF-8", "over there", "UTF-8", FALSE},
    {"latin-1-is-cyrillic", "iso-8859-1", "KOI8-R",
     "Жители посёлка третий день ждут, когда починят дорогу.", "KOI8-U", TRUE},
    {"unknown-language", "windows-1252", "windows-1252",
     "Þá sagði hún að það væri of seint að fara út á bátnum; stórhríð gæti skollið á hvenær sem "
     "er.",
     "windows-1252", FALSE},
    {"unclear", "windows-1253", "windows-1253", "Γ. Δ.", "windows-1253", FALSE},
    {"unknown-label", "x-user-defined", "windows-1251", RUSSIAN, "windows-1251", FALSE},
};

static void
test_declared(gconstpointer data)
{
    const __typeof__(declared_rows[0]) *row = data;
    g_auto(HexaplaDetection) detection = {0};
    gsize n;
    g_autofree char *bytes = encode(row->text, row->encoding, &n);

    hexapla_detection_run(&detection, bytes, n, row->declared, NULL);
    g_assert_cmpstr(detection.encoding, ==, row->found);
    g_assert_cmpstr(detection.refuted, ==, row->is_refuted ? row->declared : NULL);
}

static const struct {
    const char *name;
    const char *text;
    const char *declared;
} declaration_rows[] = {
    {"html", "<html><head><meta charset=\"windows-1251\">", "windows-1251"},
    {"no-quotes", "<META CHARSET=koi8-r>", "koi8-r"},
    {"http-equiv",
     "<!doctype html><meta http-equiv=Content-Type content='text/html; charset=big5'>", "big5"},
    {"second-meta", "<meta name=x content=y><meta charset='gbk'/>", "gbk"},
    {"xml", "<?xml version=\"1.0\" encoding='iso-8859-2'?><a/>", "iso-8859-2"},
    {"xml-without", "<?xml version=\"1.0\"?><a/>", NULL},
    {"plain-text", "Write <meta charset=utf-8> there.", NULL},
    {"cut", "<meta charset=", NULL},
    {"empty", "", NULL},
};

static void
test_declaration(gconstpointer data)
{
    const __typeof__(declaration_rows[0]) *row = data;
    g_autofree char *declared = hexapla_detection_find_declared(row->text, strlen(row->text));

    g_assert_cmpstr(declared, ==, row->declared);
}

static void
add_samples(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_auto(GStrv) encodings = g_strsplit(samples[i].encodings, " ", -1);

        for (char **encoding = encodings; *encoding != NULL; encoding++) {
            g_autofree char *path =
                g_strdup_printf("/detection/sample/%s/%s", samples[i].name, *encoding);
            Case row = {i, g_strdup(*encoding)};

            g_test_add_data_func_full(path, g_memdup2(&row, sizeof row), test_sample, free_case);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    add_samples();
    g_test_add_func("/detection/all/most-are-right", test_most_are_right);
    ADD_ROWS("/detection/unclear", unclear_rows, test_unclear);
    ADD_ROWS("/detection/declared", declared_rows, test_declared);
    ADD_ROWS("/detection/declaration", declaration_rows, test_declaration);
    return g_test_run();
}
