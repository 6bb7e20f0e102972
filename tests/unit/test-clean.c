/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "clean/cleaner.h"
#include "clean/headlines.h"
#include "document/pieces.h"
#include "tests/unit/rows.h"

#define BODY "The harbour was closed on Monday after a storm that broke the pier and two cranes.\n\n"

/* Blocks as "kind:text" or "junk:text", joined by " / ". */
static char *
clean_language(const char *language, const char *page)
{
    g_autoptr(HexaplaCleaner) cleaner = hexapla_cleaner_new(hexapla_language_get(language));
    g_autoptr(HexaplaHeadlines) headlines = hexapla_headlines_new();
    g_autoptr(HexaplaDocument) document = hexapla_document_new(language, g_strdup(page), strlen(page));
    GString *result = g_string_new(NULL);
    const HexaplaBlock *blocks;
    guint n;

    g_assert_true(hexapla_cleaner_apply(cleaner, document, NULL, NULL));
    hexapla_headlines_fold(headlines, document);
    hexapla_document_sort_changes(document);
    blocks = hexapla_document_get_blocks(document, &n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *text = hexapla_document_dup_output_text(document, blocks[i].start, blocks[i].end);
        const char *tag = blocks[i].junk != HEXAPLA_JUNK_NONE ? hexapla_junk_get_tag(blocks[i].junk)
                                                              : hexapla_block_kind_get_tag(blocks[i].kind);

        g_string_append_printf(result, "%s%s:%s", i > 0 ? " / " : "", tag, text);
    }
    return g_string_free(result, FALSE);
}

static char *
clean(const char *page)
{
    return clean_language("en", page);
}

