/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The elements of XLIFF 1.0 to 1.2. */

#include <string.h>

#include "base/limits.h"
#include "formats/code-names.h"
#include "formats/xliff-private.h"

static gboolean
on_file(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    static const char *const known[] = {"original", "source-language", "target-language",
                                        "xml:space", NULL};

    hexapla_xliff_take_attribute(element, "source-language", &self->source_language);
    hexapla_xliff_take_attribute(element, "target-language", &self->target_language);
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
    return TRUE;
}

/* Only groups of ours have a block as their type. */
static gboolean
on_group(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    g_autofree char *type = hexapla_xml_element_dup_attribute(element, NULL, "restype");
    HexaplaBlockKind kind = HEXAPLA_N_BLOCK_KINDS;

    if (type != NULL && g_str_has_prefix(type, "x-"))
        hexapla_xliff_find_kind(type + 2, &kind);
    hexapla_units_end_block(&self->units);
    self->is_in_group = kind < HEXAPLA_N_BLOCK_KINDS;
    self->group_kind = kind;
    return TRUE;
}

static gboolean
after_group(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    hexapla_units_end_block(&self->units);
    self->is_in_group = FALSE;
    return TRUE;
}

static gboolean
on_unit(HexaplaXliffReader *self, const HexaplaXmlElement *element, G_GNUC_UNUSED GError **error)
{
    static const char *const known[] = {"id", "approved", "translate", "xml:space", NULL};

    hexapla_xliff_begin_unit(self);
    hexapla_xliff_keep_attributes(self, element, HEXAPLA_EXTENSION_UNIT, known);
    hexapla_xliff_take_attribute(element, "id", &self->name);
    self->is_locked = hexapla_xliff_attribute_is(element, "translate", "no");
    self->is_approved = hexapla_xliff_attribute_is(element, "approved", "yes");
    hexapla_content_reset(&self->whole.source);
    hexapla_content_reset(&self->whole.target);
    self->whole.has_target = self->whole.is_fuzzy = FALSE;
    self->whole.state = HEXAPLA_STATE_UNKNOWN;
    return TRUE;
}

static gboolean
on_source(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!hexapla_xliff_check_between(self, element, error))
        return FALSE;
    hexapla_xliff_begin_content(self, &self->whole.source, FALSE);
    return TRUE;
}

/* What is not in a segment here is space between segments. */
static gboolean
on_segmented_source(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    HexaplaXliffPiece *piece;

    if (!hexapla_xliff_check_between(self, element, error))
        return FALSE;
    self->n_pieces = 0;
    piece = hexapla_xliff_add_piece(self);
    piece->is_space = TRUE;
    hexapla_xliff_begin_content(self, &piece->source, FALSE);
    return TRUE;
}

static const struct {
    const char *name;
    HexaplaState state;
    gboolean is_fuzzy;
} states[] = {
    {"final", HEXAPLA_STATE_FINAL, FALSE},
    {"signed-off", HEXAPLA_STATE_REVIEWED, FALSE},
    {"translated", HEXAPLA_STATE_TRANSLATED, FALSE},
    {"new", HEXAPLA_STATE_INITIAL, FALSE},
    {"needs-translation", HEXAPLA_STATE_INITIAL, FALSE},
    {"needs-adaptation", HEXAPLA_STATE_TRANSLATED, TRUE},
    {"needs-l10n", HEXAPLA_STATE_TRANSLATED, TRUE},
    {"needs-review-adaptation", HEXAPLA_STATE_TRANSLATED, TRUE},
    {"needs-review-l10n", HEXAPLA_STATE_TRANSLATED, TRUE},
    {"needs-review-translation", HEXAPLA_STATE_TRANSLATED, TRUE},
};

static void
read_state(HexaplaXliffReader *self, const HexaplaXmlElement *element)
{
    for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
        if (hexapla_xliff_attribute_is(element, "state", states[i].name)) {
            self->whole.state = states[i].state;
            self->whole.is_fuzzy = states[i].is_fuzzy;
        }
    }
    if (self->is_approved && self->whole.state < HEXAPLA_STATE_REVIEWED)
        self->whole.state = HEXAPLA_STATE_REVIEWED;
}

