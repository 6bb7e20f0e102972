/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/text.h"
#include "formats/format.h"
#include "tests/unit/trickle.h"

/* A row lists names as "SPELLING/CLASS/CANONICAL/CLUSTER/RELATION", separated by semicolons,
 * articles by "|"; what is left out is empty: no class, its own spelling, its own cluster, a
 * spelling. A name counts once each time it is listed. Names are equal but for marks, hyphens and
 * spaces when their letters are. */
typedef struct {
    const char *name;
    const char *articles;
    const char *expected; /* "SPELLING=CANONICAL (CLUSTER) COUNT RELATION CLASS" a line */
} Row;

static const Row rows[] = {
    {"nothing", "", ""},
    {"one", "Iraq/place", "Iraq=Iraq (Iraq) 1 spelling place\n"},
    {"counts", "Iraq;Iraq|Iraq", "Iraq=Iraq (Iraq) 3 spelling other\n"},
    {"class-is-found-later", "Iraq|Iraq/place|Iraq", "Iraq=Iraq (Iraq) 3 spelling place\n"},
    {"frequent-first", "Iraq;Yemen;Yemen",
     "Yemen=Yemen (Yemen) 2 spelling other\nIraq=Iraq (Iraq) 1 spelling other\n"},
    {"same-count-in-order-of-bytes", "Yemen;Iraq",
     "Iraq=Iraq (Iraq) 1 spelling other\nYemen=Yemen (Yemen) 1 spelling other\n"},
    {"line-end-inside", "Abu\nZayd;Abu \r\n Zayd;Abu Zayd",
     "Abu Zayd=Abu Zayd (Abu Zayd) 3 spelling other\n"},
    {"canonical-of-the-article", "Kata'ib//Kata’ib/Kata’ib;Kata’ib",
     "Kata'ib=Kata’ib (Kata’ib) 1 spelling other\nKata’ib=Kata’ib (Kata’ib) 1 spelling other\n"},
    {"marks-join-articles", "Sanaa|Sana'a|Sana’a;Sana’a",
     "Sana’a=Sana’a (Sana’a) 2 spelling other\nSana'a=Sana’a (Sana’a) 1 spelling other\n"
     "Sanaa=Sana’a (Sana’a) 1 spelling other\n"},
    {"majority-of-canonical", "Sana'a//Sana’a|Sana'a//Sanʿa|Sana'a//Sanʿa",
     "Sana'a=Sanʿa (Sanʿa) 3 spelling other\n"},
    {"letters-keep-their-spelling", "Hussein;Hussein;Husayn///Hussein",
     "Hussein=Hussein (Hussein) 2 spelling other\nHusayn=Husayn (Hussein) 1 spelling other\n"},
    {"spelling-chain-over-articles",
     "Husayn;Husayn;Husein///Husayn|Hussein;Hussein;Hussein;Husein///Hussein",
     "Hussein=Hussein (Hussein) 3 spelling other\nHusayn=Husayn (Hussein) 2 spelling other\n"
     "Husein=Husein (Hussein) 2 spelling other\n"},
    {"abbreviation", "Kata’ib;KH///Kata’ib/abbreviation|KH",
     "Kata’ib=Kata’ib (Kata’ib) 1 spelling other\nKH=KH (Kata’ib) 2 abbreviation other\n"},
    {"abbreviation-is-explained-later", "KH|KH///Kata’ib/abbreviation;Kata’ib",
     "Kata’ib=Kata’ib (Kata’ib) 1 spelling other\nKH=KH (Kata’ib) 2 abbreviation other\n"},
    {"short-form", "Ali Hassan;Hassan///Ali Hassan/short-form",
     "Ali Hassan=Ali Hassan (Ali Hassan) 1 spelling other\nHassan=Hassan (Ali Hassan) 1 short-form "
     "other\n"},
    {"short-form-of-two-is-its-own",
     "Ali Hassan;Hassan///Ali Hassan/short-form|Umar Hassan;Hassan///Umar Hassan/short-form",
     "Hassan=Hassan (Hassan) 2 spelling other\nAli Hassan=Ali Hassan (Ali Hassan) 1 spelling "
     "other\n"
     "Umar Hassan=Umar Hassan (Umar Hassan) 1 spelling other\n"},
    {"short-form-of-two-spellings",
     "Ali Sana'i;Sanai///Ali Sana'i/short-form|Ali Sana’i;Sanai///Ali Sana’i/short-form",
     "Ali Sana'i=Ali Sana'i (Ali Sana'i) 1 spelling other\nAli Sana’i=Ali Sana'i (Ali Sana'i) 1 "
     "spelling other\n"
     "Sanai=Sanai (Ali Sana'i) 2 short-form other\n"},
    {"circle-ends", "Ab;Cd///Ab/abbreviation|Cd;Ab///Cd/abbreviation",
     "Ab=Ab (Ab) 2 spelling other\nCd=Cd (Cd) 2 spelling other\n"},
};