static const struct {
    const char *name;
    const char *page;
    const char *blocks;
} structures[] = {
    {"blank-line", "One.\n\nTwo.", "paragraph:One. / paragraph:Two."},
    {"lines", "One.\nTwo.", "paragraph:One. / paragraph:Two."},
    {"carriage-return", "One.\rTwo.", "paragraph:One. / paragraph:Two."},
    {"both", "One.\r\n\r\nTwo.\r\n", "paragraph:One. / paragraph:Two."},
    {"next-line", "One.\xC2\x85Two.", "paragraph:One. / paragraph:Two."},
    {"line-separator", "One.\u2028Two.", "paragraph:One. / paragraph:Two."},
    {"paragraph-separator", "One.\u2029Two.", "paragraph:One. / paragraph:Two."},
    {"form-feed", "One.\fTwo.", "paragraph:One. / paragraph:Two."},
    {"accent-is-no-break", "Caf\u00E9 \u00E0 c\u00F4t\u00E9.", "paragraph:Caf\u00E9 \u00E0 c\u00F4t\u00E9."},
    {"spaces-around", "  One.  \n \t\nTwo.", "paragraph:One. / paragraph:Two."},
    {"heading", "A New Pier\n\nIt opened.", "heading:A New Pier / paragraph:It opened."},
    {"lead-in", "They brought:\n\nIt opened.", "paragraph:They brought: / paragraph:It opened."},
    {"question-heading", "Who signed?\n\nNobody.", "paragraph:Who signed? / paragraph:Nobody."},
    {"bullets", "- one thing\n- another", "list-item:- one thing / list-item:- another"},
    {"bullet-characters", "\u2022 one\n\u2022 two", "list-item:\u2022 one / list-item:\u2022 two"},
    {"numbers", "1. one\n2) two", "list-item:1. one / list-item:2) two"},
    {"year-is-no-marker", "2019. It rained.", "paragraph:2019. It rained."},
    {"quotation", "> they wrote", "quotation:> they wrote"},
    {"wrapped",
     "The harbour of the old town was closed on Monday after a storm that had\n"
     "broken the pier and two of the three cranes on the northern side of the\n"
     "basin. Nobody was hurt.\n",
     "paragraph:The harbour of the old town was closed on Monday after a storm that had "
     "broken the pier and two of the three cranes on the northern side of the "
     "basin. Nobody was hurt."},
    {"wrapped-after-a-stop",
     "The harbour of the old town was closed on Monday after a storm. Nobody.\n"
     "Everything that stood on the quay was lost, among it two of the three.\n"
     "The rest is safe.\n",
     "paragraph:The harbour of the old town was closed on Monday after a storm. Nobody. "
     "Everything that stood on the quay was lost, among it two of the three. "
     "The rest is safe."},
    {"wrapped-at-a-hyphen",
     "The harbour of the old town was closed on Monday after a storm that well-\n"
     "known captains had foreseen, among them two of the three that live there\n"
     "now.\n",
     "paragraph:The harbour of the old town was closed on Monday after a storm that well-"
     "known captains had foreseen, among them two of the three that live there "
     "now."},
    {"space-behind-line", "The storm broke \nthe pier.", "paragraph:The storm broke the pier."},
    {"spaces-behind-lines", "The storm broke \nAnn’s pier \n(at night) \nand left.",
     "paragraph:The storm broke Ann’s pier (at night) and left."},
    {"space-behind-headings", "A Storm \nThe Pier \nThe Town",
     "heading:A Storm / heading:The Pier / heading:The Town"},
    {"short-halves", "The storm broke\nthe pier.", "paragraph:The storm broke the pier."},
    {"short-items", "Milk\nbread and salt\nplums", "heading:Milk / heading:bread and salt / heading:plums"},
    {"verse", "Roses are red\nViolets are blue", "heading:Roses are red / heading:Violets are blue"},
    {"stanza",
     "The gulls fly over the harbour tonight,\nand none of them ever will say,\nWhere the ships of the morning are "
     "sailing\nor why they have gone away.",
     "paragraph:The gulls fly over the harbour tonight, / paragraph:and none of them ever will say, / "
     "paragraph:Where the ships of the morning are sailing / paragraph:or why they have gone away."},
    {"prose-of-short-lines", "We met at the old harbour and\nwaited there for a ship that\nnever came. Then we walked "
     "up\nthe hill and slept until noon.",
     "heading:We met at the old harbour and / heading:waited there for a ship that / heading:never came. Then we walked up / "
     "paragraph:the hill and slept until noon."},
    {"dialogue", "— Home?\n- Yes!\n– Home.", "paragraph:— Home? / list-item:- Yes! / paragraph:– Home."},
    {"tabs", "Ship\tTons\nNora\t1,200\nBig Ann\t\t80", "cell:Ship / cell:Tons / cell:Nora / cell:1,200 / cell:Big Ann / "
     "cell:80"},
    {"tab-alone", "The storm\tbroke the pier.", "paragraph:The storm\tbroke the pier."},
    {"tabs-of-a-list", "1.\tMilk\n2.\tBread", "list-item:1.\tMilk / list-item:2.\tBread"},
    {"tabs-and-sentences", "Ann\tShe came. She saw.\nBob\the left", "cell:Ann / cell:She came. She saw. / cell:Bob / cell:he left"},
    {"pipes", "| Ship | Tons |\n|------|:----:|\n| Nora | 120 |\n", "cell:| Ship / cell:| Tons | / layout:|------|:----:| / "
     "cell:| Nora / cell:| 120 |"},
    {"pipes-inside", "Ship | Tons\nNora | 120\nAnn | 80", "cell:Ship / cell:| Tons / cell:Nora / cell:| 120 / cell:Ann / "
     "cell:| 80"},
    {"pipe-of-a-title", "A New Pier | The Herald\nIt opened.", "heading:A New Pier | The Herald / paragraph:It opened."},
    {"columns", "Ship        Tons\nNora         120\nBig Ann       80", "cell:Ship / cell:Tons / cell:Nora / cell:120 / "
     "cell:Big Ann / cell:80"},
    {"columns-that-do-not-stand-below", "The   pier\nIt is    old\nNobody saw   it",
     "heading:The   pier / heading:It is    old / heading:Nobody saw   it"},
    {"subtitles",
     "1\n00:00:01,000 --> 00:00:04,000\nThe harbour was closed\non Monday.\n\n2\n00:00:04,500 --> 00:00:07,000\n"
     "Nobody was hurt, but\n\n3\n00:00:07,200 --> 00:00:09,000\nthe ships waited.\n- Where?\n- At sea!",
     "layout:1 / layout:00:00:01,000 --> 00:00:04,000 / paragraph:The harbour was closed on Monday. / layout:2 / "
     "layout:00:00:04,500 --> 00:00:07,000 / paragraph:Nobody was hurt, but the ships waited. / list-item:- Where? / "
     "list-item:- At sea!"},
    {"subtitles-without-blank-lines", "7\n00:01:01,000 --> 00:01:04,000\nWe met Ann\nand Bob\n8\n00:01:05,000 --> 00:01:07,000\nThey left.",
     "layout:7 / layout:00:01:01,000 --> 00:01:04,000 / heading:We met Ann and Bob / layout:8 / "
     "layout:00:01:05,000 --> 00:01:07,000 / paragraph:They left."},
    {"web-subtitles", "WEBVTT\n\nintro\n00:01.000 --> 00:04.000 align:start\nIt was late.\n\n00:05.000 --> 00:06.000\nShe left.",
     "layout:WEBVTT / layout:intro / layout:00:01.000 --> 00:04.000 align:start / paragraph:It was late. / "
     "layout:00:05.000 --> 00:06.000 / paragraph:She left."},
    {"time-in-a-text", "10:15 --> 11:00\nIt rained.", "heading:10:15 --> 11:00 / paragraph:It rained."},
};

