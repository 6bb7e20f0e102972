/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The reader of XLIFF: what its versions share. The root says which elements are to come. */

#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/limits.h"
#include "document/note.h"
#include "formats/reading.h"
#include "formats/xliff-private.h"

gboolean
hexapla_xliff_fail(HexaplaXliffReader *self, GError **error, const char *format, ...)
{
    g_autofree char *why = NULL;
    va_list arguments;

    va_start(arguments, format);
    why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "%s:%" G_GUINT64_FORMAT ": error: %s",
                self->options->file, self->line, why);
    return FALSE;
}

void
hexapla_xliff_take_attribute(const HexaplaXmlElement *element, const char *name, char **value)
{
    g_free(*value);
    *value = hexapla_xml_element_dup_attribute(element, NULL, name);
}

gboolean
hexapla_xliff_attribute_is(const HexaplaXmlElement *element, const char *name, const char *value)
{
    gsize n;
    const char *found = hexapla_xml_element_get_attribute(element, NULL, name, &n);

    return found != NULL && n == strlen(value) && memcmp(found, value, n) == 0;
}

/* Leaves out the element that has just begun. */
static void
skip(HexaplaXliffReader *self, const char *what)
{
    hexapla_tally_add(self->options->losses, what, 1);
    self->skipped = 1;
}

static gsize
add_extra(HexaplaXliffReader *self, const char *text)
{
    gsize start = self->extras->len;

    g_string_append(self->extras, text);
    g_string_append_c(self->extras, '\0');
    return start;
}

/* Keeps the element that has just begun, where there is a place for it. */
void
hexapla_xliff_keep(HexaplaXliffReader *self, const HexaplaXmlElement *element)
{
    const char *name = hexapla_xml_element_get_name(element);
    HexaplaXliffExtra extra = {.place = self->is_in_unit ? HEXAPLA_EXTENSION_UNIT
                                                         : HEXAPLA_EXTENSION_FILE};

    if (self->content != NULL || (!self->is_in_unit && (self->has_article || self->n_groups > 0))) {
        skip(self, name);
        return;
    }
    extra.name = add_extra(self, name);
    g_array_append_val(self->extra_places, extra);
    hexapla_xml_copy_reset(&self->copy);
    hexapla_xml_copy_start(&self->copy, element);
    self->is_copying = TRUE;
}

/* A skeleton inside the file stands in an element of its own. */
static void
end_copy(HexaplaXliffReader *self)
{
    if (g_str_has_prefix(self->copy.text->str, "<internal-file")) {
        g_string_prepend(self->copy.text, "<skl>");
        g_string_append(self->copy.text, "</skl>\n");
    }
    g_array_index(self->extra_places, HexaplaXliffExtra, self->extra_places->len - 1).xml =
        add_extra(self, self->copy.text->str);
    self->is_copying = FALSE;
}

void
hexapla_xliff_keep_attributes(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                              HexaplaExtensionPlace place, const char *const *known)
{
    HexaplaXliffExtra extra = {.name = G_MAXSIZE, .place = place};

    hexapla_xml_copy_reset(&self->copy);
    hexapla_xml_copy_attributes(&self->copy, element, known);
    if (self->copy.text->len == 0)
        return;
    extra.xml = add_extra(self, self->copy.text->str);
    g_array_append_val(self->extra_places, extra);
}

static void
drop_extras(HexaplaXliffReader *self)
{
    g_string_truncate(self->extras, 0);
    g_array_set_size(self->extra_places, 0);
}

/* By now the unit has its segments. */
static void
add_extras(HexaplaXliffReader *self, guint segment)
{
    const char *dialect = self->handlers == hexapla_xliff2_handlers ? "xliff2" : "xliff";

    for (guint i = 0; i < self->extra_places->len; i++) {
        const HexaplaXliffExtra *extra = &g_array_index(self->extra_places, HexaplaXliffExtra, i);
        const HexaplaExtension extension = {
            .dialect = dialect,
            .name = extra->name != G_MAXSIZE ? self->extras->str + extra->name : NULL,
            .xml = self->extras->str + extra->xml,
            .segment = segment,
            .place = extra->place,
        };

        hexapla_document_add_extension(self->units.document, &extension);
    }
    drop_extras(self);
}