/* Files of names, one behind the other, and what they make of the same articles as above, or the
 * problem. An approved row ends with "!", forms follow. */
typedef struct {
    const char *name;
    const char *format;
    const char *files[2];
    const char *articles;
    const char *expected;
} FileRow;

static const FileRow file_rows[] = {
    {"two-columns",
     "ledger",
     {"Sanaa\tSana’a\nIbb\tIbb\n"},
     "",
     "Ibb=Ibb (Ibb) 0 spelling other!\nSanaa=Sana’a (Sana’a) 0 spelling other!\n"},
    {"line-ends",
     "ledger",
     {"\nSanaa\t Sana’a \r\n  \r\nIbb\tIbb"},
     "",
     "Ibb=Ibb (Ibb) 0 spelling other!\nSanaa=Sana’a (Sana’a) 0 spelling other!\n"},
    {"escapes", "ledger", {"Ab\tA\\\\b\\x\n"}, "", "Ab=A\\b\\x (A\\b\\x) 0 spelling other!\n"},
    {"header",
     "ledger",
     {"Spelling\tclass\tar\tremark\tcount\nSanaa\tplace\tصنعاء\tx\t3\nIbb\t\t\t\t\n"},
     "",
     "Sanaa=Sanaa (Sanaa) 3 spelling place! ar:صنعاء\nIbb=Ibb (Ibb) 0 spelling other!\n"},
    {"status",
     "ledger",
     {"spelling\tcanonical\tstatus\nAb\tAbb\tapproved\nCd\tCdd\tfound\nEf\t\tfound\n"},
     "",
     "Ab=Abb (Abb) 0 spelling other!\nCd=Cdd (Cdd) 0 spelling other\nEf=Ef (Ef) 0 spelling "
     "other\n"},
    {"objects",
     "ledger-jsonl",
     {"{\"spelling\":\"Sana\\u0061\",\"class\":\"place\",\"count\":3,\"ar\":\"صنعاء\",\"more\":[1]}"
      "\n"},
     "",
     "Sanaa=Sanaa (Sanaa) 3 spelling place! ar:صنعاء\n"},
    {"counts-add-up",
     "ledger",
     {"spelling\tcount\tstatus\nIbb\t2\tfound\n"},
     "Ibb/place",
     "Ibb=Ibb (Ibb) 3 spelling place\n"},
    {"approved-stays",
     "ledger",
     {"Sanaa\tSan’a\n"},
     "Sanaa;Sanaa//Sana’a|Sana’a;Sana’a;Sana’a",
     "Sana’a=San’a (San’a) 3 spelling other\nSanaa=San’a (San’a) 2 spelling other!\n"},
    {"approved-cluster-stays",
     "ledger",
     {"spelling\tcanonical\trelation\tcluster\nKB\tKB\tabbreviation\tKata’ib\n"},
     "Kamal Bey;KB///Kamal Bey/abbreviation",
     "Kamal Bey=Kamal Bey (Kamal Bey) 1 spelling other\nKB=KB (Kata’ib) 1 abbreviation other!\n"},
    {"found-changes",
     "ledger",
     {"spelling\tcanonical\tcount\tstatus\nSanaa\tSana’a\t1\tfound\n"},
     "Sanaa;Sanaa;Sanaa",
     "Sanaa=Sanaa (Sanaa) 4 spelling other\n"},
    {"approved-spelling-joins",
     "ledger",
     {"Husayn\tHussein\n"},
     "Hussein;Hussein;Husayn",
     "Hussein=Hussein (Hussein) 2 spelling other\nHusayn=Hussein (Hussein) 1 spelling other!\n"},
    {"two-ledgers",
     "ledger",
     {"spelling\tcount\tstatus\nIbb\t2\tfound\n", "Ibb\tIbb\nTaiz\tTaizz\n"},
     "",
     "Ibb=Ibb (Ibb) 2 spelling other!\nTaiz=Taizz (Taizz) 0 spelling other!\n"},
    {"nothing", "ledger", {""}, "", ""},
    {"circle", "ledger", {"Ab\tCd\nCd\tEf\nEf\tAb\n"}, "", "circle of Ab"},
    {"chain-is-no-circle",
     "ledger",
     {"Ab\tCd\nCd\tEf\n"},
     "",
     "Ab=Cd (Cd) 0 spelling other!\nCd=Ef (Cd) 0 spelling other!\n"},
    {"one-column", "ledger", {"Ab\n"}, "", "f:1:1: error: there should be 2 columns"},
    {"three-columns",
     "ledger",
     {"Ab\tCd\nAb\tCd\tEf\n"},
     "",
     "f:2:1: error: there should be 2 columns"},
    {"no-spelling", "ledger", {"\tCd\n"}, "", "f:1:1: error: a name is empty"},
    {"no-canonical",
     "ledger",
     {"Ab\t\n"},
     "",
     "f:1:1: error: the canonical spelling of “Ab” is empty"},
    {"contradiction",
     "ledger",
     {"Ab\tCd\nAb\tEf\n"},
     "",
     "f:2:1: error: “Ab” has another canonical spelling than in an earlier line"},
    {"bad-class",
     "ledger",
     {"spelling\tclass\nAb\tcity\n"},
     "",
     "f:2:1: error: the class “city” is none of person, organisation, place, other"},
    {"bad-status",
     "ledger",
     {"spelling\tstatus\nAb\tok\n"},
     "",
     "f:2:1: error: the status “ok” is neither approved nor found"},
    {"bad-count",
     "ledger",
     {"spelling\tcount\nAb\t-1\n"},
     "",
     "f:2:1: error: the count “-1” is no number"},
    {"ill-formed", "ledger", {"Ab\tA\xffz\n"}, "", "f:byte 4: error: this is not UTF-8"},
    {"nul-in-json",
     "ledger-jsonl",
     {"{\"spelling\":\"A\\u0000\"}\n"},
     "",
     "f:1:13: error: “spelling” holds the character U+0000"},
    {"tbx",
     "tbx",
     {"<tbx type='TBX-Basic' style='dca' xml:lang='en'><conceptEntry id='a'><descrip "
      "type='subjectField'>place</descrip><langSec xml:lang='en-GB'><termSec><term>Sana’a</term>"
      "</termSec><termSec><term>Sanaa</term><termNote type='termType'>variant</termNote>"
      "<note>count: 2</note></termSec></langSec><langSec xml:lang='ar'><termSec><term> صنعاء "
      "</term></termSec></langSec></conceptEntry></tbx>"},
     "",
     "Sanaa=Sana’a (Sana’a) 2 spelling place! ar:صنعاء\n"
     "Sana’a=Sana’a (Sana’a) 0 spelling place! ar:صنعاء\n"},
    {"tbx-tags",
     "tbx",
     {"<tbx xmlns:b='b' xml:lang='en'><conceptEntry><langSec xml:lang='en'><termSec>"
      "<term>Kata’ib</term></termSec><termSec><term>KB</term><b:termType>acronym</b:termType>"
      "<b:projectSubset>found</b:projectSubset></termSec></langSec></conceptEntry></tbx>"},
     "",
     "Kata’ib=Kata’ib (Kata’ib) 0 spelling other!\nKB=KB (Kata’ib) 0 abbreviation other\n"},
    {"tbx-status",
     "tbx",
     {"<tbx xml:lang='en'><conceptEntry><langSec xml:lang='en'><termSec><term>Rangoon</term>"
      "<termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></termSec><termSec>"
      "<term>Yangon</term><termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote>"
      "</termSec></langSec></conceptEntry></tbx>"},
     "",
     "Rangoon=Yangon (Yangon) 0 spelling other!\nYangon=Yangon (Yangon) 0 spelling other!\n"},
    {"tbx-of-old",
     "tbx",
     {"<!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd'><martif type='TBX' xml:lang='en'><termEntry "
      "id='a'><langSet xml:lang='en'><ntig><termGrp><term>I<hi>b</hi>b</term></termGrp></ntig>"
      "</langSet></termEntry></martif>"},
     "",
     "Ibb=Ibb (Ibb) 0 spelling other!\n"},
    {"tbx-of-another-language",
     "tbx",
     {"<tbx xml:lang='de'><conceptEntry><langSec xml:lang='fr'><termSec><term>Bonn</term></termSec>"
      "</langSec></conceptEntry></tbx>"},
     "",
     ""},
    {"tbx-suggestion",
     "tbx",
     {"<tbx xml:lang='ru'><conceptEntry><langSec xml:lang='ru'><termSec><term>Омск</term></termSec>"
      "</langSec><langSec xml:lang='ru-Latn-x-bgn'><termSec><term>Omsk</term></termSec></langSec>"
      "<langSec xml:lang='en'><termSec><term>Omsque</term><admin type='projectSubset'>suggested"
      "</admin></termSec></langSec></conceptEntry></tbx>"},
     "",
     "Омск=Омск (Омск) 0 spelling other!\n"},
    {"romanised-column",
     "ledger",
     {"spelling\tru-Latn-x-bgn\ten\nОмск\tOmsque\tOmsk\n"},
     "",
     "Омск=Омск (Омск) 0 spelling other! en:Omsk\n"},
    {"tbx-two-translations",
     "tbx",
     {"<tbx xml:lang='en'><conceptEntry><langSec xml:lang='en'><termSec><term>Ibb</term></termSec>"
      "</langSec><langSec xml:lang='ar'><termSec><term>إب</term></termSec></langSec></conceptEntry>"
      "<conceptEntry><langSec xml:lang='en'><termSec><term>Ibb</term></termSec></langSec><langSec "
      "xml:lang='ar'><termSec><term>اب</term></termSec></langSec></conceptEntry></tbx>"},
     "",
     "Ibb=Ibb (Ibb) 0 spelling other! ar:إب\n"},
    {"tbx-empty",
     "tbx",
     {"<tbx xml:lang='en'><conceptEntry><langSec xml:lang='en'><termSec><term/></termSec></langSec>"
      "</conceptEntry></tbx>"},
     "",
     ""},
    {"tbx-entity",
     "tbx",
     {"<!DOCTYPE tbx [<!ENTITY x 'y'>]><tbx/>"},
     "",
     "f:1:30: error: the entity “x” is declared: entities are refused, they may bring in anything"},
    {"no-tbx", "tbx", {"<html/>"}, "", "f:1:6: error: this is not TBX: its root element is “html”"},
    {"no-json",
     "ledger-jsonl",
     {"{\"spelling\":\"Ab\"}\n{\"spelling\"}\n"},
     "",
     "f:2:12: error: a colon is missing"},
};

