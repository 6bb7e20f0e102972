/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/srx.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/xml.h"

/* A named list; the name is its key. */
typedef struct {
    char *name;
    GPtrArray *rules;
} List;

typedef struct {
    HexaplaRegex *languages;
    char *list;
    guint64 line;
    guint64 column;
} Map;

struct _HexaplaSrx {
    char *file;
    gboolean cascade;
    GPtrArray *lists;
    GPtrArray *maps;
    GHashTable *patterns;   /* side and text to HexaplaSrxPattern */
    GHashTable *characters; /* what shapes share */
    guint n_rules;
};

static void
free_list(List *list)
{
    g_free(list->name);
    g_ptr_array_unref(list->rules);
    g_free(list);
}

static void
free_map(Map *map)
{
    hexapla_regex_free(map->languages);
    g_free(map->list);
    g_free(map);
}

static void
free_pattern(HexaplaSrxPattern *pattern)
{
    hexapla_regex_free(pattern->regex);
    hexapla_srx_shape_free(pattern->shape);
    g_free(pattern);
}

static HexaplaSrx *
new_srx(const char *file)
{
    HexaplaSrx *self = g_new0(HexaplaSrx, 1);

    self->file = g_strdup(file);
    self->lists = g_ptr_array_new_with_free_func((GDestroyNotify)free_list);
    self->maps = g_ptr_array_new_with_free_func((GDestroyNotify)free_map);
    self->patterns =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_pattern);
    self->characters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)hexapla_characters_free);
    return self;
}

/**
 * hexapla_srx_free:
 * @self: (transfer full) (nullable): rules
 *
 * Since: 0.1
 */
void
hexapla_srx_free(HexaplaSrx *self)
{
    if (self == NULL)
        return;
    g_ptr_array_unref(self->lists);
    g_ptr_array_unref(self->maps);
    g_hash_table_unref(self->patterns);
    g_hash_table_unref(self->characters);
    g_free(self->file);
    g_free(self);
}

/**
 * hexapla_srx_side_get_element:
 * @side: a side of the break
 *
 * Returns: the name of the element that tells what stands there
 * Since: 0.1
 */
const char *
hexapla_srx_side_get_element(HexaplaSrxSide side)
{
    return side == HEXAPLA_SRX_BEFORE ? "beforebreak" : "afterbreak";
}

/* A file while it is read. */
typedef struct {
    HexaplaSrx *srx;
    HexaplaIssueSink *issues;
    char *uri; /* of the root element; others are foreign */
    gboolean has_root;
    gboolean is_old; /* SRX 1.0 */
    guint foreign;   /* elements that are open and not ours */
    List *list;
    HexaplaSrxRule *rule;
    GString *text; /* of the side that is open */
    guint64 line;
    guint64 column;
} Reader;

