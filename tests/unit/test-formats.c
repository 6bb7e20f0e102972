/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/error.h"
#include "formats/format.h"
#include "formats/writing.h"

/* Documents are built as the stages would leave them. Ids are 1, 2, 3… here, so that the expected
 * text can be read; rows under /ids have others. */

typedef struct {
    HexaplaDocument *document;
    gsize position;
} Builder;

static HexaplaDocument *
new_part(const char *language, const char *text)
{
    HexaplaDocument *document = hexapla_document_new(language, g_strdup(text), strlen(text));
    HexaplaOrigin *origin = hexapla_document_get_origin(document);

    origin->file = g_strdup("/articles/news.txt");
    origin->id = g_strdup("news");
    hexapla_document_set_file_id(document, 1, 0);
    return document;
}

static gsize
find_text(HexaplaDocument *document, gsize from, const char *text)
{
    gsize n;
    const char *all = hexapla_document_get_text(document, &n);
    const char *found = g_strstr_len(all + from, n - from, text);

    g_assert_nonnull(found);
    return found - all;
}

static void
number_ids(HexaplaDocument *document)
{
    guint n_blocks, n_segments;
    HexaplaBlock *blocks = hexapla_document_get_blocks(document, &n_blocks);
    HexaplaSegment *segments = hexapla_document_get_segments(document, &n_segments);

    for (guint i = 0; i < n_blocks; i++)
        blocks[i].id = i + 1;
    for (guint i = 0; i < n_segments; i++)
        segments[i].id = i + 1;
}

/* Adds a block of these sentences, the next in the text. */
static void
add_block(Builder *self, HexaplaBlockKind kind, HexaplaJunk junk, const char *const *sentences)
{
    guint n = g_strv_length((char **)sentences), n_blocks;
    gsize start = find_text(self->document, self->position, sentences[0]);
    gsize end = find_text(self->document, start, sentences[n - 1]) + strlen(sentences[n - 1]);
    guint block = hexapla_document_add_block(self->document, kind, start, end);

    hexapla_document_get_blocks(self->document, &n_blocks)[block].junk = junk;
    for (guint i = 0; i < n; i++) {
        start = find_text(self->document, MAX(start, self->position), sentences[i]);
        self->position = start + strlen(sentences[i]);
        hexapla_document_add_segment(self->document, block, start, self->position,
                                     i + 1 < n ? HEXAPLA_RULE_TERMINATOR : HEXAPLA_RULE_BLOCK_END);
    }
    number_ids(self->document);
}

#define BLOCK(builder, kind, junk, ...)                                                            \
    add_block(builder, HEXAPLA_BLOCK_##kind, HEXAPLA_JUNK_##junk,                                  \
              (const char *const[]){__VA_ARGS__, NULL})

static guint
add_mention(HexaplaDocument *document, gsize from, const char *text, HexaplaNameClass name_class)
{
    gsize start = find_text(document, from, text);

    return hexapla_document_add_mention(document, start, start + strlen(text), name_class);
}

static void
add_change(HexaplaDocument *document, const char *old, const char *new, HexaplaChangeReason reason)
{
    gsize start = find_text(document, 0, old);

    hexapla_document_add_change(document, start, start + strlen(old), new, reason);
    hexapla_document_sort_changes(document);
}

static void
build_plain(GPtrArray *parts)
{
    Builder builder = {new_part("en", "A & B\n\nOne. Two?\r\nThree\n")};

    BLOCK(&builder, HEADING, NONE, "A & B");
    BLOCK(&builder, PARAGRAPH, NONE, "One.", "Two?");
    BLOCK(&builder, LIST_ITEM, NONE, "Three");
    g_ptr_array_add(parts, builder.document);
}

static void
build_junk(GPtrArray *parts)
{
    Builder builder = {new_part("en", "Share | Tweet\n\nOne.\n")};

    BLOCK(&builder, PARAGRAPH, SHARE, "Share | Tweet");
    BLOCK(&builder, PARAGRAPH, NONE, "One.");
    g_ptr_array_add(parts, builder.document);
}

static void
build_only_junk(GPtrArray *parts)
{
    Builder builder = {new_part("en", "Share")};

    BLOCK(&builder, PARAGRAPH, SHARE, "Share");
    g_ptr_array_add(parts, builder.document);
}

/* Two spellings of one name become one; KH is its abbreviation. */
static void
build_names(GPtrArray *parts)
{
    Builder builder = {
        new_part("en", "Kata'ib Hezbollah hit Iraq. Kata’ib Hezbollah (KH) left Iraq.")};
    HexaplaDocument *document = builder.document;
    HexaplaName *names;
    guint ascii, typographic, iraq, abbreviation, n;

    BLOCK(&builder, PARAGRAPH, NONE, "Kata'ib Hezbollah hit Iraq.",
          "Kata’ib Hezbollah (KH) left Iraq.");
    ascii = add_mention(document, 0, "Kata'ib Hezbollah", HEXAPLA_NAME_ORGANISATION);
    iraq = add_mention(document, 0, "Iraq", HEXAPLA_NAME_PLACE);
    typographic = add_mention(document, 0, "Kata’ib Hezbollah", HEXAPLA_NAME_ORGANISATION);
    abbreviation = add_mention(document, 0, "KH", HEXAPLA_NAME_ORGANISATION);
    g_assert_cmpuint(add_mention(document, 40, "Iraq", HEXAPLA_NAME_PLACE), ==, iraq);
    names = hexapla_document_get_names(document, &n);
    names[ascii].canonical = "Kata’ib Hezbollah";
    names[ascii].cluster = typographic;
    names[ascii].key = names[typographic].key = 7;
    names[abbreviation].cluster = typographic;
    names[abbreviation].relation = HEXAPLA_RELATION_ABBREVIATION;
    add_change(document, "'", "’", HEXAPLA_CHANGE_SPELLING);
    hexapla_document_add_mark(document, 4, 1, HEXAPLA_ROLE_NAME_LETTER);
    hexapla_document_add_mark(document, 32, 3, HEXAPLA_ROLE_NAME_LETTER);
    g_ptr_array_add(parts, document);
}

/* A ledger knew what Iraq is called in Arabic. */
static void
build_form(GPtrArray *parts)
{
    Builder builder = {new_part("en", "He left Iraq.")};
    HexaplaName *name;
    guint n;

    BLOCK(&builder, PARAGRAPH, NONE, "He left Iraq.");
    add_mention(builder.document, 0, "Iraq", HEXAPLA_NAME_PLACE);
    name = hexapla_document_get_names(builder.document, &n);
    name->form = "العراق";
    name->is_approved = TRUE;
    g_ptr_array_add(parts, builder.document);
}

/* The name "A" five times and in two spellings, in one sentence. */
static void
build_repeated_name(GPtrArray *parts)
{
    Builder builder = {new_part("en", "Ab Ab Ac Ab Ab.")};

    BLOCK(&builder, PARAGRAPH, NONE, "Ab Ab Ac Ab Ab.");
    for (gsize i = 0; i < 15; i += 3)
        add_mention(builder.document, i, i == 6 ? "Ac" : "Ab",
                    i == 6 ? HEXAPLA_NAME_PERSON : HEXAPLA_NAME_OTHER);
    g_ptr_array_add(parts, builder.document);
}