/* Letters only, so that marks, hyphens and spaces make no difference. */
static guint64
make_key(const char *text)
{
    g_autoptr(GString) letters = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (hexapla_text_is_letter(c))
            g_string_append_unichar(letters, c);
    }
    return hexapla_text_hash(letters->str, letters->len, 0);
}

static const char *
field(char **fields, guint n)
{
    return n < g_strv_length(fields) && *fields[n] != '\0' ? fields[n] : NULL;
}

static guint
tag_index(const char *tag, const char *const *tags)
{
    guint i = 0;

    while (tag != NULL && !g_str_equal(tags[i], tag))
        i++;
    return i;
}

static guint
find_name(HexaplaDocument *document, const char *text)
{
    guint n;
    const HexaplaName *names = hexapla_document_get_names(document, &n);

    for (guint i = 0; i < n; i++) {
        if (names[i].length == strlen(text) && memcmp(names[i].text, text, names[i].length) == 0)
            return i;
    }
    g_assert_not_reached();
}

static void
describe_name(HexaplaDocument *document, char **fields)
{
    static const char *const classes[] = {"other", "person", "organisation", "place", NULL};
    static const char *const relations[] = {"spelling", "short-form", "abbreviation", NULL};
    guint n, index = find_name(document, fields[0]);
    HexaplaName *name = &hexapla_document_get_names(document, &n)[index];

    name->key = make_key(fields[0]);
    name->name_class = tag_index(field(fields, 1), classes);
    if (field(fields, 2) != NULL)
        name->canonical = hexapla_document_intern(document, fields[2], strlen(fields[2]));
    if (field(fields, 3) != NULL)
        name->cluster = find_name(document, fields[3]);
    name->relation = tag_index(field(fields, 4), relations);
}