HexaplaXliffPiece *
hexapla_xliff_add_piece(HexaplaXliffReader *self)
{
    HexaplaXliffPiece *piece;

    if (self->n_pieces == self->pieces->len) {
        g_array_set_size(self->pieces, self->n_pieces + 1);
        piece = &g_array_index(self->pieces, HexaplaXliffPiece, self->n_pieces);
        hexapla_content_init(&piece->source);
        hexapla_content_init(&piece->target);
    }
    piece = &g_array_index(self->pieces, HexaplaXliffPiece, self->n_pieces++);
    hexapla_content_reset(&piece->source);
    hexapla_content_reset(&piece->target);
    g_clear_pointer(&piece->name, g_free);
    piece->line = self->line;
    piece->state = HEXAPLA_STATE_UNKNOWN;
    piece->has_target = piece->is_fuzzy = piece->is_space = FALSE;
    return piece;
}

void
hexapla_xliff_begin_remark(HexaplaXliffReader *self, const char *prefix, const char *name)
{
    HexaplaXliffRemark remark = {.id = G_MAXSIZE, .name = self->strings->len};

    g_string_append(self->strings, prefix);
    if (name != NULL)
        g_string_append(self->strings, name);
    g_string_append_c(self->strings, '\0');
    remark.text = self->strings->len;
    g_array_append_val(self->remarks, remark);
    self->place = HEXAPLA_XLIFF_TO_STRINGS;
}

/* NULL when a file nests its elements so badly that there is none. */
static const HexaplaXliffRemark *
last_remark(HexaplaXliffReader *self)
{
    if (self->remarks->len == 0)
        return NULL;
    return &g_array_index(self->remarks, HexaplaXliffRemark, self->remarks->len - 1);
}

const char *
hexapla_xliff_last_name(HexaplaXliffReader *self)
{
    return self->strings->str + last_remark(self)->name;
}

/* Returns its text; NULL when there is none. */
const char *
hexapla_xliff_end_remark(HexaplaXliffReader *self)
{
    const HexaplaXliffRemark *remark = last_remark(self);

    g_string_append_c(self->strings, '\0');
    self->place = HEXAPLA_XLIFF_NOWHERE;
    return remark != NULL ? self->strings->str + remark->text : NULL;
}

void
hexapla_xliff_drop_remark(HexaplaXliffReader *self)
{
    g_array_set_size(self->remarks, self->remarks->len - 1);
}

static void
drop_remarks(HexaplaXliffReader *self)
{
    g_array_set_size(self->remarks, 0);
    g_string_truncate(self->strings, 0);
}

void
hexapla_xliff_find_kind(const char *tag, HexaplaBlockKind *kind)
{
    for (guint i = 0; i < HEXAPLA_N_BLOCK_KINDS; i++) {
        if (strcmp(hexapla_block_kind_get_tag(i), tag) == 0)
            *kind = i;
    }
}

void
hexapla_xliff_find_junk(const char *tag, HexaplaJunk *junk)
{
    for (guint i = HEXAPLA_JUNK_NONE + 1; i < HEXAPLA_N_JUNK; i++) {
        if (strcmp(hexapla_junk_get_tag(i), tag) == 0)
            *junk = i;
    }
}

/* What our own files say of their article. */
gboolean
hexapla_xliff_keep_origin(HexaplaXliffReader *self, const char *name, const char *text)
{
    const struct {
        const char *name;
        char **value;
    } fields[] = {
        {"id", &self->id},         {"title", &self->title}, {"url", &self->url},
        {"author", &self->author}, {"date", &self->date},
    };

    for (guint i = 0; i < G_N_ELEMENTS(fields) && !self->has_article; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            g_free(*fields[i].value);
            *fields[i].value = g_strdup(text);
            return TRUE;
        }
    }
    return FALSE;
}

