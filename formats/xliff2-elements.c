/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The elements of XLIFF 2.0 to 2.2. */

#include <string.h>

#include "formats/code-names.h"
#include "formats/reading.h"
#include "formats/xliff-private.h"

static gboolean
on_file(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    static const char *const known[] = {"id",        "original", "srcDir",    "trgDir",
                                        "translate", "xml:lang", "xml:space", NULL};

    hexapla_xliff_begin_file(self);
    hexapla_xliff_keep_attributes(self, element, HEXAPLA_EXTENSION_FILE, known);
    return TRUE;
}

static gboolean
on_skeleton(HexaplaXliffReader *self, const HexaplaXmlElement *element,
            G_GNUC_UNUSED GError **error)
{
    if (!self->has_article)
        hexapla_xliff_take_attribute(element, "href", &self->original);
    if (self->original == NULL)
        hexapla_xliff_keep(self, element);
    else
        self->skipped = 1;
    return TRUE;
}

static gboolean
on_unit(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    static const char *const known[] = {"type", "id", "translate", "xml:lang", "xml:space", NULL};
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");
    gboolean is_own = type != NULL && g_str_has_prefix(type, "hexapla:");

    hexapla_xliff_begin_unit(self);
    hexapla_xliff_keep_attributes(self, element, HEXAPLA_EXTENSION_UNIT,
                                  is_own ? known : known + 1);
    hexapla_xliff_take_attribute(element, "id", &self->name);
    self->is_locked = hexapla_xliff_attribute_is(element, "translate", "no");
    return TRUE;
}

/* Ids of segments hold in their unit only, but for those of our own files. */
static void
prefix_names(HexaplaXliffReader *self)
{
    gboolean is_own = self->name != NULL && hexapla_format_is_own_id(self->name, 'u');

    for (guint i = 0; i < self->n_pieces; i++) {
        HexaplaXliffPiece *piece = &g_array_index(self->pieces, HexaplaXliffPiece, i);
        g_autofree char *name = piece->name;

        if (name != NULL && (is_own || hexapla_format_is_own_id(name, 's')))
            piece->name = g_steal_pointer(&name);
        else if (name != NULL)
            piece->name = g_strconcat(self->name != NULL ? self->name : "", ".", name, NULL);
        else
            piece->name = self->n_pieces == 1 ? g_strdup(self->name) : NULL;
    }
}

static gboolean
after_unit(HexaplaXliffReader *self, GError **error)
{
    prefix_names(self);
    return hexapla_xliff_end_unit(self, self->name, error);
}

static gboolean
on_piece(HexaplaXliffReader *self, const HexaplaXmlElement *element, gboolean is_space,
         GError **error)
{
    static const HexaplaState states[] = {HEXAPLA_STATE_INITIAL, HEXAPLA_STATE_TRANSLATED,
                                          HEXAPLA_STATE_REVIEWED, HEXAPLA_STATE_FINAL};
    HexaplaXliffPiece *piece;

    if (!hexapla_xliff_check_between(self, element, error))
        return FALSE;
    piece = hexapla_xliff_add_piece(self);
    piece->is_space = is_space;
    piece->name = hexapla_xml_element_dup_attribute(element, NULL, "id");
    piece->is_fuzzy = hexapla_xliff_attribute_is(element, "subState", "hexapla:fuzzy");
    for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
        if (hexapla_xliff_attribute_is(element, "state", hexapla_state_get_tag(states[i])))
            piece->state = states[i];
    }
    return TRUE;
}

static gboolean
on_segment(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_piece(self, element, FALSE, error);
}

static gboolean
on_ignorable(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_piece(self, element, TRUE, error);
}

static gboolean
begin_content(HexaplaXliffReader *self, const HexaplaXmlElement *element, gboolean is_target,
              GError **error)
{
    HexaplaXliffPiece *piece;

    if (!hexapla_xliff_check_between(self, element, error))
        return FALSE;
    if (self->n_pieces == 0)
        return hexapla_xliff_fail(self, error, "<%s> stands outside of a segment",
                                  hexapla_xml_element_get_name(element));
    piece = &g_array_index(self->pieces, HexaplaXliffPiece, self->n_pieces - 1);
    piece->has_target |= is_target;
    hexapla_xliff_begin_content(self, is_target ? &piece->target : &piece->source, is_target);
    return TRUE;
}

