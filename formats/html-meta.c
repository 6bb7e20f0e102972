/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/html-meta.h"

#include <string.h>

#include "base/json.h"
#include "base/icu.h"
#include "base/limits.h"
#include "formats/html-scan.h"
#include "formats/html-text.h"

typedef enum {
    TITLE,
    AUTHOR,
    DATE,
    LANGUAGE,
    URL,
    N_FIELDS,
} Field;

/* Where a field may stand, best place first. Names of <meta> are in small letters. */
typedef struct {
    const char *name;
    Field field;
    guint rank; /* the lowest wins */
} Source;

/* OpenGraph, Dublin Core, and what makers of pages agreed on. */
static const Source meta_sources[] = {
    {"og:title", TITLE, 1},
    {"twitter:title", TITLE, 3},
    {"dc.title", TITLE, 3},
    {"dcterms.title", TITLE, 3},
    {"citation_title", TITLE, 2},
    {"author", AUTHOR, 1},
    {"article:author", AUTHOR, 3},
    {"og:article:author", AUTHOR, 3},
    {"dc.creator", AUTHOR, 2},
    {"dcterms.creator", AUTHOR, 2},
    {"citation_author", AUTHOR, 2},
    {"article:published_time", DATE, 1},
    {"og:article:published_time", DATE, 2},
    {"og:published_time", DATE, 2},
    {"citation_publication_date", DATE, 3},
    {"date", DATE, 4},
    {"pubdate", DATE, 4},
    {"publishdate", DATE, 4},
    {"dc.date", DATE, 4},
    {"dc.date.issued", DATE, 3},
    {"dcterms.created", DATE, 4},
    {"dcterms.date", DATE, 4},
    {"parsely-pub-date", DATE, 4},
    {"sailthru.date", DATE, 5},
    {"og:locale", LANGUAGE, 3},
    {"content-language", LANGUAGE, 2},
    {"language", LANGUAGE, 4},
    {"dc.language", LANGUAGE, 4},
    {"dcterms.language", LANGUAGE, 4},
    {"og:url", URL, 2},
    {"twitter:url", URL, 3},
};

static const Source item_sources[] = {
    {"headline", TITLE, 2},
    {"datePublished", DATE, 2},
    {"inLanguage", LANGUAGE, 4},
};

/* JSON-LD of an article. */
static const Source json_sources[] = {
    {"headline", TITLE, 0},
    {"datePublished", DATE, 0},
    {"inLanguage", LANGUAGE, 4},
};

typedef struct {
    HexaplaHtmlMeta *meta;
    const char *page;
    char *values[N_FIELDS];
    guint ranks[N_FIELDS];
} Reader;

/* Values that stand in attributes and headers have a limit. */
static void
take(Reader *self, Field field, guint rank, char *value)
{
    if (value != NULL && *value != '\0' && strlen(value) <= HEXAPLA_MAX_FIELD_BYTES &&
        (self->values[field] == NULL || rank < self->ranks[field])) {
        g_free(self->values[field]);
        self->values[field] = value;
        self->ranks[field] = rank;
        return;
    }
    g_free(value);
}

static void
take_from(Reader *self, const Source *sources, guint n_sources, const char *name, char *value)
{
    for (guint i = 0; i < n_sources; i++) {
        if (g_ascii_strcasecmp(sources[i].name, name) == 0) {
            take(self, sources[i].field, sources[i].rank, value);
            return;
        }
    }
    g_free(value);
}

static char *
dup_attribute(const char *tag, gsize n, const char *name)
{
    gsize n_value;
    const char *value = hexapla_html_find_attribute(tag, n, name, &n_value);

    return value != NULL ? hexapla_html_dup_text(value, n_value) : NULL;
}

static void
read_meta(Reader *self, const char *tag, gsize n)
{
    g_autofree char *content = dup_attribute(tag, n, "content");
    static const char *const keys[] = {"name", "property", "http-equiv"};

    for (guint i = 0; i < G_N_ELEMENTS(keys) && content != NULL; i++) {
        g_autofree char *key = dup_attribute(tag, n, keys[i]);

        if (key != NULL)
            take_from(self, meta_sources, G_N_ELEMENTS(meta_sources), key, g_strdup(content));
    }
}

static void
read_link(Reader *self, const char *tag, gsize n)
{
    g_autofree char *relation = dup_attribute(tag, n, "rel");

    if (relation != NULL && g_ascii_strcasecmp(relation, "canonical") == 0)
        take(self, URL, 1, dup_attribute(tag, n, "href"));
}

/* Microdata whose value stands in the tag itself. */
static void
read_item(Reader *self, const char *tag, gsize n)
{
    g_autofree char *property = dup_attribute(tag, n, "itemprop");
    char *value;

    if (property == NULL)
        return;
    value = dup_attribute(tag, n, "content");
    if (value == NULL)
        value = dup_attribute(tag, n, "datetime");
    if (value != NULL)
        take_from(self, item_sources, G_N_ELEMENTS(item_sources), property, value);
}

static void
read_start(Reader *self, const HexaplaHtmlToken *token)
{
    const char *tag = self->page + token->start;
    gsize n = token->end - token->start;

    switch (token->element) {
    case HEXAPLA_HTML_META:
        read_meta(self, tag, n);
        read_item(self, tag, n);
        break;
    case HEXAPLA_HTML_LINK:
        read_link(self, tag, n);
        break;
    case HEXAPLA_HTML_HTML:
        take(self, LANGUAGE, 0, dup_attribute(tag, n, "lang"));
        take(self, LANGUAGE, 1, dup_attribute(tag, n, "xml:lang"));
        break;
    case HEXAPLA_HTML_BODY:
        take(self, LANGUAGE, 1, dup_attribute(tag, n, "lang"));
        break;
    case HEXAPLA_HTML_TIME:
        read_item(self, tag, n);
        break;
    default:
        break;
    }
}