void
hexapla_xliff_begin_file(HexaplaXliffReader *self)
{
    g_clear_pointer(&self->id, g_free);
    g_clear_pointer(&self->title, g_free);
    g_clear_pointer(&self->url, g_free);
    g_clear_pointer(&self->author, g_free);
    g_clear_pointer(&self->date, g_free);
    g_clear_pointer(&self->original, g_free);
    self->has_article = FALSE;
    self->n_groups = 0;
    drop_remarks(self);
}

/* What stands here between the units belongs to none of them. */
gboolean
hexapla_xliff_begin_group(HexaplaXliffReader *self, G_GNUC_UNUSED const HexaplaXmlElement *element,
                          G_GNUC_UNUSED GError **error)
{
    self->n_groups++;
    return TRUE;
}

gboolean
hexapla_xliff_end_group(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    self->n_groups--;
    return TRUE;
}

static char *
dup_language(HexaplaXliffReader *self, const char *written, GError **error)
{
    char *tag = hexapla_language_tag_canonicalise(written, NULL);

    if (tag == NULL)
        hexapla_xliff_fail(self, error,
                           "“%.60s” is not a language tag (BCP 47), such as en or pt-BR", written);
    return tag;
}

static gboolean
find_languages(HexaplaXliffReader *self, char **source, char **target, GError **error)
{
    if (self->source_language == NULL)
        return hexapla_xliff_fail(self, error, "the source language is missing");
    *source = dup_language(self, self->source_language, error);
    if (*source == NULL)
        return FALSE;
    if (self->target_language != NULL)
        *target = dup_language(self, self->target_language, error);
    return self->target_language == NULL || *target != NULL;
}

/* The header comes before the units, so by now all is known of the article. */
static gboolean
begin_article(HexaplaXliffReader *self, GError **error)
{
    g_autofree char *source = NULL;
    g_autofree char *target = NULL;
    HexaplaOrigin *origin = &self->units.origin;

    if (!find_languages(self, &source, &target, error))
        return FALSE;
    if (self->id == NULL)
        self->id = g_strdup(self->stem);
    origin->id = self->id;
    origin->title = self->title;
    origin->url = self->url;
    origin->author = self->author;
    origin->date = self->date;
    origin->original = self->original;
    origin->line = self->line;
    hexapla_units_begin_article(&self->units, source,
                                target != NULL ? target : self->options->target);
    self->has_article = TRUE;
    return TRUE;
}

gboolean
hexapla_xliff_end_file(HexaplaXliffReader *self, GError **error)
{
    if (!self->has_article && !begin_article(self, error))
        return FALSE;
    return hexapla_units_end_article(&self->units, error);
}

void
hexapla_xliff_begin_unit(HexaplaXliffReader *self)
{
    self->is_in_unit = TRUE;
    self->whole.line = self->line;
    self->is_locked = self->is_approved = self->is_target_segmented = FALSE;
    self->junk = HEXAPLA_JUNK_NONE;
    self->kind = self->is_in_group ? self->group_kind : HEXAPLA_BLOCK_PARAGRAPH;
    self->n_pieces = 0;
    self->content = NULL;
    self->place = HEXAPLA_XLIFF_NOWHERE;
    self->n_codes = 0;
    g_ptr_array_set_size(self->opened, 0);
    g_hash_table_remove_all(self->data);
    drop_remarks(self);
}

/* Whether a unit is open, and none of its texts. */
gboolean
hexapla_xliff_check_between(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                            GError **error)
{
    if (self->is_in_unit && self->content == NULL)
        return TRUE;
    return hexapla_xliff_fail(self, error, "<%s> stands at a wrong place",
                              hexapla_xml_element_get_name(element));
}

gboolean
hexapla_xliff_check_in_content(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                               GError **error)
{
    if (self->content != NULL)
        return TRUE;
    return hexapla_xliff_fail(self, error, "<%s> stands outside of <source> and <target>",
                              hexapla_xml_element_get_name(element));
}