static gboolean
on_target(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    if (!hexapla_xliff_check_between(self, element, error))
        return FALSE;
    self->whole.has_target = TRUE;
    read_state(self, element);
    hexapla_xliff_begin_content(self, &self->whole.target, TRUE);
    return TRUE;
}

static HexaplaXliffPiece *
find_piece(HexaplaXliffReader *self, const char *name)
{
    for (guint i = 0; i < self->n_pieces; i++) {
        HexaplaXliffPiece *piece = &g_array_index(self->pieces, HexaplaXliffPiece, i);

        if (!piece->is_space && g_strcmp0(piece->name, name) == 0)
            return piece;
    }
    return NULL;
}

static HexaplaContent *
enter_segment(HexaplaXliffReader *self, char *name)
{
    HexaplaXliffPiece *piece;

    if (!self->is_target) {
        piece = hexapla_xliff_add_piece(self);
        piece->name = name;
        return &piece->source;
    }
    piece = find_piece(self, name);
    g_free(name);
    self->is_target_segmented = TRUE;
    if (piece == NULL)
        return &self->whole.target;
    piece->has_target = TRUE;
    return &piece->target;
}

/* Behind a segment comes space again. */
static HexaplaContent *
leave_segment(HexaplaXliffReader *self)
{
    HexaplaXliffPiece *piece;

    if (self->is_target)
        return &self->whole.target;
    piece = hexapla_xliff_add_piece(self);
    piece->is_space = TRUE;
    return &piece->source;
}

/* The name under which an element with text inside is closed; NULL for a segment, and an empty one
 * for what leaves no code. */
static void
push(HexaplaXliffReader *self, char *name)
{
    g_ptr_array_add(self->opened, name);
}

static gboolean
on_mark(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    gboolean is_segment = hexapla_xliff_attribute_is(element, "mtype", "seg") && self->n_codes == 0;

    if (!hexapla_xliff_check_in_content(self, element, error))
        return FALSE;
    push(self, is_segment ? NULL : g_strdup(""));
    /* In <source> segments are only hints; their texts stand again in <seg-source>. */
    if (!is_segment)
        hexapla_tally_add(self->options->losses, "mrk", 1);
    else if (self->is_target || self->content != &self->whole.source)
        self->content =
            enter_segment(self, hexapla_xml_element_dup_attribute(element, NULL, "mid"));
    return TRUE;
}

static gboolean
after_mark(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    gboolean is_segment =
        self->opened->len > 0 && self->opened->pdata[self->opened->len - 1] == NULL;

    if (self->opened->len > 0)
        g_ptr_array_set_size(self->opened, (int)self->opened->len - 1);
    if (is_segment && (self->is_target || self->content != &self->whole.source))
        self->content = leave_segment(self);
    return TRUE;
}

static HexaplaCodeType
find_type(const HexaplaXmlElement *element)
{
    gsize n = 0;
    const char *type = hexapla_xml_element_get_attribute(element, NULL, "ctype", &n);

    return hexapla_code_type_from_ctype(type, n);
}

/* Both halves have one rid; without it they have one id. */
static const char *
find_key(const HexaplaXmlElement *element, gsize *n)
{
    const char *rid = hexapla_xml_element_get_attribute(element, NULL, "rid", n);

    *n = rid != NULL ? *n : 0;
    return rid != NULL ? rid : hexapla_xml_element_get_attribute(element, NULL, "id", n);
}

static guint
add_code(HexaplaXliffReader *self, const HexaplaXmlElement *element, HexaplaCodeKind kind)
{
    static const char *const known[] = {"id", "rid", "ctype", "pos", "equiv-text", NULL};
    gsize n = 0, n_id = 0;
    const char *key = find_key(element, &n);
    const char *id = hexapla_xml_element_get_attribute(element, NULL, "id", &n_id);
    guint code;

    hexapla_xliff_count_attributes(self, element, known);
    if (kind == HEXAPLA_CODE_CLOSE)
        return hexapla_content_close(self->content, key, key != NULL ? n : 0);
    code =
        hexapla_content_add_code(self->content, kind, find_type(element), key, key != NULL ? n : 0);
    if (id != NULL && id != key)
        hexapla_content_rename(self->content, code, id, n_id);
    return code;
}

