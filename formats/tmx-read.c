/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The reader of TMX 1.1 to 1.4b, levels 1 and 2. A unit is a block of one segment. */

#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/limits.h"
#include "base/xml.h"
#include "document/note.h"
#include "formats/code-names.h"
#include "formats/reading.h"
#include "formats/tmx-private.h"
#include "formats/units.h"

/* A language of a unit. */
typedef struct {
    char language[HEXAPLA_MAX_LANGUAGE_TAG_BYTES + 1];
    HexaplaContent content;
} Variant;

/* A note or property of a unit, in strings of the reader. */
typedef struct {
    gsize from;
    gsize text;
    gsize n;
} Remark;

/* Where characters go. */
typedef enum {
    NOWHERE,
    TO_TEXT,
    TO_DATA,
    TO_REMARK,
} Place;

typedef struct {
    const HexaplaReadOptions *options;
    HexaplaUnits units;
    char *stem;
    char *article;                                           /* id of the one at hand */
    char *source;                                            /* srclang of the header */
    char written_source[HEXAPLA_MAX_LANGUAGE_TAG_BYTES + 1]; /* languages of the article */
    char written_target[HEXAPLA_MAX_LANGUAGE_TAG_BYTES + 1];

    /* of the unit at hand */
    GString *name;
    char *unit_source;
    guint64 line;
    GArray *variants;
    guint n_variants;
    GArray *remarks;
    guint document; /* index of the one that names the article */
    GString *strings;

    gboolean is_in_segment;
    guint n_codes; /* codes inside each other: a sub may hold more of them */
    Place place;
    guint64 n_offsets;
    guint8 open[HEXAPLA_MAX_XML_DEPTH + 1]; /* handlers of the elements at hand */
    guint depth;
    guint skipped; /* depth of an element that nobody knows */
    gboolean is_tmx;
    gboolean has_told[HEXAPLA_N_ISSUES];
} Reader;

static Variant *
last_variant(Reader *self)
{
    return &g_array_index(self->variants, Variant, self->n_variants - 1);
}

static gboolean fail(Reader *self, const HexaplaXmlElement *element, GError **error,
                     const char *format, ...) G_GNUC_PRINTF(4, 5);

static gboolean
fail(Reader *self, const HexaplaXmlElement *element, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    hexapla_error_set_at_valist(error, self->options->file, hexapla_xml_element_get_line(element),
                                hexapla_xml_element_get_column(element), format, arguments);
    va_end(arguments);
    return FALSE;
}

static gboolean
on_body(G_GNUC_UNUSED Reader *self, G_GNUC_UNUSED const HexaplaXmlElement *element,
        G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

static gboolean
on_tmx(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    gsize n = 0;
    const char *version = hexapla_xml_element_get_attribute(element, NULL, "version", &n);
    const char *uri = hexapla_xml_element_get_namespace(element);

    if (version == NULL || n < 3 || version[0] != '1' || version[1] != '.')
        return fail(self, element, error, "this is not a version of TMX that we know: 1.1 to 1.4");
    if (uri != NULL && strcmp(uri, "http://www.lisa.org/tmx14") != 0)
        return fail(self, element, error, "“%s” is not the namespace of TMX", uri);
    self->is_tmx = TRUE;
    return TRUE;
}

static gboolean
on_header(Reader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_free(self->source);
    self->source = hexapla_xml_element_dup_attribute(element, NULL, "srclang");
    return TRUE;
}

static gboolean
check_outside_segment(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!self->is_in_segment)
        return TRUE;
    return fail(self, element, error, "<%s> stands inside of <seg>",
                hexapla_xml_element_get_name(element));
}

/* What documents have no place for. */
static gboolean
is_dropped(const char *name)
{
    static const char *const names[] = {"creationdate", "changedate", "creationid", "changeid",
                                        "lastusagedate"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], name) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
