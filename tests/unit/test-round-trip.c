/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/input.h"
#include "document/note.h"
#include "document/target.h"
#include "formats/format.h"

/* What a format writes it reads again, and the document is the same in all that it carries. */

/* A sentence; a new block begins where @kind is given. */
typedef struct {
    const char *kind;
    const char *name;
    const char *source;
    const char *target;
    const char *state; /* or `fuzzy` */
    const char *note;  /* `from: text` */
} Sentence;

static const Sentence plain[] = {
    {"paragraph", "a.1", "It rained.", "أمطرت.", NULL, NULL},
    {"paragraph", "a.2", "It rained.", "Il a plu.", NULL, NULL},
    {"paragraph", "a.3", "Nobody came.", NULL, NULL, NULL},
    {NULL},
};

/* What tables and gettext have to escape, and what only looks like it. */
static const Sentence marks[] = {
    {"paragraph", "m.1", "\"Yes\", he said; \"no\".", "«Oui», dit-il; «non».", NULL, NULL},
    {"paragraph", "m.2", "\"", "\"\"", NULL, NULL},
    {"paragraph", "m.3", "C:\\new\\table", "C:\\\\n", NULL, NULL},
    {"paragraph", "m.4", "a\tb", "\tb\\t", NULL, NULL},
    {"paragraph", "m.5", "one,two", "one;two", NULL, NULL},
    {"paragraph", "m.6", "<b> & </b>", "]]>", NULL, NULL},
    {"paragraph", "m.7", "#, fuzzy", "msgid \"x\"", NULL, NULL},
    {"paragraph", "m.8", "100 % {0} %s", "🙂 e\xCC\x81", NULL, NULL},
    {NULL},
};

static const Sentence lines[] = {
    {"paragraph", "l.1", "one\ntwo", "un\ndeux\n", NULL, NULL},
    {"paragraph", "l.2", "one\r\ntwo", "un\rdeux", NULL, NULL},
    {"paragraph", "l.3", " spaces  here ", " espaces  ici ", NULL, NULL},
    {NULL},
};

static const Sentence blocks[] = {
    {"heading", "b.1", "News", "Nouvelles", NULL, NULL},
    {"paragraph", "b.2", "One.", "Un.", NULL, NULL},
    {NULL, "b.3", "Two.", "Deux.", NULL, NULL},
    {"list-item", "b.4", "Three.", "Trois.", NULL, NULL},
    {NULL},
};

static const Sentence states[] = {
    {"paragraph", "s.1", "One.", "Un.", "initial", NULL},
    {"paragraph", "s.2", "Two.", "Deux.", "translated", NULL},
    {"paragraph", "s.3", "Three.", "Trois.", "reviewed", NULL},
    {"paragraph", "s.4", "Four.", "Quatre.", "final", NULL},
    {NULL},
};

static const Sentence doubts[] = {
    {"paragraph", "d.1", "One.", "Un.", "fuzzy", NULL},
    {"paragraph", "d.2", "Two.", "Deux.", NULL, NULL},
    {NULL},
};

static const Sentence notes[] = {
    {"paragraph", "n.1", "One.", "Un.", NULL, ": look & say"},
    {"paragraph", "n.2", "Two.", NULL, NULL, ": \"quoted\""},
    {NULL},
};

static const Sentence writers_of_notes[] = {
    {"paragraph", "w.1", "One.", "Un.", NULL, "translator: by me"},
    {"paragraph", "w.2", "Two.", "Deux.", NULL, "po-reference: a.c:1"},
    {NULL},
};

static const Sentence forms[] = {
    {"paragraph", "f[0]", "a file", "un fichier", NULL, "po-plural: 2"},
    {NULL, "f[1]", "files", "fichiers", NULL, NULL},
    {"paragraph", "o", "other", "autre", NULL, NULL},
    {NULL},
};

/* Bits of what is compared. */
enum {
    NAMES = 1,
    BLOCKS = 2, /* which sentences stand in one block, and of what kind */
    NO_NAMES = 0,
};

typedef struct {
    const char *name;
    const char *format;
    const Sentence *sentences;
    guint compared;
} Row;

#define ROWS(format, compared)                                                                     \
    {format "/plain", format, plain, compared},                                                    \
    {                                                                                              \
        format "/marks", format, marks, compared                                                   \
    }

