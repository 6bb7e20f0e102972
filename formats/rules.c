/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/rules.h"

#include <string.h>

#include "base/icu.h"
#include "base/limits.h"

/* An element that is open. */
typedef struct {
    const HexaplaElementRule *rule;
    const char *item; /* of its content that comes next, or may go on */
    guint n_here;     /* children that this item took */
} Frame;

struct _HexaplaRules {
    const HexaplaGrammar *grammar;
    gpointer user_data;
    const HexaplaReadOptions *options;
    HexaplaIssueSink *sink;
    GArray *frames;
    guint foreign; /* depth in an element that the grammar does not know */
    guint64 line;  /* of the last start tag */
    guint64 column;
};

/* Messages about one file: nobody reads more, and hostile ones make millions. */
#define MAX_REPORTS 1000

static void
report(HexaplaRules *self, HexaplaIssueKind kind, guint64 line, guint64 column, const char *text)
{
    if (self->sink->n_issues[HEXAPLA_ISSUE_LEVEL_ERROR] < MAX_REPORTS)
        hexapla_issue_sink_add(self->sink, kind, self->options->file, line, column, "%s: %s",
                               self->grammar->name, text);
}

/**
 * hexapla_rules_report_at:
 * @self: rules at work
 * @kind: what is wrong
 * @line: where
 * @column: where
 * @format: one sentence that begins with the clause, printf() style
 * @...: its arguments
 *
 * Since: 0.1
 */
void
hexapla_rules_report_at(HexaplaRules *self, HexaplaIssueKind kind, guint64 line, guint64 column,
                        const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    report(self, kind, line, column, text);
}

/**
 * hexapla_rules_report:
 * @self: rules at work
 * @kind: what is wrong at the last start tag
 * @format: one sentence that begins with the clause, printf() style
 * @...: its arguments
 *
 * Since: 0.1
 */
void
hexapla_rules_report(HexaplaRules *self, HexaplaIssueKind kind, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    report(self, kind, self->line, self->column, text);
}

/**
 * hexapla_rules_get_parent:
 * @self: rules at work
 * @above: 0 for the element at hand, 1 for the one around it, and so on
 *
 * Returns: (nullable): its name
 * Since: 0.1
 */
const char *
hexapla_rules_get_parent(const HexaplaRules *self, guint above)
{
    if (above >= self->frames->len)
        return NULL;
    return g_array_index(self->frames, Frame, self->frames->len - 1 - above).rule->name;
}

/**
 * hexapla_rules_get_line:
 * @self: rules at work
 *
 * Returns: the line of the last start tag
 * Since: 0.1
 */
guint64
hexapla_rules_get_line(const HexaplaRules *self)
{
    return self->line;
}

/**
 * hexapla_rules_get_column:
 * @self: rules at work
 *
 * Returns: the column of the last start tag
 * Since: 0.1
 */
guint64
hexapla_rules_get_column(const HexaplaRules *self)
{
    return self->column;
}

static const char *
find_prefix(const HexaplaGrammar *grammar, const char *uri)
{
    for (guint i = 0; i < grammar->n_namespaces; i++) {
        if (g_strcmp0(grammar->namespaces[i].uri, uri) == 0)
            return grammar->namespaces[i].prefix;
    }
    return NULL;
}

/* Whether the word is one of a list such as `a|b|c`. */
static gboolean
lists(const char *list, gsize n_list, const char *word, gsize n)
{
    const char *end = list + n_list;

    while (list < end) {
        const char *bar = memchr(list, '|', end - list);
        gsize n_entry = bar != NULL ? (gsize)(bar - list) : (gsize)(end - list);

        if (n_entry == n && memcmp(list, word, n) == 0)
            return TRUE;
        list += n_entry + 1;
    }
    return FALSE;
}

/* An item of a content: its names, and how often it may come. */
typedef struct {
    const char *names;
    gsize n_names;
    gboolean is_optional;
    gboolean repeats;
    const char *next; /* NULL behind the last item */
} Item;