static void
build_many_names(GPtrArray *parts)
{
    g_autoptr(GString) text = g_string_new(NULL);
    HexaplaDocument *document;

    for (guint i = 100; i < 300; i++)
        g_string_append_printf(text, "N%u ", i);
    document = new_part("en", text->str);
    hexapla_document_add_block(document, HEXAPLA_BLOCK_PARAGRAPH, 0, text->len - 1);
    hexapla_document_add_segment(document, 0, 0, text->len - 1, HEXAPLA_RULE_BLOCK_END);
    for (gsize i = 0; i < text->len; i += 5)
        hexapla_document_add_mention(document, i, i + 4, HEXAPLA_NAME_PERSON);
    g_ptr_array_add(parts, document);
}

static void
build_wrapped(GPtrArray *parts)
{
    Builder builder = {new_part("en", "One\ntwo.")};

    BLOCK(&builder, PARAGRAPH, NONE, "One\ntwo.");
    add_change(builder.document, "\n", " ", HEXAPLA_CHANGE_WRAP);
    g_ptr_array_add(parts, builder.document);
}

static void
build_wrapped_name(GPtrArray *parts)
{
    Builder builder = {new_part("en", "Abu\nZayd and Abu Zayd.")};
    HexaplaName *names;
    guint wrapped, plain, n;

    BLOCK(&builder, PARAGRAPH, NONE, "Abu\nZayd and Abu Zayd.");
    wrapped = add_mention(builder.document, 0, "Abu\nZayd", HEXAPLA_NAME_PERSON);
    plain = add_mention(builder.document, 0, "Abu Zayd", HEXAPLA_NAME_PERSON);
    names = hexapla_document_get_names(builder.document, &n);
    names[plain].cluster = wrapped;
    add_change(builder.document, "\n", " ", HEXAPLA_CHANGE_WRAP);
    g_ptr_array_add(parts, builder.document);
}

static void
build_target(GPtrArray *parts)
{
    Builder builder = {new_part("en", "One. Two. Three.")};

    BLOCK(&builder, PARAGRAPH, NONE, "One.", "Two.", "Three.");
    hexapla_document_set_target(builder.document, 0, "<واحد>", strlen("<واحد>"));
    hexapla_document_set_target(builder.document, 2, "", 0);
    g_ptr_array_add(parts, builder.document);
}

static void
build_arabic(GPtrArray *parts)
{
    Builder builder = {new_part("ar", "وصل إلى صنعاء.")};

    BLOCK(&builder, PARAGRAPH, NONE, "وصل إلى صنعاء.");
    g_ptr_array_add(parts, builder.document);
}

static void
build_forbidden(GPtrArray *parts)
{
    Builder builder = {new_part("en", "A\x01 b\xEF\xBF\xBE.\fC.")};

    BLOCK(&builder, PARAGRAPH, NONE, "A\x01 b\xEF\xBF\xBE.", "C.");
    add_mention(builder.document, 0, "A\x01", HEXAPLA_NAME_OTHER);
    g_ptr_array_add(parts, builder.document);
}

static void
build_carriage_returns(GPtrArray *parts)
{
    Builder builder = {new_part("en", "A.\rB.\r\nC.\n\rD.")};

    BLOCK(&builder, PARAGRAPH, NONE, "A.", "B.", "C.", "D.");
    g_ptr_array_add(parts, builder.document);
}

static void
build_repeated(GPtrArray *parts)
{
    Builder builder = {new_part("en", "No.\nNo.\nNo.")};
    HexaplaBlock *blocks;
    HexaplaSegment *segments;
    guint n;

    BLOCK(&builder, PARAGRAPH, NONE, "No.");
    BLOCK(&builder, PARAGRAPH, NONE, "No.");
    BLOCK(&builder, PARAGRAPH, NONE, "No.");
    hexapla_document_assign_ids(builder.document);
    blocks = hexapla_document_get_blocks(builder.document, &n);
    segments = hexapla_document_get_segments(builder.document, &n);
    for (guint i = 0; i < n; i++)
        blocks[i].id = segments[i].id = 0x23456789AB; /* whatever the hash is */
    hexapla_document_set_file_id(builder.document, 0xFFFFFFFFFF, 9);
    g_ptr_array_add(parts, builder.document);
}

static void
build_nothing(G_GNUC_UNUSED GPtrArray *parts)
{
}

static void
build_empty(GPtrArray *parts)
{
    g_ptr_array_add(parts, new_part("en", ""));
}

static void
build_stream(GPtrArray *parts)
{
    Builder builder = {new_part("en", "One.")};
    HexaplaOrigin *origin = hexapla_document_get_origin(builder.document);

    BLOCK(&builder, PARAGRAPH, NONE, "One.");
    g_free(origin->file);
    g_clear_pointer(&origin->id, g_free);
    origin->file = g_strdup("-");
    g_ptr_array_add(parts, builder.document);
}

/* One article in two parts; the first has six code points and eight bytes. */
static void
build_two_parts(GPtrArray *parts)
{
    Builder first = {new_part("en", "É é.\n\n")};
    Builder second = {new_part("en", "Ü. B.")};
    HexaplaOrigin *origin = hexapla_document_get_origin(first.document);

    BLOCK(&first, PARAGRAPH, NONE, "É é.");
    origin->is_last = FALSE;
    origin = hexapla_document_get_origin(second.document);
    origin->offset = 8;
    origin->line = 3;
    origin->part = 1;
    BLOCK(&second, PARAGRAPH, NONE, "Ü.", "B.");
    add_mention(second.document, 0, "B", HEXAPLA_NAME_OTHER);
    hexapla_document_set_file_id(second.document, 1, 1);
    g_ptr_array_add(parts, first.document);
    g_ptr_array_add(parts, second.document);
}

static void
build_two_languages(GPtrArray *parts)
{
    Builder builder = {new_part("en", "One.")};

    BLOCK(&builder, PARAGRAPH, NONE, "One.");
    g_ptr_array_add(parts, builder.document);
    build_arabic(parts);
}

static void
build_provenance(GPtrArray *parts)
{
    HexaplaOrigin *origin;

    build_stream(parts);
    origin = hexapla_document_get_origin(parts->pdata[0]);
    g_free(origin->file);
    origin->file = g_strdup("a b/c&d é\xFF.txt");
    origin->id = g_strdup("<1>");
    origin->title = g_strdup("“A” & B\x02");
    origin->url = g_strdup("https://example.org/?a=1&b=2");
    origin->date = g_strdup("2019-12-30");
    origin->offset = 100;
    origin->line = 10;
}

static void
build_unsegmented(GPtrArray *parts)
{
    HexaplaDocument *document = new_part("en", "Didn’t\tstop.\nNot.");

    hexapla_document_add_block(document, HEXAPLA_BLOCK_QUOTATION, 0, strlen("Didn’t\tstop.\nNot."));
    hexapla_document_add_mark(document, 4, 3, HEXAPLA_ROLE_CONTRACTION);
    g_ptr_array_add(parts, document);
}