static void
test_structure(gconstpointer data)
{
    const __typeof__(structures[0]) *row = data;
    g_autofree char *blocks = clean(row->page);

    g_assert_cmpstr(blocks, ==, row->blocks);
}

/* One line of a page and the reason why it is no text; NULL for text. It stands below the headline and above the
 * body, and then below the body. */
static const struct {
    const char *name;
    const char *line;
    const char *junk;
} junk[] = {
    {"amount", "2,500 $", "counter"},
    {"amount-before", "€ 1.250", "counter"},
    {"comments", "12 comments", "counter"},
    {"views", "1,204 views", "counter"},
    {"minutes", "3 min read", "counter"},
    {"buttons", "Share on Facebook / Tweet / Print / Email", "share"},
    {"share", "Share this article", "share"},
    {"newsletter", "Sign up for our newsletter", "subscribe"},
    {"follow", "Follow us on Telegram", "subscribe"},
    {"donate", "Donate now", "plea"},
    {"call-with-a-name", "Support HarbourNews", "plea"},
    {"plea", "Did you like it? Please consider supporting us.", "plea"},
    {"prompt", "Tap to enlarge", "caption"},
    {"credit", "Photo: A. Hand / Agency", "caption"},
    {"advertisement", "ADVERTISEMENT", "advert"},
    {"read-more", "Read more: The pier that fell", "navigation"},
    {"breadcrumb", "Home > News > Harbour", "navigation"},
    {"arrow", "« Previous story", "navigation"},
    {"rights", "© 2021 Harbour News. All rights reserved.", "notice"},
    {"rights-behind-a-name", "Every word of ‘Harbour News’ — all rights reserved to its owners", "notice"},
    {"letter-in-long-words", "Harbourmasters, storm-watchers, bridge-builders: news straight to your inbox",
     "subscribe"},
    {"cookies", "We use cookies to improve your visit.", "notice"},
    {"subheading", "What the captain saw", NULL},
    {"prices", "Share prices fell", NULL},
    {"quotation", "“Donate now or dig later,” he said.", NULL},
    {"sentence-with-support", "They support the captain and his crew.", NULL},
    {"byline", "By Ines Valcourt", NULL},
    {"telephone", "02-751-1500", NULL},
};

static void
test_junk(gconstpointer data)
{
    const __typeof__(junk[0]) *row = data;
    g_autofree char *page = g_strconcat("Storm Closes the Old Harbour\n\n", row->line, "\n\n" BODY BODY,
                                        row->junk != NULL ? row->line : "", NULL);
    g_autofree char *blocks = clean(page);
    g_autofree char *marked = g_strconcat(row->junk != NULL ? row->junk : "", ":", row->line, NULL);
    const char *first = strstr(blocks, marked);

    if (row->junk == NULL) {
        for (guint reason = HEXAPLA_JUNK_NONE + 1; reason < HEXAPLA_N_JUNK; reason++) {
            g_autofree char *tag = g_strconcat(hexapla_junk_get_tag(reason), ":", NULL);

            g_assert_null(strstr(blocks, tag));
        }
        return;
    }
    g_assert_nonnull(first);
    g_assert_nonnull(strstr(first + 1, marked));
}