read_unit_attributes(Reader *self, const HexaplaXmlElement *element)
{
    guint n = hexapla_xml_element_get_n_attributes(element);
    HexaplaXmlAttribute attribute;

    for (guint i = 0; i < n; i++) {
        hexapla_xml_element_get_nth(element, i, &attribute);
        if (strcmp(attribute.name, "tuid") == 0)
            g_string_append_len(self->name, attribute.value, attribute.n);
        else if (strcmp(attribute.name, "srclang") == 0)
            self->unit_source = g_strndup(attribute.value, attribute.n);
        else if (is_dropped(attribute.name))
            hexapla_tally_add(self->options->losses, attribute.name, 1);
    }
}

static gboolean
on_unit(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!check_outside_segment(self, element, error))
        return FALSE;
    g_string_truncate(self->name, 0);
    g_clear_pointer(&self->unit_source, g_free);
    self->line = hexapla_xml_element_get_line(element);
    self->n_variants = 0;
    self->document = G_MAXUINT;
    g_array_set_size(self->remarks, 0);
    g_string_truncate(self->strings, 0);
    read_unit_attributes(self, element);
    return TRUE;
}

/* TMX 1.1 has lang in place of xml:lang. */
static gboolean
on_variant(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    gsize n = 0;
    const char *language = hexapla_xml_element_get_attribute(element, "xml", "lang", &n);
    Variant *variant;

    if (!check_outside_segment(self, element, error))
        return FALSE;
    if (language == NULL)
        language = hexapla_xml_element_get_attribute(element, NULL, "lang", &n);
    if (n == 0)
        return fail(self, element, error, "<tuv> has no xml:lang");
    if (n > HEXAPLA_MAX_LANGUAGE_TAG_BYTES)
        return fail(self, element, error, "a language tag is longer than %d bytes",
                    HEXAPLA_MAX_LANGUAGE_TAG_BYTES);
    if (self->n_variants == HEXAPLA_MAX_LANGUAGES)
        return fail(self, element, error, "a unit has more than %d languages",
                    HEXAPLA_MAX_LANGUAGES);
    if (self->n_variants++ == self->variants->len) {
        g_array_set_size(self->variants, self->n_variants);
        hexapla_content_init(&last_variant(self)->content);
    }
    variant = last_variant(self);
    hexapla_content_reset(&variant->content);
    memcpy(variant->language, language, n);
    variant->language[n] = '\0';
    return TRUE;
}

static gboolean
on_segment(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (self->n_variants == 0 || self->is_in_segment)
        return fail(self, element, error, "<seg> stands outside of <tuv>");
    self->is_in_segment = TRUE;
    self->place = TO_TEXT;
    return TRUE;
}

static gboolean
check_in_segment(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (self->is_in_segment)
        return TRUE;
    return fail(self, element, error, "<%s> stands outside of <seg>",
                hexapla_xml_element_get_name(element));
}

/* Codes that stand in the text of a code are part of its markup. */
static gboolean
is_nested(Reader *self)
{
    self->place = TO_DATA;
    return self->n_codes++ > 0;
}

static HexaplaCodeType
find_type(const HexaplaXmlElement *element)
{
    gsize n = 0;
    const char *type = hexapla_xml_element_get_attribute(element, NULL, "type", &n);

    return hexapla_code_type_from_tmx(type, n);
}

static void
add_code(Reader *self, const HexaplaXmlElement *element, HexaplaCodeKind kind, const char *key)
{
    HexaplaContent *content = &last_variant(self)->content;
    gsize n = 0, n_id = 0;
    const char *value = hexapla_xml_element_get_attribute(element, NULL, key, &n);
    const char *id = hexapla_xml_element_get_attribute(element, NULL, "x", &n_id);
    guint code = hexapla_content_add_code(content, kind, find_type(element), value, n);

    if (id != NULL && n_id > 0)
        hexapla_content_rename(content, code, id, n_id);
}

static gboolean
on_begin(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!check_in_segment(self, element, error))
        return FALSE;
    if (!is_nested(self))
        add_code(self, element, HEXAPLA_CODE_OPEN, "i");
    return TRUE;
}