typedef struct {
    const char *name; /* below the name of the format */
    const char *format;
    void (*build)(GPtrArray *parts);
    HexaplaFormatOptions options;
    const char *expected; /* stands in the output */
    const char *absent;   /* does not */
} Row;

#define EN_AR .source = "en", .target = "ar"

/* In what is expected, a grave accent stands for a quotation mark. */
/* clang-format off */
#define XML "<?xml version=`1.0` encoding=`UTF-8`?>\n"
#define XLIFF_START XML "<xliff version=`1.2` xmlns=`urn:oasis:names:tc:xliff:document:1.2`>\n"
#define XLIFF_FILE \
    "<file original=`news.txt` source-language=`en` target-language=`ar` datatype=`plaintext`>\n" \
    "<header>\n" \
    "<skl><external-file href=`news.txt`/></skl>\n" \
    "<note from=`hexapla-id`>news</note>\n" \
    "</header>\n" \
    "<body>\n"
#define XLIFF_END "</body>\n</file>\n</xliff>\n"
#define WHERE(line, bytes) \
    "<context-group purpose=`location`><context context-type=`linenumber`>" line "</context>" \
    "<context context-type=`x-bytes`>" bytes "</context></context-group>"
#define XLIFF2_START \
    XML "<xliff version=`2.1` xmlns=`urn:oasis:names:tc:xliff:document:2.0`" \
    " xmlns:mda=`urn:oasis:names:tc:xliff:metadata:2.0`" \
    " xmlns:gls=`urn:oasis:names:tc:xliff:glossary:2.0` srcLang=`en` trgLang=`ar`>\n"
#define XLIFF2_FILE \
    "<file id=`f00000001` original=`news.txt` srcDir=`ltr` trgDir=`rtl`>\n" \
    "<skeleton href=`news.txt`/>\n" \
    "<mda:metadata><mda:metaGroup category=`article`><mda:meta type=`id`>news</mda:meta>" \
    "</mda:metaGroup></mda:metadata>\n"
#define META(type, value) "<mda:meta type=`" type "`>" value "</mda:meta>"
#define TMX_START \
    XML "<!DOCTYPE tmx SYSTEM `tmx14.dtd`>\n" \
    "<tmx version=`1.4`>\n" \
    "<header creationtool=`hexapla` creationtoolversion=`" HEXAPLA_VERSION "` segtype=`sentence`" \
    " o-tmf=`hexapla` adminlang=`en` datatype=`plaintext` srclang=`en`"
#define TMX_END "</body>\n</tmx>\n"

