/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/icu.h"
#include "base/identification.h"
#include "tests/unit/rows.h"

#ifdef HEXAPLA_HAVE_CLD2
#define BY_WORDS(tag) tag
#else
#define BY_WORDS(tag) NULL /* asked for */
#endif

static const struct {
    const char *name;
    const char *text;
    const char *language; /* NULL: not clear */
} rows[] = {
    {"el", "Το πλοίο έφυγε από το λιμάνι με καθυστέρηση.", "el"},
    {"he", "הגשם הציף את הרחובות ליד הנמל.", "he"},
    {"ja", "大雨で駅前の道が通れなくなった。", "ja"},
    {"ko", "어제 내린 눈으로 산길이 모두 막혔다.", "ko"},
    {"th", "ชาวบ้านบอกว่าฝนตกหนักติดต่อกันสามวัน", "th"},
    {"zh", "昨天夜里下了一场大雪，公路全部关闭。", "zh"},
    {"en", "Nobody in the village knows who owns the dog that sits in front of the bakery.",
     BY_WORDS("en")},
    {"fr", "La mairie a décidé de fermer l'école à la fin de l'été, mais les parents protestent.",
     BY_WORDS("fr")},
    {"de", "Im Dorf weiß niemand, wem der Hund gehört, der jeden Morgen vor der Bäckerei sitzt.",
     BY_WORDS("de")},
    {"es", "Los pescadores salieron de madrugada y volvieron con las redes vacías.",
     BY_WORDS("es")},
    {"pl", "Mieszkańcy skarżą się, że autobus od kilku dni nie przyjeżdża na czas.",
     BY_WORDS("pl")},
    {"tr", "Balıkçılar bu yıl denizin erken soğuduğunu söylüyor.", BY_WORDS("tr")},
    {"ru", "Жители посёлка третий день ждут, когда наконец починят дорогу.", BY_WORDS("ru")},
    {"uk", "Учителька розповіла, що діти самі посадили яблуні біля школи.", BY_WORDS("uk")},
    {"ar", "قال سكان القرية إن المطر لم يتوقف منذ ثلاثة أيام، وإن الطريق مغلق.", BY_WORDS("ar")},
    {"fa",
     "مردم این شهر می‌گویند پل چوبی رودخانه پس از سیل "
     "خراب "
     "شد.",
     BY_WORDS("fa")},
    {"hi", "गाँव के लोग कहते हैं कि तीन दिन से लगातार बारिश हो रही है और सड़क बंद है।", BY_WORDS("hi")},
    {"empty", "", NULL},
    {"numbers", "1 234 567, 89 %, 2026-11-22", NULL},
    {"short", "Stop!", NULL},
    {"names", "Anna, Peter, Maria, Paul, Sofia, Tom", NULL},
    {"two-scripts", "Το πλοίο έφυγε από το λιμάνι. הגשם הציף את הרחובות ליד הנמל.", NULL},
};

static void
test_row(gconstpointer data)
{
    const __typeof__(rows[0]) *row = data;
    g_autofree char *candidates = NULL;
    const char *language = hexapla_identification_of(row->text, strlen(row->text), &candidates);

    g_assert_cmpstr(language, ==, row->language);
}

static const struct {
    const char *name;
    const char *code;
    const char *tag;
} code_rows[] = {
    {"two-letters", "en", "en"},
    {"three-letters", "eng", "en"},
    {"standard-form", "arb", "ar"},
    {"with-script", "arb_Arab", "ar"},
    {"persian", "pes_Arab", "fa"},
    {"chinese", "zho_Hans", "zh"},
    {"traditional", "cmn_Hant", "zh-Hant"},
    {"serbian", "srp_Latn", "sr-Latn"},
    {"region", "pt_BR", "pt-BR"},
    {"tag", "zh-Hans", "zh-Hans"},
    {"no-standard-form", "arz_Arab", "arz"},
    {"nothing", "", NULL},
    {"words", "not a code", NULL},
};

static void
test_code(gconstpointer data)
{
    const __typeof__(code_rows[0]) *row = data;
    g_autofree char *tag = hexapla_language_tag_from_code(row->code, NULL);

    g_assert_cmpstr(tag, ==, row->tag);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/identification/text", rows, test_row);
    ADD_ROWS("/identification/code", code_rows, test_code);
    return g_test_run();
}