static gboolean
on_end_code(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    gsize n = 0;
    const char *i = hexapla_xml_element_get_attribute(element, NULL, "i", &n);

    if (!check_in_segment(self, element, error))
        return FALSE;
    if (!is_nested(self))
        hexapla_content_close(&last_variant(self)->content, i, n);
    return TRUE;
}

static gboolean
on_alone(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!check_in_segment(self, element, error))
        return FALSE;
    if (!is_nested(self))
        add_code(self, element, HEXAPLA_CODE_ALONE, "x");
    return TRUE;
}

/* Half of a pair whose other half stands in another segment. */
static gboolean
on_isolated(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    gsize n = 0;
    const char *position = hexapla_xml_element_get_attribute(element, NULL, "pos", &n);
    gboolean ends = n == 3 && memcmp(position, "end", 3) == 0;

    if (!check_in_segment(self, element, error))
        return FALSE;
    if (!is_nested(self))
        add_code(self, element, ends ? HEXAPLA_CODE_CLOSE : HEXAPLA_CODE_OPEN, "x");
    return TRUE;
}

static gboolean
on_highlight(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!check_in_segment(self, element, error))
        return FALSE;
    if (self->n_codes == 0)
        add_code(self, element, HEXAPLA_CODE_OPEN, "");
    return TRUE;
}

static gboolean
on_sub(Reader *self, const HexaplaXmlElement *element, GError **error)
{
    hexapla_tally_add(self->options->losses, "sub", 1);
    return check_in_segment(self, element, error);
}

static gboolean
begin_remark(Reader *self, const char *prefix, const char *from, gsize n)
{
    gsize start = self->strings->len, n_prefix = strlen(prefix);
    Remark remark = {.from = start, .text = start + n_prefix + n + 1};

    g_string_set_size(self->strings, remark.text);
    memcpy(self->strings->str + start, prefix, n_prefix);
    if (n > 0)
        memcpy(self->strings->str + start + n_prefix, from, n);
    self->strings->str[remark.text - 1] = '\0';
    g_array_append_val(self->remarks, remark);
    self->place = TO_REMARK;
    return TRUE;
}

static gboolean
is_word(const char *text, gsize n, const char *word)
{
    return n == strlen(word) && memcmp(text, word, n) == 0;
}

/* Where our own files say that a unit stood is of no use without the article. */
static gboolean
on_property(Reader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    gsize n = 0;
    const char *type = hexapla_xml_element_get_attribute(element, NULL, "type", &n);

    if (type != NULL && is_word(type, n, "x-offset")) {
        self->n_offsets++;
        self->place = NOWHERE;
        return TRUE;
    }
    if (type != NULL && is_word(type, n, "x-document"))
        self->document = self->remarks->len;
    return begin_remark(self, "prop:", type, n);
}

static gboolean
on_note(Reader *self, G_GNUC_UNUSED const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    return begin_remark(self, "", NULL, 0);
}

static gboolean
after_header(Reader *self, G_GNUC_UNUSED GError **error)
{
    hexapla_tally_add(self->options->losses, "header-note", self->remarks->len);
    return TRUE;
}

static gboolean
after_segment(Reader *self, G_GNUC_UNUSED GError **error)
{
    self->is_in_segment = FALSE;
    self->n_codes = 0;
    self->place = NOWHERE;
    return TRUE;
}

static gboolean
after_code(Reader *self, G_GNUC_UNUSED GError **error)
{
    if (self->n_codes > 0)
        self->n_codes--;
    self->place = self->n_codes > 0 ? TO_DATA : TO_TEXT;
    return TRUE;
}

static gboolean
after_highlight(Reader *self, G_GNUC_UNUSED GError **error)
{
    if (self->n_codes == 0)
        hexapla_content_close(&last_variant(self)->content, "", 0);
    return TRUE;
}