/* What an element shows of its markup. */
static void
add_equivalent(HexaplaXliffReader *self, const HexaplaXmlElement *element)
{
    gsize n;
    const char *text = hexapla_xml_element_get_attribute(element, NULL, "equiv-text", &n);

    if (text != NULL)
        hexapla_content_add_data(self->content, text, n);
}

static gboolean
on_empty(HexaplaXliffReader *self, const HexaplaXmlElement *element, HexaplaCodeKind kind,
         GError **error)
{
    if (!hexapla_xliff_check_in_content(self, element, error))
        return FALSE;
    if (self->n_codes > 0)
        return TRUE;
    add_code(self, element, kind);
    add_equivalent(self, element);
    return TRUE;
}

static gboolean
on_x(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_empty(self, element, HEXAPLA_CODE_ALONE, error);
}

static gboolean
on_bx(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_empty(self, element, HEXAPLA_CODE_OPEN, error);
}

static gboolean
on_ex(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_empty(self, element, HEXAPLA_CODE_CLOSE, error);
}

static gboolean
on_g(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    g_autofree char *id = hexapla_xml_element_dup_attribute(element, NULL, "id");

    if (!hexapla_xliff_check_in_content(self, element, error))
        return FALSE;
    if (self->n_codes > 0) {
        push(self, g_strdup(""));
        return TRUE;
    }
    add_code(self, element, HEXAPLA_CODE_OPEN);
    add_equivalent(self, element);
    push(self, g_strconcat("=", id, NULL));
    return TRUE;
}

static gboolean
after_g(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    const char *name = self->opened->len > 0 ? self->opened->pdata[self->opened->len - 1] : NULL;

    if (name != NULL && *name != '\0')
        hexapla_content_close(self->content, name + 1, strlen(name + 1));
    if (self->opened->len > 0)
        g_ptr_array_set_size(self->opened, (int)self->opened->len - 1);
    return TRUE;
}

/* Codes in the text of a code are part of its markup. */
static gboolean
on_native(HexaplaXliffReader *self, const HexaplaXmlElement *element, HexaplaCodeKind kind,
          GError **error)
{
    if (!hexapla_xliff_check_in_content(self, element, error))
        return FALSE;
    if (self->n_codes++ == 0)
        add_code(self, element, kind);
    self->place = HEXAPLA_XLIFF_TO_DATA;
    return TRUE;
}

static gboolean
on_bpt(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_native(self, element, HEXAPLA_CODE_OPEN, error);
}

static gboolean
on_ept(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_native(self, element, HEXAPLA_CODE_CLOSE, error);
}

static gboolean
on_ph(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    return on_native(self, element, HEXAPLA_CODE_ALONE, error);
}

static gboolean
on_it(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    gboolean closes = hexapla_xliff_attribute_is(element, "pos", "close");

    return on_native(self, element, closes ? HEXAPLA_CODE_CLOSE : HEXAPLA_CODE_OPEN, error);
}

static gboolean
after_native(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    if (self->n_codes > 0)
        self->n_codes--;
    self->place = self->n_codes > 0 ? HEXAPLA_XLIFF_TO_DATA : HEXAPLA_XLIFF_TO_TEXT;
    return TRUE;
}

static gboolean
on_sub(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    hexapla_tally_add(self->options->losses, "sub", 1);
    return hexapla_xliff_check_in_content(self, element, error);
}

static gboolean
on_note(HexaplaXliffReader *self, const HexaplaXmlElement *element, GError **error)
{
    g_autofree char *from = hexapla_xml_element_dup_attribute(element, NULL, "from");

    if (self->content != NULL)
        return hexapla_xliff_check_between(self, element, error);
    hexapla_xliff_begin_remark(self, "", from);
    return TRUE;
}