static const Row rows[] = {
    /* XLIFF 1.2 */
    {"plain", "xliff", build_plain, {EN_AR},
     XLIFF_START XLIFF_FILE "<group id=`u00000001` restype=`x-heading`>\n"
     "<trans-unit id=`s00000001` xml:space=`preserve`><source>A &amp; B</source>"
     WHERE("1", "0-5") "</trans-unit>\n"
     "</group>\n"
     "<group id=`u00000002` restype=`x-paragraph`>\n"
     "<trans-unit id=`s00000002` xml:space=`preserve`><source>One.</source>" WHERE("3", "7-11")
     "</trans-unit>\n"
     "<trans-unit id=`s00000003` xml:space=`preserve`><source>Two?</source>" WHERE("3", "12-16")
     "</trans-unit>\n"
     "</group>\n"
     "<group id=`u00000003` restype=`x-list-item`>\n"
     "<trans-unit id=`s00000004` xml:space=`preserve`><source>Three</source>" WHERE("4", "18-23")
     "</trans-unit>\n"
     "</group>\n"
     XLIFF_END, "<target"},
    {"no-target-language", "xliff", build_plain, {.source = "en"},
     "source-language=`en` datatype", "target-"},
    {"no-article", "xliff", build_nothing, {EN_AR},
     XLIFF_START
     "<file original=`stdin` source-language=`en` target-language=`ar` datatype=`plaintext`>\n"
     "<header>\n"
     "</header>\n"
     "<body>\n"
     "<trans-unit id=`empty` translate=`no`><source></source></trans-unit>\n"
     XLIFF_END, NULL},
    {"empty-article", "xliff", build_empty, {EN_AR},
     XLIFF_START XLIFF_FILE
     "<trans-unit id=`empty` translate=`no`><source></source></trans-unit>\n"
     XLIFF_END, NULL},
    {"stream", "xliff", build_stream, {EN_AR}, "<file original=`stdin` ", "external-file"},
    {"provenance", "xliff", build_provenance, {EN_AR},
     "<file original=`c&amp;d é\xEF\xBF\xBD.txt` source-language=`en` target-language=`ar`"
     " datatype=`plaintext`>\n"
     "<header>\n"
     "<skl><external-file href=`c%26d%20%C3%A9%FF.txt`/></skl>\n"
     "<note from=`hexapla-id`>&lt;1&gt;</note>\n"
     "<note from=`hexapla-title`>“A” &amp; B\xEF\xBF\xBD</note>\n"
     "<note from=`hexapla-url`>https://example.org/?a=1&amp;b=2</note>\n"
     "<note from=`hexapla-date`>2019-12-30</note>\n"
     "</header>\n", NULL},
    {"provenance/offsets", "xliff", build_provenance, {EN_AR}, WHERE("10", "100-104"), NULL},
    {"junk/mark", "xliff", build_junk, {EN_AR},
     "<trans-unit id=`s00000001` translate=`no` xml:space=`preserve`><source>"
     "Share | Tweet</source>" WHERE("1", "0-13")
     "<note from=`hexapla-junk`>share</note></trans-unit>\n"
     "</group>\n", NULL},
    {"junk/mark-has-no-copy", "xliff", build_junk, {EN_AR, .copy_source = TRUE},
     "<source>Share | Tweet</source><context-group", "<target state=`needs-translation`>Share"},
    {"junk/drop", "xliff", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP},
     "<source>One.</source>", "Share"},
    {"junk/keep", "xliff", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_KEEP, .copy_source = TRUE},
     "<source>Share | Tweet</source><target state=`needs-translation`>Share | Tweet</target>",
     "translate=`no`"},
    {"junk/all-dropped", "xliff", build_only_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP},
     "<body>\n"
     "<trans-unit id=`empty`", "Share"},
    {"target", "xliff", build_target, {EN_AR},
     "<source>One.</source><target state=`translated`>&lt;واحد&gt;</target><context-group", NULL},
    {"target/none", "xliff", build_target, {EN_AR}, "<source>Two.</source><context-group", NULL},
    {"target/empty-is-none", "xliff", build_target, {EN_AR},
     "<source>Three.</source><context-group", NULL},
    {"target/no-language", "xliff", build_target, {.source = "en"},
     "<source>One.</source><context-group", NULL},
    {"target/copy", "xliff", build_target, {EN_AR, .copy_source = TRUE},
     "<source>Two.</source><target state=`needs-translation`>Two.</target><context-group",
     "<target state=`needs-translation`>One."},
    {"names", "xliff", build_names, {EN_AR},
     "<source>Kata’ib Hezbollah hit Iraq.</source>" WHERE("1", "0-27")
     "<note from=`hexapla`>Kata’ib Hezbollah (organisation), Iraq (place)</note>"
     "<note from=`hexapla-original`>Kata'ib Hezbollah hit Iraq.</note></trans-unit>\n"
     "<trans-unit id=`s00000002` xml:space=`preserve`><source>"
     "Kata’ib Hezbollah (KH) left Iraq.</source>" WHERE("1", "28-63")
     "<note from=`hexapla`>Kata’ib Hezbollah (organisation), KH (organisation),"
     " Iraq (place)</note></trans-unit>\n", "<mrk"},
    {"names/each-once", "xliff", build_repeated_name, {EN_AR},
     "<note from=`hexapla`>Ab, Ac (person)</note>", NULL},
    {"names/not-endless", "xliff", build_many_names, {EN_AR}, "N163 (person)</note>", NULL},
    {"names/wrapped-is-one", "xliff", build_wrapped_name, {EN_AR},
     "<note from=`hexapla`>Abu Zayd (person)</note>", NULL},
    {"names/inline", "xliff", build_names, {EN_AR, .inline_terms = TRUE, .copy_source = TRUE},
     "<source><mrk mtype=`term`>Kata’ib Hezbollah</mrk> hit <mrk mtype=`term`>Iraq</mrk>"
     ".</source><target state=`needs-translation`><mrk mtype=`term`>Kata’ib Hezbollah</mrk>"
     " hit <mrk mtype=`term`>Iraq</mrk>.</target>", "mid="},
    {"wrapped", "xliff", build_wrapped, {EN_AR}, "<source>One two.</source>", "hexapla-original"},
    {"right-to-left", "xliff", build_arabic, {.source = "ar", .target = "en"},
     "<source>وصل إلى صنعاء.</source>", NULL},
    {"forbidden", "xliff", build_forbidden, {EN_AR},
     "<source>A\xEF\xBF\xBD b\xEF\xBF\xBD.</source>", "\x01"},
    {"lines/second", "xliff", build_carriage_returns, {EN_AR},
     "<source>B.</source>" WHERE("2", "3-5"), NULL},
    {"lines/third", "xliff", build_carriage_returns, {EN_AR},
     "<source>C.</source>" WHERE("3", "7-9"), NULL},
    {"lines/fifth", "xliff", build_carriage_returns, {EN_AR},
     "<source>D.</source>" WHERE("5", "11-13"), NULL},
    {"two-parts", "xliff", build_two_parts, {EN_AR},
     "</file>\n"
     XLIFF_FILE "<group id=`u00000001` restype=`x-paragraph`>\n"
     "<trans-unit id=`s00000001` xml:space=`preserve`><source>Ü.</source>" WHERE("3", "8-11"),
     NULL},
    {"two-languages", "xliff", build_two_languages, {.source = "en", .target = "uk"},
     "source-language=`ar` target-language=`uk`", NULL},

    /* XLIFF 2.1 */
    {"plain", "xliff2", build_plain, {EN_AR},
     XLIFF2_START XLIFF2_FILE "<unit id=`u00000001` type=`hexapla:heading`>\n"
     "<mda:metadata><mda:metaGroup category=`block`>" META("kind", "heading") META("offset", "0")
     META("length", "5") META("line", "1") "</mda:metaGroup><mda:metaGroup category=`rule`>"
     META("s00000001", "en.block-end") "</mda:metaGroup></mda:metadata>\n"
     "<segment id=`s00000001` state=`initial`><source xml:space=`preserve`>A &amp; B</source>"
     "</segment>\n"
     "</unit>\n"
     "<unit id=`u00000002` type=`hexapla:paragraph`>\n"
     "<mda:metadata><mda:metaGroup category=`block`>" META("kind", "paragraph")
     META("offset", "7") META("length", "9") META("line", "3")
     "</mda:metaGroup><mda:metaGroup category=`rule`>" META("s00000002", "en.terminator")
     META("s00000003", "en.block-end") "</mda:metaGroup></mda:metadata>\n"
     "<segment id=`s00000002` state=`initial`><source xml:space=`preserve`>One.</source>"
     "</segment>\n"
     "<ignorable><source xml:space=`preserve`> </source></ignorable>\n"
     "<segment id=`s00000003` state=`initial`><source xml:space=`preserve`>Two?</source>"
     "</segment>\n"
     "</unit>\n"
     "<unit id=`u00000003` type=`hexapla:list-item`>\n"
     "<mda:metadata><mda:metaGroup category=`block`>" META("kind", "list-item")
     META("offset", "18") META("length", "5") META("line", "4")
     "</mda:metaGroup><mda:metaGroup category=`rule`>" META("s0000000""4", "en.block-""end")
     "</mda:metaGroup></mda:metadata>\n"
     "<segment id=`s00000004` state=`initial`><source xml:space=`preserve`>Three</source>"
     "</segment>\n"
     "</unit>\n"
     "</file>\n"
     "</xliff>\n", "<target"},
    {"no-target-language", "xliff2", build_plain, {.source = "en"}, "srcLang=`en`>", "trg"},
    {"no-article", "xliff2", build_nothing, {EN_AR},
     XLIFF2_START "<file id=`f00000000` original=`stdin` srcDir=`ltr` trgDir=`rtl`>\n"
     "<unit id=`empty` translate=`no`><segment><source></source></segment></unit>\n"
     "</file>\n"
     "</xliff>\n", NULL},
    {"empty-article", "xliff2", build_empty, {EN_AR},
     XLIFF2_START XLIFF2_FILE
     "<unit id=`empty` translate=`no`><segment><source></source></segment></unit>\n"
     "</file>\n"
     "</xliff>\n", NULL},
    {"provenance", "xliff2", build_provenance, {EN_AR},
     "original=`c&amp;d é\xEF\xBF\xBD.txt` srcDir=`ltr` trgDir=`rtl`>\n"
     "<skeleton href=`c%26d%20%C3%A9%FF.txt`/>\n"
     "<mda:metadata><mda:metaGroup category=`article`>" META("id", "&lt;1&gt;")
     META("title", "“A” &amp; B\xEF\xBF\xBD") META("url", "https://example.org/?a=1&amp;b=2")
     META("date", "2019-12-30") "</mda:metaGroup></mda:metadata>\n", NULL},
    {"provenance/offset", "xliff2", build_provenance, {EN_AR},
     META("offset", "100") META("length", "4") META("line", "10"), NULL},
    {"stream", "xliff2", build_stream, {EN_AR}, "original=`stdin` ", "skeleton"},
    {"junk/mark", "xliff2", build_junk, {EN_AR},
     "<unit id=`u00000001` type=`hexapla:paragraph` translate=`no`>\n", NULL},
    {"junk/reason", "xliff2", build_junk, {EN_AR}, META("line", "1") META("junk", "share"), NULL},
    {"junk/mark-has-no-copy", "xliff2", build_junk, {EN_AR, .copy_source = TRUE},
     "<target xml:space=`preserve`>One.</target>", "<target xml:space=`preserve`>Share"},
    {"junk/drop", "xliff2", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP}, ">One.<", "Share"},
    {"junk/keep", "xliff2", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_KEEP},
     ">Share | Tweet<", "translate="},
    {"junk/all-dropped", "xliff2", build_only_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP},
     "<unit id=`empty`", "Share"},
    {"target", "xliff2", build_target, {EN_AR},
     "<segment id=`s00000001` state=`translated`><source xml:space=`preserve`>One.</source>"
     "<target xml:space=`preserve`>&lt;واحد&gt;</target></segment>\n", NULL},
    {"target/none", "xliff2", build_target, {EN_AR},
     "<segment id=`s00000002` state=`initial`><source xml:space=`preserve`>Two.</source>"
     "</segment>\n", NULL},
    {"target/copy", "xliff2", build_target, {EN_AR, .copy_source = TRUE},
     "<segment id=`s00000002` state=`initial`><source xml:space=`preserve`>Two.</source>"
     "<target xml:space=`preserve`>Two.</target></segment>\n", NULL},
    {"target/no-language", "xliff2", build_target, {.source = "en", .copy_source = TRUE},
     "srcLang=`en`>", "<target"},
    {"names", "xliff2", build_names, {EN_AR},
     "<mda:metaGroup category=`original`>" META("s00000001", "Kata'ib Hezbollah hit Iraq.")
     "</mda:metaGroup></mda:metadata>\n"
     "<notes><note category=`name` appliesTo=`source`>Kata’ib Hezbollah (organisation),"
     " Iraq (place), KH (organisation)</note></notes>\n"
     "<segment id=`s00000001` state=`initial`><source xml:space=`preserve`>"
     "Kata’ib Hezbollah hit Iraq.</source></segment>\n", "gls:term"},
    {"names/inline", "xliff2", build_names, {EN_AR, .inline_terms = TRUE, .copy_source = TRUE},
     "<source xml:space=`preserve`><mrk id=`m3` type=`term`>Kata’ib Hezbollah</mrk>"
     " (<mrk id=`m4` type=`term`>KH</mrk>) left <mrk id=`m5` type=`term`>Iraq</mrk>.</source>"
     "<target xml:space=`preserve`><mrk id=`m3` type=`term`>Kata’ib Hezbollah</mrk> ", NULL},
    {"names/glossary", "xliff2", build_names, {EN_AR, .inline_terms = TRUE},
     "<gls:glossary><gls:glossEntry ref=`#m1`><gls:term>Kata’ib Hezbollah</gls:term>"
     "<gls:definition>"
     "organisation; 3 times; also written Kata'ib Hezbollah; abbreviation KH</gls:definition>"
     "</gls:glossEntry><gls:glossEntry ref=`#m2`><gls:term>Iraq</gls:term><gls:definition>"
     "place; 2 times</gls:definition></gls:glossEntry><gls:glossEntry ref=`#m4`><gls:term>"
     "KH</gls:term><gls:definition>"
     "organisation; 3 times; abbreviation of Kata’ib Hezbollah</gls:definition>"
     "</gls:glossEntry></gls:glossary>\n", NULL},
    {"names/wrapped-is-no-variant", "xliff2", build_wrapped_name, {EN_AR, .inline_terms = TRUE},
     "<gls:term>Abu Zayd</gls:term><gls:definition>person; 2 times",
     "also written Abu\n"
     "Zayd"},
    {"wrapped", "xliff2", build_wrapped, {EN_AR},
     "<mda:metaGroup category=`original`>" META("s00000001", "One\ntwo."), NULL},
    {"right-to-left", "xliff2", build_arabic, {.source = "ar", .target = "en"},
     " srcDir=`rtl` trgDir=`ltr`>", NULL},
    {"right-to-left/persian-target", "xliff2", build_plain, {.source = "en", .target = "fa-IR"},
     " srcDir=`ltr` trgDir=`rtl`>", NULL},
    {"forbidden", "xliff2", build_forbidden, {EN_AR},
     "<source xml:space=`preserve`>A<cp hex=`0001`/> b<cp hex=`FFFE`/>.</source></segment>\n"
     "<ignorable><source xml:space=`preserve`><cp hex=`000C`/></source></ignorable>\n", "\x01"},
    {"forbidden/not-in-glossary", "xliff2", build_forbidden, {EN_AR, .inline_terms = TRUE},
     "<gls:term>A\xEF\xBF\xBD</gls:term>", "<gls:term>A<cp"},
    {"carriage-returns", "xliff2", build_carriage_returns, {EN_AR},
     "<ignorable><source xml:space=`preserve`>&#13;\n"
     "</source></ignorable>", NULL},
    {"two-parts", "xliff2", build_two_parts, {EN_AR},
     "</file>\n"
     "<file id=`f00000001-2` original=`news.txt`", NULL},

    /* TMX */
    {"plain", "tmx", build_plain, {EN_AR},
     TMX_START "/>\n"
     "<body>\n"
     "<tu tuid=`f00000001.s00000001`><prop type=`x-document`>news</prop><tuv xml:lang=`en`><seg>A &amp; B</seg></tuv></tu>\n"
     "<tu tuid=`f00000001.s00000002`><prop type=`x-document`>news</prop><tuv xml:lang=`en`><seg>One.</seg></tuv></tu>\n"
     "<tu tuid=`f00000001.s00000003`><prop type=`x-document`>news</prop><tuv xml:lang=`en`><seg>Two?</seg></tuv></tu>\n"
     "<tu tuid=`f00000001.s00000004`><prop type=`x-document`>news</prop><tuv xml:lang=`en`><seg>Three</seg></tuv></tu>\n"
     TMX_END, "creationdate"},
    {"date", "tmx", build_plain, {EN_AR, .date = "20191230T000000Z"},
     TMX_START " creationdate=`20191230T000000Z`/>\n", NULL},
    {"no-article", "tmx", build_nothing, {EN_AR},
     TMX_START "/>\n"
     "<body>\n"
     TMX_END, NULL},
    {"stream", "tmx", build_stream, {EN_AR}, "<prop type=`x-document`>stdin</prop>", NULL},
    {"provenance", "tmx", build_provenance, {EN_AR},
     "<prop type=`x-document`>&lt;1&gt;</prop>", NULL},
    {"junk/mark", "tmx", build_junk, {EN_AR}, ">One.<", "Share"},
    {"junk/drop", "tmx", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP}, ">One.<", "Share"},
    {"junk/keep", "tmx", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_KEEP},
     "<seg>Share | Tweet</seg>", NULL},
    {"target", "tmx", build_target, {EN_AR},
     "<tuv xml:lang=`en`><seg>One.</seg></tuv><tuv xml:lang=`ar`><seg>&lt;واحد&gt;</seg></tuv>"
     "</tu>\n", NULL},
    {"target/empty-is-none", "tmx", build_target, {EN_AR},
     "<seg>Three.</seg></tuv></tu>\n", "<seg></seg>"},
    {"target/copy", "tmx", build_target, {EN_AR, .copy_source = TRUE},
     "<tuv xml:lang=`en`><seg>Two.</seg></tuv><tuv xml:lang=`ar`><seg>Two.</seg></tuv></tu>\n",
     NULL},
    {"names", "tmx", build_names, {EN_AR},
     "<prop type=`x-document`>news</prop><prop type=`x-original`>Kata'ib Hezbollah hit Iraq.</prop>"
     "<tuv xml:lang=`en`><seg>Kata’ib Hezbollah hit Iraq.</seg></tuv></tu>\n", NULL},
    {"names/unchanged", "tmx", build_names, {EN_AR},
     "<prop type=`x-document`>news</prop><tuv xml:lang=`en`><seg>"
     "Kata’ib Hezbollah (KH) left Iraq.</seg>", NULL},
    {"forbidden", "tmx", build_forbidden, {EN_AR},
     "<seg>A\xEF\xBF\xBD b\xEF\xBF\xBD.</seg>", "<cp"},
    {"two-languages", "tmx", build_two_languages, {EN_AR},
     "<tu tuid=`f00000001.s00000001` srclang=`ar`>", NULL},
    {"two-parts", "tmx", build_two_parts, {EN_AR},
     "<tu tuid=`f00000001-2.s00000001`><prop type=`x-document`>news</prop>", NULL},

    /* JSON lines */
    {"plain", "jsonl", build_plain, {EN_AR},
     "{`doc`:`news`,`block`:`u00000001`,`kind`:`heading`,`segment`:`s00000001`,`start`:0,"
     "`end`:5,`text`:`A & B`,`rule`:`en.block-end`,`names`:[]}\n"
     "{`doc`:`news`,`block`:`u00000002`,`kind`:`paragraph`,`segment`:`s00000002`,`start`:7,"
     "`end`:11,`text`:`One.`,`rule`:`en.terminator`,`names`:[]}\n"
     "{`doc`:`news`,`block`:`u00000002`,`kind`:`paragraph`,`segment`:`s00000003`,`start`:12,"
     "`end`:16,`text`:`Two?`,`rule`:`en.block-end`,`names`:[]}\n"
     "{`doc`:`news`,`block`:`u00000003`,`kind`:`list-item`,`segment`:`s00000004`,`start`:18,"
     "`end`:23,`text`:`Three`,`rule`:`en.block-end`,`names`:[]}\n", "junk"},
    {"junk/mark", "jsonl", build_junk, {EN_AR},
     "`text`:`Share | Tweet`,`rule`:`en.block-end`,`junk`:`share`,`names`:[]}\n", NULL},
    {"junk/drop", "jsonl", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP}, "One.", "Share"},
    {"target", "jsonl", build_target, {EN_AR},
     "`names`:[],`target_lang`:`ar`,`target`:`<واحد>`}\n", NULL},
    {"target/empty-is-none", "jsonl", build_target, {EN_AR}, "`text`:`Three.`", "`target`:``"},
    {"names", "jsonl", build_names, {EN_AR},
     "`start`:0,`end`:27,`text`:`Kata’ib Hezbollah hit Iraq.`,"
     "`original`:`Kata'ib Hezbollah hit Iraq.`,`rule`:`en.terminator`,`names`:[{`start`:0,"
     "`end`:17,`text`:`Kata'ib Hezbollah`,`canonical`:`Kata’ib Hezbollah`,"
     "`class`:`organisation`,`cluster`:`Kata’ib Hezbollah`},{`start`:22,`end`:26,"
     "`text`:`Iraq`,`canonical`:`Iraq`,`class`:`place`,`cluster`:`Iraq`}]}\n", NULL},
    {"names/abbreviation", "jsonl", build_names, {EN_AR},
     "{`start`:49,`end`:51,`text`:`KH`,`canonical`:`KH`,`class`:`organisation`,"
     "`cluster`:`Kata’ib Hezbollah`}", NULL},
    {"names/wrapped", "jsonl", build_wrapped_name, {EN_AR},
     "`text`:`Abu\\n"
     "Zayd`,`canonical`:`Abu Zayd`,`class`:`person`,`cluster`:`Abu Zayd`}", NULL},
    {"wrapped", "jsonl", build_wrapped, {EN_AR},
     "`text`:`One two.`,`original`:`One\\n"
     "two.`", NULL},
    {"forbidden", "jsonl", build_forbidden, {EN_AR}, "`text`:`A\\u0001 b\xEF\xBF\xBE.`", "\x01"},
    {"offsets/bytes", "jsonl", build_two_parts, {EN_AR}, "`start`:8,`end`:11,`text`:`Ü.`", NULL},
    {"offsets/chars", "jsonl", build_two_parts, {EN_AR, .offsets_in_chars = TRUE},
     "`start`:0,`end`:4,`text`:`É é.`", NULL},
    {"offsets/chars-of-second-part", "jsonl", build_two_parts, {EN_AR, .offsets_in_chars = TRUE},
     "`start`:6,`end`:8,`text`:`Ü.`", NULL},
    {"offsets/chars-of-name", "jsonl", build_two_parts, {EN_AR, .offsets_in_chars = TRUE},
     "`start`:9,`end`:11,`text`:`B.`,`rule`:`en.block-end`,`names`:[{`start`:9,`end`:10,", NULL},
    {"no-article", "jsonl", build_nothing, {EN_AR}, "", "{"},

    /* the dump */
    {"plain", "dump", build_plain, {EN_AR},
     "[heading]\n"
     "A & B\n"
     "[paragraph]\n"
     "One.\n"
     "Two?\n"
     "[list-item]\n"
     "Three\n", NULL},
    {"junk/mark", "dump", build_junk, {EN_AR},
     "[paragraph junk:share]\n"
     "Share | Tweet\n"
     "[paragraph]\n"
     "One.\n", NULL},
    {"junk/drop", "dump", build_junk, {EN_AR, .junk = HEXAPLA_JUNK_DROP},
     "[paragraph]\n"
     "One.\n", "Share"},
    {"names", "dump", build_names, {EN_AR},
     "[paragraph]\n"
     "Kata’ib Hezbollah hit Iraq.\n"
     "  ~ original: Kata'ib Hezbollah hit Iraq.\n"
     "  @ Kata’ib Hezbollah organisation, spelling of Kata’ib Hezbollah\n"
     "  @ Iraq place\n"
     "  ' ' name_letter Kata'ib\n"
     "Kata’ib Hezbollah (KH) left Iraq.\n"
     "  @ Kata’ib Hezbollah organisation\n"
     "  @ KH organisation, abbreviation of Kata’ib Hezbollah\n"
     "  @ Iraq place\n"
     "  ' ’ name_letter Kata’ib\n", NULL},
    {"target", "dump", build_target, {EN_AR},
     "One.\n"
     "  = <واحد>\n"
     "Two.\n", NULL},
    {"wrapped", "dump", build_wrapped, {EN_AR},
     "One two.\n"
     "  ~ original: One\\n"
     "two.\n", NULL},
    {"unsegmented", "dump", build_unsegmented, {EN_AR},
     "[quotation]\n"
     "Didn’t\\tstop.\\n"
     "Not.\n"
     "  ' ’ contraction Didn’t\n", NULL},

    /* ledgers */
    {"names", "ledger", build_names, {EN_AR},
     "spelling\tcanonical\tclass\trelation\tcluster\tcount\tstatus\n"
     "Kata'ib Hezbollah\tKata’ib Hezbollah\torganisation\tspelling\tKata’ib Hezbollah\t1\tfound\n"
     "Kata’ib Hezbollah\tKata’ib Hezbollah\torganisation\tspelling\tKata’ib Hezbollah\t1\tfound\n"
     "KH\tKH\torganisation\tabbreviation\tKata’ib Hezbollah\t1\tfound\n"
     "Iraq\tIraq\tplace\tspelling\tIraq\t2\tfound\n", NULL},
    {"names/wrapped-is-one", "ledger", build_wrapped_name, {EN_AR},
     "\n"
     "Abu Zayd\tAbu Zayd\tperson\tspelling\tAbu Zayd\t2\tfound\n", NULL},
    {"mentions", "ledger", build_names, {EN_AR, .mentions = TRUE},
     "doc\tstart\tend\ttext\tclass\tcluster\n"
     "news\t0\t17\tKata'ib Hezbollah\torganisation\tKata’ib Hezbollah\n"
     "news\t22\t26\tIraq\tplace\tIraq\n"
     "news\t28\t47\tKata’ib Hezbollah\torganisation\tKata’ib Hezbollah\n"
     "news\t49\t51\tKH\torganisation\tKata’ib Hezbollah\n"
     "news\t58\t62\tIraq\tplace\tIraq\n", NULL},
    {"mentions/wrapped", "ledger", build_wrapped_name, {EN_AR, .mentions = TRUE},
     "news\t0\t8\tAbu\\n"
     "Zayd\tperson\tAbu Zayd\n", NULL},
    {"mentions/chars", "ledger", build_two_parts, {EN_AR, .mentions = TRUE, .offsets_in_chars = TRUE},
     "\n"
     "news\t9\t10\tB\tother\tB\n", NULL},
    {"no-article", "ledger", build_nothing, {EN_AR},
     "spelling\tcanonical\tclass\trelation\tcluster\tcount\tstatus\n", NULL},
    {"names", "ledger-jsonl", build_names, {EN_AR},
     "{`spelling`:`KH`,`canonical`:`KH`,`class`:`organisation`,`relation`:`abbreviation`,"
     "`cluster`:`Kata’ib Hezbollah`,`count`:1,`status`:`found`}\n"
     "{`spelling`:`Iraq`,`canonical`:`Iraq`,`class`:`place`,`relation`:`spelling`,"
     "`cluster`:`Iraq`,`count`:2,`status`:`found`}\n", NULL},
    {"mentions", "ledger-jsonl", build_names, {EN_AR, .mentions = TRUE},
     "{`doc`:`news`,`start`:0,`end`:17,`text`:`Kata'ib Hezbollah`,`class`:`organisation`,"
     "`cluster`:`Kata’ib Hezbollah`}\n"
     "{`doc`:`news`,`start`:22,`end`:26,`text`:`Iraq`,`class`:`place`,`cluster`:`Iraq`}\n", NULL},
    {"mentions/chars", "ledger-jsonl", build_two_parts, {EN_AR, .mentions = TRUE, .offsets_in_chars = TRUE},
     "{`doc`:`news`,`start`:9,`end`:10,`text`:`B`", NULL},

    {"names", "tbx", build_names, {EN_AR},
     "<descrip type=`subjectField`>organisation</descrip>\n"
     "<langSec xml:lang=`en`>\n"
     "<termSec><term>Kata’ib Hezbollah</term><termNote type=`termType`>fullForm</termNote>"
     "<admin type=`projectSubset`>found</admin><note>count: 1</note></termSec>\n"
     "<termSec><term>Kata'ib Hezbollah</term><termNote type=`termType`>variant</termNote>"
     "<admin type=`projectSubset`>found</admin><note>count: 1</note></termSec>\n"
     "<termSec><term>KH</term><termNote type=`termType`>abbreviation</termNote>", NULL},
    {"no-article", "tbx", build_nothing, {EN_AR}, "<conceptEntry id=`empty`>\n", NULL},
    {"names", "tbx-dct", build_names, {EN_AR},
     "<min:subjectField>place</min:subjectField>\n"
     "<langSec xml:lang=`en`>\n"
     "<termSec><term>Iraq</term><basic:termType>fullForm</basic:termType>"
     "<basic:projectSubset>found</basic:projectSubset><note>count: 2</note></termSec>\n",
     "type=`subjectField`"},

    /* forms in the target language */
    {"form", "xliff", build_form, {EN_AR},
     "<note from=`hexapla`>Iraq (place) = العراق</note>", NULL},
    {"form", "xliff2", build_form, {EN_AR, .inline_terms = TRUE},
     "<gls:term>Iraq</gls:term><gls:translation>العراق</gls:translation><gls:definition>", NULL},
    {"form", "jsonl", build_form, {EN_AR}, "`cluster`:`Iraq`,`form`:`العراق`}", NULL},
    {"form", "ledger", build_form, {EN_AR},
     "count\tstatus\tar\n"
     "Iraq\tIraq\tplace\tspelling\tIraq\t1\tapproved\tالعراق\n", NULL},
    {"form", "ledger-jsonl", build_form, {EN_AR}, "`status`:`approved`,`ar`:`العراق`}", NULL},
    {"form", "tbx", build_form, {EN_AR},
     "<termNote type=`administrativeStatus`>preferredTerm-admn-sts</termNote>", "found<"},
    {"form/in-its-language", "tbx", build_form, {EN_AR},
     "<langSec xml:lang=`ar`>\n"
     "<termSec><term>العراق</term></termSec>\n"
     "</langSec>\n", NULL},

    /* ids */
    {"ids", "xliff", build_repeated, {EN_AR}, "<trans-unit id=`s4d2pf2db` xml", NULL},
    {"ids/second", "xliff", build_repeated, {EN_AR}, "<trans-unit id=`s4d2pf2db-2` xml", NULL},
    {"ids/third", "xliff", build_repeated, {EN_AR}, "<trans-unit id=`s4d2pf2db-3` xml", NULL},
    {"ids/of-group", "xliff", build_repeated, {EN_AR}, "<group id=`u4d2pf2db-3` ", NULL},
    {"ids", "xliff2", build_repeated, {EN_AR}, "<file id=`fzzzzzzzz-10` ", NULL},
    {"ids", "tmx", build_repeated, {EN_AR}, "<tu tuid=`fzzzzzzzz-10.s4d2pf2db-2`>", NULL},
    {"ids", "jsonl", build_repeated, {EN_AR},
     "`block`:`u4d2pf2db-2`,`kind`:`paragraph`,`segment`:`s4d2pf2db-2`", NULL},
};
/* clang-format on */