static gboolean
read_item(const char *p, Item *item)
{
    gsize n;

    if (p == NULL || *p == '\0')
        return FALSE;
    n = strcspn(p, " ");
    item->next = p[n] == ' ' ? p + n + 1 : NULL;
    item->repeats = p[n - 1] == '*' || p[n - 1] == '+';
    item->is_optional = p[n - 1] == '*' || p[n - 1] == '?';
    if (item->repeats || item->is_optional)
        n--;
    if (*p == '(') {
        p++;
        n -= 2;
    }
    item->names = p;
    item->n_names = n;
    return TRUE;
}

/* Moves on in the content of the element to the item that the child stands for. */
static gboolean
take_child(Frame *frame, const char *name)
{
    const char *start = frame->item;
    guint n_start = frame->n_here;
    Item item;

    while (read_item(frame->item, &item)) {
        if (lists(item.names, item.n_names, name, strlen(name)) &&
            (item.repeats || frame->n_here == 0)) {
            frame->n_here++;
            return TRUE;
        }
        if (frame->n_here == 0 && !item.is_optional)
            break;
        frame->item = item.next;
        frame->n_here = 0;
    }
    frame->item = start;
    frame->n_here = n_start;
    return FALSE;
}

/* What still has to come; NULL when the element may end. */
static char *
find_missing(const Frame *frame)
{
    guint n_here = frame->n_here;
    Item item;

    for (const char *p = frame->item; read_item(p, &item); p = item.next) {
        if (n_here == 0 && !item.is_optional)
            return g_strndup(item.names, item.n_names);
        n_here = 0;
    }
    return NULL;
}

static const HexaplaElementRule *
find_rule(const HexaplaGrammar *grammar, const char *prefix, const char *name)
{
    g_autofree char *full = *prefix != '\0' ? g_strconcat(prefix, ":", name, NULL) : g_strdup(name);

    for (guint i = 0; i < grammar->n_elements; i++) {
        if (strcmp(grammar->elements[i].name, full) == 0)
            return &grammar->elements[i];
    }
    return NULL;
}

static gboolean
is_nmtoken(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isalnum(text[i]) && strchr(".-_:", text[i]) == NULL && (text[i] & 0x80) == 0)
            return FALSE;
    }
    return n > 0;
}

static gboolean
is_uint(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return n > 0;
}

static gboolean
is_language(const char *text, gsize n)
{
    g_autofree char *tag = g_strndup(text, n);
    g_autofree char *canonical = hexapla_language_tag_canonicalise(tag, NULL);

    return canonical != NULL;
}

static gboolean
is_of_type(const char *type, gsize n_type, const char *value, gsize n)
{
    const struct {
        const char *name;
        gboolean (*check)(const char *text, gsize n);
    } types[] = {{"nmtoken", is_nmtoken}, {"uint", is_uint}, {"language", is_language}};

    if (*type == '(')
        return lists(type + 1, n_type - 2, value, n);
    for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
        if (strncmp(types[i].name, type, n_type) == 0)
            return types[i].check(value, n);
    }
    if (strncmp("yesno", type, n_type) == 0)
        return lists("yes|no", 6, value, n);
    if (strncmp("space", type, n_type) == 0)
        return lists("default|preserve", 16, value, n);
    return TRUE;
}

/* Finds an attribute in the list of a rule: its type, and whether it is needed. */
static const char *
find_attribute(const char *list, const char *name, gsize *n_type, gboolean *is_needed)
{
    gsize n = strlen(name);

    while (list != NULL && *list != '\0') {
        gsize n_entry = strcspn(list, " ");
        gsize n_name = strcspn(list, "!= ");

        if (n_name == n && memcmp(list, name, n) == 0) {
            const char *type = list + strcspn(list, "=") + 1;

            *is_needed = list[n_name] == '!';
            *n_type = n_entry - (type - list);
            return type;
        }
        list += n_entry + (list[n_entry] == ' ');
    }
    return NULL;
}