static gboolean
after_remark(Reader *self, G_GNUC_UNUSED GError **error)
{
    if (self->place != TO_REMARK)
        return TRUE;
    g_string_append_c(self->strings, '\0');
    self->place = NOWHERE;
    return TRUE;
}

/* Whether a language is the one that was asked for, or a form of it: en is also en-GB. */
static gboolean
is_language(const char *language, const char *wanted)
{
    gsize n = strlen(wanted);

    return g_ascii_strncasecmp(language, wanted, n) == 0 &&
           (language[n] == '\0' || language[n] == '-' || language[n] == '_');
}

/* Index of the variant in that language; the number of variants when there is none. */
static guint
find_variant(Reader *self, const char *language)
{
    for (guint i = 0; language != NULL && i < self->n_variants; i++) {
        if (g_ascii_strcasecmp(g_array_index(self->variants, Variant, i).language, language) == 0)
            return i;
    }
    for (guint i = 0; language != NULL && i < self->n_variants; i++) {
        if (is_language(g_array_index(self->variants, Variant, i).language, language))
            return i;
    }
    return self->n_variants;
}

static guint
find_source(Reader *self)
{
    guint source = find_variant(self, self->options->language);

    if (source == self->n_variants && self->options->language == NULL)
        source = find_variant(self, self->unit_source != NULL ? self->unit_source : self->source);
    return source < self->n_variants ? source : 0;
}

static guint
find_target(Reader *self, guint source)
{
    guint target = find_variant(self, self->options->target);

    if (self->options->target == NULL)
        target = source == 0 ? 1 : 0;
    return MIN(target, self->n_variants);
}

static char *
dup_language(Reader *self, const char *written, GError **error)
{
    char *tag = hexapla_language_tag_canonicalise(written, NULL);

    if (tag == NULL)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "%s:%" G_GUINT64_FORMAT
                    ": error: “%s” is not a language tag (BCP 47), such as en or pt-BR",
                    self->options->file, self->line, written);
    return tag;
}

/* Compares the languages as they are written, which is quick. */
static gboolean
is_article(Reader *self, const char *article, const char *language, const char *target)
{
    return self->units.is_open && strcmp(article, self->article) == 0 &&
           strcmp(language, self->written_source) == 0 &&
           (target == NULL || strcmp(target, self->written_target) == 0);
}

/* Units of one article and of one pair of languages belong together. */
static gboolean
enter_article(Reader *self, guint source, guint target, GError **error)
{
    const Variant *variants = (const Variant *)self->variants->data;
    const char *article =
        self->document < self->remarks->len
            ? self->strings->str + g_array_index(self->remarks, Remark, self->document).text
            : NULL;
    const char *source_tag = variants[source].language;
    const char *target_tag = target < self->n_variants ? variants[target].language : NULL;
    g_autofree char *language = NULL;
    g_autofree char *target_language = NULL;

    if (article == NULL || *article == '\0')
        article = self->stem;
    if (is_article(self, article, source_tag, target_tag))
        return TRUE;
    language = dup_language(self, source_tag, error);
    if (language == NULL)
        return FALSE;
    target_language = target_tag != NULL ? dup_language(self, target_tag, error) : NULL;
    if (target_tag != NULL && target_language == NULL)
        return FALSE;
    g_strlcpy(self->written_source, source_tag, sizeof self->written_source);
    g_strlcpy(self->written_target, target_tag != NULL ? target_tag : "",
              sizeof self->written_target);
    if (!hexapla_units_end_article(&self->units, error))
        return FALSE;
    g_free(self->article);
    self->article = g_strdup(article);
    self->units.origin.id = self->article;
    hexapla_units_begin_article(&self->units, language,
                                target_language != NULL ? target_language : self->options->target);
    return TRUE;
}

static void
add_remarks(Reader *self, guint segment)
{
    const char *strings = self->strings->str;

    for (guint i = 0; i < self->remarks->len; i++) {
        const Remark *remark = &g_array_index(self->remarks, Remark, i);
        const char *from = strings + remark->from;

        if (i != self->document)
            hexapla_document_add_note(self->units.document, segment, *from != '\0' ? from : NULL,
                                      strings + remark->text, strlen(strings + remark->text));
    }
}

