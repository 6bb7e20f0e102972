/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Articles in XML. What the elements are stands in formats/vocabularies, one file a vocabulary. */

#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/xml.h"
#include "formats/xml-blocks.h"
#include "formats/xml-scan.h"

#define MAX_VOCABULARIES 64

/* What the elements of an article say of it. */
typedef struct {
    const HexaplaVocabulary *candidates[MAX_VOCABULARIES]; /* that have its root */
    guint n_known[MAX_VOCABULARIES];
    guint n_candidates;
    char *root;
    char *language;
} Survey;

static void
clear_survey(Survey *self)
{
    g_free(self->root);
    g_free(self->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, clear_survey)

static void
begin_survey(Survey *self, const HexaplaXmlElement *root)
{
    guint n;
    const HexaplaVocabulary *const *known = hexapla_vocabularies(&n);
    gsize n_value;
    const char *value = hexapla_xml_element_get_attribute(root, "xml", "lang", &n_value);
    g_autofree char *language = value != NULL ? g_strndup(value, n_value) : NULL;

    self->root = g_strdup(hexapla_xml_element_get_name(root));
    if (language != NULL)
        self->language = hexapla_language_tag_canonicalise(language, NULL);
    for (guint i = 0; i < n && self->n_candidates < MAX_VOCABULARIES; i++) {
        if (hexapla_vocabulary_has_root(known[i], self->root))
            self->candidates[self->n_candidates++] = known[i];
    }
}

static gboolean
survey_element(const HexaplaXmlElement *element, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Survey *self = user_data;
    const char *name = hexapla_xml_element_get_name(element);

    if (self->root == NULL)
        begin_survey(self, element);
    for (guint i = 0; i < self->n_candidates; i++)
        self->n_known[i] +=
            hexapla_vocabulary_get_rule(self->candidates[i], name).role != HEXAPLA_ELEMENT_UNKNOWN;
    return TRUE;
}

/* The vocabulary that knows most of the elements. */
static const HexaplaVocabulary *
choose_vocabulary(const Survey *self, const char *file, GError **error)
{
    guint best = 0;

    for (guint i = 1; i < self->n_candidates; i++)
        best = self->n_known[i] > self->n_known[best] ? i : best;
    if (self->n_candidates == 0)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "%s: error: “%s” is the root of no vocabulary that is known: DocBook, DITA, "
                    "JATS",
                    file, self->root);
    return self->n_candidates > 0 ? self->candidates[best] : NULL;
}

/* Checks that the file is well-formed, and tells what it is. */
static gboolean
survey(Survey *self, const GString *bytes, const char *file, GCancellable *cancellable,
       GError **error)
{
    static const HexaplaXmlHandler handler = {.start = survey_element, .keeps_references = TRUE};
    g_autoptr(GInputStream) in =
        g_memory_input_stream_new_from_data(bytes->str, (gssize)bytes->len, NULL);

    return hexapla_xml_parse(in, file, &handler, self, cancellable, error);
}

static gboolean
xml_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
         gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_auto(HexaplaPageText) page = {0};
    g_auto(HexaplaMarkup) markup = {0};
    g_auto(Survey) found = {0};
    g_autofree char *title = NULL;
    const HexaplaMarkupReader reader = {options, &page, func, user_data};
    gboolean is_given = options->language != NULL && strcmp(options->language, "und") != 0;
    const char *language;
    const HexaplaVocabulary *vocabulary;
    HexaplaOrigin origin = {0};

    if (!hexapla_page_read(in, options->file, bytes, cancellable, error) ||
        !survey(&found, bytes, options->file, cancellable, error))
        return FALSE;
    vocabulary = choose_vocabulary(&found, options->file, error);
    if (vocabulary == NULL ||
        !hexapla_page_text_init(&page, bytes->str, bytes->len, options, error))
        return FALSE;
    hexapla_markup_init(&markup, page.text, page.n);
    hexapla_xml_find_blocks(&markup, vocabulary, &title);
    origin.title = title;
    language = is_given ? options->language : found.language;
    return hexapla_markup_hand_over(&markup, &reader, language != NULL ? language : "und", &origin,
                                    error);
}

/* Without a declaration or a namespace it may be a piece of a page. */
static gboolean
is_declared(const char *p, const char *tag, const char *end)
{
    const char *tag_end = memchr(tag, '>', end - tag);

    if (end - p <= 9 || memcmp(p, "<?xml", 5) == 0 || memcmp(p, "<!DOCTYPE", 9) == 0)
        return end - p > 9;
    return tag == p && tag_end != NULL && memmem(tag, tag_end - tag, " xmlns", 6) != NULL;
}

/* The first tag, behind the declaration, comments and the document type. */
static const char *
find_root(const char *p, const char *end)
{
    while (end - p > 1 && !(*p == '<' && p[1] != '?' && p[1] != '!'))
        p++;
    return p;
}

/* More bits than a title of HTML has, which may stand inside. */
#define DECLARATION_BYTES 16

static guint
xml_sniff(const guint8 *head, gsize n_head)
{
    const char *end = (const char *)head + n_head, *tag = find_root((const char *)head, end);
    const HexaplaXmlToken token = {HEXAPLA_XML_TOKEN_START, tag - (const char *)head, n_head};
    g_autofree char *root = NULL;
    guint n;
    const HexaplaVocabulary *const *known = hexapla_vocabularies(&n);

    if (!is_declared((const char *)head, tag, end))
        return 0;
    root = hexapla_xml_token_dup_name(&token, (const char *)head);
    for (guint i = 0; i < n; i++) {
        if (hexapla_vocabulary_has_root(known[i], root))
            return 8 * (DECLARATION_BYTES + strlen(root));
    }
    return 0;
}

const HexaplaFormat hexapla_format_xml = {
    .name = "xml",
    .title = "XML articles: DocBook, DITA topics, JATS",
    .extensions = "dita;dbk;docbook;nxml",
    .traits = HEXAPLA_FORMAT_DECODES,
    .sniff = xml_sniff,
    .read = xml_read,
    .put_target = hexapla_markup_put_target,
};
