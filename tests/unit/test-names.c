/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "document/inconsistencies.h"
#include "document/pieces.h"
#include "names/namer.h"
#include "names/spelling.h"
#include "tests/unit/rows.h"
#include "translit/skeleton.h"

/* Two spaces stand between sentences, a blank line between blocks; a block that begins with # is a heading. */
static void
add_segments(HexaplaDocument *document, guint block, gsize start, gsize end)
{
    const char *text = hexapla_document_get_text(document, NULL);

    while (start < end) {
        const char *gap = g_strstr_len(text + start, end - start, "  ");
        gsize stop = gap != NULL ? (gsize)(gap - text) : end;

        hexapla_document_add_segment(document, block, start, stop, HEXAPLA_RULE_TERMINATOR);
        start = gap != NULL ? stop + 2 : end;
    }
}

static HexaplaDocument *
new_document(const char *language, const char *text)
{
    gsize n = strlen(text);
    HexaplaDocument *document = hexapla_document_new(language, g_strdup(text), n);
    gsize start = 0;

    while (start < n) {
        const char *gap = strstr(text + start, "\n\n");
        gsize end = gap != NULL ? (gsize)(gap - text) : n;
        gboolean heading = text[start] == '#';
        guint block;

        start += heading ? 2 : 0;
        block = hexapla_document_add_block(
            document, heading ? HEXAPLA_BLOCK_HEADING : HEXAPLA_BLOCK_PARAGRAPH, start, end);
        add_segments(document, block, start, end);
        start = gap != NULL ? end + 2 : n;
    }
    return document;
}

static HexaplaDocument *
name(const char *language, const char *text)
{
    g_autoptr(HexaplaNamer) namer = hexapla_namer_new(hexapla_language_get(language));
    HexaplaDocument *document = new_document(language, text);
    g_autoptr(GError) error = NULL;

    g_assert_true(hexapla_namer_apply(namer, document, NULL, &error));
    g_assert_no_error(error);
    hexapla_namer_find_clusters(namer, document);
    return document;
}

/* The mark in question stands between braces. */
typedef struct {
    const char *name;
    const char *language;
    const char *text;
    HexaplaRole role;
} RoleRow;