/* The text of the article is its row: every name stands there. */
static void
add_article(HexaplaLedger *ledger, const char *article)
{
    g_auto(GStrv) entries = g_strsplit(article, ";", -1);
    g_autoptr(HexaplaDocument) document =
        hexapla_document_new("en", g_strdup(article), strlen(article));
    gsize start = 0;

    for (char **entry = entries; *entry != NULL; entry++) {
        if (**entry != '\0')
            hexapla_document_add_mention(document, start, start + strcspn(*entry, "/"),
                                         HEXAPLA_NAME_OTHER);
        start += strlen(*entry) + 1;
    }
    for (char **entry = entries; *entry != NULL; entry++) {
        g_auto(GStrv) fields = g_strsplit(*entry, "/", -1);

        if (**entry != '\0')
            describe_name(document, fields);
    }
    hexapla_ledger_add(ledger, document);
}

static char *
describe_ledger(HexaplaLedger *ledger)
{
    GString *text = g_string_new(NULL);
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    for (gsize i = 0; i < n; i++)
        g_string_append_printf(text, "%s=%s (%s) %" G_GUINT64_FORMAT " %s %s\n",
                               entries[i].spelling, entries[i].canonical, entries[i].cluster,
                               entries[i].count, hexapla_relation_get_tag(entries[i].relation),
                               hexapla_name_class_get_tag(entries[i].name_class));
    return g_string_free(text, FALSE);
}