static char *
write_parts(const HexaplaFormat *format, const HexaplaFormatOptions *options, GPtrArray *parts,
            GError **error)
{
    g_autofree char *path = NULL;
    char *text = NULL;
    HexaplaWriter *out;
    gpointer writer;
    gboolean ok = TRUE;
    int fd = g_file_open_tmp("hexapla-XXXXXX", &path, NULL);

    g_assert_true(g_close(fd, NULL));
    out = hexapla_writer_new(path, NULL);
    writer = format->begin(out, options, NULL);
    for (guint i = 0; ok && i < parts->len; i++)
        ok = format->write(writer, parts->pdata[i], error);
    ok = format->end(writer, ok ? error : NULL) && ok;
    g_assert_true(hexapla_writer_commit(out, NULL));
    if (ok)
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_remove(path);
    return text;
}

static void
assert_well_formed(const char *text)
{
    xmlDoc *document =
        xmlReadMemory(text, strlen(text), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);

    if (document == NULL)
        g_error("not well-formed: %s", text);
    xmlFreeDoc(document);
}

static gboolean
contains(const char *text, const char *expected)
{
    g_autofree char *quoted = g_strdelimit(g_strdup(expected), "`", '"');

    return strstr(text, quoted) != NULL;
}

static void
assert_contains(const char *text, const char *expected)
{
    if (!contains(text, expected)) {
        g_test_message("expected: %s", expected);
        g_test_message("written:  %s", text);
        g_test_fail();
    }
}