static gboolean refuse(const Reader *reader, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean
refuse(const Reader *reader, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    hexapla_error_set_at_valist(error, reader->srx->file, reader->line, reader->column, format,
                                arguments);
    va_end(arguments);
    return FALSE;
}

static void
warn(const Reader *reader, const char *text)
{
    hexapla_issue_sink_add(reader->issues, HEXAPLA_ISSUE_LENIENT_SRX, reader->srx->file,
                           reader->line, reader->column, "%s", text);
}

/* An attribute that is `yes` or `no`; what it is when it is absent the caller has put into @value. */
static gboolean
read_yes_or_no(Reader *reader, const HexaplaXmlElement *element, const char *name, gboolean *value,
               gboolean is_required, GError **error)
{
    g_autofree char *text = hexapla_xml_element_dup_attribute(element, NULL, name);

    if (text == NULL) {
        g_autofree char *warning = g_strdup_printf("the attribute “%s” is missing; “%s” is assumed",
                                                   name, *value ? "yes" : "no");

        if (is_required)
            warn(reader, warning);
        return TRUE;
    }
    *value = strcmp(text, "yes") == 0;
    return *value || strcmp(text, "no") == 0 ||
           refuse(reader, error, "the attribute “%s” is “%s”, which is neither yes nor no", name,
                  text);
}

static gboolean
is_srx_namespace(const char *uri)
{
    return uri == NULL || g_str_has_prefix(uri, "http://www.lisa.org/srx");
}

static gboolean
read_root(Reader *reader, const HexaplaXmlElement *element, GError **error)
{
    const char *uri = hexapla_xml_element_get_namespace(element);
    g_autofree char *version = hexapla_xml_element_dup_attribute(element, NULL, "version");

    reader->has_root = TRUE;
    if (strcmp(hexapla_xml_element_get_name(element), "srx") != 0 || !is_srx_namespace(uri))
        return refuse(reader, error, "this is not SRX: its root element is “%s” of “%s”",
                      hexapla_xml_element_get_name(element), uri != NULL ? uri : "");
    reader->uri = g_strdup(uri);
    reader->is_old = version != NULL && g_str_has_prefix(version, "1.");
    /* Those who leave it out of SRX 2.0 (OmegaT) always cascade; SRX 1.0 knew no cascade. */
    reader->srx->cascade = !reader->is_old;
    if (uri == NULL && !reader->is_old)
        warn(reader, "the namespace http://www.lisa.org/srx20 is missing");
    if (version == NULL || (!reader->is_old && strcmp(version, "2.0") != 0))
        warn(reader, "the version is not 1.0 or 2.0; 2.0 is assumed");
    return TRUE;
}

/* Whether to split the text of footnotes and attributes is up to those who read such. */
static gboolean
read_header(Reader *reader, const HexaplaXmlElement *element, GError **error)
{
    gboolean subflows = TRUE;

    return read_yes_or_no(reader, element, "segmentsubflows", &subflows, TRUE, error) &&
           read_yes_or_no(reader, element, "cascade", &reader->srx->cascade, !reader->is_old,
                          error);
}

static gboolean
read_format_handle(Reader *reader, const HexaplaXmlElement *element, GError **error)
{
    const char *const types[] = {"start", "end", "isolated", NULL};
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");
    gboolean include = TRUE;

    if (type == NULL || !g_strv_contains(types, type))
        return refuse(reader, error, "a formathandle is neither start nor end nor isolated");
    return read_yes_or_no(reader, element, "include", &include, TRUE, error);
}

static List *
find_list(const HexaplaSrx *self, const char *name)
{
    for (guint i = 0; i < self->lists->len; i++) {
        List *list = self->lists->pdata[i];

        if (strcmp(list->name, name) == 0)
            return list;
    }
    return NULL;
}

static gboolean
count(Reader *reader, GError **error)
{
    return ++reader->srx->n_rules <= HEXAPLA_MAX_SRX_RULES ||
           refuse(reader, error, "there are more than %u rules, lists and maps",
                  HEXAPLA_MAX_SRX_RULES);
}

static gboolean
read_list(Reader *reader, const HexaplaXmlElement *element, GError **error)
{
    g_autofree char *name = hexapla_xml_element_dup_attribute(element, NULL, "languagerulename");

    if (name == NULL)
        return refuse(reader, error, "a list of rules has no languagerulename");
    if (reader->list != NULL)
        return refuse(reader, error, "the list “%s” is inside another", name);
    if (find_list(reader->srx, name) != NULL)
        return refuse(reader, error, "two lists of rules are called “%s”", name);
    if (!count(reader, error))
        return FALSE;
    reader->list = g_new0(List, 1);
    reader->list->name = g_steal_pointer(&name);
    reader->list->rules = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reader->srx->lists, reader->list);
    return TRUE;
}

static gboolean
read_rule(Reader *reader, const HexaplaXmlElement *element, GError **error)
{
    HexaplaSrxRule *rule;

    if (reader->list == NULL)
        return refuse(reader, error, "a rule is in no languagerule");
    if (reader->rule != NULL)
        return refuse(reader, error, "a rule is inside another");
    if (!count(reader, error))
        return FALSE;
    rule = g_new0(HexaplaSrxRule, 1);
    g_ptr_array_add(reader->list->rules, rule);
    rule->list = reader->list->name;
    rule->file = reader->srx->file;
    rule->line = reader->line;
    rule->column = reader->column;
    rule->number = reader->list->rules->len;
    rule->is_break = TRUE;
    reader->rule = rule;
    return read_yes_or_no(reader, element, "break", &rule->is_break, FALSE, error);
}

static gboolean
read_side(Reader *reader, G_GNUC_UNUSED const HexaplaXmlElement *element, GError **error)
{
    if (reader->rule == NULL)
        return refuse(reader, error, "a beforebreak or afterbreak is in no rule");
    g_string_truncate(reader->text, 0);
    return TRUE;
}

/* Codes are written in any case: EN.*, en.* */
static HexaplaRegex *
compile_languages(const Reader *reader, const char *pattern, GError **error)
{
    g_autoptr(GError) why = NULL;
    g_autoptr(HexaplaRegex) regex = hexapla_regex_new(pattern, &why);
    g_autofree char *any_case = g_strconcat("(?i:", pattern, ")", NULL);

    if (regex != NULL)
        return hexapla_regex_new(any_case, error);
    refuse(reader, error, "languagepattern: %s", why->message);
    return NULL;
}

