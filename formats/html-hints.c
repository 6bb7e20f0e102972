/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-hints.h"

#include <string.h>

#include "formats/html-text.h"

/* Names longer than this say nothing; so do the names of very many classes. */
#define MAX_WORD_BYTES 24
#define MAX_VALUE_BYTES 512

typedef struct {
    const char *word;
    HexaplaJunk junk;
} Word;

/* Words that authors and makers of templates name parts of a page with. Sorted. */
static const Word words[] = {
#define HEXAPLA_HTML_WORD(word, reason) {word, HEXAPLA_JUNK_##reason},
#include "formats/html-words.h"
#undef HEXAPLA_HTML_WORD
};

static const struct {
    const char *first;
    const char *second; /* NULL when the first is enough */
    HexaplaHtmlHint hint;
} names[] = {
    {"articlebody", NULL, HEXAPLA_HTML_HINT_BODY},
    {"articlecontent", NULL, HEXAPLA_HTML_HINT_BODY},
    {"articletext", NULL, HEXAPLA_HTML_HINT_BODY},
    {"bodytext", NULL, HEXAPLA_HTML_HINT_BODY},
    {"entrytext", NULL, HEXAPLA_HTML_HINT_BODY},
    {"postbody", NULL, HEXAPLA_HTML_HINT_BODY},
    {"postcontent", NULL, HEXAPLA_HTML_HINT_BODY},
    {"storybody", NULL, HEXAPLA_HTML_HINT_BODY},
    {"storytext", NULL, HEXAPLA_HTML_HINT_BODY},
    {"article", "body", HEXAPLA_HTML_HINT_BODY},
    {"article", "content", HEXAPLA_HTML_HINT_BODY},
    {"article", "text", HEXAPLA_HTML_HINT_BODY},
    {"artikel", "text", HEXAPLA_HTML_HINT_BODY},
    {"blog", "content", HEXAPLA_HTML_HINT_BODY},
    {"body", "content", HEXAPLA_HTML_HINT_BODY},
    {"content", "body", HEXAPLA_HTML_HINT_BODY},
    {"content", "text", HEXAPLA_HTML_HINT_BODY},
    {"entry", "body", HEXAPLA_HTML_HINT_BODY},
    {"entry", "content", HEXAPLA_HTML_HINT_BODY},
    {"entry", "text", HEXAPLA_HTML_HINT_BODY},
    {"field", "body", HEXAPLA_HTML_HINT_BODY},
    {"news", "body", HEXAPLA_HTML_HINT_BODY},
    {"news", "text", HEXAPLA_HTML_HINT_BODY},
    {"post", "body", HEXAPLA_HTML_HINT_BODY},
    {"post", "content", HEXAPLA_HTML_HINT_BODY},
    {"post", "entry", HEXAPLA_HTML_HINT_BODY},
    {"post", "text", HEXAPLA_HTML_HINT_BODY},
    {"story", "body", HEXAPLA_HTML_HINT_BODY},
    {"story", "content", HEXAPLA_HTML_HINT_BODY},
    {"story", "text", HEXAPLA_HTML_HINT_BODY},
    {"text", "body", HEXAPLA_HTML_HINT_BODY},
    {"article", NULL, HEXAPLA_HTML_HINT_ARTICLE},
    {"artikel", NULL, HEXAPLA_HTML_HINT_ARTICLE},
    {"entry", NULL, HEXAPLA_HTML_HINT_ARTICLE},
    {"hentry", NULL, HEXAPLA_HTML_HINT_ARTICLE},
    {"post", NULL, HEXAPLA_HTML_HINT_ARTICLE},
    {"story", NULL, HEXAPLA_HTML_HINT_ARTICLE},
    {"main", "content", HEXAPLA_HTML_HINT_MAIN},
    {"content", NULL, HEXAPLA_HTML_HINT_MAIN},
    {"inhalt", NULL, HEXAPLA_HTML_HINT_MAIN},
    {"contenido", NULL, HEXAPLA_HTML_HINT_MAIN},
    {"contenu", NULL, HEXAPLA_HTML_HINT_MAIN},
    {"lead", NULL, HEXAPLA_HTML_HINT_LEAD},
    {"standfirst", NULL, HEXAPLA_HTML_HINT_LEAD},
    {"subheadline", NULL, HEXAPLA_HTML_HINT_LEAD},
    {"subtitle", NULL, HEXAPLA_HTML_HINT_LEAD},
    {"vorspann", NULL, HEXAPLA_HTML_HINT_LEAD},
};