/* The first place tells; the rest of a memory is mostly like it. */
static void
tell(Reader *self, HexaplaIssueKind kind, const char *what)
{
    if (!self->has_told[kind])
        hexapla_issue_sink_add(self->options->issues, kind, self->options->file, self->line, 0,
                               "%s", what);
    self->has_told[kind] = TRUE;
}

static gboolean
has_language_twice(Reader *self)
{
    const Variant *variants = (const Variant *)self->variants->data;

    return self->n_variants == 2 &&
           g_ascii_strcasecmp(variants[0].language, variants[1].language) == 0;
}

static void
check_unit(Reader *self, guint source)
{
    const Variant *variants = (const Variant *)self->variants->data;
    const char *wanted = self->unit_source != NULL ? self->unit_source : self->source;

    if (self->n_variants == 1)
        tell(self, HEXAPLA_ISSUE_UNIT_LANGUAGES, "the unit has one language only");
    else if (has_language_twice(self))
        tell(self, HEXAPLA_ISSUE_UNIT_LANGUAGES, "the unit has one language twice");
    else if (wanted != NULL && strcmp(wanted, "*all*") != 0 && self->options->language == NULL &&
             !is_language(variants[source].language, wanted))
        tell(self, HEXAPLA_ISSUE_UNIT_LANGUAGES, "the unit has no text in the source language");
    for (guint i = 0; i < self->n_variants; i++) {
        if (hexapla_content_has_halves(&variants[i].content))
            tell(self, HEXAPLA_ISSUE_UNPAIRED_CODE, "a code of the unit lacks its other half");
    }
}

static gboolean
after_unit(Reader *self, GError **error)
{
    const Variant *variants = (const Variant *)self->variants->data;
    guint source, target, segment;

    if (self->n_variants == 0)
        return TRUE;
    source = find_source(self);
    target = find_target(self, source);
    check_unit(self, source);
    if (!enter_article(self, source, target, error) ||
        !hexapla_units_begin_block(&self->units, HEXAPLA_BLOCK_PARAGRAPH, NULL, self->line, error))
        return FALSE;
    segment = hexapla_units_add_segment(&self->units, &variants[source].content, self->name->str,
                                        self->name->len, self->line);
    if (target < self->n_variants && target != source)
        hexapla_content_set_as_target(&variants[target].content, self->units.document, segment);
    add_remarks(self, segment);
    if (self->n_variants > 2)
        hexapla_tally_add(self->options->losses, "other-languages", self->n_variants - 2);
    self->n_variants = 0;
    return TRUE;
}

typedef gboolean (*StartFunc)(Reader *self, const HexaplaXmlElement *element, GError **error);
typedef gboolean (*EndFunc)(Reader *self, GError **error);

/* Most frequent first. */
static const struct {
    const char *name;
    StartFunc start;
    EndFunc end;
} handlers[] = {
    {"seg", on_segment, after_segment},
    {"tuv", on_variant, NULL},
    {"tu", on_unit, after_unit},
    {"prop", on_property, after_remark},
    {"bpt", on_begin, after_code},
    {"ept", on_end_code, after_code},
    {"ph", on_alone, after_code},
    {"it", on_isolated, after_code},
    {"hi", on_highlight, after_highlight},
    {"note", on_note, after_remark},
    {"sub", on_sub, NULL},
    {"ut", on_alone, after_code},
    {"body", on_body, NULL},
    {"header", on_header, after_header},
    {"tmx", on_tmx, NULL},
};

static guint
find_handler(const char *name)
{
    guint i = 0;

    while (i < G_N_ELEMENTS(handlers) &&
           (handlers[i].name[0] != name[0] || strcmp(handlers[i].name, name) != 0))
        i++;
    return i;
}