static const Row rows[] = {
    ROWS("csv", NAMES),
    {"csv/lines", "csv", lines, NAMES},
    ROWS("tsv", NAMES),
    {"tsv/lines", "tsv", lines, NAMES},
    ROWS("po", NAMES),
    {"po/lines", "po", lines, NAMES},
    {"po/doubts", "po", doubts, NAMES},
    {"po/notes", "po", notes, NAMES},
    {"po/writers of notes", "po", writers_of_notes, NAMES},
    {"po/forms", "po", forms, NAMES | BLOCKS},
    ROWS("jsonl", NAMES | BLOCKS),
    {"jsonl/lines", "jsonl", lines, NAMES | BLOCKS},
    {"jsonl/blocks", "jsonl", blocks, NAMES | BLOCKS},
    {"jsonl/states", "jsonl", states, NAMES | BLOCKS},
    {"jsonl/doubts", "jsonl", doubts, NAMES | BLOCKS},
    {"jsonl/notes", "jsonl", notes, NAMES | BLOCKS},
    {"jsonl/writers of notes", "jsonl", writers_of_notes, NAMES | BLOCKS},
    ROWS("moses", NO_NAMES),
    ROWS("tmx", NAMES),
    {"tmx/notes", "tmx", notes, NAMES},
    ROWS("xliff", NAMES | BLOCKS),
    {"xliff/blocks", "xliff", blocks, NAMES | BLOCKS},
    {"xliff/states", "xliff", states, NAMES | BLOCKS},
    {"xliff/doubts", "xliff", doubts, NAMES | BLOCKS},
    {"xliff/notes", "xliff", notes, NAMES | BLOCKS},
    {"xliff/writers of notes", "xliff", writers_of_notes, NAMES | BLOCKS},
    ROWS("xliff2", NAMES | BLOCKS),
    {"xliff2/blocks", "xliff2", blocks, NAMES | BLOCKS},
    {"xliff2/states", "xliff2", states, NAMES | BLOCKS},
    {"xliff2/doubts", "xliff2", doubts, NAMES | BLOCKS},
    {"xliff2/notes", "xliff2", notes, NAMES | BLOCKS},
    {"xliff2/writers of notes", "xliff2", writers_of_notes, NAMES | BLOCKS},
};

static HexaplaBlockKind
find_kind(const char *tag)
{
    for (guint i = 0; i < HEXAPLA_N_BLOCK_KINDS; i++) {
        if (strcmp(hexapla_block_kind_get_tag(i), tag) == 0)
            return i;
    }
    g_assert_not_reached();
}

static void
add_target(HexaplaDocument *document, guint segment, const Sentence *sentence)
{
    HexaplaTarget *target;

    if (sentence->target == NULL)
        return;
    hexapla_document_set_target(document, segment, sentence->target, strlen(sentence->target));
    target = hexapla_document_find_target(document, segment);
    target->is_fuzzy = g_strcmp0(sentence->state, "fuzzy") == 0;
    for (guint i = 0; i < HEXAPLA_N_STATES; i++) {
        if (g_strcmp0(sentence->state, hexapla_state_get_tag(i)) == 0)
            target->state = i;
    }
}

static void
add_note(HexaplaDocument *document, guint segment, const char *note)
{
    const char *colon = note != NULL ? strstr(note, ": ") : NULL;
    g_autofree char *from = colon != NULL ? g_strndup(note, colon - note) : NULL;

    if (note != NULL)
        hexapla_document_add_note(document, segment, *from != '\0' ? from : NULL, colon + 2,
                                  strlen(colon + 2));
}

/* As the reader of an exchange file leaves it. */
static HexaplaDocument *
build(const Sentence *sentences)
{
    HexaplaDocument *document = hexapla_document_new("en", g_strdup(""), 0);
    HexaplaOrigin *origin = hexapla_document_get_origin(document);
    GString *text = g_string_new(NULL);
    guint n, segment = 0, block = 0;

    origin->file = g_strdup("in.xlf");
    origin->id = g_strdup("in");
    origin->is_exchange = TRUE;
    hexapla_document_set_target_language(document, "fr");
    for (; sentences->source != NULL; sentences++, segment++) {
        gsize start;

        if (text->len > 0)
            g_string_append(text, sentences->kind != NULL ? "\n\n" : " ");
        start = text->len;
        g_string_append(text, sentences->source);
        if (sentences->kind != NULL)
            block = hexapla_document_add_block(document, find_kind(sentences->kind), start, start);
        hexapla_document_get_blocks(document, &n)[block].end = text->len;
        hexapla_document_add_segment(document, block, start, text->len, HEXAPLA_RULE_BLOCK_END);
        hexapla_document_name_segment(document, segment, sentences->name, strlen(sentences->name));
        add_target(document, segment, sentences);
        add_note(document, segment, sentences->note);
    }
    n = text->len;
    hexapla_document_take_text(document, g_string_free(text, FALSE), n);
    hexapla_document_assign_ids(document);
    return document;
}