static HexaplaJunk
find_word(const char *word)
{
    guint low = 0, high = G_N_ELEMENTS(words);

    while (low < high) {
        guint middle = (low + high) / 2;
        int order = strcmp(word, words[middle].word);

        if (order == 0)
            return words[middle].junk;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HEXAPLA_JUNK_NONE;
}

static void
hear_name(HexaplaHtmlHints *hints, const char *before, const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *last = names[i].second != NULL ? names[i].second : names[i].first;

        if (strcmp(word, last) == 0 &&
            (names[i].second == NULL || strcmp(before, names[i].first) == 0)) {
            hints->hint = MAX(hints->hint, names[i].hint);
            return;
        }
    }
}

/* Takes a name apart: comment-list, comment_list and commentList are the same. Returns behind the
 * word at @p. */
static const char *
take_word(const char *p, const char *end, char word[MAX_WORD_BYTES + 1])
{
    gsize n = 0;
    gboolean was_lower = FALSE;

    while (p < end && g_ascii_isalnum(*p) && !(was_lower && g_ascii_isupper(*p))) {
        was_lower = g_ascii_islower(*p);
        if (n < MAX_WORD_BYTES)
            word[n++] = g_ascii_tolower(*p);
        p++;
    }
    word[n] = '\0';
    return p;
}