static gboolean
on_start(const HexaplaXmlElement *element, gpointer user_data, GError **error)
{
    Reader *self = user_data;
    const char *name = hexapla_xml_element_get_name(element);
    guint handler = find_handler(name);

    if (!self->is_tmx && strcmp(name, "tmx") != 0)
        return fail(self, element, error, "the root is <%s> and not <tmx>", name);
    if (self->skipped > 0 || handler == G_N_ELEMENTS(handlers)) {
        if (self->skipped++ == 0)
            hexapla_tally_add(self->options->losses, name, 1);
        return TRUE;
    }
    self->open[self->depth++] = (guint8)handler;
    return handlers[handler].start(self, element, error);
}

static gboolean
on_end(G_GNUC_UNUSED const char *name, gpointer user_data, GError **error)
{
    Reader *self = user_data;
    guint handler;

    if (self->skipped > 0) {
        self->skipped--;
        return TRUE;
    }
    handler = self->open[--self->depth];
    return handlers[handler].end == NULL || handlers[handler].end(self, error);
}

static gboolean
check_size(Reader *self, gsize n, GError **error)
{
    if (n <= HEXAPLA_MAX_UNIT_BYTES)
        return TRUE;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s:%" G_GUINT64_FORMAT ": error: a unit is longer than %u bytes",
                self->options->file, self->line, HEXAPLA_MAX_UNIT_BYTES);
    return FALSE;
}

static gboolean
on_text(const char *text, gsize n, gpointer user_data, GError **error)
{
    Reader *self = user_data;

    if (self->skipped > 0)
        return TRUE;
    switch (self->place) {
    case TO_TEXT:
        g_string_append_len(last_variant(self)->content.text, text, n);
        return check_size(self, last_variant(self)->content.text->len, error);
    case TO_DATA:
        hexapla_content_add_data(&last_variant(self)->content, text, n);
        return check_size(
            self, hexapla_content_is_full(&last_variant(self)->content) ? G_MAXSIZE : 0, error);
    case TO_REMARK:
        g_string_append_len(self->strings, text, n);
        return check_size(self, self->strings->len, error);
    default:
        return TRUE;
    }
}

static void
clear_variant(gpointer variant)
{
    hexapla_content_clear(&((Variant *)variant)->content);
}

static void
init_reader(Reader *self, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
            gpointer user_data)
{
    *self = (Reader){.options = options};
    hexapla_units_init(&self->units, options->file, func, user_data);
    self->stem = hexapla_format_dup_stem(options->file);
    self->variants = g_array_new(FALSE, TRUE, sizeof(Variant));
    g_array_set_clear_func(self->variants, clear_variant);
    self->remarks = g_array_new(FALSE, FALSE, sizeof(Remark));
    self->strings = g_string_new(NULL);
    self->name = g_string_new(NULL);
}

static void
clear_reader(Reader *self)
{
    hexapla_units_clear(&self->units);
    g_free(self->stem);
    g_free(self->article);
    g_free(self->source);
    g_string_free(self->name, TRUE);
    g_free(self->unit_source);
    g_array_unref(self->variants);
    g_array_unref(self->remarks);
    g_string_free(self->strings, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, clear_reader)

gboolean
hexapla_tmx_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                 gpointer user_data, GCancellable *cancellable, GError **error)
{
    static const HexaplaXmlHandler handler = {on_start, on_end, on_text};
    g_auto(Reader) self;

    init_reader(&self, options, func, user_data);
    if (!hexapla_xml_parse(in, options->file, &handler, &self, cancellable, error))
        return FALSE;
    hexapla_tally_add(options->losses, "x-offset", self.n_offsets);
    return hexapla_units_end_article(&self.units, error);
}

guint
hexapla_tmx_sniff(const guint8 *head, gsize n_head)
{
    char root[64];

    if (hexapla_format_find_root(head, n_head, root, sizeof root) == 0)
        return 0;
    return g_str_has_prefix(root, "tmx") && !g_ascii_isalnum(root[3]) ? HEXAPLA_ROOT_BITS : 0;
}