static void
describe_forms(HexaplaLedger *ledger, GString *text)
{
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    for (gsize i = 0; i < n; i++) {
        g_string_append_printf(text, "%s=%s (%s) %" G_GUINT64_FORMAT " %s %s%s",
                               entries[i].spelling, entries[i].canonical, entries[i].cluster,
                               entries[i].count, hexapla_relation_get_tag(entries[i].relation),
                               hexapla_name_class_get_tag(entries[i].name_class),
                               entries[i].is_approved ? "!" : "");
        for (const HexaplaLedgerForm *form = entries[i].forms; form != NULL; form = form->next)
            g_string_append_printf(text, " %s:%s", form->language, form->text);
        g_string_append_c(text, '\n');
    }
}

static GInputStream *
new_trickle(const char *text)
{
    TestTrickle *trickle = g_object_new(TEST_TYPE_TRICKLE, NULL);

    trickle->bytes = text;
    trickle->n = strlen(text);
    trickle->fail_at = trickle->n + 1;
    return G_INPUT_STREAM(trickle);
}

static gboolean
read_file(HexaplaLedger *ledger, const char *format, const char *text, gboolean by_bytes,
          GError **error)
{
    const HexaplaReadOptions options = {.file = "f"};
    g_autoptr(GInputStream) in =
        by_bytes ? new_trickle(text) : g_memory_input_stream_new_from_data(text, -1, NULL);

    return hexapla_format_by_name(format)->read_ledger(in, &options, ledger, NULL, error);
}

static char *
describe_files(const FileRow *row, gboolean by_bytes)
{
    g_autoptr(HexaplaLedger) ledger = hexapla_ledger_new();
    g_auto(GStrv) articles = g_strsplit(row->articles, "|", -1);
    GString *text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const char *circle = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(row->files) && row->files[i] != NULL && error == NULL; i++)
        read_file(ledger, row->format, row->files[i], by_bytes, &error);
    for (char **article = articles; *article != NULL; article++)
        add_article(ledger, *article);
    circle = hexapla_ledger_find_circle(ledger);
    if (error != NULL)
        g_string_assign(text, error->message);
    else if (circle != NULL)
        g_string_printf(text, "circle of %s", circle);
    else
        describe_forms(ledger, text);
    return g_string_free(text, FALSE);
}

static void
test_file(gconstpointer data)
{
    const FileRow *row = data;
    g_autofree char *at_once = describe_files(row, FALSE);
    g_autofree char *by_bytes = describe_files(row, TRUE);

    g_assert_cmpstr(at_once, ==, row->expected);
    g_assert_cmpstr(by_bytes, ==, row->expected);
}