/* Words that turn what follows around, as in no-sidebar and label-hidden. */
static gboolean
is_negation(const char *word)
{
    static const char *const negations[] = {"has", "label", "no", "not", "with", "without"};

    for (guint i = 0; i < G_N_ELEMENTS(negations); i++) {
        if (strcmp(word, negations[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The word at hand, also together with the one before. A name such as hidden-print hides nothing
 * from readers, so those words count only alone. */
static HexaplaJunk
tell_word(const char *before, const char *word, gboolean is_whole)
{
    char both[2 * MAX_WORD_BYTES + 2];
    HexaplaJunk junk;

    if (*before != '\0') {
        g_snprintf(both, sizeof both, "%s-%s", before, word);
        junk = find_word(both);
        if (junk != HEXAPLA_JUNK_NONE)
            return junk;
    }
    junk = find_word(word);
    return junk != HEXAPLA_JUNK_HIDDEN || is_whole ? junk : HEXAPLA_JUNK_NONE;
}

static void
hear_names(HexaplaHtmlHints *hints, const char *value, gsize n)
{
    char word[MAX_WORD_BYTES + 1], before[MAX_WORD_BYTES + 1] = "";
    const char *p = value, *end = value + MIN(n, MAX_VALUE_BYTES);
    gboolean negated = FALSE;

    while (p < end) {
        gboolean is_whole;

        if (!g_ascii_isalnum(*p)) {
            if (hexapla_html_is_space(*p)) {
                *before = 0;
                negated = FALSE;
            }
            p++;
            continue;
        }
        p = take_word(p, end, word);
        is_whole = *before == '\0' && (p == end || hexapla_html_is_space(*p));
        if (hints->junk == HEXAPLA_JUNK_NONE && !negated)
            hints->junk = tell_word(before, word, is_whole);
        negated |= is_negation(word);
        hear_name(hints, before, word);
        memcpy(before, word, sizeof before);
    }
}

static gboolean
equals(const char *value, gsize n, const char *text)
{
    return strlen(text) == n && g_ascii_strncasecmp(value, text, n) == 0;
}

static void
be_sure(HexaplaHtmlHints *hints, HexaplaJunk junk)
{
    hints->junk = junk;
    hints->is_sure = TRUE;
}

static void
hear_role(HexaplaHtmlHints *hints, const char *value, gsize n)
{
    static const struct {
        const char *role;
        HexaplaJunk junk;
        HexaplaHtmlHint hint;
    } roles[] = {
        {"navigation", HEXAPLA_JUNK_NAVIGATION, 0},
        {"menu", HEXAPLA_JUNK_NAVIGATION, 0},
        {"menubar", HEXAPLA_JUNK_NAVIGATION, 0},
        {"contentinfo", HEXAPLA_JUNK_FOOTER, 0},
        {"complementary", HEXAPLA_JUNK_SIDEBAR, 0},
        {"search", HEXAPLA_JUNK_FORM, 0},
        {"form", HEXAPLA_JUNK_FORM, 0},
        {"dialog", HEXAPLA_JUNK_HIDDEN, 0},
        {"alertdialog", HEXAPLA_JUNK_HIDDEN, 0},
        {"tooltip", HEXAPLA_JUNK_HIDDEN, 0},
        {"main", 0, HEXAPLA_HTML_HINT_MAIN},
        {"article", 0, HEXAPLA_HTML_HINT_ARTICLE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (!equals(value, n, roles[i].role))
            continue;
        if (roles[i].junk != HEXAPLA_JUNK_NONE)
            be_sure(hints, roles[i].junk);
        hints->hint = MAX(hints->hint, roles[i].hint);
    }
}

/* display:none, with any white space. */
static gboolean
hides(const char *style, gsize n)
{
    for (gsize i = 0; i + 7 <= n; i++) {
        gsize j = i + 7;

        if (g_ascii_strncasecmp(style + i, "display", 7) != 0)
            continue;
        while (j < n && (hexapla_html_is_space(style[j]) || style[j] == ':'))
            j++;
        return j + 4 <= n && g_ascii_strncasecmp(style + j, "none", 4) == 0;
    }
    return FALSE;
}

static void
hear_attribute(HexaplaHtmlHints *hints, const HexaplaHtmlAttributes *attribute)
{
    const char *value = attribute->value;
    gsize n = attribute->n_value;

    if (hexapla_html_attributes_is(attribute, "class") ||
        hexapla_html_attributes_is(attribute, "id"))
        hear_names(hints, value, n);
    else if (hexapla_html_attributes_is(attribute, "role"))
        hear_role(hints, value, n);
    else if (hexapla_html_attributes_is(attribute, "itemprop") && equals(value, n, "articleBody"))
        hints->hint = HEXAPLA_HTML_HINT_BODY;
    else if (hexapla_html_attributes_is(attribute, "hidden") ||
             (hexapla_html_attributes_is(attribute, "aria-hidden") && equals(value, n, "true")) ||
             (hexapla_html_attributes_is(attribute, "style") && hides(value, n)))
        be_sure(hints, HEXAPLA_JUNK_HIDDEN);
}

static void
hear_element(HexaplaHtmlHints *hints, HexaplaHtmlElement element)
{
    switch (element) {
    case HEXAPLA_HTML_NAV:
    case HEXAPLA_HTML_MENU:
        be_sure(hints, HEXAPLA_JUNK_NAVIGATION);
        break;
    case HEXAPLA_HTML_ASIDE:
        be_sure(hints, HEXAPLA_JUNK_SIDEBAR);
        break;
    case HEXAPLA_HTML_FOOTER:
        be_sure(hints, HEXAPLA_JUNK_FOOTER);
        break;
    case HEXAPLA_HTML_FIGCAPTION:
        be_sure(hints, HEXAPLA_JUNK_CAPTION);
        break;
    case HEXAPLA_HTML_DIALOG:
    case HEXAPLA_HTML_NOSCRIPT:
    case HEXAPLA_HTML_NOFRAMES:
        be_sure(hints, HEXAPLA_JUNK_HIDDEN);
        break;
    case HEXAPLA_HTML_ARTICLE:
        hints->hint = MAX(hints->hint, HEXAPLA_HTML_HINT_ARTICLE);
        break;
    case HEXAPLA_HTML_MAIN:
        hints->hint = MAX(hints->hint, HEXAPLA_HTML_HINT_MAIN);
        break;
    default:
        if ((hexapla_html_element_get_traits(element) & HEXAPLA_HTML_IS_FORM) != 0)
            be_sure(hints, HEXAPLA_JUNK_FORM);
    }
}

/* Names of headings are made from their words. */
static gboolean
is_heading(HexaplaHtmlElement element)
{
    return element >= HEXAPLA_HTML_H1 && element <= HEXAPLA_HTML_H6;
}

HexaplaHtmlHints
hexapla_html_hints_of(const HexaplaHtmlPage *page, guint32 index)
{
    const HexaplaHtmlNode *node = hexapla_html_page_node(page, index);
    HexaplaHtmlHints hints = {0};
    HexaplaHtmlAttributes attributes;

    if (node->length > 0 && !is_heading(node->element)) {
        hexapla_html_attributes_init(&attributes, page->markup.bytes + node->start, node->length);
        while (hexapla_html_attributes_next(&attributes))
            hear_attribute(&hints, &attributes);
    }
    hear_element(&hints, node->element);
    return hints;
}