/* Notes of ours say what a unit is, and in the header of which article. */
static gboolean
after_note(HexaplaXliffReader *self, G_GNUC_UNUSED GError **error)
{
    const char *text = hexapla_xliff_end_remark(self);
    const char *name = text != NULL ? hexapla_xliff_last_name(self) : NULL;
    gboolean is_taken = FALSE;

    if (text == NULL)
        return TRUE;
    if (!self->is_in_unit) {
        is_taken = g_str_has_prefix(name, "hexapla-") &&
                   hexapla_xliff_keep_origin(self, name + strlen("hexapla-"), text);
        hexapla_tally_add(self->options->losses, "header-note", !is_taken);
        is_taken = TRUE;
    } else if (strcmp(name, "hexapla-junk") == 0) {
        hexapla_xliff_find_junk(text, &self->junk);
        is_taken = self->junk != HEXAPLA_JUNK_NONE;
    }
    if (is_taken)
        hexapla_xliff_drop_remark(self);
    return TRUE;
}

static gboolean
has_segments(HexaplaXliffReader *self)
{
    for (guint i = 0; i < self->n_pieces; i++) {
        if (!g_array_index(self->pieces, HexaplaXliffPiece, i).is_space)
            return TRUE;
    }
    return FALSE;
}

static void
swap_contents(HexaplaContent *a, HexaplaContent *b)
{
    HexaplaContent c = *a;

    *a = *b;
    *b = c;
}

/* A translation that is not segmented is that of the whole unit. */
static void
use_whole(HexaplaXliffReader *self)
{
    HexaplaXliffPiece *piece;

    self->n_pieces = 0;
    piece = hexapla_xliff_add_piece(self);
    swap_contents(&piece->source, &self->whole.source);
    swap_contents(&piece->target, &self->whole.target);
    piece->name = g_strdup(self->name);
    piece->line = self->whole.line;
    piece->has_target = self->whole.has_target;
}

static void
set_states(HexaplaXliffReader *self)
{
    for (guint i = 0; i < self->n_pieces; i++) {
        HexaplaXliffPiece *piece = &g_array_index(self->pieces, HexaplaXliffPiece, i);

        piece->state = self->whole.state;
        piece->is_fuzzy = self->whole.is_fuzzy;
    }
}

/* The names of segments are unique only in their unit. */
static void
prefix_names(HexaplaXliffReader *self)
{
    for (guint i = 0; i < self->n_pieces; i++) {
        HexaplaXliffPiece *piece = &g_array_index(self->pieces, HexaplaXliffPiece, i);
        g_autofree char *name = piece->name;

        if (!piece->is_space)
            piece->name = g_strdup_printf("%s.%s", self->name != NULL ? self->name : "",
                                          name != NULL ? name : "");
        else
            piece->name = g_steal_pointer(&name);
    }
}

static gboolean
after_unit(HexaplaXliffReader *self, GError **error)
{
    if (!has_segments(self) || (self->whole.has_target && !self->is_target_segmented))
        use_whole(self);
    else
        prefix_names(self);
    set_states(self);
    return hexapla_xliff_end_unit(self, NULL, error);
}

/* Most frequent first. */
const HexaplaXliffHandler hexapla_xliff1_handlers[] = {
    {"trans-unit", on_unit, after_unit},
    {"source", on_source, hexapla_xliff_end_content},
    {"target", on_target, hexapla_xliff_end_content},
    {"note", on_note, after_note},
    {"mrk", on_mark, after_mark},
    {"g", on_g, after_g},
    {"x", on_x, NULL},
    {"ph", on_ph, after_native},
    {"bpt", on_bpt, after_native},
    {"ept", on_ept, after_native},
    {"it", on_it, after_native},
    {"bx", on_bx, NULL},
    {"ex", on_ex, NULL},
    {"sub", on_sub, NULL},
    {"seg-source", on_segmented_source, hexapla_xliff_end_content},
    {"group", on_group, after_group},
    {"file", on_file, hexapla_xliff_end_file},
    {"header", NULL, NULL},
    {"body", hexapla_xliff_begin_group, hexapla_xliff_end_group},
    {"skl", NULL, NULL},
    {"external-file", on_skeleton, NULL},
};
const guint hexapla_n_xliff1_handlers = G_N_ELEMENTS(hexapla_xliff1_handlers);