/* What other scripts and their punctuation need. */
static const struct {
    const char *name;
    const char *language;
    const char *page;
    const char *blocks;
} scripts[] = {
    {"persian-digits", "fa", "بازدید: ۲۳۱۸", "counter:بازدید: ۲۳۱۸"},
    {"chinese-counter", "zh", "12条评论", "counter:12条评论"},
    {"chinese-label", "zh", "标签：茶馆", "navigation:标签：茶馆"},
    {"chinese-any-words", "zh", "分享到朋友圈", "share:分享到朋友圈"},
    {"chinese-text", "zh", "分享了一杯茶。", "paragraph:分享了一杯茶。"},
    {"chinese-edge", "zh", "120 元\n\n他说今天茶馆里来了许多人，大家都坐着喝茶聊天。\n\n¥ 120",
     "heading:120 元 / paragraph:他说今天茶馆里来了许多人，大家都坐着喝茶聊天。 / counter:¥ 120"},
    {"chinese-wrapped", "zh",
     "白鹭镇的人每天早上都要到茶馆里坐一坐，喝一杯热茶，说一说昨天夜里听见的事情，\n"
     "因为那里的座钟每到夜里十二点都要多敲一下，没有人知道到底是为什么会这样子的。\n"
     "他们并不想去修它，也不愿意别人去碰它，只想坐在那里，听一听它今天到底怎么说。\n",
     "paragraph:白鹭镇的人每天早上都要到茶馆里坐一坐，喝一杯热茶，说一说昨天夜里听见的事情，"
     "因为那里的座钟每到夜里十二点都要多敲一下，没有人知道到底是为什么会这样子的。"
     "他们并不想去修它，也不愿意别人去碰它，只想坐在那里，听一听它今天到底怎么说。"},
    {"japanese-open-line", "ja", "町の\n橋が落ちた。\n雨、\n風。\n橋へ\n行く。",
     "paragraph:町の橋が落ちた。 / paragraph:雨、風。 / heading:橋へ / paragraph:行く。"},
    {"spanish-marks", "es", "¡Suscríbete!", "subscribe:¡Suscríbete!"},
    {"quotations-are-no-breadcrumb", "uk", "Гурти «Лан» та «Гай» зіграли",
     "heading:Гурти «Лан» та «Гай» зіграли"},
    {"breadcrumb", "fr", "Accueil » Bretagne » Brest", "navigation:Accueil » Bretagne » Brest"},
    {"danish-quote", "de", "»Wer macht denn so was?«", "paragraph:»Wer macht denn so was?«"},
    {"apostrophe-in-first-word", "fr", "S’abonner à la lettre", "subscribe:S’abonner à la lettre"},
    {"apostrophe-in-second-word", "fr", "Je m'abonne au journal", "subscribe:Je m'abonne au journal"},
    {"arabic-digits", "ar", "١٢ تعليق", "counter:١٢ تعليق"},
    {"french-space", "fr", "« Personne ne sait. »", "paragraph:« Personne ne sait. »"},
    {"cyrillic-list", "ru", "а) первое\nб) второе", "list-item:а) первое / list-item:б) второе"},
    {"korean-counter", "ko", "댓글 12개", "counter:댓글 12개"},
    {"korean-counter-thousands", "ko", "조회수 3,482회", "counter:조회수 3,482회"},
    {"korean-count-in-text", "ko", "사과 12개", "heading:사과 12개"},
    {"korean-caption", "ko", "사진=나루터 사진관 제공", "caption:사진=나루터 사진관 제공"},
    {"italian-subscribe", "it", "Resta aggiornato sulle notizie", "subscribe:Resta aggiornato sulle notizie"},
    {"italian-text", "it", "Non perdere la calma.", "paragraph:Non perdere la calma."},
    {"portuguese-notice", "pt", "Ao continuar a navegar aceita tudo", "notice:Ao continuar a navegar aceita tudo"},
    {"portuguese-text", "pt", "Em parceria com o porto, a vila abriu uma escola.",
     "paragraph:Em parceria com o porto, a vila abriu uma escola."},
    {"polish-navigation", "pl", "Czytaj także: Powódź nad Wisłą", "navigation:Czytaj także: Powódź nad Wisłą"},
    {"polish-text", "pl", "Powrót do domu trwał trzy dni.", "paragraph:Powrót do domu trwał trzy dni."},
    {"japanese-subscribe", "ja", "この記事は有料記事です。残り800文字", "subscribe:この記事は有料記事です。残り800文字"},
    {"japanese-text", "ja", "クラウドファンディングで橋を直した。", "paragraph:クラウドファンディングで橋を直した。"},
    {"hindi-share", "hi", "व्हाट्सएप पर शेयर करें", "share:व्हाट्सएप पर शेयर करें"},
    {"hindi-plea", "hi", "हमारी मदद करें", "plea:हमारी मदद करें"},
    {"urdu-plea", "ur", "عطیہ دیں", "plea:عطیہ دیں"},
    {"armenian-plea", "hy", "Աջակցեք մեզ", "plea:Աջակցեք մեզ"},
    {"greek-plea", "el", "Στηρίξτε το έργο μας", "plea:Στηρίξτε το έργο μας"},
    {"polish-credit", "pl", "Fot. Jan Lipa", "caption:Fot. Jan Lipa"},
    {"korean-write-comment", "ko", "댓글 쓰기", "navigation:댓글 쓰기"},
    {"japanese-minutes", "ja", "約5分で読めます", "counter:約5分で読めます"},
    {"japanese-share-with", "ja", "LINEでシェア", "share:LINEでシェア"},
    {"greek-write-comment", "el", "Αφήστε ένα σχόλιο", "navigation:Αφήστε ένα σχόλιο"},
    {"urdu-follow", "ur", "ہمیں انسٹاگرام پر فالو کریں", "subscribe:ہمیں انسٹاگرام پر فالو کریں"},
    {"hindi-rights", "hi", "सभी अधिकार सुरक्षित", "notice:सभी अधिकार सुरक्षित"},
    {"armenian-label", "hy", "Աղբյուր՝ գյուղի արխիվ", "caption:Աղբյուր՝ գյուղի արխիվ"},
};