static void
test_row(gconstpointer data)
{
    const Row *row = data;
    const HexaplaFormat *format = hexapla_format_by_name(row->format);
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_object_unref);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    row->build(parts);
    text = write_parts(format, &row->options, parts, &error);
    g_assert_no_error(error);
    assert_contains(text, row->expected);
    if (row->absent != NULL && contains(text, row->absent))
        g_error("“%s” stands in: %s", row->absent, text);
    if (g_str_has_prefix(text, "<?xml"))
        assert_well_formed(text);
}

static void
test_two_languages_in_xliff2(void)
{
    HexaplaFormatOptions options = {.source = "en", .target = "uk"};
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_object_unref);
    g_autoptr(GError) error = NULL;

    build_two_languages(parts);
    g_assert_null(write_parts(hexapla_format_by_name("xliff2"), &options, parts, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE);
    assert_contains(error->message, "news.txt:1: error:");
    assert_contains(error->message, "“ar”");
}

static void
count_source_only(const HexaplaIssue *issue, gpointer user_data)
{
    guint *n = user_data;

    *n += issue->kind == HEXAPLA_ISSUE_SOURCE_ONLY_TMX;
}

static guint
count_tmx_issues(void (*build)(GPtrArray *parts), gboolean copy_source)
{
    guint n = 0;
    HexaplaIssueSink sink = {count_source_only, &n, {0}};
    HexaplaFormatOptions options = {
        .source = "en", .target = "ar", .copy_source = copy_source, .issues = &sink};
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_object_unref);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    build(parts);
    text = write_parts(hexapla_format_by_name("tmx"), &options, parts, &error);
    g_assert_nonnull(text);
    return n;
}