static void
describe_target(GString *text, const HexaplaTarget *target)
{
    if (target == NULL)
        return;
    g_string_append_printf(text, " = “%s”", target->text);
    if (target->state != HEXAPLA_STATE_UNKNOWN && target->state != HEXAPLA_STATE_TRANSLATED)
        g_string_append_printf(text, " %s", hexapla_state_get_tag(target->state));
    if (target->is_fuzzy)
        g_string_append(text, " fuzzy");
}

static void
describe_segment(GString *text, HexaplaDocument *document, guint index, guint compared)
{
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(document, &n)[index];
    const HexaplaNote *remarks = hexapla_document_get_segment_notes(document, index, &n);
    g_autofree char *source = g_strndup(hexapla_document_get_text(document, NULL) + segment->start,
                                        segment->end - segment->start);

    if ((compared & NAMES) != 0)
        g_string_append_printf(text, "%s ", hexapla_document_get_segment_name(document, index));
    g_string_append_printf(text, "“%s”", source);
    describe_target(text, hexapla_document_find_target(document, index));
    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, " (%s: %s)", remarks[i].from != NULL ? remarks[i].from : "",
                               remarks[i].text);
    g_string_append_c(text, '\n');
}

/* Moses leaves out what has no translation. */
static void
describe(GString *text, HexaplaDocument *document, guint compared)
{
    guint n;
    const HexaplaBlock *all = hexapla_document_get_blocks(document, &n);

    for (guint i = 0; i < n; i++) {
        if ((compared & BLOCKS) != 0)
            g_string_append_printf(text, "%s:\n", hexapla_block_kind_get_tag(all[i].kind));
        for (guint j = 0; j < all[i].n_segments; j++) {
            guint index = all[i].first_segment + j;

            if ((compared & NAMES) != 0 || hexapla_document_find_target(document, index) != NULL)
                describe_segment(text, document, index, compared);
        }
    }
}

static void
write_document(const HexaplaFormat *format, const char *path, HexaplaDocument *document)
{
    const HexaplaFormatOptions options = {.source = "en", .target = "fr"};
    g_autoptr(GError) error = NULL;
    HexaplaWriter *out = hexapla_writer_new(path, &error);
    gpointer writer;

    g_assert_no_error(error);
    writer = format->begin(out, &options, &error);
    g_assert_true(format->write(writer, document, &error) && format->end(writer, &error));
    g_assert_true(hexapla_writer_commit(out, &error));
}

typedef struct {
    GString *text;
    guint compared;
} Description;

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    const Description *description = user_data;

    describe(description->text, part, description->compared);
    g_object_unref(part);
    return TRUE;
}

static void
check(gconstpointer data)
{
    const Row *row = data;
    const HexaplaFormat *format = hexapla_format_by_name(row->format);
    const HexaplaFormat *reader = format->read != NULL && strcmp(row->format, "jsonl") != 0
                                      ? format
                                      : hexapla_format_by_name("segments");
    g_autofree char *folder = g_dir_make_tmp("hexapla-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "out.en", NULL);
    g_autofree char *target = g_build_filename(folder, "out.fr", NULL);
    g_autoptr(HexaplaDocument) document = build(row->sentences);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GString) after = g_string_new(NULL);
    Description description = {after, row->compared};
    const HexaplaReadOptions options = {
        .file = path, .path = path, .language = "en", .target = "fr"};
    g_autoptr(GInputStream) in = NULL;
    g_autoptr(GError) error = NULL;

    describe(before, document, row->compared);
    write_document(format, path, document);
    if (strcmp(row->format, "moses") == 0)
        write_document(hexapla_format_by_name("moses-target"), target, document);
    in = hexapla_input_open(path, &error);
    g_assert_no_error(error);
    reader->read(in, &options, take_part, &description, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(after->str, ==, before->str);
    g_unlink(path);
    g_unlink(target);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat("/round-trip/", rows[i].name, NULL);

        g_test_add_data_func(path, &rows[i], check);
    }
    return g_test_run();
}