/* Codes have no place for what else is said of them. */
void
hexapla_xliff_count_attributes(HexaplaXliffReader *self, const HexaplaXmlElement *element,
                               const char *const *known)
{
    for (guint i = 0; i < hexapla_xml_element_get_n_attributes(element); i++) {
        HexaplaXmlAttribute attribute;

        hexapla_xml_element_get_nth(element, i, &attribute);
        if (attribute.prefix != NULL || !g_strv_contains(known, attribute.name))
            hexapla_tally_add(self->options->losses, attribute.name, 1);
    }
}

void
hexapla_xliff_begin_content(HexaplaXliffReader *self, HexaplaContent *content, gboolean is_target)
{
    self->content = content;
    self->is_target = is_target;
    self->n_codes = 0;
    self->place = HEXAPLA_XLIFF_TO_TEXT;
    g_ptr_array_set_size(self->opened, 0);
}

gboolean
hexapla_xliff_end_content(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    self->content = NULL;
    self->place = HEXAPLA_XLIFF_NOWHERE;
    return TRUE;
}

static void
add_segment(HexaplaXliffReader *self, const HexaplaXliffPiece *piece)
{
    guint segment =
        hexapla_units_add_segment(&self->units, &piece->source, piece->name,
                                  piece->name != NULL ? strlen(piece->name) : 0, piece->line);
    HexaplaTarget *target;

    if (!piece->has_target)
        return;
    hexapla_content_set_as_target(&piece->target, self->units.document, segment);
    target = hexapla_document_find_target(self->units.document, segment);
    target->state = piece->state;
    target->is_fuzzy = piece->is_fuzzy;
}

static void
add_notes(HexaplaXliffReader *self, guint segment)
{
    for (guint i = 0; i < self->remarks->len; i++) {
        const HexaplaXliffRemark *remark = &g_array_index(self->remarks, HexaplaXliffRemark, i);
        const char *name = self->strings->str + remark->name;
        const char *text = self->strings->str + remark->text;

        hexapla_document_add_note(self->units.document, segment, *name != '\0' ? name : NULL, text,
                                  strlen(text));
        if (remark->id != G_MAXSIZE)
            hexapla_document_name_note(self->units.document, self->strings->str + remark->id);
    }
}

static void
add_pieces(HexaplaXliffReader *self)
{
    guint first;

    hexapla_document_get_segments(self->units.document, &first);
    add_extras(self, first);
    for (guint i = 0; i < self->n_pieces; i++) {
        const HexaplaXliffPiece *piece = &g_array_index(self->pieces, HexaplaXliffPiece, i);

        if (!piece->is_space) {
            add_segment(self, piece);
            continue;
        }
        hexapla_units_add_space(&self->units, piece->source.text->str, piece->source.text->len);
        hexapla_tally_add(self->options->losses, "codes-between-segments",
                          hexapla_content_get_n_codes(&piece->source));
    }
    add_notes(self, first);
}

/* Units of a group are one block, when the group is a paragraph of ours. */
static gboolean
begin_block(HexaplaXliffReader *self, const char *block_name, GError **error)
{
    HexaplaBlock *block;

    if (self->is_in_group && self->units.is_block_open) {
        hexapla_units_add_space(&self->units, " ", 1);
        return TRUE;
    }
    if (!hexapla_units_begin_block(&self->units, self->kind, block_name, self->line, error))
        return FALSE;
    block = hexapla_units_get_block(&self->units);
    block->junk = self->junk;
    block->is_locked = self->is_locked;
    return TRUE;
}

gboolean
hexapla_xliff_end_unit(HexaplaXliffReader *self, const char *block_name, GError **error)
{
    self->is_in_unit = FALSE;
    if (!self->has_article && !begin_article(self, error))
        return FALSE;
    if (self->n_pieces == 0)
        return TRUE;
    if (!begin_block(self, block_name, error))
        return FALSE;
    add_pieces(self);
    return TRUE;
}

static guint
find_handler(const HexaplaXliffReader *self, const char *name)
{
    guint i = 0;

    while (i < self->n_handlers &&
           (self->handlers[i].name[0] != name[0] || strcmp(self->handlers[i].name, name) != 0))
        i++;
    return i;
}