static void
test_source_only_tmx(void)
{
    g_assert_cmpuint(count_tmx_issues(build_two_parts, FALSE), ==, 1);
}

static void
test_tmx_of_pairs(void)
{
    g_assert_cmpuint(count_tmx_issues(build_target, FALSE), ==, 0);
}

static void
test_tmx_of_copies(void)
{
    g_assert_cmpuint(count_tmx_issues(build_plain, TRUE), ==, 0);
}

static void
test_tmx_of_nothing(void)
{
    g_assert_cmpuint(count_tmx_issues(build_nothing, FALSE), ==, 0);
}

/* A disk that is full is told by write() or at the end, never swallowed. */
static void
test_full_device(gconstpointer data)
{
    const HexaplaFormat *format = data;
    HexaplaFormatOptions options = {.source = "en"};
    g_autoptr(GError) error = NULL;
    HexaplaWriter *out = hexapla_writer_new("/dev/full", NULL);
    HexaplaDocument *part;
    gpointer writer;

    if (out == NULL) {
        g_test_skip("there is no /dev/full");
        return;
    }
    part = new_part("en", "One.");
    for (guint i = 0; i < HEXAPLA_WRITER_BUFFER_BYTES; i++)
        hexapla_writer_puts(out, "x ");
    writer = format->begin(out, &options, NULL);
    g_assert_false(format->write(writer, part, &error));
    g_assert_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT);
    g_assert_false(format->end(writer, NULL));
    g_object_unref(part);
    hexapla_writer_free(out);
}