static gboolean
read_map(Reader *reader, const HexaplaXmlElement *element, GError **error)
{
    g_autofree char *pattern = hexapla_xml_element_dup_attribute(element, NULL, "languagepattern");
    g_autofree char *list = hexapla_xml_element_dup_attribute(element, NULL, "languagerulename");
    HexaplaRegex *languages;
    Map *map;

    if (pattern == NULL || list == NULL)
        return refuse(reader, error, "a languagemap needs languagepattern and languagerulename");
    if (!count(reader, error))
        return FALSE;
    languages = compile_languages(reader, pattern, error);
    if (languages == NULL)
        return FALSE;
    map = g_new0(Map, 1);
    map->languages = languages;
    map->list = g_steal_pointer(&list);
    map->line = reader->line;
    map->column = reader->column;
    g_ptr_array_add(reader->srx->maps, map);
    return TRUE;
}

static const struct {
    const char *name;
    gboolean (*read)(Reader *reader, const HexaplaXmlElement *element, GError **error);
} elements[] = {
    {"header", read_header},   {"formathandle", read_format_handle}, {"languagerule", read_list},
    {"rule", read_rule},       {"beforebreak", read_side},           {"afterbreak", read_side},
    {"languagemap", read_map},
};

static gboolean
on_start(const HexaplaXmlElement *element, gpointer user_data, GError **error)
{
    Reader *reader = user_data;

    reader->line = hexapla_xml_element_get_line(element);
    reader->column = hexapla_xml_element_get_column(element);
    if (!reader->has_root)
        return read_root(reader, element, error);
    if (reader->foreign > 0 ||
        g_strcmp0(hexapla_xml_element_get_namespace(element), reader->uri) != 0) {
        reader->foreign++;
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (strcmp(elements[i].name, hexapla_xml_element_get_name(element)) == 0)
            return elements[i].read(reader, element, error);
    }
    return TRUE;
}

static gboolean
on_text(const char *text, gsize n, gpointer user_data, GError **error)
{
    Reader *reader = user_data;

    if (reader->rule == NULL || reader->foreign > 0)
        return TRUE;
    g_string_append_len(reader->text, text, n);
    return reader->text->len <= HEXAPLA_MAX_REGEX_BYTES ||
           refuse(reader, error, "rule %u of “%s”: a regular expression is longer than %u bytes",
                  reader->rule->number, reader->rule->list, HEXAPLA_MAX_REGEX_BYTES);
}

/* The same side stands in hundreds of rules. */
static HexaplaSrxPattern *
find_pattern(HexaplaSrx *self, HexaplaSrxSide side, const char *text, GError **error)
{
    g_autofree char *key = g_strdup_printf("%c%s", side == HEXAPLA_SRX_BEFORE ? '<' : '>', text);
    HexaplaSrxPattern *pattern = g_hash_table_lookup(self->patterns, key);
    HexaplaRegex *regex;

    if (pattern != NULL)
        return pattern;
    regex = hexapla_regex_new(text, error);
    if (regex == NULL)
        return NULL;
    pattern = g_new0(HexaplaSrxPattern, 1);
    pattern->index = g_hash_table_size(self->patterns);
    pattern->regex = regex;
    pattern->text = key + 1;
    g_hash_table_insert(self->patterns, g_steal_pointer(&key), pattern);
    return pattern;
}

static gboolean
end_side(Reader *reader, HexaplaSrxSide side, GError **error)
{
    HexaplaSrxRule *rule = reader->rule;
    g_autoptr(GError) why = NULL;

    if (rule->sides[side] != NULL)
        return refuse(reader, error, "rule %u of “%s” has two elements %s", rule->number,
                      rule->list, hexapla_srx_side_get_element(side));
    if (reader->text->len == 0)
        return TRUE;
    rule->sides[side] = find_pattern(reader->srx, side, reader->text->str, &why);
    return rule->sides[side] != NULL ||
           refuse(reader, error, "rule %u of “%s”, %s: %s", rule->number, rule->list,
                  hexapla_srx_side_get_element(side), why->message);
}

static gboolean
on_end(const char *name, gpointer user_data, GError **error)
{
    Reader *reader = user_data;

    if (reader->foreign > 0)
        reader->foreign--;
    else if (strcmp(name, "beforebreak") == 0)
        return end_side(reader, HEXAPLA_SRX_BEFORE, error);
    else if (strcmp(name, "afterbreak") == 0)
        return end_side(reader, HEXAPLA_SRX_AFTER, error);
    else if (strcmp(name, "rule") == 0)
        reader->rule = NULL;
    else if (strcmp(name, "languagerule") == 0)
        reader->list = NULL;
    return TRUE;
}