static void
test_row(gconstpointer data)
{
    const Row *row = data;
    g_autoptr(HexaplaLedger) ledger = hexapla_ledger_new();
    g_auto(GStrv) articles = g_strsplit(row->articles, "|", -1);
    g_autofree char *text = NULL, *again = NULL;

    for (char **article = articles; *article != NULL; article++)
        add_article(ledger, *article);
    text = describe_ledger(ledger);
    g_assert_cmpstr(text, ==, row->expected);
    again = describe_ledger(ledger);
    g_assert_cmpstr(again, ==, row->expected);
    g_assert_cmpuint(hexapla_ledger_get_n_left_out(ledger), ==, 0);
}

/* A ledger as a table, and the forms in Arabic that are suggested, in the order of the entries. The
 * articles are English ones. */
typedef struct {
    const char *name;
    const char *file;
    const char *expected; /* "SPELLING=SUGGESTION" a line */
} SuggestionRow;

#define HEAD "spelling\tcanonical\tclass\trelation\tcluster\tstatus\tar\n"

static const SuggestionRow suggestion_rows[] = {
    {"person", HEAD "Karim Hussein\t\tperson\t\t\tfound\t\n", "Karim Hussein=كريم حسين\n"},
    {"place", HEAD "Karim Hussein\t\tplace\t\t\tfound\t\n", ""},
    {"approved-form", HEAD "Karim Hussein\t\tperson\t\t\tfound\tكريم ح\n", ""},
    {"of-the-canonical-spelling", HEAD "Karim Husain\tKarim Hussein\tperson\t\t\tapproved\t\n",
     "Karim Husain=كريم حسين\n"},
    {"canonical-spelling-has-a-form",
     HEAD "Karim Hussein\t\tperson\t\t\tfound\tكريم ح\n"
          "Karim Husain\tKarim Hussein\tperson\t\t\tapproved\t\n",
     ""},
    {"another-spelling-has-a-form",
     HEAD "Karim Hussein\t\tperson\t\tKarim Hussein\tfound\tكريم ح\n"
          "Karim Husain\t\tperson\tspelling\tKarim Hussein\tfound\t\n",
     ""},
    {"short-form-has-none",
     HEAD "Karim Hussein\t\tperson\t\tKarim Hussein\tfound\tكريم ح\n"
          "Karim\t\tperson\tshort-form\tKarim Hussein\tfound\t\n",
     "Karim=كريم\n"},
    {"abbreviation",
     HEAD "Karim Hussein\t\tperson\t\tKarim Hussein\tfound\t\n"
          "Aziz\t\tperson\tabbreviation\tKarim Hussein\tfound\t\n",
     "Karim Hussein=كريم حسين\n"},
    {"unknown", HEAD "Karim Vosskamp\t\tperson\t\t\tfound\t\n", ""},
    {"suggestions-are-not-read", "spelling\tar-suggested\tstatus\nVosskamp\tفوس\tfound\n", ""},
};

static void
test_suggestions(gconstpointer data)
{
    const SuggestionRow *row = data;
    g_autoptr(HexaplaLedger) ledger = hexapla_ledger_new();
    g_autoptr(GString) text = g_string_new(NULL);
    const HexaplaLedgerEntry *entries;
    g_autoptr(GError) error = NULL;
    gsize n;

    hexapla_ledger_set_target(ledger, "ar");
    hexapla_ledger_suggest(ledger);
    read_file(ledger, "ledger", row->file, FALSE, &error);
    g_assert_no_error(error);
    add_article(ledger, "");
    entries = hexapla_ledger_get_entries(ledger, &n);
    for (gsize i = 0; i < n; i++) {
        if (entries[i].suggestion != NULL)
            g_string_append_printf(text, "%s=%s\n", entries[i].spelling, entries[i].suggestion);
    }
    g_assert_cmpstr(text->str, ==, row->expected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat("/ledger/", rows[i].name, NULL);

        g_test_add_data_func(path, &rows[i], test_row);
    }
    for (guint i = 0; i < G_N_ELEMENTS(file_rows); i++) {
        g_autofree char *path = g_strconcat("/ledger/file/", file_rows[i].name, NULL);

        g_test_add_data_func(path, &file_rows[i], test_file);
    }
    for (guint i = 0; i < G_N_ELEMENTS(suggestion_rows); i++) {
        g_autofree char *path = g_strconcat("/ledger/suggestion/", suggestion_rows[i].name, NULL);

        g_test_add_data_func(path, &suggestion_rows[i], test_suggestions);
    }
    return g_test_run();
}