static void
check_value(HexaplaRules *self, const HexaplaElementRule *rule, const char *name, const char *type,
            gsize n_type, const HexaplaXmlAttribute *attribute)
{
    gboolean is_tag = strncmp("language", type, n_type) == 0;

    if (is_of_type(type, n_type, attribute->value, attribute->n))
        return;
    hexapla_rules_report(
        self, is_tag ? HEXAPLA_ISSUE_INVALID_LANGUAGE : HEXAPLA_ISSUE_INVALID_VALUE,
        "%s: %s of <%s> cannot be “%.*s”, it is %.*s", rule->clause, name, rule->name,
        (int)MIN(attribute->n, 60), attribute->value, (int)n_type, type);
}

static gboolean
is_free(const HexaplaGrammar *grammar, const char *prefix)
{
    return grammar->free_attributes != NULL &&
           g_strv_contains((const char *const *)grammar->free_attributes, prefix);
}

static void
check_attribute(HexaplaRules *self, const HexaplaElementRule *rule,
                const HexaplaXmlAttribute *attribute)
{
    const char *prefix = attribute->uri == NULL ? "" : find_prefix(self->grammar, attribute->uri);
    g_autofree char *name = NULL;
    const char *type;
    gboolean is_needed;
    gsize n_type;

    if (g_strcmp0(attribute->prefix, "xml") == 0)
        prefix = "xml";
    if (prefix == NULL || (*prefix != '\0' && is_free(self->grammar, prefix))) {
        if (!rule->is_open && prefix == NULL &&
            g_strcmp0(attribute->uri, "http://www.w3.org/2001/XMLSchema-instance") != 0)
            hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ATTRIBUTE,
                                 "%s: <%s> takes no attributes of other namespaces, such as %s",
                                 rule->clause, rule->name, attribute->name);
        return;
    }
    name = *prefix != '\0' ? g_strconcat(prefix, ":", attribute->name, NULL)
                           : g_strdup(attribute->name);
    type = find_attribute(rule->attributes, name, &n_type, &is_needed);
    if (type == NULL && *prefix == '\0' && rule->attributes != NULL && *rule->attributes == '*')
        return;
    if (type == NULL)
        hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ATTRIBUTE, "%s: <%s> has no attribute %s",
                             rule->clause, rule->name, name);
    else
        check_value(self, rule, name, type, n_type, attribute);
}

static gboolean
has_attribute(const HexaplaXmlElement *element, const char *name, gsize n)
{
    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;
        g_autofree char *full = NULL;

        hexapla_xml_element_get_nth(element, i, &attribute);
        full = attribute.prefix != NULL ? g_strconcat(attribute.prefix, ":", attribute.name, NULL)
                                        : g_strdup(attribute.name);
        if (strlen(full) == n && memcmp(full, name, n) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
check_attributes(HexaplaRules *self, const HexaplaElementRule *rule,
                 const HexaplaXmlElement *element)
{
    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;

        hexapla_xml_element_get_nth(element, i, &attribute);
        check_attribute(self, rule, &attribute);
    }
    for (const char *p = rule->attributes; p != NULL && *p != '\0';) {
        gsize n = strcspn(p, "!= "), n_entry = strcspn(p, " ");

        if (p[n] == '!' && !has_attribute(element, p, n))
            hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ATTRIBUTE, "%s: <%s> needs %.*s",
                                 rule->clause, rule->name, (int)n, p);
        p += n_entry + (p[n_entry] == ' ');
    }
}

static void
check_place(HexaplaRules *self, const char *name)
{
    Frame *parent =
        self->frames->len > 0 ? &g_array_index(self->frames, Frame, self->frames->len - 1) : NULL;

    if (parent == NULL && strcmp(name, self->grammar->root) != 0)
        hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ELEMENT, "the root is <%s> and not <%s>",
                             self->grammar->root, name);
    else if (parent != NULL && !take_child(parent, name))
        hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ELEMENT,
                             "%s: <%s> cannot stand here in <%s>", parent->rule->clause, name,
                             parent->rule->name);
}

