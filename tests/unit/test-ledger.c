/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "base/text.h"
#include "document/ledger.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat("/ledger/", rows[i].name, NULL);

        g_test_add_data_func(path, &rows[i], test_row);
    }
    return g_test_run();
}