static char *
dup_string(const HexaplaJsonString *string)
{
    HexaplaJsonString rest = *string;
    char *text = g_malloc(string->n + 1);

    text[hexapla_json_decode(&rest, text, string->n)] = '\0';
    return text;
}

/* The name of a person, or of the first of several: a string, or an object with a name. */
static HexaplaJsonToken
read_author(Reader *self, HexaplaJson *json)
{
    HexaplaJsonToken token = hexapla_json_next(json);
    guint depth = 0;
    gboolean is_name = FALSE;

    if (token == HEXAPLA_JSON_STRING)
        take(self, AUTHOR, 0, dup_string(&json->string));
    if (token != HEXAPLA_JSON_OBJECT_START && token != HEXAPLA_JSON_ARRAY_START)
        return token;
    for (depth = 1; depth > 0; is_name = token == HEXAPLA_JSON_NAME &&
                                         hexapla_json_string_equals(&json->string, "name")) {
        token = hexapla_json_next(json);
        if (token == HEXAPLA_JSON_ERROR || token == HEXAPLA_JSON_END)
            return token;
        if (is_name && token == HEXAPLA_JSON_STRING)
            take(self, AUTHOR, 0, dup_string(&json->string));
        depth += token == HEXAPLA_JSON_OBJECT_START || token == HEXAPLA_JSON_ARRAY_START;
        depth -= token == HEXAPLA_JSON_OBJECT_END || token == HEXAPLA_JSON_ARRAY_END;
    }
    return token;
}

static void
read_member(Reader *self, HexaplaJson *json, const char *name)
{
    if (hexapla_json_next(json) != HEXAPLA_JSON_STRING)
        return;
    if (strcmp(name, "articleBody") == 0) {
        g_free(self->meta->body);
        self->meta->body = dup_string(&json->string);
        return;
    }
    take_from(self, json_sources, G_N_ELEMENTS(json_sources), name, dup_string(&json->string));
}

/* All objects are searched for members of articles: some stand in a @graph, some in an array. What
 * is broken is left. */
static void
read_json(Reader *self, const char *text, gsize n)
{
    static const char *const names[] = {"articleBody", "headline", "datePublished", "inLanguage"};
    HexaplaJson json;
    HexaplaJsonToken token = HEXAPLA_JSON_NULL;

    hexapla_json_init(&json, text, n);
    while (token != HEXAPLA_JSON_ERROR && token != HEXAPLA_JSON_END) {
        token = hexapla_json_next(&json);
        if (token != HEXAPLA_JSON_NAME)
            continue;
        if (hexapla_json_string_equals(&json.string, "author"))
            token = read_author(self, &json);
        for (guint i = 0; i < G_N_ELEMENTS(names) && token == HEXAPLA_JSON_NAME; i++) {
            if (hexapla_json_string_equals(&json.string, names[i])) {
                HexaplaJson ahead = json;

                read_member(self, &ahead, names[i]);
            }
        }
    }
}

static gboolean
is_json_script(const char *tag, gsize n)
{
    gsize n_type;
    const char *type = hexapla_html_find_attribute(tag, n, "type", &n_type);

    return type != NULL && n_type == strlen("application/ld+json") &&
           g_ascii_strncasecmp(type, "application/ld+json", n_type) == 0;
}

/* pt_BR of OpenGraph is pt-BR. What is no tag tells nothing. */
static char *
dup_language(const char *value)
{
    g_autofree char *tag = value != NULL ? g_strdelimit(g_strdup(value), "_", '-') : NULL;

    return tag != NULL ? hexapla_language_tag_canonicalise(tag, NULL) : NULL;
}

static void
scan(Reader *self, gsize n)
{
    HexaplaHtmlScanner scanner;
    HexaplaHtmlToken token, last = {0};

    hexapla_html_scanner_init(&scanner, self->page, n);
    for (; hexapla_html_scanner_next(&scanner, &token); last = token) {
        const char *text = self->page + token.start;

        if (token.kind == HEXAPLA_HTML_TOKEN_START)
            read_start(self, &token);
        else if (token.kind == HEXAPLA_HTML_TOKEN_TEXT && token.element == HEXAPLA_HTML_TITLE)
            take(self, TITLE, 4, hexapla_html_dup_text(text, token.end - token.start));
        else if (token.kind == HEXAPLA_HTML_TOKEN_SKIPPED && token.element == HEXAPLA_HTML_SCRIPT &&
                 is_json_script(self->page + last.start, last.end - last.start))
            read_json(self, text, token.end - token.start);
    }
}

void
hexapla_html_meta_read(HexaplaHtmlMeta *self, const char *page, gsize n)
{
    Reader reader = {.meta = self, .page = page};

    *self = (HexaplaHtmlMeta){0};
    scan(&reader, n);
    self->title = reader.values[TITLE];
    self->author = reader.values[AUTHOR];
    self->date = reader.values[DATE];
    self->url = reader.values[URL];
    self->language = dup_language(reader.values[LANGUAGE]);
    g_free(reader.values[LANGUAGE]);
}

void
hexapla_html_meta_clear(HexaplaHtmlMeta *self)
{
    g_free(self->title);
    g_free(self->author);
    g_free(self->date);
    g_free(self->language);
    g_free(self->url);
    g_free(self->body);
    *self = (HexaplaHtmlMeta){0};
}