static gboolean
check_maps(Reader *reader, GError **error)
{
    for (guint i = 0; i < reader->srx->maps->len; i++) {
        const Map *map = reader->srx->maps->pdata[i];

        reader->line = map->line;
        reader->column = map->column;
        if (find_list(reader->srx, map->list) == NULL)
            return refuse(reader, error, "a languagemap names the list “%s”, which is not there",
                          map->list);
    }
    return TRUE;
}

/**
 * hexapla_srx_read:
 * @in: an SRX file
 * @file: its name, for messages
 * @issues: (nullable): takes what the standard does not allow but can be understood
 * @cancellable: (nullable): stops the work
 * @error: (domain HEXAPLA_ERROR): what is wrong, with line, column and rule
 *
 * Returns: (transfer full) (nullable): the rules, all compiled
 * Since: 0.1
 */
HexaplaSrx *
hexapla_srx_read(GInputStream *in, const char *file, HexaplaIssueSink *issues,
                 GCancellable *cancellable, GError **error)
{
    static const HexaplaXmlHandler handler = {on_start, on_end, on_text};
    g_autoptr(HexaplaSrx) self = new_srx(file);
    g_autoptr(GString) text = g_string_new(NULL);
    Reader reader = {.srx = self, .issues = issues, .text = text};
    gboolean is_good = hexapla_xml_parse(in, file, &handler, &reader, cancellable, error) &&
                       check_maps(&reader, error);

    g_free(reader.uri);
    return is_good ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_srx_get_file:
 * @self: rules
 *
 * Returns: (transfer none): the name of their file
 * Since: 0.1
 */
const char *
hexapla_srx_get_file(const HexaplaSrx *self)
{
    return self->file;
}

/**
 * hexapla_srx_get_n_patterns:
 * @self: rules
 *
 * Returns: how many patterns are numbered
 * Since: 0.1
 */
guint
hexapla_srx_get_n_patterns(const HexaplaSrx *self)
{
    return g_hash_table_size(self->patterns);
}

static gboolean
map_matches(const HexaplaSrx *self, const Map *map, HexaplaRegexText *text, gboolean *matches,
            GError **error)
{
    g_autoptr(GError) why = NULL;

    if (hexapla_regex_is_whole(map->languages, text, matches, &why))
        return TRUE;
    return hexapla_error_set_at(error, self->file, map->line, map->column, "languagepattern: %s",
                                why->message);
}

/* Files know pt-BR, pt_BR or both. */
static gboolean
map_is_for(const HexaplaSrx *self, const Map *map, const char *language, gboolean *matches,
           GError **error)
{
    g_autoptr(HexaplaRegexText) text = hexapla_regex_text_new();
    g_autofree char *underscored = g_strdelimit(g_strdup(language), "-", '_');

    hexapla_regex_text_set(text, language, strlen(language));
    if (!map_matches(self, map, text, matches, error))
        return FALSE;
    if (*matches)
        return TRUE;
    hexapla_regex_text_set(text, underscored, strlen(underscored));
    return map_matches(self, map, text, matches, error);
}

/* Most languages of a file are never asked for. */
static void
find_shapes(HexaplaSrx *self, const HexaplaSrxRule *rule)
{
    for (guint side = 0; side < G_N_ELEMENTS(rule->sides); side++) {
        HexaplaSrxPattern *pattern = rule->sides[side];

        if (pattern != NULL && pattern->shape == NULL)
            pattern->shape = hexapla_srx_shape_new(pattern->text, side, self->characters);
    }
}

/**
 * hexapla_srx_get_rules:
 * @self: rules; no other thread may ask meanwhile
 * @language: a language tag
 * @error: (domain HEXAPLA_ERROR): a map's expression takes too long
 *
 * Returns: (transfer container) (element-type HexaplaSrxRule) (nullable): its rules in the order in
 * which they are tried, empty when no map is for it; they live as long as @self
 * Since: 0.1
 */
GPtrArray *
hexapla_srx_get_rules(HexaplaSrx *self, const char *language, GError **error)
{
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    gboolean matches = FALSE;

    for (guint i = 0; i < self->maps->len && (self->cascade || !matches); i++) {
        const Map *map = self->maps->pdata[i];
        gboolean is_for;

        if (!map_is_for(self, map, language, &is_for, error))
            return NULL;
        if (is_for)
            g_ptr_array_extend(rules, find_list(self, map->list)->rules, NULL, NULL);
        matches = matches || is_for;
    }
    for (guint i = 0; i < rules->len; i++)
        find_shapes(self, rules->pdata[i]);
    return g_steal_pointer(&rules);
}