static gboolean
on_source(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return begin_content(self, element, FALSE, error);
}

static gboolean
on_target(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    gsize n;

    if (hexapla_xml_element_get_attribute(element, NULL, "order", &n) != NULL)
        hexapla_tally_add(self->options->losses, "order", 1);
    return begin_content(self, element, TRUE, error);
}

static HexaplaCodeType
find_type(const HexaplaXmlElement *element)
{
    gsize n = 0, n_sub = 0;
    const char *type = hexapla_xml_element_get_attribute(element, NULL, "type", &n);
    const char *sub_type = hexapla_xml_element_get_attribute(element, NULL, "subType", &n_sub);

    return hexapla_code_type_from_xliff2(type, n, sub_type, n_sub);
}

static void
add_data(HexaplaXliffReader *self, const char *reference)
{
    const char *data = reference != NULL ? g_hash_table_lookup(self->data, reference) : NULL;

    if (data != NULL)
        hexapla_content_add_data(self->content, data, strlen(data));
}

static void
add_data_of(HexaplaXliffReader *self, const HexaplaXmlElement *element, const char *attribute)
{
    g_autofree char *reference = hexapla_xml_element_dup_attribute(element, NULL, attribute);

    add_data(self, reference);
}

static gboolean
add_code(HexaplaXliffReader *self, const HexaplaXmlElement *element, HexaplaCodeKind kind,
         const char *data, GError **error)
{
    static const char *const known[] = {"id",   "dataRef", "dataRefStart", "dataRefEnd",
                                        "type", "subType", "isolated",     NULL};
    gsize n = 0;
    const char *id = hexapla_xml_element_get_attribute(element, NULL, "id", &n);

    if (!hexapla_xliff_check_in_content(self, element, error))
        return FALSE;
    hexapla_xliff_count_attributes(self, element, known);
    hexapla_content_add_code(self->content, kind, find_type(element), id, n);
    add_data_of(self, element, data);
    return TRUE;
}

static gboolean
on_ph(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return add_code(self, element, HEXAPLA_CODE_ALONE, "dataRef", error);
}

static gboolean
on_sc(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return add_code(self, element, HEXAPLA_CODE_OPEN, "dataRef", error);
}

/* One whose start stands in another unit has an id of its own. */
static gboolean
on_ec(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    gsize n = 0;
    const char *start = hexapla_xml_element_get_attribute(element, NULL, "startRef", &n);

    if (!hexapla_xliff_check_in_content(self, element, error))
        return FALSE;
    if (start == NULL)
        start = hexapla_xml_element_get_attribute(element, NULL, "id", &n);
    hexapla_content_close(self->content, start, n);
    add_data_of(self, element, "dataRef");
    return TRUE;
}

static gboolean
on_pc(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!add_code(self, element, HEXAPLA_CODE_OPEN, "dataRefStart", error))
        return FALSE;
    g_ptr_array_add(self->opened, hexapla_xml_element_dup_attribute(element, NULL, "id"));
    g_ptr_array_add(self->opened, hexapla_xml_element_dup_attribute(element, NULL, "dataRefEnd"));
    return TRUE;
}

static gboolean
after_pc(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    guint n = self->opened->len;
    const char *id;

    if (n < 2)
        return TRUE;
    id = self->opened->pdata[n - 2];
    hexapla_content_close(self->content, id, id != NULL ? strlen(id) : 0);
    add_data(self, self->opened->pdata[n - 1]);
    g_ptr_array_set_size(self->opened, (int)n - 2);
    return TRUE;
}

static gboolean
on_annotation(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    hexapla_tally_add(self->options->losses, "mrk", 1);
    return hexapla_xliff_check_in_content(self, element, error);
}

static gboolean
on_annotation_end(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return hexapla_xliff_check_in_content(self, element, error);
}

/* A character that XML forbids. What is none at all, such as half a pair, becomes U+FFFD. */
static gboolean
on_cp(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_autofree char *hex = hexapla_xml_element_dup_attribute(element, NULL, "hex");
    guint64 number = hex != NULL ? g_ascii_strtoull(hex, NULL, 16) : 0;
    gboolean is_character =
        number > 0 && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
    gunichar c = is_character ? (gunichar)number : 0xFFFD;

    hexapla_tally_add(self->options->losses, "cp", !is_character);
    if (self->place == HEXAPLA_XLIFF_TO_TEXT)
        g_string_append_unichar(self->content->text, c);
    else if (self->place == HEXAPLA_XLIFF_TO_STRINGS)
        g_string_append_unichar(self->strings, c);
    return TRUE;
}