static gboolean
enter_foreign(HexaplaRules *self, const HexaplaXmlElement *element)
{
    if (self->foreign++ == 0)
        check_place(self, "other");
    if (self->grammar->foreign != NULL)
        self->grammar->foreign(self, element, self->user_data);
    return TRUE;
}

static gboolean
on_start(const HexaplaXmlElement *element, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    HexaplaRules *self = user_data;
    const char *name = hexapla_xml_element_get_name(element);
    const char *prefix = find_prefix(self->grammar, hexapla_xml_element_get_namespace(element));
    Frame frame = {0};

    self->line = hexapla_xml_element_get_line(element);
    self->column = hexapla_xml_element_get_column(element);
    if (self->foreign > 0 || prefix == NULL)
        return enter_foreign(self, element);
    frame.rule = find_rule(self->grammar, prefix, name);
    if (frame.rule == NULL) {
        hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ELEMENT, "there is no element <%s%s%s>",
                             prefix, *prefix != '\0' ? ":" : "", name);
        self->foreign = 1;
        return TRUE;
    }
    check_place(self, frame.rule->name);
    check_attributes(self, frame.rule, element);
    frame.item = frame.rule->content;
    g_array_append_val(self->frames, frame);
    if (self->grammar->start != NULL)
        self->grammar->start(self, frame.rule->name, element, self->user_data);
    return TRUE;
}

static gboolean
on_end(G_GNUC_UNUSED const char *name, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    HexaplaRules *self = user_data;
    const Frame *frame;
    g_autofree char *missing = NULL;

    if (self->foreign > 0) {
        self->foreign--;
        return TRUE;
    }
    frame = &g_array_index(self->frames, Frame, self->frames->len - 1);
    missing = find_missing(frame);
    if (missing != NULL)
        hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_ELEMENT,
                             "%s: <%s> ends, but %s has to stand in it", frame->rule->clause,
                             frame->rule->name, missing);
    if (self->grammar->end != NULL)
        self->grammar->end(self, frame->rule->name, self->user_data);
    g_array_set_size(self->frames, self->frames->len - 1);
    return TRUE;
}

static gboolean
is_blank(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL || text[i] == '\0')
            return FALSE;
    }
    return TRUE;
}

static gboolean
on_text(const char *text, gsize n, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    HexaplaRules *self = user_data;
    const HexaplaElementRule *rule;

    if (self->foreign > 0 || self->frames->len == 0)
        return TRUE;
    rule = g_array_index(self->frames, Frame, self->frames->len - 1).rule;
    if (!rule->has_text && !is_blank(text, n))
        hexapla_rules_report(self, HEXAPLA_ISSUE_INVALID_TEXT, "%s: <%s> holds no text",
                             rule->clause, rule->name);
    if (self->grammar->text != NULL)
        self->grammar->text(self, text, n, self->user_data);
    return TRUE;
}

/**
 * hexapla_rules_check:
 * @grammar: of the format
 * @user_data: for its functions
 * @in: a file
 * @options: how it is called
 * @sink: takes what is wrong with it
 * @cancellable: (nullable): stops the work
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT when it is not well-formed
 *
 * Returns: whether the whole file was read
 * Since: 0.1
 */
gboolean
hexapla_rules_check(const HexaplaGrammar *grammar, gpointer user_data, GInputStream *in,
                    const HexaplaReadOptions *options, HexaplaIssueSink *sink,
                    GCancellable *cancellable, GError **error)
{
    static const HexaplaXmlHandler handler = {on_start, on_end, on_text};
    HexaplaRules self = {
        .grammar = grammar, .user_data = user_data, .options = options, .sink = sink};
    gboolean ok;

    self.frames = g_array_new(FALSE, FALSE, sizeof(Frame));
    ok = hexapla_xml_parse(in, options->file, &handler, &self, cancellable, error);
    g_array_unref(self.frames);
    return ok && hexapla_issue_sink_check(sink, error);
}