static const RoleRow roles[] = {
    {"possessive", "en", "Iraq{’}s premier spoke.", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-ascii", "en", "Iraq{'}s premier spoke.", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-plural", "en", "The Houthis{’} missile fell.", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-capitals", "en", "The UAE{’}s role grew.", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-after-s", "en", "ISIS{’}s last town", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-z", "en", "The Ha'aretz{'} editor left.", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-after-name-letter", "en", "Sana’a{’}s airport", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-in-double-quotes", "en", "“The group{’}s envoy left.”", HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-in-single-quotes", "en", "‘The Iraqis{’} demands are met.’",
     HEXAPLA_ROLE_POSSESSIVE},
    {"possessive-in-ascii-quotes", "en", "'It is the Houthis{'} missile,' he said.",
     HEXAPLA_ROLE_POSSESSIVE},
    {"not", "en", "She didn{’}t go.", HEXAPLA_ROLE_CONTRACTION},
    {"shouted-not", "en", "DON{'}T GO.", HEXAPLA_ROLE_CONTRACTION},
    {"it-is", "en", "It{’}s late.", HEXAPLA_ROLE_CONTRACTION},
    {"noun-is", "en", "The company{’}s a mess.", HEXAPLA_ROLE_CONTRACTION},
    {"had", "en", "She{'}d left.", HEXAPLA_ROLE_CONTRACTION},
    {"oclock", "en", "five o{’}clock", HEXAPLA_ROLE_CONTRACTION},
    {"them", "en", "Tell {’}em now.", HEXAPLA_ROLE_CONTRACTION},
    {"them-ascii", "en", "Tell {'}em now.", HEXAPLA_ROLE_CONTRACTION},
    {"nineties", "en", "in the {’}90s", HEXAPLA_ROLE_CONTRACTION},
    {"nineties-ascii", "en", "in the {'}90s", HEXAPLA_ROLE_CONTRACTION},
    {"rock-and-roll-before", "en", "rock {’}n’ roll", HEXAPLA_ROLE_CONTRACTION},
    {"rock-and-roll-behind", "en", "rock ’n{’} roll", HEXAPLA_ROLE_CONTRACTION},
    {"doing", "en", "He was doin{’} well.", HEXAPLA_ROLE_CONTRACTION},
    {"dutch-evening", "nl", "Hij kwam {’}s avonds.", HEXAPLA_ROLE_CONTRACTION},
    {"italian-little", "it", "un po{’} di tutto", HEXAPLA_ROLE_CONTRACTION},
    {"irish", "ga", "B{’}fhéidir.", HEXAPLA_ROLE_CONTRACTION},
    {"french-army", "fr", "dans l{’}armée", HEXAPLA_ROLE_ELISION},
    {"french-until", "fr", "jusqu{'}ici", HEXAPLA_ROLE_ELISION},
    {"french-country", "fr", "champion d{’}Europe", HEXAPLA_ROLE_ELISION},
    {"italian-of-the", "it", "dell{’}Iraq", HEXAPLA_ROLE_ELISION},
    {"catalan", "ca", "no n{’}hi ha", HEXAPLA_ROLE_ELISION},
    {"coup-in-english", "en", "a coup d{’}état", HEXAPLA_ROLE_ELISION},
    {"french-states", "fr", "aux États-Unis d{’}Amérique", HEXAPLA_ROLE_ELISION},
    {"french-hyphened-name", "fr", "Paul-Henri d{’}Astreux est parti.", HEXAPLA_ROLE_NAME_ELISION},
    {"catalan-name", "ca", "l{’}Ajuntament", HEXAPLA_ROLE_ELISION},
    {"dutch-verb", "nl", "Zo{’}n dag is goed.", HEXAPLA_ROLE_CONTRACTION},
    {"hamza", "en", "Kata{’}ib left.", HEXAPLA_ROLE_NAME_LETTER},
    {"hamza-ascii", "en", "Kata{'}ib left.", HEXAPLA_ROLE_NAME_LETTER},
    {"hamza-shouted", "en", "KATA{’}IB LEFT", HEXAPLA_ROLE_NAME_LETTER},
    {"ayn-inside", "en", "in Sana{’}a today", HEXAPLA_ROLE_NAME_LETTER},
    {"ayn-grave", "en", "bint Ja{`}far", HEXAPLA_ROLE_NAME_LETTER},
    {"ayn-first", "en", "Mahmud {‘}Abbas came.", HEXAPLA_ROLE_NAME_LETTER},
    {"ayn-first-ascii", "en", "the road to {'}Amran was open.", HEXAPLA_ROLE_NAME_LETTER},
    {"ayn-behind-article", "en", "Haider al-{‘}Abadi came.", HEXAPLA_ROLE_NAME_LETTER},
    {"hamza-last", "en", "The town of Karbala{’} fell.", HEXAPLA_ROLE_NAME_LETTER},
    {"hamza-last-at-end", "en", "He fled to Karbala{’}.", HEXAPLA_ROLE_NAME_LETTER},
    {"half-ring", "en", "al-Rāfi{ʿ}ī wrote.", HEXAPLA_ROLE_NAME_LETTER},
    {"named-sad", "en", "Sheikh Sa{’}d spoke.", HEXAPLA_ROLE_NAME_LETTER},
    {"small-shia", "en", "a shi{’}a leader", HEXAPLA_ROLE_NAME_LETTER},
    {"hebrew-name", "en", "near Be{'}er Sheva", HEXAPLA_ROLE_NAME_LETTER},
    {"pinyin", "en", "in Xi{’}an", HEXAPLA_ROLE_NAME_LETTER},
    {"hepburn", "en", "Jun{’}ichiro spoke.", HEXAPLA_ROLE_NAME_LETTER},
    {"wade-giles", "en", "Hsiao-p{’}ing", HEXAPLA_ROLE_NAME_LETTER},
    {"chad", "en", "in N{’}Djamena", HEXAPLA_ROLE_NAME_LETTER},
    {"okina", "en", "in Hawai{‘}i", HEXAPLA_ROLE_NAME_LETTER},
    {"breton", "en", "Guivarc{’}h scored.", HEXAPLA_ROLE_NAME_LETTER},
    {"in-french", "fr", "à Sana{’}a", HEXAPLA_ROLE_NAME_LETTER},
    {"in-turkish", "tr", "Kur{’}an’da yok", HEXAPLA_ROLE_NAME_LETTER},
    {"irish-name", "en", "Sean O{’}Brien spoke.", HEXAPLA_ROLE_NAME_ELISION},
    {"french-name", "en", "Giscard d{’}Estaing spoke.", HEXAPLA_ROLE_NAME_ELISION},
    {"italian-name", "en", "Massimo D{'}Alema spoke.", HEXAPLA_ROLE_NAME_ELISION},
    {"ivory-coast", "en", "in Côte d{’}Ivoire", HEXAPLA_ROLE_NAME_ELISION},
    {"french-name-in-french", "fr", "Jeanne d{'}Arc est morte.", HEXAPLA_ROLE_NAME_ELISION},
    {"ukrainian", "uk", "новий об{’}єкт", HEXAPLA_ROLE_LETTER},
    {"ukrainian-unknown-language", "und", "новий об{'}єкт", HEXAPLA_ROLE_LETTER},
    {"uzbek", "uz", "O{‘}zbekiston", HEXAPLA_ROLE_LETTER},
    {"turkish-ending", "tr", "Bağdat{’}taki elçi", HEXAPLA_ROLE_LETTER},
    {"hebrew-geresh", "he", "ג{׳}ורג", HEXAPLA_ROLE_LETTER},
    {"swahili", "sw", "ng{’}ombe", HEXAPLA_ROLE_LETTER},
    {"quote-open", "en", "allegedly {‘}terrorists’.", HEXAPLA_ROLE_QUOTE_OPEN},
    {"quote-close-behind-s", "en", "allegedly ‘terrorists{’}.", HEXAPLA_ROLE_QUOTE_CLOSE},
    {"quote-close-before-word", "en", "They ‘read thoughts{’} by night.", HEXAPLA_ROLE_QUOTE_CLOSE},
    {"quote-open-ascii", "en", "a {'}thug' of note", HEXAPLA_ROLE_QUOTE_OPEN},
    {"quote-close-ascii", "en", "a 'thug{'} of note", HEXAPLA_ROLE_QUOTE_CLOSE},
    {"quote-close-behind-stop", "en", "‘We will not go.{’}", HEXAPLA_ROLE_QUOTE_CLOSE},
    {"quoted-name-open", "en", "The {‘}Asa’ib’ fighters left.", HEXAPLA_ROLE_QUOTE_OPEN},
    {"quoted-name-close", "en", "The ‘Asa’ib{’} fighters left.", HEXAPLA_ROLE_QUOTE_CLOSE},
    {"quoted-tis", "en", "{‘}Tis a pity,’ she said.", HEXAPLA_ROLE_QUOTE_OPEN},
    {"plural-decade", "en", "the 1990{'}s", HEXAPLA_ROLE_PLURAL},
    {"plural-letters", "en", "Mind your p{’}s and q’s.", HEXAPLA_ROLE_PLURAL},
    {"plural-capitals", "en", "Her CD{'}s sold well.", HEXAPLA_ROLE_PLURAL},
    {"plural-letter", "en", "She got three A{’}s.", HEXAPLA_ROLE_PLURAL},
    {"plural-letter-verb", "en", "The A{'}s are better.", HEXAPLA_ROLE_PLURAL},
    {"possessive-letter", "en", "It is plan B{’}s author.", HEXAPLA_ROLE_POSSESSIVE},
    {"plural-cars", "en", "Two VW{’}s were stolen.", HEXAPLA_ROLE_PLURAL},
    {"plural-dutch", "nl", "foto{’}s", HEXAPLA_ROLE_PLURAL},
    {"feet", "en", "He was 6{'} tall.", HEXAPLA_ROLE_PRIME},
    {"feet-and-inches", "en", "It is 6{'} 2\" high.", HEXAPLA_ROLE_PRIME},
    {"minutes", "en", "At 33° 18{′} N", HEXAPLA_ROLE_PRIME},
    {"stress", "en", "the sound {ˈ}a", HEXAPLA_ROLE_UNKNOWN},
};

static void
test_role(gconstpointer data)
{
    const RoleRow *row = data;
    g_auto(GStrv) before = g_strsplit(row->text, "{", 2);
    g_auto(GStrv) behind = g_strsplit(before[1], "}", 2);
    g_autofree char *text = g_strconcat(before[0], behind[0], behind[1], NULL);
    g_autoptr(HexaplaDocument) document = name(row->language, text);
    guint n;
    const HexaplaMark *marks = hexapla_document_get_marks(document, &n);
    HexaplaRole role = HEXAPLA_N_ROLES;

    for (guint i = 0; i < n; i++) {
        if (marks[i].offset == strlen(before[0]))
            role = marks[i].role;
    }
    g_assert_cmpstr(role < HEXAPLA_N_ROLES ? hexapla_role_get_tag(role) : "missing", ==,
                    hexapla_role_get_tag(row->role));
}

typedef struct {
    const char *name;
    const char *text;
    const char *mentions;
} MentionRow;

static const MentionRow mentions[] = {
    {"title", "The mayor met President Ana Duarte.", "Ana Duarte/person"},
    {"ranks", "He saw Major General Omar Haddad there.", "Omar Haddad/person"},
    {"people-and-title", "The Chilean President Ana Duarte left.",
     "Chilean/other|Ana Duarte/person"},
    {"country-affairs-title", "He told US Defense Secretary Lloyd Perry.",
     "US/place|Lloyd Perry/person"},
    {"minister-is-no-name", "It hurt the Minister of Defense badly.", ""},
    {"minister-with-name", "It hurt the Minister of Finance Ana Duarte.", "Ana Duarte/person"},
    {"ministry", "It hurt the Ministry of Defense badly.", "Ministry of Defense/organisation"},
    {"forces", "They joined the Kenyan Armed Forces there.", "Kenyan Armed Forces/organisation"},
    {"of-the", "They asked the High Command of the Armed Forces again.",
     "High Command of the Armed Forces/organisation"},
    {"small-heads", "It hit the Al-Nahr operations sector hard.",
     "Al-Nahr operations sector/organisation"},
    {"opener", "They met Liwa al-Nahr and Sa’id al-Nahr again.",
     "Liwa al-Nahr/organisation|Sa’id al-Nahr/person"},
    {"ordinals", "The 3rd and 14th Brigades withdrew.", "3rd and 14th Brigades/organisation"},
    {"province", "They reached Kivu Province late.", "Kivu Province/place"},
    {"airport", "It is near the Entebbe International Airport now.",
     "Entebbe International Airport/place"},
    {"port", "It sailed from Port Bell today.", "Port Bell/place"},
    {"preposition", "Shells landed inside Avdiivka today.", "Avdiivka/place"},
    {"place-noun", "They left the Al Yasat base.", "Al Yasat/place"},
    {"military-camp", "They shelled the K9 military camp.", "K9/place"},
    {"abbreviation", "The Coast Relief Council (CRC) paid.",
     "Coast Relief Council/organisation|CRC/organisation"},
    {"alias-in-brackets", "He praised Jund Allah (Hamas) again.",
     "Jund Allah/organisation|Hamas/organisation"},
    {"which", "He spoke for Harakat al-Nahr, which denied it.", "Harakat al-Nahr/organisation"},
    {"possessive", "It was Peru’s harvest.", "Peru/place"},
    {"possessive-initial", "Lima’s mayor won.", "Lima/place"},
    {"possessive-splits", "It was Peru’s Ana Duarte.", "Peru/place|Ana Duarte/person"},
    {"hyphen-small", "The US-led forces and Chinese-linked firms left.", "US/place|Chinese/other"},
    {"hyphen-peoples", "on the Kenyan-Somali border", "Kenyan/other|Somali/other"},
    {"hyphen-places", "the Russia-Ukraine war", "Russia/place|Ukraine/place"},
    {"hyphen-name", "He met Adel Abdul-Karim there.", "Adel Abdul-Karim/person"},
    {"article", "The cleric Muqtada al-Nahri spoke.", "Muqtada al-Nahri/person"},
    {"article-first", "The cleric asked al-Nahri again.", "al-Nahri/person"},
    {"son-of", "It was Faris bin Daoud al-Harbi again.", "Faris bin Daoud al-Harbi/person"},
    {"small-opener", "They met abu Walid there.", "abu Walid/person"},
    {"mark-first", "They met Mahmud ‘Abbas there.", "Mahmud ‘Abbas/person"},
    {"mark-last", "They left Karbala’ today.", "Karbala’/place"},
    {"initials", "It was J. K. Rowe again.", "J. K. Rowe/person"},
    {"elision", "It was Baudouin d’Astaing again.", "Baudouin d’Astaing/person"},
    {"elision-in-quotation", "They named it “d’Astaing” again.", "d’Astaing/other"},
    {"elision-after-dash", "They named it —d’Astaing, no less.", "d’Astaing/other"},
    {"elision-after-no-break-space", "They named it\u00A0d’Astaing again.", "d’Astaing/other"},
    {"spanish", "It was Manuela de la Torre again.", "Manuela de la Torre/person"},
    {"neighbours", "The envoy to Kyiv Ibrahim Diallo left.", "Kyiv/place|Ibrahim Diallo/person"},
    {"known-longer", "They flew to New York and Burkina Faso.",
     "New York/place|Burkina Faso/place"},
    {"newspaper", "It was in the New York Times.", "New York Times/organisation"},
    {"initial-common", "Officials spoke.  Critics did not.", ""},
    {"initial-word", "Seven rockets fell.  Bombing UNOVA bases is wrong.", "UNOVA/organisation"},
    {"initial-seen-small", "Bread is dear.  We need bread.", ""},
    {"initial-seen-inside", "Pruitt voted.  They asked Pruitt again.", "Pruitt/other|Pruitt/other"},
    {"initial-speaker", "Achterberg said no.", "Achterberg/person"},
    {"initial-known", "Moscow denied it.", "Moscow/place"},
    {"inside-quotation", "She said “The harbour is shut” to Ana Duarte.", "Ana Duarte/person"},
    {"weekday", "They met on Monday in Lima.", "Lima/place"},
    {"month-is-name", "They asked Theresa May again.", "Theresa May/person"},
    {"title-is-name", "They asked Stephen King again.", "Stephen King/person"},
    {"aircraft", "The F-16 and COVID-19 came.", ""},
    {"dotted", "They left the U.S. embassy.", "U.S./place"},
    {"members", "They joined the Quay Traders’ Association today.",
     "Quay Traders’ Association/organisation"},
    {"headline",
     "# Ana Duarte Threatens Peru With Strikes Over Kivu Tax\n\nIn Lima the unions met Ana Duarte.",
     "Ana Duarte/person|Peru/place|Lima/place|Ana Duarte/person"},
    {"shouted-headline",
     "# KATA’IB AL-NAHR LEAVES LIMA TODAY\n\nThey saw Kata’ib al-Nahr, which left.",
     "KATA’IB AL-NAHR/organisation|LIMA/place|Kata’ib al-Nahr/organisation"},
    {"byline", "# By Leander Voss in Aden\n\nIt rained.", "Leander Voss/person|Aden/place"},
    {"no-capitals", "كتائب حزب الله في العراق", ""},
};

static void
test_mentions(gconstpointer data)
{
    const MentionRow *row = data;
    g_autoptr(HexaplaDocument) document = name("en", row->text);
    g_autoptr(GString) result = g_string_new(NULL);
    const char *text = hexapla_document_get_text(document, NULL);
    guint n, n_names;
    const HexaplaMention *found = hexapla_document_get_mentions(document, &n);
    const HexaplaName *names = hexapla_document_get_names(document, &n_names);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(result, "%s%.*s/%s", i > 0 ? "|" : "",
                               (int)(found[i].end - found[i].start), text + found[i].start,
                               hexapla_name_class_get_tag(names[found[i].name].name_class));
    g_assert_cmpstr(result->str, ==, row->mentions);
}

/* Members that are not alone: "short=full (relation)". */
typedef struct {
    const char *name;
    const char *text;
    const char *members;
} ClusterRow;

static const ClusterRow clusters[] = {
    {"surname", "They met Barham Diallo.  Diallo left.", "Diallo=Barham Diallo (short-form)"},
    {"surname-with-article", "They met Salma El-Khatibi.  Then El-Khatibi left.",
     "El-Khatibi=Salma El-Khatibi (short-form)"},
    {"surname-near", "They met Nashwan Hussain.  Hussein left.",
     "Hussein=Nashwan Hussain (short-form)"},
    {"two-words", "They met Mubarak Al Dhahwari.  Then Al Dhahwari left.",
     "Al Dhahwari=Mubarak Al Dhahwari (short-form)"},
    {"two-bearers", "They met Ali Diallo and Omar Diallo.  Diallo left.", ""},
    {"given-name", "They met Jun’ichiro Morisaki.  Then Jun’ichiro left.",
     "Jun’ichiro=Jun’ichiro Morisaki (short-form)"},
    {"marks", "They saw Kata’ib al-Nahr.  Then Kata'ib al-Nahr left.",
     "Kata'ib al-Nahr=Kata’ib al-Nahr (spelling)"},
    {"spaces", "They met Abdul Karim Diallo.  Then Abdul-Karim Diallo left.",
     "Abdul-Karim Diallo=Abdul Karim Diallo (spelling)"},
    {"near-names", "They met Mahmoud Hussain.  Then Mahmud Hussein left.",
     "Mahmud Hussein=Mahmoud Hussain (spelling)"},
    {"known-names", "They met Qasim Diallo.  Then Kassem Diallo left.",
     "Kassem Diallo=Qasim Diallo (spelling)"},
    {"known-surname", "They met Idrissa Qasim.  Then Kassem left.",
     "Kassem=Idrissa Qasim (short-form)"},
    {"known-names-of-two", "They met Qasim Diallo.  Then Karim Diallo left.", ""},
    {"bracket", "The Coast Relief Council (CRC) paid.", "CRC=Coast Relief Council (abbreviation)"},
    {"two-letters", "They joined Kata’ib Nahr (KN) there.", "KN=Kata’ib Nahr (abbreviation)"},
    {"initials", "The Southern Ports Authority paid.  Then the SPA left.",
     "SPA=Southern Ports Authority (abbreviation)"},
    {"country", "The United States paid.  Then the US left.", "US=United States (abbreviation)"},
    {"prefix", "The Popular Defence Units paid.  Then the Popular Defence left.",
     "Popular Defence=Popular Defence Units (short-form)"},
    {"plural", "The Kenyan army met Kenyans there.", "Kenyans=Kenyan (spelling)"},
    {"place-is-no-surname", "They met George Washington.  Then Washington paid.", ""},
    {"other-vowel", "They met Adel Hasan.  They met Adel Husan.", ""},
};

static void
test_clusters(gconstpointer data)
{
    const ClusterRow *row = data;
    g_autoptr(HexaplaDocument) document = name("en", row->text);
    g_autoptr(GString) result = g_string_new(NULL);
    guint n;
    const HexaplaName *names = hexapla_document_get_names(document, &n);

    for (guint i = 0; i < n; i++) {
        const HexaplaName *head = &names[names[i].cluster];

        g_assert_cmpuint(head->cluster, ==, names[i].cluster);
        if (names[i].cluster != i)
            g_string_append_printf(result, "%s%.*s=%.*s (%s)", result->len > 0 ? "|" : "",
                                   (int)names[i].length, names[i].text, (int)head->length,
                                   head->text, hexapla_relation_get_tag(names[i].relation));
    }
    g_assert_cmpstr(result->str, ==, row->members);
}

/* Parts of an article are divided by |. */
typedef struct {
    const char *name;
    HexaplaApostrophePolicy apostrophes;
    HexaplaNamesPolicy names;
    const char *text;
    const char *output;
    guint n_issues;
} SpellingRow;

static const SpellingRow spellings[] = {
    {"most-frequent", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "In Sana'a, in Sana’a and in Sana’a.", "In Sana’a, in Sana’a and in Sana’a.", 1},
    {"tie-first", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "In Sana'a and in Sana’a.", "In Sana'a and in Sana'a.", 1},
    {"mark-or-none", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "In Sana’a and in Sanaa.", "In Sana’a and in Sana’a.", 1},
    {"earlier-part-wins", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "In Sana'a.|In Sana’a and in Sana’a.", "In Sana'a.|In Sana'a and in Sana'a.", 1},
    {"hyphen", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "They met Ali Abdul-Karim.  They met Ali Abdul Karim.",
     "They met Ali Abdul-Karim.  They met Ali Abdul-Karim.", 1},
    {"hyphen-kept", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_KEEP,
     "They met Ali Abdul-Karim.  They met Ali Abdul Karim.",
     "They met Ali Abdul-Karim.  They met Ali Abdul Karim.", 0},
    {"marks-with-names-kept", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_KEEP,
     "In Sana'a and in Sana’a.", "In Sana'a and in Sana'a.", 1},
    {"article-stays", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "They met Ali al-Harbi.  They met Ali Al-Harbi.",
     "They met Ali al-Harbi.  They met Ali Al-Harbi.", 0},
    {"vowels-stay", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "They met Adel Hussain.  Then Hussein left.", "They met Adel Hussain.  Then Hussein left.", 0},
    {"possessive-stays", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "In Sana’a, in Sana’a; Sana'a's men.", "In Sana’a, in Sana’a; Sana’a's men.", 1},
    {"possessive-is-not-eaten", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "They met Abu Rabi’ and Abu Rabi’ and saw Abu Rabi’s list.",
     "They met Abu Rabi’ and Abu Rabi’ and saw Abu Rabi’s list.", 0},
    {"quote-is-not-eaten", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "They left 'Amran and 'Amran; a ‘Amran revolt’ is near.",
     "They left 'Amran and 'Amran; a ‘Amran revolt’ is near.", 0},
    {"body-of-members-stays", HEXAPLA_APOSTROPHES_TYPOGRAPHIC, HEXAPLA_NAMES_NORMALISE,
     "They joined the Quay Traders' Association.", "They joined the Quay Traders' Association.", 0},
    {"ascii", HEXAPLA_APOSTROPHES_ASCII, HEXAPLA_NAMES_NORMALISE,
     "O’Brien’s men didn’t see ‘Sana’a’.", "O'Brien’s men didn’t see ‘Sana'a’.", 0},
    {"typographic", HEXAPLA_APOSTROPHES_TYPOGRAPHIC, HEXAPLA_NAMES_NORMALISE,
     "Iraq's men didn't see 'Sana'a'.", "Iraq's men didn't see 'Sana’a'.", 0},
    {"scholarly", HEXAPLA_APOSTROPHES_SCHOLARLY, HEXAPLA_NAMES_NORMALISE, "Iraq’s men saw Sana’a.",
     "Iraq’s men saw Sanaʼa.", 0},
    {"keep", HEXAPLA_APOSTROPHES_KEEP, HEXAPLA_NAMES_NORMALISE,
     "In Sana'a, in Sana’a and in Sana’a.", "In Sana'a, in Sana’a and in Sana’a.", 0},
    {"keep-both", HEXAPLA_APOSTROPHES_KEEP, HEXAPLA_NAMES_KEEP, "In Sana'a and in Sana’a.",
     "In Sana'a and in Sana’a.", 0},
    {"canonical-without-ledger", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "In Sana'a and in Sana’a.", "In Sana'a and in Sana'a.", 1},
    {"once-a-name", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "In Sana'a, in Sana'a, in Sana'a, in Sana’a, in Sanaa, in Sanaa.",
     "In Sana'a, in Sana'a, in Sana'a, in Sana'a, in Sana'a, in Sana'a.", 1},
    {"broken-line", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "They met Ali\nHarbi.  They met Ali Harbi.", "They met Ali\nHarbi.  They met Ali Harbi.", 0},
};

static void
test_spelling(gconstpointer data)
{
    const SpellingRow *row = data;
    g_autoptr(HexaplaSpelling) spelling = hexapla_spelling_new(row->apostrophes, row->names, NULL);
    g_auto(GStrv) parts = g_strsplit(row->text, "|", -1);
    HexaplaIssueSink issues = {NULL, NULL, {0}};
    g_autoptr(GString) result = g_string_new(NULL);

    hexapla_spelling_begin_article(spelling);
    for (char **part = parts; *part != NULL; part++) {
        g_autoptr(HexaplaDocument) document = name("en", *part);
        g_autofree char *output = NULL;

        hexapla_spelling_fold(spelling, document, &issues);
        hexapla_document_sort_changes(document);
        output = hexapla_document_dup_output_text(document, 0, strlen(*part));
        g_string_append_printf(result, "%s%s", part != parts ? "|" : "", output);
    }
    g_assert_cmpstr(result->str, ==, row->output);
    g_assert_cmpuint(issues.n_issues[HEXAPLA_ISSUE_LEVEL_INFO], ==, row->n_issues);
}

typedef struct {
    const char *name;
    const char *text;
    const char *report; /* "KIND FORM COUNT LINE:COLUMN" a row, and "=" before each group */
} ReportRow;

static const ReportRow reports[] = {
    {"consistent", "They met Ali Hussein. Hussein left.", ""},
    {"vowels", "They met Ali Hussain. Then Hussein left.",
     "=name Hussain 1 1:14;name Hussein 1 1:28;"},
    {"two-bearers", "They met Ali Hussain and Omar Hussein.", ""},
    {"marks", "In Sana’a and near Sana'a and in Sana’a.", "=name Sana’a 2 1:4;name Sana'a 1 1:20;"},
    {"capitals-are-no-spelling", "They met Ali Harbi.\n\nALI HARBI LEFT", ""},
    {"articles", "They met Ali al-Harbi and Omar El-Atefi. They met Ali Al-Harbi.",
     "=article Al- 1 1:55;article El- 1 1:32;article al- 1 1:14;"},
    {"another-article", "They met Ali al-Harbi in El Paso.", ""},
    {"orthographies", "The Defence Minister came.\n\nHis centre is a center of defense.",
     "=word defence 1 1:5;word defense 1 3:27;=word center 1 3:17;word centre 1 3:5;"},
    {"one-orthography", "The Defence Minister came to our harbour for an hour.", ""},
};

static void
test_report(gconstpointer data)
{
    const ReportRow *row = data;
    g_autoptr(HexaplaInconsistencies) all = hexapla_inconsistencies_new();
    g_autoptr(HexaplaDocument) document = name("en", row->text);
    g_autoptr(GString) report = g_string_new(NULL);
    g_autoptr(GPtrArray) forms = NULL;
    guint64 group = 0;

    hexapla_inconsistencies_add(all, document);
    forms = hexapla_inconsistencies_settle(all);
    for (guint i = 0; i < forms->len; i++) {
        const HexaplaInconsistency *form = forms->pdata[i];

        g_string_append_printf(
            report, "%s%s %s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ";",
            form->group != group ? "=" : "", form->kind, form->form, form->count,
            form->places[0].line, form->places[0].column);
        group = form->group;
    }
    g_assert_cmpstr(report->str, ==, row->report);
}

/* What a ledger does to a text. Its entries are separated by semicolons, spelling and canonical
 * spelling by "=", a form in Arabic by ":"; an entry that begins with "?" is not approved. */
typedef struct {
    const char *name;
    HexaplaApostrophePolicy apostrophes;
    HexaplaNamesPolicy names;
    const char *ledger;
    const char *language;
    const char *text;
    const char *output;
} LedgerRow;

static const LedgerRow ledger_rows[] = {
    {"letters", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Husayn=Hussein", "en",
     "They met Ali Husayn.", "They met Ali Hussein."},
    {"longest", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "Husayn=Hussein;Ali Husayn=Ali Husain", "en", "They met Ali Husayn.", "They met Ali Husain."},
    {"longest-that-ends", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "Umm=Oum;Umm Qasr Port=Port", "en", "They left Umm Qasr.", "They left Oum Qasr."},
    {"whole-words", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Sam=Tim", "en",
     "They met Samir and Sam.", "They met Samir and Tim."},
    {"contains-itself", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "Zabid=Zabid Zabid", "en", "They left Zabid.", "They left Zabid Zabid."},
    {"applied-once", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Zabid=Ibb;Ibb=Taiz",
     "en", "From Zabid to Ibb.", "From Ibb to Taiz."},
    {"no-name-by-itself", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "the harbour=the Old Harbour", "en", "They saw the harbour.", "They saw the Old Harbour."},
    {"other-marks", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Sana’a=Sanaa", "en",
     "In Sana'a and in Sana‘a.", "In Sanaa and in Sanaa."},
    {"just-these-marks-first", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "Sana’a=Sanaa;Sana'a=San'aa", "en", "They left Sana'a.", "They left San'aa."},
    {"hyphen-or-space", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL,
     "Abdul-Hadi=Abd al-Hadi", "en", "They met Abdul Hadi.", "They met Abd al-Hadi."},
    {"possessive", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Zabid=Zebid", "en",
     "They saw Zabid's walls.", "They saw Zebid's walls."},
    {"quotation", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Zabid=Zebid", "en",
     "They left ‘Zabid’.", "They left ‘Zebid’."},
    {"no-contraction", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Can=Jan;can=jan",
     "en", "They can’t. Can't they?", "They can’t. Can't they?"},
    {"no-part-of-a-name", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "Kata=Cata",
     "en", "They met Kata’ib Sumer.", "They met Kata’ib Sumer."},
    {"literal", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, ".*=x;[a=b;J.K.=JK", "en",
     "They met J.K. at [a] place.", "They met JK at b] place."},
    {"marks-only", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_NORMALISE,
     "Sana’a=Sanaʿa;Husayn=Hussein", "en", "Ali Husayn left Sana'a, Sana'a.",
     "Ali Husayn left Sanaʿa, Sanaʿa."},
    {"hyphens-stay", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_KEEP, "Abdul Hadi=Abdul-Hadi",
     "en", "They met Abdul Hadi.", "They met Abdul Hadi."},
    {"keep", HEXAPLA_APOSTROPHES_KEEP, HEXAPLA_NAMES_CANONICAL, "Husayn=Hussein", "en",
     "They met Ali Husayn.", "They met Ali Husayn."},
    {"styled", HEXAPLA_APOSTROPHES_ASCII, HEXAPLA_NAMES_CANONICAL, "Sanaa=Sana’a", "en",
     "They left Sanaa.", "They left Sana'a."},
    {"scholarly-hamza", HEXAPLA_APOSTROPHES_SCHOLARLY, HEXAPLA_NAMES_CANONICAL,
     "Liwa’ Sumer=Liwa’ Sumer:لواء سومر", "en", "They met Liwa' Sumer.", "They met Liwaʾ Sumer."},
    {"scholarly-ayn", HEXAPLA_APOSTROPHES_SCHOLARLY, HEXAPLA_NAMES_CANONICAL, "?Sa’da=Sa’da:صعدة",
     "en", "They left Sa'da, Sa’da.", "They left Saʿda, Saʿda."},
    {"scholarly-not-told", HEXAPLA_APOSTROPHES_SCHOLARLY, HEXAPLA_NAMES_CANONICAL,
     "?Sa’da=Sa’da:صعدة", "en", "They left Ma’in and Maʿan.", "They left Maʼin and Maʿan."},
    {"not-approved", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "?Husayn=Hussein",
     "en", "They met Ali Husayn.", "They met Ali Husayn."},
    {"Arabic", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "عدن=مدينة عدن", "ar",
     "وصل الوفد إلى عدن.", "وصل الوفد إلى مدينة عدن."},
    {"Chinese", HEXAPLA_APOSTROPHES_CONSISTENT, HEXAPLA_NAMES_CANONICAL, "北京=北平", "zh",
     "他在北京工作。", "他在北平工作。"},
};

static void
put_entry(HexaplaLedger *ledger, const char *text)
{
    gboolean is_approved = *text != '?';
    g_auto(GStrv) fields = g_strsplit_set(text + !is_approved, "=:", 3);
    HexaplaLedgerForm form = {.language = "ar"};
    HexaplaLedgerEntry entry = {
        .spelling = fields[0], .canonical = fields[1], .is_approved = is_approved};

    if (fields[2] != NULL) {
        form.text = fields[2];
        entry.forms = &form;
    }
    g_assert_cmpint(hexapla_ledger_put(ledger, &entry), ==, HEXAPLA_LEDGER_TAKEN);
}

static void
test_ledger(gconstpointer data)
{
    const LedgerRow *row = data;
    g_autoptr(HexaplaLedger) ledger = hexapla_ledger_new();
    g_auto(GStrv) entries = g_strsplit(row->ledger, ";", -1);
    g_autoptr(HexaplaLookup) lookup = NULL;
    g_autoptr(HexaplaSpelling) spelling = NULL;
    g_autoptr(HexaplaNamer) namer = hexapla_namer_new(hexapla_language_get(row->language));
    g_autoptr(HexaplaDocument) document = new_document(row->language, row->text);
    g_autofree char *output = NULL;

    for (char **entry = entries; *entry != NULL; entry++)
        put_entry(ledger, *entry);
    lookup = hexapla_lookup_new(ledger, "ar");
    hexapla_namer_use(namer, lookup);
    g_assert_true(hexapla_namer_apply(namer, document, NULL, NULL));
    spelling = hexapla_spelling_new(row->apostrophes, row->names, lookup);
    hexapla_spelling_begin_article(spelling);
    hexapla_spelling_fold(spelling, document, NULL);
    hexapla_document_sort_changes(document);
    output = hexapla_document_dup_output_text(document, 0, strlen(row->text));
    g_assert_cmpstr(output, ==, row->output);
}

typedef struct {
    const char *name;
    const char *a;
    const char *b;
    gboolean same_spelling;
    gboolean same_name;
} KeyRow;

static const KeyRow keys[] = {
    {"marks", "Kata’ib", "Kata'ib", TRUE, TRUE},
    {"no-mark", "Kata’ib", "Kataib", TRUE, TRUE},
    {"hyphen", "Abdul-Mahdi", "Abdul Mahdi", TRUE, TRUE},
    {"joined", "Al Asad", "AlAsad", TRUE, FALSE},
    {"article-case", "al-Haq", "Al-Haq", FALSE, TRUE},
    {"article-vowel", "El-Atefi", "Al-Atefi", FALSE, TRUE},
    {"article-dropped", "Ali al-Harbi", "Ali Harbi", FALSE, TRUE},
    {"article-assimilated", "Ali ash-Shami", "Ali al-Shami", FALSE, TRUE},
    {"diphthong", "Hussain", "Hussein", FALSE, TRUE},
    {"doubled", "Mohammed", "Mohamed", FALSE, TRUE},
    {"long-vowel", "Mahmoud", "Mahmud", FALSE, TRUE},
    {"diacritics", "Ḥusayn", "Hussein", FALSE, TRUE},
    {"other-name", "Hasan", "Hussein", FALSE, FALSE},
    {"other-vowel", "Jamal", "Jamil", FALSE, FALSE},
    {"other-word", "Salih", "Salim", FALSE, FALSE},
};

static void
test_keys(gconstpointer data)
{
    const KeyRow *row = data;
    const char *a = row->a;
    const char *b = row->b;

    g_assert_true((hexapla_skeleton_spelling_key(a, strlen(a)) ==
                   hexapla_skeleton_spelling_key(b, strlen(b))) == row->same_spelling);
    g_assert_true((hexapla_skeleton_name_key(a, strlen(a)) ==
                   hexapla_skeleton_name_key(b, strlen(b))) == row->same_name);
}

static void
test_cancelled(void)
{
    g_autoptr(HexaplaNamer) namer = hexapla_namer_new(hexapla_language_get("en"));
    g_autoptr(HexaplaDocument) document = new_document("en", "They met Ana Duarte.");
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GError) error = NULL;

    g_cancellable_cancel(cancellable);
    g_assert_false(hexapla_namer_apply(namer, document, cancellable, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A megabyte of one mark, and of one letter and a mark in turn, has to take no longer than any other text. */
static void
test_hostile(gconstpointer data)
{
    const char *unit = data;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(HexaplaDocument) document = NULL;
    gint64 start;

    while (text->len < 1u << 20)
        g_string_append(text, unit);
    start = g_get_monotonic_time();
    document = name("en", text->str);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_TIME_SPAN_SECOND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_ROWS("/names/role", roles, test_role);
    ADD_ROWS("/names/mentions", mentions, test_mentions);
    ADD_ROWS("/names/clusters", clusters, test_clusters);
    ADD_ROWS("/names/spelling", spellings, test_spelling);
    ADD_ROWS("/names/report", reports, test_report);
    ADD_ROWS("/names/ledger", ledger_rows, test_ledger);
    ADD_ROWS("/names/keys", keys, test_keys);
    g_test_add_func("/names/cancelled", test_cancelled);
    g_test_add_data_func("/names/hostile/mark", "'", test_hostile);
    g_test_add_data_func("/names/hostile/letter-and-mark", "a'", test_hostile);
    g_test_add_data_func("/names/hostile/capital-and-mark", "A’", test_hostile);
    g_test_add_data_func("/names/hostile/capitals", "Ab ", test_hostile);
    g_test_add_data_func("/names/hostile/openers", " ‘Ab", test_hostile);
    g_test_add_data_func("/names/hostile/new-names", "Aa Bb’s ", test_hostile);
    return g_test_run();
}