static gboolean
on_data(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    if (self->content != NULL)
        return hexapla_xliff_fail(self, error, "<data> stands at a wrong place");
    hexapla_xliff_begin_remark(self, "", id);
    return TRUE;
}

static gboolean
after_data(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    const char *text = hexapla_xliff_end_remark(self);

    if (text == NULL)
        return TRUE;
    g_hash_table_insert(self->data, g_strdup(hexapla_xliff_last_name(self)), g_strdup(text));
    hexapla_xliff_drop_remark(self);
    return TRUE;
}

static gboolean
on_note(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_autofree char *category = hexapla_xml_element_dup_attribute(element, NULL, "category");
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");
    gsize start = self->strings->len;

    if (id != NULL)
        g_string_append_len(self->strings, id, (gssize)strlen(id) + 1);
    hexapla_xliff_begin_remark(self, "", category);
    if (id != NULL)
        g_array_index(self->remarks, HexaplaXliffRemark, self->remarks->len - 1).id = start;
    return TRUE;
}

static gboolean
after_note(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    if (hexapla_xliff_end_remark(self) == NULL || self->is_in_unit)
        return TRUE;
    hexapla_tally_add(self->options->losses, "header-note", 1);
    hexapla_xliff_drop_remark(self);
    return TRUE;
}

static gboolean
on_meta_group(HexaplaXliffReader *self, const HexaplaXmlElement *element,
              G_GNUC_UNUSED GError **error)
{
    hexapla_xliff_take_attribute(element, "category", &self->category);
    if (g_strcmp0(self->category, "article") != 0 && g_strcmp0(self->category, "block") != 0)
        hexapla_xliff_keep(self, element);
    return TRUE;
}

static gboolean
on_meta(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "type");

    hexapla_xliff_begin_remark(self, "", type);
    return TRUE;
}

/* What our own files say of an article and its blocks. */
static gboolean
take_meta(HexaplaXliffReader *self, const char *type, const char *text)
{
    if (g_strcmp0(self->category, "article") == 0)
        return !self->is_in_unit && hexapla_xliff_keep_origin(self, type, text);
    if (g_strcmp0(self->category, "block") != 0 || !self->is_in_unit)
        return FALSE;
    if (strcmp(type, "kind") == 0)
        hexapla_xliff_find_kind(text, &self->kind);
    else if (strcmp(type, "junk") == 0)
        hexapla_xliff_find_junk(text, &self->junk);
    else
        return FALSE;
    return TRUE;
}

static gboolean
after_meta(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    const char *text = hexapla_xliff_end_remark(self);

    if (text == NULL)
        return TRUE;
    hexapla_tally_add(self->options->losses, "metadata",
                      !take_meta(self, hexapla_xliff_last_name(self), text));
    hexapla_xliff_drop_remark(self);
    return TRUE;
}

/* Most frequent first. */
const HexaplaXliffHandler hexapla_xliff2_handlers[] = {
    {"source", on_source, hexapla_xliff_end_content},
    {"segment", on_segment, NULL},
    {"meta", on_meta, after_meta},
    {"target", on_target, hexapla_xliff_end_content},
    {"ignorable", on_ignorable, NULL},
    {"unit", on_unit, after_unit},
    {"metaGroup", on_meta_group, NULL},
    {"metadata", NULL, NULL},
    {"note", on_note, after_note},
    {"notes", NULL, NULL},
    {"pc", on_pc, after_pc},
    {"ph", on_ph, NULL},
    {"sc", on_sc, NULL},
    {"ec", on_ec, NULL},
    {"cp", on_cp, NULL},
    {"mrk", on_annotation, NULL},
    {"sm", on_annotation, NULL},
    {"em", on_annotation_end, NULL},
    {"data", on_data, after_data},
    {"originalData", NULL, NULL},
    {"group", hexapla_xliff_begin_group, hexapla_xliff_end_group},
    {"file", on_file, hexapla_xliff_end_file},
    {"skeleton", on_skeleton, NULL},
};
const guint hexapla_n_xliff2_handlers = G_N_ELEMENTS(hexapla_xliff2_handlers);