/* Version 1.0, and files of many tools, have no namespace. */
static gboolean
is_known_version(const char *version, const char *uri)
{
    static const struct {
        const char *version;
        const char *uri;
    } known[] = {
        {"1.0", NULL},
        {"1.1", NULL},
        {"1.2", NULL},
        {"1.1", "urn:oasis:names:tc:xliff:document:1.1"},
        {"1.2", "urn:oasis:names:tc:xliff:document:1.2"},
        {"2.0", "urn:oasis:names:tc:xliff:document:2.0"},
        {"2.1", "urn:oasis:names:tc:xliff:document:2.0"},
        {"2.2", "urn:oasis:names:tc:xliff:document:2.2"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        if (g_strcmp0(version, known[i].version) == 0 && g_strcmp0(uri, known[i].uri) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
on_root(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    static const char *const known[] = {
        "version", "srcLang", "trgLang", "xml:lang", "xml:space", "xsi:schemaLocation", NULL};
    const char *name = hexapla_xml_element_get_name(element);
    g_autofree char *version = hexapla_xml_element_dup_attribute(element, NULL, "version");

    if (strcmp(name, "xliff") != 0)
        return hexapla_xliff_fail(self, error, "the root is <%s> and not <xliff>", name);
    if (!is_known_version(version, hexapla_xml_element_get_namespace(element)))
        return hexapla_xliff_fail(self, error,
                                  "version and namespace are not those of any XLIFF "
                                  "that we know: 1.0 to 2.2");
    if (*version == '2') {
        hexapla_xliff_keep_attributes(self, element, HEXAPLA_EXTENSION_ROOT, known);
        self->handlers = hexapla_xliff2_handlers;
        self->n_handlers = hexapla_n_xliff2_handlers;
        self->source_language = hexapla_xml_element_dup_attribute(element, NULL, "srcLang");
        self->target_language = hexapla_xml_element_dup_attribute(element, NULL, "trgLang");
    } else {
        self->handlers = hexapla_xliff1_handlers;
        self->n_handlers = hexapla_n_xliff1_handlers;
    }
    return TRUE;
}

/* What stands in a namespace of its own is an extension, whatever it is called. */
static gboolean
is_known_namespace(const char *uri)
{
    return uri == NULL || g_str_has_prefix(uri, "urn:oasis:names:tc:xliff:document:") ||
           strcmp(uri, "urn:oasis:names:tc:xliff:metadata:2.0") == 0;
}

static gboolean
on_start(const HexaplaXmlElement *element, gpointer user_data, GError **error)
{
    HexaplaXliffReader *self = user_data;
    const char *name = hexapla_xml_element_get_name(element);
    guint handler;

    self->line = hexapla_xml_element_get_line(element);
    if (self->handlers == NULL)
        return on_root(self, element, error);
    if (self->is_copying) {
        hexapla_xml_copy_start(&self->copy, element);
        return TRUE;
    }
    if (self->skipped > 0) {
        self->skipped++;
        return TRUE;
    }
    handler = find_handler(self, name);
    if (handler == self->n_handlers ||
        !is_known_namespace(hexapla_xml_element_get_namespace(element))) {
        hexapla_xliff_keep(self, element);
        return TRUE;
    }
    return self->handlers[handler].start == NULL ||
           self->handlers[handler].start(self, element, error);
}

static gboolean
on_end(const char *name, gpointer user_data, GError **error)
{
    HexaplaXliffReader *self = user_data;
    guint handler;

    if (self->is_copying) {
        if (hexapla_xml_copy_end(&self->copy))
            end_copy(self);
        return TRUE;
    }
    if (self->skipped > 0) {
        self->skipped--;
        return TRUE;
    }
    handler = find_handler(self, name);
    return handler == self->n_handlers || self->handlers[handler].end == NULL ||
           self->handlers[handler].end(self, error);
}

static gboolean
on_text(const char *text, gsize n, gpointer user_data, GError **error)
{
    HexaplaXliffReader *self = user_data;
    gboolean is_full = FALSE;

    if (self->is_copying) {
        hexapla_xml_copy_put_text(&self->copy, text, n);
        is_full = self->copy.text->len > HEXAPLA_MAX_UNIT_BYTES;
    } else if (self->skipped > 0 ||
               (self->content == NULL && self->place != HEXAPLA_XLIFF_TO_STRINGS)) {
        return TRUE;
    } else if (self->place == HEXAPLA_XLIFF_TO_TEXT) {
        g_string_append_len(self->content->text, text, n);
        is_full = hexapla_content_is_full(self->content);
    } else if (self->place == HEXAPLA_XLIFF_TO_DATA) {
        hexapla_content_add_data(self->content, text, n);
        is_full = hexapla_content_is_full(self->content);
    } else if (self->place == HEXAPLA_XLIFF_TO_STRINGS) {
        g_string_append_len(self->strings, text, n);
        is_full = self->strings->len > HEXAPLA_MAX_UNIT_BYTES;
    }
    return !is_full || hexapla_xliff_fail(self, error, "a unit is longer than %u bytes",
                                          HEXAPLA_MAX_UNIT_BYTES);
}

static void
clear_piece(gpointer data)
{
    HexaplaXliffPiece *piece = data;

    hexapla_content_clear(&piece->source);
    hexapla_content_clear(&piece->target);
    g_free(piece->name);
}

static void
init_reader(HexaplaXliffReader *self, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
            gpointer user_data)
{
    *self = (HexaplaXliffReader){.options = options};
    hexapla_units_init(&self->units, options->file, func, user_data);
    self->units.origin.has_local_names = TRUE;
    self->stem = hexapla_format_dup_stem(options->file);
    self->pieces = g_array_new(FALSE, TRUE, sizeof(HexaplaXliffPiece));
    g_array_set_clear_func(self->pieces, clear_piece);
    self->remarks = g_array_new(FALSE, FALSE, sizeof(HexaplaXliffRemark));
    self->strings = g_string_new(NULL);
    self->data = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    self->opened = g_ptr_array_new_with_free_func(g_free);
    self->extras = g_string_new(NULL);
    self->extra_places = g_array_new(FALSE, FALSE, sizeof(HexaplaXliffExtra));
    hexapla_xml_copy_init(&self->copy, "urn:oasis:names:tc:xliff:document:");
    hexapla_content_init(&self->whole.source);
    hexapla_content_init(&self->whole.target);
}

static void
clear_reader(HexaplaXliffReader *self)
{
    hexapla_units_clear(&self->units);
    g_free(self->stem);
    g_free(self->source_language);
    g_free(self->target_language);
    g_free(self->id);
    g_free(self->title);
    g_free(self->url);
    g_free(self->author);
    g_free(self->date);
    g_free(self->original);
    g_free(self->name);
    g_free(self->category);
    g_array_unref(self->pieces);
    g_array_unref(self->remarks);
    g_string_free(self->strings, TRUE);
    g_hash_table_unref(self->data);
    g_ptr_array_unref(self->opened);
    g_string_free(self->extras, TRUE);
    g_array_unref(self->extra_places);
    hexapla_xml_copy_clear(&self->copy);
    clear_piece(&self->whole);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HexaplaXliffReader, clear_reader)

gboolean
hexapla_xliff_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                   gpointer user_data, GCancellable *cancellable, GError **error)
{
    static const HexaplaXmlHandler handler = {on_start, on_end, on_text};
    g_auto(HexaplaXliffReader) self;

    init_reader(&self, options, func, user_data);
    return hexapla_xml_parse(in, options->file, &handler, &self, cancellable, error);
}

/* @version is the first digit of the version. */
guint
hexapla_xliff_sniff_version(const guint8 *head, gsize n_head, char version)
{
    char root[1024];
    const char *found;

    if (hexapla_format_find_root(head, n_head, root, sizeof root) == 0 ||
        !g_str_has_prefix(root, "xliff") || g_ascii_isalnum(root[5]))
        return 0;
    found = strstr(root, "version");
    if (found == NULL)
        return version == '1' ? HEXAPLA_ROOT_BITS : 0;
    found += strlen("version");
    found += strspn(found, " \t\r\n=\"'");
    return (*found == '2') == (version == '2') ? HEXAPLA_ROOT_BITS : 0;
}