static void
test_script(gconstpointer data)
{
    const __typeof__(scripts[0]) *row = data;
    g_autofree char *blocks = clean_language(row->language, row->page);

    g_assert_cmpstr(blocks, ==, row->blocks);
}

static const struct {
    const char *name;
    const char *page;
    const char *blocks;
} headlines[] = {
    {"other-mark", "Kata’ib Group Leaves the City\n\nKata'ib Group Leaves the City\n\nIt left.",
     "heading:Kata’ib Group Leaves the City / repeated-headline:Kata'ib Group Leaves the City / paragraph:It left."},
    {"other-case", "Storm Closes Harbour\n\nSTORM CLOSES HARBOUR\n\nIt did.",
     "heading:Storm Closes Harbour / repeated-headline:STORM CLOSES HARBOUR / paragraph:It did."},
    {"with-site-below", "Storm Closes Harbour\n\nStorm Closes Harbour | The Courier\n\nIt did.",
     "heading:Storm Closes Harbour / repeated-headline:Storm Closes Harbour | The Courier / paragraph:It did."},
    {"with-site-above", "Storm Closes Harbour - The Courier\n\nStorm Closes Harbour\n\nIt did.",
     "repeated-headline:Storm Closes Harbour - The Courier / heading:Storm Closes Harbour / paragraph:It did."},
    {"at-the-end", "Storm Closes Harbour\n\nIt did.\n\nStorm closes harbour",
     "heading:Storm Closes Harbour / paragraph:It did. / repeated-headline:Storm closes harbour"},
    {"sections-may-repeat", "Storm\n\nIt came.\n\nThe view\n\nIt was.\n\nThe view\n\nIt is.",
     "heading:Storm / paragraph:It came. / heading:The view / paragraph:It was. / heading:The view / paragraph:It is."},
};

static void
test_headline(gconstpointer data)
{
    const __typeof__(headlines[0]) *row = data;
    g_autofree char *blocks = clean(row->page);

    g_assert_cmpstr(blocks, ==, row->blocks);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/clean/structure", structures, test_structure);
    ADD_ROWS("/clean/junk", junk, test_junk);
    ADD_ROWS("/clean/script", scripts, test_script);
    ADD_ROWS("/clean/headline", headlines, test_headline);
    return g_test_run();
}