typedef struct {
    const char *path;
    const char *format; /* NULL for none */
} PathRow;

static const PathRow path_rows[] = {
    {"out.xlf", "xliff"},
    {"out.XLIFF", "xliff"},
    {"out.TmX", "tmx"},
    {"a.b/out.tmx", "tmx"},
    {"news.jsonl", "jsonl"},
    {"news.txt", "text"},
    {"news.dump", "dump"},
    {"names.tsv", "ledger"},
    {"out.tmx.bak", NULL},
    {"tmx", NULL},
    {"out.", NULL},
    {"a.tmx/out", NULL},
    {"out.tm", NULL},
    {"out.tmxx", NULL},
    {"out.tmx;", NULL},
    {"", NULL},
    {"-", NULL},
};

static void
test_path(gconstpointer data)
{
    const PathRow *row = data;
    const HexaplaFormat *format = hexapla_format_by_extension(row->path);

    g_assert_cmpstr(format != NULL ? format->name : NULL, ==, row->format);
}

static void
test_names_are_unique(void)
{
    guint n;
    const HexaplaFormat *const *formats = hexapla_formats(&n);

    g_assert_cmpuint(n, >, 0);
    for (guint i = 0; i < n; i++)
        g_assert_true(hexapla_format_by_name(formats[i]->name) == formats[i]);
}

static void
test_unknown_name(void)
{
    g_assert_null(hexapla_format_by_name("XLIFF"));
    g_assert_null(hexapla_format_by_name(""));
}

/* Bytes that no format knows. */
static void
test_sniff_nothing(void)
{
    g_assert_null(hexapla_format_sniff((const guint8 *)"\x7F"
                                                       "ELF\xFF\xFE\x80",
                                       7));
}

static const struct {
    const char *path;
    GTestFunc func;
} tests[] = {
    {"/format/xliff2/two-languages", test_two_languages_in_xliff2},
    {"/format/tmx/source-only", test_source_only_tmx},
    {"/format/tmx/pairs", test_tmx_of_pairs},
    {"/format/tmx/copies", test_tmx_of_copies},
    {"/format/tmx/nothing", test_tmx_of_nothing},
    {"/format/names-are-unique", test_names_are_unique},
    {"/format/unknown-name", test_unknown_name},
    {"/format/sniff-nothing", test_sniff_nothing},
};

static void
add_full_device_rows(void)
{
    guint n;
    const HexaplaFormat *const *formats = hexapla_formats(&n);

    for (guint i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("/format/%s/full-device", formats[i]->name);

        if (formats[i]->begin != NULL)
            g_test_add_data_func(path, formats[i], test_full_device);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path =
            g_strdup_printf("/format/%s/write/%s", rows[i].format, rows[i].name);

        g_test_add_data_func(path, &rows[i], test_row);
    }
    for (guint i = 0; i < G_N_ELEMENTS(path_rows); i++) {
        g_autofree char *name = g_strdelimit(g_strdup(path_rows[i].path), "/", '|');
        g_autofree char *path = g_strdup_printf("/format/extension/%s.", name);

        g_test_add_data_func(path, &path_rows[i], test_path);
    }
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add_func(tests[i].path, tests[i].func);
    add_full_device_rows();
    return g_test_run();
}
